"""What is said about a group that was filled or made: nothing is called done that is not, and nothing is left out."""

from dataclasses import replace

import pytest
from fakes.samples import ALICE, BOB, SALES, a_change
from hypothesis import given
from hypothesis import strategies as st

from bot.core import tasks
from bot.core.change import State
from bot.core.fill import GONE, Creation, Fate, Fill
from bot.core.outcome import Outcome
from bot.core.roster import Roster
from bot.core.speech.kept import recall
from bot.core.speech.tongues import GERMAN
from bot.core.text import flatten

FILL = Fill(
    group=SALES, source="old.csv", digest="d", tally={Fate.PENDING: 40, Fate.ALREADY: 3}, after=Roster(people=52)
)


def a_request(*, drift=5, sets=False, stopped=None, task=FILL):
    change = a_change(State.APPLYING, drift=drift)
    plan = replace(change.plan, fill=task) if isinstance(task, Fill) else replace(change.plan, creation=task)
    plan = plan if sets else replace(plan, after=plan.before)
    return replace(change, plan=plan, attempt=replace(change.attempt, stopped=stopped))


def tally(added, **others):
    return {Fate.ADDED: added, Fate.ALREADY: 3} | {Fate[name.upper()]: count for name, count in others.items()}


APPLIED, FAILED, UNKNOWN = Outcome.APPLIED, Outcome.FAILED, Outcome.UNKNOWN
# What became of the rows; and what of the request, where the setting stays as it is.
ALONE = {
    "everybody": (tally(40), APPLIED, "40 of 40 people are in the group now."),
    "a few failed": (tally(37, failed=3), APPLIED, "37 of 40 people are in the group now. Look at the rows"),
    "as many as may": (tally(35, failed=5), APPLIED, "35 of 40"),
    "one too many": (
        tally(34, failed=6),
        FAILED,
        "34 of 40 people are in the group now. Look at the rows that failed, ",
    ),
    "nobody": (tally(0, failed=40), FAILED, "0 of 40"),
    "one is unsure": (tally(39, unsure=1), UNKNOWN, "Linkgate keeps reading."),
    "all are unsure": (tally(0, unsure=40), UNKNOWN, "0 of 40"),
    "who came otherwise": ({Fate.ADDED: 30, Fate.ALREADY: 13}, APPLIED, "40 of 40"),
    "disabled meanwhile": (tally(38, disabled=2), APPLIED, "38 of 40"),
}


@pytest.mark.parametrize("rows", ALONE)
def test_a_filling_ends_as_its_rows_do(rows):
    counted, outcome, told = ALONE[rows]
    ended, note = tasks.tell_end(a_request(), counted)
    assert ended is outcome
    assert told in note


@pytest.mark.parametrize("rows", [rows for rows, (_, outcome, _) in ALONE.items() if outcome is not UNKNOWN])
def test_the_setting_follows_only_a_group_that_is_as_it_was_approved(rows):
    counted, outcome, _ = ALONE[rows]
    request = a_request(sets=True)
    assert tasks.is_complete(request, counted) == (outcome is APPLIED)
    ended, note = tasks.tell_end(request, counted)
    assert ended is FAILED
    assert "The setting was not changed: too many are missing." in note


def test_who_is_unsure_counts_as_missing_for_the_setting():
    assert not tasks.is_complete(a_request(sets=True), tally(34, unsure=6))
    assert tasks.is_complete(a_request(sets=True), tally(36, unsure=4))


def test_a_stop_is_named_with_who_and_how_many():
    """Whoever was added stays in the group, and it is said."""
    ended, note = tasks.tell_end(a_request(stopped=BOB), tally(12, failed=28))
    assert ended is FAILED
    assert note == "Bob Brown stopped it. 12 of 40 people are in the group now. Who was added stays in the group."


def test_a_stop_that_came_when_all_were_in_stopped_nothing():
    assert tasks.tell_end(a_request(stopped=BOB), tally(40))[0] is APPLIED


def test_a_stop_keeps_the_setting_from_being_written_even_when_all_are_in():
    request = a_request(sets=True, stopped=BOB)
    assert not tasks.is_complete(request, tally(40))
    ended, note = tasks.tell_end(request, tally(40))
    assert ended is FAILED
    assert "Bob Brown stopped it." in note


def test_a_group_that_is_gone_holds_nobody_now():
    ended, note = tasks.tell_end(a_request(), tally(12, failed=28), why=GONE)
    assert ended is FAILED
    assert note == f"12 of 40 people had been added. Nobody else could be added: {GONE}"
    assert "are in the group now" not in tasks.tell_end(a_request(sets=True), tally(12, failed=28), why=GONE)[1]


@pytest.mark.parametrize(("why", "outcome"), [("", APPLIED), ("Microsoft Entra refused to make this group.", FAILED)])
def test_a_group_is_made_or_it_is_said_why_not(why, outcome):
    ended, note = tasks.tell_end(a_request(task=Creation(name="LinkedIn users", nickname="linkgate-1")), {}, why=why)
    assert (ended, note) == (outcome, why or "The group was made.")


def test_why_nobody_else_was_added_is_no_matter_when_nobody_else_was_to_be():
    """A bot that died when all were in finds that the request has expired meanwhile."""
    expired = "the request has expired. Ask again."
    assert tasks.tell_end(a_request(), tally(40), why=expired)[0] is APPLIED
    assert tasks.tell_end(a_request(), tally(39, unsure=1), why=expired)[0] is FAILED
    assert tasks.tell_end(a_request(), tally(40), why=GONE)[0] is FAILED
    assert tasks.tell_end(a_request(sets=True), tally(40), why=expired)[0] is FAILED


counts = st.integers(0, 40)
whys = st.sampled_from(["", GONE, "Microsoft Entra lets nobody be added to this group from outside."])


@given(counts, counts, counts, st.integers(0, 10), st.booleans(), st.sampled_from([None, ALICE]), whys)
def test_applied_is_said_of_nothing_else_than_a_group_that_is_full_enough(
    added, failed, unsure, drift, sets, stopped, why
):
    rows = tally(added, failed=failed, unsure=unsure)
    request = a_request(drift=drift, sets=sets, stopped=stopped)
    outcome, note = tasks.tell_end(request, rows, why=why)
    if outcome is APPLIED:
        assert 40 - added <= drift
        assert not unsure
        assert not why or (added == 40 and why != GONE)
        assert not sets
        assert stopped is None or added == 40
    if outcome is not APPLIED and why:
        assert why in note
    told = flatten(recall(note), GERMAN)
    assert "people" not in told
    assert "group" not in told
