"""Whether the setting covers somebody: now, and once a pending request is applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.change import State


class Cover(StrEnum):
    """How the setting covers a person, or does not."""

    EVERYONE = "everyone"
    DIRECT = "direct"  # in the selected group itself
    NESTED = "nested"  # only through nested groups, of which nobody has said whether they count
    OUTSIDE = "outside"  # the setting is on for a group, and the person is not in it
    NOBODY = "nobody"  # it is off for everyone
    UNKNOWN = "unknown"


_COVERS: Mapping[Cover, bool | None] = {
    Cover.EVERYONE: True,
    Cover.DIRECT: True,
    Cover.NESTED: True,
    Cover.OUTSIDE: False,
    Cover.NOBODY: False,
    Cover.UNKNOWN: None,
}


class Outlook(StrEnum):
    """What a request would change for a person."""

    GAIN = "gain"
    LOSE = "lose"
    STAY_IN = "stay-in"
    STAY_OUT = "stay-out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What request *number*, now in *state*, would change; *after* is how the person is covered then."""

    number: int
    state: State
    outlook: Outlook
    after: Cover


def is_covered(cover: Cover) -> bool | None:
    """Tell whether a person is covered, as far as anybody can tell; None where nobody can."""
    return _COVERS[cover]


def foresee(now: Cover, after: Cover) -> Outlook:
    match is_covered(now), is_covered(after):
        case (False, True):
            return Outlook.GAIN
        case (True, False):
            return Outlook.LOSE
        case (True, True):
            return Outlook.STAY_IN
        case (False, False):
            return Outlook.STAY_OUT
        case _:
            return Outlook.UNKNOWN


def rank(*, is_direct: bool, is_inside: bool) -> Cover:
    """Say how a selected group covers a person who is in it, or is not."""
    if is_direct:
        return Cover.DIRECT
    return Cover.NESTED if is_inside else Cover.OUTSIDE
