"""The bad days of Microsoft's side: an answer that is lost, late, refused, or no answer at all."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from bot.sim.teams import Teams
from bot.sim.tenant import Fault, Tenant

_LATE = (0.1, 0.8)
_SOON = {"Retry-After": "1"}
_OF_THE_PORTAL = (
    None,
    *(Fault(api="portal", method="PUT", do=do) for do in ("lost", "late", "delay", "reset", "html", "garbage")),
    Fault(api="portal", method="PUT", do="status", code=503),
    Fault(api="portal", method="PUT", do="status", code=429, headers=_SOON),
    Fault(api="portal", method="GET", do="status", code=503),
    Fault(api="portal", method="GET", do="status", code=429, headers=_SOON),
    *(Fault(api="portal", method="GET", do=do) for do in ("html", "delay", "reset")),
)
_OF_TEAMS: tuple[Mapping[str, Any] | None, ...] = (
    None,
    None,
    {"status": 503, "times": 3},
    {"status": 429, "headers": _SOON, "times": 2},
    {"status": None, "times": 2},
    {"status": None, "times": 2, "lost": True},
    {"status": 500, "times": 2, "lost": True},
)


def spoil_portal(tenant: Tenant, dice: Random) -> None:
    """Give the tenant one bad day, or none."""
    if fault := dice.choice(_OF_THE_PORTAL):
        tenant.fail(replace(fault, seconds=dice.uniform(*_LATE)))


def spoil_teams(teams: Teams, dice: Random) -> None:
    if fault := dice.choice(_OF_TEAMS):
        teams.fail(**fault)
