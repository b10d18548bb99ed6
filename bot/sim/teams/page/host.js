// How cards look: Microsoft's renderer asks its host, and the host answers with the page's own colours.

const colour = (name, subtle = name) => ({ default: `var(--${name})`, subtle: `var(--${subtle})` });

const foregroundColors = {
  default: colour("text", "text-subtle"),
  dark: colour("text", "text-subtle"),
  light: colour("text-subtle"),
  accent: colour("brand-text"),
  good: colour("good"),
  warning: colour("warning"),
  attention: colour("attention"),
};
const style = (back) => ({ backgroundColor: `var(--${back})`, borderColor: "var(--line)", foregroundColors });
const bold = { weight: "Bolder" };

export const host = {
  supportsInteractivity: true,
  fontFamily: "var(--font)",
  fontTypes: { default: { fontFamily: "var(--font)" }, monospace: { fontFamily: "var(--mono)" } },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 6, default: 10, medium: 16, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: style("surface"),
    emphasis: style("backdrop"),
    accent: style("tinted"),
    good: style("good-back"),
    warning: style("warning-back"),
    attention: style("attention-back"),
  },
  actions: {
    maxActions: 6,
    spacing: "Medium",
    buttonSpacing: 8,
    actionsOrientation: "Horizontal",
    actionAlignment: "Left",
    showCard: { actionMode: "Inline", inlineTopMargin: 16, style: "emphasis" },
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: "Large", weight: "Bolder" }, columnHeader: bold },
  inputs: {
    debounceTimeInMilliSeconds: 250,
    label: {
      inputSpacing: "Small",
      requiredInputs: { ...bold, suffix: " *", suffixColor: "Attention" },
      optionalInputs: bold,
    },
    errorMessage: { color: "Attention", size: "Small", spacing: "Small" },
  },
  factSet: { title: { ...bold, wrap: true, maxWidth: 140 }, value: { wrap: true }, spacing: 12 },
  table: { cellSpacing: 8 },
};
