"""The part of Microsoft Graph v1.0 about organisation, people, groups and roles. What changes is in `membership`.

Answers calls, wherever they come from (see `answer`); what may be asked stands in the table of `__init__`.
Permissions are looked up when a call comes, not when its token was made: a revoked one is missed at once.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from bot.sim.cast import TENANT_ID
from bot.sim.tenant.answer import Answer, Call, GraphError, bad_request, denied, not_found, unsupported
from bot.sim.tenant.consent import Consent
from bot.sim.tenant.directory import Directory, Object
from bot.sim.tenant.listing import Listings, Source
from bot.sim.tenant.membership import Membership
from bot.sim.tenant.query import COUNT, LIST, NOTHING, OBJECT, ONE_PAGE, Query, parse, write_token
from bot.sim.tenant.route import COUNTED, GRAPH, GUID, ID, dispatch, route
from bot.sim.tenant.shape import GROUP, ORGANIZATION, READERS, ROLE, USER, name_known, show

_HIDDEN = "Member.Read.Hidden"
_SCORES = "SecurityEvents.Read.All"
_CONTROL = "aad_linkedin_connection_disables"
_POINTS = 3.0
"""What the control is worth; Microsoft's own number is not known here."""
_MOST_GROUPS = 20
_MOST_IDS = 1000
# Graph may answer with an empty page and a next link, and a client has to go on; here the fifth page is such.
_EMPTY = 4

_MEMBERS = rf"(?P<link>members|transitiveMembers)(/{GRAPH}\.(?P<cast>user|group))?{COUNTED}"
_MEMBER_OF = rf"(?P<link>memberOf|transitiveMemberOf)/{GRAPH}\.group{COUNTED}"


class Graph:
    """Graph over one directory. *url* begins every next link."""

    def __init__(self, directory: Directory, membership: Membership, url: str) -> None:
        self._directory = directory
        self._listings = Listings(directory)
        self._url = url
        people, groups = READERS[USER], READERS[GROUP]
        self._routes = (
            route("GET", "/organization", self._list_organization, READERS[ORGANIZATION]),
            route("GET", f"/users{COUNTED}", self._list_users, people),
            route("GET", f"/users/{ID}", self._show_user, people),
            route("POST", f"/users/{ID}/checkMemberGroups", self._check_groups, people, groups),
            route("GET", rf"/users/{ID}/transitiveMemberOf/{GRAPH}\.directoryRole", self._list_roles, people),
            route("GET", f"/groups{COUNTED}", self._list_groups, groups),
            route("GET", f"/groups/{ID}", self._show_group, groups),
            route("GET", f"/groups/{ID}/owners", self._list_owners, groups),
            route("GET", f"/groups/{ID}/{_MEMBERS}", self._list_members, groups),
            route("GET", "/security/secureScores", self._list_scores, _SCORES),
            route("GET", f"/security/secureScoreControlProfiles/{ID}", self._show_control, _SCORES),
            route("POST", "/directoryObjects/getByIds", self._get_by_ids),
            route("GET", f"/users/{ID}/{_MEMBER_OF}", self._list_user_groups, people),
            route("GET", f"/groups/{ID}/{_MEMBER_OF}", self._list_group_groups, groups),
            *membership.routes(),
            *Consent(directory).routes(),
        )

    def answer(self, call: Call) -> Answer:
        try:
            return dispatch(self._routes, call, self._require)
        except GraphError as error:
            return error.answer(call)

    def _require(self, permission: str) -> None:
        if permission not in self._directory.permissions:
            raise denied()

    def _list_organization(self, call: Call, _found: re.Match[str]) -> Answer:
        return self._page(call, [self._directory.organization], ORGANIZATION)

    def _list_users(self, call: Call, found: re.Match[str]) -> Answer:
        return self._list(call, found, Source(self._directory.user_ids, self._directory.has_user), USER)

    def _list_groups(self, call: Call, found: re.Match[str]) -> Answer:
        return self._list(call, found, Source(self._directory.group_ids, self._directory.has_group), GROUP)

    def _show_user(self, call: Call, found: re.Match[str]) -> Answer:
        return self._show(call, self._user(found["id"]))

    def _show_group(self, call: Call, found: re.Match[str]) -> Answer:
        return self._show(call, self._group(found["id"]))

    def _list_roles(self, call: Call, found: re.Match[str]) -> Answer:
        _check_cast(call)
        return self._page(call, self._directory.roles(self._user(found["id"])["id"]), ROLE)

    def _list_owners(self, call: Call, found: re.Match[str]) -> Answer:
        owners = self._directory.owners(self._group(found["id"])["id"])
        return self._page(call, self._directory.find(owners), USER, GROUP)

    def _list_members(self, call: Call, found: re.Match[str]) -> Answer:
        _check_filter(call)
        if not found["cast"]:
            return self._list(call, found, self._name_members(found), USER, GROUP)
        if not found["count"]:
            _check_cast(call)
        return self._list(call, found, self._name_members(found), f"#microsoft.graph.{found['cast']}")

    def _name_members(self, found: re.Match[str]) -> Source:
        group = self._group(found["id"])
        if group["visibility"] == "HiddenMembership":
            self._require(_HIDDEN)
        directory, id_ = self._directory, group["id"]
        if found["link"] == "members":
            return Source(directory.members(id_), partial(directory.is_member, id_))
        return Source(directory.transitive_members(id_), lambda one: id_ in directory.containers(one))

    def _list_user_groups(self, call: Call, found: re.Match[str]) -> Answer:
        return self._list_containers(call, found, self._user(found["id"]))

    def _list_group_groups(self, call: Call, found: re.Match[str]) -> Answer:
        return self._list_containers(call, found, self._group(found["id"]))

    def _list_containers(self, call: Call, found: re.Match[str], one: Object) -> Answer:
        if not found["count"]:
            _check_cast(call)
        groups = self._directory.containers(one["id"], is_direct=found["link"] == "memberOf")
        return self._list(call, found, Source(groups, groups.__contains__), GROUP)

    def _check_groups(self, call: Call, found: re.Match[str]) -> Answer:
        held = self._directory.containers(self._user(found["id"])["id"])
        return self._value([group for group in _read_ids(call, "groupIds", _MOST_GROUPS) if group in held])

    def _list_scores(self, call: Call, _found: re.Match[str]) -> Answer:
        parse(call, ONE_PAGE, ())
        score = self._directory.score
        if not score:
            return self._value([])
        control = {
            "controlCategory": "Identity",
            "controlName": _CONTROL,
            "description": "Ensure 'LinkedIn account connections' is disabled",
            "score": _POINTS if score["is_off"] else 0.0,
        }
        computed = {"id": f"{TENANT_ID}_{score['at'][:10]}", "azureTenantId": TENANT_ID, "createdDateTime": score["at"]}
        link = {"@odata.nextLink": self._link(call, write_token(1, 1))}  # yesterday's, which are not kept here
        return self._value([{**computed, "controlScores": [control]}], **link)

    def _show_control(self, call: Call, found: re.Match[str]) -> Answer:
        parse(call, NOTHING, ())
        if found["id"] != _CONTROL:
            raise not_found(found["id"])
        return Answer(HTTPStatus.OK, {"id": _CONTROL, "title": "LinkedIn account connections", "maxScore": _POINTS})

    def _get_by_ids(self, call: Call, _found: re.Match[str]) -> Answer:
        types = [f"#microsoft.graph.{name}" for name in call.read_body().get("types", ("user", "group"))]
        found = [one for one in self._directory.find(_read_ids(call, "ids", _MOST_IDS)) if one["@odata.type"] in types]
        query = parse(call, NOTHING, ())
        return self._value([show(one, query, self._directory.permissions, is_typed=True) for one in found])

    def _user(self, key: str) -> Object:
        try:
            return self._directory.user(key)
        except KeyError as error:
            raise not_found(key) from error

    def _group(self, key: str) -> Object:
        if not GUID.fullmatch(key):
            raise bad_request(f"Invalid object identifier '{key}'.")
        try:
            return self._directory.group(key)
        except KeyError as error:
            raise not_found(key) from error

    def _show(self, call: Call, one: Object) -> Answer:
        query = parse(call, OBJECT, name_known(one["@odata.type"]))
        return Answer(HTTPStatus.OK, show(one, query, self._directory.permissions, is_typed=False))

    def _list(self, call: Call, found: re.Match[str], source: Source, *types: str) -> Answer:
        """Answer with objects of *types*, or with their number if that is what the path ends in."""
        if found["count"] and not call.is_eventual:
            raise unsupported("$count works only with the request header 'ConsistencyLevel: eventual'.")
        query = parse(call, COUNT if found["count"] else LIST, name_known(*types))
        ids = self._listings.choose(source, query, *types)
        if found["count"]:
            return Answer(HTTPStatus.OK, str(len(ids)))
        is_empty = "transitiveMembers" in call.path and query.page == _EMPTY
        end = query.offset if is_empty else query.offset + query.top
        page = self._directory.find(ids[query.offset : end])
        return self._write_page(call, query, page, len(ids), end, *types)

    def _page(self, call: Call, objects: Iterable[Mapping[str, Any]], *types: str) -> Answer:
        """Answer with one page of a short list."""
        query = parse(call, LIST, name_known(*types))
        found, end = query.choose(objects), query.offset + query.top
        return self._write_page(call, query, found[query.offset : end], len(found), end, *types)

    def _write_page(
        self, call: Call, query: Query, page: Iterable[Mapping[str, Any]], total: int, end: int, *types: str
    ) -> Answer:
        """Write what is shown of *total* objects up to *end*. Where several *types* can stand, each says its own."""
        permissions = self._directory.permissions
        count = {"@odata.count": total} if query.is_counted else {}
        link = {"@odata.nextLink": self._link(call, write_token(end, query.page + 1))} if end < total else {}
        return self._value([show(one, query, permissions, is_typed=len(types) > 1) for one in page], **count, **link)

    def _link(self, call: Call, token: str) -> str:
        query = urlencode({**call.query, "$skiptoken": token}, safe="$", quote_via=quote)
        return f"{self._url}{quote(call.path)}?{query}"

    def _value(self, value: list[Any], **notes: object) -> Answer:
        return Answer(HTTPStatus.OK, {"@odata.context": f"{self._url}/$metadata", **notes, "value": value})


def _check_cast(call: Call) -> None:
    # https://learn.microsoft.com/graph/aad-advanced-queries: a cast takes the header and $count=true
    if not call.is_eventual or call.query.get("$count") != "true":
        raise unsupported("An OData cast takes the request header 'ConsistencyLevel: eventual' and $count=true.")


def _check_filter(call: Call) -> None:
    """Refuse a plain filter on who is in what: there it has to be an advanced query, whatever it asks."""
    is_counted = call.path.endswith("/$count") or call.query.get("$count") == "true"
    if "$filter" in call.query and not (call.is_eventual and is_counted):
        raise unsupported("$filter on members takes 'ConsistencyLevel: eventual' and $count=true.")


def _read_ids(call: Call, name: str, most: int) -> list[str]:
    ids = call.read_body().get(name)
    if not isinstance(ids, list) or len(ids) > most or not all(isinstance(one, str) for one in ids):
        raise bad_request(f"'{name}' takes a list of at most {most} ids.")
    for one in ids:
        if not GUID.fullmatch(one):
            raise bad_request(f"Invalid GUID: {one}")
    return [one.lower() for one in ids]
