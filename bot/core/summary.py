"""A request in one sentence: what it asks for, how it stands, what its people are told of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core import officing
from bot.core.change import Change, Proof, State
from bot.core.notice import Topic
from bot.core.plan import Plan
from bot.core.rules import shorten
from bot.core.setting import Mode
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.kept import recall
from bot.core.speech.lists import ListPhrase
from bot.core.speech.office import OfficePhrase
from bot.core.speech.phrases import Phrase
from bot.core.text import Code, Foreign, Part, Said, Sentence
from bot.core.words import PROOFS, count_impact, count_people, cut, join, name_request, raise_alarm, tail

_MOST_NAMED = 5
_LONGEST_IN_SENTENCE = 96

STATES: Mapping[State, Phrase] = {
    State.DRAFT: Phrase.DRAFT,
    State.WAITING: Phrase.WAITING,
    State.RETURNED: Phrase.RETURNED,
    State.APPROVED: Phrase.APPROVED,
    State.APPLYING: Phrase.APPLYING,
    State.APPLIED: Phrase.APPLIED,
    State.FAILED: Phrase.FAILED,
    State.UNKNOWN: Phrase.UNKNOWN,
    State.STALE: Phrase.STALE,
    State.WITHDRAWN: Phrase.WITHDRAWN,
    State.REJECTED: Phrase.REJECTED,
    State.EXPIRED: Phrase.EXPIRED,
}


IS: Mapping[State, Phrase] = {
    State.DRAFT: Phrase.IS_DRAFT,
    State.WAITING: Phrase.IS_WAITING,
    State.RETURNED: Phrase.IS_RETURNED,
    State.APPROVED: Phrase.IS_APPROVED,
    State.APPLYING: Phrase.IS_APPLYING,
    State.APPLIED: Phrase.IS_APPLIED,
    State.FAILED: Phrase.IS_FAILED,
    State.UNKNOWN: Phrase.IS_UNKNOWN,
    State.STALE: Phrase.IS_STALE,
    State.WITHDRAWN: Phrase.IS_WITHDRAWN,
    State.REJECTED: Phrase.IS_REJECTED,
    State.EXPIRED: Phrase.IS_EXPIRED,
}
"""The states as they are said within a sentence: "LI-7 is ..."."""


def name_state(change: Change) -> Phrase | ListPhrase:
    """Say a state within a sentence; a list that was not carried out in full is not simply not applied."""
    if not is_partly_done(change):
        return IS[change.state]
    return ListPhrase.IS_STOPPED if is_stopped(change) else ListPhrase.IS_PARTLY


def name_outcome(change: Change) -> Phrase | ListPhrase:
    """Say a state as a heading."""
    if not is_partly_done(change):
        return STATES[change.state]
    return ListPhrase.OUTCOME_STOPPED if is_stopped(change) else ListPhrase.OUTCOME_PARTLY


def is_partly_done(change: Change) -> bool:
    """Tell whether people may have been added by a request that failed."""
    return change.state is State.FAILED and change.plan.fill is not None


def is_stopped(change: Change) -> bool:
    """Tell whether somebody has stopped the filling of a group."""
    return change.attempt is not None and change.attempt.stopped is not None


def ask_fingerprint(change: Change) -> Sentence:
    return (Phrase.ASK_FINGERPRINT(sentence=summarise(change), fingerprint=Code(shorten(change.fingerprint))),)


def come_too_late(change: Change) -> Sentence:
    return (Phrase.TOO_LATE_FOR(request=name_request(change.number), state=name_state(change)),)


def plan_anew(change: Change) -> Sentence:
    if change.plan.office:
        return (OfficePhrase.PLANNED_ANEW(request=name_request(change.number)),)
    return (Phrase.PLANNED_ANEW(request=name_request(change.number)),)


def describe_wish(change: Change) -> Part:
    """Say what a request asks for: "turn LinkedIn account connections ..."."""
    plan = change.plan
    if plan.office:
        return officing.describe_wish(plan.office)
    if plan.fill:
        people = count_people(plan.fill.wanted)
        group = cut(plan.fill.group.name, _LONGEST_IN_SENTENCE)
        if plan.sets:
            return ListPhrase.WISH_BOTH(people=people, group=group)
        return ListPhrase.WISH_FILL(people=people, group=group)
    if plan.creation:
        return ListPhrase.WISH_CREATE(group=cut(plan.creation.name, _LONGEST_IN_SENTENCE))
    return _describe_setting(change)


def _describe_setting(change: Change) -> Part:
    match change.plan.after.mode:
        case Mode.EVERYONE:
            return Phrase.WISH_ALL
        case Mode.NOBODY:
            return Phrase.WISH_NOBODY
        case _:
            return Phrase.WISH_GROUP(group=_name_group(change))


def _tell_success(change: Change) -> Said:
    if change.plan.office:
        return officing.tell_success(change, change.plan.office)
    if change.plan.task and not change.plan.sets:
        return _tell_task(change)
    number, proof = name_request(change.number), PROOFS[_proof(change)]
    if change.plan.fill:
        return ListPhrase.NOW_BOTH(group=_name_filled(change), request=number, proof=proof)
    match change.plan.after.mode:
        case Mode.EVERYONE:
            return Phrase.NOW_ON_FOR_ALL(request=number, proof=proof)
        case Mode.NOBODY:
            return Phrase.NOW_OFF_FOR_ALL(request=number, proof=proof)
        case _:
            return Phrase.NOW_ON_FOR_GROUP(group=_name_group(change), request=number, proof=proof)


def _tell_task(change: Change) -> Said:
    number, plan = name_request(change.number), change.plan
    if plan.creation:
        return ListPhrase.NOW_MADE(group=cut(plan.creation.name, _LONGEST_IN_SENTENCE), request=number)
    return ListPhrase.NOW_FILLED(
        group=_name_filled(change), request=number, proof=PROOFS[_proof(change)], why=_tell_why(change)
    )


def _name_filled(change: Change) -> Part:
    fill = change.plan.fill
    return cut(fill.group.name, _LONGEST_IN_SENTENCE) if fill else AnswerPhrase.THE_GROUP


def _tell_why(change: Change) -> Sentence:
    return recall(change.note) if change.note else (Phrase.NO_WHY,)


def _name_group(change: Change) -> Part:
    group = change.plan.after_group
    return cut(group.name, _LONGEST_IN_SENTENCE) if group else Code(f"…{tail(change.plan.after.group or '')}")


def summarise(change: Change) -> Sentence:
    """Say in one sentence how a request stands."""
    wish, number = describe_wish(change), name_request(change.number)
    asker = cut(change.requester.name, _LONGEST_IN_SENTENCE)
    decider = Foreign(change.decider.name) if change.decider else Phrase.NOBODY
    note, effect, votes = Foreign(change.note), tell_effect(change.plan), count_votes(change)
    sentences: Mapping[State, Part] = {
        State.DRAFT: Phrase.SUM_DRAFT(wish=wish, effect=effect),
        State.WAITING: Phrase.SUM_WAITING(asker=asker, wish=wish, request=number, effect=effect, votes=votes),
        State.RETURNED: Phrase.SUM_RETURNED(decider=decider, request=number, asker=asker, note=note),
        State.APPROVED: Phrase.SUM_APPROVED(request=number, decider=decider, wish=wish),
        State.APPLYING: _say_who_applies(change),
        State.APPLIED: _tell_success(change),
        State.FAILED: _tell_failure(change),
        State.UNKNOWN: _tell_unknown(change),
        State.STALE: Phrase.SUM_STALE(request=number, why=_tell_why(change)),
        State.WITHDRAWN: Phrase.SUM_WITHDRAWN(asker=asker, request=number),
        State.REJECTED: Phrase.SUM_REJECTED(decider=decider, request=number, note=note),
        State.EXPIRED: _explain_expiry(change),
    }
    return (sentences[change.state], *(_tell_name(change) if change.state is State.APPLIED else ()))


def tell_effect(plan: Plan) -> Part:
    """Say for how many people a plan is; most that are done to a group alone are for nobody yet."""
    if plan.office:
        return officing.tell_effect(plan.office)
    return count_impact(plan.impact) if plan.touches_setting else ListPhrase.EFFECT_NONE


def _tell_failure(change: Change) -> Said:
    number, why = name_request(change.number), _tell_why(change)
    if is_partly_done(change):
        return ListPhrase.SUM_PARTLY(request=number, group=_name_filled(change), why=why)
    return Phrase.SUM_FAILED(request=number, why=why)


def _tell_unknown(change: Change) -> Said:
    number, why = name_request(change.number), _tell_why(change)
    if change.plan.fill and not change.plan.sets:
        return ListPhrase.SUM_UNSEEN(request=number, group=_name_filled(change), why=why)
    return Phrase.SUM_UNKNOWN(request=number, why=why)


def _say_who_applies(change: Change) -> Said:
    wish, number = describe_wish(change), name_request(change.number)
    if change.is_at_task and change.attempt and change.attempt.stopped:
        return ListPhrase.SUM_STOPPING(name=Foreign(change.attempt.stopped.name), request=number, wish=wish)
    if change.waits_for:
        return Phrase.SUM_ERRAND(hand=Foreign(change.waits_for.name), request=number, wish=wish)
    return Phrase.SUM_APPLYING(request=number, wish=wish)


def _proof(change: Change) -> Proof:
    return change.attempt.proof if change.attempt and change.attempt.proof else Proof.VERIFIED


def _tell_name(change: Change) -> Sentence:
    """Say under which name the group is found now, if that is not the one that was approved."""
    renamed = change.attempt.renamed if change.attempt else ""
    return (Phrase.RENAMED(name=Foreign(renamed)),) if renamed else ()


def _explain_expiry(change: Change) -> Said:
    number = name_request(change.number)
    if len(change.votes) >= change.needed:
        return Phrase.EXPIRED_APPROVED(request=number)
    return Phrase.EXPIRED_SENT(request=number) if change.deciders else Phrase.EXPIRED_DRAFT(request=number)


def count_votes(change: Change) -> Said:
    return Phrase.APPROVALS(count=len(change.votes), needed=change.needed)


def tell(change: Change, topic: Topic) -> Sentence:
    """Say to the requester what has just become of the request; what changed besides is part of it."""
    if topic is Topic.APPROVED:
        decider = Foreign(change.decider.name) if change.decider else Phrase.SOMEBODY
        return (Phrase.TOLD_APPROVED(decider=decider, request=name_request(change.number)),)
    if change.attempt and change.attempt.collateral:
        alarm = raise_alarm(change.attempt.collateral)
        return (Phrase.TOLD_ALARM(sentence=summarise(change), alarm=alarm),)
    return summarise(change)


def remind(waiting: Sequence[Change], *, at: datetime) -> Sentence:
    """Remind an approver of everything that waits for them, in one message."""
    if len(waiting) == 1:
        (change,) = waiting
        asker, wish = Foreign(change.requester.name), describe_wish(change)
        request = name_request(change.number)
        return (Phrase.REMIND_ONE(request=request, asker=asker, wish=wish, hurry=hurry(change, at)),)
    items = [
        Phrase.REMIND_ITEM(request=name_request(change.number), hurry=hurry(change, at))
        for change in waiting[:_MOST_NAMED]
    ]
    more = [Phrase.REMIND_MORE(count=len(waiting) - _MOST_NAMED)] if len(waiting) > _MOST_NAMED else []
    return (Phrase.REMIND_MANY(count=len(waiting), named=(*join(items, Phrase.REMIND_NEXT), *more)),)


def hurry(change: Change, at: datetime) -> Said:
    hours, minutes = divmod(max(change.expires_at - at, timedelta(0)) // timedelta(minutes=1), 60)
    return Phrase.HOURS_LEFT(hours=hours) if hours else Phrase.MINUTES_LEFT(minutes=minutes)


def have_already(change: Change) -> Sentence:
    """Answer what was asked a moment ago, word for word, by the same person."""
    return (Phrase.HAVE_ALREADY(request=name_request(change.number), state=name_state(change)),)


def refuse_open(other: Change) -> Sentence:
    if other.plan.office:
        return officing.refuse_open(other, name_state(other))
    asker = Foreign(other.requester.name)
    return (Phrase.SLOT_TAKEN_BY(request=name_request(other.number), asker=asker, state=name_state(other)),)
