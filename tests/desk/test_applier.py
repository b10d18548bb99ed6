"""What becomes of an approved request: every fate of the write, and a crash at every moment."""

import contextlib
from dataclasses import replace

import pytest
from fakes.fuse import Fuse, Fused, KilledError
from fakes.office import APPROVERS, Office
from fakes.samples import ALICE, BOB, CAROL, SALES
from fakes.setting import Fate

from bot.core import summary
from bot.core.act import Verb
from bot.core.change import State
from bot.core.cloud import Cloud
from bot.core.outcome import Answer
from bot.core.setting import Doubt, Mode, Setting
from bot.core.text import flatten
from bot.ports import UnreachableError

OFF, ON = Setting(Mode.NOBODY), Setting(Mode.EVERYONE)
SALES_ON = Setting(Mode.GROUP, SALES.id)

# What becomes of the request, and of the tenant.
FATES = {
    Fate.CARRIED_OUT: (State.APPLIED, SALES_ON),
    Fate.LOST: (State.APPLIED, SALES_ON),
    Fate.REFUSED: (State.FAILED, OFF),
    Fate.NEVER_ARRIVED: (State.FAILED, OFF),
    Fate.IGNORED: (State.UNKNOWN, OFF),
}


@pytest.mark.parametrize("fate", FATES)
async def test_every_fate_of_a_write_has_its_honest_outcome(office, setting, clock, fate):
    """APLY-01 APLY-02 APLY-04."""
    await office.approved()
    began = clock.now()
    setting.fate = fate
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, setting.setting) == FATES[fate]
    assert len(setting.sent) == 1
    waited = (clock.now() - began).total_seconds()
    assert waited >= 90 if fate in {Fate.NEVER_ARRIVED, Fate.IGNORED} else waited < 5


async def test_a_late_write_is_never_called_failed_before_it_could_land(office, setting, clock):
    """APLY-03."""
    await office.approved()
    setting.fate = Fate.LATE
    sleep = clock.sleep

    async def sleep_and_land(seconds):
        await sleep(seconds)
        if (await office.newest()).attempt and clock.now().second >= 40:
            setting.land()

    clock.sleep = sleep_and_land
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED
    assert len(setting.sent) == 1
    assert State.FAILED not in {entry.after for entry in await office.ports.store.entries()}


async def test_what_was_called_failed_and_lands_all_the_same_is_corrected(office, setting, clock):
    """APLY-03: the patience rules it out; if it happens in spite of that, the record says so."""
    await office.approved()
    setting.fate = Fate.LATE
    await office.worker.advance()
    assert (await office.newest()).state is State.FAILED
    setting.land()
    clock.move(minutes=2)
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, change.attempt.proof) == (State.APPLIED, "verified")
    assert (await office.ports.store.entries())[-1].event == "corrected"


@pytest.mark.parametrize("spoil", ["another request", "an hour later"])
async def test_a_failure_is_not_corrected_by_what_somebody_else_may_have_done(office, setting, clock, spoil):
    await office.approved()
    setting.fate = Fate.NEVER_ARRIVED
    await office.worker.advance()
    assert (await office.newest()).state is State.FAILED
    if spoil == "another request":
        await office.asks(ALICE, "linkedin enable all", origin="second")
        await office.postman.deliver()
        await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")
    else:
        clock.move(hours=1)
        await office.worker.advance()
    setting.setting = SALES_ON
    clock.move(minutes=2)
    await office.worker.advance()
    first = await office.ports.store.change_numbered(1)
    assert first.state is State.FAILED


@pytest.mark.parametrize("is_killed", [False, True], ids=["goes on", "is killed"])
async def test_a_process_that_slept_before_it_sent_waits_as_long_as_any_other(
    office, ports, pace, setting, clock, is_killed
):
    """APLY-03: the patience does not start with the claim, which may be old when the write goes out."""
    await office.approved()
    setting.fate = Fate.LATE
    write, sleep = setting.write, clock.sleep

    async def sleep_and_write(wanted, *, token, until):
        clock.move(minutes=10)  # after the last look at the time
        written = await write(wanted, token=token, until=until + 600)
        if is_killed:
            raise KilledError
        return written

    async def sleep_and_land(seconds):
        await sleep(seconds)
        if clock.now().second >= 40:
            setting.land()

    setting.write, clock.sleep = sleep_and_write, sleep_and_land
    with contextlib.suppress(KilledError):
        await office.worker.advance()
    survivor = Office(ports, pace)
    for _ in range(60):
        await survivor.worker.advance()
    assert (await office.newest()).state is State.APPLIED
    assert setting.setting == SALES_ON
    assert State.FAILED not in {entry.after for entry in await office.ports.store.entries()}


async def test_what_lands_while_it_is_read_back_is_not_called_failed(office, setting, clock):
    """APLY-03: the patience has to be over before the reading begins."""
    await office.approved()
    setting.fate, read, count = Fate.LATE, setting.read, []

    async def read_for_long():
        reading = await read()
        count.append(1)
        if len(count) == 3:
            clock.move(seconds=60)
            setting.land()
            clock.move(seconds=60)
        return reading

    setting.read = read_for_long
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED
    assert State.FAILED not in {entry.after for entry in await office.ports.store.entries()}


async def test_an_unknown_outcome_is_closed_by_what_is_read_and_by_nothing_else(office, setting, clock):
    await office.approved()
    setting.fate = Fate.IGNORED
    await office.worker.advance()
    for _ in range(5):
        clock.move(minutes=2)
        await office.worker.advance()
    assert (await office.newest()).state is State.UNKNOWN
    assert len(setting.sent) == 1
    setting.setting = SALES_ON
    await office.worker.advance()
    assert (await office.newest()).state is State.UNKNOWN
    clock.move(minutes=2)
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED


async def test_a_third_value_is_unknown_and_fails_only_when_the_old_one_is_read(office, setting, clock):
    """PLAN-02."""
    await office.approved()
    setting.fate = Fate.NEVER_ARRIVED
    sleep = clock.sleep

    async def meddle(seconds):
        await sleep(seconds)
        setting.setting = ON

    clock.sleep = meddle
    await office.worker.advance()
    change = await office.newest()
    assert change.state is State.UNKNOWN
    assert "neither the old nor the approved one" in change.note
    setting.setting = OFF
    clock.move(minutes=2)
    await office.worker.advance()
    assert (await office.newest()).state is State.FAILED


async def test_a_read_back_that_fails_is_tried_again_until_the_patience_ends(office, setting, clock):
    await office.approved()
    write = setting.write

    async def write_and_break(wanted, *, token, until):
        written = await write(wanted, token=token, until=until)
        setting.broken = UnreachableError("no answer")
        return written

    setting.write = write_and_break
    await office.worker.advance()
    change = await office.newest()
    assert change.state is State.UNKNOWN
    assert "could not be read back" in change.note
    setting.broken = None
    clock.move(minutes=2)
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED


@pytest.mark.parametrize("doubt", list(Doubt))
async def test_a_setting_that_is_doubted_is_not_written_over(office, setting, doubt):
    """PLAN-09."""
    await office.approved()
    setting.doubt = doubt
    await office.worker.advance()
    assert (await office.newest()).state is State.STALE
    assert setting.sent == []


async def test_a_change_between_the_claim_and_the_write_stops_it(office, setting):
    """PLAN-02."""
    await office.approved()
    read, count = setting.read, []

    async def read_and_meddle():
        count.append(1)
        if len(count) == 2:
            setting.setting = ON
        return await read()

    setting.read = read_and_meddle
    await office.worker.advance()
    change = await office.newest()
    assert change.state is State.STALE
    assert change.attempt is not None
    assert setting.sent == []


@pytest.mark.parametrize(
    ("moved", "note", "state"),
    [({"seconds": 6}, "too much time", State.APPROVED), ({"hours": 25}, "has expired", State.STALE)],
)
async def test_nothing_is_sent_when_time_jumps_between_reading_and_writing(office, setting, clock, moved, note, state):
    """TIME-01 TIME-03."""
    await office.approved()
    read, count = setting.read, []

    async def read_and_jump():
        reading = await read()
        count.append(1)
        if len(count) == 2:
            clock.move(**moved)
        return reading

    setting.read = read_and_jump
    await office.worker.advance()
    change = await office.newest()
    assert change.state is state
    assert note in change.note
    assert setting.sent == []


async def test_what_spills_over_is_named(office, setting):
    """PLAN-10."""
    await office.approved()
    setting.spill = {"restrictNonAdminUsers": "d1ff"}
    await office.worker.advance()
    change = await office.newest()
    assert change.state is State.APPLIED
    assert change.attempt.collateral == ("restrictNonAdminUsers",)
    assert change.attempt.answer is Answer.ACCEPTED


@pytest.mark.parametrize(
    "spoil",
    [
        lambda directory: directory.admins.clear(),
        lambda directory: directory.people.pop(ALICE.id),
        lambda directory: directory.memberships[APPROVERS].discard(BOB.id),
        lambda directory: directory.people.pop(BOB.id),
        lambda directory: directory.remove_group(SALES.id),
        lambda directory: directory.add_group(replace(SALES, is_dynamic=True)),
    ],
    ids=["requester lost the role", "requester gone", "approver left", "approver gone", "group gone", "group unfit"],
)
async def test_nothing_is_sent_when_somebody_or_the_group_is_not_as_approved(office, setting, directory, spoil):
    """APPR-06 ID-08 PLAN-05."""
    await office.approved()
    spoil(directory)
    await office.worker.advance()
    assert (await office.newest()).state is State.STALE
    assert setting.sent == []


async def test_nothing_is_sent_in_a_cloud_that_does_not_offer_the_setting(office, ports, setting):
    await office.approved()
    ports.cloud.where = Cloud(instance="microsoftonline.us", sub_scope="DODCON")
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, setting.sent) == (State.STALE, [])
    assert "cloud" in change.note


async def test_what_cannot_be_read_waits_and_is_not_applied(office, setting, directory):
    """ID-09."""
    await office.approved()
    directory.break_with(UnreachableError("no answer"))
    await office.worker.advance()
    assert (await office.newest()).state is State.APPROVED
    directory.heal()
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED
    assert len(setting.sent) == 1


async def test_a_stop_leaves_the_request_where_a_start_finds_it(office, ports, pace, setting):
    """REL-02."""
    await office.approved()
    setting.fate = Fate.LOST
    read, count = setting.read, []

    async def read_and_stop():
        count.append(1)
        if len(count) == 3:
            office.applier.stopping.set()
            raise UnreachableError("no answer")
        return await read()

    setting.read = read_and_stop
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLYING
    setting.read = read
    await Office(ports, pace).worker.advance()
    assert (await office.newest()).state is State.APPLIED
    assert len(setting.sent) == 1


@pytest.mark.parametrize("fate", [Fate.CARRIED_OUT, Fate.LOST, Fate.NEVER_ARRIVED])
@pytest.mark.parametrize("length", range(1, 61))
async def test_a_crash_at_any_moment_ends_in_one_write_at_most_and_the_right_outcome(
    office, ports, pace, setting, fate, length
):
    """APLY-06 REL-01."""
    await office.approved()
    setting.fate, fuse = fate, Fuse(length)
    mortal = Office(
        replace(
            ports,
            store=Fused(ports.store, fuse),
            setting=Fused(setting, fuse),
            directory=Fused(ports.directory, fuse),
        ),
        pace,
    )
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
    survivor = Office(ports, pace)
    for _ in range(60):
        await survivor.worker.advance()
    change = await office.newest()
    assert change.state in {State.APPLIED, State.FAILED}
    assert (change.state is State.APPLIED) == (setting.setting == SALES_ON)
    assert len(setting.sent) <= 1
    entries = await ports.store.entries(change.number)
    assert [entry.after for entry in entries][-1] == change.state
    assert sum(entry.event == "settled" for entry in entries) == 1
    assert sum(entry.event == "written" for entry in entries) <= 1


@pytest.mark.parametrize("fate", [Fate.CARRIED_OUT, Fate.IGNORED, Fate.REFUSED])
@pytest.mark.parametrize("is_stored", [True, False], ids=["kept", "not kept"])
async def test_an_answer_survives_the_process_that_got_it(office, ports, pace, setting, store, fate, is_stored):
    """A crash after the write was answered, before anything was read back."""
    await office.approved()
    setting.fate = fate
    read, keep, count = setting.read, store.keep, []

    async def read_and_die():
        count.append(1)
        if len(count) == 3:
            raise KilledError
        return await read()

    async def keep_all_but_the_answer(change, entry, *rest):
        if entry.event == "written":
            raise UnreachableError("the disk is full")
        await keep(change, entry, *rest)

    setting.read = read_and_die
    store.keep = keep if is_stored else keep_all_but_the_answer
    with contextlib.suppress(KilledError):
        await office.worker.advance()
    setting.read, store.keep = read, keep
    survivor = Office(ports, pace)
    for _ in range(60):
        await survivor.worker.advance()
    change = await office.newest()
    lost = State.FAILED if fate is Fate.IGNORED and not is_stored else FATES[fate][0]
    assert change.state is lost
    assert change.attempt.executor == (setting.executor if is_stored else "")
    assert len(setting.sent) == 1
    if is_stored and fate is Fate.REFUSED:
        assert "as the test wants it" in change.note


async def test_an_answer_that_cannot_be_kept_does_not_stop_the_reading_back(office, setting, store):
    await office.approved()
    setting.fate, keep = Fate.IGNORED, store.keep

    async def keep_all_but_the_answer(change, entry, *rest):
        if entry.event == "written":
            raise UnreachableError("the disk is full")
        await keep(change, entry, *rest)

    store.keep = keep_all_but_the_answer
    await office.worker.advance()
    change = await office.newest()
    assert change.state is State.UNKNOWN
    assert (change.attempt.answer, change.attempt.executor) == (Answer.ACCEPTED, setting.executor)


@pytest.mark.parametrize("spoil", ["approver", "requester", "unreadable", "slow"])
async def test_people_are_looked_at_again_after_the_claim(office, directory, setting, store, clock, spoil):
    """APPR-06 ID-08 ID-09."""
    await office.approved()
    keep = store.keep

    async def keep_and_spoil(change, entry, *rest):
        await keep(change, entry, *rest)
        if change.state is State.APPLYING:
            match spoil:
                case "approver":
                    directory.memberships[APPROVERS].discard(BOB.id)
                case "requester":
                    directory.admins.clear()
                case "unreadable":
                    directory.break_with(UnreachableError("Microsoft Graph did not answer."))
                case "slow":
                    read = setting.read

                    async def read_late():
                        clock.move(seconds=6)
                        return await read()

                    setting.read = read_late

    store.keep = keep_and_spoil
    await office.worker.advance()
    is_put_off = spoil in {"unreadable", "slow"}
    assert (await office.newest()).state is (State.APPROVED if is_put_off else State.STALE)
    assert setting.sent == []


async def test_each_of_two_approvals_is_looked_at_again(office, directory, setting):
    await office.approved("linkedin enable all", by=(BOB, CAROL))
    directory.memberships[APPROVERS].discard(CAROL.id)
    await office.worker.advance()
    assert (await office.newest()).state is State.STALE
    assert setting.sent == []


async def test_a_group_that_was_renamed_is_written_by_its_id_and_both_names_are_told(office, directory, setting):
    """PLAN-06."""
    await office.approved()
    directory.add_group(replace(SALES, name="Sales EMEA"), has_fixed_counts=True)
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, setting.setting) == (State.APPLIED, SALES_ON)
    told = flatten(summary.summarise(change))
    assert "Sales" in told
    assert "renamed since it was planned: Sales EMEA." in told.translate({0x2068: None, 0x2069: None})
    (claimed,) = [entry for entry in await office.ports.store.entries(change.number) if entry.event == "claimed"]
    assert (claimed.details["group was"], claimed.details["group is"]) == ("Sales", "Sales EMEA")
