"""Facts, gathered from the tenant for one decision. Read in parallel, kept nowhere."""

import asyncio

from bot.core import findings
from bot.core.change import Change
from bot.core.cloud import Offer, tell_offer
from bot.core.group import Group
from bot.core.plan import Census, Facts, Plan, tell_shared
from bot.core.policy import Person, Standing, UserId
from bot.core.roster import MOST_MARKED, Roster, list_roster
from bot.core.rules import Rules
from bot.core.setting import Doubt, Mode, Reading, Setting
from bot.ports import DirectoryPort, NotFoundError, PortError, Ports, StorePort


async def read_account(directory: DirectoryPort, user: UserId) -> Standing:
    """Read what is needed to let a person see; of their roles nothing is known, so nothing else is allowed."""
    try:
        return Standing(person=await directory.person(user))
    except NotFoundError:
        return _gone(user)


async def read_standing(directory: DirectoryPort, user: UserId, rules: Rules) -> Standing:
    """Read what a person is now. Somebody who is gone from the tenant stands there as a disabled account."""
    among = {group for group in (rules.approvers, rules.operators) if group}
    try:
        person, is_admin, groups = await asyncio.gather(
            directory.person(user), directory.is_admin(user), directory.groups_of(user, among)
        )
    except NotFoundError:
        return _gone(user)
    return Standing(
        person=person,
        is_admin=is_admin,
        is_operator=rules.operators in groups,
        is_approver=rules.approvers in groups,
    )


def _gone(user: UserId) -> Standing:
    return Standing(person=Person(id=user, name="somebody who is gone", is_enabled=False))


async def read_setting(ports: Ports) -> Reading:
    """Read the setting to show it; where it cannot be read, that is what is read."""
    try:
        return await ports.setting.read()
    except PortError as error:
        return Reading(at=ports.clock.now(), doubt=Doubt.UNREADABLE, why=str(error))


async def read_facts(ports: Ports, *, wanted: Setting, group: Group | None) -> Facts:
    """Read what a plan is made of; *group* is the one wanted, already read."""
    reading, cloud, everyone = await asyncio.gather(
        ports.setting.read(), ports.cloud.cloud(), ports.directory.count_everyone()
    )
    before_group = await read_group(ports.directory, reading.setting)
    before = (reading.setting or wanted, before_group)
    census, roster = await asyncio.gather(
        _count(ports.directory, everyone, before=before, after=(wanted, group)), read_roster(ports.directory, group)
    )
    return Facts(
        reading=reading, cloud=cloud, before_group=before_group, after_group=group, census=census, roster=roster
    )


async def read_roster(directory: DirectoryPort, group: Group | None) -> Roster | None:
    """Read who is in *group*; None without one, or where its members could not be counted."""
    if group is None or group.people is None:
        return None
    if group.people > MOST_MARKED:
        return Roster(people=group.people)
    return list_roster([person.id for person in await directory.members(group.id)])


async def read_group(directory: DirectoryPort, setting: Setting | None) -> Group | None:
    """Read the group that a setting names; None when it names none, or one that is gone."""
    if setting is None or setting.group is None:
        return None
    try:
        return await directory.group(setting.group)
    except NotFoundError:
        return None


async def find_objection(ports: Ports, plan: Plan) -> str:
    """Say why the cloud or the group is no longer as it was planned with; empty when both are."""
    objection, _ = await look_at_group(ports, plan)
    return objection


async def look_at_group(ports: Ports, plan: Plan) -> tuple[str, Group | None]:
    """Read the wanted group once more; say why it, or the cloud, is no longer as it was planned with."""
    cloud, group = await asyncio.gather(ports.cloud.cloud(), read_group(ports.directory, plan.after))
    if tell_offer(cloud) is Offer.NO:
        return findings.NOT_OFFERED_NOW, group
    return findings.object_to_group(plan.after_group, group) if plan.after_group else "", group


Side = tuple[Setting, Group | None]


async def _count(directory: DirectoryPort, everyone: int, *, before: Side, after: Side) -> Census:
    old, new = _count_side(*before, everyone), _count_side(*after, everyone)
    both = tell_shared(before[0], old, after[0], new)
    groups = (before[1], after[1])
    if groups[0] and groups[1] and old is not None and new is not None:
        both = await directory.count_shared(groups[0].id, groups[1].id)
    return Census(everyone=everyone, before=old, after=new, both=both)


def _count_side(setting: Setting, group: Group | None, everyone: int) -> int | None:
    match setting.mode:
        case Mode.EVERYONE:
            return everyone
        case Mode.NOBODY:
            return 0
        case Mode.GROUP:
            return group.people if group else 0
        case Mode.UNTOLD:
            return None


async def read_watchers(store: StorePort, change: Change) -> tuple[str, ...]:
    """List the Teams ids of those for whom a shared card may look different; Teams takes at most 60."""
    seats = await store.seats({change.requester.id, *change.deciders})
    return tuple(sorted(seat.teams_id for seat in seats))[:60]
