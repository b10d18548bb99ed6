"""Group chats and channels: heard only when mentioned, answered where it was asked, decided in private."""

import json

import pytest

from bot.sim.cast import SALES_GROUP

OFF, ON_FOR_GROUP = 1, 4


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


@pytest.fixture
def group(world):
    return world.teams.chats.group


@pytest.fixture
def channel(world):
    return world.teams.chats.channel


async def test_without_a_mention_nobody_answers(ada, group, channel):
    """CMD-01."""
    for room in (group, channel):
        said = await ada.says("linkedin status", room)
        assert said.status is None
        await ada.says("@Linkgate linkedin status", room)
        await ada.sees("Off for everyone", room)


@pytest.mark.parametrize("spoil", ["no mention", "mention of somebody else", "a mention that is only text"])
async def test_what_does_not_mention_linkgate_is_not_heard(ada, world, group, spoil):
    """CMD-01."""
    await ada.says("@Linkgate linkedin status", group)
    await ada.sees("Off for everyone", group)
    (heard,) = [sent for sent in world.teams.delivered if sent["type"] == "message"]
    activity = json.loads(json.dumps(heard)) | {"id": "another-message"}
    mentions = [entity for entity in activity["entities"] if entity["type"] == "mention"]
    if spoil == "mention of somebody else":
        mentions[0]["mentioned"]["id"] = "29:somebody-else"
    else:
        activity["entities"] = []
    if spoil == "no mention":
        activity["text"] = "linkedin status"
    said = len(ada.messages(group))
    assert (await world.teams.post_raw(activity, token=world.teams.token_for())).status == 200
    assert len(ada.messages(group)) == said


async def test_a_change_that_is_asked_for_in_the_group_is_seen_by_all_and_decided_in_private(
    ada, bob, mallory, tenant, group, talk
):
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    shared = await mallory.sees("Partner summit", group)
    assert "Approve" not in shared.buttons
    approval = await bob.sees("Partner summit", bob.chat)
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    await mallory.sees(lambda message: message.card and "Applied" in message.visible_text, group)
    await ada.sees("approved your request", ada.chat)
    await ada.sees("are now on for the group", ada.chat)
    told = await mallory.sees(lambda message: not message.card and "are now on for the group" in message.text, group)
    assert told.id != shared.id
    assert not [message for message in mallory.messages(group) if "approved your request" in message.text]
    assert tenant.setting["enableLinkedInAppFamily"] == ON_FOR_GROUP


async def test_an_approver_who_opens_the_group_sees_the_buttons_there(ada, bob, mallory, group, talk):
    for person in (ada, bob):
        await person.says("linkedin status")
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    await mallory.sees("Partner summit", group)
    for person in (bob, mallory):
        await person.opens(group)
    mine = await bob.sees("Partner summit", group)
    assert "Approve" in mine.buttons
    theirs = await mallory.sees("Partner summit", group)
    assert "Approve" not in theirs.buttons
    await bob.clicks(mine, "Approve")
    await talk.becomes("applied")


async def test_somebody_else_cannot_send_or_discard_the_plan(ada, cleo, group, talk):
    await ada.says("@Linkgate linkedin enable all", group)
    review = await cleo.sees("Review", group)
    for title in set(review.buttons) & {"Send", "Discard"}:
        answer = await cleo.clicks(review, title, reason="mine now")
        assert answer.kind == "message"
    assert await talk.changes() == []


async def test_in_a_channel_the_answer_is_in_the_thread(ada, bob, channel, talk):
    said = await ada.says("@Linkgate linkedin status", channel)
    answer = await ada.sees("Off for everyone", channel)
    assert answer.root == said.message.root
    await ada.says(f"@Linkgate linkedin enable group {SALES_GROUP}", channel)
    review = await ada.sees("Review", channel)
    await ada.clicks(review, "Send", reason="Partner summit")
    await bob.clicks(await bob.sees("Partner summit", bob.chat), "Approve")
    await talk.becomes("applied")
    done = await ada.sees(lambda message: message.card and "Applied" in message.visible_text, channel)
    assert done.id == review.id
    told = await ada.sees(lambda message: not message.card and "are now on for the group" in message.text, channel)
    assert told.root == review.root
