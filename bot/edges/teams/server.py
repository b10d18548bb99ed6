"""The HTTP server of the front door: one path for Teams, one to ask whether the process lives, and no other.

    gate (who may stand here, for how long) -> token -> size -> JSON -> agreement -> turn

It stands on aiohttp's bare server: with a whole application between, some answers are given before we are asked.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web

from bot.edges.stream import read_whole
from bot.edges.teams.door import LARGEST_BODY, Door, RefusedError, mark_token, read_body
from bot.edges.teams.gate import IDLE_SECONDS, Gate, Visit
from bot.edges.teams.turn import Adapter
from bot.ports import Counted, TallyPort

log = logging.getLogger(__name__)

MESSAGES = "/api/messages"
ALIVE = "/healthz"
BODY_SECONDS = 10.0
_BACKLOG = 1024
_LINGERING_SECONDS = 1.0
"""So long the rest of a refused body is thrown away, so that whoever sends it gets to read the answer."""
_LARGEST_FIELD = 16 * 1024
"""Bytes of one header that are read: more than the door takes, so that it is the door that refuses."""


class Reception:
    """Answers every request that reaches the port."""

    def __init__(self, door: Door, adapter: Adapter, tally: TallyPort) -> None:
        self._door = door
        self._adapter = adapter
        self._tally = tally

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        visit = request.transport.get_protocol() if request.transport else None
        if isinstance(visit, Visit):
            visit.begin()
        try:
            answered = await self._route(request)
        except RefusedError as refused:
            log.info("refused with %s: %s", refused.status, refused)
            answered = web.Response(status=refused.status)
        finally:
            if isinstance(visit, Visit):
                visit.end()
        self.count(answered.status)
        return answered

    def count(self, status: int) -> None:
        self._tally.add(Counted.ANSWERS, str(status))

    async def _route(self, request: web.BaseRequest) -> web.Response:
        match request.method, request.path:
            case "POST", path if path == MESSAGES:
                return await self._receive(request)
            case "GET" | "HEAD", path if path == ALIVE:
                return web.Response(text="alive")
            case _, path if path in {MESSAGES, ALIVE}:
                allowed = "POST" if path == MESSAGES else "GET, HEAD"
                return web.Response(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": allowed})
            case _:
                return web.Response(status=HTTPStatus.NOT_FOUND)

    async def _receive(self, request: web.BaseRequest) -> web.Response:
        claims = await self._door.admit(request.headers.getall("Authorization", []))
        activity = read_body(await _read(request), request.headers.get("Content-Type", ""))
        self._door.check(activity, claims)
        answered = await self._adapter.run(activity, token=mark_token(claims))
        body = None if answered.body is None else json.dumps(answered.body).encode()
        return web.Response(status=answered.status, body=body, content_type="application/json" if body else None)


class _Server(web.Server):
    """aiohttp's, with connections of our own. It leaves compressed bodies alone, so nothing is read past the cap."""

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception.answer)
        self._reception = reception

    def __call__(self) -> web.RequestHandler:
        return _Connection(self, self._reception)


class _Connection(web.RequestHandler):
    """aiohttp's, but what is no HTTP gets a bare answer: aiohttp would quote it, to the sender and in the log."""

    def __init__(self, server: _Server, reception: Reception) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # aiohttp's own way to say that there is none
            auto_decompress=False,
            keepalive_timeout=IDLE_SECONDS,
            max_field_size=_LARGEST_FIELD,
            lingering_time=_LINGERING_SECONDS,
        )
        self._reception = reception

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        self._reception.count(status)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            return super().handle_error(request, status, exc, message)
        log.info("refused with %s: %s", status, type(exc).__name__)
        answered = web.Response(status=status)
        answered.force_close()
        return answered


@asynccontextmanager
async def listen(reception: Reception, *, host: str, port: int, most: int, grace: float) -> AsyncIterator[str]:
    """Listen until the block is left, then let what is under way be answered within *grace*. Yield the address.

    At *most* so many connections are open at a time.
    """
    server = _Server(reception)
    listening = await asyncio.get_running_loop().create_server(Gate(server, most=most), host, port, backlog=_BACKLOG)
    bound, number = listening.sockets[0].getsockname()[:2]
    try:
        yield f"http://{f'[{bound}]' if ':' in bound else bound}:{number}{MESSAGES}"
    finally:
        listening.close()
        server.pre_shutdown()
        await server.shutdown(grace)


async def _read(request: web.BaseRequest) -> bytes:
    """Read the body, as much as may come and as long as it may take."""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "compressed")
    if (request.content_length or 0) > LARGEST_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await read_whole(request.content, most=LARGEST_BODY)
    except TimeoutError as error:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly") from error
    except web.RequestPayloadError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the body does not hold together") from error
    if body is None:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    return body
