"""Our front door beside botbuilder's own validation, on the same requests; each difference with its reason.

Measured with botframework-connector 4.17.1. What botbuilder answers is what its adapters make of it: PermissionError
is 401, any other exception 500 (the aiohttp integration catches nothing else), and a pass is 200, where a turn runs.
Entra, which botbuilder asks when a token looks like the Emulator's, is played by the simulated issuer.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import urlsplit

import jwt
import pytest
import requests
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    AuthenticationConstants,
    ChannelValidation,
    JwtTokenValidation,
    SimpleCredentialProvider,
    jwt_token_extractor,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from door.stranger import ABSENT, Knock, Stranger

from bot.sim.cast import BOT_APP_ID

OTHER_APP = "99999999-1a2b-4c3d-8e4f-000000000b07"
OTHER_TENANT = "99999999-7d34-4b6e-9a51-c0ffee000009"
EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
MICROSOFT = "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/"
ENTRA = "login.microsoftonline.com"

GARBAGE = "a refusal is a refusal: 500 says that something broke, and fills the log with tracebacks"
ENDLESS = "a token without an end, or with one that is no time, would open the door for ever"
BEGINNING = "Teams always says from when a token holds; one that does not was not made by Teams"
ADDRESS = "the answer goes to the service URL, so it has to be there and to be the signed one"
ELSEWHERE = "signed or not, an answer and the bot's token go to Teams' own host and to no other"
ONLY_TEAMS = "no other channel vouches for the people of our tenant"
ONLY_CONNECTOR = "Entra makes such tokens for whoever has our secret; only the Bot Connector speaks for Teams"
ENDORSED = "a key speaks for Teams when it says so, not when it says nothing"
CRITICAL = "Teams puts nothing critical in its headers; what it does not do, we need not understand"
TENANT = "Teams delivers from every tenant in which the app was installed; to tell them apart is the bot's duty"
ONE_HEADER = "of two headers nobody knows which one a proxy has looked at"
HTTP = "answers go to the connector, where the tenant's limits and our retries hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A stranger, a thief's key, and tokens that were signed with keys that are not fit for Teams."""

    stranger: Stranger
    thief: RSAPrivateKey
    unfit: Mapping[str, str] = field(default_factory=dict)

    def forge(self, alg: str, kid: str = "") -> str:
        key = {"none": None, "HS256": b"x" * 32}.get(alg, self.thief)
        claims = self.stranger.claims()
        return jwt.encode(claims, key, algorithm=alg, headers={"kid": kid or self.stranger.kid})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is sent, the two answers, and why they differ."""

    ours: int
    stock: int
    why: str = ""
    knock: Callable[[Scene], Knock]


def signed(**changes: object) -> Callable[[Scene], Knock]:
    """Make a knock with a token that Teams signed; *exp* and *nbf* are seconds from now."""

    def knock(scene: Scene) -> Knock:
        now = scene.stranger.claims()["nbf"]
        timed = {name: now + value for name, value in changes.items() if name in {"exp", "nbf"} and type(value) is int}
        return Knock(token=scene.stranger.token(**{**changes, **timed}))

    return knock


def headed(*lines: str) -> Callable[[Scene], Knock]:
    return lambda scene: Knock(authorization=tuple(line.replace("TOKEN", scene.stranger.token()) for line in lines))


def said(**changes: object) -> Callable[[Scene], Knock]:
    """Make a knock with a good token and an activity that is not quite good."""
    return lambda scene: Knock(body=scene.stranger.activity(**changes))


def elsewhere(url: str) -> Callable[[Scene], Knock]:
    return lambda scene: Knock(body=scene.stranger.activity(serviceUrl=url), token=scene.stranger.token(serviceurl=url))


def forged(alg: str, kid: str = "") -> Callable[[Scene], Knock]:
    return lambda scene: Knock(token=scene.forge(alg, kid))


def by_teams(by: str = "RS256", **header: object) -> Callable[[Scene], Knock]:
    return lambda scene: Knock(token=scene.stranger.teams.sign(scene.stranger.claims(), header=header, by=by))


def unfit(name: str) -> Callable[[Scene], Knock]:
    return lambda scene: Knock(token=scene.unfit[name])


def case(knock: Callable[[Scene], Knock], ours: int, stock: int, why: str = "") -> Case:
    return Case(ours=ours, stock=stock, why=why, knock=knock)


CASES = {
    # the header
    "good": case(lambda _: Knock(), 200, 200),
    "no header": case(headed(), 401, 401),
    "empty header": case(headed(""), 401, 401),
    "Basic": case(headed("Basic YWRhOnNlY3JldA=="), 401, 401),
    "lower-case bearer": case(headed("bearer TOKEN"), 401, 401),
    "three parts": case(headed("Bearer TOKEN TOKEN"), 401, 401),
    "two headers": case(headed("Bearer TOKEN", "Bearer TOKEN"), 401, 200, ONE_HEADER),
    "garbage": case(headed("Bearer garbage"), 401, 500, GARBAGE),
    "three letters": case(headed("Bearer a.b.c"), 401, 500, GARBAGE),
    # times
    "expired an hour ago": case(signed(exp=-3600), 401, 500, GARBAGE),
    "expired four minutes ago": case(signed(exp=-240), 200, 200),
    "expired, just beyond the leeway": case(signed(exp=-310), 401, 500, GARBAGE),
    "begins in an hour": case(signed(nbf=3600), 401, 500, GARBAGE),
    "begins in four minutes": case(signed(nbf=240), 200, 200),
    "no end": case(signed(exp=ABSENT), 401, 200, ENDLESS),
    "no beginning": case(signed(nbf=ABSENT), 401, 200, BEGINNING),
    "end as text": case(signed(exp="4000000000"), 401, 200, ENDLESS),
    "end as a float": case(signed(exp=4e9), 401, 200, ENDLESS),
    "end as a list": case(signed(exp=[4_000_000_000]), 401, 500, GARBAGE),
    # audience and issuer
    "another audience": case(signed(aud=OTHER_APP), 401, 401),
    "a list of audiences": case(signed(aud=[BOT_APP_ID, OTHER_APP]), 401, 401),
    "a list of our own": case(signed(aud=[BOT_APP_ID]), 401, 401),
    "no audience": case(signed(aud=ABSENT), 401, 401),
    "another issuer": case(signed(iss="https://evil.example"), 401, 401),
    "the government's issuer": case(signed(iss="https://api.botframework.us"), 401, 401),
    "issuer with a slash": case(signed(iss="https://api.botframework.com/"), 401, 401),
    "no issuer": case(signed(iss=ABSENT), 401, 500, GARBAGE),
    "Emulator 1.0, our app": case(signed(iss=EMULATOR, ver="1.0", appid=BOT_APP_ID), 401, 200, ONLY_CONNECTOR),
    "Emulator 2.0, our app": case(signed(iss=EMULATOR, ver="2.0", azp=BOT_APP_ID), 401, 200, ONLY_CONNECTOR),
    "Microsoft's tenant, our app": case(signed(iss=MICROSOFT, ver="1.0", appid=BOT_APP_ID), 401, 200, ONLY_CONNECTOR),
    "Emulator, any service URL": case(
        signed(iss=EMULATOR, ver="1.0", appid=BOT_APP_ID, aud=BOT_APP_ID, serviceurl="https://evil.example/"),
        *(401, 200, ONLY_CONNECTOR),
    ),
    "Emulator, another app": case(signed(iss=EMULATOR, ver="1.0", appid=OTHER_APP), 401, 401),
    "a skill": case(signed(ver="1.0", appid=OTHER_APP), 401, 401),
    "a skill of 2.0": case(signed(ver="2.0", azp=OTHER_APP), 401, 401),
    "a skill without a name": case(signed(appid="AnonymousSkill"), 401, 401),
    # the service URL
    "another service URL signed": case(signed(serviceurl="https://smba.trafficmanager.net/x/"), 401, 401),
    "no service URL signed": case(signed(serviceurl=ABSENT), 401, 401),
    "another service URL said": case(said(serviceUrl="https://smba.trafficmanager.net/x/"), 401, 401),
    "no service URL said": case(said(serviceUrl=ABSENT), 401, 200, ADDRESS),
    "an empty service URL said": case(said(serviceUrl=""), 401, 200, ADDRESS),
    "a foreign service URL, signed and said": case(elsewhere("https://evil.trafficmanager.net/"), 403, 200, ELSEWHERE),
    # channel, endorsement, tenant, delivery
    "webchat, which the key endorses": case(said(channelId="webchat"), 403, 200, ONLY_TEAMS),
    "webchat, which the key does not endorse": case(said(channelId="directline"), 403, 500, ONLY_TEAMS),
    "no channel": case(said(channelId=ABSENT), 403, 200, ONLY_TEAMS),
    "an empty channel": case(said(channelId=""), 403, 200, ONLY_TEAMS),
    "a key without endorsements": case(unfit("none"), 401, 200, ENDORSED),
    "a key with an empty list of them": case(unfit("empty"), 401, 200, ENDORSED),
    "a key that endorses webchat": case(unfit("webchat"), 401, 500, GARBAGE),
    "another tenant": case(said(channelData__tenant__id=OTHER_TENANT), 403, 200, TENANT),
    "no tenant": case(said(channelData=ABSENT), 403, 200, TENANT),
    "expectReplies": case(said(deliveryMode="expectReplies"), 403, 200, HTTP),
    # the signature
    "alg none": case(forged("none"), 401, 500, GARBAGE),
    "HS256": case(forged("HS256"), 401, 500, GARBAGE),
    "RS512 by Teams' key": case(by_teams("RS512"), 401, 500, GARBAGE),
    "another key under our key's id": case(forged("RS256"), 401, 500, GARBAGE),
    "another key under its own id": case(forged("RS256", kid="mine"), 401, 500, GARBAGE),
    "no key id": case(by_teams(kid=None), 401, 500, GARBAGE),
    "crit": case(by_teams(crit=["exp"]), 401, 500, GARBAGE),
    "crit, of a kind that PyJWT knows": case(by_teams(crit=["b64"], b64=True), 401, 200, CRITICAL),
}


@pytest.fixture
def visited(monkeypatch, world):
    """Point botbuilder at the simulated issuer; return the hosts that it wants to ask. It reaches no other."""
    hosts = []

    def get(url):
        hosts.append(urlsplit(url).hostname)
        if hosts[-1] != "127.0.0.1":
            raise requests.ConnectionError(url)
        return requests.get(url, timeout=5)

    monkeypatch.setattr(jwt_token_extractor, "requests", SimpleNamespace(get=get))
    monkeypatch.setattr(jwt_token_extractor.JwtTokenExtractor, "metadataCache", {})
    monkeypatch.setattr(ChannelValidation, "open_id_metadata_endpoint", world.teams.openid_url)
    return hosts


@pytest.fixture
def entra(monkeypatch, world):
    """Let the simulated issuer play Entra."""
    monkeypatch.setattr(AuthenticationConstants, "TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL", world.teams.openid_url)


@pytest.fixture
def scene(stranger, wait):
    made = {}
    for name, endorsements in (("none", None), ("empty", []), ("webchat", ["webchat"])):
        stranger.teams.rotate_key(endorsements=endorsements, keep=True)
        made[name] = stranger.token()
    stranger.teams.rotate_key(endorsements=["msteams", "webchat"], keep=True)
    wait(10.1)
    return Scene(stranger=stranger, thief=generate_private_key(public_exponent=65537, key_size=2048), unfit=made)


async def ask_stock(stranger: Stranger, knock: Knock) -> int:
    """Return what botbuilder answers. It blocks the loop while it fetches keys, so it gets a thread of its own."""
    body = stranger.activity() if knock.body is None else knock.body
    header = next(iter(stranger.authorization(knock)), "")
    activity = Activity().deserialize(json.loads(json.dumps(body)))
    work = JwtTokenValidation.authenticate_request(
        activity,
        header,
        SimpleCredentialProvider(BOT_APP_ID, ""),
        auth_configuration=AuthenticationConfiguration(),
    )
    try:
        identity = await asyncio.to_thread(asyncio.run, work)
    except PermissionError:
        return 401
    except Exception:  # noqa: BLE001  as its adapters do
        return 500
    return 200 if identity.is_authenticated else 401


async def test_ours_and_stock_answer_as_the_table_says(scene, visited, entra):
    found = {}
    for name, case in CASES.items():
        knock = case.knock(scene)
        found[name] = (await scene.stranger.knocks(knock), await ask_stock(scene.stranger, knock))
    expected = {name: (case.ours, case.stock) for name, case in CASES.items()}
    wrong = {name: answers for name, answers in found.items() if answers != expected[name]}
    assert not wrong, wrong
    assert set(visited) == {"127.0.0.1"}


def test_every_difference_has_a_reason_and_ours_lets_in_nothing_more():
    for name, case in CASES.items():
        assert bool(case.why) == (case.ours != case.stock), name
        assert case.ours in {200, 401, 403}, name
        assert not (case.ours == 200 and case.stock != 200), name
    assert {case.stock for case in CASES.values()} == {200, 401, 500}


async def test_a_forged_token_makes_stock_ask_entra_and_ours_ask_nobody(stranger, visited, world):
    """AUTH-07."""
    for form in ({"ver": "1.0", "appid": BOT_APP_ID}, {"ver": "1.0", "appid": OTHER_APP}):
        knock = Knock(token=stranger.token(iss=EMULATOR, **form))
        asked = world.teams.keys_asked
        assert await stranger.knocks(knock) == 401
        assert world.teams.keys_asked == asked
        assert await ask_stock(stranger, knock) == 500
    assert set(visited) == {ENTRA}


async def test_a_rotated_key_stops_stock_and_not_ours(stranger, visited, wait):
    """AUTH-14."""
    assert await ask_stock(stranger, Knock()) == 200
    stranger.teams.rotate_key()
    wait(10.1)
    assert await stranger.knocks(Knock()) == 200
    assert await ask_stock(stranger, Knock()) == 500
