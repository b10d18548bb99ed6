"""The parts that cards are made of, as Microsoft's renderers read them (Adaptive Cards 1.5, Teams dialect).

There are two ways of writing, and no third:

    write   our own labels and dates, in a TextBlock, where markdown and {{DATE()}} are live
    say     sentences, in TextRuns; what is `Foreign` in them goes through `shown`

A TextBlock takes no string, so no name can get into one. Elements that only some clients know carry a fallback.
A card is put together without a language; `voice` says it in one, at the very end.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bot.core.act import Act, encode
from bot.core.speech.labels import Button, Label
from bot.core.speech.phrases import Phrase
from bot.core.speech.tongues import TONGUES
from bot.core.text import Code, Foreign, Part, Sentence, Template, Tongue, flatten, shown

Element = dict[str, Any]
Row = tuple[Label, Sequence[Element]]

HEAVIEST = 20_200
"""What a card may weigh, its reference not yet in it: far from Teams' own limit."""

MOST_WATCHERS = 60
"""Teams refreshes a card by itself for so many people, and no more (learn.microsoft.com, "user specific views")."""


class Look(StrEnum):
    """How a text stands on the card."""

    BODY = "body"
    LEAD = "lead"  # a sentence in which the names stand out
    STRONG = "strong"
    TITLE = "title"
    FIGURE = "figure"  # a number that is too long for a title
    LABEL = "label"
    SMALL = "small"
    CODE = "code"


class Tone(StrEnum):
    """A colour, by its name in the schema. It only repeats what a word or a sign says."""

    PLAIN = "Default"
    ACCENT = "Accent"
    GOOD = "Good"
    WARNING = "Warning"
    ALARM = "Attention"


class Icon(StrEnum):
    """The few of Fluent's icons that stand in badges, by their names there."""

    CHECKMARK = "Checkmark"
    CLOCK = "Clock"
    DISMISS = "Dismiss"
    EDIT = "Edit"
    PEOPLE = "People"
    SYNC = "ArrowSync"
    WARNING = "Warning"


_ARROW = "24px"
"""What an arrow between two columns needs; beside columns of other widths its own would be cut."""

_BLOCKS = 10
"""What a bar is made of where there are none."""

_BOLD = {"weight": "Bolder"}
_LOOKS: Mapping[Look, Mapping[str, object]] = {
    Look.BODY: {},
    Look.LEAD: {},
    Look.STRONG: _BOLD,
    Look.TITLE: {"size": "Large", "weight": "Bolder"},
    Look.FIGURE: {"size": "Medium", "weight": "Bolder"},
    Look.LABEL: {"isSubtle": True},
    Look.SMALL: {"size": "Small", "isSubtle": True},
    Look.CODE: {"fontType": "Monospace"},
}


@dataclass(frozen=True, slots=True)
class _Line:
    parts: tuple[Label | datetime, ...]


@dataclass(frozen=True, slots=True)
class _Runs:
    sentence: Sentence
    look: Look
    tone: Tone


@dataclass(frozen=True, slots=True)
class _Plain:
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Points:
    """Words of ours, one below the other; those with an address open it."""

    points: tuple[tuple[Template, str], ...]


@dataclass(frozen=True, slots=True)
class _Language:
    pass


def voice(value: Any, tongue: Tongue) -> Any:  # noqa: ANN401, C901  JSON before and after; one case for each kind
    """Say in a language what was put together without one."""
    match value:
        case Template():
            return tongue.say(value)
        case _Line(parts):
            return " ".join(_spell_date(part) if isinstance(part, datetime) else tongue.say(part) for part in parts)
        case _Runs(sentence, look, tone):
            return [_run(part, look, tone) for part in tongue.speak(sentence) if part]
        case _Points(points):
            said = ((tongue.say(words), url) for words, url in points)
            return "\r".join(f"- [{words}]({url})" if url else f"- {words}" for words, url in said)
        case _Plain(sentence):
            return flatten(sentence, tongue)
        case _Language():
            return tongue.code
        case dict():
            return {key: voice(one, tongue) for key, one in value.items()}
        case list():
            return [voice(one, tongue) for one in value]
        case _:
            return value


def write(*parts: Label | datetime, look: Look = Look.BODY, tone: Tone = Tone.PLAIN) -> Element:
    return {"type": "TextBlock", "text": _Line(parts), "wrap": True, **_LOOKS[look], **_color(tone)}


def say(*sentence: Part, look: Look = Look.BODY, tone: Tone = Tone.PLAIN) -> Element:
    return {"type": "RichTextBlock", "inlines": _Runs(sentence, look, tone)}


def list_points(points: Iterable[tuple[Template, str]]) -> Element:
    """List words of ours in one text, as a client with markdown does: a point with an address is a link.

    Nothing of anybody else ever stands in one, and an address is a constant of ours.
    """
    return {"type": "TextBlock", "text": _Points(tuple(points)), "wrap": True}


def plain(sentence: Sentence) -> Any:  # noqa: ANN401  JSON, once it is said
    """Say a sentence where a client takes one string and no runs."""
    return _Plain(sentence)


def _run(part: str | Foreign, look: Look, tone: Tone) -> Element:
    run = {"type": "TextRun", "text": shown(part.text) if isinstance(part, Foreign) else part}
    is_name = look is Look.LEAD and isinstance(part, Foreign)
    return {**run, **(_BOLD if is_name else _LOOKS[look]), **_color(tone)}


def _spell_date(at: datetime) -> str:
    """Let the client write the time in the reader's own way; it takes no fraction of a second."""
    utc = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{{{{DATE({utc},SHORT)}}}} {{{{TIME({utc})}}}}"


def _color(tone: Tone) -> Mapping[str, str]:
    return {} if tone is Tone.PLAIN else {"color": tone.value}


def snug(element: Element) -> Element:
    """Put *element* right below the one before it."""
    return {**element, "spacing": "None"}


def near(element: Element) -> Element:
    """Leave little room between *element* and the one before it."""
    return {**element, "spacing": "Small"}


def apart(element: Element) -> Element:
    """Leave room between *element* and the one before it."""
    return {**element, "spacing": "Medium"}


def head(title: Label, context: Sentence, badge: Element | None = None) -> Element:
    heading = snug({**write(title, look=Look.TITLE), "style": "heading"})
    columns = [_column([heading, snug(say(*context, look=Look.SMALL))], width="stretch")]
    columns += [_column([badge], width="auto")] if badge else []
    return {
        "type": "Container",
        "style": "emphasis",
        "bleed": True,
        "items": [{"type": "ColumnSet", "columns": columns}],
    }


def tag(label: Label, tone: Tone, icon: Icon) -> Element:
    """Draw a badge; a client that does not know badges shows coloured words."""
    words = {**write(label, look=Look.STRONG, tone=tone), "wrap": False, "horizontalAlignment": "Right"}
    look = {"style": tone.value, "icon": icon.value, "size": "Large", "shape": "Rounded"}
    return {"type": "Badge", "text": label, **look, "fallback": words}


def call_out(tone: Tone, label: Label, sentences: Iterable[Sentence]) -> Element:
    texts = [near(say(*sentence)) for sentence in sentences]
    return apart(_box(tone.value.lower(), [write(label, look=Look.STRONG), *texts]))


def _box(style: str, items: Sequence[Element]) -> Element:
    return {"type": "Container", "style": style, "roundedCorners": True, "items": [*items]}


def shelve(items: Sequence[Element], badge: Element) -> Element:
    """Set one thing of several into a box of its own, with a badge at its end."""
    columns = [_column(items, width="stretch"), _column([badge], width="auto")]
    return near(_box("emphasis", [{"type": "ColumnSet", "columns": columns}]))


def enclose(items: Sequence[Element]) -> Element:
    """Set what is quoted as a whole apart from what is said about it."""
    return _box("emphasis", items)


def compare(before: Sequence[Element], after: Sequence[Element], *, widths: Sequence[int] = (1, 1)) -> Element:
    """Set two boxes side by side, with an arrow from the one to the other."""
    arrow = _column([write(Label.ARROW, look=Look.TITLE)], width=_ARROW)
    left, right = _side(before, "emphasis", widths[0]), _side(after, "accent", widths[1])
    return apart({"type": "ColumnSet", "columns": [left, arrow, right]})


def _side(items: Sequence[Element], style: str, width: int) -> Element:
    column = {"type": "Column", "width": "stretch" if width == 1 else width, "items": [*items]}
    return {**column, "style": style, "roundedCorners": True}


def _column(items: Sequence[Element], *, width: str) -> Element:
    return {"type": "Column", "width": width, "verticalContentAlignment": "Center", "items": [*items]}


def tile(figures: Sequence[tuple[Element, Label]]) -> Element:
    """Set figures side by side, each above its label; where one of them is no number, they end on one line."""
    is_even = all(figure["inlines"].look in {Look.TITLE, Look.FIGURE} for figure, _ in figures)
    look = {} if is_even else {"verticalContentAlignment": "Bottom"}
    columns = [
        {
            "type": "Column",
            "width": "stretch",
            "items": [_centred(figure), snug(_centred(write(label, look=Look.SMALL)))],
            **look,
            **({"separator": True} if place else {}),
        }
        for place, (figure, label) in enumerate(figures)
    ]
    return apart({"type": "ColumnSet", "columns": columns})


def ends(left: Element, right: Element | None) -> Element:
    """Set a text at each end of a line."""
    columns = [_column([left], width="auto")]
    columns += [_column([{**right, "horizontalAlignment": "Right"}], width="stretch")] if right else []
    return {"type": "ColumnSet", "columns": columns}


def _centred(element: Element) -> Element:
    return {**element, "horizontalAlignment": "Center"}


def tabulate(rows: Iterable[Row]) -> Element:
    """Set facts in two columns, label and value. Not a FactSet: its values are markdown."""
    lines = [[[write(label, look=Look.LABEL)], values] for label, values in rows]
    return apart({**_table(lines, (1, 2)), "firstRowAsHeaders": False, "showGridLines": False})


def grid(
    header: Sequence[Label], rows: Iterable[Sequence[Sequence[Element]]], *, widths: Sequence[int] = (4, 5, 4)
) -> Element:
    titles = [[write(label, look=Look.STRONG)] for label in header]
    return apart({**_table([titles, *rows], widths), "firstRowAsHeaders": True, "gridStyle": "emphasis"})


def _table(rows: Iterable[Sequence[Sequence[Element]]], widths: Sequence[int]) -> Element:
    return {
        "type": "Table",
        "columns": [{"width": width} for width in widths],
        "rows": [{"type": "TableRow", "cells": [_cell(items) for items in row]} for row in rows],
    }


def _cell(items: Sequence[Element]) -> Element:
    return {"type": "TableCell", "items": [*items]}


def chain(links: Sequence[Sequence[Element]]) -> Element:
    """Set parts below each other, each with an arrow to the next."""
    items = [*links[0]]
    for link in links[1:]:
        items += [snug(write(Label.DOWN, look=Look.SMALL)), *map(snug, link)]
    return near(_box("emphasis", items))


def progress() -> Element:
    """Show that something is under way, without an end in sight."""
    return apart({"type": "ProgressBar", "color": "Accent", "fallback": write(Label.PROGRESS, tone=Tone.ACCENT)})


def measure(done: int, total: int) -> Element:
    """Show how much of it there is; a client that does not know bars says it in words."""
    words = near(say(Phrase.COUNT_OF(count=done, total=total), look=Look.STRONG, tone=Tone.ACCENT))
    return apart({"type": "ProgressBar", "value": done, "max": total, "color": "Accent", "fallback": words})


def bar(done: int, total: int) -> Element:
    """Show how far something is that a line beside it says in words; a client without bars draws one of blocks."""
    full = _BLOCKS * done // total
    blocks = say(Code("■" * full + "□" * (_BLOCKS - full)))
    return apart({"type": "ProgressBar", "value": done, "max": total, "color": "Accent", "fallback": blocks})


def press(act: Act, button: Button, *, style: str = "default", has_inputs: bool = False) -> Element:
    """Make a button. Without *has_inputs* the client asks for no input first: nobody must give a reason to discard."""
    look = {} if style == "default" else {"style": style}
    action = {"type": "Action.Execute", "title": button, "verb": act.verb, "data": encode(act), **look}
    return {**action, "associatedInputs": "auto" if has_inputs else "none"}


def link(url: str, button: Button) -> Element:
    """Make a button in the body that opens a page of Microsoft's; *url* is a constant of ours."""
    return inset({"type": "Action.OpenUrl", "title": button, "url": url})


def inset(action: Element) -> Element:
    """Put a button into the body, beside what it is about."""
    return {"type": "ActionSet", "actions": [action]}


def unfold(button: Button, items: Sequence[Element], *actions: Element) -> Element:
    """Make a button that opens a part of the card."""
    part = {"type": "AdaptiveCard", "version": "1.5", "body": [*items], "actions": [*actions]}
    return {"type": "Action.ShowCard", "title": button, "card": part}


def frame(
    body: Sequence[Element], *, summary: Sentence, actions: Sequence[Element] = (), refresh: Element | None = None
) -> Element:
    """Put a card together. *summary* is what stands where a card cannot be drawn: notifications, old clients."""
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": _Language(),
        "fallbackText": plain(summary),
        "body": [*body],
        "actions": [*actions],
    }
    return {**card, "refresh": refresh} if refresh else card


def weigh(part: Any) -> int:  # noqa: ANN401  JSON, before it is said
    """Weigh a part of a card in the language in which it is heaviest; in bytes of UTF-16, as Teams counts."""
    said = (json.dumps(voice(part, tongue), ensure_ascii=False) for tongue in TONGUES)
    return max(len(text.encode("utf-16-le")) for text in said)


def sign(card: Element, ref: str) -> Element:
    """Put the reference below everything else."""
    return {**card, "body": [*card["body"], near(say(Phrase.REFERENCE(reference=Code(ref)), look=Look.SMALL))]}


def watch(act: Act, watchers: Sequence[str]) -> Element:
    """Have Teams ask for each watcher's own version of the card."""
    return {"action": press(act, Button.REFRESH), "userIds": [*watchers[:MOST_WATCHERS]]}
