"""Somebody is checked: covered or not, by which path, and what a pending request would change."""

import pytest

from bot.sim.cast import ADA, BOB, GUS, MALLORY, SALES_GROUP
from bot.sim.tenant import Fault
from bot.sim.tenant.groups import name_group

ON, OFF, ON_FOR_GROUP = 0, 1, 4
SALES, TREASURY = name_group("sales"), name_group("treasury")
HOSTILE = "[x](https://evil.example) <at>Everyone</at> **bold** {{DATE(2020-01-01T00:00:00Z)}}"


@pytest.fixture(autouse=True)
def _on_for_sales(tenant):
    tenant.change_in_portal(ON_FOR_GROUP, SALES)


async def check(person, whom, text="Is this person covered?"):
    await person.says(f"linkedin check {whom}")
    return (await person.sees(text)).visible_text


async def test_a_direct_member_is_covered_and_the_path_is_drawn(ada, tenant):
    tenant.add_member(SALES, MALLORY.object_id)
    told = await check(ada, MALLORY.upn)
    assert "Yes: direct member of Sales." in told
    assert "Covered" in told
    assert "By this path\nMallory Voss\n↓\nSales" in told
    assert "enabled member of the tenant" in told
    assert "Not configured in Intune: people choose in Office" in told
    assert "What is seen\nWhere\nNot connected\nConnected\nOffice on Windows\nEach person chooses" in told


async def test_two_levels_of_nested_groups_and_a_circle_are_followed(ada, tenant):
    tenant.add_member(SALES_GROUP, TREASURY)
    tenant.add_member(TREASURY, SALES)
    tenant.add_member(TREASURY, MALLORY.object_id)
    told = await check(ada, MALLORY.object_id)
    assert "Yes, but only through nested groups of Sales" in told
    assert "not documented" in told
    chain = told[told.index("By this path") :].split("\n")[:8]
    assert [line.split("…")[0].strip() for line in chain] == [
        "By this path",
        "Mallory Voss",
        "↓",
        "Treasury Desk",
        "↓",
        "Sales EMEA",
        "↓",
        "Sales",
    ]


async def test_who_is_in_no_group_is_not_covered_and_who_is_a_guest_or_disabled_is_told(ada, tenant):
    assert "No: not in the group Sales." in await check(ada, MALLORY.upn)
    tenant.change_in_portal(ON)
    tenant.set_enabled(MALLORY.object_id, False)
    told = await check(ada, MALLORY.upn, "Yes, for everyone.")
    assert "disabled or gone" in told
    assert "a guest's" in await check(ada, "gus@fabrikam.com", "Gus Fabrikam")
    tenant.change_in_portal(OFF)
    assert "Not covered" in await check(ada, GUS.object_id, "No: off for everyone.")


@pytest.mark.parametrize("value", [2, 3, 7, None])
async def test_a_setting_that_is_not_understood_covers_nobody_for_sure(ada, tenant, value):
    tenant.change_in_portal(value)
    told = await check(ada, MALLORY.upn, "Cannot tell:")
    assert "Yes" not in told
    assert "Not covered" not in told


async def test_a_portal_that_does_not_answer_and_a_group_that_is_gone_tell_nothing(ada, tenant):
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=500))
    assert "The Entra admin center had a fault of its own" in await check(ada, MALLORY.upn, "Tried at")
    tenant.heal()
    tenant.delete_group(SALES)
    assert SALES[-12:] in await check(ada, MALLORY.upn, "it may be deleted")


async def test_a_pending_request_that_would_change_it_is_told(ada, bob, tenant, talk):
    tenant.change_in_portal(OFF)
    tenant.add_member(SALES_GROUP, MALLORY.object_id)
    assert "Nothing waits for approval" in await check(bob, MALLORY.upn)
    await talk.asks(ada)
    assert "Would gain it by LI-1, which is waiting for approval." in await check(bob, MALLORY.upn, "LI-1")
    assert "Would stay without it after LI-1" in await check(bob, BOB.upn, "Bob Okafor")
    await bob.clicks(await bob.sees("Partner summit"), "Approve")
    await talk.becomes("applied")
    told = await check(bob, MALLORY.upn, "Yes: direct member of Sales EMEA.")
    assert "Nothing waits for approval" in told


async def test_an_ordinary_employee_sees_their_own_and_nobody_elses(mallory, tenant):
    tenant.add_member(SALES, MALLORY.object_id)
    for whom in ("me", MALLORY.upn, MALLORY.object_id):
        assert "Yes: direct member of Sales." in await check(mallory, whom)
    for whom in (ADA.upn, "nobody@contoso.com"):
        told = await check(mallory, whom, "Not allowed")
        assert "Ada" not in told


async def test_a_guest_is_refused(gus):
    assert "guest" in await check(gus, "me", "Not allowed")


async def test_nobody_and_several_are_said_in_a_line(ada, tenant):
    await ada.says("linkedin check nobody@contoso.com")
    await ada.sees("No account is known as nobody")
    for player in (MALLORY, BOB):
        tenant.set_person(player.object_id, mail="shared@contoso.com")
    await ada.says("linkedin check shared@contoso.com")
    told = await ada.sees("Several accounts have the address")
    assert MALLORY.object_id in told.visible_text
    assert {one["title"] for one in told.suggested} == {
        f"linkedin check {player.object_id}" for player in (MALLORY, BOB)
    }


async def test_without_a_person_it_says_whom_to_name(ada):
    await ada.says("linkedin check")
    await ada.sees("Who should be looked up?")


@pytest.mark.parametrize("room", ["group", "channel"])
async def test_in_a_room_the_answer_is_for_the_one_who_asked(ada, bob, world, tenant, room):
    tenant.add_member(SALES, MALLORY.object_id)
    place = getattr(world.teams.chats, room)
    await ada.says(f"@Linkgate linkedin check {MALLORY.upn}", place)
    await ada.sees("so it is in your private chat", place)
    assert "Yes: direct member of Sales." in (await ada.sees("Is this person covered?", ada.chat)).visible_text
    assert not [message for message in bob.messages(place) if "direct member" in message.visible_text]


async def test_hostile_names_are_shown_and_do_nothing(ada, tenant):
    """TEXT-01."""
    tenant.set_person(MALLORY.object_id, displayName=HOSTILE)
    tenant.set_group(SALES, displayName=HOSTILE)
    tenant.add_member(SALES, MALLORY.object_id)
    await ada.says(f"linkedin check {MALLORY.upn}")
    card = (await ada.sees("Is this person covered?")).card
    assert "](https" not in str(card)
    assert "{{DATE(2020" not in str(card)
    assert "<at>" not in str(card)


async def test_it_is_said_in_german(ada, tenant):
    ada.locale = "de-DE"
    tenant.add_member(SALES_GROUP, MALLORY.object_id)
    told = await check(ada, MALLORY.upn, "Gilt es für diese Person?")
    assert "Ja, aber nur über verschachtelte Gruppen von Sales" in told
    assert "Vielleicht" in told
    assert "Was zu sehen ist" in told
