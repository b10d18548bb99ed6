"""Signing in to Microsoft: credentials, the tokens they give, and where the tenant signs in.

The only room that speaks azure-identity. Tokens live in memory, in azure-identity's own cache, and never stand in
a message. The bot signs in as itself; the operator is a person, because Microsoft takes nobody else's word for
the setting.
"""

import asyncio
import json
import re
import ssl
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp
from azure.core.credentials import AccessToken
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, ClientAuthenticationError
from azure.identity.aio import (
    AuthorizationCodeCredential,
    AzureCliCredential,
    CertificateCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
)

from bot.core.cloud import Cloud
from bot.ports import NotFoundError, NotPermittedError, UnexpectedError, UnreachableError

# The Azure CLI's own client id: Entra lets it sign a person in for the admin center's API without further consent.
_AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
_NO_CLOUD = "Microsoft's sign-in did not say in which cloud the tenant lives."
_CONNECT_SECONDS = 5.0
_TOTAL_SECONDS = 20.0
_FRESH_SECONDS = 600
"""A token that is good for longer needs no look by azure-identity, which renews it in its last five minutes."""
_AADSTS = re.compile(r"AADSTS\d+")
_TRACE = re.compile(r"Trace ID: ([0-9a-f-]{36})")


def bot_credential(
    *,
    tenant_id: str,
    client_id: str,
    secret: str | None = None,
    certificate_path: Path | None = None,
    managed_identity: bool = False,
    authority: str | None = None,
    ca: Path | None = None,
) -> AsyncTokenCredential:
    """Build the bot's own credential: a managed identity, else a certificate, else a secret."""
    if managed_identity:
        return ManagedIdentityCredential(client_id=client_id)
    wire = _describe_wire(authority, ca)
    if certificate_path:
        return CertificateCredential(tenant_id, client_id, str(certificate_path), **wire)
    if secret:
        return ClientSecretCredential(tenant_id, client_id, secret, **wire)
    raise ValueError("the bot signs in with a secret, a certificate or a managed identity")


def operator_credential(
    *, tenant_id: str, code: str | None = None, authority: str | None = None, ca: Path | None = None
) -> AsyncTokenCredential:
    """Build the credential of the person whose Azure CLI is signed in here; *code* stands for one in a simulation."""
    if code is None:
        return AzureCliCredential(tenant_id=tenant_id)
    wire = _describe_wire(authority, ca)
    return AuthorizationCodeCredential(tenant_id, _AZURE_CLI, code, "http://localhost", **wire)


def _describe_wire(authority: str | None, ca: Path | None) -> dict[str, Any]:
    wire: dict[str, Any] = {"connection_timeout": _CONNECT_SECONDS, "read_timeout": _TOTAL_SECONDS}
    if authority:
        # Instance discovery would ask Microsoft whether this authority is one of its own.
        wire |= {"authority": authority, "disable_instance_discovery": True}
    if ca:
        wire["connection_verify"] = str(ca)
    return wire


class Signin:
    """Holds one credential. It is a credential too, whose errors are a port's, so that Graph's client can use it.

    With *keeps_tokens* the last token for each scope is given out while it is fresh. Not for a credential that has to
    look each time who is signed in.
    """

    def __init__(
        self, credential: AsyncTokenCredential, *, timeout: float = _TOTAL_SECONDS, keeps_tokens: bool = False
    ) -> None:
        self._credential = credential
        self._timeout = timeout
        self._keeps_tokens = keeps_tokens
        self._kept: dict[tuple[str, ...], AccessToken] = {}
        self._lock = asyncio.Lock()  # callers at the same time share what the first one brings into the cache

    async def token(self, scope: str) -> str:
        return (await self.get_token(scope)).token

    async def get_token(self, *scopes: str, **options: Any) -> AccessToken:  # noqa: ANN401  azure-identity's own
        """Get a token as azure-identity's credentials do."""
        if options.get("claims"):
            self._kept.clear()  # Microsoft does not take the last one any more, and says what it wants instead
        name = (*scopes, *sorted(f"{option}={value}" for option, value in options.items() if value))
        kept = self._kept.get(name)
        if kept and kept.expires_on - time.time() > _FRESH_SECONDS:
            return kept
        token = await self._acquire(scopes, options)
        if self._keeps_tokens and not options.get("claims"):
            self._kept[name] = token
        return token

    async def _acquire(self, scopes: tuple[str, ...], options: dict[str, Any]) -> AccessToken:
        try:
            async with asyncio.timeout(self._timeout), self._lock:
                return await self._credential.get_token(*scopes, **options)
        except ClientAuthenticationError as error:
            raise NotPermittedError(_name_remedy(self._credential), **_quote(error)) from error
        except (AzureError, TimeoutError) as error:
            raise UnreachableError(
                "Microsoft's sign-in did not answer. Try again in a few minutes.", **_quote(error)
            ) from error

    async def close(self) -> None:
        await self._credential.close()


def _name_remedy(credential: AsyncTokenCredential) -> str:
    match credential:
        case AzureCliCredential():
            return "Nobody is signed in as the operator. Run az login as the operator on Linkgate's host and try again."
        case AuthorizationCodeCredential():
            return "The operator's sign-in has ended. Start the simulation again."
        case ManagedIdentityCredential():
            return "Linkgate's host gives it no managed identity. Assign the identity to the host and try again."
        case _:
            return "Microsoft did not let Linkgate sign in. Check its app id and its secret or certificate, then retry."


def _quote(error: Exception) -> dict[str, str]:
    """Take what the log may know from an error, and nothing else of its text."""
    code, trace = _AADSTS.search(str(error)), _TRACE.search(str(error))
    return {
        "code": code.group() if code else type(error).__name__,
        "request_id": trace.group(1) if trace else "",
    }


class CloudReader:
    """Reads the tenant's public OpenID configuration. No sign-in, no memory."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        login_url: str,
        tenant_id: str,
        ca: Path | None = None,
        timeout: float = _TOTAL_SECONDS,
    ) -> None:
        self._session = session
        self._url = f"{login_url}/{tenant_id}/v2.0/.well-known/openid-configuration"
        self._ssl = ssl.create_default_context(cafile=ca)
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=_CONNECT_SECONDS)

    async def cloud(self) -> Cloud:
        status, body, _ = await self._get()
        return read_cloud(status, body)

    async def time(self) -> datetime:
        """Read Microsoft's clock, as the answer's Date tells it."""
        _, _, date = await self._get()
        try:
            return parsedate_to_datetime(date).astimezone(UTC)
        except ValueError as error:
            raise UnexpectedError("Microsoft's sign-in did not say what time it is.") from error

    async def _get(self) -> tuple[int, bytes, str]:
        try:
            async with self._session.get(
                self._url, ssl=self._ssl, timeout=self._timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read(), response.headers.get("Date", "")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnreachableError(f"{_NO_CLOUD} Try again in a few minutes.", code=type(error).__name__) from error


def read_cloud(status: int, body: bytes) -> Cloud:
    """Read an answer; one that names no cloud tells nothing."""
    if status >= 500 or status == 429:  # noqa: PLR2004  HTTP's own numbers
        raise UnreachableError(f"{_NO_CLOUD} Try again in a few minutes.", code=str(status))
    if status == 400:  # noqa: PLR2004
        raise NotFoundError("Microsoft knows no such tenant. Check the tenant id in Linkgate's configuration.")
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    match answer:
        case {"cloud_instance_name": str(instance)}:
            scope, sub_scope = answer.get("tenant_region_scope"), answer.get("tenant_region_sub_scope")
            return Cloud(instance=instance, scope=str(scope or ""), sub_scope=str(sub_scope or ""))
        case _:
            raise UnexpectedError(_NO_CLOUD, code=str(status))
