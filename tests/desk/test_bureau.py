"""The Office policy as Intune has it: asked at the desk, among fakes."""

from dataclasses import replace

import pytest
from deck.house import walk
from fakes.office import met
from fakes.samples import ALICE, BOB, CAROL, SALES

from bot.core.act import Verb
from bot.core.office import OfficeState, Policy, PolicyId, Reach, Target
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.core.text import flatten
from bot.core.view import Mood, OfficeView, SaidView
from bot.ports import NotPermittedError, UnreachableError
from bot.turn import Ask
from cards import draw

FORBIDDEN = "Grant Linkgate's app the permission DeviceManagementConfiguration.ReadWrite.All."
MALLORY = Person(id=UserId("3a110000-0000-4000-8000-000000000000"), name="Mallory Voss")
ROOM = Place(kind=PlaceKind.CHANNEL, service_url="https://smba.trafficmanager.net/emea/", conversation="19:room")
GONE = GroupId("90e00000-0000-4000-8000-000000000000")


@pytest.fixture
def intune(ports):
    ports.office.put(
        Policy(
            id=PolicyId("90110000-0000-4000-8000-0000000000a1"),
            name="Office hardening",
            state=OfficeState.DISABLED,
            targets=(Target(reach=Reach.GROUP, group=SALES.id), Target(reach=Reach.EXCLUDED, group=GONE)),
            digest="",
        )
    )
    return ports.office


def read(view):
    said = (str(part["text"]) for _, part in walk(draw(view)) if "text" in part)
    return " ".join(" ".join(said).translate(str.maketrans("", "", "\u200b\u2060\u2068\u2069")).split())


async def test_policies_are_shown_with_the_names_and_counts_of_groups(office, intune, directory):
    view = await office.asks(ALICE, "linkedin office status")
    assert isinstance(view, OfficeView)
    assert view.everyone == await directory.count_everyone()
    (policy,) = view.catalog.policies
    assert [(target.name, target.people) for target in policy.targets] == [(SALES.name, SALES.people), ("", None)]
    assert f"For the group {SALES.name} (" in read(view)


async def test_the_button_shows_what_the_command_shows(office, intune):
    shown = await office.clicks(BOB, Verb.OFFICE)
    assert shown.catalog == (await office.asks(BOB, "linkedin office status")).catalog


@pytest.mark.parametrize("error", [NotPermittedError(FORBIDDEN), UnreachableError(FORBIDDEN)])
async def test_where_intune_says_nothing_the_reason_is_shown_and_the_rest_works(office, intune, directory, error):
    intune.broken = error
    view = await office.asks(ALICE, "linkedin office status")
    assert (view.catalog, view.why, view.everyone) == (None, FORBIDDEN, await directory.count_everyone())
    assert FORBIDDEN in read(view)
    assert "goes on working" in read(view)
    assert not isinstance(await office.asks(ALICE, "linkedin status"), SaidView)


async def test_what_is_not_counted_is_not_said(office, intune, directory, monkeypatch):
    async def fail():
        raise UnreachableError("Microsoft Graph did not answer.")

    monkeypatch.setattr(directory, "count_everyone", fail)
    view = await office.asks(ALICE, "linkedin office status")
    assert view.everyone is None
    assert view.catalog.policies


async def test_only_those_who_ask_or_decide_see_the_policies(office, intune, directory):
    directory.add_person(MALLORY)
    refused = await office.asks(MALLORY, "linkedin office status")
    assert isinstance(refused, SaidView)
    assert refused.mood is Mood.REFUSED
    assert isinstance(await office.asks(CAROL, "linkedin office status"), OfficeView)


async def test_names_of_groups_are_not_shown_to_a_whole_room(office, intune, notices):
    ask = Ask(text="linkedin office status", caller=replace(met(ALICE), place=ROOM), origin="room")
    answered = await office.desk.ask(ask)
    assert "is in your private chat" in flatten(answered.sentence)
    (message,) = notices.shown[f"a:{ALICE.id}"]
    assert isinstance(notices.shown[f"a:{ALICE.id}"][message], OfficeView)
