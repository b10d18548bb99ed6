"""What everyone promises who reads and writes the Office policy, tried on the one in memory and on Graph beta."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from contracts.intunes import FILTERED, FakeWorld, SimulatedWorld, World

from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Reach, Target, aim_at
from bot.core.setting import GroupId
from bot.edges.graph import Graph, Intune
from bot.edges.graph.catalog import KNOWN
from bot.edges.signin import Signin
from bot.ports import ConflictError, NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError
from bot.sim.cast import APPROVERS_GROUP, SALES_GROUP
from bot.sim.tenant import Fault, Tenant, to_devices, to_group, to_users
from bot.sim.tenant.policies import choose

OFF, ON = OfficeState.DISABLED, OfficeState.ENABLED
SALES, APPROVERS = GroupId(SALES_GROUP), GroupId(APPROVERS_GROUP)
FOR_SALES, FOR_ALL = aim_at(SALES), aim_at(None)
MARK = "0123456789abcdef" * 2
NOBODY = PolicyId("00000000-0000-4000-8000-00000000dead")
HOSTILE = (
    "**Bold** [x](https://evil.example) <at>Ada</at> \N{RIGHT-TO-LEFT OVERRIDE}'\";--\n| # \N{SMILING FACE WITH HORNS}"
)
WRITES = ("create", "assign", "change", "remove")


@pytest.fixture
async def beta(tenant: Tenant, signin: Signin) -> AsyncIterator[Graph]:
    opened = Graph(signin, base_url=tenant.beta_url, allowed_hosts=["127.0.0.1"])
    yield opened
    await opened.close()


@pytest.fixture
def intune(beta: Graph) -> Intune:
    return Intune(beta.wire)


@pytest.fixture(params=["fake", "simulated"])
def world(request: pytest.FixtureRequest, tenant: Tenant, intune: Intune) -> World:
    return FakeWorld() if request.param == "fake" else SimulatedWorld(tenant, intune)


async def read_one(world: World) -> Policy:
    (policy,) = (await world.port.read()).policies
    return policy


async def write(world: World, call: str, policy: Policy) -> object:
    """Make one of the writes to *policy*, or beside it."""
    port = world.port
    definition = (await port.read()).definition
    match call:
        case "create":
            return await port.create(definition, ON, name="second", mark=MARK)
        case "assign":
            return await port.assign(policy.id, FOR_SALES)
        case "change":
            return await port.change(policy, definition, ON, name="second")
        case _:
            return await port.remove(policy.id)


async def look(world: World) -> list[tuple[str, OfficeState | None, list[object]]]:
    policies = (await world.port.read()).policies
    return [(policy.name, policy.state, [target.key for target in policy.targets]) for policy in policies]


AFTER: dict[str, list[tuple[str, OfficeState | None, list[object]]]] = {
    "create": [("first", OFF, [FOR_ALL.key]), ("second", ON, [])],
    "assign": [("first", OFF, [FOR_SALES.key])],
    "change": [("second", ON, [FOR_ALL.key])],
    "remove": [],
}
BEFORE: list[tuple[str, OfficeState | None, list[object]]] = [("first", OFF, [FOR_ALL.key])]


class TestReading:
    async def test_a_tenant_without_such_a_policy_has_none(self, world: World) -> None:
        assert (await world.port.read()).policies == ()

    @pytest.mark.parametrize("state", [OFF, ON, None])
    async def test_a_policy_says_what_it_says(self, world: World, state: OfficeState | None) -> None:
        world.put("Hide LinkedIn", state)
        policy = await read_one(world)
        assert (policy.name, policy.state, policy.targets, policy.others, policy.mark) == (
            "Hide LinkedIn",
            state,
            (),
            0,
            "",
        )
        assert policy.is_for_nobody

    @pytest.mark.parametrize(
        "targets",
        [
            (Target(reach=Reach.USERS),),
            (Target(reach=Reach.DEVICES),),
            (Target(reach=Reach.GROUP, group=SALES), Target(reach=Reach.GROUP, group=APPROVERS)),
            (Target(reach=Reach.USERS), Target(reach=Reach.EXCLUDED, group=SALES)),
            (Target(reach=Reach.USERS, is_filtered=True),),
            (Target(reach=Reach.GROUP, group=SALES, is_filtered=True),),
            (Target(reach=Reach.OTHER),),
        ],
    )
    async def test_a_policy_is_for_those_to_whom_it_is_assigned(
        self, world: World, targets: tuple[Target, ...]
    ) -> None:
        world.put("Hide LinkedIn", OFF, targets)
        assert (await read_one(world)).targets == targets

    async def test_what_else_a_policy_sets_is_counted(self, world: World) -> None:
        world.put("Office for all", OFF, [FOR_ALL], others=30)
        assert (await read_one(world)).others == 30

    async def test_a_mark_is_found_again(self, world: World) -> None:
        world.put("Ours", OFF, mark=MARK)
        assert (await read_one(world)).mark == MARK

    async def test_a_name_is_told_as_it_is(self, world: World) -> None:
        world.put(HOSTILE, OFF)
        assert (await read_one(world)).name == HOSTILE

    async def test_two_that_conflict_are_both_told(self, world: World) -> None:
        world.put("off", OFF, [FOR_ALL])
        world.put("on", ON, [FOR_SALES])
        assert await look(world) == [("off", OFF, [FOR_ALL.key]), ("on", ON, [FOR_SALES.key])]

    async def test_policies_are_still_found_when_the_setting_has_another_id(self, world: World) -> None:
        before = await world.port.read()
        assert not before.is_renamed
        world.put("old", OFF)
        renamed = world.rename()
        world.put("new", ON)
        after = await world.port.read()
        assert (after.definition, after.is_renamed) == (renamed, True)
        assert [(policy.name, policy.state) for policy in after.policies] == [("old", OFF), ("new", ON)]

    async def test_the_digest_tells_a_policy_from_any_other_it_could_be(self, world: World) -> None:
        id_ = world.put("one", OFF, [FOR_ALL])
        first = await world.port.read()
        assert await world.port.read() == first
        digests = {first.digest}
        world.say(id_, ON)
        digests.add((await world.port.read()).digest)
        world.aim(id_, [FOR_SALES])
        digests.add((await world.port.read()).digest)
        world.aim(id_, [Target(reach=Reach.GROUP, group=SALES, is_filtered=True)])
        digests.add((await world.port.read()).digest)
        world.call(id_, "two")
        digests.add((await world.port.read()).digest)
        world.put("another", OFF)
        digests.add((await world.port.read()).digest)
        assert len(digests) == 6
        world.delete(id_)
        assert await look(world) == [("another", OFF, [])]

    async def test_without_a_licence_that_is_said(self, world: World) -> None:
        world.put("one", OFF)
        world.close()
        with pytest.raises(NotPermittedError, match="no Intune licence"):
            await world.port.read()


class TestWriting:
    @pytest.mark.parametrize("call", WRITES)
    async def test_a_write_does_what_it_says(self, world: World, call: str) -> None:
        world.put("first", OFF, [FOR_ALL])
        await write(world, call, await read_one(world))
        assert await look(world) == AFTER[call]

    @pytest.mark.parametrize("state", [OFF, ON])
    async def test_what_was_made_is_found_by_its_mark_and_is_for_nobody_yet(
        self, world: World, state: OfficeState
    ) -> None:
        catalog = await world.port.read()
        made = await world.port.create(catalog.definition, state, name=HOSTILE, mark=MARK)
        policy = await read_one(world)
        assert (policy.id, policy.name, policy.state, policy.mark) == (made, HOSTILE, state, MARK)
        assert (policy.targets, policy.others) == ((), 0)
        for target in (FOR_SALES, FOR_ALL):
            await world.port.assign(made, target)
            assert [one.key for one in (await read_one(world)).targets] == [target.key]

    async def test_what_is_changed_keeps_everything_else(self, world: World) -> None:
        world.put("first", OFF, [FOR_SALES], others=25, mark=MARK)
        policy = await read_one(world)
        await world.port.change(policy, (await world.port.read()).definition, ON, name="second")
        changed = await read_one(world)
        assert (changed.id, changed.state, changed.name) == (policy.id, ON, "second")
        assert (changed.targets, changed.others, changed.mark) == (policy.targets, 25, MARK)
        await world.port.change(changed, (await world.port.read()).definition, OFF, name="first")
        assert await read_one(world) == policy

    async def test_a_policy_that_somebody_else_has_changed_is_left_alone(self, world: World) -> None:
        """PLAN-02."""
        id_ = world.put("first", OFF, [FOR_ALL])
        policy, definition = await read_one(world), (await world.port.read()).definition
        for meddle in (
            lambda: world.aim(id_, [FOR_SALES]),
            lambda: world.call(id_, "theirs"),
            lambda: world.say(id_, ON),
        ):
            meddle()
            before = await look(world)
            with pytest.raises(ConflictError):
                await world.port.change(policy, definition, ON, name="second")
            assert await look(world) == before

    @pytest.mark.parametrize("call", ["assign", "change", "remove"])
    async def test_a_policy_that_is_gone_is_told_as_such(self, world: World, call: str) -> None:
        policy = (await _put_and_read(world))[0]
        world.delete(policy.id)
        with pytest.raises(NotFoundError, match=r"Intune has no such policy\."):
            await write(world, call, policy)
        assert await look(world) == []

    @pytest.mark.parametrize("call", WRITES)
    async def test_a_lost_answer_proves_nothing_and_what_was_done_is_found(self, world: World, call: str) -> None:
        """APLY-01 APLY-13."""
        policy = (await _put_and_read(world))[0]
        world.lose()
        with pytest.raises(UnreachableError) as raised:
            await write(world, call, policy)
        assert raised.value.wait is None
        assert await look(world) == AFTER[call]

    @pytest.mark.parametrize("call", WRITES)
    async def test_a_lost_write_proves_nothing_either(self, world: World, call: str) -> None:
        """APLY-02 APLY-13."""
        policy = (await _put_and_read(world))[0]
        world.cut()
        with pytest.raises(UnreachableError) as raised:
            await write(world, call, policy)
        assert raised.value.wait is None
        assert await look(world) == BEFORE

    @pytest.mark.parametrize("call", WRITES)
    async def test_a_tenant_that_is_busy_did_nothing_and_says_how_long_to_wait(self, world: World, call: str) -> None:
        """APLY-07."""
        policy = (await _put_and_read(world))[0]
        world.put_off(timedelta(seconds=90))
        with pytest.raises(UnreachableError) as raised:
            await write(world, call, policy)
        assert raised.value.wait == timedelta(seconds=90)
        assert await look(world) == BEFORE

    @pytest.mark.parametrize("call", WRITES)
    async def test_without_the_permission_it_is_named_and_nothing_is_done(self, world: World, call: str) -> None:
        """APLY-08."""
        policy = (await _put_and_read(world))[0]
        world.forbid()
        with pytest.raises(NotPermittedError, match=r"DeviceManagementConfiguration\.ReadWrite\.All"):
            await write(world, call, policy)
        assert await look(world) == BEFORE


async def _put_and_read(world: World) -> tuple[Policy, ...]:
    world.put("first", OFF, [FOR_ALL])
    return (await world.port.read()).policies


# ---- what only Graph can do ------------------------------------------------------------------------------------


def sent(tenant: Tenant, *methods: str) -> list[str]:
    """List the writes that came to Graph, whatever became of them."""
    return [line.method for line in tenant.requests if line.api == "graph" and line.method in methods]


class TestPages:
    async def test_120_policies_are_read_over_pages_and_batches(self, tenant: Tenant, intune: Intune) -> None:
        for number in range(120):
            states = ("disabled",) if number % 3 else ()
            tenant.intune.put_policy(f"Policy {number}", *states, others=number % 4, targets=[to_users()])
        policies = (await intune.read()).policies
        assert [policy.name for policy in policies] == [f"Policy {number}" for number in range(120) if number % 3]
        assert {(policy.state, policy.targets) for policy in policies} == {(OFF, (FOR_ALL,))}
        batches = [line for line in tenant.requests if line.api == "graph" and line.path.endswith("$batch")]
        assert len(batches) == 7 + 4

    async def test_a_policy_whose_settings_and_assignments_go_over_pages_is_whole(
        self, tenant: Tenant, intune: Intune
    ) -> None:
        groups = [f"{number:08}-0000-4000-8000-000000000000" for number in range(45)]
        id_ = tenant.intune.put_policy("Large", others=90, targets=map(to_group, groups))
        last = tenant.intune.put_policy("Last", "enabled")
        settings = [*tenant.intune.policies[id_]["settings"], *tenant.intune.policies[last]["settings"]]
        tenant.intune.set_policy(id_, settings=settings)
        large, _ = (await intune.read()).policies
        assert (large.state, large.others, [target.group for target in large.targets]) == (ON, 90, groups)
        await intune.change(large, KNOWN, OFF, name="Large")
        changed = (await intune.read()).policies[0]
        assert (changed.state, changed.others, changed.targets) == (OFF, 90, large.targets)

    async def test_policies_for_other_systems_are_not_looked_into(self, tenant: Tenant, intune: Intune) -> None:
        for platforms in ("iOS", "macOS", "android,androidEnterprise", "linux"):
            tenant.intune.put_policy("Other", "disabled", platforms=platforms)
        for platforms in ("windows10", "macOS,windows10", "windows10X", "none", "unknownFutureValue"):
            tenant.intune.put_policy(platforms, "disabled", platforms=platforms)
        names = [policy.name for policy in (await intune.read()).policies]
        assert names == ["windows10", "macOS,windows10", "windows10X", "none", "unknownFutureValue"]

    @pytest.mark.parametrize(
        ("path", "do", "error"),
        [
            ("configurationPolicies\\?", "status", UnreachableError),
            ("skiptoken", "status", UnreachableError),
            ("skiptoken", "garbage", UnexpectedError),
            ("settings", "status", UnreachableError),
            ("assignments", "status", UnreachableError),
            ("assignments", "html", UnexpectedError),
            ("assignments", "garbage", UnexpectedError),
            ("assignments", "reset", UnreachableError),
        ],
    )
    async def test_a_policy_that_is_read_half_is_an_error(
        self, tenant: Tenant, intune: Intune, path: str, do: str, error: type[PortError]
    ) -> None:
        """APLY-09."""
        for number in range(60):
            tenant.intune.put_policy(f"Policy {number}", "disabled", targets=[to_devices()])
        for api in ("graph", "item"):
            tenant.fail(Fault(api=api, path=path, do=do, method="GET", times=None))  # type: ignore[arg-type]
        with pytest.raises(error):
            await intune.read()
        tenant.heal()
        assert len((await intune.read()).policies) == 60

    async def test_a_policy_that_is_deleted_while_it_is_read_asks_for_another_try(
        self, tenant: Tenant, intune: Intune
    ) -> None:
        tenant.intune.put_policy("first", "disabled")
        tenant.fail(Fault(api="item", path="assignments", code=404))
        with pytest.raises(UnreachableError, match="changed while"):
            await intune.read()


class TestDefinitions:
    async def test_of_several_ids_the_one_of_the_newest_templates_is_written_with(
        self, tenant: Tenant, intune: Intune
    ) -> None:
        tenant.intune.rename_linkedin("1021")
        ids = [KNOWN.replace("437", version) for version in ("99", "1021", "438")]
        others = ["device_x_l_allowlinkedinfeatures", KNOWN.replace("office16v2", "office17v1"), f"{KNOWN}_0"]
        found = [{"id": id_, "displayName": "Show LinkedIn features in Office applications"} for id_ in (*ids, *others)]
        tenant.fail(Fault(api="graph", path="filter", code=200, body=json.dumps({"value": found})))
        assert (await intune.read()).definition == ids[1]

    @pytest.mark.parametrize("code", [400, 404])
    async def test_an_unknown_id_is_looked_for_by_its_name_whatever_refuses_it(
        self, tenant: Tenant, intune: Intune, code: int
    ) -> None:
        renamed = tenant.intune.rename_linkedin("7")
        tenant.fail(Fault(api="graph", path="configurationSettings/", code=code))
        assert (await intune.read()).definition == renamed

    async def test_a_catalog_without_the_setting_is_no_empty_one(self, tenant: Tenant, intune: Intune) -> None:
        tenant.intune.rename_linkedin("437_other")
        tenant.fail(Fault(api="graph", path="filter", code=200, body=json.dumps({"value": []})))
        with pytest.raises(UnexpectedError, match="no setting for LinkedIn"):
            await intune.read()

    async def test_a_policy_is_changed_to_the_id_that_the_catalog_has(self, tenant: Tenant, intune: Intune) -> None:
        id_ = tenant.intune.put_policy("old", "disabled", others=2, definition=KNOWN)
        renamed = tenant.intune.rename_linkedin("999")
        catalog = await intune.read()
        await intune.change(catalog.policies[0], catalog.definition, ON, name="old")
        ids = [one["settingDefinitionId"] for one in tenant.intune.policies[id_]["settings"]]
        assert (ids[0], len(ids)) == (renamed, 3)
        assert (await intune.read()).policies[0].state is ON

    async def test_a_policy_that_says_two_things_says_nothing_and_is_not_changed(
        self, tenant: Tenant, intune: Intune
    ) -> None:
        tenant.intune.put_policy("both", "disabled", "enabled")
        catalog = await intune.read()
        (policy,) = catalog.policies
        assert (policy.state, policy.others) == (None, 0)
        with pytest.raises(ValueError, match="two things"):
            await intune.change(policy, catalog.definition, ON, name="both")
        assert not sent(tenant, "PUT")

    async def test_a_policy_that_says_it_twice_says_it_and_more(self, tenant: Tenant, intune: Intune) -> None:
        """By an earlier id and the present one, for instance; so it is not planned to change it."""
        id_ = tenant.intune.put_policy("both", "disabled", definition=KNOWN)
        renamed = tenant.intune.rename_linkedin("999")
        tenant.intune.set_policy(id_, settings=[choose(KNOWN, "_0"), choose(renamed, "_0")])
        (policy,) = (await intune.read()).policies
        assert (policy.state, policy.others) == (OFF, 1)

    async def test_a_setting_below_another_is_found(self, tenant: Tenant, intune: Intune) -> None:
        id_ = tenant.intune.put_policy("part", "disabled", others=1)
        inner, outer = tenant.intune.policies[id_]["settings"]
        tenant.intune.put_policy(
            "nested", settings=[{**outer, "choiceSettingValue": {**outer["choiceSettingValue"], "children": [inner]}}]
        )
        nested = (await intune.read()).policies[-1]
        assert (nested.name, nested.state, nested.others) == ("nested", OFF, 1)


class TestWhole:
    async def test_what_is_put_back_is_the_whole_policy(self, tenant: Tenant, intune: Intune) -> None:
        template = {"templateId": "0f2034c6-3cd6-4ee1-bd37-f3c0693e9548_1", "templateFamily": "baseline"}
        id_ = tenant.intune.put_policy(
            "first",
            "disabled",
            others=3,
            description="Theirs",
            technologies="mdm,microsoftSense",
            roleScopeTagIds=["0", "7"],
            templateReference=template,
            targets=[to_group(SALES)],
        )
        before = tenant.intune.policies[id_]
        catalog = await intune.read()
        await intune.change(catalog.policies[0], catalog.definition, ON, name="second")
        after = tenant.intune.policies[id_]
        same = ("description", "platforms", "technologies", "roleScopeTagIds", "assignments", "createdDateTime")
        assert {name: after[name] for name in same} == {name: before[name] for name in same}
        assert after["templateReference"]["templateId"] == template["templateId"]
        assert after["settings"][1:] == before["settings"][1:]
        assert after["settings"][0]["choiceSettingValue"]["value"] == f"{KNOWN}_1"

    async def test_nothing_is_sent_twice(self, tenant: Tenant, intune: Intune) -> None:
        """APLY-13."""
        definition = (await intune.read()).definition
        made = await intune.create(definition, OFF, name="first", mark=MARK)
        (policy,) = (await intune.read()).policies
        for fault in (Fault(api="graph", code=503, path="Policies"), Fault(api="graph", code=429, path="Policies")):
            for name, call in writes(intune, policy, definition).items():
                before = len(tenant.requests)
                tenant.fail(Fault(**{**_fields(fault), "method": METHODS[name]}))
                with pytest.raises(UnreachableError) as raised:
                    await call()
                assert raised.value.wait == timedelta(minutes=1)
                lines = list(tenant.requests)[before:]
                assert [line.method for line in lines if line.method != "GET"] == [METHODS[name]]
        assert (await intune.read()).policies == (policy,)
        assert policy.id == made

    @pytest.mark.parametrize("policy", ["", "x", "../configurationSettings", f"{NOBODY}/settings", "{}"])
    async def test_what_is_no_id_is_never_sent(self, tenant: Tenant, intune: Intune, policy: str) -> None:
        with pytest.raises(NotFoundError):
            await intune.remove(PolicyId(policy))
        with pytest.raises(NotFoundError):
            await intune.assign(PolicyId(policy), FOR_ALL)
        assert not tenant.requests


METHODS = {"create": "POST", "assign": "POST", "change": "PUT", "remove": "DELETE"}


def _fields(fault: Fault) -> dict[str, Any]:
    return {name: getattr(fault, name) for name in ("api", "code", "path", "headers", "body", "do")}


def writes(intune: Intune, policy: Policy, definition: str) -> dict[str, Callable[[], Awaitable[object]]]:
    return {
        "create": lambda: intune.create(definition, ON, name="second", mark=MARK),
        "assign": lambda: intune.assign(policy.id, FOR_SALES),
        "change": lambda: intune.change(policy, definition, ON, name="second"),
        "remove": lambda: intune.remove(policy.id),
    }


def refusal(message: str, code: str = "BadRequest") -> str:
    return json.dumps({"error": {"code": code, "message": message}})


REFUSED: dict[str, tuple[dict[str, Any], type[PortError], str, bool]] = {
    "a bad request": ({"code": 400}, NotPermittedError, "refused to take", False),
    "what cannot be taken": ({"code": 422}, NotPermittedError, "refused to take", False),
    "409": ({"code": 409}, ConflictError, "Plan it again", False),
    "412": ({"code": 412}, ConflictError, "Plan it again", False),
    "408": ({"code": 408}, UnreachableError, "Try again", False),
    "500": ({"code": 500}, UnreachableError, "Try again", False),
    "502": ({"code": 502}, UnreachableError, "Try again", False),
    "504": ({"code": 504}, UnreachableError, "Try again", False),
    "401": ({"code": 401, "body": refusal("No.", "InvalidAuthenticationToken")}, NotPermittedError, "sign-in", False),
    "401 of Intune": ({"code": 401}, NotPermittedError, "Intune licence", False),
    "no licence": (
        {"code": 400, "body": refusal("Request not applicable to target tenant.")},
        NotPermittedError,
        "no Intune licence",
        False,
    ),
    "approval in Intune": (
        {"code": 400, "body": refusal("Header 'x-msft-approval-justification' is required to request approval.")},
        NotPermittedError,
        "Multi Admin Approval",
        False,
    ),
    "approval in Intune, 412": (
        {"code": 412, "body": refusal("Approval Required. Request Approval using the request ID.")},
        NotPermittedError,
        "Multi Admin Approval",
        False,
    ),
    "approval in Intune, 403": (
        {"code": 403, "body": refusal("The operation requires Multi Admin Approval.", "Forbidden")},
        NotPermittedError,
        "Multi Admin Approval",
        False,
    ),
    "429": ({"code": 429, "headers": {"Retry-After": "17"}}, UnreachableError, "Try again", True),
    "503": ({"code": 503, "headers": {"Retry-After": "17"}}, UnreachableError, "Try again", True),
    "a page to sign in": ({"do": "html"}, UnexpectedError, "no JSON", False),
    "true": ({"do": "ignored"}, UnexpectedError, "no object", False),
    "a redirect": ({"code": 302, "headers": {"Location": "/api/elsewhere"}}, UnexpectedError, "somewhere else", False),
    "no JSON in a refusal": ({"code": 400, "body": "<html>"}, NotPermittedError, "refused to take", False),
    "a refusal that is a list": ({"code": 400, "body": "[]"}, NotPermittedError, "refused to take", False),
}


class TestRefusals:
    @pytest.mark.parametrize("day", REFUSED)
    async def test_each_answer_proves_what_it_proves(self, tenant: Tenant, intune: Intune, day: str) -> None:
        """APLY-08 APLY-09."""
        fields, error, sentence, is_put_off = REFUSED[day]
        tenant.intune.put_policy("first", "disabled", targets=[to_users()])
        catalog = await intune.read()
        for name, call in writes(intune, catalog.policies[0], catalog.definition).items():
            tenant.fail(Fault(api="graph", path="configurationPolicies", method=METHODS[name], **fields))
            with pytest.raises(error, match=sentence) as raised:
                await call()
            assert raised.value.wait == (timedelta(seconds=17) if is_put_off else None), name
            assert (await intune.read()) == catalog

    async def test_what_is_made_and_not_said_is_found(self, tenant: Tenant, intune: Intune) -> None:
        for body in ('{"id": 7}', '{"name": "x"}', '{"id": "../x"}'):
            tenant.fail(Fault(api="graph", method="POST", path="Policies", code=201, body=body))
            with pytest.raises(UnexpectedError, match="did not say"):
                await intune.create(KNOWN, OFF, name="x", mark=MARK)
        tenant.fail(Fault(api="graph", method="POST", path="Policies", do="garbage"))
        with pytest.raises(UnexpectedError):
            await intune.create(KNOWN, OFF, name="x", mark=MARK)
        assert [policy.mark for policy in (await intune.read()).policies] == [MARK]

    async def test_reading_takes_the_smaller_permission(self, tenant: Tenant, intune: Intune) -> None:
        tenant.revoke("DeviceManagementConfiguration.ReadWrite.All")
        with pytest.raises(NotPermittedError, match=r"DeviceManagementConfiguration\.Read\.All"):
            await intune.read()
        tenant.grant("DeviceManagementConfiguration.Read.All")
        assert (await intune.read()).policies == ()

    async def test_a_tenant_that_wants_approval_can_be_read(self, tenant: Tenant, intune: Intune) -> None:
        tenant.intune.set_license(approval=True)
        catalog = await intune.read()
        with pytest.raises(NotPermittedError, match="Multi Admin Approval"):
            await intune.create(catalog.definition, OFF, name="x", mark=MARK)

    async def test_a_read_that_is_put_off_says_for_how_long(self, tenant: Tenant, intune: Intune) -> None:
        tenant.intune.put_policy("first", "disabled")
        tenant.fail(Fault(api="item", path="assignments", code=429, headers={"Retry-After": "40"}))
        with pytest.raises(UnreachableError) as raised:
            await intune.read()
        assert raised.value.wait == timedelta(seconds=40)

    async def test_errors_carry_what_the_log_needs(self, tenant: Tenant, intune: Intune) -> None:
        tenant.intune.set_license(licensed=False)
        with pytest.raises(NotPermittedError) as raised:
            await intune.read()
        assert (raised.value.code, bool(raised.value.request_id)) == ("BadRequest", True)


STRANGE: dict[str, tuple[str, object]] = {
    "policies that are no list": ("configurationPolicies\\?", {"value": {}}),
    "a policy without an id": ("configurationPolicies\\?", {"value": [{"name": "x"}]}),
    "a policy with a path for an id": ("configurationPolicies\\?", {"value": [{"id": "../x", "platforms": "none"}]}),
    "a next page elsewhere": (
        "configurationPolicies\\?",
        {"value": [], "@odata.nextLink": "https://graph.microsoft.com.evil.example/beta/x"},
    ),
    "a definition without an id": ("configurationSettings/", {"displayName": "x"}),
    "settings that are no list": ("/settings", {"value": None}),
    "a setting that is none": ("/settings", {"value": [{"id": "0", "settingInstance": None}, "x"]}),
    "settings that go on elsewhere": (
        "/settings",
        {"value": [], "@odata.nextLink": "https://graph.microsoft.com.evil.example/beta/x"},
    ),
    "settings that go on in v1.0": ("/settings", {"value": [], "@odata.nextLink": "{stable}/users"}),
    "assignments that are none": ("/assignments", {"value": [{"id": "0", "target": None}]}),
    "no answer but one": ("/assignments", "x"),
    "assignments without a list": ("/assignments", {}),
}


class TestStrangeAnswers:
    @pytest.mark.parametrize("day", STRANGE)
    async def test_what_cannot_be_so_is_not_believed(self, tenant: Tenant, intune: Intune, day: str) -> None:
        """APLY-09 APLY-11."""
        path, answer = STRANGE[day]
        tenant.intune.put_policy("first", "disabled", targets=[to_users()])
        body = json.dumps(answer).replace("{stable}", tenant.graph_url)
        for api in ("graph", "item"):
            tenant.fail(Fault(api=api, path=path, code=200, body=body, times=None))  # type: ignore[arg-type]
        with pytest.raises((UnexpectedError, NotFoundError)):
            await intune.read()
        assert not [line for line in tenant.requests if line.path.startswith("/v1.0")]

    @pytest.mark.parametrize(
        ("target", "wanted"),
        [
            ({"@odata.type": "#microsoft.graph.groupAssignmentTarget"}, Target(reach=Reach.OTHER)),
            ({"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": 7}, Target(reach=Reach.OTHER)),
            ({}, Target(reach=Reach.OTHER)),
            ({"@odata.type": 7}, Target(reach=Reach.OTHER)),
            (to_group(SALES.upper()), Target(reach=Reach.GROUP, group=SALES)),
            (
                to_users(**{**FILTERED, "deviceAndAppManagementAssignmentFilterType": "exclude"}),
                Target(reach=Reach.USERS, is_filtered=True),
            ),
            (
                to_users(**{**FILTERED, "deviceAndAppManagementAssignmentFilterType": "none"}),
                Target(reach=Reach.USERS),
            ),
            (
                to_users(
                    deviceAndAppManagementAssignmentFilterId="00000000-0000-0000-0000-000000000000",
                    deviceAndAppManagementAssignmentFilterType="include",
                ),
                Target(reach=Reach.USERS),
            ),
            (
                {**to_users(**FILTERED), "deviceAndAppManagementAssignmentFilterType": "unknownFutureValue"},
                Target(reach=Reach.USERS, is_filtered=True),
            ),
        ],
    )
    async def test_a_target_is_never_taken_for_more_than_it_says(
        self, tenant: Tenant, intune: Intune, target: dict[str, Any], wanted: Target
    ) -> None:
        tenant.intune.put_policy("first", "disabled")
        body = json.dumps({"value": [{"id": "0", "target": target}]})
        tenant.fail(Fault(api="item", path="assignments", code=200, body=body))
        (policy,) = (await intune.read()).policies
        assert policy.targets == (wanted,)

    @pytest.mark.parametrize("value", [None, 7, {}, {"value": None}, {"value": f"{KNOWN}_2"}, {"value": "x_0"}])
    async def test_a_value_that_nobody_knows_is_none(self, tenant: Tenant, intune: Intune, value: object) -> None:
        instance = {"settingDefinitionId": KNOWN, "choiceSettingValue": value}
        tenant.intune.put_policy("first", settings=[{"@odata.type": "#x", "settingDefinitionId": "x"}])
        tenant.fail(
            Fault(
                api="item",
                path=f"{_newest(tenant)}/settings",
                code=200,
                body=json.dumps({"value": [{"id": "0", "settingInstance": instance}]}),
            )
        )
        (policy,) = (await intune.read()).policies
        assert policy.state is None

    async def test_the_order_in_which_graph_tells_says_nothing(self, tenant: Tenant, intune: Intune) -> None:
        id_ = tenant.intune.put_policy("first", "disabled", others=5, targets=[to_users(), to_group(SALES)])
        before: Catalog = await intune.read()
        policy = tenant.intune.policies[id_]
        tenant.intune.set_policy(id_, settings=policy["settings"][::-1], targets=policy["assignments"][::-1])
        assert (await intune.read()).digest == before.digest


def _newest(tenant: Tenant) -> str:
    return [*tenant.intune.policies][-1]
