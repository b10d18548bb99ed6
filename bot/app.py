"""The one place that names concrete classes: it opens the edges, hands them to desk and worker, and closes them.

open_bot(settings) -> store, sign-in, portal, Graph, Teams -> desk -> HTTP server
                                                           -> worker
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from bot.applier import Applier, Pace
from bot.bell import Bell
from bot.config import Profile, Settings
from bot.core.policy import Rules
from bot.desk import Desk
from bot.edges.graph import Graph
from bot.edges.portal import SCOPE, Portal
from bot.edges.signin import CloudReader, Signin, bot_credential, operator_credential
from bot.edges.store import open_store
from bot.edges.teams.connector import Connector
from bot.edges.teams.delivery import Delivery
from bot.edges.teams.door import Door
from bot.edges.teams.keys import Keys
from bot.edges.teams.server import build_server
from bot.edges.teams.turn import Adapter
from bot.lookup import Lookup
from bot.planner import Planner
from bot.ports import ClockPort, PortError, Ports
from bot.postman import Postman
from bot.register import Register
from bot.worker import Worker

log = logging.getLogger(__name__)

_TEAMS_SCOPE = "https://api.botframework.com/.default"
_GRACE = 20.0
"""Seconds that work under way may take after the stop; what is not done by then is found again at the next start."""

_LAST_WORDS = 0.05
"""Seconds for closed TLS connections to leave the event loop (docs.aiohttp.org, "Graceful Shutdown")."""


class SystemClock:
    """Keeps the promises of `ClockPort` with the machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  the one place

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that runs. *url* is where Teams sends its activities."""

    url: str
    desk: Desk
    worker: Worker


@asynccontextmanager
async def open_bot(
    settings: Settings, *, clock: ClockPort | None = None, pace: Pace | None = None
) -> AsyncIterator[Bot]:
    """Run the bot until the block is left: first the intake ends, then what is under way, then the edges close."""
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.sleep, _LAST_WORDS)
        desk, worker, server = await _build(settings, stack, clock, pace or Pace())
        stack.push_async_callback(_finish, worker, asyncio.create_task(worker.run()))
        url = await _listen(server, settings, stack)
        yield Bot(url=url, desk=desk, worker=worker)


async def _build(
    settings: Settings, stack: AsyncExitStack, clock: ClockPort, pace: Pace
) -> tuple[Desk, Worker, web.Application]:
    places = settings.endpoints
    store = await stack.enter_async_context(
        open_store(settings.data / "linkgate.db", profile=settings.profile, tenant_id=settings.tenant_id)
    )
    session = await stack.enter_async_context(
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), trust_env=False)
    )
    identity, operator = _open_signins(settings)
    stack.push_async_callback(identity.close)
    stack.push_async_callback(operator.close)
    graph = Graph(identity, base_url=places.graph, allowed_hosts=(places.graph_host,))
    stack.push_async_callback(graph.close)
    portal = Portal(
        session,
        base_url=places.portal,
        tenant_id=settings.tenant_id,
        token=lambda: operator.token(SCOPE),
        clock=clock,
        write_path=settings.write_path,
    )
    connector = Connector(
        session=session,
        token=lambda: identity.token(_TEAMS_SCOPE),
        app_id=settings.app_id,
        tenant_id=settings.tenant_id,
        service=places.service,
    )
    ports = Ports(
        store=store,
        setting=portal,
        directory=graph,
        cloud=CloudReader(session, login_url=places.login, tenant_id=settings.tenant_id, ca=places.login_ca),
        notices=Delivery(connector),
        clock=clock,
    )
    desk, worker = _staff(ports, settings.rules, pace)
    door = Door(
        keys=Keys(session, places.keys), app_id=settings.app_id, tenant_id=settings.tenant_id, service=places.service
    )
    await _warm_up(graph)
    return desk, worker, build_server(door, Adapter(connector, desk))


def _staff(ports: Ports, rules: Rules, pace: Pace) -> tuple[Desk, Worker]:
    register = Register(ports.store, Bell())
    planner = Planner(ports=ports, rules=rules, register=register)
    lookup = Lookup(ports=ports, rules=rules)
    desk = Desk(ports=ports, rules=rules, register=register, lookup=lookup, planner=planner)
    applier = Applier(ports=ports, rules=rules, register=register, pace=pace)
    return desk, Worker(ports=ports, register=register, applier=applier, postman=Postman(ports))


async def _warm_up(graph: Graph) -> None:
    """Let the slow first request happen before somebody waits for it; without Graph the bot starts and says so."""
    try:
        await graph.warm_up()
    except PortError as error:
        log.warning("Microsoft Graph is not ready: %s", error, extra={"code": error.code})


def _open_signins(settings: Settings) -> tuple[Signin, Signin]:
    """Open the two identities: the bot's own, and the operator's, which alone can write the setting."""
    places = settings.endpoints
    authority = places.login if settings.profile is Profile.SIMULATION else None
    identity = bot_credential(
        tenant_id=settings.tenant_id,
        client_id=settings.app_id,
        secret=settings.client_secret,
        certificate_path=settings.certificate,
        managed_identity=settings.managed_identity,
        authority=authority,
        ca=places.login_ca,
    )
    operator = operator_credential(
        tenant_id=settings.tenant_id, code=settings.operator_code, authority=authority, ca=places.login_ca
    )
    return Signin(identity), Signin(operator)


async def _listen(server: web.Application, settings: Settings, stack: AsyncExitStack) -> str:
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=_GRACE)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, settings.host, settings.port)
    await site.start()
    host, port = runner.addresses[0][:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/api/messages"


async def _finish(worker: Worker, work: asyncio.Task[None]) -> None:
    """Let the worker finish what is under way, within the grace."""
    worker.stop()
    await asyncio.wait({work}, timeout=_GRACE)
    if not work.done():
        work.cancel()
        await asyncio.wait({work})
