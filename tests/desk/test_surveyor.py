"""What takes long to count is counted behind everybody's back, and the card says so meanwhile."""

import asyncio
from dataclasses import replace

import pytest
from fakes.office import Office
from fakes.samples import ALICE, BOB, CAROL, SALES

from bot.core.act import Verb
from bot.core.change import State
from bot.core.fill import Fate, Fill, Item
from bot.core.group import Group
from bot.core.impact import COUNTING, UNCOUNTED, Crowd, Impact
from bot.core.ledger import Event
from bot.core.notice import Audience
from bot.core.policy import Person, UserId
from bot.core.replay import account, replay
from bot.core.setting import GroupId, Mode, Setting
from bot.core.speech.tongues import GERMAN
from bot.core.text import ENGLISH, flatten
from bot.core.view import ChangeView
from bot.core.words import count_impact
from bot.ports import ConflictError, UnreachableError
from cards import draw

FIELD = Group(id=GroupId("f1e1d000-0000-4000-8000-000000000000"), name="Field")
OTHER = Group(id=GroupId("07e40000-0000-4000-8000-000000000000"), name="Other")
GUS = Person(id=UserId("90500000-0000-4000-8000-000000000000"), name="Gus", is_guest=True)
DAN = Person(id=UserId("da000000-0000-4000-8000-000000000000"), name="Dan", is_enabled=False)
EXACT = Impact(
    gain=Crowd(people=2, nested=1, guests=1), lose=Crowd(people=2, disabled=1), unchanged=1, is_counting=False
)
BUSY = UnreachableError("Microsoft Graph is too busy or has a fault. Try again in a few minutes.")


@pytest.fixture
def office(ports, pace, directory, setting):
    """An office in which no two groups are small, and the setting is on for the group Field."""
    for person in (GUS, DAN):
        directory.add_person(person)
    directory.add_group(FIELD, [BOB.id, ALICE.id, DAN.id])
    directory.add_group(OTHER, [BOB.id, CAROL.id])
    directory.nested[OTHER.id] = {GUS.id, BOB.id}
    setting.setting = Setting(Mode.GROUP, FIELD.id)
    return Office(ports, pace, most_inline=0)


@pytest.fixture
async def drafted(office):
    await office.opens()
    await office.asks(ALICE, "linkedin enable group Other")
    await office.postman.deliver()
    return await office.newest()


def read(change, tongue=ENGLISH, audience=Audience.REQUESTER):
    """Read everything that a card says, as one text."""

    def texts(part):
        if isinstance(part, dict):
            yield from ([part["text"]] if isinstance(part.get("text"), str) else [])
            for inner in part.values():
                yield from texts(inner)
        if isinstance(part, list):
            for inner in part:
                yield from texts(inner)

    return "\n".join(texts(draw(ChangeView(change=change, audience=audience), tongue=tongue)))


async def test_the_card_says_that_it_is_being_counted_and_then_what_was_counted(office, drafted, notices, clock):
    assert drafted.plan.impact == COUNTING
    assert (drafted.plan.before_people, drafted.plan.after_people) == (3, 3)
    assert "being counted" in read(drafted)
    (posted,) = notices.shown.values()
    assert [view.change for view in posted.values()] == [drafted]
    clock.move(seconds=30)
    await office.surveyor.survey()
    counted = await office.newest()
    assert counted.plan.impact == replace(EXACT, at=clock.now())
    await office.postman.deliver()
    (shown,) = [view.change for view in posted.values()]
    assert shown == counted
    said = read(shown)
    assert "being counted" not in said
    assert "Of those who gain it: 1 only through nested groups, 1 guest." in said
    assert "Of those who lose it: 1 disabled account." in said
    german = read(shown, GERMAN)
    assert "Unter denen, die sie erhalten: 1 nur über verschachtelte Gruppen, 1 Gast." in german
    assert "Unter denen, die sie verlieren: 1 deaktiviertes Konto." in german


async def test_everybody_who_sees_the_card_sees_how_it_is_counted(office, drafted):
    german = [read(drafted, GERMAN, audience) for audience in Audience]
    assert all("wird gezählt" in said and "Person für Person verglichen" in said for said in german)
    assert flatten((count_impact(drafted.plan.impact),)) == "Gains it: being counted; loses it: being counted."
    await office.surveyor.survey()
    counted = await office.newest()
    assert all("1 nur über verschachtelte Gruppen" in read(counted, GERMAN, audience) for audience in Audience)
    assert flatten((count_impact(counted.plan.impact),)) == "Gains it: 2 people; loses it: 2 people."


async def test_small_groups_are_compared_while_the_person_waits(ports, pace, office, clock):
    """Three people in each: six together."""
    for most, impact in ((6, EXACT), (5, COUNTING)):
        office = await Office(ports, pace, most_inline=most).opens()
        await office.asks(ALICE, "linkedin enable group Other", origin=f"most {most}")
        assert (await office.newest()).plan.impact == impact
        clock.move(minutes=5)


async def test_numbers_change_neither_votes_nor_fingerprint_and_the_ledger_tells_them(office, drafted):
    """A card that was drawn before they came can still be clicked."""
    await office.clicks(ALICE, Verb.SEND, drafted, reason="Pilot")
    waiting = await office.newest()
    assert waiting.plan.impact == COUNTING
    await office.postman.deliver()
    await office.surveyor.survey()
    counted = await office.newest()
    assert (counted.fingerprint, counted.state, counted.rev) == (waiting.fingerprint, State.WAITING, waiting.rev + 1)
    await office.clicks(BOB, Verb.APPROVE, waiting)
    approved = await office.newest()
    assert approved.state is State.APPROVED
    entries = await office.ports.store.entries(approved.number)
    (entry,) = [entry for entry in entries if entry.event is Event.COUNTED]
    assert entry.details == {
        "gain": "2 (1 nested, 1 guests, 0 disabled)",
        "lose": "2 (0 nested, 0 guests, 1 disabled)",
        "unchanged": "1",
    }
    assert (entry.by, entry.before, entry.after) == ("", "waiting", "waiting")
    assert replay(await office.ports.store.entries())[approved.number] == account(approved)


async def test_what_was_counted_goes_on_being_shown_while_it_is_counted_anew(office, drafted, clock, directory):
    await office.surveyor.survey()
    counted_at = clock.now()
    clock.move(minutes=10)
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")
    waiting = await office.newest()
    assert waiting.plan.impact == replace(EXACT, is_counting=True, at=counted_at)
    directory.memberships[FIELD.id].remove(DAN.id)
    await office.surveyor.survey()
    assert (await office.newest()).plan.impact == Impact(
        gain=EXACT.gain, lose=Crowd(people=1), unchanged=2, at=clock.now()
    )


async def test_an_approved_request_is_counted_too_and_then_nothing_more(office, drafted):
    await office.clicks(ALICE, Verb.SEND, drafted, reason="Pilot")
    await office.postman.deliver()
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    await office.surveyor.survey()
    counted = await office.newest()
    assert (counted.state, counted.plan.impact.gain) == (State.APPROVED, EXACT.gain)
    await office.surveyor.survey()
    assert await office.newest() == counted


async def test_a_request_that_is_withdrawn_is_not_counted(office, drafted, directory):
    directory.break_with(BUSY)
    await office.surveyor.survey()
    assert office.surveyor.missed
    await office.clicks(ALICE, Verb.DISCARD, drafted)
    ended = await office.newest()
    await office.surveyor.survey()
    assert await office.newest() == ended
    assert ended.state is State.WITHDRAWN
    assert not office.surveyor.missed


class Moment:
    """A directory in which something happens while a group is being read."""

    def __init__(self, directory, happening):
        self._directory, self._happening = directory, happening

    def __getattr__(self, name):
        return getattr(self._directory, name)

    async def accounts(self, group):
        found = await self._directory.accounts(group)
        if happening := self._happening:
            self._happening = None
            await happening()
        return found


def watched(office, happening):
    """Return the surveyor of the office, with something happening while it reads."""
    ports = replace(office.ports, directory=Moment(office.ports.directory, happening))
    return replace(office.surveyor, ports=ports)


async def test_a_request_that_is_withdrawn_while_it_is_counted_stays_withdrawn(office, drafted):
    await watched(office, lambda: office.clicks(ALICE, Verb.DISCARD, drafted)).survey()
    change = await office.newest()
    assert (change.state, change.plan.impact) == (State.WITHDRAWN, COUNTING)
    events = [entry.event for entry in await office.ports.store.entries(change.number)]
    assert events == [Event.PLANNED, Event.WITHDRAWN]


async def test_numbers_of_a_request_that_is_sent_while_it_is_counted_are_kept(office, drafted):
    await watched(office, lambda: office.clicks(ALICE, Verb.SEND, drafted, reason="Pilot")).survey()
    change = await office.newest()
    assert (change.state, change.plan.impact.gain, change.reason) == (State.WAITING, EXACT.gain, "Pilot")


async def test_numbers_of_what_is_not_asked_for_any_more_are_thrown_away(office, drafted, directory, setting):
    """It was returned, the setting was changed outside, and it was sent again: from another group by now."""
    await office.clicks(ALICE, Verb.SEND, drafted, reason="Pilot")
    await office.postman.deliver()
    await office.clicks(BOB, Verb.RETURN, await office.newest(), changes="Name the ticket")
    directory.add_group(SALES, [CAROL.id])

    async def send_anew():
        setting.setting = Setting(Mode.GROUP, SALES.id)
        await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot")

    await watched(office, send_anew).survey()
    change = await office.newest()
    assert (change.state, change.plan.before.group, change.plan.impact) == (State.WAITING, SALES.id, COUNTING)
    await office.surveyor.survey()
    assert (await office.newest()).plan.impact.gain == Crowd(people=2, nested=1, guests=1)


async def test_a_process_that_dies_while_it_counts_leaves_everything_to_the_next(office, drafted, ports, pace):
    reading = asyncio.ensure_future(watched(office, asyncio.Event().wait).survey())
    await asyncio.sleep(0.01)
    reading.cancel()
    await asyncio.wait({reading})
    assert await office.newest() == drafted
    await Office(ports, pace, most_inline=0).surveyor.survey()
    assert (await office.newest()).plan.impact.gain == EXACT.gain


async def test_a_process_that_is_to_end_does_not_wait_for_a_long_list(office, drafted):
    surveyor = watched(office, asyncio.Event().wait)
    reading = asyncio.ensure_future(surveyor.survey())
    await asyncio.sleep(0.01)
    assert not reading.done()
    office.worker.stop()
    async with asyncio.timeout(1):
        await reading
    assert await office.newest() == drafted
    assert not surveyor.missed


async def test_while_graph_fails_it_is_tried_again_ever_more_rarely(office, drafted, directory, clock):
    directory.break_with(BUSY)
    waits = (0, 30, 60, 120, 240)
    for wait in waits:
        clock.move(seconds=max(wait - 1, 0))
        tried = dict(office.surveyor.missed)
        await office.surveyor.survey()
        assert wait == 0 or office.surveyor.missed == tried
        clock.move(seconds=min(wait, 1))
        await office.surveyor.survey()
        assert office.surveyor.missed != tried
        assert (await office.newest()) == drafted
    directory.heal()
    clock.move(seconds=480)
    await office.surveyor.survey()
    assert (await office.newest()).plan.impact.gain == EXACT.gain


async def test_what_cannot_be_counted_is_given_up_aloud(office, drafted, directory, clock):
    directory.break_with(BUSY)
    for _ in range(office.surveyor.most):
        assert (await office.newest()).plan.impact == COUNTING
        await office.surveyor.survey()
        clock.move(hours=1)
    given_up = await office.newest()
    assert given_up.plan.impact == replace(UNCOUNTED, at=given_up.updated_at)
    assert "could not be compared" in read(given_up)
    assert "konnten nicht verglichen werden" in read(given_up, GERMAN)
    directory.heal()
    await office.surveyor.survey()
    assert await office.newest() == given_up


async def test_one_that_fails_does_not_hold_up_another(office, drafted, directory):
    directory.admins.add(BOB.id)
    directory.add_group(SALES, [CAROL.id])
    await office.asks(BOB, "linkedin enable group Sales")
    directory.remove_group(OTHER.id)
    await office.surveyor.survey()
    first, second = [await office.ports.store.change_numbered(number) for number in (1, 2)]
    assert first.plan.impact.gain is None
    assert not first.plan.impact.is_counting
    assert second.plan.impact.gain == Crowd(people=1)


async def test_a_group_whose_members_are_hidden_by_now_is_not_taken_for_an_empty_one(office, drafted, directory):
    directory.add_group(replace(OTHER, hides_members=True), has_fixed_counts=True)
    await office.surveyor.survey()
    assert (await office.newest()).plan.impact == replace(UNCOUNTED, at=drafted.updated_at)


async def test_a_selected_group_that_is_gone_by_now_covers_nobody(office, drafted, directory, clock):
    directory.remove_group(FIELD.id)
    await office.surveyor.survey()
    gain = Crowd(people=3, nested=1, guests=1)
    assert (await office.newest()).plan.impact == Impact(gain=gain, lose=Crowd(people=0), unchanged=2, at=clock.now())


async def test_who_is_to_be_added_first_is_counted_as_a_member(office, drafted, ports, clock):
    """Fill and select: of the rows, those that are to be added; a guest's row is not among them."""
    group = await ports.directory.group(OTHER.id)
    filled = replace(drafted.plan, fill=Fill(group=group, source="a list", digest="d1", tally={Fate.PENDING: 1}))
    change = replace(drafted, id="f", number=2, origin="list", rev=1, plan=filled)
    entry = replace((await ports.store.entries(1))[0], request=2)
    rows = [
        Item(place=0, line=2, typed="alice", user=ALICE.id),
        Item(place=1, line=3, typed="dan", user=DAN.id, fate=Fate.DISABLED),
        Item(place=2, line=4, typed="bob", user=BOB.id, fate=Fate.ALREADY),
    ]
    await ports.store.keep(change, entry, (), rows)
    await office.surveyor.survey()
    assert (await ports.store.change("f")).plan.impact == Impact(
        gain=Crowd(people=2, nested=1, guests=1), lose=Crowd(people=1, disabled=1), unchanged=2, at=clock.now()
    )


async def test_whoever_is_always_faster_is_left_alone_until_the_next_look(office, drafted, ports, monkeypatch):
    async def refuse(*_: object) -> None:
        raise ConflictError("The request has moved on meanwhile.", code="rev")

    with monkeypatch.context() as patch:
        patch.setattr(ports.store, "keep", refuse)
        await office.surveyor.survey()
    assert await office.newest() == drafted
    await office.surveyor.survey()
    assert (await office.newest()).plan.impact.gain == EXACT.gain


async def test_the_worker_counts_by_itself(office, drafted):
    work = asyncio.ensure_future(office.worker.run())
    async with asyncio.timeout(5):
        while (await office.newest()).plan.impact.is_counting:
            await asyncio.sleep(0.01)
    office.worker.stop()
    await work
    assert (await office.newest()).plan.impact.gain == EXACT.gain
