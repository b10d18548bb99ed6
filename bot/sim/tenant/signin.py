"""Sign-in: the OpenID configuration, the keys, and the token endpoint with the three grants that are needed.

An app signs in with its secret, a person with a code that the tenant handed out, or with a refresh token.
Errors are OAuth's JSON with the AADSTS numbers that Microsoft's own sign-in uses.
"""

import base64
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from aiohttp import web

from bot.sim.cast import ADA, BOT_APP_ID, BOT_SECRET, TENANT_DOMAIN, TENANT_ID
from bot.sim.tenant.directory import Directory
from bot.sim.tenant.tokens import AZURE_CLI, GRAPH, HOUR, PORTAL, RESOURCES, Tokens, claim_app, claim_person

_DEFAULT = "/.default"


class OAuthError(Exception):
    """Nobody is signed in: OAuth's word for why, and Microsoft's number and sentence."""

    def __init__(self, error: str, code: int, message: str, *, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(f"AADSTS{code}: {message}")
        self.error = error
        self.code = code
        self.status = status


class Signin:
    """The tenant's sign-in, and what it has handed out so far: codes not yet used, refresh tokens."""

    def __init__(self, directory: Directory, tokens: Tokens, url: str, *, life: int = HOUR) -> None:
        self._directory = directory
        self._tokens = tokens
        self._life = life
        self._url = url
        self._codes: dict[str, str] = {}
        self._refreshers: dict[str, str] = {}

    def issue_code(self, oid: str = ADA.object_id) -> str:
        """Return a code as if the person *oid* had just signed in; it can be used once."""
        code = f"0.{uuid4().hex}"
        self._codes[code] = self._directory.user(oid)["id"]
        return code

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", self._describe),
            web.get("/{tenant}/discovery/v2.0/keys", self._keys),
            web.post("/{tenant}/oauth2/v2.0/token", self._token),
        ]

    async def _describe(self, request: web.Request) -> web.Response:
        try:
            _check_tenant(request)
        except OAuthError as error:
            return _answer_error(error)
        region, home = self._directory.region, f"{self._url}/{TENANT_ID}"
        sub_scope = {"tenant_region_sub_scope": region["sub_scope"]} if region["sub_scope"] else {}
        return web.json_response(
            {
                "issuer": f"{home}/v2.0",
                "authorization_endpoint": f"{home}/oauth2/v2.0/authorize",
                "token_endpoint": f"{home}/oauth2/v2.0/token",
                "jwks_uri": f"{home}/discovery/v2.0/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "tenant_region_scope": region["scope"],
                **sub_scope,
                "cloud_instance_name": region["cloud_instance_name"],
                "cloud_graph_host_name": "graph.windows.net",
                "msgraph_host": "graph.microsoft.com",
            }
        )

    async def _keys(self, _request: web.Request) -> web.Response:
        return web.json_response({"keys": [self._tokens.describe_key()]})

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        try:
            _check_tenant(request)
            granted = self._grant(form)
        except OAuthError as error:
            return _answer_error(error)
        return web.json_response(granted, headers={"Cache-Control": "no-store"})

    def _grant(self, form: Mapping[str, str]) -> dict[str, Any]:
        resource = _read_scope(form.get("scope", ""))
        match form.get("grant_type"):
            case "client_credentials":
                return self._grant_app(form, resource)
            case "authorization_code":
                oid = self._codes.pop(form.get("code", ""), None)
            case "refresh_token":
                oid = self._refreshers.get(form.get("refresh_token", ""))
            case other:
                raise OAuthError("unsupported_grant_type", 70003, f"The app requested '{other}', which is unsupported.")
        return self._grant_person(form, resource, oid)

    def _grant_app(self, form: Mapping[str, str], resource: str) -> dict[str, Any]:
        if form.get("client_id") != BOT_APP_ID:
            raise _unknown_app(form)
        if form.get("client_secret") != BOT_SECRET:
            message = "Invalid client secret provided."
            raise OAuthError("invalid_client", 7000215, message, status=HTTPStatus.UNAUTHORIZED)
        roles = sorted(self._directory.permissions) if resource == GRAPH else []
        return self._write(claim_app(BOT_APP_ID, resource, roles))

    def _grant_person(self, form: Mapping[str, str], resource: str, oid: str | None) -> dict[str, Any]:
        if form.get("client_id") != AZURE_CLI:
            raise _unknown_app(form)
        if resource != PORTAL:
            raise OAuthError("invalid_grant", 65001, "The user or administrator has not consented to use the app.")
        if oid is None:
            raise OAuthError("invalid_grant", 54005, "The code or token was already redeemed, or was never issued.")
        person = self._directory.user(oid)
        if not person["accountEnabled"]:
            raise OAuthError("invalid_grant", 50057, "The user account is disabled.")
        refresher = f"1.{uuid4().hex}"
        self._refreshers[refresher] = oid
        account = json.dumps({"uid": oid, "utid": TENANT_ID}).encode()
        return {
            **self._write(claim_person(person)),
            "scope": f"{PORTAL}/user_impersonation {PORTAL}{_DEFAULT}",
            "refresh_token": refresher,
            "client_info": base64.urlsafe_b64encode(account).decode().rstrip("="),
        }

    def _write(self, claims: Mapping[str, Any]) -> dict[str, Any]:
        token, life = self._tokens.sign({**claims, "exp": claims["iat"] + self._life}), self._life
        return {"token_type": "Bearer", "expires_in": life, "ext_expires_in": life, "access_token": token}


def _check_tenant(request: web.Request) -> None:
    tenant = request.match_info["tenant"]
    if tenant.lower() not in (TENANT_ID, TENANT_DOMAIN):
        raise OAuthError("invalid_tenant", 90002, f"Tenant '{tenant}' not found.")


def _read_scope(scope: str) -> str:
    """Return the resource whose default permissions are asked for."""
    for part in scope.split():
        if part.removesuffix(_DEFAULT) in RESOURCES and part.endswith(_DEFAULT):
            return part.removesuffix(_DEFAULT)
    raise OAuthError(
        "invalid_scope", 70011, f"The provided value for the input parameter 'scope' is not valid: {scope}"
    )


def _unknown_app(form: Mapping[str, str]) -> OAuthError:
    message = f"Application with identifier '{form.get('client_id')}' was not found in the directory."
    return OAuthError("unauthorized_client", 700016, message)


def _answer_error(error: OAuthError) -> web.Response:
    trace = str(uuid4())
    body = {
        "error": error.error,
        "error_description": f"{error} Trace ID: {trace} Correlation ID: {trace}",
        "error_codes": [error.code],
        "trace_id": trace,
        "correlation_id": trace,
    }
    return web.json_response(body, status=error.status)
