"""The ledger's chain: every line is sealed together with the seal before it, by a key that the database has not got.

    seal n = HMAC-SHA256(key, [n, request, event, body, seal n-1])

So no line can be edited, taken out, put in or put elsewhere alone. That lines were cut off at the end no chain can
show; for that there are anchors: how many lines there were at some time and the newest seal, kept somewhere else.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.ledger import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it is kept. Lines are numbered from 1 without a gap; *body* is the text that was sealed."""

    seq: int
    request: int
    event: str
    body: str
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a ledger has come: how many lines, and the newest one's seal. *ledger* says whose and which it is."""

    ledger: str = ""
    count: int = 0
    seal: str = ""

    def __str__(self) -> str:
        return f"{self.count}:{self.seal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A head as it was at some time, None if that was not noted; *message* is the one in Teams that shows it too."""

    head: Head
    at: datetime | None = None
    message: str = ""


class Fault(StrEnum):
    """What can be wrong with a row. The last two are notes."""

    EDITED = "edited"
    MISSING = "missing"
    INSERTED = "inserted"
    MISPLACED = "out of order"
    FOREIGN = "key does not fit"
    CUT_OFF = "cut off"
    REWRITTEN = "rewritten"
    UNSIGNED = "not signed"
    WENT_BACK = "clock went back"
    ACKNOWLEDGED = "acknowledged"


_NOTES = frozenset({Fault.WENT_BACK, Fault.ACKNOWLEDGED})


@dataclass(frozen=True, slots=True)
class Finding:
    """*row* counts from 1."""

    row: int
    fault: Fault
    sentence: str

    @property
    def is_note(self) -> bool:
        return self.fault in _NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in the lines up to *head*; *anchored* is the last row that an anchor confirms."""

    findings: tuple[Finding, ...]
    head: Head
    anchored: int = 0

    @property
    def is_sound(self) -> bool:
        return all(finding.is_note for finding in self.findings)

    @property
    def unseen(self) -> str:
        """Say what nobody can see."""
        if not self.anchored:
            return "No anchor confirms a row: whether rows were cut off at the end cannot be seen."
        return (
            f"Row {self.anchored} is the last that an anchor confirms: "
            "whether rows were added after it and cut off again cannot be seen."
        )


def seal(key: bytes, line: Line, before: str, *, seq: int | None = None) -> str:
    """Compute the seal of *line* after the seal *before*; with *seq* as if that were its number."""
    number = line.seq if seq is None else seq
    return sign(key, "linkgate ledger line", number, line.request, line.event, line.body, before)


def sign(key: bytes, *words: str | int) -> str:
    """Sign *words*, of which the first says for what."""
    return hmac.digest(key, json.dumps(words).encode(), "sha256").hex()


def fits(key: bytes, line: Line, before: str, *, seq: int | None = None) -> bool:
    """Tell whether *line* has the seal that it should have after *before*."""
    return hmac.compare_digest(seal(key, line, before, seq=seq).encode(), line.seal.encode("utf-8", "replace"))


def verify(lines: Iterable[Line], key: bytes, anchors: Sequence[Anchor] = ()) -> Report:
    """Look at *lines*, oldest first, up to the first that is wrong; and whether they have what *anchors* tell of."""
    seals = {anchor.head.count: "" for anchor in anchors}
    walk = _watch(lines, seals)
    findings, head, newest, accepted = list[Finding](), Head(), "", ""
    for line in walk:
        row = head.count + 1
        if line.seq != row or not fits(key, line, head.seal):
            rest = tuple(walk)
            fault = _diagnose(key, head, line, rest)
            findings.append(Finding(row, fault, _SENTENCES[fault].format(row=row, found=line.seq)))
            head = Head(count=row + len(rest), seal=rest[-1].seal if rest else line.seal)
            break
        head = Head(count=row, seal=line.seal)
        body = _read(line.body)
        if body["at"] < newest:
            sentence = f"Row {row} is from {body['at']}, before the row before it: the clock was set back."
            findings.append(Finding(row, Fault.WENT_BACK, sentence))
        newest = body["at"]
        if line.event == Event.ACKNOWLEDGED:
            accepted = body["at"]
            findings.append(Finding(row, Fault.ACKNOWLEDGED, _tell_acknowledged(row, body)))
    disproved = sorted((a for a in anchors if seals[a.head.count] != a.head.seal), key=lambda a: a.head.count)
    findings += _accuse([anchor for anchor in disproved if not _is_accepted(anchor, accepted)], head)
    confirmed = (anchor.head.count for anchor in anchors if anchor not in disproved)
    return Report(findings=tuple(findings), head=head, anchored=max(confirmed, default=0))


def _watch(lines: Iterable[Line], seals: dict[int, str]) -> Iterator[Line]:
    """Pass *lines* on; keep the seals of those that are asked for."""
    for line in lines:
        if line.seq in seals:
            seals[line.seq] = line.seal
        yield line


def _diagnose(key: bytes, head: Head, line: Line, rest: tuple[Line, ...]) -> Fault:
    """Say why *line* does not follow *head*; *rest* stands after it."""
    row, numbers = head.count + 1, {other.seq for other in rest}
    if line.seq > row and row not in numbers:
        return Fault.MISSING
    if line.seq == row:
        return _diagnose_in_place(key, head, line, rest)
    is_ours = any(fits(key, line, other.seal) for other in rest if other.seq == line.seq - 1)
    return Fault.MISPLACED if is_ours and line.seq > row and line.seq not in numbers else Fault.INSERTED


def _diagnose_in_place(key: bytes, head: Head, line: Line, rest: tuple[Line, ...]) -> Fault:
    """Say the same of a line that has the right number; whoever did it may have numbered the others anew."""
    row = head.count + 1
    if rest and fits(key, rest[0], head.seal, seq=row):
        return Fault.MISPLACED if fits(key, line, rest[0].seal, seq=row + 1) else Fault.INSERTED
    if rest and fits(key, rest[0], line.seal, seq=row + 2):
        return Fault.MISSING
    pairs = zip((line, *rest), rest, strict=False)
    if row == 1 and not any(fits(key, after, one.seal) for one, after in pairs):
        return Fault.FOREIGN
    return Fault.EDITED


_SENTENCES = {
    Fault.EDITED: "Row {row} is not what was sealed: it was edited, or written by somebody who has not got the key.",
    Fault.MISSING: "Row {row} is missing.",
    Fault.INSERTED: "Row {row} was inserted: the ledger never had it there.",
    Fault.MISPLACED: "Row {row} is out of order: line {found} of the ledger stands there.",
    Fault.FOREIGN: "No row fits the key: it is another ledger's key, or the whole ledger was rewritten with another.",
}


def _accuse(anchors: Sequence[Anchor], head: Head) -> Iterator[Finding]:
    """Tell of the first of *anchors*, none of which is true any more."""
    for anchor in anchors[:1]:
        count, when = anchor.head.count, f" on {anchor.at.isoformat()}" if anchor.at else ""
        told = f"an anchor tells that{when} row {count} had the seal {anchor.head.seal}"
        if count > head.count:
            cut = head.count + 1
            yield Finding(cut, Fault.CUT_OFF, f"Rows {cut} to {count} were cut off, or a backup restored: {told}.")
        else:
            yield Finding(count, Fault.REWRITTEN, f"Row {count} or one before it is not what it was: {told}.")


def _is_accepted(anchor: Anchor, accepted: str) -> bool:
    """Tell whether a person acknowledged, later than *anchor*, that the ledger is not what it was."""
    return accepted != "" and anchor.at is not None and anchor.at <= datetime.fromisoformat(accepted)


def _tell_acknowledged(row: int, body: dict[str, str]) -> str:
    return (
        f"Row {row}: on {body['at']} {body['name']} acknowledged that the ledger was not what anchors told of it, "
        f"and said why: {json.dumps(body['note'], ensure_ascii=False)}. Anchors from before do not count as faults."
    )


def _read(body: str) -> dict[str, str]:
    """Read of a body what is looked at here; it is sealed, so it is what Linkgate wrote."""
    fields = json.loads(body)
    return {name: str(fields.get(name, "")) for name in ("at", "name", "note")}
