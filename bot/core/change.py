"""A change request and the steps it may take.

    draft -> waiting -> approved -> applying -> applied
      |         |           |          |  |-> unknown -> applied | failed
      |         |           |          |  `-> failed   (proved not to have been carried out)
      |         |           `----------+-> stale       (not as approved any more; nothing was written)
      `---------+-----------+-> withdrawn | expired
                `-> rejected

People say *request*. Every step returns the changed request and the line that the ledger keeps of it;
the two are stored together or not at all. Nothing here reads a clock or writes anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from bot.core.ledger import Entry, Event
from bot.core.outcome import Answer
from bot.core.place import Place
from bot.core.plan import Plan
from bot.core.policy import Person, UserId
from bot.core.setting import Setting

ChangeId = NewType("ChangeId", str)
"""128 random bits: what a card carries. People read the number instead."""


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    UNKNOWN = "unknown"
    STALE = "stale"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    EXPIRED = "expired"


_LEADS_FROM: Mapping[Event, frozenset[State]] = {
    Event.SENT: frozenset({State.DRAFT}),
    Event.APPROVED: frozenset({State.WAITING}),
    Event.REJECTED: frozenset({State.WAITING}),
    Event.WITHDRAWN: frozenset({State.DRAFT, State.WAITING, State.APPROVED}),
    Event.EXPIRED: frozenset({State.DRAFT, State.WAITING, State.APPROVED}),
    Event.CLAIMED: frozenset({State.APPROVED}),
    Event.WRITTEN: frozenset({State.APPLYING}),
    Event.DROPPED: frozenset({State.APPROVED, State.APPLYING}),
    Event.SETTLED: frozenset({State.APPLYING, State.UNKNOWN}),
}

OPEN = frozenset({State.WAITING, State.APPROVED, State.APPLYING})
"""States that hold the setting: no second request may be sent meanwhile."""


class NotAllowedError(Exception):
    """The request is in a state from which this step does not lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One approver's yes. A person has one vote; *by* is compared by object id."""

    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The one try to write: kept before the write is sent, so that a crash leaves a trace of it.

    *rest* is what the tenant's other properties looked like just before; *token* correlates with Microsoft's logs;
    *executor* is the object id whose credential was used, *answer* what came back and *sentence* why it was not a yes;
    None: nobody knows whether anything was sent.
    """

    at: datetime
    token: str
    rest: Mapping[str, str] = field(default_factory=dict)
    executor: str = ""
    answer: Answer | None = None
    sentence: str = ""
    collateral: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A request to change the setting.

    *rev* counts the steps taken; storing compares it. *ref* finds the log lines of all that is done about it.
    *deciders* were approvers when the request was sent: nobody
    who became one later decides on it.
    """

    id: ChangeId
    number: int
    rev: int
    state: State
    plan: Plan
    requester: Person
    origin: str
    home: Place
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    reason: str = ""
    ticket: str = ""
    needed: int = 1
    deciders: tuple[UserId, ...] = ()
    votes: tuple[Vote, ...] = ()
    attempt: Attempt | None = None
    decider: Person | None = None
    note: str = ""
    ref: str = ""

    @property
    def is_final(self) -> bool:
        return not any(self.state in states for states in _LEADS_FROM.values())

    def has_vote_of(self, person: UserId) -> bool:
        return any(vote.by.id == person for vote in self.votes)


Stepped = tuple[Change, Entry]


def open_draft(  # noqa: PLR0913  a draft is made of these
    plan: Plan,
    *,
    id: ChangeId,  # noqa: A002  the field's own name
    number: int,
    requester: Person,
    origin: str,
    home: Place,
    needed: int,
    reason: str,
    ticket: str,
    at: datetime,
    expires_at: datetime,
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
        expires_at=expires_at,
        reason=reason,
        ticket=ticket,
        needed=needed,
        ref=ref,
    )
    details = {"from": _spell(plan.before), "to": _spell(plan.after), "ref": ref}
    return change, _record(change, Event.PLANNED, before="", by=requester, details=details)


def send(
    change: Change, *, reason: str, ticket: str, deciders: tuple[UserId, ...], at: datetime, expires_at: datetime
) -> Stepped:
    """Send a draft to *deciders*; its time starts now."""
    if not reason:
        raise NotAllowedError("a request needs a reason")
    if len(set(deciders) - {change.requester.id}) < change.needed:
        raise NotAllowedError("a request needs enough people who could approve it")
    fields = {"reason": reason, "ticket": ticket, "deciders": deciders, "expires_at": expires_at}
    sent = _move(change, Event.SENT, State.WAITING, at=at, **fields)
    details = {"needed": str(change.needed), "ticket": ticket}
    return sent, _record(sent, Event.SENT, before=change.state, by=change.requester, note=reason, details=details)


def approve(change: Change, *, by: Person, at: datetime) -> Stepped:
    """Add a yes; the last one needed makes the request approved. Expiry wins over a vote of the same moment."""
    _refuse_voter(change, by)
    if at >= change.expires_at:
        raise NotAllowedError("the request has expired")
    votes = (*change.votes, Vote(by=by, at=at))
    to = State.APPROVED if len(votes) >= change.needed else State.WAITING
    voted = _move(change, Event.APPROVED, to, at=at, votes=votes, decider=by)
    details = {"votes": f"{len(votes)} of {change.needed}"}
    return voted, _record(voted, Event.APPROVED, before=change.state, by=by, details=details)


def reject(change: Change, *, by: Person, note: str, at: datetime) -> Stepped:
    """Close the request with a no, which wins over any number of yes; whoever has said yes has voted."""
    _refuse_voter(change, by)
    if not note:
        raise NotAllowedError("a rejection needs a reason")
    rejected = _move(change, Event.REJECTED, State.REJECTED, at=at, decider=by, note=note)
    return rejected, _record(rejected, Event.REJECTED, before=change.state, by=by, note=note)


def withdraw(change: Change, *, at: datetime) -> Stepped:
    """Take the request back, by its requester, while nothing has been sent to the tenant."""
    withdrawn = _move(change, Event.WITHDRAWN, State.WITHDRAWN, at=at)
    return withdrawn, _record(withdrawn, Event.WITHDRAWN, before=change.state, by=change.requester)


def expire(change: Change, *, at: datetime) -> Stepped:
    if at < change.expires_at:
        raise NotAllowedError("the request has not expired yet")
    expired = _move(change, Event.EXPIRED, State.EXPIRED, at=at)
    return expired, _record(expired, Event.EXPIRED, before=change.state)


def claim(change: Change, *, token: str, rest: Mapping[str, str], at: datetime) -> Stepped:
    """Take an approved request to apply it. Kept before anything is sent, so that nobody else takes it too."""
    claimed = _move(change, Event.CLAIMED, State.APPLYING, at=at, attempt=Attempt(at=at, token=token, rest=rest))
    return claimed, _record(claimed, Event.CLAIMED, before=change.state, details={"correlation": token})


def note_answer(change: Change, *, answer: Answer, executor: str, sentence: str, at: datetime) -> Stepped:
    """Note what came back from the write, which can be lost no more. It is no outcome: the request goes on applying."""
    if change.attempt is None or change.attempt.answer is not None:
        raise NotAllowedError("one write has one answer")
    attempt = replace(change.attempt, answer=answer, executor=executor, sentence=sentence)
    written = _move(change, Event.WRITTEN, State.APPLYING, at=at, attempt=attempt)
    details = {"answer": str(answer), "executor": executor, "correlation": attempt.token}
    return written, _record(written, Event.WRITTEN, before=change.state, note=sentence, details=details)


def drop(change: Change, *, note: str, at: datetime) -> Stepped:
    """Close an approved request before anything was sent: the world is not the one that was approved."""
    if change.attempt and change.attempt.answer:
        raise NotAllowedError("what was sent cannot be dropped")
    dropped = _move(change, Event.DROPPED, State.STALE, at=at, note=note)
    return dropped, _record(dropped, Event.DROPPED, before=change.state, note=note)


def settle(change: Change, to: State, *, attempt: Attempt, note: str, at: datetime) -> Stepped:
    """Record what became of the write: applied, failed, or unknown. Nothing else is said, and never a guess."""
    if to not in {State.APPLIED, State.FAILED, State.UNKNOWN} or to is change.state:
        raise NotAllowedError(f"an attempt that is {change.state} does not end as {to}")
    settled = _move(change, Event.SETTLED, to, at=at, attempt=attempt, note=note)
    details = {"executor": attempt.executor, "correlation": attempt.token, "collateral": ", ".join(attempt.collateral)}
    return settled, _record(settled, Event.SETTLED, before=change.state, note=note, details=details)


def _refuse_voter(change: Change, by: Person) -> None:
    if by.id == change.requester.id:
        raise NotAllowedError("nobody decides on their own request")
    if by.id not in change.deciders:
        raise NotAllowedError("only those decide who were approvers when the request was sent")
    if change.has_vote_of(by.id):
        raise NotAllowedError("one person has one vote")


def _move(change: Change, event: Event, to: State, *, at: datetime, **fields: Any) -> Change:  # noqa: ANN401  fields of Change
    if change.state not in _LEADS_FROM[event]:
        raise NotAllowedError(f"a request that is {change.state} cannot be {event}")
    return replace(change, state=to, rev=change.rev + 1, updated_at=at, **fields)


def _record(
    change: Change,
    event: Event,
    *,
    before: str,
    by: Person | None = None,
    note: str = "",
    details: Mapping[str, str] | None = None,
) -> Entry:
    return Entry(
        at=change.updated_at,
        request=change.number,
        event=event,
        before=str(before),
        after=str(change.state),
        by=by.id if by else "",
        name=by.name if by else "",
        note=note,
        details={key: value for key, value in (details or {}).items() if value},
    )


def _spell(setting: Setting) -> str:
    return f"{setting.mode} {setting.group}" if setting.group else str(setting.mode)
