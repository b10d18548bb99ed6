"""What happens to a list that is moved on bad days, and what follows: outages, crashes, the setting, a new group."""

import contextlib
from dataclasses import replace

import pytest
from desk.mover import (
    OFF,
    ON,
    PEOPLE,
    SPOILT,
    TEAM,
    TEAM_ON,
    address,
    after,
    nobody_twice,
    said,
)
from fakes.fuse import Fuse, Fused, KilledError
from fakes.office import Office
from fakes.samples import ALICE, BOB, CAROL

from bot.brake import adopt
from bot.core.act import Verb
from bot.core.change import State
from bot.core.fill import Added, Answer, Fate
from bot.core.setting import Doubt, Mode
from bot.ports import NotPermittedError, UnexpectedError, UnreachableError

# ---- Graph is down --------------------------------------------------------------------------------------------------

DOWN = [
    UnreachableError("no answer"),
    UnexpectedError("a page to sign in"),
    NotPermittedError("the secret has run out"),
]


class Outage:
    """Graph goes down with *error* at one stage of the work, each a method, until `heal`."""

    def __init__(self, directory, members, store, error):
        self.directory, self.members, self.store = directory, members, store
        self._error = error
        self._healthy = (store.keep, members.add, store.note_items)

    def before_the_claim(self):
        self.directory.break_with(self._error)

    def after_the_claim(self):
        keep = self.store.keep

        async def keep_and_break(change, entry, *rest):
            await keep(change, entry, *rest)
            if entry.event == "claimed":
                self.directory.break_with(self._error)

        self.store.keep = keep_and_break

    def midway(self):
        add = self.members.add

        async def add_and_break(group, binds):
            told = await add(group, binds)
            if len(self.members.binds) >= 8:
                self.directory.break_with(self._error)
                self.members.mood = lambda users: Added(users=users, answer=Answer.UNSURE)
            return told

        self.members.add = add_and_break

    def at_the_read_back(self):
        note = self.store.note_items

        async def note_and_break(change, items):
            await note(change, items)
            if len(self.directory.memberships[TEAM.id]) == 300:
                self.directory.break_with(self._error)

        self.store.note_items = note_and_break

    def heal(self):
        self.store.keep, self.members.add, self.store.note_items = self._healthy
        self.members.mood = None
        self.directory.heal()


STAGES = [Outage.before_the_claim, Outage.after_the_claim, Outage.midway, Outage.at_the_read_back]


@pytest.mark.parametrize("error", DOWN, ids=["no answer", "nonsense", "not let in"])
@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
async def test_when_graph_is_down_nothing_is_lost_and_it_ends_when_it_is_up_again(
    move, office, directory, members, store, stage, error
):
    """ID-09: whenever it goes down."""
    await move.approved(range(300))
    outage = Outage(directory, members, store, error)
    stage(outage)
    change = await move.works()
    assert change.state in {State.APPROVED, State.APPLYING}
    assert not (await move.rows(Fate.FAILED))
    for _ in range(3):
        office.ports.clock.move(minutes=2)
        assert (await move.works()).state in {State.APPROVED, State.APPLYING}
    outage.heal()
    change = await move.goes_on()
    assert change.state is State.APPLIED
    assert await move.tally() == {"added": 290, "already": 10}
    assert nobody_twice(members)
    assert move.has(range(300))


async def test_while_graph_is_down_it_is_not_asked_all_the_time(move, office, directory, members, clock):
    """APLY-07: no busy loop."""
    await move.approved(range(50))
    asked, direct_members = [], directory.direct_members

    async def count(group):
        asked.append(clock.monotonic())
        return await direct_members(group)

    members.mood = lambda users: (
        directory.break_with(UnreachableError("no answer")) or Added(users=users, answer=Answer.UNSURE)
    )
    await move.works()
    directory.direct_members = count
    for _ in range(120):
        clock.move(seconds=5)
        await move.works()
    assert len(asked) <= 11


# ---- crashes --------------------------------------------------------------------------------------------------------


MOMENTS = [(False, length) for length in range(1, 76, 3)] + [(True, length) for length in range(2, 124, 4)]
"""Every third moment of a filling, every fourth of one that selects the group then; the campaign tries any."""


@pytest.mark.parametrize(("selects", "length"), MOMENTS)
async def test_a_crash_at_any_moment_adds_each_once_and_ends_as_if_there_had_been_none(
    move, ports, pace, setting, store, directory, members, selects, length
):
    """APLY-06 REL-01."""
    await move.approved(range(90), rows=["nobody@contoso.com"], selects=selects)
    fuse = Fuse(length)
    mortal = replace(
        ports,
        store=Fused(store, fuse),
        setting=Fused(setting, fuse),
        directory=Fused(directory, fuse),
        members=Fused(members, fuse),
    )
    with contextlib.suppress(KilledError, BaseExceptionGroup):
        await Office(mortal, pace).worker.advance()
    change = await move.goes_on(Office(ports, pace))
    if selects and change.state is State.FAILED:  # nobody knows whether the write was sent; what is read is told
        assert setting.setting == OFF
    else:
        assert change.state is State.APPLIED
        assert setting.setting == (TEAM_ON if selects else OFF)
    assert await move.tally() == {"added": 80, "already": 10, "not-found": 1}
    assert nobody_twice(members)
    assert move.has(range(90))
    assert len(setting.sent) <= 1
    entries = [entry.event for entry in await store.entries(change.number)]
    assert (
        entries.count("claimed")
        == entries.count("filled") + entries.count("postponed")
        == 1 + entries.count("postponed")
    )
    assert entries.count("settled") == 1


@pytest.mark.parametrize("what", ["requester lost the role", "approver left", "setting", "expired", "dynamic"])
async def test_after_a_crash_it_does_not_go_on_when_what_was_approved_holds_no_more(
    move, ports, pace, directory, members, setting, clock, what
):
    """APPR-06 PLAN-01: who is in stays, and nobody else is added."""
    await move.approved(range(300))
    mortal = Office(replace(ports, members=Fused(members, Fuse(3))), pace)
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
    sent, present = len(members.sent), set(directory.memberships[TEAM.id])
    match what:
        case "setting":
            setting.setting = ON
        case "expired":
            clock.move(hours=30)
        case "dynamic":
            directory.add_group(replace(TEAM, is_dynamic=True), present)
        case _:
            SPOILT[what](directory)
    change = await move.works(Office(ports, pace))
    assert change.state is State.FAILED
    added = len(present) - 10
    assert change.note.startswith(f"{added} of 290 people are in the group now. Nobody else could be added: ")
    assert "Nothing was written" not in change.note
    assert (len(members.sent), directory.memberships[TEAM.id]) == (sent, present)
    assert not await move.rows(Fate.PENDING, Fate.UNSURE)


async def test_after_a_crash_the_brake_holds_what_was_begun(move, ports, pace, members):
    """APLY-15: a bot that is started read-only adds nobody else, and what is left is done when the brake is off."""
    await move.approved(range(300))
    mortal = Office(replace(ports, members=Fused(members, Fuse(3))), pace)
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
    sent = len(members.sent)
    braked = Office(ports, pace, is_read_only=True)
    assert (await move.goes_on(braked, rounds=3)).state is State.APPLYING
    assert len(members.sent) == sent
    assert (await move.goes_on(Office(ports, pace))).state is State.APPLIED
    assert nobody_twice(members)


async def test_a_store_that_is_full_for_a_while_loses_nobody(move, store, members):
    """REL-05: people were added, and what became of them could not be kept."""
    await move.approved(range(300))
    note, times = store.note_items, []

    async def fail_at_first(change, items):
        times.append(len(items))
        if len(times) == 1:
            raise UnreachableError("the disk is full")
        await note(change, items)

    store.note_items = fail_at_first
    assert (await move.works()).state is State.APPLYING
    change = await move.goes_on()
    assert (change.state, await move.tally()) == (State.APPLIED, {"added": 290, "already": 10})
    assert nobody_twice(members)


async def test_a_stop_of_the_process_leaves_it_where_a_start_goes_on(move, office, ports, pace, members):
    """REL-02."""
    await move.approved(range(300))
    members.mood = after(3, office.applier.stopping.set)
    assert (await move.works()).state is State.APPLYING
    members.mood = None
    change = await move.goes_on(Office(ports, pace))
    assert (change.state, await move.tally()) == (State.APPLIED, {"added": 290, "already": 10})
    assert nobody_twice(members)


# ---- the setting follows --------------------------------------------------------------------------------------------


async def test_the_group_is_filled_first_and_then_selected_and_both_are_read_back(move, setting, members):
    await move.approved(range(50), selects=True)
    write, filled = setting.write, []

    async def look_and_write(wanted, *, token, until):
        filled.append(move.has(range(50)))
        return await write(wanted, token=token, until=until)

    setting.write = look_and_write
    change = await move.works()
    assert (change.state, change.attempt.proof, setting.setting) == (State.APPLIED, "verified", TEAM_ON)
    assert filled == [True]


async def test_the_setting_is_not_written_when_too_many_are_missing(move, setting, members):
    await move.approved(range(50), selects=True)
    refused = {person.id for person in PEOPLE[20:26]}
    members.mood = lambda users: (
        Added(users=users, answer=Answer.REFUSED, sentence="No.") if refused & set(users) else None
    )
    change = await move.works()
    assert change.state is State.FAILED
    assert change.note == ("34 of 40 people are in the group now. The setting was not changed: too many are missing.")
    assert setting.sent == []


async def test_a_few_who_are_missing_do_not_keep_the_setting_from_following(move, setting, members):
    await move.approved(range(50), selects=True)
    refused = {person.id for person in PEOPLE[20:25]}
    members.mood = lambda users: (
        Added(users=users, answer=Answer.REFUSED, sentence="No.") if refused & set(users) else None
    )
    assert (await move.works()).state is State.APPLIED
    assert setting.setting == TEAM_ON


@pytest.mark.parametrize("fate", ["refused", "never-arrived", "throttled"])
async def test_a_setting_that_is_not_written_after_the_group_was_filled_is_said_with_both(move, setting, office, fate):
    await move.approved(range(50), selects=True)
    setting.fate = type(setting.fate)(fate)
    change = await move.works()
    assert change.state is State.FAILED
    assert change.note.startswith("40 of 40 people are in the group now. The setting was not changed: ")
    assert move.has(range(50))
    assert setting.setting == OFF
    await office.clicks(ALICE, Verb.AGAIN, change)
    again = await office.newest()
    assert (again.number, again.plan.task, again.plan.after) == (3, None, TEAM_ON), "only the setting is left to do"


async def test_who_has_just_been_added_may_be_counted_late(move, setting, directory, clock):
    """Graph's index lags behind what was written; the setting waits for it instead of calling the request stale."""
    await move.approved(range(90), selects=True)
    members, began = directory.members, clock.monotonic()

    async def lag(group):
        people = await members(group)
        is_late = group == TEAM.id and len(directory.memberships[TEAM.id]) == 90 and clock.monotonic() < began + 30
        return people[:10] if is_late else people

    directory.members = lag
    assert (await move.works()).state is State.APPLIED
    assert setting.setting == TEAM_ON


async def test_a_group_that_others_have_filled_meanwhile_is_not_selected(move, setting, store, directory):
    """PLAN-07: the people who would be covered are others than those who were agreed to."""
    await move.approved(range(50), selects=True)
    keep = store.keep

    async def keep_and_join(change, entry, *rest):
        await keep(change, entry, *rest)
        if entry.event == "filled":
            directory.memberships[TEAM.id] |= {person.id for person in PEOPLE[100:140]}

    store.keep = keep_and_join
    change = await move.works()
    assert change.state is State.FAILED
    assert "The setting was not changed: Not as approved (members)" in change.note
    assert setting.sent == []


async def test_an_executor_is_asked_only_when_the_group_is_filled(
    ports, pace, directory, setting, members, move, clock
):
    rules = replace(move.office.rules, executor=CAROL.id)
    directory.admins.add(CAROL.id)
    await adopt(ports.store, rules, ports.clock, name="Dana", note="Carol makes the changes")
    office = Office(ports, pace, rules, is_guided=True)
    move.office = office
    await move.asks(range(50))
    await office.postman.deliver()
    await office.clicks(ALICE, Verb.BOTH, await office.newest())
    await move.sends()
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    members.mood = after(1, lambda: directory.break_with(UnreachableError("no answer")))
    change = await move.works()
    assert (change.state, change.waits_for) == (State.APPLYING, None), "nobody is asked while it is being filled"
    directory.heal()
    clock.move(minutes=2)
    change = await move.works()
    assert (change.state, change.waits_for) == (State.APPLYING, CAROL)
    assert move.has(range(50))
    setting.setting = TEAM_ON
    await office.clicks(CAROL, Verb.DONE, change)
    assert (await move.works()).state is State.APPLIED
    assert setting.sent == []


# ---- the setting that is untold -------------------------------------------------------------------------------------


async def test_where_the_tenant_still_selects_people_a_group_can_be_filled_and_not_selected(move, setting, office):
    """PLAN-09."""
    setting.doubt = Doubt.LEGACY
    change = await move.moves(range(50))
    assert (change.state, change.plan.before.mode) == (State.APPLIED, Mode.UNTOLD)
    assert move.has(range(50))
    told = said(await office.clicks(ALICE, Verb.SELECT, change))
    assert told
    assert (await office.newest()).number == 1
    assert setting.sent == []


async def test_after_a_group_was_filled_it_can_be_selected_by_the_next_request(move, setting, office):
    change = await move.moves(range(50))
    await office.clicks(ALICE, Verb.SELECT, change)
    await office.clicks(ALICE, Verb.SELECT, change)
    drafted = await office.newest()
    assert (drafted.number, drafted.plan.after, drafted.plan.task) == (2, TEAM_ON, None)
    await move.sends()
    for person in (BOB, CAROL)[: drafted.needed]:
        await office.clicks(person, Verb.APPROVE, await office.newest())
    assert (await move.works()).state is State.APPLIED
    assert setting.setting == TEAM_ON


# ---- a group is made ------------------------------------------------------------------------------------------------


async def create(office, name="New starters"):
    await office.asks(ALICE, f"linkedin create group {name}")
    await office.postman.deliver()
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")
    await office.postman.deliver()
    for person in (BOB, CAROL)[: (await office.newest()).needed]:
        await office.clicks(person, Verb.APPROVE, await office.newest())
    assert (await office.newest()).state is State.APPROVED


def named(directory, name="New starters"):
    return [group for group in directory.groups.values() if group.name == name]


async def test_a_group_is_made_once_and_can_be_filled(move, office, directory):
    await create(office)
    change = await move.works()
    (group,) = named(directory)
    assert (change.state, change.attempt.made) == (State.APPLIED, group.id)
    await office.asks(ALICE, f"linkedin move to group New starters\n{address(1)}\n{address(2)}", origin="second")
    assert (await office.newest()).plan.fill.wanted == 2


async def test_a_name_that_is_taken_is_said(move, office):
    told = said(await office.asks(ALICE, "linkedin create group LinkedIn users"))
    assert "LinkedIn users" in told
    assert await office.ports.store.change_numbered(1) is None


@pytest.mark.parametrize("fate", ["lost", UnreachableError("no answer"), UnexpectedError("nonsense")], ids=str)
async def test_an_answer_that_is_lost_leaves_one_group(move, office, directory, members, fate):
    """APLY-01 APLY-02."""
    await create(office)
    members.creations = [fate]
    change = await move.goes_on()
    made = named(directory)
    assert len(made) == (0 if isinstance(fate, UnexpectedError) else 1)
    assert change.state is (State.APPLIED if made else State.FAILED)


async def test_a_group_that_is_made_late_is_not_made_twice(move, office, directory, members, clock):
    """APLY-03: it lands a minute after its answer was lost."""
    await create(office)
    find, began = members.find, []

    async def find_late(nickname):
        began.append(clock.monotonic())
        return await find(nickname) if clock.monotonic() - began[0] > 60 else None

    members.creations, members.find = ["lost"], find_late
    assert (await move.goes_on()).state is State.APPLIED
    assert len(named(directory)) == 1


async def test_the_making_of_a_group_cannot_be_stopped(move, office, directory, members):
    """It is one step; nothing is half made."""
    await create(office)
    make, pressed = members.create, []

    async def press_and_make(name, *, nickname):
        pressed.append(await office.asks(ALICE, "linkedin stop LI-1", origin="stop"))
        return await make(name, nickname=nickname)

    members.create = press_and_make
    assert (await move.works()).state is State.APPLIED
    assert said(pressed[0])
    assert "stopped" not in {entry.event for entry in await office.ports.store.entries(1)}


async def test_a_refusal_is_said(move, office, directory, members):
    await create(office)
    members.creations = [NotPermittedError("Microsoft Entra refused to make this group.")]
    change = await move.works()
    assert (change.state, change.note) == (State.FAILED, "Microsoft Entra refused to make this group.")
    assert not named(directory)


@pytest.mark.parametrize("length", range(1, 40, 2))
async def test_a_crash_at_any_moment_makes_one_group(office, move, ports, pace, directory, members, store, length):
    """APLY-06 REL-01."""
    await create(office)
    fuse = Fuse(length)
    mortal = replace(ports, store=Fused(store, fuse), directory=Fused(directory, fuse), members=Fused(members, fuse))
    with contextlib.suppress(KilledError, BaseExceptionGroup):
        await Office(mortal, pace).worker.advance()
    change = await move.goes_on(Office(ports, pace))
    (group,) = named(directory)
    assert (change.state, change.attempt.made) == (State.APPLIED, group.id)
