"""What people may look at: help, the status, requests and history. It reads, and keeps next to nothing.

What somebody may do is remembered for a minute, for the help alone: it is words, and decides nothing. The facts of
the status are read for each ask; those who ask at the same time share one read.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.core.change import OPEN, State
from bot.core.group import Group
from bot.core.policy import Right, Rules, Standing, UserId, judge
from bot.core.setting import Doubt, Reading
from bot.core.view import HelpView, ListKind, ListView, StatusView, View
from bot.facts import read_account, read_group, read_standing
from bot.ports import PortError, Ports
from bot.shared import Shared
from bot.turn import refuse

_MOST_ROWS = 10
_GLANCE = timedelta(seconds=60)
_MOST_GLANCES = 1_000
Fact = TypeVar("Fact")


class Lookup:
    """Holds the ports that are read from."""

    def __init__(self, *, ports: Ports, rules: Rules) -> None:
        self.ports = ports
        self.rules = rules
        self._status = Shared(self._read_status)
        self._glances: dict[UserId, tuple[Standing, datetime]] = {}

    async def show_help(self, user: UserId, topic: str = "") -> View:
        standing = await self._glance(user)
        if refusal := refuse(standing, Right.SEE):
            return refusal
        may_ask = judge(standing, Right.ASK).is_allowed
        return HelpView(may_ask=may_ask, may_decide=standing.is_approver, topic=topic)

    async def show_status(self, user: UserId) -> View:
        """Show the setting, to everybody of the tenant."""
        if refusal := refuse(await read_account(self.ports.directory, user), Right.SEE):
            return refusal
        return await self._status.get()

    async def _read_status(self) -> StatusView:
        """Read all that there is to see; what cannot be read is shown as just that, and the rest all the same."""
        reading, tenant, everyone, cloud, opened = await asyncio.gather(
            self._read_setting(),
            _or_none(self.ports.directory.tenant()),
            _or_none(self.ports.directory.count_everyone()),
            _or_none(self.ports.cloud.cloud()),
            self.ports.store.open_changes(),
        )
        name, country = tenant or (None, None)
        return StatusView(
            tenant=name,
            reading=reading,
            group=await self._read_group(reading),
            everyone=everyone,
            cloud=cloud,
            country=country,
            open=next((change for change in opened if change.state in OPEN), None),
            unknown=next((change for change in opened if change.state is State.UNKNOWN), None),
        )

    async def show_list(self, user: UserId, kind: ListKind) -> View:
        standing = await read_standing(self.ports.directory, user, self.rules)
        if refusal := refuse(standing, Right.LOOK):
            return refusal
        if kind is ListKind.REQUESTS:
            found = await self.ports.store.open_changes()
            changes, total = found[:_MOST_ROWS], len(found)
        else:
            changes, total = await self.ports.store.ended_changes(_MOST_ROWS)
        lost = await self.ports.store.undelivered()
        return ListView(
            kind=kind,
            changes=changes,
            total=total,
            at=self.ports.clock.now(),
            undelivered=tuple(Counter(change.number for _, change in lost).items()),
        )

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

    async def _read_setting(self) -> Reading:
        try:
            return await self.ports.setting.read()
        except PortError as error:
            return Reading(at=self.ports.clock.now(), doubt=Doubt.UNREADABLE, why=str(error))

    async def _read_group(self, reading: Reading) -> Group | None:
        return await _or_none(read_group(self.ports.directory, reading.setting))


async def _or_none(fact: Awaitable[Fact]) -> Fact | None:
    try:
        return await fact
    except PortError:
        return None
