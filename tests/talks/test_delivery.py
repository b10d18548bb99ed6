"""What Linkgate owes to people arrives: in Teams' own pace, after bad days, after a restart; or somebody is told."""

import asyncio

import pytest

from bot.app import open_bot, open_doctor
from bot.config import read_settings
from bot.doctor import Level

from .conftest import QUICK

pytestmark = pytest.mark.days


def posts(world):
    return [call for call in world.teams.sent if call.method == "POST" and call.path.endswith("activities")]


async def test_one_token_does_for_any_number_of_answers(ada, bob, world, tenant):
    await ada.says("help")
    await ada.sees("linkedin requests")
    before = [call for call in tenant.requests if call.api == "signin"]
    for person in (ada, bob, ada, bob):
        await person.says("help")
    assert len(posts(world)) == 5
    assert [call for call in tenant.requests if call.api == "signin"] == before


async def test_answers_keep_teams_limit_and_none_is_lost(ada, world):
    """DOS-06."""
    world.teams.throttle()
    await asyncio.gather(*(ada.says("help") for _ in range(9)))
    async with asyncio.timeout(30):
        while len([call for call in posts(world) if call.status == 201]) < 9:
            await asyncio.sleep(0.05)
    assert [call.status for call in posts(world)].count(201) == 9
    assert len(posts(world)) <= 10  # a busy machine may bunch what was sent apart


@pytest.mark.parametrize(("status", "headers"), [(429, {"Retry-After": "1"}), (412, None), (500, None), (502, None)])
async def test_a_passing_fault_of_teams_is_passed_by(ada, world, status, headers):
    """REL-12."""
    world.teams.fail(status, headers, method="POST")
    await ada.says("help")
    await ada.sees("linkedin requests")
    assert [call.status for call in posts(world)] == [status, 201]


async def test_a_cut_connection_is_passed_by(ada, world):
    """REL-12."""
    world.teams.fail(None, method="POST")
    await ada.says("help")
    await ada.sees("linkedin requests")


async def test_what_teams_refuses_for_good_is_not_tried_again(ada, world):
    world.teams.fail(403, method="POST")
    await ada.says("help")
    assert [call.status for call in posts(world)] == [403]


async def test_a_card_whose_sending_nobody_confirmed_may_come_twice_and_never_not_at_all(ada, bob, world, talk):
    """REL-13."""
    await ada.says("linkedin disable")
    review = await ada.sees("Review")
    world.teams.fail(500, method="POST", path_regex="activities", lost=True)
    await ada.clicks(review, "Send", reason="Audit")
    card = await bob.sees("Audit")
    await bob.clicks(card, "Approve")
    await talk.becomes("applied")


async def test_what_is_owed_outlives_the_process(world, clock, tmp_path):
    """REL-12 REL-01."""
    environment = world.environment(tmp_path / "bot")
    ada, bob = world.person("ada"), world.person("bob")
    async with open_bot(read_settings(environment), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        await ada.says("linkedin disable")
        review = await ada.sees("Review")
        world.teams.fail(503, times=500, path_regex="conversations")
        assert (await ada.clicks(review, "Send", reason="Audit")).kind == "card"
    world.teams.heal()
    clock.move(minutes=10)
    settings = read_settings({**environment, "LINKGATE_SIM_OPERATOR_CODE": world.tenant.issue_code()})
    async with open_bot(settings, clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        await bob.sees("Audit")


async def test_what_cannot_be_delivered_is_told_and_comes_when_it_can(ada, bob, cleo, bot, world, talk, tmp_path):
    """CARD-13."""
    await cleo.uninstall()
    await talk.asks(ada)
    await bob.sees("Partner summit")
    await talk.until(lambda: any(call.status == 403 for call in world.teams.sent))
    await asyncio.sleep(0.2)
    await ada.says("linkedin requests")
    assert "LI-1 (1)" in (await ada.sees("did not take")).visible_text
    async with open_doctor(read_settings(world.environment(tmp_path / "bot"))) as doctor:
        found = {finding.what: finding for finding in await doctor.examine()}
    assert found["messages"].level is Level.WORTH_A_LOOK
    assert "LI-1" in found["messages"].sentence
    await cleo.install()
    await cleo.sees("Partner summit")
