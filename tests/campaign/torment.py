"""A torment: a bot that is killed at moments that the dice choose, while a request of people's is carried out."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

from campaign.books import Books, Stage
from campaign.people import People
from campaign.process import Serving
from campaign.tour import Result
from campaign.witness import Witness

from bot.core.change import State
from bot.sim.tenant import Fault
from bot.sim.world import World

_LEAST_LIFE = 0.05
"""Seconds that a bot may live at least."""
_NO_URL = "http://127.0.0.1:9/api/messages"
_END_SECONDS, _GLANCE = 120.0, 0.05


class Torment:
    """Holds one world, its bot, and what came of it so far; *faults* are what Microsoft's side has on a bad day.

    No bot lives longer than for *life* seconds.
    """

    def __init__(
        self,
        world: World,
        serving: Serving,
        folder: Path,
        *,
        dice: Random,
        faults: Sequence[Fault],
        life: float,
    ) -> None:
        self.result = Result()
        self.world, self.dice = world, dice
        self.books = Books(folder / "linkgate.db")
        self.witness = Witness(world, People(world, self.books), self.books, folder)
        self._serving, self._folder, self._faults, self._life = serving, folder, faults, life

    async def kill_meanwhile(self, reason: str, most: int) -> None:
        """Kill the bot until the request of that *reason* has come to its end, or there were *most* kills."""
        dice = self.dice
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                while not await self._ends(reason, dice.uniform(_LEAST_LIFE, self._life)):
                    if most <= 0:
                        continue
                    glance = self.books.find(reason)
                    where = glance.change.state if glance else State.APPROVED
                    await self._kill()
                    self.result.kills[f"while it is {where}"] += 1
                    most -= 1
                    self.world.tenant.heal()
                    if dice.random() < 0.4:
                        self.world.tenant.fail(dice.choice(self._faults))
                    await self.start()
        self.world.tenant.heal()

    async def _ends(self, reason: str, seconds: float) -> bool:
        """Tell whether it comes to its end within so many seconds, and nothing is owed then."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._has_ended(reason) or not self.witness.is_at_rest():
                    await asyncio.sleep(_GLANCE)
                return True
        return False

    def _has_ended(self, reason: str) -> bool:
        glance = self.books.find(reason)
        return glance is not None and glance.stage is Stage.ENDED

    async def start(self) -> None:
        await self._serving.start(self.world.environment(self._folder))
        url = await self._serving.listen()
        self.books.open()
        self.world.teams.connect(url)

    async def _kill(self) -> None:
        self.books.close()
        await self._serving.kill()
        self.world.teams.connect(_NO_URL)
