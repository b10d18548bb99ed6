"""What people type, between what chat clients make of it and what was meant.

Clients curl quotes, draw dashes long, put in no-break spaces and invisible signs, and leave the marks of bold and
code. Our own words are read through all of that; a name or a reason is kept as it was typed, because a group may
be called *gold*, or “Müller & Söhne”™. So a line is held twice: as typed, and plain, sign by sign.
"""

import re
import unicodedata
from dataclasses import dataclass

_MARKS = ("```", "**", "__", "`", "*", "_")
_DOUBLE = '"“”„‟«»＂'
_SINGLE = "'‘’‚‛`´"
_STRAIGHT = str.maketrans(dict.fromkeys(_DOUBLE, '"'))
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_IN_QUOTES = re.compile(
    rf"""{_QUOTED.pattern} | [“„‟«][^{_DOUBLE}]*[{_DOUBLE}] | (?<!\S)(['‘`])[^'’`]*['’`](?!\S)""", re.VERBOSE
)
_EDGE_OF_WORD = re.compile(rf"(?<!\w)[{_SINGLE}]|[{_SINGLE}](?!\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Sign *n* of *plain* stands for what is at place ``where[n]`` of *typed*."""

    typed: str
    plain: str
    where: tuple[int, ...]

    def keep(self, start: int, end: int | None = None) -> str:
        """Return what was typed between two places of *plain*, without noise at its edges."""
        last = len(self.plain) if end is None else end
        return tidy(self.typed[self.where[start] : self.where[last]])

    def mask(self) -> str:
        """Return *plain* with all that is in quotes blotted out; as long as *plain*."""
        return _IN_QUOTES.sub(lambda quoted: "\0" * len(quoted[0]), self.plain)


def read_lines(text: str) -> tuple[Line, ...]:
    """Read the lines that hold anything; marks around the whole of one are taken off."""
    lines = (_take_off_marks(tidy(line)) for line in text.splitlines())
    return tuple(_read_line(line) for line in lines if line)


def tidy(text: str) -> str:
    """Make one space of many, and take noise off the edges: spaces and signs that nobody sees."""
    words = " ".join(text.split())
    start, end = 0, len(words)
    while start < end and _is_noise(words[start]):
        start += 1
    while start < end and _is_noise(words[end - 1]):
        end -= 1
    return words[start:end]


def bare(word: str) -> str:
    """Return one of our words as we write it, whatever marks stand around it."""
    return word.strip("*_`").lower()


def unquote(text: str) -> str | None:
    """Take the quotes off a text that is quoted whole; None when a quote is never closed."""
    if text[:1] in _SINGLE:
        return _unquote_single(text)
    if text[:1] not in _DOUBLE:
        return text
    inner, straight = tidy(text[1:-1]), text.translate(_STRAIGHT)
    if len(text) > 1 and text[-1] in _DOUBLE and not set(inner) & set(_DOUBLE):
        return inner
    if _QUOTED.fullmatch(text):
        return tidy(text[1:-1].replace('""', '"'))
    if _is_wrapped(text):
        return inner
    if _QUOTED.fullmatch(straight):
        return tidy(straight[1:-1].replace('""', '"'))
    return None if straight.count('"') % 2 else text


def quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _unquote_single(text: str) -> str:
    inner = text[1:-1]
    is_whole = len(text) > 1 and text[-1] in _SINGLE and not _EDGE_OF_WORD.search(inner)
    return tidy(inner) if is_whole and tidy(inner) else text


def _is_wrapped(text: str) -> bool:
    """Tell whether the curly quote at the start of *text* is the one that the last sign closes."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "“„‟«") - (sign in "”»")
        if depth == 0:
            return place == len(text) - 1
    return False


def _take_off_marks(text: str) -> str:
    for mark in _MARKS:
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and mark not in inner:
            return _take_off_marks(tidy(inner))
    return text


def _read_line(typed: str) -> Line:
    signs = [(plain, place) for place, sign in enumerate(typed) for plain in _plain(sign)]
    return Line(typed, "".join(plain for plain, _ in signs), (*(place for _, place in signs), len(typed)))


def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    match unicodedata.category(sign):
        case "Cf":
            return ""
        case "Pd":
            return "-"
        case _:
            plain = unicodedata.normalize("NFKC", sign)
            return sign if plain.split() != [plain] else plain


def _is_noise(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) == "Cf"
