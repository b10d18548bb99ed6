"""Requests about the Office policy in one sentence: in messages, notifications, lists and the history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.samples import a_change

from bot.core import captions, filling, officing, summary
from bot.core.change import State
from bot.core.group import Group
from bot.core.notice import Topic
from bot.core.office import Action, Catalog, OfficeState, OfficeStep, Policy, PolicyId, Reach, Target
from bot.core.plan import plan_office
from bot.core.setting import GroupId
from bot.core.speech.tongues import GERMAN
from bot.core.text import ENGLISH, flatten

SALES = Group(id=GroupId("a9900000-0000-4000-8000-00000000005a"), name="Sales", direct=412, people=412)
POLICY = Policy(
    id=PolicyId("90110000-0000-4000-8000-0000000000a1"),
    name="Office hardening",
    state=OfficeState.ENABLED,
    targets=(Target(reach=Reach.GROUP, group=SALES.id, name="Sales", people=412),),
    digest="1",
)
HIDE = OfficeStep(
    action=Action.CREATE,
    state=OfficeState.DISABLED,
    group=SALES,
    name="LinkedIn features in Office: disabled for Sales",
    mark="0" * 32,
    people=412,
    catalog=Catalog(definition="linkedin", policies=()),
)
HIDE_ALL = replace(HIDE, group=None, people=8_525)
SHOW = replace(HIDE, state=OfficeState.ENABLED)
CHANGE = replace(HIDE, action=Action.CHANGE, policy=POLICY)
RESET = replace(CHANGE, action=Action.REMOVE, state=OfficeState.NOT_CONFIGURED)
RESET_ALL = replace(RESET, group=None)


def ask(state, step, **fields):
    return replace(a_change(state), plan=plan_office(step, None), **fields)


def say(sentence, tongue=ENGLISH):
    return flatten(sentence, tongue).translate({0x2068: None, 0x2069: None, 0x200B: None, 0x2060: None})


@pytest.mark.parametrize(
    ("step", "english", "german"),
    [
        (
            HIDE,
            "hide LinkedIn in Office on Windows for the group Sales",
            "LinkedIn in Office unter Windows für die Gruppe Sales auszublenden",
        ),
        (
            HIDE_ALL,
            "hide LinkedIn in Office on Windows for everyone with an Intune licence",
            "LinkedIn in Office unter Windows für alle mit einer Intune-Lizenz auszublenden",
        ),
        (
            SHOW,
            "show LinkedIn in Office on Windows for the group Sales",
            "LinkedIn in Office unter Windows für die Gruppe Sales einzublenden",
        ),
        (
            RESET,
            "remove the Office policy for the group Sales, so that they decide in Office themselves",
            "die Office-Richtlinie für die Gruppe Sales zu entfernen, damit diese in Office selbst entscheiden",
        ),
    ],
)
def test_what_is_asked_for_reads_well_in_both_languages(step, english, german):
    waiting = ask(State.WAITING, step)
    assert say(captions.head_line(waiting)) == f"Alice Adams asks to {english}."
    assert say(captions.head_line(waiting), GERMAN) == f"Alice Adams bittet darum, {german}."
    reminder = say(summary.remind([waiting], at=waiting.expires_at - timedelta(hours=5)))
    assert reminder == f"LI-1 waits for your decision: Alice Adams asks to {english}. It expires in 5 h."


def test_nobody_is_told_of_the_settings_gain_and_loss():
    for state in State:
        told = say(summary.summarise(ask(state, HIDE, note="")))
        assert "Gains it" not in told
        assert "connections" not in told
    assert say((summary.tell_effect(ask(State.WAITING, HIDE).plan),)) == (
        "It is for 412 people at most, on Windows only; the tenant's setting stays as it is."
    )
    assert say((summary.tell_effect(ask(State.WAITING, replace(HIDE, people=None)).plan),)) == (
        "For how many is not known; the tenant's setting stays as it is."
    )


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (HIDE, "LinkedIn is now hidden in Office on Windows for the group Sales (LI-1). "),
        (HIDE_ALL, "LinkedIn is now hidden in Office on Windows for everyone with an Intune licence (LI-1). "),
        (SHOW, "LinkedIn is now shown in Office on Windows for the group Sales (LI-1). "),
        (RESET, "The Office policy for the group Sales is removed (LI-1): they decide in Office themselves. "),
    ],
)
def test_the_outcome_is_told_as_it_was_recorded(step, told):
    note = "Read back and found as approved."
    assert say(summary.tell(ask(State.APPLIED, step, note=note), Topic.APPLIED)) == f"{told}{note}"
    assert say(summary.tell(ask(State.APPLIED, step, note=""), Topic.APPLIED)) == (
        f"{told}Read back from Intune and found as approved."
    )
    failed = ask(State.FAILED, step, note="Microsoft refused.")
    assert say(summary.tell(failed, Topic.FAILED)) == "LI-1 was not applied: Microsoft refused."


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (HIDE, "Office: No policy → Disabled, Sales"),
        (HIDE_ALL, "Office: No policy → Disabled, everyone"),
        (CHANGE, "Office: Enabled → Disabled, Sales"),
        (RESET_ALL, "Office: Enabled → No policy, everyone"),
        (replace(CHANGE, policy=replace(POLICY, state=None)), "Office: Unclear → Disabled, Sales"),
    ],
)
def test_a_row_of_the_history_says_from_what_to_what_and_for_whom(step, line):
    assert say(captions.name_step(ask(State.APPLIED, step))) == line


def test_what_comes_next_is_about_the_policy():
    told = {state: say((captions.tell_next(ask(state, HIDE), {}),)) for state in State}
    assert told[State.APPLYING] == (
        "Linkgate writes the policy and reads it back from Intune. This card changes when that is done."
    )
    assert told[State.APPLIED] == "Devices take it over when they next ask Intune; Microsoft names no time."
    assert told[State.FAILED] == "Look at what Intune has before you ask again: linkedin office status."
    assert told[State.UNKNOWN].startswith("Linkgate does not write a second time. It keeps reading Intune")
    assert told[State.STALE].startswith("Nothing was written. A new request is planned from the policies")
    assert told[State.WAITING] == "Nothing changes until somebody else approves."
    assert not [state for state, sentence in told.items() if "setting" in sentence]


@pytest.mark.parametrize(
    ("step", "titles"),
    [
        (HIDE, ["Create this Office policy?", "Creating the Office policy", "Office policy created"]),
        (CHANGE, ["Change this Office policy?", "Changing the Office policy", "Office policy changed"]),
        (RESET, ["Remove this Office policy?", "Removing the Office policy", "Office policy removed"]),
    ],
)
def test_a_card_is_called_by_what_is_done(step, titles):
    named = [filling.name_title(ask(state, step), {}) for state in (State.APPLYING, State.APPLIED)]
    assert [filling.ask_title(ask(State.WAITING, step)), *named] == titles
    assert filling.name_title(ask(State.DRAFT, step), {}) == "Review the Office policy"


def test_what_was_read_back_is_the_policy():
    assert say((captions.name_result(ask(State.APPLIED, HIDE).plan),)) == "Disabled, for the group Sales"


def test_who_asks_meanwhile_is_told_that_the_open_request_is_about_office():
    told = say(summary.refuse_open(ask(State.WAITING, HIDE)))
    assert told == (
        "LI-1 of Alice Adams about the Office policy is waiting for approval. Linkgate carries out one request at a "
        "time: wait for it, or have it withdrawn, then ask again."
    )
    assert "for the same setting" in say(summary.refuse_open(a_change(State.WAITING)))


def test_who_plans_again_is_told_from_what_it_was_planned():
    assert say(summary.plan_anew(ask(State.DRAFT, HIDE))) == (
        "LI-1 is planned from the policies as Intune has them now. Its card is yours to send."
    )
    assert "from the setting as it is now" in say(summary.plan_anew(a_change()))


def test_a_policy_of_somebody_else_is_never_changed_without_a_word():
    changed, removed = say(officing.warn_of_others(CHANGE, 96)), say(officing.warn_of_others(RESET, 96))
    start = (
        "Office hardening (…0000000000a1) bears no mark of Linkgate: somebody made it in Intune, and may count on it. "
    )
    assert changed == f"{start}Ask them before you agree that Linkgate changes it."
    assert removed == f"{start}Ask them before you agree that Linkgate removes it. It cannot be brought back."
    assert not officing.warn_of_others(replace(CHANGE, policy=replace(POLICY, mark="0" * 32)), 96)
    assert not officing.warn_of_others(HIDE, 96)


RIVALS = tuple(replace(POLICY, name=f"Policy {number}") for number in range(3))
SAYS = "(…0000000000a1), for the group Sales (412 people): Enabled."
RULE = "Intune applies neither of two values that differ, so for whoever gets both nothing is set."


@pytest.mark.parametrize(
    ("rivals", "most", "told"),
    [
        ((), 2, []),
        (RIVALS[:1], 2, [f"Policy 0 {SAYS}", RULE]),
        (RIVALS, 2, [f"Policy 0 {SAYS}", f"Policy 1 {SAYS}", "And 1 policy more.", RULE]),
        (RIVALS, 0, ["3 policies: linkedin office status lists them.", RULE]),
    ],
)
def test_policies_that_say_otherwise_are_named_with_what_comes_of_it(rivals, most, told):
    assert [say(one) for one in officing.list_rivals(replace(HIDE, rivals=rivals), most=most)] == told


def test_nobody_is_said_to_decide_alone_while_another_policy_may_decide_for_them():
    idle = replace(POLICY, id=PolicyId("idle"), targets=())
    other = replace(POLICY, id=PolicyId("other"), targets=(Target(reach=Reach.USERS),))
    for left, wish, done in (
        (idle, "so that they decide in Office themselves.", "(LI-1): they decide in Office themselves. So it is."),
        (
            other,
            "; others with the setting stay.",
            "(LI-1). Other policies with the setting stay as they are. So it is.",
        ),
    ):
        step = replace(RESET, catalog=Catalog(definition="linkedin", policies=(POLICY, left)))
        assert say(captions.head_line(ask(State.WAITING, step))).endswith(wish)
        assert say(summary.summarise(ask(State.APPLIED, step, note="So it is."))).endswith(done)


def test_what_stands_beside_a_policy_is_counted_without_it():
    catalog = Catalog(definition="linkedin", policies=(POLICY, replace(POLICY, id=PolicyId("other"))))
    assert officing.count_beside(replace(CHANGE, catalog=catalog)) == 1
    assert officing.count_beside(replace(HIDE, catalog=catalog)) == 2
