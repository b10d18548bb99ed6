"""The questions of `DirectoryPort`, asked of Microsoft Graph."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncGenerator, Collection, Coroutine, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.group import Group, fold
from bot.core.impact import Account, Crowd
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.edges.graph.people import find_people
from bot.edges.graph.shape import (
    ACCOUNT_FIELDS,
    CONTROL,
    GROUP_FIELDS,
    GROUPS,
    HIDDEN,
    PERSON_FIELDS,
    ROLE_FIELDS,
    ROLES,
    SCORES,
    USERS,
    has_administrator,
    read_account,
    read_group,
    read_name,
    read_person,
    read_score,
)
from bot.edges.graph.together import gather
from bot.edges.graph.wire import Credential, Wire
from bot.ports import NotFoundError, NotPermittedError, UnexpectedError

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_USER = "microsoft.graph.user"
_GROUP = "microsoft.graph.group"
_ROLE = "microsoft.graph.directoryRole"
_PAGE = "999"
_PREFIX = 5
_LONGEST_NAME = 256
_MOST_GROUPS = 16
_MOST_MEMBERSHIPS = 20
_COUNTED_AT_ONCE = 4
_KINDS = ("userType eq 'Guest'", "accountEnabled eq false", "accountEnabled eq false and userType eq 'Guest'")
_CROWD_SECONDS = 600.0
_CROWD_PAGES = 2_000


class Graph:
    """The tenant's directory, read with the bot's own identity."""

    def __init__(
        self,
        credential: Credential,
        *,
        base_url: str = "https://graph.microsoft.com/v1.0",
        allowed_hosts: Collection[str] = ("graph.microsoft.com",),
        timeout: float = 8.0,
    ) -> None:
        self.wire = Wire(credential, base_url=base_url, allowed_hosts=allowed_hosts, timeout=timeout)

    async def warm_up(self) -> None:
        """Ask one cheap question, so that sockets, token and SDK are ready before somebody waits for them."""
        await self.tenant()

    async def close(self) -> None:
        await self.wire.close()

    async def person(self, user: UserId) -> Person:
        return read_person(await self.wire.read("users", _check(user), select=PERSON_FIELDS, needs=USERS))

    async def is_admin(self, user: UserId) -> bool:
        roles = await self.wire.list(
            "users", _check(user), "transitiveMemberOf", _ROLE, select=ROLE_FIELDS, count="true", needs=ROLES
        )
        return has_administrator(roles)

    async def groups_of(self, user: UserId, among: Collection[GroupId]) -> frozenset[GroupId]:
        if len(among) > _MOST_MEMBERSHIPS:
            raise ValueError(f"Graph tells of {_MOST_MEMBERSHIPS} groups at once")
        if not among:
            return frozenset()
        answer = await self.wire.post(
            "users", _check(user), "checkMemberGroups", body={"groupIds": sorted(among)}, needs=GROUPS
        )
        found = answer.get("value")
        if not isinstance(found, list):
            raise UnexpectedError("Microsoft Graph did not say which groups a person belongs to.")
        return frozenset(group for group in among if group in found)

    async def members(self, group: GroupId) -> tuple[Person, ...]:
        return tuple(map(read_person, await self._list_people(group, PERSON_FIELDS)))

    async def direct_members(self, group: GroupId) -> AbstractSet[UserId]:
        """List them without a cast: that would ask Graph's index, which lags behind what was just written."""
        path = ("groups", _check(group), "members")
        options = {"select": "id", "top": _PAGE}
        pages = self.wire.pages(path, options, needs=GROUPS, seconds=_CROWD_SECONDS, most=_CROWD_PAGES)
        found: set[UserId] = set()
        async for page in pages:
            found.update(UserId(one["id"].lower()) for one in page if _is_user(one))
        return found

    async def people_known_as(self, keys: Collection[str]) -> Mapping[str, Sequence[Person]]:
        return await find_people(self.wire, keys)

    async def groups_above(self, group: GroupId) -> frozenset[GroupId]:
        path = ("groups", _check(group), "transitiveMemberOf", _GROUP)
        found = await self.wire.list(*path, select="id", top=_PAGE, count="true", needs=GROUPS)
        return frozenset(GroupId(one["id"].lower()) for one in found)

    async def direct_groups(self, user: UserId) -> frozenset[GroupId]:
        path = ("users", _check(user), "memberOf", _GROUP)
        found = await self.wire.list(*path, select="id", top=_PAGE, count="true", needs=USERS)
        return frozenset(GroupId(one["id"].lower()) for one in found)

    async def groups_in(self, group: GroupId) -> tuple[Group, ...]:
        path = ("groups", _check(group), "members", _GROUP)
        found = await self.wire.list(*path, select=GROUP_FIELDS, top=_PAGE, count="true", needs=GROUPS)
        return tuple(map(read_group, found))

    async def group(self, group: GroupId) -> Group:
        return await self._count_in(await self.wire.read("groups", _check(group), select=GROUP_FIELDS, needs=GROUPS))

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """Find groups by name; those whose names only look like it are among them, so that nobody picks one unseen.

        Equal names are always found, however their accents are composed. Look-alikes are found by their words or by how
        they begin, in any case.
        """
        wanted = fold(name)
        if not wanted or len(name) > _LONGEST_NAME:
            return ()
        found = await gather(
            *(self._find_groups(filter=f"displayName eq {_quote(spelling)}") for spelling in _spell(name)),
            self._find_groups(filter=f"startswith(displayName,{_quote(name[:_PREFIX])})"),
            self._search_groups(wanted),
        )
        alike = {one["id"]: one for several in found for one in several if fold(read_name(one)) == wanted}
        ordered = sorted(alike.values(), key=lambda one: (read_name(one) != name, read_name(one), one["id"]))
        return await self._count_all(ordered[:_MOST_GROUPS])

    async def groups_like(self, text: str, most: int) -> tuple[Group, ...]:
        """Ask for one page by the first letters and one by the words; who begins like *text* comes first."""
        begin, words = fold(text), _list_words(text)
        if not begin or len(text) > _LONGEST_NAME:
            return ()
        pages = [self._peek_groups(most, filter=f"startswith(displayName,{_quote(text)})")]
        pages += [self._peek_groups(most, search=f'"displayName:{words}"')] if words else []
        alike = {one["id"]: one for page in await gather(*pages) for one in page if read_name(one)}
        ordered = sorted(
            alike.values(), key=lambda one: (not fold(read_name(one)).startswith(begin), read_name(one), one["id"])
        )
        return await self._count_all(ordered[:most])

    async def count_everyone(self) -> int:
        return await self.wire.count("users", needs=USERS)

    async def crowd_of_everyone(self) -> Crowd:
        people, *kinds = await gather(self.wire.count("users", needs=USERS), *self._count_kinds("users"))
        return _read_crowd(people, people, *kinds)

    async def count_crowd(self, group: GroupId) -> Crowd:
        path = ("groups", _check(group))
        people, direct, *kinds = await gather(
            self.wire.count(*path, "transitiveMembers", _USER, needs=GROUPS),
            self.wire.count(*path, "members", _USER, needs=GROUPS),
            *self._count_kinds(*path, "transitiveMembers", _USER),
        )
        return _read_crowd(people, direct, *kinds)

    async def accounts(self, group: GroupId) -> Mapping[UserId, Account]:
        found: dict[UserId, Account] = {}
        async with aclosing(self._page_through(group, "transitiveMembers", ACCOUNT_FIELDS)) as pages:
            async for page in pages:
                found.update(map(read_account, page))
        return found

    async def tenant(self) -> tuple[str | None, str | None]:
        found = await self.wire.list(
            "organization", select="id,displayName,countryLetterCode", needs="Organization.Read.All"
        )
        if len(found) != 1:
            raise UnexpectedError("Microsoft Graph did not name one tenant.")
        return found[0].get("displayName") or None, found[0].get("countryLetterCode") or None

    async def scored_off(self) -> datetime | None:
        try:
            profile = await self.wire.read("security", "secureScoreControlProfiles", CONTROL, needs=SCORES)
        except NotFoundError:
            return None
        scores = await self.wire.peek("security", "secureScores", top="1", needs=SCORES)
        return read_score(scores[0], profile) if scores else None

    async def owners(self, group: GroupId) -> tuple[Person, ...]:
        found = await self.wire.list("groups", _check(group), "owners", select=PERSON_FIELDS, top=_PAGE, needs=GROUPS)
        return tuple(read_person(one) for one in found if _is_user(one))

    async def _list_people(self, group: GroupId, fields: str) -> list[dict[str, Any]]:
        return await self.wire.list(
            "groups", _check(group), "transitiveMembers", _USER, select=fields, top=_PAGE, count="true", needs=GROUPS
        )

    def _page_through(self, group: GroupId, link: str, fields: str) -> AsyncGenerator[Sequence[dict[str, Any]], None]:
        path, options = ("groups", _check(group), link, _USER), {"select": fields, "top": _PAGE, "count": "true"}
        return self.wire.pages(path, options, needs=GROUPS, seconds=_CROWD_SECONDS, most=_CROWD_PAGES)

    def _count_kinds(self, *path: str) -> list[Coroutine[Any, Any, int]]:
        """Ask for guests, for disabled accounts, and for those that are both; whose type is not told is no guest."""
        return [self.wire.count(*path, needs=USERS, filter=kind) for kind in _KINDS]

    async def _find_groups(self, **options: str) -> list[dict[str, Any]]:
        return await self.wire.list("groups", **options, select=GROUP_FIELDS, top=_PAGE, needs=GROUPS)

    async def _search_groups(self, name: str) -> list[dict[str, Any]]:
        """Search for the words of a name; signs that mean something to Graph's search are no words."""
        words = _list_words(name)
        return await self._find_groups(search=f'"displayName:{words}"') if words else []

    async def _peek_groups(self, most: int, **options: str) -> Sequence[dict[str, Any]]:
        return await self.wire.peek("groups", **options, select=GROUP_FIELDS, top=str(most), needs=GROUPS)

    async def _count_all(self, found: list[dict[str, Any]]) -> tuple[Group, ...]:
        turns = asyncio.Semaphore(_COUNTED_AT_ONCE)
        return tuple(await gather(*(self._count_in_turn(one, turns) for one in found)))

    async def _count_in_turn(self, found: dict[str, Any], turns: asyncio.Semaphore) -> Group:
        async with turns:
            try:
                return await self._count_in(found)
            except NotFoundError:  # Graph's index still finds what is gone; whoever chooses it is told
                return read_group(found)

    async def _count_in(self, found: dict[str, Any]) -> Group:
        uncounted, path = read_group(found), ("groups", found["id"])
        needs = HIDDEN if uncounted.hides_members else GROUPS
        try:
            direct, people = await gather(
                self.wire.count(*path, "members", _USER, needs=needs),
                self.wire.count(*path, "transitiveMembers", _USER, needs=needs),
            )
        except NotPermittedError:
            if not uncounted.hides_members:
                raise
            return uncounted
        if uncounted.hides_members and not people:  # nobody is there, or nobody to be seen: it looks the same
            return uncounted
        return replace(uncounted, direct=direct, people=people)


def _read_crowd(people: int, direct: int, guests: int, disabled: int, both: int) -> Crowd:
    """Put counts together that were made one after the other, so that they may not fit to the last account."""
    return Crowd(people=people, nested=max(people - direct, 0), guests=guests, disabled=max(disabled - both, 0))


def _is_user(found: Mapping[str, Any]) -> bool:
    return str(found.get("@odata.type", "")).endswith(_USER)


def _check(id: str) -> str:  # noqa: A002  Graph's own name for it
    """Return an object id that may stand in an address; a name or anything else there is, is not one."""
    if not _GUID.fullmatch(id.lower()):
        raise NotFoundError("Microsoft Entra has no such account or group.", code="no object id")
    return id


def _list_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _spell(name: str) -> tuple[str, ...]:
    """List the spellings of a name that Graph may not know to be equal: as typed first, one for an ordinary name."""
    visible = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    even = visible.translate(_QUOTES)
    composed = (unicodedata.normalize(form, visible) for form in ("NFC", "NFD"))
    return tuple(dict.fromkeys([name, visible, even, *composed]))


def _quote(text: str) -> str:
    """Write *text* as a literal of OData, which knows one way out of it: the quote, written twice here."""
    return "'" + text.replace("'", "''") + "'"
