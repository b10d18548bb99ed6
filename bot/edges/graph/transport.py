"""How requests to Graph travel: httpx's, as the SDK makes them, over aiohttp.

httpx's own transport takes more of a core for one question than the rest of a turn together (httpcore 1.0.9 with
anyio, measured 2026-11). Certificates are checked as aiohttp does by default, no proxy is taken from the environment,
redirects come back as they are, and so do compressed bodies, which httpx unpacks. Only a question is asked again by
itself when the connection breaks.
"""

import aiohttp
import httpx
from yarl import URL


class Transport(httpx.AsyncBaseTransport):
    """Holds the connections. Each request keeps httpx's deadlines; its errors are httpx's."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        session = self._session = self._session or _open()
        limits = request.extensions["timeout"]
        timeout = aiohttp.ClientTimeout(sock_connect=limits["connect"], sock_read=limits["read"])
        try:
            async with session.request(
                request.method,
                URL(str(request.url), encoded=True),
                data=await request.aread(),
                headers=request.headers.multi_items(),
                timeout=timeout,
                allow_redirects=False,
                middlewares=() if request.method == "GET" else (_send_once,),
            ) as answer:
                body = await answer.read()
        except TimeoutError as error:
            raise httpx.ReadTimeout("", request=request) from error
        except aiohttp.ClientError as error:
            raise httpx.TransportError("", request=request) from error
        return httpx.Response(answer.status, headers=answer.raw_headers, content=body, request=request)

    async def aclose(self) -> None:
        if self._session:
            await self._session.close()


async def _send_once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending a PUT or a DELETE again when the connection breaks, by making the error httpx's."""
    try:
        return await send(request)
    except aiohttp.ClientError as error:
        raise httpx.TransportError("") from error


def _open() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), trust_env=False, auto_decompress=False)
