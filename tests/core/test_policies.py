from dataclasses import replace

import pytest

from bot.core.group import Group
from bot.core.office import (
    Catalog,
    Hindrance,
    NoStep,
    OfficeState,
    Policy,
    PolicyId,
    Reach,
    Target,
    plan_step,
)
from bot.core.policies import (
    Look,
    explain_hindrance,
    look_at,
    sort_policies,
    suggest_resets,
    sum_office,
    tell_conflicts,
    tell_mark,
    tell_truth,
    tell_values,
    tell_whom,
)
from bot.core.setting import GroupId
from bot.core.speech.tongues import GERMAN
from bot.core.text import flatten

SALES = GroupId("a9900000-0000-4000-8000-00000000005a")
EVERYONE = Target(reach=Reach.USERS)
ONE_GROUP = Target(reach=Reach.GROUP, group=SALES, name="Sales", people=412)
POLICY = Policy(
    id=PolicyId("90110000-0000-4000-8000-0000000000a1"),
    name="Office hardening",
    state=OfficeState.DISABLED,
    targets=(ONE_GROUP,),
    digest="1",
)


def say(sentence, *tongue):
    return flatten(sentence, *tongue).replace("\u2068", "").replace("\u2069", "").replace("\u2060", "")


NAMED = "Office hardening (…0000000000a1), for the group Sales (412 people)"
FOR_ALL = "Office hardening (…0000000000a1), for everyone with an Intune licence"


@pytest.mark.parametrize(
    ("why", "policy", "told"),
    [
        (NoStep.ALREADY, POLICY, f"For exactly these people it is so already: {NAMED}. There is nothing to change."),
        (
            NoStep.NOTHING_THERE,
            None,
            (
                "No policy in Intune carries the setting, so there is nothing to reset: people "
                "decide in Office themselves."
            ),
        ),
        (
            NoStep.NOTHING_THERE,
            POLICY,
            (
                "No policy that carries the setting is for exactly these people, so there is nothing to reset. "
                f"There is: {NAMED}. Say for whom: linkedin office reset for group <name or id>, or linkedin office "
                "reset for everyone."
            ),
        ),
        (
            NoStep.MIXED,
            replace(POLICY, others=1),
            (
                "The policy for these people sets 1 other thing as well, so Linkgate leaves it alone: "
                f"{NAMED}. Change the setting in this policy in Intune yourself."
            ),
        ),
        (
            NoStep.MIXED,
            replace(POLICY, others=12),
            (
                "The policy for these people sets 12 other things as well, so Linkgate leaves it alone: "
                f"{NAMED}. Change the setting in this policy in Intune yourself."
            ),
        ),
        (
            NoStep.OVERRULED,
            replace(POLICY, targets=(EVERYONE,)),
            (
                f"A policy for everyone says otherwise: {FOR_ALL}. Intune applies neither of two values that differ, "
                "so nothing is planned. Reset that one first with linkedin office reset for everyone, or leave these "
                "people out of it in Intune."
            ),
        ),
        (
            NoStep.OVERRULED,
            replace(POLICY, targets=(Target(reach=Reach.DEVICES),)),
            (
                "A policy for everyone says otherwise: Office hardening (…0000000000a1), for all devices. Intune "
                "applies neither of two values that differ, so nothing is planned. Take that one away in Intune, or "
                "leave these people out of it there; then ask again."
            ),
        ),
        (
            NoStep.UNCLEAR,
            replace(POLICY, state=None),
            (
                f"The policy for these people says two things at once, so Linkgate leaves it alone: {NAMED}. "
                "Put it right in Intune, then ask again."
            ),
        ),
    ],
)
def test_why_there_is_no_step_names_the_policy_and_what_to_do(why, policy, told):
    assert say(explain_hindrance(Hindrance(why=why, policies=(policy,) if policy else ()))) == told


def test_of_many_policies_the_first_three_are_named():
    many = tuple(replace(POLICY, name=f"Policy {number}", targets=(EVERYONE,)) for number in range(5))
    told = say(explain_hindrance(Hindrance(why=NoStep.SEVERAL, policies=many)))
    assert told == (
        "More than one policy is for exactly these people, and Linkgate does not choose between them: "
        "Policy 0 (…0000000000a1), for everyone with an Intune licence; "
        "Policy 1 (…0000000000a1), for everyone with an Intune licence; "
        "Policy 2 (…0000000000a1), for everyone with an Intune licence and 2 more. "
        "Leave one of them in Intune, then ask again."
    )


@pytest.mark.parametrize("why", NoStep)
def test_every_reason_is_said_in_german_too(why):
    told = say(explain_hindrance(Hindrance(why=why, policies=(POLICY,))), GERMAN)
    assert "Office hardening (…0000000000a1), für die Gruppe Sales (412 Personen)" in told


def test_what_there_is_to_reset_can_be_typed():
    everyone = replace(POLICY, targets=(EVERYONE,))
    odd = replace(POLICY, targets=(ONE_GROUP, EVERYONE))
    group = Group(id=GroupId("a9900000-0000-4000-8000-0000000000ff"), name="Nordics")
    hindrance = plan_step(
        Catalog(definition="linkedin", policies=(POLICY, everyone, odd)),
        OfficeState.NOT_CONFIGURED,
        group,
        people=20,
        mark="0" * 32,
    )
    assert isinstance(hindrance, Hindrance)
    assert suggest_resets(hindrance) == (
        f"linkedin office reset for group {SALES}",
        "linkedin office reset for everyone",
    )
    assert not suggest_resets(replace(hindrance, why=NoStep.SEVERAL))


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        ((), "nobody yet"),
        ((Target(reach=Reach.EXCLUDED, group=SALES, name="Interns", people=1),), "nobody yet"),
        ((EVERYONE,), "everyone with an Intune licence"),
        ((Target(reach=Reach.DEVICES, is_filtered=True),), "all devices, narrowed by a filter"),
        ((replace(ONE_GROUP, people=None),), "the group Sales (not counted)"),
        ((replace(ONE_GROUP, name="", people=None),), "a group that is gone (…00000000005a)"),
        ((Target(reach=Reach.OTHER),), "others of a kind that Linkgate does not know"),
        (
            (Target(reach=Reach.EXCLUDED, group=SALES, name="Interns", people=1), EVERYONE),
            "everyone with an Intune licence, but not the group Interns (1 person)",
        ),
        (
            (ONE_GROUP, EVERYONE, Target(reach=Reach.DEVICES), Target(reach=Reach.OTHER)),
            "the group Sales (412 people), everyone with an Intune licence, all devices and 1 more",
        ),
    ],
)
def test_it_is_said_for_whom_a_policy_is(targets, told):
    assert say(tell_whom(replace(POLICY, targets=targets))) == told


def test_where_the_tenant_is_counted_everyone_is_said_with_how_many_that_is_at_most():
    targets = (ONE_GROUP, EVERYONE)
    assert say(tell_whom(replace(POLICY, targets=targets), 8_525)) == (
        "the group Sales (412 people), everyone with an Intune licence (at most 8,525 people)"
    )


THEIRS = replace(
    POLICY, id=PolicyId("90110000-0000-4000-8000-0000000000b2"), name="Sales on", state=OfficeState.ENABLED
)
FOR_EVERYONE = replace(POLICY, targets=(EVERYONE,))
LEFT_OUT = Target(reach=Reach.EXCLUDED, group=SALES, name="Sales", people=412)


def have(*policies):
    return Catalog(definition="linkedin", policies=policies)


@pytest.mark.parametrize(
    ("catalog", "look", "told"),
    [
        (None, Look.UNKNOWN, "Whether a policy hides LinkedIn in Office is unknown."),
        (have(), Look.OPEN, "Not configured: people decide in Office themselves."),
        (
            have(replace(POLICY, targets=())),
            Look.OPEN,
            "Not configured for anybody yet: 1 policy without people or devices.",
        ),
        (have(FOR_EVERYONE), Look.HIDDEN, "Hidden for everyone by 1 policy."),
        (have(FOR_EVERYONE, POLICY), Look.HIDDEN, "Hidden for everyone by 2 policies."),
        (
            have(POLICY),
            Look.HIDDEN,
            "Hidden for the group Sales (412 people). Everybody else decides in Office.",
        ),
        (
            have(replace(POLICY, targets=(EVERYONE, LEFT_OUT))),
            Look.HIDDEN,
            (
                "Hidden for everyone with an Intune licence, but not the group Sales (412 people). "
                "Everybody else decides in Office."
            ),
        ),
        (have(POLICY, POLICY), Look.HIDDEN, "Hidden for some by 2 policies. Everybody else decides in Office."),
        (
            have(replace(THEIRS, targets=(Target(reach=Reach.DEVICES),)), replace(POLICY, targets=())),
            Look.SHOWN,
            "Shown for everyone by 1 policy.",
        ),
        (
            have(FOR_EVERYONE, THEIRS),
            Look.CONFLICT,
            "2 policies conflict: where they meet, Intune applies neither value.",
        ),
        (
            have(replace(FOR_EVERYONE, targets=(EVERYONE, LEFT_OUT)), replace(POLICY, state=OfficeState.ENABLED)),
            Look.EITHER,
            "Hidden for some and shown for others by 2 policies, which do not meet.",
        ),
        (have(replace(POLICY, state=None)), Look.UNCLEAR, "Unclear: the policy says two things at once."),
    ],
)
def test_what_comes_of_all_policies_is_said_first(catalog, look, told):
    assert look_at(catalog) is look
    assert say(tell_truth(catalog)) == told
    assert say(sum_office(catalog)) == f"LinkedIn in Office: {told}"


def test_conflicting_policies_are_named_by_what_they_say():
    several = have(
        FOR_EVERYONE, THEIRS, replace(THEIRS, id=PolicyId("90110000-0000-4000-8000-0000000000c3"), state=None)
    )
    assert [say(one) for one in tell_conflicts(several)] == [
        "Disabled: Office hardening (…0000000000a1)",
        "Enabled: Sales on (…0000000000b2)",
        "Unclear: Sales on (…0000000000c3)",
        (
            "Intune applies neither of two values that differ to whoever gets both. Reset one of them, or leave people "
            "out of one in Intune."
        ),
    ]
    assert not tell_conflicts(have(FOR_EVERYONE, POLICY))
    crowd = have(
        THEIRS, *(replace(POLICY, id=PolicyId(f"90110000-0000-4000-8000-{number:012}")) for number in range(5))
    )
    assert say(tell_conflicts(crowd)[1]) == (
        "Disabled: Office hardening (…000000000000); Office hardening (…000000000001); "
        "Office hardening (…000000000002) and 2 more"
    )


def test_a_mark_is_said_to_be_borne_and_not_to_prove_anything():
    assert say((tell_mark(replace(POLICY, mark="0" * 32)),)) == "id …0000000000a1 · bears Linkgate's mark"
    assert say((tell_mark(POLICY),)) == "id …0000000000a1 · not made by Linkgate"


def test_what_else_is_to_be_known_of_a_policy_is_said():
    assert not tell_values(POLICY)
    assert say(tell_values(replace(POLICY, others=1))) == "Sets 1 other thing as well."
    assert say(tell_values(replace(POLICY, others=46))) == "Sets 46 other things as well."
    assert say(tell_values(replace(POLICY, state=None))) == "Says two things at once. Put it right in Intune."


def test_what_is_for_nobody_stands_last():
    idle = replace(POLICY, name="A", targets=())
    assert [policy.name for policy in sort_policies(have(idle, THEIRS, POLICY))] == [
        "Office hardening",
        "Sales on",
        "A",
    ]
