"""The inspector: looks at people and tenant once more before anything is written.

What is found is compared with what was approved.
"""

import asyncio
from dataclasses import dataclass, replace

from bot.core import findings, steps
from bot.core.change import Change
from bot.core.fingerprint import Terms, find_difference
from bot.core.group import Group
from bot.core.plan import assume_setting
from bot.core.policy import Right, Standing, judge
from bot.core.roster import Roster
from bot.core.rules import Rules, needed_approvals
from bot.core.setting import Reading
from bot.facts import look_around, read_filled, read_roster, read_standing
from bot.ports import Ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a look at people and tenant told.

    *objection* says why the request must not be applied any more, and *term* what of it is not so; both are empty
    when it may. *renamed* is the group's name where that is another one now; its id decides.
    """

    reading: Reading
    renamed: str = ""
    objection: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Holds the ports and the rules."""

    ports: Ports
    rules: Rules

    async def look(self, change: Change, *, is_begun: bool = False) -> Found:
        """Look at people, cloud, group and setting, all at once.

        *is_begun*: the group is being filled, or a policy made, so that how they are now proves nothing.
        """
        (requester, *voters), (objection, group), reading = await asyncio.gather(
            self._read_standings(change),
            look_around(self.ports, change.plan, self.rules, is_begun=is_begun),
            self._read_setting(change),
        )
        if told := self._object_to_people(change, requester, voters, is_begun=is_begun):
            return Found(reading=reading, objection=told, term="approvals")
        if objection:
            return Found(reading=reading, objection=objection, term="task" if change.plan.office else "to")
        before = assume_setting(reading) if change.plan.task else reading.setting
        if before is None:
            return Found(reading=reading, objection=findings.explain_doubt(reading), term="from")
        agreed, roster = await self._compare_members(change, group if change.plan.roster else None, is_begun=is_begun)
        terms = replace(agreed, tenant=self.rules.tenant, before=before, roster=roster, rules=self.rules.digest)
        term = find_difference(agreed, terms)
        told = findings.explain_difference(term, agreed, terms, is_begun=is_begun) if term else ""
        planned = change.plan.group
        renamed = group.name if planned and group and group.name != planned.name else ""
        return Found(reading=reading, renamed=renamed, objection=told, term=term or "")

    async def _read_setting(self, change: Change) -> Reading:
        """Read the setting; what is done to the Office policy alone does not depend on it."""
        if change.plan.office:
            return Reading(at=self.ports.clock.now(), setting=change.plan.before)
        return await self.ports.setting.read()

    async def _compare_members(
        self, change: Change, group: Group | None, *, is_begun: bool
    ) -> tuple[Terms, Roster | None]:
        """Read who is in the group, beside who should be: once it was filled, those who were added as well."""
        if is_begun or group is None:
            return replace(change.terms, roster=None), None
        fill, attempt = change.plan.fill, change.attempt
        if fill is None or attempt is None or attempt.filled is None:
            return change.terms, await read_roster(self.ports.directory, group)
        return replace(change.terms, roster=fill.after), await read_filled(self.ports.directory, fill.group)

    def _object_to_people(self, change: Change, requester: Standing, voters: list[Standing], *, is_begun: bool) -> str:
        """Say who of those that the request rests on may no longer do what they did; the stricter rules hold."""
        if gap := steps.find_gap(change, at=self.ports.clock.now()):
            return f"{gap}. Ask again." if is_begun else f"{gap}. Nothing was written; ask again."
        if not judge(requester, Right.ASK).is_allowed:
            return findings.REQUESTER_LOST_RIGHT
        valid = sum(judge(voter, Right.DECIDE, requester=change.requester.id).is_allowed for voter in voters)
        needed = max(change.needed, needed_approvals(self.rules, change.plan))
        return findings.APPROVER_LOST_RIGHT if valid < needed else ""

    async def _read_standings(self, change: Change) -> list[Standing]:
        people = (change.requester, *(vote.by for vote in change.votes))
        return await asyncio.gather(*(read_standing(self.ports.directory, person.id, self.rules) for person in people))
