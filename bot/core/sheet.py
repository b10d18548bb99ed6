"""A sheet: rows of text as a CSV, in which a spreadsheet finds text and nothing else.

What begins like a formula gets an apostrophe before it. Where commas are not what separates, as in Excel's German, a
cell is cut in other places; so the same holds behind every sign that separates somewhere.
"""

import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"""(\A|[;,|\t\r\n])(?=[\s"']*[=+\-@＝＋－＠])|\A(?=[\t\r])""")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def write_sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write *head* and *rows* as UTF-8 with the mark by which Excel knows it, every cell in quotes."""
    lines = (",".join(map(_write_cell, row)) + "\r\n" for row in (head, *rows))
    return "".join(lines).encode("utf-8-sig", "replace")


def disarm(text: str) -> str:
    """Make text that no spreadsheet computes; what it says stays readable."""
    return _FORMULA.sub(lambda found: f"{found[0]}'", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def _write_cell(text: str) -> str:
    return '"' + disarm(text).replace('"', '""') + '"'
