"""What whoever operates Linkgate sees: whether it can work, figures, and log lines that a card's reference finds."""

import asyncio
import re
import sqlite3
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.pace import Pace
from bot.sim.cast import APPROVERS_GROUP, BOB, SALES_GROUP, TENANT_ID
from bot.sim.tenant import Fault

pytestmark = pytest.mark.days


class Probe:
    """Asks the second port, past the few seconds for which an answer holds."""

    def __init__(self, session, url, clock):
        self._session = session
        self._url = url
        self._clock = clock

    async def ready(self):
        self._clock.move(seconds=4)
        async with self._session.get(f"{self._url}/readyz") as answer:
            body = await answer.json()
        assert (answer.status, body["ready"]) in {(200, True), (503, False)}
        return {what: told for what, told in body["checks"].items() if told != "ok"}

    async def figures(self):
        async with self._session.get(f"{self._url}/metrics") as answer:
            assert answer.status == 200
            return await answer.text()


@pytest.fixture
async def probe(bot, clock):
    async with aiohttp.ClientSession() as session:
        yield Probe(session, bot.watch_url, clock)


async def test_a_bot_that_can_work_is_ready(probe):
    assert await probe.ready() == {}


async def test_a_tenant_that_does_not_answer_flips_readiness_and_back(probe, tenant):
    """OPS-04."""
    tenant.fail(Fault(api="graph", method="GET", times=None, do="status", code=503))
    assert list(await probe.ready()) == ["tenant"]
    tenant.heal()
    assert await probe.ready() == {}


async def test_a_clock_that_is_off_flips_readiness_and_says_by_how_much(probe, clock):
    """TIME-04."""
    clock.move(minutes=6)
    found = await probe.ready()
    assert re.search(r"\+36\d s off", found["clock"])
    clock.move(minutes=-6)
    assert await probe.ready() == {}


async def test_a_store_that_cannot_be_written_flips_readiness_and_back(probe, tmp_path):
    """REL-06."""
    path = tmp_path / "bot" / "linkgate.db"
    aside = path.rename(path.with_name("aside.db"))
    assert "gone" in (await probe.ready())["store"]
    aside.rename(path)
    assert await probe.ready() == {}


async def test_notices_that_are_overdue_flip_readiness_and_back(probe, ada, bob, world, clock, talk):
    """REL-12."""
    await ada.says("linkedin disable")
    review = await ada.sees("Review")
    world.teams.fail(503, times=10_000, path_regex="conversations")
    await ada.clicks(review, "Send", reason="Audit")
    await talk.until(lambda: sum(call.status == 503 for call in world.teams.sent) > 3)
    clock.move(minutes=30)
    found = await probe.ready()
    assert "overdue" in found["notices"]
    world.teams.heal()
    clock.move(minutes=30)
    await bob.sees("Audit")
    async with asyncio.timeout(30):
        while "notices" in await probe.ready():
            await asyncio.sleep(0.05)


async def test_figures_count_and_name_nobody(probe, ada, bob, world, talk):
    """SEC-13."""
    await ada.says("help")
    await ada.sees("linkedin requests")
    await talk.asks(ada)
    await bob.sees("Partner summit")
    await world.teams.post_raw(b"{}", token=None)
    figures = await probe.figures()
    for line in (
        'linkgate_answers_total{status="401"} 1.0',
        'linkgate_turns_total{kind="click"} 1.0',
        'linkgate_turns_total{kind="message"} 2.0',
        'linkgate_calls_total{status="201"}',
        'linkgate_deliveries_total{outcome="delivered"}',
        "linkgate_open_requests 1.0",
        "linkgate_undelivered 0.0",
        "linkgate_ready 1.0",
        'linkgate_turn_seconds_count{kind="message"} 2.0',
    ):
        assert line in figures
    for told in (TENANT_ID, APPROVERS_GROUP, BOB.object_id, "Bob", "Sales", "Contoso", "Partner summit"):
        assert told not in figures


async def test_the_reference_on_a_card_finds_its_lines_in_the_log(ada, bob, talk, caplog, tmp_path):
    caplog.set_level("INFO")
    await ada.says("linkedin status")
    status = await ada.sees("Read from Microsoft Entra")
    card = await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    ref = re.search(r"Ref ([0-9a-f]{8})", status.visible_text)[1]
    request = re.search(r"Ref ([0-9a-f]{8})", card.visible_text)[1]
    assert ref != request
    outcome = await ada.sees(lambda message: message.card and "Change applied" in message.visible_text)
    assert f"Ref {request}" in outcome.visible_text
    with sqlite3.connect(tmp_path / "bot" / "linkgate.db") as store:
        assert request in store.execute("SELECT body FROM ledger WHERE event = 'planned'").fetchone()[0]


async def test_who_is_told_to_stop_says_so_ends_the_write_and_takes_nothing_new(world, clock, tmp_path):
    """REL-02."""
    ada, bob = world.person("ada"), world.person("bob")
    world.tenant.fail(Fault(api="portal", method="PUT", do="delay", seconds=1.5))
    settings = read_settings(world.environment(tmp_path / "bot"))
    async with aiohttp.ClientSession() as session, AsyncExitStack() as stack:
        bot = await stack.enter_async_context(
            open_bot(settings, clock=clock, pace=Pace(glance=timedelta(seconds=0.05)))
        )
        world.teams.connect(bot.url)
        await ada.says(f"linkedin enable group {SALES_GROUP}")
        await ada.clicks(await ada.sees("Review"), "Send", reason="Stop")
        await bob.clicks(await bob.sees("Approve this change?"), "Approve")
        while not any(request.method == "PUT" for request in world.tenant.requests):
            await asyncio.sleep(0.02)
        probe = Probe(session, bot.watch_url, clock)
        ending = asyncio.create_task(stack.aclose())
        await asyncio.sleep(0.1)
        assert "stopping" in (await probe.ready())["process"]
        with pytest.raises(aiohttp.ClientError):
            await session.get(f"{bot.url}/healthz")
        await ending
    with sqlite3.connect(tmp_path / "bot" / "linkgate.db") as store:
        events = [event for (event,) in store.execute("SELECT event FROM ledger WHERE request = 1 ORDER BY seq")]
    assert events[-3:] == ["claimed", "written", "settled"]
    assert len(world.tenant.writes) == 1


async def test_the_ledger_says_how_it_is_known_who_approved_and_what(bob, ada, bot, talk):
    """AUD-10."""
    await talk.asks(ada)
    approval = await bob.sees("Approve this change?")
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    (vote,) = [entry for entry in await bot.desk.ports.store.entries(1) if entry.event == "approved"]
    assert (vote.by, vote.name) == (BOB.object_id, BOB.name)
    assert (vote.details["conversation"], vote.details["card"]) == (bob.chat.id, approval.id)
    assert vote.details["activity"].startswith("f:")
    assert re.fullmatch(r"[0-9a-f]{16}", vote.details["token"])
    assert vote.details["fingerprint"][:10] in approval.visible_text
