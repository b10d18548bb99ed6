"""A group to be filled from a list, or to be made: who is meant by each row, and what becomes of it.

    rows of a list -> who is meant -> already in? guest? disabled? -> to be added -> added | failed | unsure

Every row keeps its place, and ends with a fate; none is ever left out.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.core.group import Group, Kind
from bot.core.listing import Row
from bot.core.policy import Person, UserId
from bot.core.roster import Roster

BIND = 20
"""People whom one request can add (learn.microsoft.com, "Add members", `members@odata.bind`)."""


class Fate(StrEnum):
    """What became of a row, or will."""

    PENDING = "pending"  # to be added
    ADDED = "added"
    ALREADY = "already"  # was in the group before
    TWICE = "twice"  # the same account as in an earlier row
    NOT_FOUND = "not-found"
    GUEST = "guest"
    DISABLED = "disabled"
    FAILED = "failed"
    UNSURE = "unsure"  # accepted, and not seen in the group


LOST = frozenset({Fate.NOT_FOUND, Fate.FAILED, Fate.UNSURE})
"""What somebody has to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of a list: the one at *place*, which stands in *line* of it; *why* says why it failed."""

    place: int
    line: int
    typed: str
    user: str = ""
    fate: Fate = Fate.PENDING
    why: str = ""


Tally = Mapping[Fate, int]
"""How many rows have each fate; those that no row has may be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What a request adds to *group*, by the list *source*.

    *tally* is how its rows stood when it was planned, *digest* tells this list and its people from any other.
    *fresh* of those to be added are not covered by the group yet, not even through a nested one; *after* is who is in
    the group once all are added.
    """

    group: Group
    source: str
    digest: str
    tally: Tally = field(default_factory=dict)
    fresh: int = 0
    after: Roster | None = None

    @property
    def wanted(self) -> int:
        """How many people are to be added."""
        return self.tally.get(Fate.PENDING, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """A security group to be made. *nickname* is its mail nickname, by which it is found again after a lost answer."""

    name: str
    nickname: str


class Answer(StrEnum):
    """What the tenant said to adding some people, who are added all together or not at all."""

    ADDED = "added"
    ALREADY = "already"  # at least one is in it
    NOT_FOUND = "not-found"  # at least one is gone
    REFUSED = "refused"  # proved not to have been done
    HOPELESS = "hopeless"  # nobody can be added to this group
    BUSY = "busy"  # not done, and may be tried again
    UNSURE = "unsure"  # no answer, or one that proves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The answer for *users*. *wait* is how long to leave the tenant alone, in seconds; *sentence* says why not."""

    users: tuple[UserId, ...]
    answer: Answer
    wait: float | None = None
    sentence: str = ""


class Unfillable(StrEnum):
    """Why nobody can be added to a group."""

    DYNAMIC = "no-fill-dynamic"
    SYNCED = "no-fill-synced"
    ROLE_ASSIGNABLE = "no-fill-role-assignable"
    MICROSOFT_365 = "no-fill-microsoft-365"
    MAIL_SECURITY = "no-fill-mail-security"
    DISTRIBUTION = "no-fill-distribution"
    UNREADABLE = "no-fill-unreadable"  # who is in it may not be read
    OURS = "no-fill-ours"  # it decides, itself or through another one, who may do what in Linkgate


_KINDS: Mapping[Kind, Unfillable | None] = {
    Kind.SECURITY: None,
    Kind.MICROSOFT_365: Unfillable.MICROSOFT_365,
    Kind.MAIL_SECURITY: Unfillable.MAIL_SECURITY,
    Kind.DISTRIBUTION: Unfillable.DISTRIBUTION,
}


def judge_fillable(group: Group) -> Unfillable | None:
    """Say why *group* cannot be filled: only a plain security group that is kept in the cloud can."""
    if group.is_dynamic:
        return Unfillable.DYNAMIC
    if group.is_synced:
        return Unfillable.SYNCED
    if group.is_role_assignable:
        return Unfillable.ROLE_ASSIGNABLE
    if group.people is None:
        return _KINDS[group.kind] or Unfillable.UNREADABLE
    return _KINDS[group.kind]


GONE = "The group was deleted while it was filled."
NO_KEY = "No address and no object id stands in this row."
AMBIGUOUS = "Several accounts have this address. Write the object id of the one that is meant."


def list_items(
    rows: Iterable[Row],
    found: Mapping[str, Sequence[Person]],
    members: Collection[str] = (),
    *,
    before: Sequence[Item] = (),
) -> Iterator[Item]:
    """Say of each row who is meant and what is to be done, in the order of the list.

    *found* are the accounts by key, *members* the object ids of those who are in the group. A long list may come in
    parts: *before* is what was said of its rows up to here.
    """
    seen = {item.user for item in before}
    for place, row in enumerate(rows, start=len(before)):
        people = found.get(row.key, ()) if row.key else ()
        fate, why = _judge_row(row.key, people)
        user = people[0].id if len(people) == 1 else UserId("")
        if user and user in seen:
            fate = Fate.TWICE
        elif user and user in members:
            fate = Fate.ALREADY
        seen.add(user)
        yield Item(place=place, line=row.line, typed=row.typed, user=user, fate=fate, why=why)


def mark_members(items: Iterable[Item], members: Collection[str]) -> Iterator[Item]:
    """Say of each row the same but that whoever is among *members* is in the group already."""
    for item in items:
        is_in = bool(item.user) and item.user in members and item.fate is not Fate.TWICE
        yield replace(item, fate=Fate.ALREADY, why="") if is_in else item


def _judge_row(key: str, people: Sequence[Person]) -> tuple[Fate, str]:
    if not key:
        return Fate.FAILED, NO_KEY
    if len(people) > 1:
        return Fate.FAILED, AMBIGUOUS
    return (judge_account(people[0]) if people else Fate.NOT_FOUND), ""


def judge_account(person: Person) -> Fate:
    """Say whether an account is to be added: neither guests nor disabled accounts can connect LinkedIn usefully."""
    if person.is_guest:
        return Fate.GUEST
    return Fate.PENDING if person.is_enabled else Fate.DISABLED


def count_fates(items: Iterable[Item]) -> Tally:
    return Counter(item.fate for item in items)


def take_digest(group: Group, items: Iterable[Item]) -> str:
    """Tell a list and whom it was found to mean from any other, for one group."""
    digest = hashlib.sha256(group.id.encode())
    for item in items:
        digest.update(json.dumps([item.line, item.typed, item.user, item.fate]).encode())
    return digest.hexdigest()


def count_missed(fill: Fill, tally: Tally) -> int:
    """Count those who were to be added and, as far as is known, are not in the group."""
    came_otherwise = tally.get(Fate.ALREADY, 0) - fill.tally.get(Fate.ALREADY, 0)
    return fill.wanted - tally.get(Fate.ADDED, 0) - came_otherwise
