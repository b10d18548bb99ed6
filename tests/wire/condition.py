"""The conditions of a `$filter`, as far as Graph's directory takes them.

    or     := and ("or" and)*
    and    := one ("and" one)*
    one    := "not" one | "(" or ")" | name op literal | name "in" "(" literal ("," literal)* ")"
            | function "(" name "," literal ")" | name "/any(" variable ":" or ")" | name "/$count" op literal

Every name has to be a property, and every literal one of its kind.
"""

import re
from collections.abc import Callable, Collection
from pathlib import Path

from wire.shape import GUID, MOMENT
from wire.wheel import Field

MOST_IN = 15  # https://learn.microsoft.com/graph/filter-query-parameter: the in operator, 15 expressions by default
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<moment>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)(?![\w-])"
    r"|(?P<guid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|(?P<number>-?\d+(?:\.\d+)?)(?!\w)"
    r"|(?P<name>[A-Za-z]\w*(?:/\$?\w+)*)|(?P<sign>[(),:]))"
)
_OPERATORS = {"eq", "ne", "gt", "ge", "lt", "le"}
_IN_DIRECTORY = {"startswith", "endswith"}
_ELSEWHERE = {*_IN_DIRECTORY, "contains"}
_FITTING = {
    "str": {"text"},
    "bytes": {"text"},
    "uuid": {"text", "guid"},
    "enum": {"text"},
    "bool": {"bool"},
    "int": {"number"},
    "float": {"number"},
    "datetime": {"moment"},
    "date": {"moment"},
}


class Misspelt(ValueError):  # noqa: N818  it names what somebody wrote
    """A query says something that Graph does not know, or not so."""


def read_condition(
    text: str, find: Callable[[str], Field], values: Callable[[Path], Collection[str]], *, is_indexed: bool
) -> bool:
    """Say whether *text* needs Graph's index, or raise Misspelt.

    *find* knows the properties, *values* what those of an enum can be.
    """
    condition = _Condition(text, find, values, functions=_IN_DIRECTORY if is_indexed else _ELSEWHERE)
    condition.read()
    return condition.is_advanced


class _Condition:
    def __init__(
        self,
        text: str,
        find: Callable[[str], Field],
        values: Callable[[Path], Collection[str]],
        functions: Collection[str],
    ) -> None:
        self.is_advanced = False
        self._find = find
        self._values = values
        self._functions = functions
        self._variables: dict[str, str] = {}
        self._tokens = [*_split(text), ("end", "")]

    def read(self) -> None:
        self._read_or()
        self._take("end", "")

    def _read_or(self) -> None:
        self._read_one()
        while self._next() in (("name", "or"), ("name", "and")):
            self._tokens.pop(0)
            self._read_one()

    def _read_one(self) -> None:
        kind, word = self._tokens.pop(0)
        if (kind, word) == ("sign", "("):
            self._read_or()
            self._take("sign", ")")
        elif kind != "name":
            raise Misspelt(f"{word!r} begins no condition")
        elif word == "not":
            self.is_advanced = True
            self._read_one()
        elif self._next() == ("sign", "("):
            self._tokens.pop(0)
            self._read_call(word)
            self._take("sign", ")")
        else:
            self._compare(word)

    def _read_call(self, word: str) -> None:
        listed, _, quantor = word.rpartition("/")
        if quantor in {"any", "all"} and listed:
            if not self._find(listed).is_list:
                raise Misspelt(f"{listed} is no list")
            variable = self._take("name")
            self._take("sign", ":")
            self._variables[variable] = listed
            self._read_or()
        elif word.lower() in self._functions:
            self.is_advanced |= word.lower() == "endswith"
            field = self._know(self._take("name"))
            self._take("sign", ",")
            if field.kind != "str" or self._tokens.pop(0)[0] != "text":
                raise Misspelt(f"{word} is about texts")
        else:
            raise Misspelt(f"there is no function {word!r} here")

    def _compare(self, name: str) -> None:
        operator = self._take("name")
        field = self._know(name)
        if operator == "in":
            self._take("sign", "(")
            self._read_list(field)
        elif operator in _OPERATORS:
            self.is_advanced |= operator == "ne" or name.endswith("/$count")
            self._read_literal(field)
        else:
            raise Misspelt(f"there is no operator {operator!r}")

    def _read_list(self, field: Field) -> None:
        count = 1
        self._read_literal(field)
        while self._next() == ("sign", ","):
            self._tokens.pop(0)
            self._read_literal(field)
            count += 1
        self._take("sign", ")")
        if count > MOST_IN:
            raise Misspelt(f"'in' takes {MOST_IN} values, not {count}")

    def _read_literal(self, field: Field) -> None:
        kind, word = self._tokens.pop(0)
        if (kind, word) == ("name", "null"):
            return
        if kind == "name" and word in {"true", "false"}:
            kind = "bool"
        if kind not in _FITTING.get(field.kind, set()):
            raise Misspelt(f"{word} is no {field.kind}")
        if field.kind == "uuid" and not GUID.fullmatch(word.strip("'")):
            raise Misspelt(f"{word} is no GUID")
        if field.kind == "datetime" and not MOMENT.fullmatch(word):
            raise Misspelt(f"{word} is no time")
        if field.kind == "enum" and field.file and word.strip("'") not in self._values(field.file):
            raise Misspelt(f"{word} is none of {', '.join(sorted(self._values(field.file)))}")

    def _know(self, name: str) -> Field:
        """Return the property *name*, or what its variable stands for; a number for what is counted."""
        first, _, rest = name.partition("/")
        if first in self._variables:
            name = "/".join(filter(None, (self._variables[first], rest)))
            field = self._find(name)
            return Field(kind=field.kind, is_list=False, file=field.file)
        if name.endswith("/$count"):
            self._find(name.removesuffix("/$count"))
            return Field(kind="int", is_list=False)
        field = self._find(name)
        if field.is_list:
            raise Misspelt(f"{name} is a list; one asks for any of it")
        return field

    def _next(self) -> tuple[str, str]:
        return self._tokens[0]

    def _take(self, kind: str, word: str | None = None) -> str:
        found = self._tokens.pop(0) if self._tokens else ("end", "")
        if found[0] != kind or word not in (None, found[1]):
            raise Misspelt(f"{found[1]!r} stands where {word or kind!r} should")
        return found[1]


def _split(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    text = text.rstrip()
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token or not token.lastgroup:
            raise Misspelt(f"{text[place : place + 20]!r} is no part of a filter")
        found.append((token.lastgroup, token[token.lastgroup]))
        place = token.end()
    return found
