// One person at their client: a switcher, the chats, the log of the open one, and the compose box.

import { Compose } from "./compose.js";
import { h, rove } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, Log } from "./log.js";

const TONGUES = { "en-US": "English", "de-DE": "Deutsch" };
const ICONS = { personal: "Chat", groupChat: "People", channel: "Hash" };

/** A panel shows *key*; *others* tells whom the other panels show, *onswitch* and *onremove* what the page should do. */
export class Panel {
  constructor(world, key, { others, onswitch, onremove }) {
    Object.assign(this, { world, others, onswitch });
    this.face = h("span");
    this.pick = h("select", { class: "who-pick", "aria-label": "Person", onchange: () => onswitch(this, this.pick.value) });
    this.role = h("p", { class: "who-role" });
    this.tongue = h("select", {
      class: "who-tongue",
      "aria-label": "Language",
      onchange: () => world.speak(this.key, this.tongue.value),
    }, ...Object.entries(TONGUES).map(([value, name]) => h("option", { value, lang: value }, name)));
    this.remove = h("button", { class: "quiet icon-only", type: "button", onclick: () => onremove(this) }, icon("Dismiss"));
    this.list = h("nav", { class: "chats", "aria-label": "Chats" });
    this.place = h("div", {
      class: "talk",
      ondragover: (event) => this.compose.lure(event),
      ondragleave: (event) => this.compose.lure(event),
      ondrop: (event) => this.compose.lure(event),
    });
    this.skip = h("button", { class: "skip", type: "button", onclick: () => this.compose.input.focus() }, "Skip to the message box");
    this.typing = h("p", { class: "typing", role: "status" });
    this.chips = h("div", { class: "chips", role: "group", "aria-label": "Suggestions" });
    this.failure = h("p", { class: "typing note is-error", role: "status", hidden: true });
    this.compose = new Compose(world, (text, about, files) => this.#send(text, about, files));
    rove(this.list);
    this.element = h("section", { class: "panel" },
      h("header", { class: "who" }, this.face, h("div", { class: "who-names" }, this.pick, this.role), this.tongue, this.remove),
      h("div", { class: "panel-inside" }, this.list, this.place));
    this.show(key);
  }

  /** Become another person, who looks at their chat with the bot. */
  show(key) {
    this.key = key;
    const person = this.world.person(key);
    this.element.setAttribute("aria-label", person.name);
    this.remove.setAttribute("aria-label", `Remove ${person.name}`);
    this.face.replaceChildren(avatar(this.world, person.name));
    this.role.textContent = person.role;
    this.open(this.world.chats.find((chat) => chat.id === person.chat));
  }

  open(chat) {
    this.chat = chat;
    this.failure.hidden = true;
    this.log = new Log(this.world, this.key, chat, {
      onreply: (message) => this.compose.reply(message),
      onedit: (message) => this.compose.edit(message),
    });
    this.compose.turn(chat, this.world.person(this.key));
    this.place.replaceChildren(this.skip, this.log.element, this.typing, this.failure, this.chips, this.compose.element);
    this.update();
  }

  /** Bring everything up to date with the world; an invisible panel reads nothing. */
  update() {
    if (this.element.checkVisibility()) this.world.look(this.key, this.chat.id);
    this.#people();
    this.tongue.value = this.world.person(this.key).locale;
    this.#chats();
    this.#type();
    this.#suggest();
    this.log.update();
  }

  hasNews() {
    return this.world.chatsOf(this.key).some((chat) => this.world.isUnread(this.key, chat.id));
  }

  #people() {
    const taken = this.others(this);
    const state = [this.key, ...taken].join(" ");
    if (this.pick.dataset.state === state) return;
    this.pick.dataset.state = state;
    const options = this.world.people.map(({ key, name }) =>
      h("option", { value: key, selected: key === this.key, disabled: taken.includes(key) }, name));
    this.pick.replaceChildren(...options);
  }

  #chats() {
    const isFocused = this.list.contains(document.activeElement);
    const focused = isFocused && [...this.list.children].indexOf(document.activeElement);
    this.list.replaceChildren(...this.world.chatsOf(this.key).map((chat) => this.#chat(chat)));
    if (isFocused) this.list.children[focused].focus();
  }

  #type() {
    const isTyping = this.world.isTyping(this.chat.id);
    if (isTyping === this.typing.hasChildNodes()) return;
    const dots = h("i", { "aria-hidden": "true" }, h("b"));
    this.typing.replaceChildren(...(isTyping ? [dots, `${this.world.bot} is typing`] : []));
  }

  #chat(chat) {
    const isOpen = chat.id === this.chat.id;
    const isUnread = this.world.isUnread(this.key, chat.id);
    const title = chat.kind === "personal" ? this.world.bot : chat.title;
    const about = { personal: "Personal chat", groupChat: "Group chat", channel: chat.team }[chat.kind];
    const dot = h("span", { class: "dot" }, h("span", { class: "unseen" }, "unread"));
    return h("button", {
      class: isUnread ? "chat is-unread" : "chat",
      type: "button",
      tabindex: isOpen ? 0 : -1,
      "aria-current": isOpen ? "true" : "false",
      onclick: () => this.open(chat),
    }, icon(ICONS[chat.kind]), h("span", {}, title, h("small", {}, about)), isUnread ? dot : null);
  }

  /** Show the suggestions of the last message; as in Teams only in the personal chat. */
  #suggest() {
    const last = this.world.messagesOf(this.key, this.chat.id).at(-1);
    const actions = this.chat.kind === "personal" ? (last?.suggested ?? []) : [];
    const state = JSON.stringify(actions);
    if (this.chips.dataset.state === state) return;
    this.chips.dataset.state = state;
    this.chips.hidden = !actions.length;
    this.chips.replaceChildren(...actions.map((action) =>
      h("button", { class: "chip", type: "button", onclick: () => this.#choose(action) }, action.title)));
  }

  #choose(action) {
    if (action.type === "Action.Compose") this.compose.fill(action.value.data.body.content);
    else this.#send(action.value, null);
  }

  async #send(text, about, files = []) {
    const { chat, key, world } = this;
    this.log.end();
    this.failure.hidden = true;
    const wish = { chat: chat.id, text, files, ...about };
    const answer = await world.act(key, about?.message ? "edits" : "says", wish);
    const isLost = answer.status !== null && !(answer.status >= 200 && answer.status < 300);
    this.failure.hidden = !isLost || chat !== this.chat;
    this.failure.textContent = `${world.bot} did not take the message (${answer.status || "no connection"}).`;
  }
}
