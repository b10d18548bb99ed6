"""The rows of lists, as they are kept: a hundred thousand at once, so the driver gets them as they are."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, func, select, update

from bot.core.change import ChangeId
from bot.core.fill import Fate, Item, Tally
from bot.edges.store.tables import ITEMS, NOTICES

_FIELDS = ("place", "line", "typed", "user", "fate", "why")
_PUT = f"INSERT OR REPLACE INTO items (change, {', '.join(_FIELDS)}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_SLICE = 1_000
"""Rows that the driver gets at once; the others need no memory meanwhile."""


def put_items(connection: Connection, change: ChangeId, items: Sequence[Item]) -> None:
    """Put rows at their places, instead of those that stood there."""
    for first in range(0, len(items), _SLICE):
        some = items[first : first + _SLICE]
        rows = [(change, one.place, one.line, one.typed, one.user, str(one.fate), one.why) for one in some]
        connection.exec_driver_sql(_PUT, rows)


def load_items(
    connection: Connection, change: ChangeId, among: Collection[Fate], most: int | None, after: int
) -> tuple[Item, ...]:
    columns, fates = [ITEMS.c[name] for name in _FIELDS], [str(fate) for fate in among]
    are_they = and_(ITEMS.c.change == change, ITEMS.c.fate.in_(fates), ITEMS.c.place > after)
    rows = connection.execute(select(*columns).where(are_they).order_by(ITEMS.c.place).limit(most))
    return tuple(
        Item(place=place, line=line, typed=typed, user=user, fate=Fate(fate), why=why)
        for place, line, typed, user, fate, why in rows
    )


def count_items(connection: Connection, change: ChangeId) -> Tally:
    counts = select(ITEMS.c.fate, func.count()).where(ITEMS.c.change == change).group_by(ITEMS.c.fate)
    return {Fate(fate): count for fate, count in connection.execute(counts)}


def owe_cards(connection: Connection, change: ChangeId) -> None:
    """Owe every card of a request that was not given up."""
    cards = and_(NOTICES.c.change == change, NOTICES.c.topic.is_(None), ~NOTICES.c.is_dead)
    connection.execute(update(NOTICES).where(cards).values(is_owed=True))
