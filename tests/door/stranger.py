"""The front door from outside: a stranger who can send anything, and what became of it."""

import asyncio
import base64
import json
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import aiohttp
from aiohttp import web

from bot.app import Bot
from bot.sim.cast import ADA, BOT_APP_ID
from bot.sim.teams import wire
from bot.sim.teams.issuer import ISSUER
from bot.sim.world import World

GOOD = "good"
ABSENT = object()
HOUR = 3600


def change(thing: Mapping[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return a copy of *thing* with another *value* (or none, if ABSENT) at a path like `channelData.tenant.id`."""
    name, _, rest = path.partition(".")
    if rest:
        return {**thing, name: change(thing[name], rest, value)}
    return {key: old for key, old in thing.items() if key != name} | ({} if value is ABSENT else {name: value})


def encode(raw: object) -> str:
    """Return one part of a token."""
    text = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """One attempt: an activity or any bytes, a token or whole Authorization headers, and other headers."""

    body: object = None
    token: str | None = GOOD
    authorization: tuple[str, ...] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Stranger:
    """Whoever reached the port. The claims and the activity that they start from are good ones."""

    def __init__(self, world: World, bot: Bot, session: aiohttp.ClientSession, file: Path) -> None:
        self.teams = world.teams
        self.store = bot.desk.ports.store
        self._bot = bot
        self._session = session
        self._file = file

    @property
    def url(self) -> str:
        return self._bot.url

    def activity(self, **changes: object) -> dict[str, Any]:
        """Return what Teams sends when Ada says "help", under a fresh id, with *changes* (`from__id` is `from.id`)."""
        scene = wire.Scene(
            id=uuid4().hex,
            at=datetime.now(UTC),  # noqa: TID251  Teams has a clock
            chat=self.teams.chats.personal(ADA),
            root="",
            player=ADA,
            service_url=self.teams.service_url,
        )
        made = wire.message(scene, "help")
        for path, value in changes.items():
            made = change(made, path.replace("__", "."), value)
        return made

    def click(self) -> dict[str, Any]:
        """Return the press of a button that no card of ours has any more."""
        action = {"type": "Action.Execute", "verb": "approve", "data": {"id": "0" * 32, "rev": 1}}
        return self.activity(type="invoke", name="adaptiveCard/action", replyToId="1", value={"action": action})

    def claims(self, **changes: object) -> dict[str, Any]:
        now = int(time.time())
        made: dict[str, Any] = {
            "iss": ISSUER,
            "aud": BOT_APP_ID,
            "serviceurl": self.teams.service_url,
            "nbf": now,
            "exp": now + HOUR,
        }
        for name, value in changes.items():
            made = change(made, name, value)
        return made

    def token(self, **changes: object) -> str:
        """Return a token that Teams signed, with *changes* to its claims."""
        return self.teams.sign(self.claims(**changes))

    @property
    def kid(self) -> str:
        """The id of the key with which Teams signs."""
        return json.loads(base64.urlsafe_b64decode(self.token().split(".")[0] + "=="))["kid"]

    def authorization(self, knock: Knock) -> tuple[str, ...]:
        """Return the Authorization headers that are sent."""
        if knock.authorization is not None:
            return knock.authorization
        token = self.token() if knock.token is GOOD else knock.token
        return () if token is None else (f"Bearer {token}",)

    async def knocks(self, knock: Knock | None = None, /, **parts: Any) -> int:
        return (await self.asks(knock, **parts))[0]

    async def asks(self, knock: Knock | None = None, /, **parts: Any) -> tuple[int, bytes]:
        """Knock once; return status and body. Without *parts* it is a good message."""
        knock = knock or Knock(**parts)
        body = self.activity() if knock.body is None else knock.body
        headers = [
            ("Content-Type", "application/json; charset=utf-8"),
            *(("Authorization", value) for value in self.authorization(knock)),
        ]
        headers = [pair for pair in headers if pair[0] not in knock.headers]
        headers += [pair for pair in knock.headers.items() if pair[1]]
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self._session.post(
            self._bot.url, data=raw, headers=headers, skip_auto_headers=("Content-Type",)
        ) as (answer):
            return answer.status, await answer.read()

    async def writes(self, text: bytes) -> int:
        """Write raw HTTP; return the status, or 0 when the connection is closed without one."""
        parts = urlsplit(self._bot.url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(text)
        line = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return int(line.split()[1]) if line else 0

    async def figures(self, name: str) -> dict[str, int]:
        """Read one counter of the bot, by label."""
        async with self._session.get(f"{self._bot.watch_url}/metrics") as answer:
            text = await answer.text()
        found = re.findall(rf'^{name}_total{{\w+="(\w+)"}} (\S+)$', text, re.MULTILINE)
        return {label: int(float(count)) for label, count in found}

    async def is_alive(self) -> bool:
        """Ask whether the process lives."""
        async with self._session.get(self._bot.url.replace("/api/messages", "/healthz")) as answer:
            return answer.status == 200

    async def traces(self) -> Mapping[str, object]:
        """Return everything in which a turn would leave a trace."""
        return {
            "turns": await self.figures("linkgate_turns"),
            "sent": self.teams.sent,
            "stored": self.stored(),
        }

    def stored(self) -> tuple[str, ...]:
        """Return the bot's whole database."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as database:
            return tuple(database.iterdump())

    async def is_refused(self, knocks: Mapping[str, Knock], status: int) -> None:
        """Assert that each of *knocks* is answered with *status*, counted once, and leaves no trace at all."""
        traces, counted = await self.traces(), await self.figures("linkgate_answers")
        answers = {name: await self.asks(knock) for name, knock in knocks.items()}
        wrong = {name: answer for name, answer in answers.items() if answer != (status, b"")}
        assert not wrong, wrong
        assert await self.traces() == traces, "something was done"
        more = counted.get(str(status), 0) + len(knocks)
        assert await self.figures("linkgate_answers") == {**counted, str(status): more}

    async def is_let_in(self, knock: Knock | None = None, /, **parts: Any) -> None:
        """Assert that a turn is run, which is what `is_refused` would have seen."""
        before = await self.traces()
        assert await self.knocks(knock, **parts) == 200
        assert (await self.traces())["turns"] != before["turns"]


class Trap:
    """A place of the attacker's on loopback: it notes who comes, and answers with whatever it was given."""

    def __init__(self) -> None:
        self.url = ""
        self.visits: list[str] = []
        self.document: object = {}

    async def answer(self, request: web.Request) -> web.Response:
        self.visits.append(str(request.rel_url))
        return web.json_response(self.document)


@asynccontextmanager
async def open_trap() -> AsyncIterator[Trap]:
    trap = Trap()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", trap.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        trap.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield trap
    finally:
        await runner.cleanup()
