"""The grounds of a verdict, rule by rule: why a person may or may not, and what a request still waits for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.core import words
from bot.core.change import ENDED, Change, State
from bot.core.policy import Right, Rule, Standing, judge
from bot.core.rules import Rules, needed_approvals, shorten
from bot.core.text import Foreign, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One rule, whether it is met, and what that rests on. None: it is not what decides here."""

    rule: Rule
    is_met: bool | None
    sentence: Sentence


def weigh_person(standing: Standing) -> tuple[Ground, ...]:
    """Say what a person may do at all."""
    roles = [
        name
        for name, has in (
            ("an active Global Administrator", standing.is_admin),
            ("in the operators group", standing.is_operator),
        )
        if has
    ]
    return (
        _weigh_account(standing),
        Ground(
            rule=Rule.ASKERS,
            is_met=judge(standing, Right.ASK).is_allowed,
            sentence=(f"May ask for changes: {' and '.join(roles) or 'neither Global Administrator nor operator'}.",),
        ),
        Ground(
            rule=Rule.APPROVERS,
            is_met=judge(standing, Right.DECIDE).is_allowed,
            sentence=(f"May decide on others' requests: {_tell_membership(standing)} the approvers group.",),
        ),
        Ground(
            rule=Rule.READERS,
            is_met=judge(standing, Right.LOOK).is_allowed,
            sentence=("May see requests and history: whoever may ask or decide.",),
        ),
    )


def weigh_request(
    change: Change, viewer: Standing, *, voters: Collection[Standing], rules: Rules, brake: str, at: datetime
) -> tuple[Ground, ...]:
    """Say what *viewer* may do about the request, and what it waits for; *voters* are as they stand now."""
    is_own = viewer.person.id == change.requester.id
    valid = [voter for voter in voters if judge(voter, Right.DECIDE, requester=change.requester.id).is_allowed]
    needed = max(change.needed, needed_approvals(rules, change.plan.before, change.plan.after))
    bound = [vote for vote in change.votes if vote.fingerprint == change.fingerprint]
    return (
        _weigh_account(viewer),
        Ground(rule=Rule.FOUR_EYES, is_met=not is_own, sentence=_tell_asker(change, is_own=is_own)),
        Ground(
            rule=Rule.APPROVERS,
            is_met=viewer.is_approver and viewer.person.id in change.deciders,
            sentence=_tell_decider(change, viewer),
        ),
        Ground(
            rule=Rule.IN_TIME,
            is_met=change.state is State.WAITING and at < change.expires_at,
            sentence=_tell_time(change),
        ),
        Ground(
            rule=Rule.QUORUM,
            is_met=len(valid) >= needed,
            sentence=(f"{len(valid)} of {needed} approvals count now; {len(change.votes)} were given.",),
        ),
        Ground(
            rule=Rule.FINGERPRINT,
            is_met=len(bound) == len(change.votes) if change.fingerprint else None,
            sentence=(f"It is for {shorten(change.fingerprint)}." if change.fingerprint else "It was not sent yet.",),
        ),
        Ground(
            rule=Rule.ADOPTED_RULES,
            is_met=change.rules == rules.digest if change.rules else None,
            sentence=(f"Rules now: version {rules.version}, {shorten(rules.digest)}.",),
        ),
        Ground(
            rule=Rule.BRAKE,
            is_met=not brake,
            sentence=(brake or "Nothing keeps Linkgate from writing what is approved.",),
        ),
    )


def _weigh_account(standing: Standing) -> Ground:
    is_member = judge(standing, Right.SEE).is_allowed
    return Ground(rule=Rule.MEMBERS, is_met=is_member, sentence=(words.tell_account(standing.person),))


def _tell_asker(change: Change, *, is_own: bool) -> Sentence:
    if is_own:
        return ("You asked for it, so somebody else decides.",)
    return (Foreign(change.requester.name), " asked for it.")


def _tell_membership(standing: Standing) -> str:
    return "a member of" if standing.is_approver else "no member of"


def _tell_decider(change: Change, viewer: Standing) -> Sentence:
    was = "was" if viewer.person.id in change.deciders else "was not"
    voted = " You have approved it." if change.has_vote_of(viewer.person.id) else ""
    return (f"You are {_tell_membership(viewer)} the approvers group; when it was sent this {was} so.{voted}",)


def _tell_time(change: Change) -> Sentence:
    state = words.STATES[change.state].lower()
    if change.state in ENDED:
        return (f"It is over: {state}.",)
    return (f"It is {state}, and holds until {change.expires_at:%Y-%m-%d %H:%M} UTC.",)
