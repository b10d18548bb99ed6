"""The applier: it carries out what was approved, once, and says honestly what became of it.

    approved -> brake off? -> look at people and tenant -> claim -> look once more -> write -> note the answer
             -> read back -> settle
                                                        -> claim, and ask a person, where Linkgate has no hands
             -> claim -> the filler does its part to a group -> the same, from looking once more on, where the setting
                                                                is changed too; else settle
    applying, a person is asked             -> until they say what came of it, or time is over -> read back -> settle
    applying, found at a start: its process died -> read back -> settle
    unknown  -> read back now and then           -> settle, only when proved
    failed   -> watched for a while              -> correct, when the write landed after all

The claim is kept before anything is sent, and one applier works per store, so a claim that is found was left by
a process that is dead. Nothing is ever written a second time on a guess. Waits are measured by a clock that cannot
be set.
"""

import asyncio
import logging
import uuid
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf

from bot.brake import Brake
from bot.bystanders import tell_bystanders
from bot.core import errand, findings, steps, tasks, words
from bot.core.change import Attempt, Change, ChangeId, Proof, State, tell_proof
from bot.core.fill import Fate
from bot.core.fingerprint import Term
from bot.core.notice import Audience, owe_card
from bot.core.outcome import Answer, Outcome, tell_outcome
from bot.core.policy import Person, may_execute
from bot.core.rules import Rules
from bot.core.setting import Mode, Reading, Setting, collateral
from bot.facts import read_standing
from bot.filler import Filler
from bot.inspector import Found, Inspector
from bot.pace import Pace
from bot.ports import NotFoundError, NotPermittedError, PortError, Ports, UnexpectedError, Written
from bot.publisher import Publisher
from bot.register import Register, new_id

log = logging.getLogger(__name__)

_UNTIL_ABLE = timedelta(minutes=5)
"""So long it is waited for an executor who cannot execute now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applier:
    """Holds the ports, the rules and the register.

    What is done to a group is the filler's, what is done to the Office policy the publisher's.

    *since* holds from when on nothing could be sent any more, as far as this process knows: since the answer, or since
    it found what a dead one left. *looks* holds when an outcome was looked at last, *watched* until when a failure may
    still prove to be none, *contradicted* what was said to be done while the old setting was read.
    """

    ports: Ports
    rules: Rules
    register: Register
    brake: Brake
    inspector: Inspector
    filler: Filler
    publisher: Publisher
    pace: Pace
    is_guided: bool = False
    since: dict[ChangeId, float] = field(default_factory=dict)
    looks: dict[ChangeId, float] = field(default_factory=dict)
    watched: dict[ChangeId, float] = field(default_factory=dict)
    contradicted: set[ChangeId] = field(default_factory=set)

    @property
    def stopping(self) -> asyncio.Event:
        """Set when the process is about to end."""
        return self.filler.stopping

    async def apply(self, change: Change) -> None:
        """Write what was approved, once, if the world still is the one that was approved."""
        await self.brake.check()
        try:
            hand = None if change.plan.task else await self._find_hand()
            found = await self.inspector.look(change)
            done = () if found.objection else await self.filler.prepare(change)
        except PortError as error:
            if error.wait is None:
                raise
            await self._postpone(change, str(error), error.wait)
            return
        if found.objection:
            await self._drop(change, found)
            return
        token = str(uuid.uuid4())
        now, rest = self.ports.clock.now(), found.reading.rest
        stepped = steps.claim(change, token=token, rest=rest, renamed=found.renamed, hand=hand, at=now)
        owed = [owe_card(stepped[0], Audience.EXECUTOR, id=new_id(), place=None, to=hand.id)] if hand else []
        claimed = await self.register.keep(stepped, *owed, before=change, items=done)
        if claimed.plan.task and await self._may_write(claimed):
            await self._do_task(claimed, is_prepared=True)
        elif hand is None and not claimed.plan.task:
            await self._write(claimed)

    async def _write(self, claimed: Change) -> None:
        """Look once more, and write the setting once."""
        until = self.ports.clock.monotonic() + self.pace.fresh.total_seconds()
        if claimed.attempt and await self._may_write(claimed):
            token = claimed.attempt.token
            await self._settle(claimed, await self.ports.setting.write(claimed.plan.after, token=token, until=until))

    # ---- what is done to a group first -----------------------------------------------------------------------------

    async def _do_task(self, claimed: Change, *, is_prepared: bool, why: str = "") -> None:
        """Have the group filled or made, keep how far that went, and go on with the setting if it is changed too.

        *why* says why nothing more may be done to it.
        """
        if claimed.plan.office:
            await self.publisher.publish(claimed, claimed.plan.office)
            return
        group = None
        try:
            group = await self.filler.work(claimed, is_prepared=is_prepared, why=why)
        except (NotPermittedError, NotFoundError, UnexpectedError) as error:
            why = str(error)
        change = await self.ports.store.change(claimed.id)
        if change is None or not (group or why):
            return
        tally = await self.ports.store.tally(change.id)
        is_next = not why and change.plan.sets and tasks.is_complete(change, tally)
        hand = await self._find_hand() if is_next else None
        rest = (await self.ports.setting.read()).rest if is_next else {}
        stepped = steps.finish_task(
            change,
            tally=tally,
            made=group if change.plan.creation else None,
            rest=rest,
            hand=hand,
            at=self.ports.clock.now(),
        )
        owed = [owe_card(change, Audience.EXECUTOR, id=new_id(), place=None, to=hand.id)] if hand else []
        done = await self.register.keep(stepped, *owed, before=change)
        if not is_next:
            await self._close_task(done, why)
        elif hand is None:
            await self._wait_for_count(done)
            await self._write(done)

    async def _close_task(self, change: Change, why: str = "") -> None:
        """Record what became of a request that ends with its group; *why* something was not done, if so."""
        if change.attempt is None:
            return
        outcome, note = tasks.tell_end(change, await self.ports.store.tally(change.id), why=why)
        attempt = replace(change.attempt, proof=Proof.VERIFIED if outcome is Outcome.APPLIED else None)
        if change.state is State(outcome):
            return
        stepped = steps.settle(change, State(outcome), attempt=attempt, note=note, at=self.ports.clock.now())
        await self.register.keep(stepped, *await tell_bystanders(self.ports, self.rules, stepped[0]), before=change)

    async def _resume_task(self, change: Change) -> None:
        """Go on with a group where a dead process left it, or Graph failed; what was approved has to hold still."""
        if not self._is_due(change.id, self.ports.clock.monotonic()):
            return
        try:
            await self.brake.check()
            found = await self.inspector.look(change, is_begun=True)
            await self._do_task(change, is_prepared=False, why=found.objection)
        except PortError as error:
            log.warning("%s goes on later: %s", words.name_request(change.number), error, extra={"code": error.code})

    async def _look_at_unsure(self, change: Change) -> None:
        """Look whether those who were unsure are in the group by now; only what is seen closes it."""
        why = await self.filler.look_again(change)
        if why or not (await self.ports.store.tally(change.id)).get(Fate.UNSURE):
            await self._close_task(change, why)

    # ---- looking --------------------------------------------------------------------------------------------------

    async def _find_hand(self) -> Person | None:
        """Find who makes changes by hand; None where Linkgate writes. While they cannot, raise an error that waits."""
        if not self.is_guided or self.rules.executor is None:
            return None
        standing = await read_standing(self.ports.directory, self.rules.executor, self.rules)
        if may_execute(standing):
            return standing.person
        error = NotPermittedError(errand.NO_EXECUTOR)
        error.wait = _UNTIL_ABLE
        raise error

    async def _may_write(self, claimed: Change) -> bool:
        """Look once more, now that nobody else can take the request; nothing that is older may carry a write.

        What keeps from looking puts the request off: nothing was sent, so it is known that nothing was written.
        """
        try:
            await self.brake.check()
            found = await self.inspector.look(claimed)
        except PortError as error:
            await self._postpone(claimed, str(error), error.wait)
            return False
        if found.objection:
            await self._drop(claimed, found)
            return False
        return True

    async def _wait_for_count(self, filled: Change) -> None:
        """Wait until those who were just added are counted: Graph's index may lag. What else is found, is found again.

        It is over with the patience, too.
        """
        end = self.ports.clock.monotonic() + self.pace.patience.total_seconds()
        with suppress(PortError):
            while (await self.inspector.look(filled)).term == Term.MEMBERS and not self.stopping.is_set():
                if self.ports.clock.monotonic() >= end:
                    return
                await self.ports.clock.sleep(self.pace.glance.total_seconds())

    async def _drop(self, change: Change, found: Found) -> None:
        if change.attempt and change.attempt.filled:
            await self._close_task(change, found.objection)
            return
        stepped = steps.drop(change, note=found.objection, term=found.term, at=self.ports.clock.now())
        await self.register.keep(stepped, before=change)

    async def _postpone(self, change: Change, note: str, wait: timedelta | None) -> None:
        if change.attempt and change.attempt.filled:
            await self._close_task(change, note)
            return
        now = self.ports.clock.now()
        stepped = steps.postpone(change, until=now + (wait or self.pace.pause), note=note, at=now)
        await self.register.keep(stepped, before=change)

    # ---- what became of it ----------------------------------------------------------------------------------------

    async def _settle(self, claimed: Change, written: Written) -> None:
        """Keep the answer, so that no crash can lose it; then read back until the outcome is told, and keep that."""
        self.since[claimed.id] = self.ports.clock.monotonic()
        change = await self.register.keep_answer(claimed, written, at=self.ports.clock.now())
        if written.answer is Answer.REFUSED and written.wait:
            await self._postpone(change, written.sentence, written.wait)
            return
        while not await self._read_back(change) and not self.stopping.is_set():
            await self.ports.clock.sleep(self.pace.glance.total_seconds())

    async def recover(self, change: Change) -> None:
        """Settle what a dead process left behind, by the answer that it kept.

        If it kept none, nobody knows whether its write went out, so it counts as unsure. A person who was asked has
        time until the request expires.
        """
        if change.plan.office:
            await self.publisher.recover(change, change.plan.office)
            return
        if change.is_at_task:
            await self._resume_task(change)
            return
        if await self._ends_with_task(change):
            await self._close_task(change)
            return
        if change.waits_for and self.ports.clock.now() < change.expires_at:
            return
        if not await self._read_back(change):
            await self.ports.clock.sleep(self.pace.glance.total_seconds())
            self.register.bell.ring()

    async def _ends_with_task(self, change: Change) -> bool:
        """Tell whether a request whose group's part is over goes no further, as nothing is or may be set."""
        attempt = change.attempt
        if attempt is None or attempt.filled is None or attempt.hand or attempt.answer:
            return False
        return not change.plan.sets or not tasks.is_complete(change, await self.ports.store.tally(change.id))

    async def look_again(self, change: Change) -> None:
        """Look at an unknown outcome, now and then; only what is read back closes it."""
        if not self._is_due(change.id, self.ports.clock.monotonic()):
            return
        if change.plan.office:
            await self.publisher.look_again(change, change.plan.office)
        else:
            await (self._read_back(change) if change.plan.sets else self._look_at_unsure(change))

    async def watch_failures(self) -> None:
        """Look now and then at what failed without an answer: if it landed after all, the record is corrected."""
        now = self.ports.clock.monotonic()
        for id_, until in list(self.watched.items()):
            if now >= until:
                del self.watched[id_]
            elif self._is_due(id_, now):
                await self._correct(id_)

    def _is_due(self, id_: ChangeId, now: float) -> bool:
        """Tell whether it is time for another look, and note that it is taken."""
        if now - self.looks.get(id_, -inf) < self.pace.look.total_seconds():
            return False
        self.looks[id_] = now
        return True

    async def _correct(self, id_: ChangeId) -> None:
        change, newest = await self.ports.store.change(id_), (await self.ports.store.ended_changes(1)).changes
        reading = await self._read()
        if change is None or reading is None or reading.setting != change.plan.after:
            return
        del self.watched[id_]
        if change.state is not State.FAILED or newest[0].id != id_ or await self.ports.store.holding():
            return  # what is found now may be somebody else's doing
        attempt = replace(change.known_attempt, proof=Proof.VERIFIED)
        stepped = steps.correct(change, attempt=attempt, note=findings.LANDED_LATE, at=self.ports.clock.now())
        await self.register.keep(stepped, *await tell_bystanders(self.ports, self.rules, stepped[0]), before=change)

    async def _read_back(self, change: Change) -> bool:
        """Read the setting and keep the outcome if it can be told. Return whether it was told."""
        now = self.ports.clock.monotonic()  # before the reading: what lands while it is read was not waited for
        waited = now - self.since.setdefault(change.id, now)
        reading = await self._read()
        attempt = change.known_attempt
        answer = attempt.answer or Answer.UNSURE
        is_over = waited >= self.pace.patience.total_seconds()
        found = reading.setting if reading else await self._find_otherwise(change, is_over=is_over)
        outcome = tell_outcome(
            before=change.plan.before, wanted=change.plan.after, found=found, answer=answer, is_over=is_over
        )
        if outcome is None and found and answer is Answer.DONE:
            self.contradicted.add(change.id)
        if outcome is None or (change.state is State.UNKNOWN and (outcome is Outcome.UNKNOWN or found is None)):
            return False
        rest = reading.rest if reading else attempt.rest
        attempt = replace(
            attempt,
            collateral=collateral(attempt.rest, rest) if attempt.rest else (),
            proof=tell_proof(outcome, is_read=reading is not None, is_found=found is not None),
        )
        note = _explain(change, attempt, outcome, answer, reading)
        if outcome is Outcome.FAILED and change.plan.fill:
            note = tasks.tell_unset(change.plan.fill, await self.ports.store.tally(change.id), note)
        stepped = steps.settle(change, State(outcome), attempt=attempt, note=note, at=self.ports.clock.now())
        if attempt.collateral:
            log.error("other properties changed with %s: %s", words.name_request(change.number), attempt.collateral)
        await self.register.keep(stepped, *await tell_bystanders(self.ports, self.rules, stepped[0]), before=change)
        if outcome is not Outcome.UNKNOWN:
            self.since.pop(change.id, None)
            self.looks.pop(change.id, None)
            self.contradicted.discard(change.id)
        if outcome is Outcome.FAILED and (attempt.hand or answer is Answer.UNSURE):
            self.watched[change.id] = self.ports.clock.monotonic() + self.pace.watch.total_seconds()
        return True

    async def _find_otherwise(self, change: Change, *, is_over: bool) -> Setting | None:
        """Tell what a setting that cannot be read is all the same: by Secure Score, or as it was read a moment ago."""
        if not is_over or change.attempt is None or change.attempt.hand is None:
            return None
        if await self._is_scored(change, change.attempt):
            return change.plan.after
        return change.plan.before if change.id in self.contradicted else None

    async def _is_scored(self, change: Change, attempt: Attempt) -> bool:
        """Tell whether Secure Score, which knows of nobody only, was computed after the claim and shows it."""
        if change.plan.after.mode is not Mode.NOBODY:
            return False
        try:
            at = await self.ports.directory.scored_off()
        except PortError as error:
            log.warning("Secure Score could not be read: %s", error, extra={"code": error.code})
            return False
        return at is not None and at > attempt.at

    async def _read(self) -> Reading | None:
        try:
            reading = await self.ports.setting.read()
        except PortError as error:
            log.warning("the read-back failed: %s", error, extra={"code": error.code})
            return None
        return reading if reading.setting else None


def _explain(change: Change, attempt: Attempt, outcome: Outcome, answer: Answer, reading: Reading | None) -> str:
    if attempt.hand is None:
        return findings.explain_outcome(outcome, answer, is_read=reading is not None, sentence=attempt.sentence)
    is_old = reading is not None and reading.setting == change.plan.before
    return errand.explain(attempt, outcome, is_read=reading is not None, is_old=is_old)
