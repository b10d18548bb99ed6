"""The line to the bot: every activity is signed, posted and remembered.

It never retries by itself; a second delivery happens only when the bad day asks for it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sim.teams.issuer import Issuer
from bot.sim.teams.wire import Activity

PATIENCE = 15
"""Seconds after which Teams gives up (https://github.com/MicrosoftDocs/msteams-docs/issues/6084)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came back: the bot's status and JSON, or 502 if nobody listens and 504 if nobody answers."""

    status: int
    body: Any = None


class Line:
    """The connection to one bot, once `url` is known."""

    def __init__(self, session: ClientSession, issuer: Issuer, service_url: str) -> None:
        self.service_url = service_url
        self.url = ""
        self.delivered: list[Activity] = []
        self.repeats = 0
        self._session = session
        self._issuer = issuer

    async def deliver(self, activity: Activity) -> Delivery:
        """Post *activity*; on a day of double deliveries the same one follows at once."""
        self.delivered.append(activity)
        delivery = await self.post(activity, self._issuer.token(self.service_url))
        if self.repeats:
            self.repeats -= 1
            await self.post(activity, self._issuer.token(self.service_url))
        return delivery

    async def redeliver(self) -> Delivery:
        """Deliver the last activity again under a new id, as Teams does about half a minute after an invoke."""
        return await self.deliver({**self.delivered[-1], "id": f"f:{uuid4()}"})

    async def post(
        self, body: Mapping[str, Any] | bytes, token: str | None, headers: Mapping[str, str] | None = None
    ) -> Delivery:
        """Post exactly *body*, with *token* if there is one."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        bearer = {} if token is None else {"Authorization": f"Bearer {token}"}
        sent = {"Content-Type": "application/json; charset=utf-8", **bearer, **(headers or {})}
        try:
            async with self._session.post(
                self.url, data=raw, headers=sent, timeout=ClientTimeout(total=PATIENCE)
            ) as answer:
                return Delivery(answer.status, _read(await answer.read()))
        except TimeoutError:
            return Delivery(504)
        except ClientError:
            return Delivery(502)


def _read(raw: bytes) -> Any:  # noqa: ANN401  the bot may answer with any JSON
    try:
        return json.loads(raw)
    except ValueError:
        return None
