"""How much Microsoft Graph takes of one app in one tenant: latency, writes, resource units. Nothing is limited unasked.

https://learn.microsoft.com/graph/throttling-limits: 3,000 writes in 150 seconds and 8,000 resource units in 10 seconds
for a large tenant, each request of a batch counted for itself. How Microsoft refills is not published; here a bucket is
full at the start and fills evenly. *heavy* is what the authors of Microsoft's own group-membership-management observed:
of one batch that adds members with more than five requests, the rest is answered 503.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from bot.sim.cast import BOT_APP_ID, TENANT_ID
from bot.sim.tenant.answer import Answer, Call, GraphError

WRITES = (3000, 150)
RESOURCE_UNITS = (8000, 10)

_WARNED = 0.8
_SMALL_PAGE = 20
_READING_POSTS = re.compile(r".*/(checkMemberGroups|getByIds|\$batch)")
_COSTS: tuple[tuple[str, int], ...] = (
    (r".*/checkMemberGroups", 4),
    (r".*/getByIds", 3),
    (r"/groups/[^/]+/transitiveMembers.*", 5),
    (r"/groups/[^/]+/members.*", 3),
    (r"/users/[^/]+/(transitiveMemberOf|memberOf).*", 2),
    (r"/users.*", 2),
)


@dataclass(slots=True, kw_only=True)
class Bucket:
    """What may be spent: *size* at once, and as much again in *seconds*, evenly."""

    size: float
    seconds: float
    left: float
    at: float

    def look(self, now: float) -> float:
        """Fill up to the time *now*, in seconds, and return what is left."""
        self.left = min(self.size, self.left + (now - self.at) * self.size / self.seconds)
        self.at = now
        return self.left

    def wait(self, cost: float) -> float:
        """Return how many seconds it takes until *cost* is there."""
        return max(0.0, (cost - self.left) * self.seconds / self.size)

    @property
    def used(self) -> float:
        return 1 - self.left / self.size


@dataclass(slots=True, kw_only=True)
class Quota:
    """The limits that hold now. *read_seconds* is a clock that never goes back."""

    read_seconds: Callable[[], float]
    latency: float = 0
    heavy: int | None = None
    buckets: dict[str, Bucket] = field(default_factory=dict)

    def limit(
        self,
        *,
        latency: float = 0,
        writes: tuple[float, float] | None = None,
        resource_units: tuple[float, float] | None = None,
        heavy: int | None = None,
    ) -> None:
        """Let these limits hold, and no others; every bucket is full."""
        wanted, now = {"Write": writes, "ResourceUnit": resource_units}, self.read_seconds()
        if latency < 0 or any(min(limit) <= 0 for limit in wanted.values() if limit) or (heavy or 0) < 0:
            raise ValueError("a limit is above zero, a latency not below")
        self.latency, self.heavy = latency, heavy
        self.buckets = {
            name: Bucket(size=limit[0], seconds=limit[1], left=limit[0], at=now)
            for name, limit in wanted.items()
            if limit
        }

    def charge(self, call: Call) -> tuple[Answer | None, Mapping[str, str]]:
        """Spend what *call* costs; return the refusal if it is too much, and the headers that any answer gets."""
        costs, now = {"Write": float(is_write(call)), "ResourceUnit": float(price(call))}, self.read_seconds()
        if not self.buckets or call.path == "/$batch":
            return None, {}
        short = [name for name, bucket in self.buckets.items() if bucket.look(now) < costs[name]]
        units = {"x-ms-resource-unit": f"{costs['ResourceUnit']:.0f}"} if "ResourceUnit" in self.buckets else {}
        if short:
            wait = max(self.buckets[name].wait(costs[name]) for name in short)
            return _throttle(call, short[0], max(1, math.ceil(wait))), {}
        for name, bucket in self.buckets.items():
            bucket.left -= costs[name]
        used = max(round(bucket.used, 2) for bucket in self.buckets.values())
        return None, {**units, **({"x-ms-throttle-limit-percentage": f"{used:.2f}"} if used >= _WARNED else {})}

    def crowd_out(self, calls: Mapping[str, Call]) -> dict[str, Answer]:
        """Return the refusals for those of a batch that add members after too many others that do so."""
        if self.heavy is None:
            return {}
        adding = [id_ for id_, call in calls.items() if call.method == "PATCH" and b"members@odata.bind" in call.body]
        error = GraphError(HTTPStatus.SERVICE_UNAVAILABLE, "serviceNotAvailable", "Service Unavailable")
        return {id_: error.answer(calls[id_]) for id_ in adding[self.heavy :]}


def is_write(call: Call) -> bool:
    return call.method != "GET" and not _READING_POSTS.fullmatch(call.path)


def price(call: Call) -> int:
    """Return the resource units that *call* costs."""
    if is_write(call):
        return 1
    base = next((cost for path, cost in _COSTS if re.fullmatch(path, call.path)), 1)
    top = call.query.get("$top", "")
    is_small = top.isdecimal() and int(top) < _SMALL_PAGE
    return max(1, base - ("$select" in call.query) - is_small)


def _throttle(call: Call, what: str, wait: int) -> Answer:
    refusal = GraphError(HTTPStatus.TOO_MANY_REQUESTS, "TooManyRequests", "Too many requests.").answer(call)
    headers = {
        "Retry-After": str(wait),
        "x-ms-throttle-scope": f"Tenant_Application/ReadWrite/{BOT_APP_ID}/{TENANT_ID}",
        "x-ms-throttle-information": f"{what}LimitExceeded",
    }
    return replace(refusal, headers=headers)
