"""Who may do what. Every answer is a verdict with its reason; what cannot be told is no."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

UserId = NewType("UserId", str)
"""An Entra object id of a person, lower case. Never a name, never an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account of the tenant, as Graph tells it; *name* is for showing only."""

    id: UserId
    name: str
    is_enabled: bool = True
    is_guest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is at this moment: read from Graph for each act, never kept."""

    person: Person
    is_admin: bool = False
    is_operator: bool = False
    is_approver: bool = False


class Right(StrEnum):
    SEE = "see"  # the status
    ASK = "ask"  # for a change; take it back
    DECIDE = "decide"  # approve or reject somebody else's request
    LOOK = "look"  # at requests and history


class Rule(StrEnum):
    """What is asked of whoever acts, and of what they ask for. A refusal names the one that was not met."""

    MEMBERS = "members"
    ASKERS = "askers"
    APPROVERS = "approvers"
    READERS = "readers"
    FOUR_EYES = "four-eyes"
    OWN_REQUEST = "own-request"
    KNOWN_CARD = "known-card"
    ONE_AT_A_TIME = "one-at-a-time"
    QUORUM = "quorum"
    FORM = "form"
    AS_PLANNED = "as-planned"
    IN_TIME = "in-time"
    FINGERPRINT = "fingerprint"
    ADOPTED_RULES = "adopted-rules"
    BRAKE = "brake"
    EXECUTOR = "executor"


class Reason(StrEnum):
    """Why not. Shown in words, kept in the ledger."""

    GUEST = "guest"
    DISABLED = "disabled"
    NOT_OPERATOR = "not-operator"
    NOT_APPROVER = "not-approver"
    OWN_REQUEST = "own-request"
    NOT_INVOLVED = "not-involved"
    NEW_APPROVER = "new-approver"
    NOT_REQUESTER = "not-requester"
    NO_SUCH_REQUEST = "no-such-request"
    ELSEWHERE = "elsewhere"
    SLOT_TAKEN = "slot-taken"
    TOO_FEW_APPROVERS = "too-few-approvers"
    NO_REASON = "no-reason"
    BAD_REASON = "bad-reason"
    NO_TICKET = "no-ticket"
    NO_WORD = "no-word"
    BAD_TICKET = "bad-ticket"
    NOT_AS_PLANNED = "not-as-planned"
    TOO_LATE = "too-late"
    OTHER_FINGERPRINT = "other-fingerprint"
    NEW_RULES = "new-rules"
    NOT_EXECUTOR = "not-executor"


RULES: Mapping[Reason, Rule] = {
    Reason.GUEST: Rule.MEMBERS,
    Reason.DISABLED: Rule.MEMBERS,
    Reason.NOT_OPERATOR: Rule.ASKERS,
    Reason.NOT_APPROVER: Rule.APPROVERS,
    Reason.OWN_REQUEST: Rule.FOUR_EYES,
    Reason.NOT_INVOLVED: Rule.READERS,
    Reason.NEW_APPROVER: Rule.APPROVERS,
    Reason.NOT_REQUESTER: Rule.OWN_REQUEST,
    Reason.NO_SUCH_REQUEST: Rule.KNOWN_CARD,
    Reason.ELSEWHERE: Rule.KNOWN_CARD,
    Reason.SLOT_TAKEN: Rule.ONE_AT_A_TIME,
    Reason.TOO_FEW_APPROVERS: Rule.QUORUM,
    Reason.NO_REASON: Rule.FORM,
    Reason.BAD_REASON: Rule.FORM,
    Reason.NO_TICKET: Rule.FORM,
    Reason.NO_WORD: Rule.FORM,
    Reason.BAD_TICKET: Rule.FORM,
    Reason.NOT_AS_PLANNED: Rule.AS_PLANNED,
    Reason.TOO_LATE: Rule.IN_TIME,
    Reason.OTHER_FINGERPRINT: Rule.FINGERPRINT,
    Reason.NEW_RULES: Rule.ADOPTED_RULES,
    Reason.NOT_EXECUTOR: Rule.EXECUTOR,
}
"""Which rule each reason comes from."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """*reason* is None exactly when the act is allowed."""

    reason: Reason | None = None

    @property
    def is_allowed(self) -> bool:
        return self.reason is None


def judge(standing: Standing, right: Right, *, requester: UserId | None = None) -> Verdict:
    """Say whether this person may do that now; *requester* is whose request it is, for `Right.DECIDE`."""
    if not standing.person.is_enabled:
        return Verdict(Reason.DISABLED)
    if standing.person.is_guest:
        return Verdict(Reason.GUEST)
    may_ask = standing.is_admin or standing.is_operator
    match right:
        case Right.SEE:
            return Verdict()
        case Right.ASK:
            return Verdict(None if may_ask else Reason.NOT_OPERATOR)
        case Right.LOOK:
            return Verdict(None if may_ask or standing.is_approver else Reason.NOT_INVOLVED)
        case Right.DECIDE:
            return Verdict(_judge_decision(standing, requester))


def _judge_decision(standing: Standing, requester: UserId | None) -> Reason | None:
    if standing.person.id == requester:
        return Reason.OWN_REQUEST
    return None if standing.is_approver else Reason.NOT_APPROVER


def may_execute(standing: Standing) -> bool:
    """Say whether this person can make the change by hand now."""
    return judge(standing, Right.SEE).is_allowed and standing.is_admin


def list_deciders(approvers: Collection[Person], requester: UserId | None) -> tuple[Person, ...]:
    """List who could decide: enabled members of the approvers group who are neither guests nor the requester."""
    able = {
        person.id: person
        for person in approvers
        if judge(_as_approver(person), Right.DECIDE, requester=requester).is_allowed
    }
    return tuple(sorted(able.values(), key=lambda person: person.name))


def _as_approver(person: Person) -> Standing:
    return Standing(person=person, is_approver=True)
