"""A list is moved into a group: only the difference, nobody twice, each row with its fate, whatever happens."""

import contextlib
from dataclasses import replace

import pytest
from desk.mover import (
    BEFORE,
    ON,
    PEOPLE,
    SPOILT,
    TEAM,
    address,
    after,
    nobody_twice,
    said,
)
from fakes.files import ORIGIN
from fakes.fuse import Fuse, Fused, KilledError
from fakes.office import Office, met
from fakes.samples import ALICE, BOB, CAROL

from bot.core.act import Verb
from bot.core.change import State
from bot.core.cloud import Cloud
from bot.core.fill import GONE, Added, Answer, Fate
from bot.core.group import Kind
from bot.core.policy import Person, UserId
from bot.crew import TOO_MANY_REFUSED
from bot.filler import STOPPED, TOO_BUSY
from bot.turn import Ask, File

# ---- the plan -------------------------------------------------------------------------------------------------------


async def test_only_those_whom_the_group_lacks_are_added(move, members):
    """Ten of fifty are in it."""
    change = await move.moves(range(50))
    assert (change.state, change.note) == (State.APPLIED, "40 of 40 people are in the group now.")
    assert [len(users) for users in members.sent] == [20, 20]
    assert not {user for users in members.sent for user in users} & set(BEFORE)
    assert move.has(range(50))
    assert await move.tally() == {"added": 40, "already": 10}


UNFIT = {
    "dynamic": {"is_dynamic": True},
    "synchronised": {"is_synced": True},
    "roles": {"is_role_assignable": True},
    "Microsoft 365": {"kind": Kind.MICROSOFT_365},
    "mail-enabled": {"kind": Kind.MAIL_SECURITY},
    "distribution": {"kind": Kind.DISTRIBUTION},
}


async def test_each_group_that_cannot_be_filled_is_refused_with_its_own_reason_and_nothing_is_kept(
    move, directory, office
):
    """PLAN-08."""
    told = {}
    for name, fields in UNFIT.items():
        directory.add_group(replace(TEAM, **fields), BEFORE)
        told[name] = said(await move.asks(range(50), origin=name))
    assert len(set(told.values())) == len(UNFIT)
    assert await office.ports.store.change_numbered(1) is None


async def test_a_list_of_people_who_are_all_in_it_makes_no_request(move, office):
    told = said(await move.asks(range(10)))
    assert "LinkedIn users" in told
    assert await office.ports.store.change_numbered(1) is None


async def test_one_percent_twice_and_half_a_percent_unknown(move, members):
    """FILE-09: 200 rows, 2 of them twice, 1 of nobody; a guest, a disabled account, one by object id and by name."""
    directory = move.directory
    directory.add_person(replace(PEOPLE[20], is_guest=True))
    directory.add_person(replace(PEOPLE[21], is_enabled=False))
    rows = [address(30), PEOPLE[31].id.upper(), "nobody@contoso.com"]
    change = await move.moves(range(197), rows=rows)
    assert change.state is State.APPLIED
    assert await move.tally() == {"added": 185, "already": 10, "twice": 2, "not-found": 1, "guest": 1, "disabled": 1}
    assert nobody_twice(members)
    assert len(members.sent) == 10


async def test_the_file_is_read_once_and_a_swapped_one_is_another_request(move, office, ports):
    """FILE-11: what was previewed is what is added, whatever lies at the address later."""
    url = f"{ORIGIN}/list.csv"

    async def attaches(numbers, origin):
        ports.files.held[url] = "\n".join(map(address, numbers)).encode()
        files = (File(name="list.csv", url=url),)
        text = "linkedin move to group LinkedIn users"
        await office.desk.ask(Ask(text=text, caller=met(ALICE), origin=origin, files=files))
        return await office.newest()

    shown = await attaches(range(20), "one")
    ports.files.held[url] = "\n".join(map(address, range(200))).encode()
    await move.sends()
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    assert (await move.works()).state is State.APPLIED
    assert move.has(range(20))
    swapped = await attaches(range(30), "two")
    assert swapped.number == 2
    assert swapped.plan.fill.digest != shown.plan.fill.digest
    assert swapped.plan.fill.wanted == 10


# ---- people and group change between plan and apply -----------------------------------------------------------------


async def test_who_is_no_longer_to_be_added_is_skipped_with_the_reason(move, directory, members):
    """Disabled, turned guest, deleted, joined by somebody else's hand: after the approval, before the work."""
    await move.approved(range(50))
    directory.add_person(replace(PEOPLE[20], is_enabled=False))
    directory.add_person(replace(PEOPLE[21], is_guest=True))
    del directory.people[PEOPLE[22].id]
    directory.memberships[TEAM.id].add(PEOPLE[23].id)
    change = await move.works()
    assert (change.state, change.note) == (
        State.APPLIED,
        "37 of 40 people are in the group now. Look at the rows that failed.",
    )
    assert await move.tally() == {"added": 36, "already": 11, "disabled": 1, "guest": 1, "not-found": 1}
    assert len(members.sent) == 2, "nobody had to be found out by a refused bind"


async def test_who_vanishes_or_joins_at_the_last_moment_is_found_alone(move, directory, members, office):
    """Two binds are poisoned; they are split until the culprit is alone, and all the others are added once."""
    await move.approved(range(50))
    add, is_first = members.add, [True]

    async def meddle_and_add(group, binds):
        if is_first:
            is_first.clear()
            del directory.people[PEOPLE[15].id]
            directory.memberships[TEAM.id].add(PEOPLE[45].id)
        return await add(group, binds)

    members.add = meddle_and_add
    change = await move.works()
    assert change.state is State.APPLIED
    assert await move.tally() == {"added": 38, "already": 11, "not-found": 1}
    (lost,) = await move.rows(Fate.NOT_FOUND)
    assert lost.typed == address(15)
    assert nobody_twice(members)
    assert len(members.sent) <= 2 + 2 * 10, "two poisoned binds of twenty, halved five times each"


@pytest.mark.parametrize("what", SPOILT)
async def test_nobody_is_added_when_group_or_people_are_not_as_approved(move, directory, members, what):
    """APPR-06 ID-08 PLAN-05."""
    await move.approved(range(50))
    SPOILT[what](directory)
    assert (await move.works()).state is State.STALE
    assert members.sent == []


@pytest.mark.parametrize("what", SPOILT)
async def test_nobody_is_added_when_they_change_after_the_claim(move, directory, members, store, what):
    """APPR-06 PLAN-05."""
    await move.approved(range(50))
    keep = store.keep

    async def keep_and_spoil(change, entry, *rest):
        await keep(change, entry, *rest)
        if entry.event == "claimed":
            SPOILT[what](directory)

    store.keep = keep_and_spoil
    assert (await move.works()).state is State.STALE
    assert members.sent == []


@pytest.mark.parametrize(("joined", "state"), [(5, State.APPLIED), (6, State.STALE), (200, State.STALE)])
async def test_a_group_that_drifted_beyond_what_was_agreed_is_another_decision(move, directory, members, joined, state):
    """PLAN-07."""
    await move.approved(range(50))
    directory.memberships[TEAM.id] |= {person.id for person in PEOPLE[100 : 100 + joined]}
    change = await move.works()
    assert change.state is state
    assert bool(members.sent) == (state is State.APPLIED)
    assert state is State.APPLIED or "the group had 10 people and has" in change.note


async def test_a_setting_that_was_changed_meanwhile_makes_it_stale(move, setting, members):
    """PLAN-01: what people gain by it is another thing then."""
    await move.approved(range(50))
    setting.setting = ON
    assert (await move.works()).state is State.STALE
    assert members.sent == []


async def test_a_cloud_without_the_setting_makes_it_stale(move, ports, members):
    await move.approved(range(50))
    ports.cloud.where = Cloud(instance="microsoftonline.us", sub_scope="DODCON")
    assert (await move.works()).state is State.STALE
    assert members.sent == []


async def test_the_brake_keeps_everybody_out_and_lets_go(move, members, ports, pace):
    """APLY-15."""
    await move.approved(range(50))
    change = await move.works(Office(ports, pace, is_read_only=True))
    assert (change.state, members.sent) == (State.APPROVED, [])
    assert (await move.works()).state is State.APPLIED


# ---- the group changes midway ---------------------------------------------------------------------------------------


async def test_a_group_that_is_deleted_midway_ends_it_honestly(move, directory, members):
    await move.approved(range(300))
    members.mood = after(100 // 20, lambda: directory.remove_group(TEAM.id))
    change = await move.works()
    assert change.state is State.FAILED
    assert change.note == f"100 of 290 people had been added. Nobody else could be added: {GONE}"
    assert await move.tally() == {"added": 100, "already": 10, "failed": 190}
    assert {item.why for item in await move.rows(Fate.FAILED)} == {GONE}


async def test_a_group_that_turns_dynamic_midway_is_named_as_what_it_is(move, directory, members):
    await move.approved(range(300))
    present = directory.memberships[TEAM.id]

    def turn():
        directory.add_group(replace(TEAM, is_dynamic=True))
        directory.memberships[TEAM.id] = present

    members.mood = after(5, turn)
    change = await move.works()
    assert change.state is State.FAILED
    assert change.note.startswith(
        "100 of 290 people are in the group now. Nobody else could be added: The group can no"
    )
    assert await move.tally() == {"added": 100, "already": 10, "failed": 190}
    assert len(members.sent) < 5 + 40, "nobody is tried one by one"


async def test_a_tenant_that_refuses_one_after_the_other_is_not_asked_ten_thousand_times(move, members):
    await move.approved(range(300))
    members.mood = lambda users: Added(users=users, answer=Answer.REFUSED, sentence="No.")
    change = await move.works()
    assert change.state is State.FAILED
    assert change.note.endswith(f"Nobody else could be added: {TOO_MANY_REFUSED}")
    assert (await move.tally())["failed"] == 290
    assert len(members.sent) < 290


async def test_a_few_whom_the_tenant_refuses_are_named_one_by_one(move, members):
    refused = {PEOPLE[20].id, PEOPLE[33].id}
    members.mood = lambda users: (
        Added(users=users, answer=Answer.REFUSED, sentence="No.") if refused & set(users) else None
    )
    change = await move.moves(range(50))
    assert change.state is State.APPLIED
    assert {item.user for item in await move.rows(Fate.FAILED)} == refused
    assert move.has([number for number in range(50) if number not in {20, 33}])


# ---- answers that prove nothing -------------------------------------------------------------------------------------


async def test_lost_answers_are_settled_by_reading_and_nobody_is_added_twice(move, members):
    """APLY-01."""
    await move.approved(range(300))
    members.lost = [True] * 300
    change = await move.works()
    assert (change.state, await move.tally()) == (State.APPLIED, {"added": 290, "already": 10})
    assert nobody_twice(members)
    assert move.has(range(300))


async def test_binds_that_never_arrive_are_sent_again_after_the_group_was_read(move, members):
    """APLY-02."""
    await move.approved(range(300))
    members.moods = [lambda users: Added(users=users, answer=Answer.UNSURE)] * 30
    assert (await move.works()).state is State.APPLIED
    assert await move.tally() == {"added": 290, "already": 10}
    assert nobody_twice(members)


async def test_what_is_accepted_and_not_shown_is_unknown_until_it_is_seen(move, members, clock, directory):
    """APLY-04."""
    await move.approved(range(50))
    began = clock.monotonic()
    members.moods = [lambda users: Added(users=users, answer=Answer.ADDED)]
    change = await move.works()
    assert change.state is State.UNKNOWN
    assert change.note.startswith("20 of 40 people are in the group now. Others were accepted")
    assert clock.monotonic() - began >= 90
    assert await move.tally() == {"added": 20, "already": 10, "unsure": 20}
    assert (await move.goes_on(rounds=3)).state is State.UNKNOWN
    directory.memberships[TEAM.id] |= {person.id for person in PEOPLE[10:30]}
    assert (await move.goes_on()).state is State.APPLIED
    assert await move.tally() == {"added": 40, "already": 10}
    assert len(members.sent) == 2, "what was accepted is not sent again"


async def test_an_unknown_outcome_ends_when_its_group_is_deleted(move, members, directory):
    await move.approved(range(50))
    members.moods = [lambda users: Added(users=users, answer=Answer.ADDED)]
    assert (await move.works()).state is State.UNKNOWN
    directory.remove_group(TEAM.id)
    change = await move.goes_on()
    assert change.state is State.FAILED
    assert GONE in change.note
    assert await move.tally() == {"added": 20, "already": 10, "failed": 20}


async def test_a_busy_directory_is_left_alone_as_long_as_it_asks(move, members, clock):
    """APLY-07."""
    await move.approved(range(50))
    began = clock.monotonic()
    members.moods = [lambda users: Added(users=users, answer=Answer.BUSY, wait=120.0)] * 2
    assert (await move.works()).state is State.APPLIED
    assert 120 <= clock.monotonic() - began < 140
    assert nobody_twice(members)


async def test_a_directory_that_stays_busy_is_given_up_in_the_end_and_said_so(move, members, clock):
    """APLY-07: bounded, and no busy loop."""
    await move.approved(range(50))
    began = clock.monotonic()
    members.mood = lambda users: Added(users=users, answer=Answer.BUSY)
    change = await move.works()
    assert change.state is State.FAILED
    assert await move.tally() == {"failed": 40, "already": 10}
    assert {item.why for item in await move.rows(Fate.FAILED)} == {TOO_BUSY}
    minutes = (clock.monotonic() - began) / 60
    assert 5 < minutes < 60
    assert len(members.sent) < 200


async def test_the_quota_is_one_for_all_requests(move, members, office):
    """What the first list has spent is not there for the second."""
    await move.moves(range(50))
    spent = office.applier.filler.throttle.whole_at
    await move.moves(range(100), origin="second")
    assert office.applier.filler.throttle.whole_at > spent
    assert office.applier.filler.throttle.width > 8


# ---- Stop -----------------------------------------------------------------------------------------------------------


def stops(office, person, count, *, typed=False):
    """Have *person* press Stop, or type it, when so many binds have come."""
    answers = []

    async def press():
        change = await office.newest()
        if typed:
            answers.append(await office.asks(person, f"linkedin stop LI-{change.number}", origin="stop"))
        else:
            answers.append(await office.clicks(person, Verb.STOP, change))

    members = office.ports.members
    add, left = members.add, [count]

    async def add_and_press(group, binds):
        left[0] -= len(binds)
        if left[0] < 0 and not answers:
            await press()
        return await add(group, binds)

    members.add = add_and_press
    return answers


@pytest.fixture
def slow(members):
    """Half a minute for each batch, one after the other, so that there is something to stop."""
    members._seconds = 30.0  # noqa: SLF001  the fake's own
    return members


@pytest.mark.parametrize("typed", [False, True], ids=["button", "words"])
@pytest.mark.parametrize("who", [ALICE, BOB, CAROL], ids=["requester", "approver", "another approver"])
async def test_stop_stops_soon_and_what_was_added_stays(move, office, slow, who, typed):
    await move.approved(range(300))
    office.applier.filler.throttle = replace(office.applier.filler.throttle, width=1.0)
    stops(office, who, 3, typed=typed)
    change = await move.works()
    assert change.state is State.FAILED
    added = (await move.tally())["added"]
    assert 0 < added <= 240
    told = f"{who.name} stopped it. {added} of 290 people are in the group now. Who was added stays in the group."
    assert change.note == told
    assert move.has(range(10 + added))
    assert {item.why for item in await move.rows(Fate.FAILED)} == {STOPPED}
    assert [entry.name for entry in await office.ports.store.entries(1) if entry.event == "stopped"] == [who.name]


async def test_a_strangers_stop_is_refused(move, office, slow, directory):
    mallory = Person(id=UserId("3a110000-0000-4000-8000-000000000004"), name="Mallory")
    directory.add_person(mallory)
    await move.approved(range(300))
    answers = stops(office, mallory, 3, typed=True)
    change = await move.works()
    assert change.state is State.APPLIED
    assert said(answers[0])
    assert move.has(range(300))


async def test_after_a_stop_only_the_missing_are_planned_again(move, office, slow, directory):
    await move.approved(range(300))
    office.applier.filler.throttle = replace(office.applier.filler.throttle, width=1.0)
    stops(office, ALICE, 3)
    first = await move.works()
    added = (await move.tally())["added"]
    await office.clicks(ALICE, Verb.AGAIN, first)
    again = await office.newest()
    assert (again.number, again.plan.fill.wanted) == (2, 290 - added)
    await move.sends()
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    assert (await move.works()).state is State.APPLIED
    assert move.has(range(300))
    assert nobody_twice(slow)


async def test_a_stop_and_a_lost_answer_meet(move, office, slow, directory, clock):
    """What was sent and not answered is looked for until the patience is over, and is no row that was never sent."""
    await move.approved(range(300))
    office.applier.filler.throttle = replace(office.applier.filler.throttle, width=1.0)
    slow.moods = [None, None, None, *[lambda users: Added(users=users, answer=Answer.UNSURE)]]
    slow.moods = [mood or (lambda _users: None) for mood in slow.moods]
    stops(office, ALICE, 3)
    change = await move.works()
    assert change.state is State.FAILED
    tally = await move.tally()
    assert tally["unsure"] == 20
    assert tally["added"] + tally["unsure"] + tally["failed"] == 290
    assert f"{tally['added']} of 290" in change.note


async def test_a_stop_that_was_pressed_while_the_bot_was_dead_is_heeded(move, office, ports, pace, members):
    await move.approved(range(300))
    fuse = Fuse(3)
    mortal = Office(replace(ports, members=Fused(members, fuse)), pace)
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
    sent = len(members.sent)
    await office.clicks(ALICE, Verb.STOP, await office.newest())
    change = await move.goes_on()
    assert change.state is State.FAILED
    assert "Alice Adams stopped it." in change.note
    assert len(members.sent) == sent


async def test_a_stop_that_comes_between_the_group_and_the_setting_keeps_the_setting(move, office, setting):
    """Everybody is in, and nothing is written yet."""
    await move.approved(range(50), selects=True)
    read, pressed = setting.read, []

    async def press_and_read():
        if move.has(range(50)) and not pressed:
            pressed.append(await office.clicks(BOB, Verb.STOP, await office.newest()))
        return await read()

    setting.read = press_and_read
    await move.works()
    change = await move.goes_on()
    assert change.state is State.FAILED
    assert change.note.startswith("Bob Brown stopped it. 40 of 40 people are in the group now.")
    assert setting.sent == []


async def test_what_has_ended_cannot_be_stopped(move, office):
    ended = await move.moves(range(50))
    await office.clicks(ALICE, Verb.STOP, ended)
    assert (await office.newest()).state is State.APPLIED
    assert said(await office.asks(ALICE, "linkedin stop LI-1", origin="stop"))
    assert "stopped" not in {entry.event for entry in await office.ports.store.entries(1)}
