"""What Microsoft Graph may answer, and what is made of it: fail closed, say why, follow nowhere."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.core.impact import Account, Crowd
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.edges.graph import Graph
from bot.edges.signin import Signin
from bot.ports import NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError
from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, OPERATORS_GROUP
from bot.sim.tenant import Fault, Tenant, open_tenant

pytestmark = pytest.mark.days

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
APPROVERS, OPERATORS = GroupId(APPROVERS_GROUP), GroupId(OPERATORS_GROUP)
ADAS_ID, BOBS_ID = UserId(ADA.object_id), UserId(BOB.object_id)

CALLS: dict[str, Callable[[Graph], Any]] = {
    "person": lambda graph: graph.person(ADAS_ID),
    "is_admin": lambda graph: graph.is_admin(BOBS_ID),
    "groups_of": lambda graph: graph.groups_of(ADAS_ID, {APPROVERS}),
    "members": lambda graph: graph.members(APPROVERS),
    "group": lambda graph: graph.group(APPROVERS),
    "groups_named": lambda graph: graph.groups_named("Sales"),
    "groups_like": lambda graph: graph.groups_like("Sales", 15),
    "count_everyone": lambda graph: graph.count_everyone(),
    "crowd_of_everyone": lambda graph: graph.crowd_of_everyone(),
    "count_crowd": lambda graph: graph.count_crowd(APPROVERS),
    "accounts": lambda graph: graph.accounts(APPROVERS),
    "direct_members": lambda graph: graph.direct_members(APPROVERS),
    "tenant": lambda graph: graph.tenant(),
    "groups_above": lambda graph: graph.groups_above(APPROVERS),
    "direct_groups": lambda graph: graph.direct_groups(ADAS_ID),
    "groups_in": lambda graph: graph.groups_in(APPROVERS),
    "people_known_as": lambda graph: graph.people_known_as([ADA.upn, BOBS_ID]),
}

FAULTS: list[tuple[dict[str, Any], type[PortError]]] = [
    ({"do": "html"}, UnexpectedError),
    ({"do": "garbage"}, UnexpectedError),
    ({"do": "reset"}, UnreachableError),
    ({"do": "status", "code": 302, "headers": {"Location": "/api/elsewhere"}}, UnexpectedError),
    ({"do": "status", "code": 400}, UnexpectedError),
    ({"do": "status", "code": 401}, NotPermittedError),
    ({"do": "status", "code": 403}, NotPermittedError),
    ({"do": "status", "code": 404}, NotFoundError),
    ({"do": "status", "code": 500}, UnreachableError),
    ({"do": "status", "code": 429, "headers": {"Retry-After": "3600"}}, UnreachableError),
]


class ClosedDoor:
    """A credential that has run out."""

    async def get_token(self, *_: str, **__: object) -> None:
        raise NotPermittedError("Renew the secret.")


class TestBadDays:
    @pytest.mark.parametrize("call", CALLS)
    async def test_every_question_fails_closed(self, tenant: Tenant, graph: Graph, call: str) -> None:
        """APLY-10."""
        await CALLS[call](graph)
        for fault, error in FAULTS:
            if (call, fault["do"]) == ("count_everyone", "garbage"):
                continue  # half of a number is a number; everything else that is cut short can be told
            tenant.fail(Fault(api="graph", times=None, **fault))
            with pytest.raises(error):
                await CALLS[call](graph)
            tenant.heal()
        await CALLS[call](graph)
        assert not [line for line in tenant.requests if "elsewhere" in line.path]

    @pytest.mark.parametrize("fault", [{"do": "hang"}, {"do": "status", "code": 429, "headers": {"Retry-After": "60"}}])
    async def test_nobody_waits_longer_than_the_deadline(
        self, tenant: Tenant, signin: Signin, fault: dict[str, Any]
    ) -> None:
        """ID-09 APLY-14."""
        graph = Graph(signin, base_url=tenant.graph_url, allowed_hosts=["127.0.0.1"], timeout=0.1)
        tenant.fail(Fault(api="graph", times=None, **fault))
        for question in CALLS.values():
            async with asyncio.timeout(5):
                with pytest.raises(UnreachableError):
                    await question(graph)
        await graph.close()

    @pytest.mark.parametrize(
        ("call", "permission"),
        [
            ("person", "User.Read.All"),
            ("is_admin", "RoleManagement.Read.Directory"),
            ("members", "GroupMember.Read.All"),
            ("group", "GroupMember.Read.All"),
            ("groups_named", "GroupMember.Read.All"),
            ("count_everyone", "User.Read.All"),
            ("tenant", "Organization.Read.All"),
            ("direct_members", "GroupMember.Read.All"),
            ("direct_groups", "User.Read.All"),
            ("groups_in", "GroupMember.Read.All"),
            ("groups_above", "GroupMember.Read.All"),
            ("people_known_as", "User.Read.All"),
        ],
    )
    async def test_a_missing_permission_is_named(
        self, tenant: Tenant, graph: Graph, call: str, permission: str
    ) -> None:
        tenant.set_role(BOB.object_id, GLOBAL_READER, active=True)
        await CALLS[call](graph)
        tenant.revoke(permission)
        with pytest.raises(NotPermittedError, match=permission):
            await CALLS[call](graph)

    async def test_a_passing_fault_is_ridden_out(self, tenant: Tenant, graph: Graph) -> None:
        tenant.fail(Fault(api="graph", times=1, do="status", code=503, headers={"Retry-After": "1"}))
        assert (await graph.person(ADAS_ID)).name == ADA.name
        assert [line.status for line in tenant.requests if line.api == "graph"] == [503, 200]

    async def test_a_redirect_is_no_answer_whatever_it_says(self, tenant: Tenant, graph: Graph) -> None:
        body = json.dumps({"id": ADA.object_id, "accountEnabled": True})
        tenant.fail(Fault(api="graph", do="status", code=302, headers={"Location": "/api/elsewhere"}, body=body))
        with pytest.raises(UnexpectedError):
            await graph.person(ADAS_ID)

    async def test_errors_carry_what_the_log_needs_and_no_token(
        self, tenant: Tenant, graph: Graph, signin: Signin
    ) -> None:
        tenant.revoke("User.Read.All")
        with pytest.raises(NotPermittedError) as raised:
            await graph.person(ADAS_ID)
        assert raised.value.code == "Authorization_RequestDenied"
        assert raised.value.request_id
        token = await signin.token("https://graph.microsoft.com/.default")
        assert token not in repr(raised.value) + str(raised.value)

    async def test_a_sign_in_that_fails_is_told_as_such(self, tenant: Tenant) -> None:
        graph = Graph(ClosedDoor(), base_url=tenant.graph_url, allowed_hosts=["127.0.0.1"])
        with pytest.raises(NotPermittedError, match="Renew the secret"):
            await graph.warm_up()
        await graph.close()
        assert not tenant.requests

    async def test_the_token_goes_to_allowed_hosts_only(self, signin: Signin) -> None:
        """APLY-11."""
        with pytest.raises(ValueError, match="allowed hosts"):
            Graph(signin, base_url="https://graph.microsoft.com.evil.example/v1.0")

    async def test_nothing_is_ever_changed_through_graph(self, tenant: Tenant, graph: Graph) -> None:
        """APLY-10 APLY-13. What is posted are questions, so that it does no harm to send them again."""
        for question in CALLS.values():
            await question(graph)
        sent = {(line.method, line.path) for line in tenant.requests if line.api == "graph"}
        posted = {path.rpartition("/")[2] for method, path in sent if method != "GET"}
        assert {method for method, _ in sent} == {"GET", "POST"}
        assert posted <= {"checkMemberGroups", "$batch"}

    async def test_more_groups_than_graph_answers_for_are_not_asked(self, graph: Graph) -> None:
        with pytest.raises(ValueError, match="20"):
            await graph.groups_of(ADAS_ID, {GroupId(f"{number}") for number in range(21)})


ANSWERS: list[tuple[str, object, type[PortError]]] = [
    (
        "members",
        {"value": [], "@odata.nextLink": "https://graph.microsoft.com.evil.example/v1.0/users"},
        UnexpectedError,
    ),
    ("members", {"value": [], "@odata.nextLink": "{graph}@evil.example/v1.0/users"}, UnexpectedError),
    ("members", {"value": [], "@odata.nextLink": "{graph}.evil.example/users"}, UnexpectedError),
    ("members", {"value": [], "@odata.nextLink": "{graph}/users?$skiptoken=again"}, UnexpectedError),
    ("members", {"value": [], "@odata.nextLink": "{portal}/Directories/Properties"}, UnexpectedError),
    ("members", {"value": [], "@odata.nextLink": ["{graph}/users"]}, UnexpectedError),
    ("members", {"value": {}}, UnexpectedError),
    ("members", {"value": ["x"]}, UnexpectedError),
    ("members", {"value": [{"displayName": "x"}]}, UnexpectedError),
    ("members", {"value": [{"id": ADA.object_id}]}, NotPermittedError),
    ("members", [], UnexpectedError),
    ("person", {"id": ADA.object_id, "accountEnabled": None}, NotPermittedError),
    ("person", {"accountEnabled": True}, UnexpectedError),
    ("is_admin", {"value": [{"id": ADA.object_id, "roleTemplateId": None}]}, NotPermittedError),
    ("group", {"id": APPROVERS, "displayName": None, "visibility": "HiddenMembership"}, NotPermittedError),
    ("groups_of", {"value": None}, UnexpectedError),
    ("count_everyone", {}, UnexpectedError),
    ("tenant", {"value": []}, UnexpectedError),
]


class TestAnswers:
    async def test_what_cannot_be_so_is_not_believed(self, tenant: Tenant, graph: Graph) -> None:
        """APLY-11 APLY-12."""
        for call, answer, error in ANSWERS:
            body = json.dumps(answer).replace("{graph}", tenant.graph_url).replace("{portal}", tenant.portal_url)
            tenant.fail(Fault(api="graph", times=None, do="status", code=200, body=body))
            before = len(tenant.requests)
            with pytest.raises(error):
                await CALLS[call](graph)
            assert len(tenant.requests) <= before + 3, "one more page at most, and a sign-in"
            tenant.heal()
        assert not [line for line in tenant.requests if line.api == "portal"]

    async def test_an_administrator_is_told_among_roles_that_cannot_be_read(self, tenant: Tenant, graph: Graph) -> None:
        roles = [{"id": "1", "roleTemplateId": None}, {"id": "2", "roleTemplateId": GLOBAL_ADMINISTRATOR}]
        tenant.fail(Fault(api="graph", do="status", code=200, body=json.dumps({"value": roles})))
        assert await graph.is_admin(BOBS_ID)


class TestScale:
    @pytest.fixture
    async def tenant(self) -> AsyncIterator[Tenant]:
        async with open_tenant(users=7_000) as opened:
            yield opened

    async def test_a_large_group_is_read_to_its_end(self, graph: Graph) -> None:
        """APLY-12."""
        (europe,) = await graph.groups_named("Everyone in Europe")
        assert (europe.direct, europe.people) == (6_000, 6_000)
        everybody = await graph.accounts(europe.id)
        assert len(everybody) == 6_000
        assert await graph.direct_members(europe.id) == everybody.keys()
        kinds = Counter(everybody.values())
        assert await graph.count_crowd(europe.id) == Crowd(
            people=6_000, guests=kinds[Account.GUEST], disabled=kinds[Account.DISABLED]
        )

    @pytest.mark.parametrize("read", [Graph.accounts, Graph.direct_members])
    async def test_a_list_that_breaks_off_is_never_a_short_one(
        self, tenant: Tenant, graph: Graph, read: Callable[[Graph, GroupId], Any]
    ) -> None:
        (europe,) = await graph.groups_named("Everyone in Europe")
        for do, error in (("status", UnreachableError), ("garbage", UnexpectedError)):
            tenant.fail(Fault(api="graph", path="skiptoken", do=do, times=None))
            with pytest.raises(error):
                await read(graph, europe.id)
            tenant.heal()
        assert len(await read(graph, europe.id)) == 6_000

    async def test_an_account_of_which_nothing_is_told_is_not_taken_for_an_ordinary_one(
        self, tenant: Tenant, graph: Graph
    ) -> None:
        page = {"value": [{"id": ADAS_ID, "userType": None, "accountEnabled": None}]}
        tenant.fail(Fault(api="graph", path="ransitiveMembers", do="status", code=200, body=json.dumps(page)))
        with pytest.raises(NotPermittedError, match=r"User\.Read\.All"):
            await graph.accounts(APPROVERS)
