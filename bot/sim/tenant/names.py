"""An index of people by the names that Graph finds at once: user principal name and mail."""

from collections.abc import Iterable, Mapping
from typing import Any

INDEXED = ("userPrincipalName", "mail")

Properties = Mapping[str, Any]


class Names:
    """Who has which name now. Like Graph it takes no notice of the case of letters; two may share a mail."""

    def __init__(self, people: Iterable[Properties]) -> None:
        self._found: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in INDEXED}
        for person in people:
            self._add(person)

    def find(self, name: str, value: str) -> tuple[str, ...]:
        return self._found[name].get(value.casefold(), ())

    def change(self, before: Properties, after: Properties) -> None:
        if any(before[name] != after[name] for name in INDEXED):
            for name in INDEXED:
                rest = tuple(id_ for id_ in self.find(name, str(before[name])) if id_ != before["id"])
                self._found[name][str(before[name]).casefold()] = rest
            self._add(after)

    def _add(self, person: Properties) -> None:
        for name, found in self._found.items():
            if person[name]:
                key = person[name].casefold()
                found[key] = (*found.get(key, ()), person["id"])
