// The World menu: what happens in the tenant and to the time, beside what people say and click.

import { h, rove } from "./dom.js";
import { icon } from "./icons.js";

/** Draw the menu into *menu*, which *button* opens; without deeds there is nothing to open. */
export function offer(world, button, menu) {
  const told = h("p", { class: "deeds-told", role: "status" });
  const list = h("div", { class: "deeds-list" });
  let drawn = "";

  async function happen(deed) {
    told.textContent = "";
    const answer = await world.happen(deed.name);
    told.textContent = answer ? `Done: ${deed.title}` : `Not done: ${deed.title}`;
  }

  function draw({ heading, deeds }, index) {
    const id = `deeds-${index}`;
    const buttons = deeds.map((deed) =>
      h("button", { class: "deed", type: "button", onclick: () => happen(deed) },
        h("span", {}, deed.title), deed.hint ? h("small", {}, deed.hint) : null));
    return h("div", { role: "group", "aria-labelledby": id }, h("h2", { id }, heading), ...buttons);
  }

  function update() {
    const state = JSON.stringify(world.deeds);
    if (state === drawn) return;
    drawn = state;
    button.hidden = !world.deeds.length;
    list.replaceChildren(...world.deeds.map(draw));
  }

  button.append(icon("Globe"), h("span", {}, "World"));
  menu.append(list, told);
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") list.querySelector("button").focus();
    else told.textContent = "";
  });
  world.addEventListener("change", update);
  rove(menu);
}
