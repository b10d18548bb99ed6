"""What people may look at: help, the status, requests and history. It reads, and keeps next to nothing.

What somebody may do is remembered for a minute, for the help alone: it is words, and decides nothing. The facts of
the status are read for each ask; those who ask at the same time share one read.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.brake import Brake
from bot.bureau import Bureau
from bot.core.change import Change
from bot.core.command import (
    Check,
    Consent,
    Effect,
    Help,
    History,
    Look,
    Members,
    OfficeStatus,
    Requests,
    Status,
    Whoami,
    Why,
)
from bot.core.grounds import weigh_person, weigh_request
from bot.core.group import Group
from bot.core.page import NEWEST, Leaf
from bot.core.policy import Reason, Right, Standing, UserId, judge
from bot.core.rules import Rules
from bot.core.setting import Reading
from bot.core.view import HelpView, ListKind, ListView, SaidView, StatusView, View, WhyView
from bot.coverage import Coverage
from bot.effects import Effects
from bot.facts import read_group, read_setting, read_standing
from bot.guard import Guard
from bot.membership import Membership
from bot.ports import PortError, Ports
from bot.shared import Shared

_MOST_ROWS = 10
_GLANCE = timedelta(seconds=60)
_MOST_GLANCES = 1_000
Fact = TypeVar("Fact")


class Lookup:
    """Holds the ports that are read from."""

    def __init__(self, *, ports: Ports, rules: Rules, guard: Guard, brake: Brake) -> None:
        self.ports = ports
        self.rules = rules
        self.guard = guard
        self.brake = brake
        self._membership = Membership(ports=ports, guard=guard)
        self._coverage = Coverage(ports=ports, guard=guard)
        self._effects = Effects(ports=ports, guard=guard)
        self._bureau = Bureau(ports=ports, guard=guard)
        self._status = Shared(self._read_status)
        self._glances: dict[UserId, tuple[Standing, datetime]] = {}

    async def show(self, look: Look, user: UserId) -> View:  # noqa: C901  one case for each command
        match look:
            case Help(topic):
                return await self.show_help(user, topic)
            case Status():
                return await self.show_status(user)
            case Requests(leaf):
                return await self.show_list(user, ListKind.REQUESTS, leaf)
            case History(leaf):
                return await self.show_list(user, ListKind.HISTORY, leaf)
            case Whoami():
                return await self.show_whoami(user)
            case Why(number):
                return await self.show_why(user, number)
            case Members(group):
                return await self._membership.show(user, group)
            case Check(person):
                return await self._coverage.check(user, person)
            case OfficeStatus(after):
                return await self._bureau.show(user, after)
            case Effect():
                return await self._effects.show_effect(user)
            case Consent():
                return await self._effects.show_consent(user)

    async def show_help(self, user: UserId, topic: str = "") -> View:
        standing = await self._glance(user)
        if reason := judge(standing, Right.SEE).reason:
            return await self.guard.turn_away(user, Right.SEE, reason)
        may_ask = judge(standing, Right.ASK).is_allowed
        return HelpView(may_ask=may_ask, may_decide=standing.is_approver, topic=topic)

    async def show_status(self, user: UserId) -> View:
        """Show the setting, to everybody of the tenant."""
        admitted = await self.guard.admit(user, Right.SEE)
        return admitted if isinstance(admitted, SaidView) else await self._status.get()

    async def _read_status(self) -> StatusView:
        """Read all that there is to see; what cannot be read is shown as just that, and the rest all the same."""
        reading, tenant, everyone, cloud, (held, last), brake = await asyncio.gather(
            read_setting(self.ports),
            _or_none(self.ports.directory.tenant()),
            _or_none(self.ports.directory.count_everyone()),
            _or_none(self.ports.cloud.cloud()),
            self._find_requests(),
            self.brake.explain(),
        )
        name, country = tenant or (None, None)
        return StatusView(
            tenant=name,
            reading=reading,
            group=await self._read_group(reading),
            everyone=everyone,
            cloud=cloud,
            country=country,
            open=held,
            last=last,
            brake=brake,
        )

    async def _find_requests(self) -> tuple[Change | None, Change | None]:
        """Find the request that holds the setting, and the one that was applied last."""
        return await self.ports.store.holding(), await self.ports.store.newest_applied()

    async def show_list(self, user: UserId, kind: ListKind, leaf: Leaf) -> View:
        admitted = await self.guard.admit(user, Right.LOOK)
        if isinstance(admitted, SaidView):
            return admitted
        find = self.ports.store.open_changes if kind is ListKind.REQUESTS else self.ports.store.ended_changes
        page = await find(_MOST_ROWS, leaf)
        if leaf != NEWEST and not page.newer:  # what stood there has ended, or the way back has come to its beginning
            page, leaf = await find(_MOST_ROWS, NEWEST), NEWEST
        lost = await self.ports.store.undelivered()
        return ListView(
            kind=kind,
            page=page,
            at=self.ports.clock.now(),
            is_back=bool(leaf.after),
            undelivered=tuple(Counter(change.number for _, change in lost).items()),
        )

    async def show_whoami(self, user: UserId) -> View:
        """Show what a person may do, rule by rule; to everybody about themselves, and to nobody about others."""
        standing = await read_standing(self.ports.directory, user, self.rules)
        return WhyView(name=standing.person.name, grounds=weigh_person(standing))

    async def show_why(self, user: UserId, number: int) -> View:
        """Show what a request waits for, and what the person may do about it."""
        admitted = await self.guard.admit(user, Right.LOOK)
        if isinstance(admitted, SaidView):
            return admitted
        change = await self.ports.store.change_numbered(number)
        if change is None:
            return await self.guard.turn_away(user, Right.LOOK, Reason.NO_SUCH_REQUEST)
        voters = await asyncio.gather(
            *(read_standing(self.ports.directory, vote.by.id, self.rules) for vote in change.votes)
        )
        grounds = weigh_request(
            change,
            admitted,
            voters=voters,
            rules=self.rules,
            brake=await self.brake.explain(),
            at=self.ports.clock.now(),
        )
        return WhyView(name=admitted.person.name, grounds=grounds, change=change)

    async def _glance(self, user: UserId) -> Standing:
        """Tell what a person may do, as it was a minute ago at most. For showing; nobody is let through by it."""
        now = self.ports.clock.now()
        standing, at = self._glances.get(user, (None, now))
        if standing is None or not timedelta(0) <= now - at < _GLANCE:
            standing = await read_standing(self.ports.directory, user, self.rules)
            if len(self._glances) >= _MOST_GLANCES:
                self._glances.clear()
            self._glances[user] = standing, now
        return standing

    async def _read_group(self, reading: Reading) -> Group | None:
        return await _or_none(read_group(self.ports.directory, reading.setting))


async def _or_none(fact: Awaitable[Fact]) -> Fact | None:
    try:
        return await fact
    except PortError:
        return None
