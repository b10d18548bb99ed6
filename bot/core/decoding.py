"""The text that a file holds. Which encoding it is in is found out from its bytes, never guessed past a wrong one.

A BOM decides. Without one, a file with a NUL in nearly every second place is UTF-16; the rest is UTF-8 or, where it
cannot be, Windows-1252, in which five bytes mean nothing.
"""

from bot.core.flaw import Flaw, Misread

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16, whose BOM it begins with
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"SQLite format 3", b"\x7fELF", b"MZ\x90"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")
_SAMPLE = 8_192
_MANY = 0.3
"""The share of second bytes that are NUL in UTF-16. An address has no other signs; names around it may have."""


def decode(data: bytes) -> str | Misread:
    if data.startswith(_MAGIC) or data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return Misread(flaw=Flaw.BINARY)
    text = _decode(data)
    if isinstance(text, str) and "\0" in text:
        return Misread(flaw=Flaw.NUL, line=count_ends(text[: text.index("\0")]) + 1)
    return text


def count_ends(text: str) -> int:
    """Count the ends of lines: CR LF, CR or LF, and nothing else that Unicode takes for one."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _decode(data: bytes) -> str | Misread:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(encoding, data[len(bom) :])
    if wide := _find_wide(data[:_SAMPLE]):
        return _decode_as(wide, data)
    text = _decode_as("utf-8", data)
    return text if isinstance(text, str) else _decode_as("cp1252", data)


def _decode_as(encoding: str, data: bytes) -> str | Misread:
    try:
        return data.decode(encoding).lstrip("\ufeff")  # files that were joined have several
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        return Misread(flaw=Flaw.UNREADABLE, line=count_ends(before) + 1)


def _find_wide(sample: bytes) -> str:
    """Name the UTF-16 that the sample is in, though it does not say so; "" when it is in none."""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    enough = max(len(sample) // 2 * _MANY, 1)
    if second >= enough and first * 8 <= second:
        return "utf-16-le"
    return "utf-16-be" if first >= enough and second * 8 <= first else ""
