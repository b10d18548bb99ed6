"""What Linkgate is measured beside, in plain aiohttp: each gets its people by object id and looks at nothing else.

script   the seed's: one POST after the other, each followed by 10 ms of sleep
product  the shape of Microsoft's group-membership-management: ten queues that send binds of twenty, some to a batch,
         and pace nothing; what is throttled waits for as long as was asked for and 10 s more, what is refused with 400
         is sent again as single POSTs (microsoftgraph's public repository, `GraphGroupMembershipUpdater`, 2025)
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from time import perf_counter
from typing import Any

from aiohttp import ClientSession

BIND = 20
QUEUES = 10
_BATCH = 20
_NAP = 0.01
_WAIT, _MORE = 150.0, 10.0
_RETRIED = frozenset({500, 502, 503, 504})

Chunk = Sequence[str]


class BrokenPeerError(Exception):
    """A peer was answered in a way that it does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Adds people to *group* over a session that bears the token for Graph, at *url*."""

    session: ClientSession
    url: str
    group: str
    queue: deque[Chunk] = field(default_factory=deque)

    async def run_script(self, people: Sequence[str]) -> float:
        """Add them as the seed's script does; return the seconds it took."""
        start = perf_counter()
        for person in people:
            async with self.session.post(
                f"{self.url}/groups/{self.group}/members/$ref", json=self._refer(person)
            ) as got:
                if got.status != HTTPStatus.NO_CONTENT:
                    raise BrokenPeerError(f"the script was answered {got.status}")
            await asyncio.sleep(_NAP)
        return perf_counter() - start

    async def run_product(self, people: Sequence[str], *, binds: int) -> float:
        """Add them as group-membership-management does, *binds* to a batch; return the seconds it took."""
        self.queue.extend(people[place : place + BIND] for place in range(0, len(people), BIND))
        start = perf_counter()
        await asyncio.gather(*(self._work(binds) for _ in range(QUEUES)))
        return perf_counter() - start

    async def _work(self, binds: int) -> None:
        while self.queue:
            chunks = [self.queue.popleft() for _ in range(min(binds, len(self.queue)))]
            answers = await self._send([self._bind(chunk) for chunk in chunks])
            wait = 0.0
            for chunk, answer in zip(chunks, answers, strict=True):
                match answer["status"]:
                    case HTTPStatus.NO_CONTENT:
                        pass
                    case HTTPStatus.TOO_MANY_REQUESTS:
                        wait = wait or float(answer["headers"].get("Retry-After", _WAIT)) + _MORE
                        self.queue.append(chunk)
                    case status if status in _RETRIED:
                        self.queue.append(chunk)
                    case HTTPStatus.BAD_REQUEST:
                        await self._send([self._post(person) for person in chunk])
                    case status:
                        raise BrokenPeerError(f"the product was answered {status}")
            await asyncio.sleep(wait)

    async def _send(self, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        batch = {"requests": [{"id": str(place), **request} for place, request in enumerate(requests)]}
        async with self.session.post(f"{self.url}/$batch", json=batch) as got:
            answers = {one["id"]: one for one in (await got.json())["responses"]}
        return [answers[str(place)] for place in range(len(requests))]

    def _bind(self, chunk: Chunk) -> dict[str, Any]:
        links = [f"{self.url}/users/{person}" for person in chunk]
        return self._write("PATCH", f"/groups/{self.group}", {"members@odata.bind": links})

    def _post(self, person: str) -> dict[str, Any]:
        return self._write("POST", f"/groups/{self.group}/members/$ref", self._refer(person))

    def _write(self, method: str, url: str, body: object) -> dict[str, Any]:
        return {"method": method, "url": url, "headers": {"Content-Type": "application/json"}, "body": body}

    def _refer(self, person: str) -> dict[str, str]:
        return {"@odata.id": f"{self.url}/directoryObjects/{person}"}
