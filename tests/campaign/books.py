"""Linkgate's store as somebody else reads it while Linkgate runs, through a connection of its own."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

from campaign.history import History

from bot.core.chain import Line
from bot.core.change import Change, State, Vote
from bot.core.fill import Fate, Item
from bot.core.ledger import Entry
from bot.core.notice import Notice
from bot.core.replay import NO_STEPS
from bot.edges.store.codec import join

_LOCK_SECONDS = 2.0
_NO_STEPS = json.dumps(sorted(NO_STEPS))


class Stage(IntEnum):
    """How far a request has come, as far as people have to do with it."""

    NOTHING = 0
    DRAFT = 1
    WAITING = 2
    VOTED = 3
    APPROVED = 4
    ENDED = 5


_STAGES = {
    State.DRAFT: Stage.DRAFT,
    State.RETURNED: Stage.DRAFT,
    State.WAITING: Stage.WAITING,
    State.APPROVED: Stage.APPROVED,
    State.APPLYING: Stage.APPROVED,
    State.UNKNOWN: Stage.APPROVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A request at one moment. *last* is the newest event of its ledger."""

    change: Change
    last: str

    @property
    def stage(self) -> Stage:
        stage = _STAGES.get(self.change.state, Stage.ENDED)
        return Stage.VOTED if stage is Stage.WAITING and self.change.votes else stage


class Books:
    """The store at *path*, to be read. It is open only while a bot runs: a dead one's files stay as it left them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def open(self) -> None:
        self._connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, isolation_level=None, timeout=1)
        self._connection.row_factory = sqlite3.Row

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def count(self) -> tuple[int, int]:
        """Count the steps that the rows have taken, and those that the ledger tells, at one moment."""
        (row,) = self._ask(
            "SELECT (SELECT COALESCE(SUM(rev), 0) FROM changes) AS rows, (SELECT COUNT(*) FROM ledger "
            "WHERE event NOT IN (SELECT value FROM json_each(?))) AS steps",
            _NO_STEPS,
        )
        return row["rows"], row["steps"]

    def find(self, reason: str) -> Glance | None:
        """Find the newest request with that reason."""
        with self._moment():
            newest = self._ask(
                "SELECT * FROM changes WHERE json_extract(body, '$.reason') = ? ORDER BY number DESC LIMIT 1", reason
            )
            if not newest:
                return None
            change = self._add_votes(newest[0])
            last = self._ask("SELECT event FROM ledger WHERE request = ? ORDER BY seq DESC LIMIT 1", change.number)
            return Glance(change=change, last=last[0]["event"] if last else "")

    def read(self) -> History:
        """Read all that is kept, at one moment."""
        with self._moment():
            ledger = self._ask("SELECT * FROM ledger ORDER BY seq")
            changes = tuple(self._add_votes(row) for row in self._ask("SELECT * FROM changes ORDER BY number"))
            notices = tuple(join(Notice, dict(row)) for row in self._ask("SELECT * FROM notices ORDER BY id"))
            items = self._ask("SELECT * FROM items ORDER BY change, place")
        return History(
            rows={
                change.number: tuple(_read_item(row) for row in items if row["change"] == change.id)
                for change in changes
            },
            entries=tuple(join(Entry, dict(row)) for row in ledger),
            lines=tuple(
                Line(**{name: row[name] for name in ("seq", "request", "event", "body", "seal")}) for row in ledger
            ),
            changes=changes,
            notices=notices,
        )

    @contextmanager
    def lock(self) -> Iterator[sqlite3.Connection]:
        """Keep Linkgate from writing, until the block is left or the connection is rolled back."""
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=_LOCK_SECONDS)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def _moment(self) -> Iterator[None]:
        self._ask("BEGIN")
        try:
            yield
        finally:
            self._ask("COMMIT")

    def _ask(self, query: str, *values: object) -> list[sqlite3.Row]:
        if self._connection is None:
            raise LookupError("the books are closed while Linkgate is not there")
        return self._connection.execute(query, values).fetchall()

    def _add_votes(self, row: sqlite3.Row) -> Change:
        votes = self._ask("SELECT * FROM votes WHERE change = ? ORDER BY seq", row["id"])
        return replace(join(Change, dict(row)), votes=tuple(join(Vote, dict(vote)) for vote in votes))


def _read_item(row: sqlite3.Row) -> Item:
    fields = {name: row[name] for name in ("place", "line", "typed", "user", "why")}
    return Item(fate=Fate(row["fate"]), **fields)
