"""Changes that a person makes by hand: who is asked, what they say, and what Linkgate says of it."""

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.office import RULES, Office
from fakes.samples import ALICE, BOB, CAROL, NOW, SALES

from bot.core.act import Verb
from bot.core.change import Proof, State
from bot.core.notice import Audience
from bot.core.policy import Person, UserId
from bot.core.setting import Mode, Setting
from bot.core.view import ChangeView, SaidView
from bot.handless import Handless
from bot.ports import UnreachableError

OFF, ON = Setting(Mode.NOBODY), Setting(Mode.EVERYONE)
SALES_ON = Setting(Mode.GROUP, SALES.id)
EVE = Person(id=UserId("e7e00000-0000-4000-8000-000000000000"), name="Eve Ekman")
RULES_OF_EVE = replace(RULES, executor=EVE.id)


@pytest.fixture
def guided(ports, pace, setting, directory):
    """Open an office without hands, as often as a test wants one."""
    directory.add_person(EVE)
    directory.admins.add(EVE.id)
    handless = replace(ports, setting=Handless(setting.read))
    return lambda ports=handless: Office(ports, pace, RULES_OF_EVE, is_guided=True)


@pytest.fixture
async def office(guided):
    return await guided().opens()


async def asked(office, text="linkedin enable group Sales"):
    """Have a change approved, and EVE asked to make it."""
    await office.approved(text)
    await office.worker.advance()
    await office.postman.deliver()
    change = await office.newest()
    assert (change.state, change.waits_for) == (State.APPLYING, EVE)
    return change


async def advance(office, clock, *, times=1, **by):
    for _ in range(times):
        clock.move(**by)
        await office.worker.advance()
    return await office.newest()


def read_nothing(setting):
    setting.broken = UnreachableError("no answer")


async def test_the_executor_is_asked_by_a_card_of_their_own_and_what_they_did_is_read_back(office, notices, setting):
    change = await asked(office)
    (card,) = [view for view in notices.shown[f"a:{EVE.id}"].values() if isinstance(view, ChangeView)]
    assert (card.audience, card.change) == (Audience.EXECUTOR, change)
    await office.worker.advance()
    assert (await office.newest()) == change
    setting.setting = SALES_ON
    answer = await office.clicks(EVE, Verb.DONE, change)
    assert (answer.audience, answer.change.waits_for) == (Audience.EXECUTOR, None)
    await office.worker.advance()
    done = await office.newest()
    assert (done.state, done.attempt.proof, done.attempt.executor) == (State.APPLIED, Proof.VERIFIED, EVE.id)
    assert setting.sent == []
    events = [entry.event for entry in await office.ports.store.entries(change.number)]
    assert events == ["planned", "sent", "approved", "claimed", "done", "settled"]


async def test_nobody_but_the_executor_says_what_came_of_it(office, setting):
    change = await asked(office)
    for person in (ALICE, BOB, CAROL):
        for verb in (Verb.DONE, Verb.NOT_DONE):
            answer = await office.clicks(person, verb, change, hindrance="no")
            assert isinstance(answer, SaidView)
            assert "executor" in str(answer.sentence)
    assert await office.newest() == change
    assert (await office.clicks(EVE, Verb.DONE, change)).change.state is State.APPLYING
    assert isinstance(await office.clicks(EVE, Verb.APPROVE, change), SaidView)


async def test_an_executor_who_is_disabled_meanwhile_is_not_heard(office, directory):
    change = await asked(office)
    directory.add_person(replace(EVE, is_enabled=False))
    assert isinstance(await office.clicks(EVE, Verb.DONE, change), SaidView)
    assert await office.newest() == change


async def test_one_answer_counts_and_nobody_takes_the_request_back_meanwhile(office, setting):
    change = await asked(office)
    assert (await office.clicks(ALICE, Verb.WITHDRAW, change)).change == change
    done = (await office.clicks(EVE, Verb.DONE, change)).change
    for verb in (Verb.DONE, Verb.NOT_DONE):
        assert (await office.clicks(EVE, verb, change, hindrance="no")).change == done


@pytest.mark.parametrize(
    "spoil",
    [
        lambda directory: directory.admins.discard(EVE.id),
        lambda directory: directory.add_person(replace(EVE, is_enabled=False)),
        lambda directory: directory.add_person(replace(EVE, is_guest=True)),
        lambda directory: directory.people.pop(EVE.id),
    ],
    ids=["no role", "disabled", "guest", "gone"],
)
async def test_nobody_is_asked_who_could_not_do_it_now(office, directory, clock, spoil):
    await office.approved()
    spoil(directory)
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, change.not_before) == (State.APPROVED, clock.now() + timedelta(minutes=5))
    assert "PIM" in change.note
    directory.add_person(EVE)
    directory.admins.add(EVE.id)
    assert (await advance(office, clock, minutes=5)).waits_for == EVE


async def test_nobody_is_asked_when_the_world_is_not_as_approved(office, setting, notices):
    """PLAN-01."""
    await office.approved()
    setting.setting = ON
    await office.worker.advance()
    await office.postman.deliver()
    assert (await office.newest()).state is State.STALE
    assert f"a:{EVE.id}" not in notices.shown


async def test_what_is_said_to_be_done_and_cannot_be_read_is_attested_and_called_so(office, setting, clock):
    change = await asked(office)
    read_nothing(setting)
    await office.clicks(EVE, Verb.DONE, change)
    assert (await advance(office, clock, seconds=30)).state is State.APPLYING
    done = await advance(office, clock, times=2, seconds=60)
    assert (done.state, done.attempt.proof) == (State.APPLIED, Proof.ATTESTED)
    assert done.note == "Eve Ekman says that it is done; it could not be read back."


@pytest.mark.parametrize(
    ("hours", "proof"), [(1, Proof.SCORED), (0, Proof.ATTESTED), (-1, Proof.ATTESTED), (None, Proof.ATTESTED)]
)
async def test_secure_score_proves_it_only_when_computed_after_the_claim(
    office, setting, directory, clock, hours, proof
):
    setting.setting = ON
    change = await asked(office, "linkedin disable")
    directory.scored = None if hours is None else NOW + timedelta(hours=hours)
    read_nothing(setting)
    await office.clicks(EVE, Verb.DONE, change)
    done = await advance(office, clock, times=2, seconds=100)
    assert (done.state, done.attempt.proof) == (State.APPLIED, proof)


async def test_secure_score_proves_nothing_but_nobody(office, setting, directory, clock):
    change = await asked(office)
    directory.scored = NOW + timedelta(hours=1)
    read_nothing(setting)
    await office.clicks(EVE, Verb.DONE, change)
    assert (await advance(office, clock, times=2, seconds=100)).attempt.proof is Proof.ATTESTED


async def test_what_is_said_to_be_done_and_is_not_there_is_unknown_and_never_applied(office, setting, clock):
    change = await asked(office)
    await office.clicks(EVE, Verb.DONE, change)
    assert (await advance(office, clock, seconds=30)).state is State.APPLYING
    unknown = await advance(office, clock, seconds=100)
    assert unknown.state is State.UNKNOWN
    assert "still shows the old setting" in unknown.note
    read_nothing(setting)
    assert await advance(office, clock, times=3, minutes=2) == unknown
    setting.broken, setting.setting = None, SALES_ON
    assert (await advance(office, clock, minutes=2)).attempt.proof is Proof.VERIFIED


async def test_what_was_unknown_is_not_attested_after_a_restart(office, guided, setting, clock):
    change = await asked(office)
    await office.clicks(EVE, Verb.DONE, change)
    unknown = await advance(office, clock, times=2, seconds=100)
    assert unknown.state is State.UNKNOWN
    read_nothing(setting)
    assert await advance(guided(), clock, times=4, minutes=2) == unknown


async def test_nothing_is_written_by_who_asks_a_person_even_if_it_could_be(ports, guided, setting):
    office = await guided(ports).opens()
    await asked(office)
    assert setting.sent == []


async def test_a_word_that_was_contradicted_once_is_not_attested(office, setting, clock):
    change = await asked(office)
    await office.clicks(EVE, Verb.DONE, change)
    await advance(office, clock, seconds=30)
    read_nothing(setting)
    assert (await advance(office, clock, seconds=100)).state is State.UNKNOWN


async def test_something_else_than_was_approved_is_unknown(office, setting, clock):
    """PLAN-02."""
    change = await asked(office)
    setting.setting = ON
    await office.clicks(EVE, Verb.DONE, change)
    unknown = await advance(office, clock, seconds=1)
    assert unknown.state is State.UNKNOWN
    assert "neither the old nor the approved" in unknown.note


async def test_who_could_not_do_it_says_why_and_the_person_who_asked_reads_it(office, notices, setting):
    change = await asked(office)
    assert isinstance(await office.clicks(EVE, Verb.NOT_DONE, change, hindrance=" "), SaidView)
    assert isinstance(await office.clicks(EVE, Verb.NOT_DONE, change, hindrance="x" * 1_001), SaidView)
    await office.clicks(EVE, Verb.NOT_DONE, change, hindrance="The page [does](https://evil.example) not save")
    await office.worker.advance()
    failed = await office.newest()
    assert failed.state is State.FAILED
    assert failed.note == "Eve Ekman could not make the change: The page [does](https://evil.example) not save"
    assert setting.setting == OFF


async def test_who_could_not_do_it_is_not_believed_when_it_is_there(office, setting):
    change = await asked(office)
    setting.setting = SALES_ON
    await office.clicks(EVE, Verb.NOT_DONE, change, hindrance="It hangs")
    await office.worker.advance()
    assert ((await office.newest()).state, (await office.newest()).attempt.proof) == (State.APPLIED, Proof.VERIFIED)


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (lambda _: None, State.FAILED),
        (lambda setting: setattr(setting, "setting", SALES_ON), State.APPLIED),
        (lambda setting: setattr(setting, "setting", ON), State.UNKNOWN),
        (read_nothing, State.UNKNOWN),
    ],
    ids=["as before", "as wanted", "something else", "unreadable"],
)
async def test_who_says_nothing_does_not_hold_the_setting_for_ever(office, setting, clock, spoil, state):
    change = await asked(office)
    spoil(setting)
    clock.at = change.expires_at - timedelta(seconds=1)
    assert (await advance(office, clock)) == change
    assert (await advance(office, clock, seconds=1)).state in {State.APPLYING, State.APPLIED, State.UNKNOWN}
    ended = await advance(office, clock, times=3, seconds=60)
    assert ended.state is state
    if state is State.FAILED:
        assert "nobody made the change in time" in ended.note
        setting.setting = SALES_ON
        assert (await advance(office, clock, minutes=2)).state is State.APPLIED
    elif state is State.APPLIED:
        assert ended.attempt.proof is Proof.VERIFIED


class KilledError(BaseException):
    """The process is gone at this moment."""


class Dying:
    """A port that dies with the process, before or after one of its calls."""

    def __init__(self, port, fuse):
        self._port, self._fuse = port, fuse

    def __getattr__(self, name):
        method = getattr(self._port, name)

        async def call(*args, **kwargs):
            self._burn()
            done = await method(*args, **kwargs)
            self._burn()
            return done

        return call

    def _burn(self):
        self._fuse[0] -= 1
        if self._fuse[0] == 0:
            raise KilledError


@pytest.mark.parametrize("is_done", [True, False])
@pytest.mark.parametrize("length", range(1, 36))
async def test_a_crash_at_any_moment_loses_neither_the_errand_nor_the_answer(
    office, guided, setting, clock, notices, length, is_done
):
    """APLY-06."""
    await office.approved()
    ports, fuse = office.ports, [length]
    mortal = guided(replace(ports, store=Dying(ports.store, fuse), directory=Dying(ports.directory, fuse)))
    with contextlib.suppress(KilledError):
        await mortal.worker.advance()
        await mortal.clicks(EVE, Verb.DONE, await office.newest())
        await mortal.worker.advance()
    survivor = guided()
    await survivor.worker.advance()
    await survivor.postman.deliver()
    change = await survivor.newest()
    assert change.state is State.APPLYING
    setting.setting = SALES_ON if is_done else OFF
    if change.waits_for:
        assert f"a:{EVE.id}" in notices.shown
        await survivor.clicks(EVE, Verb.DONE, change)
    ended = await advance(survivor, clock, times=4, seconds=60)
    assert ended.state is (State.APPLIED if is_done else State.UNKNOWN)
    assert setting.sent == []
    entries = await ports.store.entries(change.number)
    assert sum(entry.event == "claimed" for entry in entries) == 1
    assert sum(entry.event == "done" for entry in entries) == 1
