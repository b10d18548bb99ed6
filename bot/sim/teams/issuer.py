"""Who vouches for Teams: the key, its public half, and the tokens that the bot checks.

It signs what it is told, good or bad, because a forged token has to come from somewhere. It decides nothing.
"""

import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from bot.sim.cast import BOT_APP_ID

ISSUER = "https://api.botframework.com"
HOUR = 3600


class Issuer:
    """The one key that signs at the moment; the one before it is forgotten at once."""

    def __init__(self) -> None:
        self.rotate()

    def rotate(self) -> None:
        self._key: RSAPrivateKey = generate_private_key(public_exponent=65537, key_size=2048)
        self._kid = uuid4().hex

    def sign(self, claims: Mapping[str, Any]) -> str:
        return jwt.encode(dict(claims), self._key, algorithm="RS256", headers={"kid": self._kid})

    def token(self, service_url: str) -> str:
        """Return a token as Teams sends it with an activity for our bot."""
        now = int(time.time())
        return self.sign(
            {
                "iss": ISSUER,
                "aud": BOT_APP_ID,
                "serviceurl": service_url,
                "iat": now,
                "nbf": now,
                "exp": now + HOUR,
            }
        )

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1/.well-known/openidconfiguration", self._describe),
            web.get("/v1/.well-known/keys", self._keys),
        ]

    async def _describe(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": ISSUER,
                "authorization_endpoint": "https://invalid.botframework.com",
                "jwks_uri": f"{request.url.origin()}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def _keys(self, _request: web.Request) -> web.Response:
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        key = {**public, "use": "sig", "kid": self._kid, "x5t": self._kid, "endorsements": ["msteams"]}
        return web.json_response({"keys": [key]})
