"""Everything outside, opened as the settings say: sign-in, portal, Graph, Teams' connector, the ledger's anchors.

It names the edges' classes, and knows nobody of those who work with them.
"""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import aiohttp

from bot.clock import SteadyClock
from bot.config import Hands, Profile, Settings
from bot.core.budget import Allowance
from bot.core.place import Place, PlaceKind
from bot.edges.anchors import AnchorFile
from bot.edges.files import open_sharepoint
from bot.edges.graph import Consents, Graph, Intune, Members
from bot.edges.portal import SCOPE, Portal
from bot.edges.signin import CloudReader, Signin, bot_credential, operator_credential
from bot.edges.store import Store
from bot.edges.teams.budgets import ALLOWANCES, Scope
from bot.edges.teams.connector import Connector
from bot.edges.teams.delivery import Delivery
from bot.edges.teams.gate import MOST_CONNECTIONS
from bot.edges.teams.keys import Keys
from bot.edges.teams.pacer import CONVERSATION, TENANT, Pacer, Window
from bot.edges.watch import Tally
from bot.facts import MOST_INLINE
from bot.handless import Handless
from bot.health import Check, check_clock, check_notices
from bot.notary import Channel, Notary
from bot.ports import ClockPort, NoticePort, PortError, Ports, SettingPort, StorePort, TallyPort
from bot.questions import Asker

_TEAMS_SCOPE = "https://api.botframework.com/.default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one may ask, and how fast Linkgate writes. The defaults are for Teams; a benchmark has others.

    *most_inline* is as `facts` has it.
    """

    allowances: Mapping[Scope, Allowance] = field(default_factory=lambda: ALLOWANCES)
    conversation: tuple[Window, ...] = CONVERSATION
    tenant: tuple[Window, ...] = TENANT
    connections: int = MOST_CONNECTIONS
    most_inline: int = MOST_INLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Everything outside, open."""

    ports: Ports
    connector: Connector
    keys: Keys
    tally: Tally
    checks: Mapping[str, Check]
    notary: Notary


def find_store(settings: Settings) -> Path:
    return settings.data / "linkgate.db"


async def open_edges(
    settings: Settings,
    stack: AsyncExitStack,
    clock: ClockPort,
    store: Store,
    limits: Limits,
    *,
    has_hands: bool = False,
) -> Edges:
    places = settings.endpoints
    session = await stack.enter_async_context(
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), trust_env=False)
    )
    identity = _open_signin(settings)
    stack.push_async_callback(identity.close)
    graph, beta = (_open_graph(identity, url, settings, stack) for url in (places.graph, places.graph_beta))
    tally = Tally()
    connector = Connector(
        session=session,
        token=lambda: identity.token(_TEAMS_SCOPE),
        app_id=settings.app_id,
        tenant_id=settings.tenant_id,
        service=places.service,
        pacer=Pacer(conversation=limits.conversation, tenant=limits.tenant),
        tally=tally,
    )
    steady = SteadyClock(clock, await read_floor(store))
    asker = Asker(store, steady)
    is_apart = settings.hands is Hands.APART and not has_hands
    setting: SettingPort = Handless(asker.read) if is_apart else _open_portal(settings, stack, session, clock)
    if settings.hands is Hands.GUIDED:
        setting = Handless(setting.read)
    cloud = CloudReader(session, login_url=places.login, tenant_id=settings.tenant_id, ca=places.login_ca)
    keys = Keys(session, places.keys, tally)
    notices = Delivery(connector, settings.tongue)
    notary = _open_notary(settings, store, steady, notices, tally)
    is_near = settings.profile is Profile.SIMULATION
    files = await stack.enter_async_context(open_sharepoint(places.files, is_near=is_near))
    ports = Ports(
        store=store,
        setting=setting,
        directory=graph,
        members=Members(graph.wire),
        office=Intune(beta.wire),
        consent=Consents(graph.wire),
        cloud=cloud,
        notices=notices,
        files=files,
        clock=steady,
        tally=tally,
    )
    checks: dict[str, Check] = {
        "keys": keys.check,
        "notices": partial(check_notices, store, clock),
        "clock": partial(check_clock, cloud.time, clock),
        "tenant": graph.tenant,
        "ledger": notary.look,
    }
    checks |= {"applier": asker.check} if is_apart else {}
    return Edges(ports=ports, connector=connector, keys=keys, tally=tally, checks=checks, notary=notary)


def _open_graph(identity: Signin, url: str, settings: Settings, stack: AsyncExitStack) -> Graph:
    graph = Graph(identity, base_url=url, allowed_hosts=(settings.endpoints.graph_host,))
    stack.push_async_callback(graph.close)
    return graph


def _open_notary(settings: Settings, store: Store, clock: ClockPort, notices: NoticePort, tally: TallyPort) -> Notary:
    channel = _open_channel(settings, notices, tally)
    return Notary(store=store, anchors=AnchorFile(settings.anchor_file), clock=clock, channel=channel)


def _open_channel(settings: Settings, notices: NoticePort, tally: TallyPort) -> Channel | None:
    if not settings.anchor_channel:
        return None
    # The global address, for where nobody has spoken yet: learn.microsoft.com, "Send proactive messages".
    service_url = f"{settings.endpoints.service}/teams/"
    place = Place(kind=PlaceKind.CHANNEL, service_url=service_url, conversation=settings.anchor_channel)
    return Channel(place=place, notices=notices, tally=tally)


def _open_portal(settings: Settings, stack: AsyncExitStack, session: aiohttp.ClientSession, clock: ClockPort) -> Portal:
    """Open the way to the setting, with the operator's sign-in, which alone can write it; to read takes less."""
    operator = Signin(
        operator_credential(
            tenant_id=settings.tenant_id,
            code=settings.operator_code,
            authority=_find_authority(settings),
            ca=settings.endpoints.login_ca,
        )
    )
    stack.push_async_callback(operator.close)
    return Portal(
        session,
        base_url=settings.endpoints.portal,
        tenant_id=settings.tenant_id,
        token=lambda: operator.token(SCOPE),
        clock=clock,
        write_path=settings.write_path,
    )


async def read_floor(store: StorePort) -> datetime | None:
    """Read a time that has been; of a store that cannot be read nothing is known, and whoever asks it will say so."""
    try:
        return await store.latest()
    except PortError:
        return None


def _open_signin(settings: Settings) -> Signin:
    """Open the bot's own identity."""
    identity = bot_credential(
        tenant_id=settings.tenant_id,
        client_id=settings.app_id,
        secret=settings.client_secret,
        certificate_path=settings.certificate,
        managed_identity=settings.managed_identity,
        authority=_find_authority(settings),
        ca=settings.endpoints.login_ca,
    )
    return Signin(identity, keeps_tokens=True)


def _find_authority(settings: Settings) -> str | None:
    return settings.endpoints.login if settings.profile is Profile.SIMULATION else None
