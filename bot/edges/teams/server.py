"""The HTTP server before the front door: one path for Teams, one to ask whether the process lives."""

import asyncio
import logging
from http import HTTPStatus

from aiohttp import web

from bot.edges.teams.door import LARGEST_BODY, Door, RefusedError, read_body
from bot.edges.teams.turn import Adapter

log = logging.getLogger(__name__)

_BODY_SECONDS = 10.0


def build_server(door: Door, adapter: Adapter) -> web.Application:
    """Build the application; whoever runs it chooses where it listens."""

    async def receive(request: web.Request) -> web.Response:
        try:
            claims = await door.admit(request.headers.getall("Authorization", []))
            activity = read_body(await _read(request), request.content_type, request.charset)
            door.check(activity, claims)
        except RefusedError as refused:
            log.info("refused with %s: %s", refused.status, refused)
            return web.Response(status=refused.status)
        answered = await adapter.run(activity)
        if answered is None:
            return web.Response(status=HTTPStatus.OK)
        return web.json_response(answered.body, status=answered.status)

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="alive")

    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_post("/api/messages", receive)
    app.router.add_get("/healthz", live)
    return app


async def _read(request: web.Request) -> bytes:
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "compressed")
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.read()
    except TimeoutError as error:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly") from error
