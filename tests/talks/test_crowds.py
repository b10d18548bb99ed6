"""Too many, too slow, too much: those who behave are answered all the same."""

import asyncio
import json
import resource
import sqlite3
import time

import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId
from bot.edges.teams import budgets, gate, server, turn
from bot.edges.teams.budgets import Budgets
from bot.edges.teams.pacer import Pacer
from bot.outside import Limits
from bot.sim.cast import ADA
from bot.sim.tenant import Fault
from bot.turn import Caller

from .conftest import QUICK

pytestmark = pytest.mark.days

HEAD = b"POST /api/messages HTTP/1.1\r\nHost: linkgate\r\nContent-Type: application/json\r\n"


async def connect(bot):
    host, port = bot.url.removeprefix("http://").partition("/")[0].split(":")
    return await asyncio.open_connection(host, int(port))


async def answer_to(bot, request):
    """Send raw bytes; return the status of what comes back, or None when the connection is just closed."""
    reader, writer = await connect(bot)
    writer.write(request)
    line = await reader.readline()
    writer.close()
    return int(line.split()[1]) if line else None


@pytest.fixture
def many_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_nine_hundred_who_say_nothing_keep_nobody_out_and_are_shown_out(bot, ada, monkeypatch, many_files):
    """DOS-01."""
    monkeypatch.setattr(gate, "HEADER_SECONDS", 1.0)
    slow = [await connect(bot) for _ in range(900)]
    for _, writer in slow[::2]:
        writer.write(b"POST /api/messages HTTP/1.1\r\nX-Slow: ")
    assert (await ada.says("help")).status == 200
    await ada.sees("linkedin requests")
    async with asyncio.timeout(30):
        for reader, _ in slow:
            assert not await read_or_lose(reader)
    for _, writer in slow:
        writer.close()


async def test_who_is_full_of_the_silent_makes_room_for_who_speaks(world, tmp_path):
    """DOS-01."""
    settings = read_settings(world.environment(tmp_path / "bot"))
    async with open_bot(settings, pace=QUICK, limits=Limits(connections=4)) as bot:
        silent = [await connect(bot) for _ in range(6)]
        assert await answer_to(bot, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
        async with asyncio.timeout(10):
            assert not await read_or_lose(silent[0][0])
            assert not await read_or_lose(silent[1][0])
        for _, writer in silent:
            writer.close()


async def read_or_lose(reader):
    try:
        return await reader.read(1)
    except ConnectionError:
        return b""


async def test_the_second_request_of_a_connection_has_a_deadline_too(bot, monkeypatch):
    """DOS-01."""
    monkeypatch.setattr(gate, "HEADER_SECONDS", 0.2)
    reader, writer = await connect(bot)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"200" in await reader.readline()
    await reader.readuntil(b"alive")
    writer.write(b"GET /healthz HTTP/1.1\r\nX-Slow:")
    async with asyncio.timeout(10):
        assert not await read_or_lose(reader)
    writer.close()


async def test_a_body_that_is_too_large_compressed_or_endless_is_not_read(bot, world, monkeypatch):
    """DOS-02 AUTH-19."""
    token = f"Authorization: Bearer {world.teams.token_for()}\r\n".encode()
    assert await answer_to(bot, HEAD + token + b"Content-Length: 2000000\r\n\r\n") == 413
    assert await answer_to(bot, HEAD + token + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\n123456789") == 415
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    assert await answer_to(bot, HEAD + token + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 5) == 413
    assert await answer_to(bot, HEAD + token + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n") == 400
    monkeypatch.setattr(server, "BODY_SECONDS", 0.2)
    assert await answer_to(bot, HEAD + token + b"Content-Length: 9\r\n\r\n1234") == 408
    assert await answer_to(bot, HEAD + b"Content-Length: 2000000\r\n\r\n") == 401  # without a token nothing is read


async def test_a_thousand_commands_of_one_cost_the_others_nothing(ada, bob, mallory, world, talk):
    """DOS-03 CMD-11."""
    start = time.monotonic()
    statuses = [(await mallory.says("linkedin status")).status for _ in range(300)]
    assert set(statuses) <= {200, 202}
    assert (await ada.says("help")).status == 200
    await ada.sees("linkedin requests")
    await mallory.sees("too much at once")
    sent = len([call for call in world.teams.sent if mallory.chat.id in call.path])
    assert sent <= 12 + (time.monotonic() - start) / 2 + 1  # what came back meanwhile, and one word


async def test_many_people_who_send_many_each_are_heard_as_far_as_their_budgets_go(ada, world, bot):
    """DOS-03."""
    await ada.says("help")
    await ada.sees("linkedin requests")
    good = next(sent for sent in world.teams.delivered if sent["type"] == "message")
    token = world.teams.token_for()

    def message(person, number):
        somebody = f"{person:08d}-0000-4000-8000-000000000000"
        return good | {
            "id": f"m{person}-{number}",
            "text": "nothing",
            "from": good["from"] | {"aadObjectId": somebody, "id": f"29:{person}"},
            "conversation": good["conversation"] | {"id": f"a:{person}"},
        }

    async def flood(person):
        return [(await world.teams.post_raw(message(person, number), token=token)).status for number in range(14)]

    statuses = await asyncio.gather(*map(flood, range(8)))
    assert {status for several in statuses for status in several} <= {200, 202}
    await ada.says("help linkedin disable")
    await ada.sees("off for everyone")


def fill_history(folder):
    """Make ten thousand of the one request there is. Not on the loop: the bot has to finish what it writes there."""
    with sqlite3.connect(folder / "bot" / "linkgate.db", isolation_level=None, timeout=30) as store:
        numbers = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)"
        columns = "rev, state, i, NULL, expires_at, json_set(body, '$.number', i), asker, stage"
        store.execute("BEGIN IMMEDIATE")
        store.execute(f"{numbers} INSERT INTO changes SELECT printf('%032x', i), i, {columns} FROM changes, n")  # noqa: S608
        store.execute(
            f"{numbers} INSERT INTO ledger (request, event, body) SELECT i, event, body FROM ledger, n "  # noqa: S608
            "WHERE event = 'sent'"
        )
        store.execute("COMMIT")


async def test_ten_thousand_ended_requests_are_told_by_the_page(ada, talk, tmp_path):
    """DOS-04."""
    await talk.asks(ada)
    await ada.says("linkedin withdraw 1")
    await ada.sees("withdrawn")
    await asyncio.to_thread(fill_history, tmp_path)
    await ada.says("linkedin history")
    history = await ada.sees("of 10,001")
    assert len(json.dumps(history.card)) < 28_000


async def test_invalid_clicks_by_the_hundred_leave_one_trace_in_the_store(ada, mallory, world, talk, tmp_path):
    """DOS-05."""
    card = await talk.asks(ada)
    rows = count_rows(tmp_path)
    for number in range(150):
        action = {"type": "Action.Execute", "verb": "approve", "data": {"id": f"{number:032x}", "rev": 1}}
        answer = await mallory.invokes(card.id, action)
        assert (answer.status, answer.kind) == (200, "message")
    # where Mallory is met, and that she was refused, once each
    assert count_rows(tmp_path) == rows | {"seats": rows["seats"] + 1, "ledger": rows["ledger"] + 1}


def count_rows(folder):
    with sqlite3.connect(folder / "bot" / "linkgate.db") as store:
        tables = ("changes", "votes", "ledger", "notices", "seats")
        return {table: store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608


async def test_the_loop_goes_on_while_outside_systems_hang(ada, bot, world, tenant, tmp_path):
    """DOS-07 REL-04."""
    tenant.fail(Fault(api="graph", method="GET", times=None, do="hang"))
    lock = sqlite3.connect(tmp_path / "bot" / "linkgate.db", isolation_level=None, check_same_thread=False)
    await asyncio.to_thread(lock.execute, "BEGIN IMMEDIATE")
    asking = asyncio.create_task(ada.says("linkedin enable all"))
    for _ in range(20):
        async with asyncio.timeout(5):
            assert await answer_to(bot, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
        await asyncio.sleep(0.05)
    lock.execute("ROLLBACK")
    lock.close()
    tenant.heal()
    assert (await asking).status in {200, 202}


def caller(number):
    place = Place(kind=PlaceKind.PERSONAL, service_url="https://smba.trafficmanager.net/", conversation=f"a:{number}")
    return Caller(user=UserId(str(number)), teams_id="29:1", place=place)


async def test_every_memory_has_a_bound(monkeypatch, bot, ada, world):
    """DOS-08."""
    monkeypatch.setattr(budgets, "_MOST_KEPT", 10)
    kept = Budgets()
    for number in range(100):
        kept.spend(caller(number))
    assert len(kept._whole_at) <= 10  # noqa: SLF001  what it keeps shows nowhere else
    pacer = Pacer()
    monkeypatch.setattr("bot.edges.teams.pacer._MOST_LANES", 10)
    for number in range(20):
        await pacer.wait(str(number))
    assert len(pacer._lanes) <= 10  # noqa: SLF001  as above
    monkeypatch.setattr(turn, "_MOST_REMEMBERED", 3)
    monkeypatch.setattr("bot.desk._MOST_SEATS", 1)
    monkeypatch.setattr("bot.lookup._MOST_GLANCES", 1)
    for person in (ada, world.person("bob"), world.person("cleo"), ada):
        await person.says("help")
    assert len(bot.desk.seats) == 1
    assert ADA.object_id in bot.desk.seats
