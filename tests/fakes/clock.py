"""A clock that is moved by hand; to sleep is to move it."""

import asyncio
from datetime import UTC, datetime, timedelta

_START = datetime(2026, 1, 1, tzinfo=UTC)


class FakeClock:
    def __init__(self, at: datetime) -> None:
        self.at = at
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return self.at + self._ahead

    def monotonic(self) -> float:
        return (self.at - _START).total_seconds()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def turn(self, **by: float) -> None:
        """Set the wall clock forward or back; no time passes."""
        self._ahead += timedelta(**by)

    async def sleep(self, seconds: float) -> None:
        self.move(seconds=seconds)
        await asyncio.sleep(0)
