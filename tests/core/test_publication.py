"""What became of a step to the Office policy is told honestly, from what is there and what was answered."""

from dataclasses import replace
from itertools import product

import pytest
from fakes.policies import EVERYONE, MARK, OFF, ON, OTHERS, UNSET, a_policy, planned

from bot.core.outcome import Answer, Outcome
from bot.core.publication import Condition, explain_end, find_difference, look, tell_end

MADE = a_policy(OFF, EVERYONE, called="made", mark=MARK)
CREATED = planned([], OFF)
CHANGED = planned([a_policy(ON, EVERYONE)], OFF)
REMOVED = planned([a_policy(OFF, EVERYONE)], UNSET)

SIGHTS = {
    "not made": (CREATED, [], Condition.BEFORE),
    "somebody else's": (CREATED, [replace(MADE, mark="")], Condition.BEFORE),
    "made, for nobody": (CREATED, [replace(MADE, targets=())], Condition.HALF),
    "made and assigned": (CREATED, [MADE], Condition.WANTED),
    "made twice": (CREATED, [MADE, replace(MADE, id="again")], Condition.OTHER),
    "made, and for others": (CREATED, [replace(MADE, targets=(OTHERS,))], Condition.OTHER),
    "made, and says otherwise": (CREATED, [replace(MADE, state=ON)], Condition.OTHER),
    "made, and sets other things": (CREATED, [replace(MADE, others=1)], Condition.OTHER),
    "not changed": (CHANGED, [a_policy(ON, EVERYONE)], Condition.BEFORE),
    "changed": (CHANGED, [a_policy(OFF, EVERYONE)], Condition.WANTED),
    "changed, and for others": (CHANGED, [a_policy(OFF, OTHERS)], Condition.OTHER),
    "changed, and sets other things": (CHANGED, [a_policy(OFF, EVERYONE, others=1)], Condition.OTHER),
    "another value": (CHANGED, [a_policy(None, EVERYONE)], Condition.OTHER),
    "gone": (CHANGED, [], Condition.GONE),
    "not taken away": (REMOVED, [a_policy(OFF, EVERYONE)], Condition.BEFORE),
    "taken away": (REMOVED, [MADE], Condition.WANTED),
    "changed instead": (REMOVED, [a_policy(ON, EVERYONE)], Condition.OTHER),
}


@pytest.mark.parametrize(("step", "policies", "condition"), SIGHTS.values(), ids=SIGHTS)
def test_how_the_policy_of_a_step_looks(step, policies, condition):
    assert look(step, policies) is condition


# The handbook, a second time: condition, answer, is the patience over -> outcome. None: keep reading.
WAITING = {
    Answer.REFUSED: (Outcome.FAILED, Outcome.FAILED),
    Answer.UNSURE: (None, Outcome.FAILED),
    Answer.ACCEPTED: (None, Outcome.UNKNOWN),
    Answer.DONE: (None, Outcome.UNKNOWN),
}
ALWAYS = {Condition.WANTED: Outcome.APPLIED, Condition.GONE: Outcome.FAILED, Condition.OTHER: Outcome.UNKNOWN}


@pytest.mark.parametrize(("condition", "answer", "is_over"), list(product([*Condition, None], Answer, [False, True])))
def test_the_outcome_is_what_the_table_says(condition, answer, is_over):
    if condition is None:
        expected = Outcome.UNKNOWN if is_over else None
    else:
        expected = ALWAYS[condition] if condition in ALWAYS else WAITING[answer][is_over]
    assert tell_end(condition, answer, is_over=is_over) is expected


def test_each_outcome_has_its_own_sentence():
    ends = [
        (Condition.WANTED, Outcome.APPLIED, ""),
        (Condition.BEFORE, Outcome.FAILED, ""),
        (Condition.BEFORE, Outcome.FAILED, "No."),
        (Condition.HALF, Outcome.FAILED, "No."),
        (Condition.GONE, Outcome.FAILED, ""),
        (Condition.OTHER, Outcome.UNKNOWN, ""),
        (Condition.BEFORE, Outcome.UNKNOWN, ""),
        (None, Outcome.UNKNOWN, ""),
    ]
    told = [explain_end(CREATED, condition, outcome, sentence=sentence) for condition, outcome, sentence in ends]
    assert len(set(told)) == len(told)
    assert CREATED.name in told[3]
    assert told[3].endswith("No.")


DIFFERENCES = {
    "deleted": ([], "The policy p was deleted since this was planned."),
    "for others": ([a_policy(ON, OTHERS)], "The policy p is assigned to others since this was planned."),
    "changed": ([replace(a_policy(ON, EVERYONE), digest="x")], "The policy p was changed since this was planned."),
    "one more": (
        [a_policy(ON, EVERYONE), a_policy(OFF, OTHERS, called="q")],
        "The policy q came to carry the setting since this was planned.",
    ),
}


@pytest.mark.parametrize(("policies", "told"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_what_is_not_as_planned_is_named_and_as_planned_is_nothing(policies, told):
    found = replace(CHANGED.catalog, policies=tuple(policies))
    assert find_difference(CHANGED, found) == f"{told} Nothing was changed; plan it again."
    assert find_difference(CHANGED, CHANGED.catalog) == ""


def test_the_policy_of_the_step_is_named_before_any_other():
    catalog = replace(CHANGED.catalog, policies=(a_policy(OFF, OTHERS, called="a"),))
    assert "The policy p was deleted" in find_difference(CHANGED, catalog)


def test_a_definition_with_another_id_is_said():
    assert "another id" in find_difference(CHANGED, replace(CHANGED.catalog, definition="e"))


def test_the_policy_that_was_made_is_no_difference_and_whatever_else_came_is():
    found = replace(CREATED.catalog, policies=(*CREATED.catalog.policies, replace(MADE, targets=())))
    assert find_difference(CREATED, found, is_begun=True) == ""
    assert find_difference(CREATED, found)
    more = replace(found, policies=(*found.policies, a_policy(ON, OTHERS, called="q")))
    told = find_difference(CREATED, more, is_begun=True)
    assert told == "The policy q came to carry the setting since this was planned."


def test_a_name_of_any_length_leaves_a_sentence_that_can_be_read():
    named = replace(a_policy(ON, OTHERS, called="q"), name="n" * 1_000)
    found = replace(CHANGED.catalog, policies=(*CHANGED.catalog.policies, named))
    assert len(find_difference(CHANGED, found)) < 200
