"""Who may do what. Every answer is a verdict with its reason; what cannot be told is no."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType

from bot.core.setting import GroupId, Mode, Setting

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The house rules: who is asked, how many must agree, how long a request lives."""

    approvers: GroupId
    operators: GroupId | None = None
    approvals: int = 1
    approvals_for_all: int = 2
    life: timedelta = timedelta(hours=24)

    def __post_init__(self) -> None:
        if min(self.approvals, self.approvals_for_all) < 1:
            raise ValueError("at least one approval is needed for every change")


class Right(StrEnum):
    SEE = "see"  # the status
    ASK = "ask"  # for a change; take it back
    DECIDE = "decide"  # approve or reject somebody else's request
    LOOK = "look"  # at requests and history


class Reason(StrEnum):
    """Why not. Shown in words, kept in the ledger."""

    GUEST = "guest"
    DISABLED = "disabled"
    NOT_OPERATOR = "not-operator"
    NOT_APPROVER = "not-approver"
    OWN_REQUEST = "own-request"
    NOT_INVOLVED = "not-involved"
    NEW_APPROVER = "new-approver"


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


def needed_approvals(rules: Rules, wanted: Setting) -> int:
    return max(rules.approvals, rules.approvals_for_all) if wanted.mode is Mode.EVERYONE else rules.approvals


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
