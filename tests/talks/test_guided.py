"""Guided hands: Linkgate has no way to write, and a person makes the change in the Entra admin center."""

import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.sim.cast import ADA, CLEO, SALES_GROUP
from bot.sim.tenant import Fault

from .conftest import QUICK

pytestmark = pytest.mark.days

OFF, ON_FOR_GROUP, GLOBAL_READER = 1, 4, "f2ef992c-3afb-46b9-b7cf-a126ee74c451"


@pytest.fixture
async def bot(world, clock, tmp_path):
    """Ada makes the changes; on the host somebody is signed in who can only read."""
    world.tenant.change_in_portal(OFF)
    world.tenant.set_role(CLEO.object_id, GLOBAL_READER, active=True)
    rules = tmp_path / "rules.toml"
    rules.write_text(world.rules.read_text() + f'executor = "{ADA.object_id}"\n')
    given = world.environment(tmp_path / "bot") | {
        "LINKGATE_HANDS": "guided",
        "LINKGATE_RULES": str(rules),
        "LINKGATE_SIM_OPERATOR_CODE": world.tenant.issue_code(CLEO.object_id),
    }
    async with open_bot(read_settings(given), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        for key in ("ada", "bob"):
            await world.person(key).says("help")
        yield bot


async def errand_of(person):
    return await person.sees("Make this change by hand")


async def approve(person):
    await person.clicks(await person.sees("Partner summit"), "Approve")


def puts(tenant):
    return [call for call in tenant.requests if call.method == "PUT"]


async def test_a_person_makes_the_change_and_linkgate_reads_it_back(cleo, bob, ada, tenant, talk):
    await talk.asks(cleo)
    await approve(bob)
    errand = await errand_of(ada)
    assert "Selected group, and the group" in errand.visible_text
    assert "Sales EMEA" in errand.visible_text
    await cleo.sees("is asked to make the change")
    assert await talk.state() == "applying"
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    answer = await ada.clicks(errand, "I have done it")
    assert answer.kind == "card"
    await talk.becomes("applied")
    await cleo.sees("are now on for the group")
    await cleo.sees("read back from Microsoft Entra")
    assert puts(tenant) == []


async def test_what_cannot_be_read_back_is_attested_and_what_secure_score_shows_is_not(cleo, bob, ada, tenant, talk):
    await talk.asks(cleo)
    await approve(bob)
    errand = await errand_of(ada)
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=503))
    await ada.clicks(errand, "I have done it")
    await talk.becomes("applied")
    await cleo.sees("as a person attests; Linkgate could not read it back")
    await cleo.sees("Change attested")


async def test_secure_score_shows_what_nobody_could_read(cleo, bob, ada, tenant, talk, clock):
    tenant.grant("SecurityEvents.Read.All")
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    await talk.asks(cleo, "linkedin disable")
    await approve(bob)
    errand = await errand_of(ada)
    tenant.change_in_portal(OFF)
    tenant.compute_score(f"{clock.now():%Y-%m-%dT23:59:59Z}")
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=503))
    await ada.clicks(errand, "I have done it")
    await talk.becomes("applied")
    await cleo.sees("as Microsoft Secure Score shows")


async def test_who_could_not_do_it_says_why(cleo, bob, ada, tenant, talk):
    await talk.asks(cleo)
    await approve(bob)
    errand = await errand_of(ada)
    assert (await ada.clicks(errand, "Say so", hindrance="")).kind == "message"
    await ada.clicks(errand, "Say so", hindrance="The page does not save")
    await talk.becomes("failed")
    await cleo.sees("Ada Lindqvist could not make the change: The page does not save")
    assert tenant.setting["enableLinkedInAppFamily"] == OFF


async def test_somebody_elses_click_on_the_errand_is_refused(cleo, bob, ada, talk):
    await talk.asks(cleo)
    approval = await bob.sees("Partner summit")
    await approve(bob)
    errand = await errand_of(ada)
    forged = next(action for action in _actions(errand.card) if action.get("verb") == "done")
    answer = await bob.invokes(approval.id, forged)
    assert answer.kind == "message"
    assert "Only the person who was asked" in answer.text
    assert await talk.state() == "applying"


def _actions(card):
    return card["actions"]


async def test_where_only_people_are_added_nobody_is_asked_to_do_anything_by_hand(ada, bob, tenant, talk):
    await ada.says(f"linkedin move to group {SALES_GROUP}\n{ADA.upn}")
    await ada.clicks(await ada.sees("Review"), "Send", reason="Partner summit")
    await approve(bob)
    await talk.becomes("applied")
    assert ADA.object_id in tenant.members(SALES_GROUP)
    await talk.rests()
    assert not [message for message in ada.messages() if "by hand" in message.visible_text]
