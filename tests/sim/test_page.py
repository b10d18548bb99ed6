"""Two people use the page in a real browser, side by side, by keyboard, and on a narrow screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from chromium import browser, needs_chromium
from playwright.async_api import Browser, Locator, Page, expect

from bot.sim.cast import BOT_APP_ID
from bot.sim.teams import Teams, open_teams

__all__ = ["browser"]

pytestmark = [*needs_chromium, pytest.mark.asyncio(loop_scope="module")]

ADAPTIVE = "application/vnd.microsoft.card.adaptive"

Json = dict[str, Any]


def text(words: str, **look: object) -> Json:
    return {"type": "TextBlock", "text": words, "wrap": True, **look}


def column(*items: Json, width: str = "stretch", **look: object) -> Json:
    return {"type": "Column", "width": width, "items": list(items), **look}


def row(label: str, value: str) -> Json:
    cells = [{"type": "TableCell", "items": [item]} for item in (text(label, isSubtle=True), text(value))]
    return {"type": "TableRow", "cells": cells}


def execute(title: str, verb: str, **look: object) -> Json:
    return {"type": "Action.Execute", "title": title, "verb": verb, "data": {"request": "LI-7"}, **look}


def decisions() -> list[Json]:
    why = {"type": "Input.Text", "id": "why", "label": "Why not?", "isRequired": True, "errorMessage": "Say why"}
    reject = {"type": "AdaptiveCard", "body": [why], "actions": [execute("Reject", "reject", style="destructive")]}
    return [
        execute("Approve", "approve", style="positive"),
        {"type": "Action.ShowCard", "title": "Reject…", "card": reject},
        execute("Ask later", "later"),
        execute("Show members", "members", mode="secondary"),
    ]


def request_card(who: str, *, decided: str = "") -> Json:
    """Return a card with most of what a card can have: badge, table, tinted boxes, input, menu, refresh."""
    style, icon = ("Good", "Checkmark") if decided else ("Warning", "Clock")
    badge = {"type": "Badge", "text": decided or "Your decision", "style": style, "icon": icon}
    title = text("Approve a change?", style="heading", size="Large", weight="Bolder")
    about = text(
        "Request LI-7 · expires {{DATE(2027-01-08T09:41:07Z,SHORT)}}", size="Small", isSubtle=True, spacing="None"
    )
    now = [text("Now", size="Small", isSubtle=True), text("Off for everyone", weight="Bolder", spacing="Small")]
    then = [text("After", size="Small", isSubtle=True), text("Selected group", weight="Bolder", spacing="Small")]
    arrow = column(text("→", size="Large", isSubtle=True), width="auto", verticalContentAlignment="Center")
    boxes = [
        column(*now, style="emphasis", roundedCorners=True),
        arrow,
        column(
            *then, text("Sales – EMEA · 412 people", size="Small", isSubtle=True), style="accent", roundedCorners=True
        ),
    ]
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            {
                "type": "Container",
                "style": "emphasis",
                "bleed": True,
                "items": [
                    {
                        "type": "ColumnSet",
                        "columns": [
                            column(title, about),
                            column(badge, width="auto", verticalContentAlignment="Center"),
                        ],
                    }
                ],
            },
            text(f"**{who}** asks to turn LinkedIn account connections on for **Sales – EMEA**."),
            {"type": "ColumnSet", "columns": boxes, "spacing": "Medium"},
            {
                "type": "Table",
                "showGridLines": False,
                "firstRowAsHeaders": False,
                "columns": [{"width": 1}, {"width": 2}],
                "rows": [
                    row("Reason", "Partner summit in January"),
                    row("Ticket", "CHG-1234"),
                    row("Impact", "+412 gain access"),
                ],
            },
        ],
        "actions": [] if decided else decisions(),
        "refresh": {"action": execute("Refresh", "view"), "userIds": []},
    }


def field_card() -> Json:
    """Return a card with a field that asks for its choices."""
    field = {
        "type": "Input.ChoiceSet",
        "id": "group",
        "label": "Group",
        "style": "filtered",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "groups"},
        "placeholder": "Type how its name begins",
        "isRequired": True,
        "errorMessage": "Choose one group",
    }
    return {"type": "AdaptiveCard", "version": "1.5", "body": [field], "actions": [execute("Continue", "later")]}


@dataclass(slots=True)
class AskingBot:
    """Sends the request card wherever it is spoken to, and takes whatever is decided."""

    teams: Teams
    session: ClientSession
    clicked: list[Json] = field(default_factory=list)

    async def hear(self, request: web.Request) -> web.Response:
        activity = await request.json()
        if activity.get("name") == "application/search":
            return self._seek(activity)
        if activity["type"] == "invoke":
            return await self._decide(activity)
        if activity["type"] == "message":
            card = field_card() if activity["text"] == "seek" else request_card(activity["from"]["name"])
            if "in German" in activity["text"]:
                card["lang"] = "de"
            await self._send(activity, {"attachments": [_attached(card)]})
        return web.Response()

    def _seek(self, activity: Json) -> web.Response:
        self.clicked.append(activity)
        is_known = activity["value"]["queryText"] == "sal"
        results = [{"title": "Sales – EMEA · 412 people", "value": "5a1e5"}] if is_known else []
        kind = "application/vnd.microsoft.search.searchResponse"
        return web.json_response({"statusCode": 200, "type": kind, "value": {"results": results}})

    async def _decide(self, activity: Json) -> web.Response:
        self.clicked.append(activity)
        match activity["value"]["action"]["verb"]:
            case "view":
                return web.Response()
            case "approve":
                card = request_card("Ada Lindqvist", decided="Approved")
                return web.json_response({"statusCode": 200, "type": ADAPTIVE, "value": card})
            case "later":
                note = "Linkgate asks you again tomorrow."
                kind = "application/vnd.microsoft.activity.message"
                return web.json_response({"statusCode": 200, "type": kind, "value": note})
        return web.Response(status=500)

    async def _send(self, activity: Json, sent: Json) -> None:
        where = f"{self.teams.service_url}v3/conversations/{quote(activity['conversation']['id'], safe='')}/activities"
        suggested = [{"type": "imBack", "title": "Status", "value": "linkedin status"}]
        sent = {"type": "message", **sent, "suggestedActions": {"actions": suggested}}
        async with self.session.post(where, json=sent, headers={"Authorization": "Bearer good"}) as answer:
            answer.raise_for_status()


def _attached(card: Json) -> Json:
    return {"contentType": ADAPTIVE, "content": card}


@asynccontextmanager
async def talking() -> AsyncIterator[AskingBot]:
    async with (
        open_teams(read_token={"good": {"appid": BOT_APP_ID}}.get) as teams,
        ClientSession() as session,
    ):
        bot = AskingBot(teams, session)
        app = web.Application()
        app.router.add_post("/api/messages", bot.hear)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        teams.connect(f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages")
        yield bot
        await runner.cleanup()


@dataclass(slots=True)
class Visit:
    """A browser with the page open, and everything in it that should not happen."""

    bot: AskingBot
    browser: Browser
    faults: list[str] = field(default_factory=list)

    async def open(self, *, width: int = 1280, height: int = 800, forced: Literal["active", "none"] = "none") -> Page:
        page = await self.browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", forced_colors=forced
        )
        page.on("console", lambda message: message.type in ("error", "warning") and self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "request", lambda request: urlsplit(request.url).hostname == "127.0.0.1" or self.faults.append(request.url)
        )
        await page.goto(self.bot.teams.url)
        await expect(page.locator(".panel")).to_have_count(2)
        return page


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    async with talking() as bot:
        visiting = Visit(bot, browser)
        yield visiting
        for context in browser.contexts:
            await context.close()
        assert visiting.faults == []


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def says(at: Locator, words: str) -> None:
    box = at.get_by_role("textbox", name="Message to")
    await box.fill(words)
    await box.press("Enter")


async def test_two_people_talk_with_the_bot_and_one_decides(visit: Visit) -> None:
    page = await visit.open()
    ada, bob = panel(page, "Ada Lindqvist"), panel(page, "Bob Okafor")
    for person in (ada, bob):
        await person.get_by_role("button", name="Tenant admins").click()
    await says(ada, "@Linkgate linkedin enable")
    await expect(ada.get_by_text("Your decision")).to_be_visible()
    await bob.get_by_role("button", name="Ask later").click()
    await expect(bob.get_by_text("asks you again tomorrow")).to_be_visible()
    await bob.get_by_role("button", name="More options").click()
    await page.get_by_text("Show members").click()
    await expect(bob.get_by_text("Something went wrong. Please try again.")).to_be_visible()
    await bob.get_by_role("button", name="Reject…").click()
    await bob.get_by_role("button", name="Reject", exact=True).click()
    await expect(bob.get_by_text("Say why")).to_be_visible()
    await bob.get_by_role("button", name="Approve").click()
    await expect(bob.get_by_text("Approved")).to_be_visible()
    await expect(ada.get_by_text("Your decision")).to_be_visible()
    pressed = [(one["value"]["trigger"], one["value"]["action"]["verb"]) for one in visit.bot.clicked]
    assert pressed[2:] == [("manual", "later"), ("manual", "members"), ("manual", "approve")]


async def test_a_card_that_comes_into_sight_asks_once_for_the_own_view(visit: Visit) -> None:
    page = await visit.open()
    ada, bob = panel(page, "Ada Lindqvist"), panel(page, "Bob Okafor")
    await ada.get_by_role("button", name="Tenant admins").click()
    await says(ada, "@Linkgate linkedin enable")
    await expect(ada.get_by_text("Your decision")).to_be_visible()
    await expect(bob.get_by_role("button", name="Tenant admins unread")).to_be_visible()
    await bob.get_by_role("button", name="Tenant admins").click()
    await expect(bob.get_by_text("Your decision")).to_be_visible()
    await expect(bob.get_by_text("unread")).to_have_count(0)
    asked = [(one["from"]["name"], one["value"]["trigger"]) for one in visit.bot.clicked]
    assert asked == [("Ada Lindqvist", "automatic"), ("Bob Okafor", "automatic")]


async def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.classList.contains('chat')"):
            break
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(ada.get_by_role("textbox", name="Message to Tenant admins as Ada Lindqvist")).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(ada.get_by_role("button", name="Skip to the message box")).to_be_focused()
    for key in ("Enter", "@", "l", "Tab", "h", "i", "Shift+Enter", "!", "Enter"):
        await page.keyboard.press(key)
    await expect(ada.get_by_text("Your decision")).to_be_visible()
    (message, *_) = visit.bot.teams.person("ada").messages()
    assert message.text == "@Linkgate hi\n!"


RING = """() => {
  const { left, top, right, bottom } = document.activeElement.getBoundingClientRect();
  const look = getComputedStyle(document.activeElement);
  const reach = look.outlineStyle === "none" ? NaN : parseFloat(look.outlineOffset) + parseFloat(look.outlineWidth);
  const boxes = [];
  for (let box = document.activeElement.parentElement; box; box = box.parentElement) {
    if (getComputedStyle(box).overflow !== "visible") boxes.push(box.getBoundingClientRect());
  }
  return boxes.every((box) => left - reach >= box.left - 0.5 && right + reach <= box.right + 0.5
    && top - reach >= box.top - 0.5 && bottom + reach <= box.bottom + 0.5);
}"""
"""Whether the focused element has a ring, and no box around it cuts the ring off."""


async def test_what_has_the_focus_shows_all_of_its_ring_and_cards_are_no_stops(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    await says(ada, "hello")
    await ada.get_by_role("button", name="Reject…").click()
    await ada.get_by_role("log").focus()
    stops = []
    for _ in range(9):
        await page.keyboard.press("Tab")
        stops.append(await page.evaluate("document.activeElement.innerText || document.activeElement.tagName"))
        if stops[-1] == "Status":
            break
        assert await page.evaluate(RING), stops
    assert stops == ["Edit", "Approve", "Reject…", "Ask later", "...", "INPUT", "Reject", "Status"]


async def test_a_card_that_is_too_tall_shows_its_beginning_and_then_what_is_done_in_it(visit: Visit) -> None:
    page = await visit.open(height=520)
    ada = panel(page, "Ada Lindqvist")
    log, card = ada.get_by_role("log"), ada.locator(".card")
    await says(ada, "hello")
    await expect(ada.get_by_text("Approve a change?")).to_be_in_viewport(ratio=1)
    await expect(ada.get_by_role("button", name="Approve")).not_to_be_in_viewport()
    await ada.get_by_role("button", name="Reject…").click()
    await expect(ada.get_by_text("Why not?")).to_be_in_viewport(ratio=1)
    reject = ada.get_by_role("button", name="Reject", exact=True)
    await expect(reject).to_be_in_viewport(ratio=1)
    await reject.click()
    await expect(ada.get_by_text("Say why")).to_be_in_viewport(ratio=1)
    await expect(reject).to_be_in_viewport(ratio=1)
    assert await log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight") < 2
    await says(ada, "hello again")
    await expect(card).to_have_count(2)
    await expect(ada.get_by_text("Approve a change?").last).to_be_in_viewport(ratio=1)
    await log.evaluate("log => log.scrollTo(0, 60)")
    await says(panel(page, "Bob Okafor"), "hello")
    await expect(panel(page, "Bob Okafor").get_by_text("Approve a change?")).to_be_in_viewport()
    assert await log.evaluate("log => log.scrollTop") == 60


async def test_dates_are_in_the_language_of_the_reader_whichever_the_card_is_in(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    for words in ("in German", "and once more in German", "and again in German"):
        await says(ada, words)
    await expect(ada.locator(".card[lang=de]")).to_have_count(3)
    dates = [await one.inner_text() for one in await ada.get_by_text("expires").all()]
    assert len(set(dates)) == 1
    assert "Jan 8, 2027" in dates[0]


async def test_a_reply_stays_in_its_thread_and_escape_leaves_it(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    await ada.get_by_role("button", name="Identity").click()
    await says(ada, "@Linkgate status")
    await expect(ada.get_by_text("Your decision")).to_be_visible()
    await ada.get_by_role("button", name="Reply").click()
    await says(ada, "in the thread")
    await expect(ada.locator(".thread")).to_have_count(1)
    await ada.get_by_role("button", name="Reply").click()
    await page.keyboard.press("Escape")
    await says(ada, "a new one")
    await expect(ada.locator(".thread")).to_have_count(2)


async def test_an_own_message_can_be_edited(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    await says(ada, "stauts")
    await ada.get_by_role("button", name="Edit").click()
    await says(ada, "status")
    await expect(ada.get_by_text("Edited")).to_be_visible()
    updates = [one["text"] for one in visit.bot.teams.delivered if one["type"] == "messageUpdate"]
    assert updates == ["status"]


async def test_a_suggestion_is_said_with_one_click(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    await says(ada, "hello")
    await ada.get_by_role("button", name="Status", exact=True).click()
    await expect(ada.get_by_text("linkedin status")).to_be_visible()


async def test_a_narrow_screen_has_a_tab_for_each_person_and_does_not_scroll_sideways(visit: Visit) -> None:
    page = await visit.open(width=360, height=740)
    await says(panel(page, "Ada Lindqvist"), "hello")
    await expect(page.get_by_text("Your decision")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate(
        "document.querySelector('.log').scrollWidth <= document.querySelector('.log').clientWidth"
    )
    await expect(panel(page, "Bob Okafor")).to_be_hidden()
    await page.get_by_role("tab", name="Bob").click()
    await expect(panel(page, "Bob Okafor")).to_be_visible()
    await expect(panel(page, "Ada Lindqvist")).to_be_hidden()


BOUNDS = """(element) => {
  const { outlineStyle, outlineColor, backgroundColor } = getComputedStyle(element);
  const back = getComputedStyle(element.parentElement).backgroundColor;
  const isClear = (colour) => colour.endsWith(", 0)");
  return (outlineStyle === "solid" && outlineColor !== back) || (!isClear(backgroundColor) && backgroundColor !== back);
}"""
"""Whether one can see where the element ends: it has an outline, or another background than what is around it."""


async def test_forced_colours_keep_the_bounds_of_boxes_and_of_the_open_chat(visit: Visit) -> None:
    page = await visit.open(forced="active")
    ada = panel(page, "Ada Lindqvist")
    await says(ada, "hello")
    await expect(ada.locator(".rounded")).to_have_count(2)
    for bounded in (ada.locator(".rounded").first, ada.locator(".badge"), ada.locator(".chat[aria-current=true]")):
        assert await bounded.evaluate(BOUNDS)
    assert not await ada.locator(".chat[aria-current=false]").first.evaluate(BOUNDS)


async def test_people_can_join_leave_and_change_and_the_theme_is_remembered(visit: Visit) -> None:
    page = await visit.open()
    await page.get_by_role("button", name="Add person").click()
    await expect(panel(page, "Cleo Marchetti")).to_be_visible()
    await panel(page, "Cleo Marchetti").get_by_label("Person").select_option("Gus Fabrikam")
    await page.get_by_role("button", name="Remove Gus Fabrikam").click()
    await expect(page.locator(".panel")).to_have_count(2)
    await page.get_by_role("button", name="Use the dark theme").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Use the light theme")).to_be_visible()


async def test_a_field_asks_while_one_types_and_sends_what_was_chosen(visit: Visit) -> None:
    page = await visit.open()
    ada = panel(page, "Ada Lindqvist")
    await says(ada, "seek")
    field = ada.get_by_placeholder("Type how its name begins")
    await field.press_sequentially("sal")
    await expect(ada.get_by_text("Sales – EMEA · 412 people")).to_be_visible()
    await ada.get_by_text("Sales – EMEA · 412 people").click()
    await ada.get_by_role("button", name="Continue").click()
    await expect(ada.get_by_text("Linkgate asks you again tomorrow.")).to_be_visible()
    *sought, clicked = visit.bot.clicked
    assert [one["name"] for one in sought] == ["application/search"]
    assert sought[0]["value"] == {"queryText": "sal", "queryOptions": {"skip": 0, "top": 15}, "dataset": "groups"}
    assert clicked["value"]["action"]["data"] == {"request": "LI-7", "group": "5a1e5"}
    await says(ada, "seek")
    await ada.get_by_placeholder("Type how its name begins").last.fill("nobody")
    await expect(ada.get_by_text("No results found")).to_be_visible()
    await ada.get_by_role("button", name="Continue").last.click()
    await expect(ada.get_by_text("Choose one group")).to_be_visible()
