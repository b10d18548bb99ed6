"""A change request: what it is made of, and which states it can be in.

    draft -> waiting -> approved -> applying -> applied
      |       |   ^       |   ^       |  | |-> unknown -> applied | failed
      |       v   |       |   `-------'  | `-> failed -> applied  (it landed after all)
      |     returned      `----> stale <-'     (not as approved any more; nothing was written)
      `-------+-----------+-> withdrawn | expired
              `-> rejected

People say *request*. The steps are in `steps`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.core.fingerprint import Terms
from bot.core.outcome import Answer, Outcome
from bot.core.place import Place
from bot.core.plan import Plan
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId

ChangeId = NewType("ChangeId", str)
"""128 random bits: what a card carries. People read the number instead."""


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    UNKNOWN = "unknown"
    STALE = "stale"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    EXPIRED = "expired"


OPEN = frozenset({State.WAITING, State.APPROVED, State.APPLYING, State.UNKNOWN})
"""States that hold the setting: no second request may be sent meanwhile."""

ENDED = frozenset({State.APPLIED, State.FAILED, State.STALE, State.WITHDRAWN, State.REJECTED, State.EXPIRED})
"""States after which nothing is expected any more."""


class Told(StrEnum):
    """What the requester says of telling people, where somebody gains; the documentation obliges the admin to."""

    DONE = "done"
    PLANNED = "planned"  # before it takes effect
    NO = "no"


class Proof(StrEnum):
    """How it is known that a change was made."""

    VERIFIED = "verified"  # read back from the tenant
    SCORED = "verified-by-score"  # Microsoft Secure Score shows it, computed after the claim
    ATTESTED = "attested"  # a person says so


def tell_proof(outcome: Outcome, *, is_read: bool, is_found: bool) -> Proof | None:
    """Tell how it is known: read back; else *is_found*, by Secure Score; else on a person's word."""
    if outcome is not Outcome.APPLIED:
        return None
    if is_read:
        return Proof.VERIFIED
    return Proof.SCORED if is_found else Proof.ATTESTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One approver's yes to one fingerprint. A person has one vote; *by* is compared by object id."""

    by: Person
    at: datetime
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The one try to write: kept before the write is sent, so that a crash leaves a trace of it.

    *rest* is what the tenant's other properties looked like just before; *token* correlates with Microsoft's logs;
    *executor* is the object id whose credential was used, *answer* what came back and *sentence* why it was not a yes;
    None: nobody knows whether anything was sent. *hand* is the person who was asked to make the change instead, and
    says what came of it; None: Linkgate writes. *renamed* is what the group is called now, where it was planned under
    another name. *filled* is when the group's part was done, *made* the group that was made; *stopped* is who stopped
    it.
    """

    at: datetime
    token: str
    rest: Mapping[str, str] = field(default_factory=dict)
    renamed: str = ""
    executor: str = ""
    answer: Answer | None = None
    sentence: str = ""
    collateral: tuple[str, ...] = ()
    proof: Proof | None = None
    hand: Person | None = None
    filled: datetime | None = None
    made: GroupId | None = None
    stopped: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A request to change the setting.

    *rev* counts the steps taken; storing compares it. *ref* finds the log lines of all that is done about it.
    *deciders* were approvers when the request was sent: nobody who became one later decides on it. *tenant*, *rules*
    (their digest), *drift* and the plan are what the *fingerprint* is made of, from the moment it is sent, which
    made the revision *sent_rev*: a click on an older card is about something else.
    An approved request is not tried again before *not_before*. *told* is what the requester said of telling people;
    None where nobody was asked.
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
    sent_at: datetime | None = None
    reason: str = ""
    ticket: str = ""
    told: Told | None = None
    needed: int = 1
    deciders: tuple[UserId, ...] = ()
    tenant: str = ""
    rules: str = ""
    drift: int = 0
    fingerprint: str = ""
    sent_rev: int = 0
    votes: tuple[Vote, ...] = ()
    not_before: datetime | None = None
    attempt: Attempt | None = None
    decider: Person | None = None
    note: str = ""
    ref: str = ""

    @property
    def is_final(self) -> bool:
        return self.state in ENDED

    @property
    def known_attempt(self) -> Attempt:
        """The attempt; where none was kept, one of which nothing is known."""
        return self.attempt or Attempt(at=self.updated_at, token="")

    @property
    def terms(self) -> Terms:
        """What an approval of this request is for."""
        return Terms(
            tenant=self.tenant,
            before=self.plan.before,
            after=self.plan.after,
            roster=self.plan.roster,
            drift=self.drift,
            rules=self.rules,
            expires_at=self.expires_at,
            task=self.plan.spell_task(),
        )

    @property
    def is_at_task(self) -> bool:
        """Whether a group is being filled or made now."""
        if self.state is not State.APPLYING or self.attempt is None:
            return False
        return self.plan.task is not None and self.attempt.filled is None

    @property
    def waits_for(self) -> Person | None:
        """Who is asked to make the change by hand, and has not said yet what came of it."""
        is_asked = self.state is State.APPLYING and self.attempt and self.attempt.answer is None
        return self.attempt.hand if self.attempt and is_asked else None

    def has_vote_of(self, person: UserId) -> bool:
        return any(vote.by.id == person for vote in self.votes)
