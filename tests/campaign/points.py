"""The named points: how a bot is brought there, and how it is known that it is there. The product has no switch for it.

    asked -> RECEIVED -> DRAFTED -> SENT -> VOTED -> APPROVED -> CLAIMED -> IN_FLIGHT -> ANSWERED -> WRITTEN -> SETTLED
                                                                                                          -> NOTICED
What is between two lines of the ledger is held from outside: Microsoft's side does not answer, or the store is locked.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import IntEnum
from random import Random
from sqlite3 import Connection

from campaign.books import Books, Glance, Stage

from bot.core.ledger import Event
from bot.sim.tenant import Fault
from bot.sim.tenant.server import Request
from bot.sim.world import World

_ANSWER_SECONDS = 0.3
_SETTLE_SECONDS = 0.05
_ALWAYS = 1_000_000


class Point(IntEnum):
    """Where a bot is killed, in the order in which it comes there."""

    RECEIVED = 1  # the message is posted, nothing is kept
    DRAFTED = 2
    SENT = 3
    VOTED = 4  # one of two has agreed
    APPROVED = 5  # and not claimed
    CLAIMED = 6  # and not written
    IN_FLIGHT = 7  # the write is sent, and not answered
    ANSWERED = 8  # the write is answered, and the answer not kept
    WRITTEN = 9  # and not read back
    SETTLED = 10  # and nobody told
    NOTICED = 11  # Teams has the message, and Linkgate does not know


_AFTER_THE_WRITE = frozenset({Point.SETTLED, Point.NOTICED})
_UNDER_WAY = frozenset({Event.CLAIMED, Event.WRITTEN})

_HELD = frozenset({Point.RECEIVED, Point.APPROVED, Point.CLAIMED, Point.WRITTEN})
"""There the bot waits for a reading of the setting, which does not come."""
_LAST = {
    Point.DRAFTED: Event.PLANNED,
    Point.SENT: Event.SENT,
    Point.VOTED: Event.APPROVED,
    Point.APPROVED: Event.APPROVED,
    Point.CLAIMED: Event.CLAIMED,
    Point.WRITTEN: Event.WRITTEN,
    Point.SETTLED: Event.SETTLED,
}
"""What stands in the ledger then, and nothing after it."""


def begin(point: Point, *, needs_two: bool) -> Stage:
    """Say at which stage of a request the deed is done that leads to the point."""
    if point >= Point.APPROVED:
        return Stage.VOTED if needs_two else Stage.WAITING
    early = {Point.RECEIVED: Stage.NOTHING, Point.DRAFTED: Stage.NOTHING, Point.SENT: Stage.DRAFT}
    return early.get(point, Stage.WAITING)


def follows(point: Point, other: Point) -> bool:
    """Tell whether a request whose bot died at *point* can still come to *other*."""
    if point in {Point.CLAIMED, Point.IN_FLIGHT, Point.ANSWERED}:
        return other in _AFTER_THE_WRITE
    return other > point


@dataclass(slots=True, kw_only=True)
class Trap:
    """Waits for one point in one world. *known* are the requests that the tenant had got when it was set."""

    point: Point
    world: World
    books: Books
    known: Mapping[int, Request] = field(default_factory=dict)
    calls: int = 0
    is_silenced: bool = False
    locked: Connection | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    def set(self, dice: Random) -> None:
        """Arrange what will hold the bot there."""
        tenant = self.world.tenant
        self.known = {
            id(request): request for request in tenant.requests
        }  # as long as they are kept, no id is used again
        self.calls = len(self.world.teams.sent)
        passing = {Point.CLAIMED: 1, Point.WRITTEN: 2}.get(self.point, 0)
        match self.point:
            case point if point in _HELD:
                if passing:
                    tenant.fail(Fault(api="portal", method="GET", do="delay", times=passing))
                tenant.fail(Fault(api="portal", method="GET", do="hang"))
            case Point.IN_FLIGHT:
                do = dice.choice(["hang", "delay"])  # it never lands, or when the bot is dead
                seconds = dice.uniform(0.1, 0.8)
                tenant.fail(Fault(api="portal", method="PUT", do=do, seconds=seconds))  # type: ignore[arg-type]
            case Point.ANSWERED:
                tenant.fail(Fault(api="portal", method="PUT", do="delay", seconds=_ANSWER_SECONDS))
            case _:
                pass

    async def close(self, glance: Callable[[], Glance | None]) -> bool:
        """Wait until the bot is there; False when it will not come there any more."""
        while (now := glance()) is None or not self._is_past(now):
            self._hold_messages(now)
            if self._is_there(now):
                return await self._hold(glance)
            await asyncio.sleep(0.002)
        return self._is_there(now)

    def _hold_messages(self, now: Glance | None) -> None:
        """Let no message through from the claim on; those before it had to come, for people to do their part."""
        if self.is_silenced or self.point not in _AFTER_THE_WRITE or now is None or now.last not in _UNDER_WAY:
            return
        self.is_silenced = True
        if self.point is Point.SETTLED:
            self.world.teams.fail(503, times=_ALWAYS)
        else:
            self.world.teams.fail(None, times=_ALWAYS, lost=True)

    def _is_past(self, now: Glance) -> bool:
        if self.point is Point.NOTICED:
            return False
        return now.stage is Stage.ENDED and self.point is not Point.SETTLED

    def _is_there(self, now: Glance | None) -> bool:
        if self.point in {Point.IN_FLIGHT, Point.ANSWERED}:
            return any(self._new("PUT"))
        if self.point is Point.NOTICED:
            return self._is_half_told(now.last if now else "")
        if self.point in _HELD and not any(self._pending("GET")):
            return False
        if now is None:
            return self.point is Point.RECEIVED
        return now.last == _LAST.get(self.point) and (now.stage is Stage.VOTED) == (self.point is Point.VOTED)

    def _is_half_told(self, last: str) -> bool:
        """Tell whether Teams took a message since it is settled, and its answer was lost."""
        if last != Event.SETTLED:
            self.calls = len(self.world.teams.sent)
        return any(call.status == 0 for call in self.world.teams.sent[self.calls :])

    def release(self, *, is_closed: bool) -> None:
        """Let go of all but what the dead bot has sent: that may land when it will. *is_closed*: it came there."""
        self.world.teams.heal()
        if self.locked:
            self.locked.rollback()
        if not is_closed:
            self.world.tenant.heal()

    async def _hold(self, glance: Callable[[], Glance | None]) -> bool:
        """Keep the answer of a write from being kept: the store is locked before the answer goes."""
        if self.point is not Point.ANSWERED:
            return True
        self.locked = self.stack.enter_context(self.books.lock())
        (put,) = self._new("PUT")
        while not put.status:
            await asyncio.sleep(0.002)
        await asyncio.sleep(_SETTLE_SECONDS)
        now = glance()
        return bool(now and now.last == Event.CLAIMED)

    def _new(self, method: str) -> Iterator[Request]:
        portal = (request for request in self.world.tenant.requests if request.api == "portal")
        return (request for request in portal if request.method == method and id(request) not in self.known)

    def _pending(self, method: str) -> Iterator[Request]:
        return (request for request in self._new(method) if not request.status)
