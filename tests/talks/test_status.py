"""The status says the truth, and what it does not know it says too."""

import pytest

from bot.sim.cast import SALES_GROUP
from bot.sim.tenant import Fault
from bot.sim.tenant.groups import name_group

ON, OFF, ON_FOR_GROUP = 0, 1, 4
OUTSIDE = "Changed outside Linkgate"


async def status(person):
    await person.says("linkedin status")
    return (await person.sees("Read from Microsoft Entra")).visible_text


async def test_on_off_and_one_group_are_told_with_people(ada, tenant):
    tenant.change_in_portal(ON)
    assert "On for everyone" in await status(ada)
    tenant.change_in_portal(OFF)
    assert "Off for everyone" in await status(ada)
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    text = await status(ada)
    for said in ("Sales EMEA", "412", SALES_GROUP[-12:], "security group", "Contoso"):
        assert said in text
    assert "Nobody's consent is needed to see public LinkedIn profiles" in text
    assert "consents alone" in text


@pytest.mark.parametrize(
    ("value", "group", "more"),
    [
        (2, None, {}),
        (3, None, {}),
        (7, None, {}),
        (4, None, {}),
        (0, SALES_GROUP, {}),
        (None, None, {}),
        ("4", SALES_GROUP, {}),
        (0, None, {"objectId": "00000000-0000-0000-0000-000000000000"}),
    ],
)
async def test_a_value_that_is_not_understood_is_unknown_and_nothing_is_planned_from_it(
    ada, tenant, value, group, more
):
    """PLAN-09."""
    tenant.change_in_portal(value, group, **more)
    text = await status(ada)
    assert "Unknown" in text
    assert "On for everyone" not in text
    await ada.says("linkedin disable")
    await ada.sees("The present setting is unknown")


async def test_a_portal_that_does_not_answer_is_unknown_too(ada, tenant):
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=500))
    await ada.says("linkedin status")
    unread = (await ada.sees("Tried at")).visible_text
    assert "Unknown" in unread
    assert "The Entra admin center had a fault of its own" in unread
    assert "Read from Microsoft Entra" not in unread
    tenant.heal()
    assert "Unknown" not in await status(ada)


async def test_a_selected_group_that_the_setting_cannot_use_is_said(ada, tenant):
    tenant.change_in_portal(ON_FOR_GROUP, name_group("engineers"))
    text = await status(ada)
    assert "All Engineers" in text
    assert "is dynamic, and the setting cannot use a dynamic group" in text
    assert "dynamic security group" in text


async def test_a_tenant_without_a_country_says_so(ada, tenant):
    tenant.set_region("EU", "", "microsoftonline.com", None)
    assert "could not be read" in await status(ada)
    tenant.set_region("EU", "", "microsoftonline.com", "SE")
    assert "could not be read" not in await status(ada)


async def test_a_selected_group_that_is_gone_is_said(ada, tenant):
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    tenant.delete_group(SALES_GROUP)
    text = await status(ada)
    assert SALES_GROUP[-12:] in text
    assert "could not be read" in text


async def test_the_clouds_that_microsoft_excludes_are_named_and_blocked(ada, tenant):
    tenant.change_in_portal(OFF)
    text = await status(ada)
    assert "21Vianet" in text
    assert "US Government" in text
    tenant.set_region("USGov", "DODCON", "microsoftonline.us", "US")
    await ada.says("linkedin enable all")
    await ada.sees("not available in this tenant's cloud")


async def test_the_default_in_germany_and_france_is_told_as_likely(ada, tenant):
    tenant.set_region("EU", "", "microsoftonline.com", "DE")
    assert "Likely off by default" in await status(ada)
    tenant.set_region("NA", "", "microsoftonline.com", "US")
    assert "Likely off by default" not in await status(ada)


async def test_what_waits_is_part_of_the_status(ada, bob, tenant, talk):
    tenant.change_in_portal(OFF)
    await talk.asks(ada)
    assert "LI-1" in await status(bob)


async def test_a_change_outside_of_linkgate_is_told_and_nothing_is_told_without_one(ada, bob, tenant, talk):
    tenant.change_in_portal(OFF)
    assert OUTSIDE not in await status(ada)
    await talk.asks(ada)
    await bob.clicks(await bob.sees("Partner summit"), "Approve")
    await talk.becomes("applied")
    await ada.says("linkedin status")
    assert OUTSIDE not in (await ada.sees("in one group: Sales EMEA")).visible_text
    tenant.change_in_portal(ON)
    await ada.says("linkedin status")
    told = (await ada.sees("On for everyone:")).visible_text
    assert OUTSIDE in told
    assert "The last approved value was: On for one group (…00000000005a) (LI-1)" in told
