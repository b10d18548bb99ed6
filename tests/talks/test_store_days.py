"""The store's bad days while people work: a click says so, nothing is lost or written, and it heals by itself."""

import asyncio
import resource
import sqlite3
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest

from bot.app import open_bot, open_doctor, open_steward
from bot.config import read_settings
from bot.pace import Pace
from bot.ports import UnexpectedError
from bot.sim.cast import SALES_GROUP

pytestmark = pytest.mark.days


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bot" / "linkgate.db"


@asynccontextmanager
async def locked(path):
    other = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")  # the bot may have to end a transaction first
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@asynccontextmanager
async def full(path):
    """Let no file of this process grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@asynccontextmanager
async def gone(path):
    aside = path.rename(path.with_name("aside.db"))
    try:
        yield
    finally:
        aside.rename(path)


@asynccontextmanager
async def replaced(path):
    async with gone(path):
        path.touch()
        yield


FAULTS = {locked: "store", full: "disk", gone: "is gone", replaced: "was replaced"}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_click_on_a_bad_day_says_so_loses_nothing_and_counts_when_it_is_over(
    ada, bob, bot, tenant, talk, clock, path, fault
):
    """REL-04 REL-05 REL-06 AUD-06."""
    await talk.asks(ada)
    approval = await bob.sees("Approve this change?")
    async with aiohttp.ClientSession() as session:
        async with fault(path):
            answer = await bob.clicks(approval, "Approve")
            is_slow = "still working" in answer.text  # it waits for its turn, and counts once it has it
            assert is_slow or FAULTS[fault] in answer.text
            clock.move(seconds=4)
            async with session.get(f"{bot.watch_url}/readyz") as ready:
                assert (ready.status, (await ready.json())["checks"]["store"] != "ok") == (503, True)
        assert tenant.writes == ()
        assert is_slow or await talk.state() == "waiting"
        clock.move(seconds=4)
        async with session.get(f"{bot.watch_url}/readyz") as ready:
            assert ready.status == 200
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    assert len(tenant.writes) == 1


@pytest.mark.parametrize("damage", ["a page", "no store at all"])
async def test_a_damaged_store_is_refused_at_the_start_and_says_what_to_do(world, tmp_path, path, damage):
    """REL-07."""
    settings = read_settings(world.environment(tmp_path / "bot"))
    async with open_bot(settings):
        pass
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content if damage == "a page" else b"not a database, but long enough to be one" * 100)
    with pytest.raises(UnexpectedError, match="Restore it from a backup"):
        async with open_bot(read_settings(world.environment(tmp_path / "bot"))):
            pass


async def test_a_request_that_waits_survives_a_restart_with_its_votes_and_cards(world, clock, tmp_path):
    """REL-11 OPS-01."""
    ada, bob, cleo = map(world.person, ("ada", "bob", "cleo"))
    for turn in range(2):
        async with open_bot(read_settings(world.environment(tmp_path / "bot")), clock=clock) as bot:
            world.teams.connect(bot.url)
            if turn == 0:
                await ada.says(f"linkedin enable group {SALES_GROUP}")
                await ada.clicks(await ada.sees("Review"), "Send", reason="Restart")
                await bob.sees("Approve this change?")
                await cleo.sees("Approve this change?")
            else:
                approval = await bob.sees("Approve this change?")
                await bob.clicks(approval, "Approve")
                await ada.sees("read back from Microsoft Entra")
    assert len(world.tenant.writes) == 1


async def test_other_rules_are_told_at_the_start_and_hold_when_somebody_adopts_them(world, clock, tmp_path, caplog):
    """APPR-03 OPS-08."""
    ada, bob = world.person("ada"), world.person("bob")
    caplog.set_level("WARNING")
    async with open_bot(read_settings(world.environment(tmp_path / "bot")), clock=clock) as bot:
        world.teams.connect(bot.url)
        await ada.says(f"linkedin enable group {SALES_GROUP}")
        await ada.clicks(await ada.sees("Review"), "Send", reason="Before the rules changed")
        approval = await bob.sees("Approve this change?")
    assert "nothing is written at present" not in caplog.text
    stricter = world.rules.read_text().replace("version = 1", "version = 2") + "[approvals]\nnarrowing = 2\n"
    world.rules.write_text(stricter)
    settings = read_settings(world.environment(tmp_path / "bot"))
    async with open_bot(settings, clock=clock, pace=Pace(tick=timedelta(seconds=0.1))) as bot:
        world.teams.connect(bot.url)
        assert "nothing is written at present: The house rules have changed" in caplog.text
        async with open_doctor(settings) as doctor:
            told = {finding.what: finding.sentence for finding in await doctor.examine()}
        assert "linkgate rules adopt" in told["brake"]
        answer = await bob.clicks(approval, "Approve")
        assert "Rule adopted-rules (new-rules)" in answer.text
        async with open_steward(settings, name="root") as steward:
            await steward.adopt(note="Two from now on")
        await bob.sees(lambda message: message.id == approval.id and "0 of 2" in message.visible_text, timeout=10)
        await bob.clicks(await bob.sees("0 of 2"), "Approve")
        await bob.sees("You approved")
    assert world.tenant.writes == ()
