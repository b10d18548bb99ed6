"""How long the stages of a way take, and how long the event loop was kept from anybody else meanwhile."""

import asyncio
import json
import resource
from collections import deque
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from time import perf_counter, process_time
from types import TracebackType
from typing import Any, Self

_GAP = 0.002
_REMEMBERED = 600_000
_LEAST = 0.001


class Probe:
    """A task that wants to be woken every 2 ms.

    *lags* are when it was, how many seconds too late, and for how many of these this process had a core: for the rest
    others had it.
    """

    def __init__(self) -> None:
        self.lags: deque[tuple[float, float, float]] = deque(maxlen=_REMEMBERED)
        self._due, self._worked = perf_counter(), process_time()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._look())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._task:
            self._task.cancel()

    def tell_worst(self, since: float) -> tuple[float, float]:
        """Tell the longest lag since then, and the longest that was this process's own; one may still go on."""
        lags = [(lag, own) for at, lag, own in self.lags if at >= since]
        lags.append(self._measure(perf_counter()))
        return max(lag for lag, _ in lags), max(own for _, own in lags)

    def _measure(self, now: float) -> tuple[float, float]:
        lag = max(now - self._due, 0.0)
        return lag, min(lag, process_time() - self._worked)

    async def _look(self) -> None:
        while True:
            self._due, self._worked = perf_counter() + _GAP, process_time()
            await asyncio.sleep(_GAP)
            now = perf_counter()
            lag, own = self._measure(now)
            if lag > _LEAST:
                self.lags.append((now, lag, own))


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
            seconds, (lag, own) = perf_counter() - start, probe.tell_worst(start)
            told = {"stage": label, "seconds": seconds, "lag": lag, "own": own, "memory": _read_memory()}
            print(json.dumps(told), flush=True)

    setattr(owner, name, watched)


def _read_memory() -> float:
    """Read how many MB this process has now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1_000_000
