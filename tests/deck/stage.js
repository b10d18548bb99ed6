// Draws cards of the gallery in Microsoft's renderer, many at once, and measures what came of them.

import { teach } from "/page/elements.js";
import { host } from "/page/host.js";

const { AdaptiveCard, GlobalSettings, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
const LIVE = "a, img, em, strong, del, code, ul, ol, table:not(.ac-table), h1, script, iframe";
const pen = document.createElement("canvas").getContext("2d");
const reader = window.markdownit({ html: true, linkify: true });

GlobalSettings.setTabIndexAtCardRoot = false;
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text.startsWith("- ") ? reader.render(text) : reader.renderInline(text); // lists are drawn as such
  result.didProcess = true;
};

/** Draw *cards*, a name and JSON each, so wide and in that theme; tell what each looks like. */
function draw(cards, { theme, width }) {
  document.documentElement.dataset.theme = theme;
  const stage = document.getElementById("stage");
  stage.style.width = `${width}px`;
  const drawn = cards.map(([name, json]) => {
    const card = new AdaptiveCard();
    card.hostConfig = new HostConfig(host);
    const context = new SerializationContext(Versions.v1_5);
    card.parse(json, context);
    const events = Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place).message);
    const frame = document.createElement("div");
    frame.className = "card";
    frame.dataset.name = name;
    frame.append(card.render() ?? "");
    return { name, frame, events, complaints: card.validateProperties().validationEvents.map(({ message }) => message) };
  });
  stage.replaceChildren(...drawn.map(({ frame }) => frame));
  return drawn.map(({ name, frame, events, complaints }) => ({
    name,
    events,
    complaints,
    isEmpty: frame.innerText.trim() === "",
    live: Array.from(frame.querySelectorAll(LIVE), (element) => element.outerHTML.slice(0, 200)),
    ...measure(frame),
  }));
}

/** Open each part that opens, one after the other, and look for what does not fit. */
function measure(frame) {
  const faults = { wide: new Set(), cut: new Set() };
  look(frame, faults);
  for (const button of frame.querySelectorAll(".ac-pushButton.expandable")) {
    button.click();
    look(frame, faults);
  }
  return { wide: [...faults.wide], cut: [...faults.cut] };
}

function look(frame, { wide, cut }) {
  const edge = frame.getBoundingClientRect();
  for (const element of [frame, ...frame.querySelectorAll("*")]) {
    const box = element.getBoundingClientRect();
    const isSeen = box.width > 1 && box.height > 1;
    if (isSeen && (box.right > edge.right + 1 || box.left < edge.left - 1)) wide.add(element.outerHTML.slice(0, 160));
  }
  if (frame.scrollWidth > Math.ceil(edge.width)) wide.add("the card");
  for (const text of frame.querySelectorAll(".ac-textBlock")) {
    if (text.scrollWidth > text.clientWidth + 1) cut.add(text.innerText);
  }
  for (const button of frame.querySelectorAll(".ac-pushButton")) {
    const { paddingLeft, paddingRight } = getComputedStyle(button);
    const room = button.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    if (button.clientWidth && wordsOf(button) > room + 1) cut.add(button.innerText);
  }
}

/** A button hides what is too long for it, and its own scroll width does not tell: so the words are measured. */
function wordsOf(button) {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(button);
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return pen.measureText(button.innerText.trim()).width;
}

/** Ask axe about what is drawn; contrast is the palette of the host, not the cards'. */
async function judge() {
  const { violations } = await window.axe.run("#stage", {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => {
      const node = document.querySelector(target[0]);
      return { id, name: node?.closest(".card")?.dataset.name ?? "", html: html.slice(0, 300) };
    }),
  );
}

window.gallery = { draw, judge, teach };
