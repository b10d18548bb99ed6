"""The filler: it fills the group of an approved request from its list, or makes the group, whatever happens meanwhile.

    before the claim   read who is in the group
    round              look at some thousand people -> add them -> the next ones; read the group -> who is seen in it
                       was added
    after a crash      the same: the rows say who was to be added, the group who is in it

So nobody is added twice, and nothing is believed that the group does not show. A row that was accepted and is not
seen when the patience is over is unsure, and said to be.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core import words
from bot.core.change import Change, ChangeId
from bot.core.fill import Creation, Fate, Fill, Item, Tally, judge_account
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.core.throttle import Throttle
from bot.crew import Crew
from bot.pace import Pace
from bot.ports import NotPermittedError, PortError, Ports, UnexpectedError, UnreachableError
from bot.register import Register

log = logging.getLogger(__name__)

TOO_BUSY = "Microsoft Graph stayed too busy to add this person. Plan it again."
STOPPED = "The filling was stopped before this person was added."
_HEED = 0.5
"""Seconds until a click on Stop is heeded."""
_MOST_ROUNDS = 5
_OPEN = frozenset({Fate.PENDING, Fate.UNSURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Holds the ports. *stopping* is set when the process is about to end.

    *stopped* holds the requests that somebody has stopped, *throttles* how fast each went when it was interrupted.
    So many rows as *at_once* are worked on at a time; their people are looked at in twenty batches.
    """

    ports: Ports
    register: Register
    pace: Pace
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    stopped: set[ChangeId] = field(default_factory=set)
    throttles: dict[ChangeId, Throttle] = field(default_factory=dict)
    at_once: int = 6_000

    # ---- before the claim -----------------------------------------------------------------------------------------

    async def prepare(self, change: Change) -> Sequence[Item]:
        """Find the rows of those who, as is known before anything is written, are in the group by now."""
        fill = change.plan.fill
        members = await self.ports.directory.direct_members(fill.group.id) if fill else ()
        seen: list[Item] = []
        if members:
            async for items in self._parts(change.id, {Fate.PENDING}):
                seen += (await asyncio.to_thread(_part, items, members, Fate.ALREADY))[0]
        return seen

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
        if not is_prepared:
            await self._settle_open(change.id, fill)
        why = ""
        for _ in range(_MOST_ROUNDS):
            if why or self._is_over(change.id) or not await self._has_any(change.id, _OPEN):
                break
            why = await self._add_all(change.id, fill)
            await self._settle_open(change.id, fill)
        await self._see_all(change.id, fill)
        if not self.stopping.is_set():
            await self._close(change.id, why or (STOPPED if change.id in self.stopped else TOO_BUSY))

    def _is_over(self, change: ChangeId) -> bool:
        return self.stopping.is_set() or change in self.stopped

    async def _has_any(self, change: ChangeId, among: Collection[Fate]) -> bool:
        tally = await self.ports.store.tally(change)
        return any(tally.get(fate, 0) for fate in among)

    async def _parts(self, change: ChangeId, among: Collection[Fate]) -> AsyncIterator[Sequence[Item]]:
        """List the rows with those fates some thousands at a time, so that nobody has to hold them all."""
        last = -1
        while items := await self.ports.store.items(change, among, most=self.at_once, after=last):
            last = items[-1].place
            yield items

    async def _settle_open(self, change: ChangeId, fill: Fill) -> None:
        """Read the group if anybody may still have to be added; who is seen in it was added."""
        if not await self._has_any(change, _OPEN):
            return
        members = await self.ports.directory.direct_members(fill.group.id)
        async for items in self._parts(change, _OPEN):
            seen, _ = await asyncio.to_thread(_part, items, members, Fate.ADDED)
            await self._note(change, seen)

    async def _add_all(self, change: ChangeId, fill: Fill) -> str:
        """Add whoever is open, part by part; return why nobody can be added, if that is so."""
        async for items in self._parts(change, _OPEN):
            try:
                able = await self._look_at(change, items)
            except NotPermittedError as error:
                return str(error)
            crew = await self._add(change, fill, able)
            if crew.hopeless or crew.waiting or self._is_over(change):
                return crew.hopeless
        return ""

    async def _look_at(self, change: ChangeId, items: Sequence[Item]) -> Sequence[Item]:
        """Look at people once more, just before they are added; return the rows of those who still are to be."""
        try:
            found = await self.ports.directory.people_known_as([item.user for item in items])
        except UnexpectedError as error:  # nothing hangs on an odd answer: it is asked again
            raise UnreachableError(str(error), code=error.code, request_id=error.request_id) from error
        able, others = await asyncio.to_thread(_judge, items, found)
        await self._note(change, others)
        return able

    async def _add(self, change: ChangeId, fill: Fill, items: Sequence[Item]) -> Crew:
        """Have a crew add those people."""
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
        return crew

    async def _see_all(self, change: ChangeId, fill: Fill) -> None:
        """Read the group until it shows everybody who was added, or the patience is over; the rest is unsure."""
        start = self.ports.clock.monotonic()
        while (unseen := await self._list_unseen(change, fill)) and not self.stopping.is_set():
            if self.ports.clock.monotonic() - start >= self.pace.patience.total_seconds():
                await self._note(change, [replace(item, fate=Fate.UNSURE) for item in unseen])
                return
            await self.ports.clock.sleep(self.pace.glance.total_seconds())

    async def _list_unseen(self, change: ChangeId, fill: Fill) -> Sequence[Item]:
        if not await self._has_any(change, {Fate.ADDED}):
            return ()
        members, unseen = await self.ports.directory.direct_members(fill.group.id), list[Item]()
        async for items in self._parts(change, {Fate.ADDED}):
            unseen += (await asyncio.to_thread(_part, items, members, Fate.ADDED))[1]
        return unseen

    async def _close(self, change: ChangeId, why: str) -> None:
        """Give what was not sent its fate: nothing stays open behind a request that has ended."""
        async for items in self._parts(change, {Fate.PENDING}):
            await self._note(change, [replace(item, fate=Fate.FAILED, why=why) for item in items])

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


def _judge(items: Sequence[Item], found: Mapping[str, Sequence[Person]]) -> tuple[list[Item], list[Item]]:
    """Part the rows of those who are to be added from those of the others, who get the fate that it is now.

    Who may have been added already stays unsure, and is not added again.
    """
    fates = {user: judge_account(people[0]) for user, people in found.items()}
    judged = [(item, fates.get(item.user, Fate.NOT_FOUND)) for item in items]
    able = [item for item, fate in judged if fate is Fate.PENDING]
    others = [(item, fate) for item, fate in judged if fate is not Fate.PENDING and item.fate is Fate.PENDING]
    return able, [replace(item, fate=fate) for item, fate in others]


def _part(items: Sequence[Item], members: Collection[str], fate: Fate) -> tuple[list[Item], list[Item]]:
    """Part the rows of those who are *members*, who get *fate*, from the others. A hundred thousand take a while."""
    seen = [replace(item, fate=fate, why="") for item in items if item.user in members]
    return seen, [item for item in items if item.user not in members]
