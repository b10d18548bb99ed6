"""The doctor: looks at everything that Linkgate needs, and says of each thing how it is and what to do.

It changes nothing, and can be run beside a bot that works.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core import findings, words
from bot.core.policy import list_deciders
from bot.core.rules import Rules
from bot.health import Check
from bot.ports import PortError, Ports


class Level(StrEnum):
    FINE = "ok"
    WORTH_A_LOOK = "look"
    BROKEN = "BROKEN"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and how it is."""

    what: str
    level: Level
    sentence: str


Look = Callable[[], Awaitable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """Holds the ports, and the *checks* that readiness is made of."""

    ports: Ports
    rules: Rules
    checks: Mapping[str, Check]

    async def examine(self) -> tuple[Finding, ...]:
        """Look at one thing after the other. What cannot be looked at is broken; what is not needed is worth a look."""
        looks: list[tuple[str, Look]] = [
            ("setting", self._look_at_setting),
            ("approvers", self._look_at_approvers),
            ("owners", self._look_at_owners),
            ("messages", self._look_at_messages),
        ]
        extras: list[tuple[str, Look]] = [
            ("files", self._look_at_files),
            ("office", self._look_at_office),
            ("consent", self._look_at_consent),
        ]
        return (
            *[await self._check(what, check) for what, check in self.checks.items()],
            *[await self._look(what, look) for what, look in looks],
            *[await self._look(what, look, otherwise=Level.WORTH_A_LOOK) for what, look in extras],
        )

    async def _check(self, what: str, check: Check) -> Finding:
        async def look() -> Finding:
            await check()
            return Finding(what, Level.FINE, "It answers.")

        return await self._look(what, look)

    async def _look(self, what: str, look: Look, *, otherwise: Level = Level.BROKEN) -> Finding:
        try:
            return await look()
        except PortError as error:
            return Finding(what, otherwise, str(error))

    async def _look_at_setting(self) -> Finding:
        reading = await self.ports.setting.read()
        if reading.setting is None:
            return Finding("setting", Level.BROKEN, findings.explain_doubt(reading))
        return Finding("setting", Level.FINE, "The operator can read it.")

    async def _look_at_approvers(self) -> Finding:
        able = list_deciders(await self.ports.directory.members(self.rules.approvers), requester=None)
        needed, least = max(self.rules.approvals.values()), min(self.rules.approvals.values())
        told = f"{len(able)} people can approve, and a request needs up to {needed} of them besides who asks."
        if len(able) < least:
            return Finding("approvers", Level.BROKEN, f"{told} Nothing can be approved. Add members to the group.")
        if len(able) <= needed:
            return Finding("approvers", Level.WORTH_A_LOOK, f"{told} If one of them asks, too few may be left.")
        return Finding("approvers", Level.FINE, told)

    async def _look_at_owners(self) -> Finding:
        owners = await self.ports.directory.owners(self.rules.approvers)
        names = ", ".join(f"{owner.name} ({owner.id})" for owner in owners) or "nobody but administrators"
        return Finding("owners", Level.WORTH_A_LOOK, f"They decide who approves, because they own the group: {names}.")

    async def _look_at_messages(self) -> Finding:
        lost = await self.ports.store.undelivered()
        if not lost:
            return Finding("messages", Level.FINE, "None was given up.")
        told = "; ".join(
            f"{words.name_request(change.number)} to {notice.to or 'a chat'} after {notice.tries} tries"
            for notice, change in lost
        )
        remedy = "Have the app installed for them; it is delivered then."
        return Finding("messages", Level.WORTH_A_LOOK, f"{len(lost)} were given up: {told}. {remedy}")

    async def _look_at_files(self) -> Finding:
        await self.ports.files.check()
        return Finding("files", Level.FINE, "They are switched on, in private chats.")

    async def _look_at_office(self) -> Finding:
        policies = (await self.ports.office.read()).policies
        return Finding("office", Level.FINE, f"Intune can be read; policies that carry the setting: {len(policies)}.")

    async def _look_at_consent(self) -> Finding:
        await self.ports.consent.grants()
        return Finding("consent", Level.FINE, "Whether people may consent to apps can be read.")
