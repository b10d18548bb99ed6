"""Teams delivers again what it thinks was lost, under the same id and under new ones: it is done once, and said so."""

import asyncio
import copy
from uuid import uuid4

import pytest
from story import list_steps

from bot.edges.teams import turn
from bot.sim.cast import BOB, SALES_GROUP
from bot.sim.tenant import Fault

pytestmark = pytest.mark.days

OFF = 1
ALREADY = "You have asked for that already"


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


@pytest.fixture
def again(world, clock):
    """Deliver an activity again, as it was or under a new id and with a later time."""

    async def again(activity, *, seconds=0):
        repeated = copy.deepcopy(dict(activity))
        if seconds:
            clock.move(seconds=seconds)
            repeated |= {"id": f"f:{uuid4()}", "timestamp": clock.now().isoformat(timespec="milliseconds")}
        return await world.teams.post_raw(repeated, token=world.teams.token_for())

    return again


def heard(world):
    return world.teams.delivered[-1]


def cards(person):
    return [message for message in person.messages() if message.card and message.sender == "Linkgate"]


def notes(person):
    return [message for message in person.messages() if ALREADY in message.text]


async def test_a_command_that_comes_again_makes_one_request_and_says_so(ada, cleo, world, again, talk, bot, clock):
    """CMD-09."""
    store = bot.desk.ports.store
    await ada.says(f"linkedin enable group {SALES_GROUP}")
    wish = heard(world)
    await ada.sees("Review")
    said = len(ada.messages())
    for _ in range(2):
        assert (await again(wish)).status == 200
    assert len(ada.messages()) == said
    assert (await again(wish, seconds=30)).status == 200
    assert len(notes(ada)) == 1
    assert "LI-1 is draft" in notes(ada)[0].text
    await ada.says(f"  LINKEDIN   enable group {SALES_GROUP} ")
    assert len(notes(ada)) == 2
    assert len(await list_steps(store)) == 1
    await ada.clicks(await ada.sees("Review"), "Send", reason="Partner summit", ticket="CHG-1")
    assert (await again(wish, seconds=30)).status == 200
    assert "LI-1 is waiting" in notes(ada)[-1].text
    assert [str(entry.event) for entry in await list_steps(store)] == ["planned", "sent"]
    await cleo.says(f"linkedin enable group {SALES_GROUP}")  # another person, another place: no echo
    await cleo.sees("LI-1 of Ada Lindqvist is waiting")
    await ada.says("linkedin enable all")  # other words: no echo either
    await ada.sees("LI-1 of Ada Lindqvist is waiting")
    clock.move(seconds=90)
    await ada.says(f"linkedin enable group {SALES_GROUP}")
    assert "LI-1 of Ada Lindqvist is waiting" in ada.messages()[-1].visible_text
    assert len(await list_steps(store)) == 2


async def test_the_same_words_elsewhere_or_after_an_end_are_a_wish_of_their_own(ada, world, again, bot, clock):
    """CMD-09."""
    store, group = bot.desk.ports.store, world.teams.chats.group
    await ada.says("linkedin enable all")
    review = await ada.sees("Review")
    await ada.says("@Linkgate linkedin enable all", group)
    await ada.sees("Review", group)
    assert len(await list_steps(store)) == 2
    await ada.clicks(review, "Discard")
    await ada.says("linkedin enable all because of the board")
    await ada.sees("Request LI-3")
    assert [entry.request for entry in await list_steps(store)] == [1, 2, 1, 3]


async def test_what_only_shows_something_is_shown_again_and_nothing_is_kept(ada, world, again, bot):
    """CMD-09."""
    await ada.says("linkedin status")
    assert (await again(heard(world))).status == 200
    assert len(cards(ada)) == 1
    assert (await again(heard(world), seconds=30)).status == 200
    assert len(cards(ada)) == 2
    assert await list_steps(bot.desk.ports.store) == ()


async def test_a_click_that_comes_again_counts_once_and_is_answered_with_the_present_card(
    ada, bob, cleo, world, again, talk, bot
):
    """CARD-06."""
    await ada.says("linkedin enable all")
    await ada.clicks(await ada.sees("Review"), "Send", reason="Partner summit")
    for seconds in (0, 30):
        answer = await again(heard(world), seconds=seconds)
        assert "Waiting for approval" in str(answer.body)
    approval = await bob.sees("Partner summit")
    await bob.clicks(approval, "Approve")
    vote = heard(world)
    for seconds in (0, 30, 30):
        answer = await again(vote, seconds=seconds)
        assert "You approved" in str(answer.body)
    changed_mind = await bob.clicks(approval, "Reject", note="no, after all")
    assert "You approved" in str(changed_mind.card)
    assert await talk.state() == "waiting"
    (change,) = await talk.changes()
    assert [one.by.id for one in change.votes] == [BOB.object_id]
    await cleo.clicks(await cleo.sees("1 of 2"), "Approve")
    no = await bob.clicks(approval, "Reject", note="no")
    assert no.kind == "card"
    await talk.becomes("applied")
    events = [str(entry.event) for entry in await bot.desk.ports.store.entries(1)]
    assert events == ["planned", "sent", "approved", "approved", "claimed", "written", "settled"]
    yes = await again(vote, seconds=30)
    assert "Applied" in str(yes.body)


async def test_a_no_that_comes_again_or_is_followed_by_a_yes_stays_a_no(ada, bob, world, again, talk, bot):
    """CARD-06."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await asyncio.gather(*(bob.clicks(approval, "Reject", note="not now") for _ in range(3)))
    no = heard(world)
    for seconds in (0, 30):
        assert "Rejected" in str((await again(no, seconds=seconds)).body)
    yes = await bob.clicks(approval, "Approve")
    assert "Rejected" in str(yes.card)
    assert await talk.state() == "rejected"
    assert [str(entry.event) for entry in await bot.desk.ports.store.entries(1)] == ["planned", "sent", "rejected"]


@pytest.mark.parametrize("is_new", [False, True])
async def test_a_command_that_comes_again_while_the_first_one_runs_has_no_second_effect(
    ada, world, again, tenant, talk, bot, monkeypatch, is_new
):
    """CMD-10."""
    assert turn.MESSAGE_SECONDS <= 3
    monkeypatch.setattr(turn, "MESSAGE_SECONDS", 0.2)
    tenant.fail(Fault(api="graph", path="directoryRole", do="hang"))
    assert (await ada.says("linkedin enable all")).status == 202
    second = await again(heard(world), seconds=15 if is_new else 0)
    assert second.status == (202 if is_new else 200)
    assert await list_steps(bot.desk.ports.store) == ()
    tenant.heal()
    await ada.sees("Review")
    if is_new:
        await ada.sees(ALREADY)
    await ada.says("help")
    await ada.sees("linkedin requests")
    assert len([message for message in ada.messages() if "Review" in message.visible_text]) == 1
    assert len(await list_steps(bot.desk.ports.store)) == 1


async def test_a_click_that_comes_again_while_the_first_one_runs_counts_once(
    ada, bob, world, again, tenant, talk, bot, monkeypatch
):
    """CMD-10."""
    assert turn.CLICK_SECONDS < 10
    await talk.asks(ada, "linkedin enable all")
    approval = await bob.sees("Partner summit")
    monkeypatch.setattr(turn, "CLICK_SECONDS", 0.2)
    tenant.fail(Fault(api="graph", path=f"{BOB.object_id}/.*directoryRole", do="delay", seconds=1.0, times=3))
    first = await bob.clicks(approval, "Approve")
    assert "still working on that" in first.text
    vote = heard(world)
    for seconds in (0, 15):
        answer = await again(vote, seconds=seconds)
        assert (answer.status, "still working" in answer.body["value"]) == (200, True)
    assert (await talk.changes())[0].votes == ()
    await bob.sees("You approved")
    monkeypatch.undo()
    answer = await again(vote, seconds=15)
    assert "You approved" in str(answer.body)
    (change,) = await talk.changes()
    assert len(change.votes) == 1
