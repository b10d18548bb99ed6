"""The notary among fakes: when it notes how far the ledger has come, and when nothing may be changed."""

import asyncio
from datetime import timedelta

import pytest
from fakes.anchors import FakeAnchors
from fakes.samples import a_story
from fakes.store import FakeStore
from fakes.tally import FakeTally

from bot.bell import Bell
from bot.core.chain import Anchor, Head
from bot.core.change import State
from bot.core.ledger import Event
from bot.core.place import Place, PlaceKind
from bot.core.text import flatten
from bot.notary import EVERY, POSTED_EVERY, Channel, Notary
from bot.ports import ConflictError, Counted, UnexpectedError, UnreachableError

PLACE = Place(kind=PlaceKind.CHANNEL, service_url="https://smba.trafficmanager.net", conversation="19:a@thread.tacv2")
SECOND = timedelta(seconds=1)


@pytest.fixture
def anchors():
    return FakeAnchors()


@pytest.fixture
def tally():
    return FakeTally()


@pytest.fixture
def notary(store, anchors, clock, notices, tally):
    return Notary(store=store, anchors=anchors, clock=clock, channel=Channel(place=PLACE, notices=notices, tally=tally))


async def grow(store, *numbers):
    for number in numbers:
        await store.keep(*a_story(State.DRAFT, number=number)[0])


def counts(anchors, *, posted=False):
    return [anchor.head.count for anchor in anchors.kept if bool(anchor.message) is posted]


async def test_a_grown_ledger_is_noted_every_five_minutes(notary, store, anchors, clock):
    notary.channel = None
    await notary.attend()
    assert counts(anchors) == [0]
    await grow(store, 1)
    clock.move(seconds=(EVERY - SECOND).total_seconds())
    await notary.attend()
    assert counts(anchors) == [0]
    clock.move(seconds=1)
    await notary.attend()
    assert anchors.kept[-1] == Anchor(head=await store.head(), at=clock.now())
    clock.move(hours=1)
    await notary.attend()
    assert counts(anchors) == [0, 1]
    await grow(store, 2)
    clock.move(hours=-12)
    await notary.attend()
    assert counts(anchors) == [0, 1, 2]


async def test_before_a_change_the_ledger_is_always_noted(notary, store, anchors):
    """AUD-06."""
    await grow(store)
    await notary.check()
    await grow(store, 1)
    await notary.check()
    await notary.check()
    assert counts(anchors) == [0, 1]


@pytest.mark.parametrize("error", [UnreachableError("The disk is full."), UnexpectedError("That is no anchor.")])
async def test_a_place_that_takes_no_anchor_forbids_every_change(notary, store, anchors, error):
    """AUD-06."""
    await notary.check()
    anchors.broken = error
    with pytest.raises(type(error), match=str(error)):
        await notary.check()
    await grow(store, 1)
    for ask in (notary.check, notary.look, notary.attend):
        with pytest.raises(type(error), match=str(error)):
            await ask()
    anchors.broken = None
    await notary.check()
    assert counts(anchors) == [0, 1]


async def test_a_place_that_reads_but_takes_no_anchor_forbids_every_change(notary, store, anchors):
    """AUD-06."""
    await notary.check()
    await grow(store, 1)
    add, failing = anchors.add, UnreachableError("The disk is full.")

    async def refuse(_anchor):
        raise failing

    anchors.add = refuse
    await notary.look()
    with pytest.raises(UnreachableError, match="full"):
        await notary.check()
    with pytest.raises(UnreachableError, match="full"):
        await notary.look()
    anchors.add = add
    await notary.look()
    await notary.look()
    assert counts(anchors) == [0, 1]


async def test_a_look_notes_nothing(notary, store, anchors):
    await notary.check()
    await grow(store, 1, 2)
    await notary.look()
    assert counts(anchors) == [0]


async def a_backup(*numbers):
    """Make the store that was, when these requests were all there were."""
    older = FakeStore()
    await grow(older, *numbers)
    return older


@pytest.mark.parametrize("numbers", [(), (1,), (1, 3), (3, 1, 2), (2, 1, 4)])
async def test_another_ledger_than_the_one_that_was_noted_forbids_every_change_until_somebody_says_why(
    notary, store, anchors, clock, numbers
):
    """AUD-04 AUD-02 AUD-03."""
    await grow(store, 1, 2)
    anchors.kept.append(Anchor(head=await store.head(), at=clock.now()))
    notary.store = restored = await a_backup(*numbers)
    for ask in (notary.check, notary.look, notary.attend):
        with pytest.raises(ConflictError, match="linkgate audit accept"):
            await ask()
    assert counts(anchors) == [2]
    found = await restored.head()
    assert "ledger" in await notary.accept(name="root", reason="the disk died")
    entry = (await restored.entries())[-1]
    assert (entry.event, entry.request, entry.name, entry.note) == (Event.ACKNOWLEDGED, 0, "root", "the disk died")
    assert entry.details["found"] == str(found)
    assert anchors.kept[-1] == Anchor(head=await restored.head(), at=clock.now())
    await notary.check()
    await notary.look()
    assert await notary.accept(name="root", reason="again") == ""
    assert (await restored.entries())[-1] == entry


async def test_anchors_that_are_gone_forbid_every_change(notary, store, anchors):
    """AUD-04."""
    await notary.check()
    await grow(store, 1)
    anchors.kept.clear()
    with pytest.raises(ConflictError, match="its anchor file is missing or empty"):
        await notary.check()
    assert anchors.kept == []
    await notary.accept(name="root", reason="moved")
    await notary.check()


async def test_an_anchor_that_cannot_be_read_is_acknowledged_like_one_that_contradicts(notary, store, anchors):
    """AUD-04."""
    newest, garbled = anchors.newest, UnexpectedError("The newest line is not an anchor.")

    async def garble():
        if anchors.kept:
            return await newest()
        raise garbled

    anchors.newest = garble
    with pytest.raises(UnexpectedError):
        await notary.check()
    assert await notary.accept(name="root", reason="an editor") == str(garbled)
    await notary.check()


def posts(notices):
    return [flatten(view.sentence) for view in notices.shown.get(PLACE.conversation, {}).values()]


async def test_the_channel_is_told_at_the_start_and_every_hour_when_the_ledger_grew(
    notary, store, anchors, clock, notices, tally
):
    """AUD-03."""
    await notary.attend()
    assert posts(notices) == []
    await grow(store, 1)
    await notary.attend()
    assert posts(notices) == [f"Linkgate's ledger has come to line 1. Anchor {await store.head()}"]
    assert anchors.kept[-1].message == f"{PLACE.conversation}/1"
    await grow(store, 2)
    again = Notary(store=store, anchors=anchors, clock=clock, channel=notary.channel)
    for moved in (POSTED_EVERY - SECOND, SECOND, POSTED_EVERY):
        clock.move(seconds=moved.total_seconds())
        await again.attend()
    assert counts(anchors, posted=True) == [1, 2]
    assert len(posts(notices)) == 2
    assert tally.counted[Counted.ANCHORS, "posted"] == 2


async def test_a_channel_that_is_not_reached_is_tried_again_and_holds_nothing_up(
    notary, store, anchors, clock, notices, tally
):
    await notary.check()
    await grow(store, 1)
    notices.broken = UnreachableError("down")
    await notary.attend()
    await notary.attend()
    assert tally.counted == {(Counted.ANCHORS, "put off"): 1}
    await notary.check()
    await notary.look()
    clock.move(seconds=EVERY.total_seconds())
    await notary.attend()
    notices.broken = None
    clock.move(seconds=EVERY.total_seconds())
    await notary.attend()
    assert tally.counted == {(Counted.ANCHORS, "put off"): 2, (Counted.ANCHORS, "posted"): 1}
    assert counts(anchors, posted=True) == [1]


async def test_it_attends_when_something_is_kept_and_goes_on_when_something_breaks(notary, store, anchors, clock):
    bell = Bell()
    attending = asyncio.create_task(notary.run(bell.listener()))

    async def ring():
        bell.ring()
        for _ in range(20):
            await asyncio.sleep(0)

    await ring()
    assert counts(anchors) == [0]
    for broken in (UnreachableError("full"), ZeroDivisionError()):
        anchors.broken = broken
        await ring()
    anchors.broken = None
    await grow(store, 1)
    clock.move(minutes=5)
    await ring()
    assert counts(anchors) == [0, 1]
    assert not attending.done()
    attending.cancel()
    await asyncio.wait({attending})


async def test_who_checks_at_the_same_time_is_answered_one_after_the_other(notary, anchors):
    await asyncio.gather(*(notary.check() for _ in range(5)), notary.look(), notary.attend())
    assert [anchor.head for anchor in anchors.kept] == [Head(ledger="tenant/fake")]
