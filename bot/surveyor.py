"""The surveyor: counts what takes too long for somebody to wait for, namely who is in one of two large groups only.

    a request whose impact is being counted -> both groups, page by page -> compared -> noted on the request
                                            |-> Graph fails: again after a pause, and given up after some tries
                                            `-> the request has moved on: nothing

It works from the rows: what a dead process had begun is counted anew. It reads and changes nothing in the tenant, and
the approval is bound to who is in the group, not to these numbers.
"""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf
from typing import Any, TypeVar

from bot import trace
from bot.core import steps, words
from bot.core.change import Change, ChangeId
from bot.core.fill import Fate
from bot.core.impact import UNCOUNTED, Impact
from bot.core.plan import Plan
from bot.core.policy import UserId
from bot.facts import compare_groups, read_group
from bot.ports import ConflictError, PortError, Ports
from bot.register import Register

log = logging.getLogger(__name__)

_TRIES = 8
"""How often the numbers are kept anew when somebody else was faster."""

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Missed:
    """How often counting has failed, and when it is tried again, by the clock that cannot be set."""

    times: int = 0
    until: float = -inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyor:
    """Holds the ports and the register; *stopping* is set when the process is about to end.

    After a failure it waits for *pause*, twice as long each time, and gives up at the one that makes *most*.
    """

    ports: Ports
    register: Register
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    pause: timedelta = timedelta(seconds=30)
    most: int = 6
    missed: dict[ChangeId, Missed] = field(default_factory=dict)

    async def survey(self) -> None:
        """Count for every request that is owed its numbers, one after the other."""
        owed = await self.ports.store.uncounted()
        for id_ in self.missed.keys() - {change.id for change in owed}:
            del self.missed[id_]
        for change in owed:
            is_due = self.ports.clock.monotonic() >= self.missed.get(change.id, Missed()).until
            if is_due and not self.stopping.is_set():
                with trace.follow(change.ref):
                    await self._survey(change)

    async def _survey(self, change: Change) -> None:
        try:
            impact = await self._unless_stopped(self._count(change))
        except PortError as error:
            impact = self._miss(change, error)
        if impact:
            await self._keep(change, impact)

    async def _unless_stopped(self, reading: Coroutine[Any, Any, Told]) -> Told | None:
        """Cut a long reading short when the process is about to end: the next one reads anew."""
        work, end = asyncio.ensure_future(reading), asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({work, end}, return_when=asyncio.FIRST_COMPLETED)
            return work.result() if work.done() else None
        finally:
            for task in (work, end):
                task.cancel()
            await asyncio.wait({work, end})

    async def _count(self, change: Change) -> Impact:
        directory, plan = self.ports.directory, change.plan
        everyone, old, new = await asyncio.gather(
            directory.count_everyone(), read_group(directory, plan.before), read_group(directory, plan.after)
        )
        if new is None or new.people is None or (old is not None and old.people is None):
            return UNCOUNTED  # gone, or hidden: neither is over soon
        added = await self._list_added(change)
        return await compare_groups(directory, old, new, everyone=everyone, added=added)

    async def _list_added(self, change: Change) -> tuple[UserId, ...]:
        """List who is to be added to the group before it is selected."""
        if change.plan.fill is None or change.plan.fill.group.id != change.plan.after.group:
            return ()
        items = await self.ports.store.items(change.id, among={Fate.PENDING})
        return tuple(UserId(item.user) for item in items)

    def _miss(self, change: Change, error: PortError) -> Impact | None:
        """Note a failure; return what the card is to say when there will be no further try."""
        times = self.missed.get(change.id, Missed()).times + 1
        pause = self.pause * 2 ** (times - 1)
        self.missed[change.id] = Missed(times, self.ports.clock.monotonic() + (error.wait or pause).total_seconds())
        is_over = times >= self.most
        log.warning(
            "the impact of %s %s: %s",
            words.name_request(change.number),
            "is given up" if is_over else "is counted later",
            error,
            extra={"code": error.code, "request_id": error.request_id},
        )
        return replace(change.plan.impact, is_counting=False) if is_over else None

    async def _keep(self, change: Change, impact: Impact) -> None:
        """Note the numbers on the request as it stands by now, if they are still about what it asks for."""
        current: Change | None = change
        for _ in range(_TRIES):
            if current is None or _name_step(current.plan) != _name_step(change.plan):
                return
            try:
                stepped = steps.note_impact(current, impact=impact, at=self.ports.clock.now())
                await self.register.keep(stepped, before=current)
            except ConflictError:
                current = await self.ports.store.change(change.id)
            except steps.NotAllowedError as error:
                log.info("%s needs no numbers any more: %s", words.name_request(change.number), error)
                return
            else:
                return


def _name_step(plan: Plan) -> tuple[object, ...]:
    return plan.before, plan.after, plan.fill.digest if plan.fill else ""
