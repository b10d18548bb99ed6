"""The admin centre's API of the simulated tenant: who may read and write the properties, and what a write does."""

import json
import time
from collections.abc import AsyncIterator

import pytest
from sim.callers import PORTAL, Caller, open_world

from bot.sim.cast import ADA, BOB, MALLORY, SALES_GROUP, TENANT_ID

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
VALUE = "enableLinkedInAppFamily"
GROUP = "linkedInSelectedGroupObjectId"
NOBODY = {VALUE: 1, GROUP: None}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


async def test_the_body_is_flat_and_begins_with_everyone(caller: Caller) -> None:
    status, body = await caller.portal()
    assert (status, body["objectId"], body[VALUE], body[GROUP]) == (200, TENANT_ID, 0, None)
    assert 38 <= len(body) <= 46
    assert caller.tenant.setting == {name: body[name] for name in caller.tenant.setting}


@pytest.mark.parametrize("path", ["Properties", "PropertiesV2"])
async def test_a_write_is_merged_and_remembered(caller: Caller, path: str) -> None:
    _, before = await caller.portal()
    status, answer = await caller.portal("PUT", path, {VALUE: 4, GROUP: SALES_GROUP})
    assert (status, answer) == (200, True)
    _, after = await caller.portal()
    changed = {name: value for name, value in after.items() if before[name] != value}
    assert changed == {VALUE: 4, GROUP: SALES_GROUP, "linkedInSelectedGroupDisplayName": "Sales EMEA"}
    (write,) = caller.tenant.writes
    assert (write.oid, write.body) == (ADA.object_id, {VALUE: 4, GROUP: SALES_GROUP})
    assert (write.before, write.after, write.at.utcoffset() is not None) == (before, after, True)
    assert (await caller.portal("PUT", path, {"usersCanRegisterApps": False}))[0] == 200
    assert caller.tenant.setting[GROUP] == SALES_GROUP


async def test_everyone_reads_but_only_an_active_global_administrator_writes(caller: Caller) -> None:
    mallory = (await caller.sign_in_person(MALLORY.object_id))[1]["access_token"]
    assert (await caller.portal(token=mallory))[0] == 200
    status, refused = await caller.portal("PUT", "PropertiesV2", NOBODY, token=mallory)
    assert (status, refused["HttpStatusCode"]) == (401, 401)
    assert refused["ClassName"] == "Microsoft.Portal.Framework.Exceptions.ClientException"
    told = json.loads(refused["Message"])["odata.error"]
    assert (told["code"], told["message"]["value"]) == ("Unauthorized", "User is not in required role.")
    assert refused["ClientData"]["userObjectId"] == MALLORY.object_id
    ada = (await caller.sign_in_person())[1]["access_token"]
    caller.tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
    assert (await caller.portal("PUT", "PropertiesV2", NOBODY, token=ada))[0] == 401
    caller.tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=True)
    assert (await caller.portal("PUT", "PropertiesV2", NOBODY, token=ada))[0] == 200
    assert len(caller.tenant.writes) == 1


async def test_an_app_is_nobody_here(caller: Caller) -> None:
    app = (await caller.sign_in_app(PORTAL))[1]["access_token"]
    status, refused = await caller.portal("PUT", "PropertiesV2", NOBODY, token=app)
    assert (status, "AADSTS7000114" in refused["Message"]) == (401, True)
    assert (await caller.portal(token=app))[0] == 401


async def test_a_bad_token_gets_a_page(caller: Caller) -> None:
    now = int(time.time())
    good = {"iss": f"https://sts.windows.net/{TENANT_ID}/", "aud": PORTAL, "tid": TENANT_ID, "nbf": now - 9}
    good |= {"exp": now + 60, "scp": "user_impersonation", "oid": BOB.object_id}
    sign = caller.tenant.sign
    assert (await caller.portal(token=sign(good)))[0] == 200
    expired, other = sign({**good, "exp": now - 1}), sign({**good, "aud": "https://graph.microsoft.com"})
    for token in (expired, other, "no.token.here"):
        status, page = await caller.portal(token=token)
        assert (status, page.startswith("<!DOCTYPE html>")) == (401, True)
    assert (await caller.portal(Authorization=""))[0] == 401


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("{", {}, 400),
        ([1], {}, 400),
        (NOBODY, {"Content-Type": "text/plain"}, 415),
        (NOBODY, {"x-ms-client-request-id": ""}, 400),
        ({VALUE: 4, GROUP: "00000000-0000-4000-8000-000000000000"}, {}, 400),
        ({VALUE: 4}, {}, 400),
        ({VALUE: "1"}, {}, 400),
        ({"objectId": TENANT_ID}, {}, 400),
        ({"enableLinkedinAppFamily": 1}, {}, 400),
    ],
)
async def test_a_malformed_write_changes_nothing(
    caller: Caller, body: object, headers: dict[str, str], status: int
) -> None:
    assert (await caller.portal("PUT", "PropertiesV2", body, **headers))[0] == status
    assert (caller.tenant.writes, caller.tenant.setting[VALUE]) == ((), 0)


async def test_what_is_not_there_is_named(caller: Caller) -> None:
    status, body = await caller.portal("GET", "Nothing")
    assert (status, "No HTTP resource was found that matches the request URI" in body["message"]) == (404, True)
    assert (await caller.portal("DELETE", "Properties"))[0] == 404


async def test_another_admin_can_change_anything_meanwhile(caller: Caller) -> None:
    caller.tenant.change_in_portal(4, SALES_GROUP, usersCanRegisterApps=False)
    _, body = await caller.portal()
    assert (body[VALUE], body["linkedInSelectedGroupDisplayName"]) == (4, "Sales EMEA")
    assert body["usersCanRegisterApps"] is False
    assert [(write.oid, write.before[VALUE], write.after[VALUE]) for write in caller.tenant.writes] == [
        ("another-admin", 0, 4)
    ]
    caller.tenant.change_in_portal(3, "not-a-group", objectId="00000000-0000-0000-0000-000000000000")
    _, body = await caller.portal()
    assert (body[VALUE], body[GROUP], body["linkedInSelectedGroupDisplayName"]) == (3, "not-a-group", None)
