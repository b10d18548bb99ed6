"""The applier apart from the bot: both work on one store, and only one of them has hands."""

from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.app import open_applier, open_bot, open_doctor
from bot.config import ConfigError, read_settings
from bot.doctor import Level
from bot.ports import ConflictError
from bot.sim.cast import ADA, SALES_GROUP
from bot.sim.tenant import Fault

from .conftest import QUICK

pytestmark = pytest.mark.days

OFF = 1
CODE = "LINKGATE_SIM_OPERATOR_CODE"


@pytest.fixture
def environment(world, tmp_path):
    """What both of them know; the operator's code is not among it."""
    world.tenant.change_in_portal(OFF)
    given = {**world.environment(tmp_path / "bot"), "LINKGATE_HANDS": "apart"}
    del given[CODE]
    return given


@pytest.fixture
async def bot(world, environment, clock):
    async with open_bot(read_settings(environment), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        yield bot


@pytest.fixture
def hands(world, environment, clock):
    """Open an applier, as often as a test wants one."""

    @asynccontextmanager
    async def open_hands():
        settings = read_settings({**environment, CODE: world.tenant.issue_code()})
        async with open_applier(settings, clock=clock, pace=QUICK) as worker:
            yield worker

    return open_hands


async def ask_readiness(bot):
    async with aiohttp.ClientSession() as session, session.get(f"{bot.watch_url}/readyz") as answer:
        return (await answer.json())["checks"]


def count_portal_calls(tenant):
    return sum(call.api == "portal" for call in tenant.requests)


async def test_a_whole_conversation_is_applied_by_the_applier(ada, bob, bot, tenant, talk, hands):
    async with hands():
        await ada.says("linkedin status")
        await ada.sees("Off for everyone")
        await talk.asks(ada)
        await bob.clicks(await bob.sees("Partner summit"), "Approve")
        await talk.becomes("applied")
        await ada.sees("are now on for the group")
        assert (await ask_readiness(bot))["applier"] == "ok"
    assert tenant.setting["linkedInSelectedGroupObjectId"] == SALES_GROUP
    assert [write.oid for write in tenant.writes[1:]] == [ADA.object_id]


async def test_without_an_applier_it_is_said_and_what_was_approved_waits_for_one(
    ada, bob, bot, tenant, talk, hands, clock, monkeypatch
):
    monkeypatch.setattr("bot.questions._PATIENCE", 0.5)
    async with hands():
        await talk.asks(ada)
        approval = await bob.sees("Partner summit")
    calls = count_portal_calls(tenant)
    await bob.clicks(approval, "Approve")
    clock.move(seconds=16)
    assert (await ask_readiness(bot))["applier"] == "The applier does not answer. Start linkgate applier."
    await ada.says("linkedin status")
    await ada.sees("Start linkgate applier")
    assert await talk.state() == "approved"
    assert (tenant.setting["enableLinkedInAppFamily"], count_portal_calls(tenant)) == (OFF, calls)
    async with hands():
        await talk.becomes("applied")
    assert len(tenant.writes) == 2


async def test_a_write_whose_applier_is_gone_is_settled_by_the_next_one(ada, bob, tenant, talk, hands):
    """APLY-06 REL-10."""
    late = Fault(api="portal", method="PUT", do="late", seconds=0.3)
    async with hands():
        await talk.asks(ada)
        tenant.fail(late)
        await bob.clicks(await bob.sees("Partner summit"), "Approve")
        await talk.becomes("applying")
    async with hands():
        await talk.becomes("applied")
    assert len(tenant.writes) == 2


async def test_there_is_one_applier_and_only_where_it_is_wanted(bot, world, environment, hands, tmp_path, clock):
    """REL-09."""
    async with hands():
        with pytest.raises(ConflictError, match="already applies"):
            async with hands():
                pass
    with pytest.raises(ConfigError, match=CODE):
        async with open_applier(read_settings(environment)):
            pass
    with pytest.raises(ConfigError, match="HANDS is here"):
        async with open_applier(read_settings(world.environment(tmp_path / "bot"))):
            pass


async def test_an_applier_beside_a_bot_with_hands_of_its_own_is_refused(world, environment, hands, tmp_path, clock):
    """REL-09."""
    async with open_bot(read_settings(world.environment(tmp_path / "bot")), clock=clock, pace=QUICK):
        with pytest.raises(ConflictError, match="already applies"):
            async with hands():
                pass


async def test_the_doctor_looks_through_the_applier(bot, environment, hands):
    async with hands(), open_doctor(read_settings(environment)) as doctor:
        found = {finding.what: finding.level for finding in await doctor.examine()}
    assert (found["applier"], found["setting"]) == (Level.FINE, Level.FINE)
