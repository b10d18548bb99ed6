"""What people may look at: help, the status, requests and history. It reads, and keeps nothing."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from bot.core import words
from bot.core.change import OPEN
from bot.core.group import Group
from bot.core.policy import Right, Rules, UserId, judge
from bot.core.setting import Doubt, Reading
from bot.core.view import HelpView, ListKind, ListView, SaidView, StatusView, View
from bot.facts import read_group, read_standing
from bot.ports import ClockPort, CloudPort, DirectoryPort, PortError, SettingPort, StorePort

_MOST_ROWS = 10
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Holds the ports that are read from."""

    store: StorePort
    setting: SettingPort
    directory: DirectoryPort
    cloud: CloudPort
    clock: ClockPort
    rules: Rules

    async def show_help(self, user: UserId, topic: str = "") -> View:
        standing = await read_standing(self.directory, user, self.rules)
        if reason := judge(standing, Right.SEE).reason:
            return SaidView(sentence=(words.REASONS[reason],))
        may_ask = judge(standing, Right.ASK).is_allowed
        return HelpView(may_ask=may_ask, may_decide=standing.is_approver, topic=topic)

    async def show_status(self, user: UserId) -> View:
        """Show the setting; a fact that cannot be read is shown as just that, and the others all the same."""
        standing = await read_standing(self.directory, user, self.rules)
        if reason := judge(standing, Right.SEE).reason:
            return SaidView(sentence=(words.REASONS[reason],))
        reading, tenant, everyone, cloud, opened = await asyncio.gather(
            self._read_setting(),
            _or_none(self.directory.tenant()),
            _or_none(self.directory.count_everyone()),
            _or_none(self.cloud.cloud()),
            self.store.open_changes(),
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
        )

    async def show_list(self, user: UserId, kind: ListKind) -> View:
        standing = await read_standing(self.directory, user, self.rules)
        if reason := judge(standing, Right.LOOK).reason:
            return SaidView(sentence=(words.REASONS[reason],))
        if kind is ListKind.REQUESTS:
            found = await self.store.open_changes()
            changes, total = found[:_MOST_ROWS], len(found)
        else:
            changes, total = await self.store.ended_changes(_MOST_ROWS)
        return ListView(kind=kind, changes=changes, total=total, at=self.clock.now())

    async def _read_setting(self) -> Reading:
        try:
            return await self.setting.read()
        except PortError as error:
            return Reading(at=self.clock.now(), doubt=Doubt.UNREADABLE, raw=str(error))

    async def _read_group(self, reading: Reading) -> Group | None:
        return await _or_none(read_group(self.directory, reading.setting))


async def _or_none(fact: Awaitable[Fact]) -> Fact | None:
    try:
        return await fact
    except PortError:
        return None
