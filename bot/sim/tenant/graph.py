"""The part of Microsoft Graph v1.0 that reads organisation, people, groups and roles. It changes nothing.

Answers calls, wherever they come from (see `answer`); what may be asked stands in the table of `__init__`.
Permissions are looked up when a call comes, not when its token was made: a revoked one is missed at once.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from bot.sim.cast import TENANT_ID
from bot.sim.tenant.answer import Answer, Call, GraphError, bad_request, not_found, unsupported
from bot.sim.tenant.batch import read_batch, write_batch
from bot.sim.tenant.directory import Directory, Object
from bot.sim.tenant.query import COUNT, LIST, NOTHING, OBJECT, ONE_PAGE, parse, write_token
from bot.sim.tenant.shape import GROUP, ORGANIZATION, READERS, ROLE, USER, name_known, show

_HIDDEN = "Member.Read.Hidden"
_SCORES = "SecurityEvents.Read.All"
_CONTROL = "aad_linkedin_connection_disables"
_POINTS = 3.0
"""What the control is worth; Microsoft's own number is not known here."""
_MOST_GROUPS = 20
_MOST_IDS = 1000
# Graph may answer with an empty page and a next link, and a client has to go on; here one page in five is such.
_EMPTY = 5

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ID = "(?P<id>[^/$][^/]*)"
_COUNT = r"(?P<count>/\$count)?"
_GRAPH = r"(?:microsoft\.)?graph"
_MEMBERS = rf"(?P<link>members|transitiveMembers)(/{_GRAPH}\.(?P<cast>user|group))?{_COUNT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One thing that may be asked, and the permissions that it takes."""

    method: str
    path: re.Pattern[str]
    needs: tuple[str, ...]
    answer: Callable[[Call, re.Match[str]], Answer]


class Graph:
    """Graph over one directory. *url* begins every next link."""

    def __init__(self, directory: Directory, url: str) -> None:
        self._directory = directory
        self._url = url
        people, groups = READERS[USER], READERS[GROUP]
        self._routes = (
            _route("GET", "/organization", self._list_organization, READERS[ORGANIZATION]),
            _route("GET", f"/users{_COUNT}", self._list_users, people),
            _route("GET", f"/users/{_ID}", self._show_user, people),
            _route("POST", f"/users/{_ID}/checkMemberGroups", self._check_groups, people, groups),
            _route("GET", rf"/users/{_ID}/transitiveMemberOf/{_GRAPH}\.directoryRole", self._list_roles, people),
            _route("GET", f"/groups{_COUNT}", self._list_groups, groups),
            _route("GET", f"/groups/{_ID}", self._show_group, groups),
            _route("GET", f"/groups/{_ID}/owners", self._list_owners, groups),
            _route("GET", f"/groups/{_ID}/{_MEMBERS}", self._list_members, groups),
            _route("GET", "/security/secureScores", self._list_scores, _SCORES),
            _route("GET", f"/security/secureScoreControlProfiles/{_ID}", self._show_control, _SCORES),
            _route("POST", "/directoryObjects/getByIds", self._get_by_ids),
            _route("POST", r"/\$batch", self._batch),
        )

    def answer(self, call: Call) -> Answer:
        try:
            return self._answer(call)
        except GraphError as error:
            return error.answer(call)

    def _answer(self, call: Call) -> Answer:
        known = [(route, found) for route in self._routes if (found := route.path.fullmatch(call.path))]
        if not known:
            raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", f"Resource not found for the segment '{call.path}'.")
        for route, found in known:
            if route.method == call.method:
                self._require(*route.needs)
                return route.answer(call, found)
        raise GraphError(HTTPStatus.METHOD_NOT_ALLOWED, "Request_BadRequest", "Specified HTTP method is not allowed.")

    def _require(self, *permissions: str) -> None:
        if not self._directory.permissions.issuperset(permissions):
            message = "Insufficient privileges to complete the operation."
            raise GraphError(HTTPStatus.FORBIDDEN, "Authorization_RequestDenied", message)

    def _list_organization(self, call: Call, _found: re.Match[str]) -> Answer:
        return self._page(call, [self._directory.organization], ORGANIZATION)

    def _list_users(self, call: Call, found: re.Match[str]) -> Answer:
        return self._list(call, found, self._directory.users(), USER)

    def _list_groups(self, call: Call, found: re.Match[str]) -> Answer:
        return self._list(call, found, self._directory.groups(), GROUP)

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
        members = self._directory.find(self._name_members(found))
        if not found["cast"]:
            return self._list(call, found, members, USER, GROUP)
        if not found["count"]:
            _check_cast(call)
        type_ = f"#microsoft.graph.{found['cast']}"
        return self._list(call, found, (one for one in members if one["@odata.type"] == type_), type_)

    def _name_members(self, found: re.Match[str]) -> tuple[str, ...]:
        group = self._group(found["id"])
        if group["visibility"] == "HiddenMembership":
            self._require(_HIDDEN)
        is_direct = found["link"] == "members"
        return self._directory.members(group["id"]) if is_direct else self._directory.transitive_members(group["id"])

    def _check_groups(self, call: Call, found: re.Match[str]) -> Answer:
        user = self._user(found["id"])["id"]
        groups = [group for group in _read_ids(call, "groupIds", _MOST_GROUPS) if self._directory.has_group(group)]
        return self._value([group for group in groups if user in self._directory.transitive_members(group)])

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

    def _batch(self, call: Call, _found: re.Match[str]) -> Answer:
        calls = read_batch(call)
        return Answer(HTTPStatus.OK, write_batch((id_, self.answer(one)) for id_, one in calls.items()))

    def _user(self, key: str) -> Object:
        try:
            return self._directory.user(key)
        except KeyError as error:
            raise not_found(key) from error

    def _group(self, key: str) -> Object:
        if not _GUID.fullmatch(key):
            raise bad_request(f"Invalid object identifier '{key}'.")
        try:
            return self._directory.group(key)
        except KeyError as error:
            raise not_found(key) from error

    def _show(self, call: Call, one: Object) -> Answer:
        query = parse(call, OBJECT, name_known(one["@odata.type"]))
        return Answer(HTTPStatus.OK, show(one, query, self._directory.permissions, is_typed=False))

    def _list(self, call: Call, found: re.Match[str], objects: Iterable[Object], *types: str) -> Answer:
        """Answer with objects of *types*, or with their number if that is what the path ends in."""
        if not found["count"]:
            return self._page(call, objects, *types)
        if not call.is_eventual:
            raise unsupported("$count works only with the request header 'ConsistencyLevel: eventual'.")
        return Answer(HTTPStatus.OK, str(len(parse(call, COUNT, name_known(*types)).choose(objects))))

    def _page(self, call: Call, objects: Iterable[Object], *types: str) -> Answer:
        """Answer with one page. Where objects of several *types* can stand, each says its own."""
        query = parse(call, LIST, name_known(*types))
        found = query.choose(objects)
        is_empty = "transitiveMembers" in call.path and query.page % _EMPTY == _EMPTY - 1
        page = [] if is_empty else found[query.offset : query.offset + query.top]
        permissions, end = self._directory.permissions, query.offset + len(page)
        count = {"@odata.count": len(found)} if query.is_counted else {}
        link = {"@odata.nextLink": self._link(call, write_token(end, query.page + 1))} if end < len(found) else {}
        return self._value([show(one, query, permissions, is_typed=len(types) > 1) for one in page], **count, **link)

    def _link(self, call: Call, token: str) -> str:
        query = urlencode({**call.query, "$skiptoken": token}, safe="$", quote_via=quote)
        return f"{self._url}{quote(call.path)}?{query}"

    def _value(self, value: list[Any], **notes: object) -> Answer:
        return Answer(HTTPStatus.OK, {"@odata.context": f"{self._url}/$metadata", **notes, "value": value})


def _route(method: str, path: str, answer: Callable[[Call, re.Match[str]], Answer], *needs: str) -> Route:
    return Route(method=method, path=re.compile(path), needs=needs, answer=answer)


def _check_cast(call: Call) -> None:
    # https://learn.microsoft.com/graph/aad-advanced-queries: a cast takes the header and $count=true
    if not call.is_eventual or call.query.get("$count") != "true":
        raise unsupported("An OData cast takes the request header 'ConsistencyLevel: eventual' and $count=true.")


def _read_ids(call: Call, name: str, most: int) -> list[str]:
    ids = call.read_body().get(name)
    if not isinstance(ids, list) or len(ids) > most or not all(isinstance(one, str) for one in ids):
        raise bad_request(f"'{name}' takes a list of at most {most} ids.")
    for one in ids:
        if not _GUID.fullmatch(one):
            raise bad_request(f"Invalid GUID: {one}")
    return [one.lower() for one in ids]
