// Elements that Teams draws and Microsoft's open renderer does not know, and the rounded corners that it ignores.

import { h } from "./dom.js";
import { host } from "./host.js";
import { icon } from "./icons.js";

const {
  BoolProperty, CardElement, ChoiceSetInput, Column, ColumnSet, Container, GlobalRegistry, NumProperty, RichTextBlock, StringProperty,
  Versions,
} = window.AdaptiveCards;

const text = (name) => new StringProperty(Versions.v1_0, name);
const number = (name) => new NumProperty(Versions.v1_0, name);
const lower = (value) => (value ?? "default").toLowerCase();

class Badge extends CardElement {
  static textProperty = text("text");
  static iconProperty = text("icon");
  static styleProperty = text("style");
  static shapeProperty = text("shape");

  getJsonTypeName() {
    return "Badge";
  }

  internalRender() {
    const round = lower(this.getValue(Badge.shapeProperty)) === "circular" ? " is-round" : "";
    const style = lower(this.getValue(Badge.styleProperty));
    const drawn = icon(this.getValue(Badge.iconProperty), 14);
    return h("div", {}, h("span", { class: `badge is-${style}${round}` }, drawn, this.getValue(Badge.textProperty) ?? ""));
  }
}

class ProgressBar extends CardElement {
  static valueProperty = number("value");
  static maxProperty = number("max");
  static colorProperty = text("color");

  getJsonTypeName() {
    return "ProgressBar";
  }

  internalRender() {
    const value = this.getValue(ProgressBar.valueProperty);
    const max = this.getValue(ProgressBar.maxProperty) ?? 100;
    const endless = value === undefined;
    const bar = h("div", {
      class: `progress is-${lower(this.getValue(ProgressBar.colorProperty))}${endless ? " is-endless" : ""}`,
      role: "progressbar",
      "aria-label": "Progress",
      "aria-valuemin": 0,
      "aria-valuemax": max,
      "aria-valuenow": endless ? null : value,
    }, h("div"));
    bar.style.setProperty("--done", endless ? 0 : Math.min(1, Math.max(0, value / max)));
    return bar;
  }
}

class Icon extends CardElement {
  static nameProperty = text("name");

  getJsonTypeName() {
    return "Icon";
  }

  internalRender() {
    return h("div", {}, icon(this.getValue(Icon.nameProperty), 20));
  }
}

/** Teach an element of the renderer to round its corners. */
const rounded = (Kind) =>
  class extends Kind {
    static roundedProperty = new BoolProperty(Versions.v1_0, "roundedCorners", false);

    internalRender() {
      const element = super.internalRender();
      element?.classList.toggle("rounded", this.getValue(this.constructor.roundedProperty));
      return element;
    }
  };

const RoundedColumn = rounded(Column);

class RoundedColumnSet extends ColumnSet {
  createColumnInstance(source, context) {
    const make = (type) => (!type || type === "Column" ? new RoundedColumn() : undefined);
    return context.parseCardObject(this, source, [], true, make, () => {});
  }
}

/** The renderer gives lines of small runs the height of lines of normal text. */
class SizedRichTextBlock extends RichTextBlock {
  internalRender() {
    const element = super.internalRender();
    const isSmall = [...(element?.children ?? [])].every((run) => run.style.fontSize === `${host.fontSizes.small}px`);
    element?.classList.toggle("is-small", isSmall);
    return element;
  }
}

/** The renderer lets one type and asks the host for choices, but it sends the title of one and not its value. */
class SoughtChoiceSet extends ChoiceSetInput {
  sought = [];

  /** Show *choices* besides those of the card; by what any of them is called the value is found. */
  offer(choices) {
    this.sought = [...this.sought, ...choices];
    this.renderChoices(this.getFilterForDynamicSearch(), choices);
    const dropdown = this.getDropdownElement();
    if (dropdown?.hasChildNodes()) dropdown.classList.add("ac-choiceSetInput-filtered-dropdown-open");
  }

  get value() {
    const value = super.value;
    return this.isDynamicTypeahead() ? (this.#find(value)?.value ?? value) : value;
  }

  isValid() {
    const value = super.value;
    return this.isDynamicTypeahead() && this.#find(value) ? true : super.isValid();
  }

  #find(value) {
    return this.sought.find((choice) => choice.title === value);
  }
}

/** Make the renderer draw what Teams draws. */
export function teach() {
  const tuned = { Container: rounded(Container), ColumnSet: RoundedColumnSet, RichTextBlock: SizedRichTextBlock,
    "Input.ChoiceSet": SoughtChoiceSet };
  const kinds = { Badge, ProgressBar, Icon, ...tuned };
  for (const [name, Kind] of Object.entries(kinds)) GlobalRegistry.elements.register(name, Kind);
}
