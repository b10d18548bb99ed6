"""What is read from the tables, as what it was when it was kept. Each function is a part of one transaction."""

import json
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, and_, func, select

from bot.core.chain import Head, Line
from bot.core.change import Change, State, Vote
from bot.core.notice import Notice
from bot.core.page import NEWEST, Leaf, Page
from bot.edges.store.codec import Kept, join
from bot.edges.store.tables import CHANGES, LEDGER, META, VOTES

Query = Select[*tuple[Any, ...]]
T = TypeVar("T", bound=Kept)

_MOST_OVERTAKEN = 64


def load(connection: Connection, kind: type[T], query: Query) -> tuple[T, ...]:
    return tuple(join(kind, row) for row in connection.execute(query).mappings())


def load_changes(connection: Connection, query: Query) -> tuple[Change, ...]:
    """Read requests, each with its votes in the order in which they were given."""
    changes = load(connection, Change, query)
    votes: dict[str, list[Vote]] = {change.id: [] for change in changes}
    given = select(VOTES).where(VOTES.c.change.in_(votes)).order_by(VOTES.c.seq)
    for row in connection.execute(given).mappings():
        votes[row["change"]].append(join(Vote, row))
    return tuple(replace(change, votes=tuple(votes[change.id])) for change in changes)


def find_newest_applied(connection: Connection) -> Change | None:
    """Find the setting's newest among the newest by number: one that was returned may be applied after younger ones.

    Only that one is read whole: to read so many takes longer than all else that a status needs.
    """
    is_it = and_(CHANGES.c.stage == "ended", CHANGES.c.state == State.APPLIED)
    newest = select(CHANGES).where(is_it).order_by(CHANGES.c.number.desc()).limit(_MOST_OVERTAKEN)
    found = [(json.loads(row["body"]), row["id"]) for row in connection.execute(newest).mappings()]
    setting = [(body["updated_at"], id_) for body, id_ in found if body["plan"]["before"] != body["plan"]["after"]]
    if not setting:
        return None
    (change,) = load_changes(connection, select(CHANGES).where(CHANGES.c.id == max(setting)[1]))
    return change


def load_page(connection: Connection, stage: str, most: int, leaf: Leaf) -> Page:
    is_it, number = CHANGES.c.stage == stage, CHANGES.c.number
    if leaf.after:
        nearest = select(CHANGES).where(is_it, number > leaf.after).order_by(number.asc()).limit(most)
        changes = load_changes(connection, nearest)[::-1]
    else:
        older = (number < leaf.before,) if leaf.before else ()
        changes = load_changes(connection, select(CHANGES).where(is_it, *older).order_by(number.desc()).limit(most))
    count = select(func.count()).select_from(CHANGES).where(is_it)
    is_newest = not changes or leaf == NEWEST
    newer = 0 if is_newest else connection.execute(count.where(number > changes[0].number)).scalar_one()
    return Page(changes=changes, total=connection.execute(count).scalar_one(), newer=newer)


def load_head(connection: Connection) -> Head:
    tenant, instance = connection.execute(select(META.c.tenant_id, META.c.instance_id)).one()
    newest = select(LEDGER.c.seq, LEDGER.c.seal).order_by(LEDGER.c.seq.desc()).limit(1)
    count, newest_seal = connection.execute(newest).one_or_none() or (0, "")
    return Head(ledger=f"{tenant}/{instance}", count=count, seal=newest_seal)


def load_lines(connection: Connection, query: Query) -> tuple[Line, ...]:
    return tuple(Line(**row) for row in connection.execute(query).mappings())


def load_owed(connection: Connection, query: Query) -> tuple[tuple[Notice, Change], ...]:
    notices = load(connection, Notice, query)
    theirs = select(CHANGES).where(CHANGES.c.id.in_({notice.change for notice in notices}))
    changes = {change.id: change for change in load_changes(connection, theirs)}
    return tuple((notice, changes[notice.change]) for notice in notices)
