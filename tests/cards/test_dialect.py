"""Every card of the gallery is what Teams draws and what the house allows; faults that are planted are named."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from deck.dialect import find_faults
from deck.every import draw_all, for_each
from deck.house import find_complaints, walk

from cards.gallery import gallery

GALLERY = gallery()
TEXTS = ("text", "title", "label", "placeholder", "errorMessage", "fallbackText")

Card = Any
Plant = Callable[[Card], object]


def judge(card: Card) -> list[str]:
    return [*find_faults(card), *find_complaints(card)]


@for_each(GALLERY)
def test_a_card_is_strictly_what_teams_draws_and_the_house_allows(name: str) -> None:
    """CARD-11."""
    assert judge(draw_all()[name]) == []


def find(card: Card, kind: str) -> Card:
    return next(part for _, part in walk(card) if part.get("type") == kind)


def rename(part: Card, old: str, new: str) -> None:
    part[new] = part.pop(old)


FACTS = {"type": "FactSet", "facts": [{"title": "Group", "value": "Sales"}]}
PICTURE = {"type": "Image", "url": "https://evil.example/p.png"}
SUBMIT = {"type": "Action.Submit", "title": "Send", "data": {}}
EXECUTE = {"type": "Action.Execute", "title": "Again", "verb": "again", "data": {}, "associatedInputs": "none"}
OPEN = {"type": "Action.OpenUrl", "title": "Look", "url": "https://evil.example/"}
PLANTS: dict[str, tuple[Plant, str]] = {
    "a misspelt property": (lambda card: rename(card["body"][1], "spacing", "spaceing"), r"^/body/1: .*'spaceing'"),
    "a misspelt property deep inside": (
        lambda card: rename(find(card, "TextRun"), "isSubtle", "isSubtel"),
        r"^/body/0/items/0/columns/0/items/1/inlines/0: .*'isSubtel'",
    ),
    "a wrong word": (lambda card: find(card, "TextBlock").update(size="Huge"), r"^/body/0/.*/size: 'Huge'"),
    "an action in the body": (lambda card: card["body"].append(EXECUTE), r"^/body/\d+/type: 'Action.Execute'"),
    "an element among the actions": (
        lambda card: card["actions"].append({"type": "TextBlock", "text": "x", "wrap": True}),
        r"^/actions/3/type: 'TextBlock'",
    ),
    "a text block without text": (lambda card: find(card, "TextBlock").pop("text"), r"^/body/0/.*: 'text' is a req"),
    "a badge without a fallback": (lambda card: find(card, "Badge").pop("fallback"), r"^/body/0/.*: 'fallback' is a"),
    "a bar without a fallback": (
        lambda card: card["body"].append({"type": "ProgressBar"}),
        r"^/body/\d+: 'fallback' is a required",
    ),
    "a set of facts": (lambda card: card["body"].append(FACTS), r"^/body/\d+: FactSet is not used"),
    "a remote picture": (lambda card: card["body"].append(PICTURE), r"^/body/\d+: Image is not used"),
    "a background": (
        lambda card: card.update(backgroundImage="https://evil.example/p.png"),
        r"^/: backgroundImage is not used",
    ),
    "a date in a run": (
        lambda card: find(card, "TextRun").update(text="{{DATE(2026-11-24T12:00:00Z,SHORT)}}"),
        r"^/body/0/.*/inlines/0: a macro in TextRun.text",
    ),
    "a date of somebody's": (
        lambda card: find(card, "TextBlock").update(text="{{DATE(2020-01-01T00:00:00Z)}}"),
        r"^/body/0/.*: a macro that is not ours",
    ),
    "an unknown type": (lambda card: card["body"].append({"type": "Blink"}), r"^/body/\d+/type: 'Blink'"),
    "no type": (lambda card: card["body"].append({"text": "x"}), r"^/body/\d+: 'type' is a required"),
    "a number as a word": (lambda card: find(card, "Input.Text").update(maxLength="500"), r"/maxLength: '500' is not"),
    "a truth as a word": (lambda card: find(card, "TextBlock").update(wrap="true"), r"/wrap: 'true' is not"),
    "another version": (lambda card: card.update(version="1.6"), r"^/: the version is not 1.5"),
    "a version that never was": (lambda card: card.update(version="2"), r"^/version: '2' is not one of"),
    "four buttons": (lambda card: card["actions"].append(EXECUTE), r"^/: more than three visible buttons"),
    "a button that submits": (lambda card: card["actions"].insert(0, SUBMIT), r"^/actions/0: Action.Submit is not"),
    "a link that is not ours": (
        lambda card: card["body"].append({"type": "ActionSet", "actions": [OPEN]}),
        r"^/body/\d+/actions/0: an address",
    ),
    "a bare row": (
        lambda card: card["body"].append({"type": "TableRow", "cells": []}),
        r"^/body/\d+/type: 'TableRow'",
    ),
    "no word for old clients": (lambda card: card.update(fallbackText=" "), r"^/: no fallbackText"),
    "a number that only its colour explains": (
        lambda card: find(card, "TextRun").update(text="412", color="Good"),
        r"/inlines/0: only the colour says what '412'",
    ),
    "a red box without a sign": (
        lambda card: card["body"].append(
            {"type": "Container", "style": "attention", "items": [{"type": "TextBlock", "text": "Look", "wrap": True}]}
        ),
        r"^/body/\d+: a coloured box",
    ),
    "a badge without an icon": (lambda card: find(card, "Badge").pop("icon"), r"^/body/0/.*: a badge without"),
    "too much": (lambda card: card["body"][1]["inlines"].append({"type": "TextRun", "text": "x" * 9_000}), "too large"),
}


@pytest.mark.parametrize(("plant", "told"), PLANTS.values(), ids=PLANTS)
def test_a_planted_fault_is_named_with_its_place(plant: Plant, told: str) -> None:
    card = deepcopy(draw_all()["change-waiting-approver"])
    assert judge(card) == []
    plant(card)
    assert [fault for fault in judge(card) if re.search(told, fault)], judge(card)


@for_each(GALLERY)
def test_a_whole_text_is_shown_cut(name: str) -> None:
    longest = max(len(part[key]) for _, part in walk(draw_all()[name]) for key in TEXTS if key in part)
    assert longest < 2_000


def strip_colour(part: object) -> object:
    """Return a card as an eye sees it that sees no colours."""
    if isinstance(part, dict):
        dropped = {"color", "style"} if part.get("type") != "Input.ChoiceSet" else set()
        return {key: strip_colour(value) for key, value in part.items() if key not in dropped}
    return [strip_colour(one) for one in part] if isinstance(part, list) else part


def test_cards_that_differ_still_differ_without_their_colours() -> None:
    coloured = {json.dumps(card) for card in draw_all().values()}
    assert len({json.dumps(strip_colour(card)) for card in draw_all().values()}) == len(coloured)


def list_coloured(card: Card) -> Iterator[tuple[str, str]]:
    for _, part in walk(card):
        tone = part.get("color") or (part.get("style") if part.get("type") == "Badge" else None)
        if tone and "text" in part:
            yield re.sub(r"[\d,]+", "0", part["text"]), tone


def test_the_same_words_on_a_card_never_mean_two_things_by_two_colours() -> None:
    """Numbers aside: +412 is good and −412 is not, and it is their signs that say so."""
    seen = set()
    for name, card in draw_all().items():
        tones: dict[str, set[str]] = {}
        for text, tone in list_coloured(card):
            tones.setdefault(text, set()).add(tone)
        assert {text: found for text, found in tones.items() if len(found) > 1} == {}, name
        seen |= tones.keys()
    assert {"+0", "−0"} <= seen
