"""A list of people, as an admin has it: a file of any program, or what was pasted into a chat.

Nothing is ever silently shorter. What is no blank line is a row or the heading, and a row that names nobody is kept
with an empty key, so that it is reported as failed; where that cannot be promised, the answer is a `Misread`.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.core.decoding import decode
from bot.core.flaw import MOST_ROWS, Flaw, Misread
from bot.core.formula import unmark
from bot.core.heading import find_columns, find_twins, is_preamble
from bot.core.key import LONGEST, NOISE, is_id, read_key
from bot.core.table import SEPARATORS, Record, has_end, read_records

_TOLD_SEPARATOR = re.compile(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?(?=[\r\n]|\Z)", re.IGNORECASE)
_SAMPLE = 20_000
_BLANK = NOISE + SEPARATORS
_WEIGHT_OF_HEADING = 1_000
MOST_LINES = 5 * MOST_ROWS
"""Blank ones as well: they are no rows, but somebody has to read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person of a list.

    *line* is where the row begins in the file, counted from 1, *typed* what stands there, and *key* the object id,
    UPN or mail address in lower case; "" when the row holds none that can be read.
    """

    line: int
    typed: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """*column* is the name of the column that was read, "" when it has none."""

    rows: tuple[Row, ...]
    column: str = ""
    has_header: bool = False


@dataclass(slots=True)
class _Survey:
    """What a table without a heading looks like.

    *counts* are the keys in each column, *ids* those of them that are object ids. *clashes* are the first lines with
    two ids (True), or two addresses (False), that are not the same.
    """

    rows: int = 0
    counts: Counter[int] = field(default_factory=Counter)
    ids: Counter[int] = field(default_factory=Counter)
    clashes: dict[bool, int] = field(default_factory=dict)
    is_all_keys: bool = False


def read_file(data: bytes) -> Listing | Misread:
    text = decode(data)
    return text if isinstance(text, Misread) else read_table(text)


def read_table(text: str) -> Listing | Misread:
    separator = find_separator(text)
    first = next(find_records(text, separator), Misread(flaw=Flaw.EMPTY))
    if isinstance(first, Misread):
        return first
    if known := find_columns(first.cells):
        column = _find_filled(text, separator, known)
        if isinstance(column, Misread):
            return column
        return _read_columns(text, separator, (column, *(one for one in known if one != column)), first.cells)
    best = _find_column(text, separator)
    if best is None:
        return _read_flat(text, separator)
    return best if isinstance(best, Misread) else _read_columns(text, separator, (best,), ())


def digest(rows: Iterable[Row]) -> str:
    """Hash what a list asks for: who, in which order, in which line. SHA-256 in hex."""
    told = hashlib.sha256()
    for row in rows:
        told.update(f"{row.line}\t{row.key}\n".encode(errors="surrogatepass"))
    return told.hexdigest()


def make_row(line: int, text: str, key: str) -> Row:
    """Keep what was typed, cut to what an address may have; of a longer text nothing is a key."""
    typed = text.strip(NOISE)
    if "'" in typed:
        typed = unmark(typed).strip(NOISE)
    if len(typed) > LONGEST:
        return Row(line=line, typed=typed[: LONGEST - 1] + "…", key="")
    return Row(line=line, typed=key if key == typed else typed, key=key)  # one text is kept once


def find_separator(text: str) -> str:
    """Find what stands between the cells: what the first line says, or what brings the most to light."""
    if told := _TOLD_SEPARATOR.match(text):
        return told[1]
    return max(SEPARATORS, key=lambda separator: _rate(text[:_SAMPLE], separator))


def _rate(sample: str, separator: str) -> tuple[int, int]:
    worth, width = 0, 0
    for number, record in enumerate(find_records(sample, separator)):
        if isinstance(record, Misread):
            break
        worth += sum(map(bool, map(read_key, record.cells)))
        worth += _WEIGHT_OF_HEADING * len(find_columns(record.cells)) if not number else 0
        width += len(record.cells)
    return worth, -width


def find_records(text: str, separator: str) -> Iterator[Record | Misread]:
    """Yield what is not blank and does not stand above the heading, as many as a list may have."""
    count, most = 0, MOST_ROWS
    for record in read_records(text, separator):
        if isinstance(record, Misread):
            yield record
            return
        is_blank = not "".join(record.cells).strip(_BLANK) or (not count and _is_above(text, record))
        if is_blank and record.line <= MOST_LINES:
            continue
        most += not count and bool(find_columns(record.cells))
        count += 1
        if count > most or is_blank:
            yield Misread(flaw=Flaw.TOO_MANY_ROWS, line=record.line)
            return
        yield record


def _is_above(text: str, record: Record) -> bool:
    """Tell whether this stands above the heading."""
    return is_preamble(record.cells) or (record.line == 1 and _TOLD_SEPARATOR.match(text) is not None)


def _find_filled(text: str, separator: str, known: Sequence[int]) -> int | Misread:
    """Find the best column of those that the heading names in which there is a key at all."""
    records = find_records(text, separator)
    next(records)
    flaw, found = Flaw.EMPTY, set[int]()
    for record in records:
        if isinstance(record, Misread):
            return record
        flaw = Flaw.NO_PEOPLE
        found |= {column for column in known if column < len(record.cells) and read_key(record.cells[column])}
        if known[0] in found:
            break
    return next((column for column in known if column in found), Misread(flaw=flaw))


def _find_column(text: str, separator: str) -> int | Misread | None:
    """Find the column that has the most keys; None when a single row has a person in each of its cells."""
    survey = _Survey()
    for record in find_records(text, separator):
        if isinstance(record, Misread):
            return record
        _count(survey, record)
    if not survey.counts:
        return Misread(flaw=Flaw.NO_PEOPLE)
    if survey.rows == 1 and survey.is_all_keys:
        return None
    best = max(sorted(survey.counts), key=lambda column: (survey.counts[column], survey.ids[column]))
    clash = survey.clashes.get(2 * survey.ids[best] >= survey.counts[best])
    return Misread(flaw=Flaw.WHICH_COLUMN, line=clash) if clash else best


def _count(survey: _Survey, record: Record) -> None:
    survey.rows += 1
    keys = [(column, key) for column, cell in enumerate(record.cells) if (key := read_key(cell))]
    for column, key in keys:
        survey.counts[column] += 1
        if is_id(key):
            survey.ids[column] += 1
    if survey.rows == 1:
        survey.is_all_keys = len(keys) == sum(bool(cell.strip(NOISE)) for cell in record.cells)
    if len(keys) > 1:
        ids = {key for _, key in keys if is_id(key)}
        addresses = {key for _, key in keys} - ids
        for is_of_ids, found in ((True, ids), (False, addresses)):
            if len(found) > 1:
                survey.clashes.setdefault(is_of_ids, record.line)


def _read_columns(text: str, separator: str, columns: Sequence[int], heading: Sequence[str]) -> Listing | Misread:
    """Read the first of the columns; the others stand in for it where it is blank."""
    rows: list[Row] = []
    records = find_records(text, separator)
    if heading:
        next(records)
    twins = find_twins(heading, columns[0]) if heading else ()
    for record in records:
        if isinstance(record, Misread):
            return record
        cell = _pick(record.cells, columns)
        key = read_key(cell)
        if has_end(cell) and has_end(cell.strip(NOISE)):
            return Misread(flaw=Flaw.LONG_QUOTE, line=record.line)
        if heading and _is_crowded(record.cells, key, twins, len(heading)):
            return Misread(flaw=Flaw.WHICH_COLUMN, line=record.line)
        rows.append(make_row(record.line, cell or " ".join(" ".join(record.cells).split()), key))
    column = heading[columns[0]].strip(NOISE) if heading else ""
    return Listing(rows=tuple(rows), column=column, has_header=bool(heading))


def _is_crowded(cells: Sequence[str], key: str, twins: Sequence[int], width: int) -> bool:
    """Tell whether somebody else stands beyond the heading, or in a column of the same name."""
    if len(cells) <= width and not twins:
        return False
    others = (*cells[width:], *(cells[column] for column in twins if column < len(cells)))
    return any(other not in {"", key} for other in map(read_key, others))


def _pick(cells: Sequence[str], columns: Sequence[int]) -> str:
    for column in columns:
        if column < len(cells) and cells[column].strip(NOISE):
            return cells[column]
    return ""


def _read_flat(text: str, separator: str) -> Listing:
    """Read the one row of a table that has a person in each cell."""
    records = (record for record in find_records(text, separator) if isinstance(record, Record))
    rows = [
        make_row(record.line, cell, read_key(cell)) for record in records for cell in record.cells if cell.strip(NOISE)
    ]
    return Listing(rows=tuple(rows))
