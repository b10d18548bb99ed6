"""What the front door asks of a request and of the activity in it, once the token is good."""

import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from door.stranger import ABSENT, Knock, change
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Limits, open_bot
from bot.config import read_settings
from bot.core.budget import Allowance
from bot.edges.teams.budgets import Scope
from bot.edges.teams.door import LARGEST_BODY, Door, RefusedError, read_body
from bot.sim.cast import ADA, BOT_APP_ID, SALES_GROUP, TENANT_ID

OTHER_TENANT = "99999999-7d34-4b6e-9a51-c0ffee000009"
STRANGE = (None, "", 0, -1.5, 10**30, True, [], {}, ["x"], {"id": "x"}, [[[]]])


def bodies(activities):
    return {name: Knock(body=activity) for name, activity in activities.items()}


async def test_only_the_channel_of_teams_is_heard(stranger):
    """AUTH-11."""
    channels = ["webchat", "directline", "emulator", "", ABSENT, None, "MSTEAMS", "msteams ", ["msteams"], {}, True]
    await stranger.is_refused(bodies({repr(name): stranger.activity(channelId=name) for name in channels}), 403)
    await stranger.is_let_in(body=stranger.activity(channelId="msteams"))


async def test_another_tenant_is_not_heard(stranger):
    """ID-01 ID-02."""
    spoiled = {
        f"{path} is {value!r}": stranger.activity(**{path: value})
        for path in ("channelData__tenant__id", "conversation__tenantId", "from__tenantId")
        for value in (OTHER_TENANT, TENANT_ID.upper(), [TENANT_ID], {}, 5, "x")
    }
    for path in (
        "channelData__tenant__id",
        "channelData__tenant",
        "channelData",
        "conversation__tenantId",
        "conversation",
    ):
        for value in (ABSENT, None, "", [], {}, "x"):
            spoiled[f"{path} is {value!r}"] = stranger.activity(**{path: value})
    await stranger.is_refused(bodies(spoiled), 403)
    await stranger.is_let_in(body=stranger.activity(from__tenantId=TENANT_ID))


async def test_answers_are_not_given_in_the_http_response(stranger):
    """AUTH-18."""
    modes = ["expectReplies", "stream", "ephemeral", "notification", "NORMAL", "", 0, False, [], {}, ["normal"]]
    await stranger.is_refused(bodies({repr(mode): stranger.activity(deliveryMode=mode) for mode in modes}), 403)
    await stranger.is_let_in(body=stranger.activity(deliveryMode="normal"))


UPGRADE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)
ELSEWHERE = (
    "/",
    "/api",
    "/api/",
    "/api/messages/",
    "/api/messages/x",
    "//api/messages",
    "/API/MESSAGES",
    "/api/messages;x",
    "/api/messages%2f",
    "/api/messages%00",
    "/api/messages/../messages/x",
    "/api/skills",
    "/api/skills/v3/conversations/x/activities",
    "/v3/conversations",
    "/metrics",
    "/readyz",
    "/favicon.ico",
)


async def test_there_is_one_way_in_and_no_other(stranger):
    """AUTH-18."""
    body = json.dumps(stranger.activity())
    good = ("Host: x", f"Authorization: Bearer {stranger.token()}", "Content-Type: application/json")

    def request(method, path, *lines):
        sent = (f"{method} {path} HTTP/1.1", *good, *lines, f"Content-Length: {len(body)}", "", body)
        return "\r\n".join(sent).encode()

    known, unknown = (
        ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"),
        ("POSTS", "post", "P\0ST"),
    )
    tried = {f"{method} messages": (request(method, "/api/messages"), 405) for method in known}
    tried |= {f"{method} messages": (request(method, "/api/messages"), 400) for method in unknown}
    tried |= {f"{method} with an upgrade": (request(method, "/api/messages", *UPGRADE), 405) for method in known}
    tried |= {
        f"{method} with {name}": (request(method, "/api/messages", f"{name}: POST"), 405)
        for method in ("GET", "PUT")
        for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
    }
    tried |= {f"POST {path}": (request("POST", path), 404) for path in ELSEWHERE}
    tried |= {f"upgrade {path}": (request("GET", path, *UPGRADE), 404) for path in ELSEWHERE}
    tried |= {
        "POST healthz": (request("POST", "/healthz"), 405),
        "every path": (request("OPTIONS", "*"), 404),
        "half an address": (request("POST", "http://["), 400),
        "a tunnel": (request("CONNECT", "graph.microsoft.com:443"), 404),
        "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64) + b"\r\n\r\n", 400),
        "HTTP/0.9": (b"GET /api/messages\r\n\r\n", 405),
    }
    traces = await stranger.traces()
    found = {name: await stranger.writes(text) for name, (text, _) in tried.items()}
    wrong = {name: status for name, status in found.items() if status != tried[name][1]}
    assert not wrong, wrong
    assert await stranger.traces() == traces
    assert await stranger.writes(request("POST", "/api/messages")) == 200
    assert (await stranger.traces())["turns"] != traces["turns"]


async def test_a_post_that_would_be_a_websocket_is_a_post(stranger):
    """AUTH-18."""
    upgrade = dict(line.split(": ") for line in UPGRADE)
    override = {"X-HTTP-Method-Override": "DELETE"}
    for headers in (upgrade, override):
        await stranger.is_refused({"no token": Knock(token=None, headers=headers)}, 401)
        await stranger.is_let_in(headers=headers)


def as_json(**headers):
    return {"Content-Type": "application/json", **headers}


async def test_a_body_in_another_form_is_not_read(stranger):
    """AUTH-19."""
    good = json.dumps(stranger.activity()).encode()
    types = [
        "",  # none
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json-patch+json",
        "application/octet-stream",
        "application/json; charset=utf-16",
        "application/json; charset=utf-7",
        "application/json; charset=latin-1",
        "application/json; charset=x-unknown",
        "application/json; charset*=utf-16''utf-8",
        "json",
        ";",
        "/",
        "application/json/json",
        "application/json, text/plain",
    ]
    knocks = {f"type {kind!r}": Knock(body=good, headers={"Content-Type": kind}) for kind in types}
    knocks |= {
        f"encoded with {how}": Knock(body=body, headers={"Content-Encoding": how})
        for how, body in {
            "gzip": gzip.compress(good),
            "deflate": zlib.compress(good),
            "br": good,
            "zstd": good,
            "gzip, gzip": gzip.compress(gzip.compress(good)),
            "x-unknown": good,
            "GZIP": gzip.compress(good),
        }.items()
    }
    await stranger.is_refused(knocks, 415)
    for kind in ("application/json", "application/json; charset=UTF-8", 'Application/JSON;charset="utf-8"'):
        await stranger.is_let_in(headers={"Content-Type": kind})


async def test_a_body_that_is_not_strict_json_is_refused(stranger):
    """AUTH-19."""
    good = json.dumps(stranger.activity())

    def with_value(text):
        return f'{good[:-1]}, "value": {text}}}'.encode()

    spoiled = {
        "nothing": b"",
        "a list": b"[]",
        "a list of it": f"[{good}]".encode(),
        "text": b'"activity"',
        "null": b"null",
        "a number": b"1",
        "true": b"true",
        "broken off": good[:-1].encode(),
        "something behind it": f"{good}x".encode(),
        "two of it": f"{good}{good}".encode(),
        "a byte order mark": b"\xef\xbb\xbf" + good.encode(),
        "UTF-16": good.encode("utf-16"),
        "UTF-16 without mark": good.encode("utf-16-le"),
        "UTF-32": good.encode("utf-32"),
        "Latin-1": good.replace("Ada", "Äda").encode("latin-1"),
        "not text": b"\xff\xfe{}",
        "NaN": with_value("NaN"),
        "Infinity": with_value("Infinity"),
        "-Infinity": with_value("-Infinity"),
        "a float beyond all floats": with_value("1e999"),
        "a number of 5000 digits": with_value("9" * 5000),
        "a key that stands twice": with_value('1, "channelId": "msteams"'),
        "a key that stands twice, deeper": with_value('{"a": 1, "a": 2}'),
        "a key that stands twice, written otherwise": with_value('{"a": 1, "\\u0061": 2}'),
        "half a character": with_value('"\\ud800"'),
        "half a character as a key": with_value('{"\\udfff": 1}'),
        "a line end in a text": with_value('"\n"'),
        "a comment": with_value("1 /* one */"),
        "a comma too much": with_value("[1,]"),
        "single quotes": with_value("'x'"),
        "100 000 lists": with_value("[" * 100_000 + "]" * 100_000),
        "100 000 lists and nothing else": b"[" * 100_000,
        "10 000 objects": with_value('{"a":' * 10_000 + "1" + "}" * 10_000),
    }
    await stranger.is_refused(bodies(spoiled), 400)
    await stranger.is_let_in(body=with_value('{"a": [1, 1.5, null, "\\ud83d\\ude00"]}'))


async def test_a_body_that_is_too_large_is_refused(stranger):
    """AUTH-19 AUTH-20."""
    good = json.dumps(stranger.activity()).encode()
    padded = good + b" " * (LARGEST_BODY - len(good))
    await stranger.is_refused({"a byte too much": Knock(body=padded + b" "), "1 MB of id": Knock(body=large_id())}, 413)
    await stranger.is_let_in(body=padded)
    head = (
        "POST /api/messages HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {stranger.token()}",
        "Content-Type: application/json",
        "Transfer-Encoding: chunked",
    )
    traces = await stranger.traces()
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    assert await stranger.writes("\r\n".join((*head, "", "")).encode() + chunk * 5) == 413
    assert await stranger.traces() == traces


def large_id():
    return json.dumps({"id": "x" * 1_000_000}).encode()


async def test_an_activity_without_a_type_and_an_id_is_refused(stranger):
    """AUTH-20."""
    spoiled = {
        f"{name} is {value!r:.40}": stranger.activity(**{name: value})
        for name in ("type", "id")
        for value in (ABSENT, *STRANGE, "x" * 200_000)
    }
    await stranger.is_refused(bodies(spoiled), 400)


SPEAKS = (
    *(
        "type",
        "id",
        "timestamp",
        "localTimestamp",
        "channelData",
        "channelData.tenant",
        "conversation",
        "conversation.id",
    ),
    *("conversation.conversationType", "conversation.isGroup", "from", "from.id", "from.name", "from.aadObjectId"),
    *("from.role", "recipient", "recipient.id", "recipient.name", "locale", "text", "textFormat", "attachments"),
    *("entities", "value", "onBehalfOf", "channelId", "serviceUrl", "deliveryMode", "expiration", "relatesTo"),
)
CLICKS = (
    *("value", "value.action", "value.action.type", "value.action.verb", "value.action.data", "value.action.data.id"),
    *("value.action.data.rev", "value.trigger", "name", "replyToId"),
)


async def test_fields_of_the_wrong_type_are_refused_or_overlooked(tireless):
    """AUTH-20."""
    entities = ([{"type": "mention", "text": 5, "mentioned": "x"}], [{"mentioned": []}, 5, None])
    found = {}
    for made, paths in (
        (tireless.activity(), SPEAKS),
        (click(tireless), CLICKS),
        (tireless.activity(type="installationUpdate", action="add"), ("action", "from.id", "conversation.id")),
    ):
        for path in paths:
            for value in (*STRANGE, *(entities if path == "entities" else ()), "\u0000", "x" * 10_000):
                status = await tireless.knocks(body=change(made, path, value))
                found.setdefault(status, []).append((made["type"], path, f"{value!r:.40}"))
    assert found.keys() <= {200, 202, 400, 401, 403}, found[max(found)]
    assert found.keys() >= {200, 400, 401, 403}
    await is_readable(tireless)


def click(stranger, **data):
    """Return the press of a button that no card of ours has any more."""
    action = {"type": "Action.Execute", "verb": "approve", "data": {"id": "0" * 32, "rev": 1, **data}}
    return stranger.activity(type="invoke", name="adaptiveCard/action", replyToId="1", value={"action": action})


async def is_readable(stranger):
    """Assert that everything that was stored can be read again, and that the bot still works."""
    store = stranger.store
    changes = [*await store.open_changes(), *(await store.ended_changes(1_000))[0]]
    assert all([await store.change(change.id) == change for change in changes])
    await store.entries()
    await store.owed(datetime.now(UTC) + timedelta(days=9), 1_000)  # noqa: TID251  whenever that is
    await store.undelivered()
    await store.seats([ADA.object_id])
    assert await stranger.knocks() == 200


@pytest.fixture
async def tireless(world, tmp_path, stranger_of):
    """A stranger before a bot that never has enough."""
    room = ((1_000_000, 0.001),)
    limits = Limits(
        allowances=dict.fromkeys(Scope, Allowance(burst=1_000_000, gap=0.0001)), conversation=room, tenant=room
    )
    async with (
        open_bot(read_settings(world.environment(tmp_path / "bot")), limits=limits) as bot,
        stranger_of(bot) as stranger,
    ):
        yield stranger


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
    body = {**(click(tireless) if is_click else tireless.activity()), **base, **fields}
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
