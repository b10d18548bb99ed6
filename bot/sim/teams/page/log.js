// The log of one chat as one person sees it.

import { drawCard } from "./cards.js";
import { h } from "./dom.js";
import { drawFile, drawOffer } from "./files.js";
import { icon } from "./icons.js";
import { plain, toHtml } from "./text.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** Draw the face of a person, or of the bot. */
export function avatar(world, name) {
  const at = world.people.findIndex((person) => person.name === name);
  if (at < 0) return h("span", { class: "avatar" }, h("img", { src: "/page/icon.svg", alt: "" }));
  const initials = name.split(" ").map((word) => word[0]).join("");
  return h("span", { class: `avatar tone-${at % 5}`, "aria-hidden": "true" }, initials);
}

const MARGIN = 8; // pixels above and below a message
const NEAR = 48; // pixels from the end that still count as the end

/** A list that keeps the elements whose message has not changed, so that what is typed into a card stays.
 *
 * It stands at its "end", at the beginning of the "newest" message if that is taller than the list, or where somebody
 * scrolled it ("aside"). What grows or arrives moves it only in the first two cases.
 */
export class Log {
  #drawn = new Map();
  #newest = null;
  #stands = "newest";

  constructor(world, key, chat, { onreply, onedit }) {
    Object.assign(this, { world, key, chat, onreply, onedit });
    this.element = h("ol", { class: "log", role: "log", tabindex: 0, "aria-label": `Messages with ${chat.title}` });
    this.element.addEventListener("scroll", () => this.#measure());
    this.sizes = new ResizeObserver(() => this.#settle());
    this.sizes.observe(this.element);
  }

  /** Bring the list up to date, and go to what is new unless somebody has scrolled away. */
  update() {
    const { element } = this;
    const messages = this.world.messagesOf(this.key, this.chat.id);
    const before = this.#drawn;
    this.#drawn = new Map();
    const isFocused = element.contains(document.activeElement);
    const items = this.chat.kind === "channel" ? this.#threads(messages, before) : this.#items(messages, before);
    place(element, items.length ? items : [this.#empty(before)]);
    for (const [key, { element: old }] of before) if (this.#drawn.get(key)?.element !== old) this.sizes.unobserve(old);
    if (isFocused && !element.contains(document.activeElement)) element.focus({ preventScroll: true }); // its message is gone
    const newest = [...element.querySelectorAll(".message")].at(-1);
    const isNew = newest !== this.#newest;
    this.#newest = newest;
    if (isNew && this.#stands !== "aside") this.end();
  }

  /** Go to the newest message: to its end, or to its beginning if both do not fit. */
  end() {
    const { element } = this;
    element.scrollTop = this.#isTall() ? this.#beginning() : element.scrollHeight;
    this.#stands = this.#isTall() ? "newest" : "end";
  }

  /** Keep the place when something has grown. */
  #settle() {
    if (this.#stands === "newest") this.end();
    if (this.#stands === "end") this.element.scrollTop = this.element.scrollHeight;
  }

  #measure() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    if (this.#isTall() && Math.abs(scrollTop - this.#beginning()) < 2) this.#stands = "newest";
    else this.#stands = scrollHeight - scrollTop - clientHeight < NEAR ? "end" : "aside";
  }

  #isTall() {
    return this.#newest?.offsetHeight + 2 * MARGIN > this.element.clientHeight;
  }

  /** Return how far to scroll for the newest message to begin at the upper edge. */
  #beginning() {
    const top = (element) => element.getBoundingClientRect().top;
    return this.#newest ? this.element.scrollTop + top(this.#newest) - top(this.element) - MARGIN : 0;
  }

  #items(messages, before) {
    return messages.map((message) => this.#once(message.id, JSON.stringify(message), before, () => this.#message(message)));
  }

  #threads(messages, before) {
    const roots = [...new Set(messages.map((message) => message.root))];
    return roots.map((root) => {
      const inside = messages.filter((message) => message.root === root);
      const thread = this.#once(`thread ${root}`, "", before, () => this.#thread(inside[0]));
      place(thread.querySelector("ol"), this.#items(inside, before));
      return thread;
    });
  }

  /** Reuse what is drawn already under this key with the same state, or draw it. */
  #once(key, state, before, draw) {
    const old = before.get(key);
    const isSame = old?.state === state;
    const element = isSame ? old.element : draw();
    if (!isSame && old?.element.contains(document.activeElement)) {
      queueMicrotask(() => element.querySelector(".card")?.focus({ preventScroll: true }));
    }
    this.#drawn.set(key, { state, element });
    if (!isSame) this.sizes.observe(element);
    return element;
  }

  #thread(first) {
    const reply = h("button", { class: "quiet", type: "button", onclick: () => this.onreply(first) }, icon("ArrowReply"), "Reply");
    return h("li", { class: "thread" }, h("ol"), reply);
  }

  #message(message) {
    const { world, key } = this;
    const isOwn = message.sender === world.person(key).name;
    const isBot = !world.byName(message.sender);
    const edit = () => h("button", { class: "link", type: "button", onclick: () => this.onedit(message) }, "Edit");
    const head = h("p", { class: "message-head" },
      h("strong", {}, message.sender),
      isBot ? h("span", { class: "tag" }, "App") : null,
      isOwn ? edit() : null,
      message.edited ? h("span", {}, "Edited") : null,
      h("time", { datetime: message.at }, CLOCK.format(new Date(message.at))));
    const body = h("div", { class: "message-body" }, head, this.#words(message, isBot), this.#card(message),
      this.#offer(message), ...message.files.map((file) => drawFile(this.key, message.id, file)));
    return h("li", { class: isOwn ? "message is-own" : "message" }, avatar(world, message.sender), body);
  }

  #words(message, isBot) {
    if (!message.text) return null;
    if (!isBot) return h("div", { class: "bubble is-plain" }, ...plain(message.text, `@${this.world.bot}`));
    const bubble = h("div", { class: "bubble" });
    bubble.innerHTML = toHtml(message.text, message.mentions);
    return bubble;
  }

  #card(message) {
    if (!message.card) return null;
    const act = (what, wish) => this.world.act(this.key, what, { message: message.id, ...wish });
    return drawCard(message.card, (action) => act("clicks", { action }), (wish) => act("seeks", wish));
  }

  #offer(message) {
    if (!message.offer) return null;
    return drawOffer(message.offer, (action) => this.world.act(this.key, "consents", { message: message.id, action }));
  }

  #empty(before) {
    const words = this.chat.kind === "personal"
      ? `Say “help” to ${this.world.bot} to see what it can do.`
      : `Mention @${this.world.bot} to talk to it here.`;
    return this.#once("empty", "", before, () =>
      h("li", { class: "empty" }, h("img", { src: "/page/icon.svg", alt: "" }), words));
  }
}

/** Make *items* the children of *list* and touch only what differs. */
function place(list, items) {
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  while (list.children.length > items.length) list.lastElementChild.remove();
}
