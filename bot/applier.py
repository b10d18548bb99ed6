"""The applier: it carries out what was approved, once, and says honestly what became of it.

    approved -> look again at people and tenant -> claim -> look once more -> write -> note the answer
             -> read back -> settle
    applying, found at a start: its process died -> read back -> settle
    unknown  -> read back now and then           -> settle, only when proved

The claim is kept before anything is sent, and one applier works per store, so a claim that is found was left by
a process that is dead. Nothing is ever written a second time on a guess.
"""

import asyncio
import logging
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core import change as steps
from bot.core import words
from bot.core.change import Attempt, Change, ChangeId, State
from bot.core.outcome import Answer, Outcome, tell_outcome
from bot.core.policy import Right, Rules, Standing, judge
from bot.core.setting import Reading, collateral
from bot.facts import find_objection, read_standing
from bot.ports import PortError, Ports, Written
from bot.register import Register

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patient the worker is.

    *patience* is the quarantine after a write: as long, a lost write may still land; it starts when nothing can be
    sent any more. *glance* is the gap between
    two read-backs, *look* between two looks at an unknown outcome, *tick* between two looks at the rows when nobody
    rings, *fresh* how old a reading may be when the write goes out.
    """

    patience: timedelta = timedelta(seconds=90)
    glance: timedelta = timedelta(seconds=2)
    look: timedelta = timedelta(minutes=1)
    tick: timedelta = timedelta(seconds=5)
    fresh: timedelta = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applier:
    """Holds the ports, the rules and the register; *stopping* is set when the process is about to end.

    *looks* says when an unknown outcome was last looked at, *found* when what a dead process left was found.
    """

    ports: Ports
    rules: Rules
    register: Register
    pace: Pace
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    looks: dict[ChangeId, datetime] = field(default_factory=dict)
    found: dict[ChangeId, datetime] = field(default_factory=dict)

    async def apply(self, change: Change) -> None:
        """Write what was approved, once, if the world still is the one that was approved."""
        objection, reading = await self._look(change)
        if objection:
            await self.register.keep(steps.drop(change, note=objection, at=self.ports.clock.now()), before=change)
            return
        token = str(uuid.uuid4())
        claimed = await self.register.keep(
            steps.claim(change, token=token, rest=reading.rest, at=self.ports.clock.now()), before=change
        )
        if objection := await self._look_last(claimed):
            await self.register.keep(steps.drop(claimed, note=objection, at=self.ports.clock.now()), before=claimed)
            return
        written = await self.ports.setting.write(claimed.plan.after, token=token)
        await self._settle(claimed, written)

    async def _look(self, change: Change) -> tuple[str, Reading]:
        """Look at people, cloud, group and setting, all at once; say why the request must not be applied any more."""
        (requester, *voters), objection, reading = await asyncio.gather(
            self._read_standings(change), find_objection(self.ports, change.plan), self.ports.setting.read()
        )
        if not judge(requester, Right.ASK).is_allowed:
            return words.REQUESTER_LOST_RIGHT, reading
        valid = sum(judge(voter, Right.DECIDE, requester=change.requester.id).is_allowed for voter in voters)
        if valid < change.needed:
            return words.APPROVER_LOST_RIGHT, reading
        return objection or _compare(change, reading), reading

    async def _read_standings(self, change: Change) -> list[Standing]:
        people = (change.requester, *(vote.by for vote in change.votes))
        return await asyncio.gather(*(read_standing(self.ports.directory, person.id, self.rules) for person in people))

    async def _look_last(self, change: Change) -> str:
        """Look once more, now that nobody else can take the request; nothing that is older may carry a write."""
        began = self.ports.clock.now()
        try:
            objection, _ = await self._look(change)
        except PortError as error:
            return str(error)  # nothing was sent, so it is known that nothing was written
        now = self.ports.clock.now()
        if now >= change.expires_at:
            return objection or words.EXPIRED_MEANWHILE
        return objection or (words.TOO_SLOW if now - began > self.pace.fresh else "")

    async def _settle(self, claimed: Change, written: Written) -> None:
        """Keep the answer, so that no crash can lose it; then read back until the outcome is told, and keep that."""
        stepped = steps.note_answer(
            claimed,
            answer=written.answer,
            executor=written.executor,
            sentence=written.sentence,
            at=self.ports.clock.now(),
        )
        try:
            change = await self.register.keep(stepped, before=claimed)
        except PortError as error:
            log.warning("%s: the answer could not be kept: %s", words.name_request(claimed.number), error)
            change = replace(claimed, attempt=stepped[0].attempt, updated_at=stepped[0].updated_at)
        while not self.stopping.is_set():
            if await self._read_back(change):
                return
            await self.ports.clock.sleep(self.pace.glance.total_seconds())

    async def recover(self, change: Change) -> None:
        """Settle what a dead process left behind, by the answer that it kept.

        If it kept none, nobody knows whether its write went out, so it counts as unsure.
        """
        if not await self._read_back(change):
            await self.ports.clock.sleep(self.pace.glance.total_seconds())
            self.register.bell.ring()

    async def look_again(self, change: Change) -> None:
        """Look at an unknown outcome, now and then; only what is read back closes it."""
        now = self.ports.clock.now()
        if now - self.looks.get(change.id, change.updated_at) >= self.pace.look:
            self.looks[change.id] = now
            await self._read_back(change)

    async def _read_back(self, change: Change) -> bool:
        """Read the setting and keep the outcome if it can be told. Return whether it was told."""
        now = self.ports.clock.now()  # before the reading: what lands while it is read was not waited for
        reading = await self._read()
        attempt = change.attempt or Attempt(at=change.updated_at, token="")
        answer = attempt.answer or Answer.UNSURE
        outcome = tell_outcome(
            before=change.plan.before,
            wanted=change.plan.after,
            found=reading.setting if reading else None,
            answer=answer,
            is_over=now - self._end_sending(change, now) >= self.pace.patience,
        )
        if outcome is None or (change.state is State.UNKNOWN and outcome is Outcome.UNKNOWN):
            return False
        rest = reading.rest if reading else attempt.rest
        attempt = replace(attempt, collateral=collateral(attempt.rest, rest) if attempt.rest else ())
        note = words.explain_outcome(outcome, answer, is_read=reading is not None, sentence=attempt.sentence)
        stepped = steps.settle(change, State(outcome), attempt=attempt, note=note, at=self.ports.clock.now())
        if attempt.collateral:
            log.error("other properties changed with %s: %s", words.name_request(change.number), attempt.collateral)
        await self.register.keep(stepped, before=change)
        return True

    def _end_sending(self, change: Change, now: datetime) -> datetime:
        """Tell from when on nothing could be sent any more: since the answer, or since its process was found dead."""
        has_answer = change.attempt and change.attempt.answer
        return change.updated_at if has_answer else self.found.setdefault(change.id, now)

    async def _read(self) -> Reading | None:
        try:
            reading = await self.ports.setting.read()
        except PortError as error:
            log.warning("the read-back failed: %s", error, extra={"code": error.code})
            return None
        return reading if reading.setting else None


def _compare(change: Change, reading: Reading) -> str:
    """Say in what the tenant differs from the plan; empty when it is as planned."""
    if reading.setting is None:
        return words.explain_doubt(reading)
    return "" if reading.setting == change.plan.before else words.SETTING_MOVED
