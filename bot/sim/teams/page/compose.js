// The compose box: Enter sends, Shift+Enter breaks the line, Tab completes the mention, Esc leaves a reply or an edit.

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** One box for one person; *send* gets the text and the message that it answers or edits. */
export class Compose {
  constructor(world, send) {
    this.world = world;
    this.send = send;
    this.about = null;
    this.input = h("textarea", { rows: 1, onkeydown: (event) => this.#key(event), oninput: () => this.#hint() });
    this.aboutRow = h("p", { class: "compose-about", hidden: true });
    this.hintRow = h("p", { class: "compose-hint" });
    this.element = h("form", { class: "compose", onsubmit: (event) => this.#submit(event) },
      this.aboutRow,
      h("div", { class: "compose-box" },
        this.input,
        h("button", { class: "send", type: "submit", "aria-label": "Send" }, icon("Send", 20))),
      this.hintRow);
  }

  get call() {
    return `@${this.world.bot}`;
  }

  /** Write to *chat* from now on. */
  turn(chat, person) {
    this.chat = chat;
    const where = { personal: this.world.bot, groupChat: chat.title, channel: `${chat.team}, ${chat.title}` }[chat.kind];
    this.input.placeholder = chat.kind === "channel" ? "Start a new thread" : "Type a message";
    this.input.setAttribute("aria-label", `Message to ${where} as ${person.name}`);
    this.input.value = "";
    this.leave();
  }

  fill(text) {
    this.input.value = text;
    this.input.focus();
    this.#hint();
  }

  reply(message) {
    this.#take({ reply_to: message.id }, `Replying to ${message.sender}`);
  }

  edit(message) {
    this.#take({ message: message.id }, "Editing your message");
    this.fill(message.text);
  }

  leave() {
    this.about = null;
    this.aboutRow.hidden = true;
    this.#hint();
  }

  #take(about, words) {
    this.about = about;
    const stop = h("button", { class: "link", type: "button", onclick: () => this.#stop() }, "Cancel");
    this.aboutRow.replaceChildren(h("span", {}, words), stop);
    this.aboutRow.hidden = false;
    this.input.focus();
    this.#hint();
  }

  #stop() {
    if (this.about?.message) this.input.value = "";
    this.leave();
    this.input.focus();
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
    if (event.key === "Escape" && this.about) this.#stop();
    if (event.key === "Tab" && !event.shiftKey && this.#begun()) {
      event.preventDefault();
      this.#complete();
    }
  }

  #submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.send(text, this.about);
    this.input.value = "";
    this.leave();
  }

  /** Return the beginning of the mention that stands at the end of the text, if there is one. */
  #begun() {
    const word = this.input.value.match(/(^|\s)(@\w*)$/)?.[2];
    const isCall = word && this.call.toLowerCase().startsWith(word.toLowerCase()) && word !== this.call;
    return this.chat.kind !== "personal" && isCall ? word : "";
  }

  #complete() {
    const { value } = this.input;
    const begun = this.#begun();
    const rest = begun ? value.slice(0, -begun.length) : value;
    this.fill(begun ? `${rest}${this.call} ` : `${this.call} ${value}`);
  }

  #hint() {
    const isNeeded = this.chat && this.chat.kind !== "personal" && !this.input.value.includes(this.call);
    this.hintRow.hidden = !isNeeded;
    if (!isNeeded) return;
    const mention = h("button", { class: "link", type: "button", onclick: () => this.#complete() }, `Add ${this.call}`);
    const words = this.#begun() ? `Tab completes ${this.call}.` : `${this.world.bot} hears only mentions.`;
    this.hintRow.replaceChildren(h("span", {}, words), mention);
  }
}
