"""Who is in which group. Joining costs what the joiners are, not what the group is.

No wire and no file. Every id is in lower case; a roll keeps the order in which its members came.
"""

from collections.abc import Callable, Iterable, Mapping

Roll = dict[str, None]


class Rolls:
    """The direct members of every group, and what follows from them. *has_group* says which groups are there now."""

    def __init__(self, drawn: Mapping[str, tuple[str, ...]], has_group: Callable[[str], bool]) -> None:
        self._drawn = dict(drawn)
        self._has_group = has_group
        self._rolls: dict[str, Roll] = {}
        self._lists: dict[str, tuple[str, ...]] = dict(drawn)
        self._wholes: dict[str, tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]] = {}

    def open(self, group: str) -> None:
        """Begin an empty group."""
        self._drawn[group] = self._lists[group] = ()

    def list(self, group: str) -> tuple[str, ...]:
        """Return the direct members; the same object until one of them changes."""
        found = self._lists.get(group)
        if found is None:
            found = self._lists[group] = tuple(self._roll(group))
        return found

    def list_whole(self, group: str) -> tuple[str, ...]:
        """Return everybody and every group inside, each once, however deep; the same object until one changes."""
        kept = self._wholes.get(group)
        if kept and all(self._has_group(one) and self.list(one) is members for one, members in kept[1]):
            return kept[0]
        found: Roll = {}
        parts, seen, waiting = [], {group}, [group]
        while waiting:
            one = waiting.pop(0)
            members = self.list(one)
            parts.append((one, members))
            inner = [id_ for id_ in self._drawn if id_ not in seen and self._has_group(id_) and self.is_in(one, id_)]
            seen.update(inner)
            waiting += inner
            found |= dict.fromkeys(members)
        whole = tuple(found) if len(parts) > 1 else parts[0][1]
        self._wholes[group] = whole, parts
        return whole

    def is_in(self, group: str, id_: str) -> bool:
        return id_ in self._roll(group)

    def add(self, group: str, ids: Iterable[str]) -> None:
        self._roll(group).update(dict.fromkeys(ids))
        self._lists.pop(group, None)

    def remove(self, group: str, ids: Iterable[str]) -> None:
        roll = self._roll(group)
        for id_ in ids:
            roll.pop(id_, None)
        self._lists.pop(group, None)

    def find_containers(self, id_: str, *, is_direct: bool) -> tuple[str, ...]:
        """Return the groups that *id_* is in: itself, or also by a group in a group."""
        found: Roll = {}
        waiting = [id_]
        while waiting:
            one = waiting.pop(0)
            outer = [group for group in self._drawn if self._has_group(group) and self.is_in(group, one)]
            waiting += [] if is_direct else [group for group in outer if group not in found]
            found |= dict.fromkeys(outer)
        return tuple(found)

    def _roll(self, group: str) -> Roll:
        roll = self._rolls.get(group)
        if roll is None:
            roll = self._rolls[group] = dict.fromkeys(self._drawn[group])
        return roll
