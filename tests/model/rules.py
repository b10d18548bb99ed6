"""What can happen next, from any moment: by the workers, by the tenant, by people, and by time passing.

Whatever is kept of the request is kept by `_store`, and is named by the event that the ledger would have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.moment import (
    ANSWERS,
    FINAL,
    ON_ITS_WAY,
    SETTINGS,
    UNSENT,
    Defence,
    Flight,
    Lapse,
    Moment,
    Phase,
    Promise,
    Risk,
    Step,
    Value,
    Worker,
)

from bot.core.change import State
from bot.core.ledger import Event
from bot.core.outcome import Answer, tell_outcome


def _keep(moment: Moment, state: State) -> Moment:
    return moment._replace(state=state, rev=moment.rev + 1, said=moment.said | ({state} & FINAL))


def _remember(moment: Moment, who: int, worker: Worker) -> Moment:
    first, second = moment.workers
    return moment._replace(workers=(worker, second) if who == 0 else (first, worker))


@dataclass(frozen=True, slots=True)
class Rules:
    """What can happen next; *without* a defence, *despite* a risk."""

    without: Defence | None = None
    despite: Risk | None = None

    def steps(self, moment: Moment) -> Iterator[Step]:
        if moment.state in FINAL and moment.flight not in ON_ITS_WAY and moment.is_at_rest:
            return
        for who in (0, 1):
            yield from self._work(moment, who)
        yield from self._answer(moment)
        yield from self._meddle(moment)
        if moment.state in {State.APPLYING, State.UNKNOWN} and moment.flight not in ON_ITS_WAY:
            if not moment.is_over:
                yield Step(words="the patience ends", after=moment._replace(is_over=True))
            if moment.state is State.UNKNOWN and self._has(Defence.PERSON):
                state = State.APPLIED if moment.has_landed else State.FAILED
                yield Step(words=f"a person looks it up: {state}", after=_keep(moment, state), event="resolved")

    def _has(self, defence: Defence) -> bool:
        return defence is not self.without

    def _work(self, moment: Moment, who: int) -> Iterator[Step]:
        worker = moment.workers[who]
        if worker.phase is Phase.OUT:
            is_alone = moment.workers[1 - who].phase is Phase.OUT
            if (is_alone and who == moment.crashes % 2) or not (is_alone or self._has(Defence.LOCK)):
                yield self._do(moment, who, "starts", phase=Phase.IDLE)
            return
        if moment.crashes:
            dead = _remember(moment._replace(crashes=moment.crashes - 1), who, Worker())
            yield Step(words=f"w{who} dies", after=dead, is_mishap=True)
        yield from self._act(moment, who, worker)

    def _act(self, moment: Moment, who: int, worker: Worker) -> Iterator[Step]:
        match worker.phase:
            case Phase.IDLE:
                yield from self._take_up(moment, who)
            case Phase.READY:
                yield self._claim(moment, who)
            case Phase.CLAIMED:
                yield self._look_last(moment, who)
            case Phase.LOOKED:
                yield self._send(moment, who, "sends the write")
            case Phase.SENT:
                yield from self._hear(moment, who)
            case Phase.READING:
                yield from self._read(moment, who)
            case Phase.READ:
                yield self._settle(moment, who)

    def _take_up(self, moment: Moment, who: int) -> Iterator[Step]:
        """Take the request up as it is found; what was being applied was left by a dead worker."""
        moment = _remember(moment, who, Worker(phase=Phase.IDLE, rev=moment.rev))
        match moment.state:
            case State.APPROVED if objection := self._object(moment):
                yield self._store(moment, who, f"looks, {objection}: stale", Event.DROPPED, State.STALE)
                if moment.lapse is not Lapse.NO:
                    yield self._store(moment, who, "closes what is too old", Event.EXPIRED, State.EXPIRED)
            case State.APPROVED:
                yield self._do(moment, who, "looks", phase=Phase.READY)
            case State.APPLYING:
                is_over = moment.is_over and (moment.kept is not None or not self._has(Defence.LAST_SENDING))
                found = moment._replace(is_over=is_over)
                yield self._do(found, who, "takes over", phase=Phase.READING, answer=moment.kept)
            case State.UNKNOWN:
                yield self._do(moment, who, "looks again at the unknown", phase=Phase.READING, answer=moment.kept)
            case _:
                pass

    def _object(self, moment: Moment, *, has_claimed: bool = False) -> str:
        if moment.setting is not Value.OLD and self._has(Defence.STALE):
            return f"finds {moment.setting}"
        is_looked_at = not has_claimed or self._has(Defence.VOTES)
        return "finds the approval lapsed" if moment.lapse is not Lapse.NO and is_looked_at else ""

    def _claim(self, moment: Moment, who: int) -> Step:
        if not self._has(Defence.CLAIM):
            return self._do(moment, who, "goes on without a claim", phase=Phase.CLAIMED)
        free = moment._replace(is_over=False, kept=None)
        return self._store(moment, who, "claims", Event.CLAIMED, State.APPLYING, so_that=free, phase=Phase.CLAIMED)

    def _look_last(self, moment: Moment, who: int) -> Step:
        if objection := self._object(moment, has_claimed=True):
            return self._store(moment, who, f"looks again, {objection}: stale", Event.DROPPED, State.STALE)
        return self._do(moment, who, "looks again", phase=Phase.LOOKED, found=moment.setting)

    def _send(self, moment: Moment, who: int, words: str) -> Step:
        is_second = moment.flight not in {Flight.NONE, Flight.REFUSED, Flight.THROTTLED}
        harm = {Promise.ONCE} if is_second else set()
        harm |= {Promise.VOTES} if moment.lapse is Lapse.IN_TIME else set()
        base = moment.workers[who].found or moment.base
        sent = moment._replace(flight=Flight.AIR, base=base, harm=moment.harm | harm)
        return self._do(sent, who, words, phase=Phase.SENT, found=None)

    def _hear(self, moment: Moment, who: int) -> Iterator[Step]:
        """Hear the answer, or give up waiting for it, which is possible at any time; keep it, and go on reading."""
        if self._has(Defence.LAST_SENDING):
            moment = moment._replace(is_over=False)
        yield self._hear_nothing(moment, who)
        answer = ANSWERS.get(moment.flight)
        if moment.flight is Flight.THROTTLED:
            yield self._store(moment, who, "hears 429 and puts the request back", "postponed", State.APPROVED)
        elif answer is Answer.ACCEPTED and not self._has(Defence.YES):
            unread = moment._replace(harm=moment.harm | ({Promise.APPLIED} if not moment.has_landed else set()))
            yield self._store(moment, who, "hears yes: applied", Event.SETTLED, State.APPLIED, so_that=unread)
        elif answer:
            yield self._note(moment, who, "hears yes" if answer is Answer.ACCEPTED else "hears no", answer)

    def _hear_nothing(self, moment: Moment, who: int) -> Step:
        match self.without:
            case Defence.NOT_FAILED:
                return self._store(moment, who, "hears nothing: failed", Event.SETTLED, State.FAILED)
            case Defence.NOT_AGAIN:
                return self._store(moment, who, "hears nothing and puts the request back", "postponed", State.APPROVED)
            case Defence.ONCE:
                return self._send(moment, who, "hears nothing and sends the write again")
            case _:
                return self._note(moment, who, "hears nothing", Answer.UNSURE)

    def _note(self, moment: Moment, who: int, words: str, answer: Answer) -> Step:
        memory = {"phase": Phase.READING, "answer": answer}
        if not self._has(Defence.ANSWER):
            return self._do(moment, who, words, **memory)
        noted = moment._replace(kept=answer)
        return self._store(moment, who, words, Event.WRITTEN, State.APPLYING, so_that=noted, **memory)

    def _read(self, moment: Moment, who: int) -> Iterator[Step]:
        is_yes = moment.workers[who].answer is Answer.ACCEPTED
        seen = moment._replace(was_yes_read_back=moment.was_yes_read_back or is_yes)
        memory = {"phase": Phase.READ, "was_over": moment.is_over}
        yield self._do(seen, who, f"reads {moment.setting}", found=moment.setting, **memory)
        if moment.is_over:
            yield self._do(seen, who, "cannot read the setting", found=None, **memory)

    def _settle(self, moment: Moment, who: int) -> Step:
        worker = moment.workers[who]
        is_over = worker.was_over if self._has(Defence.CLOCK) else moment.is_over
        outcome = tell_outcome(
            before=SETTINGS[Value.OLD],
            wanted=SETTINGS[Value.NEW],
            found=SETTINGS[worker.found] if worker.found else None,
            answer=worker.answer or Answer.UNSURE,
            is_over=is_over or not self._has(Defence.QUARANTINE),
        )
        state = State(outcome) if outcome else moment.state
        if state is moment.state is State.UNKNOWN and not self._has(Defence.PROOF):
            state = State.FAILED
        if state is moment.state:
            phase = Phase.IDLE if state is State.UNKNOWN else Phase.READING
            return self._do(moment, who, "cannot tell yet", phase=phase, found=None, was_over=False)
        harm = {Promise.YES} if state is State.FAILED and moment.was_yes_read_back else set()
        judged = moment._replace(kept=worker.answer, harm=moment.harm | harm)
        return self._store(moment, who, f"says {state}", Event.SETTLED, state, so_that=judged)

    def _do(self, moment: Moment, who: int, words: str, **memory: Any) -> Step:
        return Step(words=f"w{who} {words}", after=_remember(moment, who, moment.workers[who]._replace(**memory)))

    def _store(
        self,
        moment: Moment,
        who: int,
        words: str,
        event: str,
        state: State,
        *,
        so_that: Moment | None = None,
        **memory: Any,
    ) -> Step:
        """Keep a step of the request, if nobody was faster; without *memory* the worker is done with it then."""
        worker = moment.workers[who]
        if worker.rev != moment.rev and self._has(Defence.COMPARE):
            return Step(words=f"w{who} was overtaken", after=_remember(moment, who, Worker(phase=Phase.IDLE)))
        kept = _keep(so_that or moment, state)
        worker = worker._replace(rev=kept.rev, **memory) if memory else Worker(phase=Phase.IDLE)
        return Step(words=f"w{who} {words}", after=_remember(kept, who, worker), event=event)

    def _answer(self, moment: Moment) -> Iterator[Step]:
        """Let the tenant do what it may with a write that is on its way."""
        if moment.flight not in ON_ITS_WAY:
            return
        if moment.setting is moment.base or self.despite is Risk.NO_ETAG:
            yield Step(words="the write lands", after=_land(moment))
        is_taken = moment.flight is Flight.TAKEN
        yield Step(words="the write comes to nothing", after=moment._replace(flight=Flight.GONE))
        if not is_taken:
            yield Step(words="the tenant says yes, and shows nothing yet", after=moment._replace(flight=Flight.TAKEN))
            yield Step(words="the tenant refuses", after=moment._replace(flight=Flight.REFUSED))
        if not is_taken and moment.throttles:
            busy = moment._replace(flight=Flight.THROTTLED, throttles=moment.throttles - 1)
            yield Step(words="the tenant says 429", after=busy)

    def _meddle(self, moment: Moment) -> Iterator[Step]:
        """Let the requester, the approver and another admin do what they may."""
        is_free = moment.state is State.APPROVED
        if is_free or (moment.state is State.APPLYING and not self._has(Defence.WITHDRAWAL)):
            after = _keep(moment, State.WITHDRAWN)
            yield Step(words="the requester withdraws", after=after, event=Event.WITHDRAWN, is_mishap=True)
        if moment.lapse is Lapse.NO and moment.state in {State.APPROVED, State.APPLYING} and moment.flight in UNSENT:
            is_late = any(worker.phase is Phase.LOOKED for worker in moment.workers)
            lapsed = moment._replace(lapse=Lapse.TOO_LATE if is_late else Lapse.IN_TIME)
            yield Step(words="an approval lapses", after=lapsed, is_mishap=True)
        can_undo = not moment.has_landed or self.despite is Risk.UNDONE
        for value in Value if moment.others else ():
            if value is not moment.setting and (value is not Value.OLD or can_undo):
                changed = moment._replace(setting=value, others=moment.others - 1)
                yield Step(words=f"another admin sets {value}", after=changed, is_mishap=True)


def _land(moment: Moment) -> Moment:
    harm = {Promise.OTHERS} if moment.setting is Value.THIRD else set()
    return moment._replace(setting=Value.NEW, flight=Flight.LANDED, has_landed=True, harm=moment.harm | harm)
