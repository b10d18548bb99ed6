"""A token that was proved once is not believed for ever: only its signature is, and only while its key is the key."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from bot.edges.teams import door
from bot.edges.teams.door import ISSUER, Door, RefusedError
from bot.edges.teams.keys import Key

SERVICE = "https://smba.trafficmanager.net"


class FakeKeys:
    """Finds one key, whatever its id."""

    def __init__(self):
        self.turn()

    def turn(self, *channels):
        self.private = generate_private_key(public_exponent=65537, key_size=2048)
        self.publish(*channels or ("msteams",))

    def publish(self, *channels):
        self.key = Key(self.private.public_key(), frozenset(channels))

    async def find(self, kid):
        return self.key if kid == "k" else None


@pytest.fixture
def keys():
    return FakeKeys()


@pytest.fixture
def front(keys):
    return Door(keys=keys, app_id="app", tenant_id="tenant", service=SERVICE)


def sign(keys, **claims):
    now = int(time.time())
    told = {"iss": ISSUER, "aud": "app", "serviceurl": SERVICE, "nbf": now - 600, "exp": now + 600, **claims}
    return [f"Bearer {jwt.encode(told, keys.private, algorithm='RS256', headers={'kid': 'k'})}"]


async def test_the_same_token_is_admitted_again_with_the_same_claims(front, keys):
    token = sign(keys, jti="1")
    assert await front.admit(token) == await front.admit(token)
    assert (await front.admit(sign(keys, jti="2")))["jti"] == "2"


@pytest.mark.parametrize("claim", ["exp", "nbf", "iat"])
async def test_a_proved_token_is_refused_when_its_time_is_over_or_not_come(front, keys, monkeypatch, claim):
    now = int(time.time())
    token = sign(keys, **{claim: now - 100 if claim == "exp" else now + 100})
    await front.admit(token)
    monkeypatch.setattr(door, "_LEEWAY", 0)
    with pytest.raises(RefusedError, match="does not hold"):
        await front.admit(token)


async def test_a_proved_token_is_refused_when_its_key_is_another_one(front, keys):
    token = sign(keys)
    await front.admit(token)
    keys.turn()
    with pytest.raises(RefusedError, match="InvalidSignature"):
        await front.admit(token)


async def test_a_proved_token_is_refused_when_its_key_may_not_speak_for_teams_any_more(front, keys):
    token = sign(keys)
    await front.admit(token)
    keys.publish("webchat")
    with pytest.raises(RefusedError, match="may not speak"):
        await front.admit(token)


async def test_a_token_that_differs_in_its_last_sign_was_not_proved(front, keys):
    (good,) = sign(keys)
    await front.admit([good])
    with pytest.raises(RefusedError, match="InvalidSignature"):
        await front.admit([good[:-8] + ("A" if good[-8] != "A" else "B") + good[-7:]])


async def test_what_is_kept_has_an_end_and_a_refused_token_is_not_kept(front, keys, monkeypatch):
    monkeypatch.setattr(door, "_MOST_PROVED", 2)
    for number in range(4):
        await front.admit(sign(keys, jti=str(number)))
        with pytest.raises(RefusedError):
            await front.admit(sign(keys, jti=str(number), aud="another"))
    assert [proved.claims["jti"] for proved in front.proved.values()] == ["2", "3"]
