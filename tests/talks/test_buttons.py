"""What a client can send that no card of ours would, and where a card can get to that Linkgate did not put it."""

import asyncio
import copy
import json
from uuid import uuid4

import pytest
from story import list_steps

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, CLEO, SALES_GROUP
from bot.sim.teams import card as press_on

pytestmark = pytest.mark.days

OFF, ON_FOR_GROUP = 1, 4
MESSAGE, ERROR = "application/vnd.microsoft.activity.message", "application/vnd.microsoft.error"


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


@pytest.fixture
def group(world):
    return world.teams.chats.group


def press(message, title, **inputs):
    """Take the action behind a button, as somebody might who copies it."""
    return press_on.press(message.card, title, inputs)


async def test_what_no_card_could_send_is_refused_in_words_and_changes_nothing(ada, bob, talk, bot, world, tenant):
    """CARD-01."""
    await talk.asks(ada, "linkedin enable all")
    approval = await bob.sees("Partner summit")
    good = press(approval, "Approve")
    data, kept = good["data"], await list_steps(bot.desk.ports.store)
    for spoiled in (
        good | {"verb": "apply"},
        good | {"verb": None},
        good | {"verb": ["approve"]},
        good | {"type": "Action.Submit"},
        good | {"type": "Action.OpenUrl"},
        good | {"data": None},
        good | {"data": []},
        good | {"data": json.dumps(data)},
        good | {"data": {"id": data["id"]}},
        good | {"data": {"rev": data["rev"]}},
        good | {"data": data | {"id": [data["id"]]}},
        good | {"data": data | {"id": data["id"].upper()}},
        good | {"data": data | {"rev": str(data["rev"])}},
        good | {"data": data | {"rev": True}},
        good | {"data": data | {"rev": 10**30}},
        {"verb": "approve"},
        {},
    ):
        refused = await bob.invokes(approval.id, spoiled)
        assert (refused.status, refused.kind) == (200, "message"), spoiled
        assert "does not know this button" in refused.text
    assert await list_steps(bot.desk.ports.store) == kept


async def test_what_else_a_click_says_is_not_believed(ada, bob, cleo, talk, bot, tenant):
    """CARD-01."""
    card = await talk.asks(ada, "linkedin enable all")
    approval = await bob.sees("Partner summit")
    good = press(approval, "Approve")
    data = good["data"]
    lies = {
        "actor": CLEO.object_id,
        "by": {"id": CLEO.object_id},
        "aadObjectId": CLEO.object_id,
        "requester": BOB.object_id,
        "verdict": "approved",
        "state": "approved",
        "needed": "1",
        "votes": [BOB.object_id, CLEO.object_id],
        "plan": {"after": {"mode": "nobody"}},
        "group": SALES_GROUP,
        "nonce": str(uuid4()),
        "reason": "x" * 60_000,
    }
    for refused, sentence in (
        (await bob.invokes(approval.id, good | {"data": data | {"id": "0" * 32}}), "There is no such request"),
        (await bob.invokes(approval.id, good | {"data": data | {"rev": 999}}), "There is no such request"),
        (await bob.invokes(approval.id, good | {"verb": "withdraw"}), "Only the person who asked"),
        (await bob.invokes(approval.id, good | {"verb": "discard"}), "Only the person who asked"),
        (await bob.invokes(approval.id, good | {"verb": "send"}), "Only the person who asked"),
        (await ada.invokes(card.id, good | {"data": data | lies}), "Nobody decides on their own request"),
        (await bob.invokes(approval.id, good | {"verb": "reject", "data": data | {"note": ["no"]}}), "Say why"),
        (await bob.invokes(approval.id, good | {"verb": "reject", "data": data | {"note": "x" * 60_000}}), "Say why"),
    ):
        assert (refused.status, refused.kind) == (200, "message")
        assert sentence in refused.text
    huge = await bob.invokes(approval.id, good | {"data": data | {"reason": "x" * 300_000}})
    assert huge.status == 413
    voted = await bob.invokes(approval.id, good | {"data": data | lies})
    assert voted.kind == "card"
    (change,) = await talk.changes()
    assert (str(change.state), [vote.by.id for vote in change.votes]) == ("waiting", [BOB.object_id])
    assert (change.needed, change.requester.id, change.reason) == (2, ADA.object_id, "Partner summit")
    await cleo.clicks(await cleo.sees("1 of 2"), "Approve")
    await talk.becomes("applied")
    assert tenant.setting["enableLinkedInAppFamily"] == 0


async def test_a_card_decides_only_where_it_was_posted_and_for_those_it_was_meant_for(
    ada, bob, cleo, mallory, gus, group, world, talk, bot, caplog
):
    """CARD-02 CARD-03 CARD-04."""
    caplog.set_level("INFO")
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    shared = await mallory.sees("Partner summit", group)
    approval = await bob.sees("Partner summit", bob.chat)
    approve = press(approval, "Approve")
    kept = await list_steps(bot.desk.ports.store)
    channel = world.teams.chats.channel
    for place in (channel, mallory.chat):
        await mallory.says("@Linkgate help" if place is channel else "help", place)
        forwarded = await mallory.sees("linkedin status", place)
        stranger = await mallory.invokes(forwarded.id, approve)
        random = await mallory.invokes(forwarded.id, approve | {"data": approve["data"] | {"id": uuid4().hex}})
        assert stranger == random
        assert "There is no such request" in stranger.text
    await bob.says("@Linkgate help", channel)
    copied = await bob.invokes((await bob.sees("linkedin status", channel)).id, approve)
    assert "This card is a copy" in copied.text
    assert f"refused approve to {BOB.object_id}: elsewhere" in caplog.text
    for person, sentence in ((mallory, "Only a member of the approvers group"), (gus, "Guests"), (ada, "own request")):
        caplog.clear()
        for verb in ("approve", "reject"):
            refused = await person.invokes(shared.id, approve | {"verb": verb, "data": approve["data"] | {"note": "n"}})
            assert sentence in refused.text
        assert caplog.text.count(f"refused decide to {person.player.object_id}") == 2
    assert await list_steps(bot.desk.ports.store) == kept
    for person, message, chat in ((mallory, shared, group), (cleo, approval, cleo.chat), (bob, approval, bob.chat)):
        card = await person.sees("Partner summit", chat)
        assert card.edition == message.edition
        assert ("Approve" in card.buttons) is (chat is not group)
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")


INVOKES = (
    "fileConsent/invoke ",
    "fileconsent/invoke",
    "signin/verifyState",
    "signin/tokenExchange",
    "signin/failure",
    "task/fetch",
    "task/submit",
    "composeExtension/query",
    "composeExtension/submitAction",
    "composeExtension/fetchTask",
    "composeExtension/queryLink",
    "composeExtension/onCardButtonClicked",
    "actionableMessage/executeAction",
    "message/submitAction",
    "message/fetchTask",
    "tab/fetch",
    "config/submit",
    "handoff/action",
    "adaptiveCard/Action",
    "adaptiveCard/action ",
    "",
    None,
    ["adaptiveCard/action"],
)


async def test_only_the_invokes_that_cards_send_are_carried_out(ada, bob, world, talk, bot, tenant):
    """CARD-09."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await bob.invokes(approval.id, press(approval, "Approve") | {"verb": "view"})
    await talk.rests()
    heard = copy.deepcopy(dict(world.teams.delivered[-1]))
    heard["value"]["action"]["verb"] = "approve"
    kept, posted, asked = await list_steps(bot.desk.ports.store), len(world.teams.sent), len(tenant.requests)

    async def hears(**fields):
        spoiled = {name: value for name, value in (heard | fields).items() if value is not ...}
        return await world.teams.post_raw(spoiled | {"id": f"f:{uuid4()}"}, token=world.teams.token_for())

    for name in (*INVOKES, ...):
        answered = await hears(name=name)
        assert (answered.status, answered.body["statusCode"], answered.body["type"]) == (200, 501, ERROR), name
    action = heard["value"]["action"]
    for value in (
        None,
        [],
        "approve",
        {"action": [action]},
        {"actions": action},
        {"action": action | {"type": "Submit"}},
    ):
        answered = await hears(value=value)
        assert (answered.status, answered.body["type"]) == (200, MESSAGE), value
    for message in (None, "", ["x"], "x" * 2_000):
        answered = await hears(replyToId=message)
        assert (answered.status, answered.body["type"]) == (200, MESSAGE), message
    submit = {"type": "message", "name": ...}
    for fields in (
        submit | {"value": action["data"] | {"verb": "approve"}},
        submit | {"value": heard["value"]},
        submit | {"value": {"msteams": {"type": "messageBack"}}, "text": "linkedin withdraw 1"},
        submit | {"value": {}, "text": "linkedin enable all"},
        submit | {"value": "linkedin enable all", "text": "linkedin enable all"},
    ):
        assert (await hears(**fields)).status == 200
    assert await list_steps(bot.desk.ports.store) == kept
    assert (len(world.teams.sent), len(tenant.requests)) == (posted, asked)
    assert (await hears()).body["type"].endswith("card.adaptive")
    await talk.becomes("applied")


async def test_approving_and_withdrawing_at_the_same_instant_have_one_order_for_everybody(ada, bob, talk, bot, tenant):
    """CARD-08."""
    for turn in range(4):
        card = await talk.asks(ada, f"linkedin enable group {SALES_GROUP} because {turn}", reason=f"turn {turn}")
        number = turn + 1
        approval = await bob.sees(f"turn {turn}")
        deeds = [ada.clicks(await ada.sees(lambda message, card=card: message.id == card.id), "Withdraw")]
        deeds.insert(turn % 2, bob.clicks(approval, "Approve"))
        before = len(tenant.writes)
        await asyncio.gather(*deeds)
        async with asyncio.timeout(30):
            while await talk.state() not in {"applied", "withdrawn"}:
                await asyncio.sleep(0.02)
        state = await talk.state()
        entries = await bot.desk.ports.store.entries(number)
        assert [entry.before for entry in entries[1:]] == [entry.after for entry in entries[:-1]]
        events = [str(entry.event) for entry in entries]
        assert len(tenant.writes) - before == (state == "applied")
        assert (events[-1] == "withdrawn") is (state == "withdrawn")
        if state == "withdrawn":
            assert "claimed" not in events
        tenant.change_in_portal(OFF)


async def test_the_longest_group_name_and_reason_arrive_on_the_wire(ada, bob, tenant, talk):
    """CARD-11."""
    tenant.set_group(SALES_GROUP, displayName="﷽" * 256)
    await talk.asks(ada, reason="😀" * 500 + "﷽" * 500)
    approval = await bob.sees("Approve this change?")
    assert approval.buttons[0] == "Approve"
    assert len(json.dumps(approval.card, ensure_ascii=False).encode()) <= 28 * 1024
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")


# ---- where a card cannot be delivered --------------------------------------------------------------------------------


async def test_what_became_of_it_is_kept_and_told_in_private_when_the_room_is_gone(
    ada, bob, group, world, talk, bot, tenant, caplog
):
    """CARD-13."""
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    approval = await bob.sees("Partner summit", bob.chat)
    await bob.sees("Partner summit", group)
    room = "conversations/" + group.id.replace(".", r"\.")
    world.teams.fail(403, times=99, path_regex=room)  # the bot was removed, or the chat deleted
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    await ada.sees("are now on for the group", ada.chat)
    await talk.until(lambda: caplog.text.count("undeliverable") == 2)
    assert tenant.setting["enableLinkedInAppFamily"] == ON_FOR_GROUP
    assert (await bot.desk.ports.store.entries(1))[-1].after == "applied"
    await bob.says("linkedin history")
    history = await bob.sees("Messages that Teams did not take")
    assert "LI-1 (2)" in history.visible_text


@pytest.mark.parametrize("code", [403, 404])
async def test_a_deleted_card_and_a_requester_who_left_stop_nothing(ada, bob, world, talk, bot, tenant, code, caplog):
    """CARD-13."""
    card = await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await ada.sees(lambda message: message.id == card.id and "Withdraw" in message.buttons)
    if code == 404:
        world.teams.fail(404, times=99, method="PUT", path_regex=card.id)  # the message is deleted
    else:
        await ada.uninstall()
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    await talk.until(lambda: "undeliverable" in caplog.text)
    if code == 404:
        await ada.sees("are now on for the group")
    lost = await bot.desk.ports.store.undelivered()
    assert {change.number for _, change in lost} == {1}
    assert (await bot.desk.ports.store.entries(1))[-1].after == "applied"
    await bob.says("linkedin history")
    await bob.sees("Messages that Teams did not take")


async def test_an_approver_who_left_is_passed_over_and_the_others_decide(ada, bob, cleo, world, talk, tenant, caplog):
    """CARD-13."""
    await cleo.uninstall()
    await talk.asks(ada)
    await talk.until(lambda: "undeliverable" in caplog.text)
    await talk.rests()
    approval = await bob.sees("Partner summit")
    await ada.says("linkedin requests")
    await ada.sees("Messages that Teams did not take")
    assert not [message for message in cleo.messages() if "Partner summit" in message.visible_text]
    await cleo.install()
    await cleo.sees("Partner summit")
    await bob.uninstall()
    tenant.remove_member(APPROVERS_GROUP, BOB.object_id)
    assert "Only a member of the approvers group" in (await bob.clicks(approval, "Approve")).text
    await cleo.clicks(await cleo.sees("Partner summit"), "Approve")
    await talk.becomes("applied")


def _limits(part):
    """Read what each input of a card says it takes at most."""
    if isinstance(part, dict):
        own = {part["id"]: part["maxLength"]} if "maxLength" in part else {}
        return own | {name: most for inner in part.values() for name, most in _limits(inner).items()}
    return {name: most for inner in part for name, most in _limits(inner).items()} if isinstance(part, list) else {}


async def test_as_much_is_taken_as_the_card_says_and_not_a_letter_more(ada, bob, talk, bot):
    await ada.says(f"linkedin enable group {SALES_GROUP}")
    review = await ada.sees("Review")

    async def state():
        return str((await bot.desk.ports.store.change_numbered(1)).state)

    most = _limits(review.card)
    assert set(most) == {"reason", "ticket"}
    for typed in ({"reason": "x" * (most["reason"] + 1)}, {"reason": "x", "ticket": "1" * (most["ticket"] + 1)}):
        refused = await ada.clicks(review, "Send", **typed)
        assert (refused.kind, await state()) == ("message", "draft")
    await ada.clicks(review, "Send", reason="x" * most["reason"], ticket="1" * most["ticket"])
    await talk.becomes("waiting")
    approval = await bob.sees("Approve this change?")
    asked = _limits(approval.card)
    assert set(asked) == {"note", "changes"}
    for title, name in (("Reject", "note"), ("Return", "changes")):
        refused = await bob.clicks(approval, title, **{name: "x" * (asked[name] + 1)})
        assert (refused.kind, await state()) == ("message", "waiting")
    await bob.clicks(approval, "Return", changes="x" * asked["changes"])
    await talk.becomes("returned")
