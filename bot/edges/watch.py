"""For whoever operates Linkgate: figures for Prometheus, and whether it can work. On a port of its own.

Nothing here names a person, a group or a tenant. The only room that speaks prometheus-client.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.health import FINE, Health
from bot.ports import Counted, StorePort

_MEANINGS: Mapping[Counted, tuple[str, str]] = {
    Counted.ANSWERS: ("HTTP answers of the front door", "status"),
    Counted.TURNS: ("Turns that were run", "kind"),
    Counted.REPEATS: ("Activities that had been delivered before", "kind"),
    Counted.LIMITED: ("Turns not run because too many came", "budget"),
    Counted.KEY_FETCHES: ("Fetches of the signing keys of Teams", "outcome"),
    Counted.CALLS: ("Calls to the connector of Teams", "status"),
    Counted.DELIVERIES: ("Notices to people", "outcome"),
    Counted.ANCHORS: ("Anchors of the ledger for the channel in Teams", "outcome"),
}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Tally:
    """Keeps the promises of `TallyPort` in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._counters = {
            what: Counter(f"linkgate_{what}", meaning, [label], registry=self.registry)
            for what, (meaning, label) in _MEANINGS.items()
        }
        self._turns = Histogram(
            "linkgate_turn_seconds", "How long turns took", ["kind"], registry=self.registry, buckets=_BUCKETS
        )

    def add(self, what: Counted, label: str) -> None:
        self._counters[what].labels(label).inc()

    def took(self, kind: str, seconds: float) -> None:
        self._turns.labels(kind).observe(seconds)


class Watch:
    """Answers the probes."""

    def __init__(self, health: Health, tally: Tally, store: StorePort) -> None:
        self._health = health
        self._tally = tally
        self._store = store
        self._ready = Gauge("linkgate_ready", "1 when all of /readyz is well", registry=tally.registry)
        self._open = Gauge("linkgate_open_requests", "Requests that have not ended", registry=tally.registry)
        self._lost = Gauge("linkgate_undelivered", "Notices that were given up", registry=tally.registry)

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.get("/readyz", self._tell_ready), web.get("/metrics", self._tell_figures)])
        return app

    async def _tell_ready(self, _request: web.Request) -> web.Response:
        found = await self._health.look()
        is_ready = all(answer == FINE for answer in found.values())
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ready": is_ready, "checks": dict(found)}, status=status)

    async def _tell_figures(self, _request: web.Request) -> web.Response:
        found = await self._health.look()
        self._ready.set(all(answer == FINE for answer in found.values()))
        if found.get("store") == FINE:
            self._open.set((await self._store.open_changes(0)).total)
            self._lost.set(len(await self._store.undelivered()))
        return web.Response(body=generate_latest(self._tally.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


@asynccontextmanager
async def open_watch(watch: Watch, *, host: str, port: int) -> AsyncIterator[str]:
    """Listen until the block is left; yield the address."""
    runner = web.AppRunner(watch.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound, number = runner.addresses[0][:2]
        yield f"http://{f'[{bound}]' if ':' in bound else bound}:{number}"
    finally:
        await runner.cleanup()
