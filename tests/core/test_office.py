"""From how Intune has the Office policy to the one step that is wanted, or to why there is none."""

from dataclasses import replace

import pytest
from fakes.policies import BUT_SALES, DEVICES, EVERYONE, FOR_SALES, MARK, OFF, ON, OTHERS, UNSET, a_policy, planned
from fakes.samples import SALES

from bot.core.group import Group
from bot.core.office import (
    Action,
    Catalog,
    Hindrance,
    NoStep,
    OfficeStep,
    PolicyId,
    Reach,
    Target,
    describe_policy,
    find_conflicts,
    name_policy,
    read_mark,
)
from bot.core.setting import GroupId

# The handbook: what there is, what is wanted, what is done. None: for everyone.
STEPS = {
    "nothing there, off": ([], OFF, None, Action.CREATE),
    "nothing there, on for a group": ([], ON, SALES, Action.CREATE),
    "the other value for the same people": ([a_policy(ON, EVERYONE)], OFF, None, Action.CHANGE),
    "the other value for the same group": ([a_policy(ON, FOR_SALES)], OFF, SALES, Action.CHANGE),
    "taken away": ([a_policy(OFF, FOR_SALES)], UNSET, SALES, Action.REMOVE),
    "only the one that is for these people is taken away": (
        [a_policy(OFF, FOR_SALES), a_policy(OFF, EVERYONE, called="q")], UNSET, None, Action.REMOVE,
    ),
    "one for nobody is left alone": ([a_policy(ON)], OFF, None, Action.CREATE),
    "one for everyone says the same": ([a_policy(OFF, EVERYONE)], OFF, SALES, Action.CREATE),
    "one for everyone but this group says otherwise": ([a_policy(OFF, EVERYONE, BUT_SALES)], ON, SALES, Action.CREATE),
    "a filter makes it another target": (
        [a_policy(OFF, replace(EVERYONE, is_filtered=True))], OFF, None, Action.CREATE,
    ),
}  # fmt: skip
HINDRANCES = {
    "so already": ([a_policy(OFF, EVERYONE)], OFF, None, NoStep.ALREADY),
    "so already for the group": ([a_policy(ON, FOR_SALES)], ON, SALES, NoStep.ALREADY),
    "so already, among other things": ([a_policy(OFF, EVERYONE, others=14)], OFF, None, NoStep.ALREADY),
    "nothing to reset": ([], UNSET, None, NoStep.NOTHING_THERE),
    "nothing to reset for these": ([a_policy(OFF, FOR_SALES)], UNSET, None, NoStep.NOTHING_THERE),
    "two of them": ([a_policy(OFF, EVERYONE), a_policy(ON, EVERYONE, called="q")], OFF, None, NoStep.SEVERAL),
    "two that say the same": (
        [a_policy(OFF, EVERYONE), a_policy(OFF, EVERYONE, called="q")],
        UNSET,
        None,
        NoStep.SEVERAL,
    ),
    "it sets other things": ([a_policy(ON, EVERYONE, others=1)], OFF, None, NoStep.MIXED),
    "taking it away would take more": ([a_policy(OFF, EVERYONE, others=1)], UNSET, None, NoStep.MIXED),
    "it says two things": ([a_policy(None, EVERYONE)], OFF, None, NoStep.UNCLEAR),
    "one for everyone says otherwise": ([a_policy(OFF, EVERYONE)], ON, SALES, NoStep.OVERRULED),
    "one for all devices says otherwise": ([a_policy(OFF, DEVICES)], ON, None, NoStep.OVERRULED),
}


@pytest.mark.parametrize(("policies", "state", "group", "action"), STEPS.values(), ids=STEPS)
def test_each_wish_becomes_one_step_to_one_policy(policies, state, group, action):
    step = planned(policies, state, group)
    assert isinstance(step, OfficeStep)
    assert (step.action, step.state, step.group, step.people) == (action, state, group, 12)
    assert (step.policy is None) is (action is Action.CREATE)
    assert step.target == (Target(reach=Reach.GROUP, group=group.id) if group else EVERYONE)


@pytest.mark.parametrize(("policies", "state", "group", "why"), HINDRANCES.values(), ids=HINDRANCES)
def test_each_reason_for_no_step_names_the_policies(policies, state, group, why):
    hindrance = planned(policies, state, group)
    assert hindrance == Hindrance(why=why, policies=tuple(policies))


RIVALS = {
    "a group says otherwise": ([a_policy(ON, OTHERS)], OFF, None, ["p"]),
    "another group says otherwise": ([a_policy(ON, OTHERS)], OFF, SALES, ["p"]),
    "it says two things": ([a_policy(None, OTHERS)], OFF, SALES, ["p"]),
    "narrowed by a filter": ([a_policy(ON, replace(EVERYONE, is_filtered=True))], OFF, SALES, ["p"]),
    "a group says the same": ([a_policy(OFF, OTHERS)], OFF, None, []),
    "for nobody": ([a_policy(ON)], OFF, None, []),
    "these are left out": ([a_policy(ON, EVERYONE, BUT_SALES)], OFF, SALES, []),
    "taken away, nothing is said": ([a_policy(ON, OTHERS), a_policy(OFF, EVERYONE, called="q")], UNSET, None, []),
}


@pytest.mark.parametrize(("policies", "state", "group", "rivals"), RIVALS.values(), ids=RIVALS)
def test_whoever_says_otherwise_to_some_of_these_people_is_a_rival(policies, state, group, rivals):
    assert [one.id for one in planned(policies, state, group).rivals] == rivals


CONFLICTS = {
    "they differ": ([a_policy(OFF, EVERYONE), a_policy(ON, OTHERS, called="q")], [("p", "q")]),
    "they agree": ([a_policy(OFF, EVERYONE), a_policy(OFF, OTHERS, called="q")], []),
    "one is for nobody": ([a_policy(OFF, EVERYONE), a_policy(ON, called="q")], []),
    "each with each": (
        [a_policy(OFF, EVERYONE), a_policy(ON, OTHERS, called="q"), a_policy(OFF, FOR_SALES, called="r")],
        [("p", "q"), ("q", "r")],
    ),
    "one leaves out whom the other is for": (
        [a_policy(OFF, EVERYONE, BUT_SALES), a_policy(ON, FOR_SALES, called="q")], [],
    ),
    "the other way round": ([a_policy(ON, FOR_SALES), a_policy(OFF, EVERYONE, BUT_SALES, called="q")], []),
    "one leaves out some of whom the other is for": (
        [a_policy(OFF, EVERYONE, BUT_SALES), a_policy(ON, FOR_SALES, OTHERS, called="q")], [("p", "q")],
    ),
    "one leaves out a group, the other is for everyone": (
        [a_policy(OFF, EVERYONE, BUT_SALES), a_policy(ON, EVERYONE, called="q")], [("p", "q")],
    ),
    "both say two things": ([a_policy(None, EVERYONE), a_policy(None, OTHERS, called="q")], [("p", "q")]),
}  # fmt: skip


@pytest.mark.parametrize(("policies", "pairs"), CONFLICTS.values(), ids=CONFLICTS)
def test_policies_that_say_different_things_conflict(policies, pairs):
    found = find_conflicts(Catalog(definition="d", policies=tuple(policies)))
    assert [(one.id, other.id) for one, other in found] == pairs


def test_only_a_name_that_linkgate_gave_and_that_would_be_wrong_is_given_anew():
    ours = replace(a_policy(OFF, EVERYONE, mark=MARK), name=name_policy(OFF, None))
    assert planned([ours], ON).name == name_policy(ON, None)
    assert planned([replace(ours, name="Ours")], ON).name == "Ours"
    assert planned([replace(ours, mark="")], ON).name == name_policy(OFF, None)


def test_the_mark_is_read_from_the_description_that_bears_it():
    assert read_mark(describe_policy(MARK)) == MARK
    assert read_mark("Hides LinkedIn. Ask the helpdesk.") == ""
    assert read_mark(f"Linkgate {MARK}0") == ""


def test_no_two_steps_are_spelled_alike():
    some = [
        planned([], OFF), planned([], ON), planned([], OFF, SALES), planned([a_policy(ON, EVERYONE)], OFF),
        planned([a_policy(ON, EVERYONE, called="q")], OFF), planned([a_policy(OFF, EVERYONE)], UNSET),
        planned([a_policy(OFF, OTHERS)], OFF), planned([], OFF, Group(id=GroupId("g"), name=SALES.name)),
    ]  # fmt: skip
    assert len({step.spell() for step in some}) == len(some)
    assert planned([], OFF).spell() == some[0].spell()


def test_the_digest_is_of_all_policies_in_whatever_order_they_come():
    one, other = a_policy(OFF, EVERYONE), a_policy(ON, OTHERS, called="q")
    digest = Catalog(definition="d", policies=(one, other)).digest
    assert Catalog(definition="d", policies=(other, one)).digest == digest
    for catalog in (
        Catalog(definition="e", policies=(one, other)),
        Catalog(definition="d", policies=(one,)),
        Catalog(definition="d", policies=(one, replace(other, digest="x"))),
        Catalog(definition="d", policies=(one, replace(other, id=PolicyId("x")))),
    ):
        assert catalog.digest != digest
