"""The setting "LinkedIn account connections", and what one reading of it says.

A reading is believed only whole: it names our tenant and a value with a known meaning. Everything else
is *unknown*, with the doubt named; unknown is never shown as on or off and never written over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

GroupId = NewType("GroupId", str)
"""An Entra object id of a group, lower case."""


class Mode(StrEnum):
    EVERYONE = "everyone"
    GROUP = "group"
    NOBODY = "nobody"
    UNTOLD = "untold"  # the tenant still has selected people instead of a group, or nothing yet; never written


@dataclass(frozen=True, slots=True)
class Setting:
    """Who may connect a LinkedIn account: everyone, the members of one group, or nobody."""

    mode: Mode
    group: GroupId | None = None

    def __post_init__(self) -> None:
        if (self.mode is Mode.GROUP) != bool(self.group):
            raise ValueError("a group is named exactly when the setting is on for a group")


class Doubt(StrEnum):
    """Why a reading does not tell the setting."""

    LEGACY = "legacy"  # 2 or 3: not provisioned, or selected individual users; which is which is not documented
    MISSING = "missing"  # the field is absent or not a number
    UNDOCUMENTED = "undocumented"  # a number nobody has described
    CONTRADICTION = "contradiction"  # a group without a group id, or a group id where there should be none
    OTHER_TENANT = "other-tenant"  # the answer is about another tenant, or about none
    UNREADABLE = "unreadable"  # no answer that can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the tenant said at one moment.

    *why* says in a sentence why there was no answer at all. *rest* holds a digest of every other property of the
    same answer, by name: a write that changes one of them has done something that nobody approved.
    """

    at: datetime
    setting: Setting | None = None
    doubt: Doubt | None = None
    raw: str = ""
    why: str = ""
    rest: Mapping[str, str] = field(default_factory=dict)


def collateral(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Name the properties whose digests differ, sorted; empty when nothing else changed."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))
