"""Whether Linkgate can do its work now: a few questions, each answered by asking what it is about.

They are asked together, each for so long at most; the answers hold for a few seconds, so that whoever asks in a loop
does not become a load on the tenant.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.ports import ClockPort, PortError, StorePort, UnexpectedError, UnreachableError
from bot.shared import Shared

Check = Callable[[], Awaitable[object]]
"""Returns when all is well; raises a PortError that says what is not."""

FINE = "ok"
_SECONDS = 5.0
_HOLDS = timedelta(seconds=3)
_MOST_SKEW = timedelta(minutes=2)
"""Tokens are given 5 minutes of grace; well before that somebody should know."""
_LATE = timedelta(minutes=1)
_MANY_TRIES = 3
_MOST_LOOKED_AT = 200


class Health:
    """Holds the *checks* by name."""

    def __init__(self, checks: Mapping[str, Check], clock: ClockPort) -> None:
        self._checks = checks
        self._clock = clock
        self._look = Shared(self._look_now)
        self._found: dict[str, str] = {}
        self._at: datetime | None = None

    async def look(self) -> Mapping[str, str]:
        """Say of each thing FINE, or what is wrong with it."""
        now = self._clock.now()
        if self._at and timedelta(0) <= now - self._at < _HOLDS:
            return self._found
        return await self._look.get()

    async def _look_now(self) -> Mapping[str, str]:
        answers = await asyncio.gather(*map(_ask, self._checks.values()))
        self._found, self._at = dict(zip(self._checks, answers, strict=True)), self._clock.now()
        return self._found


async def _ask(check: Check) -> str:
    try:
        async with asyncio.timeout(_SECONDS):
            await check()
    except PortError as error:
        return str(error)
    except TimeoutError:
        return f"There was no answer in {_SECONDS:.0f} s."
    return FINE


async def check_open(closing: asyncio.Event) -> None:
    """Raise UnreachableError when the process has been told to stop."""
    if closing.is_set():
        raise UnreachableError("Linkgate is stopping: it takes nothing new and finishes what is under way.")


async def check_notices(store: StorePort, clock: ClockPort) -> None:
    """Raise UnreachableError when messages wait longer than they should."""
    now = clock.now()
    owed = await store.owed(now + timedelta(hours=1), _MOST_LOOKED_AT)
    late = sum(notice.tries >= _MANY_TRIES or now - notice.due > _LATE for notice, _ in owed)
    if late:
        raise UnreachableError(f"{late} messages to people are overdue. Does Teams take messages from Linkgate?")


async def check_clock(read_time: Callable[[], Awaitable[datetime]], clock: ClockPort) -> None:
    """Raise UnexpectedError when this host's clock and Microsoft's are too far apart."""
    skew = clock.now() - await read_time()
    if abs(skew) > _MOST_SKEW:
        raise UnexpectedError(
            f"The clock of Linkgate's host is {skew.total_seconds():+.0f} s off Microsoft's, so tokens are refused. "
            "Set it by NTP."
        )
