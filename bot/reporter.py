"""The reporter: writes files about a request, from what is kept of it. Who may have one is judged elsewhere."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core import words
from bot.core.change import Change
from bot.core.fill import Item
from bot.core.ledger import Entry
from bot.core.report import write_report
from bot.core.speech.lists import ListPhrase
from bot.core.text import Code, Sentence
from bot.ports import Ports


class Report(StrEnum):
    """What there is to be had about a request."""

    LEDGER = "ledger"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file to be given to somebody. *name* is ours; *description* is what they read before they take it."""

    name: str
    data: bytes
    description: Sentence


@dataclass(frozen=True, slots=True)
class Reporter:
    """Holds the ports."""

    ports: Ports

    async def write(self, change: Change, what: str) -> Document | None:
        """Write the file that *what* names, as things stand now; None when there is no such file."""
        match what:
            case Report.LEDGER:
                return _write_ledger(change, await self.ports.store.entries(change.number))
            case Report.ROWS if change.plan.fill:
                return await asyncio.to_thread(_write_rows, change, await self.ports.store.items(change.id))
            case _:
                return None


def tell_main(change: Change) -> Report:
    """Say which file belongs to a request before all others."""
    return Report.ROWS if change.plan.fill else Report.LEDGER


def _write_rows(change: Change, items: Sequence[Item]) -> Document:
    """Write every row of a list with what became of it; the file can be sent again as a list."""
    request = words.name_request(change.number)
    rows = [(str(item.line), item.typed, item.user, str(item.fate), item.why) for item in items]
    return Document(
        name=f"{request}-rows.csv",
        data=write_report(("line", "user principal name", "object id", "result", "reason"), rows),
        description=(ListPhrase.ROWS_FILE(request=Code(request), count=len(rows)),),
    )


def _write_ledger(change: Change, entries: Sequence[Entry]) -> Document:
    request = words.name_request(change.number)
    rows = [
        (entry.at.isoformat(timespec="seconds"), str(entry.event), entry.name or entry.by, entry.note)
        for entry in entries
    ]
    return Document(
        name=f"{request}-ledger.csv",
        data=write_report(("at", "event", "who", "note"), rows),
        description=(ListPhrase.LEDGER_FILE(request=Code(request), count=len(rows)),),
    )
