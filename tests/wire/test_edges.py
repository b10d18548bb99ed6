"""Everything that the bot can ask or tell Graph, once, each kind of it heard by the witness and found right.

A question that is added to the edge and to no test here is found by `test_no_question_is_left_out`.
"""

import inspect

import pytest

from bot.core.office import OfficeState, aim_at
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.edges.graph import Consents, Graph, Intune
from bot.edges.graph.members import Members
from bot.edges.signin import Signin, bot_credential
from bot.ports import PortError
from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, BOT_APP_ID, BOT_SECRET, CLEO, GUS, SALES_GROUP, TENANT_ID
from bot.sim.tenant import open_tenant
from bot.sim.tenant.groups import name_group

ADAS, BOBS, CLEOS, GUSS = (UserId(one.object_id) for one in (ADA, BOB, CLEO, GUS))
SALES, APPROVERS, ALL_OF_SALES = map(GroupId, (SALES_GROUP, APPROVERS_GROUP, name_group("sales")))
MISSING = "00000000-0000-4000-8000-000000000000"
KEYS = [*(f"nobody.{place}@contoso.example" for place in range(400)), ADA.upn.lower(), "o'brien@contoso.example"]

QUESTIONS = {
    "person": (ADAS,),
    "is_admin": (ADAS,),
    "groups_of": (ADAS, {SALES, APPROVERS}),
    "members": (ALL_OF_SALES,),
    "direct_members": (ALL_OF_SALES,),
    "people_known_as": ([*KEYS, ADAS, BOBS, MISSING],),
    "groups_above": (ALL_OF_SALES,),
    "direct_groups": (CLEOS,),
    "groups_in": (ALL_OF_SALES,),
    "group": (SALES,),
    "groups_named": ("Sales EME\u0301A’s",),
    "groups_like": ("sales e", 15),
    "count_everyone": (),
    "crowd_of_everyone": (),
    "count_crowd": (ALL_OF_SALES,),
    "accounts": (ALL_OF_SALES,),
    "tenant": (),
    "scored_off": (),
    "owners": (SALES,),
    "warm_up": (),
}
NO_QUESTIONS = {"close"}


@pytest.fixture
async def tenant():
    async with open_tenant(users=300) as opened:
        opened.grant("SecurityEvents.Read.All")
        yield opened


@pytest.fixture
async def signin(tenant):
    credential = bot_credential(
        tenant_id=TENANT_ID,
        client_id=BOT_APP_ID,
        secret=BOT_SECRET,
        authority=tenant.login_url,
        ca=tenant.login_ca,
    )
    opened = Signin(credential)
    yield opened
    await opened.close()


@pytest.fixture
async def graph(tenant, signin):
    opened = Graph(signin, base_url=tenant.graph_url, allowed_hosts=["127.0.0.1"])
    yield opened
    await opened.close()


@pytest.fixture
async def beta(tenant, signin):
    opened = Graph(signin, base_url=tenant.beta_url, allowed_hosts=["127.0.0.1"])
    yield opened
    await opened.close()


def test_no_question_is_left_out():
    asked = {name for name, one in inspect.getmembers(Graph, inspect.iscoroutinefunction) if not name.startswith("_")}
    assert asked - NO_QUESTIONS == QUESTIONS.keys()


async def test_each_question_is_one_that_graph_takes(witness, graph, tenant):
    tenant.compute_score("2026-03-01T00:00:00Z")
    for name, arguments in QUESTIONS.items():
        before = witness.judged
        await getattr(graph, name)(*arguments)
        assert (name, witness.judge()) == (name, [])
        assert witness.judged > before


async def test_what_the_app_may_not_read_is_answered_as_documented(witness, graph, tenant):
    for permission in ("User.Read.All", "GroupMember.Read.All", "RoleManagement.Read.Directory"):
        tenant.revoke(permission)
        for name, arguments in QUESTIONS.items():
            try:
                await getattr(graph, name)(*arguments)
            except Exception as error:  # noqa: BLE001  whatever it is, the question was asked
                assert str(error)  # noqa: PT017
        tenant.grant(permission)
    before = witness.judged
    assert witness.judge() == []
    assert witness.judged - before > len(QUESTIONS)


async def test_groups_are_made_and_filled_in_ways_that_graph_takes(witness, graph, tenant):
    for permission in ("GroupMember.ReadWrite.All", "Group.Create"):
        tenant.grant(permission)
    members = Members(graph.wire)
    made = await members.create("Staff – LinkedIn", nickname="linkgate-0123456789abcdef")
    assert await members.find("linkgate-0123456789abcdef") == made
    everybody = [UserId(id_) for id_ in sorted(tenant.members(SALES))][:200]
    binds = [everybody[place : place + 20] for place in range(0, len(everybody), 20)]
    told = await members.add(made, [*binds, [GUSS, UserId(MISSING)], everybody[:1]])
    assert len({one.answer for one in told}) == 3
    assert witness.judge() == []


async def test_policies_are_read_and_written_in_ways_that_graph_takes(witness, graph, beta, tenant):
    intune = Intune(beta.wire)
    for number in range(60):
        tenant.intune.put_policy(f"Policy {number}", "disabled", others=number)
    tenant.intune.rename_linkedin("999")
    catalog = await intune.read()
    made = await intune.create(catalog.definition, OfficeState.ENABLED, name="Staff – LinkedIn", mark="0" * 32)
    for group in (SALES, None):
        await intune.assign(made, aim_at(group))
    await intune.change((await intune.read()).policies[-1], catalog.definition, OfficeState.DISABLED, name="Staff")
    await intune.change(catalog.policies[45], catalog.definition, OfficeState.ENABLED, name="Policy 45")
    await intune.remove(made)
    before = witness.judged
    assert witness.judge() == []
    assert witness.judged - before > 20
    with pytest.raises(PortError):
        await Intune(graph.wire).read()
    assert "there is no such path" in "".join(witness.judge())


async def test_the_rules_for_consent_are_read_in_a_way_that_graph_takes(witness, graph, beta):
    assert await Consents(graph.wire).grants()
    assert witness.judge() == []
    with pytest.raises(PortError):
        await Consents(beta.wire).grants()
    assert "there is no such path" in "".join(witness.judge())
