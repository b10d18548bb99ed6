"""The connections to the file: one that writes, a few that read and cannot write.

A write begins with BEGIN IMMEDIATE: what it reads cannot change before it writes. Whatever goes wrong inside,
the whole transaction is undone and one of our own errors comes out. Writers wait for each other here, not in SQLite.
Each transaction runs whole in a thread, so that the loop waits for it once and never for the disk. One that has begun
runs to its end, though its caller may have stopped waiting.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from bot.edges.store.file import identify
from bot.ports import ConflictError, UnexpectedError, UnreachableError

T = TypeVar("T")
Args = TypeVarTuple("Args")

PATIENCE = 5.0
"""Seconds to wait for a lock, and for a connection."""

_READERS = 4

_PASSING: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: "Another program has locked Linkgate's store. Try again in a moment.",
    sqlite3.SQLITE_FULL: "The disk under Linkgate's store is full. Make room there.",
    sqlite3.SQLITE_READONLY: "Linkgate's store cannot be written. Give Linkgate write access to it.",
    sqlite3.SQLITE_CANTOPEN: "Linkgate's store cannot be opened. Give Linkgate access to it.",
    sqlite3.SQLITE_IOERR: "The disk under Linkgate's store fails. Look at its log.",
}
"""What may be over by the next time."""


@dataclass(frozen=True, slots=True)
class _Pool:
    """Connections of one kind; *free* lets as many callers in as there are connections."""

    engine: Engine
    free: asyncio.Semaphore


class Database:
    """One open file. *path* must not lead to another file while it is open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = identify(path)
        self._writer = _connect(path, begin="BEGIN IMMEDIATE", connections=1, is_reader=False)
        self._readers = _connect(path, begin="BEGIN", connections=_READERS, is_reader=True)
        self._threads = ThreadPoolExecutor(1 + _READERS, thread_name_prefix="store")
        self._running: set[asyncio.Future[Any]] = set()

    async def write(self, work: Callable[[Connection, *Args], T], *args: *Args) -> T:
        """Do *work* in a transaction that is stored whole, or not at all when it raises."""
        return await self._run(self._writer, work, *args)

    async def read(self, work: Callable[[Connection, *Args], T], *args: *Args) -> T:
        """Do *work* in a transaction that sees one moment of the file, whatever is written meanwhile."""
        return await self._run(self._readers, work, *args)

    async def close(self) -> None:
        await asyncio.gather(*self._running, return_exceptions=True)
        for pool in (self._readers, self._writer):
            await asyncio.get_running_loop().run_in_executor(self._threads, pool.engine.dispose)
        self._threads.shutdown()

    async def _run(self, pool: _Pool, work: Callable[[Connection, *Args], T], *args: *Args) -> T:
        self._check_identity()
        await _enter(pool)
        transaction = asyncio.get_running_loop().run_in_executor(self._threads, _transact, pool.engine, work, *args)
        self._running.add(transaction)
        transaction.add_done_callback(self._running.discard)
        transaction.add_done_callback(lambda _: pool.free.release())
        return await asyncio.shield(transaction)

    def _check_identity(self) -> None:
        """Refuse a file that is not the one that was opened."""
        if identify(self._path) != self._identity:
            raise UnreachableError("Linkgate's store was replaced while it was in use. Restart Linkgate.")


async def _enter(pool: _Pool) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await pool.free.acquire()
    except TimeoutError as error:
        raise UnreachableError("Linkgate is too busy to look into its store. Try again in a moment.") from error


def _transact(engine: Engine, work: Callable[[Connection, *Args], T], *args: *Args) -> T:
    with _translated(), engine.begin() as connection:
        return work(connection, *args)


def _connect(path: Path, *, begin: str, connections: int, is_reader: bool) -> _Pool:
    engine = create_engine(
        # mode=rw: a file that is gone is an error, and not made anew (sqlite.org/uri.html).
        URL.create("sqlite", database=f"file:{quote(str(path))}", query={"mode": "rw", "uri": "true"}),
        # None: the driver begins no transaction of its own accord (SQLAlchemy, "Enabling Non-Legacy SQLite Modes").
        connect_args={"isolation_level": None, "timeout": PATIENCE},
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,  # names and reasons stay out of the log
    )

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"query_only = {is_reader}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", start)
    return _Pool(engine, asyncio.Semaphore(connections))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _translate(error.orig) from error
    except UnicodeEncodeError as error:
        raise UnexpectedError("An id contains signs that are not text. Nothing was stored.") from error


def _translate(error: BaseException | None) -> ConflictError | UnexpectedError | UnreachableError:
    """Say it in our words. The low byte of the code is what went wrong in general: sqlite.org/rescode.html."""
    number, code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR), getattr(error, "sqlite_errorname", "")
    if number & 0xFF == sqlite3.SQLITE_CONSTRAINT:
        return ConflictError("That contradicts what Linkgate has stored. Nothing was stored.", code=code)
    if sentence := _PASSING.get(number & 0xFF):
        return UnreachableError(f"{sentence} Nothing was stored.", code=code)
    return UnexpectedError("Linkgate's store is damaged or not a store. Restore it from a backup.", code=code)
