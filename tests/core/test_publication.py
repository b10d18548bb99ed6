"""What became of a step to the Office policy is told honestly, from what is there and what was answered."""

from dataclasses import replace
from itertools import product

import pytest
from fakes.policies import EVERYONE, MARK, OFF, ON, OTHERS, UNSET, a_policy, planned

from bot.core.outcome import Answer, Outcome
from bot.core.publication import Sight, explain_end, find_difference, look, tell_end

MADE = a_policy(OFF, EVERYONE, called="made", mark=MARK)
CREATED = planned([], OFF)
CHANGED = planned([a_policy(ON, EVERYONE)], OFF)
REMOVED = planned([a_policy(OFF, EVERYONE)], UNSET)

SIGHTS = {
    "not made": (CREATED, [], Sight.BEFORE),
    "somebody else's": (CREATED, [replace(MADE, mark="")], Sight.BEFORE),
    "made, for nobody": (CREATED, [replace(MADE, targets=())], Sight.HALF),
    "made and assigned": (CREATED, [MADE], Sight.WANTED),
    "made twice": (CREATED, [MADE, replace(MADE, id="again")], Sight.OTHER),
    "made, and for others": (CREATED, [replace(MADE, targets=(OTHERS,))], Sight.OTHER),
    "made, and says otherwise": (CREATED, [replace(MADE, state=ON)], Sight.OTHER),
    "made, and sets other things": (CREATED, [replace(MADE, others=1)], Sight.OTHER),
    "not changed": (CHANGED, [a_policy(ON, EVERYONE)], Sight.BEFORE),
    "changed": (CHANGED, [a_policy(OFF, EVERYONE)], Sight.WANTED),
    "changed, and for others": (CHANGED, [a_policy(OFF, OTHERS)], Sight.OTHER),
    "changed, and sets other things": (CHANGED, [a_policy(OFF, EVERYONE, others=1)], Sight.OTHER),
    "another value": (CHANGED, [a_policy(None, EVERYONE)], Sight.OTHER),
    "gone": (CHANGED, [], Sight.GONE),
    "not taken away": (REMOVED, [a_policy(OFF, EVERYONE)], Sight.BEFORE),
    "taken away": (REMOVED, [MADE], Sight.WANTED),
    "changed instead": (REMOVED, [a_policy(ON, EVERYONE)], Sight.OTHER),
}


@pytest.mark.parametrize(("step", "policies", "sight"), SIGHTS.values(), ids=SIGHTS)
def test_how_the_policy_of_a_step_looks(step, policies, sight):
    assert look(step, policies) is sight


# The handbook, a second time: sight, answer, is the patience over -> outcome. None: keep reading.
WAITING = {
    Answer.REFUSED: (Outcome.FAILED, Outcome.FAILED),
    Answer.UNSURE: (None, Outcome.FAILED),
    Answer.ACCEPTED: (None, Outcome.UNKNOWN),
    Answer.DONE: (None, Outcome.UNKNOWN),
}
ALWAYS = {Sight.WANTED: Outcome.APPLIED, Sight.GONE: Outcome.FAILED, Sight.OTHER: Outcome.UNKNOWN}


@pytest.mark.parametrize(("sight", "answer", "is_over"), list(product([*Sight, None], Answer, [False, True])))
def test_the_outcome_is_what_the_table_says(sight, answer, is_over):
    if sight is None:
        expected = Outcome.UNKNOWN if is_over else None
    else:
        expected = ALWAYS[sight] if sight in ALWAYS else WAITING[answer][is_over]
    assert tell_end(sight, answer, is_over=is_over) is expected


def test_each_outcome_has_its_own_sentence():
    ends = [
        (Sight.WANTED, Outcome.APPLIED, ""), (Sight.BEFORE, Outcome.FAILED, ""), (Sight.BEFORE, Outcome.FAILED, "No."),
        (Sight.HALF, Outcome.FAILED, "No."), (Sight.GONE, Outcome.FAILED, ""), (Sight.OTHER, Outcome.UNKNOWN, ""),
        (Sight.BEFORE, Outcome.UNKNOWN, ""), (None, Outcome.UNKNOWN, ""),
    ]  # fmt: skip
    told = [explain_end(CREATED, sight, outcome, sentence=sentence) for sight, outcome, sentence in ends]
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
