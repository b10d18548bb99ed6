"""What every store promises, tried on the one in memory and on the one that is a file."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.samples import (
    ALICE,
    BOB,
    CAROL,
    HOME,
    LATER,
    NOW,
    TENANT,
    a_card,
    a_change,
    a_plan,
    a_story,
    a_word,
    the_rules,
)
from fakes.store import KEY, FakeStore

from bot.core import steps
from bot.core.chain import Fault, verify
from bot.core.change import Change, ChangeId, State, Vote
from bot.core.fill import Fate, Item
from bot.core.impact import COUNTING
from bot.core.ledger import Entry, Event
from bot.core.notice import Notice
from bot.core.page import Leaf, Page
from bot.core.place import Room
from bot.core.setting import GroupId, Mode, Reading, Setting
from bot.core.steps import Stepped
from bot.edges.store import open_store
from bot.ports import ConflictError, NotFoundError, Question, QuestionPort, Seat, StorePort

SECOND = timedelta(seconds=1)
ENDED = (State.APPLIED, State.FAILED, State.STALE, State.WITHDRAWN, State.REJECTED, State.EXPIRED)
NASTY = "Robert'); DROP TABLE changes;--\x00\ud800 😀 \U0010ffff %s ? :name"


@pytest.fixture(params=["in memory", "a file"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[StorePort]:
    if request.param == "in memory":
        yield FakeStore()
        return
    key = tmp_path / "ledger.key"
    key.write_text(KEY.hex())
    key.chmod(0o600)
    path = tmp_path / "home" / "linkgate.db"
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=key) as opened:
        yield opened


async def keep(store: StorePort, story: Sequence[Stepped], *notices: Notice) -> Change:
    """Keep a whole story, the notices with its first step, and return the request as it ends."""
    for change, entry in story:
        await store.keep(change, entry, notices if change.rev == 1 else ())
    return story[-1][0]


async def keep_one_of_each(store: StorePort) -> dict[State, Change]:
    """Keep one request in every state that can be beside an approved one, numbered in the order of the states."""
    one_holds_the_setting = {State.WAITING, State.APPLYING, State.UNKNOWN}
    wanted = [*ENDED, State.RETURNED, State.DRAFT, State.APPROVED]
    assert {*wanted, *one_holds_the_setting} == set(State)
    return {state: await keep(store, a_story(state, number=number)) for number, state in enumerate(wanted, start=1)}


class TestStore:
    async def test_lists_rows_by_their_fates_in_parts(self, store: StorePort) -> None:
        (change, entry), *_ = a_story(State.DRAFT)
        other, another_entry = a_story(State.DRAFT, number=2)[0]
        fates, typed = [Fate.PENDING, Fate.ADDED, Fate.UNSURE], NASTY.replace("\ud800", "")
        items = [Item(place=place, line=place + 2, typed=typed, fate=fates[place % 3]) for place in range(2_500)]
        await store.keep(change, entry, (), [*items[1_000:], *items[:1_000]])
        await store.keep(other, another_entry, (), [Item(place=0, line=1, typed="another's")])
        wanted = [item for item in items if item.fate is not Fate.ADDED]
        for size in (1, 7, 999, 5_000):
            found, last = list[Item](), -1
            while part := await store.items(change.id, {Fate.PENDING, Fate.UNSURE}, size, after=last):
                assert len(part) <= size
                found, last = [*found, *part], part[-1].place
                if size == 1 and len(found) == 20:
                    break
            assert found == wanted[: len(found)]
            assert len(found) in {20, len(wanted)}
        changed = [replace(item, fate=Fate.ADDED) for item in wanted[:1_700:2]]
        await store.note_items(change.id, changed)
        assert await store.items(change.id, {Fate.PENDING, Fate.UNSURE}) == tuple(
            item for item in wanted if item.place not in {one.place for one in changed}
        )
        assert sum((await store.tally(change.id)).values()) == len(items)

    @pytest.mark.parametrize("state", State)
    async def test_gives_back_what_was_kept(self, store: StorePort, state: State) -> None:
        story = a_story(state, number=7)
        change = await keep(store, story)
        assert await store.change(change.id) == change
        assert await store.change_numbered(7) == change
        assert await store.change_from(change.origin) == change
        assert await store.entries() == tuple(entry for _, entry in story)

    async def test_knows_nothing_of_what_nobody_kept(self, store: StorePort) -> None:
        assert await store.change(ChangeId("none")) is None
        assert await store.change_numbered(1) is None
        assert await store.change_from("nowhere") is None
        assert await store.entries() == ()
        assert await store.notices(ChangeId("none")) == ()
        assert await store.newest_applied() is None
        assert await store.ended_changes(10) == Page(changes=(), total=0)

    async def test_never_returns_a_number_twice(self, store: StorePort) -> None:
        numbers = await asyncio.gather(*(store.reserve_number() for _ in range(20)))
        assert sorted(numbers) == list(range(1, 21))

    async def test_lets_one_of_many_equal_steps_win(self, store: StorePort) -> None:
        waiting = await keep(store, a_story(State.WAITING))
        moments = [NOW + SECOND * turn for turn in range(20)]
        votes = [steps.approve(waiting, by=BOB, at=moment) for moment in moments]
        outcomes = await asyncio.gather(*(store.keep(*vote) for vote in votes), return_exceptions=True)
        (winner,) = (vote for vote, outcome in zip(votes, outcomes, strict=True) if outcome is None)
        losers = [outcome for outcome in outcomes if outcome is not None]
        assert all(isinstance(loser, ConflictError) and loser.code == "rev" for loser in losers)
        assert await store.change(waiting.id) == winner[0]
        assert len(await store.entries()) == 3

    async def test_refuses_a_step_from_another_revision_and_stores_nothing_of_it(self, store: StorePort) -> None:
        draft, sent, approved = a_story(State.APPROVED)
        for early in (sent, approved):
            await expect_conflict(store, early, "rev")
        await keep(store, [draft, sent])
        for late in (draft, sent):
            await expect_conflict(store, late, "rev")
        assert await store.change(draft[0].id) == sent[0]
        assert await store.entries() == (draft[1], sent[1])
        assert await store.notices(draft[0].id) == ()

    @pytest.mark.parametrize("code", ["origin", "number"])
    async def test_refuses_a_second_request_of_one_origin_or_number(self, store: StorePort, code: str) -> None:
        first = await keep(store, a_story(State.WITHDRAWN, number=1))
        ((draft, entry),) = a_story(State.DRAFT, number=2)
        await expect_conflict(store, (replace(draft, **{code: getattr(first, code)}), entry), code)
        assert await store.change(draft.id) is None
        await store.keep(draft, entry)

    @pytest.mark.parametrize("state", State)
    async def test_lets_one_request_hold_the_setting(self, store: StorePort, state: State) -> None:
        await keep(store, a_story(state, number=1))
        draft, sent = a_story(State.WAITING, number=2)
        await store.keep(*draft)
        if state in {State.WAITING, State.APPROVED, State.APPLYING, State.UNKNOWN}:
            await expect_conflict(store, sent, "slot")
            assert await store.holding() == await store.change_numbered(1)
        else:
            assert await store.holding() is None
            await store.keep(*sent)

    async def test_forgets_the_votes_that_have_become_void_and_takes_new_ones(self, store: StorePort) -> None:
        """APPR-08."""
        waiting = await keep(store, a_story(State.WAITING, needed=2))
        once = await keep(store, [steps.approve(waiting, by=BOB, at=NOW)])
        tightened = await keep(store, [steps.tighten(once, rules=the_rules(2, version=2), at=NOW)])
        assert (await store.change(waiting.id), tightened.votes) == (tightened, ())
        again = await keep(store, [steps.approve(tightened, by=BOB, at=LATER - SECOND)])
        assert await store.change(waiting.id) == again
        assert [vote.fingerprint for vote in again.votes] == [tightened.fingerprint] != [waiting.fingerprint]

    async def test_records_what_is_about_no_request_and_finds_the_newest_of_a_kind(self, store: StorePort) -> None:
        assert (await store.newest(Event.ADOPTED), await store.latest()) == (None, None)
        first, second, other = (
            Entry(at=NOW, request=0, event=event, before="", after="", name=name)
            for event, name in [(Event.ADOPTED, "one"), (Event.ADOPTED, "two"), (Event.REFUSED, "three")]
        )
        for entry in (first, second, other):
            await store.record(entry)
        await store.record(replace(first, request=7))
        assert await store.newest(Event.ADOPTED) == second
        assert await store.latest() == NOW
        assert len(await store.entries()) == 4

    async def test_keeps_one_vote_of_each_person_in_their_order(self, store: StorePort) -> None:
        story = a_story(State.WAITING, needed=2)
        waiting = await keep(store, story)
        twice = replace(waiting, rev=3, votes=(Vote(by=BOB, at=NOW), Vote(by=BOB, at=LATER)))
        await expect_conflict(store, (twice, story[-1][1]), "vote")
        once, entry = steps.approve(waiting, by=CAROL, at=NOW)
        await store.keep(once, entry)
        await store.keep(*steps.approve(once, by=BOB, at=NOW))
        stored = await store.change(waiting.id)
        assert stored is not None
        assert [vote.by for vote in stored.votes] == [CAROL, BOB]

    async def test_stores_nothing_when_a_notice_cannot_be(self, store: StorePort) -> None:
        """AUD-07."""
        ((draft, entry),) = a_story(State.DRAFT)
        card = a_card(draft)
        for bad in (card, replace(card, id="other", change=ChangeId("none"))):
            with pytest.raises(ConflictError):
                await store.keep(draft, entry, (card, bad))
        assert await store.change(draft.id) is None
        assert await store.entries() == ()
        assert await store.notices(draft.id) == ()

    async def test_lists_what_is_open_and_what_has_ended(self, store: StorePort) -> None:
        kept = await keep_one_of_each(store)
        for number in (98, 99):
            ((draft, entry),) = a_story(State.DRAFT, number=number)
            never_sent = steps.withdraw(draft, at=NOW) if number == 98 else steps.expire(draft, at=LATER)
            await keep(store, [(draft, entry), never_sent])
        assert await store.open_changes(100) == Page(changes=(kept[State.APPROVED], kept[State.RETURNED]), total=2)
        assert await store.open_changes(1) == Page(changes=(kept[State.APPROVED],), total=2)
        newest_first = tuple(kept[state] for state in reversed(ENDED))
        assert await store.ended_changes(100) == Page(changes=newest_first, total=6)
        assert await store.ended_changes(2) == Page(changes=newest_first[:2], total=6)
        assert await store.ended_changes(0) == Page(changes=(), total=6)
        assert await store.newest_applied() == kept[State.APPLIED]
        numbers = [change.number for change in newest_first]
        for most in (1, 2, 6):
            for place in range(6):
                older = await store.ended_changes(most, Leaf(before=numbers[place]))
                assert older.changes == newest_first[place + 1 :][:most]
                assert older.newer == (place + 1 if older.changes else 0)
                newer = await store.ended_changes(most, Leaf(after=numbers[place]))
                assert newer.changes == newest_first[max(place - most, 0) : place]
                assert newer.newer == max(place - most, 0)
                assert (older.total, newer.total) == (6, 6)
        assert (await store.ended_changes(6, Leaf(before=10**9))).changes == newest_first

    async def test_lists_work_and_what_is_past_its_time(self, store: StorePort) -> None:
        kept = await keep_one_of_each(store)
        work = (kept[State.APPROVED],)
        assert await store.due_changes(LATER - timedelta(microseconds=1)) == work
        assert await store.due_changes(LATER) == (kept[State.RETURNED], kept[State.DRAFT], kept[State.APPROVED])

    @pytest.mark.parametrize("state", [State.WAITING, State.APPLYING, State.UNKNOWN])
    async def test_lists_the_other_open_ones_too(self, store: StorePort, state: State) -> None:
        change = await keep(store, a_story(state))
        assert await store.open_changes(10) == Page(changes=(change,), total=1)
        assert await store.holding() == change
        assert await store.due_changes(NOW) == (change,)
        assert await store.due_changes(LATER) == (change,)

    async def test_lists_whose_impact_is_being_counted_until_that_is_over(self, store: StorePort) -> None:
        drafts = [a_change(number=number, plan=replace(a_plan(), impact=COUNTING)) for number in (1, 2, 3)]
        for draft in drafts:
            await store.keep(draft, replace(a_story(State.DRAFT)[0][1], request=draft.number))
        await keep(store, a_story(State.DRAFT, number=4))
        assert await store.uncounted() == tuple(drafts)
        await store.keep(*steps.note_impact(drafts[1], impact=a_plan().impact, at=NOW))
        await store.keep(*steps.withdraw(drafts[2], at=NOW))
        assert await store.uncounted() == (drafts[0],)
        counted = await store.change(drafts[1].id)
        assert counted
        assert counted.plan.impact == replace(a_plan().impact, at=NOW)

    async def test_reads_the_ledger_whole_or_of_one_request(self, store: StorePort) -> None:
        first, second = a_story(State.REJECTED, number=1), a_story(State.DRAFT, number=2)
        await keep(store, [*first[:1], *second, *first[1:]])
        assert await store.entries(1) == tuple(entry for _, entry in first)
        assert await store.entries(2) == (second[0][1],)
        assert await store.entries() == (first[0][1], second[0][1], first[1][1], first[2][1])

    async def test_seals_each_line_after_the_one_before_it(self, store: StorePort) -> None:
        """AUD-01 AUD-07."""
        empty = await store.head()
        assert (empty.count, empty.seal) == (0, "")
        story = a_story(State.APPLIED, number=7)
        await keep(store, story)
        lines, head = await store.lines(0, 100), await store.head()
        assert [(line.seq, line.request, line.event) for line in lines] == [
            (seq, 7, entry.event) for seq, (_, entry) in enumerate(story, start=1)
        ]
        report = verify(lines, KEY)
        assert report.findings == ()
        assert head == replace(empty, count=len(story), seal=lines[-1].seal) == replace(report.head, ledger=head.ledger)
        assert await store.lines(2, 2) == lines[2:4]
        assert await store.lines(len(lines), 1) == ()

    async def test_seals_nothing_of_what_it_refuses(self, store: StorePort) -> None:
        """AUD-07."""
        draft, sent = a_story(State.WAITING)
        await store.keep(*draft)
        before = await store.head()
        await expect_conflict(store, draft, "rev")
        with pytest.raises(ConflictError):
            await store.keep(*sent, (a_card(sent[0]), a_card(sent[0])))
        assert await store.head() == before
        await store.keep(*sent)
        assert verify(await store.lines(0, 100), KEY).findings == ()

    async def test_seals_what_is_kept_at_the_same_time_one_after_the_other(self, store: StorePort) -> None:
        drafts = [a_story(State.DRAFT, number=number)[0] for number in range(1, 21)]
        await asyncio.gather(*(store.keep(*draft) for draft in drafts))
        report = verify(await store.lines(0, 100), KEY)
        assert (report.findings, report.head.count) == ((), 20)

    async def test_adds_a_line_that_belongs_to_no_request(self, store: StorePort) -> None:
        draft, entry = a_story(State.DRAFT)[0]
        await store.keep(draft, entry)
        told = Entry(at=NOW, request=0, event=Event.ACKNOWLEDGED, before="", after="", name=NASTY, note=NASTY)
        await store.record(told)
        assert await store.entries() == (entry, told)
        assert await store.entries(0) == (told,)
        report = verify(await store.lines(0, 100), KEY)
        assert [finding.fault for finding in report.findings] == [Fault.ACKNOWLEDGED]

    async def test_owes_a_card_until_it_shows_the_request_as_it_is(self, store: StorePort) -> None:
        draft, sent = a_story(State.WAITING)
        card = a_card(draft[0])
        await keep(store, [draft], card)
        assert await store.owed(NOW, 10) == ((card, draft[0]),)
        shown = replace(card, message="m", shown=1)
        await store.note(shown)
        assert await store.owed(NOW, 10) == ()
        await keep(store, [sent])
        assert await store.owed(NOW, 10) == ((shown, sent[0]),)
        assert await store.notices(draft[0].id) == (shown,)

    async def test_owes_a_word_once(self, store: StorePort) -> None:
        draft, sent = a_story(State.WAITING)
        word = a_word(draft[0], State.APPROVED)
        await keep(store, [draft], word)
        assert await store.owed(NOW, 10) == ((word, draft[0]),)
        await store.note(replace(word, message="m"))
        await keep(store, [sent])
        assert await store.owed(NOW, 10) == ()

    async def test_owes_nothing_dead_and_nothing_before_its_time(self, store: StorePort) -> None:
        draft = a_change()
        dead, early = a_card(draft, id="dead", is_dead=True), a_card(draft, id="early", due=NOW + SECOND)
        await keep(store, a_story(State.DRAFT), dead, early)
        assert await store.owed(NOW, 10) == ()
        assert await store.owed(NOW + SECOND, 10) == ((early, draft),)

    async def test_owes_the_oldest_first(self, store: StorePort) -> None:
        draft = a_change()
        cards = [a_card(draft, id=name, due=due) for name, due in (("c", NOW), ("b", NOW - SECOND), ("a", NOW))]
        await keep(store, a_story(State.DRAFT), *cards)
        assert [notice.id for notice, _ in await store.owed(NOW, 10)] == ["b", "a", "c"]
        assert [notice.id for notice, _ in await store.owed(NOW, 2)] == ["b", "a"]

    async def test_notes_only_what_is_known(self, store: StorePort) -> None:
        with pytest.raises(NotFoundError):
            await store.note(a_card(a_change()))

    async def test_remembers_where_people_were_met_last(self, store: StorePort) -> None:
        here, there = Seat(user=ALICE.id, teams_id="29:a", place=HOME), Seat(user=BOB.id, teams_id="29:b")
        await store.remember(replace(here, place=None))
        await store.remember(there)
        await store.remember(here)
        assert set(await store.seats({ALICE.id, BOB.id, CAROL.id})) == {here, there}
        assert await store.seats([ALICE.id, ALICE.id]) == (here,)
        assert await store.seats([]) == ()

    async def test_remembers_the_channels_where_linkgate_is_and_forgets_them(self, store: StorePort) -> None:
        one = Room(service_url="https://s/", conversation="19:b", team="19:a", team_name="IT", name="Identity")
        first = replace(one, conversation="19:a", name="")
        other = replace(one, conversation="19:c", team="19:c", team_name="Audit")
        assert await store.rooms() == ()
        for room in (one, replace(other, name="old"), other, first):
            await store.remember_room(room)
        assert await store.rooms() == (other, first, one)
        await store.forget_rooms("19:nowhere")
        await store.forget_rooms(one.conversation)
        assert await store.rooms() == (other, first)
        await store.remember_room(one)
        await store.forget_rooms("19:a")  # the team, and its first channel has the same id
        assert await store.rooms() == (other,)

    async def test_gives_any_text_back(self, store: StorePort) -> None:
        ((draft, entry),) = a_story(State.DRAFT)
        change = replace(draft, reason=NASTY, ticket=NASTY, note=NASTY, requester=replace(ALICE, name=NASTY))
        card = a_card(draft, service_url=NASTY, place=replace(HOME, conversation=NASTY))
        seat = Seat(user=ALICE.id, teams_id=NASTY)
        await store.keep(change, replace(entry, note=NASTY, details={NASTY: NASTY}), (card,))
        await store.remember(seat)
        room = Room(service_url=NASTY, conversation="19:a", team_name=NASTY, name=NASTY)
        await store.remember_room(room)
        assert await store.rooms() == (room,)
        assert await store.change(change.id) == change
        assert await store.entries() == (replace(entry, note=NASTY, details={NASTY: NASTY}),)
        assert await store.owed(NOW, 1) == ((card, change),)
        assert await store.seats([ALICE.id]) == (seat,)

    async def test_finds_an_origin_of_any_signs(self, store: StorePort) -> None:
        ((draft, entry),) = a_story(State.DRAFT)
        odd = replace(draft, origin=NASTY.replace("\ud800", ""))
        await store.keep(odd, entry)
        assert await store.change_from(odd.origin) == odd
        assert await store.change_from(odd.origin + "\x00") is None


class TestQuestions:
    async def test_are_open_until_they_are_answered(self, store: QuestionPort) -> None:
        first, second = Question(id="b", asked_at=NOW), Question(id="a", asked_at=NOW + SECOND)
        await store.ask(second)
        await store.ask(first)
        assert await store.open_questions() == (first, second)
        setting = Setting(Mode.GROUP, GroupId("sales"))
        told = replace(first, is_open=False, reading=Reading(at=NOW, setting=setting, raw=NASTY, rest={NASTY: "1"}))
        await store.answer(told)
        failed = replace(second, is_open=False, error="UnreachableError", sentence=NASTY, code="503", wait=2.5)
        await store.answer(failed)
        assert await store.open_questions() == ()
        assert [await store.question(name) for name in ("a", "b", "c")] == [failed, told, None]

    async def test_are_forgotten_after_a_minute(self, store: QuestionPort) -> None:
        old = Question(id="old", asked_at=NOW)
        await store.ask(old)
        await store.ask(Question(id="young", asked_at=NOW + 60 * SECOND))
        assert await store.question("old") == old
        await store.ask(Question(id="new", asked_at=NOW + 61 * SECOND))
        assert await store.question("old") is None
        await store.answer(replace(old, is_open=False))
        assert await store.question("old") is None

    async def test_are_answered_by_somebody_whose_pulse_is_felt(self, store: QuestionPort) -> None:
        assert await store.pulse() is None
        for at in (NOW, NOW + SECOND):
            await store.beat(at)
            assert await store.pulse() == at


async def expect_conflict(store: StorePort, step: Stepped, code: str) -> None:
    with pytest.raises(ConflictError) as caught:
        await store.keep(*step, (a_card(step[0], id="refused"),))
    assert caught.value.code == code
