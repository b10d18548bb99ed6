"""The one place that names concrete classes: it opens the edges, hands them to desk and worker, and closes them.

open_bot(settings)    -> store, sign-in, portal, Graph, Teams -> desk -> HTTP server
                                                              -> worker
                                                              -> health and figures, on a port of their own
open_applier(settings) -> beside a bot without hands: its store, sign-in, portal, Graph -> what of the worker applies
open_doctor(settings) -> the same edges, beside a bot that runs
open_archive(settings) -> the store and the ledger's anchors, beside a bot that may run
"""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.bell import Bell
from bot.brake import Brake, adopt_first
from bot.clock import SteadyClock, SystemClock
from bot.config import PREFIX, ConfigError, Hands, Profile, Settings
from bot.desk import Desk
from bot.doctor import Doctor
from bot.edges.anchors import AnchorFile
from bot.edges.store import hold_hands, join_store, open_store
from bot.edges.teams.budgets import Budgets
from bot.edges.teams.door import Door
from bot.edges.teams.server import Reception, listen
from bot.edges.teams.turn import Adapter
from bot.edges.watch import Watch, open_watch
from bot.health import Check, Health, check_open
from bot.notary import Notary
from bot.outside import Edges, Limits, find_store, open_edges
from bot.pace import Pace
from bot.ports import ClockPort, PortError, Ports, StorePort
from bot.questions import Answerer
from bot.register import Register
from bot.staff import hire_desk, hire_worker
from bot.steward import Steward
from bot.worker import Part, Worker

log = logging.getLogger(__name__)

_GRACE = 20.0
"""Seconds that work under way may take after the stop; what is not done by then is found again at the next start."""

_LAST_WORDS = 0.05
"""Seconds for closed TLS connections to leave the event loop (docs.aiohttp.org, "Graceful Shutdown")."""

_SELDOM = 500
"""Times that the collector looks through the middle objects before the oldest; Python's own is 10."""

_SHARE = 0.001
"""Seconds that a thread, which reads a long list, may keep the loop waiting each time; Python's own are 0.005."""

_APART = Pace(tick=timedelta(seconds=1))
"""Two processes do not hear each other's bell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that runs. *url* is where Teams sends its activities, *watch_url* where it is looked after."""

    url: str
    watch_url: str
    desk: Desk
    worker: Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What evidence is made of. *key* is the file of the ledger's key."""

    store: StorePort
    notary: Notary
    clock: ClockPort
    key: Path


@asynccontextmanager
async def open_bot(
    settings: Settings, *, clock: ClockPort | None = None, pace: Pace | None = None, limits: Limits | None = None
) -> AsyncIterator[Bot]:
    """Run the bot until the block is left: first the intake ends, then what is under way, then the edges close."""
    clock, limits = clock or SystemClock(), limits or Limits()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.sleep, _LAST_WORDS)
        store = await stack.enter_async_context(
            open_store(
                find_store(settings),
                profile=settings.profile,
                tenant_id=settings.tenant_id,
                key=settings.ledger_key,
            )
        )
        if settings.hands is not Hands.APART:
            stack.enter_context(hold_hands(find_store(settings)))
        edges = await open_edges(settings, stack, clock, store, limits)
        await _warm_up(edges)
        await adopt_first(store, settings.rules, edges.ports.clock)
        brake = _fit_brake(settings, edges)
        if braked := await brake.explain():
            log.warning("nothing is written at present: %s", braked)
        desk, worker = _hire(edges.ports, settings, brake, pace, limits.most_inline)
        adapter = Adapter(
            connector=edges.connector,
            desk=desk,
            budgets=Budgets(limits.allowances),
            tally=edges.tally,
            tongue=settings.tongue,
        )
        door = Door(
            keys=edges.keys,
            app_id=settings.app_id,
            tenant_id=settings.tenant_id,
            service=settings.endpoints.service,
        )
        closing = asyncio.Event()
        checks: dict[str, Check] = {
            "process": partial(check_open, closing),
            "store": store.check,
            "brake": brake.check,
            **edges.checks,
        }
        watch = Watch(Health(checks, clock), edges.tally, store)
        watch_url = await stack.enter_async_context(
            open_watch(watch, host=settings.metrics_host, port=settings.metrics_port)
        )
        stack.push_async_callback(_finish, worker, asyncio.create_task(worker.run()))
        notary = asyncio.create_task(edges.notary.run(worker.register.bell.listener()))
        stack.push_async_callback(_end, notary)
        stack.push_async_callback(adapter.finish, grace=_GRACE)
        reception = Reception(door, adapter, edges.tally)
        url = await stack.enter_async_context(
            listen(reception, host=settings.host, port=settings.port, most=limits.connections, grace=_GRACE)
        )
        stack.callback(closing.set)
        yield Bot(url=url, watch_url=watch_url, desk=desk, worker=worker)


@asynccontextmanager
async def open_applier(
    settings: Settings, *, clock: ClockPort | None = None, pace: Pace | None = None
) -> AsyncIterator[Worker]:
    """Apply what is approved, beside a bot that has no hands, until the block is left.

    Nothing is taken over from the bot but the rows of its store: people, tenant and rules are looked at anew.
    """
    _check_apart(settings)
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.sleep, _LAST_WORDS)
        store = await stack.enter_async_context(join_store(find_store(settings), key=settings.ledger_key))
        await store.check_fit(profile=settings.profile, tenant_id=settings.tenant_id)
        stack.enter_context(hold_hands(find_store(settings)))
        edges = await open_edges(settings, stack, clock, store, Limits(), has_hands=True)
        register, brake = Register(store, Bell()), _fit_brake(settings, edges)
        worker = hire_worker(edges.ports, settings.rules, register=register, brake=brake, pace=pace or _APART)
        answerer = Answerer(store, edges.ports.setting, edges.ports.clock)
        worker = replace(worker, part=Part.HANDS, answerer=answerer)
        stack.push_async_callback(_finish, worker, asyncio.create_task(worker.run()))
        yield worker


def _check_apart(settings: Settings) -> None:
    problems = []
    if settings.hands is not Hands.APART:
        problems.append(
            f"{PREFIX}HANDS is {settings.hands}, so linkgate serve applies what is approved. "
            f"Set it to {Hands.APART} for both, or leave linkgate applier away."
        )
    elif settings.profile is Profile.SIMULATION and not settings.operator_code:
        problems.append(f"{PREFIX}SIM_OPERATOR_CODE is missing: the simulated operator has to sign in.")
    if problems:
        raise ConfigError(tuple(problems))


def settle() -> None:
    """Keep the collector from what the start has made, and threads from the loop.

    For a process that has one bot, and lives as long as it.

    Most of it are the SDKs' classes, 130,000 objects. Looking through them takes some 100 ms, in which nobody is
    answered, and finds nothing. So does looking through a list of 100,000 people while it is worked on: the oldest
    objects are looked through more seldom.
    """
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _SELDOM)
    sys.setswitchinterval(_SHARE)


@asynccontextmanager
async def open_steward(settings: Settings, *, name: str) -> AsyncIterator[Steward]:
    """Open what the account *name* of the host needs to act by hand. A bot may run meanwhile."""
    async with join_store(find_store(settings), key=settings.ledger_key) as store:
        register = Register(store, Bell())
        clock = SteadyClock(SystemClock(), await store.latest())
        yield Steward(register=register, clock=clock, rules=settings.rules, name=name)


@asynccontextmanager
async def open_doctor(settings: Settings) -> AsyncIterator[Doctor]:
    """Open what the doctor looks at. A bot that runs is not disturbed: of its store this only reads."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.sleep, _LAST_WORDS)
        store = await stack.enter_async_context(join_store(find_store(settings)))
        edges = await open_edges(settings, stack, clock, store, Limits())
        rules = Brake(store=store, rules=settings.rules, is_read_only=settings.is_read_only)
        yield Doctor(ports=edges.ports, rules=settings.rules, checks={**edges.checks, "brake": rules.check})


@asynccontextmanager
async def open_archive(settings: Settings, *, may_add: bool = False) -> AsyncIterator[Archive]:
    """Open the ledger and its anchors. A bot that runs is not disturbed; with *may_add* a line can be added."""
    key = settings.ledger_key
    async with join_store(find_store(settings), key=key if may_add else None) as store:
        clock = SteadyClock(SystemClock(), await store.latest())
        notary = Notary(store=store, anchors=AnchorFile(settings.anchor_file), clock=clock)
        yield Archive(store=store, notary=notary, clock=clock, key=key)


def _fit_brake(settings: Settings, edges: Edges) -> Brake:
    return Brake(
        store=edges.ports.store,
        rules=settings.rules,
        is_read_only=settings.is_read_only,
        checks=(edges.notary.check,),
    )


def _hire(ports: Ports, settings: Settings, brake: Brake, pace: Pace | None, most_inline: int) -> tuple[Desk, Worker]:
    """Hire all who work here; where the hands are in another process, the worker leaves the writing to that."""
    rules, register, is_apart = settings.rules, Register(ports.store, Bell()), settings.hands is Hands.APART
    desk = hire_desk(ports, rules, register=register, brake=brake, locale=settings.tongue.code, most_inline=most_inline)
    worker = hire_worker(
        ports,
        rules,
        register=register,
        brake=brake,
        pace=pace or (_APART if is_apart else Pace()),
        is_guided=settings.hands is Hands.GUIDED,
    )
    return desk, replace(worker, part=Part.DESK) if is_apart else worker


async def _warm_up(edges: Edges) -> None:
    """Let slow first requests happen before somebody waits for them; without them the bot starts and says so."""
    for ready in (edges.checks["tenant"], edges.checks["keys"], edges.notary.check):
        try:
            await ready()
        except PortError as error:
            log.warning("not ready: %s", error, extra={"code": error.code})


async def _finish(worker: Worker, work: asyncio.Task[None]) -> None:
    """Let the worker finish what is under way, within the grace."""
    worker.stop()
    await asyncio.wait({work}, timeout=_GRACE)
    if not work.done():
        await _end(work)


async def _end(work: asyncio.Task[None]) -> None:
    work.cancel()
    await asyncio.wait({work})
