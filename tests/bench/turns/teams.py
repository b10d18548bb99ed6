"""Microsoft's side of a turn, as cheap as can be: the issuer of tokens, the connector, and sign-in for the peers.

issuer     signs what Teams would send, publishes the key
connector  takes what a bot posts, and tells whoever waits for it
sign-in    gives a bot its token, at once or after a while; https, because MSAL takes nothing else
"""

import asyncio
import json
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote_to_bytes
from uuid import uuid4

import jwt
from bench.turns.wire import Answer, Listener, write_answer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from bot.sim.cast import BOT_APP_ID

CONNECTOR_ISSUER = "https://api.botframework.com"
_HOUR = 3600
_BEFORE, _BEHIND = b"/v3/conversations/", b"/activities"


class Issuer:
    """Holds the key that all servers are told to trust."""

    def __init__(self) -> None:
        self._key: RSAPrivateKey = generate_private_key(public_exponent=65537, key_size=2048)
        self._kid = uuid4().hex
        self.url = ""

    def token(self, service_url: str) -> str:
        now = int(time.time())
        times = {"iat": now, "nbf": now, "exp": now + _HOUR}
        claims = {"iss": CONNECTOR_ISSUER, "aud": BOT_APP_ID, "serviceurl": service_url, "jti": uuid4().hex, **times}
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._kid})

    def answer(self, head: bytes, body: bytes) -> Answer:
        del body
        if b"openidconfiguration" in head.partition(b"\r\n")[0]:
            told: object = {"issuer": CONNECTOR_ISSUER, "jwks_uri": f"{self.url}/keys"}
        else:
            public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
            told = {"keys": [{**public, "use": "sig", "kid": self._kid, "endorsements": ["msteams"]}]}
        return 0, write_answer("200 OK", json.dumps(told).encode())


@dataclass(slots=True)
class Connector:
    """Takes what is posted. *waiting*: by conversation, who wants to know of it, and gets to see it."""

    waiting: dict[bytes, Callable[[bytes], None]] = field(default_factory=dict)
    strays: int = 0

    def answer(self, head: bytes, body: bytes) -> Answer:
        conversation = head.partition(_BEFORE)[2].partition(_BEHIND)[0]
        tell = self.waiting.pop(unquote_to_bytes(conversation), None)
        if tell is None or b"uthorization: Bearer " not in head:
            self.strays += 1
        else:
            tell(body)
        return 0, write_answer("201 Created", b'{"id":"1732560000000"}')


class Entry:
    """Where a peer signs in; it gets its token after *delay* seconds."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self.url = ""

    def answer(self, head: bytes, body: bytes) -> Answer:
        del body
        if head.startswith(b"GET"):
            told = {
                "issuer": f"{self.url}/contoso/v2.0",
                "authorization_endpoint": f"{self.url}/contoso/oauth2/v2.0/authorize",
                "token_endpoint": f"{self.url}/contoso/oauth2/v2.0/token",
            }
            return 0, write_answer("200 OK", json.dumps(told).encode())
        token = {"token_type": "Bearer", "expires_in": _HOUR, "access_token": "a-token-of-the-peer"}
        return self._delay, write_answer("200 OK", json.dumps(token).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Microsoft:
    """All of it, listening. *sign_ins* by their delay in milliseconds."""

    issuer: Issuer
    connector: Connector
    service_url: str
    sign_ins: dict[int, Entry]
    tokens: dict[int, str] = field(default_factory=dict)

    def new_token(self) -> str:
        return self.issuer.token(self.service_url)

    def token(self, place: int) -> str:
        """Return the token that goes with all activities from *place*; none of them lives for an hour here."""
        return self.tokens.get(place) or self.tokens.setdefault(place, self.new_token())


@asynccontextmanager
async def open_microsoft(context: ssl.SSLContext, delays: tuple[int, ...]) -> AsyncIterator[Microsoft]:
    """Listen on free loopback ports until the block is left; sign-in with the certificate in *context*."""
    issuer, connector = Issuer(), Connector()
    entries = {delay: Entry(delay / 1000) for delay in delays}
    servers = [await _listen(issuer.answer), await _listen(connector.answer)]
    servers += [await _listen(entry.answer, context) for entry in entries.values()]
    issuer.url = f"http://127.0.0.1:{_port(servers[0])}"
    for entry, server in zip(entries.values(), servers[2:], strict=True):
        entry.url = f"https://localhost:{_port(server)}"
    try:
        yield Microsoft(
            issuer=issuer,
            connector=connector,
            service_url=f"http://127.0.0.1:{_port(servers[1])}/",
            sign_ins=entries,
        )
    finally:
        for server in servers:
            server.close()


async def _listen(answer: Callable[[bytes, bytes], Answer], context: ssl.SSLContext | None = None) -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(partial(Listener, answer), "127.0.0.1", 0, ssl=context)


def _port(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port
