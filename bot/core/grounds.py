"""The grounds of a verdict, rule by rule: why a person may or may not, and what a request still waits for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core import summary, words
from bot.core.change import ENDED, Change, State
from bot.core.policy import Right, Rule, Standing, judge
from bot.core.rules import Rules, needed_approvals, shorten
from bot.core.speech.kept import recall
from bot.core.speech.lessons import Lesson
from bot.core.text import Code, Foreign, Sentence

_ROLES: Mapping[tuple[bool, bool], Lesson] = {
    (True, False): Lesson.MAY_ASK_ADMIN,
    (False, True): Lesson.MAY_ASK_OPERATOR,
    (True, True): Lesson.MAY_ASK_BOTH,
    (False, False): Lesson.MAY_ASK_NEITHER,
}
"""Whether somebody is an administrator, and an operator."""
_MEMBERSHIPS: Mapping[tuple[bool, bool], Lesson] = {
    (True, True): Lesson.APPROVER_AND_WAS,
    (True, False): Lesson.APPROVER_NOT_WAS,
    (False, True): Lesson.OUTSIDER_WAS,
    (False, False): Lesson.OUTSIDER_NOT_WAS,
}
"""Whether somebody is an approver, and was one when the request was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One rule, whether it is met, and what that rests on. None: it is not what decides here.

    *until* is how long that stays so, where time decides.
    """

    rule: Rule
    is_met: bool | None
    sentence: Sentence
    until: datetime | None = None


def weigh_person(standing: Standing) -> tuple[Ground, ...]:
    """Say what a person may do at all."""
    return (
        _weigh_account(standing),
        Ground(
            rule=Rule.ASKERS,
            is_met=judge(standing, Right.ASK).is_allowed,
            sentence=(_ROLES[standing.is_admin, standing.is_operator],),
        ),
        Ground(
            rule=Rule.APPROVERS,
            is_met=judge(standing, Right.DECIDE).is_allowed,
            sentence=(Lesson.MAY_DECIDE if standing.is_approver else Lesson.MAY_NOT_DECIDE,),
        ),
        Ground(
            rule=Rule.READERS,
            is_met=judge(standing, Right.LOOK).is_allowed,
            sentence=(Lesson.MAY_LOOK,),
        ),
    )


def weigh_request(
    change: Change, viewer: Standing, *, voters: Collection[Standing], rules: Rules, brake: str, at: datetime
) -> tuple[Ground, ...]:
    """Say what *viewer* may do about the request, and what it waits for; *voters* are as they stand now."""
    is_own = viewer.person.id == change.requester.id
    valid = [voter for voter in voters if judge(voter, Right.DECIDE, requester=change.requester.id).is_allowed]
    needed = max(change.needed, needed_approvals(rules, change.plan))
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
            until=None if change.state in ENDED else change.expires_at,
        ),
        Ground(
            rule=Rule.QUORUM,
            is_met=len(valid) >= needed,
            sentence=(Lesson.COUNTED_VOTES(valid=len(valid), needed=needed, given=len(change.votes)),),
        ),
        Ground(
            rule=Rule.FINGERPRINT,
            is_met=len(bound) == len(change.votes) if change.fingerprint else None,
            sentence=(
                Lesson.BOUND(fingerprint=Code(shorten(change.fingerprint))) if change.fingerprint else Lesson.NOT_BOUND,
            ),
        ),
        Ground(
            rule=Rule.ADOPTED_RULES,
            is_met=change.rules == rules.digest if change.rules else None,
            sentence=(Lesson.RULES_NOW(version=Code(str(rules.version)), digest=Code(shorten(rules.digest))),),
        ),
        Ground(
            rule=Rule.BRAKE,
            is_met=not brake,
            sentence=recall(brake) if brake else (Lesson.NO_BRAKE,),
        ),
    )


def _weigh_account(standing: Standing) -> Ground:
    is_member = judge(standing, Right.SEE).is_allowed
    return Ground(rule=Rule.MEMBERS, is_met=is_member, sentence=(words.tell_account(standing.person),))


def _tell_asker(change: Change, *, is_own: bool) -> Sentence:
    return (Lesson.OWN if is_own else Lesson.OTHERS(asker=Foreign(change.requester.name)),)


def _tell_decider(change: Change, viewer: Standing) -> Sentence:
    told = _MEMBERSHIPS[viewer.is_approver, viewer.person.id in change.deciders]
    return (told(voted=(Lesson.AND_VOTED,) if change.has_vote_of(viewer.person.id) else ()),)


def _tell_time(change: Change) -> Sentence:
    state = summary.name_state(change)
    if change.state in ENDED:
        return (Lesson.OVER(state=state),)
    return (Lesson.HOLDS(state=state),)
