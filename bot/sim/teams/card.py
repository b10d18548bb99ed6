"""What of an Adaptive Card is drawn, and what a click on it sends.

Pure. Where Microsoft's renderer (adaptivecards 3.0.6) decides something, it is followed: an input without a
value is left out, every value is text, and a card inside a card sends the outer inputs too.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Element = Mapping[str, Any]

CROWD = 60
"""Up to so many people Teams refreshes a card for everybody; above, only for the card's `userIds`."""

_NESTED = ("body", "items", "columns", "rows", "cells", "inlines", "facts", "actions")
_HIDDEN = ("selectAction", "inlineAction")
_WORDS: Mapping[str | None, tuple[str, ...]] = {
    "TextBlock": ("text",),
    "TextRun": (),  # it is read with its block
    "Badge": ("text",),
    "Input.Toggle": ("label", "title"),
    None: ("title", "value"),  # a fact
}
_BOXES = frozenset(
    {"AdaptiveCard", "Container", "ColumnSet", "Column", "Table", "TableRow", "TableCell", "ActionSet"}
    | {"FactSet", "RichTextBlock", "Image", "ImageSet", "Icon", "ProgressBar"}
)


def texts(card: Element) -> Iterator[str]:
    """Yield every string that a person can read on *card*, from top to bottom."""
    for element in _parts(card):
        if element.get("type") == "RichTextBlock":
            yield "".join(_say_run(run) for run in element.get("inlines", ()))
        for name in _words(element.get("type")):
            if text := element.get(name):
                yield str(text)


def _say_run(run: Any) -> str:  # noqa: ANN401  a card is foreign JSON
    return run if isinstance(run, str) else str(run.get("text", "")) if isinstance(run, Mapping) else ""


def buttons(card: Element) -> tuple[str, ...]:
    return tuple(str(part.get("title", "")) for part in _parts(card) if _is_action(part))


def press(card: Element, title: str, typed: Mapping[str, object]) -> Element | None:
    """Return the Action.Execute with *title* as the client sends it, or None if *card* has no such button."""
    for action, inputs in _executes(card, {}):
        if action.get("title") == title:
            heard = {} if action.get("associatedInputs") == "none" else {**inputs, **_spelt(typed)}
            return _sent(action, heard)
    return None


def dataset(card: Element) -> str:
    """Return what the first field of *card* that asks the bot while one types seeks in; empty if there is none."""
    queries = (part.get("choices.data") or {} for part in _parts(card))
    return next((str(query["dataset"]) for query in queries if query.get("type") == "Data.Query"), "")


def refreshes(card: Element, *, viewer: str, people: int) -> Element | None:
    """Return the action by which Teams asks the bot for *viewer*'s own view, or None if it does not ask."""
    refresh = card.get("refresh") or {}
    if "action" in refresh and (people <= CROWD or viewer in refresh.get("userIds", ())):
        return _sent(refresh["action"], {})
    return None


def unmarked(text: str, mentions: Iterable[str]) -> str:
    """Return *text* with each mention as it is drawn: the name without its `<at>` tags."""
    for mention in mentions:
        text = text.replace(mention, mention.removeprefix("<at>").removesuffix("</at>"))
    return text


def _words(kind: str | None) -> tuple[str, ...]:
    if kind in _WORDS:
        return _WORDS[kind]
    return ("label",) if kind and kind.startswith("Input.") else ("title",)


def _parts(element: Any, *, hidden: bool = False) -> Iterator[Element]:  # noqa: ANN401  a card is foreign JSON
    """Yield *element* and what it holds, a nested card excepted; with *hidden* also what is not drawn yet."""
    if isinstance(element, str):
        yield {"type": "TextRun", "text": element}
    if not isinstance(element, Mapping) or (element.get("isVisible") is False and not hidden):
        return
    if not _is_known(element.get("type")):
        yield from _parts(element.get("fallback"), hidden=hidden)
        return
    yield element
    for child in _children(element, hidden=hidden):
        yield from _parts(child, hidden=hidden)


def _children(element: Element, *, hidden: bool) -> Iterator[object]:
    for name in _NESTED:
        yield from element.get(name) or ()
    if hidden:
        yield from (element.get(name) for name in _HIDDEN)


def _is_known(kind: str | None) -> bool:
    return kind in _WORDS or kind in _BOXES or str(kind).startswith(("Action.", "Input."))


def _is_action(element: Element) -> bool:
    return str(element.get("type")).startswith("Action.")


def _executes(card: Element, outer: Mapping[str, str]) -> Iterator[tuple[Element, Mapping[str, str]]]:
    parts = tuple(_parts(card, hidden=True))
    inputs = {**outer, **_defaults(parts)}
    for part in parts:
        match part.get("type"):
            case "Action.Execute":
                yield part, inputs
            case "Action.ShowCard":
                yield from _executes(part["card"], inputs)


def _defaults(parts: Iterable[Element]) -> dict[str, str]:
    inputs = [part for part in parts if str(part.get("type")).startswith("Input.") and part.get("id")]
    values = {part["id"]: "false" if part["type"] == "Input.Toggle" else None for part in inputs}
    values |= {part["id"]: part["choices"][0]["value"] for part in inputs if _is_question(part)}
    values |= {part["id"]: part["value"] for part in inputs if part.get("value") not in (None, "")}
    return _spelt({name: value for name, value in values.items() if value is not None})


def _is_question(part: Element) -> bool:
    """Tell whether a client sends nothing before an answer is chosen; people choose the first, unless told."""
    is_open = part.get("type") == "Input.ChoiceSet" and part.get("style") == "expanded"
    return is_open and part.get("isRequired") is True and bool(part.get("choices"))


def _spelt(typed: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in typed.items()}


def _sent(action: Element, inputs: Mapping[str, str]) -> Element:
    own = {name: action[name] for name in ("id", "verb") if name in action}
    return {"type": "Action.Execute", **own, "data": {**(action.get("data") or {}), **inputs}}
