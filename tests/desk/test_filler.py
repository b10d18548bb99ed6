"""A list is moved into a group: only the difference, nobody twice, each row with its fate, whatever happens."""

import contextlib
from collections import Counter
from dataclasses import replace

import pytest
from fakes.files import ORIGIN
from fakes.fuse import Fuse, Fused, KilledError
from fakes.office import Office, met
from fakes.samples import ALICE, APPROVERS, BOB, CAROL

from bot.brake import adopt
from bot.core.act import Verb
from bot.core.change import State
from bot.core.cloud import Cloud
from bot.core.fill import GONE, Added, Answer, Fate
from bot.core.group import Group, Kind
from bot.core.policy import Person, UserId
from bot.core.setting import Doubt, GroupId, Mode, Setting
from bot.core.text import flatten
from bot.core.view import SaidView
from bot.crew import TOO_MANY_REFUSED
from bot.filler import STOPPED, TOO_BUSY
from bot.ports import NotPermittedError, UnexpectedError, UnreachableError
from bot.turn import Ask, File

TEAM = Group(id=GroupId("7ea30000-0000-4000-8000-000000000000"), name="LinkedIn users")
PEOPLE = [Person(id=UserId(f"00000000-0000-4000-8000-{number:012}"), name=f"Person {number}") for number in range(300)]
BEFORE = [person.id for person in PEOPLE[:10]]
TEAM_ON = Setting(Mode.GROUP, TEAM.id)
OFF, ON = Setting(Mode.NOBODY), Setting(Mode.EVERYONE)
ENDS = {State.APPLIED, State.FAILED, State.UNKNOWN, State.STALE}


def address(number):
    return f"p{number}@contoso.com"


@pytest.fixture(autouse=True)
def _team(directory):
    for number, person in enumerate(PEOPLE):
        directory.add_person(person, address(number))
    directory.add_group(TEAM, BEFORE)


@pytest.fixture
def members(ports):
    return ports.members


class Move:
    """What these tests say again and again. *numbers* are people, by their places."""

    def __init__(self, office, directory):
        self.office, self.directory = office, directory

    async def asks(self, numbers, *, rows=(), origin="first"):
        lines = "\n".join([*map(address, numbers), *rows])
        return await self.office.asks(ALICE, f"linkedin move to group LinkedIn users\n{lines}", origin=origin)

    async def sends(self):
        await self.office.postman.deliver()
        await self.office.clicks(ALICE, Verb.SEND, await self.office.newest(), reason="Pilot")
        await self.office.postman.deliver()

    async def approved(self, numbers, *, rows=(), selects=False, origin="first"):
        await self.asks(numbers, rows=rows, origin=origin)
        if selects:
            await self.office.postman.deliver()
            await self.office.clicks(ALICE, Verb.BOTH, await self.office.newest())
        await self.sends()
        change = await self.office.newest()
        for person in (BOB, CAROL)[: change.needed]:
            await self.office.clicks(person, Verb.APPROVE, await self.office.newest())
        assert (await self.office.newest()).state is State.APPROVED

    async def moves(self, numbers, **options):
        await self.approved(numbers, **options)
        return await self.works()

    async def works(self, office=None):
        await (office or self.office).worker.advance()
        return await self.office.newest()

    async def goes_on(self, office=None, *, rounds=40):
        """Let two minutes pass again and again until it is over."""
        for _ in range(rounds):
            change = await self.works(office)
            if change.state in ENDS - {State.UNKNOWN}:
                return change
            self.office.ports.clock.move(minutes=2)
        return await self.office.newest()

    async def tally(self):
        return {
            str(fate): n for fate, n in (await self.office.ports.store.tally((await self.office.newest()).id)).items()
        }

    async def rows(self, *fates):
        return await self.office.ports.store.items((await self.office.newest()).id, set(fates or Fate))

    def has(self, numbers):
        return self.directory.memberships[TEAM.id] == {*BEFORE, *(PEOPLE[number].id for number in numbers)}


@pytest.fixture
def move(office, directory):
    return Move(office, directory)


def said(view):
    assert isinstance(view, SaidView), view
    return flatten(view.sentence)


def nobody_twice(members):
    return all(times == 1 for times in Counter(user for _, bind in members.binds for user in bind).values())


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


SPOILT = {
    "deleted": lambda directory: directory.remove_group(TEAM.id),
    "dynamic": lambda directory: directory.add_group(replace(TEAM, is_dynamic=True), BEFORE),
    "synced": lambda directory: directory.add_group(replace(TEAM, is_synced=True), BEFORE),
    "role-assignable": lambda directory: directory.add_group(replace(TEAM, is_role_assignable=True), BEFORE),
    "requester lost the role": lambda directory: directory.admins.clear(),
    "requester gone": lambda directory: directory.people.pop(ALICE.id),
    "approver left": lambda directory: directory.memberships[APPROVERS].discard(BOB.id),
}


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


def after(count, deed):
    """Do a deed when *count* binds have come; each is answered as usual."""

    def mood(_users):
        nonlocal count
        count -= 1
        if count == -1:
            deed()

    return mood


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
    assert len(members.sent) < 15 * 39, "fifteen binds, each parted down to the last one"


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


async def test_what_has_ended_cannot_be_stopped(move, office):
    ended = await move.moves(range(50))
    await office.clicks(ALICE, Verb.STOP, ended)
    assert (await office.newest()).state is State.APPLIED
    assert said(await office.asks(ALICE, "linkedin stop LI-1", origin="stop"))
    assert "stopped" not in {entry.event for entry in await office.ports.store.entries(1)}


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


@pytest.mark.parametrize("selects", [False, True], ids=["fill", "fill and select"])
@pytest.mark.parametrize("length", [*range(1, 76), *range(76, 124, 3)])
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


async def test_a_name_that_is_taken_is_said(office, directory):
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


async def test_a_refusal_is_said(move, office, directory, members):
    await create(office)
    members.creations = [NotPermittedError("Microsoft Entra refused to make this group.")]
    change = await move.works()
    assert (change.state, change.note) == (State.FAILED, "Microsoft Entra refused to make this group.")
    assert not named(directory)


@pytest.mark.parametrize("length", range(1, 40))
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
