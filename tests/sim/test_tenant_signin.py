"""How an app and a person sign in to the simulated tenant, also with Microsoft's own library."""

from collections.abc import AsyncIterator

import pytest
from azure.core.exceptions import ClientAuthenticationError
from azure.identity.aio import AuthorizationCodeCredential, ClientSecretCredential
from sim.callers import AZURE_CLI, CONNECTOR, GRAPH, PORTAL, Caller, open_world

from bot.sim.cast import ADA, BOT_APP_ID, BOT_SECRET, TENANT_DOMAIN, TENANT_ID


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


async def test_microsofts_library_signs_the_app_in(caller: Caller) -> None:
    tenant = caller.tenant
    wire = {
        "authority": tenant.login_url,
        "disable_instance_discovery": True,
        "connection_verify": str(tenant.login_ca),
    }
    async with ClientSecretCredential(TENANT_ID, BOT_APP_ID, BOT_SECRET, **wire) as credential:
        token = (await credential.get_token(f"{GRAPH}/.default")).token
    claims = tenant.read_token(token, GRAPH)
    assert claims
    assert (claims["idtyp"], claims["appid"], claims["tid"]) == ("app", BOT_APP_ID, TENANT_ID)
    assert "User.Read.All" in claims["roles"]
    async with ClientSecretCredential(TENANT_ID, BOT_APP_ID, "wrong", **wire) as credential:
        with pytest.raises(ClientAuthenticationError, match="AADSTS7000215"):
            await credential.get_token(f"{GRAPH}/.default")


async def test_microsofts_library_signs_the_operator_in_with_a_code(caller: Caller) -> None:
    tenant = caller.tenant
    credential = AuthorizationCodeCredential(
        TENANT_ID,
        client_id=AZURE_CLI,
        authorization_code=tenant.issue_code(),
        redirect_uri="http://localhost",
        authority=tenant.login_url,
        disable_instance_discovery=True,
        connection_verify=str(tenant.login_ca),
    )
    async with credential:
        token = (await credential.get_token(f"{PORTAL}/.default")).token
        assert (await credential.get_token(f"{PORTAL}/.default")).token == token
    claims = tenant.read_token(token, PORTAL)
    assert claims
    assert (claims["oid"], claims["upn"], claims["scp"]) == (ADA.object_id, ADA.upn, "user_impersonation")
    assert claims["exp"] - claims["iat"] == 3600


async def test_a_code_works_once_and_a_refresh_token_again_and_again(caller: Caller) -> None:
    code = {"grant_type": "authorization_code", "client_id": AZURE_CLI, "code": caller.tenant.issue_code()}
    scope = {"scope": f"offline_access {PORTAL}/.default"}
    status, granted = await caller.sign_in(**code, **scope)
    assert status == 200
    status, refused = await caller.sign_in(**code, **scope)
    assert (status, refused["error"], refused["error_codes"]) == (400, "invalid_grant", [54005])
    refresh = {"grant_type": "refresh_token", "client_id": AZURE_CLI, "refresh_token": granted["refresh_token"]}
    assert [(await caller.sign_in(**refresh, **scope))[0] for _ in range(2)] == [200, 200]
    caller.tenant.set_enabled(ADA.object_id, enabled=False)
    assert (await caller.sign_in(**refresh, **scope))[1]["error_codes"] == [50057]


async def test_a_token_is_good_for_its_audience_only(caller: Caller) -> None:
    _, granted = await caller.sign_in_app(CONNECTOR)
    token = granted["access_token"]
    assert caller.tenant.read_token(token, CONNECTOR)
    assert caller.tenant.read_token(token, GRAPH) is None
    assert caller.tenant.read_token(token[:-4], CONNECTOR) is None


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"client_id": AZURE_CLI}, 400, 700016),
        ({"client_secret": ""}, 401, 7000215),
        ({"scope": "https://example.org/.default"}, 400, 70011),
        ({"grant_type": "password"}, 400, 70003),
    ],
)
async def test_who_signs_in_wrongly_is_told_in_oauths_way(
    caller: Caller, form: dict[str, str], status: int, code: int
) -> None:
    answered, body = await caller.sign_in_app(**form)
    assert (answered, body["error_codes"]) == (status, [code])
    assert body["error_description"].startswith(f"AADSTS{code}: ")


async def test_a_person_gets_tokens_for_the_admin_centre_only(caller: Caller) -> None:
    code = {"grant_type": "authorization_code", "code": caller.tenant.issue_code()}
    graph = await caller.sign_in(**code, client_id=AZURE_CLI, scope=f"{GRAPH}/.default")
    other = await caller.sign_in(**code, client_id=BOT_APP_ID, scope=f"{PORTAL}/.default")
    assert [graph[1]["error_codes"], other[1]["error_codes"]] == [[65001], [700016]]


async def test_the_openid_configuration_tells_cloud_and_region(caller: Caller) -> None:
    tenant, path = caller.tenant, "v2.0/.well-known/openid-configuration"
    plain = tenant.graph_url.removesuffix("/v1.0")
    status, found = await caller.ask("GET", f"{plain}/{TENANT_DOMAIN}/{path}", {})
    assert (status, found["tenant_region_scope"], found["cloud_instance_name"]) == (200, "EU", "microsoftonline.com")
    assert (found["issuer"], "tenant_region_sub_scope" in found) == (f"{tenant.openid_url}/{TENANT_ID}/v2.0", False)
    tenant.set_region("NA", "DODCON", "microsoftonline.us", "US")
    _, moved = await caller.ask("GET", f"{plain}/{TENANT_ID}/{path}", {})
    assert (moved["tenant_region_sub_scope"], moved["cloud_instance_name"]) == ("DODCON", "microsoftonline.us")
    _, keys = await caller.ask("GET", f"{plain}/{TENANT_ID}/discovery/v2.0/keys", {})
    assert [key["kty"] for key in keys["keys"]] == ["RSA"]
    status, unknown = await caller.ask("GET", f"{plain}/other.example/{path}", {})
    assert (status, unknown["error_codes"]) == (400, [90002])
