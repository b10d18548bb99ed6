"""Who has asked too much lately: budgets for each person and for each chat. In memory, and never more than so many.

A flood costs the one who makes it: others have budgets of their own. A full stop would be worse than a restart that
forgets them, so they are not stored.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from time import monotonic

from bot.core.budget import Allowance, Spent, spend
from bot.turn import Caller


class Scope(StrEnum):
    PERSON = "person"
    CHAT = "chat"
    SEARCH = "search"


ALLOWANCES: Mapping[Scope, Allowance] = {
    Scope.PERSON: Allowance(burst=12, gap=2.0),
    Scope.CHAT: Allowance(burst=30, gap=2.0),
    Scope.SEARCH: Allowance(burst=12, gap=2.0),
}
"""What is typed into a field is sought while it is typed, so it has a person's budget of its own; of the others:
A person may do twelve things at once, a chat of many thirty; and both thirty a minute, which is what Teams takes."""

_MOST_KEPT = 20_000
_SILENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """There is nothing left for *wait* seconds. *is_first*: nobody there has been told so lately."""

    scope: Scope
    wait: int
    is_first: bool


class Budgets:
    """Holds what has been spent. The oldest entry goes when there are too many: it is whole again by then."""

    def __init__(
        self, allowances: Mapping[Scope, Allowance] = ALLOWANCES, now: Callable[[], float] = monotonic
    ) -> None:
        self._allowances = allowances
        self._now = now
        self._whole_at: OrderedDict[tuple[Scope, str], float] = OrderedDict()
        self._told: OrderedDict[tuple[Scope, str], float] = OrderedDict()

    def spend(self, caller: Caller, *, is_alone: bool = False) -> Refusal | None:
        """Let one act happen, or say in whose budget there was nothing left. *is_alone*: the chat's is not touched."""
        budgets = ((Scope.PERSON, caller.user), (Scope.CHAT, caller.place.conversation))
        for scope, key in budgets[:1] if is_alone else budgets:
            spent = spend(self._allowances[scope], self._whole_at.get((scope, key), 0.0), self._now())
            if not isinstance(spent, Spent):
                return self._refuse(scope, key, spent.wait)
            _put(self._whole_at, (scope, key), spent.whole_at)
        return None

    def spend_search(self, caller: Caller) -> Refusal | None:
        """Let one search happen, or say that the person has searched too much."""
        key = (Scope.SEARCH, caller.user)
        spent = spend(self._allowances[Scope.SEARCH], self._whole_at.get(key, 0.0), self._now())
        if not isinstance(spent, Spent):
            return self._refuse(*key, spent.wait)
        _put(self._whole_at, key, spent.whole_at)
        return None

    def _refuse(self, scope: Scope, key: str, wait: float) -> Refusal:
        now = self._now()
        is_first = self._told.get((scope, key), 0.0) <= now
        if is_first:
            _put(self._told, (scope, key), now + _SILENCE)
        return Refusal(scope=scope, wait=ceil(wait), is_first=is_first)


def _put(kept: OrderedDict[tuple[Scope, str], float], key: tuple[Scope, str], value: float) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > _MOST_KEPT:
        kept.popitem(last=False)
