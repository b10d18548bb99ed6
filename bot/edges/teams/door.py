"""The front door: who is calling. Nothing behind it runs before this has said yes.

    header -> token (RS256, issuer, audience, times, service URL) -> body (strict JSON)
           -> the body agrees with the token -> Teams, our tenant, an Entra person

The body is not signed: a token that is stolen within its hour can say anything, so tokens are never logged.

Teams sends one token with many activities. That its signature is good, and what it says, stays true: this is kept, by
a digest of the token. Whether it holds now, and whether its key is still that key, is asked each time.
"""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from math import isinf
from typing import Any, TypeGuard

import jwt

from bot.core.command import is_object_id
from bot.edges.teams.keys import Key, Keys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LARGEST_BODY = 256 * 1024
"""Bytes of one activity; Teams' own limit for a message is about 100 KB."""
_LONGEST_ID = 1_000
_LARGEST_HEADER = 8 * 1024
_LEEWAY = 300
_MOST_PROVED = 1_024
_BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)")
_PATH = re.compile(r"(/[A-Za-z0-9._~/-]*)?")  # urlsplit would drop tabs and line ends, and others would not
_JSON = re.compile(r'application/json *(; *charset=(utf-?8|"utf-?8") *)?', re.IGNORECASE | re.ASCII)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a sign, escaped: the only way for one to get into JSON that is UTF-8."""
_ZERO = "00000000-0000-0000-0000-000000000000"


class RefusedError(Exception):
    """The door stays shut. *status* is the HTTP answer; the sentence is for the log only."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proved:
    """What a token says that *key* has signed. It was good when it was proved; now only `holds` can tell."""

    kid: str
    key: Key
    claims: Mapping[str, Any]

    def holds(self, now: float) -> bool:
        """Tell whether its times hold; as PyJWT does, and only where they are whole numbers."""
        exp, nbf, iat = self.claims["exp"], self.claims["nbf"], self.claims.get("iat", 0)
        are_whole = type(exp) is int and type(nbf) is int and type(iat) is int
        return are_whole and exp > now - _LEEWAY and max(nbf, iat) <= now + _LEEWAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Holds what a caller is measured by. *service* is the one origin that a service URL may have."""

    keys: Keys
    app_id: str
    tenant_id: str
    service: str
    proved: dict[bytes, _Proved] = field(default_factory=dict, repr=False)

    async def admit(self, headers: list[str]) -> Mapping[str, Any]:
        """Return the claims of a good token, or raise RefusedError with 401. *headers*: every Authorization header."""
        token = _read_header(headers)
        digest = sha256(token.encode()).digest()
        proved = self.proved.get(digest)
        if proved and await self.keys.find(proved.kid) is proved.key and proved.holds(time.time()):
            return proved.claims
        kid, key = await self._find_key(token)
        proved = self.proved[digest] = _Proved(kid=kid, key=key, claims=self._verify(token, key))
        if len(self.proved) > _MOST_PROVED:
            del self.proved[next(iter(self.proved))]
        return proved.claims

    async def _find_key(self, token: str) -> tuple[str, Key]:
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, RecursionError) as error:
            raise RefusedError(401, "not a token") from error
        kid = header.get("kid")
        if header.get("alg") != "RS256" or not isinstance(kid, str) or "crit" in header:
            raise RefusedError(401, "not signed as Teams signs")
        key = await self.keys.find(kid)
        if key is None:
            raise RefusedError(401, "signed with an unknown key")
        if CHANNEL not in key.endorsements:
            raise RefusedError(401, "the key may not speak for Teams")
        return kid, key

    def _verify(self, token: str, key: Key) -> Mapping[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self.app_id,
                issuer=ISSUER,
                leeway=_LEEWAY,
                options={"require": ["exp", "nbf", "iss", "aud", "serviceurl"]},
            )
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            raise RefusedError(401, f"the token does not hold: {type(error).__name__}") from error
        if not isinstance(claims["aud"], str) or type(claims["exp"]) is not int:
            raise RefusedError(401, "the token's claims have the wrong form")
        if not isinstance(claims["serviceurl"], str):
            raise RefusedError(401, "the token names no service URL")
        if any(claims.get(name, self.app_id) != self.app_id for name in ("appid", "azp")):
            raise RefusedError(401, "another app speaks, not Teams")
        return claims

    def check(self, activity: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
        """Raise RefusedError unless *activity* is what the token speaks for: Teams, our tenant, a person of it."""
        url = activity.get("serviceUrl")
        if not isinstance(url, str) or url != claims["serviceurl"]:
            raise RefusedError(401, "the service URL is not the signed one")
        if not is_served_by(url, self.service):
            raise RefusedError(403, "the service URL is not Teams'")
        if activity.get("channelId") != CHANNEL:
            raise RefusedError(403, "not from Teams")
        if activity.get("deliveryMode") not in (None, "normal"):
            raise RefusedError(403, "answers are not given in the HTTP response")
        self._check_tenant(activity)
        if not is_id(activity.get("type")) or not is_id(activity.get("id")):
            raise RefusedError(400, "an activity has a type and an id")

    def _check_tenant(self, activity: Mapping[str, Any]) -> None:
        tenants = (
            _dig(activity, "channelData", "tenant", "id"),
            _dig(activity, "conversation", "tenantId"),
        )
        speaker = _dig(activity, "from", "tenantId")
        if any(tenant != self.tenant_id for tenant in tenants) or speaker not in (None, self.tenant_id):
            raise RefusedError(403, "from another tenant")


def mark_token(claims: Mapping[str, Any]) -> str:
    """Mark a token by what it claims: the ledger keeps the mark, and whoever has the token can show that it fits."""
    return sha256(json.dumps(dict(claims), sort_keys=True).encode()).hexdigest()[:16]


def is_id(value: object) -> TypeGuard[str]:
    """Tell whether *value* can be an id of Teams: some text, and not much of it."""
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID


def is_served_by(url: str, service: str) -> bool:
    """Tell whether *url* is *service* (scheme, host, port), letter for letter, with nothing behind it but a path."""
    return url.startswith(service) and _PATH.fullmatch(url, len(service)) is not None


def is_person(activity: Mapping[str, Any]) -> bool:
    """Tell whether a person of the tenant speaks: an Entra object id, and neither a bot nor somebody's delegate."""
    user = _dig(activity, "from", "aadObjectId")
    role = _dig(activity, "from", "role")
    is_someone = isinstance(user, str) and is_object_id(user) and user != _ZERO
    return is_someone and role in (None, "user") and "onBehalfOf" not in activity


def read_body(body: bytes, content_type: str) -> dict[str, Any]:
    """Read strict JSON: one object, UTF-8, no duplicate keys, no NaN. Raise RefusedError otherwise.

    *content_type* is the header as it came: aiohttp's reading of it stumbles over `charset*=` (3.14).
    """
    if not _JSON.fullmatch(content_type):
        raise RefusedError(415, "not JSON in UTF-8")
    try:
        text = body.decode("utf-8")
        read = json.loads(text, object_pairs_hook=_read_pairs, parse_constant=_refuse_constant, parse_float=_read_float)
        if _SURROGATE.search(text):
            json.dumps(read, ensure_ascii=False).encode("utf-8")  # a lone one could never be stored
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "not strict JSON") from error
    if not isinstance(read, dict):
        raise RefusedError(400, "not an activity")
    return read


def _read_header(headers: list[str]) -> str:
    found = _BEARER.fullmatch(headers[0]) if len(headers) == 1 and len(headers[0]) <= _LARGEST_HEADER else None
    if not found:
        raise RefusedError(401, "no bearer token")
    return found[1]


def _read_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _read_float(text: str) -> float:
    read = float(text)
    if isinf(read):
        raise ValueError("a number beyond all floats")
    return read


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _dig(value: object, *path: str) -> Any:  # noqa: ANN401  a wire value, read by its users
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
