"""Anything at all, thrown at a real `linkgate serve`: no fault of ours, no turn without a token, no standstill.

The short form runs with all tests, from a fixed seed; `make fuzz` throws ten thousand.
"""

import asyncio
import json
import re
import socket
import threading
import time
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_demo import start

from bot.sim.world import open_world

ALLOWED = {200, 201, 202, 400, 401, 403, 404, 405, 408, 413, 415, 429}
PATIENCE = 0.2
SLOW = 1.0
"""Seconds within which the process says that it lives."""

tokens = st.from_regex(r"[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{0,40}", fullmatch=True)
words = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30)
methods = st.sampled_from(["POST", "GET", "HEAD", "PUT", "OPTIONS", "CONNECT", "TRACE", "post", "P\x00ST", ""]) | words
paths = st.sampled_from(
    ["/api/messages", "/api/messages/", "/healthz", "/", "//", "*", "http://x/api/messages", "/%00"]
)
names = st.sampled_from(
    ["Content-Type", "Content-Length", "Transfer-Encoding", "Content-Encoding", "Expect", "Upgrade"]
) | st.sampled_from(["Connection", "Host", "Range", "Cookie", "X-HTTP-Method-Override"])
values = st.sampled_from(
    ["application/json", "application/json; charset=utf-16", "text/html", "0", "-1", "99999999999", "chunked"]
) | st.sampled_from(["gzip", "100-continue", "200-maybe", "websocket", "Upgrade", "a" * 9_000])
headers = st.lists(st.tuples(names | words, values | words), max_size=5)
bodies = st.binary(max_size=300) | st.text(max_size=100).map(str.encode)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


def wire(method, path, several, body, token=None):
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in several)]
    lines += [f"Authorization: Bearer {token}"] if token is not None else []
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def whole(body, token):
    """Write a request that is one, with *body* and *token*."""
    several = [("Host", "x"), ("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    return wire("POST", "/api/messages", several, body, token)


strangers = (
    st.binary(max_size=400)
    | st.builds(wire, methods, paths, headers, bodies, st.none() | tokens)
    | st.builds(wire, methods, paths, st.just([("Host", "x"), ("Content-Length", "0")]), st.just(b""))
    | st.builds(whole, anything.map(lambda value: json.dumps(value).encode()), tokens)
)


class Target:
    """A bot that runs in a process of its own, seen from outside."""

    def __init__(self, url, watch_url):
        self.url = url.removesuffix("/api/messages")
        self._address = (urlsplit(url).hostname, urlsplit(url).port)
        self._watch_url = watch_url

    def throw(self, request):
        """Send bytes; return the status of every answer. What waits for more gets no more, and is left soon."""
        answer = b""
        with socket.create_connection(self._address, timeout=15) as line:
            try:
                line.sendall(request)
                line.settimeout(PATIENCE)
                while part := line.recv(65_536):
                    answer += part
                    line.settimeout(PATIENCE / 10)
            except (ConnectionError, TimeoutError):
                pass
        return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]

    def turns(self):
        with urlopen(f"{self._watch_url}/metrics") as answer:  # noqa: S310  loopback
            figures = answer.read().decode()
        return sum(map(float, re.findall(r"^linkgate_turns_total\S+ (\S+)$", figures, re.MULTILINE)))


class Pulse:
    """Asks again and again whether the process lives, and keeps how long that took."""

    def __init__(self, target):
        self.seconds = []
        self._target = target
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _run(self):
        while not self._stop.wait(0.02):
            start = time.perf_counter()
            with urlopen(f"{self._target.url}/healthz", timeout=15) as answer:  # noqa: S310  loopback
                assert answer.status == 200
            self.seconds.append(time.perf_counter() - start)

    def has_stopped(self):
        """Tell whether it missed a beat. One late answer can be the machine's doing, three in a row are the bot's."""
        late = [seconds > SLOW for seconds in self.seconds]
        return any(map(all, zip(late, late[1:], late[2:], strict=False)))


@asynccontextmanager
async def run_target(folder):
    async with open_world(users=60) as world:
        process = await start("serve", environment=world.environment(folder))
        url = re.search(r"http://\S+", (await process.stdout.readline()).decode())[0]
        watch_url = re.search(r"http://\S+", (await process.stdout.readline()).decode())[0]
        world.teams.connect(url)
        drain = asyncio.create_task(process.stderr.read())
        yield world, Target(url, watch_url)
        process.terminate()
        log = (await drain).decode()
        assert await process.wait() == 0
    assert "Traceback" not in log
    assert '"level": "ERROR"' not in log


def throw(target, strategy, count):
    seen = set()

    @settings(
        max_examples=count, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def attack(request):
        statuses = target.throw(request)
        seen.update(statuses)
        assert set(statuses) <= ALLOWED, request

    attack()
    return seen


async def fuzz(folder, count):
    """Throw *count* requests: most by strangers, the rest with a good token and any JSON."""
    async with run_target(folder) as (world, target):
        with Pulse(target) as pulse:
            seen = await asyncio.to_thread(throw, target, strangers, count * 7 // 10)
            assert {400, 401, 404, 405} <= seen
            assert target.turns() == 0
            assert world.teams.sent == ()
            ada = world.person("ada")
            await ada.says("help")
            await ada.sees("linkedin status", timeout=15)
            good = next(sent for sent in world.teams.delivered if sent["type"] == "message")
            token = world.teams.token_for()
            spoiled = st.builds(
                lambda field, value: whole(
                    json.dumps(good | {"id": "x", "text": "help", field: value}).encode(), token
                ),
                st.sampled_from(sorted({*good, "name", "value", "replyToId", "action", "deliveryMode"})),
                anything,
            )
            await asyncio.to_thread(throw, target, spoiled, count - count * 7 // 10)
        assert len(pulse.seconds) > 5
        assert not pulse.has_stopped(), max(pulse.seconds)


@pytest.mark.days
async def test_whatever_is_thrown_at_the_door_it_stays_a_door(tmp_path):
    """AUTH-02 AUTH-19 AUTH-20."""
    await fuzz(tmp_path / "bot", 300)


@pytest.mark.fuzz
async def test_whatever_is_thrown_ten_thousand_times(tmp_path):
    await fuzz(tmp_path / "bot", 10_000)
