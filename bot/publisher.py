"""The publisher: carries out an approved step to the Office policy in Intune, once, and says what became of it.

    claimed -> create | change | remove -> note the answer -> read back until it is told -> settle
                 create -> assign -----------^     |
                                                   `- made, and for nobody yet -> assign

A policy that was made is found again by its mark, so a lost answer or a crash never makes a second one. What is not
there when the patience is over is not sent again: that is another request.
"""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf

from bot.brake import Brake
from bot.bystanders import tell_bystanders
from bot.core import publication, steps
from bot.core.change import Change, ChangeId, Proof, State
from bot.core.office import Action, OfficeStep, PolicyId
from bot.core.outcome import Answer, Outcome
from bot.core.publication import Condition
from bot.core.rules import Rules
from bot.inspector import Inspector
from bot.pace import Pace
from bot.ports import ConflictError, NotFoundError, NotPermittedError, PortError, Ports, Written
from bot.register import Register

log = logging.getLogger(__name__)

_NOT_DONE = (NotPermittedError, NotFoundError, ConflictError)
"""What proves that a write was not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was found of a step: how its policy looks, None where nobody could read it, and the *made* one's id."""

    condition: Condition | None
    made: PolicyId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Holds the ports, the register, and who looks before anything is written.

    *stopping* is set when the process is about to end. *since* holds from when on nothing was sent any more, *due* when
    a policy may be assigned (once that was accepted never), both by the clock that cannot be set.
    """

    ports: Ports
    rules: Rules
    register: Register
    brake: Brake
    inspector: Inspector
    pace: Pace
    stopping: asyncio.Event
    since: dict[ChangeId, float] = field(default_factory=dict)
    due: dict[ChangeId, float] = field(default_factory=dict)

    async def publish(self, claimed: Change, step: OfficeStep) -> None:
        """Carry out a step that was claimed, and that nothing speaks against; it is sent once."""
        written = await self._send(step)
        self.since[claimed.id] = self.ports.clock.monotonic()
        if written.wait:
            if (await self._see(step)).condition is Condition.BEFORE:
                now = self.ports.clock.now()
                stepped = steps.postpone(claimed, until=now + written.wait, note=written.sentence, at=now)
                await self.register.keep(stepped, before=claimed)
                return
            self._wait(claimed.id, written.wait)
            written = Written(answer=Answer.UNSURE)  # a part of it was done before
        await self._read_on(await self._note(claimed, written), step)

    async def recover(self, change: Change, step: OfficeStep) -> None:
        """Settle what a dead process left behind. Nobody knows whether it had sent anything, so it counts as unsure."""
        self.since.setdefault(change.id, self.ports.clock.monotonic())
        await self._read_on(change, step)

    async def look_again(self, change: Change, step: OfficeStep) -> None:
        """Look at an unknown outcome; only what is read back closes it."""
        await self._settle(change, step, await self._see(step))

    async def _read_on(self, change: Change, step: OfficeStep) -> None:
        """Read back, and finish what is half done, until the outcome is told."""
        while not self.stopping.is_set():
            seen = await self._see(step)
            if seen.condition is Condition.HALF and seen.made and self._may_finish(change):
                change = await self._finish(change, step, seen.made)
                seen = await self._see(step)
            if await self._settle(change, step, seen):
                return
            await self.ports.clock.sleep(self.pace.glance.total_seconds())

    # ---- sending --------------------------------------------------------------------------------------------------

    async def _send(self, step: OfficeStep) -> Written:
        """Send the step once."""
        try:
            match step.action, step.policy:
                case Action.CREATE, _:
                    office, definition = self.ports.office, step.catalog.definition
                    made = await office.create(definition, step.state, name=step.name, mark=step.mark)
                    await office.assign(made, step.target)
                case Action.CHANGE, policy if policy:
                    await self.ports.office.change(policy, step.catalog.definition, step.state, name=step.name)
                case Action.REMOVE, policy if policy:
                    await self.ports.office.remove(policy.id)
                case _:
                    raise ValueError("a step that changes or removes a policy names it")
        except PortError as error:
            return _read_error(error)
        return Written(answer=Answer.ACCEPTED)

    async def _finish(self, change: Change, step: OfficeStep, made: PolicyId) -> Change:
        """Assign a policy that was made, if what was approved still holds; that may be sent again without harm."""
        try:
            await self.brake.check()
            found = await self.inspector.look(change, is_begun=True)
            if found.objection:
                return await self._note(change, Written(answer=Answer.REFUSED, sentence=found.objection))
            await self.ports.office.assign(made, step.target)
        except PortError as error:
            written = _read_error(error)
            if written.wait:
                self._wait(change.id, written.wait)
            is_final = written.answer is Answer.REFUSED and written.wait is None
            return await self._note(change, written) if is_final else change
        self.due[change.id] = inf
        self.since[change.id] = self.ports.clock.monotonic()
        return change

    def _may_finish(self, change: Change) -> bool:
        """Tell whether a policy may be assigned now: nobody has refused it, and it was not accepted already."""
        is_refused = change.attempt is not None and change.attempt.answer is Answer.REFUSED
        return not is_refused and self.ports.clock.monotonic() >= self.due.get(change.id, -inf)

    def _wait(self, change: ChangeId, wait: timedelta) -> None:
        """Leave Intune alone for as long as it asked; the patience begins after that."""
        self.due[change] = self.since[change] = self.ports.clock.monotonic() + wait.total_seconds()

    async def _note(self, change: Change, written: Written) -> Change:
        """Keep the answer, so that no crash can lose it; where there is one already, the newer one is the truth."""
        attempt = change.known_attempt
        if attempt.answer is not None:
            return replace(change, attempt=replace(attempt, answer=written.answer, sentence=written.sentence))
        return await self.register.keep_answer(change, written, at=self.ports.clock.now())

    # ---- what became of it ----------------------------------------------------------------------------------------

    async def _see(self, step: OfficeStep) -> Seen:
        try:
            catalog = await self.ports.office.read()
        except PortError as error:
            log.warning("the read-back failed: %s", error, extra={"code": error.code})
            return Seen(condition=None)
        made = publication.find_made(step, catalog.policies)
        return Seen(condition=publication.look(step, catalog.policies), made=made[0].id if len(made) == 1 else None)

    async def _settle(self, change: Change, step: OfficeStep, seen: Seen) -> bool:
        """Keep the outcome if it can be told, and is another one than before. Return whether it was told."""
        attempt = change.known_attempt
        answer = attempt.answer or Answer.UNSURE
        now = self.ports.clock.monotonic()
        is_over = now - self.since.setdefault(change.id, now) >= self.pace.patience.total_seconds()
        outcome = publication.tell_end(seen.condition, answer, is_over=is_over)
        if outcome is None or State(outcome) is change.state:
            return False
        note = publication.explain_end(step, seen.condition, outcome, sentence=attempt.sentence)
        proof = Proof.VERIFIED if outcome is Outcome.APPLIED else None
        stepped = steps.settle(
            change, State(outcome), attempt=replace(attempt, proof=proof), note=note, at=self.ports.clock.now()
        )
        await self.register.keep(stepped, *await tell_bystanders(self.ports, self.rules, stepped[0]), before=change)
        if outcome is not Outcome.UNKNOWN:
            self.since.pop(change.id, None)
            self.due.pop(change.id, None)
        return True


def _read_error(error: PortError) -> Written:
    """Say what an error proves: not done, not done for now, or nothing."""
    is_refused = isinstance(error, _NOT_DONE) or error.wait is not None
    return Written(
        answer=Answer.REFUSED if is_refused else Answer.UNSURE,
        sentence=str(error) if is_refused else "",
        wait=error.wait,
    )
