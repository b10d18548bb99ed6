// The few icons that the page and Teams' own card elements need, drawn on a field of 16 by 16.

const GROUP =
  "M6 7.500a2.200 2.200 0 1 0 0-4.500 2.200 2.200 0 0 0 0 4.500ZM2 12.800a4 4 0 0 1 8 0M10.500 7.500a1.900 1.900 0 1 0-.6-3.700M11.500 9.600a3.500 3.500 0 0 1 2.500 3.200";
const PATHS = {
  ArrowDownload: "M8 2.500v7.700M4.700 7 8 10.300 11.300 7M3 13.500h10",
  ArrowReply: "M6.500 4 3 7.500 6.500 11M3 7.500h6a4 4 0 0 1 4 4V12",
  ArrowSync: "M3 8a5 5 0 0 1 8.700-3.300L13 6M13 3v3h-3M13 8a5 5 0 0 1-8.700 3.300L3 10M3 13v-3h3",
  Attach: "m13.200 7.600-5 5a3.300 3.300 0 0 1-4.700-4.700l5.400-5.300a2.200 2.200 0 0 1 3.100 3.100l-5.200 5.200a1.100 1.100 0 0 1-1.600-1.600l4.600-4.500",
  Chat: "M8 2.500a5.500 5.500 0 1 1-2.600 10.300L2.500 13.500l.7-2.900A5.500 5.500 0 0 1 8 2.500Z",
  Checkmark: "m3 8.500 3.200 3.200L13 4.800",
  Clock: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM8 5v3.200l2.200 1.300",
  Dismiss: "m4 4 8 8M12 4l-8 8",
  Document: "M4 2.500h5l3.500 3.500v7.500H4v-11ZM9 2.500V6h3.500M6.300 8.700h4M6.300 11h4",
  Edit: "m10.500 3 2.500 2.500L5.800 12.700 2.800 13.200l.5-3L10.500 3Z",
  Globe: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM2.700 6.500h10.600M2.700 9.500h10.600M8 2.500c-3 3-3 8 0 11M8 2.500c3 3 3 8 0 11",
  Hash: "M6.500 2.500 5 13.500M11 2.500 9.500 13.500M3 6h10.500M2.500 10H13",
  Info: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM8 7.500V11M8 5.200v.1",
  Moon: "M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500Z",
  People: GROUP,
  PeopleTeam: GROUP,
  Person: "M8 7.500A2.500 2.500 0 1 0 8 2.500a2.500 2.500 0 0 0 0 5ZM3.500 13.500a4.500 4.500 0 0 1 9 0",
  Send: "M2.500 2.800 13.800 8 2.500 13.200 4.200 8 2.500 2.800ZM4.200 8h5",
  Sun: "M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600ZM8 1.500v1M8 13.500v1M1.500 8h1M13.500 8h1M3.400 3.400l.7.7M11.900 11.900l.7.7M12.600 3.400l-.7.7M4.100 11.900l-.7.7",
  Warning: "M8 2.800 14 13H2L8 2.800ZM8 6.800v3M8 11.500v.1",
};
const SVG = "http://www.w3.org/2000/svg";

/** Draw the icon, or return null if it is not one of ours. */
export function icon(name, size = 16) {
  if (!PATHS[name]) return null;
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  for (const [key, value] of [["viewBox", "0 0 16 16"], ["width", size], ["height", size], ["aria-hidden", "true"]]) {
    svg.setAttribute(key, value);
  }
  svg.append(path);
  return svg;
}
