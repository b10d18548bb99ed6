"""What people have to be told: shown, handed out as files, and posted in a channel once it was confirmed."""

from email import message_from_bytes
from email.policy import default

import pytest

from bot.core.ledger import Event
from bot.sim.cast import SALES_GROUP
from bot.sim.tenant import to_group, to_users
from bot.sim.tenant.groups import name_group

EVERYONE, OFF, ON_FOR_GROUP, LEGACY = 0, 1, 4, 2
SALES = name_group("sales")
CALL = "@Linkgate linkedin announce to channel"


@pytest.fixture
def channel(world):
    return world.teams.chats.channel


@pytest.fixture(autouse=True)
def _on_for_everyone(tenant):
    tenant.change_in_portal(EVERYONE)


async def announced(bot):
    entries = await bot.desk.ports.store.entries(0)
    return [entry for entry in entries if entry.event is Event.ANNOUNCED]


def posts(person, channel):
    """List the announcements that stand in the channel."""
    told = [one for one in person.messages(channel) if one.card and not one.buttons]
    return [one for one in told if "Read more" in one.visible_text or "Mehr dazu" in one.visible_text]


def plain(text):
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b")))


async def asks_to_post(person, channel, text=CALL, chat=None):
    await person.says(text, chat or channel)
    return await person.sees("Post this announcement?", chat or channel)


async def test_the_present_state_is_announced(ada, tenant):
    await ada.says("linkedin announce")
    told = (await ada.sees("Everybody in our organisation may connect")).visible_text
    assert "Planned" not in told
    assert "until you remove them there" in told
    tenant.change_in_portal(ON_FOR_GROUP, SALES)
    await ada.says("linkedin announce")
    await ada.sees("The people in the group Sales may connect")
    tenant.change_in_portal(OFF)
    await ada.says("linkedin announce")
    assert "is withdrawn" in (await ada.sees("Nobody in our organisation may connect")).visible_text


async def test_what_is_planned_is_said_to_be_planned(ada):
    await ada.says("linkedin announce for group Sales EMEA")
    told = (await ada.sees("It is planned that the people in the group Sales EMEA")).visible_text
    assert "Nothing of this is so yet" in told
    await ada.says("linkedin announce for everyone")
    assert "Planned" not in (await ada.sees("Everybody in our organisation may connect")).visible_text
    await ada.says("linkedin announce for nobody")
    await ada.sees("It is planned that nobody in our organisation")


async def test_the_office_policy_is_announced_as_planned_until_intune_has_it_for_everybody(ada, tenant):
    ada.locale = "de"
    await ada.says("linkedin announce office disable")
    await ada.sees("Geplant ist, dass eine Richtlinie für alle")
    ada.locale = "en"
    for targets, said in (
        ([to_group(SALES_GROUP)], "It is planned that a policy for everybody in our organisation turns off LinkedIn"),
        ([to_users()], "A policy for everybody in our organisation turns off LinkedIn features in Office on Windows"),
    ):
        tenant.intune.put_policy(f"For {len(targets)} {said[0]}", "disabled", targets=targets)
        await ada.says("linkedin announce office disable")
        told = (await ada.sees(said)).visible_text
        for told_too in ("Both ways:", "One way:", "until you remove them there", "At Microsoft:", "On LinkedIn: Me"):
            assert told_too in told
    tenant.revoke("DeviceManagementConfiguration.ReadWrite.All")
    await ada.says("linkedin announce office enable")
    await ada.sees("It is planned that a policy for everybody in our organisation turns on LinkedIn")


async def test_the_announcement_of_an_office_policy_is_posted_and_recorded_as_that(ada, bob, bot, tenant, channel):
    tenant.intune.put_policy("Off", "disabled", targets=[to_users()])
    card = await asks_to_post(ada, channel, "@Linkgate linkedin announce office disable to channel")
    await ada.clicks(card, "Post")
    post, reply = posts(bob, channel)
    assert "A policy for everybody in our organisation turns off" in post.visible_text
    assert "Eine Richtlinie für alle in unserer Organisation" in reply.visible_text
    (entry,) = await announced(bot)
    assert (entry.note, entry.details["planned"]) == ("office:disabled", "no")


async def test_an_unknown_state_is_not_announced_and_the_forms_are_offered(ada, tenant):
    tenant.change_in_portal(LEGACY)
    await ada.says("linkedin announce")
    told = await ada.sees("So nobody can say what is so")
    assert "linkedin announce for everyone" in {one["title"] for one in told.suggested}


async def test_a_group_that_is_not_clear_is_asked_for_or_not_found(ada):
    await ada.says("linkedin announce for group Marketing to channel")
    told = await ada.sees("Several groups answer to Marketing")
    ids = {name_group("marketing-1"), name_group("marketing-2")}
    wanted = {f'linkedin announce for group "{id_}" to channel' for id_ in ids}
    assert {one["title"] for one in told.suggested} == wanted
    await ada.says("linkedin announce for group Nosuch")
    await ada.sees("No group is called Nosuch")


async def test_a_person_who_may_only_decide_sees_it_and_cannot_post(bob, mallory, channel):
    await bob.says("linkedin announce")
    card = await bob.sees("What people have to be told")
    assert "Post…" not in card.buttons
    await bob.says(CALL, channel)
    await bob.sees("can ask for a change", channel)
    await mallory.says("linkedin announce")
    await mallory.sees("Only people who ask for changes or approve them")


@pytest.mark.parametrize(("button", "name"), [("Markdown…", "announcement.md"), ("E-mail…", "announcement.eml")])
async def test_it_is_handed_out_as_a_file(ada, button, name):
    await ada.says("linkedin announce for group Sales EMEA")
    card = await ada.sees("It is planned that the people")
    assert "private chat" in (await ada.clicks(card, button)).text
    offer = await ada.sees(lambda message: message.offer is not None)
    assert offer.offer.name == f"linkedin-{name}"
    await ada.accepts(offer)
    file = await ada.sees(lambda message: bool(message.files))
    raw = ada.download(file)
    if name.endswith(".eml"):
        raw = message_from_bytes(raw, policy=default).get_body(("plain",)).get_content().encode()
    text = raw.decode()
    assert "It is planned that the people in the group" in text
    assert "Geplant ist, dass die Personen der Gruppe" in text


async def test_it_is_posted_after_a_confirmation_and_recorded(ada, bob, bot, channel):
    card = await asks_to_post(ada, channel)
    (field,) = [part for part in card.card["body"] if part.get("id") == "room"]
    assert [one["value"] for one in field["choices"]] == [field["value"]] == [channel.id]
    assert plain(field["choices"][0]["title"]) == "Identity (IT Operations)"
    assert posts(bob, channel) == []
    answer = await ada.clicks(card, "Post")
    assert "Posted in" in str(answer.card)
    post, reply = posts(bob, channel)
    assert post.root == reply.root == post.id
    assert "Everybody in our organisation may connect" in post.visible_text
    assert "Alle in unserer Organisation dürfen" in reply.visible_text
    (entry,) = await announced(bot)
    assert (entry.by, entry.name, entry.note) == (ada.player.object_id, ada.player.name, "everyone")
    assert (entry.details["room"], entry.details["message"]) == (channel.id, post.id)
    assert entry.details["planned"] == "no"
    assert len(entry.details["digest"]) == 64


async def test_a_second_click_posts_nothing_and_finds_it_posted(ada, bob, bot, channel):
    card = await asks_to_post(ada, channel)
    for _ in range(2):
        assert "Posted in" in str((await ada.clicks(card, "Post")).card)
    assert len(posts(bob, channel)) == 2  # one, and its translation below it
    assert len(await announced(bot)) == 1
    assert "Posted in" in str((await ada.clicks(card, "Cancel")).card)


async def test_a_translation_that_teams_does_not_take_is_said_and_the_rest_stands(ada, bob, bot, world, channel):
    card = await asks_to_post(ada, channel)
    world.teams.fail(400, method="POST", path_regex="messageid")
    assert "did not take the reply" in str((await ada.clicks(card, "Post")).card)
    assert len(posts(bob, channel)) == 1
    (entry,) = await announced(bot)
    assert entry.details["languages"] == "en"


async def test_it_can_be_left_unposted(ada, bob, bot, channel):
    card = await asks_to_post(ada, channel)
    assert "It was not posted." in str((await ada.clicks(card, "Cancel")).card)
    assert posts(bob, channel) == await announced(bot) == []


async def test_from_the_private_chat_the_button_leads_to_the_channels(ada, bob, channel):
    await ada.says("@Linkgate linkedin status", channel)
    await ada.says("linkedin announce for nobody")
    card = await ada.sees("It is planned that nobody")
    answer = await ada.clicks(card, "Post…")
    assert "Post this announcement?" in str(answer.card)
    asking = await ada.sees("Post this announcement?")
    await ada.clicks(asking, "Post", room=channel.id)
    post, _ = posts(bob, channel)
    assert "It is planned that nobody" in post.visible_text


async def test_without_a_channel_there_is_nothing_to_choose(ada):
    await ada.says("linkedin announce to channel")
    await ada.sees("Linkgate knows no channel.")


async def test_being_added_to_a_team_is_enough_and_being_removed_as_well(ada, world, channel):
    await ada.introduces(channel)
    await ada.says("linkedin announce to channel")
    card = await ada.sees("Post this announcement?")
    await ada.uninstall(channel)
    assert "no such channel any more" in (await ada.clicks(card, "Post", room=channel.id)).text
    await ada.says("linkedin announce to channel")
    await ada.sees("Linkgate knows no channel.")


async def test_a_channel_that_is_not_remembered_is_not_posted_in(ada, world, bot, channel):
    card = await asks_to_post(ada, channel)
    for forged in ("", "19:evil@thread.tacv2", world.teams.chats.group.id, ada.chat.id, f"{channel.id};messageid=1"):
        assert "no such channel any more" in (await ada.clicks(card, "Post", room=forged)).text
    assert await announced(bot) == []


async def test_who_may_not_ask_cannot_post_with_the_card_of_somebody_who_may(ada, bob, mallory, bot, channel):
    card = await asks_to_post(ada, channel)
    for person in (bob, mallory):
        seen = await person.sees("Post this announcement?", channel)
        assert (await person.clicks(seen, "Post")).kind == "message"
    assert posts(ada, channel) == await announced(bot) == []
    assert "Posted in" in str((await ada.clicks(card, "Post")).card)


async def test_a_text_that_is_another_one_by_now_is_shown_again_before_it_is_posted(ada, bob, tenant, channel):
    card = await asks_to_post(ada, channel)
    tenant.change_in_portal(OFF)
    answer = await ada.clicks(card, "Post")
    assert "has changed since this card was drawn" in str(answer.card)
    assert posts(bob, channel) == []
    again = await ada.sees("has changed since this card was drawn", channel)
    await ada.clicks(again, "Post")
    post, _ = posts(bob, channel)
    assert "Nobody in our organisation may connect" in post.visible_text


async def test_where_teams_does_not_let_linkgate_post_nothing_is_recorded(ada, bob, bot, channel):
    card = await asks_to_post(ada, channel)
    await ada.uninstall(channel, tells=False)
    assert "Nothing was posted." in (await ada.clicks(card, "Post")).text
    assert posts(bob, channel) == await announced(bot) == []


async def test_hostile_names_do_nothing_in_the_channel(ada, bob, tenant, channel):
    """TEXT-01."""
    tenant.set_group(SALES, displayName="[x](https://evil.example) <at>Everyone</at> **b**")
    card = await asks_to_post(ada, channel, f"@Linkgate linkedin announce for group {SALES} to channel")
    await ada.clicks(card, "Post")
    post, _ = posts(bob, channel)
    assert "](https://evil" not in str(post.card)
    assert "<at>" not in str(post.card)


async def test_it_is_said_in_german_and_posted_in_the_language_of_the_house(ada, bob, channel):
    ada.locale = "de"
    await ada.says("linkedin announce")
    await ada.sees("Alle in unserer Organisation dürfen")
    await ada.says(CALL, channel)
    asked = await ada.sees("Post this announcement?", channel)  # many read it there
    await ada.clicks(asked, "Post")
    post, _ = posts(bob, channel)
    assert "Everybody in our organisation" in post.visible_text


async def test_an_old_group_is_named_no_more(ada, tenant):
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    tenant.delete_group(SALES_GROUP)
    await ada.says("linkedin announce")
    told = await ada.sees("could not be read; it may be deleted")
    assert "linkedin announce for everyone" in {one["title"] for one in told.suggested}
