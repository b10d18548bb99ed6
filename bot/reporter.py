"""The reporter: writes the files that people can have, and says who may have which. It is judged elsewhere.

A file is named by its kind and, behind a colon, by what else has to be known: `ledger`, `rows`,
`office-files:disabled`.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.bundle import bundle
from bot.core import words
from bot.core.announcement import Occasion, read_about
from bot.core.change import Change
from bot.core.fill import Item
from bot.core.ledger import Entry
from bot.core.office import OfficeState
from bot.core.office_files import PAGE, name_archive, write_files
from bot.core.policy import Right
from bot.core.report import write_report
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.lists import ListPhrase
from bot.core.speech.office import OfficePhrase
from bot.core.text import Code, Sentence
from bot.core.view import SaidView
from bot.herald import find_occasion, write_mail, write_markdown
from bot.ports import Ports


class Report(StrEnum):
    """What there is to be had: about a request, or for people who have to be told something."""

    LEDGER = "ledger"
    ROWS = "rows"
    MARKDOWN = "announcement-markdown"
    MAIL = "announcement-mail"


OFFICE_FILES = "office-files"
"""The kind of the archive that sets the Office policy; the state stands behind the colon."""
_OFFICE_PHRASES: Mapping[OfficeState, OfficePhrase] = {
    OfficeState.DISABLED: OfficePhrase.FILES_DISABLE,
    OfficeState.ENABLED: OfficePhrase.FILES_ENABLE,
    OfficeState.NOT_CONFIGURED: OfficePhrase.FILES_RESET,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file to be given to somebody. *name* is ours; *description* is what they read before they take it.

    *details* are what the ledger keeps when it is handed over; where there are none, it keeps nothing.
    """

    name: str
    data: bytes
    description: Sentence
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: which *right* it takes to have one, and who writes it.

    *write* is given the request that it is about, or None, and what stands behind the colon; it returns None where
    there is no such file. *otherwise* is what is said where files are switched off; if empty, what the port says.
    """

    right: Right
    write: Callable[[Ports, Change | None, str], Awaitable[Document | None]]
    otherwise: Sentence = ()


@dataclass(frozen=True, slots=True)
class Reporter:
    """Holds the ports."""

    ports: Ports

    async def write(self, change: Change | None, what: str) -> Document | None:
        """Write the file that *what* names, as things stand now; None when there is no such file."""
        kind = find_kind(what)
        return await kind.write(self.ports, change, what.partition(":")[2]) if kind else None


def find_kind(what: str) -> Kind | None:
    """Say of which kind a file is."""
    return KINDS.get(what.partition(":")[0])


def tell_main(change: Change) -> Report:
    """Say which file belongs to a request before all others."""
    return Report.ROWS if change.plan.fill else Report.LEDGER


async def _report_ledger(ports: Ports, change: Change | None, rest: str) -> Document | None:
    if change is None or rest:
        return None
    return _write_ledger(change, await ports.store.entries(change.number))


async def _report_rows(ports: Ports, change: Change | None, rest: str) -> Document | None:
    if change is None or rest or not change.plan.fill:
        return None
    return await asyncio.to_thread(_write_rows, change, await ports.store.items(change.id))


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


async def _pack_office_files(_: Ports, change: Change | None, rest: str) -> Document | None:
    """Pack the files that set the Office policy to the state *rest*."""
    state = next((one for one in OfficeState if one == rest), None)
    if change or state is None:
        return None
    data = bundle(write_files(state))
    return Document(
        name=name_archive(state),
        data=data,
        description=(OfficePhrase.FILES_OFFER(files=_OFFICE_PHRASES[state], page=Code(PAGE)),),
        details={"state": state, "sha256": hashlib.sha256(data).hexdigest()},
    )


async def _write_markdown(ports: Ports, change: Change | None, rest: str) -> Document | None:
    return await _announce(ports, change, rest, "linkedin-announcement.md", write_markdown)


async def _write_mail(ports: Ports, change: Change | None, rest: str) -> Document | None:
    return await _announce(ports, change, rest, "linkedin-announcement.eml", write_mail)


async def _announce(
    ports: Ports, change: Change | None, about: str, name: str, write: Callable[[Occasion], bytes]
) -> Document | None:
    command = read_about(about)
    if change or command is None:
        return None
    occasion = await find_occasion(ports, command)
    if isinstance(occasion, SaidView):
        return None
    return Document(name=name, data=write(occasion), description=(AnnouncePhrase.FILE_OF_ANNOUNCEMENT,))


KINDS: dict[str, Kind] = {
    Report.LEDGER: Kind(right=Right.LOOK, write=_report_ledger),
    Report.ROWS: Kind(right=Right.LOOK, write=_report_rows),
    OFFICE_FILES: Kind(
        right=Right.ASK,
        write=_pack_office_files,
        otherwise=(OfficePhrase.FILES_ON_TERMINAL(command=Code("linkgate office-files")),),
    ),
    Report.MARKDOWN: Kind(right=Right.LOOK, write=_write_markdown),
    Report.MAIL: Kind(right=Right.LOOK, write=_write_mail),
}
"""Every kind of file that there is."""
