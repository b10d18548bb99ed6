"""Every card of the gallery in Microsoft's own renderer: as an old client draws it, and with Teams' own elements.

One browser; the cards stand on a page with the simulated Teams' host and colours, many at once. Whatever a card asks
the network for is kept, and refused.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, FLAGS, needs_chromium
from deck.every import draw_all, draw_in
from playwright.sync_api import Page, Route, sync_playwright

from bot.core.announcement import Occasion, announce
from bot.core.command import Audience
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.labels import Button, Label
from bot.core.speech.lessons import Lesson
from bot.core.speech.lists import ListPhrase
from bot.core.speech.office import OfficePhrase
from bot.core.speech.phrases import Phrase
from bot.core.speech.tongues import GERMAN, TONGUES
from bot.core.text import Template, Tongue

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "bot/sim/teams/page"
MODULES = TESTS / "node_modules"
HOME = "http://gallery.test/"
FILES = {
    "": TESTS / "deck/stage.html",
    "stage/stage.js": TESTS / "deck/stage.js",
    "vendor/adaptivecards.js": MODULES / "adaptivecards/dist/adaptivecards.min.js",
    "vendor/markdown-it.js": MODULES / "markdown-it/dist/browser/markdown-it.umd.min.js",
    "vendor/axe.js": MODULES / "axe-core/axe.min.js",
}
BATCH = 16

LANG_BUGS = {f'Invalid value "{code}" for property "lang".' for code in ("en", "de")}
"""The renderer checks languages with a regular expression that remembers its place: every second "en" fails."""

NO_CHOICES = "An Input.ChoiceSet must have at least one choice defined."
"""The renderer knows fields that ask for their choices, and complains all the same when they start with none."""
TEAMS_TAKES = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.'
"""Teams takes it in cards of 1.5 (learn.microsoft.com, "Typeahead search in Adaptive Cards")."""
AXE_BUGS: dict[str, str] = {}
"""What axe finds in the renderer's own work, by rule and with its reason: nothing, as long as no set is filtered."""

pytestmark = needs_chromium


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A page with the renderer. *is_old* is a client that knows version 1.5 and nothing of Teams' own."""

    page: Page
    asked: list[str]
    is_old: bool

    def draw(self, cards: dict[str, Any], *, theme: str, width: int) -> Iterator[dict[str, Any]]:
        for batch in cut(cards):
            yield from self.page.evaluate(
                "([cards, look]) => gallery.draw(cards, look)", [batch, {"theme": theme, "width": width}]
            )

    def judge(self, cards: dict[str, Any]) -> Iterator[dict[str, str]]:
        for batch in cut(cards):
            self.page.evaluate("(cards) => gallery.draw(cards, { theme: 'light', width: 560 })", batch)
            yield from self.page.evaluate("gallery.judge()")


@dataclass
class Porter:
    """Gives the page its files, and nothing else to anybody."""

    asked: list[str] = field(default_factory=list)

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        file = FILES.get(path) or (PAGE / path.removeprefix("page/") if path.startswith("page/") else None)
        if file and file.is_file():
            route.fulfill(path=file)
        else:
            self.asked.append(route.request.url)
            route.abort()


def cut(cards: dict[str, Any]) -> list[list[tuple[str, Any]]]:
    several = list(cards.items())
    return [several[start : start + BATCH] for start in range(0, len(several), BATCH)]


@pytest.fixture(scope="module", params=["old client", "teams"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 640, "height": 900})
        page.set_default_timeout(120_000)
        porter = Porter()
        page.route("**/*", porter.serve)
        page.goto(HOME)
        page.wait_for_function("window.gallery")
        is_old = request.param == "old client"
        if not is_old:
            page.evaluate("gallery.teach()")
        yield Stage(page=page, asked=porter.asked, is_old=is_old)
        browser.close()


def is_expected(event: str, *, is_old: bool) -> bool:
    is_fallback = event.startswith("Unknown element type") and ("Badge" in event or "ProgressBar" in event)
    return event in {*LANG_BUGS, TEAMS_TAKES} or (is_old and is_fallback)


LINKS = {link.url for link in announce(Occasion(on=Audience.EVERYONE)).links}


def is_ours(live: str) -> bool:
    """Tell whether what is live is a point of an announcement, or a list of them, as far as it is told."""
    addresses = re.findall(r'<a href="([^"]*)"', live)
    lines = [unescape(line) for line in re.sub(r"<[^>]*(>|\Z)", "", live).split("\n") if line.strip()]
    is_list = re.match(r"<(ul|li|a)\b", live) is not None and "<img" not in live
    return is_list and set(addresses) <= LINKS and all(any(one.startswith(line) for one in POINTS) for line in lines)


def list_faults(drawn: dict[str, Any], *, is_old: bool) -> list[str]:
    """Name what is wrong with a card that is drawn."""
    events = [event for event in drawn["events"] if not is_expected(event, is_old=is_old)]
    named = {
        "event": events,
        "complaint": [one for one in drawn["complaints"] if one != NO_CHOICES],
        "live": [one for one in drawn["live"] if not is_ours(one)],
        "wide": drawn["wide"],
    }
    found = [f"{name}: {one}" for name, several in named.items() for one in several]
    return [*found, *(f"cut: {one}" for one in drawn["cut"]), *(["empty"] if drawn["isEmpty"] else [])]


LOOKS = {
    True: [("light", 560), ("dark", 320)],
    False: [("dark", 560), ("light", 320)],
}
"""Each card in both themes and both widths, as both clients draw it; colours move nothing, so not all eight."""


@pytest.mark.parametrize("turn", [0, 1], ids=["chat", "phone"])
def test_the_renderer_takes_every_card_and_it_fits(stage: Stage, turn: int) -> None:
    """CARD-11 TEXT-01."""
    theme, width = LOOKS[stage.is_old][turn]
    drawn = list(stage.draw(draw_all(), theme=theme, width=width))
    faults = {one["name"]: found for one in drawn if (found := list_faults(one, is_old=stage.is_old))}
    assert faults == {}
    assert len(drawn) == len(draw_all())
    assert stage.asked == []


def stretch(template: Template) -> str:
    """Make words of ours 40 % longer; a button stays within the letters that every language has for it."""
    more = len(template) * 2 // 5
    if isinstance(template, Button):
        most = 12 if len(template) <= 12 else 15
        return f"{template}{'y' * max(0, min(more, most - len(template)))}"
    return f"{template} {('lang ' * more)[:more].rstrip()}" if any(map(str.isalpha, template)) else str(template)


KINDS = (Label, Button, Phrase, ListPhrase, OfficePhrase, EffectPhrase, AnnouncePhrase, Lesson)
LONGER = Tongue(
    code="en",
    thousands=",",
    words={str(one): stretch(one) for kind in KINDS for one in kind},
)
POINTS = [tongue.say(phrase) for phrase in AnnouncePhrase for tongue in (*TONGUES, LONGER)]
OTHERS = {
    "German": GERMAN,
    "40 % longer": LONGER,
}


@pytest.mark.parametrize("tongue", OTHERS)
def test_other_languages_and_longer_ones_fit_on_a_phone(stage: Stage, tongue: str) -> None:
    everything = draw_in(OTHERS[tongue])
    distinct = {json.dumps(outline(card)): name for name, card in everything.items()}
    cards = {name: everything[name] for name in distinct.values()}
    drawn = list(stage.draw(cards, theme="light", width=320))
    assert {one["name"]: found for one in drawn if (found := list_faults(one, is_old=stage.is_old))} == {}


def outline(part: object) -> object:
    """Return a card without its words: cards of one outline are one to axe, which judges how a card is built."""
    if isinstance(part, dict):
        return {key: outline(value) for key, value in part.items() if key not in {"data", "refresh", "value"}}
    if isinstance(part, list):
        several = [outline(one) for one in part]
        return [one for place, one in enumerate(several) if place == 0 or one != several[place - 1]]
    return bool(part) if isinstance(part, str) and part[:6] not in KINDS else part


KINDS = {kind[:6] for kind in ("Input.Text", "Action.Execute", "TextBlock", "TextRun", "Badge", "ProgressBar", "Table")}


def test_axe_finds_nothing_but_the_hosts_colours(stage: Stage) -> None:
    distinct = {json.dumps(outline(card)): name for name, card in draw_all().items()}
    assert len(distinct) >= 20
    found = list(stage.judge({name: draw_all()[name] for name in distinct.values()}))
    assert [one for one in found if one["id"] not in AXE_BUGS] == []


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "TextBlock", "text": words, "wrap": True, **more}


def card_of(*body: dict[str, Any], actions: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "body": [*body], "actions": [*actions]}


def press(title: str) -> dict[str, Any]:
    return {"type": "Action.Execute", "title": title, "verb": "x"}


PLANTS = {
    "event": card_of({"type": "Blink"}),
    "complaint": card_of({"type": "Input.Text", "label": "x"}),
    "live": card_of(text("[x](https://evil.example)")),
    "wide": card_of(
        text("W" * 200, wrap=False),
        {
            "type": "Table",
            "columns": [{"width": "900px"}],
            "rows": [{"type": "TableRow", "cells": [{"type": "TableCell", "items": [text("x")]}]}],
        },
    ),
    "cut": card_of(text("x"), actions=(press("A title that is far too long for a phone, or for anything"),)),
    "empty": card_of(),
}


@pytest.mark.parametrize("fault", PLANTS)
def test_a_planted_fault_is_seen(stage: Stage, fault: str) -> None:
    (drawn,) = stage.draw({"planted": PLANTS[fault]}, theme="light", width=320)
    assert {found.split(":")[0] for found in list_faults(drawn, is_old=stage.is_old)} >= {fault}


def test_a_picture_is_asked_for_and_refused(stage: Stage) -> None:
    picture = {"type": "Image", "url": "https://evil.example/p.png"}
    list(stage.draw({"planted": card_of(picture)}, theme="light", width=320))
    stage.page.wait_for_function("[...document.images].every((image) => image.complete)")
    asked, stage.asked[:] = [*stage.asked], []
    assert asked == ["https://evil.example/p.png"]
    unlabelled = list(stage.judge({"planted": card_of(picture, {"type": "Input.Text", "id": "x"})}))
    assert "label" in {one["id"] for one in unlabelled}
    stage.asked.clear()
