"""What stands on cards only, chosen from the facts. A card uses `words` as well: what is said in messages too."""

from collections.abc import Iterable, Mapping, Sequence

from bot.core import filling, officing
from bot.core.change import Change, State
from bot.core.fill import Tally
from bot.core.grounds import Ground
from bot.core.group import Group, judge_fitness
from bot.core.guide import Topic
from bot.core.impact import Impact
from bot.core.page import Page
from bot.core.plan import Plan
from bot.core.policy import Person
from bot.core.setting import Mode, Setting
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.kept import recall
from bot.core.speech.lessons import Lesson
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.summary import describe_wish, name_state, summarise
from bot.core.text import Code, Foreign, Part, Said, Sentence
from bot.core.words import (
    KINDS,
    MODES,
    count_impact,
    count_people,
    cut,
    end_id,
    join,
    name_request,
    name_setting,
)

_LONGEST_IN_LIST = 48
_LONGEST_IN_SENTENCE = 96
_MOST_NAMED = 5

NEXT: Mapping[State, Phrase] = {
    State.DRAFT: Phrase.NO_DECISION,
    State.WAITING: Phrase.NO_DECISION,
    State.RETURNED: Phrase.NEXT_RETURNED,
    State.APPROVED: Phrase.NEXT_APPROVED,
    State.APPLYING: Phrase.NEXT_APPLYING,
    State.APPLIED: Phrase.NEXT_APPLIED,
    State.FAILED: Phrase.NEXT_FAILED,
    State.UNKNOWN: Phrase.NEXT_UNKNOWN,
    State.STALE: Phrase.NEXT_STALE,
    State.WITHDRAWN: Phrase.NOTHING_CHANGED,
    State.REJECTED: Phrase.NOTHING_CHANGED,
    State.EXPIRED: Phrase.NEXT_EXPIRED,
}


def tell_undelivered(lost: Sequence[tuple[int, int]]) -> Sentence:
    """Say which requests have messages that could not be delivered, and what brings them to their people."""
    items = [Code(f"{name_request(number)} ({count})") for number, count in lost[:_MOST_NAMED]]
    named = join(items, Code(", "))
    if len(lost) > _MOST_NAMED:
        named = (AnswerPhrase.UNDELIVERED_MORE(named=named, count=len(lost) - _MOST_NAMED),)
    return (AnswerPhrase.UNDELIVERED(named=named),)


def shorten(name: str) -> Foreign:
    """Cut a name to what a line of a list has room for."""
    return cut(name, _LONGEST_IN_LIST)


def tell_truth(setting: Setting, group: Group | None, everyone: int | None) -> Sentence:
    """Say for whom the setting is on. Where nested members may not be covered, the number is a span."""
    match setting.mode:
        case Mode.EVERYONE if everyone is None:
            return (AnswerPhrase.ON_FOR_EVERYONE,)
        case Mode.EVERYONE:
            return (AnswerPhrase.ON_FOR_COUNTED(people=count_people(everyone)),)
        case Mode.NOBODY:
            return (AnswerPhrase.ON_FOR_NOBODY,)
        case Mode.UNTOLD:
            return (Phrase.UNTOLD,)
        case _ if group is None:
            return (AnswerPhrase.ON_FOR_UNREAD(tail=end_id(setting.group or "")),)
    if judge_fitness(group):
        return (AnswerPhrase.ON_FOR_UNFIT(group=Foreign(group.name)),)
    return (AnswerPhrase.ON_FOR_MEMBERS(people=_span(group), group=Foreign(group.name)),)


def _span(group: Group) -> Part:
    if group.direct is None or group.people is None:
        return Phrase.THE_PEOPLE
    if group.direct == group.people:
        return count_people(group.people)
    return Phrase.SPAN(direct=group.direct, all=group.people)


def hint_country(country: str) -> Sentence:
    return (Phrase.COUNTRY(country=Foreign(country)),)


def name_kind(group: Group) -> Said:
    return Phrase.KIND_AND_SIZE(kind=_say_kind(group), size=_count_members(group))


def _say_kind(group: Group) -> Part:
    return Phrase.DYNAMIC_KIND(kind=KINDS[group.kind]) if group.is_dynamic else KINDS[group.kind]


def _count_members(group: Group) -> Part:
    if group.direct is None or group.people is None:
        return Phrase.NOT_COUNTED
    if group.direct == group.people:
        return count_people(group.people)
    return Phrase.DIRECTLY(direct=count_people(group.direct), all=group.people)


def name_id(group: Group) -> Said:
    """Say the end of a group's id: names can be alike, ids cannot."""
    return Phrase.ID(tail=end_id(group.id))


def name_made(object_id: str) -> Said:
    return Phrase.ID(tail=end_id(object_id))


def name_choice(group: Group) -> Sentence:
    people = count_people(group.people)
    return (AnswerPhrase.CHOICE(name=Foreign(group.name), kind=_say_kind(group), people=people, tail=end_id(group.id)),)


def ask_which(typed: str) -> Sentence:
    return (AnswerPhrase.ASK_WHICH(name=Foreign(typed)),)


def know_no_topic(typed: str) -> Sentence:
    return (AnswerPhrase.KNOW_NO_TOPIC(name=Foreign(typed)),)


def list_forms(topics: Iterable[Topic]) -> Sentence:
    """Name the commands in one line, for clients that draw no card."""
    forms = join((Code(example) for topic in topics for example in topic.examples), Code(", "))
    return (AnswerPhrase.LIST_FORMS(forms=forms),)


def tell_drift(change: Change) -> Sentence:
    """Say that the setting is not as it was approved last."""
    return (AnswerPhrase.DRIFTED(value=name_setting(change.plan.after), request=name_request(change.number)),)


def name_open(change: Change) -> Sentence:
    asker = Foreign(change.requester.name)
    return (AnswerPhrase.OPEN_REQUEST(request=name_request(change.number), asker=asker, state=name_state(change)),)


def head_line(change: Change) -> Sentence:
    """Say what the request is about in one line, without the texts that people wrote."""
    asker, wish = cut(change.requester.name, _LONGEST_IN_SENTENCE), describe_wish(change)
    match change.state:
        case State.DRAFT:
            return (Phrase.HEAD_DRAFT(wish=wish),)
        case State.WAITING:
            return (Phrase.HEAD_WAITING(asker=asker, wish=wish),)
        case State.APPLIED:
            return summarise(change)
        case (
            State.RETURNED
            | State.APPROVED
            | State.APPLYING
            | State.FAILED
            | State.UNKNOWN
            | State.STALE
            | State.WITHDRAWN
            | State.REJECTED
            | State.EXPIRED
        ):
            return (Phrase.HEAD_ASKED(asker=asker, wish=wish),)


def explain(change: Change) -> Sentence:
    """Say why an attempt ended as it did, as a sentence of its own."""
    return recall(change.note) if change.note else (Phrase.NO_WHY,)


def tell_impact(impact: Impact) -> Sentence:
    """Say who gains, who loses and for whom nothing changes; where it is not known, that."""
    if impact.gain is None or impact.lose is None or impact.unchanged is None:
        return (count_impact(impact),)
    gain, lose = (crowd.people for crowd in (impact.gain, impact.lose))
    return (
        Phrase.IMPACT_LINE(
            gain=Phrase.GAIN(count=gain) if gain else Phrase.NUMBER(count=0),
            lose=Phrase.LOSS(count=lose) if lose else Phrase.NUMBER(count=0),
            unchanged=impact.unchanged,
        ),
    )


def name_step(change: Change) -> Sentence:
    """Say a change as a step: "Off for everyone → On for one group: Sales"."""
    plan = change.plan
    if plan.office:
        return officing.name_step(plan.office)
    if plan.creation:
        return (ListPhrase.STEP_CREATE(group=shorten(plan.creation.name)),)
    if plan.fill:
        name, people = shorten(plan.fill.group.name), count_people(plan.fill.wanted)
        if plan.sets:
            return (ListPhrase.STEP_BOTH(group=name, people=people),)
        return (ListPhrase.STEP_FILL(group=name, people=people),)
    before, after, group = MODES[change.plan.before.mode], MODES[change.plan.after.mode], change.plan.after_group
    if group:
        return (Phrase.STEP_GROUP(before=before, after=after, group=shorten(group.name)),)
    return (Phrase.STEP(before=before, after=after),)


def tell_next(change: Change, tally: Tally) -> Part:
    """Say what comes next for a request as it stands, and the rows of its list."""
    if change.plan.office:
        return officing.tell_next(change.state) or NEXT[change.state]
    return filling.tell_next(change, tally) or NEXT[change.state]


def name_result(plan: Plan) -> Part:
    """Say what was read back: the setting, or the group or policy where that is all that was changed."""
    if plan.office:
        return officing.name_result(plan.office)
    if plan.creation:
        return shorten(plan.creation.name)
    return shorten(plan.fill.group.name) if plan.fill and not plan.sets else name_setting(plan.after)


def name_context(change: Change) -> Said:
    """Say which request this is, and of a draft how many have to agree."""
    number = name_request(change.number)
    if change.state is not State.DRAFT:
        return Phrase.REQUEST(request=number)
    if change.needed == 1:
        return Phrase.REQUEST_ONE(request=number)
    return Phrase.REQUEST_MANY(request=number, count=change.needed)


def allow_drift(people: int) -> Said:
    return Phrase.DRIFT(people=count_people(people))


def name_person(person: Person) -> Foreign:
    """Name somebody in a line of their own."""
    return cut(person.name, _LONGEST_IN_SENTENCE)


def name_executor(executor: str) -> Said:
    return Phrase.ACCOUNT(tail=end_id(executor))


def name_decider(change: Change) -> Sentence:
    """Say who decided last; empty while nobody has."""
    if change.decider is None:
        return ()
    said = {State.REJECTED: Phrase.BY, State.RETURNED: Phrase.RETURNED_BY}.get(change.state, Phrase.APPROVED_BY)
    return (said(name=shorten(change.decider.name)),)


def count_approvals(change: Change) -> Said:
    return Phrase.COUNT_OF(count=len(change.votes), total=change.needed)


def sum_up(change: Change) -> Sentence:
    """Say how a request stands in one sentence, without the texts that people wrote: those may be long."""
    short = {State.REJECTED: Phrase.SHORT_REJECTED, State.RETURNED: Phrase.SHORT_RETURNED}.get(change.state)
    if short and change.decider:
        return (short(decider=Foreign(change.decider.name), request=name_request(change.number)),)
    return summarise(change)


def count_grounds(grounds: Sequence[Ground]) -> Sentence:
    """Name the rules that are not met, for clients that draw no card."""
    unmet = join((Code(ground.rule) for ground in grounds if ground.is_met is False), Code(", "))
    return (Lesson.UNMET(rules=unmet) if unmet else Lesson.ALL_MET,)


def count_rows(page: Page) -> Said:
    return Phrase.ROWS(first=page.newer + 1, last=page.newer + len(page.changes), total=page.total)
