"""Who is in a group: asked at the desk, among fakes."""

from dataclasses import replace

import pytest
from fakes.office import met
from fakes.samples import ALICE, BOB, SALES

from bot.core.act import Verb
from bot.core.group import Group
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, UserId
from bot.core.setting import Doubt, GroupId, Mode, Setting
from bot.core.text import flatten
from bot.core.view import MembersView, Mood, SaidView
from bot.membership import MOST_LISTED
from bot.ports import NotPermittedError
from bot.turn import Ask

EMEA = Group(id=GroupId("e3ea0000-0000-4000-8000-000000000000"), name="Sales EMEA")
TWIN = Group(id=GroupId("7e120000-0000-4000-8000-000000000000"), name="Sales EMEA")
MALLORY = Person(id=UserId("3a110000-0000-4000-8000-000000000000"), name="Mallory Voss")
ROOM = Place(kind=PlaceKind.CHANNEL, service_url="https://smba.trafficmanager.net/emea/", conversation="19:room")


def person(number, name, **fields):
    return Person(id=UserId(f"{number:08x}-0000-4000-8000-0000000000aa"), name=name, **fields)


ABE, GUS = person(1, "abe"), person(2, "Gus", is_guest=True)
LEA, ZOE = person(3, "Lea", is_enabled=False), person(4, "Zoe")


@pytest.fixture(autouse=True)
def world(directory, setting):
    """Sales has Zoe, Gus and Lea; EMEA, which is in it, has Abe and Zoe. The setting is on for Sales."""
    for one in (ABE, GUS, LEA, ZOE, MALLORY):
        directory.add_person(one)
    directory.add_group(EMEA, [ABE.id, ZOE.id])
    directory.add_group(SALES, [ZOE.id, GUS.id, LEA.id], nested=[EMEA.id])
    setting.setting = Setting(Mode.GROUP, SALES.id)


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence).translate(str.maketrans("", "", "\u200b\u2060\u2068\u2069"))


async def test_the_selected_group_is_shown_with_each_person_once(office):
    view = await office.asks(ALICE, "linkedin members")
    assert view.is_selected
    assert (view.group.id, view.group.direct, view.group.people) == (SALES.id, 3, 4)
    assert (view.guests, view.disabled) == (1, 1)
    assert [(one.person.name, one.is_direct) for one in view.people] == [
        ("abe", False),
        ("Gus", True),
        ("Lea", True),
        ("Zoe", True),
    ]
    assert ([group.name for group in view.groups], view.nested) == (["Sales EMEA"], 1)


async def test_the_button_shows_what_the_command_shows(office):
    assert await office.clicks(BOB, Verb.MEMBERS) == await office.asks(BOB, "linkedin members")


@pytest.mark.parametrize("typed", ["Sales EMEA", "sales  emea", '"Sales EMEA"', EMEA.id, EMEA.id.upper()])
async def test_another_group_is_shown_by_name_or_id_and_is_not_selected(office, typed):
    view = await office.asks(ALICE, f"linkedin members {typed}")
    assert (view.group.name, view.is_selected) == ("Sales EMEA", False)


async def test_while_the_setting_cannot_be_told_nobody_says_that_a_group_is_not_selected(office, setting):
    setting.doubt = Doubt.CONTRADICTION
    assert (await office.asks(ALICE, "linkedin members Sales")).is_selected is None
    assert "Which group is selected is unknown" in said(await office.asks(ALICE, "linkedin members"))


@pytest.mark.parametrize("mode", [Mode.EVERYONE, Mode.NOBODY, Mode.UNTOLD])
async def test_without_a_selected_group_it_is_asked_which_one(office, setting, mode):
    setting.setting = Setting(mode)
    view = await office.asks(ALICE, "linkedin members")
    assert "names no group" in said(view)
    assert view.suggestions == ("linkedin members ",)


async def test_a_selected_group_that_is_gone_is_said(office, directory):
    directory.remove_group(SALES.id)
    assert f"The selected group …{SALES.id[-12:]} could not be read" in said(
        await office.asks(ALICE, "linkedin members")
    )


async def test_of_several_groups_none_is_taken_for_the_one_that_was_meant(office, directory):
    directory.add_group(TWIN)
    view = await office.asks(ALICE, "linkedin members Sales EMEA")
    assert all(group.id in said(view) for group in (EMEA, TWIN))
    assert set(view.suggestions) == {f"linkedin members {group.id}" for group in (EMEA, TWIN)}
    for suggestion in view.suggestions:
        assert isinstance(await office.asks(ALICE, suggestion), MembersView)


async def test_many_namesakes_are_counted(office, directory):
    for number in range(9):
        directory.add_group(replace(TWIN, id=GroupId(f"{number:08x}-0000-4000-8000-0000000000bb")))
    view = await office.asks(ALICE, "linkedin members Sales EMEA")
    assert "and 5 more" in said(view)
    assert len(view.suggestions) == 5


async def test_no_such_group_is_said_and_names_that_begin_like_it_are_offered(office):
    view = await office.asks(ALICE, "linkedin members Sal")
    assert "No group is called Sal" in said(view)
    assert set(view.suggestions) == {'linkedin members "Sales"', 'linkedin members "Sales EMEA"'}
    gone = await office.asks(ALICE, "linkedin members 00000000-0000-4000-8000-00000000dead")
    assert said(gone) == "There is no group with that id."


async def test_ten_people_and_ten_groups_are_named_and_the_rest_is_counted(office, directory):
    many = [person(100 + number, f"Person {number:03}") for number in range(25)]
    groups = [
        Group(id=GroupId(f"{number:08x}-0000-4000-8000-0000000000cc"), name=f"G{number:02}") for number in range(12)
    ]
    for one in many:
        directory.add_person(one)
    for group in groups:
        directory.add_group(group)
    directory.add_group(SALES, [one.id for one in reversed(many)], nested=[group.id for group in reversed(groups)])
    view = await office.asks(ALICE, "linkedin members")
    assert [one.person for one in view.people] == many[:10]
    assert ([group.name for group in view.groups], view.nested) == ([f"G{number:02}" for number in range(10)], 12)


async def test_people_of_a_huge_group_are_counted_and_not_listed(office, directory):
    huge = replace(SALES, direct=3, people=MOST_LISTED + 1)
    directory.add_group(huge, [ZOE.id], nested=[EMEA.id], has_fixed_counts=True)
    view = await office.asks(ALICE, "linkedin members")
    assert (view.group.people, view.people, view.nested) == (MOST_LISTED + 1, (), 1)


async def test_hidden_members_are_not_taken_for_nobody(office, directory):
    hidden = replace(SALES, hides_members=True, direct=None, people=None)
    directory.add_group(hidden, [ZOE.id], has_fixed_counts=True)
    view = await office.asks(ALICE, "linkedin members")
    assert (view.group.people, view.people, view.guests, view.nested) == (None, (), None, None)


async def test_a_missing_permission_is_named(office, directory):
    async def refuse(_):
        raise NotPermittedError("Grant its app the permission GroupMember.Read.All.")

    directory.groups_in = refuse
    view = await office.asks(ALICE, "linkedin members")
    assert view.mood is Mood.HALTED
    assert "GroupMember.Read.All" in said(view)


async def test_an_employee_is_refused_whether_there_is_such_a_group_or_not(office):
    views = [
        await office.asks(MALLORY, f"linkedin members {name}", origin=name) for name in ("", "Sales", "No Such Group")
    ]
    assert {view.mood for view in views} == {Mood.REFUSED}
    assert len({said(view) for view in views}) == 1
    assert isinstance(await office.clicks(MALLORY, Verb.MEMBERS), SaidView)


@pytest.mark.parametrize("text", ["linkedin members", "linkedin members No Such Group"])
async def test_in_a_room_the_answer_comes_in_private(office, notices, text):
    answer = await office.desk.ask(Ask(text=text, caller=replace(met(ALICE), place=ROOM), origin=text))
    assert "is in your private chat" in said(answer)
    assert len(notices.shown[f"a:{ALICE.id}"]) == 1
