"""Whether what stands behind the `?` of a request to Graph is what its path takes.

Names must be properties of what is asked for, literals must fit them, and what needs Graph's index (counts, searches,
casts, and the filters of https://learn.microsoft.com/graph/aad-advanced-queries) must say so in the request's header.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wire.condition import Misspelt, read_condition
from wire.shape import is_navigation
from wire.wheel import Field, Model, Wheel

PAGED = ("$skiptoken", "$deltatoken")
"""Options that only next links have, and no SDK writes."""
MOST_IN_A_PAGE = 999
_SEARCHED = re.compile(r'\s*(?:NOT\s+)?\(*\s*"(\w+):[^"]*"\s*\)*\s*(?:$|(?:AND|OR)(?=\s))')
_ORDER = re.compile(r"\s*([\w/]+)(?:\s+(?:asc|desc))?\s*")
_EXPANDED = re.compile(r"\s*(\w+)\s*(?:\([^()]*\))?\s*(?:,|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a query is about: the types that can stand in the answer, and whether they live in the directory."""

    wheel: Wheel
    models: tuple[Model, ...]
    is_cast: bool = False
    is_counted: bool = False

    @property
    def name(self) -> str:
        return self.models[0].name if self.models else "this"

    @property
    def is_indexed(self) -> bool:
        """Say whether counts and searches need the index; outside of the directory they do not."""
        return any("DirectoryObject" in model.ancestors for model in self.models)

    def find(self, name: str) -> Field:
        """Return the property at the path *name*, as `assignedLicenses/skuId`."""
        models, field = self.models, None
        for step in name.split("/"):
            known = [model.fields[step] for model in models if step in model.fields]
            if not known:
                raise Misspelt(f"{self.name} has no property {name!r}")
            field = known[0]
            models = (self.wheel.model(field.file),) if field.kind == "object" and field.file else ()
        if field is None:
            raise Misspelt("a property has no name")
        return field


def check_query(
    subject: Subject, allowed: Mapping[str, str], options: Sequence[tuple[str, str]], *, is_eventual: bool
) -> Iterator[str]:
    """Tell what is wrong with *options*, of which those *allowed* may stand, each with a value of its type."""
    names = [name for name, _ in options]
    for name, value in options:
        if name not in allowed:
            yield f"there is no query option {name!r} here"
        elif names.count(name) > 1:
            yield f"{name} stands there twice"
        else:
            yield from (f"{name}: {found}" for found in _check_option(subject, name, allowed[name], value))
    yield from _check_index(subject, dict(options), is_eventual=is_eventual)


def _check_option(subject: Subject, name: str, kind: str, value: str) -> Iterator[str]:
    checks = {
        "$select": partial(_check_select, subject),
        "$filter": partial(_check_filter, subject),
        "$orderby": partial(_check_order, subject),
        "$search": partial(_check_search, subject),
        "$expand": partial(_check_expand, subject),
        "$top": _check_top,
    }
    if kind == "bool" and value not in ("true", "false"):
        yield f"{value!r} is neither true nor false"
        return
    if kind == "int" and not (value.isascii() and value.isdecimal()):
        yield f"{value!r} is no number"
        return
    try:
        if name in checks:
            checks[name](value)
    except Misspelt as error:
        yield str(error)


def _check_index(subject: Subject, options: Mapping[str, str], *, is_eventual: bool) -> Iterator[str]:
    """Tell which part needs the index and does not say so; a nested page has its options from the first one."""
    if not subject.is_indexed:
        return
    is_advanced = "$filter" in options and ("$orderby" in options or _is_advanced(subject, options["$filter"]))
    needs = {
        "$search": "$search" in options,
        "$count": subject.is_counted or options.get("$count") == "true",
        "a cast": subject.is_cast,
        "such a $filter": is_advanced,
    }
    for what, is_there in needs.items():
        if is_there and not is_eventual:
            yield f"{what} needs the header 'ConsistencyLevel: eventual'"
    for what in ("a cast", "such a $filter"):
        if needs[what] and not needs["$count"]:
            yield f"{what} needs $count=true"


def read_names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",")]


def _check_select(subject: Subject, value: str) -> None:
    for name in read_names(value):
        if is_navigation(subject.wheel, subject.find(name)):
            raise Misspelt(f"{name} leads to other objects; that is for $expand")


def _check_filter(subject: Subject, value: str) -> None:
    read_condition(value, subject.find, subject.wheel.values, is_indexed=subject.is_indexed)


def _is_advanced(subject: Subject, value: str) -> bool:
    try:
        return read_condition(value, subject.find, subject.wheel.values, is_indexed=True)
    except Misspelt:
        return False  # which is told already


def _check_order(subject: Subject, value: str) -> None:
    for part in value.split(","):
        found = _ORDER.fullmatch(part)
        if not found:
            raise Misspelt(f"{part!r} is no order")
        subject.find(found[1])


def _check_search(subject: Subject, value: str) -> None:
    place = 0
    while place < len(value) or not place:
        found = _SEARCHED.match(value, place)
        if not found:
            raise Misspelt('what is searched for looks like "displayName:words", in quotes')
        subject.find(found[1])
        place = found.end()


def _check_expand(subject: Subject, value: str) -> None:
    place = 0
    while place < len(value) or not place:
        found = _EXPANDED.match(value, place)
        if not found:
            raise Misspelt(f"{value!r} cannot be expanded")
        if not is_navigation(subject.wheel, subject.find(found[1])):
            raise Misspelt(f"{found[1]} leads to no other objects")
        place = found.end()


def _check_top(value: str) -> None:
    # https://learn.microsoft.com/graph/paging: each API has its own limit, that of the directory is 999
    if not 1 <= int(value) <= MOST_IN_A_PAGE:
        raise Misspelt(f"a page holds 1 to {MOST_IN_A_PAGE} objects, not {value}")
