"""What the front door asks of a request and of the activity in it, once the token is good."""

import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta

from door.stranger import ABSENT, Knock, change
from story import list_steps

from bot.edges.teams.door import LARGEST_BODY
from bot.sim.cast import ADA, TENANT_ID

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
        (tireless.click(), CLICKS),
        (tireless.activity(type="installationUpdate", action="add"), ("action", "from.id", "conversation.id")),
    ):
        for path in paths:
            for value in (*STRANGE, *(entities if path == "entities" else ()), "\u0000", "x" * 10_000):
                status = await tireless.knocks(body=change(made, path, value))
                found.setdefault(status, []).append((made["type"], path, f"{value!r:.40}"))
    assert found.keys() <= {200, 202, 400, 401, 403}, found[max(found)]
    assert found.keys() >= {200, 400, 401, 403}
    await is_readable(tireless)


async def is_readable(stranger):
    """Assert that everything that was stored can be read again, and that the bot still works."""
    store = stranger.store
    changes = [*(await store.open_changes(1_000)).changes, *(await store.ended_changes(1_000)).changes]
    assert all([await store.change(change.id) == change for change in changes])
    await list_steps(store)
    await store.owed(datetime.now(UTC) + timedelta(days=9), 1_000)  # noqa: TID251  whenever that is
    await store.undelivered()
    await store.seats([ADA.object_id])
    assert await stranger.knocks() == 200
