"""The time. For what is decided it never goes back: what has expired stays expired, however the host's clock is set."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from bot.ports import ClockPort


class SystemClock:
    """Keeps the promises of `ClockPort` as long as nobody sets the machine's own clock back."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  the one place

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class SteadyClock:
    """Follows *clock*; when that is set back, time goes on from where it was. *floor* is a time that has been."""

    def __init__(self, clock: ClockPort, floor: datetime | None) -> None:
        self._clock = clock
        self._last = floor or clock.now()
        self._seen = clock.monotonic()

    def now(self) -> datetime:
        seen = self._clock.monotonic()
        passed = self._last + timedelta(seconds=seen - self._seen)
        self._last, self._seen = max(self._clock.now(), passed), seen
        return self._last

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
