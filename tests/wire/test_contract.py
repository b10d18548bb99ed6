"""Honest requests and answers pass; of each fault that is planted the sentence names the place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from wire.contract import Contract
from wire.exchange import Asked, Told, read_body
from wire.wheel import Field, Model, Operation, Place, Wheel

BASE = "http://127.0.0.1:1/v1.0"
CONTRACT = Contract(Wheel(), BASE)
ID = "00000000-0000-4000-8000-00000000000{}".format
ONE, TWO, GROUP = ID(1), ID(2), ID(9)
TOKEN = {"authorization": "Bearer x"}
JSON = {"content-type": "application/json"}
EVENTUAL = {"consistencylevel": "eventual"}
ROLES = f"/users/{ONE}/transitiveMemberOf/microsoft.graph.directoryRole"
PEOPLE = f"/groups/{GROUP}/transitiveMembers/microsoft.graph.user"


def bind(
    *ids: str, name: str = "members@odata.bind", start: str = "https://graph.microsoft.com/v1.0"
) -> dict[str, Any]:
    return {name: [f"{start}/directoryObjects/{id_}" for id_ in ids]}


def get(address: str, **headers: str) -> Asked:
    return Asked(method="GET", address=address, headers={**TOKEN, **headers})


def send(method: str, address: str, body: object, **headers: str) -> Asked:
    return Asked(method=method, address=address, headers={**TOKEN, **JSON, **headers}, body=body)


def batch(*items: dict[str, Any]) -> Asked:
    return send("POST", "/$batch", {"requests": [{"id": str(number), **item} for number, item in enumerate(items)]})


def item(method: str, url: str, body: object = None, **headers: str) -> dict[str, Any]:
    if body is None:
        return {"method": method, "url": url, **({"headers": headers} if headers else {})}
    return {"method": method, "url": url, "body": body, "headers": {"Content-Type": "application/json", **headers}}


def told(body: object, status: int = 200, kind: str = "application/json; charset=utf-8", **headers: str) -> Told:
    return Told(status=status, headers={"request-id": "1", "content-type": kind, **headers}, body=body)


def refusal(**fields: object) -> dict[str, Any]:
    inner = {"date": "2026-03-01T09:00:00", "request-id": "1", "client-request-id": "1"}
    return {"error": {"code": "Request_BadRequest", "message": "No.", "innerError": inner, **fields}}


NEW_GROUP = {"displayName": "Staff", "mailEnabled": False, "mailNickname": "staff", "securityEnabled": True}
FILL = item("PATCH", f"/groups/{GROUP}", bind(*map(ID, range(1, 9))))
TWENTY = [f"{number:08}-0000-4000-8000-000000000000" for number in range(20)]
QUOTED = ["'a'"] * 16
MANY = [f"{number:08}-0000-4000-8000-000000000000" for number in range(1001)]

HONEST = [
    get("/organization?$select=id,displayName,countryLetterCode"),
    get(f"/users/{ONE}?$select=id,displayName,accountEnabled,userType,userPrincipalName"),
    get("/users/ada%40contoso.example"),
    get("/users/$count", **EVENTUAL),
    get("/users/$count?$filter=accountEnabled%20eq%20true%20and%20userType%20eq%20'Guest'", **EVENTUAL),
    get(f"/users?$filter=userPrincipalName%20in%20({','.join(QUOTED[:15])})&$select=id,mail&$top=999"),
    get("/users?$filter=userPrincipalName eq 'O''Brien' or mail eq null or id in ('1','2')"),
    get("/users?$filter=not(userType eq 'Guest') and createdDateTime ge 2026-01-01T00:00:00Z&$count=true", **EVENTUAL),
    get("/users?$filter=endswith(mail,'x')&$count=true&$orderby=displayName desc,id", **EVENTUAL),
    get("/groups?$filter=groupTypes/any(c:c eq 'Unified')"),
    get("/groups?$filter=assignedLicenses/$count eq 0&$count=true", **EVENTUAL),
    get("/users?$filter=assignedLicenses/any(s:s/skuId eq 00000000-0000-4000-8000-000000000001)"),
    get('/groups?$search="displayName:a b" AND "description:c"&$top=15', **EVENTUAL),
    get("/groups?$filter=startswith(displayName,'S')&$select=id&$skiptoken=x"),
    get(f"{PEOPLE}?$select=id&$top=999&$count=true", **EVENTUAL),
    get(f"{PEOPLE}/$count", **EVENTUAL),
    get(f"/groups/{GROUP}/owners?$select=id,displayName,accountEnabled"),
    get(f"/groups/{GROUP}?$expand=members($select=id),owners"),
    get(f"{ROLES}?$count=true&$select=roleTemplateId", **EVENTUAL),
    get("/security/secureScores?$top=1"),
    get("/security/secureScores?$count=true"),
    send("POST", f"/users/{ONE}/checkMemberGroups", {"groupIds": TWENTY}),
    send("POST", "/directoryObjects/getByIds", {"ids": MANY[:1000], "types": ["user"]}),
    send("PATCH", f"/groups/{GROUP}", bind(*TWENTY)),
    send("PATCH", f"/groups/{GROUP}", bind(ONE, start=BASE)),
    send("PATCH", f"/groups/{GROUP}", {"description": None, "displayName": "Staff"}),
    send("POST", f"/groups/{GROUP}/members/$ref", {"@odata.id": f"{BASE}/directoryObjects/{ONE}"}),
    Asked(method="DELETE", address=f"/groups/{GROUP}/members/{ONE}/$ref", headers=TOKEN),
    send("POST", "/groups", {**NEW_GROUP, **bind(*TWENTY[:19]), **bind(ONE, name="owners@odata.bind")}),
    batch(*[FILL] * 20),
    batch(
        item("GET", f"users/{ONE}"), {**item("GET", "/users/$count", ConsistencyLevel="eventual"), "dependsOn": ["0"]}
    ),
]

FAULTS: dict[str, tuple[Asked, str]] = {
    "21 binds": (
        send("PATCH", f"/groups/{GROUP}", bind(*MANY[:21])),
        "PATCH /groups/.*members@odata.bind take 20 .* not 21",
    ),
    "21 members and owners": (
        send("POST", "/groups", {**NEW_GROUP, **bind(*TWENTY), **bind(ONE, name="owners@odata.bind")}),
        "take 20 addresses in one request, not 21",
    ),
    "a bare id": (
        send("PATCH", f"/groups/{GROUP}", {"members@odata.bind": [ONE]}),
        r"members@odata.bind\[0\]: .* is no address",
    ),
    "an address elsewhere": (
        send("PATCH", f"/groups/{GROUP}", bind(ONE, start="https://graph.microsoft.com.evil.example/v1.0")),
        "is no address of an object",
    ),
    "no binds": (send("PATCH", f"/groups/{GROUP}", bind()), "members@odata.bind is a list of addresses, and not empty"),
    "a misspelt annotation": (
        send("PATCH", f"/groups/{GROUP}", bind(ONE, name="members@odata_bind")),
        "Group has no property 'members@odata_bind'",
    ),
    "an annotation in the wrong place": (
        send("PATCH", f"/groups/{GROUP}", bind(ONE, name="owners@odata.bind")),
        "Group has no property 'owners@odata.bind'",
    ),
    "a whole member": (
        send("PATCH", f"/groups/{GROUP}", {"members": [{"id": ONE}]}),
        "members of Group leads to other",
    ),
    "an unknown option": (get("/groups?$selct=id"), r"GET /groups\?\$selct=id: there is no query option '\$selct'"),
    "an option without its sign": (get("/groups?select=id"), "no query option 'select'"),
    "an option of another path": (get(f"/users/{ONE}?$top=1"), r"no query option '\$top'"),
    "an option twice": (get("/groups?$top=1&$top=2"), r"\$top stands there twice"),
    "a next page of one object": (get(f"/users/{ONE}?$skiptoken=x"), r"no query option '\$skiptoken'"),
    "an unknown path": (get("/groupz"), "GET /groupz: there is no such path"),
    "an unknown part of a path": (get(f"/groups/{GROUP}/memberz"), "there is no such path"),
    "a path in another case": (get(f"/groups/{GROUP}/transitivemembers"), "there is no such path"),
    "no path": (get("/"), "there is no such path"),
    "a name instead of an id": (get("/groups/Sales"), "'Sales' is no group-id"),
    "a wrong method": (Asked(method="PUT", address=f"/groups/{GROUP}", headers=TOKEN), "takes .*, not PUT"),
    "no header for a count": (get("/users/$count"), r"GET /users/\$count: \$count needs the header"),
    "no header for a counted list": (get("/groups?$count=true"), r"\$count needs the header"),
    "no header for a search": (get('/groups?$search="displayName:a"'), r"\$search needs the header"),
    "no header for a cast": (get(f"{PEOPLE}?$count=true"), "a cast needs the header"),
    "a cast without a count": (get(PEOPLE, **EVENTUAL), r"a cast needs \$count=true"),
    "no header for ne": (get("/users?$filter=userType ne 'Guest'"), r"such a \$filter needs the header"),
    "an order of a filter": (
        get("/users?$filter=mail eq 'a'&$orderby=id", **EVENTUAL),
        r"such a \$filter needs \$count=true",
    ),
    "a strange consistency": (get("/users", consistencylevel="session"), "ConsistencyLevel can be no 'session'"),
    "a search without quotes": (get("/groups?$search=displayName:a", **EVENTUAL), r"\$search: what is searched"),
    "a search of nothing known": (get('/groups?$search="name:a"', **EVENTUAL), "Group has no property 'name'"),
    "a misspelt property": (
        get(f"/users/{ONE}?$select=id,displayname"),
        r"\$select: User has no property 'displayname'",
    ),
    "a misspelt property of a member": (
        get(f"/groups/{GROUP}/members?$select=displayname"),
        "has no property 'displayname'",
    ),
    "members that are selected": (get(f"/groups/{GROUP}?$select=members"), r"that is for \$expand"),
    "a name that is expanded": (get(f"/groups/{GROUP}?$expand=displayName"), "leads to no other objects"),
    "a misspelt property of a filter": (get("/groups?$filter=name eq 'x'"), r"\$filter: Group has no property 'name'"),
    "a text for a bool": (get("/users?$filter=accountEnabled eq 'true'"), "'true' is no bool"),
    "a text that ends": (get("/groups?$filter=displayName eq 'it's'"), "is no part of a filter|stands where"),
    "half a filter": (get("/groups?$filter=displayName eq"), r"\$filter: "),
    "an unknown operator": (get("/users?$filter=mail like 'x'"), "there is no operator 'like'"),
    "an unknown function": (get("/users?$filter=contains(mail,'x')"), "there is no function 'contains'"),
    "a list compared": (get("/groups?$filter=groupTypes eq 'Unified'"), "groupTypes is a list"),
    "16 values": (get(f"/users?$filter=mail in ({','.join(QUOTED)})"), r"\$filter: 'in' takes 15 values, not 16"),
    "an unknown value": (
        get("/groups?$filter=accessType eq 'publik'"),
        r"'publik' is none of none, private, public, secret, unknownFutureValue|'publik' is none of",
    ),
    "an order of nothing known": (get("/users?$orderby=name"), r"\$orderby: User has no property 'name'"),
    "a large page": (get("/users?$top=1000"), r"\$top: a page holds 1 to 999"),
    "no number": (get("/users?$top=ten"), "'ten' is no number"),
    "neither true nor false": (get("/users?$count=yes"), "'yes' is neither"),
    "1001 ids": (send("POST", "/directoryObjects/getByIds", {"ids": MANY}), "ids: takes 1 to 1000 ids, not 1001"),
    "21 groups": (send("POST", f"/users/{ONE}/checkMemberGroups", {"groupIds": MANY[:21]}), "takes 1 to 20 ids"),
    "a name among ids": (send("POST", "/directoryObjects/getByIds", {"ids": ["ada"]}), "'ada' is no GUID"),
    "a misspelt body": (send("POST", "/directoryObjects/getByIds", {"id": [ONE]}), "has no property 'id'"),
    "a number for a name": (send("PATCH", f"/groups/{GROUP}", {"displayName": 7}), "Group.displayName: 7 is no str"),
    "one for true": (send("PATCH", f"/groups/{GROUP}", {"securityEnabled": 1}), "securityEnabled: 1 is no bool"),
    "null for a list": (send("PATCH", f"/groups/{GROUP}", {"groupTypes": None}), "groupTypes: None is no list"),
    "a member of an enum": (send("PATCH", f"/groups/{GROUP}", {"accessType": "publik"}), "'publik' is none of"),
    "another type": (
        send("PATCH", f"/groups/{GROUP}", {"@odata.type": "#microsoft.graph.user"}),
        "Group can be no '#microsoft.graph.user'",
    ),
    "a nickname with a space": (
        send("POST", "/groups", {**NEW_GROUP, "mailNickname": "my staff"}),
        "mailNickname cannot be",
    ),
    "a long name": (send("POST", "/groups", {**NEW_GROUP, "displayName": "x" * 257}), "displayName has 1 to 256"),
    "no type of content": (replace(send("PATCH", f"/groups/{GROUP}", {}), headers=TOKEN), "Content-Type is none"),
    "a body of a question": (send("GET", "/users", {}), "there can be no body"),
    "no body": (send("PATCH", f"/groups/{GROUP}", None), "Group is an object, not None"),
    "no token": (Asked(method="GET", address="/users"), "GET /users: there is no token"),
    **{
        f"no {name}": (send("POST", "/groups", {**NEW_GROUP, name: None}), f"{name} is missing")
        for name in ("displayName", "mailEnabled", "mailNickname", "securityEnabled")
    },
}

BAD_BATCHES: dict[str, tuple[Asked, str]] = {
    "21 requests": (batch(*[FILL] * 21), "a batch takes 1 to 20 requests, not 21"),
    "none": (batch(), "not 0"),
    "an id twice": (batch({**FILL, "id": "a"}, {**FILL, "id": "A"}), r"requests\[0\]: the id 'a' is there twice"),
    "a number for an id": (batch({**FILL, "id": 1}), "the id is a text, not 1"),
    "an absolute address": (batch(item("GET", f"{BASE}/users")), "the url is relative"),
    "a version": (batch(item("GET", "/v1.0/users")), "the url is relative"),
    "a batch in a batch": (batch(item("POST", "/$batch", {"requests": []})), "a batch holds no batch"),
    "a misspelt part": (batch({**FILL, "depends_on": ["0"]}), "has no 'depends_on'"),
    "waiting for nobody": (batch({**FILL, "dependsOn": ["7"]}), "dependsOn names ids of this batch"),
    "waiting for one of many": (batch(FILL, FILL, {**FILL, "dependsOn": ["0"]}), "all at once or each after"),
    "no type of content in one": (
        batch({**FILL, "headers": {}}),
        r"requests\[0\], PATCH /groups/.*Content-Type is none",
    ),
    "21 binds in one": (
        batch(FILL, item("PATCH", f"/groups/{GROUP}", bind(*MANY[:21]))),
        rf"POST /\$batch: requests\[1\], PATCH /groups/{GROUP}: members@odata.bind take 20",
    ),
    "a misspelt annotation in one": (
        batch(item("PATCH", f"/groups/{GROUP}", bind(ONE, name="members@odata_bind"))),
        r"requests\[0\], .*no property 'members@odata_bind'",
    ),
    "no header in one": (batch(item("GET", "/users/$count")), r"requests\[0\], .*\$count needs the header"),
    "an unknown path in one": (batch(item("GET", "/user")), r"requests\[0\], GET /user: there is no such path"),
    "a query": (replace(batch(FILL), address="/$batch?$top=1"), "a batch takes no query"),
    "no list": (send("POST", "/$batch", [FILL]), "a list named requests"),
}


@pytest.mark.parametrize("asked", HONEST)
def test_an_honest_request_passes(asked: Asked) -> None:
    assert [*CONTRACT.check_asked(asked)] == []


@pytest.mark.parametrize("fault", [*FAULTS, *BAD_BATCHES])
def test_a_planted_fault_is_caught_where_it_is(fault: str, matches: Callable[[str, list[str]], bool]) -> None:
    asked, sentence = {**FAULTS, **BAD_BATCHES}[fault]
    found = [*CONTRACT.check_asked(asked)]
    assert matches(sentence, found), found


USER = get(f"/users/{ONE}?$select=id,displayName,accountEnabled")
LIST = get("/groups?$select=id,displayName&$top=2")
COUNTED = get(f"{PEOPLE}?$select=id&$count=true", **EVENTUAL)
OWNERS = get(f"/groups/{GROUP}/owners?$select=id,displayName")
CHECK = send("POST", f"/users/{ONE}/checkMemberGroups", {"groupIds": [GROUP]})
BY_IDS = send("POST", "/directoryObjects/getByIds", {"ids": [ONE]})
ADA = {"id": ONE, "displayName": "Ada", "accountEnabled": True}
STAFF = {"id": GROUP, "displayName": "Staff"}
OWNER = {"@odata.type": "#microsoft.graph.user", "id": ONE, "displayName": "Ada"}
NEXT = f"{BASE}/groups?$select=id%2CdisplayName&$top=2&$skiptoken=x"
BOTH = batch(FILL, item("GET", "/users/$count", ConsistencyLevel="eventual"))


def responses(*answers: dict[str, Any]) -> Told:
    return told({"responses": list(answers)})


def answer(
    id_: str, status: int, body: object = None, kind: str = "application/json", **headers: str
) -> dict[str, Any]:
    return {"id": id_, "status": status, "headers": {"Content-Type": kind, **headers}, "body": body}


DONE, COUNT = {"id": "0", "status": 204}, answer("1", 200, "60", "text/plain")

TRUE_ANSWERS = [
    (USER, told(ADA)),
    (USER, told({"@odata.context": f"{BASE}/$metadata#users/$entity", **ADA})),
    (USER, told(refusal(), 400)),
    (USER, told(refusal(details=[{"code": "x", "message": "y", "target": None}]), 429, **{"retry-after": "7"})),
    (LIST, told({"@odata.context": f"{BASE}/$metadata#groups", "@odata.nextLink": NEXT, "value": [STAFF, STAFF]})),
    (LIST, told({"value": []})),
    (COUNTED, told({"@odata.count": 1, "value": [{"id": ONE}]})),
    (replace(COUNTED, address=f"{COUNTED.address}&$skiptoken=x"), told({"value": [{"id": ONE}]})),
    (OWNERS, told({"value": [OWNER, {"@odata.type": "#microsoft.graph.group", **STAFF}]})),
    (OWNERS, told({"value": [{**OWNER, "displayName": None}]})),
    (get("/users/$count", **EVENTUAL), told("60", kind="text/plain; charset=utf-8")),
    (CHECK, told({"value": [GROUP]})),
    (BY_IDS, told({"value": [OWNER]})),
    (BY_IDS, told({"value": [{"@odata.type": "#microsoft.graph.group", "id": ONE, "groupTypes": None, "mail": None}]})),
    (send("PATCH", f"/groups/{GROUP}", bind(ONE)), Told(status=204, headers={"request-id": "1"})),
    (send("POST", "/groups", NEW_GROUP), told({**NEW_GROUP, "id": GROUP}, 201)),
    (BOTH, responses(COUNT, DONE)),
    (BOTH, responses(answer("0", 429, refusal(), **{"Retry-After": "3"}), answer("1", 403, refusal()))),
    (get("/planner2"), told(refusal(), 400)),
]

FALSE_ANSWERS: dict[str, tuple[Asked, Told, str]] = {
    "a misspelt property": (
        get(f"/users/{ONE}"),
        told({"id": ONE, "displayname": "Ada"}),
        f"GET /users/{ONE} -> 200: User has no property 'displayname'",
    ),
    "a misspelt property in a list": (
        LIST,
        told({"value": [{**STAFF, "nam": "x"}]}),
        r"value\[0\]: Group has no property 'nam'",
    ),
    "a text for a bool": (USER, told({**ADA, "accountEnabled": "true"}), "User.accountEnabled: 'true' is no bool"),
    "a text for a list": (get(f"/groups/{GROUP}"), told({"groupTypes": "Unified"}), "groupTypes: 'Unified' is no list"),
    "null for a list": (
        get(f"/groups/{GROUP}"),
        told({"id": GROUP, "groupTypes": None}),
        "groupTypes: None is no list",
    ),
    "a number in a list of texts": (
        get(f"/groups/{GROUP}"),
        told({"groupTypes": [1]}),
        r"groupTypes: \[0\] 1 is no str",
    ),
    "no time": (get(f"/groups/{GROUP}"), told({"createdDateTime": "yesterday"}), "'yesterday' is no datetime"),
    "a wrong type within": (
        get("/organization"),
        told({"value": [{"verifiedDomains": [{"isDefault": "yes"}]}]}),
        r"Organization.verifiedDomains: \[0\] VerifiedDomain.isDefault: 'yes' is no bool",
    ),
    "an unknown value": (
        get("/organization"),
        told({"value": [{"mobileDeviceManagementAuthority": "intun"}]}),
        "mobileDeviceManagementAuthority: 'intun' is none of intune, office365, sccm, unknown",
    ),
    "what was not selected": (USER, told({**ADA, "mail": None}), "mail of User was not selected"),
    "what was selected is not there": (USER, told({"id": ONE, "displayName": "Ada"}), "User has no accountEnabled"),
    "members unasked": (get(f"/groups/{GROUP}"), told({"id": GROUP, "members": []}), "members of Group leads to other"),
    "an unknown annotation": (LIST, told({"@odata.nextlink": NEXT, "value": []}), "no property '@odata.nextlink'"),
    "a context of another": (USER, told({"@odata.context": "https://evil.example", **ADA}), "context is none of this"),
    "a count unasked": (LIST, told({"@odata.count": 0, "value": []}), "@odata.count is there"),
    "no count": (COUNTED, told({"value": []}), "@odata.count is not there"),
    "a text for a count": (COUNTED, told({"@odata.count": "0", "value": []}), "@odata.count: '0' is no int"),
    "a next page elsewhere": (LIST, told({"@odata.nextLink": "https://evil.example/x", "value": []}), "leads away"),
    "a next page of another list": (
        LIST,
        told({"@odata.nextLink": NEXT.replace("groups", "users"), "value": []}),
        "leads to another list",
    ),
    "a next page of another question": (
        LIST,
        told({"@odata.nextLink": NEXT.replace("top=2", "top=3"), "value": []}),
        "nextLink asks for something else",
    ),
    "more than asked for": (LIST, told({"value": [STAFF] * 3}), "the page holds 3, more than"),
    "no list": (LIST, told({"values": []}), "there is no list named value"),
    "no type of a member": (OWNERS, told({"value": [ADA]}), "DirectoryObject does not say its @odata.type"),
    "an unknown type": (
        OWNERS,
        told({"value": [{"@odata.type": "#microsoft.graph.usr"}]}),
        "can be no '#microsoft.graph.usr'",
    ),
    "a number as JSON": (get("/users/$count", **EVENTUAL), told("60"), "Content-Type is application/json"),
    "no number": (get("/users/$count", **EVENTUAL), told("many", kind="text/plain"), "'many' is no number"),
    "a group nobody asked for": (CHECK, told({"value": [ONE]}), f"'{ONE}' was not asked for"),
    "a person nobody asked for": (BY_IDS, told({"value": [{**OWNER, "id": TWO}]}), f"'{TWO}' was not asked for"),
    "200 for what is created": (send("POST", "/groups", NEW_GROUP), told(NEW_GROUP), "the status is one of 201"),
    "a body of nothing": (send("PATCH", f"/groups/{GROUP}", {}), told({}, 204), "there is a body"),
    "an error of another shape": (USER, told({"Message": "no"}, 503), "ODataError has no property 'Message'"),
    "an error without a code": (USER, told(refusal(code=""), 400), "the error has no code"),
    "an error without its ids": (USER, told(refusal(innerError={}), 400), "innerError has no request-id"),
    "an error with more": (USER, told(refusal(retry=1), 400), "MainError has no property 'retry'"),
    "a page for an error": (USER, told("<html>", 502, kind="text/html"), "Content-Type is text/html"),
    "an hour for a wait": (USER, told(refusal(), 429, **{"retry-after": "soon"}), "Retry-After can be no 'soon'"),
    "no id of the request": (USER, Told(status=200, headers=JSON, body=ADA), "the answer has no request-id"),
    "a page instead of JSON": (USER, told("<html>", kind="text/html"), "User is an object, not '<html>'"),
    "a redirect": (USER, told(None, 302), "the status is one of 200"),
    "an answer to nothing known": (get("/planner2"), told({}), "what nobody has described was answered"),
    "a wrong answer in a batch": (
        BOTH,
        responses(DONE, answer("1", 200, 60, "text/plain")),
        r"POST /\$batch -> 200: responses\[1\], GET /users/\$count -> 200: 60 is no number",
    ),
    "a wrong error in a batch": (
        BOTH,
        responses(answer("0", 400, "no"), COUNT),
        r"responses\[0\], PATCH .* ODataError is an object",
    ),
    "an answer too few": (BOTH, responses(DONE), r"the requests \['0', '1'\] got answers to \['0'\]"),
    "an answer twice": (BOTH, responses(DONE, DONE, COUNT), "got answers to"),
    "an answer with more": (BOTH, responses({**DONE, "code": 1}, COUNT), r"responses\[0\]: an answer has"),
    "no answers": (BOTH, told({"value": []}), "a list named responses"),
}


@pytest.mark.parametrize(("asked", "said"), TRUE_ANSWERS)
def test_a_true_answer_passes(asked: Asked, said: Told) -> None:
    assert [*CONTRACT.check_told(asked, said)] == []


@pytest.mark.parametrize("fault", FALSE_ANSWERS)
def test_a_planted_fault_in_an_answer_is_caught_where_it_is(
    fault: str, matches: Callable[[str, list[str]], bool]
) -> None:
    asked, said, sentence = FALSE_ANSWERS[fault]
    found = [*CONTRACT.check_told(asked, said)]
    assert matches(sentence, found), found


def test_what_only_beta_has_is_written_by_hand(matches: Callable[[str, list[str]], bool]) -> None:
    name = Field(kind="str", is_list=False)
    policy = Model(name="Policy", ancestors=("Policy",), fields={"id": name, "name": name}, derived={})
    file = Path("policy")
    read = Operation(options={"$select": "list[str]"}, takes=None, gives=file)
    place = Place(path="/deviceManagement/oddPolicies/{policy-id}", operations={"GET": read})
    beta = Contract(Wheel(written={file: policy}), "http://127.0.0.1:1/beta", [place])
    asked = get("/deviceManagement/oddPolicies/7?$select=name")
    assert [*beta.check_asked(asked), *beta.check_told(asked, told({"name": "x"}))] == []
    assert matches("there is no such path", [*CONTRACT.check_asked(asked)])
    assert matches(
        "Policy has no property 'nam'", [*beta.check_asked(get("/deviceManagement/oddPolicies/7?$select=nam"))]
    )


def test_a_body_is_json_only_if_it_is_a_thing_or_a_list() -> None:
    assert [read_body(body) for body in (b"", b"60", b'{"a": 1}', b"[]", b"\xff<", b"[" * 100_000)] == [
        None,
        "60",
        {"a": 1},
        [],
        "\ufffd<",
        "[" * 100_000,
    ]
