"""Bad days: what Microsoft's side does instead of answering well. A fault is armed by a test or a training.

    do       the caller sees                       the effect
    -------  ------------------------------------  --------------------------------
    status   *code*, *headers*, *body*             none
    html     200 and a page that asks to sign in   none
    delay    a good answer, *seconds* late         as usual
    hang     nothing, until it gives up            none
    reset    a closed connection                   none
    lost     a closed connection                   as usual
    late     a closed connection                   after *seconds*, or at `heal`
    ignored  200 and `true`                        none
    garbage  200 and half of the answer            as usual

The api `item` is one request inside a `$batch`; see `items` for what its faults are like.
The first fault that fits a request is used; after *times* it is gone, and *then* waits in its place. Without *times* it
stays until `heal`.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Literal, get_args

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sim.tenant.refusal import forbid

Api = Literal["portal", "graph", "item", "signin"]
Kind = Literal["status", "html", "delay", "hang", "reset", "lost", "late", "ignored", "garbage"]

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body>Sign in</body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One bad day. *method* None is every method; *path* is searched for in the path and query."""

    api: Api
    do: Kind = "status"
    method: str | None = None
    path: str = ""
    times: int | None = 1
    code: int = HTTPStatus.SERVICE_UNAVAILABLE
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    seconds: float = 0
    then: "Fault | None" = None

    def __post_init__(self) -> None:
        if self.do not in get_args(Kind):
            raise ValueError(f"a fault can be {', '.join(get_args(Kind))}")
        re.compile(self.path)  # a wrong pattern is found where it is written

    def hits(self, api: str, method: str, path: str) -> bool:
        return self.api == api and self.method in (None, method) and bool(re.search(self.path, path))

    def use(self) -> list["Fault"]:
        """Return what is left of it after one request: itself, perhaps with fewer *times*, or what comes then."""
        if self.times is None:
            return [self]
        if self.times > 1:
            return [replace(self, times=self.times - 1)]
        return [self.then] if self.then else []


class Staged(web.Response):
    """An answer that is wrong on purpose."""


class Faults:
    """The faults that wait for a request, and the word at which held requests go on."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._healed = asyncio.Event()
        self._ways = {
            "status": self._refuse,
            "html": self._show_page,
            "delay": self._delay,
            "hang": self._hang,
            "reset": self._reset,
            "lost": self._lose,
            "late": self._land_late,
            "ignored": self._ignore,
            "garbage": self._garble,
        }

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def heal(self) -> None:
        """Forget all faults and let go of what they hold: late effects land, hanging connections are closed."""
        self._waiting.clear()
        self._healed.set()
        self._healed = asyncio.Event()

    @web.middleware
    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Serve *request*, in the way of the first fault that fits it."""
        fault = self.take(name_api(request.path), request.method, request.path_qs)
        return await self._ways[fault.do](fault, request, handler) if fault else await handler(request)

    def take(self, api: str, method: str, path: str) -> Fault | None:
        """Use up the first fault that fits, and return it."""
        for place, fault in enumerate(self._waiting):
            if fault.hits(api, method, path):
                self._waiting[place : place + 1] = fault.use()
                return fault
        return None

    async def _refuse(self, fault: Fault, request: web.Request, _handler: Handler) -> web.StreamResponse:
        body = fault.body if fault.body is not None else json.dumps(_explain(fault, request))
        headers = {"Content-Type": "application/json; charset=utf-8", **fault.headers}
        return Staged(status=fault.code, headers=headers, body=body.encode())

    async def _show_page(self, _fault: Fault, _request: web.Request, _handler: Handler) -> web.StreamResponse:
        return Staged(text=LOGIN_PAGE, content_type="text/html")

    async def _delay(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        await request.read()  # what was sent is here, whoever leaves meanwhile
        await asyncio.sleep(fault.seconds)
        return await handler(request)

    async def _hang(self, _fault: Fault, request: web.Request, _handler: Handler) -> web.StreamResponse:
        await self.hold(None)
        return _cut(request)

    async def _reset(self, _fault: Fault, request: web.Request, _handler: Handler) -> web.StreamResponse:
        return _cut(request)

    async def _lose(self, _fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        with suppress(web.HTTPException):
            await handler(request)
        return _cut(request)

    async def _land_late(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        await request.read()
        answer = _cut(request)
        await self.hold(fault.seconds)
        with suppress(web.HTTPException):
            await handler(request)
        return answer

    async def _ignore(self, _fault: Fault, _request: web.Request, _handler: Handler) -> web.StreamResponse:
        return Staged(text="true", content_type="application/json")

    async def _garble(self, _fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        whole = answer.body if isinstance(answer, web.Response) and isinstance(answer.body, bytes) else b""
        return Staged(body=whole[: len(whole) // 2], content_type="application/json")

    async def hold(self, seconds: float | None) -> None:
        """Wait until *seconds* are over or somebody heals."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._healed.wait()


def name_api(path: str) -> str:
    """Say whose *path* it is; the tenant's own controls are nobody's."""
    beginnings = {"api": "portal", "v1.0": "graph", "beta": "graph", "admin": ""}
    return beginnings.get(path.split("/")[1], "signin")


def _cut(request: web.Request) -> Staged:
    """Close the connection without a word; the response that is returned reaches nobody."""
    if request.transport:
        request.transport.abort()
    return Staged()


def _explain(fault: Fault, request: web.Request) -> dict[str, object]:
    """Return the body that each API usually has for a status."""
    phrase = HTTPStatus(fault.code).phrase
    match fault.api:
        case "portal" if fault.code == HTTPStatus.FORBIDDEN:
            return forbid(request.headers.get("x-ms-client-request-id", ""))
        case "portal":
            return {"Message": phrase}
        case "graph" | "item":
            return {"error": {"code": phrase.replace(" ", ""), "message": phrase, "innerError": {}}}
        case "signin":
            return {"error": "temporarily_unavailable", "error_description": f"AADSTS90033: {phrase}"}
