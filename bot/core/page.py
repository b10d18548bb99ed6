"""A page of a list of requests, which is read from the newest to the oldest.

A page is named by the request that it begins after, not by its place: while one reads, new requests come and none is
read twice or missed.
"""

from dataclasses import dataclass

from bot.core.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Which page: of requests older than the number *before*, or newer than *after*; without both the newest."""

    before: int = 0
    after: int = 0


NEWEST = Leaf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """*changes* newest first, of *total*; *newer* are newer than the first of them."""

    changes: tuple[Change, ...]
    total: int
    newer: int = 0
