"""The Office policy as Intune has it. It reads, and keeps nothing."""

from dataclasses import dataclass

from bot.core.policy import Right, UserId
from bot.core.view import OfficeView, SaidView, View
from bot.facts import read_catalog
from bot.guard import Guard
from bot.ports import PortError, Ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Bureau:
    """Holds the ports that are read from, and the guard."""

    ports: Ports
    guard: Guard

    async def show(self, user: UserId, after: int = 0) -> View:
        """Show the policies that carry the setting, from behind the first *after*; else why Intune does not tell."""
        admitted = await self.guard.admit(user, Right.LOOK)
        if isinstance(admitted, SaidView):
            return admitted
        everyone = await self._count_everyone()
        at = self.ports.clock.now()
        try:
            return OfficeView(catalog=await read_catalog(self.ports), everyone=everyone, at=at, after=after)
        except PortError as error:
            return OfficeView(catalog=None, everyone=everyone, at=at, why=str(error))

    async def _count_everyone(self) -> int | None:
        try:
            return await self.ports.directory.count_everyone()
        except PortError:
            return None
