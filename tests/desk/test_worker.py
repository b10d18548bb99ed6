"""The loops: they wake when something was kept, survive what goes wrong, and end when told to."""

import asyncio
from datetime import timedelta

import pytest
from fakes.office import Office
from fakes.samples import ALICE

from bot.bell import Bell, hear
from bot.core.change import State
from bot.pace import Pace
from bot.ports import ConflictError, UnreachableError


@pytest.fixture
def pace():
    return Pace(tick=timedelta(seconds=30))


async def until(holds):
    async with asyncio.timeout(30):
        while not await holds():
            await asyncio.sleep(0)


async def test_the_worker_wakes_when_something_was_kept_and_stops_when_told(office):
    work = asyncio.create_task(office.worker.run())
    await asyncio.sleep(0)
    await office.approved()

    async def is_applied():
        return (await office.newest()).state is State.APPLIED

    await until(is_applied)
    office.worker.stop()
    async with asyncio.timeout(30):
        await work


@pytest.mark.parametrize("error", [UnreachableError("the disk is full"), RuntimeError("unforeseen")])
async def test_the_loops_go_on_after_whatever_went_wrong(ports, error):
    """REL-15."""
    office = Office(ports, Pace(tick=timedelta(seconds=0.01)))
    due, times = ports.store.due_changes, []

    async def fail_first(now):
        times.append(1)
        if len(times) == 1:
            raise error
        return await due(now)

    ports.store.due_changes = fail_first
    work = asyncio.create_task(office.worker.run())

    async def went_on():
        return len(times) > 2

    await until(went_on)
    office.worker.stop()
    await work


async def test_one_request_that_cannot_be_taken_further_does_not_hold_up_another(office, ports, clock):
    for number in (1, 2):
        await office.asks(ALICE, f"linkedin enable all because {number}", origin=number)
    clock.move(hours=25)
    keep = ports.store.keep

    async def keep_second(change, entry, *rest):
        if change.number == 1:
            raise ConflictError("overtaken", code="rev")
        await keep(change, entry, *rest)

    ports.store.keep = keep_second
    await office.worker.advance()
    states = [(await ports.store.change_numbered(number)).state for number in (1, 2)]
    assert states == [State.DRAFT, State.EXPIRED]
    ports.store.keep = keep
    await office.worker.advance()
    assert (await ports.store.change_numbered(1)).state is State.EXPIRED


async def test_no_further_request_is_taken_after_the_stop(office, setting):
    await office.approved()
    office.worker.stop()
    await office.worker.advance()
    assert setting.sent == []


async def test_a_ring_is_heard_by_all_and_again_after_it_was_heard():
    bell = Bell()
    first, second = bell.listener(), bell.listener()
    bell.ring()
    for listener in (first, second):
        async with asyncio.timeout(30):
            await hear(listener, most=timedelta(hours=1))
    await hear(first, most=timedelta(seconds=0.01))
    bell.ring()
    async with asyncio.timeout(30):
        await hear(first, most=timedelta(hours=1))
