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
from bot.core.heading import find_columns, is_preamble
from bot.core.key import LONGEST, NOISE, is_id, read_key
from bot.core.table import SEPARATORS, Record, has_end, read_records

_TOLD_SEPARATOR = re.compile(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?(?=[\r\n]|\Z)", re.IGNORECASE)
_SAMPLE = 20_000
_WEIGHT_OF_HEADING = 1_000
MOST_LINES = 10 * MOST_ROWS
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
    """What a table looks like.

    *known* are the columns that its heading names, *counts* the keys in each column that may be read, *ids* those of
    them that are object ids. *clashes* are the first lines with two ids, or two addresses, that are not the same.
    """

    heading: Sequence[str] = ()
    known: Sequence[int] = ()
    rows: int = 0
    counts: Counter[int] = field(default_factory=Counter)
    ids: Counter[int] = field(default_factory=Counter)
    clashes: dict[bool, int] = field(default_factory=dict)
    is_all_keys: bool = True


def read_file(data: bytes) -> Listing | Misread:
    text = decode(data)
    return text if isinstance(text, Misread) else read_table(text)


def read_table(text: str) -> Listing | Misread:
    separator = find_separator(text)
    survey = _survey(text, separator)
    if isinstance(survey, Misread):
        return survey
    if not survey.rows:
        return Misread(flaw=Flaw.EMPTY)
    if not survey.counts:
        return Misread(flaw=Flaw.NO_PEOPLE)
    if survey.rows == 1 and survey.is_all_keys and not survey.known:
        return _read_flat(text, separator)
    columns = _choose(survey)
    return columns if isinstance(columns, Misread) else _read_columns(text, separator, survey, columns)


def digest(rows: Iterable[Row]) -> str:
    """Hash what a list asks for: who, in which order, in which line. SHA-256 in hex."""
    told = hashlib.sha256()
    for row in rows:
        told.update(f"{row.line}\t{row.key}\n".encode(errors="surrogatepass"))
    return told.hexdigest()


def make_row(line: int, text: str, key: str) -> Row:
    """Keep what was typed, cut to what an address may have; of a longer text nothing is a key."""
    typed = unmark(text.strip(NOISE)).strip(NOISE)
    return Row(line=line, typed=typed, key=key) if len(typed) <= LONGEST else _cut(line, typed)


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
    """Yield what is not blank and does not stand above the heading."""
    is_above = True
    for record in read_records(text, separator):
        if isinstance(record, Record):
            if record.line > MOST_LINES:
                yield Misread(flaw=Flaw.TOO_MANY_ROWS, line=record.line)
                return
            if not any(cell.strip(NOISE) for cell in record.cells):
                continue
            if is_above and (is_preamble(record.cells) or _is_told(text, record)):
                continue
            is_above = False
        yield record


def _is_told(text: str, record: Record) -> bool:
    return record.line == 1 and _TOLD_SEPARATOR.match(text) is not None


def _survey(text: str, separator: str) -> _Survey | Misread:
    survey = _Survey()
    is_first = True
    for record in find_records(text, separator):
        if isinstance(record, Misread):
            return record
        if is_first and (known := find_columns(record.cells)):
            survey.heading, survey.known = record.cells, known
        elif survey.rows == MOST_ROWS:
            return Misread(flaw=Flaw.TOO_MANY_ROWS, line=record.line)
        else:
            _count(survey, record)
        is_first = False
    return survey


def _count(survey: _Survey, record: Record) -> None:
    survey.rows += 1
    keys = [(column, key) for column, cell in enumerate(record.cells) if (key := _read_cell(survey, column, cell))]
    for column, key in keys:
        survey.counts[column] += 1
        survey.ids[column] += is_id(key)
    if not survey.known:
        survey.is_all_keys &= len(keys) == sum(bool(cell.strip(NOISE)) for cell in record.cells)
    if len(keys) > 1 and (not survey.known or keys[-1][0] >= len(survey.heading)):
        ids = {key for _, key in keys if is_id(key)}
        addresses = {key for _, key in keys} - ids
        for is_of_ids, found in ((True, ids), (False, addresses)):
            if len(found) > 1:
                survey.clashes.setdefault(is_of_ids, record.line)


def _read_cell(survey: _Survey, column: int, cell: str) -> str:
    """Read a cell that may name the person of its row: in any column, or in those that the heading knows.

    What lies beyond the heading has no name, so it may be one more person.
    """
    is_asked = not survey.known or column in survey.known or column >= len(survey.heading)
    return read_key(cell) if is_asked else ""


def _choose(survey: _Survey) -> tuple[int, ...] | Misread:
    """Choose the column to read, and those of the same heading that stand in for it where it is blank."""
    if survey.known:
        clash = min(survey.clashes.values(), default=0)
        columns = tuple(column for column in survey.known if survey.counts[column])
    else:
        best = max(sorted(survey.counts), key=lambda column: (survey.counts[column], survey.ids[column]))
        clash, columns = survey.clashes.get(2 * survey.ids[best] >= survey.counts[best], 0), (best,)
    if not columns:
        return Misread(flaw=Flaw.NO_PEOPLE)
    return Misread(flaw=Flaw.WHICH_COLUMN, line=clash) if clash else columns


def _read_columns(text: str, separator: str, survey: _Survey, columns: tuple[int, ...]) -> Listing | Misread:
    rows: list[Row] = []
    records = find_records(text, separator)
    if survey.known:
        next(records)
    for record in records:
        if isinstance(record, Misread):
            return record
        filled = (record.cells[column] for column in columns if column < len(record.cells))
        cell = next((cell for cell in filled if cell.strip(NOISE)), "")
        if has_end(cell.strip(NOISE)):
            return Misread(flaw=Flaw.LONG_QUOTE, line=record.line)
        rows.append(make_row(record.line, cell or _join(record.cells), read_key(cell)))
    column = survey.heading[columns[0]].strip(NOISE) if survey.known else ""
    return Listing(rows=tuple(rows), column=column, has_header=bool(survey.known))


def _read_flat(text: str, separator: str) -> Listing:
    """Read the one row of a table that has a person in each cell."""
    records = (record for record in find_records(text, separator) if isinstance(record, Record))
    rows = [
        make_row(record.line, cell, read_key(cell)) for record in records for cell in record.cells if cell.strip(NOISE)
    ]
    return Listing(rows=tuple(rows))


def _join(cells: Sequence[str]) -> str:
    """Say a row whose key is missing: by what else stands in it."""
    return " ".join(" ".join(cells).split())


def _cut(line: int, typed: str) -> Row:
    return Row(line=line, typed=typed[: LONGEST - 1] + "…", key="")
