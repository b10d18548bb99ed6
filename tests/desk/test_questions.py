"""The setting, asked through the store: one process wants to know, another one looks."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.office import Office
from fakes.samples import BOB, NOW

from bot.core.act import Verb
from bot.core.change import State
from bot.core.setting import Mode, Setting
from bot.handless import Handless
from bot.pace import Pace
from bot.ports import ConflictError, NotFoundError, NotPermittedError, UnexpectedError, UnreachableError
from bot.questions import Answerer, Asker
from bot.worker import Part


@pytest.fixture
def asker(store, clock):
    return Asker(store, clock)


@pytest.fixture
def answerer(store, setting, clock):
    return Answerer(store, setting, clock)


async def ask(asker, answerer):
    """Ask, while the other process looks now and then."""
    reading = asyncio.create_task(asker.read())
    while not reading.done():
        await answerer.answer()
        await asyncio.sleep(0)
    return await reading


async def test_a_reading_comes_back_as_it_was_taken(asker, answerer, setting, clock):
    told = await ask(asker, answerer)
    assert (told.setting, told.rest, told.raw) == (setting.setting, setting.rest, "as the test wants it")
    setting.setting = Setting(Mode.EVERYONE)
    assert (await ask(asker, answerer)).setting == Setting(Mode.EVERYONE)


@pytest.mark.parametrize("kind", [UnreachableError, NotPermittedError, NotFoundError, ConflictError, UnexpectedError])
async def test_an_error_comes_back_as_it_was_raised(asker, answerer, setting, kind):
    setting.broken = kind("Nobody is signed in.", code="AADSTS7", request_id="c0ffee")
    setting.broken.wait = timedelta(seconds=7)
    with pytest.raises(kind) as caught:
        await ask(asker, answerer)
    told = caught.value
    assert (str(told), told.code, told.request_id) == ("Nobody is signed in.", "AADSTS7", "c0ffee")
    assert told.wait == timedelta(seconds=7)


async def test_nobody_waits_for_ever(asker, clock):
    with pytest.raises(UnreachableError, match="Start linkgate applier"):
        await asker.read()
    assert timedelta(seconds=8) <= clock.now() - NOW < timedelta(seconds=9)


async def test_a_tenant_that_hangs_is_told_from_an_applier_that_is_dead(asker, answerer, setting, monkeypatch):
    monkeypatch.setattr("bot.questions._READ_SECONDS", 0)

    async def hang():
        await asyncio.sleep(60)

    setting.read = hang
    with pytest.raises(UnreachableError, match="did not answer in time"):
        await ask(asker, answerer)


async def test_all_who_have_asked_get_one_reading_taken_after_they_asked(asker, answerer, setting, store):
    read, count = setting.read, []

    async def read_and_count():
        count.append(1)
        return await read()

    setting.read = read_and_count
    waiting = [asyncio.create_task(asker.read()) for _ in range(5)]
    while len(await store.open_questions()) < 5:
        await asyncio.sleep(0)
    await answerer.answer()
    assert {(await one).setting for one in waiting} == {setting.setting}
    assert len(count) == 1
    await answerer.answer()
    assert len(count) == 1


async def test_who_has_no_hands_reads_and_writes_nothing(setting):
    handless = Handless(setting.read)
    assert (await handless.read()).setting == setting.setting
    with pytest.raises(NotPermittedError, match="cannot write"):
        await handless.write(Setting(Mode.EVERYONE), token="t", until=0)
    assert setting.sent == []


async def test_the_pulse_is_felt_while_the_applier_lives(asker, answerer, clock):
    with pytest.raises(UnreachableError, match="Start linkgate applier"):
        await asker.check()
    for _ in range(4):
        await answerer.answer()
        await asker.check()
        clock.move(seconds=14)
        await asker.check()
    clock.move(seconds=2)
    with pytest.raises(UnreachableError, match="Start linkgate applier"):
        await asker.check()


def part_of(office, part, answerer=None):
    return replace(office.worker, part=part, answerer=answerer)


async def test_each_part_of_the_work_does_what_the_other_one_leaves(office, setting):
    desk, hands = part_of(office, Part.DESK), part_of(office, Part.HANDS)
    await office.approved()
    await desk.advance()
    assert ((await office.newest()).state, setting.sent) == (State.APPROVED, [])
    await hands.advance()
    assert ((await office.newest()).state, len(setting.sent)) == (State.APPLIED, 1)


@pytest.mark.parametrize("is_approved", [True, False])
async def test_what_is_too_old_is_left_to_the_desk(office, setting, clock, is_approved):
    desk, hands = part_of(office, Part.DESK), part_of(office, Part.HANDS)
    change = await office.sent()
    if is_approved:
        await office.clicks(BOB, Verb.APPROVE, change)
    clock.move(hours=25)
    await hands.advance()
    assert (await office.newest()).state is (State.APPROVED if is_approved else State.WAITING)
    await desk.advance()
    assert ((await office.newest()).state, setting.sent) == (State.EXPIRED, [])


async def test_the_hands_deliver_nothing_and_answer_what_is_asked(ports, store, setting, notices):
    office = await Office(ports, Pace(tick=timedelta(seconds=0.01))).opens()
    await office.sent()
    shown = {place: dict(messages) for place, messages in notices.shown.items()}
    hands = part_of(office, Part.HANDS, Answerer(store, setting, ports.clock))
    work = asyncio.create_task(hands.run())
    while await store.pulse() is None:
        await asyncio.sleep(0)
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    async with asyncio.timeout(30):
        while (await office.newest()).state is not State.APPLIED:
            await asyncio.sleep(0)
    hands.stop()
    await work
    assert notices.shown == shown
