"""What is said to those who look at people and groups; foreign text stays marked."""

from collections.abc import Mapping, Sequence

from bot.core import captions, findings
from bot.core.cover import Cover, Foresight, Outlook
from bot.core.group import Group, judge_fitness
from bot.core.policy import Person
from bot.core.setting import GroupId, Reading, Setting
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.kept import recall
from bot.core.speech.phrases import Phrase
from bot.core.summary import IS
from bot.core.text import Code, Foreign, Part, Sentence
from bot.core.view import CheckView, Member, MembersView
from bot.core.words import MODES, UNFIT_SELECTED, count_people, end_id, join, name_request

_MOST_NAMED = 5

_OUTLOOKS: Mapping[Outlook, AnswerPhrase] = {
    Outlook.GAIN: AnswerPhrase.WOULD_GAIN,
    Outlook.LOSE: AnswerPhrase.WOULD_LOSE,
    Outlook.STAY_IN: AnswerPhrase.WOULD_STAY_IN,
    Outlook.STAY_OUT: AnswerPhrase.WOULD_STAY_OUT,
    Outlook.UNKNOWN: AnswerPhrase.WOULD_BE_UNKNOWN,
}


def doubt_selection(reading: Reading) -> Sentence:
    return (AnswerPhrase.NO_SELECTION_KNOWN(doubt=recall(findings.tell_doubt(reading))),)


def select_none(setting: Setting) -> Sentence:
    return (AnswerPhrase.NO_SELECTION(mode=MODES[setting.mode]),)


def miss_selected(group: GroupId) -> Sentence:
    return (AnswerPhrase.SELECTION_GONE(tail=end_id(group)),)


def name_several(typed: str, groups: Sequence[Group]) -> Sentence:
    """Name the groups that answer to a name, each with its whole id: that is what has to be typed."""
    named = [
        AnswerPhrase.NAME_AND_ID(name=captions.shorten(group.name), id=Code(group.id)) for group in groups[:_MOST_NAMED]
    ]
    return (AnswerPhrase.WHICH_MEMBERS(name=Foreign(typed), named=_list(named, len(groups))),)


def find_nobody(typed: str) -> Sentence:
    return (AnswerPhrase.FIND_NOBODY(name=Foreign(typed)),)


def name_accounts(typed: str, people: Sequence[Person]) -> Sentence:
    """Name the accounts that have an address, each with its whole id: that is what has to be typed."""
    named = [AnswerPhrase.NAME_AND_ID(name=captions.shorten(one.name), id=Code(one.id)) for one in people[:_MOST_NAMED]]
    return (AnswerPhrase.WHICH_ACCOUNT(name=Foreign(typed), named=_list(named, len(people))),)


def _list(named: Sequence[Part], total: int) -> Sentence:
    listed = join(named, Code(", "))
    left = total - len(named)
    return (AnswerPhrase.AND_MORE(named=listed, count=left),) if left > 0 else listed


def tell_cover(view: CheckView) -> Sentence:
    """Say whether a person is covered now, and why."""
    group = Foreign(view.group.name) if view.group else AnswerPhrase.THE_GROUP
    match view.cover:
        case Cover.EVERYONE:
            return (AnswerPhrase.COVERED_ALL,)
        case Cover.DIRECT:
            return (AnswerPhrase.COVERED_DIRECT(group=group),)
        case Cover.NESTED if view.path:
            return (AnswerPhrase.COVERED_NESTED(group=group),)
        case Cover.NESTED:
            return (AnswerPhrase.COVERED_UNSEEN(group=group),)
        case Cover.OUTSIDE:
            return (AnswerPhrase.NOT_COVERED(group=group),)
        case Cover.NOBODY:
            return (AnswerPhrase.COVERED_NOBODY,)
        case Cover.UNKNOWN:
            return (AnswerPhrase.COVER_UNKNOWN(doubt=_doubt_cover(view)),)


def _doubt_cover(view: CheckView) -> Sentence:
    setting, group = view.reading.setting, view.group
    if setting is None:
        return recall(findings.tell_doubt(view.reading))
    if setting.group is None:
        return (AnswerPhrase.SELECTS_NO_GROUP,)
    unfit = judge_fitness(group) if group else None
    return (UNFIT_SELECTED[unfit] if unfit else AnswerPhrase.SELECTION_GONE(tail=end_id(setting.group)),)


def count_paths(paths: int) -> Sentence:
    """Say that there are more paths than the one that is shown; empty where there are none."""
    return (AnswerPhrase.MORE_PATHS(count=paths - 1),) if paths > 1 else ()


def tell_outlook(pending: Foresight) -> Sentence:
    """Say what a pending request would change for a person."""
    nested = (AnswerPhrase.THROUGH_NESTED,) if pending.after is Cover.NESTED else ()
    request, state = name_request(pending.number), IS[pending.state]
    return (_OUTLOOKS[pending.outlook](request=request, state=state), *nested)


def tell_selection(view: MembersView) -> AnswerPhrase:
    if view.is_selected is None:
        return AnswerPhrase.SELECTION_UNTOLD
    return AnswerPhrase.IS_SELECTED if view.is_selected else AnswerPhrase.IS_NOT_SELECTED


def count_nested_only(group: Group) -> Part:
    if group.people is None or group.direct is None:
        return Phrase.NOT_COUNTED
    return count_people(max(group.people - group.direct, 0))


def mark_member(member: Member) -> tuple[AnswerPhrase, ...]:
    """Say what an admin has to know of somebody in a group."""
    marks = {
        AnswerPhrase.MARK_GUEST: member.person.is_guest,
        AnswerPhrase.MARK_DISABLED: not member.person.is_enabled,
        AnswerPhrase.MARK_NESTED: not member.is_direct,
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def name_member(member: Member) -> Sentence:
    name = captions.shorten(member.person.name)
    marks = mark_member(member)
    return (AnswerPhrase.MARKED(name=name, marks=join(marks, Code(", "))),) if marks else (name,)


def count_more(shown: int, total: int) -> Sentence:
    """Say how many there are beyond those that are shown; empty where there are none."""
    return (AnswerPhrase.MORE_OF_THEM(count=total - shown),) if total > shown else ()


def sum_members(view: MembersView) -> Sentence:
    """Say who is in a group in one sentence, for clients that draw no card."""
    return (AnswerPhrase.SUM_MEMBERS(group=captions.shorten(view.group.name), size=captions.name_kind(view.group)),)


def sum_check(view: CheckView) -> Sentence:
    """Say whether a person is covered in one sentence, for clients that draw no card."""
    return (AnswerPhrase.SUM_CHECK(name=captions.shorten(view.person.name), verdict=tell_cover(view)),)
