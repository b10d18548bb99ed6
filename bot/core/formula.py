"""Cells that a spreadsheet would run instead of showing them, and the mark that keeps it from doing so.

The mark is an apostrophe in front, as OWASP advises (owasp.org/www-community/attacks/CSV_Injection). It also goes
behind every sign that separates cells in some country's spreadsheet, because there a new cell begins. A marked text
is unmarked to exactly what it was: the sign behind the mark still is one that had to be marked.
"""

import re

_LEADING = r"[\s\"'`“”„‘’‚«»\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
_STARTS = rf"{_LEADING}[=+\-@＝＋－＠]"
_RISKY = re.compile(rf"(\A|[;,|])(?={_STARTS})")
_MARKED = re.compile(rf"(\A|[;,|])'(?={_STARTS})")
_IS_FORMULA = re.compile(_STARTS)


def is_formula(cell: str) -> bool:
    return _IS_FORMULA.match(cell) is not None


def mark(cell: str) -> str:
    return _RISKY.sub(r"\1'", cell)


def unmark(cell: str) -> str:
    return _MARKED.sub(r"\1", cell)
