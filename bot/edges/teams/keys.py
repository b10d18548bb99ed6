"""The public keys with which Teams signs what it sends. Fetched when needed, never by a caller's wish.

An unknown key id makes one refresh, at most every ten seconds whatever is thrown at the door; keys that were once
good stay good while the document cannot be read. The stock connector keeps a rotated-out key for 24 h and blocks
the loop while it fetches (botframework-connector 4.17.1, observed 2026-11).
"""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.edges.stream import read_whole
from bot.ports import Counted, TallyPort, UnreachableError

log = logging.getLogger(__name__)

_REFRESH_GAP = 10.0
_TIMEOUT = aiohttp.ClientTimeout(total=5, connect=3)
_LARGEST = 256 * 1024
_LEAST_BITS = 2048


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key and the channels that it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class Keys:
    """Holds the keys that the issuer has published."""

    def __init__(self, session: aiohttp.ClientSession, url: str, tally: TallyPort) -> None:
        self._session = session
        self._tally = tally
        self._url = url
        self._keys: dict[str, Key] = {}
        self._tried_at = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, kid: str) -> Key | None:
        """Find a key, looking it up at the issuer when it is not known yet."""
        if kid not in self._keys:
            await self._refresh(kid)
        return self._keys.get(kid)

    async def check(self) -> None:
        """Raise UnreachableError unless some keys are known, so that activities can be let in."""
        if not self._keys:
            await self._refresh("")
        if not self._keys:
            raise UnreachableError("The signing keys of Teams could not be read yet.")

    async def _refresh(self, kid: str) -> None:
        async with self._lock:
            if kid in self._keys or time.monotonic() - self._tried_at < _REFRESH_GAP:
                return
            self._tried_at = time.monotonic()
            try:
                self._keys |= await self._fetch()
                self._tally.add(Counted.KEY_FETCHES, "read")
            except (aiohttp.ClientError, TimeoutError, ValueError, RecursionError) as error:
                self._tally.add(Counted.KEY_FETCHES, "failed")
                log.warning("the signing keys of Teams could not be read: %s", type(error).__name__)

    async def _fetch(self) -> dict[str, Key]:
        config = await self._get(self._url)
        address = config.get("jwks_uri")
        if not isinstance(address, str) or urlsplit(address)[:2] != urlsplit(self._url)[:2]:
            raise ValueError("the key document is not where the configuration is")
        listed = (await self._get(address)).get("keys")
        return dict(filter(None, map(_read_key, listed if isinstance(listed, list) else [])))

    async def _get(self, url: str) -> Mapping[str, Any]:
        async with self._session.get(url, allow_redirects=False, timeout=_TIMEOUT) as answer:
            body = await read_whole(answer.content, most=_LARGEST) if answer.status == HTTPStatus.OK else None
            if body is None:
                raise ValueError("no usable answer")
            document = json.loads(body)
            if not isinstance(document, dict):
                raise ValueError("not an object")  # noqa: TRY004  one kind of bad document
            return document


def _read_key(entry: object) -> tuple[str, Key] | None:
    if not isinstance(entry, dict) or entry.get("kty") != "RSA" or not isinstance(entry.get("kid"), str):
        return None
    try:
        public = jwt.PyJWK(entry, algorithm="RS256").key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < _LEAST_BITS:
        return None
    endorsements = entry.get("endorsements")
    channels = endorsements if isinstance(endorsements, list) else []
    return entry["kid"], Key(public, frozenset(channel for channel in channels if isinstance(channel, str)))
