"""When a store may be opened, and what opening does."""

import asyncio
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from fakes.fuse import KilledError
from fakes.samples import NOW, TENANT, a_story
from sqlalchemy import Connection, Engine, event

from bot.core.chain import Fault, verify
from bot.core.change import State
from bot.core.impact import Crowd
from bot.core.ledger import Entry, Event
from bot.edges.store import hold_hands, join_store, open_store, read_key
from bot.edges.store.database import Database
from bot.edges.store.tables import METADATA
from bot.ports import ConflictError, NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError

pytestmark = pytest.mark.days

OTHER = "00000000-0000-4000-8000-000000000002"
OPENING = """
import asyncio, sys
from pathlib import Path
from bot.edges.store import open_store
from bot.ports import ConflictError

async def main():
    path = Path(sys.argv[1])
    try:
        async with open_store(path, profile="simulation", tenant_id=sys.argv[2], key=path.with_name("ledger.key")):
            print("opened")
    except ConflictError as error:
        print(error)

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "linkgate.db"


async def make(path: Path, *, profile: str = "simulation", tenant_id: str = TENANT) -> None:
    """Open the store, which makes it, and close it again."""
    async with open_store(path, profile=profile, tenant_id=tenant_id, key=path.with_name("ledger.key")) as store:
        await store.check()


async def expect_refusal(path: Path, error: type[PortError], *words: str) -> None:
    with pytest.raises(error) as caught:
        await make(path)
    for word in words:
        assert word in str(caught.value)


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql).fetchall()


async def test_nobody_else_may_read_what_is_made(path: Path) -> None:
    old = os.umask(0)
    try:
        async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
            await store.check()
            made = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert made == {path.name + end: 0o600 for end in ("", "-wal", "-shm", ".lock")} | {"ledger.key": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("name", "mode"), [("linkgate.db", 0o040), ("linkgate.db", 0o004), ("linkgate.db.lock", 0o020), (".", 0o001)]
)
async def test_what_others_have_access_to_is_refused(path: Path, name: str, mode: int) -> None:
    await make(path)
    wide = path.parent / name
    private = wide.stat().st_mode
    wide.chmod(private | mode)
    await expect_refusal(path, NotPermittedError, f"chmod {'700' if name == '.' else '600'} ", str(wide))
    wide.chmod(private)
    await make(path)


async def test_what_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    await expect_refusal(tmp_path / "file" / "linkgate.db", NotPermittedError, str(tmp_path / "file"))
    (tmp_path / "home" / "linkgate.db").mkdir(parents=True)
    (tmp_path / "home").chmod(0o700)
    await expect_refusal(tmp_path / "home" / "linkgate.db", NotPermittedError, "directory")


async def test_a_file_is_opened_once(path: Path) -> None:
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
        await expect_refusal(path, ConflictError, str(path), "Stop")
        await store.check()
    assert path.with_name("linkgate.db.lock").exists()
    await make(path)


async def test_a_second_process_is_refused(path: Path) -> None:
    """REL-09."""
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")):
        assert str(path) in await run_elsewhere(path)
    assert await run_elsewhere(path) == "opened"


async def test_a_process_that_is_only_paused_keeps_its_store_and_a_dead_one_does_not(path: Path) -> None:
    """APLY-05 REL-10."""
    first = await open_elsewhere(path)
    try:
        first.send_signal(signal.SIGSTOP)
        assert str(path) in await run_elsewhere(path)
    finally:
        first.kill()
        await first.wait()
    assert await run_elsewhere(path) == "opened"


async def open_elsewhere(path: Path) -> asyncio.subprocess.Process:
    """Open the store in a process that then waits for its input to end."""
    arguments = ("-c", OPENING.replace('print("opened")', 'print("opened", flush=True); sys.stdin.read()'), str(path))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, TENANT, stdin=pipe, stdout=pipe)
    assert process.stdout
    assert await process.stdout.readline() == b"opened\n"
    return process


async def run_elsewhere(path: Path) -> str:
    arguments = ("-c", OPENING, str(path), TENANT)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return said.decode().strip()


async def test_a_store_belongs_to_one_tenant_and_one_profile(path: Path) -> None:
    """APLY-16."""
    """APLY-16."""
    await make(path)
    stamp = query(path, "SELECT instance_id FROM meta")
    with pytest.raises(ConflictError, match=f"simulation.*{TENANT}.*production.*{TENANT}"):
        await make(path, profile="production")
    with pytest.raises(ConflictError, match=f"simulation.*{TENANT}.*simulation.*{OTHER}"):
        await make(path, tenant_id=OTHER)
    await make(path)
    assert query(path, "SELECT instance_id FROM meta") == stamp
    await make(path.with_name("other.db"))
    assert query(path.with_name("other.db"), "SELECT instance_id FROM meta") != stamp


async def test_whoever_joins_looks_whose_store_it_is_and_of_which_version(path: Path) -> None:
    await make(path)
    async with join_store(path) as store:
        await store.check_fit(profile="simulation", tenant_id=TENANT)
        for profile, tenant in (("production", TENANT), ("simulation", OTHER)):
            with pytest.raises(ConflictError, match="store of its own"):
                await store.check_fit(profile=profile, tenant_id=tenant)
        query(path, "UPDATE alembic_version SET version_num = '0001'")
        with pytest.raises(ConflictError, match="same version"):
            await store.check_fit(profile="simulation", tenant_id=TENANT)


async def test_one_process_applies_and_it_need_not_be_the_one_that_holds_the_store(path: Path) -> None:
    """REL-09."""
    with hold_hands(path):
        with pytest.raises(ConflictError, match="already applies"), hold_hands(path):
            pass
        await make(path)
    with hold_hands(path):
        assert path.with_name("linkgate.db.applier.lock").stat().st_mode & 0o777 == 0o600


async def test_a_newer_schema_is_refused_by_name(path: Path) -> None:
    """OPS-02."""
    await make(path)
    query(path, "UPDATE alembic_version SET version_num = '9999'")
    await expect_refusal(path, UnexpectedError, "9999", "0008")
    query(path, "UPDATE alembic_version SET version_num = '0008'")
    await make(path)


async def test_the_tables_are_what_the_migrations_make(path: Path) -> None:
    def compare(connection: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))

    await make(path)
    database = Database(path)
    assert await database.read(compare) == []
    await database.close()


async def test_what_is_no_store_is_refused(path: Path) -> None:
    await make(path)
    with overwrite(path, 0, b"To whom it may concern"):
        await expect_refusal(path, UnexpectedError, "backup")
    await make(path)


async def test_a_damaged_store_is_refused(path: Path) -> None:
    """REL-07."""
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
        for number in range(1, 11):
            await store.keep(*a_story(State.DRAFT, number=number)[0])
    ((page,),) = query(path, "SELECT rootpage FROM sqlite_master WHERE name = 'ledger'")
    with overwrite(path, (page - 1) * 4096, b"\xff" * 4096):
        await expect_refusal(path, UnexpectedError, "backup")
    await make(path)


async def test_a_store_that_cannot_be_written_is_refused(path: Path) -> None:
    await make(path)
    # A write version that SQLite does not know makes a file read-only, for root too: sqlite.org/fileformat2.html#vnums
    with overwrite(path, 18, b"\x03"):
        await expect_refusal(path, UnreachableError, "cannot be written")
    await make(path)


@contextmanager
def overwrite(path: Path, offset: int, patch: bytes) -> Iterator[None]:
    sound = path.read_bytes()
    path.write_bytes(sound[:offset] + patch + sound[offset + len(patch) :])
    yield
    path.write_bytes(sound)


async def test_opening_leaves_the_log_alone(path: Path) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.getLogger("alembic").level)
    await make(path)
    assert (root.level, list(root.handlers), logging.getLogger("alembic").level) == before


@pytest.fixture
def key(path: Path) -> Path:
    return path.with_name("ledger.key")


async def fill(path: Path, *numbers: int) -> None:
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=path.with_name("ledger.key")) as store:
        for number in numbers:
            await store.keep(*a_story(State.DRAFT, number=number)[0])


async def test_the_key_is_made_with_the_ledger_and_stays(path, key) -> None:
    """SEC-12."""
    await make(path)
    made = read_key(key)
    assert len(made) == 32
    assert key.stat().st_mode & 0o777 == 0o600
    await fill(path, 1)
    await fill(path, 2)
    assert read_key(key) == made
    await fill(path.with_name("other") / "linkgate.db", 1)
    assert read_key(path.with_name("other") / "ledger.key") != made


async def test_whoever_is_killed_while_a_key_is_made_leaves_none_and_it_is_made_anew(path, key, monkeypatch) -> None:
    """REL-01."""

    def die(_file: int) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", die)
        with pytest.raises(KilledError):
            await make(path)
    assert not key.exists()
    await make(path)
    made = read_key(key)
    assert {file.name for file in path.parent.iterdir() if file.name.startswith(key.name)} == {key.name}
    await make(path)
    assert read_key(key) == made


async def test_a_ledger_with_lines_needs_its_key(path, key) -> None:
    """AUD-02."""
    await fill(path, 1, 2)
    right = key.read_text()
    key.unlink()
    await expect_refusal(path, NotFoundError, str(key), "missing", "Put it back")
    assert not key.exists()
    for wrong, error, word in (
        ("ab" * 32, UnexpectedError, "does not fit"),
        ("ab" * 31, UnexpectedError, "shorter than 32 bytes"),
        ("canary", UnexpectedError, "no key"),
        ("é", UnexpectedError, "no key"),
        ("", UnexpectedError, "shorter"),
    ):
        key.write_text(wrong)
        key.chmod(0o600)
        await expect_refusal(path, error, str(key), word)
    key.write_text(right)
    key.chmod(0o640)
    await expect_refusal(path, NotPermittedError, f"chmod 600 {key}")
    key.chmod(0o600)
    await make(path)


async def test_a_key_that_cannot_be_made_or_read_is_said(path, key) -> None:
    path.parent.mkdir(mode=0o700)
    key.mkdir(mode=0o700)
    await expect_refusal(path, NotPermittedError, str(key), "Is a directory")
    key.rmdir()
    nowhere = path.with_name("nowhere") / "ledger.key"
    with pytest.raises(NotPermittedError, match="cannot be made: No such file"):
        async with open_store(path, profile="simulation", tenant_id=TENANT, key=nowhere):
            pass


async def test_a_newest_line_that_was_edited_is_refused(path) -> None:
    """AUD-01."""
    await fill(path, 1, 2)
    edit = "UPDATE ledger SET body = replace(body, 'Alice', 'Carol') WHERE seq = 2"
    query(path, "DROP TRIGGER ledger_refuses_update")
    query(path, edit)
    await expect_refusal(path, UnexpectedError, "newest line", "somebody changed the ledger")


def unseal(path: Path) -> None:
    """Make the store what it was before there were seals."""
    for index in ("changes_by_stage", "notices_owed"):
        query(path, f"DROP INDEX {index}")
    for table, column in (("changes", "stage"), ("notices", "is_owed"), ("ledger", "seal")):
        query(path, f"ALTER TABLE {table} DROP COLUMN {column}")
    for later in ("questions", "pulses", "items", "rooms"):
        query(path, f"DROP TABLE {later}")
    query(path, "UPDATE alembic_version SET version_num = '0002'")


async def test_lines_from_before_there_were_seals_are_sealed(path, key) -> None:
    await fill(path, 1, 2, 3)
    sealed = query(path, "SELECT * FROM ledger")
    triggers = query(path, "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    unseal(path)
    await make(path)
    assert query(path, "SELECT * FROM ledger") == sealed
    assert query(path, "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name") == triggers
    unseal(path)
    key.unlink()
    await fill(path, 4)
    async with join_store(path) as store:
        report = verify(await store.lines(0, 100), read_key(key))
        assert (report.findings, report.head.count) == ((), 4)


async def test_the_numbers_of_older_plans_become_crowds(path) -> None:
    await fill(path, 1, 2)
    query(path, "UPDATE changes SET body = json_set(body, '$.plan.impact.gain', 412, '$.plan.impact.lose', 0)")
    query(path, "UPDATE changes SET body = json_set(body, '$.plan.impact.gain', NULL) WHERE number = 2")
    odd = r"UPDATE changes SET body = replace(body, 'Alice', 'A\ud800\u0000') WHERE number = 1"
    query(path, odd)
    query(path, "DROP TABLE rooms")
    query(path, "UPDATE alembic_version SET version_num = '0006'")
    await make(path)
    async with join_store(path) as store:
        first, second = [await store.change_numbered(number) for number in (1, 2)]
    assert first
    assert second
    assert (first.plan.impact.gain, first.plan.impact.lose) == (Crowd(people=412), Crowd(people=0))
    assert (second.plan.impact.gain, second.plan.impact.lose) == (None, Crowd(people=0))
    assert first.requester.name == "A\ud800\0 Adams"


async def test_beside_the_process_that_has_it_a_line_is_added_only_with_the_key(path, key) -> None:
    told = Entry(at=NOW, request=0, event=Event.ACKNOWLEDGED, before="", after="", name="root", note="restored")
    async with open_store(path, profile="simulation", tenant_id=TENANT, key=key) as store:
        await store.keep(*a_story(State.DRAFT, number=1)[0])
        async with join_store(path) as reader:
            with pytest.raises(NotPermittedError, match="for reading only"):
                await reader.record(told)
        async with join_store(path, key=key) as other:
            await asyncio.gather(other.record(told), store.keep(*a_story(State.DRAFT, number=2)[0]), other.record(told))
        report = verify(await store.lines(0, 100), read_key(key))
        assert [finding.fault for finding in report.findings] == [Fault.ACKNOWLEDGED] * 2
        assert report.head.count == 4
    other_key = key.with_name("other.key")
    other_key.write_text("ab" * 32)
    other_key.chmod(0o600)
    with pytest.raises(UnexpectedError, match="does not fit"):
        async with join_store(path, key=other_key):
            pass


async def test_a_long_ledger_takes_the_next_line_as_a_short_one_does(path, key) -> None:
    """Of a hundred thousand lines only the newest is read."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT") and "ledger" in statement:
            asked.append((statement, parameters))

    async with open_store(path, profile="simulation", tenant_id=TENANT, key=key) as store:
        await store.keep(*a_story(State.DRAFT, number=1)[0])
        for _ in range(17):
            query(path, "INSERT INTO ledger SELECT NULL, request, event, body, seal FROM ledger")
        event.listen(Engine, "before_cursor_execute", hear)
        await store.keep(*a_story(State.DRAFT, number=2)[0])
        await store.head()
        await store.lines(100_000, 1)
        event.remove(Engine, "before_cursor_execute", hear)
    assert len(asked) == 3
    with closing(sqlite3.connect(path)) as connection:
        for statement, parameters in asked:
            assert count_steps(connection, statement, parameters) < 1_000, statement


def count_steps(connection: sqlite3.Connection, statement: str, parameters: Any) -> int:
    """Count what SQLite's virtual machine does for a statement."""
    steps = iter(range(10_000_000))
    connection.set_progress_handler(lambda: next(steps) and None, 1)
    connection.execute(statement, parameters).fetchall()
    return next(steps)
