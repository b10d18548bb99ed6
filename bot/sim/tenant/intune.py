"""The part of Microsoft Graph beta about the settings catalog of Intune.

https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationpolicy; that a policy
is replaced with PUT is not written there, others do it. The error sentences are those that people have reported.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from bot.sim.tenant.answer import Answer, Call, GraphError
from bot.sim.tenant.directory import Directory
from bot.sim.tenant.policies import Object, Policies
from bot.sim.tenant.query import NOTHING, OBJECT, parse, write_token
from bot.sim.tenant.route import GUID, ID, Route, dispatch, route

READER = "DeviceManagementConfiguration.Read.All"
WRITER = "DeviceManagementConfiguration.ReadWrite.All"

_POLICIES = "/deviceManagement/configurationPolicies"
_SETTINGS = "/deviceManagement/configurationSettings"
_LIST = frozenset({"$select", "$filter", "$top", "$skiptoken"})
_POLICY_PAGE, _PART_PAGE = 50, 20
_DEFINITION = "#microsoft.graph.deviceManagementConfigurationChoiceSettingDefinition"
_INSTANCE = "#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance"
_FIELDS = (
    *("id", "name", "description", "platforms", "technologies", "settingCount", "roleScopeTagIds", "isAssigned"),
    *("templateReference", "createdDateTime", "lastModifiedDateTime"),
)
_REQUIRED = ("name", "platforms", "technologies", "settings")
_WRITABLE = frozenset({*_REQUIRED, "description", "roleScopeTagIds", "templateReference"})
_GROUP_TARGETS = frozenset({"groupAssignmentTarget", "exclusionGroupAssignmentTarget"})
_TARGETS = _GROUP_TARGETS | {"allLicensedUsersAssignmentTarget", "allDevicesAssignmentTarget"}
_FILTER = ("deviceAndAppManagementAssignmentFilterId", "deviceAndAppManagementAssignmentFilterType")
_LONGEST_NAME = 1000


class Intune:
    """Graph beta over the *policies* of one directory. *url* begins every next link."""

    def __init__(self, directory: Directory, policies: Policies, url: str) -> None:
        self._directory = directory
        self._policies = policies
        self._url = url
        self._routes: tuple[Route, ...] = (
            route("GET", _SETTINGS, self._list_definitions, READER),
            route("GET", f"{_SETTINGS}/{ID}", self._show_definition, READER),
            route("GET", _POLICIES, self._list, READER),
            route("POST", _POLICIES, self._create, WRITER),
            route("GET", f"{_POLICIES}/{ID}", self._show, READER),
            route("PUT", f"{_POLICIES}/{ID}", self._replace, WRITER),
            route("DELETE", f"{_POLICIES}/{ID}", self._delete, WRITER),
            route("GET", f"{_POLICIES}/{ID}/settings", self._list_settings, READER),
            route("GET", f"{_POLICIES}/{ID}/assignments", self._list_assignments, READER),
            route("POST", f"{_POLICIES}/{ID}/assign", self._assign, WRITER),
        )

    def answer(self, call: Call) -> Answer:
        try:
            return dispatch(self._routes, call, self._require)
        except GraphError as error:
            return error.answer(call)

    def _require(self, permission: str) -> None:
        """Let nobody in without a licence and the permission; who may write may read."""
        if not self._policies.is_licensed:
            raise _refuse("Request not applicable to target tenant.")
        if self._directory.permissions.isdisjoint({permission, WRITER}):
            message = (
                "Application is not authorized to perform this operation. Application must have one of the following "
                f"scopes: {permission} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000"
            )
            raise GraphError(HTTPStatus.FORBIDDEN, "Forbidden", message)
        if permission == WRITER and self._policies.wants_approval:
            raise _refuse("Header 'x-msft-approval-justification' is required to request approval.")

    def _list_definitions(self, call: Call, _found: re.Match[str]) -> Answer:
        definitions = (_describe(id_, name) for id_, name in self._policies.definitions.items())
        return self._page(call, definitions, _describe("", ""), _POLICY_PAGE)

    def _show_definition(self, call: Call, found: re.Match[str]) -> Answer:
        definitions = self._policies.definitions
        if found["id"] not in definitions:
            raise _miss(found["id"])
        return _show(call, _describe(found["id"], definitions[found["id"]]))

    def _list(self, call: Call, _found: re.Match[str]) -> Answer:
        policies = (_tell(id_, policy) for id_, policy in self._policies.policies.items())
        return self._page(call, policies, _FIELDS, _POLICY_PAGE)

    def _show_policy(self, call: Call, id_: str) -> Answer:
        return _show(call, _tell(id_, self._policies.policies[id_]))

    def _show(self, call: Call, found: re.Match[str]) -> Answer:
        return self._show_policy(call, self._find(found))

    def _list_settings(self, call: Call, found: re.Match[str]) -> Answer:
        settings = self._policies.policies[self._find(found)]["settings"]
        numbered = ({"id": str(place), "settingInstance": one} for place, one in enumerate(settings))
        return self._page(call, numbered, ("id", "settingInstance"), _PART_PAGE)

    def _list_assignments(self, call: Call, found: re.Match[str]) -> Answer:
        id_ = self._find(found)
        targets = self._policies.policies[id_]["assignments"]
        return self._page(call, _number(id_, targets), ("id", "source", "sourceId", "target"), _PART_PAGE)

    def _create(self, call: Call, _found: re.Match[str]) -> Answer:
        parse(call, NOTHING, ())
        id_ = self._policies.make({**self._read(call, ()), **_stamp(call, "createdDateTime", "lastModifiedDateTime")})
        return Answer(HTTPStatus.CREATED, _tell(id_, self._policies.policies[id_]))

    def _replace(self, call: Call, found: re.Match[str]) -> Answer:
        parse(call, NOTHING, ())
        id_ = self._find(found)
        present = [one["settingDefinitionId"] for one in self._policies.policies[id_]["settings"]]
        self._policies.replace(id_, {**self._read(call, present), **_stamp(call, "lastModifiedDateTime")})
        return Answer(HTTPStatus.NO_CONTENT, None)

    def _delete(self, call: Call, found: re.Match[str]) -> Answer:
        parse(call, NOTHING, ())
        self._policies.delete_policy(self._find(found))
        return Answer(HTTPStatus.NO_CONTENT, None)

    def _assign(self, call: Call, found: re.Match[str]) -> Answer:
        parse(call, NOTHING, ())
        id_, body = self._find(found), call.read_body()
        targets = [_read_target(one) for one in _read_list(body, "assignments")]
        if body.keys() != {"assignments"}:
            raise _refuse("The parameters of assign are assignments, and nothing else.")
        self._policies.replace(id_, {"assignments": targets, **_stamp(call, "lastModifiedDateTime")})
        return self._value(_number(id_, targets))

    def _find(self, found: re.Match[str]) -> str:
        id_ = found["id"].lower()
        if not GUID.fullmatch(id_) or id_ not in self._policies.policies:
            raise _miss(found["id"])
        return id_

    def _read(self, call: Call, present: Collection[str]) -> Object:
        """Read a whole policy; besides the settings that the catalog has, those that it has had may stay."""
        body = call.read_body()
        for name in body:
            if name not in _WRITABLE:
                raise _refuse(f"The property '{name}' does not exist on type 'deviceManagementConfigurationPolicy'.")
        for name in _REQUIRED:
            if not body.get(name):
                raise _refuse(f"The property '{name}' is required.")
        if len(body["name"]) > _LONGEST_NAME:
            raise _refuse("The name is too long.")
        known = {*self._policies.definitions, *present}
        return {**body, "settings": [_read_setting(one, known) for one in _read_list(body, "settings")]}

    def _page(self, call: Call, objects: Iterable[Mapping[str, Any]], known: Collection[str], size: int) -> Answer:
        query = parse(call, _LIST, {name for name in known if "@" not in name})
        found, end = query.choose(objects), query.offset + min(size, query.top)
        token = write_token(end, query.page + 1)
        link = {"@odata.nextLink": self._link(call, token)} if end < len(found) else {}
        return self._value([_choose(one, query.select) for one in found[query.offset : end]], **link)

    def _link(self, call: Call, token: str) -> str:
        query = urlencode({**call.query, "$skiptoken": token}, safe="$", quote_via=quote)
        return f"{self._url}{quote(call.path)}?{query}"

    def _value(self, value: list[Any], **notes: object) -> Answer:
        return Answer(HTTPStatus.OK, {"@odata.context": f"{self._url}/$metadata", **notes, "value": value})


def _refuse(message: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", message)


def _miss(key: str) -> GraphError:
    return GraphError(HTTPStatus.NOT_FOUND, "ResourceNotFound", f"The requested resource '{key}' was not found.")


def _describe(id_: str, name: str) -> Object:
    """Write a definition: a setting that can be disabled or enabled."""
    options = [{"itemId": f"{id_}_{value}", "name": said} for value, said in enumerate(("Disabled", "Enabled"))]
    return {"@odata.type": _DEFINITION, "id": id_, "name": id_, "displayName": name, "options": options}


def _tell(id_: str, policy: Mapping[str, Any]) -> Object:
    counts = {"settingCount": len(policy["settings"]), "isAssigned": bool(policy["assignments"])}
    told = {**policy, **counts, "id": id_}
    return {name: told[name] for name in _FIELDS}


def _show(call: Call, one: Mapping[str, Any]) -> Answer:
    query = parse(call, OBJECT, {name for name in one if "@" not in name})
    return Answer(HTTPStatus.OK, _choose(one, query.select))


def _choose(one: Mapping[str, Any], names: Collection[str]) -> Object:
    return {name: value for name, value in one.items() if not names or name in names or "@" in name}


def _number(id_: str, targets: Iterable[Object]) -> list[Object]:
    return [
        {"id": f"{id_}_{place}", "source": "direct", "sourceId": id_, "target": target}
        for place, target in enumerate(targets)
    ]


def _stamp(call: Call, *names: str) -> Object:
    return dict.fromkeys(names, call.at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _read_list(body: Mapping[str, Any], name: str) -> list[Object]:
    found = body.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _refuse(f"'{name}' takes a list of objects.")
    return found


def _read_setting(setting: Object, known: Collection[str]) -> Object:
    instance = _read_typed(setting, "settingInstance")
    id_, choice = instance.get("settingDefinitionId"), instance.get("choiceSettingValue")
    if id_ not in known:
        raise _refuse(f"The setting '{id_}' does not exist.")
    value = choice.get("value") if isinstance(choice, dict) else None
    if instance["@odata.type"] == _INSTANCE and value not in {f"{id_}_0", f"{id_}_1"}:
        raise _refuse(f"'{value}' is no option of the setting '{id_}'.")
    return instance


def _read_target(assignment: Object) -> Object:
    target = _read_typed(assignment, "target")
    kind = target["@odata.type"].removeprefix("#microsoft.graph.")
    takes = {"@odata.type", *_FILTER, *(("groupId",) if kind in _GROUP_TARGETS else ())}
    if kind not in _TARGETS or not target.keys() <= takes:
        raise _refuse(f"There is no target {kind} with {', '.join(target)}.")
    if kind in _GROUP_TARGETS and not GUID.fullmatch(str(target.get("groupId"))):
        raise _refuse("A group is named by its id.")
    return {_FILTER[0]: None, _FILTER[1]: "none", **target}


def _read_typed(outer: Object, name: str) -> Object:
    found = outer.get(name)
    if not isinstance(found, dict) or not isinstance(found.get("@odata.type"), str):
        raise _refuse(f"There is no {name} that says its type.")
    return found
