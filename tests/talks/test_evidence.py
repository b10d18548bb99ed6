"""What a running bot does for its ledger: anchors in a channel, and a word to whoever operates it when it cannot."""

import asyncio
import re

import aiohttp
import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.core.change import State
from bot.edges.anchors import read_anchors

from .conftest import QUICK


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "bot"


@pytest.fixture
def channel(world):
    return world.teams.chats.channel


@pytest.fixture
def told(world, folder, channel):
    return {**world.environment(folder), "LINKGATE_ANCHOR_CHANNEL": channel.id}


@pytest.fixture
async def bot(world, clock, told):
    async with open_bot(read_settings(told), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        yield bot


def heads(person, channel):
    """Return the anchors that stand in the channel, as COUNT:SEAL."""
    found = [re.search(r"Anchor ([0-9]+:[0-9a-f]{64})", message.visible_text) for message in person.messages(channel)]
    return [anchor[1] for anchor in found if anchor]


async def test_the_channel_shows_how_far_the_ledger_has_come_once_an_hour(ada, clock, bot, channel, folder, talk):
    """AUD-03."""
    store = bot.desk.ports.store
    first = str(await store.head())
    await talk.until(lambda: heads(ada, channel) == [first])
    await ada.says("linkedin disable")
    await ada.says("linkedin withdraw LI-1")
    clock.move(minutes=59)
    await ada.says("linkedin disable")
    await ada.sees("Review")
    await talk.until(lambda: read_anchors(folder / "anchors.jsonl")[-1].head.count > 1)
    assert heads(ada, channel) == [first]
    clock.move(minutes=2)
    await ada.says("linkedin withdraw LI-2")
    await talk.until(lambda: len(heads(ada, channel)) == 2)
    assert heads(ada, channel)[1] in {f"{line.seq}:{line.seal}" for line in await store.lines(0, 100)}
    await talk.until(lambda: noted(folder) == heads(ada, channel))


def noted(folder):
    """Return the anchors of which the file says that they stand in the channel."""
    return [str(anchor.head) for anchor in read_anchors(folder / "anchors.jsonl") if anchor.message]


async def test_a_channel_that_is_gone_stops_nothing(ada, world, bot, channel):
    world.teams.fail(403, times=10_000, path_regex=re.escape(channel.id))
    await ada.says("linkedin disable")
    await ada.sees("Review")
    assert heads(ada, channel) == []
    assert await ready(bot) == "ok"


async def test_an_anchor_file_that_cannot_be_written_is_told(bot, clock, folder):
    """AUD-06."""
    path = folder / "anchors.jsonl"
    path.rename(folder / "aside.jsonl")
    path.mkdir()
    assert "anchors.jsonl cannot be read: Is a directory" in await ready(bot)
    path.rmdir()
    (folder / "aside.jsonl").rename(path)
    clock.move(seconds=4)
    assert await ready(bot) == "ok"


async def test_without_a_place_for_anchors_nothing_is_written_to_the_tenant(ada, bob, bot, tenant, folder, talk):
    """AUD-06."""
    await talk.asks(ada)
    path, aside = folder / "anchors.jsonl", folder / "aside.jsonl"
    path.rename(aside)
    path.symlink_to("/dev/full")
    await bob.clicks(await bob.sees("Partner summit"), "Approve")
    await asyncio.sleep(1)
    change = await bot.desk.ports.store.change_numbered(1)
    assert change.state is State.APPROVED
    assert tenant.writes == ()
    path.unlink()
    aside.rename(path)
    await talk.becomes("applied")


async def ready(bot):
    async with aiohttp.ClientSession() as session, session.get(f"{bot.watch_url}/readyz") as answer:
        return (await answer.json())["checks"]["ledger"]
