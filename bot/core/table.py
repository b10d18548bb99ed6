"""The records of a table that somebody wrote as text, whatever stands between cells and between lines.

`csv` reads them, in its strict way. What it forgives is found here: a quotation mark that is opened in one row and
closed by that of another makes one long cell of all the rows between, and the table is shorter without a word.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.core.decoding import count_ends
from bot.core.flaw import LONGEST_LINE, Flaw, Misread

SEPARATORS = ",;\t|"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"\r\n|\r|\n")
_ROW = re.compile(r"@|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_MOST_LINES = 20
"""What one cell may have; an address or a note has fewer."""


class Record(NamedTuple):
    """The cells of one row. *line* is where it begins, counted from 1."""

    line: int
    cells: Sequence[str]


class _TooLongError(Exception):
    """A record has more characters than a record may have."""


class _Lines:
    """The lines of a text, one by one, from *start*, where a record begins, to *end*, so far."""

    def __init__(self, text: str) -> None:
        self._found = _LINE.finditer(text)
        self.start = self.end = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._found)
        self.end = line.end()
        if self.end - self.start > LONGEST_LINE:
            raise _TooLongError
        return line[0]


def read_records(text: str, separator: str) -> Iterator[Record | Misread]:
    """Yield the records, empty ones too; what is wrong with the table comes last, as a `Misread`."""
    yield from _read_quoted(text, separator) if '"' in text else _read_plain(text, separator)


def _read_plain(text: str, separator: str) -> Iterator[Record | Misread]:
    for number, line in enumerate(_LINE.finditer(text), 1):
        if line.end() - line.start() > LONGEST_LINE:
            yield Misread(flaw=Flaw.LONG_CELL, line=number)
            return
        yield Record(number, line[0].rstrip("\r\n").split(separator))


def _read_quoted(text: str, separator: str) -> Iterator[Record | Misread]:
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line, width = 1, 0
    try:
        for cells in reader:
            width = width or len(cells)
            if reader.line_num > line and (inner := _find_rows(cells, separator, width)) is not None:
                yield Misread(flaw=Flaw.LONG_QUOTE, line=line + inner)
                return
            yield Record(line, cells)
            line = reader.line_num + 1
            lines.start = lines.end
    except (csv.Error, _TooLongError) as error:
        yield _blame(error, _LINE.findall(text, lines.start, lines.end), line, separator)


def has_end(cell: str) -> bool:
    """Tell whether a cell goes over more than one line."""
    return "\n" in cell or "\r" in cell


def _find_rows(cells: Sequence[str], separator: str, width: int) -> int | None:
    """Find the cell that has rows of the table in it, and say how many lines below the record's first it opens."""
    above = 0
    for cell in cells:
        inner = _END.split(cell)[1:]
        if len(inner) >= _MOST_LINES or any(_is_row(line, separator, width) for line in inner):
            return above
        above += count_ends(cell)
    return None


def _is_row(line: str, separator: str, width: int) -> bool:
    return bool(_ROW.search(line)) or 1 < width <= line.count(separator) + 1


def _blame(error: Exception, record: Sequence[str], line: int, separator: str) -> Misread:
    if isinstance(error, _TooLongError) and len(record[-1]) > LONGEST_LINE // 2:
        return Misread(flaw=Flaw.LONG_CELL, line=line + len(record) - 1)
    opened, is_loose = _find_opening("".join(record), separator)
    is_loose = is_loose and opened == len(record) - 1
    return Misread(flaw=Flaw.LOOSE_QUOTE if is_loose else Flaw.OPEN_QUOTE, line=line + opened)


def _find_opening(record: str, separator: str) -> tuple[int, bool]:
    """Find where the last cell in quotation marks opens, in lines below the first, and whether text follows it.

    start --"--> quoted --"--> closed --separator--> start      closed --"--> quoted (a doubled mark)
    start --*--> plain --separator--> start                     closed --*--> loose
    """
    state, opened = "start", 0
    for place, sign in enumerate(record):
        is_end = sign in (separator, "\r", "\n")
        match state, sign:
            case "start", '"':
                state, opened = "quoted", place
            case "quoted", _:
                state = "closed" if sign == '"' else "quoted"
            case "closed", '"':
                state = "quoted"
            case "closed", _ if not is_end:
                return count_ends(record[:opened]), True
            case _:
                state = "start" if is_end else "plain"
    return count_ends(record[:opened]), False
