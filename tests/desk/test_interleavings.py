"""The whole office under everything that people, the tenant, time and crashes can do, in any order.

Hypothesis chooses the steps. The witness judges each entry and each write at the moment at which it happens; after
every step ledger and store are compared, and who was refused must have been told by which rule.
"""

import asyncio
import contextlib
import itertools
import logging
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desk.witness import SeenDirectory, SeenSetting, SeenStore, Witness
from fakes.clock import FakeClock
from fakes.directory import FakeCloud
from fakes.files import FakeFiles
from fakes.fuse import Fuse, Fused, KilledError, die
from fakes.intune import FakeConsent, FakeIntune
from fakes.members import FakeMembers
from fakes.notices import FakeNotices
from fakes.office import Office, met
from fakes.samples import ALICE, APPROVERS, BOB, CAROL, NOW, OPERATORS, SALES, TENANT, the_rules
from fakes.setting import Fate
from fakes.store import FakeStore
from fakes.tally import FakeTally
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.clock import SteadyClock
from bot.core.act import Act, Verb
from bot.core.change import OPEN, State
from bot.core.command import Step, spell
from bot.core.group import Group
from bot.core.ledger import Event
from bot.core.policy import RULES as BY_REASON
from bot.core.policy import Person, UserId
from bot.core.replay import account, replay
from bot.core.rules import shorten
from bot.core.setting import Mode, Setting
from bot.core.text import flatten
from bot.core.view import SaidView
from bot.edges.store import open_store
from bot.pace import Pace
from bot.ports import ConflictError, Ports
from bot.steward import Steward
from bot.turn import Ask, Click

DAN = Person(id=UserId("da200000-0000-4000-8000-000000000000"), name="Dan Drew")
PEOPLE = (ALICE, BOB, CAROL, DAN)  # Alice asks; all four are approvers, at first
CHANGES = ("approvers", "account", "role", "setting", "members", "group")
STAFF = [Person(id=UserId(f"{number:08x}-0000-4000-8000-000000000000"), name=f"No. {number}") for number in range(24)]
SALES_ON = Setting(Mode.GROUP, SALES.id)
VALUES = (Setting(Mode.NOBODY), Setting(Mode.EVERYONE), SALES_ON)
WISHES = ("linkedin enable all", "linkedin enable group Sales", "linkedin disable")
DECISIONS = (Verb.APPROVE, Verb.REJECT, Verb.RETURN)
TYPED = ("right", "short", "wrong", "none", "old")
OWN = (Verb.SEND, Verb.DISCARD, Verb.WITHDRAW, Verb.AGAIN)
INPUTS = {"reason": "Pilot", "told": "done", "note": "Not now", "changes": "Say more"}
DEEDS = ("die", "die", "withdraw", "vote", "leave", "meddle", "grow", "expire", "go_on")
PACE = Pace(patience=timedelta(seconds=90))

anybody = st.sampled_from(PEOPLE)
votes = st.lists(
    st.tuples(anybody, st.sampled_from([Verb.APPROVE, Verb.APPROVE, Verb.APPROVE, *DECISIONS])), min_size=3, max_size=6
)
house_rules = st.builds(
    dict,
    needed=st.sampled_from([1, 2, 2, 3]),
    life=st.sampled_from([timedelta(hours=24), timedelta(hours=24), timedelta(hours=2)]),
    drift_people=st.sampled_from([5, 5, 0]),
)
spans = st.sampled_from([timedelta(seconds=1), timedelta(seconds=30), timedelta(minutes=2), timedelta(hours=2)])


@pytest.fixture(autouse=True)
def quiet():
    """Make no lines: nobody reads that many."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


class Interleavings(RuleBasedStateMachine):
    """An office on fakes. Its store is in memory."""

    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.clock = FakeClock(NOW)
        self.witness = Witness(clock=self.clock, rules=the_rules(), patience=PACE.patience.total_seconds())
        self.directory = SeenDirectory(self.witness)
        for person in (*PEOPLE, *STAFF):
            self.directory.add_person(person)
        self.directory.admins.add(ALICE.id)
        self.directory.add_group(Group(id=APPROVERS, name="Approvers"), [person.id for person in PEOPLE])
        self.directory.add_group(Group(id=OPERATORS, name="Operators"))
        self.directory.add_group(SALES, [person.id for person in STAFF[:12]])
        self.setting = SeenSetting(self.clock, VALUES[0], self.witness)
        self.kept = self.run(self.open_store())
        self.ports = Ports(
            store=SeenStore(self.kept, self.witness),
            setting=self.setting,
            directory=self.directory,
            members=FakeMembers(self.directory, self.clock),
            office=FakeIntune(self.clock),
            consent=FakeConsent(),
            cloud=FakeCloud(),
            notices=FakeNotices(),
            files=FakeFiles(),
            clock=self.clock,
            tally=FakeTally(),
        )
        self.asked, self.meddled = 0, 0

    async def open_store(self):
        return FakeStore()

    async def close_store(self):
        """Nothing is open."""

    def teardown(self):
        self.close()

    def close(self):
        self.run(self.close_store())
        self.loop.close()

    def run(self, work):
        """Let one process do *work*; when it is killed, the next one starts on what is there."""

        async def live():
            try:
                return await work
            except KilledError:
                others = asyncio.all_tasks() - {asyncio.current_task()}
                await asyncio.gather(*others, return_exceptions=True)
                self.witness.actor = self.witness.deed = None
                await self.restart(self.witness.rules)
                return None

        return self.loop.run_until_complete(live())

    async def restart(self, rules):
        """Start a process: whatever the clock of its host says, time does not go back behind the ledger."""
        self.witness.clock = SteadyClock(self.clock, await self.kept.latest())
        self.ports = replace(self.ports, clock=self.witness.clock)
        self.witness.rules = rules
        self.office = await Office(self.ports, PACE, rules).opens()

    @initialize(rules=house_rules)
    def start(self, rules):
        self.run(self.restart(the_rules(**rules)))

    @property
    def request(self):
        return self.witness.newest

    # ---- people ----------------------------------------------------------------------------------------------------

    async def act(self, person, deed, work):
        """Let *person* do something, and see that it is kept, or refused as it should be."""
        outer = self.witness.actor, self.witness.deed, self.witness.began
        self.witness.actor, self.witness.deed, self.witness.began = person, deed, self.witness.tick()
        seen, meddled = len(self.witness.moments), self.meddled
        must, may = self.must_refuse(person, deed), self.must_count(person, deed)
        view = await work
        entries = [moment.entry for moment in self.witness.moments[seen:] if moment.deed is deed]
        self.witness.actor, self.witness.deed, self.witness.began = outer
        refusals = [entry for entry in entries if entry.event is Event.REFUSED]
        told = "".join(flatten(view.sentence)) if isinstance(view, SaidView) else ""
        assert ("Rule " in told) or not refusals
        assert refusals or "Rule " not in told or self.was_told(person, told), "a refusal without its entry"
        for entry in refusals:
            assert told.endswith(f" Rule {BY_REASON[entry.note]} ({entry.note}).")
            assert (entry.by, entry.details["rule"]) == (person.id, BY_REASON[entry.note])
        is_alone = meddled == self.meddled
        if is_alone and must:
            assert "Rule " in told, (person.name, deed)
        if is_alone and may:
            assert [entry.event for entry in entries] == [Event.APPROVED]
        await self.office.postman.deliver()
        return view

    def was_told(self, person, told):
        """Tell whether the same was refused within the last minute: that is kept once."""
        return any(
            moment.entry.by == person.id and told.endswith(f"({moment.entry.note}).")
            for moment in self.witness.moments
            if moment.entry.event is Event.REFUSED and self.clock.monotonic() - moment.passed < 60
        )

    def must_refuse(self, person, deed):
        """Tell whether the handbook lets *person* never do that with the request as it is."""
        if isinstance(deed, Ask) or self.request is None:
            return False
        if deed.verb in OWN:
            return person is not ALICE
        return person is ALICE or person.id not in self.directory.able()

    def must_count(self, person, deed):
        """Tell whether this is an honest yes, which has to be kept."""
        request = self.request
        if isinstance(deed, Ask) or deed.verb is not Verb.APPROVE or request.state is not State.WAITING:
            return False
        story = self.witness.stories[request.number]
        bound = next(one for one in reversed(story) if one.entry.event in {Event.SENT, Event.TIGHTENED})
        sent = next(one for one in reversed(story) if one.entry.event is Event.SENT)
        if isinstance(deed, Act):
            is_meant = (deed.change, deed.rev) == (request.id, request.rev)
        else:
            is_meant = bool(deed.fingerprint) and request.fingerprint.startswith(deed.fingerprint)
        return (
            is_meant
            and person is not ALICE
            and person.id in self.directory.able() & sent.told["able"][1]
            and not request.has_vote_of(person.id)
            and self.witness.clock.now() < request.expires_at
            and bound.rules.digest == self.witness.rules.digest
            and self.witness.is_adopted()
        )

    async def click(self, person, verb, request, *, back=0, office=None):
        deed = Act(verb, request.id, max(1, request.rev - back))
        click = Click(act=deed, caller=met(person), message="card", inputs=INPUTS)
        return await self.act(person, deed, (office or self.office).desk.click(click))

    async def say(self, person, text, deed=None):
        self.asked += 1
        ask = Ask(text=text, caller=met(person), origin=f"{person.id}/{self.asked}")
        return await self.act(person, deed or ask, self.office.desk.ask(ask))

    @rule(person=st.sampled_from([ALICE, ALICE, ALICE, BOB]), wish=st.sampled_from(WISHES))
    def asks(self, person, wish):
        self.run(self.say(person, wish))

    @rule(wish=st.sampled_from(WISHES))
    def asks_and_sends(self, wish):
        self.run(self.send(wish))

    @rule(wish=st.sampled_from(WISHES))
    def a_request_is_approved(self, wish):
        """Without this most runs would never come to a write."""
        self.all_is_well_again()
        self.run(self.adopt())
        self.works()
        self.run(self.send(wish))
        if self.request and self.request.state is State.WAITING:
            self.people_vote([(person, Verb.APPROVE) for person in PEOPLE])

    def next_wish(self):
        return WISHES[2] if self.setting.setting == SALES_ON else WISHES[1]

    def comes_to_rest(self):
        """Let the worker do what is left, close what nobody can tell, and look whether all is as it should be."""
        for _ in range(3):
            self.clock.move(seconds=60)
            self.works()
        if self.request and self.request.state is State.UNKNOWN:
            self.somebody_looks_and_resolves()
        self.nothing_is_claimed_that_is_not_so()
        self.ledger_and_store_say_the_same()
        self.run(self.click(ALICE, Verb.WITHDRAW, self.request))

    async def send(self, wish):
        await self.say(ALICE, wish)
        if self.request and self.request.state is State.DRAFT:
            await self.click(ALICE, Verb.SEND, self.request)

    @precondition(lambda self: self.request)
    @rule()
    def sends(self):
        self.run(self.click(ALICE, Verb.SEND, self.request))

    @precondition(lambda self: self.request)
    @rule(person=anybody, verb=st.sampled_from([*DECISIONS, *OWN]), back=st.sampled_from([0, 0, 0, 1, 2, 3, 5]))
    def clicks(self, person, verb, back):
        self.run(self.click(person, verb, self.request, back=back))

    @precondition(lambda self: self.request)
    @rule(person=anybody, verb=st.sampled_from([Verb.APPROVE, Verb.APPROVE, Verb.REJECT, Verb.WITHDRAW, Verb.SEND]))
    def clicks_twice(self, person, verb):
        card = self.request
        for _ in range(2):
            self.run(self.click(person, verb, card))

    @precondition(lambda self: self.request)
    @rule(person=anybody, number=st.integers(1, 9))
    def clicks_an_old_request(self, person, number):
        old = self.run(self.kept.change_numbered(number))
        if old and old.number != self.request.number:
            for verb in (Verb.APPROVE, Verb.REJECT, Verb.WITHDRAW, Verb.SEND):
                self.run(self.click(person, verb, old))

    @precondition(lambda self: self.request and self.request.state is State.WAITING)
    @rule(verbs=votes)
    def people_vote(self, verbs):
        """Several decide, in any order; some of them more than once."""
        for person, verb in verbs:
            self.run(self.click(person, verb, self.request))

    @precondition(lambda self: self.request and self.request.fingerprint)
    @rule(person=anybody, typed=st.sampled_from(TYPED))
    def types_a_yes(self, person, typed):
        request = self.request
        bound = [one.entry.details.get("fingerprint", "") for one in self.witness.stories[request.number]]
        said = {
            "right": request.fingerprint,
            "short": shorten(request.fingerprint),
            "wrong": "deadbeef00",
            "none": "",
            "old": next((one for one in bound if one and one != request.fingerprint), "deadbeef00"),
        }
        step = Step(verb=Verb.APPROVE, number=request.number, fingerprint=said[typed])
        self.run(self.say(person, spell(step), step))

    @precondition(lambda self: self.request)
    @rule(person=anybody, verb=st.sampled_from([Verb.REJECT, Verb.RETURN, Verb.WITHDRAW]))
    def types_a_no(self, person, verb):
        note = "" if verb is Verb.WITHDRAW else "not in December"
        step = Step(verb=verb, number=self.request.number, note=note)
        self.run(self.say(person, spell(step), step))

    # ---- the tenant ------------------------------------------------------------------------------------------------

    @rule(
        what=st.sampled_from(CHANGES), person=anybody, count=st.sampled_from([1, 5, 6, 11]), to=st.sampled_from(VALUES)
    )
    def something_changes(self, what, person, count, to):
        """Somebody changes something in the tenant, unknown to Linkgate."""
        directory, has_group = self.directory, SALES.id in self.directory.groups
        match what:
            case "approvers":
                directory.memberships[APPROVERS] ^= {person.id}
            case "account":
                directory.enable(person.id, is_enabled=not directory.people[person.id].is_enabled)
            case "role":
                directory.admins ^= {ALICE.id}
            case "setting":
                self.setting.meddle(to)
            case "members" if has_group:
                directory.memberships[SALES.id] ^= {person.id for person in STAFF[:count]}
            case "group" if has_group:
                directory.remove_group(SALES.id)
            case _:
                directory.add_group(SALES, [person.id for person in STAFF[:12]])

    @rule()
    def all_is_well_again(self):
        """Everybody is who they were, so that something can happen."""
        for person in PEOPLE:
            self.directory.enable(person.id, is_enabled=True)
        self.directory.memberships[APPROVERS] = {person.id for person in PEOPLE}
        self.directory.admins = {ALICE.id}
        if SALES.id not in self.directory.groups:
            self.directory.add_group(SALES, [person.id for person in STAFF[:12]])

    @rule(fate=st.sampled_from(Fate))
    def the_next_write_will_be(self, fate):
        self.setting.fate = fate

    # ---- rules and hands -------------------------------------------------------------------------------------------

    async def adopt(self):
        steward = Steward(
            register=self.office.worker.register, clock=self.witness.clock, rules=self.witness.rules, name="root"
        )
        with contextlib.suppress(ConflictError):
            await steward.adopt(note="Read them")

    @rule(rules=house_rules, is_adopted=st.sampled_from([True, True, False]))
    def the_rules_change(self, rules, is_adopted):
        self.run(self.restart(the_rules(version=self.witness.rules.version + 1, **rules)))
        if is_adopted:
            self.run(self.adopt())

    @rule(wish=st.sampled_from(WISHES), rules=house_rules, verbs=votes)
    def the_rules_change_while_a_request_waits(self, wish, rules, verbs):
        self.all_is_well_again()
        self.run(self.send(wish))
        if self.request and self.request.state is State.WAITING:
            self.run(self.click(BOB, Verb.APPROVE, self.request))
            old = self.request
            self.the_rules_change(rules, is_adopted=True)
            self.works()
            self.run(self.click(CAROL, Verb.APPROVE, old))
            self.people_vote(verbs)

    @rule()
    def the_rules_are_adopted(self):
        self.run(self.adopt())

    @precondition(lambda self: self.request and self.request.state is State.UNKNOWN)
    @rule()
    def somebody_looks_and_resolves(self):
        request = self.request
        to = State.APPLIED if self.setting.setting == request.plan.after else State.FAILED
        steward = Steward(
            register=self.office.worker.register, clock=self.witness.clock, rules=self.witness.rules, name="root"
        )
        if any(write.number == request.number and write.fate is Fate.LATE for write in self.witness.writes):
            return  # who looks too early is wrong
        if to is State.APPLIED or not any(write.landed for write in self.witness.writes if not write.undone):
            self.run(steward.resolve(request.number, to, note="I looked"))

    # ---- time and crashes ------------------------------------------------------------------------------------------

    @rule(span=spans)
    def time_passes(self, span):
        self.clock.move(seconds=span.total_seconds())

    @rule(hours=st.sampled_from([-25, -1, 1, 25]))
    def the_wall_clock_is_set(self, hours):
        self.clock.turn(hours=hours)

    @precondition(lambda self: self.request and not self.request.is_final)
    @rule(short_by=st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(seconds=3)]))
    def time_comes_to_the_expiry(self, short_by):
        self.clock.move(seconds=max(0, (self.request.expires_at - short_by - self.witness.clock.now()).total_seconds()))

    @rule()
    def restarts(self):
        self.run(self.restart(self.witness.rules))

    @rule()
    def works(self):
        self.run(self.office.worker.advance())

    @rule(wish=st.sampled_from(WISHES), fate=st.sampled_from(Fate), change=st.booleans(), data=st.data())
    def applies(self, wish, fate, change, data):
        """Come to the write of what is approved, perhaps after something has changed, perhaps with a crash."""
        self.a_request_is_approved(wish)
        self.setting.fate = fate
        self.clock.move(seconds=31)
        if change:
            self.something_changes(
                data.draw(st.sampled_from(CHANGES)),
                data.draw(anybody),
                count=data.draw(st.sampled_from([5, 6])),
                to=data.draw(st.sampled_from(VALUES)),
            )
        if self.request:
            self.works_and_meanwhile(data.draw(st.integers(1, 60)), data.draw(st.sampled_from(DEEDS)))
        for _ in range(3):
            self.works()

    @precondition(lambda self: self.request and self.request.state in OPEN)
    @rule(
        length=st.integers(1, 60),
        deed=st.sampled_from(DEEDS),
    )
    def works_and_meanwhile(self, length, deed):
        """Let the worker come to any of its calls, and then something else happens."""
        self.work(length, deed, "store", "setting", "directory")

    def work(self, length, deed, *names):
        fuse = Fuse(length, self.meanwhile(deed))
        self.run(self.on(fuse, *names).worker.advance())

    @precondition(lambda self: self.request)
    @rule(
        person=anybody,
        verb=st.sampled_from([Verb.APPROVE, Verb.APPROVE, Verb.WITHDRAW, Verb.SEND, Verb.RETURN]),
        length=st.integers(1, 24),
        deed=st.sampled_from(DEEDS),
    )
    def clicks_and_meanwhile(self, person, verb, length, deed):
        fuse = Fuse(length, self.meanwhile(deed))
        self.run(self.click(person, verb, self.request, office=self.on(fuse, "store", "directory")))

    def on(self, fuse, *names):
        """Make an office of this process some of whose ports are on a fuse."""
        fused = {name: Fused(getattr(self.ports, name), fuse) for name in names}
        return Office(replace(self.ports, **fused), PACE, self.witness.rules)

    def meanwhile(self, name):
        """Say what somebody else does."""

        async def do():
            self.meddled += 1
            await getattr(self, name)()

        return do

    async def die(self):
        await die()

    async def withdraw(self):
        await self.click(ALICE, Verb.WITHDRAW, self.request)

    async def vote(self):
        for person in (BOB, CAROL):
            await self.click(person, Verb.APPROVE, self.request)

    async def leave(self):
        self.directory.memberships[APPROVERS].discard(BOB.id)

    async def meddle(self):
        self.setting.meddle(VALUES[1] if self.setting.setting == VALUES[0] else VALUES[0])

    async def grow(self):
        if SALES.id in self.directory.groups:
            self.directory.memberships[SALES.id] |= {person.id for person in STAFF}

    async def expire(self):
        self.time_comes_to_the_expiry(timedelta(0))

    async def go_on(self):
        """Let a second worker work, where the lock of the first one would let it."""
        if not self.witness.actor and self.request.state is State.APPLYING:
            return
        outer = self.witness.actor, self.witness.deed
        self.witness.actor = self.witness.deed = None
        await self.office.worker.advance()
        self.witness.actor, self.witness.deed = outer

    # ---- what holds after every step -------------------------------------------------------------------------------

    @invariant()
    def nothing_is_claimed_that_is_not_so(self):
        self.setting.settle()
        self.witness.judge_outcomes()

    @invariant()
    def ledger_and_store_say_the_same(self):
        entries, stored = self.run(self.read_back())
        assert list(entries) == [moment.entry for moment in self.witness.moments], "every step has its one entry"
        assert {number: account(change) for number, change in stored.items()} == replay(entries)

    async def read_back(self):
        numbers = list(self.witness.stories)
        return await self.kept.entries(), {number: await self.kept.change_numbered(number) for number in numbers}


class InterleavingsOnDisk(Interleavings):
    """The same with the real store, on a file."""

    folder = Path()

    async def open_store(self):
        self.path = self.folder / f"{len(list(self.folder.iterdir()))}.db"
        shutil.copy(self.folder / "new.db", self.path)
        self.opened = contextlib.AsyncExitStack()
        return await self.opened.enter_async_context(keep_open(self.path))

    async def close_store(self):
        await self.opened.aclose()


def keep_open(path):
    return open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key"))


def run(machine, *, examples, is_long):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples * 150 if is_long else examples,
            stateful_step_count=40,
            deadline=None,
            phases=[Phase.generate, *([Phase.shrink] if is_long else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_happens_in_whatever_order(is_long):
    """APPR-01 APPR-02 APPR-06 APPR-07 APPR-08 APPR-13 APPR-14 APLY-01 APLY-06 CARD-08 TIME-01."""
    run(Interleavings, examples=70, is_long=is_long)


def test_whatever_people_do_one_after_the_other():
    """APPR-01 APPR-02 APPR-05 APPR-07 APPR-08 APPR-09 APPR-13. Each pair of decisions, each way to type a yes."""
    with closing(Interleavings()) as machine:
        machine.start({"needed": 2})
        for typed, person in itertools.product(TYPED, PEOPLE):
            machine.all_is_well_again()
            machine.run(machine.send(machine.next_wish()))
            machine.types_a_yes(person, typed)
        machine.comes_to_rest()
        for first, second, minutes in itertools.product(DECISIONS, DECISIONS, [0, 24 * 60]):
            machine.all_is_well_again()
            machine.run(machine.send(machine.next_wish()))
            machine.people_vote([(BOB, first), (BOB, first)])
            machine.clock.move(minutes=minutes)
            machine.people_vote([(CAROL, second), (DAN, Verb.APPROVE), (ALICE, Verb.APPROVE)])
            machine.comes_to_rest()


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_between_approval_and_write(what):
    """APPR-03 APPR-06 APPR-13 PLAN-01 PLAN-05 PLAN-07."""
    with closing(Interleavings()) as machine:
        machine.start({"needed": 3})
        for person, count, to in itertools.product([ALICE, BOB], [5, 6], VALUES):
            machine.a_request_is_approved(machine.next_wish())
            machine.something_changes(what, person, count, to)
            machine.comes_to_rest()


@pytest.mark.parametrize("is_adopted", [True, False])
def test_whatever_rules_come_and_go(is_adopted):
    """APPR-03 APPR-08 APPR-13."""
    with closing(Interleavings()) as machine:
        machine.start({"needed": 2})
        for needed, hours, drift in itertools.product([1, 2, 3], [2, 24], [0, 5]):
            rules = {"needed": needed, "life": timedelta(hours=hours), "drift_people": drift}
            wish = machine.next_wish()
            machine.the_rules_change_while_a_request_waits(wish, rules, [(DAN, Verb.APPROVE), (BOB, Verb.APPROVE)])
            machine.comes_to_rest()
            machine.a_request_is_approved(machine.next_wish())
            machine.the_rules_change(rules, is_adopted=is_adopted)
            machine.comes_to_rest()
            machine.run(machine.send(machine.next_wish()))
            machine.comes_to_rest()


@pytest.mark.parametrize("deed", sorted(set(DEEDS)))
def test_whatever_happens_at_any_one_moment_of_a_write(deed):
    """APPR-06 APPR-13 APLY-06 CARD-08. Once at each call of a port, before it and after it."""
    with closing(Interleavings()) as machine:
        machine.start({"needed": 2})
        for length in range(1, 61):
            machine.a_request_is_approved(machine.next_wish())
            machine.work(length, deed, "store", "setting", "directory")
            machine.comes_to_rest()


@pytest.mark.parametrize("deed", sorted(set(DEEDS)))
def test_whatever_happens_at_any_one_moment_of_a_vote(deed):
    """APPR-13 CARD-07 CARD-08. Once at each call of a port, before it and after it."""
    with closing(Interleavings()) as machine:
        machine.start({"needed": 1})
        for length in range(1, 19):
            machine.all_is_well_again()
            machine.run(machine.send(machine.next_wish()))
            office = machine.on(Fuse(length, machine.meanwhile(deed)), "store", "directory")
            machine.run(machine.click(BOB, Verb.APPROVE, machine.request, office=office))
            machine.comes_to_rest()


@pytest.mark.parametrize("fate", Fate)
def test_a_crash_at_any_one_moment_of_any_write(fate):
    """APLY-01 APLY-02 APLY-03 APLY-06."""
    with closing(Interleavings()) as machine:
        machine.start({"needed": 2})
        for length in range(15, 61, 3):
            machine.a_request_is_approved(machine.next_wish())
            machine.setting.fate = fate
            machine.work(length, "die", "store", "setting", "directory")
            machine.comes_to_rest()


async def test_what_is_on_disk_is_what_the_ledger_says(tmp_path):
    """APPR-14 CARD-08 APLY-06. Somebody withdraws, or the process dies, at each moment at which the worker keeps."""
    async with keep_open(tmp_path / "new.db"):
        pass
    InterleavingsOnDisk.folder = tmp_path
    await asyncio.to_thread(meddle_on_disk)


def meddle_on_disk():
    with closing(InterleavingsOnDisk()) as machine:
        machine.start({"needed": 2})
        for length, deed in itertools.product(range(3, 12), ["withdraw", "die"]):
            machine.a_request_is_approved(machine.next_wish())
            machine.work(length, deed, "store")
            machine.works()
            machine.nothing_is_claimed_that_is_not_so()
        machine.ledger_and_store_say_the_same()
