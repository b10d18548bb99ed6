"""What everyone promises who reads the rules for consent, tried on the one in memory and on Microsoft Graph."""

import json
from collections.abc import Callable, Sequence

import pytest
from fakes.intune import FakeConsent

from bot.edges.graph import Consents, Graph
from bot.ports import ConsentPort, NotPermittedError, UnexpectedError, UnreachableError
from bot.sim.tenant import Fault, Tenant

LEGACY = "ManagePermissionGrantsForSelf.microsoft-user-default-legacy"
OWNED = "ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team"


@pytest.fixture
def consents(graph: Graph) -> Consents:
    return Consents(graph.wire)


@pytest.fixture(params=["fake", "graph"])
def with_rules(
    request: pytest.FixtureRequest, tenant: Tenant, consents: Consents
) -> Callable[[Sequence[str]], ConsentPort]:
    def open_port(rules: Sequence[str]) -> ConsentPort:
        tenant.set_consent(rules)
        return FakeConsent(rules) if request.param == "fake" else consents

    return open_port


@pytest.mark.parametrize("rules", [(), (LEGACY,), (OWNED, LEGACY)])
async def test_the_rules_are_told_as_they_are_and_none_as_none(
    with_rules: Callable[[Sequence[str]], ConsentPort], rules: Sequence[str]
) -> None:
    assert list(await with_rules(rules).grants()) == list(rules)


async def test_in_a_new_tenant_users_may_consent(consents: Consents) -> None:
    assert await consents.grants() == ("ManagePermissionGrantsForSelf.microsoft-user-default-recommended",)


async def test_without_the_permission_it_is_named(tenant: Tenant, consents: Consents) -> None:
    tenant.revoke("Policy.Read.All")
    with pytest.raises(NotPermittedError, match=r"Policy\.Read\.All"):
        await consents.grants()
    tenant.grant("Policy.Read.All")
    assert await consents.grants()


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"id": "authorizationPolicy"},
        {"id": "authorizationPolicy", "defaultUserRolePermissions": None},
        {"id": "authorizationPolicy", "defaultUserRolePermissions": []},
        {"id": "authorizationPolicy", "defaultUserRolePermissions": {}},
        {"id": "authorizationPolicy", "defaultUserRolePermissions": {"permissionGrantPoliciesAssigned": None}},
        {"id": "authorizationPolicy", "defaultUserRolePermissions": {"permissionGrantPoliciesAssigned": "x"}},
        {"id": "authorizationPolicy", "defaultUserRolePermissions": {"permissionGrantPoliciesAssigned": [LEGACY, 7]}},
        [],
        "x",
    ],
)
async def test_rules_that_are_not_told_are_never_taken_for_none(
    tenant: Tenant, consents: Consents, answer: object
) -> None:
    tenant.fail(Fault(api="graph", code=200, body=json.dumps(answer)))
    with pytest.raises(UnexpectedError):
        await consents.grants()


async def test_a_graph_that_does_not_answer_is_told_as_such(tenant: Tenant, consents: Consents) -> None:
    tenant.fail(Fault(api="graph", do="reset", times=None))
    with pytest.raises(UnreachableError):
        await consents.grants()
