"""The way out: Teams' connector REST API, over one session, with a bearer token that is fetched once and kept.

    pace (Teams' limits) -> token -> request -> 2xx | final | passing, then a pause and once more

What may be tried again: 408, 412, 429, 5xx and lost connections, within one budget of time, in which the wait for
the pace does not count. A send is not idempotent: one whose answer was lost may arrive twice, never not at all.
"""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.edges.stream import read_whole
from bot.edges.teams.door import is_served_by
from bot.edges.teams.pacer import Pacer
from bot.ports import Counted, NotFoundError, NotPermittedError, TallyPort, UnexpectedError, UnreachableError

_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
_TRIES = 4
_BUDGET = 12.0
_LONGEST_PAUSE = 5.0
_PASSING = frozenset({408, 412, 429, 500, 502, 503, 504})
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """Holds the session. *service* is the one origin that is ever sent to, whatever a stored address says."""

    session: aiohttp.ClientSession
    token: Callable[[], Awaitable[str]]
    app_id: str
    tenant_id: str
    service: str
    pacer: Pacer
    tally: TallyPort

    async def post(self, service_url: str, conversation: str, message: Mapping[str, Any]) -> str:
        """Post a message; return its id."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities"
        return str((await self._send("POST", service_url, path, message, lane=conversation)).get("id", ""))

    async def update(self, service_url: str, conversation: str, message_id: str, message: Mapping[str, Any]) -> None:
        """Put *message* in the place of one that was posted."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities/{quote(message_id, safe='')}"
        await self._send("PUT", service_url, path, {**message, "id": message_id}, lane=conversation)

    async def open_chat(self, service_url: str, user: str) -> str:
        """Open the private chat with a person, by Entra object id; return its conversation id."""
        body = {
            "isGroup": False,
            "bot": {"id": f"28:{self.app_id}"},
            "members": [{"id": user}],
            "tenantId": self.tenant_id,
            "channelData": {"tenant": {"id": self.tenant_id}},
        }
        return str((await self._send("POST", service_url, "v3/conversations", body, lane=user)).get("id", ""))

    async def _send(
        self, method: str, service_url: str, path: str, body: Mapping[str, Any], *, lane: str
    ) -> Mapping[str, Any]:
        if not is_served_by(service_url, self.service):
            raise NotPermittedError("The stored address of this conversation is not Teams'; nothing was sent there.")
        url = f"{service_url.rstrip('/')}/{path}"
        await self.pacer.wait(lane)
        try:
            async with asyncio.timeout(_BUDGET):
                return await self._try(method, url, body, lane)
        except TimeoutError as error:
            raise UnreachableError("Teams did not take the message in time.") from error

    async def _try(self, method: str, url: str, body: Mapping[str, Any], lane: str) -> Mapping[str, Any]:
        for attempt in range(_TRIES):
            if attempt:
                await self.pacer.wait(lane)
            headers = {"Authorization": f"Bearer {await self.token()}"}
            try:
                async with self.session.request(
                    method, url, json=body, headers=headers, timeout=_TIMEOUT, allow_redirects=False
                ) as answer:
                    self.tally.add(Counted.CALLS, str(answer.status))
                    if answer.status not in _PASSING:
                        return _read(answer.status, await read_whole(answer.content, most=_LARGEST))
                    pause = _read_pause(answer.headers.get("Retry-After"), attempt)
            except aiohttp.ClientError:
                self.tally.add(Counted.CALLS, "lost")
                pause = _read_pause(None, attempt)
            await asyncio.sleep(pause)
        raise UnreachableError("Teams does not take messages at the moment.")


def _read_pause(retry_after: str | None, attempt: int) -> float:
    """Tell how long to pause: as Teams says, within reason, else longer each time and never in step with others."""
    if retry_after and retry_after.isdecimal():
        return min(float(retry_after), _LONGEST_PAUSE)
    return min(0.2 * (1 << attempt), _LONGEST_PAUSE) * random.uniform(0.5, 1.0)  # noqa: S311  jitter, no secret


def _read(status: int, body: bytes | None) -> Mapping[str, Any]:
    try:
        read = json.loads(body) if body else {}
    except ValueError:
        read = {}
    read = read if isinstance(read, dict) else {}
    fault = read.get("error")
    code = str(fault.get("code", "")) if isinstance(fault, dict) else ""
    match status:
        case 200 | 201 | 202 | 204:
            return read
        case 401 | 403:
            raise NotPermittedError(
                "Teams does not let Linkgate write there. Is the app installed for them?", code=code
            )
        case 404:
            raise NotFoundError("Teams does not know this conversation or message any more.", code=code)
        case _:
            raise UnexpectedError(f"Teams answered {status} to a message.", code=code)
