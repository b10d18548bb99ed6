"""The worker: the only loops. It works from the rows alone, so a crash is uninteresting.

    approved, applying or unknown -> the applier
    too old                       -> expired
    under older rules             -> tightened
    undecided for long            -> the reminder
    notice owed                   -> the postman
    impact being counted          -> the surveyor

One worker runs per store: the store's lock lives exactly as long as the process. Where the applier is apart, each of
the two processes does a part: one applies and answers questions, the other does the rest.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot import trace
from bot.applier import Applier
from bot.bell import hear
from bot.core import steps, words
from bot.core.change import Change, State
from bot.ports import ConflictError, PortError, Ports
from bot.postman import Postman
from bot.questions import Answerer
from bot.register import Register
from bot.reminder import Reminder
from bot.surveyor import Surveyor

log = logging.getLogger(__name__)


_LISTENING = timedelta(seconds=0.15)
"""The gap between two looks for questions: somebody waits for the answer."""
_UNDER_WAY = frozenset({State.APPLYING, State.UNKNOWN})


class Part(StrEnum):
    """What of the work a process does."""

    WHOLE = "whole"
    DESK = "desk"  # what needs no hands: expiry, rules, messages
    HANDS = "hands"  # what is done to the tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Goes on with `run` until `stop`. *answerer* sees to the questions of another process, where there is one."""

    ports: Ports
    register: Register
    applier: Applier
    postman: Postman
    reminder: Reminder
    surveyor: Surveyor
    part: Part = Part.WHOLE
    answerer: Answerer | None = None

    async def run(self) -> None:
        """Work until told to stop. What is under way is finished first: a write is never cut short."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._repeat(self.advance, self.applier.pace.tick))
            if self.part is not Part.HANDS:
                group.create_task(self._repeat(self.reminder.remind, self.applier.pace.tick))
                group.create_task(self._repeat(self.postman.deliver, self.applier.pace.tick))
                group.create_task(self._repeat(self.surveyor.survey, self.applier.pace.tick))
            if self.answerer:
                group.create_task(self._repeat(self.answerer.answer, _LISTENING))

    def stop(self) -> None:
        self.applier.stopping.set()
        self.register.bell.ring()

    async def _repeat(self, work: Callable[[], Awaitable[None]], gap: timedelta) -> None:
        listener = self.register.bell.listener()
        while not self.applier.stopping.is_set():
            try:
                await work()
            except PortError as error:
                log.warning("%s", error, extra={"code": error.code, "request_id": error.request_id})
            except Exception:  # the outermost place: one bad row must not end the loop
                log.exception("the worker met something unforeseen and goes on")
            await hear(listener, most=gap)

    async def advance(self) -> None:
        """Take every request that is due one step further."""
        for change in await self.ports.store.due_changes(self.ports.clock.now()):
            if self.applier.stopping.is_set():
                return
            try:
                with trace.follow(change.ref):
                    await self._advance(change)
            except ConflictError:
                self.register.bell.ring()  # somebody was faster; the rows say how it stands now
            except steps.NotAllowedError as error:  # its time ran out between the look and the step
                log.info("%s waits: %s", words.name_request(change.number), error)
            except PortError as error:
                log.warning("%s waits: %s", words.name_request(change.number), error, extra={"code": error.code})
        if self.part is not Part.DESK:
            await self.applier.watch_failures()

    async def _advance(self, change: Change) -> None:
        now = self.ports.clock.now()
        is_over = change.state not in _UNDER_WAY and now >= change.expires_at
        if self.part is not Part.HANDS:
            await self._look_after(change, now, is_over=is_over)
        if self.part is not Part.DESK and not is_over:
            await self._carry_out(change, now)

    async def _look_after(self, change: Change, now: datetime, *, is_over: bool) -> None:
        if is_over:
            await self.register.keep(steps.expire(change, at=now), before=change)
        elif change.state is State.WAITING and change.rules != self.applier.rules.digest:
            await self.applier.brake.check_rules()
            stepped = steps.tighten(change, rules=self.applier.rules, at=now)
            await self.register.keep(stepped, before=change)

    async def _carry_out(self, change: Change, now: datetime) -> None:
        match change.state:
            case State.APPLYING:
                await self.applier.recover(change)
            case State.UNKNOWN:
                await self.applier.look_again(change)
            case State.APPROVED if change.not_before is None or now >= change.not_before:
                await self.applier.apply(change)
            case _:
                pass
