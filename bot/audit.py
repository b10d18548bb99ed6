"""Evidence: the ledger as a file for an auditor, and the look at such a file, which needs nothing of the bot."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app import Archive
from bot.core.chain import Anchor, Finding, Head, Line, Report, verify
from bot.core.evidence import End, judge_end, read_line, spell_end, spell_line
from bot.edges.anchors import read_anchors
from bot.edges.store import read_key

_PAGE = 1_000


async def export(archive: Archive) -> AsyncIterator[str]:
    """Write the ledger as it stands now, line by line, and sign its head. The bot may run meanwhile."""
    key = read_key(archive.key)
    head = await archive.store.head()
    count, seal = 0, ""
    while lines := await archive.store.lines(count, min(_PAGE, head.count - count)):
        for line in lines:
            yield spell_line(line)
        count, seal = lines[-1].seq, lines[-1].seal
    yield spell_end(Head(ledger=head.ledger, count=count, seal=seal), key, at=archive.clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What is looked at: the export at *path*, with what is known besides."""

    path: Path
    key: Path
    anchors: Path | None
    heads: Sequence[Head]

    def tell(self) -> tuple[str, bool]:
        """Return what was found, in sentences, and whether the ledger is sound."""
        ends: list[End] = []
        key = read_key(self.key)
        anchors = (*(Anchor(head=head) for head in self.heads), *(read_anchors(self.anchors) if self.anchors else ()))
        try:
            with self.path.open(encoding="utf-8", errors="replace") as file:
                report = verify(_read(file, ends), key, anchors)
        except _UnreadableError as error:
            return f"BROKEN  {error}", False
        found = (*report.findings, *judge_end(ends[0] if ends else None, key, report))
        return "\n".join(_tell(report, found)), all(finding.is_note for finding in found)


class _UnreadableError(Exception):
    """When a line of the export cannot be read; the sentence says which."""


def _read(texts: Iterator[str], ends: list[End]) -> Iterator[Line]:
    """Pass the lines on; keep the end, after which nothing may come."""
    for row, text in enumerate(texts, start=1):
        try:
            line = read_line(text)
        except ValueError as error:
            raise _UnreadableError(f"Row {row} of the export is not a line of a ledger.") from error
        if ends:
            raise _UnreadableError(f"Row {row} of the export stands after its end.")
        if isinstance(line, End):
            ends.append(line)
        else:
            yield line


def _tell(report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"{'note' if finding.is_note else 'BROKEN':<7} {finding.fault}: {finding.sentence}"
    if all(finding.is_note for finding in findings):
        yield f"ok      {report.head.count} rows, each as it was sealed, none missing among them."
    yield f"unseen  {report.unseen}"
