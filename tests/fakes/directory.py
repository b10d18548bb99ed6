"""The tenant's directory and cloud, in memory: keep the promises of `DirectoryPort` and `CloudPort`."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.cloud import PUBLIC, Cloud
from bot.core.group import Group, fold
from bot.core.impact import Account, Crowd, sort_account
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.ports import NotFoundError, PortError


class FakeDirectory:
    """*people* and *groups* by id; *memberships* are of people only, by group; *admins* are active now.

    *nested* are the people of nested groups, by group; *inner* are groups in a group. *addresses* are the sign-in name
    of each person and then their mail addresses.
    """

    def __init__(self) -> None:
        self.people: dict[UserId, Person] = {}
        self.groups: dict[GroupId, Group] = {}
        self.memberships: dict[GroupId, set[UserId]] = {}
        self.inner: dict[GroupId, list[GroupId]] = {}
        self.addresses: dict[UserId, tuple[str, ...]] = {}
        self.nested: dict[GroupId, set[UserId]] = {}
        self.owning: dict[GroupId, set[UserId]] = {}
        self.admins: set[UserId] = set()
        self.name, self.country = "Contoso", "SE"
        self.scored: datetime | None = None
        self._broken: PortError | None = None
        self._fixed_counts: set[GroupId] = set()

    def add_person(self, person: Person, *addresses: str) -> None:
        self.people[person.id] = person
        self.addresses[person.id] = addresses or self.addresses.get(person.id, ())

    def add_group(
        self,
        group: Group,
        members: Iterable[UserId] = (),
        *,
        nested: Iterable[GroupId] = (),
        has_fixed_counts: bool = False,
    ) -> None:
        """Add a group; its counts follow its members, unless they are fixed as *group* tells them."""
        self.groups[group.id] = group
        self.memberships[group.id] = set(members)
        self.inner[group.id] = [*nested]
        (self._fixed_counts.add if has_fixed_counts else self._fixed_counts.discard)(group.id)

    def remove_group(self, group: GroupId) -> None:
        del self.groups[group], self.memberships[group], self.inner[group]

    def break_with(self, error: PortError) -> None:
        """Answer every question with *error*, until `heal`."""
        self._broken = error

    def heal(self) -> None:
        self._broken = None

    async def person(self, user: UserId) -> Person:
        return self._find_person(user)

    async def is_admin(self, user: UserId) -> bool:
        return self._find_person(user).id in self.admins

    async def groups_of(self, user: UserId, among: Collection[GroupId]) -> frozenset[GroupId]:
        known = self._find_person(user).id
        return frozenset(group for group in among if known in self._find_all(group))

    async def members(self, group: GroupId) -> tuple[Person, ...]:
        known = self._find_group(group).id
        return tuple(self.people[user] for user in sorted(self._find_all(known)))

    async def direct_members(self, group: GroupId) -> frozenset[UserId]:
        return frozenset(self.memberships[self._find_group(group).id])

    async def groups_above(self, group: GroupId) -> frozenset[GroupId]:
        known, above = self._find_group(group).id, set[GroupId]()
        below = {known}
        while below:
            below = {outer for outer, inner in self.inner.items() if below & set(inner)} - above
            above |= below
        return frozenset(above - {known})

    async def direct_groups(self, user: UserId) -> frozenset[GroupId]:
        known = self._find_person(user).id
        return frozenset(group for group, members in self.memberships.items() if known in members)

    async def groups_in(self, group: GroupId) -> tuple[Group, ...]:
        known = self._find_group(group).id
        return tuple(self.groups[one] for one in self.inner[known] if one in self.groups)

    async def people_known_as(self, keys: Collection[str]) -> Mapping[str, Sequence[Person]]:
        self._fail_if_broken()
        found = {key: self._find_known_as(key) for key in keys}
        return {key: people for key, people in found.items() if people}

    async def group(self, group: GroupId) -> Group:
        return self._find_group(group)

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        self._fail_if_broken()
        alike = [self._find_group(group.id) for group in self.groups.values() if fold(group.name) == fold(name)]
        return tuple(sorted(alike, key=lambda group: (group.name != name, group.name, group.id)))[:16]

    async def groups_like(self, text: str, most: int) -> tuple[Group, ...]:
        self._fail_if_broken()
        begin, words = fold(text), re.findall(r"\w+", fold(text))

        def is_like(name: str) -> bool:
            starts = re.findall(r"\w+", fold(name))
            has_words = bool(words) and all(any(start.startswith(word) for start in starts) for word in words)
            return bool(begin) and (fold(name).startswith(begin) or has_words)

        alike = [self._find_group(group.id) for group in self.groups.values() if is_like(group.name)]
        ordered = sorted(alike, key=lambda one: (not fold(one.name).startswith(begin), one.name, one.id))
        return tuple(ordered[:most])

    async def count_everyone(self) -> int:
        self._fail_if_broken()
        return len(self.people)

    async def crowd_of_everyone(self) -> Crowd:
        self._fail_if_broken()
        return _count(self.people.values())

    async def count_crowd(self, group: GroupId) -> Crowd:
        known = self._find_group(group)
        if group in self._fixed_counts and known.people is not None and known.direct is not None:
            return Crowd(people=known.people, nested=known.people - known.direct)
        crowd = _count(map(self._find_person, self._find_all(group)))
        return replace(crowd, nested=crowd.people - len(self.memberships[group]))

    async def accounts(self, group: GroupId) -> dict[UserId, Account]:
        known = self._find_group(group).id
        people = map(self._find_person, sorted(self._find_all(known)))
        return {person.id: _sort(person) for person in people}

    async def owners(self, group: GroupId) -> tuple[Person, ...]:
        known = self._find_group(group).id
        return tuple(self.people[user] for user in sorted(self.owning.get(known, ())))

    async def scored_off(self) -> datetime | None:
        self._fail_if_broken()
        return self.scored

    async def tenant(self) -> tuple[str, str]:
        self._fail_if_broken()
        return self.name, self.country

    def _find_all(self, group: GroupId) -> set[UserId]:
        """Gather who is in a group and in those that are nested in it, however they go round."""
        seen, waiting = {group} & self.groups.keys(), [group]
        while waiting:
            fresh = {one for one in self.inner.get(waiting.pop(), ()) if one in self.groups} - seen
            seen |= fresh
            waiting += fresh
        return {user for one in seen for user in (*self.memberships[one], *self.nested.get(one, ()))}

    def _find_person(self, user: UserId) -> Person:
        self._fail_if_broken()
        if user not in self.people:
            raise NotFoundError("There is no such account.")
        return self.people[user]

    def _find_known_as(self, key: str) -> list[Person]:
        if key in self.people:
            return [self.people[UserId(key)]]
        lowered = {user: [one.lower() for one in known] for user, known in self.addresses.items()}
        named = [self.people[user] for user, known in lowered.items() if known[:1] == [key]]
        return named or [self.people[user] for user, known in lowered.items() if key in known[1:]]

    def _find_group(self, group: GroupId) -> Group:
        self._fail_if_broken()
        if group not in self.groups:
            raise NotFoundError("There is no such group.")
        if group in self._fixed_counts:
            return self.groups[group]
        direct = self.memberships[group]
        return replace(self.groups[group], direct=len(direct), people=len(self._find_all(group)))

    def _fail_if_broken(self) -> None:
        if self._broken:
            raise self._broken


def _sort(person: Person) -> Account:
    return sort_account(is_guest=person.is_guest, is_enabled=person.is_enabled)


def _count(people: Iterable[Person]) -> Crowd:
    kinds = Counter(map(_sort, people))
    return Crowd(people=kinds.total(), guests=kinds[Account.GUEST], disabled=kinds[Account.DISABLED])


class FakeCloud:
    """*where* is the cloud that is told, unless *broken* is set."""

    def __init__(self) -> None:
        self.where = Cloud(instance=PUBLIC, scope="EU")
        self.broken: PortError | None = None

    async def cloud(self) -> Cloud:
        if self.broken:
            raise self.broken
        return self.where
