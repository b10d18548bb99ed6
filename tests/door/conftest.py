"""A bot with a stranger before its door."""

import time
from contextlib import asynccontextmanager
from types import SimpleNamespace

import aiohttp
import pytest
from door.stranger import Stranger, open_trap
from talks.conftest import ada, bot, clock, tenant, world

from bot.edges.teams import keys

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
async def trap():
    async with open_trap() as trap:
        yield trap


@pytest.fixture
def wait(monkeypatch):
    """Let seconds pass for the keys, and for nobody else."""
    passed = 0.0

    def wait(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    monkeypatch.setattr(keys, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + passed))
    return wait
