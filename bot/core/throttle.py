"""How fast groups are filled: under Microsoft's quota for writes, and as wide as the directory bears. Pure.

Quota: 3,000 writes per 150 s for an app in a tenant (learn.microsoft.com, "Microsoft Graph throttling guidance",
identity and access; an older copy). Width: one more at a time while all goes well, and half after a 429 or 503, as TCP
does; Microsoft's own group-membership-management sends ten batches of four binds at once, and saw 503 beyond five
binds in one batch.
"""

from dataclasses import dataclass, replace

from bot.core.budget import Allowance, Spent, spend

QUOTA = Allowance(burst=2_980, gap=150 / 2_990)
BINDS = 4
"""Binds in one batch."""
WIDEST = 20
"""Batches under way at once."""
_FIRST = 10.0
_PAUSE = 2.0
_LONGEST = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttle:
    """*width* batches may be under way; none starts before *quiet*, which troubles in a row put off further."""

    whole_at: float = 0.0
    width: float = _FIRST
    quiet: float = 0.0
    troubles: int = 0


def start(throttle: Throttle, writes: int, *, now: float) -> Throttle | float:
    """Take *writes* from the quota, or say for how many seconds to wait first."""
    if now < throttle.quiet:
        return throttle.quiet - now
    whole_at = throttle.whole_at
    for place in range(writes):
        spent = spend(QUOTA, whole_at, now)
        if not isinstance(spent, Spent):
            return spent.wait + (writes - place - 1) * QUOTA.gap
        whole_at = spent.whole_at
    return replace(throttle, whole_at=whole_at)


def widen(throttle: Throttle) -> Throttle:
    """Note a batch that went well."""
    return replace(throttle, width=min(throttle.width + 1, WIDEST), troubles=0)


def narrow(throttle: Throttle, *, wait: float | None, now: float) -> Throttle:
    """Note that the directory is too busy. *wait* is how long it asked for, in seconds.

    What comes back from the same moment counts once.
    """
    if wait is None and now < throttle.quiet:
        return throttle
    pause = wait if wait is not None else _PAUSE * (1 << min(throttle.troubles, 6))
    quiet = max(throttle.quiet, now + min(pause, _LONGEST))
    width = throttle.width if now < throttle.quiet else max(throttle.width / 2, 1.0)
    return replace(throttle, quiet=quiet, width=width, troubles=throttle.troubles + 1)


def tell_left(*, done: int, total: int, elapsed: float) -> float | None:
    """Tell in how many seconds the rest will be done, by how it went so far; None before anything is done."""
    return elapsed * (total - done) / done if done and elapsed > 0 else None
