"""Clicks that come late, twice, at the same time, from strangers, and by the thousand."""

import asyncio
import itertools
import logging
from dataclasses import replace

import pytest
from fakes.office import APPROVERS
from fakes.samples import ALICE, BOB, CAROL, NOW, SALES, a_card, a_story, the_rules
from hypothesis import given
from hypothesis import strategies as st

from bot.core import steps, words
from bot.core.act import Act, Verb
from bot.core.change import Attempt, ChangeId, State, Told
from bot.core.notice import Audience
from bot.core.outcome import Answer
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, UserId
from bot.core.setting import Mode, Setting
from bot.core.steps import NotAllowedError
from bot.core.text import flatten
from bot.core.view import ChangeView, SaidView
from bot.turn import Caller, Click

ROOM = Place(kind=PlaceKind.GROUP, service_url="https://smba.trafficmanager.net/emea/", conversation="19:room")
DEEDS = {
    Verb.SEND: (ALICE, {"reason": "again"}),
    Verb.DISCARD: (ALICE, {}),
    Verb.WITHDRAW: (ALICE, {}),
    Verb.APPROVE: (BOB, {}),
    Verb.REJECT: (BOB, {"note": "no"}),
    Verb.RETURN: (BOB, {"changes": "say more"}),
}
# The handbook: which buttons still do something, and in which state.
LIVE = {
    State.DRAFT: {Verb.SEND, Verb.DISCARD, Verb.WITHDRAW},
    State.WAITING: {Verb.DISCARD, Verb.WITHDRAW, Verb.APPROVE, Verb.REJECT, Verb.RETURN},
    State.RETURNED: {Verb.SEND, Verb.DISCARD, Verb.WITHDRAW},
    State.APPROVED: {Verb.DISCARD, Verb.WITHDRAW},
}


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence)


def caller(person, place=ROOM):
    return Caller(user=person.id, teams_id=f"29:{person.id}", place=place)


async def keep(store, state, *, number=1):
    """Keep a whole story, with a card in everybody's private chat; return how it ends."""
    story = a_story(state, number=number)
    for change, entry in story:
        places = [
            Place(kind=PlaceKind.PERSONAL, service_url="https://x/", conversation=f"a:{one.id}") for one in (ALICE, BOB)
        ]
        cards = [a_card(change, id=f"{number}-{place.conversation}", place=place) for place in places]
        await store.keep(change, entry, cards if change.rev == 1 else ())
    return story[-1][0]


@pytest.mark.parametrize("state", list(State))
async def test_a_button_of_an_older_card_is_answered_with_the_present_one_and_does_nothing(
    office, store, setting, state
):
    """CARD-05."""
    change = await keep(store, state)
    kept = await store.entries()
    for verb, rev in itertools.product(set(DEEDS) - LIVE.get(state, set()), {1, change.rev}):
        person, inputs = DEEDS[verb]
        if state is State.DRAFT and verb in {Verb.REJECT, Verb.RETURN, Verb.APPROVE}:
            continue  # nobody has such a card, see the next test
        view = await office.clicks(person, verb, replace(change, rev=rev), **inputs)
        assert isinstance(view, ChangeView), (state, verb)
        assert view.change == change
    assert await store.change(change.id) == change
    assert await store.entries() == kept
    assert setting.sent == []


async def test_a_draft_is_decided_by_nobody(office, store):
    """CARD-05."""
    change = await keep(store, State.DRAFT)
    for verb in (Verb.APPROVE, Verb.REJECT, Verb.RETURN):
        person, inputs = DEEDS[verb]
        view = await office.clicks(person, verb, change, **inputs)
        assert isinstance(view, ChangeView)
        assert view.change == change


async def test_handles_are_long_random_and_never_told_to_who_does_not_know_them(office, store, directory, caplog):
    """CARD-02 CARD-03."""
    caplog.set_level(logging.INFO)
    mallory = Person(id=UserId("3a110000-0000-4000-8000-000000000004"), name="Mallory")
    directory.add_person(mallory)
    waiting = await office.sent()
    assert len(bytes.fromhex(waiting.id)) == 16
    guesses = [waiting, *(replace(waiting, id=ChangeId(f"{number:032x}")) for number in (0, 1, 2**128 - 1))]
    answers = set()
    for person, place, guess, verb in itertools.product(
        (mallory,),
        (ROOM, caller(mallory).place),
        guesses,
        (Verb.APPROVE, Verb.REJECT, Verb.WITHDRAW, Verb.VIEW, Verb.SEND),
    ):
        click = Click(act=Act(verb, guess.id, guess.rev), caller=caller(person, place), message="card")
        answers.add(said(await office.desk.click(click)))
    assert answers == {words.REASONS["no-such-request"] + " Rule known-card (no-such-request)."}
    caplog.clear()
    copied = await office.desk.click(
        Click(act=Act(Verb.APPROVE, waiting.id, waiting.rev), caller=caller(BOB), message="c")
    )
    assert "This card is a copy" in said(copied)
    assert f"refused approve to {BOB.id}: elsewhere" in caplog.text
    assert await office.newest() == waiting


async def test_ids_of_many_requests_have_nothing_in_common(office, store, directory):
    """CARD-02."""
    found = set()
    for number in range(40):
        await office.asks(ALICE, f"linkedin enable all because {number}", origin=number)
        found.add((await office.newest()).id)
    assert len(found) == 40
    assert len({handle[:8] for handle in found}) == 40
    assert len({handle[-8:] for handle in found}) == 40


@pytest.mark.parametrize("needed", [1, 2])
@pytest.mark.parametrize("turns", list(itertools.product([Verb.APPROVE, Verb.REJECT], repeat=2)))
async def test_of_two_decisions_of_one_person_the_first_one_counts(office, store, turns, needed):
    """CARD-06."""
    waiting = await office.sent("linkedin enable all" if needed == 2 else "linkedin enable group Sales")
    first, second = turns
    view = await office.clicks(BOB, first, waiting, note="no")
    once, kept = await office.newest(), await store.entries()
    assert view.change == once
    again = await office.clicks(BOB, second, waiting, note="no")
    assert isinstance(again, ChangeView)  # the present card: "You approved", or how it ended
    assert (again.change, again.viewer) == (once, BOB.id)
    assert await office.newest() == once
    assert await store.entries() == kept
    assert len(once.votes) == (first is Verb.APPROVE)


async def test_a_second_approver_can_still_say_no(office):
    """CARD-06."""
    waiting = await office.sent("linkedin enable all")
    await office.clicks(BOB, Verb.APPROVE, waiting)
    view = await office.clicks(CAROL, Verb.REJECT, waiting, note="no")
    assert view.change.state is State.REJECTED


async def test_however_many_click_at_once_each_vote_counts_and_it_is_applied_once(office, store, directory, setting):
    """CARD-07."""
    crowd = [Person(id=UserId(f"{number:08x}-0000-4000-8000-000000000000"), name=f"P{number}") for number in range(8)]
    for person in crowd:
        directory.add_person(person)
        directory.memberships[APPROVERS].add(person.id)
    for turn in range(25):
        setting.setting = Setting(Mode.NOBODY)
        await office.asks(ALICE, f"linkedin enable all because {turn}", origin=turn)
        await office.postman.deliver()
        await office.clicks(ALICE, Verb.SEND, await office.newest(), reason=f"turn {turn}")
        await office.postman.deliver()
        waiting = await office.newest()
        pair = crowd[turn % 8], crowd[(turn + 3) % 8]
        await asyncio.gather(*(office.clicks(person, Verb.APPROVE, waiting) for person in pair for _ in range(2)))
        approved = await office.newest()
        assert {vote.by for vote in approved.votes} == set(pair)
        assert approved.state is State.APPROVED
        await asyncio.gather(office.worker.advance(), office.worker.advance())
        assert (await office.newest()).state is State.APPLIED
        assert len(setting.sent) == turn + 1


@pytest.mark.parametrize("first", ["approve", "other"])
@pytest.mark.parametrize("other", ["withdraw", "expire", "ask again"])
async def test_what_happens_at_the_same_instant_happens_in_one_order(office, store, setting, clock, other, first):
    """CARD-08."""
    waiting = await office.sent()
    if other == "expire":
        clock.at = waiting.expires_at

    async def act():
        match other:
            case "withdraw":
                await office.clicks(ALICE, Verb.WITHDRAW, waiting)
            case "expire":
                await office.worker.advance()
            case "ask again":  # nothing edits a request: other words are another request, and that has to wait
                answer = await office.asks(ALICE, "linkedin enable all", origin="edited")
                assert "LI-1 of" in said(answer)

    deeds = [office.clicks(BOB, Verb.APPROVE, waiting), act()]
    await asyncio.gather(*(deeds if first == "approve" else reversed(deeds)))
    for _ in range(3):
        await office.worker.advance()
    change, entries = await office.newest(), await store.entries(1)
    ends = {"withdraw": {State.APPLIED, State.WITHDRAWN}, "expire": {State.EXPIRED}, "ask again": {State.APPLIED}}
    assert change.state in ends[other]
    assert [entry.before for entry in entries[1:]] == [entry.after for entry in entries[:-1]]
    assert entries[-1].after == change.state
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert setting.sent == [] if change.state is not State.APPLIED else len(setting.sent) == 1
    names = [str(entry.event) for entry in entries]
    assert not {"claimed", "settled"} & set(names[names.index("withdrawn") :] if "withdrawn" in names else ())


async def test_the_card_shows_the_plan_that_the_vote_is_about_and_no_other_is_ever_applied(office, setting, directory):
    """CARD-10."""
    shown = (await office.clicks(BOB, Verb.VIEW, await office.sent())).change
    directory.add_group(replace(SALES, name="Everyone"), [ALICE.id, BOB.id, CAROL.id])
    setting.setting = Setting(Mode.EVERYONE)
    view = await office.clicks(BOB, Verb.APPROVE, shown)
    assert view.change.plan == shown.plan
    await office.worker.advance()
    change = await office.newest()
    assert (change.state, change.plan) == (State.STALE, shown.plan)
    assert setting.sent == []


plans = st.sampled_from(["send", "approve", "reject", "withdraw", "expire", "claim", "drop", "settle"])


@given(st.lists(plans, max_size=12))
def test_no_step_changes_the_plan(turns):
    """CARD-10."""
    change = drafted = a_story(State.DRAFT)[0][0]
    until = change.expires_at
    take = {
        "send": lambda: steps.send(
            change,
            plan=change.plan,
            reason="r",
            told=Told.DONE,
            ticket="",
            deciders=(BOB.id, CAROL.id),
            rules=the_rules(),
            at=NOW,
        ),
        "approve": lambda: steps.approve(change, by=CAROL if change.votes else BOB, at=NOW),
        "reject": lambda: steps.reject(change, by=CAROL, note="no", at=NOW),
        "withdraw": lambda: steps.withdraw(change, at=NOW),
        "expire": lambda: steps.expire(change, at=until),
        "claim": lambda: steps.claim(change, token="t", rest={}, at=NOW),
        "drop": lambda: steps.drop(change, note="n", at=NOW),
        "settle": lambda: steps.settle(
            change, State.APPLIED, attempt=Attempt(at=NOW, token="t", answer=Answer.ACCEPTED), note="", at=NOW
        ),
    }
    for turn in turns:
        try:
            change, _ = take[turn]()
        except NotAllowedError:
            continue
        assert (change.plan, change.id, change.requester) == (drafted.plan, drafted.id, drafted.requester)


class Noted:
    """A port that notes which of its methods are called."""

    def __init__(self, port):
        self.port, self.calls = port, []

    def __getattr__(self, name):
        self.calls.append(name)
        return getattr(self.port, name)


async def test_views_that_teams_asks_for_are_few_reads_each_and_write_nothing(office, ports, store, directory, pace):
    """CARD-12."""
    waiting = await office.sent()
    shared = a_card(waiting, id="room", audience=Audience.ROOM, place=ROOM, to=None, shown=waiting.rev)
    stepped = steps.approve(waiting, by=CAROL, at=waiting.updated_at)
    await store.keep(replace(stepped[0], needed=2, state=State.WAITING), stepped[1], (shared,))
    before = await office.newest(), await store.entries(), await store.notices(waiting.id)
    crowd = [UserId(f"{number:08x}-0000-4000-8000-000000000000") for number in range(60)]
    ledger, people = Noted(store), Noted(directory)
    storm = type(office)(replace(ports, store=ledger, directory=people), pace)
    click = Act(Verb.VIEW, waiting.id, waiting.rev)
    views = await asyncio.gather(
        *(
            storm.desk.click(Click(act=click, caller=Caller(user=user, teams_id=f"29:{user}", place=ROOM), message="m"))
            for user in [*crowd, BOB.id] * 3
        )
    )
    assert {view.audience for view in views} == {Audience.ROOM, Audience.APPROVER}
    assert {view.change for view in views if view.viewer == BOB.id} == {before[0]}
    assert people.calls == []
    assert set(ledger.calls) == {"change", "notices", "seats"}
    assert len(ledger.calls) <= 3 * len(views)
    assert (await office.newest(), await store.entries(), await store.notices(waiting.id)) == before
    assert await store.seats(crowd) == ()
