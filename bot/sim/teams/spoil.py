"""Bad days of the drive: what it does instead of giving or taking a file well. One is armed by a test or a training.

    do        a download sees                                 an upload sees
    --------  ----------------------------------------------  -----------------------------------
    status    *code*                                          *code*, nothing is kept
    redirect  302 to *to*, or to the file at another host     the same, nothing is kept
    html      200 and a page that asks to sign in             the same, nothing is kept
    hang      nothing, until it gives up                      the same, nothing is kept
    cut       half of what was announced, then nothing        a closed connection, nothing is kept
    lost      as cut                                          a closed connection, the file is kept
    slow      one byte each *seconds*                         the usual answer, *seconds* late
    endless   rows without announced length and without end
    huge      an announced length of 10 GB, and rows
    gzip      100 MB of blanks, packed into 100 kB

The first one that fits a request is used, *times* times; without *times* it stays until `heal`.
"""

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from typing import Literal, get_args

from aiohttp import web

Kind = Literal["status", "redirect", "html", "hang", "cut", "lost", "slow", "endless", "huge", "gzip"]
Serve = Callable[[], Awaitable[web.Response]]

ANNOUNCED = 10 * 1024**3
BLANKS = 100 * 1024 * 1024
_PIECE = b"somebody@contoso.onmicrosoft.com\r\n" * 2000
_LOGIN = "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body>Sign in</body></html>"
_GET_ONLY = ("endless", "huge", "gzip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoil:
    """One bad day of downloads, or of uploads with the *method* PUT."""

    do: Kind
    method: Literal["GET", "PUT"] = "GET"
    times: int | None = 1
    code: int = HTTPStatus.FORBIDDEN
    to: str = ""
    seconds: float = 1

    def __post_init__(self) -> None:
        if self.do not in get_args(Kind) or (self.method == "PUT" and self.do in _GET_ONLY):
            raise ValueError(f"a {self.method} cannot be spoilt by {self.do}")


class Spoils:
    """The bad days that wait for a request, and how many bytes were poured out in vain."""

    def __init__(self) -> None:
        self.poured = 0
        self._waiting: list[Spoil] = []
        self._healed = asyncio.Event()
        self._ways: Mapping[Kind, Callable[[Spoil, web.Request, Serve], Awaitable[web.StreamResponse]]] = {
            "status": self._refuse,
            "redirect": self._redirect,
            "html": self._show_page,
            "hang": self._hang,
            "cut": self._cut,
            "lost": self._lose,
            "slow": self._drip,
            "endless": self._pour,
            "huge": self._pour,
            "gzip": self._pack,
        }

    def add(self, spoil: Spoil) -> None:
        self._waiting.append(spoil)

    def heal(self) -> None:
        self._waiting.clear()
        self._healed.set()
        self._healed = asyncio.Event()

    async def meet(self, request: web.Request, serve: Serve) -> web.StreamResponse:
        """Answer *request* with what *serve* gives, in the way of the first bad day that fits it."""
        spoil = self._take(request.method)
        return await self._ways[spoil.do](spoil, request, serve) if spoil else await serve()

    def _take(self, method: str) -> Spoil | None:
        for place, spoil in enumerate(self._waiting):
            if spoil.method == method:
                left = spoil.times and spoil.times - 1
                self._waiting[place : place + 1] = [] if left == 0 else [replace(spoil, times=left)]
                return spoil
        return None

    async def _refuse(self, spoil: Spoil, _request: web.Request, _serve: Serve) -> web.StreamResponse:
        return web.json_response({"error": {"code": "spoilt", "message": "A bad day."}}, status=spoil.code)

    async def _redirect(self, spoil: Spoil, request: web.Request, _serve: Serve) -> web.StreamResponse:
        elsewhere = request.url.with_host("localhost" if request.url.host != "localhost" else "127.0.0.1")
        return web.Response(status=HTTPStatus.FOUND, headers={"Location": spoil.to or str(elsewhere)})

    async def _show_page(self, _spoil: Spoil, _request: web.Request, _serve: Serve) -> web.StreamResponse:
        return web.Response(text=_LOGIN, content_type="text/html")

    async def _hang(self, _spoil: Spoil, request: web.Request, _serve: Serve) -> web.StreamResponse:
        await self._hold(None)
        return _close(request)

    async def _cut(self, _spoil: Spoil, request: web.Request, serve: Serve) -> web.StreamResponse:
        if request.method == "PUT":
            return _close(request)
        good = await serve()
        stream = await _begin(request, good.headers)
        whole = good.body if isinstance(good.body, bytes) else b""
        await stream.write(whole[: len(whole) // 2])
        await asyncio.sleep(0)  # the half goes out before the end
        return _close(request)

    async def _lose(self, spoil: Spoil, request: web.Request, serve: Serve) -> web.StreamResponse:
        if request.method == "PUT":
            await serve()
        return await self._cut(spoil, request, serve)

    async def _drip(self, spoil: Spoil, request: web.Request, serve: Serve) -> web.StreamResponse:
        good = await serve()
        if request.method == "PUT":
            await self._hold(spoil.seconds)
            return good
        stream = await _begin(request, good.headers)
        for byte in good.body if isinstance(good.body, bytes) else b"":
            await stream.write(bytes([byte]))
            await self._hold(spoil.seconds)
        return stream

    async def _pour(self, spoil: Spoil, request: web.Request, _serve: Serve) -> web.StreamResponse:
        """Send rows until the caller has had enough."""
        announced = {"Content-Length": str(ANNOUNCED)} if spoil.do == "huge" else {}
        stream = await _begin(request, {"Content-Type": "text/csv", **announced})
        while True:
            await stream.write(_PIECE)
            self.poured += len(_PIECE)
            await asyncio.sleep(0)

    async def _pack(self, _spoil: Spoil, _request: web.Request, _serve: Serve) -> web.StreamResponse:
        packed = await asyncio.to_thread(_bomb)
        return web.Response(body=packed, headers={"Content-Type": "text/csv", "Content-Encoding": "gzip"})

    async def _hold(self, seconds: float | None) -> None:
        """Wait until *seconds* are over or somebody heals."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._healed.wait()


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)  # 16: as gzip
    return b"".join(packer.compress(b" " * 2**20) for _ in range(BLANKS // 2**20)) + packer.flush()


async def _begin(request: web.Request, headers: Mapping[str, str]) -> web.StreamResponse:
    stream = web.StreamResponse(headers=headers)
    await stream.prepare(request)
    return stream


def _close(request: web.Request) -> web.Response:
    """Close the connection without a word; the response that is returned reaches nobody."""
    if request.transport:
        request.transport.abort()
    return web.Response()
