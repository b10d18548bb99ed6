"""A group is filled in parts: whatever their size, the same people are added, and each is looked at just before."""

from dataclasses import replace

import pytest
from fakes.samples import ALICE, SALES

from bot.core.change import State
from bot.core.fill import Added, Answer, Fate
from bot.core.policy import Person, UserId
from bot.ports import NotPermittedError, UnexpectedError, UnreachableError

SIZES = (1, 3, 20, 21, 64, 1_000)


def an_id(number):
    return UserId(f"00000000-0000-4000-8000-{number:012}")


@pytest.fixture
def people(directory):
    people = [Person(id=an_id(number), name=f"Person {number}") for number in range(64)]
    for person in people:
        directory.add_person(person)
    directory.memberships[SALES.id].discard(ALICE.id)
    return people


@pytest.fixture
def sized(office):
    """Let the filler work on so many rows at a time."""

    def sized(at_once):
        filler = replace(office.applier.filler, at_once=at_once)
        office.applier = replace(office.applier, filler=filler)
        office.worker = replace(office.worker, applier=office.applier)

    return sized


async def approve_list(office, people):
    rows = "\n".join(person.id for person in people)
    return await office.approved(f"linkedin move to group {SALES.name}\n{rows}")


@pytest.mark.parametrize("at_once", SIZES)
async def test_everybody_is_added_once(office, sized, directory, ports, people, at_once):
    sized(at_once)
    await approve_list(office, people)
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED
    added = [user for _, bind in ports.members.binds for user in bind]
    assert sorted(added) == [person.id for person in people]
    assert await ports.store.tally((await office.newest()).id) == {Fate.ADDED: 64}


@pytest.mark.parametrize("at_once", SIZES)
async def test_who_was_disabled_or_came_in_since_the_approval_is_not_added(
    office, sized, directory, ports, people, at_once
):
    sized(at_once)
    change = await approve_list(office, people)
    directory.people[people[5].id] = replace(people[5], is_enabled=False)
    del directory.people[people[63].id]
    directory.memberships[SALES.id].add(people[30].id)
    await office.worker.advance()
    fates = {item.user: item.fate for item in await ports.store.items(change.id)}
    assert fates.pop(people[5].id) is Fate.DISABLED
    assert fates.pop(people[63].id) is Fate.NOT_FOUND
    assert fates.pop(people[30].id) is Fate.ALREADY
    assert set(fates.values()) == {Fate.ADDED}
    assert len(directory.memberships[SALES.id] & set(fates)) == 61


@pytest.mark.parametrize("at_once", SIZES)
async def test_nobody_is_added_after_a_stop_and_no_row_stays_open(office, sized, ports, people, at_once):
    sized(at_once)
    change = await approve_list(office, people)
    office.applier.filler.stopped.add(change.id)
    await office.worker.advance()
    assert ports.members.binds == []
    assert await ports.store.tally(change.id) == {Fate.FAILED: 64}


@pytest.mark.parametrize("at_once", SIZES)
async def test_a_list_is_read_in_parts_too(office, ports, people, at_once):
    muster = office.desk.planner.muster
    office.desk = replace(office.desk, planner=replace(office.desk.planner, muster=replace(muster, at_once=at_once)))
    twice = [*people, *people[:10]]
    rows = "\n".join(person.id for person in twice)
    await office.asks(ALICE, f"linkedin move to group {SALES.name}\n{rows}\nnobody@contoso.example")
    change = await office.newest()
    items = await ports.store.items(change.id)
    assert [item.user for item in items] == [*(person.id for person in twice), ""]
    assert change.plan.fill.tally == {Fate.PENDING: 64, Fate.TWICE: 10, Fate.NOT_FOUND: 1}


@pytest.fixture
def look_fails(directory):
    """Let looking at people fail with the errors, one after the other; then it goes well."""
    look = directory.people_known_as

    def look_fails(*errors):
        waiting = list(errors)

        async def fail_or_look(keys):
            if waiting and (error := waiting.pop(0)):
                raise error
            return await look(keys)

        directory.people_known_as = fail_or_look

    return look_fails


@pytest.mark.parametrize("error", [UnreachableError("No answer."), UnexpectedError("An odd answer.")])
async def test_a_look_that_fails_is_taken_again_and_nobody_is_added_twice(
    office, sized, ports, people, look_fails, error, clock
):
    sized(20)
    await approve_list(office, people)
    look_fails(None, error, None, error)
    for _ in range(3):
        await office.worker.advance()
        clock.move(minutes=2)
    change = await office.newest()
    assert change.state is State.APPLIED
    added = [user for _, bind in ports.members.binds for user in bind]
    assert sorted(added) == [person.id for person in people]


async def test_whoever_may_not_be_looked_at_is_not_added_before_that_is_mended(
    office, sized, ports, people, look_fails, clock
):
    """A permission that was taken away, or a secret that has run out, is mended; nothing is lost meanwhile."""
    sized(20)
    change = await approve_list(office, people)
    look_fails(None, NotPermittedError("Grant it."))
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLYING
    items = await ports.store.items(change.id)
    assert [item.fate for item in items] == [Fate.ADDED] * 20 + [Fate.PENDING] * 44
    clock.move(minutes=2)
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED
    assert {item.fate for item in await ports.store.items(change.id)} == {Fate.ADDED}


async def test_whoever_is_unsure_and_was_disabled_stays_unsure(office, directory, ports, people):
    change = await approve_list(office, people[:3])

    def lose(users):
        directory.people[people[1].id] = replace(people[1], is_enabled=False)
        return Added(users=users, answer=Answer.UNSURE)

    ports.members.moods.append(lose)
    await office.worker.advance()
    fates = [item.fate for item in await ports.store.items(change.id)]
    assert fates == [Fate.ADDED, Fate.UNSURE, Fate.ADDED]
