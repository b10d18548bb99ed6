"""Every card of the gallery in Microsoft's own renderer, as wide as a chat and as narrow as a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, FLAGS, needs_chromium
from playwright.sync_api import Page, Request, sync_playwright

from bot.core.view import View
from cards import draw
from cards.gallery import gallery

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "bot/sim/teams/page/node_modules"
SCRIPTS = (
    MODULES / "adaptivecards/dist/adaptivecards.min.js",
    MODULES / "markdown-it/dist/browser/markdown-it.umd.min.js",
)

GALLERY = gallery()

pytestmark = needs_chromium

DRAW = """([json, width]) => {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownit({ html: true, linkify: true }).render(text);
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig({ spacing: { padding: 16 }, fontFamily: "sans-serif" });
  const context = new SerializationContext(Versions.v1_5);
  card.parse(json, context);
  const events = Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place).message);
  const frame = document.createElement("div");
  frame.style.width = `${width}px`;
  frame.append(card.render());
  document.body.replaceChildren(frame);
  const live = frame.querySelectorAll("a, img, em, strong, del, code, ul, ol, table:not(.ac-table), h1, script");
  return {
    events,
    complaints: card.validateProperties().validationEvents.map((event) => event.message),
    overflow: frame.scrollWidth - width,
    live: Array.from(live, (element) => element.outerHTML),
  };
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[tuple[Page, list[str]]]:
    """Open a page in which only the renderer is loaded; whatever it asks the network for is kept, and refused."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page()
        asked: list[str] = []

        def refuse(request: Request) -> None:
            asked.append(request.url)

        opened.on("request", refuse)
        opened.set_content("<!doctype html><body></body>")
        for script in SCRIPTS:
            opened.add_script_tag(path=script)
        asked.clear()
        yield opened, asked
        browser.close()


LANG_BUG = 'Invalid value "en" for property "lang".'
"""The renderer checks languages with a regular expression that remembers its place: every second "en" fails."""


NO_CHOICES = "An Input.ChoiceSet must have at least one choice defined."
"""The renderer knows fields that ask for their choices, and complains all the same when they start with none."""


TEAMS_TAKES = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.'
"""Teams takes it in cards of 1.5 (learn.microsoft.com, "Typeahead search in Adaptive Cards")."""


def is_expected(event: str) -> bool:
    return event in {LANG_BUG, TEAMS_TAKES} or (
        event.startswith("Unknown element type") and ("Badge" in event or "ProgressBar" in event)
    )


@pytest.mark.parametrize(("name", "view"), GALLERY.items(), ids=GALLERY)
def test_the_renderer_takes_the_card_and_it_fits(name: str, view: View, page: tuple[Page, list[str]]) -> None:
    opened, asked = page
    for width in (560, 320):
        drawn: dict[str, Any] = opened.evaluate(DRAW, [draw(view), width])
        assert [event for event in drawn["events"] if not is_expected(event)] == [], name
        assert [complaint for complaint in drawn["complaints"] if complaint != NO_CHOICES] == []
        assert drawn["overflow"] <= 0
        assert drawn["live"] == []
    assert asked == []
