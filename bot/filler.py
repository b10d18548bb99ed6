"""The filler: it fills the group of an approved request from its list, or makes the group, whatever happens meanwhile.

    before the claim   read who is in the group
    round              look at some thousand people -> add them -> the next ones; read the group -> who is seen in it
                       was added
    after a crash      the same: the rows say who was to be added, the group who is in it

So nobody is added twice, and nothing is believed that the group does not show. A row that was accepted and is not
seen when the patience is over is unsure, and said to be. A group that cannot be read is read later; one that is gone
ends it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from bot.core import words
from bot.core.change import Change, ChangeId
from bot.core.fill import GONE, Creation, Fate, Fill, Item, judge_account
from bot.core.policy import Person, UserId
from bot.core.rules import Rules
from bot.core.setting import GroupId
from bot.core.throttle import Throttle
from bot.crew import Crew
from bot.facts import find_objection
from bot.pace import Pace
from bot.ports import NotFoundError, NotPermittedError, PortError, Ports, UnexpectedError, UnreachableError
from bot.register import Register

log = logging.getLogger(__name__)

TOO_BUSY = "Microsoft Graph stayed too busy to add this person. Plan it again."
STOPPED = "The filling was stopped before this person was added."
_HEED = 0.5
"""Seconds between two looks for a click on Stop."""
_MOST_ROUNDS = 5
"""Rounds that change nothing, one after the other."""
_OPEN = frozenset({Fate.PENDING, Fate.UNSURE})
_SENT = frozenset({Fate.ADDED, Fate.UNSURE})


@dataclass(slots=True, kw_only=True)
class Filler:
    """Holds the ports. *stopping* is set when the process is about to end.

    *stopped* holds the requests that somebody has stopped. *throttle* is how fast it went at last: the quota is one for
    all requests. *looked* and *drawn* are when it was last looked for a stop, and when the cards were drawn anew.
    So many rows as *at_once* are worked on at a time; their people are looked at in twenty batches.
    """

    ports: Ports
    rules: Rules
    register: Register
    pace: Pace
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    stopped: set[ChangeId] = field(default_factory=set)
    throttle: Throttle = field(default_factory=Throttle)
    looked: float = -inf
    drawn: float = -inf
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

    async def work(self, change: Change, *, is_prepared: bool, why: str = "") -> GroupId | None:
        """Do to the group what can be done; return the group, or None when the process is about to end.

        *is_prepared*: who is in it was read a moment ago, and nothing has been sent before. *why* says why nothing more
        is to be done. Raise a NotPermittedError or NotFoundError when that is so or turns out so; then every row has
        its fate. After any other PortError nothing is lost, and it may be tried again.
        """
        if change.plan.creation:
            return await self._create(change.plan.creation, is_sent=not is_prepared, why=why)
        fill = change.plan.fill
        if fill is None:
            raise ValueError("this request does nothing to a group")
        if change.attempt and change.attempt.stopped:
            self.stopped.add(change.id)
        self.drawn = self.ports.clock.monotonic()
        try:
            why = await self._fill(change, fill, is_prepared=is_prepared, why=why)
        except NotFoundError as error:
            await self._close(change.id, GONE, _OPEN)
            raise NotFoundError(GONE, code=error.code) from error
        except (NotPermittedError, UnexpectedError) as error:  # what cannot be read now can be later
            raise UnreachableError(str(error), code=error.code, request_id=error.request_id) from error
        if self.stopping.is_set():
            return None
        if why:
            raise NotPermittedError(why)
        return fill.group.id

    async def _create(self, creation: Creation, *, is_sent: bool, why: str) -> GroupId | None:
        """Make a group once. *is_sent*: it may have been asked for before."""
        if found := await self._find_made(creation, is_sent=is_sent):
            return found
        if why:
            raise NotPermittedError(why)
        if self.stopping.is_set():
            return None
        try:
            return await self.ports.members.create(creation.name, nickname=creation.nickname)
        except (UnreachableError, UnexpectedError):  # it may have been made all the same
            if made := await self._find_made(creation, is_sent=True):
                return made
            raise

    async def _find_made(self, creation: Creation, *, is_sent: bool) -> GroupId | None:
        """Find the group by its nickname; what was sent may still land until the patience is over."""
        end = self.ports.clock.monotonic() + (self.pace.patience.total_seconds() if is_sent else 0)
        while not (found := await self.ports.members.find(creation.nickname)):
            if self.ports.clock.monotonic() >= end or self.stopping.is_set():
                return None
            await self.ports.clock.sleep(self.pace.glance.total_seconds())
        return found

    async def _fill(self, change: Change, fill: Fill, *, is_prepared: bool, why: str) -> str:
        """Add whom the group lacks, round by round; return why nobody else can be added, if that is so."""
        if not is_prepared:
            await self._settle_open(change.id, fill)
        idle, number = 0, await self._count(change.id, _OPEN)
        while number and not why and not self._is_over(change.id) and idle < _MOST_ROUNDS:
            why = await self._add_all(change, fill)
            await self._settle_open(change.id, fill)
            left = await self._count(change.id, _OPEN)
            idle, number = (idle + 1 if left == number else 0), left
        await self._see_all(change, fill)
        if self.stopping.is_set():
            return ""
        why = why and (await find_objection(self.ports, change.plan, self.rules) or why)
        await self._close(change.id, why or (STOPPED if change.id in self.stopped else TOO_BUSY), {Fate.PENDING})
        return why

    def _is_over(self, change: ChangeId) -> bool:
        return self.stopping.is_set() or change in self.stopped

    async def _count(self, change: ChangeId, among: Collection[Fate]) -> int:
        tally = await self.ports.store.tally(change)
        return sum(tally.get(fate, 0) for fate in among)

    async def _parts(self, change: ChangeId, among: Collection[Fate]) -> AsyncIterator[Sequence[Item]]:
        """List the rows with those fates some thousands at a time, so that nobody has to hold them all."""
        last = -1
        while items := await self.ports.store.items(change, among, most=self.at_once, after=last):
            last = items[-1].place
            yield items

    async def _settle_open(self, change: ChangeId, fill: Fill) -> None:
        """Read the group if anybody may still have to be added; who is seen in it was added."""
        if not await self._count(change, _OPEN):
            return
        members = await self.ports.directory.direct_members(fill.group.id)
        async for items in self._parts(change, _OPEN):
            seen, _ = await asyncio.to_thread(_part, items, members, Fate.ADDED)
            await self._note(change, seen)

    async def _add_all(self, change: Change, fill: Fill) -> str:
        """Add whoever is open, part by part; return why nobody can be added, if that is so."""
        async for items in self._parts(change.id, _OPEN):
            crew = await self._add(change, fill, await self._look_at(change.id, items))
            if crew.hopeless or crew.waiting or self._is_over(change.id):
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

    async def _add(self, change: Change, fill: Fill, items: Sequence[Item]) -> Crew:
        """Have a crew add those people."""
        crew = Crew(
            ports=self.ports,
            change=change.id,
            group=fill.group.id,
            items={UserId(item.user): item for item in items},
            is_over=lambda: self._is_over(change.id),
            look_around=lambda: self._look_around(change),
            throttle=self.throttle,
        )
        try:
            await crew.work()
        finally:
            self.throttle = crew.throttle
        return crew

    async def _see_all(self, change: Change, fill: Fill) -> None:
        """Read the group until it shows everybody who was added, or may have been, or the patience is over."""
        start = self.ports.clock.monotonic()
        while (unseen := await self._list_unseen(change.id, fill)) and not self.stopping.is_set():
            if self.ports.clock.monotonic() - start >= self.pace.patience.total_seconds():
                accepted = [replace(item, fate=Fate.UNSURE) for item in unseen if item.fate is Fate.ADDED]
                await self._note(change.id, accepted)
                return
            await self._look_around(change)
            await self.ports.clock.sleep(self.pace.glance.total_seconds())

    async def _list_unseen(self, change: ChangeId, fill: Fill) -> Sequence[Item]:
        """Read the group; who was unsure and is seen in it was added. Return the rows of those who are not seen."""
        if not await self._count(change, _SENT):
            return ()
        members, unseen = await self.ports.directory.direct_members(fill.group.id), list[Item]()
        async for items in self._parts(change, _SENT):
            seen, rest = await asyncio.to_thread(_part, items, members, Fate.ADDED)
            unsure = {item.place for item in items if item.fate is Fate.UNSURE}
            await self._note(change, [item for item in seen if item.place in unsure])
            unseen += rest
        return unseen

    async def _close(self, change: ChangeId, why: str, among: Collection[Fate]) -> None:
        """Give what was not done its fate: nothing stays open behind a request that has ended."""
        async for items in self._parts(change, among):
            await self._note(change, [replace(item, fate=Fate.FAILED, why=why) for item in items])

    async def look_again(self, change: Change) -> str:
        """Look whether what was unsure is seen in the group by now; return why it never will be, if that is so."""
        if change.plan.fill is None:
            return ""
        try:
            await self._settle_open(change.id, change.plan.fill)
        except NotFoundError:
            await self._close(change.id, GONE, _OPEN)
            return GONE
        return ""

    async def _note(self, change: ChangeId, items: Sequence[Item]) -> None:
        if items:
            await self.ports.store.note_items(change, items)

    # ---- meanwhile ------------------------------------------------------------------------------------------------

    async def _look_around(self, change: Change) -> None:
        """Look now and then whether somebody has stopped it, and have the cards drawn anew."""
        now = self.ports.clock.monotonic()
        if now - self.looked < _HEED:
            return
        self.looked = now
        try:
            kept = await self.ports.store.change(change.id)
            if kept and kept.attempt and kept.attempt.stopped:
                self.stopped.add(change.id)
            if now - self.drawn >= self.pace.progress.total_seconds():
                self.drawn = now
                await self.register.refresh(change)
        except PortError as error:
            log.warning("%s: its progress is not shown: %s", words.name_request(change.number), error)


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
