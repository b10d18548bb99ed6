"""A tour: one world, in which a bot is killed and started again until there have been enough kills.

Wishes take turns. During one the bot dies at named points, during the next at moments that the dice choose, while
Microsoft's side has a bad day of its own. In the end all is healed, and all has to come to rest.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from campaign.books import Books, Stage
from campaign.checker import Finding
from campaign.people import End, People, Wish
from campaign.points import Point, Trap, begin, follows
from campaign.process import Serving, open_serving
from campaign.trouble import spoil_portal, spoil_teams
from campaign.witness import Witness

from bot.sim.tenant.properties import VALUE
from bot.sim.world import World, open_world

DECK = (
    (Point.SENT, Point.IN_FLIGHT),
    (Point.RECEIVED, Point.DRAFTED, Point.SENT, Point.VOTED, Point.APPROVED, Point.WRITTEN),
    (Point.DRAFTED, Point.CLAIMED),
    (Point.VOTED, Point.ANSWERED),
    (Point.APPROVED, Point.SETTLED),
    (Point.RECEIVED, Point.NOTICED),
)
_ENDS = {
    End.APPROVED: 10,
    End.REJECTED: 2,
    End.RETURNED: 3,
    End.WITHDRAWN: 2,
    End.DISCARDED: 1,
    End.OVERTAKEN: 2,
}
_COLD_EVERY = 15
_POINT_SECONDS = 12.0
_LONGEST_WAIT = 1.2
_REST_SECONDS = 60.0
_BLINK, _GLANCE = 0.003, 0.1
_USERS = 60
_NO_URL = "http://127.0.0.1:9/api/messages"


@dataclass(slots=True)
class Result:
    """What a tour came to. *cold* are seconds from a new Python to a bot that listens, *work* what it worked of them.

    *warm* are seconds from a fork.
    """

    kills: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)


class Tour:
    """Holds one world, its people, its bot, and what came of it so far."""

    def __init__(self, world: World, serving: Serving, folder: Path, dice: Random) -> None:
        self.result = Result()
        self.books = Books(folder / "linkgate.db")
        self.people = People(world, self.books)
        self._world = world
        self._serving = serving
        self._folder = folder
        self._dice = dice
        self._deck = deque(DECK)
        self._wishes = 0
        self.witness = Witness(world, self.people, self.books, folder)

    async def run(self, kills: int, *, is_whole: bool) -> None:
        """Go on until there were so many *kills*, with *is_whole* one at each point too, or until something is torn."""
        await self._start(is_disturbed=True)  # while it makes its store and its key
        while self._goes_on(kills, is_whole=is_whole):
            await self._grant_at_points()
            if self._goes_on(kills, is_whole=False):
                await self._grant_at_random()
        await self._rest()
        self._judge()

    def _goes_on(self, kills: int, *, is_whole: bool) -> bool:
        done = self.result.kills
        lacks_a_point = is_whole and not all(done[point.name] for point in Point)
        most = 2 * kills if lacks_a_point else kills
        return done.total() < most and not self.witness.torn

    # ---- wishes ---------------------------------------------------------------------------------------------------

    async def _grant_at_points(self) -> None:
        points = deque(self._deck[0])
        self._deck.rotate(-1)
        wish = self._wish(End.APPROVED, needs_two=Point.VOTED in points)
        self.people.limit = begin(points[0], needs_two=wish.needs_two)
        async with asyncio.TaskGroup() as group:
            pursuit = group.create_task(self.people.pursue(wish))
            trap = None
            while points:
                point = points.popleft()
                stage = begin(point, needs_two=wish.needs_two)
                trap = trap or await self._set(point, wish, stage, pursuit)
                self.people.limit = Stage(min(stage + 1, Stage.ENDED))
                trap = await self._spring(trap, wish, points[0] if points else None)
            self.people.limit = Stage.ENDED
        self._world.tenant.heal()

    async def _set(self, point: Point, wish: Wish, stage: Stage, pursuit: "asyncio.Task[None]") -> Trap:
        """Wait until people are about to do what leads to *point*, and set the trap."""
        self.people.limit = stage
        while self._stage(wish) < stage and not pursuit.done():
            await asyncio.sleep(_BLINK)
        trap = Trap(point=point, world=self._world, books=self.books)
        trap.set(self._dice)
        return trap

    async def _spring(self, trap: Trap, wish: Wish, after: Point | None) -> Trap | None:
        """Kill the bot at the point, and start it again; the next trap is set before, if only Linkgate goes on."""
        is_closed = False
        with suppress(TimeoutError):
            async with asyncio.timeout(_POINT_SECONDS):
                is_closed = await trap.close(lambda: self.people.look(wish))
        (self.result.kills if is_closed else self.result.missed)[trap.point.name] += 1
        if not is_closed:
            self._deck.append((trap.point,))
            trap.release(is_closed=False)
            trap.stack.close()
            return None
        await self._kill()
        trap.release(is_closed=True)
        following = None
        if after and trap.point >= Point.APPROVED and follows(trap.point, after):
            following = Trap(point=after, world=self._world, books=self.books)
            following.set(self._dice)
        await self._start()
        trap.stack.close()
        return following

    async def _grant_at_random(self) -> None:
        dice = self._dice
        wish = self._wish(dice.choices([*_ENDS], [*_ENDS.values()])[0])
        self._spoil()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.people.pursue(wish))
            chatter = group.create_task(self._chat(wish))
            for _ in range(dice.randint(1, 3)):
                await asyncio.sleep(dice.uniform(0, _LONGEST_WAIT))
                await self._kill()
                self.result.kills["at random"] += 1
                await self._start(is_disturbed=dice.random() < 0.15)
                if dice.random() < 0.3:
                    await self._world.teams.redeliver()
            chatter.cancel()
        self._world.tenant.heal()
        self._world.teams.heal()

    def _wish(self, end: End, *, needs_two: bool = False) -> Wish:
        self._wishes += 1
        return self.people.wish(self._dice, self._wishes, end, needs_two=needs_two)

    async def _chat(self, wish: Wish) -> None:
        """Let others want something too, which they then give up."""
        other = "cleo" if wish.asker == "ada" else "ada"
        self._wishes += 1
        mode = "disable" if self._world.tenant.setting[VALUE] == 0 else "enable all"
        reason = f"campaign wish {self._wishes}"
        aside = Wish(asker=other, text=f"linkedin {mode} because {reason}", reason=reason, end=End.DISCARDED)
        await asyncio.sleep(self._dice.uniform(0, _LONGEST_WAIT))
        if self.books.is_open:
            await self.people.ask(aside.asker, aside.text)
        if self._dice.random() < 0.5:
            self._world.teams.deliver_twice()
            await self.people.ask(aside.asker, "linkedin status")

    def _spoil(self) -> None:
        """Give Microsoft's side a bad day, or none."""
        spoil_portal(self._world.tenant, self._dice)
        spoil_teams(self._world.teams, self._dice)

    # ---- the bot --------------------------------------------------------------------------------------------------

    async def _start(self, *, is_disturbed: bool = False) -> None:
        """Start a bot; *is_disturbed*: the first one is killed while it starts."""
        environment = self._world.environment(self._folder)
        if is_disturbed:
            await self._serving.start(environment)
            await asyncio.sleep(self._dice.uniform(0, 0.25))
            await self._serving.kill()
            self.result.kills["while it starts"] += 1
        environment = self._world.environment(self._folder)
        is_cold = (self.result.kills.total() + 1) % _COLD_EVERY == 0
        await (self._serving.start_cold if is_cold else self._serving.start)(environment)
        url = await self._serving.listen()
        self.books.open()
        self._world.teams.connect(url)

    async def _kill(self) -> None:
        self.books.close()
        await self._serving.kill()
        self._world.teams.connect(_NO_URL)

    def _stage(self, wish: Wish) -> Stage:
        glance = self.people.look(wish)
        return glance.stage if glance else Stage.NOTHING

    # ---- the end --------------------------------------------------------------------------------------------------

    async def _rest(self) -> None:
        """Wait until nothing is under way and nothing is owed, but not for ever."""
        with suppress(TimeoutError):  # then the checker sees what is under way
            async with asyncio.timeout(_REST_SECONDS):
                while not self.witness.is_at_rest():
                    await asyncio.sleep(_GLANCE)

    def _judge(self) -> None:
        self.result.findings, self.result.figures = self.witness.judge(self._folder.parent / "log")
        self.result.cold, self.result.work, self.result.warm = (
            self._serving.cold,
            self._serving.work,
            self._serving.warm,
        )


@asynccontextmanager
async def open_tour(seed: int) -> AsyncIterator[Tour]:
    """Make a world of its own for a tour; the same *seed* throws the same dice."""
    with TemporaryDirectory(prefix="linkgate-campaign-") as folder:
        async with open_world(users=_USERS) as world, open_serving(Path(folder) / "log") as serving:
            tour = Tour(world, serving, Path(folder) / "bot", Random(seed))  # noqa: S311  dice, no secret
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(tour.witness.watch())
                yield tour
                watching.cancel()
