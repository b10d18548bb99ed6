"""A simulated world, a bot in it, and the people: every talk goes over real HTTP."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Bot, open_bot
from bot.config import read_settings
from bot.pace import Pace
from bot.sim.cast import SALES_GROUP
from bot.sim.world import World, open_world

QUICK = Pace(
    patience=timedelta(seconds=1.5),
    glance=timedelta(seconds=0.05),
    look=timedelta(seconds=0.1),
    tick=timedelta(seconds=0.1),
)


class MovedClock:
    """The machine's clock, moved by hand. What sleeps, sleeps for real."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def move(self, **by: float) -> None:
        self._offset += timedelta(**by)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset  # noqa: TID251  a clock has to ask somebody

    def monotonic(self) -> float:
        return time.monotonic() + self._offset.total_seconds()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@pytest.fixture
def clock():
    return MovedClock()


@pytest.fixture
async def world():
    async with open_world(users=600) as world:
        yield world


@pytest.fixture
async def bot(world, clock, tmp_path):
    async with open_bot(read_settings(world.environment(tmp_path / "bot")), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        yield bot


@pytest.fixture
def tenant(world):
    return world.tenant


@pytest.fixture
def ada(world, bot):
    return world.person("ada")


@pytest.fixture
def bob(world, bot):
    return world.person("bob")


@pytest.fixture
def cleo(world, bot):
    return world.person("cleo")


@pytest.fixture
def mallory(world, bot):
    return world.person("mallory")


@pytest.fixture
def gus(world, bot):
    return world.person("gus")


class Talk:
    """Shortcuts for what most talks begin with."""

    def __init__(self, world: World, bot: Bot) -> None:
        self.world = world
        self.bot = bot

    async def asks(self, person, text=f"linkedin enable group {SALES_GROUP}", *, chat=None, reason="Partner summit"):
        """Ask for a change and send it to the approvers; return the person's card."""
        await person.says(text, chat)
        card = await person.sees("Review", chat)
        await person.clicks(card, "Send", reason=reason)
        return card

    async def until(self, holds: Callable[[], object], *, timeout: float = 30) -> None:
        """Wait until *holds*; the worker works beside us."""
        async with asyncio.timeout(timeout):
            while not holds():
                await asyncio.sleep(0.02)

    async def rests(self, *, timeout: float = 30) -> None:
        """Wait until nothing is owed to anybody: what goes out beside us has gone out, or was given up."""
        ports = self.bot.desk.ports
        async with asyncio.timeout(timeout):
            while await ports.store.owed(ports.clock.now(), 1):
                await asyncio.sleep(0.02)

    async def changes(self):
        return [
            *(await self.bot.desk.ports.store.open_changes(1_000)).changes,
            *(await self.bot.desk.ports.store.ended_changes(50)).changes,
        ]

    async def state(self) -> str:
        """Return the state of the newest request that was sent."""
        newest = max(await self.changes(), key=lambda change: change.number)
        return str(newest.state)

    async def becomes(self, state: str, *, timeout: float = 30) -> None:
        async with asyncio.timeout(timeout):
            while not await self.changes() or await self.state() != state:
                await asyncio.sleep(0.02)


@pytest.fixture
def talk(world, bot):
    return Talk(world, bot)
