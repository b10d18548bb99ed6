// The page: who is on it, the theme, and the tabs of a narrow screen.

import { offer } from "./deeds.js";
import { h, rove } from "./dom.js";
import { icon } from "./icons.js";
import { Panel } from "./panel.js";
import { World } from "./world.js";

const MOST = 4;
const world = new World();
const [stage, tabs, add, theme, state] = ["panels", "tabs", "add", "theme", "state"].map((id) => document.getElementById(id));
const panels = [];
let front = null;

function join(key) {
  const panel = new Panel(world, key, { others, onswitch, onremove });
  panels.push(panel);
  stage.append(panel.element);
  front = panel;
  update();
  return panel;
}

function others(panel) {
  return panels.filter((other) => other !== panel).map((other) => other.key);
}

function onswitch(panel, key) {
  panel.show(key);
  update();
}

function onremove(panel) {
  panels.splice(panels.indexOf(panel), 1);
  panel.element.remove();
  front = panels[0];
  update();
  add.focus();
}

function update() {
  state.textContent = world.isLive ? "" : "Connecting…";
  for (const panel of panels) {
    panel.element.classList.toggle("is-front", panel === front);
    panel.update();
    panel.remove.hidden = panels.length === 1;
  }
  add.disabled = panels.length === MOST;
  drawTabs();
}

function drawTabs() {
  const isFocused = tabs.contains(document.activeElement);
  tabs.replaceChildren(...panels.map((panel) => h("button", {
    class: "tab",
    type: "button",
    role: "tab",
    tabindex: panel === front ? 0 : -1,
    "aria-selected": panel === front ? "true" : "false",
    onclick: () => bringForward(panel),
    onfocus: () => panel !== front && bringForward(panel),
  }, world.person(panel.key).name.split(" ")[0], panel.hasNews() ? h("span", { class: "dot tab-dot" }) : null)));
  if (isFocused) tabs.children[panels.indexOf(front)].focus();
}

function bringForward(panel) {
  front = panel;
  update();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function dress(chosen) {
  if (chosen) document.documentElement.dataset.theme = chosen;
  theme.replaceChildren(icon(isDark() ? "Sun" : "Moon"));
  theme.setAttribute("aria-label", isDark() ? "Use the light theme" : "Use the dark theme");
}

theme.addEventListener("click", () => {
  const chosen = isDark() ? "light" : "dark";
  localStorage.setItem("theme", chosen);
  dress(chosen);
});
add.addEventListener("click", () => {
  const shown = panels.map((panel) => panel.key);
  join(world.people.find((person) => !shown.includes(person.key)).key).pick.focus();
});
world.addEventListener("change", () => {
  if (!panels.length && world.isLive) {
    for (const { key } of world.people.slice(0, 2)) join(key);
    front = panels[0];
  }
  update();
});
addEventListener("resize", update);
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => event.dataTransfer.types.includes("Files") && event.preventDefault()); // a miss opens nothing
}
rove(tabs);
offer(world, document.getElementById("world"), document.getElementById("deeds"));
dress(localStorage.getItem("theme"));
world.start();
