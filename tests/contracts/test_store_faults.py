"""The bad days of a store that is a file."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from os import sched_yield
from pathlib import Path

import pytest
from fakes.samples import TENANT, a_card, a_story
from sqlalchemy import Connection, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool

from bot.core.chain import verify
from bot.core.change import State
from bot.edges.store import Store, open_store, read_key
from bot.edges.store.database import Database
from bot.ports import ConflictError, UnexpectedError, UnreachableError

TESTS = Path(__file__).parents[1]
COUNT = text("SELECT last_number FROM meta")
KEEPING = """
import asyncio, sys
from pathlib import Path
from bot.core.change import State
from bot.edges.store import open_store
from fakes.samples import TENANT, a_card, a_story

async def main():
    path = Path(sys.argv[1])
    key = path.with_name("ledger.key")
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=key) as store:
        while True:
            number = await store.reserve_number()
            for change, entry in a_story(State.APPLIED, number=number):
                await store.keep(change, entry, [a_card(change, id=f"{change.id}-{change.rev}")])
                print(number, change.rev, flush=True)

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "linkgate.db"


@pytest.fixture
async def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    monkeypatch.setattr("bot.edges.store.database.PATIENCE", 0.05)
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as opened:
        yield opened


@pytest.fixture
async def database(path: Path, store: Store) -> AsyncIterator[Database]:
    """Open the file of *store* a second time, below its methods."""
    await store.check()
    opened = Database(path)
    yield opened
    await opened.close()


@contextmanager
def lock(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def fill_disk(pages: int) -> Iterator[None]:
    """Let the file grow to *pages* and no further."""

    def limit(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        cursor.close()

    event.listen(Pool, "checkout", limit)
    yield
    event.remove(Pool, "checkout", limit)


async def test_a_full_disk_stores_nothing_of_a_step(store: Store, path: Path) -> None:
    """REL-05 AUD-07."""
    draft, (sent, entry) = a_story(State.WAITING)
    await store.keep(*draft)
    fits, does_not = a_card(sent, id="fits"), a_card(sent, id="does not", service_url="x" * 1_000_000)
    with closing(sqlite3.connect(path)) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    with fill_disk(pages + 20):
        with pytest.raises(UnreachableError, match="full") as caught:
            await store.keep(sent, entry, (fits, does_not))
        assert caught.value.code == "SQLITE_FULL"
        assert await store.change(sent.id) == draft[0]
        assert await store.entries() == (draft[1],)
        assert await store.notices(sent.id) == ()
    with fill_disk(1_000_000):
        await store.keep(sent, entry, (fits, does_not))
    assert await store.change(sent.id) == sent


async def test_a_locked_store_stores_nothing_and_still_reads(store: Store, path: Path) -> None:
    """REL-04."""
    draft, sent = a_story(State.WAITING)
    await store.keep(*draft)
    with lock(path):
        with pytest.raises(UnreachableError, match="locked"):
            await store.keep(*sent)
        with pytest.raises(UnreachableError, match="locked"):
            await store.check()
        assert await store.change(draft[0].id) == draft[0]
    await store.keep(*sent)
    assert await store.entries() == (draft[1], sent[1])


async def test_nothing_is_written_to_a_file_that_is_gone_or_another(store: Store, path: Path) -> None:
    """REL-06."""
    kept, draft = path.with_name("kept.db"), a_story(State.DRAFT)[0]
    move(path, kept)
    with pytest.raises(UnreachableError, match="gone"):
        await store.keep(*draft)
    put_another(path)
    with pytest.raises(UnreachableError, match="replaced"):
        await store.keep(*draft)
    move(kept, path)
    await store.keep(*draft)
    assert await store.entries() == (draft[1],)


def move(path: Path, to: Path) -> None:
    path.rename(to)


def put_another(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("sql", ["UPDATE ledger SET body = ''", "DELETE FROM ledger"])
async def test_the_ledger_is_append_only(store: Store, path: Path, sql: str) -> None:
    draft, entry = a_story(State.DRAFT)[0]
    await store.keep(draft, entry)
    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(sql)
    assert await store.entries() == (entry,)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO changes SELECT 'new', 9, rev, state, origin, NULL, expires_at, body, asker, stage FROM changes",
        "INSERT INTO changes SELECT 'o', number, rev, state, 'new', NULL, expires_at, body, asker, stage FROM changes",
        "INSERT INTO changes SELECT 'new', 9, rev, state, 'new', slot, expires_at, body, asker, stage FROM changes",
        "INSERT INTO votes SELECT NULL, change, voter, body FROM votes",
        "INSERT INTO votes SELECT NULL, 'none', 'new', body FROM votes",
    ],
)
async def test_the_file_itself_refuses_what_the_store_would(store: Store, database: Database, sql: str) -> None:
    story = a_story(State.APPROVED)
    for change, entry in story:
        await store.keep(change, entry)
    with pytest.raises(ConflictError):
        await database.write(Connection.execute, text(sql))
    assert await store.change(story[0][0].id) == story[-1][0]


async def test_an_error_undoes_tables_and_rows(database: Database, store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.write(create_and_fail)
    assert await store.reserve_number() == 1
    with pytest.raises(UnexpectedError):
        await database.read(Connection.execute, text("SELECT * FROM new"))


def create_and_fail(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE new (id)"))
    connection.execute(text("UPDATE meta SET last_number = 100"))
    raise ZeroDivisionError


async def test_what_a_write_has_read_does_not_change_under_it(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that began as a read could not become a write here: it would end with SQLITE_BUSY_SNAPSHOT."""
    monkeypatch.setattr("bot.edges.store.database.PATIENCE", 5)
    both = (Database(path), Database(path))

    def count(connection: Connection) -> None:
        number = connection.scalar(COUNT)
        sched_yield()
        connection.execute(text("UPDATE meta SET last_number = :number"), {"number": number + 1})

    await asyncio.gather(*(database.write(count) for database in both for _ in range(20)))
    assert await store.reserve_number() == 41
    for database in both:
        await database.close()


async def test_a_reader_sees_one_moment_and_cannot_write(store: Store, database: Database) -> None:
    loop = asyncio.get_running_loop()

    def count_twice(connection: Connection) -> tuple[int, int, int]:
        before = connection.scalar(COUNT)
        meanwhile = asyncio.run_coroutine_threadsafe(store.reserve_number(), loop).result()
        return before, meanwhile, connection.scalar(COUNT)

    assert await database.read(count_twice) == (0, 1, 0)
    with pytest.raises(UnreachableError) as caught:
        await database.read(Connection.execute, text("UPDATE meta SET last_number = 9"))
    assert caught.value.code == "SQLITE_READONLY"


async def test_every_connection_is_a_careful_one(database: Database) -> None:
    """REL-08."""
    for transact in (database.read, database.write):
        for name, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert await transact(Connection.scalar, text(f"PRAGMA {name}")) == value


@pytest.mark.parametrize("turns", [0, 1, 10, 1000])
async def test_who_stops_waiting_does_not_stop_the_store(path: Path, turns: int) -> None:
    ((draft, entry),) = a_story(State.DRAFT)
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
        with lock(path):
            task = asyncio.create_task(store.keep(draft, entry, [a_card(draft)]))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()
        assert await store.reserve_number() == 1
        has_begun = turns > 0
        assert await store.change(draft.id) == (draft if has_begun else None)
        assert len(await store.entries()) == len(await store.notices(draft.id)) == has_begun


async def test_who_would_wait_too_long_behind_others_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """REL-04."""
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
        monkeypatch.setattr("bot.edges.store.database.PATIENCE", 0.05)
        with lock(path):
            first = asyncio.create_task(store.reserve_number())
            await asyncio.sleep(0)
            with pytest.raises(UnreachableError, match="too busy"):
                await store.reserve_number()
        assert await first == 1
        assert await store.reserve_number() == 2


async def test_an_id_that_is_not_text_is_refused(store: Store) -> None:
    ((draft, entry),) = a_story(State.DRAFT)
    with pytest.raises(UnexpectedError, match="not text"):
        await store.change_from("\ud800")
    with pytest.raises(UnexpectedError, match="not text"):
        await store.keep(draft, entry, [a_card(draft, id="\ud800")])
    assert await store.entries() == ()


async def test_an_error_does_not_repeat_what_people_wrote(store: Store) -> None:
    ((draft, entry),) = a_story(State.DRAFT)
    card = a_card(draft, service_url="a secret")
    with pytest.raises(ConflictError) as caught:
        await store.keep(draft, entry, (card, card))
    assert "a secret" not in f"{caught.value}{caught.value.__cause__}"


async def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    """AUD-07."""
    kills = {tmp_path / f"{keeps}" / "linkgate.db": keeps for keeps in (1, 9, 24, 40, 61)}
    last = await asyncio.gather(*(keep_until_killed(path, keeps) for path, keeps in kills.items()))
    for path, (number, rev) in zip(kills, last, strict=True):
        async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
            kept = [await expect_whole(store, each) for each in range(1, number + 2)]
            assert set(kept[:-2]) <= {6}
            assert sum(kept) - (6 * (number - 1) + rev) in {0, 1}
            assert await store.reserve_number() > number
            report = verify(await store.lines(0, 1_000), read_key(path.with_name("ledger.key")))
            assert (report.findings, report.head.count) == ((), sum(kept))


async def keep_until_killed(path: Path, keeps: int) -> tuple[int, int]:
    """Kill a process that keeps one step after the other, and return the last number and revision it told of."""
    arguments = ("-c", KEEPING, str(path))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=TESTS, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    said = [await process.stdout.readline() for _ in range(keeps)]
    process.kill()
    said += [line for line in (await process.stdout.read()).splitlines(keepends=True) if line.endswith(b"\n")]
    await process.wait()
    number, rev = said[-1].split()
    return int(number), int(rev)


async def expect_whole(store: Store, number: int) -> int:
    """Expect that a request, its ledger and its notices tell the same, and return its revision."""
    story = a_story(State.APPLIED, number=number)
    stored = await store.change_numbered(number)
    rev = stored.rev if stored else 0
    notices = await store.notices(story[0][0].id)
    assert stored == (story[rev - 1][0] if rev else None)
    assert await store.entries(number) == tuple(entry for _, entry in story[:rev])
    assert [notice.id for notice in notices] == [f"{story[0][0].id}-{kept}" for kept in range(1, rev + 1)]
    return rev
