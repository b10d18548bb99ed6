"""Microsoft Graph over HTTP: checks the token, makes a call of the request, writes the answer down.

What is answered is decided in `graph`, and how much in `quota`.
"""

import json
from http import HTTPStatus
from uuid import uuid4

from aiohttp import web

from bot.sim.tenant.answer import Answer, Call, GraphError
from bot.sim.tenant.clock import read_clock
from bot.sim.tenant.faults import Staged
from bot.sim.tenant.items import Items
from bot.sim.tenant.tokens import GRAPH, Tokens

PREFIX, BETA = "/v1.0", "/beta"


class Door:
    """The way into one version of Graph, below *prefix*, for those who bring a token for it."""

    def __init__(self, items: Items, tokens: Tokens, prefix: str) -> None:
        self._prefix = prefix
        self._items = items
        self._tokens = tokens

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", f"{self._prefix}/{{rest:.*}}", self._serve)]

    async def _serve(self, request: web.Request) -> web.Response:
        call = await _read_call(request, self._prefix)
        answer = self._refuse(call) or await self._items.answer(call)
        ids = {"request-id": call.request_id, "client-request-id": call.headers.get("client-request-id", "")}
        headers = {name: value for name, value in ids.items() if value} | dict(answer.headers)
        write = Staged if answer.is_staged else web.Response
        if answer.body is None:
            return write(status=answer.status, headers=headers)
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        return write(text=text, status=answer.status, headers=headers, content_type=answer.content_type)

    def _refuse(self, call: Call) -> Answer | None:
        """Return Graph's answer to a missing or bad token; a good one gets none here."""
        scheme, _, token = call.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer" and self._tokens.read(token, GRAPH):
            return None
        message = "Access token validation failure." if token else "Access token is empty."
        return GraphError(HTTPStatus.UNAUTHORIZED, "InvalidAuthenticationToken", message).answer(call)


async def _read_call(request: web.Request, prefix: str) -> Call:
    return Call(
        method=request.method,
        path=request.path.removeprefix(prefix),
        query=request.query,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=await request.read(),
        request_id=str(uuid4()),
        at=read_clock(),
    )
