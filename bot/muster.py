"""The muster: from a list of people to whom of them a group lacks.

    attached file | pasted list | the rows of an older request -> rows -> accounts -> items, each with its fate

It reads only. What takes a while for a hundred thousand rows is done beside the event loop.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core import words
from bot.core.change import Change
from bot.core.cloud import Cloud
from bot.core.command import Move
from bot.core.fill import Creation, Fate, Fill, Item, count_fates, list_items, mark_members, take_digest
from bot.core.flaw import Misread, explain_misread
from bot.core.group import Group
from bot.core.impact import NONE, UNCOUNTED, Crowd, Impact, Members, count_fill, count_fill_and_set
from bot.core.key import read_key
from bot.core.listing import Listing, Row, read_file
from bot.core.pasted import read_pasted
from bot.core.place import Place, PlaceKind
from bot.core.plan import NoPlan, Plan, assume_setting, make_task
from bot.core.policy import Person, UserId
from bot.core.roster import Roster, list_roster
from bot.core.setting import Mode, Reading, Setting
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.view import SaidView
from bot.facts import read_group, read_members, see_through
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
    """Whom a list means: its items and the people to be *added*; *members* are in the group already."""

    fill: Fill
    items: tuple[Item, ...]
    roster: Roster
    members: Members
    added: frozenset[UserId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """How the tenant stands. *selected* is the group of the setting; None: none, or one that is gone."""

    reading: Reading
    cloud: Cloud
    selected: Group | None
    everyone: Crowd

    @property
    def before(self) -> Setting:
        return assume_setting(self.reading) or Setting(Mode.UNTOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Muster:
    """Holds the ports. The people of so many rows as *at_once* are looked for at a time: in twenty batches."""

    ports: Ports
    at_once: int = 6_000

    async def read_list(self, command: Move, files: Sequence[File], place: Place) -> Roll | SaidView:
        """Read the one list that came with a command from *place*, or say why there is none."""
        if len(files) + bool(command.people) > 1:
            return SaidView(sentence=(ListPhrase.TWO_LISTS,))
        if not files and not command.people:
            is_alone = place.kind is PlaceKind.PERSONAL
            return SaidView(sentence=(ListPhrase.NO_LIST if is_alone else Phrase.NO_LIST_IN_ROOM,))
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
        items, members = await asyncio.gather(self._find(roll), read_members(self.ports.directory, group))
        return await asyncio.to_thread(_sum_up, roll, group, items, members)

    async def _find(self, roll: Roll) -> tuple[Item, ...]:
        """Find whom each row means, some thousands at a time: more people than that are never held at once."""
        items: tuple[Item, ...] = ()
        for first in range(0, len(roll.rows), self.at_once):
            rows = roll.rows[first : first + self.at_once]
            found = await self.ports.directory.people_known_as({row.key for row in rows if row.key})
            items += await asyncio.to_thread(_judge, rows, found, items)
        return items

    async def plan(self, mustered: Mustered, *, selects: bool, most_inline: int) -> Plan | NoPlan:
        """Plan to fill the group, and with *selects* to select it then, if it is not selected already.

        Two groups that have more than *most_inline* people together are compared later, in the background.
        """
        fill, wanted = mustered.fill, Setting(Mode.GROUP, mustered.fill.group.id)
        scene = await self._read_scene()
        before = see_through(scene.before, scene.selected)
        is_change = selects and scene.reading.setting not in {None, wanted}
        old = await self._read_old(scene, mustered, most_inline) if is_change else None
        count = partial(count_fill_and_set, old=old) if is_change else count_fill
        impact = await asyncio.to_thread(
            count, before, fill.group.id, mustered.added, members=mustered.members, everyone=scene.everyone
        )
        return make_task(
            scene.reading,
            scene.cloud,
            wanted=wanted if is_change else None,
            selected=scene.selected,
            everyone=scene.everyone.people,
            impact=UNCOUNTED if scene.before.mode is Mode.UNTOLD else impact,
            task=fill,
            roster=mustered.roster,
        )

    async def plan_creation(self, creation: Creation) -> Plan | NoPlan:
        """Plan to make a group; nobody gains or loses anything by it."""
        scene = await self._read_scene()
        everyone = scene.everyone.people
        return make_task(
            scene.reading,
            scene.cloud,
            selected=scene.selected,
            everyone=everyone,
            impact=Impact(gain=NONE, lose=NONE, unchanged=everyone),
            task=creation,
        )

    async def _read_scene(self) -> Scene:
        reading, cloud, everyone = await asyncio.gather(
            self.ports.setting.read(), self.ports.cloud.cloud(), self.ports.directory.crowd_of_everyone()
        )
        selected = await read_group(self.ports.directory, reading.setting)
        return Scene(reading=reading, cloud=cloud, selected=selected, everyone=everyone)

    async def _read_old(self, scene: Scene, mustered: Mustered, most_inline: int) -> Members | None:
        """Read who is in the group that is selected now; None where that takes too long, or there is none to read."""
        group = scene.selected
        if group is None or group.people is None:
            return None
        if group.people + len(mustered.members.accounts) > most_inline:
            return None
        return await read_members(self.ports.directory, group)


def _take(listing: Listing | Misread, source: str) -> Roll | SaidView:
    if isinstance(listing, Misread):
        return SaidView(sentence=explain_misread(listing))
    return Roll(rows=listing.rows, source=source)


def _judge(rows: Sequence[Row], found: Mapping[str, Sequence[Person]], before: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(list_items(rows, found, before=before))


def _sum_up(roll: Roll, group: Group, found: Sequence[Item], members: Members) -> Mustered:
    items = tuple(mark_members(found, members.direct))
    added = frozenset(UserId(item.user) for item in items if item.fate is Fate.PENDING)
    covered = members.accounts.keys()
    fill = Fill(
        group=group,
        source=roll.source,
        digest=take_digest(group, items),
        tally=count_fates(items),
        fresh=len(added - covered),
        after=list_roster(covered | added),
    )
    return Mustered(fill=fill, items=items, roster=list_roster(covered), members=members, added=added)
