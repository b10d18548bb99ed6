"""When a store may be opened, and what opening does."""

import asyncio
import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from fakes.samples import TENANT, a_story
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.change import State
from bot.edges.store import hold_hands, join_store, open_store
from bot.edges.store.database import Database
from bot.edges.store.tables import METADATA
from bot.ports import ConflictError, NotPermittedError, PortError, UnexpectedError, UnreachableError

OTHER = "00000000-0000-4000-8000-000000000002"
OPENING = """
import asyncio, sys
from pathlib import Path
from bot.edges.store import open_store
from bot.ports import ConflictError

async def main():
    try:
        async with open_store(Path(sys.argv[1]), profile="simulation", tenant_id=sys.argv[2]):
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
    async with open_store(path, profile=profile, tenant_id=tenant_id) as store:
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
        async with open_store(path, profile="simulation", tenant_id=TENANT) as store:
            await store.check()
            made = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert made == {path.name + end: 0o600 for end in ("", "-wal", "-shm", ".lock")}
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
    async with open_store(path, profile="simulation", tenant_id=TENANT) as store:
        await expect_refusal(path, ConflictError, str(path), "Stop")
        await store.check()
    assert path.with_name("linkgate.db.lock").exists()
    await make(path)


async def test_a_second_process_is_refused(path: Path) -> None:
    async with open_store(path, profile="simulation", tenant_id=TENANT):
        assert str(path) in await run_elsewhere(path)
    assert await run_elsewhere(path) == "opened"


async def run_elsewhere(path: Path) -> str:
    arguments = ("-c", OPENING, str(path), TENANT)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return said.decode().strip()


async def test_a_store_belongs_to_one_tenant_and_one_profile(path: Path) -> None:
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
    await make(path)
    query(path, "UPDATE alembic_version SET version_num = '9999'")
    await expect_refusal(path, UnexpectedError, "9999", "0004")
    query(path, "UPDATE alembic_version SET version_num = '0004'")
    await make(path)


async def test_the_tables_are_what_the_migrations_make(path: Path) -> None:
    def compare(connection: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))

    await make(path)
    database = Database(path)
    assert await database.read(AsyncConnection.run_sync, compare) == []
    await database.close()


async def test_what_is_no_store_is_refused(path: Path) -> None:
    await make(path)
    with overwrite(path, 0, b"To whom it may concern"):
        await expect_refusal(path, UnexpectedError, "backup")
    await make(path)


async def test_a_damaged_store_is_refused(path: Path) -> None:
    async with open_store(path, profile="simulation", tenant_id=TENANT) as store:
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
