"""The gate before the HTTP server: how many may stand in it, and how long one may take to say what it wants.

aiohttp waits for the end of a request's headers for ever (3.14, observed 2026-11: of 900 slow connections none was
closed in 100 s). Here a connection has a deadline for them, and when the house is full, the one goes that has said
nothing for longest: a newcomer is never turned away by those who only stand there.
"""

import asyncio
from typing import Protocol, cast

from aiohttp import web

HEADER_SECONDS = 5.0
MOST_CONNECTIONS = 512
IDLE_SECONDS = 60.0
"""Seconds for which a connection is kept open between two requests."""


class _Inner(Protocol):
    """What aiohttp's server makes for each connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None: ...
    def connection_lost(self, exc: BaseException | None) -> None: ...
    def data_received(self, data: bytes) -> None: ...
    def eof_received(self) -> None: ...
    def pause_writing(self) -> None: ...
    def resume_writing(self) -> None: ...


class Gate:
    """Lets connections in to *server*. Those that say nothing are kept in the order in which they fell silent."""

    def __init__(self, server: web.Server, *, most: int) -> None:
        self._server = server
        self._most = most
        self._all: set[Visit] = set()
        self._silent: dict[Visit, None] = {}

    def __call__(self) -> asyncio.Protocol:
        return Visit(self._server(), self)

    def enter(self, visit: "Visit") -> None:
        """Let a connection in; when all places are taken, the one that has been silent for longest makes room."""
        self._all.add(visit)
        self._silent[visit] = None
        if len(self._all) > self._most:
            next(iter(self._silent or self._all)).leave()

    def hear(self, visit: "Visit") -> None:
        self._silent.pop(visit, None)

    def fall_silent(self, visit: "Visit") -> None:
        self._silent[visit] = None

    def forget(self, visit: "Visit") -> None:
        self._all.discard(visit)
        self._silent.pop(visit, None)


class Visit(asyncio.Protocol):
    """One connection, between the socket and aiohttp."""

    def __init__(self, inner: _Inner, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate
        self._transport: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._is_idle = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._gate.enter(self)
        self._wait(HEADER_SECONDS)
        self._inner.connection_made(transport)

    def begin(self) -> None:
        """Take note that a request's headers are complete."""
        self._is_idle = False
        self._stop_waiting()
        self._gate.hear(self)

    def end(self) -> None:
        """Take note that a request was answered; the next one may take its time to begin."""
        if self._transport and not self._transport.is_closing():
            self._gate.fall_silent(self)
            self._is_idle = True
            self._wait(IDLE_SECONDS)

    def leave(self) -> None:
        """End the connection at once."""
        self._gate.forget(self)
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._is_idle:
            self._is_idle = False
            self._wait(HEADER_SECONDS)
        self._inner.data_received(data)

    def eof_received(self) -> None:
        self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._stop_waiting()
        self._gate.forget(self)
        self._inner.connection_lost(exc)

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = asyncio.get_running_loop().call_later(seconds, self.leave)

    def _stop_waiting(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
