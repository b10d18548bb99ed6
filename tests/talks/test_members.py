"""Who is in a group, shown to those who may look."""

import pytest

from bot.sim.cast import GUS, MALLORY, SALES_GROUP
from bot.sim.tenant.groups import name_group

OFF, ON_FOR_GROUP = 1, 4
SALES, HIDDEN, EMPTY, EUROPE = (name_group(key) for key in ("sales", "hidden", "empty", "europe"))


@pytest.fixture(autouse=True)
def _on_for_sales(tenant):
    tenant.change_in_portal(ON_FOR_GROUP, SALES)


async def members(person, group="", text="Members of a group"):
    await person.says(f"linkedin members {group}".strip())
    return (await person.sees(text)).visible_text


def fact(told, label):
    lines = told.split("\n")
    return lines[lines.index(label) + 1]


async def test_the_selected_group_is_shown_with_what_is_nested_in_it(ada, bob, tenant):
    told = await members(ada)
    assert "The setting is on for this group now" in told
    assert "Selected" in told
    assert SALES[-12:] in told
    assert fact(told, "Directly") == "17 people"
    total = 17 + int(fact(told, "Only nested").split()[0])
    assert f"17 people directly, {total} with nested groups" in told
    assert fact(told, "Groups in it") == "Sales Americas"
    assert "Sales EMEA" in told
    assert f"and {total - 10} more" in told
    tenant.add_member(SALES, GUS.object_id)
    tenant.set_person(GUS.object_id, displayName="Aa Gus")
    again = await members(bob)
    assert "Aa Gus · guest" in again
    assert int(fact(again, "Guests").split()[0]) == int(fact(told, "Guests").split()[0]) + 1


async def test_another_group_by_name_and_by_id_is_not_the_selected_one(ada):
    for group in ("Sales EMEA", f'"{SALES_GROUP}"'):
        told = await members(ada, group, "Sales EMEA")
        assert "The setting is not on for this group now" in told
        assert "412" in told


async def test_the_button_leads_to_the_members_of_the_selected_group(ada):
    await members(ada, SALES_GROUP)
    card = await ada.sees("Members of a group")
    answer = await ada.clicks(card, "Members")
    assert answer.kind == "card"
    assert "on for this group now" in str(answer.card)


async def test_of_several_the_id_is_asked_for_and_a_suggestion_gives_it(ada):
    await ada.says("linkedin members Marketing")
    told = await ada.sees("Several groups answer to Marketing")
    ids = {name_group("marketing-1"), name_group("marketing-2")}
    assert {one["title"] for one in told.suggested} == {f"linkedin members {id_}" for id_ in ids}
    assert all(id_ in told.visible_text for id_ in ids)
    assert "48" in await members(ada, name_group("marketing-1"), "48 people")


async def test_nobody_hidden_members_and_no_group_are_three_different_things(ada, tenant):
    assert "Nobody is in it" in await members(ada, EMPTY)
    tenant.revoke("Member.Read.Hidden")
    told = await members(ada, HIDDEN, "Works Council")
    assert "Nobody is in it" not in told
    assert "not counted" in told
    await ada.says("linkedin members No Such Group")
    await ada.sees("No group is called No Such Group")
    tenant.change_in_portal(OFF)
    await ada.says("linkedin members")
    await ada.sees("Off for everyone: the setting names no group.")


async def test_a_missing_permission_is_named(ada, tenant):
    tenant.revoke("GroupMember.Read.All")
    await ada.says("linkedin members Sales")
    await ada.sees("GroupMember.Read.All")


async def test_an_ordinary_employee_is_refused_whichever_group_it_is(mallory):
    for group in ("", "Sales", "No Such Group"):
        told = await members(mallory, group, "Not allowed")
        assert "Sales" not in told


@pytest.mark.parametrize("room", ["group", "channel"])
async def test_in_a_room_the_answer_is_for_the_one_who_asked(ada, bob, world, room):
    place = getattr(world.teams.chats, room)
    await ada.says("@Linkgate linkedin members", place)
    await ada.sees("so it is in your private chat", place)
    await ada.sees("Members of a group", ada.chat)
    assert not [message for message in bob.messages(place) if message.card]


async def test_hostile_names_are_shown_and_do_nothing(ada, tenant):
    """TEXT-01."""
    hostile = "[x](https://evil.example) <at>Everyone</at> **bold**"
    tenant.set_person(MALLORY.object_id, displayName=hostile)
    tenant.add_member(EMPTY, MALLORY.object_id)
    tenant.set_group(EMPTY, displayName=hostile)
    await ada.says(f"linkedin members {EMPTY}")
    card = (await ada.sees("Members of a group")).card
    assert "](https" not in str(card)
    assert "<at>" not in str(card)


async def test_it_is_said_in_german(ada):
    ada.locale = "de"
    told = await members(ada, "", "Mitglieder einer Gruppe")
    assert "Die Einstellung gilt jetzt für diese Gruppe" in told
    assert fact(told, "Direkt") == "17 Personen"


async def test_the_help_tells_of_both(ada, mallory):
    await ada.says("help members")
    await ada.sees("Shows who is in a group")
    await mallory.says("help")
    told = (await mallory.sees("What Linkgate can do")).visible_text
    assert "linkedin check me" in told
    assert "linkedin members" not in told
