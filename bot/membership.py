"""Who is in a group. It reads, and keeps nothing."""

import asyncio
from dataclasses import dataclass, replace

from bot.core import answers
from bot.core import command as commands
from bot.core.group import Group
from bot.core.policy import Right, UserId
from bot.core.setting import Reading
from bot.core.view import Member, MembersView, SaidView, View
from bot.facts import read_group, read_setting
from bot.finder import find_group
from bot.guard import Guard
from bot.ports import Ports

MOST_LISTED = 10_000
"""People of a group who are listed while somebody waits: eleven pages, a few seconds."""
_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Holds the ports that are read from, and the guard."""

    ports: Ports
    guard: Guard

    async def show(self, user: UserId, typed: str) -> View:
        """Show who is in the group that was typed, or in the selected one."""
        admitted = await self.guard.admit(user, Right.LOOK)
        if isinstance(admitted, SaidView):
            return admitted
        reading = await read_setting(self.ports)
        found = find_group(self.ports.directory, typed, _spell) if typed else self._find_selected(reading)
        group = await found
        return group if isinstance(group, SaidView) else await self._show_group(group, reading)

    async def _find_selected(self, reading: Reading) -> Group | SaidView:
        if reading.setting is None:
            return SaidView(sentence=answers.doubt_selection(reading))
        if reading.setting.group is None:
            return SaidView(sentence=answers.select_none(reading.setting), suggestions=("linkedin members ",))
        group = await read_group(self.ports.directory, reading.setting)
        return group or SaidView(sentence=answers.miss_selected(reading.setting.group))

    async def _show_group(self, group: Group, reading: Reading) -> MembersView:
        setting = reading.setting
        view = MembersView(
            group=group,
            is_selected=None if setting is None else setting.group == group.id,
            people=(),
            guests=None,
            disabled=None,
            groups=(),
            nested=None,
            at=self.ports.clock.now(),
        )
        if group.people is None:  # they are hidden
            return view
        directory = self.ports.directory
        crowd, found = await asyncio.gather(directory.count_crowd(group.id), directory.groups_in(group.id))
        nested = sorted(found, key=lambda one: (one.name.casefold(), one.id))
        view = replace(
            view,
            guests=crowd.guests,
            disabled=crowd.disabled,
            groups=tuple(nested[:_MOST_SHOWN]),
            nested=len(nested),
        )
        if group.people > MOST_LISTED:
            return view
        people, direct = await asyncio.gather(directory.members(group.id), directory.direct_members(group.id))
        first = sorted(people, key=lambda one: (one.name.casefold(), one.id))[:_MOST_SHOWN]
        return replace(view, people=tuple(Member(person=one, is_direct=one.id in direct) for one in first))


def _spell(group: str) -> str:
    return f"linkedin members {group}" if commands.is_object_id(group) else commands.spell(commands.Members(group))
