// Words as Teams draws them: markdown of the bot, plain words of people, and mentions in both.

import MarkdownIt from "/vendor/markdown-it.js";

import { h } from "./dom.js";

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable("image");
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index].attrSet("target", "_blank");
  tokens[index].attrSet("rel", "noopener noreferrer");
  return self.renderToken(tokens, index, options);
};

/** Return the HTML of *text*; only the tags in *mentions* become mentions, everything else is escaped. */
export function toHtml(text, mentions = []) {
  const escape = markdown.utils.escapeHtml;
  return mentions.reduce((html, mention) => {
    const name = mention.replace(/^<at>|<\/at>$/g, "");
    return html.replaceAll(escape(mention), `<span class="mention">${escape(name)}</span>`);
  }, markdown.render(text));
}

/** Return what a person typed, with the call of the bot marked. */
export function plain(text, call) {
  const [before, ...rest] = text.split(call);
  return rest.length ? [before, h("span", { class: "mention" }, call), rest.join(call)] : [text];
}
