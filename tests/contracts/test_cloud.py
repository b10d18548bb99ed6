"""What tells the tenant's cloud, and how Linkgate signs in: tried on the one in memory and on Microsoft's sign-in."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import CredentialUnavailableError
from azure.identity.aio import AzureCliCredential, ManagedIdentityCredential
from fakes.directory import FakeCloud

from bot.core.cloud import Cloud
from bot.edges.portal import SCOPE
from bot.edges.signin import CloudReader, Signin, bot_credential, operator_credential, read_cloud
from bot.ports import CloudPort, NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError
from bot.sim.cast import ADA, BOT_APP_ID, BOT_SECRET, TENANT_ID
from bot.sim.tenant import Fault, Tenant

GRAPH = "https://graph.microsoft.com/.default"
GCC_HIGH = Cloud(instance="microsoftonline.us", scope="USGov", sub_scope="DODCON")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A cloud to ask for, and a way to move the tenant there."""

    port: CloudPort
    move: Callable[[Cloud], None]


@pytest.fixture
def reader(tenant: Tenant, session: aiohttp.ClientSession) -> CloudReader:
    return CloudReader(session, login_url=tenant.openid_url, tenant_id=TENANT_ID, ca=tenant.login_ca)


@pytest.fixture(params=["in memory", "Microsoft's sign-in"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "in memory":
        fake = FakeCloud()
        return World(port=fake, move=lambda cloud: setattr(fake, "where", cloud))
    tenant: Tenant = request.getfixturevalue("tenant")
    return World(
        port=request.getfixturevalue("reader"),
        move=lambda cloud: tenant.set_region(
            scope=cloud.scope, sub_scope=cloud.sub_scope, cloud_instance_name=cloud.instance, country="US"
        ),
    )


class TestCloud:
    async def test_tells_where_the_tenant_is_now(self, world: World) -> None:
        assert await world.port.cloud() == Cloud(instance="microsoftonline.com", scope="EU")
        world.move(GCC_HIGH)
        assert await world.port.cloud() == GCC_HIGH

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ({"do": "html"}, UnexpectedError),
            ({"do": "garbage"}, UnexpectedError),
            ({"do": "status", "code": 302, "headers": {"Location": "/elsewhere"}}, UnexpectedError),
            ({"do": "status", "code": 503}, UnreachableError),
            ({"do": "reset", "times": 2}, UnreachableError),
        ],
    )
    async def test_what_cannot_be_read_is_an_error(
        self, tenant: Tenant, reader: CloudReader, fault: dict[str, Any], error: type[PortError]
    ) -> None:
        assert (await reader.cloud()).instance == "microsoftonline.com"
        tenant.fail(Fault(api="signin", **fault))
        with pytest.raises(error):
            await reader.cloud()
        assert not [line for line in tenant.requests if "elsewhere" in line.path]

    async def test_nobody_waits_longer_than_the_deadline(self, tenant: Tenant, session: aiohttp.ClientSession) -> None:
        place = {"login_url": tenant.openid_url, "tenant_id": TENANT_ID, "ca": tenant.login_ca}
        tenant.fail(Fault(api="signin", do="hang"))
        async with asyncio.timeout(5):
            with pytest.raises(UnreachableError):
                await CloudReader(session, **place, timeout=0.1).cloud()

    async def test_a_stranger_is_not_trusted(self, tenant: Tenant, session: aiohttp.ClientSession) -> None:
        with pytest.raises(UnreachableError):
            await CloudReader(session, login_url=tenant.openid_url, tenant_id=TENANT_ID).cloud()

    @pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null", b'{"cloud_instance_name": 7}', b"[" * 100_000])
    def test_an_answer_that_names_no_cloud_is_none(self, body: bytes) -> None:
        assert read_cloud(200, b'{"cloud_instance_name": "x"}') == Cloud(instance="x")
        with pytest.raises(UnexpectedError):
            read_cloud(200, body)

    def test_an_unknown_tenant_is_told_as_such(self) -> None:
        with pytest.raises(NotFoundError, match="tenant id"):
            read_cloud(400, b'{"error": "invalid_tenant"}')


def sign_in_bot(tenant: Tenant, secret: str = BOT_SECRET) -> Signin:
    return Signin(
        bot_credential(
            tenant_id=TENANT_ID, client_id=BOT_APP_ID, secret=secret, authority=tenant.login_url, ca=tenant.login_ca
        )
    )


class FakeCredential:
    """Hands out a token after a while, or an error."""

    def __init__(self, error: Exception | None = None, seconds: float = 0.0) -> None:
        self.error, self.seconds, self.is_busy = error, seconds, False

    async def get_token(self, *scopes: str, **_: object) -> AccessToken:
        assert not self.is_busy
        self.is_busy = True
        await asyncio.sleep(self.seconds)
        self.is_busy = False
        if self.error:
            raise self.error
        return AccessToken(f"token for {scopes[0]}", 0)

    async def close(self) -> None:
        return None


class TestSignin:
    async def test_the_bot_signs_in_as_an_app(self, tenant: Tenant) -> None:
        signin = sign_in_bot(tenant)
        tokens = await asyncio.gather(signin.token(GRAPH), signin.token(GRAPH), signin.token(GRAPH))
        await signin.close()
        claims = jwt.decode(tokens[0], options={"verify_signature": False})
        assert (claims["tid"], claims["idtyp"]) == (TENANT_ID, "app")
        assert len(set(tokens)) == 1

    async def test_the_operator_signs_in_as_a_person(self, tenant: Tenant) -> None:
        credential = operator_credential(
            tenant_id=TENANT_ID, code=tenant.issue_code(), authority=tenant.login_url, ca=tenant.login_ca
        )
        signin = Signin(credential)
        claims = jwt.decode(await signin.token(SCOPE), options={"verify_signature": False})
        assert await signin.token(SCOPE) == await signin.token(SCOPE)
        await signin.close()
        assert (claims["oid"], claims["scp"]) == (ADA.object_id, "user_impersonation")

    async def test_a_wrong_secret_is_told_with_its_code_and_never_shown(self, tenant: Tenant) -> None:
        signin = sign_in_bot(tenant, "not-the-secret")
        with pytest.raises(NotPermittedError, match="secret or certificate") as raised:
            await signin.token(GRAPH)
        await signin.close()
        assert raised.value.code.startswith("AADSTS7000215")
        assert "not-the-secret" not in repr(raised.value) + repr(signin)

    async def test_a_sign_in_that_does_not_answer_is_waited_for_only_so_long(self) -> None:
        signin = Signin(FakeCredential(seconds=5), timeout=0.05)
        with pytest.raises(UnreachableError):
            await signin.token(GRAPH)

    async def test_one_acquisition_at_a_time(self) -> None:
        signin = Signin(FakeCredential(seconds=0.001))
        assert set(await asyncio.gather(*(signin.token("x") for _ in range(5)))) == {"token for x"}

    async def test_what_a_credential_says_is_not_repeated(self) -> None:
        error = ClientAuthenticationError("AADSTS50173: eyJ0.eyJ0. Trace ID: 0a0a0a0a-0000-4000-8000-000000000000 ...")
        with pytest.raises(NotPermittedError) as raised:
            await Signin(FakeCredential(error)).token(GRAPH)
        assert (raised.value.code, raised.value.request_id) == ("AADSTS50173", "0a0a0a0a-0000-4000-8000-000000000000")
        assert "eyJ0" not in str(raised.value)

    async def test_an_operator_who_is_not_signed_in_is_told_how(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        credential = operator_credential(tenant_id=TENANT_ID)
        assert isinstance(credential, AzureCliCredential)
        with pytest.raises(NotPermittedError, match="Run az login as the operator") as raised:
            await Signin(credential).token(SCOPE)
        assert raised.value.code == CredentialUnavailableError.__name__

    def test_the_bot_has_one_of_three_identities(self, tmp_path: Path) -> None:
        known = {"tenant_id": TENANT_ID, "client_id": BOT_APP_ID}
        assert isinstance(bot_credential(**known, managed_identity=True), ManagedIdentityCredential)
        with pytest.raises(ValueError, match="a secret, a certificate or a managed identity"):
            bot_credential(**known)
        with pytest.raises(OSError, match="No such file"):
            bot_credential(**known, certificate_path=tmp_path / "none.pem")
