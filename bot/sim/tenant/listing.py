"""Which objects a question finds, by their ids, without looking at all of them twice.

A page of a group of 100,000 costs what the page costs: what was chosen is kept until the group, or anything that a
filter may look at, has changed. A few named people are looked up and not searched for.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from bot.sim.tenant.directory import Directory
from bot.sim.tenant.names import INDEXED
from bot.sim.tenant.query import Query
from bot.sim.tenant.shape import USER

_KEPT = 32
_SHORT = 1000
"""So few objects are looked at again each time, rather than that their list takes the place of a longer one."""

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the objects come from: *ids* stays the same object until they change; *has* says who is among them."""

    ids: Ids
    has: Callable[[str], bool]


class Listings:
    """What was chosen lately from one directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._kept: dict[Hashable, tuple[Ids, int, Ids]] = {}

    def choose(self, source: Source, query: Query, *types: str) -> Ids:
        """Return the ids of those objects of *types* that the *query* is about."""
        named = query.find_values("id", *(INDEXED if types == (USER,) else ()))
        if named:
            name, values = named
            found = self._directory.find_users(name, values) if name != "id" else [value.lower() for value in values]
            return self._accept(sorted({id_ for id_ in found if source.has(id_)}), query, *types)
        if len(source.ids) < _SHORT:
            return self._accept(source.ids, query, *types)
        key = (id(source.ids), types, query.filter, query.search)
        kept = self._kept.get(key)
        if kept and kept[0] is source.ids and kept[1] == self._directory.version:
            return kept[2]
        chosen = self._accept(source.ids, query, *types)
        self._kept.pop(key, None)
        self._kept[key] = source.ids, self._directory.version, chosen
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return chosen

    def _accept(self, ids: Iterable[str], query: Query, *types: str) -> Ids:
        if query.takes_all and types == (USER,):
            return self._directory.keep_users(ids)
        objects = (one for one in self._directory.find(ids) if one["@odata.type"] in types)
        return tuple(one["id"] for one in query.choose(objects))
