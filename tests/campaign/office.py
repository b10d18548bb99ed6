"""A bot that is killed again and again while it sets the Office policy for a group.

Intune takes its time and loses answers. In the end there is one policy at most, it says what the last request that was
applied says, and no request is called applied or failed that is not.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from campaign.checker import Finding, Kind
from campaign.process import Serving, open_serving
from campaign.torment import Torment

from bot.core.change import Change, State
from bot.core.office import OfficeState
from bot.sim.tenant import Fault
from bot.sim.world import World, open_world

_LATENCY = 0.03
_WORDS = {"disable": OfficeState.DISABLED, "enable": OfficeState.ENABLED, "reset": OfficeState.NOT_CONFIGURED}
_BAD = tuple(
    Fault(api="graph", method=method, path="configurationPolicies", do=do, seconds=0.3)
    for method in ("POST", "PUT", "DELETE")
    for do in ("lost", "late", "reset", "delay")
)
_BUSY = Fault(api="graph", method="POST", path="configurationPolicies", code=429, headers={"Retry-After": "1"}, times=2)


class Setting:
    """Holds one world, its bot, and what Intune said after each request."""

    def __init__(self, world: World, serving: Serving, folder: Path, dice: Random) -> None:
        self.torment = Torment(world, serving, folder, dice=dice, faults=[*_BAD, _BUSY], life=3.0)
        self.result = self.torment.result
        self._world, self._serving, self._folder = world, serving, folder
        self._found: dict[str, list[str]] = {}

    async def run(self, kills: int) -> None:
        """Set the policy this way and that until there were so many *kills*, and look what came of it."""
        await self.torment.start()
        numbers = cycle(range(1, 1_000_000))
        while (lacking := kills - self.result.kills.total()) > 0:
            number = next(numbers)
            there = self._look()
            word = self.torment.dice.choice([one for one, state in _WORDS.items() if [state] != (there or [_UNSET])])
            reason = f"campaign policy {number}"
            await self._have_approved(word, reason)
            self._world.tenant.set_limits(latency=_LATENCY)
            await self.torment.kill_meanwhile(reason, lacking)
            self._world.tenant.set_limits()
            self._judge(reason, word, before=there)
        findings, self.result.figures = self.torment.witness.judge(self._folder.parent / "log")
        self.result.findings += findings
        self.result.warm = self._serving.warm

    def _look(self) -> list[str]:
        intune = self._world.tenant.intune
        return [str(intune.tell_linkedin(id_)) for id_ in intune.find_linkedin()]

    async def _have_approved(self, word: str, reason: str) -> None:
        ada, bob = self._world.person("ada"), self._world.person("bob")
        await ada.says(f'linkedin office {word} for group "Sales EMEA" because {reason}')
        draft = await ada.sees(lambda message: "Send" in message.buttons)
        await ada.clicks(draft, "Send", reason=reason)
        await bob.clicks(await bob.sees(lambda message: "Approve" in message.buttons), "Approve")

    def _judge(self, reason: str, word: str, *, before: list[str]) -> None:
        """Compare what is said of the request with what Intune has."""
        glance, found = self.torment.books.find(reason), self._look()
        wanted = [] if word == "reset" else [str(_WORDS[word])]
        if glance is None:
            return
        change: Change = glance.change
        expected = {State.APPLIED: [wanted], State.FAILED: [before]}.get(change.state, [before, wanted])
        if len(found) > 1 or found not in expected:
            told = f"LI-{change.number} is {change.state}: {before} became {found}, {wanted} was wanted. {change.note}"
            self.result.findings.append(Finding(Kind.UNENDED, told))


_UNSET = OfficeState.NOT_CONFIGURED


@asynccontextmanager
async def open_setting(seed: int) -> AsyncIterator[Setting]:
    """Make a world of its own; the same *seed* throws the same dice."""
    with TemporaryDirectory(prefix="linkgate-office-") as folder:
        async with open_world(users=60) as world, open_serving(Path(folder) / "log") as serving:
            dice = Random(seed)  # noqa: S311  dice, no secret
            setting = Setting(world, serving, Path(folder) / "bot", dice)
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(setting.torment.witness.watch())
                yield setting
                watching.cancel()
