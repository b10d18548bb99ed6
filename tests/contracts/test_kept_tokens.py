"""What a credential gave is given again while it is fresh, and to nobody who needs another one."""

import time

import pytest
from azure.core.credentials import AccessToken

from bot.edges.signin import Signin

HOUR = 3600


class FakeCredential:
    """Gives a new token each time, good for *seconds*."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.given = 0

    async def get_token(self, *scopes, **_):
        self.given += 1
        return AccessToken(f"{self.given} {' '.join(scopes)}", int(time.time()) + self.seconds)


async def test_a_fresh_token_is_given_again_to_the_same_scope_only():
    signin = Signin(FakeCredential(HOUR), keeps_tokens=True)
    told = [await signin.token(scope) for scope in ("a", "b", "a", "b")]
    assert told == ["1 a", "2 b", "1 a", "2 b"]


@pytest.mark.parametrize(("seconds", "keeps"), [(599, True), (HOUR, False)])
async def test_no_token_is_kept_that_ends_soon_or_of_somebody_who_may_sign_out(seconds, keeps):
    signin = Signin(FakeCredential(seconds), keeps_tokens=keeps)
    assert [await signin.token("a"), await signin.token("a")] == ["1 a", "2 a"]


async def test_a_token_that_microsoft_does_not_take_any_more_is_not_given_again():
    signin = Signin(FakeCredential(HOUR), keeps_tokens=True)
    first = await signin.get_token("a", claims=None, enable_cae=True)
    assert (await signin.get_token("a", claims=None, enable_cae=True)) is first
    wanted = await signin.get_token("a", claims='{"access_token": {}}', enable_cae=True)
    assert wanted.token == "2 a"
    assert (await signin.get_token("a", enable_cae=True)).token == "3 a"
    assert (await signin.get_token("a", enable_cae=False)).token == "4 a"
    assert (await signin.get_token("a", enable_cae=True, tenant_id="b")).token == "5 a"
    assert (await signin.get_token("a", enable_cae=True)).token == "3 a"
