"""What stands behind the `?` of a Graph request: $select, $filter, $search, $top, $count, $skiptoken.

Pure and strict: Graph ignores some mistakes, this refuses every one, so that a misspelt property is found here.
"""

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sim.tenant.answer import Call, bad_request, unsupported
from bot.sim.tenant.conditions import Comparison, Condition, check_property, read_conditions

LIST = frozenset({"$select", "$filter", "$search", "$top", "$count", "$skiptoken"})
COUNT = frozenset({"$filter", "$search"})
OBJECT = frozenset({"$select"})
ONE_PAGE = frozenset({"$top", "$skiptoken"})
NOTHING: frozenset[str] = frozenset()

_PAGE = 100
_MOST = 999

_SEARCH = re.compile(r'"displayName:(?P<words>[^"]*)"')
_TOKEN = re.compile(r"(\d{1,9})\.(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is wanted of a list. *offset* objects have been shown on *page* pages before this one."""

    select: tuple[str, ...] = ()
    filter: tuple[Condition, ...] = ()
    search: tuple[str, ...] | None = None
    top: int = _PAGE
    is_counted: bool = False
    offset: int = 0
    page: int = 0

    def find_values(self, *names: str) -> tuple[str, tuple[str, ...]] | None:
        """Return one of the properties *names* and the few values that it must have, where the filter says so."""
        for condition in self.filter:
            if isinstance(condition, Comparison) and condition.name in names and not condition.is_prefix:
                return condition.name, tuple(map(str, condition.values))
        return None

    @property
    def takes_all(self) -> bool:
        return not self.filter and self.search is None

    def choose(self, objects: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        words = self.search
        found = (
            list(objects) if words is None else [one for one in objects if _has_words(str(one["displayName"]), words)]
        )
        for condition in self.filter:
            found = list(filter(condition.accepts, found))
        return found


def parse(call: Call, allowed: Collection[str], known: Collection[str]) -> Query:
    """Read the query of *call*; of the options only those *allowed*, of the properties only those *known*."""
    options = call.query
    for name in options:
        if name not in allowed:
            raise bad_request(f"Unrecognized query argument specified: '{name}'.")
    is_advanced = call.is_eventual and (call.path.endswith("/$count") or options.get("$count") == "true")
    offset, page = _read_token(options["$skiptoken"]) if "$skiptoken" in options else (0, 0)
    query = Query(
        select=_read_select(options["$select"], known) if "$select" in options else (),
        filter=read_conditions(options["$filter"], known, is_advanced=is_advanced) if "$filter" in options else (),
        search=_read_search(options["$search"]) if "$search" in options else None,
        top=_read_top(options.get("$top", str(_PAGE))),
        is_counted=_read_count(options.get("$count", "false")),
        offset=offset,
        page=page,
    )
    if (query.is_counted or query.search is not None) and not call.is_eventual:
        raise unsupported("$count and $search work only with the request header 'ConsistencyLevel: eventual'.")
    return query


def write_token(offset: int, page: int) -> str:
    return base64.urlsafe_b64encode(f"{offset}.{page}".encode()).decode()


def _read_token(token: str) -> tuple[int, int]:
    try:
        found = _TOKEN.fullmatch(base64.urlsafe_b64decode(token).decode("ascii"))
    except (binascii.Error, UnicodeError):
        found = None
    if not found:
        raise bad_request("Invalid skip token.")
    return int(found[1]), int(found[2])


def _read_select(text: str, known: Collection[str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        check_property(name, known)
    return names


def _read_search(text: str) -> tuple[str, ...]:
    found = _SEARCH.fullmatch(text.strip())
    if not found:
        raise bad_request('Syntax error: $search has to be "displayName:words", in quotes.')
    return tuple(_words(found["words"]))


def _read_top(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _MOST):
        raise unsupported(f"Invalid page size specified: '{text}'. Must be between 1 and {_MOST} inclusive.")
    return int(text)


def _read_count(text: str) -> bool:
    if text not in ("true", "false"):
        raise bad_request(f"Invalid value '{text}' for $count query option.")
    return text == "true"


def _has_words(name: str, wanted: Collection[str]) -> bool:
    """Say whether every wanted word begins one of the words of *name*, as Graph's index has it."""
    words = _words(name)
    return bool(wanted) and all(any(word.startswith(start) for word in words) for start in wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
