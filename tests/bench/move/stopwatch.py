"""How long the stages of a way take, and how long the event loop was kept from anybody else meanwhile."""

import asyncio
import json
import resource
from collections import deque
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self

_GAP = 0.002
_REMEMBERED = 600_000
_LEAST = 0.001


class Probe:
    """A task that wants to be woken every 2 ms; *lags* are when it was, and how many seconds too late."""

    def __init__(self) -> None:
        self.lags: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)
        self._due = perf_counter()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._look())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._task:
            self._task.cancel()

    def tell_worst(self, since: float) -> float:
        """Tell the longest lag since then, in seconds; one that still goes on is among them."""
        lags = [lag for at, lag in self.lags if at >= since]
        return max([*lags, perf_counter() - self._due, 0.0])

    async def _look(self) -> None:
        while True:
            self._due = perf_counter() + _GAP
            await asyncio.sleep(_GAP)
            now = perf_counter()
            if now - self._due > _LEAST:
                self.lags.append((now, now - self._due))


def watch(owner: Any, name: str, probe: Probe) -> None:
    """Have each call of *owner*'s coroutine *name* told on a line of its own when it ends."""
    work: Callable[..., Awaitable[Any]] = getattr(owner, name)
    label = f"{owner.__name__}.{name}" if isinstance(owner, type) else name

    @wraps(work)
    async def watched(*args: Any, **named: Any) -> Any:
        start = perf_counter()
        try:
            return await work(*args, **named)
        finally:
            seconds, lag = perf_counter() - start, probe.tell_worst(start)
            told = {"stage": label, "seconds": seconds, "lag": lag, "memory": _read_memory()}
            print(json.dumps(told), flush=True)

    setattr(owner, name, watched)


def _read_memory() -> float:
    """Read how many MB this process has now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1_000_000
