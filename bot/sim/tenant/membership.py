"""The part of Microsoft Graph v1.0 that changes groups: creates one, lets members in and out.

https://learn.microsoft.com/graph/api/group-post-members, group-delete-members, group-post-groups. The error sentences
are those that Microsoft documents or that people have reported.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from bot.sim.tenant.answer import Answer, Call, GraphError, bad_request, denied, not_found
from bot.sim.tenant.directory import Directory, Object
from bot.sim.tenant.groups import BLANK
from bot.sim.tenant.route import GUID, ID, Route, route

WRITER = "GroupMember.ReadWrite.All"
_CREATOR = "Group.Create"
_ROLE_EDITOR = "RoleManagement.ReadWrite.Directory"
_MEMBERS, _OWNERS = "members@odata.bind", "owners@odata.bind"
_MOST_LINKS = 20
_LONGEST = {"displayName": 256, "mailNickname": 64, "description": 1024}
_FLAGS = {"mailEnabled": False, "securityEnabled": True}
_NICKNAME = re.compile(r"[!-~]+")
_FORBIDDEN = frozenset('@()\\[]";:<>,')

_ALREADY = "One or more added object references already exist for the following modified properties: 'members'."
_MAILED = "Cannot Update a mail-enabled security groups and or distribution list."
_SYNCED = (
    "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently "
    "undergoing migration."
)
_MAILING = (
    "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement "
    "property is unset and the security-enablement property is set."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWrite:
    """People and groups that joined or left a group in one step: the *order*-th write, in the request *id*."""

    order: int
    at: datetime
    id: str
    group: str
    ids: tuple[str, ...]
    is_in: bool


class Membership:
    """The groups of one directory as Graph changes them, and every such write that landed. *url* is Graph's own."""

    def __init__(self, directory: Directory, url: str) -> None:
        self.writes: list[GroupWrite] = []
        self._directory = directory
        bases = "|".join(map(re.escape, (url, "https://graph.microsoft.com/v1.0")))
        self._link = re.compile(rf"(?:{bases})/(?:directoryObjects|users|groups)/(?P<id>[^/?#]+)")

    def routes(self) -> tuple[Route, ...]:
        return (
            route("POST", "/groups", self._create, _CREATOR),
            route("PATCH", f"/groups/{ID}", self._patch, WRITER),
            route("POST", rf"/groups/{ID}/members/\$ref", self._add, WRITER),
            route("DELETE", rf"/groups/{ID}/members/(?P<member>[^/$]+)/\$ref", self._remove, WRITER),
        )

    def _patch(self, call: Call, found: re.Match[str]) -> Answer:
        _check_no_query(call)
        group, body = self._group(found["id"]), call.read_body()
        if not body:
            raise bad_request("Empty Payload. JSON content expected.")
        _check_names(body, {*BLANK, _MEMBERS, _OWNERS})
        if any(name in body for name in (*BLANK, _OWNERS)):
            raise denied()
        if _MEMBERS in body:
            ids = self._read_links(body[_MEMBERS], _MEMBERS)
            _check_number(ids)
            self._join(call, group, ids)
        return Answer(HTTPStatus.NO_CONTENT, None)

    def _add(self, call: Call, found: re.Match[str]) -> Answer:
        _check_no_query(call)
        group, body = self._group(found["id"]), call.read_body()
        if list(body) != ["@odata.id"]:
            raise bad_request("An '@odata.id' annotation is required for this request, and nothing else.")
        self._join(call, group, self._read_links([body["@odata.id"]], "@odata.id"))
        return Answer(HTTPStatus.NO_CONTENT, None)

    def _remove(self, call: Call, found: re.Match[str]) -> Answer:
        _check_no_query(call)
        group, member = self._group(found["id"]), _read_guid(found["member"])
        self._check_fit(group)
        if not self._directory.is_member(group["id"], member):
            raise not_found(member)
        self._write(call, group["id"], [member], is_in=False)
        return Answer(HTTPStatus.NO_CONTENT, None)

    def _create(self, call: Call, _found: re.Match[str]) -> Answer:
        _check_no_query(call)
        body = call.read_body()
        fields = _read_fields(body)
        owners, members = (self._read_links(body.get(name, []), name) for name in (_OWNERS, _MEMBERS))
        _check_number([*owners, *members])
        self._check_there([*owners, *members])
        at = call.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        made = {"@odata.type": "#microsoft.graph.group", **BLANK, **fields, "id": str(uuid4()), "createdDateTime": at}
        self._directory.create_group(made, owners, members)
        if members:
            self._note(call, made["id"], members, is_in=True)
        shown = {name: value for name, value in made.items() if name != "@odata.type"}
        return Answer(HTTPStatus.CREATED, shown)

    def _join(self, call: Call, group: Object, ids: list[str]) -> None:
        """Let all *ids* into the group, or nobody."""
        self._check_fit(group)
        self._check_there(ids)
        is_twice = len(set(ids)) < len(ids)
        if is_twice or any(self._directory.is_member(group["id"], id_) for id_ in ids):
            raise bad_request(_ALREADY)
        self._write(call, group["id"], ids, is_in=True)

    def _write(self, call: Call, group: str, ids: list[str], *, is_in: bool) -> None:
        self._directory.change_members(group, ids, is_in=is_in)
        self._note(call, group, ids, is_in=is_in)

    def _note(self, call: Call, group: str, ids: list[str], *, is_in: bool) -> None:
        order = len(self.writes)
        write = GroupWrite(order=order, at=call.at, id=call.request_id, group=group, ids=tuple(ids), is_in=is_in)
        self.writes.append(write)

    def _check_fit(self, group: Object) -> None:
        """Refuse a group whose members are not Graph's, or not this app's, to change."""
        if "DynamicMembership" in group["groupTypes"]:
            raise denied()
        if group["isAssignableToRole"] and _ROLE_EDITOR not in self._directory.permissions:
            raise denied()
        if group["onPremisesSyncEnabled"]:
            raise bad_request(_SYNCED)
        if group["mailEnabled"] and "Unified" not in group["groupTypes"]:
            raise bad_request(_MAILED)

    def _check_there(self, ids: list[str]) -> None:
        for id_ in ids:
            if not (self._directory.has_user(id_) or self._directory.has_group(id_)):
                raise not_found(id_)

    def _group(self, key: str) -> Object:
        try:
            return self._directory.group(_read_guid(key))
        except KeyError as error:
            raise not_found(key) from error

    def _read_links(self, links: object, name: str) -> list[str]:
        if not isinstance(links, list):
            raise bad_request(f"The value of '{name}' has to be a list of links.")
        found = [self._link.fullmatch(link) if isinstance(link, str) else None for link in links]
        for link, match in zip(links, found, strict=True):
            if not match:
                raise GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", f"Invalid URI '{link}' in '{name}'.")
        return [_read_guid(match["id"]) for match in found if match]


def _read_fields(body: Mapping[str, Any]) -> Object:
    """Return the properties of a security group to be; whatever else is wanted is refused."""
    _check_names(body, {*_LONGEST, *_FLAGS, _MEMBERS, _OWNERS})
    for name in ("displayName", "mailEnabled", "mailNickname", "securityEnabled"):
        if body.get(name) is None:
            raise bad_request(f"A value is required for property '{name}' of resource 'Group'.")
    for name, longest in _LONGEST.items():
        value = body.get(name, "-")
        is_text = isinstance(value, str) and bool(value.strip()) and _measure(value) <= longest
        if not is_text or (name == "mailNickname" and not _is_nickname(value)):
            raise bad_request(f"Invalid value specified for property '{name}' of resource 'Group'.")
    if any(body[name] is not wanted for name, wanted in _FLAGS.items()):
        raise bad_request(_MAILING)
    return {name: body[name] for name in (*_LONGEST, *_FLAGS) if name in body}


def _measure(text: str) -> int:
    """Return the length as .NET has it: a sign beyond the first 65,536 counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_nickname(text: str) -> bool:
    return bool(_NICKNAME.fullmatch(text)) and _FORBIDDEN.isdisjoint(text)


def _check_names(body: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse what a group does not have. An unknown annotation is taken and does nothing, which is a trap."""
    for name in body:
        if name not in known and "@" not in name:
            raise bad_request(f"The property '{name}' does not exist on type 'microsoft.graph.group'.")


def _check_number(ids: list[str]) -> None:
    if len(ids) > _MOST_LINKS:
        raise bad_request(f"A resource cannot contain more than {_MOST_LINKS} link changes")


def _check_no_query(call: Call) -> None:
    for name in call.query:
        raise bad_request(f"Unrecognized query argument specified: '{name}'.")


def _read_guid(key: str) -> str:
    if not GUID.fullmatch(key):
        raise bad_request(f"Invalid object identifier '{key}'.")
    return key.lower()
