"""What people may look at: help, the status, requests and history. It reads, and keeps nothing."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from bot.core.change import OPEN, State
from bot.core.group import Group
from bot.core.policy import Right, Rules, UserId, judge
from bot.core.setting import Doubt, Reading
from bot.core.view import HelpView, ListKind, ListView, StatusView, View
from bot.facts import read_group, read_standing
from bot.ports import PortError, Ports
from bot.turn import refuse

_MOST_ROWS = 10
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Holds the ports that are read from."""

    ports: Ports
    rules: Rules

    async def show_help(self, user: UserId, topic: str = "") -> View:
        standing = await read_standing(self.ports.directory, user, self.rules)
        if refusal := refuse(standing, Right.SEE):
            return refusal
        may_ask = judge(standing, Right.ASK).is_allowed
        return HelpView(may_ask=may_ask, may_decide=standing.is_approver, topic=topic)

    async def show_status(self, user: UserId) -> View:
        """Show the setting; a fact that cannot be read is shown as just that, and the others all the same."""
        standing = await read_standing(self.ports.directory, user, self.rules)
        if refusal := refuse(standing, Right.SEE):
            return refusal
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
        return ListView(kind=kind, changes=changes, total=total, at=self.ports.clock.now())

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
