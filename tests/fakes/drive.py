"""A place on loopback that people's files could be on: it notes who comes and how, and answers as it is told."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Visit:
    """What one request said: every header in the order and the spelling in which it came."""

    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes

    def names(self):
        return {name.lower() for name, _ in self.headers}

    def header(self, name):
        return [value for one, value in self.headers if one.lower() == name.lower()]


@dataclass
class Drive:
    """*visits* are all that came; *answer* is what the next ones get."""

    origin: str = ""
    visits: list[Visit] = field(default_factory=list)
    poured: int = 0
    answer: Answering | None = None

    def url(self, path="/personal/ada/users.csv?tempauth=v1.canary"):
        return self.origin + path

    def gives(self, body=b"", *, status=200, **headers):
        """Answer with *body* from now on; `Set_Cookie` is the header Set-Cookie."""
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(request):
            return web.Response(body=body, status=status, headers=spelled)

        self.answer = answer

    def pours(self, piece, *, every=0.0, **headers):
        """Answer with *piece* again and again, until nobody listens any more."""
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(request):
            response = web.StreamResponse(headers=spelled)
            await response.prepare(request)
            while True:
                await response.write(piece)
                self.poured += len(piece)
                await asyncio.sleep(every)

        self.answer = answer

    async def hear(self, request):
        self.visits.append(
            Visit(
                request.method,
                request.raw_path,
                [(name.decode(), value.decode()) for name, value in request.raw_headers],
                await request.read(),
            )
        )
        assert self.answer, "nobody told what to answer"
        return await self.answer(request)


@asynccontextmanager
async def open_drive(host="127.0.0.1", *, tls=None):
    """Open a drive on a free port of *host*, which is any address of this machine; with *tls* it speaks https."""
    drive = Drive()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", drive.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.SockSite(runner, socket.create_server((host, 0)), ssl_context=tls).start()
        drive.origin = f"{'https' if tls else 'http'}://{host}:{runner.addresses[0][1]}"
        yield drive
    finally:
        await runner.cleanup()
