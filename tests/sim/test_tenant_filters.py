"""What can be asked of people, groups and members, when it takes an advanced query, and who is in which group."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from sim.callers import Caller, open_world

from bot.sim.cast import ADA, BOB, CAST, CLEO, GUS, MALLORY, SALES_GROUP
from bot.sim.tenant.groups import name_group

SALES = name_group("sales")
EUROPE = name_group("europe")
NO_ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


async def find(caller: Caller, path: str, filter_: str, more: str = "", **headers: str) -> set[str]:
    status, page = await caller.graph(f"{path}?$select=id&$filter={quote(filter_)}{more}", **headers)
    assert status == 200, page
    return {one["id"] for one in page["value"]}


@pytest.mark.parametrize(
    ("condition", "people"),
    [
        (f"id in ('{BOB.object_id.upper()}','{NO_ID}', '{GUS.object_id}')", {BOB, GUS}),
        (f"userPrincipalName in ('{ADA.upn.upper()}','nobody@contoso.example')", {ADA}),
        (f"userPrincipalName eq '{GUS.upn}'", {GUS}),
        ("mail in ('gus@FABRIKAM.com')", {GUS}),
        (f"mail in ('gus@fabrikam.com','{CLEO.upn}') and userType eq 'member'", {CLEO}),
        (f"accountEnabled eq true and id in ('{BOB.object_id}','{BOB.object_id}')", {BOB}),
        ("displayName in ('Mallory Voss','O''Brien')", {MALLORY}),
        ("mail in ('')", set()),
    ],
)
async def test_people_are_found_by_a_list_of_names(caller: Caller, condition: str, people: set[object]) -> None:
    wanted = {player.object_id for player in CAST if player in people}
    assert await find(caller, "/users", condition, ConsistencyLevel="") == wanted
    assert (await caller.graph(f"/users/$count?$filter={quote(condition)}"))[1] == len(wanted)


async def test_a_list_has_at_most_fifteen_names(caller: Caller) -> None:
    names = ",".join(f"'{place}'" for place in range(15))
    assert await find(caller, "/users", f"mail in ({names})") == set()
    status, body = await caller.graph(f"/users?$filter=mail in ({names},'x')")
    assert (status, body["error"]["code"]) == (400, "Request_UnsupportedQuery")
    assert body["error"]["message"].endswith("containing 'OR' operators: 16. Max allowed: 15.")


async def test_who_has_changed_names_is_found_by_the_new_one_only(caller: Caller) -> None:
    caller.tenant.set_person(BOB.object_id, userPrincipalName="robert@contoso.example", mail=GUS.upn)
    assert await find(caller, "/users", "userPrincipalName in ('Robert@contoso.example')") == {BOB.object_id}
    assert await find(caller, "/users", f"userPrincipalName in ('{BOB.upn}')") == set()
    assert (await caller.graph(f"/users/{BOB.upn}"))[0] == 404
    assert (await caller.graph("/users/robert@contoso.example?$select=id"))[1] == {"id": BOB.object_id}
    caller.tenant.set_person(ADA.object_id, mail=GUS.upn)
    assert await find(caller, "/users", f"mail eq '{GUS.upn}'") == {ADA.object_id, BOB.object_id}
    caller.tenant.set_person(BOB.object_id, mail=None)
    assert await find(caller, "/users", f"mail eq '{GUS.upn}'") == {ADA.object_id}


@pytest.mark.parametrize(
    "condition",
    ["userType ne 'Guest'", "not(userType eq 'Guest')", "not (not(userType ne 'guest')) and accountEnabled ne false"],
)
async def test_what_is_not_so_takes_an_advanced_query(caller: Caller, condition: str) -> None:
    path = f"/users?$select=id&$top=999&$filter={quote(condition)}"
    for more, level in (("", "eventual"), ("&$count=true", ""), ("", "")):
        status, body = await caller.graph(f"{path}{more}", ConsistencyLevel=level)
        assert (status, body["error"]["code"]) == (400, "Request_UnsupportedQuery")
    status, page = await caller.graph(f"{path}&$count=true")
    assert (status, GUS.object_id in {one["id"] for one in page["value"]}) == (200, False)
    assert (await caller.graph(f"/users/$count?$filter={quote(condition)}"))[1] == page["@odata.count"] > 40


@pytest.mark.parametrize(
    "condition",
    [
        "id in ()",
        "id in ('a' 'b')",
        "id in ('a'",
        "not(id eq 'a'",
        "not id eq 'a'",
        "userType eq Guest",
        "accountEnabled eq 'true'",
        "accountEnabled in ('true')",
        "userType eq true",
        "id eq 'a' and",
        "id eq 'a') and (id eq 'b'",
        "nothing ne 'a'",
        "not(" * 300,
        "not(not(" * 15 + "id eq 'a'" + "))" * 15,
        "",
    ],
)
async def test_a_filter_that_makes_no_sense_is_refused(caller: Caller, condition: str) -> None:
    status, body = await caller.graph(f"/users?$count=true&$filter={quote(condition)}")
    assert (status, body["error"]["code"]) == (400, "Request_BadRequest")


@pytest.mark.parametrize("link", ["members", "transitiveMembers"])
async def test_members_are_filtered_and_counted(caller: Caller, link: str) -> None:
    tenant, path = caller.tenant, f"/groups/{SALES}/{link}"
    for player in (ADA, GUS):
        tenant.add_member(SALES, player.object_id)
    tenant.add_member(SALES_GROUP, BOB.object_id)
    tenant.set_enabled(GUS.object_id, enabled=False)
    counted, ids = "&$count=true", f"id in ('{GUS.object_id}','{BOB.object_id}','{SALES_GROUP}','{CLEO.object_id}')"
    inside = {GUS.object_id, SALES_GROUP, *({BOB.object_id} if link == "transitiveMembers" else set())}
    assert await find(caller, path, ids, counted) == inside
    assert await find(caller, f"{path}/microsoft.graph.user", ids, counted) == inside - {SALES_GROUP}
    assert await find(caller, f"{path}/microsoft.graph.group", ids, counted) == {SALES_GROUP}
    assert (await caller.graph(f"{path}?$filter={quote(ids)}"))[0] == 400
    assert (await caller.graph(f"{path}?$filter={quote(ids)}{counted}", ConsistencyLevel=""))[0] == 400
    count = f"{path}/microsoft.graph.user/$count"
    everybody = (await caller.graph(count))[1]
    disabled = (await caller.graph(f"{count}?$filter=accountEnabled eq false"))[1]
    enabled = (await caller.graph(f"{count}?$filter=accountEnabled eq true"))[1]
    both = (await caller.graph(f"{count}?$filter=userType eq 'Guest' and accountEnabled eq false"))[1]
    assert (enabled + disabled, both >= 1) == (everybody, True)
    tenant.set_enabled(GUS.object_id, enabled=True)
    assert (await caller.graph(f"{count}?$filter=accountEnabled eq false"))[1] == disabled - 1
    tenant.remove_member(SALES, GUS.object_id)
    assert (await caller.graph(count))[1] == everybody - 1


async def test_the_groups_of_a_person_and_of_a_group(caller: Caller) -> None:
    tenant = caller.tenant
    tenant.add_member(SALES_GROUP, BOB.object_id)
    tenant.add_member(name_group("empty"), SALES)

    async def names(path: str, link: str) -> set[str]:
        status, page = await caller.graph(f"{path}/{link}/microsoft.graph.group?$count=true&$select=displayName")
        assert (status, page["@odata.count"]) == (200, len(page["value"]))
        assert (await caller.graph(f"{path}/{link}/microsoft.graph.group/$count"))[1] == page["@odata.count"]
        assert (await caller.graph(f"{path}/{link}/microsoft.graph.group"))[0] == 400
        return {group["displayName"] for group in page["value"]}

    bob, emea = f"/users/{BOB.object_id}", f"/groups/{SALES_GROUP}"
    assert await names(bob, "memberOf") == {"Linkgate approvers", "Sales EMEA"}
    assert await names(bob, "transitiveMemberOf") == {"Linkgate approvers", "Sales EMEA", "Sales", "Empty Group"}
    assert await names(emea, "memberOf") == {"Sales"}
    assert await names(emea, "transitiveMemberOf") == {"Sales", "Empty Group"}
    assert await names(f"/groups/{name_group('empty')}", "transitiveMemberOf") == set()
    tenant.add_member(SALES_GROUP, name_group("empty"))
    assert await names(emea, "transitiveMemberOf") == {"Sales", "Empty Group", "Sales EMEA"}
    tenant.delete_group(SALES)
    assert await names(bob, "transitiveMemberOf") == {"Linkgate approvers", "Sales EMEA"}
    assert (await caller.graph(f"/users/{NO_ID}/memberOf/microsoft.graph.group?$count=true"))[0] == 404


async def test_a_list_that_changes_between_two_pages_is_the_new_one(caller: Caller) -> None:
    path = f"/groups/{EUROPE}/members/microsoft.graph.user?$select=id&$count=true&$top=20"
    _, first = await caller.graph(path)
    caller.tenant.add_member(EUROPE, BOB.object_id)
    _, second = await caller.graph(first["@odata.nextLink"])
    _, third = await caller.graph(second["@odata.nextLink"])
    assert third["@odata.count"] == first["@odata.count"] + 1
    seen = {one["id"] for page in (first, second, third) for one in page["value"]}
    assert seen == caller.tenant.members(EUROPE)
    caller.tenant.delete_group(EUROPE)
    assert (await caller.graph(first["@odata.nextLink"]))[0] == 404
