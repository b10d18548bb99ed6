"""What a `$filter` asks of an object: eq, ne, in, startswith and not(…), joined by `and`.

Pure and strict. Like Graph it takes no notice of the case of letters, and takes `ne` and `not` only as an advanced
query (https://learn.microsoft.com/graph/aad-advanced-queries); unlike Graph it knows no `or`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sim.tenant.answer import bad_request, unsupported

MOST_VALUES = 15

_FLAGS = frozenset({"accountEnabled", "mailEnabled", "securityEnabled", "isAssignableToRole", "onPremisesSyncEnabled"})
_TEXT = r"'(?:[^']|'')*'"
_COMPARISON = re.compile(
    rf"\s*(?:(?P<name>\w+)\s+(?P<how>eq|ne)\s+(?P<value>{_TEXT}|true\b|false\b)"
    rf"|(?P<listed>\w+)\s+in\s*\(\s*(?P<values>{_TEXT}(?:\s*,\s*{_TEXT})*)\s*\)"
    rf"|startswith\(\s*(?P<start>\w+)\s*,\s*(?P<prefix>{_TEXT})\s*\))"
)
_NOT = re.compile(r"\s*not\s*\(")
_CLOSE = re.compile(r"\s*\)")
_AND = re.compile(r"\s+and\s")

Value = str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One property and the values that it may have; each of them begins it if *is_prefix*."""

    name: str
    values: tuple[Value, ...]
    is_prefix: bool = False

    def accepts(self, properties: Mapping[str, Any]) -> bool:
        found = properties.get(self.name)
        if not isinstance(found, str):
            return found in self.values
        folded = found.casefold()
        return folded.startswith(str(self.values[0])) if self.is_prefix else folded in self.values


@dataclass(frozen=True, slots=True)
class Not:
    """What is not so: at least one of *inner* does not hold."""

    inner: tuple["Condition", ...]

    def accepts(self, properties: Mapping[str, Any]) -> bool:
        return not all(condition.accepts(properties) for condition in self.inner)


Condition = Comparison | Not


def read_conditions(text: str, known: Collection[str], *, is_advanced: bool) -> tuple[Condition, ...]:
    """Return what *text* asks of the properties *known*; some of it only of an advanced query."""
    if len(_NOT.findall(text)) > MOST_VALUES:
        raise bad_request("The filter is too complex.")
    conditions, place = _read(text, 0, known)
    if text[place:].strip():
        raise bad_request("Invalid filter clause.")
    if not is_advanced and any(isinstance(condition, Not) for condition in conditions):
        raise unsupported("Operators 'ne' and 'not' take 'ConsistencyLevel: eventual' and $count=true.")
    return conditions


def check_property(name: str, known: Collection[str]) -> None:
    if name not in known:
        raise bad_request(f"Could not find a property named '{name}'.")


def _read(text: str, place: int, known: Collection[str]) -> tuple[tuple[Condition, ...], int]:
    """Return the conditions that begin at *place*, and where they end."""
    conditions: list[Condition] = []
    while True:
        condition, place = _read_one(text, place, known)
        conditions.append(condition)
        more = _AND.match(text, place)
        if not more:
            return tuple(conditions), place
        place = more.end()


def _read_one(text: str, place: int, known: Collection[str]) -> tuple[Condition, int]:
    opened = _NOT.match(text, place)
    if opened:
        inner, place = _read(text, opened.end(), known)
        closed = _CLOSE.match(text, place)
        if not closed:
            raise bad_request("Invalid filter clause.")
        return Not(inner), closed.end()
    found = _COMPARISON.match(text, place)
    if not found:
        raise bad_request("Invalid filter clause.")
    comparison = _compare(found)
    check_property(comparison.name, known)
    if any(isinstance(value, bool) != (comparison.name in _FLAGS) for value in comparison.values):
        raise bad_request("A binary operator with incompatible types was detected.")
    return Not((comparison,)) if found["how"] == "ne" else comparison, found.end()


def _compare(found: re.Match[str]) -> Comparison:
    if found["start"]:
        return Comparison(name=found["start"], values=(_read_value(found["prefix"]),), is_prefix=True)
    if found["name"]:
        return Comparison(name=found["name"], values=(_read_value(found["value"]),))
    values = tuple(_read_value(value) for value in re.findall(_TEXT, found["values"]))
    if len(values) > MOST_VALUES:
        clauses = f"{len(values)}. Max allowed: {MOST_VALUES}."
        raise unsupported(
            f"Too many child clauses specified in search filter expression containing 'OR' operators: {clauses}"
        )
    return Comparison(name=found["listed"], values=values)


def _read_value(literal: str) -> Value:
    return literal[1:-1].replace("''", "'").casefold() if literal.startswith("'") else literal == "true"
