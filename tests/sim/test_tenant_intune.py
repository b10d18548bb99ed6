"""The simulated Graph beta: Intune's settings catalog, as strict as the rest of the tenant, and who may consent."""

from pathlib import Path
from typing import Any

import pytest
from sim.callers import Caller, CutError, Reply, open_caller, open_world

from bot.sim.cast import SALES_GROUP
from bot.sim.deeds import list_deeds
from bot.sim.tenant import Fault, open_tenant, to_devices, to_group, to_users
from bot.sim.tenant.policies import BASELINE, LINKEDIN, LINKEDIN_NAME, choose

POLICIES, DEFINITIONS = "/deviceManagement/configurationPolicies", "/deviceManagement/configurationSettings"
GONE = f"{POLICIES}/00000000-0000-4000-8000-00000000dead"
WRITER = "DeviceManagementConfiguration.ReadWrite.All"
INSTANCE = choose(LINKEDIN, "_0")
NEW = {"name": "x", "platforms": "windows10", "technologies": "mdm", "settings": [{"settingInstance": INSTANCE}]}
AIM = {"assignments": [{"target": to_group(SALES_GROUP)}]}


async def ask(caller: Caller, method: str, path: str, body: object = None) -> Reply:
    _, granted = await caller.sign_in_app()
    headers = {"Authorization": f"Bearer {granted['access_token']}", "Content-Type": "application/json"}
    return await caller.ask(method, f"{caller.tenant.beta_url}{path}", headers, body)


async def make(caller: Caller) -> str:
    status, made = await ask(caller, "POST", POLICIES, NEW)
    assert status == 201
    return str(made["id"])


async def test_a_new_tenant_has_one_policy_and_it_says_nothing_about_linkedin() -> None:
    async with open_world() as caller:
        _, page = await ask(caller, "GET", POLICIES)
        assert [(one["name"], one["settingCount"], one["isAssigned"]) for one in page["value"]] == [
            ("Office baseline", 14, True)
        ]
        _, settings = await ask(caller, "GET", f"{POLICIES}/{BASELINE}/settings")
        ids = [one["settingInstance"]["settingDefinitionId"] for one in settings["value"]]
        assert len(set(ids)) == 14
        assert LINKEDIN not in ids
        assert caller.tenant.intune.find_linkedin() == []


async def test_a_policy_is_made_assigned_replaced_and_deleted() -> None:
    async with open_world() as caller:
        id_ = await make(caller)
        assert (await ask(caller, "POST", f"{POLICIES}/{id_}/assign", AIM))[0] == 200
        _, told = await ask(caller, "GET", f"{POLICIES}/{id_}/assignments")
        assert [one["target"]["groupId"] for one in told["value"]] == [SALES_GROUP]
        whole = {**NEW, "name": "y", "settings": [{"settingInstance": choose(LINKEDIN, "_1")}]}
        assert (await ask(caller, "PUT", f"{POLICIES}/{id_}", whole))[0] == 204
        assert caller.tenant.intune.tell_linkedin(id_) == "enabled"
        _, after = await ask(caller, "GET", f"{POLICIES}/{id_}/assignments")
        assert after["value"] == told["value"]
        _, shown = await ask(caller, "GET", f"{POLICIES}/{id_}?$select=id,name")
        assert shown == {"id": id_, "name": "y"}
        assert (await ask(caller, "DELETE", f"{POLICIES}/{id_}"))[0] == 204
        assert (await ask(caller, "DELETE", f"{POLICIES}/{id_}"))[0] == 404


async def test_the_setting_is_found_by_id_and_by_name_until_it_has_another_id() -> None:
    by_name = f"{DEFINITIONS}?$filter=displayName eq '{LINKEDIN_NAME}'"
    async with open_world() as caller:
        assert (await ask(caller, "GET", f"{DEFINITIONS}/{LINKEDIN}?$select=displayName"))[0] == 200
        renamed = caller.tenant.intune.rename_linkedin("999")
        assert (await ask(caller, "GET", f"{DEFINITIONS}/{LINKEDIN}"))[0] == 404
        _, found = await ask(caller, "GET", by_name)
        assert [one["id"] for one in found["value"]] == [renamed]
        assert (await ask(caller, "POST", POLICIES, NEW))[0] == 400
        renewed = [{"settingInstance": choose(renamed, "_0")}]
        assert (await ask(caller, "POST", POLICIES, {**NEW, "settings": renewed}))[0] == 201


async def test_lists_go_over_pages() -> None:
    async with open_world() as caller:
        for number in range(70):
            caller.tenant.intune.put_policy(f"Policy {number}", others=number)
        _, first = await ask(caller, "GET", f"{POLICIES}?$select=name")
        assert len(first["value"]) == 50
        second = first["@odata.nextLink"].removeprefix(caller.tenant.beta_url)
        _, rest = await ask(caller, "GET", second)
        assert len(rest["value"]) == 21
        assert "@odata.nextLink" not in rest


REFUSED: list[tuple[str, str, Any, int]] = [
    ("GET", "/users", None, 400),
    ("GET", "/deviceManagement/groupPolicyConfigurations", None, 400),
    ("PATCH", f"{POLICIES}/{BASELINE}", {"name": "x"}, 405),
    ("GET", GONE, None, 404),
    ("GET", f"{GONE}/settings", None, 404),
    ("PUT", GONE, NEW, 404),
    ("POST", f"{GONE}/assign", AIM, 404),
    ("GET", f"{POLICIES}/baseline", None, 404),
    ("GET", f"{POLICIES}?$expand=settings", None, 400),
    ("GET", f"{POLICIES}?$count=true", None, 400),
    ("GET", f"{POLICIES}?$select=displayName", None, 400),
    ("GET", f"{POLICIES}?$skiptoken=x", None, 400),
    ("GET", f"{POLICIES}/{BASELINE}?$top=1", None, 400),
    ("POST", f"{POLICIES}?$select=id", NEW, 400),
    ("POST", POLICIES, {**NEW, "displayName": "x"}, 400),
    ("POST", POLICIES, {**NEW, "name": ""}, 400),
    ("POST", POLICIES, {**NEW, "settings": []}, 400),
    ("POST", POLICIES, {**NEW, "settings": {}}, 400),
    ("POST", POLICIES, {**NEW, "settings": [INSTANCE]}, 400),
    ("POST", POLICIES, {**NEW, "settings": ["x"]}, 400),
    ("POST", POLICIES, {**NEW, "settings": [{"settingInstance": choose(LINKEDIN, "_7")}]}, 400),
    ("POST", POLICIES, {**NEW, "settings": [{"settingInstance": choose("unknown", "_0")}]}, 400),
    ("POST", POLICIES, {**NEW, "settings": [{"settingInstance": {**INSTANCE, "choiceSettingValue": "x"}}]}, 400),
    ("POST", POLICIES, [], 400),
    ("PUT", f"{POLICIES}/{BASELINE}", {"name": "x"}, 400),
    ("POST", f"{POLICIES}/{BASELINE}/assign", {}, 400),
    ("POST", f"{POLICIES}/{BASELINE}/assign", {**AIM, "name": "x"}, 400),
    ("POST", f"{POLICIES}/{BASELINE}/assign", {"assignments": [to_users()]}, 400),
    ("POST", f"{POLICIES}/{BASELINE}/assign", {"assignments": [{"target": to_users(groupId=SALES_GROUP)}]}, 400),
    ("POST", f"{POLICIES}/{BASELINE}/assign", {"assignments": [{"target": to_group("Sales")}]}, 400),
    ("POST", f"{POLICIES}/{BASELINE}/assign", {"assignments": [{"target": {"@odata.type": "#x"}}]}, 400),
]


async def test_what_intune_does_not_take_is_refused_and_changes_nothing() -> None:
    async with open_world() as caller:
        before = caller.tenant.intune.policies
        for method, path, body, wanted in REFUSED:
            status, answer = await ask(caller, method, path, body)
            assert (method, path, body, status) == (method, path, body, wanted)
            assert answer["error"]["code"]
        assert caller.tenant.intune.policies == before


async def test_without_a_token_a_permission_or_a_licence_nobody_gets_in() -> None:
    async with open_world() as caller:
        tenant = caller.tenant
        assert (await caller.ask("GET", f"{tenant.beta_url}{POLICIES}", {}))[0] == 401
        tenant.revoke(WRITER)
        for method, body in (("GET", None), ("POST", NEW)):
            status, answer = await ask(caller, method, POLICIES, body)
            assert (status, answer["error"]["code"]) == (403, "Forbidden")
        tenant.grant("DeviceManagementConfiguration.Read.All")
        statuses = [(await ask(caller, method, POLICIES, body))[0] for method, body in (("GET", None), ("POST", NEW))]
        assert statuses == [200, 403]
        tenant.grant(WRITER)
        tenant.intune.set_license(approval=True)
        status, answer = await ask(caller, "POST", POLICIES, NEW)
        assert (status, (await ask(caller, "GET", POLICIES))[0]) == (400, 200)
        assert "x-msft-approval-justification" in answer["error"]["message"]
        tenant.intune.set_license(licensed=False)
        status, answer = await ask(caller, "GET", POLICIES)
        assert (status, answer["error"]["message"]) == (400, "Request not applicable to target tenant.")


async def test_faults_and_limits_hold_for_beta_as_well() -> None:
    async with open_world() as caller:
        tenant = caller.tenant
        tenant.fail(Fault(api="graph", path="^/beta", code=429))
        assert (await caller.graph("/organization"))[0] == 200
        assert [(await ask(caller, "GET", POLICIES))[0] for _ in range(2)] == [429, 200]
        tenant.set_limits(writes=(1, 1000))
        assert [(await ask(caller, "POST", POLICIES, NEW))[0] for _ in range(2)] == [201, 429]
        items = [{"id": "0", "method": "GET", "url": f"{POLICIES}/{BASELINE}/settings"}]
        tenant.fail(Fault(api="item", path="settings", code=503))
        for wanted in (503, 200):
            _, told = await ask(caller, "POST", "/$batch", {"requests": items})
            assert [one["status"] for one in told["responses"]] == [wanted]


async def test_what_was_changed_outlives_a_restart(tmp_path: Path) -> None:
    async with open_tenant(data=tmp_path, users=60) as tenant:
        made = tenant.intune.put_policy("x", "disabled", targets=[to_devices()])
        tenant.intune.delete_policy(BASELINE)
        renamed = tenant.intune.rename_linkedin("999")
        tenant.intune.set_license(licensed=False)
        tenant.set_consent([])
        policies = tenant.intune.policies
    async with open_tenant(data=tmp_path, users=60) as tenant, open_caller(tenant) as caller:
        assert (tenant.intune.policies, list(policies)) == (policies, [made])
        assert (tenant.intune.linkedin, tenant.intune.is_licensed) == (renamed, False)
        _, rules = await caller.graph("/policies/authorizationPolicy")
        assert rules["defaultUserRolePermissions"]["permissionGrantPoliciesAssigned"] == []


async def test_another_process_has_the_same_controls() -> None:
    async with open_world() as caller:
        intune = caller.tenant.intune
        _, made = await caller.admin("put_policy", name="x", states=["disabled"], targets=[to_users()])
        assert intune.find_linkedin() == [made["value"]]
        await caller.admin("set_policy", id=made["value"], state="enabled")
        assert intune.tell_linkedin(made["value"]) == "enabled"
        _, told = await caller.ask("GET", f"{caller.tenant.admin_url}/policies", {})
        assert told["value"] == intune.policies
        assert (await caller.admin("delete_policy", id=made["value"]))[0] == 200
        assert (await caller.admin("delete_policy", id=made["value"]))[0] == 400
        await caller.admin("set_license", licensed=False)
        assert not intune.is_licensed


@pytest.fixture
def deeds():
    def name(tenant):
        return {deed.name: deed.do for several in list_deeds(tenant).values() for deed in several}

    return name


async def test_the_menu_makes_a_policy_that_says_otherwise_and_moves_the_newest(deeds) -> None:
    async with open_tenant(users=60) as tenant:
        intune, menu = tenant.intune, deeds(tenant)
        menu["move-policy"]()
        assert intune.find_linkedin() == []
        ours = intune.put_policy("ours", "enabled", targets=[to_users()])
        menu["move-policy"]()
        assert intune.policies[ours]["assignments"] == [to_devices()]
        menu["move-policy"]()
        assert intune.policies[ours]["assignments"] == [to_users()]
        menu["make-rival"]()
        *_, rival = intune.find_linkedin()
        assert (intune.tell_linkedin(rival), intune.policies[rival]["assignments"]) == (
            "disabled",
            [to_group(SALES_GROUP)],
        )
        menu["end-license"]()
        assert not intune.is_licensed
        for deed in ("give-license", "heal"):
            intune.set_license(licensed=False)
            menu[deed]()
            assert intune.is_licensed


async def test_the_menu_loses_the_answer_to_a_new_policy(deeds) -> None:
    async with open_world() as caller:
        deeds(caller.tenant)["lose-policy"]()
        with pytest.raises(CutError):
            await make(caller)
        (made,) = caller.tenant.intune.find_linkedin()
        assert caller.tenant.intune.policies[made]["name"] == "x"
