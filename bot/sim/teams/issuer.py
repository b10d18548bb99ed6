"""Who vouches for Teams: the keys, what is published of them, and the tokens that the bot checks.

It signs what it is told, good or bad, because a forged token has to come from somewhere. It decides nothing.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from enum import StrEnum
from typing import Any
from uuid import uuid4

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_elliptic_key
from jwt import get_algorithm_by_name
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.utils import base64url_encode

from bot.sim.cast import BOT_APP_ID
from bot.sim.keys import make_key

ISSUER = "https://api.botframework.com"
HOUR = 3600
CONFIGURATION = "/v1/.well-known/openidconfiguration"
KEYS = "/v1/.well-known/keys"
HUGE = 100 * 1024 * 1024
_PIECE = 64 * 1024
_CUT = 100


class Trouble(StrEnum):
    """What can be wrong with a document that the issuer publishes."""

    HANG = "hang"  # no answer until the trouble ends
    UNAVAILABLE = "unavailable"
    REDIRECT = "redirect"  # to another place
    HTML = "html"
    LIST = "list"
    HUGE = "huge"  # good, but with 100 MB of blanks before it
    PIECES = "pieces"  # good, but it comes in pieces
    ELSEWHERE = "elsewhere"  # the configuration names another place for the keys
    EMPTY = "empty"
    NO_KID = "no kid"
    ELLIPTIC = "elliptic"  # an EC key under the id of the RSA key


class Issuer:
    """Signs with the newest key, and publishes that one alone unless it is told to keep the others."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.poured = 0
        self._turns = 0
        self._published: list[dict[str, Any]] = []
        self._elliptic = generate_elliptic_key(SECP256R1())
        self._trouble: tuple[Trouble, str, str] | None = None
        self._healed = asyncio.Event()
        self.rotate()

    def rotate(self, *, endorsements: object = ("msteams",), keep: bool = False, bits: int = 2048) -> None:
        """Sign with a new key from now on, endorsed or not. With *keep* the older ones stay published."""
        self._turns += 1
        self._key = make_key(f"teams {self._turns}", bits=bits)
        self._kid = uuid4().hex
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        endorsed = {} if endorsements is None else {"endorsements": endorsements}
        newest = {**public, "use": "sig", "kid": self._kid, "x5t": self._kid, **endorsed}
        self._published = [*(self._published if keep else ()), newest]

    def trouble(self, what: Trouble, *, at: str = KEYS, to: str = "") -> None:
        """Publish something bad *at* a path until healed; *to* is where a redirection or the configuration points."""
        self.heal()
        self._healed = asyncio.Event()
        self._trouble = what, at, to

    def heal(self) -> None:
        self._trouble = None
        self._healed.set()

    def sign(self, claims: Mapping[str, Any], *, header: Mapping[str, Any] | None = None, by: str = "RS256") -> str:
        """Sign with the algorithm *by*; entries of *header* stand beside or in the place of the usual ones."""
        key = self._elliptic if by.startswith("ES") else self._key
        parts = ({"alg": by, "typ": "JWT", "kid": self._kid, **(header or {})}, dict(claims))
        signed = b".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
        # not by jwt.encode: it declines to sign much of what no bot should accept
        return b".".join((signed, base64url_encode(get_algorithm_by_name(by).sign(signed, key)))).decode()

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
        return [web.get(CONFIGURATION, self._answer), web.get(KEYS, self._answer)]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        trouble, at, to = self._trouble or (None, "", "")
        trouble = trouble if at == request.path else None
        document = self._describe(request) if request.path == CONFIGURATION else {"keys": self._list(trouble)}
        match trouble:
            case Trouble.HANG:
                await self._healed.wait()
                raise web.HTTPServiceUnavailable
            case Trouble.UNAVAILABLE:
                return web.json_response(document, status=503)
            case Trouble.REDIRECT:
                raise web.HTTPFound(to)
            case Trouble.HTML:
                return web.Response(text="<html><body>Sign in to the network</body></html>", content_type="text/html")
            case Trouble.LIST:
                return web.json_response([document])
            case Trouble.ELSEWHERE:
                return web.json_response({**document, "jwks_uri": to})
            case Trouble.HUGE | Trouble.PIECES:
                return web.Response(body=self._pour(document, blanks=HUGE if trouble is Trouble.HUGE else 0))
            case _:
                return web.json_response(document)

    def _describe(self, request: web.Request) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{request.url.origin()}{KEYS}",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }

    def _list(self, trouble: Trouble | None) -> list[dict[str, Any]]:
        match trouble:
            case Trouble.EMPTY:
                return []
            case Trouble.NO_KID:
                return [{name: value for name, value in key.items() if name != "kid"} for key in self._published]
            case Trouble.ELLIPTIC:
                public = ECAlgorithm.to_jwk(self._elliptic.public_key(), as_dict=True)
                return [{**key, "n": None, "e": None, **public} for key in self._published]
            case _:
                return self._published

    async def _pour(self, document: Mapping[str, Any], *, blanks: int) -> AsyncIterator[bytes]:
        """Yield a document piece by piece, after so many *blanks*; each piece arrives before the next is sent."""
        for _ in range(blanks // _PIECE):
            self.poured += _PIECE
            yield b" " * _PIECE
        text = json.dumps(document).encode()
        for start in range(0, len(text), _CUT):
            yield text[start : start + _CUT]
            await asyncio.sleep(0.01)
