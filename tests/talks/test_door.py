"""The front door, on the real wire: who is not Teams, or not of our tenant, is not heard."""

import json

import pytest

from bot.sim.cast import BOT_APP_ID, TENANT_ID

OTHER_TENANT = "99999999-7d34-4b6e-9a51-c0ffee000009"


@pytest.fixture
async def activity(ada, world):
    """A good activity as Teams sends it, to be spoiled."""
    await ada.says("linkedin status")
    await ada.sees("Read from Microsoft Entra")
    good = json.loads(json.dumps(next(sent for sent in world.teams.delivered if sent["type"] == "message")))
    return good | {"id": "another-message", "text": "help"}


async def test_a_good_activity_is_answered(activity, ada, world):
    assert (await world.teams.post_raw(activity, token=world.teams.token_for())).status == 200
    await ada.sees("linkedin requests")


async def test_no_token_and_no_good_token_are_401(activity, world):
    """AUTH-01 AUTH-02 AUTH-04 AUTH-05 AUTH-06."""
    teams = world.teams
    good = {"iss": "https://api.botframework.com", "aud": BOT_APP_ID, "serviceurl": teams.service_url}
    times = {"nbf": 1_700_000_000, "exp": 4_000_000_000}
    spoiled = [
        {**good, **times, "aud": "another-bot"},
        {**good, **times, "aud": [BOT_APP_ID, "another-bot"]},
        {**good, **times, "iss": "https://api.botframework.us"},
        {**good, **times, "iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
        {**good, **times, "exp": 1_700_000_000},
        {**good, **times, "nbf": 3_900_000_000},
        {**good, "nbf": 1_700_000_000},
        {**good, **times, "exp": "4000000000"},
        {**good, **times, "serviceurl": "https://smba.trafficmanager.net/emea/"},
        {key: value for key, value in (good | times).items() if key != "serviceurl"},
    ]
    for token in (None, "", "x", "a.b.c", *(teams.sign(claims) for claims in spoiled)):
        assert (await teams.post_raw(activity, token=token)).status == 401
    assert (await teams.post_raw(activity, token=teams.sign(good | times))).status == 200


SPOILED = {
    "foreign channel data": lambda activity: activity["channelData"]["tenant"].update(id=OTHER_TENANT),
    "foreign conversation": lambda activity: activity["conversation"].update(tenantId=OTHER_TENANT),
    "foreign sender": lambda activity: activity["from"].update(tenantId=OTHER_TENANT),
    "no channel data": lambda activity: activity.pop("channelData"),
    "no conversation tenant": lambda activity: activity["conversation"].pop("tenantId"),
    "webchat": lambda activity: activity.update(channelId="webchat"),
    "no channel": lambda activity: activity.pop("channelId"),
    "expect replies": lambda activity: activity.update(deliveryMode="expectReplies"),
}


@pytest.mark.parametrize("spoil", SPOILED)
async def test_another_tenant_or_channel_is_403(activity, world, spoil):
    """AUTH-11 AUTH-18 ID-01 ID-02."""
    assert activity["channelData"]["tenant"]["id"] == TENANT_ID
    SPOILED[spoil](activity)
    assert (await world.teams.post_raw(activity, token=world.teams.token_for())).status == 403


async def test_a_service_url_that_was_not_signed_is_401(activity, world):
    """AUTH-09."""
    for url in (None, "", "http://127.0.0.1:1/"):
        spoiled = activity | {"serviceUrl": url}
        assert (await world.teams.post_raw(spoiled, token=world.teams.token_for())).status == 401


async def test_a_service_url_that_is_not_teams_is_403(activity, world):
    """AUTH-10."""
    url = world.teams.service_url.replace("127.0.0.1", "localhost")
    spoiled = activity | {"serviceUrl": url}
    assert (await world.teams.post_raw(spoiled, token=world.teams.token_for(service_url=url))).status == 403


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'{"a": NaN}', b'{"a": 1, "a": 2}', b"[" * 100_000, b'{"a": "\\ud800"}', b"\xff\xfe{}"],
)
async def test_a_body_that_is_not_strict_json_is_400(world, bot, body):
    """AUTH-19."""
    assert (await world.teams.post_raw(body, token=world.teams.token_for())).status == 400


async def test_a_rotated_key_is_learned_at_once_or_soon(activity, world, ada):
    """AUTH-14."""
    world.teams.rotate_key()
    status = (await world.teams.post_raw(activity, token=world.teams.token_for())).status
    assert status in {200, 401}  # a refresh was made less than ten seconds ago: then not yet
