"""Facts, gathered from the tenant for one decision. Read in parallel, kept nowhere."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.core import findings, publication
from bot.core.change import Change
from bot.core.cloud import Offer, tell_offer
from bot.core.consent import UNREAD, Consents, read_grants
from bot.core.effect import OfficeRule, find_rule, sum_up
from bot.core.fill import LOST, Fate, Unfillable, judge_fillable
from bot.core.group import Group
from bot.core.impact import Crowd, Impact, Members, compare, fill, weigh
from bot.core.office import Catalog, OfficeStep, Policy
from bot.core.plan import Facts, Plan
from bot.core.policy import Person, Standing, UserId
from bot.core.roster import MOST_MARKED, Roster, list_roster
from bot.core.rules import Rules
from bot.core.setting import Doubt, GroupId, Mode, Reading, Setting
from bot.core.throttle import tell_left
from bot.core.view import MOST_LOST, Progress
from bot.ports import DirectoryPort, NotFoundError, PortError, Ports, StorePort

MOST_INLINE = 5_000
"""So many people two groups may have together to be compared while somebody waits: some six pages, one second."""

_MOST_ASKED = 20
"""So many groups the directory takes in one question about a person."""


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


async def read_facts(ports: Ports, *, wanted: Setting, group: Group | None, most_inline: int = MOST_INLINE) -> Facts:
    """Read what a plan is made of; *group* is the one wanted, already read.

    Two groups that have more than *most_inline* people together are compared later, in the background.
    """
    directory = ports.directory
    reading, cloud, everyone, new = await asyncio.gather(
        ports.setting.read(), ports.cloud.cloud(), directory.crowd_of_everyone(), _read_crowd(directory, group)
    )
    before_group = await read_group(directory, reading.setting)
    old, roster = await asyncio.gather(_read_crowd(directory, before_group), read_roster(directory, group))
    before = see_through(reading.setting or Setting(Mode.UNTOLD), before_group)
    impact = weigh(before, wanted, everyone=everyone, old=old, new=new)
    if impact.is_counting and group and old and new and old.people + new.people <= most_inline:
        impact = await compare_groups(directory, before_group, group, everyone=everyone.people)
    return Facts(
        reading=reading,
        cloud=cloud,
        before_group=before_group,
        after_group=group,
        everyone=everyone.people,
        impact=impact,
        roster=roster,
    )


def see_through(setting: Setting, group: Group | None) -> Setting:
    """Say whom *setting* covers: a group that is gone covers nobody."""
    return Setting(Mode.NOBODY) if setting.mode is Mode.GROUP and group is None else setting


async def _read_crowd(directory: DirectoryPort, group: Group | None) -> Crowd | None:
    """Count who is in *group*; None without one, or where its members may not be seen."""
    return None if group is None or group.people is None else await directory.count_crowd(group.id)


async def compare_groups(
    directory: DirectoryPort, old: Group | None, new: Group, *, everyone: int, added: Collection[UserId] = ()
) -> Impact:
    """Compare the people of two groups, account by account, as if *added* were in the *new* one already.

    *everyone* counts the tenant; in a group that is gone, None, is nobody. The event loop does not wait.
    """
    chains = [asyncio.ensure_future(read_members(directory, group)) for group in (old, new)]
    try:
        these, those = await asyncio.gather(*chains)
    finally:
        for chain in chains:
            chain.cancel()
    return await asyncio.to_thread(_compare, these, those, added, everyone)


def _compare(old: Members, new: Members, added: Collection[UserId], everyone: int) -> Impact:
    return compare(old, fill(new, added) if added else new, everyone=everyone)


async def read_members(directory: DirectoryPort, group: Group | None) -> Members:
    """Read who is in *group*; where nobody is in it through another one, one list tells."""
    if group is None:
        return Members(accounts={}, direct=())
    if group.direct == group.people:
        accounts = await directory.accounts(group.id)
        return Members(accounts=accounts, direct=accounts.keys())
    accounts, direct = await asyncio.gather(directory.accounts(group.id), directory.direct_members(group.id))
    return Members(accounts=accounts, direct=direct)


async def read_roster(directory: DirectoryPort, group: Group | None) -> Roster | None:
    """Read who is in *group*; None without one, or where its members could not be counted."""
    if group is None or group.people is None:
        return None
    if group.people > MOST_MARKED:
        return Roster(people=group.people)
    return list_roster([person.id for person in await directory.members(group.id)])


async def read_filled(directory: DirectoryPort, group: Group) -> Roster:
    """Read who is in a group that was just filled; *group* is as it was planned.

    Counts, and who is in through nested groups, come from Graph's index, which lags behind what was written.
    """
    if group.direct == group.people:
        return list_roster(await directory.direct_members(group.id))
    accounts, direct = await asyncio.gather(directory.accounts(group.id), directory.direct_members(group.id))
    return list_roster(accounts.keys() | direct)


async def read_group(directory: DirectoryPort, setting: Setting | None) -> Group | None:
    """Read the group that a setting names; None when it names none, or one that is gone."""
    return await _find_group(directory, setting.group if setting else None)


async def read_catalog(ports: Ports) -> Catalog:
    """Read the Office policy as Intune has it, with the names and head counts of the groups that it is for.

    A group that is gone has no name; one whose members may not be counted has no count.
    """
    catalog = await ports.office.read()
    ids = {target.group for policy in catalog.policies for target in policy.targets if target.group}
    groups = dict(zip(ids, await asyncio.gather(*(_find_group(ports.directory, id_) for id_ in ids)), strict=True))
    return replace(catalog, policies=tuple(_name_targets(policy, groups) for policy in catalog.policies))


async def _find_group(directory: DirectoryPort, group: GroupId | None) -> Group | None:
    try:
        return await directory.group(group) if group else None
    except NotFoundError:
        return None


def _name_targets(policy: Policy, groups: Mapping[GroupId, Group | None]) -> Policy:
    found = ((target, groups.get(target.group) if target.group else None) for target in policy.targets)
    named = (replace(target, name=group.name, people=group.people) if group else target for target, group in found)
    return replace(policy, targets=tuple(named))


async def read_rule(ports: Ports, user: UserId | None = None) -> tuple[OfficeRule, str]:
    """Read what the Office policy says to a person, None: to everyone; where it cannot be read, why not."""
    try:
        catalog = await ports.office.read()
        if user is None:
            return sum_up(catalog), ""
        ids = sorted({target.group for policy in catalog.policies for target in policy.targets if target.group})
        slices = [ids[start : start + _MOST_ASKED] for start in range(0, len(ids), _MOST_ASKED)]
        found = await asyncio.gather(*(ports.directory.groups_of(user, one) for one in slices))
    except PortError as error:
        return OfficeRule.UNKNOWN, str(error)
    return find_rule(catalog, frozenset().union(*found)), ""


async def read_consents(ports: Ports) -> tuple[Consents, str]:
    """Read to what people may consent; where that cannot be read, why not."""
    try:
        return read_grants(await ports.consent.grants()), ""
    except PortError as error:
        return UNREAD, str(error)


async def find_unfillable(directory: DirectoryPort, group: Group, rules: Rules) -> Unfillable | None:
    """Say why nobody can be added to *group*. Who could add people to a group of the rules could make approvers."""
    if unfit := judge_fillable(group):
        return unfit
    is_ours = group.id in rules.guarded or rules.guarded & await directory.groups_above(group.id)
    return Unfillable.OURS if is_ours else None


async def find_objection(ports: Ports, plan: Plan, rules: Rules) -> str:
    """Say why the cloud, the group or Intune is no longer as it was planned with; empty when all are."""
    objection, _ = await look_around(ports, plan, rules)
    return objection


async def look_around(ports: Ports, plan: Plan, rules: Rules, *, is_begun: bool = False) -> tuple[str, Group | None]:
    """Read the wanted group once more; say why it, the cloud or Intune is no longer as it was planned with.

    *is_begun*: a policy was made in Intune already, so that it is there now proves nothing.
    """
    if plan.office:
        return await _look_at_office(ports, plan.office, is_begun=is_begun)
    planned = plan.group
    cloud, group = await asyncio.gather(ports.cloud.cloud(), _reread(ports.directory, planned))
    if tell_offer(cloud) is Offer.NO:
        return findings.NOT_OFFERED_NOW, group
    unfit = await find_unfillable(ports.directory, group, rules) if plan.fill and group else None
    return findings.object_to_group(planned, group, unfit=unfit) if planned else "", group


async def _look_at_office(ports: Ports, step: OfficeStep, *, is_begun: bool) -> tuple[str, Group | None]:
    group = await _reread(ports.directory, step.group)
    if step.group and (objection := findings.object_to_aim(step.group, group)):
        return objection, group
    return publication.find_difference(step, await ports.office.read(), is_begun=is_begun), group


async def _reread(directory: DirectoryPort, planned: Group | None) -> Group | None:
    return await _find_group(directory, planned.id if planned else None)


async def read_progress(ports: Ports, change: Change) -> Progress:
    """Read how the rows of a request's list stand."""
    fill, attempt = change.plan.fill, change.attempt
    if fill is None:
        return Progress()
    tally, lost = await asyncio.gather(ports.store.tally(change.id), ports.store.items(change.id, LOST, most=MOST_LOST))
    left = None
    if change.is_at_task and attempt:
        done = fill.wanted - tally.get(Fate.PENDING, 0)
        elapsed = (ports.clock.now() - attempt.at).total_seconds()
        seconds = tell_left(done=done, total=fill.wanted, elapsed=elapsed)
        left = None if seconds is None else timedelta(seconds=seconds)
    return Progress(tally=tally, lost=lost, left=left)


async def read_watchers(store: StorePort, change: Change) -> tuple[str, ...]:
    """List the Teams ids of those for whom a shared card may look different; Teams takes at most 60."""
    seats = await store.seats({change.requester.id, *change.deciders})
    return tuple(sorted(seat.teams_id for seat in seats))[:60]
