"""What names a person in a list: an object id, a UPN or a mail address, out of what people and programs make of it.

    8C3B…-…   {8c3b…-…}   ada@contoso.com   <ada@contoso.com>   mailto:ada@contoso.com   'ada@contoso.com'
    Ada Lovelace <ada@contoso.com>   "Lovelace, Ada" <ada@contoso.com>   [Ada](mailto:ada@contoso.com)

A text that names two people, or might be run as a formula, names nobody. A UPN may hold an apostrophe.
"""

import re
import unicodedata

from bot.core.formula import is_formula

NOISE = (
    " \t\r\n\v\f\x1a\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, (*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
    + "\u00ad\u061c\u180e\ufe0f\ufeff"
)
"""Spaces, and signs that nobody sees, as they stand around a cell."""
LONGEST = 320
"""What an address may have: 64 signs, an @, 255 signs."""

_LENGTH_OF_GUID = 36
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_CLEAN = re.compile(
    rf"[A-Za-z0-9][A-Za-z0-9._'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z0-9]{{2,}}|{_GUID.pattern}"
)
_ADDRESS = re.compile(r"[^\s@\"'<>()\[\]{}:;,\\|][^\s@\"<>()\[\]{}:;,\\|]*@(?:[\w-]+\.)+[\w-]{2,}")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<key>[^<>]*)>")
_LINK = re.compile(r"\[(?P<name>[^\[\]]*)\]\((?P<key>[^()]*)\)")
_SCHEME = re.compile(r"(?:mailto|smtp|sip):", re.IGNORECASE)
_PAIRS = {'"': '"', "'": "'", "“": "”", "„": "“", "‘": "’", "{": "}", "(": ")", "<": ">", "*": "*", "`": "`"}


def read_key(text: str) -> str:
    """Return the object id, UPN or mail address in lower case; "" when the text holds none, or more than one."""
    if "@" not in text and "-" not in text:
        return ""
    if len(text) <= LONGEST and _CLEAN.fullmatch(text):
        return text.lower()
    bare = text.strip(NOISE)
    if len(bare) > LONGEST or ("@" not in bare and len(bare) < _LENGTH_OF_GUID) or is_formula(bare):
        return ""
    named = _NAMED.fullmatch(bare) or _LINK.fullmatch(bare)
    return _read_named(named["name"], named["key"]) if named else _read(bare)


def is_id(key: str) -> bool:
    """Tell whether a key is an object id, and not an address."""
    return bool(key) and "@" not in key


def _read_named(name: str, text: str) -> str:
    """Read an address that has a name; a name with somebody else's address or id in it makes it nobody's."""
    key = _read(text)
    is_more = "@" in name or _GUID.search(name)
    return key if not is_more or _read(name) == key else ""


def _read(text: str) -> str:
    bare = _unwrap(text)
    if _GUID.fullmatch(bare):
        return bare.lower()
    composed = unicodedata.normalize("NFC", bare)
    key = composed.lower()
    is_plain = composed.isprintable() and key.isascii() == bare.isascii()  # the KELVIN SIGN is no k
    return key if is_plain and _ADDRESS.fullmatch(composed) and not is_formula(composed) else ""


def _unwrap(text: str) -> str:
    """Take off what stands around a key: quotes, brackets, a scheme, a sign that ends a list's item."""
    while True:
        bare = text.strip(NOISE).rstrip(".;,")
        if len(bare) > 1 and _PAIRS.get(bare[0]) == bare[-1]:
            bare = bare[1:-1]
        if scheme := _SCHEME.match(bare):
            bare = bare[scheme.end() :].split("?", 1)[0]
        if bare == text:
            return bare
        text = bare
