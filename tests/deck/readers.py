"""Two readers of markdown that know nothing of each other, with everything switched on that a client might know.

Each tells what it would act on in a text. No two clients of Teams agree on markdown, so neither may find anything.
"""

import re
from collections.abc import Iterator
from typing import Any

import mistune
from markdown_it import MarkdownIt

_IT = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
_IT.linkify.set({"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": True})
_IT.linkify.tlds("example", keep_old=True)
_IT_INERT = {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}

# Not math, ruby, spoilers, marks, insertions and raised or lowered signs: no client of Teams has ever known them.
_MISTUNE = mistune.create_markdown(
    escape=False,
    renderer="ast",
    plugins=["strikethrough", "footnotes", "table", "url", "task_lists", "def_list", "abbr"],
)
_MISTUNE_INERT = {"paragraph", "text", "blank_line"}

_BARE = re.compile(
    r"""
    \{\{ | \$\{                  # macros, templates
    | </?\w                      # mentions and HTML
    | [a-z][a-z0-9+.-]*:[^\s\u200b] | //   # addresses with a scheme, or with two strokes
    | \bwww\.\w | \w@\w
    | &[\#\w]+;                  # entities
    | [\u202a-\u202e\u2066\u2067\u200e\u200f]
    """,
    re.VERBOSE | re.IGNORECASE,
)


def ask_markdown_it(text: str) -> set[str]:
    tokens = _IT.parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    return kinds - _IT_INERT


def ask_mistune(text: str) -> set[str]:
    tokens: Any = _MISTUNE(text)
    return set(_list_kinds(tokens)) - _MISTUNE_INERT


def _list_kinds(tokens: list[Any]) -> Iterator[str]:
    for token in tokens:
        yield token["type"]
        yield from _list_kinds(token.get("children", []))


def ask_plainly(text: str) -> set[str]:
    """Look for what is active where no markdown is read at all: macros, mentions, addresses, turned directions."""
    return set(_BARE.findall(text))


READERS = {"markdown-it": ask_markdown_it, "mistune": ask_mistune, "plain": ask_plainly}
