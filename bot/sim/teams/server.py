"""A small Teams on loopback: it puts the rooms of this package together and opens the door."""

import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from bot.sim.cast import ADA, CAST
from bot.sim.teams.chats import Chats
from bot.sim.teams.connector import GLOBAL_PREFIX, PREFIX, Connector, ReadToken
from bot.sim.teams.deeds import Deed
from bot.sim.teams.drive import Drive
from bot.sim.teams.faults import Call, Fault, Faults
from bot.sim.teams.issuer import KEYS, Issuer, Trouble
from bot.sim.teams.line import Delivery, Line
from bot.sim.teams.page import ROLES, Page, guard
from bot.sim.teams.people import Person
from bot.sim.teams.samples import Sample


class Teams:
    """The whole service as tests and the demo use it: its addresses, its people and its bad days."""

    def __init__(self, url: str, session: ClientSession, read_token: ReadToken, data: Path | None) -> None:
        self.url = url
        self.service_url = f"{url.rstrip('/')}{PREFIX}/"
        self.openid_url = f"{url}v1/.well-known/openidconfiguration"
        self.chats = Chats(data)
        self.drive = Drive(url, data)
        self._issuer = Issuer()
        self._line = Line(session, self._issuer, self.service_url)
        self._people = {player.key: Person(player, self.chats, self.drive, self._line) for player in CAST}
        self._deeds: dict[str, tuple[Deed, ...]] = {}
        self._roles = dict(ROLES)
        self._samples: dict[str, Sample] = {}
        self._faults = Faults()
        self._connector = Connector(self.chats, self.drive, self._faults, read_token)

    def connect(self, bot_url: str) -> None:
        """Say where the bot listens: the full address, which ends in `/api/messages`."""
        self._line.url = bot_url

    def person(self, key: str) -> Person:
        return self._people[key]

    def offer(self, heading: str, *deeds: Deed) -> None:
        """Put *deeds* on the page's World menu, under *heading*."""
        self._deeds[heading] = deeds

    def lend(self, *samples: Sample) -> None:
        """Put *samples* where people on the page look for a file to attach."""
        self._samples |= {sample.name: sample for sample in samples}

    def entitle(self, key: str, role: str) -> None:
        """Say on the page what else a person of the cast is."""
        self._roles[key] = role

    async def install(self) -> None:
        """Let the bot know of every chat that it is in, as if Ada had just added it everywhere."""
        for person in self._people.values():
            await person.install()
        await self._people[ADA.key].install(self.chats.group)
        await self._people[ADA.key].install(self.chats.channel)

    @property
    def sent(self) -> tuple[Call, ...]:
        """Every call of the bot to the connector API, oldest first."""
        return tuple(self._connector.sent)

    @property
    def delivered(self) -> tuple[Mapping[str, Any], ...]:
        """Every activity that the bot was sent, oldest first."""
        return tuple(self._line.delivered)

    def deliver_twice(self, times: int = 1) -> None:
        """Deliver the next *times* activities a second time with the same id."""
        self._line.repeats += times

    async def redeliver(self) -> Delivery:
        """Deliver the last activity again, under a new id."""
        return await self._line.redeliver()

    def fail(
        self,
        status: int | None,
        headers: Mapping[str, str] | None = None,
        *,
        times: int = 1,
        method: str = "",
        path_regex: str = "",
        lost: bool = False,
    ) -> None:
        """Answer the next *times* matching calls with *status*, or cut the connection if it is None.

        A *lost* call is carried out first; only its answer is bad.
        """
        path = re.compile(path_regex)
        fault = Fault(status=status, headers=headers or {}, times=times, method=method, path=path, is_lost=lost)
        self._faults.waiting.append(fault)

    def heal(self) -> None:
        """Let no armed fault happen any more."""
        self._faults.waiting.clear()

    def throttle(self) -> None:
        """From now on keep Teams' limit of calls in one conversation."""
        self._faults.is_throttled = True

    def rotate_key(self, *, endorsements: object = ("msteams",), keep: bool = False, bits: int = 2048) -> None:
        """Sign with a new key from now on, and publish only that one; with *keep* also the ones before it."""
        self._issuer.rotate(endorsements=endorsements, keep=keep, bits=bits)

    def spoil_keys(self, trouble: Trouble, *, at: str = KEYS, to: str = "") -> None:
        """Publish something bad instead of the keys (or *at* another path), which may point *to* another place."""
        self._issuer.trouble(trouble, at=at, to=to)

    def heal_keys(self) -> None:
        self._issuer.heal()

    @property
    def keys_asked(self) -> tuple[str, ...]:
        """The path of each call for the keys or their configuration, oldest first."""
        return tuple(self._issuer.asked)

    @property
    def keys_poured(self) -> int:
        """How many bytes of a huge document were taken."""
        return self._issuer.poured

    def sign(self, claims: Mapping[str, Any], *, header: Mapping[str, Any] | None = None, by: str = "RS256") -> str:
        """Sign any claims with the newest key, under any *header*, *by* any algorithm that it can do."""
        return self._issuer.sign(claims, header=header, by=by)

    def token_for(self, *, service_url: str | None = None) -> str:
        """Return a good token, or one that is good for another *service_url*."""
        return self._issuer.token(service_url or self.service_url)

    async def post_raw(
        self, body: Mapping[str, Any] | bytes, *, token: str | None, headers: Mapping[str, str] | None = None
    ) -> Delivery:
        """Post anything to the bot, with any token or none."""
        return await self._line.post(body, token, headers)

    def app(self) -> web.Application:
        page = Page(self.chats, self._people, self._deeds, self._roles, self._samples)
        app = web.Application(middlewares=[guard])
        app.add_routes([*page.routes(), *self._issuer.routes(), *self.drive.routes()])
        for prefix in (PREFIX, GLOBAL_PREFIX):
            app.add_subapp(prefix, self._connector.app())
        app.on_shutdown.extend((page.close, self._let_go))
        return app

    async def _let_go(self, _app: web.Application) -> None:
        self.drive.heal()


@asynccontextmanager
async def open_teams(*, read_token: ReadToken, data: Path | None = None) -> AsyncIterator[Teams]:
    """Run a small Teams on a free loopback port; *read_token* gives the claims of a token of the bot, or None.

    With *data* it takes the same port at each start, if that is still free: a bot keeps the addresses of its cards.
    """
    door = _open_door(data / "teams.port" if data else None)
    async with ClientSession() as session:
        teams = Teams(f"http://127.0.0.1:{door.getsockname()[1]}/", session, read_token, data)
        runner = web.AppRunner(teams.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, door).start()
        try:
            yield teams
        finally:
            await runner.cleanup()


def _open_door(memory: Path | None) -> socket.socket:
    known = int(memory.read_text()) if memory and memory.exists() else 0
    try:
        door = socket.create_server(("127.0.0.1", known))
    except OSError:
        door = socket.create_server(("127.0.0.1", 0))
    if memory:
        memory.write_text(str(door.getsockname()[1]))
    return door
