"""Every reason, fault, doubt, obstacle and caution has a sentence; nothing is said without a name."""

from dataclasses import replace
from typing import get_args

import pytest
from fakes.samples import a_change

from bot.core import findings, summary, words
from bot.core.change import State
from bot.core.command import Fault
from bot.core.fill import Unfillable
from bot.core.group import Caution, Kind, Unfit
from bot.core.notice import Topic
from bot.core.outcome import Answer, Outcome
from bot.core.plan import NoPlan
from bot.core.policy import Reason
from bot.core.setting import Doubt, Mode
from bot.core.text import ENGLISH, Foreign, flatten


@pytest.mark.parametrize(
    ("table", "whole"),
    [
        (words.MODES, Mode),
        (summary.STATES, State),
        (words.KINDS, Kind),
        (words.REASONS, Reason),
        (words.FAULTS, Fault),
        (words.DOUBTS, Doubt),
        (words.CAUTIONS, Caution),
        (words.UNFIT_SELECTED, Unfit),
    ],
)
def test_every_member_has_words(table, whole):
    assert set(table) == set(whole)


def test_every_reason_against_a_plan_has_words():
    assert set(words.NO_PLANS) == {member for enum in (*get_args(NoPlan), Unfillable) for member in enum}


@pytest.mark.parametrize("state", list(State))
def test_a_request_is_summarised_in_every_state_with_foreign_text_marked(state):
    change = a_change(state=state)
    sentence = summary.summarise(change)
    parts = list(ENGLISH.speak(sentence))
    assert not [part for part in parts if isinstance(part, str) and change.requester.name in part]
    assert flatten(sentence).strip()
    foreign = {part.text for part in parts if isinstance(part, Foreign)}
    assert foreign <= {change.requester.name, "Bob Brown", "Carol Clark", "Sales", change.note}


@pytest.mark.parametrize("state", [State.APPLIED, State.FAILED, State.UNKNOWN])
def test_what_changed_besides_rings_with_the_outcome(state):
    """PLAN-10."""
    change = a_change(state=state)
    assert "nobody approved" not in flatten(summary.tell(change, Topic(state)))
    spilt = replace(change, attempt=replace(change.attempt, collateral=("restrictNonAdminUsers", "isB2CTenant")))
    told = summary.tell(spilt, Topic(state))
    assert "nobody approved that: " in flatten(told)
    assert {Foreign("restrictNonAdminUsers"), Foreign("isB2CTenant")} <= set(ENGLISH.speak(told))
    assert "nobody approved" not in flatten(summary.tell(spilt, Topic.APPROVED))


def test_an_expired_request_says_how_far_it_had_come():
    draft, waiting, approved = (a_change(state) for state in (State.DRAFT, State.WAITING, State.APPROVED))
    said = [
        flatten(summary.tell(replace(one, state=State.EXPIRED), Topic.EXPIRED)) for one in (draft, waiting, approved)
    ]
    assert "expired before it was sent" in said[0]
    assert "expired without enough approvals" in said[1]
    assert "was approved and could not be applied before it expired" in said[2]


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("is_read", [True, False])
def test_every_outcome_is_explained(outcome, answer, is_read):
    assert findings.explain_outcome(outcome, answer, is_read=is_read, sentence="").endswith(".")


def test_people_are_counted_in_words():
    assert [flatten((words.count_people(number),)) for number in (None, 0, 1, 2, 12_345)] == [
        "not counted",
        "0 people",
        "1 person",
        "2 people",
        "12,345 people",
    ]
    assert Unfit.DYNAMIC in words.NO_PLANS
