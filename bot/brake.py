"""The brake: what keeps everything from being written to the tenant, whatever was approved."""

from dataclasses import dataclass

from bot.core import words
from bot.core.ledger import Entry, Event
from bot.core.rules import Rules
from bot.health import Check
from bot.ports import ClockPort, NotPermittedError, PortError, StorePort


@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """Holds the rules that run, and further *checks* without which nothing is written."""

    store: StorePort
    rules: Rules
    is_read_only: bool = False
    checks: tuple[Check, ...] = ()

    async def check(self) -> None:
        """Raise a PortError while nothing may be written; its sentence says why, and what lets go."""
        if self.is_read_only:
            raise NotPermittedError(words.READ_ONLY)
        await self.check_rules()
        for check in self.checks:
            await check()

    async def check_rules(self) -> None:
        """Raise NotPermittedError unless a person has adopted the rules that run."""
        adopted = await self.store.newest(Event.ADOPTED)
        if adopted is None or adopted.details.get("digest") != self.rules.digest:
            raise NotPermittedError(words.NEW_RULES)

    async def explain(self) -> str:
        """Say why nothing is written at present; empty when the brake is off."""
        try:
            await self.check()
        except PortError as error:
            return str(error)
        return ""


async def adopt_first(store: StorePort, rules: Rules, clock: ClockPort) -> None:
    """Adopt the rules of a store that has never had any."""
    if await store.newest(Event.ADOPTED) is None:
        await adopt(store, rules, clock, name="Linkgate", note="the first rules of this store")


async def adopt(store: StorePort, rules: Rules, clock: ClockPort, *, name: str, note: str) -> None:
    """Let *rules* hold from now on, because *name* says so."""
    details = {"digest": rules.digest, **rules.spell()}
    entry = Entry(
        at=clock.now(), request=0, event=Event.ADOPTED, before="", after="", name=name, note=note, details=details
    )
    await store.record(entry)
