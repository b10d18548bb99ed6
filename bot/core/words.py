"""What is said in messages, chosen from the facts. The words themselves are `Phrase`s; foreign text stays marked.

What is kept in the store or raised as an error is English, word for word; `recall` finds it again for a card.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.change import Change, Proof, State
from bot.core.cloud import Offer
from bot.core.command import LONGEST, LONGEST_REASON, Fault
from bot.core.fill import Fate, Tally, Unfillable
from bot.core.group import Caution, Group, Kind, Unfit
from bot.core.impact import Crowd, Impact
from bot.core.notice import Topic
from bot.core.plan import NoPlan, Obstacle
from bot.core.policy import RULES, Person, Reason
from bot.core.rules import Rules, shorten
from bot.core.setting import Doubt, Mode, Setting
from bot.core.speech.kept import recall
from bot.core.speech.lessons import Lesson
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.text import Code, Foreign, Part, Said, Sentence, flatten

MODES: Mapping[Mode, Phrase] = {
    Mode.EVERYONE: Phrase.ON_FOR_ALL,
    Mode.GROUP: Phrase.ON_FOR_GROUP,
    Mode.NOBODY: Phrase.OFF_FOR_ALL,
    Mode.UNTOLD: Phrase.UNTOLD,
}

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

KINDS: Mapping[Kind, Phrase] = {
    Kind.SECURITY: Phrase.SECURITY,
    Kind.MICROSOFT_365: Phrase.MICROSOFT_365,
    Kind.MAIL_SECURITY: Phrase.MAIL_SECURITY,
    Kind.DISTRIBUTION: Phrase.DISTRIBUTION,
}

REASONS: Mapping[Reason, Part] = {
    Reason.GUEST: Phrase.GUEST,
    Reason.DISABLED: Phrase.DISABLED,
    Reason.NOT_OPERATOR: Phrase.NOT_OPERATOR,
    Reason.NOT_APPROVER: Phrase.NOT_APPROVER,
    Reason.OWN_REQUEST: Phrase.OWN_REQUEST,
    Reason.NEW_APPROVER: Phrase.NEW_APPROVER,
    Reason.NOT_INVOLVED: Phrase.NOT_INVOLVED,
    Reason.NOT_REQUESTER: Phrase.NOT_REQUESTER,
    Reason.NO_SUCH_REQUEST: Phrase.NO_SUCH_REQUEST,
    Reason.ELSEWHERE: Phrase.ELSEWHERE,
    Reason.SLOT_TAKEN: Phrase.SLOT_TAKEN,
    Reason.TOO_FEW_APPROVERS: Phrase.TOO_FEW_APPROVERS,
    Reason.NO_REASON: Phrase.NO_REASON,
    Reason.BAD_REASON: Phrase.BAD_REASON(most=LONGEST_REASON),
    Reason.NO_TICKET: Phrase.NO_TICKET,
    Reason.BAD_TICKET: Phrase.BAD_TICKET,
    Reason.NOT_AS_PLANNED: Phrase.NOT_AS_PLANNED,
    Reason.TOO_LATE: Phrase.TOO_LATE,
    Reason.OTHER_FINGERPRINT: Phrase.OTHER_FINGERPRINT,
    Reason.NOT_EXECUTOR: Phrase.NOT_EXECUTOR,
    Reason.NEW_RULES: Phrase.OTHER_RULES,
}

FAULTS: Mapping[Fault, Part] = {
    Fault.NOTHING: Phrase.NO_TEXT,
    Fault.UNKNOWN: Phrase.NO_COMMAND,
    Fault.TOO_LONG: Phrase.TOO_LONG(most=LONGEST),
    Fault.TWO_LINES: Phrase.TWO_LINES,
    Fault.NO_TARGET: Phrase.NO_TARGET,
    Fault.NO_GROUP: Phrase.NO_GROUP,
    Fault.NO_PERSON: Phrase.NO_PERSON,
    Fault.LONG_NAME: Phrase.LONG_NAME,
    Fault.NO_NUMBER: Phrase.NO_NUMBER,
    Fault.NO_NOTE: Phrase.NO_NOTE,
    Fault.BAD_TICKET: Phrase.BAD_TICKET,
    Fault.LONG_REASON: Phrase.BAD_REASON(most=LONGEST_REASON),
    Fault.OPEN_QUOTE: Phrase.OPEN_QUOTE,
    Fault.EXTRA: Phrase.EXTRA,
}

DOUBTS: Mapping[Doubt, Phrase] = {
    Doubt.LEGACY: Phrase.LEGACY,
    Doubt.MISSING: Phrase.MISSING,
    Doubt.UNDOCUMENTED: Phrase.UNDOCUMENTED,
    Doubt.CONTRADICTION: Phrase.CONTRADICTION,
    Doubt.OTHER_TENANT: Phrase.OTHER_TENANT,
    Doubt.UNREADABLE: Phrase.UNREADABLE,
}

NO_PLANS: Mapping[NoPlan, Part] = {
    Obstacle.NOT_OFFERED: Phrase.NOT_OFFERED,
    Obstacle.ALREADY_SO: Phrase.ALREADY_SO,
    Unfit.DYNAMIC: Phrase.DYNAMIC,
    Unfit.MAIL_ONLY: Phrase.MAIL_ONLY,
    Unfillable.DYNAMIC: ListPhrase.FILL_DYNAMIC,
    Unfillable.SYNCED: ListPhrase.FILL_SYNCED,
    Unfillable.ROLE_ASSIGNABLE: ListPhrase.FILL_ROLES,
    Unfillable.MICROSOFT_365: ListPhrase.FILL_MICROSOFT_365,
    Unfillable.MAIL_SECURITY: ListPhrase.FILL_MAIL_SECURITY,
    Unfillable.DISTRIBUTION: ListPhrase.FILL_DISTRIBUTION,
    Unfillable.UNREADABLE: ListPhrase.FILL_UNREADABLE,
    Unfillable.OURS: ListPhrase.FILL_OURS,
    **{doubt: Phrase.FROM_UNKNOWN(doubt=sentence) for doubt, sentence in DOUBTS.items()},
}

UNFIT_SELECTED: Mapping[Unfit, Phrase] = {
    Unfit.DYNAMIC: Phrase.DYNAMIC_SELECTED,
    Unfit.MAIL_ONLY: Phrase.MAIL_ONLY_SELECTED,
}
"""What is wrong with the group that somebody has selected already."""

CAUTIONS: Mapping[Caution, Phrase] = {
    Caution.NESTED: Phrase.NESTED,
    Caution.EMPTY: Phrase.EMPTY,
    Caution.SYNCED: Phrase.SYNCED,
    Caution.MICROSOFT_365: Phrase.OPEN_GROUP,
    Caution.EXPIRING: Phrase.EXPIRING,
    Caution.UNUSUAL_NAME: Phrase.UNUSUAL_NAME,
    Caution.UNCOUNTED: Phrase.UNCOUNTED,
    Caution.HIDDEN: Phrase.HIDDEN,
}

TRUTHS = (Phrase.PUBLIC_PROFILES, Phrase.CONSENT)
"""What the value does not mean."""

OFFERS: Mapping[Offer, Phrase] = {Offer.NO: Phrase.OFFER_NO, Offer.UNCLEAR: Phrase.OFFER_UNCLEAR}
"""What is said of a cloud that does not surely offer the setting."""

FATES: Mapping[Fate, ListPhrase] = {
    Fate.PENDING: ListPhrase.PENDING,
    Fate.ADDED: ListPhrase.ADDED,
    Fate.ALREADY: ListPhrase.ALREADY,
    Fate.TWICE: ListPhrase.TWICE,
    Fate.NOT_FOUND: ListPhrase.NOT_FOUND,
    Fate.GUEST: ListPhrase.GUEST_SKIPPED,
    Fate.DISABLED: ListPhrase.DISABLED_SKIPPED,
    Fate.FAILED: ListPhrase.FAILED_ROW,
    Fate.UNSURE: ListPhrase.UNSURE_ROW,
}

PROOFS: Mapping[Proof, Phrase] = {
    Proof.VERIFIED: Phrase.READ_BACK,
    Proof.SCORED: Phrase.SCORED,
    Proof.ATTESTED: Phrase.ATTESTED,
}

READ_ONLY = "Linkgate is set to read only, so nothing is written. Approvals are kept; whoever runs it can lift this."
NEW_RULES = (
    "The house rules have changed and nobody has adopted them, so nothing is sent, approved or written. "
    "Whoever runs Linkgate reads them and runs: linkgate rules adopt"
)
NO_APPLIER = "The applier does not answer. Start linkgate applier."
NO_HANDS = "This process of Linkgate cannot write the setting. Nothing was sent."
UNREACHABLE = "Microsoft did not answer in time, so Linkgate cannot tell and does nothing. Try again in a moment."
NOT_PERMITTED = "Linkgate may not read what it needs for this, so the answer is no."

_MOST_NAMED = 5
_LONGEST_IN_SENTENCE = 96


def refuse(reason: Reason, sentence: Sentence = ()) -> Sentence:
    """Say why not, and by which rule."""
    why = sentence or (REASONS[reason],)
    return (Phrase.REFUSED(sentence=why, rule=Code(RULES[reason]), reason=Code(reason)),)


def explain_form(rules: Rules, fault: Reason) -> Sentence:
    """Say how the rules want reason and ticket to be written."""
    if fault is Reason.BAD_REASON and rules.reason:
        return (Phrase.BAD_REASON_RULE(most=LONGEST_REASON, pattern=Foreign(rules.reason)),)
    if fault is Reason.BAD_TICKET and rules.ticket:
        return (Phrase.BAD_TICKET_RULE(pattern=Foreign(rules.ticket)),)
    return (REASONS[fault],)


def name_setting(setting: Setting) -> Part:
    """Say a setting in a word, the group by the end of its id."""
    mode = MODES[setting.mode]
    return Phrase.MODE_OF_GROUP(mode=mode, tail=tail(setting.group)) if setting.group else mode


def tell_account(person: Person) -> Lesson:
    if not person.is_enabled:
        return Lesson.ACCOUNT_GONE
    return Lesson.ACCOUNT_GUEST if person.is_guest else Lesson.ACCOUNT_MEMBER


def ask_fingerprint(change: Change) -> Sentence:
    return (Phrase.ASK_FINGERPRINT(sentence=summarise(change), fingerprint=Code(shorten(change.fingerprint))),)


def come_too_late(change: Change) -> Sentence:
    return (Phrase.TOO_LATE_FOR(request=name_request(change.number), state=IS[change.state]),)


def plan_anew(change: Change) -> Sentence:
    return (Phrase.PLANNED_ANEW(request=name_request(change.number)),)


def name_request(number: int) -> Code:
    return Code(f"LI-{number}")


def describe_wish(change: Change) -> Part:
    """Say what a request asks for: "turn LinkedIn account connections ..."."""
    plan = change.plan
    if plan.fill:
        people = count_people(plan.fill.wanted)
        group = cut(plan.fill.group.name, _LONGEST_IN_SENTENCE)
        if plan.sets:
            return ListPhrase.WISH_BOTH(people=people, group=group, wish=_describe_setting(change))
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
    if change.plan.task and not change.plan.sets:
        return _tell_task(change)
    number, proof = name_request(change.number), PROOFS[_proof(change)]
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
    why = recall(change.note) if change.note else Phrase.NO_WHY
    return ListPhrase.FILL_IS_OVER(request=number, why=why)


def _name_group(change: Change) -> Part:
    group = change.plan.after_group
    return cut(group.name, _LONGEST_IN_SENTENCE) if group else Code(f"…{tail(change.plan.after.group or '')}")


def cut(name: str, longest: int) -> Foreign:
    """Cut a name to what its place has room for; whole it stands beside the end of its id."""
    return Foreign(name if len(name) <= longest else name[: longest - 1].rstrip() + "…")


def tail(object_id: str) -> Code:
    """Shorten an object id to the part that people compare."""
    return Code(object_id[-12:])


def count_people(number: int | None) -> Part:
    if number is None:
        return Phrase.NOT_COUNTED
    return Phrase.ONE_PERSON if number == 1 else Phrase.PEOPLE(count=number)


def count_impact(impact: Impact) -> Said:
    """Say how many people gain and lose, exactly or not at all."""
    return Phrase.IMPACT(gain=_count_crowd(impact, impact.gain), lose=_count_crowd(impact, impact.lose))


def _count_crowd(impact: Impact, crowd: Crowd | None) -> Part:
    if crowd is None and impact.is_counting:
        return Phrase.BEING_COUNTED
    return count_people(crowd.people if crowd else None)


def slow_down(seconds: int) -> Sentence:
    """Say that there were too many at once; nothing was done with this one."""
    return (Phrase.SLOW_DOWN(seconds=max(seconds, 1)),)


def summarise(change: Change) -> Sentence:
    """Say in one sentence how a request stands."""
    wish, number, asker = describe_wish(change), name_request(change.number), Foreign(change.requester.name)
    decider = Foreign(change.decider.name) if change.decider else Phrase.NOBODY
    why = recall(change.note) if change.note else Phrase.NO_WHY
    note, effect, votes = Foreign(change.note), count_impact(change.plan.impact), count_votes(change)
    sentences: Mapping[State, Part] = {
        State.DRAFT: Phrase.SUM_DRAFT(wish=wish, effect=effect),
        State.WAITING: Phrase.SUM_WAITING(asker=asker, wish=wish, request=number, effect=effect, votes=votes),
        State.RETURNED: Phrase.SUM_RETURNED(decider=decider, request=number, asker=asker, note=note),
        State.APPROVED: Phrase.SUM_APPROVED(request=number, decider=decider, wish=wish),
        State.APPLYING: _say_who_applies(change),
        State.APPLIED: _tell_success(change),
        State.FAILED: Phrase.SUM_FAILED(request=number, why=why),
        State.UNKNOWN: Phrase.SUM_UNKNOWN(request=number, why=why),
        State.STALE: Phrase.SUM_STALE(request=number, why=why),
        State.WITHDRAWN: Phrase.SUM_WITHDRAWN(asker=asker, request=number),
        State.REJECTED: Phrase.SUM_REJECTED(decider=decider, request=number, note=note),
        State.EXPIRED: _explain_expiry(change),
    }
    return (sentences[change.state], *(_tell_name(change) if change.state is State.APPLIED else ()))


def _say_who_applies(change: Change) -> Said:
    wish, number = describe_wish(change), name_request(change.number)
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


def join(parts: Iterable[Part], by: Part) -> Sentence:
    """Set *by* between the parts."""
    return tuple(one for part in parts for one in (by, part))[1:]


def raise_alarm(collateral: tuple[str, ...]) -> Sentence:
    """Name the properties that nobody approved to change."""
    return (Phrase.COLLATERAL(names=join(map(Foreign, collateral), Code(", "))),)


def have_already(change: Change) -> Sentence:
    """Answer what was asked a moment ago, word for word, by the same person."""
    return (Phrase.HAVE_ALREADY(request=name_request(change.number), state=IS[change.state]),)


def announce_reading(rows: int) -> Sentence:
    return (ListPhrase.READING_LIST(rows=rows),)


def add_nobody(group: Group, tally: Tally) -> Sentence:
    """Say why a list leaves nothing to do."""
    return (ListPhrase.NOBODY_TO_ADD(group=Foreign(group.name), tally=count_rows(tally)),)


def count_rows(tally: Tally) -> Sentence:
    """Say how many rows have which fate, those that none has left out."""
    counts = (ListPhrase.FATE_COUNT(count=tally[fate], fate=FATES[fate]) for fate in Fate if tally.get(fate))
    return join(counts, Code(", "))


def have_group(name: str) -> Sentence:
    return (ListPhrase.HAVE_GROUP(name=Foreign(name)),)


def ask_id(typed: str, groups: Sequence[Group], *, is_exact: bool) -> Sentence:
    """Ask for the id of a group, of which several have that name or one like it."""
    name = Foreign(typed)
    if not groups:
        return (ListPhrase.NO_GROUP_TO_FILL(name=name),)
    named = (
        ListPhrase.GROUP_AND_ID(name=Foreign(group.name), tail=tail(group.id), people=count_people(group.people))
        for group in groups
    )
    return ((ListPhrase.ASK_ID if is_exact else ListPhrase.ASK_ID_ALIKE)(name=name, groups=join(named, Code(", "))),)


def refuse_open(other: Change) -> Sentence:
    asker = Foreign(other.requester.name)
    return (Phrase.SLOT_TAKEN_BY(request=name_request(other.number), asker=asker, state=IS[other.state]),)


def find_no_group(name: str) -> Sentence:
    return (Phrase.FIND_NO_GROUP(name=Foreign(name)),)


def tell_head(count: int, head: str) -> Sentence:
    """Tell how far the ledger has come, where it cannot be shortened unseen."""
    return (Phrase.TELL_HEAD(line=Code(str(count)), anchor=Code(head)),)


def write_down(part: Part) -> str:
    """Write a sentence of ours as it is kept: in English, whoever reads it later."""
    return flatten((part,))
