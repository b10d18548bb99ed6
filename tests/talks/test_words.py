"""What counts as a command to Linkgate, on the wire: new words, its own person's, meant for it, and one at a time."""

import copy
import html
import time
from uuid import uuid4

import pytest
from story import list_steps

from bot.edges.teams import door
from bot.sim.cast import ADA, BOB, SALES_GROUP

OFF, ON_FOR_GROUP = 1, 4
CALL = "<at>Linkgate</at>"
MENTION = '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Linkgate</span>'


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


@pytest.fixture
def group(world):
    return world.teams.chats.group


@pytest.fixture
def hears(world):
    """Let the bot hear an activity as Teams signs it, with *fields* in it."""

    async def hears(activity, **fields):
        spoiled = copy.deepcopy(dict(activity)) | {"id": f"f:{uuid4()}"} | fields
        return await world.teams.post_raw(spoiled, token=world.teams.token_for())

    return hears


def page(content):
    return [{"contentType": "text/html", "content": content}]


def quote(kind, inner):
    """Write a quoted or forwarded message as Teams does."""
    return f'<blockquote itemscope itemtype="http://schema.skype.com/{kind}" itemid="1"><p>{inner}</p></blockquote>'


def mention(name, teams_id):
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": teams_id, "name": name}}


async def test_only_who_is_mentioned_by_the_person_is_meant(ada, group, hears, world, talk, bot):
    """CMD-01."""
    await ada.says("@Linkgate linkedin status", group)
    await ada.sees("Off for everyone", group)
    heard = world.teams.delivered[-1]
    (ours,) = [entity for entity in heard["entities"] if entity["type"] == "mention"]
    wish, bare = f"{CALL} linkedin enable all", "linkedin enable all"
    posted = len(world.teams.sent)
    for fields in (
        {"text": bare, "entities": []},
        {"text": wish, "entities": []},
        {"text": wish, "entities": [mention("Linkgate", "29:somebody-else")]},
        {"text": wish, "entities": [mention("Linkgate", "28:another-bot")]},
        {"text": wish, "entities": [mention("Linkgate", None)]},
        {"text": wish, "entities": [ours | {"mentioned": "Linkgate"}]},
        {"text": wish, "entities": [ours | {"text": 5}]},
        {"text": wish, "entities": "mention"},
        {"text": wish, "entities": [ours], "attachments": page(quote("Reply", f"{MENTION} {bare}"))},
        {"text": wish, "entities": [ours], "attachments": page(quote("Forward", f"{MENTION} {bare}"))},
        {"text": wish, "entities": [ours], "attachments": page(quote("Reply", f"{MENTION} {bare}") + "<p>fyi</p>")},
        {"text": wish, "entities": [ours], "attachments": page(quote("Reply", MENTION) + f"<p>{bare}</p>")},
        {"text": wish, "entities": [ours], "attachments": page("<BLOCKQUOTE>" + MENTION + bare)},
        {"text": wish, "entities": [ours], "value": {"verb": "anything"}},
    ):
        assert (await hears(heard, **fields)).status == 200
        assert len(world.teams.sent) == posted, fields
    assert await list_steps(bot.desk.ports.store) == ()
    own = page(quote("Reply", "what about LinkedIn?") + f"<p>{MENTION}&nbsp;{bare}</p>")
    await hears(heard, text=wish, entities=[mention("Gus", "29:gus"), ours], attachments=own)
    await ada.sees("Review", group)


async def test_in_private_too_only_ones_own_words_count_and_not_what_is_passed_on(ada, hears, world, bot):
    """CMD-01."""
    await ada.says("linkedin status")
    await ada.sees("Off for everyone")
    heard = world.teams.delivered[-1]
    posted = len(world.teams.sent)
    wish = "linkedin enable all"
    for content in (
        quote("Forward", wish),
        quote("Forward", wish) + "<p>look at this</p>",
        "<p>look</p>" + quote("Reply", wish),
        quote("Reply", quote("Reply", wish)),
        "<blockquote" * 9_000 + wish,
    ):
        began = time.process_time()
        assert (await hears(heard, text=wish, attachments=page(content))).status == 200
        assert time.process_time() - began < 2
        assert len(world.teams.sent) == posted
    assert await list_steps(bot.desk.ports.store) == ()
    await hears(heard, text=wish, attachments=page(quote("Reply", "Shall we?") + f"<p>{html.escape(wish)}</p>"))
    await ada.sees("Review")


async def test_an_edit_an_undelete_a_deletion_and_a_reaction_are_noted_and_do_nothing(
    ada, group, hears, world, tenant, bot, caplog
):
    """CMD-02."""
    caplog.set_level("INFO")
    said = await ada.says("good morning")
    answer = await ada.sees("not a command")
    posted = len(world.teams.sent)
    assert (await ada.edits(said.message, "linkedin enable all")).status == 200
    edited = world.teams.delivered[-1]
    assert (edited["type"], edited["channelData"]["eventType"]) == ("messageUpdate", "editMessage")
    tenant_only = {"tenant": edited["channelData"]["tenant"]}
    assert caplog.text.count("a message was edited; it is not read again") == 1
    assert (await hears(edited, channelData=tenant_only | {"eventType": "undeleteMessage"})).status == 200
    assert caplog.text.count("a message was edited; it is not read again") == 2
    caplog.clear()
    for fields in (
        {"type": "messageDelete", "channelData": tenant_only | {"eventType": "softDeleteMessage"}},
        {"type": "typing"},
        {"type": "event", "name": "linkedin enable all"},
        {"type": "command", "name": "linkedin enable all"},
        {"type": "handoff"},
        {"type": "Message2"},
    ):
        assert (await hears(edited, **fields)).status == 200, fields
    assert (await ada.reacts(answer)).status == 200
    assert caplog.text.count("turn") >= 7
    assert len(world.teams.sent) == posted
    assert await list_steps(bot.desk.ports.store) == ()


LOOK_ALIKES = (
    "linkеdin enable all",  # a Cyrillic е
    "linkedin enаble all",
    "linkedin enable аll",
    "lınkedın enable all",  # Turkish
    "LİNKEDİN enable all",
    "linkedin enable ɑll",
    "linkedin enable al\u0307l",
    "linke\u0301din enable all",
    "linkedin 🙂 enable all",
    "linkedin enable all🙂",
    "🙂linkedin enable all",
    "\u05d0linkedin enable all",
    "lla elbane nideknil",
    "linkedin enable ٱل",
    "linkedin\u2011enable all",
    "ŀinkedin enable all",
    "linkedin\u2028enable all",
)


async def test_what_only_looks_like_a_command_gets_words_and_nothing_else(ada, bot, world):
    """CMD-03."""
    for text in LOOK_ALIKES[:11]:
        await ada.says(text)
        assert "LI-1" not in ada.messages()[-1].visible_text
    assert not [message for message in ada.messages() if "Review" in message.visible_text]
    assert await list_steps(bot.desk.ports.store) == ()
    await ada.says("\u202eｌｉｎｋｅｄｉｎ\u00a0enable\u200b all")  # what clients do to text is undone, by a rule
    await ada.sees("Review")


TWO = (
    "linkedin enable all\nlinkedin disable",
    "linkedin status\r\nlinkedin enable all",
    "help\rlinkedin enable all",
    "linkedin status\u2028linkedin enable all",
    "linkedin status\u2029linkedin enable all",
    "linkedin status\x85linkedin enable all",
    "linkedin status\x0blinkedin enable all",
    "linkedin status; linkedin enable all",
    "linkedin status && linkedin enable all",
    "linkedin enable all linkedin disable",
    "linkedin enable all now",
)


async def test_a_message_with_more_than_one_command_is_refused_whole(ada, bot):
    """CMD-05."""
    for text in TWO:
        await ada.says(text)
        message = ada.messages()[-1]
        assert message.buttons == ("Help",)
        assert any(
            sentence in message.visible_text
            for sentence in ("one command", "more in that message", "Say for whom", "not a command")
        )
    assert await list_steps(bot.desk.ports.store) == ()


async def test_where_guests_read_along_the_status_is_what_a_member_may_show_them(
    ada, bob, mallory, gus, group, world, tenant, talk
):
    """CMD-06.

    The bot does not know who reads along in a room. A member of the tenant shows there what a member may see, as with
    a copy of it: the setting and the group. A guest is told nothing, in whatever room.
    """
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    channel = world.teams.chats.channel
    for room in (group, channel):
        assert gus.player in room.people
        for command in ("linkedin status", "help", "linkedin requests", "linkedin history"):
            await gus.says(f"@Linkgate {command}", room)
            assert "Guests cannot use Linkgate" in gus.messages(room)[-1].visible_text
        for command in ("linkedin requests", "linkedin history"):
            await mallory.says(f"@Linkgate {command}", room)
            assert "Only people who ask for changes" in mallory.messages(room)[-1].visible_text
        await mallory.says("@Linkgate linkedin status", room)
        status = await mallory.sees("Sales EMEA", room)
        for person in (ADA, BOB):
            assert person.name not in status.visible_text
            assert person.object_id not in str(status.card)
    await talk.asks(ada, "linkedin disable")
    await mallory.says("@Linkgate linkedin status", group)
    await gus.sees("LI-1 of Ada Lindqvist", group)  # that a request waits, and whose, is part of the status
    for command, answer in (
        ("linkedin requests", "Open requests"),
        ("linkedin history", "History"),
        ("linkedin why LI-1", "Why, rule by rule"),
        ("linkedin whoami", "What you may do"),
    ):
        for room in (group, channel):
            seen = len(ada.messages(ada.chat))
            said = await ada.says(f"@Linkgate {command}", room)
            told = await gus.sees("so it is in your private chat", room)
            assert told.root == said.message.root
            await ada.sees(answer, ada.chat)
            assert len(ada.messages(ada.chat)) == seen + 1
            assert not [message for message in gus.messages(room) if answer in message.visible_text]


async def test_a_text_without_end_is_refused_at_once(ada, hears, world, bot):
    """CMD-07."""
    await ada.says("linkedin status")
    await ada.sees("Off for everyone")
    heard = world.teams.delivered[-1]
    assert (await hears(heard, text="x" * 1_000_000)).status == 413
    assert door.LARGEST_BODY < 1_000_000
    for text in ("linkedin enable all because " + "x " * 10_000, "linkedin enabel " + "\u3300" * 1_900, '"' * 100_000):
        assert (await hears(heard, text=text)).status == 200
        assert "longer than 2,000 characters" in ada.messages()[-1].visible_text
    assert await list_steps(bot.desk.ports.store) == ()
