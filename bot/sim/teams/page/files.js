// Files in the log: one that lies in the drive, and one that the bot would like to put there.

import { note } from "./cards.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const STEP = 1000;
const UNITS = ["byte", "kilobyte", "megabyte"];

/** Say how large a file is. */
export function sizeOf(bytes) {
  const at = bytes < STEP ? 0 : bytes < STEP ** 2 ? 1 : 2;
  const size = bytes / STEP ** at;
  const digits = at && size < 10 ? 1 : 0;
  return new Intl.NumberFormat("en", { style: "unit", unit: UNITS[at], maximumFractionDigits: digits }).format(size);
}

/** Draw a file of a message as the person *key* sees it: a click downloads it. */
export function drawFile(key, message, { id, name, size }) {
  const href = `/api/people/${key}/files/${message}/${id}`;
  return h("a", { class: "file", href, download: name },
    icon("Document", 20), h("span", { class: "unseen" }, "Download "), words(name, size), icon("ArrowDownload"));
}

/** Draw a file that is offered; *consent* sends "accept" or "decline" and promises what the bot answered. */
export function drawOffer({ name, description, size }, consent) {
  const choose = (title, action, look) =>
    h("button", { class: look, type: "button", onclick: (event) => answer(event.currentTarget, action) }, title);
  const buttons = h("div", { class: "offer-buttons" },
    choose("Allow", "accept", "ac-pushButton style-positive"), choose("Decline", "decline", "ac-pushButton"));
  const frame = h("section", { class: "card offer", tabindex: -1, "aria-label": `File ${name}` },
    h("div", { class: "offer-file" }, icon("Document", 20), words(name, size)),
    description ? h("p", {}, description) : null,
    buttons);

  async function answer(button, action) {
    if (frame.classList.contains("is-busy")) return;
    frame.classList.add("is-busy");
    button.setAttribute("aria-busy", "true");
    const told = await consent(action);
    frame.classList.remove("is-busy");
    button.removeAttribute("aria-busy");
    note(frame, told);
  }

  return h("div", {}, frame);
}

/** Draw what a file is called and how large it is. */
export function words(name, size) {
  return h("span", { class: "file-words" }, h("strong", {}, h("bdi", {}, name)), h("small", {}, sizeOf(size)));
}
