// The compose box: Enter sends, Shift+Enter breaks the line, Tab completes the mention, Esc leaves a reply or an edit.

import { Clip } from "./clip.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** One box for one person; *send* gets the text, the message that it answers or edits, and the ids of files. */
export class Compose {
  constructor(world, send) {
    this.world = world;
    this.send = send;
    this.about = null;
    this.isWaiting = false;
    this.input = h("textarea", {
      rows: 1,
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#hint(),
      onpaste: (event) => this.#paste(event),
    });
    this.clip = new Clip(world, () => this.input.focus());
    this.aboutRow = h("p", { class: "compose-about", hidden: true });
    this.hintRow = h("p", { class: "compose-hint" });
    this.element = h("form", { class: "compose", onsubmit: (event) => this.#submit(event) },
      this.aboutRow,
      this.clip.row,
      h("div", { class: "compose-box" },
        this.input,
        this.clip.button,
        h("button", { class: "send", type: "submit", "aria-label": "Send" }, icon("Send", 20))),
      this.clip.menu,
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
    this.clip.turn(person.key);
    this.leave();
  }

  /** Take what is dragged over the chat and dropped there, if it is files and they can be attached. */
  lure(event) {
    const isWelcome = !this.clip.button.hidden && event.dataTransfer.types.includes("Files");
    this.element.classList.toggle("is-lured", isWelcome && event.type === "dragover");
    if (!isWelcome || event.type === "dragleave") return;
    event.preventDefault();
    if (event.type === "drop") this.clip.take(event.dataTransfer.files);
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
    this.clip.button.hidden = this.chat.kind !== "personal";
    this.#hint();
  }

  #take(about, words) {
    this.about = about;
    const stop = h("button", { class: "link", type: "button", onclick: () => this.#stop() }, "Cancel");
    this.aboutRow.replaceChildren(h("span", {}, words), stop);
    this.aboutRow.hidden = false;
    this.clip.button.hidden = true;
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

  #paste(event) {
    if (this.clip.button.hidden || !event.clipboardData.files.length) return;
    event.preventDefault();
    this.clip.take(event.clipboardData.files);
  }

  /** Send when all files have arrived; an edit leaves those of the message as they are. */
  async #submit(event) {
    event.preventDefault();
    if (this.isWaiting) return;
    this.isWaiting = true;
    const { about, chat } = this;
    const files = about?.message ? [] : await this.clip.settle();
    this.isWaiting = false;
    const text = this.input.value.trim();
    if (!files || chat !== this.chat || (!text && !files.length)) return;
    this.send(text, about, files);
    this.input.value = "";
    if (files.length) this.clip.clear();
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
