"""Reads and writes one file at a time. Its address is the permission: no token, no cookie, no sign-in goes along.

    origin -> name -> connect -> status -> bytes, counted

A redirect is not followed, a compressed body is not opened, and nothing is sent a second time.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Literal

import aiohttp
from yarl import URL

from bot.edges.files.address import find_origin, is_loopback, is_page_of
from bot.edges.files.resolver import Resolver, refuse_address
from bot.edges.stream import read_whole
from bot.ports import NotPermittedError, PortError, UnexpectedError, UnreachableError

LARGEST = 5 * 1024 * 1024
SECONDS = 20.0
_CONNECT_SECONDS = 5.0
_CLOSED = frozenset({401, 403, 404, 410})
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "Linkgate"}


class SharePoint:
    """Keeps the promises of `FilePort`, for addresses of *origins*; where there are none, files are off.

    Its session has nothing in common with any other.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        resolver: Resolver,
        origins: Sequence[str],
        *,
        largest: int = LARGEST,
        seconds: float = SECONDS,
    ) -> None:
        self._session = session
        self._resolver = resolver
        self._origins = tuple(origins)
        self._largest = largest
        self._seconds = seconds

    async def check(self) -> None:
        if not self._origins:
            raise NotPermittedError(
                "Files are switched off, and a pasted list works without them. Whoever runs Linkgate sets "
                "LINKGATE_SHAREPOINT to the name of the tenant's SharePoint."
            )

    def is_ours(self, page: str) -> bool:
        return is_page_of(page, self._origins)

    async def fetch(self, url: str) -> bytes:
        return await self._send("GET", url)

    async def put(self, url: str, data: bytes) -> None:
        await self._send("PUT", url, data)

    async def _send(self, method: Literal["GET", "PUT"], url: str, data: bytes = b"") -> bytes:
        await self.check()
        known = self._pin(url)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._exchange(method, known, data)
        except TimeoutError as error:
            raise UnreachableError(
                "SharePoint took too long over the file; Linkgate waits for 20 seconds. Try again."
            ) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _lose(error) from None

    def _pin(self, url: str) -> URL:
        """Take *url* as it stands, if it is one of ours; a host that is a number was not looked up, so look at it."""
        origin = find_origin(url, self._origins)
        known = URL(url, encoded=True) if origin else URL()
        if not origin or known.origin() != URL(origin):
            raise NotPermittedError(
                "The address of this file is not on the SharePoint of this tenant, so Linkgate does not go there. "
                "Attach a file from your own OneDrive, or paste the list."
            )
        if _is_number(known.host or "") and not self._resolver.may_reach(known.host or ""):
            raise refuse_address()
        return known

    async def _exchange(self, method: Literal["GET", "PUT"], url: URL, data: bytes) -> bytes:
        sent = {"Content-Range": f"bytes 0-{len(data) - 1}/{len(data)}"} if method == "PUT" else {}
        async with self._session.request(
            method,
            url,
            data=data or None,
            headers={**_HEADERS, **sent},
            timeout=aiohttp.ClientTimeout(total=None, connect=_CONNECT_SECONDS),
            allow_redirects=False,
            middlewares=(_send_once,),
        ) as answer:
            if fault := _judge(method, answer.status):
                raise fault
            return b"" if method == "PUT" else await self._read(answer)

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        """Read the body to its end, as far as it may be long; what a compressed one would become, nobody knows."""
        encodings = answer.headers.getall("Content-Encoding", ())
        if any(encoding.lower() != "identity" for encoding in encodings):
            raise UnexpectedError("SharePoint sent the file compressed, which Linkgate does not open. Paste the list.")
        is_huge = (answer.content_length or 0) > self._largest
        body = None if is_huge else await read_whole(answer.content, most=self._largest)
        if body is None:
            raise NotPermittedError("The file is larger than 5 MB. Attach it in smaller parts.")
        return body


async def _send_once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending it a second time when the connection breaks, by making the error ours."""
    try:
        return await send(request)
    except TimeoutError:
        raise
    except (aiohttp.ClientError, OSError) as error:
        raise _lose(error) from None


@asynccontextmanager
async def open_sharepoint(
    origins: Sequence[str],
    *,
    is_near: bool = False,
    resolver: Resolver | None = None,
    largest: int = LARGEST,
    seconds: float = SECONDS,
) -> AsyncIterator[SharePoint]:
    """Open the way to *origins*. *is_near*: they are on this machine, as in the simulation, and nowhere else.

    Each connection is made anew, so each is looked at.
    """
    resolver = resolver or (Resolver(may_reach=is_loopback) if is_near else Resolver())
    connector = aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False, force_close=True)
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False, auto_decompress=False
    ) as session:
        yield SharePoint(session, resolver, origins, largest=largest, seconds=seconds)


def _is_number(host: str) -> bool:
    """Tell whether *host* is an address in whatever spelling: no name's last part is digits or has a colon in it."""
    last = host.rstrip(".").rpartition(".")[2]
    return ":" in host or last.isdecimal() or last.lower().startswith("0x")


def _judge(method: str, status: int) -> PortError | None:
    """Say what is wrong with an answer; nothing is, when it is the one that was asked for."""
    if status in ({200} if method == "GET" else {200, 201}):
        return None
    if 300 <= status < 400:  # noqa: PLR2004  HTTP's redirects
        return NotPermittedError(
            "SharePoint sent Linkgate on to another address, and it does not go there. Attach the file again, or paste "
            "the list.",
            code=str(status),
        )
    if status in _CLOSED and method == "PUT":
        return NotPermittedError(
            "SharePoint does not take the file any more: its place is kept for some minutes. Ask for the file again.",
            code=str(status),
        )
    if status in _CLOSED:
        return NotPermittedError(
            "SharePoint does not give the file out any more: its address is good for some minutes. Attach it again.",
            code=str(status),
        )
    if status in _BUSY:
        return UnreachableError("SharePoint has no time for the file now. Try again in a moment.", code=str(status))
    return UnexpectedError(f"SharePoint answered {status} to a file.", code=str(status))


def _lose(error: Exception) -> UnreachableError:
    """Say that it was lost on the way; what aiohttp says of it names the address, and an address is a permission."""
    return UnreachableError("SharePoint could not be reached, or broke off. Try again.", code=type(error).__name__)
