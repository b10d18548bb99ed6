"""The demo's World menu, through the page's own API: every state of a request can be seen on somebody's screen."""

import asyncio
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest
from talks.conftest import QUICK

from bot.config import Hands
from bot.core.change import State
from bot.demo import run_demo
from bot.sim.lists import OLD
from bot.sim.teams import card as cards

pytestmark = pytest.mark.days

ON_FOR_SALES = 'linkedin enable group "Sales EMEA"'
INTO_SALES = 'linkedin move to group "Sales EMEA"'
TITLES = {
    State.DRAFT: "Review the change",
    State.WAITING: "Waiting for approval",
    State.RETURNED: "Request returned",
    State.APPROVED: "Change approved",
    State.APPLYING: "Applying the change",
    State.APPLIED: "Change applied",
    State.FAILED: "Change not applied",
    State.UNKNOWN: "Outcome unknown",
    State.STALE: "Request is stale",
    State.WITHDRAWN: "Request withdrawn",
    State.REJECTED: "Request rejected",
    State.EXPIRED: "Request expired",
}


class Visitor:
    """Somebody before the page: they do by its API what the page does, and see what it is told."""

    def __init__(self, session, url):
        self._session = session
        self._url = url
        self._posts = {}
        self._news = asyncio.Condition()
        self.chats = {}
        self.roles = {}

    async def watch(self):
        async with self._session.ws_connect(f"{self._url}api/live") as live:
            async for frame in live:
                told = json.loads(frame.data)
                async with self._news:
                    self._hear(told)
                    self._news.notify_all()

    async def says(self, who, text, *files):
        async with self._news:
            await self._news.wait_for(lambda: self.chats)
        await self._post(f"people/{who}/says", {"chat": self.chats[who], "text": text, "files": files})

    async def attaches(self, who, sample):
        """Attach one of the page's sample lists, as its menu does; return the file's id."""
        async with self._session.get(f"{self._url}api/samples/{sample}") as lent:
            raw = await lent.read()
        kind = {"Content-Type": "application/octet-stream"}
        url = f"{self._url}api/people/{who}/attaches"
        async with self._session.post(url, params={"name": sample}, data=raw, headers=kind) as answer:
            return (await answer.json())["id"]

    async def sees(self, who, title, known=()):
        """Wait until a card of this person says *title* and is none of those *known*; return the newest such."""

        def find():
            shown = [message for message in self._shown(who) if message["id"] not in known and title in read(message)]
            return shown and shown[-1]

        try:
            async with asyncio.timeout(20), self._news:
                return await self._news.wait_for(find)
        except TimeoutError:
            seen = "\n---\n".join(read(message) for message in self._shown(who))
            raise TimeoutError(f"{who} does not see {title!r} but:\n{seen}") from None

    async def clicks(self, who, message, button, **inputs):
        action = cards.press(message["card"], button, inputs)
        assert action, cards.buttons(message["card"])
        return await self._post(f"people/{who}/clicks", {"message": message["id"], "action": action})

    async def speaks(self, who, locale):
        await self._post(f"people/{who}/speaks", {"locale": locale})

    async def lets(self, deed):
        """Let something happen in the world."""
        await self._post(f"world/{deed}", {})

    async def asks(self, text=ON_FOR_SALES):
        """Let Ada ask for a change; return what Bob is to decide on."""
        known = set(self._posts)
        await self.says("ada", f"{text} because of the summit")
        await self.clicks("ada", await self.sees("ada", TITLES[State.DRAFT], known), "Send")
        await self.sees("ada", TITLES[State.WAITING], known)
        return await self.sees("bob", "Approve this change?", known)

    async def agrees(self, text=ON_FOR_SALES):
        await self.clicks("bob", await self.asks(text), "Approve")

    async def asks_to_move(self):
        """Let Ada ask to move the page's old list into Sales EMEA; return what Bob is to decide on."""
        await self.says("ada", f"{INTO_SALES} because of the summit", await self.attaches("ada", OLD))
        await self.clicks("ada", await self.sees("ada", "Review the list"), "Send")
        return await self.sees("bob", "Add these people?")

    def _hear(self, told):
        if told["kind"] == "world":
            self.chats = {person["key"]: person["chat"] for person in told["people"]}
            self.roles = {person["key"]: person["role"] for person in told["people"]}
            return
        for news in told["news"]:
            if "views" in news:
                self._posts[news["id"]] = news["views"]

    def _shown(self, who):
        return [views[who] for views in self._posts.values() if who in views and views[who]["card"]]

    async def _post(self, path, wish):
        async with self._session.post(f"{self._url}api/{path}", json=wish) as answer:
            assert answer.status == 200, (path, answer.status)
            return await answer.json()


def read(message):
    return "\n".join(cards.texts(message["card"]))


@asynccontextmanager
async def open_page(**wish):
    async with run_demo(data=None, users=600, pace=QUICK, **wish) as url, aiohttp.ClientSession() as session:
        visitor = Visitor(session, url)
        watching = asyncio.create_task(visitor.watch())
        try:
            yield visitor
        finally:
            watching.cancel()


@pytest.fixture
async def page():
    async with open_page() as page:
        yield page


def test_every_state_is_looked_for():
    assert set(TITLES) == set(State)


async def test_people_alone_return_withdraw_and_reject(page):
    await page.clicks("bob", await page.asks(), "Return", changes="Say for how long")
    await page.clicks("ada", await page.sees("ada", TITLES[State.RETURNED]), "Discard")
    await page.sees("ada", TITLES[State.WITHDRAWN])
    await page.clicks("bob", await page.asks(), "Reject", note="Not before the audit")
    await page.sees("ada", TITLES[State.REJECTED])


async def test_a_day_passes_and_the_bot_works_on(page):
    await page.asks()
    await page.lets("pass-day")
    await page.sees("ada", TITLES[State.EXPIRED])
    await page.agrees()
    await page.sees("ada", TITLES[State.APPLIED])


async def test_hours_pass_and_the_approver_is_reminded(page):
    await page.asks()
    await page.lets("pass-hours")
    await page.sees("bob", "Waiting for your decision")


async def test_what_is_approved_waits_while_the_setting_cannot_be_read(page):
    approval = await page.asks()
    await page.lets("stop-portal")
    await page.clicks("bob", approval, "Approve")
    await page.sees("ada", TITLES[State.APPROVED])
    await page.lets("heal")
    await page.sees("ada", TITLES[State.APPLIED])


async def test_what_is_approved_waits_as_long_as_the_admin_center_says(page):
    await page.lets("delay-write")
    await page.agrees()
    await page.sees("ada", "Tried again")
    await page.lets("pass-hours")
    await page.sees("ada", TITLES[State.APPLIED])


async def test_without_graph_nothing_is_possible(page):
    await page.lets("stop-graph")
    await page.says("ada", "linkedin disable")
    await page.sees("ada", "Not possible now")


@pytest.mark.parametrize("deed", ["lose-write", "refuse-write"])
async def test_a_write_fails(page, deed):
    await page.lets(deed)
    await page.agrees("linkedin disable")
    await page.sees("ada", TITLES[State.FAILED])


async def test_a_write_that_nobody_can_read_back_is_unknown_until_everything_works_again(page):
    await page.lets("blind-write")
    await page.agrees("linkedin disable")
    await page.sees("ada", TITLES[State.UNKNOWN])
    await page.lets("heal")
    await page.sees("ada", TITLES[State.APPLIED])


async def test_the_group_is_deleted_meanwhile(page):
    approval = await page.asks()
    await page.lets("delete-group")
    await page.clicks("bob", approval, "Approve")
    await page.sees("ada", TITLES[State.STALE])


async def test_a_move_takes_its_time_shows_how_far_it_is_and_is_stopped(page):
    await page.lets("slow-moves")
    await page.clicks("bob", await page.asks_to_move(), "Approve")
    await page.clicks("ada", await page.sees("ada", "20 of 52"), "Stop")
    assert "+20\nadded" in read(await page.sees("ada", "Stopped before the end"))


async def test_a_move_goes_on_when_everything_works_again(page):
    await page.lets("slow-moves")
    await page.clicks("bob", await page.asks_to_move(), "Approve")
    await page.sees("ada", "20 of 52")
    await page.lets("heal")
    assert "+52\nadded" in read(await page.sees("ada", "People added"))


async def test_an_answer_that_is_lost_within_a_move_is_read_back(page):
    await page.lets("lose-answer")
    await page.clicks("bob", await page.asks_to_move(), "Approve")
    assert "+52\nadded" in read(await page.sees("ada", "People added"))


async def test_a_move_is_stale_when_many_others_have_joined_meanwhile(page):
    approval = await page.asks_to_move()
    await page.lets("join-group")
    await page.clicks("bob", approval, "Approve")
    await page.sees("ada", TITLES[State.STALE])


async def test_a_move_whose_group_is_deleted_on_the_way_fails_for_those_who_are_missing(page):
    await page.lets("slow-moves")
    await page.clicks("bob", await page.asks_to_move(), "Approve")
    await page.sees("ada", "20 of 52")
    await page.lets("delete-group")
    await page.lets("heal")
    assert "+20\nadded" in read(await page.sees("ada", "Not everybody was added"))


async def test_somebody_changes_the_setting_and_the_status_says_so(page):
    await page.agrees("linkedin disable")
    await page.sees("ada", TITLES[State.APPLIED])
    await page.lets("set-everyone")
    await page.says("ada", "linkedin status")
    await page.sees("ada", "Changed outside Linkgate")


async def test_ada_loses_her_role_and_is_refused(page):
    await page.lets("take-role")
    await page.says("ada", "linkedin disable")
    await page.sees("ada", "Not allowed")
    await page.lets("give-role")
    await page.says("ada", "linkedin disable")
    await page.sees("ada", TITLES[State.DRAFT])


async def test_a_person_reads_in_the_language_that_the_page_sets(page):
    await page.says("ada", "help")
    await page.sees("ada", "What Linkgate can do")
    await page.speaks("ada", "de-DE")
    await page.says("ada", ON_FOR_SALES)
    await page.sees("ada", "Änderung prüfen")


async def test_in_a_maintenance_approvals_are_kept_and_the_status_says_so():
    async with open_page(is_read_only=True) as page:
        await page.agrees()
        await page.sees("ada", TITLES[State.APPROVED])
        await page.says("ada", "linkedin status")
        await page.sees("ada", "Nothing is written at present")


@pytest.mark.parametrize(("deed", "title"), [("set-nobody", "Change applied"), ("stop-portal", "Change attested")])
async def test_ada_makes_the_change_by_hand(deed, title):
    async with open_page(hands=Hands.GUIDED) as page:
        await page.agrees("linkedin disable")
        errand = await page.sees("ada", "Make this change by hand")
        assert page.roles["ada"].endswith("makes the changes by hand")
        await page.sees("ada", TITLES[State.APPLYING])
        await page.lets(deed)
        await page.clicks("ada", errand, "I have done it")
        await page.sees("ada", title)
