"""The tokens of the tenant: one key that signs them, what stands in them, and whether one is good.

It signs what it is told, good or bad, because a forged token has to come from somewhere.
"""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import jwt
from jwt.algorithms import RSAAlgorithm

from bot.sim.cast import TENANT_ID
from bot.sim.keys import make_key
from bot.sim.tenant.clock import read_clock

GRAPH = "https://graph.microsoft.com"
CONNECTOR = "https://api.botframework.com"
PORTAL = "74658136-14ec-4630-ad9b-26e160ff0fc6"
RESOURCES = (GRAPH, CONNECTOR, PORTAL)

# The Azure CLI's client id, which Microsoft lets sign in to the admin centre's API without consent.
AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
HOUR = 3600


class Tokens:
    """Signs and reads the tenant's tokens."""

    def __init__(self) -> None:
        self._key = make_key("tenant")
        self._kid = uuid4().hex

    def sign(self, claims: Mapping[str, Any]) -> str:
        return jwt.encode(dict(claims), self._key, algorithm="RS256", headers={"kid": self._kid})

    def read(self, token: str, audience: str) -> dict[str, Any] | None:
        """Return the claims of a token of this tenant for *audience* that holds now, else None."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key.public_key(),
                algorithms=["RS256"],
                audience=audience,
                issuer=name_issuer(),
                options={"require": ["aud", "exp", "iss", "nbf", "tid"]},
            )
        except jwt.InvalidTokenError:
            return None
        return claims

    def describe_key(self) -> dict[str, Any]:
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {**public, "use": "sig", "kid": self._kid, "x5t": self._kid}


def name_issuer() -> str:
    return f"https://sts.windows.net/{TENANT_ID}/"


def claim_app(app_id: str, resource: str, roles: list[str]) -> dict[str, Any]:
    """Return what stands in a token that an app got for itself."""
    principal = str(uuid5(NAMESPACE_URL, f"https://contoso.example/apps/{app_id}"))
    return {**_claim(app_id, resource), "idtyp": "app", "oid": principal, "sub": principal, "roles": roles}


def claim_person(person: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in a token for the admin centre that a person got through the Azure CLI."""
    return {
        **_claim(AZURE_CLI, PORTAL),
        "idtyp": "user",
        "oid": person["id"],
        "sub": person["id"],
        "upn": person["userPrincipalName"],
        "name": person["displayName"],
        "scp": "user_impersonation",
    }


def _claim(app_id: str, resource: str) -> dict[str, Any]:
    now = int(read_clock().timestamp())
    times = {"iat": now, "nbf": now, "exp": now + HOUR}
    return {"iss": name_issuer(), "aud": resource, "tid": TENANT_ID, "appid": app_id, "ver": "1.0", **times}
