"""By which groups somebody belongs to a group: from that group down, level by level, each group asked once."""

import asyncio
from dataclasses import dataclass

from bot.core.group import Group
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.ports import DirectoryPort, NotFoundError, NotPermittedError

MOST = 200
"""Groups that are looked into for one person."""
_AT_ONCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How a person belongs to a group.

    *direct* are all groups in which they are themselves; *inside* is the group with all that are nested in it, as far
    as they were found. Each of *paths* leads from one of both to the group; the shortest come first. *is_inside* tells
    whether the person belongs to it at all, by a path that was found or by another.
    """

    direct: frozenset[GroupId]
    inside: frozenset[GroupId]
    paths: tuple[tuple[Group, ...], ...]
    is_inside: bool


async def trace(directory: DirectoryPort, user: UserId, group: Group) -> Trace:
    """Follow the nested groups of *group* to those in which the person is; a circle of groups is gone round once."""
    direct, held = await asyncio.gather(directory.direct_groups(user), directory.groups_of(user, {group.id}))
    ways: dict[GroupId, tuple[Group, ...]] = {group.id: (group,)}
    waiting = [group]
    asked = 0
    while waiting and asked < MOST:
        most = min(_AT_ONCE, MOST - asked)
        some, waiting = waiting[:most], waiting[most:]
        asked += len(some)
        for outer, nested in zip(
            some, await asyncio.gather(*(_look_into(directory, one) for one in some)), strict=True
        ):
            fresh = {one.id: one for one in nested if one.id not in ways}
            ways |= {id_: (one, *ways[outer.id]) for id_, one in fresh.items()}
            waiting += fresh.values()
    paths = sorted((way for id_, way in ways.items() if id_ in direct), key=len)
    is_inside = bool(paths) or group.id in held
    return Trace(direct=direct, inside=frozenset(ways), paths=tuple(paths), is_inside=is_inside)


async def _look_into(directory: DirectoryPort, group: Group) -> tuple[Group, ...]:
    """List the groups in *group*; none where it is gone, or hides its members from us."""
    try:
        return await directory.groups_in(group.id)
    except NotFoundError:
        return ()
    except NotPermittedError:
        if not group.hides_members:
            raise
        return ()
