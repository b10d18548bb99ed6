"""The subset of Microsoft Graph: what it shows, what it takes to be shown it, and how it refuses."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from sim.callers import CONNECTOR, Caller, open_world

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, CLEO, GUS, MALLORY, OPERATORS_GROUP, SALES_GROUP, TENANT_NAME
from bot.sim.tenant.groups import name_group

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
SALES = f"/groups/{name_group('sales')}"
NO_ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


async def test_the_organisation_is_described(caller: Caller) -> None:
    caller.tenant.set_region("EU", "", "microsoftonline.com", "DE")
    _, page = await caller.graph("/organization?$select=displayName,countryLetterCode,tenantType,verifiedDomains")
    (found,) = page["value"]
    assert (found["displayName"], found["countryLetterCode"], found["tenantType"]) == (TENANT_NAME, "DE", "AAD")
    assert [domain["isDefault"] for domain in found["verifiedDomains"]] == [True]


async def test_a_person_is_found_by_id_and_by_name(caller: Caller) -> None:
    _, by_id = await caller.graph(f"/users/{GUS.object_id}?$select=id,userType,accountEnabled,userPrincipalName")
    assert by_id == {
        "id": GUS.object_id,
        "userType": "Guest",
        "accountEnabled": True,
        "userPrincipalName": GUS.upn,
    }
    _, by_name = await caller.graph(f"/users/{quote(GUS.upn.upper())}")
    assert (by_name["id"], "accountEnabled" in by_name) == (GUS.object_id, False)
    status, missing = await caller.graph(f"/users/{NO_ID}")
    assert (status, missing["error"]["code"]) == (404, "Request_ResourceNotFound")


async def test_people_are_counted(caller: Caller) -> None:
    assert await caller.graph("/users/$count") == (200, 60)
    for oid in (BOB.object_id, GUS.object_id):
        caller.tenant.set_enabled(oid, enabled=False)
    _, enabled = await caller.graph("/users/$count?$filter=accountEnabled eq true")
    _, disabled = await caller.graph("/users/$count?$filter=accountEnabled eq false")
    _, guests = await caller.graph("/users/$count?$filter=accountEnabled eq false and userType eq 'Guest'")
    assert (enabled + disabled, guests) == (60, 1)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("$filter=displayName eq 'sales emea'", ["Sales EMEA"]),
        ("$filter=startswith(displayName,'MARKETING')", ["Marketing Team", "Marketing", "Marketing"]),
        ("$filter=displayName eq 'Marketing' and description eq 'Brand and events'", ["Marketing"]),
        ("$filter=displayName eq 'O''Brien'' or true'", []),
        (f"$filter=id eq '{SALES_GROUP}'", ["Sales EMEA"]),
        ('$search="displayName:emea sal"', ["Sales EMEA", "Sales & Marketing – EMEA"]),
        ('$search="displayName:treasury desk"', ["Treasury Desk", "Treasury\u200b Desk"]),
        ('$search="displayName:"', []),
    ],
)
async def test_groups_are_found_by_their_names(caller: Caller, query: str, names: list[str]) -> None:
    name, _, value = query.partition("=")
    status, page = await caller.graph(f"/groups?{name}={quote(value)}&$select=id,displayName&$count=true")
    assert (status, [group["displayName"] for group in page["value"]]) == (200, names)
    assert page["@odata.count"] == len(names)


async def test_a_group_shows_its_kind_and_goes_when_it_is_deleted(caller: Caller) -> None:
    path = f"/groups/{SALES_GROUP}"
    caller.tenant.set_group(SALES_GROUP, displayName="Sales North", groupTypes=["DynamicMembership"])
    _, group = await caller.graph(path)
    assert (group["displayName"], group["groupTypes"]) == ("Sales North", ["DynamicMembership"])
    assert (group["securityEnabled"], group["mailEnabled"], group["visibility"]) == (True, False, None)
    caller.tenant.delete_group(SALES_GROUP)
    assert [(await caller.graph(gone))[0] for gone in (path, f"{path}/members", f"{path}/owners")] == [404, 404, 404]
    _, found = await caller.graph(f"/groups?$filter=id eq '{SALES_GROUP}'")
    assert found["value"] == []
    assert SALES_GROUP not in [one["id"] for page in await caller.pages(f"{SALES}/members") for one in page]


async def test_members_are_direct_or_transitive_people_or_groups(caller: Caller) -> None:
    _, direct = await caller.graph(f"{SALES}/members/microsoft.graph.user/$count")
    _, everybody = await caller.graph(f"{SALES}/transitiveMembers/graph.user/$count")
    _, groups = await caller.graph(f"{SALES}/members/microsoft.graph.group?$count=true&$select=displayName")
    assert (direct, everybody) == (17, 55)
    assert groups["value"] == [{"displayName": "Sales EMEA"}, {"displayName": "Sales Americas"}]
    assert (await caller.graph(f"{SALES}/members/$count"))[1] == 19
    types = {one["@odata.type"] for page in await caller.pages(f"{SALES}/members?$select=id") for one in page}
    assert types == {"#microsoft.graph.user", "#microsoft.graph.group"}
    _, owners = await caller.graph(f"{SALES}/owners?$select=id")
    assert [one["id"] for one in owners["value"]] == [BOB.object_id]


async def test_pages_follow_each_other_and_an_empty_one_is_not_the_last(caller: Caller) -> None:
    path = f"{SALES}/transitiveMembers/microsoft.graph.user?$select=id&$count=true&$top=9"
    pages = await caller.pages(path)
    assert [len(page) for page in pages] == [9, 9, 9, 9, 0, 9, 9, 1]
    assert len({one["id"] for page in pages for one in page}) == 55
    _, first = await caller.graph(path)
    assert first["@odata.nextLink"].startswith(f"{caller.tenant.graph_url}{SALES}/transitiveMembers")
    assert [len(page) for page in await caller.pages(f"/groups/{name_group('empty')}/members")] == [0]


async def test_somebody_joins_and_leaves(caller: Caller) -> None:
    tenant, ask = caller.tenant, {"groupIds": [OPERATORS_GROUP, APPROVERS_GROUP, NO_ID]}
    path = f"/users/{MALLORY.object_id}/checkMemberGroups"
    assert (await caller.graph(path, ask))[1]["value"] == []
    tenant.add_member(APPROVERS_GROUP, MALLORY.object_id)
    tenant.add_member(OPERATORS_GROUP, APPROVERS_GROUP)
    assert (await caller.graph(path, ask))[1]["value"] == [OPERATORS_GROUP, APPROVERS_GROUP]
    tenant.remove_member(APPROVERS_GROUP, MALLORY.object_id)
    assert (await caller.graph(path, ask))[1]["value"] == []
    _, cleo = await caller.graph(f"/users/{CLEO.object_id}/checkMemberGroups", ask)
    assert cleo["value"] == [OPERATORS_GROUP, APPROVERS_GROUP]
    assert (await caller.graph(path, {"groupIds": [NO_ID] * 21}))[0] == 400


async def test_roles_are_those_that_are_active_also_by_a_group(caller: Caller) -> None:
    async def roles(oid: str) -> list[str]:
        path = f"/users/{oid}/transitiveMemberOf/microsoft.graph.directoryRole"
        _, page = await caller.graph(f"{path}?$select=id,displayName,roleTemplateId&$count=true")
        return [role["roleTemplateId"] for role in page["value"]]

    assert (await roles(ADA.object_id), await roles(BOB.object_id)) == ([GLOBAL_ADMINISTRATOR], [])
    caller.tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
    caller.tenant.set_role(APPROVERS_GROUP, GLOBAL_READER, active=True)
    assert (await roles(ADA.object_id), await roles(BOB.object_id)) == ([], [GLOBAL_READER])


async def test_objects_are_found_by_their_ids(caller: Caller) -> None:
    ids = {"ids": [BOB.object_id, NO_ID, SALES_GROUP]}
    _, found = await caller.graph("/directoryObjects/getByIds", ids)
    assert [one["displayName"] for one in found["value"]] == [BOB.name, "Sales EMEA"]
    _, people = await caller.graph("/directoryObjects/getByIds", {**ids, "types": ["user"]})
    assert [one["@odata.type"] for one in people["value"]] == ["#microsoft.graph.user"]
    assert (await caller.graph("/directoryObjects/getByIds", {"ids": [NO_ID] * 1001}))[0] == 400


async def test_a_batch_answers_each_for_itself(caller: Caller) -> None:
    eventual = {"ConsistencyLevel": "eventual"}
    calls = [
        {"id": "1", "method": "GET", "url": f"/users/{ADA.object_id}?$select=displayName"},
        {"id": "2", "method": "GET", "url": "users/$count", "headers": eventual},
        {"id": "3", "method": "GET", "url": f"/groups/{NO_ID}"},
        {
            "id": "4",
            "method": "POST",
            "url": f"/users/{BOB.object_id}/checkMemberGroups",
            "headers": {"Content-Type": "application/json"},
            "body": {"groupIds": [APPROVERS_GROUP]},
        },
    ]
    status, body = await caller.graph("/$batch", {"requests": calls})
    ada, count, missing, groups = body["responses"]
    assert (status, ada["id"], ada["body"]) == (200, "1", {"displayName": ADA.name})
    assert (count["status"], count["body"]) == (200, "60")
    assert (missing["status"], missing["body"]["error"]["code"]) == (404, "Request_ResourceNotFound")
    assert groups["body"]["value"] == [APPROVERS_GROUP]
    for wrong in ([], calls * 6, calls[:1] * 2, [{"id": "1"}]):
        assert (await caller.graph("/$batch", {"requests": wrong}))[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        "/users/$count",
        "/users?$count=true",
        '/groups?$search="displayName:sales"',
        f"{SALES}/members/microsoft.graph.user?$count=true",
        f"{SALES}/transitiveMembers/microsoft.graph.user/$count",
        f"/users/{ADA.object_id}/transitiveMemberOf/microsoft.graph.directoryRole?$count=true",
    ],
)
async def test_counts_searches_and_casts_take_the_header(caller: Caller, path: str) -> None:
    status, body = await caller.graph(path, ConsistencyLevel="")
    assert (status, body["error"]["code"]) == (400, "Request_UnsupportedQuery")
    assert (await caller.graph(path))[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/groups?$select=displayname",
        "/groups?$filter=name eq 'x'",
        "/groups?$filter=displayName eq 'x' or displayName eq 'y'",
        "/groups?$filter=displayName eq 'it's'",
        "/groups?$search=sales",
        "/groups?$top=1000",
        "/groups?$top=0",
        "/groups?$expand=members",
        "/groups?$count=yes",
        "/groups?$skiptoken=x",
        "/groups/Sales",
        "/planner",
        f"{SALES}/members/microsoft.graph.user",
        f"/users/{ADA.object_id}?$filter=id eq 'x'",
    ],
)
async def test_a_mistaken_question_is_refused(caller: Caller, path: str) -> None:
    status, body = await caller.graph(path)
    assert (status, sorted(body["error"])) == (400, ["code", "innerError", "message"])


async def test_an_error_carries_the_ids_of_the_request(caller: Caller) -> None:
    _, body = await caller.graph("/planner", **{"client-request-id": "mine"})
    inner = body["error"]["innerError"]
    assert (inner["client-request-id"], sorted(inner)) == ("mine", ["client-request-id", "date", "request-id"])
    status, body = await caller.graph(f"/users/{BOB.object_id}", {})
    assert (status, body["error"]["code"]) == (405, "Request_BadRequest")


async def test_a_token_for_something_else_is_refused(caller: Caller) -> None:
    other = (await caller.sign_in_app(CONNECTOR))[1]["access_token"]
    for bearer in (f"Bearer {other}", "Bearer x", ""):
        status, body = await caller.graph("/organization", Authorization=bearer)
        assert (status, body["error"]["code"]) == (401, "InvalidAuthenticationToken")


@pytest.mark.parametrize(
    ("permission", "path"),
    [
        ("Organization.Read.All", "/organization"),
        ("User.Read.All", f"/users/{ADA.object_id}"),
        ("GroupMember.Read.All", f"{SALES}/members"),
    ],
)
async def test_a_permission_counts_from_the_moment_it_is_granted(caller: Caller, permission: str, path: str) -> None:
    caller.tenant.revoke(permission)
    status, body = await caller.graph(path)
    assert (status, body["error"]["code"]) == (403, "Authorization_RequestDenied")
    caller.tenant.grant(permission)
    assert (await caller.graph(path))[0] == 200


async def test_what_the_app_may_not_read_has_only_a_type_and_an_id(caller: Caller) -> None:
    caller.tenant.revoke("User.Read.All")
    caller.tenant.add_member(name_group("empty"), BOB.object_id)
    _, page = await caller.graph(f"/groups/{name_group('empty')}/members?$select=id,displayName")
    assert page["value"] == [{"@odata.type": "#microsoft.graph.user", "id": BOB.object_id, "displayName": None}]
    caller.tenant.grant("User.Read.All")
    caller.tenant.revoke("RoleManagement.Read.Directory")
    path = f"/users/{ADA.object_id}/transitiveMemberOf/microsoft.graph.directoryRole?$count=true"
    _, page = await caller.graph(path)
    assert [role["roleTemplateId"] for role in page["value"]] == [None]


async def test_hidden_members_take_a_permission_of_their_own(caller: Caller) -> None:
    path = f"/groups/{name_group('hidden')}/members/$count"
    assert (await caller.graph(path))[0] == 403
    caller.tenant.grant("Member.Read.Hidden")
    assert await caller.graph(path) == (200, 9)
