"""A list of people as somebody pastes it into a chat.

    one per line, with bullets or numbers · cells of a workbook, or a whole CSV · the recipients of a mail:
    Ada <ada@contoso.com>; "Brown, Bob" <bob@contoso.com>, eve@contoso.com dan@contoso.com

Each piece is a row as in a file. A name belongs to the address behind it; a piece with a digit or an @ that is no
key may have been meant as one, so it is a row of its own.
"""

import re
from collections.abc import Iterator

from bot.core.flaw import MOST_ROWS, Flaw, Misread
from bot.core.heading import find_columns
from bot.core.key import NOISE, read_key
from bot.core.listing import Listing, Row, find_records, find_separator, make_row, read_table

_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(
    r"(?:[-*+•·–—▪▫◦‣●○■□➢✓✔>o][ \t\xa0]+|\d{1,6}\.[ \t\xa0]+|\(?\d{1,6}\)[ \t\xa0]*|\[[ xX]?\][ \t\xa0]+)+"
)
_BETWEEN = (
    re.compile(r'(?:"[^"]*"|<[^<>]*>|[^;\t|"<]|["<])+'),
    re.compile(r'(?:"[^"]*"|<[^<>]*>|[^,"<]|["<])+'),
)
"""What stands between separators: the strong ones first, for a comma may be part of a name."""
_WORD = re.compile(r"[^\s,;|]+")
_MAY_BE_KEY = re.compile(r"[@\d]")


def read_pasted(text: str) -> Listing | Misread:
    bare = text.lstrip("\ufeff")
    if "\0" in bare:
        return Misread(flaw=Flaw.NUL, line=len(_END.findall(bare[: bare.index("\0")])) + 1)
    if _is_table(bare) and isinstance(listing := read_table(bare), Listing):
        return listing
    return _read_lines(bare)


def _read_lines(text: str) -> Listing | Misread:
    rows: list[Row] = []
    for number, line in enumerate(_END.split(text), 1):
        rows.extend(make_row(number, piece, key) for piece, key in _read_line(line.strip(NOISE)))
        if len(rows) > MOST_ROWS:
            return Misread(flaw=Flaw.TOO_MANY_ROWS, line=number)
    if any(row.key for row in rows):
        return Listing(rows=tuple(rows))
    return Misread(flaw=Flaw.NO_PEOPLE if rows else Flaw.EMPTY)


def _is_table(text: str) -> bool:
    """Tell whether the first line is a heading, or every line has one person, in the same one of several cells."""
    shapes: set[tuple[int, ...]] = set()
    count = 0
    for record in find_records(text, find_separator(text)):
        if isinstance(record, Misread):
            return False
        if not count and find_columns(record.cells):
            return True
        keys = (column for column, cell in enumerate(record.cells) if read_key(cell))
        shapes.add((len(record.cells), *keys))
        count += 1
    return count > 1 and len(shapes) == 1 and all(len(shape) == 2 and shape[0] > 1 for shape in shapes)  # noqa: PLR2004 - a width, and one column


def _read_line(line: str) -> Iterator[tuple[str, str]]:
    bullet = _BULLET.match(line)
    yield from _read_piece(line[bullet.end() :] if bullet else line, 0)


def _read_piece(piece: str, level: int) -> Iterator[tuple[str, str]]:
    """Yield what was typed for each person and the key in it."""
    if not any(map(str.isalnum, piece)):
        return
    if (key := read_key(piece)) and _is_one(piece):
        yield piece, key
    elif level == len(_BETWEEN):
        yield from _read_words(piece)
    else:
        parts = _BETWEEN[level].findall(piece)
        for part in _join_names(parts) if level else parts:
            yield from _read_piece(part, level + 1)


def _is_one(piece: str) -> bool:
    """Tell whether nothing before the last comma may have been meant as somebody else's key."""
    return not any(map(_MAY_BE_KEY.search, _BETWEEN[-1].findall(piece)[:-1]))


def _join_names(pieces: list[str]) -> Iterator[str]:
    """Put the two halves of a name together again: Lovelace, Ada <ada@contoso.com>."""
    held = ""
    for piece in pieces:
        is_half = piece.rstrip().endswith(">") and not piece.lstrip().startswith("<")
        if held and is_half and read_key(f"{held},{piece}"):
            yield f"{held},{piece}"
            held = ""
            continue
        if held:
            yield held
        held = "" if _MAY_BE_KEY.search(piece) else piece
        if not held:
            yield piece
    if held:
        yield held


def _read_words(piece: str) -> Iterator[tuple[str, str]]:
    """Read what has only spaces between one person and the next; names stay with the key behind them."""
    people: list[tuple[list[str], str]] = []
    names: list[str] = []
    for word in _WORD.findall(piece):
        names.append(word)
        key = read_key(word)
        if key or _MAY_BE_KEY.search(word):
            people.append((names, key))
            names = []
    if names and people:
        people[-1][0].extend(names)
    elif names:
        people.append((names, ""))
    yield from ((" ".join(words), key) for words, key in people)
