"""Of Graph beta just that is allowed which Linkgate uses: each planted fault is told, and where it is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from wire import beta
from wire.contract import Contract
from wire.exchange import Asked, Told
from wire.wheel import Wheel

BASE = "http://127.0.0.1:1/beta"
WHEEL = Wheel(written=beta.MODELS)
CONTRACT = Contract(WHEEL, BASE, beta.PLACES)
STABLE = Contract(WHEEL, "http://127.0.0.1:1/v1.0")
ID, GROUP = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000009"
POLICIES, DEFINITIONS = beta.POLICIES, beta.DEFINITIONS
ONE = f"{POLICIES}/{ID}"
LINKEDIN = "user_vendor_msft_policy_config_office16v2~policy~l_x_l_allowlinkedinfeatures"
TOKEN = {"authorization": "Bearer x"}
JSON = {"content-type": "application/json"}
CHOICE = "#microsoft.graph.deviceManagementConfigurationChoiceSetting"

INSTANCE = {
    "@odata.type": f"{CHOICE}Instance",
    "settingDefinitionId": LINKEDIN,
    "choiceSettingValue": {"@odata.type": f"{CHOICE}Value", "children": [], "value": f"{LINKEDIN}_0"},
}
NEW = {"name": "x", "platforms": "windows10", "technologies": "mdm", "settings": [{"settingInstance": INSTANCE}]}
WHOLE = {**NEW, "description": "", "roleScopeTagIds": ["0"]}
AIM = {"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": GROUP}}


def get(address: str) -> Asked:
    return Asked(method="GET", address=address, headers=TOKEN)


def send(method: str, address: str, body: object) -> Asked:
    return Asked(method=method, address=address, headers={**TOKEN, **JSON}, body=body)


def batch(*urls: str) -> Asked:
    items = [{"id": str(number), "method": "GET", "url": url} for number, url in enumerate(urls)]
    return send("POST", "/$batch", {"requests": items})


def told(body: object, status: int = 200) -> Told:
    return Told(status=status, headers={"request-id": "1", **JSON}, body=body)


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != name}


HONEST = [
    get(f"{DEFINITIONS}/{LINKEDIN}?$select=id,displayName"),
    get(f"{DEFINITIONS}?$filter=displayName eq 'Show LinkedIn'&$select=id,displayName"),
    get(f"{POLICIES}?$select=id,name,templateReference"),
    get(f"{POLICIES}?$select=id,name&$skiptoken=x"),
    get(f"{ONE}?$select=id,description"),
    get(f"{ONE}/settings"),
    get(f"{ONE}/assignments"),
    batch(f"{ONE}/settings", f"{ONE}/assignments"),
    send("POST", POLICIES, NEW),
    send("PUT", ONE, {**WHOLE, "templateReference": {"templateId": "x"}}),
    send("POST", f"{ONE}/assign", {"assignments": [AIM]}),
    Asked(method="DELETE", address=ONE, headers=TOKEN),
]

FAULTS: dict[str, tuple[Asked, str]] = {
    "an unknown path": (get(f"{ONE}/setting"), "there is no such path"),
    "a path of v1.0": (get("/users"), "GET /users: there is no such path"),
    "the old templates": (get("/deviceManagement/groupPolicyConfigurations"), "there is no such path"),
    "a name for an id": (get(f"{POLICIES}/baseline"), "'baseline' is no deviceManagementConfigurationPolicy-id"),
    "a patch": (send("PATCH", ONE, WHOLE), "takes GET, PUT, DELETE, not PATCH"),
    "assignments that are put": (send("PUT", f"{ONE}/assignments", {}), "takes GET, not PUT"),
    "an unknown option": (get(f"{POLICIES}?$expand=settings"), r"no query option '\$expand'"),
    "a count": (get(f"{POLICIES}?$count=true"), r"no query option '\$count'"),
    "a filter of policies": (get(f"{POLICIES}?$filter=name eq 'x'"), r"no query option '\$filter'"),
    "a misspelt property": (get(f"{POLICIES}?$select=id,displayName"), "Policy has no property 'displayName'"),
    "a misspelt property of a filter": (get(f"{DEFINITIONS}?$filter=title eq 'x'"), "has no property 'title'"),
    "a name that is not one": (send("POST", POLICIES, {**NEW, "displayName": "x"}), "no property 'displayName'"),
    "a platform as a list": (send("POST", POLICIES, {**NEW, "platforms": ["windows10"]}), r"platforms: .* is no str"),
    "a setting without its shell": (
        send("POST", POLICIES, {**NEW, "settings": [INSTANCE]}),
        r"settings: \[0\] .*can be no '#microsoft.graph",
    ),
    "a value of no kind": (
        send("POST", POLICIES, {**NEW, "settings": [{"settingInstance": {**INSTANCE, "@odata.type": "#x"}}]}),
        "SettingInstance can be no '#x'",
    ),
    "a value without a type": (
        send("POST", POLICIES, {**NEW, "settings": [{"settingInstance": without(INSTANCE, "@odata.type")}]}),
        "SettingInstance has no property 'choiceSettingValue'",
    ),
    "a group of everybody": (
        send("POST", f"{ONE}/assign", {"assignments": [{"target": {**AIM["target"], "@odata.type": "#all"}}]}),
        "Target can be no '#all'",
    ),
    "everybody with a group": (
        send(
            "POST",
            f"{ONE}/assign",
            {
                "assignments": [
                    {"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget", "groupId": ID}}
                ]
            },
        ),
        "has no property 'groupId'",
    ),
    "a target without its shell": (
        send("POST", f"{ONE}/assign", {"assignments": [AIM["target"]]}),
        r"assignments: \[0\]",
    ),
    "no assignments": (send("POST", f"{ONE}/assign", {}), "assignments is missing"),
    "a body of what is deleted": (send("DELETE", ONE, {}), "there can be no body"),
    "no type of content": (replace(send("POST", POLICIES, NEW), headers=TOKEN), "Content-Type is none"),
    "no token": (Asked(method="GET", address=POLICIES), "there is no token"),
    "a wrong path in a batch": (batch(f"{ONE}/setting"), r"requests\[0\], .*there is no such path"),
    "the version in a batch": (batch(f"/beta{ONE}/settings"), "the url is relative"),
    **{f"no {name}": (send("POST", POLICIES, without(NEW, name)), f"{name} is missing") for name in NEW},
    **{f"no {name} in the whole": (send("PUT", ONE, without(WHOLE, name)), f"{name} is missing") for name in WHOLE},
}


@pytest.mark.parametrize("asked", HONEST)
def test_an_honest_request_passes_and_v1_0_has_nothing_of_it(
    asked: Asked, matches: Callable[[str, list[str]], bool]
) -> None:
    assert [*CONTRACT.check_asked(asked)] == []
    assert matches("there is no such path", [*STABLE.check_asked(asked)])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught_where_it_is(fault: str, matches: Callable[[str, list[str]], bool]) -> None:
    asked, sentence = FAULTS[fault]
    found = [*CONTRACT.check_asked(asked)]
    assert matches(sentence, found), found


POLICY = {"id": ID, "name": "x", "templateReference": {"templateId": "", "templateFamily": "none"}}
LIST = get(f"{POLICIES}?$select=id,name,templateReference")
SETTINGS = get(f"{ONE}/settings")

TRUE_ANSWERS = [
    (LIST, told({"@odata.nextLink": f"{BASE}{LIST.address}&$skiptoken=x", "value": [POLICY]})),
    (SETTINGS, told({"value": [{"id": "0", "settingInstance": INSTANCE}]})),
    (get(f"{ONE}/assignments"), told({"value": [{"id": "0", **AIM}]})),
    (get(f"{DEFINITIONS}/{LINKEDIN}?$select=id"), told({"@odata.type": f"{CHOICE}Definition", "id": LINKEDIN})),
    (send("POST", POLICIES, NEW), told({**NEW, "id": ID}, 201)),
    (send("POST", f"{ONE}/assign", {"assignments": [AIM]}), told({"value": [{"id": "0", **AIM}]})),
    (send("PUT", ONE, WHOLE), Told(status=204, headers={"request-id": "1"})),
    (Asked(method="DELETE", address=ONE, headers=TOKEN), Told(status=204, headers={"request-id": "1"})),
]

FALSE_ANSWERS: dict[str, tuple[Asked, Told, str]] = {
    "what was selected is not there": (LIST, told({"value": [{"id": ID, "name": "x"}]}), "has no templateReference"),
    "a next page elsewhere": (LIST, told({"@odata.nextLink": "http://127.0.0.1:1/v1.0/x", "value": []}), "leads away"),
    "a misspelt property": (SETTINGS, told({"value": [{"settingInstanc": INSTANCE}]}), "no property 'settingInstanc'"),
    "200 for what is made": (send("POST", POLICIES, NEW), told({**NEW, "id": ID}), "the status is one of 201"),
    "a body of what is put": (send("PUT", ONE, WHOLE), told(POLICY), "the status is one of 204"),
}


@pytest.mark.parametrize(("asked", "said"), TRUE_ANSWERS)
def test_a_true_answer_passes(asked: Asked, said: Told) -> None:
    assert [*CONTRACT.check_told(asked, said)] == []


@pytest.mark.parametrize("fault", FALSE_ANSWERS)
def test_a_planted_fault_in_an_answer_is_caught(fault: str, matches: Callable[[str, list[str]], bool]) -> None:
    asked, said, sentence = FALSE_ANSWERS[fault]
    found = [*CONTRACT.check_told(asked, said)]
    assert matches(sentence, found), found


RULES = get("/policies/authorizationPolicy?$select=id,defaultUserRolePermissions")


def test_the_rules_for_consent_are_described_by_the_wheel(matches: Callable[[str, list[str]], bool]) -> None:
    rules = {"permissionGrantPoliciesAssigned": ["ManagePermissionGrantsForSelf.x"]}
    assert [*STABLE.check_asked(RULES)] == []
    answer = {"id": "authorizationPolicy", "defaultUserRolePermissions": rules}
    assert [*STABLE.check_told(RULES, told(answer))] == []
    misspelt = get("/policies/authorizationPolicy?$select=permissionGrantPolicyIdsAssignedToDefaultUserRole")
    assert matches("has no property", [*STABLE.check_asked(misspelt)])
    answer["defaultUserRolePermissions"] = {"permissionGrantPolicies": []}
    assert matches("no property 'permissionGrantPolicies'", [*STABLE.check_told(RULES, told(answer))])
    assert matches("there is no such path", [*CONTRACT.check_asked(RULES)])
