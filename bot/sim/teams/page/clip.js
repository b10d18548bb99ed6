// The paper-clip: files that go with the next message. They are put into the drive as soon as they are chosen.

import { h, rove } from "./dom.js";
import { sizeOf, words } from "./files.js";
import { icon } from "./icons.js";

const GAP = 6; // pixels between the menu and the box
const MOST = 10; // files on one message

/** One button with its menu, and the row of what was chosen; *ondone* is called when somebody has chosen. */
export class Clip {
  #chosen = [];

  constructor(world, ondone) {
    Object.assign(this, { world, ondone });
    this.pick = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.#picked() });
    this.row = h("div", { class: "compose-files", hidden: true });
    this.list = h("ul", { class: "compose-chosen", "aria-label": "Attached files" });
    this.told = h("p", { class: "note is-error", role: "status" });
    this.row.append(this.list, this.told);
    this.menu = h("div", { class: "clip-menu", role: "dialog", "aria-label": "Attach a file", popover: "" });
    this.button = h("button", { class: "send clip", type: "button", "aria-label": "Attach a file", "aria-haspopup": "dialog" },
      icon("Attach", 20));
    this.button.popoverTargetElement = this.menu;
    this.menu.addEventListener("beforetoggle", (event) => event.newState === "open" && this.#draw());
    this.menu.addEventListener("toggle", (event) => event.newState === "open" && this.menu.querySelector("button").focus());
    rove(this.menu);
  }

  /** Choose for the person *key* from now on, beginning with nothing. */
  turn(key) {
    this.key = key;
    this.clear();
  }

  clear() {
    this.#chosen = [];
    this.#show("");
  }

  /** Attach *files*, as many as fit on one message. */
  take(files) {
    this.#show("");
    for (const file of files) this.#add(file);
    this.ondone();
  }

  /** Wait until all that was chosen lies in the drive, and return the ids; null if something does not. */
  async settle() {
    const chosen = this.#chosen;
    const ids = await Promise.all(chosen.map(({ arrived }) => arrived));
    if (!ids.every(Boolean)) return null;
    return chosen === this.#chosen ? ids : this.settle();
  }

  #add(file) {
    if (file.size > this.world.most) return this.#show(`${file.name} is larger than ${sizeOf(this.world.most)}.`);
    if (this.#chosen.length === MOST) return this.#show(`A message takes ${MOST} files.`);
    const one = { file, isHere: false };
    one.arrived = this.#send(one);
    this.#chosen = [...this.#chosen, one];
    this.#show(this.told.textContent);
  }

  async #send(one) {
    const { id } = await this.world.attach(this.key, one.file);
    if (!this.#chosen.includes(one)) return null;
    one.isHere = Boolean(id);
    if (id) this.#show(this.told.textContent);
    else this.#remove(one, `${one.file.name} could not be attached.`);
    return id;
  }

  #remove(one, told = "") {
    this.#chosen = this.#chosen.filter((other) => other !== one);
    this.#show(told);
    if (!told) this.ondone();
  }

  #show(told) {
    this.told.textContent = told;
    this.row.hidden = !told && !this.#chosen.length;
    this.list.hidden = !this.#chosen.length;
    this.list.replaceChildren(...this.#chosen.map((one) => {
      const { name, size } = one.file;
      const remove = { class: "quiet icon-only", type: "button", "aria-label": `Remove ${name}`, onclick: () => this.#remove(one) };
      return h("li", { class: one.isHere ? "file" : "file is-busy" },
        icon("Document"),
        words(name, size),
        h("button", remove, icon("Dismiss")));
    }));
  }

  #picked() {
    this.take([...this.pick.files]);
    this.pick.value = "";
  }

  /** Draw the menu above the box. */
  #draw() {
    const { right, top } = this.button.parentElement.getBoundingClientRect();
    this.menu.style.right = `${document.documentElement.clientWidth - right}px`;
    this.menu.style.bottom = `${innerHeight - top + GAP}px`;
    const samples = this.world.samples.map(({ name, hint }) => this.#choice(name, hint, () => this.#lend(name)));
    const heading = h("h2", {}, "Sample lists");
    this.menu.replaceChildren(
      this.#choice("From this device", "", () => this.pick.click()),
      ...(samples.length ? [heading, ...samples] : []),
      this.pick);
  }

  #choice(title, hint, choose) {
    const chosen = () => {
      this.menu.hidePopover();
      choose();
    };
    return h("button", { class: "deed", type: "button", onclick: chosen },
      h("span", {}, title), hint ? h("small", {}, hint) : null);
  }

  async #lend(name) {
    this.take([await this.world.fetchSample(name)]);
  }
}
