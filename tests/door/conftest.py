"""A bot with a stranger before its door."""

import time
from contextlib import asynccontextmanager
from types import SimpleNamespace

import aiohttp
import pytest
from door.stranger import Stranger, open_trap
from talks.conftest import ada, bot, clock, tenant, world

from bot.app import open_bot
from bot.config import read_settings
from bot.core.budget import Allowance
from bot.edges.teams import keys
from bot.edges.teams.budgets import Scope
from bot.outside import Limits

__all__ = ["ada", "bot", "clock", "tenant", "world"]


@pytest.fixture
def stranger_of(world, tmp_path):
    """Put a stranger before a bot whose store is where the fixture `bot` has it."""

    @asynccontextmanager
    async def put(bot):
        async with aiohttp.ClientSession() as session:
            yield Stranger(world, bot, session, tmp_path / "bot" / "linkgate.db")

    return put


@pytest.fixture
async def stranger(bot, stranger_of):
    async with stranger_of(bot) as stranger:
        yield stranger


@pytest.fixture
async def tireless(world, tmp_path, stranger_of):
    """A stranger before a bot that never has enough."""
    room = ((1_000_000, 0.001),)
    limits = Limits(
        allowances=dict.fromkeys(Scope, Allowance(burst=1_000_000, gap=0.0001)), conversation=room, tenant=room
    )
    async with (
        open_bot(read_settings(world.environment(tmp_path / "bot")), limits=limits) as bot,
        stranger_of(bot) as stranger,
    ):
        yield stranger


@pytest.fixture
async def trap():
    async with open_trap() as trap:
        yield trap


@pytest.fixture
def wait(monkeypatch):
    """Let seconds pass for the keys, for nobody else, and only when asked to."""
    now = time.monotonic()

    def wait(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr(keys, "time", SimpleNamespace(monotonic=lambda: now))
    return wait
