"""What stands on the cards of a list: titles, steps, figures, problems, what comes next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.samples import BOB, NOW, a_change, a_plan

from bot.core import filling
from bot.core.change import Attempt, State
from bot.core.fill import LOST, NO_KEY, Creation, Fate, Fill, Item
from bot.core.group import Group
from bot.core.roster import Roster
from bot.core.setting import GroupId, Mode, Setting
from bot.core.speech.labels import Label
from bot.core.text import flatten

EMEA = Group(id=GroupId("e0ea0000-0000-4000-8000-000000000000"), name="Sales EMEA", direct=40, people=40)
PLANNED = {Fate.PENDING: 10, Fate.ALREADY: 3, Fate.GUEST: 2, Fate.TWICE: 1, Fate.NOT_FOUND: 4}
FILL = Fill(group=EMEA, source="list.csv", digest="d", tally=PLANNED, fresh=10, after=Roster(people=50))
OFF = Setting(Mode.NOBODY)
ONLY = replace(a_plan(), after=OFF, after_group=None, fill=FILL)
BOTH = replace(a_plan(), after=Setting(Mode.GROUP, EMEA.id), after_group=EMEA, fill=FILL)
MAKE = replace(a_plan(), after=OFF, after_group=None, creation=Creation(name="Pilot", nickname="li-1"))
AT_TASK, FILLED = Attempt(at=NOW, token="t"), Attempt(at=NOW, token="t", filled=NOW)
WHOLE = {**PLANNED, Fate.PENDING: 0, Fate.ADDED: 10}
PART = {**PLANNED, Fate.PENDING: 0, Fate.ADDED: 4, Fate.FAILED: 6}
NONE = {**PLANNED, Fate.PENDING: 0, Fate.FAILED: 10}


def ask(state, plan, attempt=None):
    return replace(a_change(state), plan=plan, attempt=attempt, drift=1)


def say(sentence):
    return flatten(sentence).translate({0x2068: None, 0x2069: None, 0x200B: None})


@pytest.mark.parametrize(
    ("change", "tally", "title"),
    [
        (ask(State.DRAFT, ONLY), PLANNED, "Review the list"),
        (ask(State.DRAFT, BOTH), PLANNED, "Review both steps"),
        (ask(State.DRAFT, MAKE), {}, "Review the new group"),
        (ask(State.WAITING, ONLY), PLANNED, "Waiting for approval"),
        (ask(State.APPLYING, ONLY, AT_TASK), PLANNED, "Adding people"),
        (ask(State.APPLYING, BOTH, AT_TASK), PLANNED, "Adding people"),
        (ask(State.APPLYING, BOTH, FILLED), WHOLE, "Applying the change"),
        (ask(State.APPLYING, ONLY, replace(AT_TASK, stopped=BOB)), PLANNED, "Being stopped"),
        (ask(State.APPLYING, MAKE, AT_TASK), {}, "Making the group"),
        (ask(State.APPLIED, ONLY, FILLED), WHOLE, "People added"),
        (ask(State.APPLIED, BOTH, FILLED), WHOLE, "People added, group selected"),
        (ask(State.APPLIED, MAKE, FILLED), {}, "Group made"),
        (ask(State.FAILED, ONLY, FILLED), PART, "Not everybody was added"),
        (ask(State.FAILED, ONLY, FILLED), NONE, "Nobody was added"),
        (ask(State.FAILED, ONLY, FILLED), {}, "Not everybody was added"),
        (ask(State.FAILED, BOTH, FILLED), WHOLE, "Setting not changed"),
        (ask(State.FAILED, BOTH, FILLED), PART, "Not everybody was added"),
        (ask(State.FAILED, BOTH, replace(FILLED, stopped=BOB)), PART, "Stopped before the end"),
        (ask(State.FAILED, MAKE, FILLED), {}, "Group not made"),
    ],
)
def test_a_title_says_what_kind_of_request_it_is_and_how_it_ended(change, tally, title):
    assert filling.name_title(change, tally) == title


@pytest.mark.parametrize("state", list(State))
def test_both_steps_have_a_name_in_every_state_and_no_step_is_done_before_its_time(state):
    for attempt in (None, AT_TASK, FILLED) if state is State.APPLYING else (None, FILLED):
        first, second = filling.name_steps(ask(state, BOTH, attempt), FILL, WHOLE)
        assert ("✓" in first) == (attempt is FILLED)
        assert ("✓" in second) == (attempt is FILLED and state is State.APPLIED)


def test_a_first_step_that_lacks_somebody_is_not_said_to_be_done():
    first, second = filling.name_steps(ask(State.FAILED, BOTH, FILLED), FILL, PART)
    assert (first, second) == (Label.STEP_ONE_PARTLY, Label.STEP_TWO_LEFT)


def count(change, tally):
    return {str(label): number for label, number in filling.list_figures(change, tally)}


def test_every_row_is_in_one_figure_whatever_its_fate():
    for fate in Fate:
        tally = {fate: 7}
        done = count(ask(State.APPLIED, ONLY, FILLED), tally)
        planned = count(ask(State.WAITING, ONLY), tally)
        lost = 7 if fate in LOST else 0
        assert sum(done.values()) == (0 if fate is Fate.PENDING else 7 - lost)  # nothing is open behind an end
        assert sum(planned.values()) == (0 if fate is Fate.ADDED else 7 - lost)
        assert bool(filling.count_lost(tally)) == bool(lost)


def test_what_never_came_to_pass_is_only_asked_for():
    assert count(ask(State.WAITING, ONLY), PLANNED)["to be added"] == 10
    for state in (State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.STALE):
        figures = count(ask(state, ONLY), PLANNED)
        assert figures["asked for"] == 10
        assert "added" not in figures
    dropped = ask(State.STALE, ONLY, AT_TASK)
    assert count(dropped, PLANNED)["asked for"] == 10


def test_all_that_is_left_is_nothing_even_where_no_row_is_open_any_more():
    assert filling.count_done(FILL, {}) == 0
    assert filling.count_done(FILL, PLANNED) == 0
    assert filling.count_done(FILL, {Fate.ADDED: 10}) == 10
    assert filling.count_done(FILL, {**PLANNED, Fate.PENDING: 3, Fate.ADDED: 7}) == 7


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (None, "How long it takes is known in a moment."),
        (timedelta(0), "About 1 s left."),
        (timedelta(seconds=119), "About 119 s left."),
        (timedelta(seconds=120), "About 2 min left."),
        (timedelta(hours=3), "About 180 min left."),
    ],
)
def test_the_time_that_is_left_is_said_roughly(left, told):
    assert say(filling.tell_left(left, is_done=False)) == told
    assert say(filling.tell_left(left, is_done=True)) == "Reading the group back."


def row(line, typed, fate=Fate.NOT_FOUND, why=""):
    return Item(place=line, line=line, typed=typed, fate=fate, why=why)


def test_rows_with_the_same_trouble_stand_together():
    rows = [row(2, "a@x.example"), row(5, "", Fate.FAILED, NO_KEY), row(9, "b@x.example"), row(100_000, "c" * 300)]
    first, second = filling.name_problems(rows)
    assert say(first).startswith("a@x.example (line 2), b@x.example (line 9), cccc")
    assert say(first).endswith("(line 100000) – not found")
    assert len(say(first)) < 150
    assert say(second) == "line 5 – No address and no object id stands in this row."


def test_what_is_left_out_is_named_by_kind():
    assert say(filling.name_left_out(PLANNED)) == "2 guests, 1 named twice"
    assert say(filling.name_left_out({Fate.TWICE: 3})) == "3 named twice"
    assert say(filling.name_left_out({Fate.GUEST: 1, Fate.DISABLED: 1})) == "1 guest, 1 disabled account"
    assert filling.name_left_out({Fate.ADDED: 3}) == ()


def test_a_group_grows_on_the_card_until_it_is_over():
    assert say(filling.count_growth(FILL, is_over=False)) == "40 → 50 people"
    assert say(filling.count_growth(FILL, is_over=True)) == "40 people before"
    hidden = replace(FILL, group=replace(EMEA, direct=None, people=None))
    assert say(filling.count_growth(hidden, is_over=False)) == "not counted"


def test_a_pasted_list_has_no_name_and_one_row_is_one():
    assert say((filling.name_list(replace(FILL, source="")),)) == "Pasted list"
    assert say((filling.count_list(replace(FILL, tally={Fate.PENDING: 1})),)) == "1 row"
    assert say((filling.count_list(FILL),)) == "20 rows"
