"""Writing to groups as Graph does it: who gets in, all or nobody, and how each mistake is refused."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sim.callers import Caller, open_world

from bot.sim.cast import ADA, BOB, CLEO, GUS, MALLORY, SALES_GROUP
from bot.sim.tenant.clock import read_clock
from bot.sim.tenant.groups import name_group

EMPTY = name_group("empty")
NO_ID = "00000000-0000-4000-8000-000000000000"
ALREADY = "One or more added object references already exist for the following modified properties: 'members'."
NOT_THERE = f"Resource '{NO_ID}' does not exist or one of its queried reference-property objects are not present."
DENIED = "Insufficient privileges to complete the operation."
NEW = {"displayName": "LinkedIn pilot", "mailEnabled": False, "mailNickname": "linkedin-pilot", "securityEnabled": True}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


def some(caller: Caller, number: int) -> list[str]:
    """Return the ids of people who are not of the cast."""
    return sorted(caller.tenant.members(name_group("europe")))[:number]


async def test_twenty_join_at_once_and_twenty_one_do_not(caller: Caller) -> None:
    many = some(caller, 21)
    status, body = await caller.write("PATCH", f"/groups/{EMPTY}", caller.bind(*many))
    assert (status, body["error"]["code"]) == (400, "Request_BadRequest")
    assert body["error"]["message"] == "A resource cannot contain more than 20 link changes"
    assert caller.tenant.members(EMPTY) == frozenset()
    assert await caller.write("PATCH", f"/groups/{EMPTY.upper()}", caller.bind(*many[:20])) == (204, "")
    assert caller.tenant.members(EMPTY) == set(many[:20])
    (write,) = caller.tenant.group_writes
    assert (write.order, write.group, set(write.ids), write.is_in) == (0, EMPTY, set(many[:20]), True)


@pytest.mark.parametrize(
    ("late", "status", "code", "message"),
    [
        (CLEO.object_id, 400, "Request_BadRequest", ALREADY),
        (NO_ID, 404, "Request_ResourceNotFound", NOT_THERE),
        (BOB.object_id.upper(), 400, "Request_BadRequest", ALREADY),
        (ADA.upn, 400, "Request_BadRequest", f"Invalid object identifier '{ADA.upn}'."),
    ],
)
async def test_one_who_cannot_join_keeps_the_others_out(
    caller: Caller, late: str, status: int, code: str, message: str
) -> None:
    caller.tenant.add_member(EMPTY, CLEO.object_id)
    answered, body = await caller.write("PATCH", f"/groups/{EMPTY}", caller.bind(BOB.object_id, ADA.object_id, late))
    assert (answered, body["error"]["code"], body["error"]["message"]) == (status, code, message)
    assert (caller.tenant.members(EMPTY), caller.tenant.group_writes) == ({CLEO.object_id}, ())
    assert (await caller.write("PATCH", f"/groups/{EMPTY}", caller.bind(BOB.object_id, ADA.object_id)))[0] == 204
    assert caller.tenant.members(EMPTY) == {ADA.object_id, BOB.object_id, CLEO.object_id}


@pytest.mark.parametrize(
    ("key", "status", "message"),
    [
        ("engineers", 403, DENIED),
        ("tier-0", 403, DENIED),
        ("helpdesk", 400, "Cannot Update a mail-enabled security groups and or distribution list."),
        ("newsletter", 400, "Cannot Update a mail-enabled security groups and or distribution list."),
        (
            "finance",
            400,
            "Unable to update the specified properties for on-premises mastered Directory Sync objects or",
        ),
    ],
)
async def test_a_group_that_is_not_graphs_to_change_says_why(
    caller: Caller, key: str, status: int, message: str
) -> None:
    group = name_group(key)
    before = caller.tenant.members(group)
    gone = next(iter(before))
    for method, path, body in (
        ("PATCH", "", caller.bind(MALLORY.object_id)),
        ("POST", "/members/$ref", {"@odata.id": f"{caller.tenant.graph_url}/directoryObjects/{MALLORY.object_id}"}),
        ("DELETE", f"/members/{gone}/$ref", None),
    ):
        answered, refusal = await caller.write(method, f"/groups/{group}{path}", body)
        assert (answered, refusal["error"]["message"].startswith(message)) == (status, True), refusal
    assert caller.tenant.members(group) == before


async def test_other_kinds_of_groups_take_members(caller: Caller) -> None:
    caller.tenant.grant("RoleManagement.ReadWrite.Directory")
    for key in ("marketing-team", "tier-0", "hidden"):
        path = f"/groups/{name_group(key)}"
        assert (await caller.write("PATCH", path, caller.bind(MALLORY.object_id, SALES_GROUP)))[0] == 204
        assert {MALLORY.object_id, SALES_GROUP} <= caller.tenant.members(name_group(key))
    caller.tenant.delete_group(name_group("hidden"))
    assert (await caller.write("PATCH", f"/groups/{name_group('hidden')}", caller.bind(BOB.object_id)))[0] == 404
    assert (await caller.write("PATCH", f"/groups/{EMPTY}", caller.bind(name_group("hidden"))))[0] == 404


async def test_a_misspelt_annotation_answers_well_and_adds_nobody(caller: Caller) -> None:
    links = caller.bind(BOB.object_id)["members@odata.bind"]
    assert await caller.write("PATCH", f"/groups/{EMPTY}", {"members@odata_bind": links}) == (204, "")
    assert (caller.tenant.members(EMPTY), caller.tenant.group_writes) == (frozenset(), ())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ([], 400),
        ("not json", 400),
        ({"members": []}, 400),
        ({"members@odata.bind": "x"}, 400),
        ({"members@odata.bind": [ADA.object_id]}, 400),
        ({"members@odata.bind": [None]}, 400),
        ({"members@odata.bind": [f"https://evil.example/v1.0/directoryObjects/{ADA.object_id}"]}, 400),
        ({"displayName": "Mine"}, 403),
        ({"owners@odata.bind": []}, 403),
    ],
)
async def test_a_body_that_is_wrong_changes_nothing(caller: Caller, body: object, status: int) -> None:
    assert (await caller.write("PATCH", f"/groups/{EMPTY}", body))[0] == status
    assert (caller.tenant.members(EMPTY), caller.tenant.group_writes) == (frozenset(), ())


async def test_the_same_person_twice_in_one_bind_is_refused(caller: Caller) -> None:
    twice = caller.bind(BOB.object_id, BOB.object_id.upper())
    assert (await caller.write("PATCH", f"/groups/{EMPTY}", twice))[0] == 400
    real = {"members@odata.bind": [f"https://graph.microsoft.com/v1.0/directoryObjects/{BOB.object_id}"]}
    assert (await caller.write("PATCH", f"/groups/{EMPTY}", real))[0] == 204


async def test_one_by_one_in_and_out(caller: Caller) -> None:
    path = f"/groups/{EMPTY}/members"
    link = {"@odata.id": f"{caller.tenant.graph_url}/directoryObjects/{BOB.object_id}"}
    assert await caller.write("POST", f"{path}/$ref", link) == (204, "")
    status, body = await caller.write("POST", f"{path}/$ref", link)
    assert (status, body["error"]["message"]) == (400, ALREADY)
    assert (await caller.write("POST", f"{path}/$ref", {**link, "more": 1}))[0] == 400
    assert await caller.write("DELETE", f"{path}/{BOB.object_id.upper()}/$ref") == (204, "")
    status, body = await caller.write("DELETE", f"{path}/{BOB.object_id}/$ref")
    assert (status, body["error"]["code"]) == (404, "Request_ResourceNotFound")
    assert [(write.ids, write.is_in) for write in caller.tenant.group_writes] == [
        ((BOB.object_id,), True),
        ((BOB.object_id,), False),
    ]
    assert caller.tenant.members(EMPTY) == frozenset()


async def test_writing_takes_a_permission_from_one_moment_to_the_next(caller: Caller) -> None:
    caller.tenant.revoke("GroupMember.ReadWrite.All")
    caller.tenant.revoke("Group.Create")
    for method, path, body in (("PATCH", f"/groups/{EMPTY}", caller.bind(BOB.object_id)), ("POST", "/groups", NEW)):
        status, refusal = await caller.write(method, path, body)
        assert (status, refusal["error"]["code"]) == (403, "Authorization_RequestDenied")
    caller.tenant.grant("GroupMember.ReadWrite.All")
    caller.tenant.grant("Group.Create")
    assert (await caller.write("PATCH", f"/groups/{EMPTY}", caller.bind(BOB.object_id)))[0] == 204
    assert (await caller.write("POST", "/groups", NEW))[0] == 201


async def test_a_new_group_is_there_with_its_people(caller: Caller) -> None:
    people, before = some(caller, 19), read_clock().replace(microsecond=0)
    owners = {"owners@odata.bind": caller.bind(ADA.object_id)["members@odata.bind"]}
    status, made = await caller.write(
        "POST", "/groups", {**NEW, "description": "Pilot", **owners, **caller.bind(*people)}
    )
    assert (status, {name: made[name] for name in NEW}) == (201, NEW)
    assert (made["description"], made["groupTypes"], made["mail"]) == ("Pilot", [], None)
    assert datetime.fromisoformat(made["createdDateTime"]) >= before
    assert caller.tenant.members(made["id"]) == set(people)
    _, shown = await caller.graph(f"/groups/{made['id']}")
    assert shown == made
    _, page = await caller.graph("/groups?$filter=mailNickname eq 'LINKEDIN-pilot'")
    assert [group["id"] for group in page["value"]] == [made["id"]]
    _, owned = await caller.graph(f"/groups/{made['id']}/owners?$select=id")
    assert [one["id"] for one in owned["value"]] == [ADA.object_id]
    assert (await caller.graph(f"/groups/{made['id']}/members/$count"))[1] == 19
    (write,) = caller.tenant.group_writes
    assert (write.group, set(write.ids)) == (made["id"], set(people))


async def test_two_groups_may_have_the_same_name_and_go_their_own_ways(caller: Caller) -> None:
    first, second = [(await caller.write("POST", "/groups", NEW))[1]["id"] for _ in range(2)]
    assert first != second
    await caller.write("PATCH", f"/groups/{first}", caller.bind(BOB.object_id, second))
    await caller.write("PATCH", f"/groups/{second}", caller.bind(GUS.object_id))
    _, page = await caller.graph(f"/users/{GUS.object_id}/transitiveMemberOf/microsoft.graph.group?$count=true")
    assert {group["id"] for group in page["value"]} == {first, second}
    count = f"/groups/{first}/transitiveMembers/microsoft.graph.user/$count"
    assert (await caller.graph(count))[1] == 2
    caller.tenant.delete_group(second)
    assert (await caller.graph(count))[1] == 1
    _, page = await caller.graph("/groups?$filter=mailNickname eq 'linkedin-pilot'")
    assert [group["id"] for group in page["value"]] == [first]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"displayName": None}, "displayName"),
        ({"displayName": " "}, "displayName"),
        ({"displayName": "x" * 257}, "displayName"),
        ({"displayName": "\N{GRINNING FACE}" * 129}, "displayName"),
        ({"displayName": "\udc00" * 257}, "displayName"),
        ({"displayName": 7}, "displayName"),
        ({"mailNickname": None}, "mailNickname"),
        ({"mailNickname": "n" * 65}, "mailNickname"),
        ({"mailNickname": "two words"}, "mailNickname"),
        ({"mailNickname": "gr\N{LATIN SMALL LETTER U WITH DIAERESIS}n"}, "mailNickname"),
        ({"mailNickname": "a@b"}, "mailNickname"),
        ({"mailNickname": "a<b"}, "mailNickname"),
        ({"mailEnabled": None}, "mailEnabled"),
        ({"mailEnabled": True}, "mail-enabled"),
        ({"securityEnabled": False}, "security-enablement"),
        ({"description": 1}, "description"),
        ({"nickname": "x"}, "nickname"),
        ({"groupTypes": ["Unified"]}, "groupTypes"),
    ],
)
async def test_a_group_that_cannot_be_is_not_created(caller: Caller, change: dict[str, object], name: str) -> None:
    before = (await caller.graph("/groups/$count"))[1]
    status, body = await caller.write("POST", "/groups", {**NEW, **change})
    assert (status, body["error"]["code"], name in body["error"]["message"]) == (400, "Request_BadRequest", True), body
    assert (await caller.graph("/groups/$count"))[1] == before


async def test_owners_and_members_of_a_new_group_are_twenty_together(caller: Caller) -> None:
    owners = {"owners@odata.bind": caller.bind(ADA.object_id)["members@odata.bind"]}
    before = (await caller.graph("/groups/$count"))[1]
    status, body = await caller.write("POST", "/groups", {**NEW, **owners, **caller.bind(*some(caller, 20))})
    assert (status, "20 link changes" in body["error"]["message"]) == (400, True)
    assert (await caller.write("POST", "/groups", {**NEW, **caller.bind(NO_ID)}))[0] == 404
    assert (await caller.graph("/groups/$count"))[1] == before
    longest = {**NEW, "displayName": "\N{GRINNING FACE}" * 128, "mailNickname": "n" * 64}
    assert (await caller.write("POST", "/groups", longest))[0] == 201
