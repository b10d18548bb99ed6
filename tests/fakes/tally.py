"""Figures in memory: keeps the promises of `TallyPort`."""

from collections import Counter

from bot.ports import Counted


class FakeTally:
    """*counted* says how often each (what, label) was counted."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[Counted, str]] = Counter()

    def add(self, what: Counted, label: str) -> None:
        self.counted[what, label] += 1

    def took(self, kind: str, seconds: float) -> None:
        """Keep nothing: nobody asks."""
