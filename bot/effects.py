"""What people get from setting, Office policy and consent. It reads, and keeps nothing.

What cannot be read is shown as just that, and the rest all the same. No policy and no group is named, because everybody
may ask.
"""

import asyncio

from bot.core.cloud import Cloud
from bot.core.policy import Right, UserId
from bot.core.view import ConsentView, EffectView, SaidView, View
from bot.facts import read_consents, read_rule, read_setting
from bot.guard import Guard
from bot.ports import PortError, Ports
from bot.shared import Shared


class Effects:
    """Holds the ports that are read from, and the guard. Those who ask at the same time share one read."""

    def __init__(self, *, ports: Ports, guard: Guard) -> None:
        self.ports = ports
        self.guard = guard
        self._effect = Shared(self._read_effect)
        self._consent = Shared(self._read_consent)

    async def show_effect(self, user: UserId) -> View:
        """Show where people see LinkedIn, to everybody of the tenant."""
        admitted = await self.guard.admit(user, Right.SEE)
        return admitted if isinstance(admitted, SaidView) else await self._effect.get()

    async def show_consent(self, user: UserId) -> View:
        """Show whether people may consent to apps, to everybody of the tenant."""
        admitted = await self.guard.admit(user, Right.SEE)
        return admitted if isinstance(admitted, SaidView) else await self._consent.get()

    async def _read_effect(self) -> EffectView:
        reading, cloud, (rule, why_office), (consents, why_consent) = await asyncio.gather(
            read_setting(self.ports), self._read_cloud(), read_rule(self.ports), read_consents(self.ports)
        )
        return EffectView(
            reading=reading,
            rule=rule,
            consents=consents,
            cloud=cloud,
            why_office=why_office,
            why_consent=why_consent,
        )

    async def _read_cloud(self) -> Cloud | None:
        try:
            return await self.ports.cloud.cloud()
        except PortError:
            return None

    async def _read_consent(self) -> ConsentView:
        consents, why = await read_consents(self.ports)
        return ConsentView(consents=consents, at=self.ports.clock.now(), why=why)
