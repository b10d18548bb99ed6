"""The muster: from a list of people to whom of them a group lacks.

    attached file | pasted list | the rows of an older request -> rows -> accounts -> items, each with its fate

It reads only. What takes a while for a hundred thousand rows is done beside the event loop.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core import plan as plans
from bot.core import words
from bot.core.change import Change
from bot.core.command import Move
from bot.core.cloud import Cloud
from bot.core.fill import Creation, Fate, Fill, Item, count_fates, list_items, take_digest
from bot.core.group import Group
from bot.core.key import read_key
from bot.core.listing import Listing, Misread, Row, read_file, read_pasted
from bot.core.place import PlaceKind
from bot.core.plan import Impact, NoPlan, Obstacle, Plan, make_task
from bot.core.policy import Person, UserId
from bot.core.roster import Roster, list_roster
from bot.core.setting import Mode, Reading, Setting
from bot.core.speech.phrases import Phrase
from bot.core.view import SaidView
from bot.facts import read_facts, read_group
from bot.ports import Ports
from bot.turn import Caller, File

MANY = 1_000
"""Rows from which on it takes long enough to say that it was begun."""
PASTED = ""
"""The source of a list that was pasted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The rows of a list, and where they are from: the name of a file, or `PASTED`."""

    rows: tuple[Row, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mustered:
    """Whom a list means: its items and the people to be *added*; who is in the group, itself and at all."""

    fill: Fill
    items: tuple[Item, ...]
    roster: Roster
    direct: frozenset[UserId]
    covered: frozenset[UserId]
    added: frozenset[UserId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Muster:
    """Holds the ports."""

    ports: Ports

    async def read_list(self, command: Move, files: Sequence[File]) -> Roll | SaidView:
        """Read the one list that came with a command, or say why there is none."""
        if bool(command.people) == bool(files):
            return SaidView(sentence=(Phrase.TWO_LISTS if files else Phrase.NO_LIST,))
        if len(files) > 1:
            return SaidView(sentence=(Phrase.TWO_LISTS,))
        if not files:
            return _take(await asyncio.to_thread(read_pasted, command.people), PASTED)
        (file,) = files
        data = await self.ports.files.fetch(file.url)
        return _take(await asyncio.to_thread(read_file, data), file.name)

    async def read_again(self, change: Change) -> Roll:
        """Read the list of a request once more, as it was typed."""
        items = await self.ports.store.items(change.id)
        rows = tuple(Row(line=item.line, typed=item.typed, key=read_key(item.typed)) for item in items)
        return Roll(rows=rows, source=change.plan.fill.source if change.plan.fill else PASTED)

    async def announce(self, roll: Roll, caller: Caller) -> None:
        """Say that a long list is being read, where it takes more than a moment."""
        if len(roll.rows) > MANY and caller.place.kind is PlaceKind.PERSONAL:
            view = SaidView(sentence=words.announce_reading(len(roll.rows)))
            await self.ports.notices.deliver(caller.place, view, message="", locale=caller.locale)

    async def call(self, roll: Roll, group: Group) -> Mustered:
        """Find whom each row means, and who of them the group lacks."""
        keys = {row.key for row in roll.rows if row.key}
        found, direct, covered = await asyncio.gather(
            self.ports.directory.people_known_as(keys),
            self.ports.directory.direct_members(group.id),
            self._read_covered(group),
        )
        return await asyncio.to_thread(_sum_up, roll, group, found, direct, covered | direct)

    async def plan(self, mustered: Mustered, *, selects: bool) -> Plan | NoPlan:
        """Plan to fill the group, and with *selects* to select it then, if it is not selected already."""
        fill, group = mustered.fill, mustered.fill.group
        if selects:
            wanted = Setting(Mode.GROUP, group.id)
            plan = plans.make(await read_facts(self.ports, wanted=wanted, group=group), wanted)
            if not isinstance(plan, Plan):
                return plan if plan is not Obstacle.ALREADY_SO else await self._plan_alone(mustered)
            people = None if plan.after_people is None else plan.after_people + fill.fresh
            return replace(plan, fill=fill, roster=mustered.roster, after_people=people)
        return await self._plan_alone(mustered)

    async def _plan_alone(self, mustered: Mustered) -> Plan | NoPlan:
        reading, cloud, selected = await self._read_setting()
        is_selected = selected is not None and selected.id == mustered.fill.group.id
        impact = Impact(gain=mustered.fill.fresh if is_selected else 0, lose=0, unchanged=None)
        return make_task(reading, cloud, selected=selected, impact=impact, task=mustered.fill, roster=mustered.roster)

    async def plan_creation(self, creation: Creation) -> Plan | NoPlan:
        """Plan to make a group; nobody gains or loses anything by it."""
        reading, cloud, selected = await self._read_setting()
        impact = Impact(gain=0, lose=0, unchanged=None)
        return make_task(reading, cloud, selected=selected, impact=impact, task=creation)

    async def _read_setting(self) -> tuple[Reading, Cloud, Group | None]:
        reading, cloud = await asyncio.gather(self.ports.setting.read(), self.ports.cloud.cloud())
        return reading, cloud, await read_group(self.ports.directory, reading.setting)

    async def _read_covered(self, group: Group) -> frozenset[UserId]:
        """Read who is in a group through nested ones too; where there are none, its own members tell it."""
        if group.direct == group.people:
            return frozenset()
        return frozenset(await self.ports.directory.accounts(group.id))


def _take(listing: Listing | Misread, source: str) -> Roll | SaidView:
    if isinstance(listing, Misread):
        return SaidView(sentence=words.explain_misread(listing))
    return Roll(rows=listing.rows, source=source)


def _sum_up(
    roll: Roll,
    group: Group,
    found: Mapping[str, Sequence[Person]],
    direct: frozenset[UserId],
    covered: frozenset[UserId],
) -> Mustered:
    items = tuple(list_items(roll.rows, found, direct))
    added = frozenset(UserId(item.user) for item in items if item.fate is Fate.PENDING)
    fill = Fill(
        group=group,
        source=roll.source,
        digest=take_digest(group, items),
        tally=count_fates(items),
        fresh=len(added - covered),
        after=list_roster(covered | added),
    )
    return Mustered(fill=fill, items=items, roster=list_roster(covered), direct=direct, covered=covered, added=added)
