"""A place in Teams where people and Linkgate talk."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A conversation of Teams, and the connector that serves it; in a channel, one thread."""

    kind: PlaceKind
    service_url: str
    conversation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A channel in which Linkgate is installed: *team* is the id of its team. Names are empty where Teams told none."""

    service_url: str
    conversation: str
    team: str = ""
    team_name: str = ""
    name: str = ""


def sort_rooms(rooms: Iterable[Room]) -> tuple[Room, ...]:
    """Sort channels as people look for them: by the names of their teams and their own."""
    return tuple(sorted(rooms, key=lambda room: (room.team_name.casefold(), room.name.casefold(), room.conversation)))
