"""The rules of the house for cards: what Teams would take, and we do not send."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.core.errand import PAGE

Element = dict[str, Any]

ELEMENTS = {
    *("AdaptiveCard", "ActionSet", "Column", "ColumnSet", "Container", "RichTextBlock", "Table", "TableCell"),
    *("TableRow", "TextBlock", "TextRun", "Input.ChoiceSet", "Input.Text", "Data.Query"),
}
TEAMS_ONLY = {"Badge", "ProgressBar"}
ACTIONS = {"Action.Execute", "Action.OpenUrl", "Action.ShowCard"}
REMOTE = {"iconUrl", "themedIconUrls", "backgroundImage", "selectAction", "inlineAction", "poster", "sources"}
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
LARGEST = 20 * 1024
MOST_BUTTONS = 3
SIGNS = set("+−⚠✎✓✗■→")
COLOURED = {"good", "warning", "attention"}
MACRO = re.compile(r"\{\{(?:DATE\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,SHORT\)|TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\))\}\}")


def walk(value: object, place: str = "") -> Iterator[tuple[str, Element]]:
    """Yield every object of a card with its place, from the outside in."""
    if isinstance(value, dict):
        yield place or "/", value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from walk(child, f"{place}/{key}")


def find_complaints(card: Element) -> Iterator[str]:
    """Name what the house does not want of *card*, each with its place."""
    yield from _judge_whole(card)
    for place, part in walk(card):
        for complaint in (*_judge_kind(part), *_judge_address(part), *_judge_macros(part), *_judge_colour(part)):
            yield f"{place}: {complaint}"


def _judge_whole(card: Element) -> Iterator[str]:
    if not str(card.get("fallbackText", "")).strip():
        yield "/: no fallbackText"
    if card.get("$schema") != SCHEMA:
        yield "/$schema: another schema"
    if len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) > LARGEST:
        yield "/: too large"


def _judge_kind(part: Element) -> Iterator[str]:
    kind = part.get("type")
    if kind is not None and kind not in ELEMENTS | TEAMS_ONLY | ACTIONS:
        yield f"{kind} is not used here"
    if kind in TEAMS_ONLY and part.get("fallback", {}).get("type") not in ELEMENTS:
        yield f"{kind} without a fallback that every client knows"
    if kind == "AdaptiveCard" and part.get("version") != "1.5":
        yield "the version is not 1.5"
    if len([one for one in part.get("actions", ()) if one.get("mode") != "secondary"]) > MOST_BUTTONS:
        yield "more than three visible buttons"


def _judge_address(part: Element) -> Iterator[str]:
    if remote := sorted(REMOTE & part.keys()):
        yield f"{remote[0]} is not used here"
    if part.get("url", PAGE) != PAGE or ("url" in part) != (part.get("type") == "Action.OpenUrl"):
        yield "an address that is not our own constant"


def _judge_macros(part: Element) -> Iterator[str]:
    for key, value in part.items():
        if isinstance(value, str) and "{{" in value and key != "value":  # what is prefilled comes back as it was typed
            if (part.get("type"), key) != ("TextBlock", "text"):
                yield f"a macro in {part.get('type')}.{key}"
            elif "{{" in MACRO.sub("", value):
                yield "a macro that is not ours"


def _judge_colour(part: Element) -> Iterator[str]:
    """Where a colour is, a word or a sign says the same: letters, or a sign before the number."""
    if "color" in part and "text" in part and not says_something(part["text"]):
        yield f"only the colour says what {part['text']!r} means"
    if part.get("style") in COLOURED and part.get("type") in {"Container", "Column", "ColumnSet", "Table", "TableCell"}:
        first = next((inner["text"] for _, inner in walk(part.get("items", [])) if "text" in inner), "")
        if first[:1] not in SIGNS:
            yield "a coloured box whose first text does not begin with a sign"
    if part.get("type") == "Badge" and not (part.get("icon") and says_something(part.get("text", ""))):
        yield "a badge without a word and an icon"


def says_something(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text)) or text[:1] in SIGNS
