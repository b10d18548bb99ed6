"""A move: lists of some hundred people, and a bot that is killed again and again while it moves them.

The tenant takes its time and has a bad day now and then, so that there is always something under way. In the end each
of them is in the group, let in once, and the checker looks at everything else.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from campaign.checker import Finding, Kind
from campaign.process import Serving, open_serving
from campaign.torment import Torment

from bot.core.change import State
from bot.core.fill import Fate
from bot.sim.tenant import Fault
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.people import seed_people
from bot.sim.tenant.properties import NOBODY
from bot.sim.world import World, open_world

_USERS = 4_000
_LATENCY = 0.03
_WRITES = (6, 3)
"""Binds that the tenant takes at once, and the seconds in which as many come back."""
_BAD = tuple(
    Fault(api=api, method=method, path=path, do=do, seconds=0.3)  # type: ignore[arg-type]
    for api, method, path in (("item", "PATCH", "/groups/"), ("graph", "POST", "batch"))
    for do in ("lost", "late", "reset", "garbage", "delay")
)
_BUSY = Fault(api="item", method="PATCH", code=429, headers={"Retry-After": "1"}, times=2)


class Moving:
    """Holds one world, its bot, and what came of it so far. Each list is of *length* people."""

    def __init__(self, world: World, serving: Serving, folder: Path, dice: Random, length: int) -> None:
        self.torment = Torment(world, serving, folder, dice=dice, faults=[*_BAD, _BUSY], life=0.9)
        self.result = self.torment.result
        self._world, self._serving, self._folder = world, serving, folder
        self._length = length
        plain = [one for one in seed_people(_USERS)[5:] if one["accountEnabled"] and one["userType"] == "Member"]
        self._waiting = [(one["id"], one["userPrincipalName"]) for one in plain]
        self._moved: set[str] = set()
        self._group = name_group("empty")

    async def run(self, kills: int) -> None:
        """Move list after list until there were so many *kills*, and look what came of it."""
        self._world.tenant.change_in_portal(NOBODY)
        await self.torment.start()
        number = 0
        while (lacking := kills - self.result.kills.total()) > 0 and len(self._waiting) >= self._length:
            number += 1
            reason = f"campaign list {number}"
            self._world.tenant.set_limits()
            await self._have_approved(reason)
            self._world.tenant.set_limits(latency=_LATENCY, writes=_WRITES)
            await self.torment.kill_meanwhile(reason, lacking)
        self._judge(self._folder.parent / "log")

    async def _have_approved(self, reason: str) -> None:
        """Have a list asked for, sent and approved."""
        asked, self._waiting = self._waiting[: self._length], self._waiting[self._length :]
        self._moved |= {user for user, _ in asked}
        ada, bob = self._world.person("ada"), self._world.person("bob")
        rows = "\r\n".join(["userPrincipalName", *(name for _, name in asked), "nobody@contoso.onmicrosoft.com"])
        await ada.says(f'linkedin move to group "Empty Group" because {reason}', file=("list.csv", rows.encode()))
        draft = await ada.sees(lambda message: "Send" in message.buttons)
        await ada.clicks(draft, "Send", reason=reason)
        await bob.clicks(await bob.sees(lambda message: "Approve" in message.buttons), "Approve")

    def _judge(self, log: Path) -> None:
        """Let the checker look; and each of those who were listed is in the group."""
        findings, self.result.figures = self.torment.witness.judge(log)
        history = self.torment.books.read()
        for change in history.changes:
            rows = history.rows[change.number]
            fates = [item.fate for item in rows]
            if change.state is not State.APPLIED or fates != [Fate.ADDED] * self._length + [Fate.NOT_FOUND]:
                told = {fate: fates.count(fate) for fate in set(fates)}
                findings.append(Finding(Kind.UNENDED, f"LI-{change.number} is {change.state}: {told} {change.note}"))
        missing = self._moved - self._world.tenant.members(self._group)
        if missing:
            findings.append(Finding(Kind.LOST, f"{len(missing)} people of the lists are not in the group."))
        self.result.findings = findings
        self.result.warm = self._serving.warm


@asynccontextmanager
async def open_moving(seed: int, *, length: int = 300) -> AsyncIterator[Moving]:
    """Make a world of its own; the same *seed* throws the same dice."""
    with TemporaryDirectory(prefix="linkgate-move-") as folder:
        async with open_world(users=_USERS) as world, open_serving(Path(folder) / "log") as serving:
            dice = Random(seed)  # noqa: S311  dice, no secret
            moving = Moving(world, serving, Path(folder) / "bot", dice, length)
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(moving.torment.witness.watch())
                yield moving
                watching.cancel()
