"""One read for all who ask at the same time. Nothing is remembered: it begins after everybody has asked who gets it.

ask -> begins        -> answer
ask ---.  (too late for that one: it had begun)
ask ---+-> begins    -> answer, for both
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Shares the calls of *work*."""

    def __init__(self, work: Callable[[], Awaitable[T]]) -> None:
        self._work = work
        self._present: asyncio.Task[T] | None = None
        self._next: asyncio.Task[T] | None = None

    async def get(self) -> T:
        """Return what *work* told, begun no sooner than now."""
        if self._next is None:
            self._next = asyncio.create_task(self._begin_after(self._present))
        return await asyncio.shield(self._next)

    async def _begin_after(self, present: asyncio.Task[T] | None) -> T:
        if present:
            await asyncio.wait({present})
        self._present, self._next = self._next, None
        return await self._work()
