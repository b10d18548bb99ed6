"""What stands on the cards of a request that fills a group, or makes one, chosen from the facts.

*tally* is always how the rows of its list stand now.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from bot.core import officing
from bot.core.change import Change, State
from bot.core.fill import LOST, Fate, Fill, Item, Tally, count_missed
from bot.core.impact import Crowd
from bot.core.speech.kept import recall
from bot.core.speech.labels import Label
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.speech.titles import BOTH_TITLES, GROUP_TITLES, LIST_TITLES
from bot.core.summary import is_stopped
from bot.core.text import Code, Foreign, Part, Said, Sentence
from bot.core.words import FATES, KINDS, count_people, count_rows, cut, end_id, join, list_kinds

_LONGEST_IN_LIST = 48
_LONGEST_IN_BOX = 80
_LONG = 120
"""Seconds from which on they are said in minutes."""

_ASKED = frozenset({State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED, State.APPLYING})
_SECOND: Mapping[State, Label] = {
    State.APPLYING: Label.STEP_TWO_NOW,
    State.APPLIED: Label.STEP_TWO_DONE,
    State.UNKNOWN: Label.STEP_TWO_UNKNOWN,
    State.FAILED: Label.STEP_TWO_LEFT,
}


def name_title(change: Change, tally: Tally) -> Label:
    """Name a card whose request does something to a group, or to the Office policy."""
    if change.plan.office:
        return officing.name_title(change.state, change.plan.office)
    if change.plan.creation:
        return Label.MAKING_TITLE if change.is_at_task else GROUP_TITLES[change.state]
    if change.is_at_task:
        return Label.STOPPING_TITLE if is_stopped(change) else Label.FILLING_TITLE
    if change.state is State.FAILED and change.plan.fill:
        return _name_failure(change, change.plan.fill, tally)
    return (BOTH_TITLES if change.plan.sets else LIST_TITLES)[change.state]


def _name_failure(change: Change, fill: Fill, tally: Tally) -> Label:
    if is_stopped(change):
        return Label.STOPPED_TITLE
    if change.plan.sets and count_missed(fill, tally) <= change.drift:
        return Label.SETTING_LEFT_TITLE
    return Label.ADDED_NOBODY_TITLE if tally and not tally.get(Fate.ADDED) else Label.PARTLY_TITLE


def ask_title(change: Change) -> Label:
    """Ask an approver in a few words."""
    if change.plan.office:
        return officing.ask_title(change.plan.office)
    if change.plan.creation:
        return Label.DECIDE_GROUP
    if change.plan.fill:
        return Label.DECIDE_BOTH if change.plan.sets else Label.DECIDE_LIST
    return Label.DECIDE_TITLE


def name_steps(change: Change, fill: Fill, tally: Tally) -> tuple[Label, Label]:
    """Name both steps of a request that fills a group and selects it, and say how far each is."""
    if change.is_at_task:
        return Label.STEP_ONE_NOW, Label.STEP_TWO
    if not _was_filled(change):
        return Label.STEP_ONE, Label.STEP_TWO
    is_whole = count_missed(fill, tally) <= 0
    return (Label.STEP_ONE_DONE if is_whole else Label.STEP_ONE_PARTLY), _SECOND.get(change.state, Label.STEP_TWO_LEFT)


def list_figures(change: Change, tally: Tally) -> Iterator[tuple[Label, int]]:
    """Count the rows with which nothing is wrong, as people look at them; `count_lost` counts the others."""
    if change.is_at_task or _was_filled(change):
        yield Label.ADDED, tally.get(Fate.ADDED, 0)
    else:
        yield (Label.TO_ADD if change.state in _ASKED else Label.ASKED_FOR), tally.get(Fate.PENDING, 0)
    yield Label.ALREADY_IN, tally.get(Fate.ALREADY, 0)
    yield Label.LEFT_OUT, sum(tally.get(fate, 0) for fate in (Fate.GUEST, Fate.DISABLED, Fate.TWICE))


def _was_filled(change: Change) -> bool:
    return change.attempt is not None and change.attempt.filled is not None


def count_done(fill: Fill, tally: Tally) -> int:
    """Count those who do not have to be added any more, one way or the other."""
    return fill.wanted - tally.get(Fate.PENDING, 0) if tally else 0


def name_list(fill: Fill) -> Part:
    return cut(fill.source, _LONGEST_IN_LIST) if fill.source else ListPhrase.PASTED


def count_list(fill: Fill) -> Part:
    rows = sum(fill.tally.values())
    return ListPhrase.ONE_ROW if rows == 1 else ListPhrase.ROWS(count=rows)


def count_growth(fill: Fill, *, is_over: bool) -> Sentence:
    """Say how many are in the group and will be; once the request is over, only how many there were."""
    before, after = fill.group.people, fill.after.people if fill.after else None
    if before is None or after is None:
        return (Phrase.NOT_COUNTED,)
    if is_over:
        return (ListPhrase.GROUP_HAD(people=count_people(before)),)
    return (ListPhrase.GROWS(before=before, after=count_people(after)),)


def name_group(fill: Fill) -> Foreign:
    """Name the group; beside it stands the end of its id, by which a long name is told from another."""
    return cut(fill.group.name, _LONGEST_IN_BOX)


def name_kind(fill: Fill) -> Part:
    return ListPhrase.KIND_AND_ID(kind=KINDS[fill.group.kind], tail=end_id(fill.group.id))


def name_left_out(tally: Tally) -> Sentence:
    """Say which rows are left out though nothing is wrong with them; empty for none."""
    crowd = Crowd(people=0, guests=tally.get(Fate.GUEST, 0), disabled=tally.get(Fate.DISABLED, 0))
    kinds = list_kinds(crowd)
    if not tally.get(Fate.TWICE):
        return kinds
    twice = ListPhrase.NAMED_TWICE(count=tally[Fate.TWICE])
    return (*kinds, Code(", "), twice) if kinds else (twice,)


def count_lost(tally: Tally) -> Sentence:
    """Count what somebody has to look at; empty for none."""
    return count_rows({fate: count for fate, count in tally.items() if fate in LOST})


def name_problems(items: Sequence[Item]) -> Iterator[Sentence]:
    """Say what is wrong with some rows, those with the same reason together."""
    reasons = dict.fromkeys((item.fate, item.why) for item in items)
    for fate, why in reasons:
        alike = [_name_row(item) for item in items if (item.fate, item.why) == (fate, why)]
        told = recall(why) if why else (FATES[fate],)
        yield (ListPhrase.LOST_ROWS(rows=join(alike, Code(", ")), why=told),)


def _name_row(item: Item) -> Said:
    line = Code(str(item.line))
    if not item.typed.strip():
        return ListPhrase.LOST_LINE(line=line)
    return ListPhrase.LOST_ROW(typed=cut(item.typed, _LONGEST_IN_LIST), line=line)


def tell_left(left: timedelta | None, *, is_done: bool) -> Sentence:
    """Say how long the rest takes, roughly; where all *is_done* the group is read back."""
    if is_done:
        return (ListPhrase.READING_BACK,)
    if left is None:
        return (ListPhrase.SOON,)
    seconds = max(round(left.total_seconds()), 1)
    if seconds < _LONG:
        return (ListPhrase.SECONDS_LEFT(seconds=seconds),)
    return (ListPhrase.MINUTES_TO_GO(minutes=round(seconds / 60)),)


def tell_next(change: Change, tally: Tally) -> Part | None:
    """Say what comes next where a group is filled or made; None where that is as for any other request."""
    if change.is_at_task:
        return ListPhrase.NEXT_FILLING if change.plan.fill else ListPhrase.NEXT_MAKING
    if change.plan.creation:
        return _follow_creation(change)
    if change.plan.fill is None:
        return None
    if change.state is State.FAILED:
        return _follow_failure(change, change.plan.fill, tally)
    return _follow_success(change, change.plan.fill) if change.state is State.APPLIED else None


def _follow_creation(change: Change) -> Part | None:
    if change.state is State.FAILED:
        return ListPhrase.NEXT_NOT_MADE
    made = change.attempt.made if change.attempt and change.state is State.APPLIED else None
    return ListPhrase.NEXT_MADE(command=Code(f"linkedin move to group {made}")) if made else None


def _follow_failure(change: Change, fill: Fill, tally: Tally) -> Part:
    if is_stopped(change):
        return ListPhrase.NEXT_STOPPED
    if change.plan.sets and count_missed(fill, tally) <= change.drift:
        return ListPhrase.NEXT_SETTING_LEFT
    return ListPhrase.NEXT_FILL_FAILED


def _follow_success(change: Change, fill: Fill) -> Part | None:
    if change.plan.sets:
        return None
    return ListPhrase.NEXT_FILLED_SELECTED if change.plan.before.group == fill.group.id else ListPhrase.NEXT_FILLED
