"""Which channel an activity is about, and whether Linkgate came there or went: as Teams writes it, and as it does not.

The shapes are those of learn.microsoft.com, "Conversation events in your Teams bot".
"""

import pytest

from bot.core.place import Room
from bot.edges.teams.activity import read_arrival, read_departure, read_room

US, TEAM, CHANNEL = "28:linkgate", "19:team@thread.tacv2", "19:channel@thread.tacv2"
ROOM = Room(service_url="https://s/", conversation=CHANNEL, team=TEAM, team_name="IT", name="Identity")


def activity(kind="message", *, place=CHANNEL, where="channel", data=None, **more):
    told = {"team": {"id": TEAM, "name": "IT"}, "channel": {"id": CHANNEL, "name": "Identity"}}
    return {
        "type": kind,
        "serviceUrl": "https://s/",
        "recipient": {"id": US},
        "conversation": {"id": place, "conversationType": where},
        "channelData": told if data is None else data,
        **more,
    }


def test_a_thread_is_in_its_channel():
    assert read_room(activity()) == read_room(activity(place=f"{CHANNEL};messageid=17")) == ROOM


def test_the_first_channel_of_a_team_has_no_name_of_its_own():
    told = {"team": {"id": TEAM, "name": "IT"}, "channel": {"id": TEAM, "name": None}}
    room = read_room(activity(place=TEAM, data=told))
    assert (room.conversation, room.team, room.team_name, room.name) == (TEAM, TEAM, "IT", "")


@pytest.mark.parametrize("where", ["personal", "groupChat", "", None, ["channel"]])
def test_elsewhere_is_no_channel(where):
    assert read_room(activity(where=where)) is None
    assert read_arrival(activity("installationUpdate", where=where, action="add")) is None
    assert read_departure(activity("installationUpdate", where=where, action="remove")) == ""


@pytest.mark.parametrize("data", [{}, [], "x", {"team": [], "channel": "x"}, {"team": {"id": 5, "name": ["x"]}}])
def test_what_teams_does_not_tell_is_left_open(data):
    assert read_room(activity(data=data)) == Room(service_url="https://s/", conversation=CHANNEL)


@pytest.mark.parametrize("place", ["", None, 5, "x" * 10_000])
def test_a_place_without_an_id_is_no_channel(place):
    assert read_room(activity(place=place)) is None


def test_names_that_no_team_has_are_left_out():
    room = read_room(activity(data={"team": {"id": TEAM, "name": "x" * 257}, "channel": {"name": ""}}))
    assert (room.team_name, room.name) == ("", "")


@pytest.mark.parametrize("action", ["add", "add-upgrade"])
def test_being_installed_is_an_arrival(action):
    assert read_arrival(activity("installationUpdate", action=action)) == ROOM
    assert read_departure(activity("installationUpdate", action=action)) == ""


def test_being_added_as_a_member_is_an_arrival_and_somebody_else_is_none():
    assert read_arrival(activity("conversationUpdate", membersAdded=[{"id": "29:x"}, {"id": US}])) == ROOM
    for members in ([{"id": "29:x"}], [], None, [US], [{"id": None}], {"id": US}):
        assert read_arrival(activity("conversationUpdate", membersAdded=members)) is None
    nobody = activity("conversationUpdate", membersAdded=[{}], recipient={})
    assert read_arrival(nobody) is None


@pytest.mark.parametrize("action", ["remove", "remove-upgrade"])
def test_being_uninstalled_is_a_departure_from_the_whole_team(action):
    assert read_departure(activity("installationUpdate", action=action)) == TEAM
    assert read_departure(activity("installationUpdate", action=action, data={})) == CHANNEL
    assert read_arrival(activity("installationUpdate", action=action)) is None


def test_being_removed_as_a_member_is_one_too():
    assert read_departure(activity("conversationUpdate", membersRemoved=[{"id": US}])) == TEAM
    assert read_departure(activity("conversationUpdate", membersRemoved=[{"id": "29:x"}])) == ""


def test_a_channel_or_a_team_that_is_deleted_is_left():
    told = {"team": {"id": TEAM}, "channel": {"id": CHANNEL}}

    def gone(event, data=told):
        return read_departure(activity("conversationUpdate", place=TEAM, data={**data, "eventType": event}))

    assert gone("channelDeleted") == CHANNEL
    assert gone("teamDeleted") == gone("teamHardDeleted") == TEAM
    assert gone("channelRenamed") == gone("teamArchived") == gone("") == gone("channelDeleted", {}) == ""


def test_a_message_is_neither():
    assert read_arrival(activity()) is None
    assert read_departure(activity()) == ""
