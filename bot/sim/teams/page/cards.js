// An Adaptive Card in the log: drawn by Microsoft's renderer, clicked through to the simulated Teams.

import { h } from "./dom.js";
import { teach } from "./elements.js";
import { host } from "./host.js";
import { toHtml } from "./text.js";

const { AdaptiveCard, Choice, ChoiceSetInput, GlobalSettings, HostConfig } = window.AdaptiveCards;
const SORRY = "Something went wrong. Please try again.";

GlobalSettings.setTabIndexAtCardRoot = false; // a card does nothing; its buttons are the stops
teach();

/** Draw *json*; *click* sends a pressed Action.Execute, *seek* what is typed; both promise what the bot answered. */
export function drawCard(json, click, seek) {
  const mentions = (json.msteams?.entities ?? []).map((entity) => entity.text);
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(text, mentions);
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(host);
  const { lang, ...rest } = json; // the renderer takes every second language for none; dates are the reader's anyway
  card.parse(rest);
  const frame = h("div", { class: "card", lang: lang ?? null, tabindex: -1 });
  card.onExecuteAction = (action) => execute(frame, action, click);
  card.onInputValueChanged = (input) => offer(input, seek);
  card.onInlineCardExpanded = (action, isOpen) => isOpen && show(action.card.renderedElement);
  frame.addEventListener("focusin", ({ target }) => show(refused(target)));
  frame.append(card.render() ?? h("p", {}, json.fallbackText ?? "This card cannot be shown."));
  return h("div", {}, frame);
}

/** Bring what has just opened into sight. */
function show(part) {
  part?.scrollIntoView({ block: "nearest" });
}

/** Return the input with its label and the sentence under it, if the renderer has refused what is in it. */
function refused(input) {
  return input.closest(".ac-input-validation-failed")?.closest(".ac-input-container").parentElement;
}

async function execute(frame, action, click) {
  if (action.getJsonTypeName() === "Action.OpenUrl") {
    window.open(action.url, "_blank", "noopener,noreferrer");
    return;
  }
  if (action.getJsonTypeName() !== "Action.Execute" || frame.classList.contains("is-busy")) return;
  const button = action.renderedElement;
  frame.classList.add("is-busy");
  button?.setAttribute("aria-busy", "true");
  const { id, verb, data } = action;
  const answer = await click({ type: "Action.Execute", ...(id && { id }), verb, data: data ?? {} });
  frame.classList.remove("is-busy");
  button?.removeAttribute("aria-busy");
  note(frame, answer);
}

/** Ask for choices that go with what was typed, and offer them if it still is what stands there. */
async function offer(input, seek) {
  if (!(input instanceof ChoiceSetInput) || !input.isDynamicTypeahead()) return;
  const text = input.getFilterForDynamicSearch();
  if (!text || input.asked === text || input.choices.some(({ title }) => title === text)) return;
  input.asked = text;
  const found = await seek({ text, dataset: input.choicesData.dataset });
  if (input.getFilterForDynamicSearch() !== text) return;
  input.offer(Array.isArray(found) ? found.map(({ title, value }) => new Choice(title, value)) : []);
}

/** Put a message or an apology under the card; a new card comes by itself. */
export function note(frame, { kind, text }) {
  frame.parentElement.querySelector(".note")?.remove();
  if (kind !== "message" && kind !== "error") return;
  const isError = kind === "error";
  frame.after(h("p", { class: isError ? "note is-error" : "note", role: "status" }, isError ? SORRY : text));
}
