"""The filler: it fills the group of an approved request from its list, or makes the group, whatever happens meanwhile.

    before the claim   read who is in the group, and look at each person once more
    round              add whom the group lacks -> read the group -> who is seen in it was added
    after a crash      the same: the rows say who was to be added, the group who is in it

So nobody is added twice, and nothing is believed that the group does not show. A row that was accepted and is not
seen when the patience is over is unsure, and said to be.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core import words
from bot.core.change import Change, ChangeId
from bot.core.fill import Creation, Fate, Fill, Item, Tally, judge_account
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.core.throttle import Throttle
from bot.crew import Crew
from bot.pace import Pace
from bot.ports import PortError, Ports, UnexpectedError, UnreachableError
from bot.register import Register

log = logging.getLogger(__name__)

TOO_BUSY = "Microsoft Graph stayed too busy to add this person. Plan it again."
STOPPED = "The filling was stopped before this person was added."
_SLICE = 12_000
"""Rows whose people are looked at at a time: forty batches."""
_HEED = 0.5
"""Seconds until a click on Stop is heeded."""
_MOST_ROUNDS = 5
_OPEN = frozenset({Fate.PENDING, Fate.UNSURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Holds the ports. *stopping* is set when the process is about to end.

    *stopped* holds the requests that somebody has stopped, *throttles* how fast each went when it was interrupted.
    """

    ports: Ports
    register: Register
    pace: Pace
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    stopped: set[ChangeId] = field(default_factory=set)
    throttles: dict[ChangeId, Throttle] = field(default_factory=dict)

    # ---- before the claim -----------------------------------------------------------------------------------------

    async def prepare(self, change: Change) -> Sequence[Item]:
        """Find the rows of those who, as is known before anything is written, do not have to be added any more."""
        fill = change.plan.fill
        if fill is None:
            return ()
        items = await self.ports.store.items(change.id, {Fate.PENDING})
        members, changed = await asyncio.gather(
            self.ports.directory.direct_members(fill.group.id), self._look_at(items)
        )
        seen, _ = await asyncio.to_thread(_part, items, members, Fate.ALREADY)
        return tuple(({item.place: item for item in changed} | {item.place: item for item in seen}).values())

    async def _look_at(self, items: Sequence[Item]) -> list[Item]:
        """Look at people once more, some thousands at a time; return the rows of those who are not to be added."""
        changed: list[Item] = []
        for first in range(0, len(items), _SLICE):
            some = items[first : first + _SLICE]
            found = await self.ports.directory.people_known_as([item.user for item in some])
            changed += await asyncio.to_thread(_judge, some, found)
        return changed

    # ---- the work -------------------------------------------------------------------------------------------------

    async def work(self, change: Change, *, is_prepared: bool) -> GroupId | None:
        """Do to the group what can be done; return the group, or None when the process is about to end.

        *is_prepared*: who is in it was read a moment ago. Raise a PortError when the group cannot be read or made;
        nothing is lost, and it may be tried again.
        """
        if change.plan.creation:
            return await self._create(change.plan.creation)
        fill = change.plan.fill
        if fill is None:
            raise ValueError("this request does nothing to a group")
        watch = asyncio.create_task(self._look_out(change))
        try:
            await self._fill(change, fill, is_prepared=is_prepared)
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
        return None if self.stopping.is_set() else fill.group.id

    async def _create(self, creation: Creation) -> GroupId:
        """Make a group once: one whose making got no answer is found by its nickname."""
        if found := await self.ports.members.find(creation.nickname):
            return found
        try:
            return await self.ports.members.create(creation.name, nickname=creation.nickname)
        except (UnreachableError, UnexpectedError):  # it may have been made all the same
            await self.ports.clock.sleep(self.pace.glance.total_seconds())
            if made := await self.ports.members.find(creation.nickname):
                return made
            raise

    async def _fill(self, change: Change, fill: Fill, *, is_prepared: bool) -> None:
        lacking = await self._list_open(change.id) if is_prepared else await self._settle_open(change.id, fill)
        why = ""
        for _ in range(_MOST_ROUNDS):
            if not lacking or why or self._is_over(change.id):
                break
            why = await self._add(change.id, fill, lacking)
            lacking = await self._settle_open(change.id, fill)
        await self._see_all(change.id, fill)
        if not self.stopping.is_set():
            await self._close(change.id, why or (STOPPED if change.id in self.stopped else TOO_BUSY))

    def _is_over(self, change: ChangeId) -> bool:
        return self.stopping.is_set() or change in self.stopped

    async def _list_open(self, change: ChangeId) -> Sequence[Item]:
        return await self.ports.store.items(change, _OPEN)

    async def _settle_open(self, change: ChangeId, fill: Fill) -> Sequence[Item]:
        """Read the group; who is seen in it was added. Return the rows of those whom it lacks."""
        items = await self._list_open(change)
        if not items:
            return ()
        members = await self.ports.directory.direct_members(fill.group.id)
        seen, rest = await asyncio.to_thread(_part, items, members, Fate.ADDED)
        await self._note(change, seen)
        return rest

    async def _add(self, change: ChangeId, fill: Fill, items: Sequence[Item]) -> str:
        """Add those people; return why nobody can be added, if that is so."""
        crew = Crew(
            ports=self.ports,
            change=change,
            group=fill.group.id,
            items={UserId(item.user): item for item in items},
            is_over=lambda: self._is_over(change),
            throttle=self.throttles.get(change, Throttle()),
        )
        try:
            await crew.work()
        finally:
            self.throttles[change] = crew.throttle
        return crew.hopeless

    async def _see_all(self, change: ChangeId, fill: Fill) -> None:
        """Read the group until it shows everybody who was added, or the patience is over; the rest is unsure."""
        start = self.ports.clock.monotonic()
        while (unseen := await self._list_unseen(change, fill)) and not self.stopping.is_set():
            if self.ports.clock.monotonic() - start >= self.pace.patience.total_seconds():
                await self._note(change, [replace(item, fate=Fate.UNSURE) for item in unseen])
                return
            await self.ports.clock.sleep(self.pace.glance.total_seconds())

    async def _list_unseen(self, change: ChangeId, fill: Fill) -> Sequence[Item]:
        added = await self.ports.store.items(change, {Fate.ADDED})
        if not added:
            return ()
        members = await self.ports.directory.direct_members(fill.group.id)
        _, unseen = await asyncio.to_thread(_part, added, members, Fate.ADDED)
        return unseen

    async def _close(self, change: ChangeId, why: str) -> None:
        """Give what was not sent its fate: nothing stays open behind a request that has ended."""
        pending = await self.ports.store.items(change, {Fate.PENDING})
        await self._note(change, [replace(item, fate=Fate.FAILED, why=why) for item in pending])

    async def look_again(self, change: Change) -> Tally:
        """Look whether what was unsure is seen in the group by now; return how the rows stand."""
        if change.plan.fill:
            await self._settle_open(change.id, change.plan.fill)
        return await self.ports.store.tally(change.id)

    async def _note(self, change: ChangeId, items: Sequence[Item]) -> None:
        if items:
            await self.ports.store.note_items(change, items)

    # ---- meanwhile ------------------------------------------------------------------------------------------------

    async def _look_out(self, change: Change) -> None:
        """Look whether somebody has stopped it, and have the cards drawn anew now and then."""
        drawn = self.ports.clock.monotonic()
        while True:
            try:
                kept = await self.ports.store.change(change.id)
                if kept and kept.attempt and kept.attempt.stopped:
                    self.stopped.add(change.id)
                if self.ports.clock.monotonic() - drawn >= self.pace.progress.total_seconds():
                    drawn = self.ports.clock.monotonic()
                    await self.register.refresh(change)
            except PortError as error:
                log.warning("%s: its progress is not shown: %s", words.name_request(change.number), error)
            await self.ports.clock.sleep(_HEED)


def _judge(items: Sequence[Item], found: Mapping[str, Sequence[Person]]) -> list[Item]:
    """Return the rows of those who are not to be added any more."""
    fates = {user: judge_account(people[0]) for user, people in found.items()}
    judged = ((item, fates.get(item.user, Fate.NOT_FOUND)) for item in items)
    return [replace(item, fate=fate) for item, fate in judged if fate is not Fate.PENDING]


def _part(items: Sequence[Item], members: Collection[str], fate: Fate) -> tuple[list[Item], list[Item]]:
    """Part the rows of those who are *members*, who get *fate*, from the others. A hundred thousand take a while."""
    seen = [replace(item, fate=fate, why="") for item in items if item.user in members]
    return seen, [item for item in items if item.user not in members]
