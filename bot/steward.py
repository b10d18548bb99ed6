"""The steward: what whoever runs Linkgate does by hand on its host. Each act has a reason that the ledger keeps."""

from dataclasses import dataclass

from bot.brake import adopt
from bot.core import steps, summary, words
from bot.core.change import Change, State
from bot.core.ledger import Event
from bot.core.rules import Rules
from bot.ports import ClockPort, ConflictError, NotFoundError
from bot.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Steward:
    """Acts as *name*, an account of the host."""

    register: Register
    clock: ClockPort
    rules: Rules
    name: str

    async def resolve(self, number: int, to: State, *, note: str) -> Change:
        """Close an unknown outcome on the word of a person who looked. Raise ConflictError when it is not unknown."""
        change = await self.register.store.change_numbered(number)
        if change is None:
            raise NotFoundError(f"There is no request {words.name_request(number)}.")
        try:
            stepped = steps.resolve(change, to, name=self.name, note=note, at=self.clock.now())
        except steps.NotAllowedError as error:
            state = summary.STATES[change.state].lower()
            raise ConflictError(f"{words.name_request(number)} is {state}: {error}.") from error
        return await self.register.keep(stepped, before=change)

    async def adopt(self, *, note: str) -> None:
        """Let the rules of the configuration hold from now on. Raise ConflictError when their version does not fit."""
        adopted = await self.register.store.newest(Event.ADOPTED)
        if adopted and adopted.details.get("digest") == self.rules.digest:
            raise ConflictError("These rules hold already.")
        if adopted and int(adopted.details.get("version", "0")) >= self.rules.version:
            held = adopted.details["version"]
            raise ConflictError(
                f"Version {held} of the rules holds, and other ones need a higher version. Count it up."
            )
        await adopt(self.register.store, self.rules, self.clock, name=self.name, note=note)
