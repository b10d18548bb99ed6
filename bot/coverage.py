"""Whether a person is covered by the setting, and what a pending request would change. It reads, and keeps nothing."""

import asyncio
from dataclasses import dataclass

from bot.core import answers
from bot.core.change import Change
from bot.core.cover import Cover, Foresight, foresee, rank
from bot.core.fill import Fate
from bot.core.group import Group, judge_fitness
from bot.core.policy import Person, Right, UserId
from bot.core.setting import Mode, Setting
from bot.core.view import CheckView, SaidView, View
from bot.facts import read_group, read_rule, read_setting
from bot.guard import Guard
from bot.paths import Trace, trace
from bot.ports import Ports

_MOST_SUGGESTED = 5
_MYSELF = "me"
_PLAIN: dict[Mode, Cover] = {
    Mode.EVERYONE: Cover.EVERYONE,
    Mode.NOBODY: Cover.NOBODY,
    Mode.UNTOLD: Cover.UNKNOWN,
}
"""How the setting covers a person, where it is on for no group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Holds the ports that are read from, and the guard."""

    ports: Ports
    guard: Guard

    async def check(self, user: UserId, typed: str) -> View:
        """Show whether a person is covered: about themselves to everybody, about others to those who may look.

        Whoever may not look is not told either whether there is such a person.
        """
        admitted = await self.guard.admit(user, Right.SEE)
        if isinstance(admitted, SaidView):
            return admitted
        people = [admitted.person] if typed.lower() == _MYSELF else await self._find_people(typed)
        is_own = [person.id for person in people] == [user]
        if not is_own:
            allowed = await self.guard.admit(user, Right.LOOK)
            if isinstance(allowed, SaidView):
                return allowed
        match people:
            case []:
                return SaidView(sentence=answers.find_nobody(typed))
            case [person]:
                return await self._check(person, is_own=is_own)
            case _:
                ids = tuple(f"linkedin check {person.id}" for person in people[:_MOST_SUGGESTED])
                return SaidView(sentence=answers.name_accounts(typed, people), suggestions=ids)

    async def _find_people(self, typed: str) -> list[Person]:
        key = typed.strip("<> ").lower().removeprefix("mailto:")
        return list((await self.ports.directory.people_known_as([key])).get(key, ()))

    async def _check(self, person: Person, *, is_own: bool) -> CheckView:
        reading, pending, (rule, why_office) = await asyncio.gather(
            read_setting(self.ports), self.ports.store.holding(), read_rule(self.ports, person.id)
        )
        group = await read_group(self.ports.directory, reading.setting)
        found = await trace(self.ports.directory, person.id, group) if group else None
        cover = _tell_cover(reading.setting, group, found)
        return CheckView(
            person=person,
            reading=reading,
            group=group,
            cover=cover,
            path=found.paths[0] if found and found.paths else (),
            paths=len(found.paths) if found else 0,
            pending=await self._foresee(pending, person, cover, reading.setting) if pending else None,
            rule=rule,
            why_office=why_office,
            is_own=is_own,
        )

    async def _foresee(self, change: Change, person: Person, now: Cover, setting: Setting | None) -> Foresight:
        """Say what *change* makes of *now*, how the person is covered by *setting*."""
        plan = change.plan
        joins = plan.fill.group if plan.fill and await self._is_to_be_added(change, person) else None
        wanted = plan.after if plan.sets else setting
        group = await read_group(self.ports.directory, wanted)
        found = await trace(self.ports.directory, person.id, group) if group else None
        after = _tell_cover(wanted, group, found, joins=joins)
        return Foresight(number=change.number, state=change.state, outlook=foresee(now, after), after=after)

    async def _is_to_be_added(self, change: Change, person: Person) -> bool:
        items = await self.ports.store.items(change.id, among={Fate.PENDING})
        return any(item.user == person.id for item in items)


def _tell_cover(
    setting: Setting | None, group: Group | None, found: Trace | None, *, joins: Group | None = None
) -> Cover:
    """Say how *setting* covers a person who belongs to its *group* as *found*, and comes into *joins* besides."""
    if setting is None:
        return Cover.UNKNOWN
    if setting.mode is not Mode.GROUP:
        return _PLAIN[setting.mode]
    if group is None or found is None or judge_fitness(group):
        return Cover.UNKNOWN
    is_direct = group.id in found.direct or (joins is not None and joins.id == group.id)
    return rank(is_direct=is_direct, is_inside=found.is_inside or (joins is not None and joins.id in found.inside))
