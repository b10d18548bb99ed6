"""Who is in a group, as far as an approval depends on it: a count, and marks by which people who come and go are found.

A mark is the beginning of a digest of an object id, so a roster names nobody. Larger groups are compared by their
count alone: a thousand marks are what a request can carry.
"""

import hashlib
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

MOST_MARKED = 1_000
_MARK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """*people* counts nested members too, each once. *marks* are empty where the group is too large for them."""

    people: int
    marks: tuple[str, ...] = ()


def list_roster(members: Collection[str]) -> Roster:
    """Make the roster of a group whose *members* are known by object id."""
    people = members if isinstance(members, AbstractSet) else set(members)
    if len(people) > MOST_MARKED:
        return Roster(people=len(people))
    marks = sorted(hashlib.sha256(member.lower().encode()).hexdigest()[:_MARK] for member in people)
    return Roster(people=len(people), marks=tuple(marks))


def measure_drift(planned: Roster, found: Roster) -> int:
    """Count who came and who left; of a large group only by how many it has grown or shrunk."""
    if len(planned.marks) == planned.people and len(found.marks) == found.people:
        return len(set(planned.marks) ^ set(found.marks))
    return abs(planned.people - found.people)


def allow_drift(roster: Roster, *, percent: int, people: int) -> int:
    """Say how many may come or go before the approval no longer counts."""
    return max(people, roster.people * percent // 100)
