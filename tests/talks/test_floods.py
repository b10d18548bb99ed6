"""Whoever asks too much is answered no more; everybody else goes on as before."""

import asyncio
import json

import pytest
from fakes.samples import ALICE, BOB, CAROL
from story import list_steps

from bot.app import open_bot
from bot.config import read_settings
from bot.core.budget import Allowance
from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId
from bot.edges.teams.budgets import ALLOWANCES, Budgets, Scope
from bot.edges.teams.pacer import CONVERSATION, TENANT
from bot.outside import Limits
from bot.sim.cast import SALES_GROUP
from bot.turn import Caller

from .conftest import QUICK

pytestmark = pytest.mark.days

OFF = 1
TOO_MUCH = "too much at once"


@pytest.fixture(autouse=True)
def _off_at_first(request):
    if "bot" in request.fixturenames or "talk" in request.fixturenames:
        request.getfixturevalue("tenant").change_in_portal(OFF)


@pytest.fixture
def group(world):
    return world.teams.chats.group


def answers(person, chat):
    return [message for message in person.messages(chat) if message.sender == "Linkgate"]


def told(person, chat):
    return [message for message in answers(person, chat) if TOO_MUCH in message.visible_text]


KINDS = (
    "help",
    "good morning",
    "linkedin enable all",
    "linkedin status",
    "linkedin history",
    "linkedin disable because " + "x" * 1_900,
)


async def test_a_flood_is_answered_a_dozen_times_and_told_once_and_stops_nobody_else(
    ada, bob, mallory, gus, tenant, talk
):
    """CMD-11."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    asked = len(tenant.requests)
    flood = asyncio.gather(*(person.says(KINDS[turn % 6]) for turn in range(60) for person in (mallory, gus)))
    loop = asyncio.get_running_loop()
    began = loop.time()
    await ada.says("linkedin status")
    await ada.sees("Read from Microsoft Entra")
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    assert {said.status for said in await flood} <= {200, 202}
    for flooder in (mallory, gus):
        await flooder.sees(TOO_MUCH)
        assert len(told(flooder, flooder.chat)) == 1
        most = 13 + (loop.time() - began) / ALLOWANCES[Scope.PERSON].gap
        assert len(answers(flooder, flooder.chat)) <= most
    assert len(tenant.requests) - asked < 300
    for person in (ada, bob):
        assert not told(person, person.chat)


async def test_a_chat_of_many_has_a_budget_and_clicks_are_told_that_it_is_used_up(
    ada, bob, cleo, mallory, gus, group, world, talk, caplog
):
    """CMD-11."""
    caplog.set_level("INFO")
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    shared = await mallory.sees("Partner summit", group)
    approval = await bob.sees("Partner summit", bob.chat)
    crowd = (ada, cleo, mallory, gus)
    flood = asyncio.gather(*(person.says("@Linkgate help", group) for person in crowd for _ in range(10)))
    await talk.until(lambda: "too much from one chat" in caplog.text)
    action = {"type": "Action.Execute", "verb": "status", "data": {}}
    for _ in range(2):  # a click always has an answer; only messages are left without one
        clicked = await cleo.invokes(shared.id, action)
        assert (clicked.kind, TOO_MUCH in clicked.text) == ("message", True)
    await flood
    assert len(told(ada, group)) == 1
    assert len(answers(ada, group)) <= 38
    for person in (ada, bob, cleo, mallory):
        await person.says("linkedin status")
        await person.sees("Read from Microsoft Entra", person.chat)
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")


async def test_who_clicks_too_much_is_told_at_each_click_and_nothing_is_done(world, clock, tmp_path, ada, bob, tenant):
    """CMD-11."""
    slow = Limits(allowances=dict.fromkeys(Scope, Allowance(burst=12, gap=600.0)))
    settings = read_settings(world.environment(tmp_path / "slow"))
    async with open_bot(settings, clock=clock, pace=QUICK, limits=slow) as bot:
        world.teams.connect(bot.url)
        await ada.says("linkedin status")
        status = await ada.sees("Read from Microsoft Entra")
        clicked = await asyncio.gather(*(ada.clicks(status, "Refresh") for _ in range(30)))
        refused = [answer for answer in clicked if TOO_MUCH in answer.text]
        assert len(refused) == 30 - 11
        assert {answer.kind for answer in refused} == {"message"}
        asked = len(tenant.requests)
        late = await ada.clicks(status, "Requests")
        assert TOO_MUCH in late.text
        assert len(tenant.requests) == asked
        await bob.says("help")
        await bob.sees("linkedin requests")


async def test_sixty_who_open_the_chat_leave_it_its_budget(ada, bob, mallory, group, talk, world, bot):
    """CARD-12 CMD-11."""
    for person in (ada, bob):
        await person.says("help")
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    shared = await mallory.sees("Partner summit", group)
    await mallory.opens(group)
    opened = world.teams.delivered[-1]
    assert opened["value"]["trigger"] == "automatic"
    store = bot.desk.ports.store
    kept = await list_steps(store), await store.open_changes(100)
    crowd = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(60)]
    activities = [
        json.loads(json.dumps(opened)) | {"id": f"f:{user}", "from": {"id": f"29:{user}", "aadObjectId": user}}
        for user in crowd
    ]
    got = await asyncio.gather(
        *(world.teams.post_raw(activity, token=world.teams.token_for()) for activity in activities)
    )
    assert {(answer.status, answer.body["type"]) for answer in got} == {
        (200, "application/vnd.microsoft.card.adaptive")
    }
    assert (await list_steps(store), await store.open_changes(100)) == kept
    assert await store.seats([UserId(user) for user in crowd]) == ()
    await bob.opens(group)
    mine = await bob.sees(lambda message: message.id == shared.id and "Approve" in message.buttons, group)
    await bob.clicks(mine, "Approve")
    await talk.becomes("applied")


# ---- the numbers, on a clock that is moved --------------------------------------------------------------------------


class Watch:
    def __init__(self):
        self.at = 1_000.0

    def __call__(self):
        return self.at


def caller(user, chat):
    place = Place(kind=PlaceKind.GROUP, service_url="https://smba.trafficmanager.net/emea/", conversation=chat)
    return Caller(user=user, teams_id=f"29:{user}", place=place)


def test_a_person_has_twelve_at_once_and_then_one_every_two_seconds_in_all_chats_together():
    """CMD-11."""
    watch = Watch()
    budgets = Budgets(now=watch)
    chats = [caller(ALICE.id, f"chat {number}") for number in range(4)]
    assert [budgets.spend(chats[number % 4]) for number in range(12)] == [None] * 12
    first, second = budgets.spend(chats[0]), budgets.spend(chats[1])
    assert (first.scope, first.wait, first.is_first) == (Scope.PERSON, 2, True)
    assert not second.is_first
    assert budgets.spend(caller(BOB.id, "chat 0")) is None
    done = 0
    for _ in range(120):
        watch.at += 0.5
        done += budgets.spend(chats[2]) is None
    assert done == 30
    watch.at += 30
    assert [budgets.spend(chats[3]) for _ in range(12)] == [None] * 12
    assert budgets.spend(chats[3]).is_first


def test_a_chat_has_thirty_at_once_and_then_one_every_two_seconds_and_other_chats_their_own():
    """CMD-11."""
    watch = Watch()
    budgets = Budgets(now=watch)
    crowd = [f"person {number}" for number in range(40)]
    refusals = [budgets.spend(caller(UserId(user), "room")) for user in crowd]
    assert refusals[:30] == [None] * 30
    assert {refusal.scope for refusal in refusals[30:]} == {Scope.CHAT}
    assert [refusal.is_first for refusal in refusals[30:]] == [True] + [False] * 9
    assert budgets.spend(caller(CAROL.id, "another room")) is None
    assert budgets.spend(caller(CAROL.id, "room"), is_alone=True) is None
    watch.at += 2
    assert budgets.spend(caller(CAROL.id, "room")) is None
    assert budgets.spend(caller(ALICE.id, "room")).scope is Scope.CHAT


def test_budgets_end_before_teams_own_limits_do():
    """CMD-11."""
    for allowance in ALLOWANCES.values():
        assert allowance.burst + 30 / allowance.gap <= 60
        assert 3600 / allowance.gap <= 1800
    assert {(7, 1.0), (60, 30.0)} <= set(CONVERSATION)  # a shorter burst is stretched, not refused
    assert TENANT == ((30, 1.0),)  # the budget of all together: what goes out waits for it
