"""The tenant in its process, the bot in its own, and here a Teams in which people ask, approve, and look meanwhile."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from bench.processes import BrokenError, Running, run

from bot.sim.cast import BOT_APP_ID, CAST, TENANT_ID
from bot.sim.teams import Person, Teams, open_teams
from bot.sim.teams.people import Message
from bot.sim.tenant import RESOURCE_UNITS, WRITES
from bot.sim.tenant.people import seed_people

LATENCY = 0.15
"""Seconds that each HTTP request to the tenant takes."""
HEAVY = 5
"""Requests of one batch that add members and are served; see `bot.sim.tenant.quota`."""
STATUS_GAP = 1.0
SPARE = 1.2
"""People in the tenant for each one that is moved: guests and disabled accounts are not, and groups differ."""

_SERVERS = Path(__file__).parent / "servers"
_PATIENCE = 900.0
_CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class Individual:
    """Somebody of the tenant who can be added."""

    id: str
    upn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage that has ended: how many *seconds* it took, and how much *memory* the bot has then, in MB.

    *lag* is the longest that the loop was late in it, in seconds, and *own* the longest while the bot itself worked: on
    a machine that others use too, the rest is theirs.
    """

    name: str
    seconds: float
    lag: float
    own: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """All of them. *graph* bears the token of the bot's own app; *statuses* are seconds until an answer came."""

    tenant: Running
    bot: Running
    teams: Teams
    graph: ClientSession
    url: str
    statuses: list[float] = field(default_factory=list)

    def person(self, key: str) -> Person:
        return self.teams.person(key)

    async def control(self, name: str, **arguments: object) -> Any:
        """Use one of the tenant's own controls."""
        async with self.graph.post(f"{self.tenant.told['admin']}/{name}", json=arguments) as answer:
            told = await answer.json()
        if "error" in told:
            raise BrokenError(told["error"])
        return told["value"]

    async def limit(self) -> None:
        """Let Microsoft's documented limits hold, with full buckets."""
        await self.control("set_limits", latency=LATENCY, writes=WRITES, resource_units=RESOURCE_UNITS, heavy=HEAVY)

    async def make_group(self, name: str) -> str:
        """Make an empty security group, and return its id."""
        await self.control("set_limits")
        body = {"displayName": name, "mailEnabled": False, "mailNickname": name, "securityEnabled": True}
        async with self.graph.post(f"{self.url}/groups", json=body) as answer:
            made = (await answer.json())["id"]
        return str(made)

    async def put_in(self, group: str, people: Sequence[Individual]) -> None:
        for place in range(0, len(people), _CHUNK):
            await self.control("add_members", group=group, oids=[one.id for one in people[place : place + _CHUNK]])

    async def check_members(self, group: str, people: Iterable[Individual]) -> None:
        """Raise BrokenError unless exactly those are in the group."""
        found, wanted = set(await self.control("members", group=group)), {one.id for one in people}
        if found != wanted:
            raise BrokenError(f"{len(wanted - found)} people are missing, {len(found - wanted)} are too many")

    async def measure_writes(self, group: str) -> float:
        """Tell how many seconds it took from the first write to the group to the last, that one included."""
        async with self.graph.get(f"{self.tenant.told['admin']}/group_writes") as answer:
            writes = (await answer.json())["value"]
        times = [datetime.fromisoformat(write["at"]) for write in writes if write["group"] == group]
        return (max(times) - min(times)).total_seconds() + LATENCY

    async def see(self, key: str, shows: Callable[[Message], bool]) -> Message:
        return await self.person(key).sees(shows, timeout=_PATIENCE)

    def hear_stages(self) -> list[Stage]:
        """Return the stages that have ended since this was asked last."""
        told = [self.bot.said.get_nowait() for _ in range(self.bot.said.qsize())]
        return [Stage(name=one.pop("stage"), **one) for one in map(dict, told)]

    @asynccontextmanager
    async def looking_on(self) -> AsyncIterator[list[float]]:
        """Let Cleo ask for the status now and then; the list is how many seconds each answer took."""
        took: list[float] = []
        task = asyncio.create_task(self._look_on(took))
        try:
            yield took
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _look_on(self, took: list[float]) -> None:
        cleo = self.person("cleo")
        while True:
            start, seen = perf_counter(), len(cleo.messages(cleo.chat))
            await cleo.says("linkedin status")
            while len(cleo.messages(cleo.chat)) < seen + 2:  # her own words, and the answer
                await asyncio.sleep(_BLINK)
            took.append(perf_counter() - start)
            await asyncio.sleep(STATUS_GAP)


_BLINK = 0.005


@asynccontextmanager
async def open_office(folder: Path, *, people: int) -> AsyncIterator[Office]:
    """Open it for moves of up to so many *people*."""
    users = str(max(int(people * SPARE), 1_000) + len(CAST))
    tenant_order = {"users": users, "data": str(folder / "data")}
    async with (
        run(_SERVERS / "tenant.py", tenant_order, folder=folder) as tenant,
        open_teams(read_token=_trust) as teams,
    ):
        environment = {
            **tenant.told["environment"],
            "LINKGATE_SIM_SERVICE_URL": teams.url,
            "LINKGATE_SIM_KEYS_URL": teams.openid_url,
        }
        async with run(_SERVERS / "linkgate.py", environment, folder=folder) as bot:
            teams.connect(bot.url)
            headers = {"Authorization": f"Bearer {await _sign_in(environment)}"}
            async with ClientSession(headers=headers, timeout=ClientTimeout(total=None)) as graph:
                url = environment["LINKGATE_SIM_GRAPH_URL"]
                office = Office(tenant=tenant, bot=bot, teams=teams, graph=graph, url=url)
                for key in ("ada", "bob", "cleo"):
                    await teams.person(key).install()
                yield office


def list_individuals(people: int) -> list[Individual]:
    """List so many members of the tenant who are enabled and no guests."""
    users = max(int(people * SPARE), 1_000) + len(CAST)
    able = [one for one in seed_people(users)[len(CAST) :] if one["accountEnabled"] and one["userType"] == "Member"]
    return [Individual(id=one["id"], upn=one["userPrincipalName"]) for one in able]


def _trust(token: str) -> Mapping[str, str]:
    """Take any token for the bot's: they are the tenant's, in another process, and this is not about them."""
    return {"appid": BOT_APP_ID} if token else {}


async def _sign_in(environment: Mapping[str, str]) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": environment["LINKGATE_APP_ID"],
        "client_secret": environment["LINKGATE_CLIENT_SECRET"],
        "scope": "https://graph.microsoft.com/.default",
    }
    url = f"{environment['LINKGATE_SIM_LOGIN_URL']}/{TENANT_ID}/oauth2/v2.0/token"
    context = ssl.create_default_context(cafile=environment["LINKGATE_SIM_LOGIN_CA"])
    async with ClientSession() as session, session.post(url, data=form, ssl=context) as answer:
        return str((await answer.json())["access_token"])
