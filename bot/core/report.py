"""A report as a CSV that a spreadsheet of any country opens, and that can be sent back as a list.

What somebody else wrote stays text: nothing in it is run, breaks out of its cell or turns the reading direction.
"""

import re
from collections.abc import Iterable, Sequence

from bot.core.formula import mark
from bot.core.text import UNREADABLE

_BOM = "\ufeff"
_END = "\r\n"
_NEEDS_QUOTES = re.compile(r"[\",;|\t]|\A\s|\s\Z")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
_BREAK = " ⏎ "
_PICTURES = 0x2400
"""Unicode's pictures of the control characters: ␀ for NUL, and so on to ␟."""


def write_report(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a CSV: UTF-8 with a BOM, commas, CR LF. A name for the column of keys lets it be read back as a list."""
    lines = (",".join(map(_write_cell, row)) for row in (header, *rows))
    return "".join((_BOM, *(line + _END for line in lines))).encode(errors="backslashreplace")


def _write_cell(cell: str) -> str:
    text = mark(show(cell))
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def show(cell: str) -> str:
    """Put a sign that can be seen in the place of each that cannot, or that ends a line."""
    return _HIDDEN.sub(_picture, cell.replace("\r\n", "\n"))


def _picture(hidden: re.Match[str]) -> str:
    sign = hidden[0]
    if sign in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return _BREAK
    if sign == "\t":
        return " "
    return chr(_PICTURES + ord(sign)) if sign < " " else UNREADABLE
