"""Whatever stands in a body or an activity, the door does not stumble; `--long` tries more of it."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.edges.teams.door import Door, RefusedError, read_body
from bot.sim.cast import BOT_APP_ID, SALES_GROUP, TENANT_ID

WORDS = st.sampled_from(
    [
        "help",
        "linkedin status",
        f"linkedin enable group {SALES_GROUP}",
        "linkedin history",
        "linkedin requests",
        "\u0000",
    ]
)
TYPES = st.sampled_from(
    [
        *("message", "messageUpdate", "messageDelete", "messageReaction", "invoke", "conversationUpdate", "typing"),
        *("installationUpdate", "event", "endOfConversation", "handoff", "command", "commandResult", "trace"),
        *("contactRelationUpdate", "deleteUserData", "suggestion", "delay", "invokeResponse", "__init__"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
INNER = (
    "id",
    "name",
    "aadObjectId",
    "tenantId",
    "role",
    "conversationType",
    "tenant",
    "action",
    "type",
    "verb",
    "data",
)
FIELDS = st.sampled_from(
    [
        *("type", "id", "from", "conversation", "channelData", "recipient", "text", "entities", "value", "name"),
        *("replyToId", "serviceUrl", "channelId", "deliveryMode", "timestamp", "action", "onBehalfOf", "attachments"),
    ]
)
SHAPED = JSON | st.dictionaries(st.sampled_from(INNER), JSON, max_size=5)
FUZZED = st.fixed_dictionaries({}, optional={"type": TYPES, "text": WORDS | st.text()}) | st.just({})
SEEDED = settings(
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SEEDED
@given(base=FUZZED, is_click=st.booleans(), fields=st.dictionaries(FIELDS, SHAPED, min_size=1, max_size=3))
async def test_no_activity_makes_the_door_stumble(tireless, base, is_click, fields):
    """AUTH-20."""
    body = {**(tireless.click() if is_click else tireless.activity()), **base, **fields}
    raw = json.dumps(body, ensure_ascii=True).encode()
    assert await tireless.knocks(body=raw) in {200, 202, 400, 401, 403}, body


def outcome(work):
    try:
        return work()
    except RefusedError as refused:
        return refused.status


@SEEDED
@given(
    body=st.binary() | JSON.map(lambda value: json.dumps(value).encode()) | st.text().map(str.encode),
    kind=st.text(max_size=20) | st.sampled_from(["application/json", "application/json; charset=utf-8"]),
)
def test_a_body_is_an_object_or_refused(body, kind):
    """AUTH-19."""
    read = outcome(lambda: read_body(body, kind))
    if not isinstance(read, dict):
        assert read in {400, 415}
        return
    assert kind.startswith("application/json")
    assert outcome(lambda: read_body(json.dumps(read).encode(), kind)) == read


URL = "https://smba.trafficmanager.net/emea/"
FIT = {
    "type": "message",
    "id": "1",
    "channelId": "msteams",
    "serviceUrl": URL,
    "conversation": {"tenantId": TENANT_ID},
    "channelData": {"tenant": {"id": TENANT_ID}},
}


@SEEDED
@given(fields=st.dictionaries(st.sampled_from([*FIT, "from", "deliveryMode"]), SHAPED), claim=JSON | st.just(URL))
def test_what_passes_is_ours_whatever_else_it_says(fields, claim):
    """AUTH-20."""
    activity = {**FIT, **fields}
    door = Door(keys=None, app_id=BOT_APP_ID, tenant_id=TENANT_ID, service=URL.removesuffix("/emea/"))
    refused = outcome(lambda: door.check(activity, {"serviceurl": claim}))
    if refused:
        assert refused in {400, 401, 403}
        return
    assert claim == activity["serviceUrl"] == URL
    assert activity["channelId"] == "msteams"
    assert activity["conversation"]["tenantId"] == activity["channelData"]["tenant"]["id"] == TENANT_ID
    assert all(isinstance(activity[name], str) and activity[name] for name in ("type", "id"))
