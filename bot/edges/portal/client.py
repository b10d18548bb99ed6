"""The two calls, sent once each. Nothing here knows what they mean."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Literal
from uuid import uuid4

import aiohttp

from bot.core.outcome import Answer
from bot.core.setting import Reading, Setting
from bot.edges.portal.answer import Reply, explain, judge_reply, read_answer, read_wait
from bot.edges.portal.request import build_body, build_headers, check_token
from bot.ports import ClockPort, PortError, UnexpectedError, UnreachableError, Written

_CONNECT_SECONDS = 5.0
_TOTAL_SECONDS = 20.0
_READ_SECONDS = 8.0
"""A person waits for a reading, and Teams gives up after 10 to 15 seconds."""
_LONGEST_ANSWER = 1024 * 1024
_TOO_SLOW = "Too much time passed between looking and writing, so nothing was sent."
_PAUSE = timedelta(seconds=5)


class Portal:
    """Reads and writes the setting with the operator's token, which is looked at before each use."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        base_url: str,
        tenant_id: str,
        token: Callable[[], Awaitable[str]],
        clock: ClockPort,
        write_path: Literal["PropertiesV2", "Properties"] = "PropertiesV2",
        timeout: float = _TOTAL_SECONDS,
    ) -> None:
        self._session = session
        self._read_url = f"{base_url}/Directories/Properties"
        self._write_url = f"{base_url}/Directories/{write_path}"
        self._tenant_id = tenant_id
        self._token = token
        self._clock = clock
        self._write_timeout = aiohttp.ClientTimeout(total=timeout, connect=_CONNECT_SECONDS)
        self._read_timeout = aiohttp.ClientTimeout(total=min(timeout, _READ_SECONDS), connect=_CONNECT_SECONDS)

    async def read(self) -> Reading:
        bearer, _ = await self._sign_in()
        reply = await self._send("GET", self._read_url, bearer=bearer, request_id=str(uuid4()))
        return read_answer(reply, tenant_id=self._tenant_id, at=self._clock.now())

    async def write(self, wanted: Setting, *, token: str, until: float) -> Written:
        try:
            bearer, executor = await self._sign_in()
        except PortError as error:
            return Written(answer=Answer.REFUSED, sentence=f"{error} Nothing was sent.", wait=error.wait)
        if self._clock.monotonic() > until:  # signing in took long, or the machine slept
            return Written(answer=Answer.REFUSED, executor=executor, sentence=_TOO_SLOW, wait=_PAUSE)
        try:
            reply = await self._send("PUT", self._write_url, bearer=bearer, request_id=token, body=build_body(wanted))
        except PortError as error:
            return Written(answer=Answer.UNSURE, executor=executor, sentence=str(error))
        answer = judge_reply(reply)
        if answer is Answer.ACCEPTED:
            return Written(answer=answer, executor=executor)
        why = explain(reply)
        return Written(answer=answer, executor=executor, sentence=str(why), wait=why.wait)

    async def _sign_in(self) -> tuple[str, str]:
        bearer = await self._token()
        return bearer, check_token(bearer, tenant_id=self._tenant_id, now=self._clock.now())

    async def _send(
        self, method: Literal["GET", "PUT"], url: str, *, bearer: str, request_id: str, body: bytes | None = None
    ) -> Reply:
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=build_headers(bearer, request_id),
                timeout=self._write_timeout if body else self._read_timeout,
                allow_redirects=False,
                middlewares=(_send_once,),
            ) as response:
                wait = read_wait(response.headers.get("Retry-After"), at=self._clock.now())
                body = await _read_capped(response)
                return Reply(status=response.status, body=body, request_id=request_id, wait=wait)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise _lose(error, request_id) from error


async def _send_once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending a PUT a second time when the connection breaks, by making the error ours."""
    try:
        return await send(request)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise _lose(error, request.headers["x-ms-client-request-id"]) from error


def _lose(error: Exception, request_id: str) -> UnreachableError:
    sentence = "The Entra admin center did not answer, or its answer was lost on the way. Try again in a few minutes."
    return UnreachableError(sentence, code=type(error).__name__, request_id=request_id)


async def _read_capped(response: aiohttp.ClientResponse) -> bytes:
    body = b""
    async for part in response.content.iter_any():
        body += part
        if len(body) > _LONGEST_ANSWER:
            raise UnexpectedError("The Entra admin center answered with far more than the setting.", code="too long")
    return body
