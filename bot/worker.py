"""The worker: the only loops. It carries out what was kept, and works from the rows alone, so a crash is uninteresting.

    approved  -> look again at people and tenant -> claim -> look once more -> write -> read back -> settle
    applying  (found at start: its process died)    -> read back -> settle
    unknown   -> read back now and then            -> settle, only when proved
    too old   -> expire
    notice owed -> deliver

One worker runs per store: the store's lock lives exactly as long as the process, so a claim that is found was
left by a process that is dead.
"""

import asyncio
import logging
import secrets
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.bell import Bell, hear
from bot.core import change as steps
from bot.core import words
from bot.core.change import Attempt, Change, ChangeId, State, Stepped
from bot.core.notice import Notice, is_news, tell_requester
from bot.core.outcome import Answer, Outcome, tell_outcome
from bot.core.policy import Right, Rules, judge
from bot.core.setting import Reading, collateral
from bot.core.view import ChangeView, SaidView, View
from bot.facts import read_group, read_standing, read_watchers
from bot.ports import (
    ClockPort,
    ConflictError,
    DirectoryPort,
    NotFoundError,
    NoticePort,
    NotPermittedError,
    PortError,
    SettingPort,
    StorePort,
    Written,
)

log = logging.getLogger(__name__)

_MOST_NOTICES = 50
_MOST_TRIES = 12
_LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patient the worker is.

    *patience* is the quarantine after a write: as long, a lost write may still land. *glance* is the gap between
    two read-backs, *look* between two looks at an unknown outcome, *tick* between two looks at the rows when nobody
    rings, *fresh* how old a reading may be when the write goes out.
    """

    patience: timedelta = timedelta(seconds=90)
    glance: timedelta = timedelta(seconds=2)
    look: timedelta = timedelta(minutes=1)
    tick: timedelta = timedelta(seconds=5)
    fresh: timedelta = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Holds the ports. `run` goes on until `stop`; *bell* is rung when something was kept."""

    store: StorePort
    setting: SettingPort
    directory: DirectoryPort
    notices: NoticePort
    clock: ClockPort
    rules: Rules
    bell: Bell
    pace: Pace = field(default_factory=Pace)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    looks: dict[ChangeId, datetime] = field(default_factory=dict)

    async def run(self) -> None:
        """Work until told to stop. What is under way is finished first: a write is never cut short."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._repeat(self.advance))
            group.create_task(self._repeat(self.deliver))

    def stop(self) -> None:
        self.stopping.set()
        self.bell.ring()

    async def _repeat(self, work: Callable[[], Awaitable[None]]) -> None:
        listener = self.bell.listener()
        while not self.stopping.is_set():
            try:
                await work()
            except PortError as error:
                log.warning("%s", error, extra={"code": error.code, "request_id": error.request_id})
            except Exception:  # the outermost place: one bad row must not end the loop
                log.exception("the worker met something unforeseen and goes on")
            await hear(listener, most=self.pace.tick)

    # ---- requests -------------------------------------------------------------------------------------------------

    async def advance(self) -> None:
        """Take every request that is due one step further."""
        for change in await self.store.due_changes(self.clock.now()):
            if self.stopping.is_set():
                return
            try:
                await self._advance(change)
            except ConflictError:
                self.bell.ring()  # somebody was faster; the rows say how it stands now
            except PortError as error:
                log.warning("%s waits: %s", words.name_request(change.number), error, extra={"code": error.code})

    async def _advance(self, change: Change) -> None:
        now = self.clock.now()
        match change.state:
            case State.APPLYING:
                await self._recover(change)
            case State.UNKNOWN:
                await self._look_again(change)
            case _ if now >= change.expires_at:
                await self._keep(steps.expire(change, at=now), before=change)
            case State.APPROVED:
                await self._apply(change)
            case _:
                pass

    async def _apply(self, change: Change) -> None:
        """Write what was approved, once, if the world still is the one that was approved."""
        objection = await self._object(change)
        reading = await self.setting.read()
        objection = objection or _compare(change, reading)
        if objection:
            await self._keep(steps.drop(change, note=objection, at=self.clock.now()), before=change)
            return
        token = str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
        claimed = await self._keep(
            steps.claim(change, token=token, rest=reading.rest, at=self.clock.now()), before=change
        )
        reading = await self.setting.read()
        if objection := _compare(change, reading) or self._check_time(claimed, reading.at):
            await self._keep(steps.drop(claimed, note=objection, at=self.clock.now()), before=claimed)
            return
        written = await self.setting.write(claimed.plan.after, token=token)
        await self._settle(claimed, written)

    async def _object(self, change: Change) -> str:
        """Say why the request must not be applied any more as far as people and the group go; empty when it may."""
        requester = await read_standing(self.directory, change.requester.id, self.rules)
        if not judge(requester, Right.ASK).is_allowed:
            return words.REQUESTER_LOST_RIGHT
        valid = 0
        for vote in change.votes:
            voter = await read_standing(self.directory, vote.by.id, self.rules)
            valid += judge(voter, Right.DECIDE, requester=change.requester.id).is_allowed
        if valid < change.needed:
            return words.APPROVER_LOST_RIGHT
        if change.plan.after_group is None:
            return ""
        group = await read_group(self.directory, change.plan.after)
        return words.object_to_group(change.plan.after_group, group)

    def _check_time(self, change: Change, read_at: datetime) -> str:
        now = self.clock.now()
        if now >= change.expires_at:
            return words.EXPIRED_MEANWHILE
        return words.TOO_SLOW if now - read_at > self.pace.fresh else ""

    async def _settle(self, change: Change, written: Written) -> None:
        """Read back until the outcome is told, then keep it."""
        attempt = change.attempt or Attempt(at=change.updated_at, token="")
        attempt = replace(attempt, executor=written.executor, answer=written.answer)
        while not self.stopping.is_set():
            if await self._read_back(replace(change, attempt=attempt), written.answer, sentence=written.sentence):
                return
            await self.clock.sleep(self.pace.glance.total_seconds())

    async def _recover(self, change: Change) -> None:
        """Settle what a dead process left behind; nobody knows whether its write went out, so it counts as unsure."""
        if not await self._read_back(change, Answer.UNSURE):
            await self.clock.sleep(self.pace.glance.total_seconds())
            self.bell.ring()

    async def _look_again(self, change: Change) -> None:
        """Look at an unknown outcome, now and then; only what is read back closes it."""
        now = self.clock.now()
        if now - self.looks.get(change.id, change.updated_at) >= self.pace.look:
            self.looks[change.id] = now
            await self._read_back(change, Answer.UNSURE if _is_unanswered(change) else Answer.ACCEPTED)

    async def _read_back(self, change: Change, answer: Answer, *, sentence: str = "") -> bool:
        """Read the setting and keep the outcome if it can be told. Return whether it was told."""
        reading = await self._read()
        attempt = change.attempt or Attempt(at=change.updated_at, token="")
        outcome = tell_outcome(
            before=change.plan.before,
            wanted=change.plan.after,
            found=reading.setting if reading else None,
            answer=answer,
            is_over=self.clock.now() - attempt.at >= self.pace.patience,
        )
        if outcome is None or (change.state is State.UNKNOWN and outcome is Outcome.UNKNOWN):
            return False
        rest = reading.rest if reading else attempt.rest
        attempt = replace(attempt, collateral=collateral(attempt.rest, rest) if attempt.rest else ())
        note = words.explain_outcome(outcome, answer, is_read=reading is not None, sentence=sentence)
        stepped = steps.settle(change, State(outcome), attempt=attempt, note=note, at=self.clock.now())
        if attempt.collateral:
            log.error("other properties changed with %s: %s", words.name_request(change.number), attempt.collateral)
        await self._keep(stepped, before=change)
        return True

    async def _read(self) -> Reading | None:
        try:
            reading = await self.setting.read()
        except PortError as error:
            log.warning("the read-back failed: %s", error, extra={"code": error.code})
            return None
        return reading if reading.setting else None

    async def _keep(self, stepped: Stepped, *, before: Change) -> Change:
        change, entry = stepped
        told = (tell_requester(change, id=secrets.token_hex(8)),) if is_news(before, change) else ()
        await self.store.keep(change, entry, told)
        self.bell.ring()
        return change

    # ---- notices --------------------------------------------------------------------------------------------------

    async def deliver(self) -> None:
        """Deliver every notice that is owed and due, to each person and place in the order in which they were owed."""
        queues: dict[str, list[tuple[Notice, Change]]] = {}
        for notice, change in await self.store.owed(self.clock.now(), _MOST_NOTICES):
            queues.setdefault(notice.to or (notice.place.conversation if notice.place else ""), []).append(
                (notice, change)
            )
        await asyncio.gather(*map(self._deliver_all, queues.values()))

    async def _deliver_all(self, queue: list[tuple[Notice, Change]]) -> None:
        for notice, change in queue:
            await self._deliver(notice, change)

    async def _deliver(self, notice: Notice, change: Change) -> None:
        view = await self._draw(notice, change)
        notice = await self._find_place(notice)
        try:
            delivered = await self.notices.deliver(notice, view)
        except (NotFoundError, NotPermittedError) as error:
            log.warning("undeliverable: %s", error, extra={"code": error.code})
            await self.store.note(replace(notice, tries=notice.tries + 1, is_dead=True))
        except PortError as error:
            await self._put_off(notice, error)
        else:
            await self.store.note(
                replace(notice, place=delivered.place, message=delivered.message, shown=change.rev, tries=0)
            )

    async def _put_off(self, notice: Notice, error: PortError) -> None:
        tries = notice.tries + 1
        wait = min(timedelta(seconds=2**tries), _LONGEST_WAIT)
        log.warning("notice put off for %s: %s", wait, error, extra={"code": error.code})
        await self.store.note(replace(notice, tries=tries, due=self.clock.now() + wait, is_dead=tries >= _MOST_TRIES))

    async def _find_place(self, notice: Notice) -> Notice:
        if notice.place or not notice.to:
            return notice
        seats = await self.store.seats({notice.to})
        return replace(notice, place=next((seat.place for seat in seats), None))

    async def _draw(self, notice: Notice, change: Change) -> View:
        if notice.topic:
            return SaidView(sentence=words.tell(change, notice.topic))
        return ChangeView(
            change=change,
            audience=notice.audience,
            viewer=notice.to,
            watchers=() if notice.to else await read_watchers(self.store, change),
        )


def _compare(change: Change, reading: Reading) -> str:
    """Say in what the tenant differs from the plan; empty when it is as planned."""
    if reading.setting is None:
        return words.explain_doubt(reading)
    return "" if reading.setting == change.plan.before else words.SETTING_MOVED


def _is_unanswered(change: Change) -> bool:
    return change.attempt is None or change.attempt.answer is not Answer.ACCEPTED
