"""How Graph shows the objects of the directory: which properties there are, which are shown unasked, and to whom.

Pure. Of an object that the app may not read only type and id are shown; what was asked for besides is null
(https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects).
"""

from collections.abc import Collection, Mapping
from typing import Any

from bot.sim.tenant.groups import BLANK
from bot.sim.tenant.query import Query

USER = "#microsoft.graph.user"
GROUP = "#microsoft.graph.group"
ROLE = "#microsoft.graph.directoryRole"
ORGANIZATION = "#microsoft.graph.organization"

READERS: Mapping[str, str] = {
    USER: "User.Read.All",
    GROUP: "GroupMember.Read.All",
    ROLE: "RoleManagement.Read.Directory",
    ORGANIZATION: "Organization.Read.All",
}
"""The permission that it takes to read an object of each type."""

_SHOWN: Mapping[str, tuple[str, ...]] = {
    USER: ("id", "displayName", "userPrincipalName", "mail"),
    GROUP: tuple(BLANK),
    ROLE: ("id", "displayName", "description", "roleTemplateId"),
    ORGANIZATION: ("id", "displayName", "countryLetterCode", "tenantType", "verifiedDomains"),
}
_ASKED: Mapping[str, tuple[str, ...]] = {USER: ("accountEnabled", "userType", "employeeId")}


def name_known(*types: str) -> frozenset[str]:
    """Return the properties that objects of *types* have."""
    return frozenset(name for type_ in types for name in (*_SHOWN[type_], *_ASKED.get(type_, ())))


def show(one: Mapping[str, Any], query: Query, permissions: Collection[str], *, is_typed: bool) -> dict[str, Any]:
    """Return *one* as far as it is asked for and may be seen; its type stands there if *is_typed*."""
    type_ = one["@odata.type"]
    names = query.select or _SHOWN[type_]
    if READERS[type_] not in permissions:
        return {"@odata.type": type_, **dict.fromkeys(names), "id": one["id"]}
    mark = {"@odata.type": type_} if is_typed else {}
    return {**mark, **{name: one[name] for name in names if name in one}}
