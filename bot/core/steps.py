"""The steps that a request takes. Each returns the changed request and the line that the ledger keeps of it.

The two are stored together or not at all. Nothing here reads a clock or writes anything; a step that does not lead
from where the request is raises `NotAllowedError`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.change import Attempt, Change, ChangeId, Proof, State, Told, Vote
from bot.core.entries import bind, record, spell_crowd, spell_setting
from bot.core.fill import Tally
from bot.core.fingerprint import take_fingerprint
from bot.core.impact import Impact
from bot.core.ledger import Entry, Event
from bot.core.outcome import Answer
from bot.core.place import Place
from bot.core.plan import Plan
from bot.core.policy import Person, UserId
from bot.core.roster import allow_drift
from bot.core.rules import Rules, asks_telling, needed_approvals
from bot.core.setting import GroupId

LEADS_FROM: Mapping[Event, frozenset[State]] = {
    Event.SENT: frozenset({State.DRAFT, State.RETURNED}),
    Event.APPROVED: frozenset({State.WAITING}),
    Event.REJECTED: frozenset({State.WAITING}),
    Event.RETURNED: frozenset({State.WAITING}),
    Event.TIGHTENED: frozenset({State.WAITING}),
    Event.WITHDRAWN: frozenset({State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED}),
    Event.EXPIRED: frozenset({State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED}),
    Event.CLAIMED: frozenset({State.APPROVED}),
    Event.FILLED: frozenset({State.APPLYING}),
    Event.STOPPED: frozenset({State.APPLYING}),
    Event.COUNTED: frozenset({State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED}),
    Event.WRITTEN: frozenset({State.APPLYING}),
    Event.DONE: frozenset({State.APPLYING}),
    Event.NOT_DONE: frozenset({State.APPLYING}),
    Event.POSTPONED: frozenset({State.APPROVED, State.APPLYING}),
    Event.DROPPED: frozenset({State.APPROVED, State.APPLYING}),
    Event.SETTLED: frozenset({State.APPLYING, State.UNKNOWN}),
    Event.RESOLVED: frozenset({State.UNKNOWN}),
    Event.CORRECTED: frozenset({State.FAILED}),
}


class NotAllowedError(Exception):
    """The request is in a state from which this step does not lead."""


Stepped = tuple[Change, Entry]


def open_draft(  # noqa: PLR0913  a draft is made of these
    plan: Plan,
    *,
    id: ChangeId,  # noqa: A002  the field's own name
    number: int,
    requester: Person,
    origin: str,
    home: Place,
    rules: Rules,
    reason: str,
    ticket: str,
    at: datetime,
    ref: str = "",
) -> Stepped:
    """Open a request that only its requester acts on. *origin* names the message that asked, *home* its place."""
    change = Change(
        id=id,
        number=number,
        rev=1,
        state=State.DRAFT,
        plan=plan,
        requester=requester,
        origin=origin,
        home=home,
        created_at=at,
        updated_at=at,
        expires_at=at + rules.life,
        reason=reason,
        ticket=ticket,
        needed=needed_approvals(rules, plan),
        ref=ref,
    )
    details = {
        "from": spell_setting(plan.before),
        "to": spell_setting(plan.after),
        "needed": str(change.needed),
        "expires": change.expires_at.isoformat(),
        "ref": ref,
    }
    return change, record(change, Event.PLANNED, before="", by=requester, details=details)


def send(
    change: Change,
    *,
    plan: Plan,
    reason: str,
    ticket: str,
    deciders: tuple[UserId, ...],
    rules: Rules,
    at: datetime,
    told: Told | None = None,
) -> Stepped:
    """Send a draft, or what was returned, to *deciders*. Its time starts now, and votes for an older plan are void."""
    if not reason:
        raise NotAllowedError("a request needs a reason")
    if told is None and asks_telling(plan):
        raise NotAllowedError("a request by which somebody gains says whether people are told")
    needed = needed_approvals(rules, plan)
    if len(set(deciders) - {change.requester.id}) < needed:
        raise NotAllowedError("a request needs enough people who could approve it")
    sent = _move(
        change,
        Event.SENT,
        State.WAITING,
        at=at,
        plan=plan,
        reason=reason,
        ticket=ticket,
        told=told if asks_telling(plan) else None,
        deciders=deciders,
        needed=needed,
        tenant=rules.tenant,
        rules=rules.digest,
        drift=_allow(plan, rules),
        expires_at=at + rules.life,
        sent_at=at,
        sent_rev=change.rev + 1,
        votes=(),
        decider=None,
        note="",
    )
    sent = replace(sent, fingerprint=take_fingerprint(sent.terms))
    return sent, record(sent, Event.SENT, before=change.state, by=change.requester, note=reason, details=bind(sent))


def approve(change: Change, *, by: Person, at: datetime) -> Stepped:
    """Add a yes; the last one needed makes the request approved. Expiry wins over a vote of the same moment."""
    _refuse_voter(change, by, at)
    votes = (*change.votes, Vote(by=by, at=at, fingerprint=change.fingerprint))
    to = State.APPROVED if len(votes) >= change.needed else State.WAITING
    voted = _move(change, Event.APPROVED, to, at=at, votes=votes, decider=by)
    details = {"votes": f"{len(votes)} of {change.needed}", "fingerprint": change.fingerprint}
    return voted, record(voted, Event.APPROVED, before=change.state, by=by, details=details)


def reject(change: Change, *, by: Person, note: str, at: datetime) -> Stepped:
    """Close the request with a no, which wins over any number of yes; whoever has said yes has voted."""
    return _turn_down(change, Event.REJECTED, State.REJECTED, by=by, note=note, at=at)


def give_back(change: Change, *, by: Person, note: str, at: datetime) -> Stepped:
    """Return the request to who asked, with what should be changed; every yes that it had is void."""
    return _turn_down(change, Event.RETURNED, State.RETURNED, by=by, note=note, at=at)


def _turn_down(change: Change, event: Event, to: State, *, by: Person, note: str, at: datetime) -> Stepped:
    _refuse_voter(change, by, at)
    if not note:
        raise NotAllowedError("whoever does not agree says why")
    votes = () if to is State.RETURNED else change.votes
    turned = _move(change, event, to, at=at, decider=by, note=note, votes=votes)
    details = {"fingerprint": change.fingerprint}
    return turned, record(turned, event, before=change.state, by=by, note=note, details=details)


def tighten(change: Change, *, rules: Rules, at: datetime) -> Stepped:
    """Put a waiting request under other rules. The stricter of both hold, and everybody is asked anew."""
    sent_at = change.sent_at or change.created_at
    tightened = _move(
        change,
        Event.TIGHTENED,
        State.WAITING,
        at=at,
        needed=max(change.needed, needed_approvals(rules, change.plan)),
        expires_at=min(change.expires_at, sent_at + rules.life),
        drift=min(change.drift, _allow(change.plan, rules)),
        rules=rules.digest,
        sent_rev=change.rev + 1,
        votes=(),
        decider=None,
    )
    tightened = replace(tightened, fingerprint=take_fingerprint(tightened.terms))
    return tightened, record(tightened, Event.TIGHTENED, before=change.state, details=bind(tightened))


def withdraw(change: Change, *, at: datetime) -> Stepped:
    """Take the request back, by its requester, while nothing has been sent to the tenant."""
    withdrawn = _move(change, Event.WITHDRAWN, State.WITHDRAWN, at=at)
    return withdrawn, record(withdrawn, Event.WITHDRAWN, before=change.state, by=change.requester)


def expire(change: Change, *, at: datetime) -> Stepped:
    if at < change.expires_at:
        raise NotAllowedError("the request has not expired yet")
    expired = _move(change, Event.EXPIRED, State.EXPIRED, at=at)
    return expired, record(expired, Event.EXPIRED, before=change.state)


def claim(
    change: Change,
    *,
    token: str,
    rest: Mapping[str, str],
    at: datetime,
    renamed: str = "",
    hand: Person | None = None,
) -> Stepped:
    """Take an approved request to apply it. Kept before anything is sent, so that nobody else takes it too.

    *hand* is a person who is asked to make the change, where Linkgate does not write.
    """
    if why := find_gap(change, at=at):
        raise NotAllowedError(why)
    attempt = Attempt(at=at, token=token, rest=rest, renamed=renamed, hand=hand)
    claimed = _move(change, Event.CLAIMED, State.APPLYING, at=at, attempt=attempt, not_before=None)
    planned = change.plan.group.name if change.plan.group and renamed else ""
    details = {
        "correlation": token,
        "fingerprint": change.fingerprint,
        "group was": planned,
        "group is": renamed,
        "asked": hand.id if hand else "",
    }
    return claimed, record(claimed, Event.CLAIMED, before=change.state, details=details)


def find_gap(change: Change, *, at: datetime) -> str:
    """Say what the request itself lacks to be written, whatever the tenant says; empty when nothing."""
    voters = {vote.by.id for vote in change.votes if vote.fingerprint == change.fingerprint}
    if change.fingerprint != take_fingerprint(change.terms):
        return "the request is not the one whose fingerprint was taken"
    if len(voters & (set(change.deciders) - {change.requester.id})) < change.needed:
        return "too few people approved exactly this"
    return "the request has expired" if at >= change.expires_at else ""


def finish_task(
    change: Change,
    *,
    tally: Tally,
    rest: Mapping[str, str],
    at: datetime,
    made: GroupId | None = None,
    hand: Person | None = None,
) -> Stepped:
    """Note that a group was filled or made, as far as it could be; the setting, if it is changed too, comes next.

    *rest* and *hand* are what they are when a request is claimed that has no task.
    """
    if not change.is_at_task or change.attempt is None:
        raise NotAllowedError("there is nothing left to do to the group")
    attempt = replace(change.attempt, filled=at, made=made, rest=rest, hand=hand)
    done = _move(change, Event.FILLED, State.APPLYING, at=at, attempt=attempt)
    counts = {str(fate): f"{count:,}" for fate, count in sorted(tally.items()) if count}
    details = {**counts, "made": made or "", "correlation": attempt.token, "asked": hand.id if hand else ""}
    return done, record(done, Event.FILLED, before=change.state, details=details)


def stop(change: Change, *, by: Person, at: datetime) -> Stepped:
    """Have the filling of a group stop where it is. Who has been added stays."""
    if not (change.is_at_task and change.plan.fill) or change.attempt is None or change.attempt.stopped:
        raise NotAllowedError("there is nothing to stop")
    stopped = _move(change, Event.STOPPED, State.APPLYING, at=at, attempt=replace(change.attempt, stopped=by))
    return stopped, record(stopped, Event.STOPPED, before=change.state, by=by)


def note_impact(change: Change, *, impact: Impact, at: datetime) -> Stepped:
    """Note for how many people the change is, where that took longer to count than the plan."""
    if not change.plan.impact.is_counting:
        raise NotAllowedError("nothing is being counted")
    known = replace(impact, is_counting=False, at=impact.at or at)
    counted = _move(change, Event.COUNTED, change.state, at=at, plan=replace(change.plan, impact=known))
    unchanged = "unknown" if impact.unchanged is None else str(impact.unchanged)
    counts = {"gain": spell_crowd(impact.gain), "lose": spell_crowd(impact.lose), "unchanged": unchanged}
    return counted, record(counted, Event.COUNTED, before=change.state, details=counts)


def note_answer(change: Change, *, answer: Answer, executor: str, sentence: str, at: datetime) -> Stepped:
    """Note what came back from the write, which can be lost no more. It is no outcome: the request goes on applying."""
    if change.attempt is None or change.attempt.answer is not None:
        raise NotAllowedError("one write has one answer")
    attempt = replace(change.attempt, answer=answer, executor=executor, sentence=sentence)
    written = _move(change, Event.WRITTEN, State.APPLYING, at=at, attempt=attempt)
    details = {"answer": str(answer), "executor": executor, "correlation": attempt.token}
    return written, record(written, Event.WRITTEN, before=change.state, note=sentence, details=details)


def report(change: Change, *, by: Person, at: datetime, hindrance: str = "") -> Stepped:
    """Note what the person who was asked says: it is done, or the *hindrance*. No outcome: that is read back."""
    hand = change.waits_for
    if change.attempt is None or hand is None or hand.id != by.id:
        raise NotAllowedError("only who was asked to make the change says what came of it, and once")
    event, answer = (Event.NOT_DONE, Answer.REFUSED) if hindrance else (Event.DONE, Answer.DONE)
    attempt = replace(change.attempt, answer=answer, executor=by.id, sentence=hindrance)
    told = _move(change, event, State.APPLYING, at=at, attempt=attempt)
    details = {"correlation": attempt.token, "fingerprint": change.fingerprint}
    return told, record(told, event, before=change.state, by=by, note=hindrance, details=details)


def postpone(change: Change, *, until: datetime, note: str, at: datetime) -> Stepped:
    """Put an approved request off: nothing was written, as far as can be proved, and it is tried again later."""
    if change.attempt and change.attempt.answer not in {None, Answer.REFUSED}:
        raise NotAllowedError("what may have been carried out is not put off")
    postponed = _move(change, Event.POSTPONED, State.APPROVED, at=at, attempt=None, not_before=until, note=note)
    details = {"until": until.isoformat()}
    return postponed, record(postponed, Event.POSTPONED, before=change.state, note=note, details=details)


def drop(change: Change, *, note: str, at: datetime, term: str = "") -> Stepped:
    """Close an approved request before anything was sent: *term* of what was approved is not so any more."""
    if change.attempt and change.attempt.answer:
        raise NotAllowedError("what was sent cannot be dropped")
    dropped = _move(change, Event.DROPPED, State.STALE, at=at, note=note)
    details = {"term": term, "fingerprint": change.fingerprint}
    return dropped, record(dropped, Event.DROPPED, before=change.state, note=note, details=details)


def settle(change: Change, to: State, *, attempt: Attempt, note: str, at: datetime) -> Stepped:
    """Record what became of the write: applied, failed, or unknown. Nothing else is said, and never a guess."""
    if to not in {State.APPLIED, State.FAILED, State.UNKNOWN} or to is change.state:
        raise NotAllowedError(f"an attempt that is {change.state} does not end as {to}")
    return _close(change, Event.SETTLED, to, attempt=attempt, note=note, at=at)


def resolve(change: Change, to: State, *, name: str, note: str, at: datetime) -> Stepped:
    """Close an unknown outcome on the word of *name*, who looked at the tenant and says why."""
    if to not in {State.APPLIED, State.FAILED} or not note or change.attempt is None:
        raise NotAllowedError("a person resolves an unknown outcome as applied or failed, and says why")
    attempt = replace(change.attempt, proof=Proof.ATTESTED if to is State.APPLIED else None)
    return _close(change, Event.RESOLVED, to, attempt=attempt, note=note, at=at, name=name)


def correct(change: Change, *, attempt: Attempt, note: str, at: datetime) -> Stepped:
    """Correct a failure: what was approved is found in the tenant after all."""
    return _close(change, Event.CORRECTED, State.APPLIED, attempt=attempt, note=note, at=at)


def _close(
    change: Change, event: Event, to: State, *, attempt: Attempt, note: str, at: datetime, name: str = ""
) -> Stepped:
    closed = _move(change, event, to, at=at, attempt=attempt, note=note)
    details = {
        "executor": attempt.executor,
        "correlation": attempt.token,
        "collateral": ", ".join(attempt.collateral),
        "proof": str(attempt.proof or ""),
        "fingerprint": change.fingerprint,
    }
    return closed, replace(record(closed, event, before=change.state, note=note, details=details), name=name)


def _refuse_voter(change: Change, by: Person, at: datetime) -> None:
    if by.id == change.requester.id:
        raise NotAllowedError("nobody decides on their own request")
    if by.id not in change.deciders:
        raise NotAllowedError("only those decide who were approvers when the request was sent")
    if change.has_vote_of(by.id):
        raise NotAllowedError("one person has one vote")
    if at >= change.expires_at:
        raise NotAllowedError("the request has expired")


def _move(change: Change, event: Event, to: State, *, at: datetime, **fields: Any) -> Change:  # noqa: ANN401  fields of Change
    if change.state not in LEADS_FROM[event]:
        raise NotAllowedError(f"a request that is {change.state} cannot be {event}")
    return replace(change, state=to, rev=change.rev + 1, updated_at=at, **fields)


def _allow(plan: Plan, rules: Rules) -> int:
    return allow_drift(plan.roster, percent=rules.drift_percent, people=rules.drift_people) if plan.roster else 0
