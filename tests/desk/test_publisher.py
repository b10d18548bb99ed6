"""A step to the Office policy is planned, approved by somebody else, carried out once and read back."""

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.fuse import Fuse, Fused, KilledError
from fakes.office import Office
from fakes.samples import ALICE, BOB, CAROL, RULES, SALES

from bot.core import publication
from bot.core.act import Verb
from bot.core.change import Proof, State
from bot.core.group import Kind
from bot.core.office import OfficeState, Policy, PolicyId, Reach, Target
from bot.core.rules import Direction
from bot.core.setting import Mode, Setting
from bot.core.text import flatten
from bot.ports import NotPermittedError, UnexpectedError, UnreachableError

EVERYONE = Target(reach=Reach.USERS)
FOR_SALES = Target(reach=Reach.GROUP, group=SALES.id)
HIDDEN = Policy(
    id=PolicyId("00000000-0000-4000-8000-0000000000aa"),
    name="Hide LinkedIn",
    state=OfficeState.DISABLED,
    targets=(EVERYONE,),
    digest="",
)
DISABLE = "linkedin office disable"


@pytest.fixture
def intune(ports):
    return ports.office


def found(intune):
    """Say of each policy what it says and for whom."""
    return [(one.state, [target.key[:2] for target in one.targets]) for one in intune.policies.values()]


async def approved(office, text, *, by=(BOB,), origin="first"):
    await office.asks(ALICE, text, origin=origin)
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")
    await office.postman.deliver()
    for person in by:
        await office.clicks(person, Verb.APPROVE, await office.newest())
    assert (await office.newest()).state is State.APPROVED


FOR_ALL = [(OfficeState.DISABLED, [(Reach.USERS, None)])]


async def applied(office, text=DISABLE, *, by=(BOB,), origin="first"):
    await approved(office, text, by=by, origin=origin)
    await office.worker.advance()
    return await office.newest()


# ---- the way of a step ----------------------------------------------------------------------------------------------


async def test_a_policy_is_made_assigned_and_read_back_once_somebody_else_has_approved(office, intune, setting):
    change = await applied(office)
    assert (change.state, change.note) == (State.APPLIED, publication.READ_BACK)
    assert change.attempt.proof is Proof.VERIFIED
    assert found(intune) == FOR_ALL
    assert intune.calls == ["create", "assign"]
    assert setting.setting == Setting(Mode.NOBODY)


async def test_nothing_reaches_intune_before_the_approval(office, intune):
    await office.sent(DISABLE)
    await office.worker.advance()
    assert intune.calls == []
    await office.clicks(ALICE, Verb.APPROVE, await office.newest())
    await office.worker.advance()
    assert intune.calls == []
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    await office.worker.advance()
    assert found(intune) == FOR_ALL


async def test_a_policy_for_exactly_these_people_is_changed_and_reset_takes_it_away(office, intune):
    intune.put(HIDDEN)
    change = await applied(office, "linkedin office enable", by=(BOB, CAROL))
    assert (change.state, found(intune)) == (State.APPLIED, [(OfficeState.ENABLED, [(Reach.USERS, None)])])
    assert [one.name for one in intune.policies.values()] == ["Hide LinkedIn"]
    change = await applied(office, "linkedin office reset", origin="second")
    assert (change.state, found(intune)) == (State.APPLIED, [])
    assert intune.calls == ["change", "remove"]


async def test_a_group_gets_a_policy_of_its_own_and_dynamic_is_fine_here(office, intune, directory):
    """Unlike for the setting."""
    directory.add_group(replace(SALES, is_dynamic=True), has_fixed_counts=True)
    change = await applied(office, "linkedin office disable for group Sales")
    assert (change.state, found(intune)) == (
        State.APPLIED,
        [(OfficeState.DISABLED, [(Reach.GROUP, SALES.id)])],
    )
    refused = await office.asks(ALICE, "linkedin enable group Sales", origin="setting")
    assert "dynamic" in flatten(refused.sentence).lower()


async def test_a_distribution_list_is_refused_with_its_reason(office, intune, directory):
    directory.add_group(replace(SALES, kind=Kind.DISTRIBUTION), has_fixed_counts=True)
    told = await office.asks(ALICE, "linkedin office disable for group Sales")
    assert "group" in flatten(told.sentence)
    assert await office.ports.store.change_numbered(1) is None
    assert intune.calls == []


NO_STEPS = {
    "it is so already": ("linkedin office disable", (HIDDEN,), "already"),
    "nothing to reset": ("linkedin office reset", (), "nothing"),
    "two for the same people": (
        "linkedin office reset",
        (HIDDEN, replace(HIDDEN, id=PolicyId("b"), name="Show LinkedIn", state=OfficeState.ENABLED)),
        "Show LinkedIn",
    ),
    "it sets other things": ("linkedin office enable", (replace(HIDDEN, others=14),), "14"),
    "one for everyone says otherwise": ("linkedin office enable for group Sales", (HIDDEN,), "Hide LinkedIn"),
    "it says two things": ("linkedin office enable", (replace(HIDDEN, state=None),), "Hide LinkedIn"),
}


@pytest.mark.parametrize(("text", "policies", "told"), NO_STEPS.values(), ids=NO_STEPS)
async def test_where_there_is_no_step_its_reason_names_the_policies(office, intune, text, policies, told):
    for policy in policies:
        intune.put(policy)
    view = await office.asks(ALICE, text)
    assert told in flatten(view.sentence)
    assert await office.ports.store.change_numbered(1) is None


async def test_without_licence_or_permission_nothing_is_planned_and_the_rest_goes_on(office, intune):
    intune.broken = NotPermittedError("This tenant has no Intune licence.")
    view = await office.asks(ALICE, DISABLE)
    assert "no Intune licence" in flatten(view.sentence)
    await office.approved()
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED


async def test_the_office_policy_does_not_wait_for_a_setting_that_cannot_be_read(office, intune, setting):
    setting.broken = UnreachableError("The portal did not answer.")
    change = await applied(office)
    assert (change.state, found(intune)) == (State.APPLIED, FOR_ALL)


DIRECTIONS = {
    "linkedin office disable": Direction.NARROWING,
    "linkedin office disable for group Sales": Direction.NARROWING,
    "linkedin office enable": Direction.TO_ALL,
    "linkedin office enable for group Sales": Direction.TO_GROUP,
}


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS.items())
async def test_the_house_rules_count_approvals_by_which_way_it_goes(ports, pace, text, direction):
    rules = replace(RULES, approvals={one: 1 + place for place, one in enumerate(Direction)})
    office = await Office(ports, pace, rules).opens()
    await office.asks(ALICE, text)
    assert (await office.newest()).needed == rules.approvals[direction]


async def test_to_take_away_what_hides_is_to_show_and_to_take_away_what_shows_is_not(office, intune):
    intune.put(HIDDEN)
    await office.asks(ALICE, "linkedin office reset")
    assert (await office.newest()).needed == office.rules.approvals[Direction.TO_ALL]
    intune.put(replace(HIDDEN, state=OfficeState.ENABLED))
    await office.clicks(ALICE, Verb.DISCARD, await office.newest())
    await office.asks(ALICE, "linkedin office reset", origin="second")
    assert (await office.newest()).needed == office.rules.approvals[Direction.NARROWING]


# ---- what changes between plan and apply ----------------------------------------------------------------------------


def delete(intune):
    del intune.policies[HIDDEN.id]


def assign_to_others(intune):
    intune.put(replace(HIDDEN, targets=(FOR_SALES,)))


def rename(intune):
    intune.put(replace(HIDDEN, name="Another name"))


def make_another(intune):
    intune.put(replace(HIDDEN, id=PolicyId("z"), name="A second one", targets=(FOR_SALES,)))


def rename_definition(intune):
    intune.definition, intune.is_renamed = "another~l_allowlinkedinfeatures", True


MEDDLERS = {
    "was deleted since": delete,
    "is assigned to others since": assign_to_others,
    "was changed since": rename,
    "came to carry the setting": make_another,
    "by another id": rename_definition,
}


@pytest.mark.parametrize(("told", "meddle"), MEDDLERS.items(), ids=MEDDLERS)
async def test_what_was_changed_in_intune_since_the_plan_makes_it_stale_and_is_named(office, intune, told, meddle):
    """The policy deleted, its assignment changed, and whatever else there is."""
    intune.put(HIDDEN)
    await office.approved("linkedin office reset", by=(BOB, CAROL))
    meddle(intune)
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, intune.calls) == (State.STALE, [])
    assert told in change.note
    assert change.note.endswith("Nothing was changed; plan it again.")


@pytest.mark.parametrize(("told", "meddle"), MEDDLERS.items(), ids=MEDDLERS)
async def test_a_draft_that_is_not_so_any_more_is_not_sent(office, intune, told, meddle):
    intune.put(HIDDEN)
    await office.asks(ALICE, "linkedin office reset")
    meddle(intune)
    view = await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")
    assert told in flatten(view.sentence)
    assert (await office.newest()).state is State.DRAFT


async def test_a_group_that_is_gone_or_has_others_in_it_makes_it_stale(office, intune, directory):
    people = [replace(ALICE, id=f"{number:08}-0000-4000-8000-000000000000") for number in range(40)]
    for person in people:
        directory.add_person(person)
    directory.add_group(SALES, [person.id for person in people])
    await office.approved("linkedin office disable for group Sales")
    directory.add_group(SALES, [person.id for person in people[:20]])
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, intune.calls) == (State.STALE, [])
    assert "members" in change.note
    await office.asks(ALICE, "linkedin office disable for group Sales", origin="second")
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")
    del directory.groups[SALES.id]
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    await office.worker.advance()
    assert "deleted" in (await office.newest()).note
    assert intune.calls == []


async def test_an_approver_who_is_none_any_more_stops_it(office, intune, directory):
    await office.approved(DISABLE)
    directory.memberships[office.rules.approvers].discard(BOB.id)
    await office.worker.advance()
    assert ((await office.newest()).state, intune.calls) == (State.STALE, [])


async def test_read_only_writes_nothing(ports, pace, intune):
    office = await Office(ports, pace, is_read_only=True).opens()
    await office.approved(DISABLE)
    await office.worker.advance()
    assert ((await office.newest()).state, intune.calls) == (State.APPROVED, [])


# ---- answers that are lost, refused or late -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "faults", [["lost"], [None, "lost"], ["lost", "lost"], ["lost", None], ["lost", "lost", "lost"]]
)
async def test_a_lost_answer_never_leaves_two_policies(office, intune, faults):
    intune.faults = list(faults)
    change = await applied(office)
    assert (change.state, found(intune)) == (State.APPLIED, FOR_ALL)
    assert intune.calls.count("create") == 1


@pytest.mark.parametrize("text", ["linkedin office enable", "linkedin office reset"])
async def test_a_lost_answer_to_a_change_or_a_removal_is_told_by_what_is_there(office, intune, text):
    intune.put(HIDDEN)
    intune.faults = ["lost"]
    change = await applied(office, text, by=(BOB, CAROL))
    assert (change.state, len(intune.calls)) == (State.APPLIED, 1)


async def test_what_never_arrived_is_not_applied_and_not_sent_again(office, intune, clock):
    intune.faults = [UnreachableError("Microsoft Graph did not answer.")]
    start = clock.monotonic()
    change = await applied(office)
    assert (change.state, change.note) == (State.FAILED, publication.NEVER_ARRIVED)
    assert (intune.calls, found(intune)) == (["create"], [])
    assert clock.monotonic() - start >= office.applier.pace.patience.total_seconds()


async def test_a_refusal_is_said_as_intune_said_it(office, intune):
    intune.faults = [NotPermittedError("Grant its app the permission X.")]
    change = await applied(office)
    assert (change.state, change.note) == (State.FAILED, "Grant its app the permission X.")
    assert found(intune) == []


async def test_a_policy_that_is_made_and_must_not_be_assigned_is_for_nobody_and_said_to_be(office, intune):
    intune.faults = [None, NotPermittedError("Grant its app the permission X.")]
    change = await applied(office)
    assert change.state is State.FAILED
    assert "is for nobody" in change.note
    assert "Grant its app the permission X." in change.note
    assert found(intune) == [(OfficeState.DISABLED, [])]


def busy(seconds=40):
    error = UnreachableError("Microsoft Graph is too busy or has a fault. Try again in a few minutes.")
    error.wait = timedelta(seconds=seconds)
    return error


async def test_throttling_puts_it_off_for_as_long_as_it_was_asked_and_no_longer(office, intune, clock):
    intune.faults = [busy()]
    change = await applied(office)
    assert (change.state, found(intune)) == (State.APPROVED, [])
    await office.worker.advance()
    assert intune.calls == ["create"]
    clock.move(seconds=40)
    await office.worker.advance()
    assert ((await office.newest()).state, found(intune)) == (State.APPLIED, FOR_ALL)
    assert intune.calls == ["create", "create", "assign"]


async def test_throttling_between_making_and_assigning_leaves_no_second_policy(office, intune):
    """Longer than the patience: that begins only when nothing more is waited for."""
    intune.faults = [None, busy(200)]
    change = await applied(office)
    assert (change.state, found(intune)) == (State.APPLIED, FOR_ALL)
    assert intune.calls == ["create", "assign", "assign"]


async def test_a_policy_that_somebody_else_changed_meanwhile_is_unknown_until_a_person_looks(office, intune):
    assign = intune.assign

    async def assign_and_meddle(policy, target):
        await assign(policy, target)
        intune.put(replace(intune.policies[policy], state=OfficeState.ENABLED))

    intune.assign = assign_and_meddle
    change = await applied(office)
    assert (change.state, change.note) == (State.UNKNOWN, publication.SOMETHING_ELSE)
    intune.put(replace(next(iter(intune.policies.values())), state=OfficeState.DISABLED))
    office.ports.clock.move(minutes=2)
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED


async def test_an_intune_that_cannot_be_read_back_is_unknown_and_told_when_it_can(office, intune, clock):
    read = intune.read

    async def read_nothing():
        if intune.calls:
            await clock.sleep(1)
            raise UnexpectedError("Intune answered in a way nobody has described.")
        return await read()

    intune.read = read_nothing
    change = await applied(office)
    assert (change.state, change.note) == (State.UNKNOWN, publication.KEEPS_READING)
    intune.read = read
    clock.move(minutes=2)
    await office.worker.advance()
    assert ((await office.newest()).state, found(intune)) == (State.APPLIED, FOR_ALL)


# ---- crashes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [DISABLE, "linkedin office enable for group Sales", "linkedin office reset for group Sales"]
)
async def test_a_crash_at_any_call_leaves_one_policy_at_most_and_an_outcome_that_is_true(ports, pace, intune, text):
    """The process dies before and after each call to Intune and to the store, one after the other."""
    for length in range(1, 200):
        intune.policies.clear()
        intune.calls.clear()
        if "reset" in text:
            intune.put(replace(HIDDEN, targets=(FOR_SALES,)))
        office = await Office(ports, pace).opens()
        before = await _count(office)
        await approved(office, f"{text} because round {length}", origin=f"{text}{length}")
        fuse = Fuse(length)
        fused = replace(ports, office=Fused(intune, fuse), store=Fused(ports.store, fuse))
        mortal = Office(fused, pace)
        with contextlib.suppress(KilledError):
            await mortal.worker.advance()
        for _ in range(3):
            await Office(ports, pace).worker.advance()
            ports.clock.move(minutes=2)
        change = await office.newest()
        assert change.number == before + 1
        assert intune.calls.count("create") <= 1
        is_there = [target.key for one in intune.policies.values() for target in one.targets]
        if change.state is State.APPLIED:
            assert bool(is_there) is ("reset" not in text), length
        else:
            assert change.state is State.FAILED
            assert bool(is_there) is ("reset" in text), length
        if fuse.left > 0:
            return
    pytest.fail("it never came to an end")


async def _count(office):
    number = 0
    while await office.ports.store.change_numbered(number + 1):
        number += 1
    return number


async def test_a_policy_half_made_by_a_dead_process_is_not_assigned_once_the_approval_does_not_hold(
    office, ports, pace, intune, directory
):
    await office.approved(DISABLE)
    mortal = Office(replace(ports, office=Fused(intune, Fuse(6))), pace)
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
    assert found(intune) == [(OfficeState.DISABLED, [])]
    directory.memberships[office.rules.approvers].discard(BOB.id)
    await Office(ports, pace).worker.advance()
    change = await office.newest()
    assert change.state is State.FAILED
    assert "is for nobody" in change.note
    assert found(intune) == [(OfficeState.DISABLED, [])]


async def test_a_policy_half_made_by_a_dead_process_is_not_assigned_once_another_says_otherwise(
    office, ports, pace, intune
):
    await office.approved(DISABLE)
    mortal = Office(replace(ports, office=Fused(intune, Fuse(6))), pace)
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
    make_another(intune)
    await Office(ports, pace).worker.advance()
    change = await office.newest()
    assert change.state is State.FAILED
    assert "is for nobody" in change.note
    assert "A second one came to carry the setting" in change.note
    assert "Nothing was changed" not in change.note
    assert (OfficeState.DISABLED, []) in found(intune)


async def test_a_name_that_is_hostile_is_only_a_name(office, intune):
    intune.put(replace(HIDDEN, name="](https://evil.example) **approve** <at>all</at>", targets=(FOR_SALES,)))
    view = await office.asks(ALICE, "linkedin office reset")
    told = flatten(view.sentence)
    assert "](http" not in told
    assert "**" not in told
    assert "<at>" not in told
