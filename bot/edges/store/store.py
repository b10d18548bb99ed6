"""The store itself: every method is one transaction. What a step means is decided elsewhere."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Update,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from bot.core.chain import Head, Line, seal
from bot.core.change import ENDED, OPEN, Change, ChangeId, State
from bot.core.fill import Fate, Item, Tally
from bot.core.ledger import Entry, Event
from bot.core.notice import Notice, Topic
from bot.core.page import NEWEST, Leaf, Page
from bot.core.place import Room
from bot.core.policy import UserId
from bot.core.steps import LEADS_FROM
from bot.edges.store.codec import spell_time, split
from bot.edges.store.database import Database
from bot.edges.store.file import hold
from bot.edges.store.items import count_items, load_items, owe_cards, put_items
from bot.edges.store.rooms import drop_rooms, load_rooms, put_room
from bot.edges.store.rows import find_newest_applied, load, load_changes, load_head, load_lines, load_owed, load_page
from bot.edges.store.schema import Stamp, check_fit, find_key, prepare
from bot.edges.store.tables import CHANGES, LEDGER, META, NOTICES, PULSES, QUESTIONS, SEATS, VOTES
from bot.ports import ConflictError, NotFoundError, NotPermittedError, Question, Seat

_UNENDED = OPEN | {State.RETURNED}

_SLOT = "setting"
"""The one thing there is to hold."""

_APPLIER = "applier"
_MEMORY = timedelta(minutes=1)
"""So long a question is remembered; nobody waits for its answer as long."""

_CLASHES = {
    "origin": "That message has made a request already.",
    "number": "That number belongs to another request.",
    "slot": "Another request holds the setting.",
}


@dataclass(frozen=True, slots=True)
class Sealing:
    """An entry and the key that seals it."""

    key: bytes = field(repr=False)
    entry: Entry


class Store:
    """A `StorePort` and a `QuestionPort` on an open file. *key* seals the ledger; without it nothing is added there."""

    def __init__(self, database: Database, key: bytes | None) -> None:
        self._database = database
        self._key = key

    async def check(self) -> None:
        """Raise UnreachableError unless something can be written now."""
        await self._database.write(_touch)

    async def check_fit(self, *, profile: str, tenant_id: str) -> None:
        """Raise ConflictError unless the store is of this code and was made for that tenant."""
        await self._database.read(check_fit, Stamp(profile, tenant_id))

    async def reserve_number(self) -> int:
        return await self._database.write(_count, 1)

    async def keep(
        self, change: Change, entry: Entry, notices: Sequence[Notice] = (), items: Sequence[Item] = ()
    ) -> None:
        await self._database.write(_keep, change, self._seal(entry), notices, items)

    async def note_items(self, change: ChangeId, items: Sequence[Item]) -> None:
        await self._database.write(put_items, change, items)

    async def items(
        self, change: ChangeId, among: Collection[Fate] = frozenset(Fate), most: int | None = None, *, after: int = -1
    ) -> tuple[Item, ...]:
        return await self._database.read(load_items, change, among, most, after)

    async def tally(self, change: ChangeId) -> Tally:
        return await self._database.read(count_items, change)

    async def refresh(self, change: ChangeId) -> None:
        await self._database.write(owe_cards, change)

    async def record(self, entry: Entry) -> None:
        await self._database.write(_record, self._seal(entry))

    async def latest(self) -> datetime | None:
        newest = select(LEDGER).order_by(LEDGER.c.seq.desc()).limit(1)
        return next((entry.at for entry in await self._database.read(load, Entry, newest)), None)

    async def newest(self, event: Event) -> Entry | None:
        is_it = and_(LEDGER.c.request == 0, LEDGER.c.event == event)
        newest = select(LEDGER).where(is_it).order_by(LEDGER.c.seq.desc()).limit(1)
        return next(iter(await self._database.read(load, Entry, newest)), None)

    async def change(self, id: ChangeId) -> Change | None:  # noqa: A002  the field's own name
        return await self._find(CHANGES.c.id == id)

    async def change_numbered(self, number: int) -> Change | None:
        return await self._find(CHANGES.c.number == number)

    async def change_from(self, origin: str) -> Change | None:
        return await self._find(CHANGES.c.origin == origin)

    async def newest_of(self, requester: UserId) -> Change | None:
        return await self._find(CHANGES.c.asker == requester)

    async def newest_applied(self) -> Change | None:
        return await self._database.read(find_newest_applied)

    async def holding(self) -> Change | None:
        return await self._find(CHANGES.c.slot == _SLOT)

    async def open_changes(self, most: int, leaf: Leaf = NEWEST) -> Page:
        return await self._database.read(load_page, "open", most, leaf)

    async def ended_changes(self, most: int, leaf: Leaf = NEWEST) -> Page:
        return await self._database.read(load_page, "ended", most, leaf)

    async def uncounted(self) -> tuple[Change, ...]:
        is_counting = func.json_extract(CHANGES.c.body, "$.plan.impact.is_counting")
        open_ones = select(CHANGES).where(CHANGES.c.state.in_(LEADS_FROM[Event.COUNTED]), is_counting)
        return await self._database.read(load_changes, open_ones.order_by(CHANGES.c.number))

    async def due_changes(self, now: datetime) -> tuple[Change, ...]:
        mortal = (State.DRAFT, State.WAITING, State.RETURNED)
        is_late = and_(CHANGES.c.state.in_(mortal), CHANGES.c.expires_at <= spell_time(now))
        due = select(CHANGES).where(or_(CHANGES.c.slot == _SLOT, is_late)).order_by(CHANGES.c.number)
        return await self._database.read(load_changes, due)

    async def entries(self, number: int | None = None) -> tuple[Entry, ...]:
        lines = select(LEDGER).order_by(LEDGER.c.seq)
        wanted = lines if number is None else lines.where(LEDGER.c.request == number)
        return await self._database.read(load, Entry, wanted)

    async def head(self) -> Head:
        return await self._database.read(load_head)

    async def lines(self, after: int, most: int) -> tuple[Line, ...]:
        wanted = select(LEDGER).where(LEDGER.c.seq > after).order_by(LEDGER.c.seq).limit(most)
        return await self._database.read(load_lines, wanted)

    async def owed(self, now: datetime, most: int) -> tuple[tuple[Notice, Change], ...]:
        is_due = and_(NOTICES.c.is_owed, NOTICES.c.due <= spell_time(now))
        oldest = select(NOTICES).where(is_due).order_by(NOTICES.c.due, NOTICES.c.id).limit(most)
        return await self._database.read(load_owed, oldest)

    async def undelivered(self) -> tuple[tuple[Notice, Change], ...]:
        given_up = select(NOTICES).where(NOTICES.c.is_dead).order_by(NOTICES.c.due, NOTICES.c.id)
        return await self._database.read(load_owed, given_up)

    async def waiting(self) -> tuple[Change, ...]:
        oldest = select(CHANGES).where(CHANGES.c.state == State.WAITING).order_by(CHANGES.c.number)
        return await self._database.read(load_changes, oldest)

    async def reminded(self, since: datetime) -> Mapping[UserId, Sequence[datetime]]:
        is_new = and_(NOTICES.c.is_dead.in_((False, True)), NOTICES.c.due >= spell_time(since))  # by the index
        those = select(NOTICES).where(is_new, NOTICES.c.topic == Topic.REMINDER).order_by(NOTICES.c.due)
        told: dict[UserId, list[datetime]] = {}
        for notice in await self._database.read(load, Notice, those):
            if notice.to:
                told.setdefault(notice.to, []).append(notice.due)
        return told

    async def owe(self, notice: Notice) -> None:
        await self._database.write(_owe, notice)

    async def note(self, notice: Notice) -> None:
        await self._database.write(_note, notice)

    async def notices(self, change: ChangeId) -> tuple[Notice, ...]:
        theirs = select(NOTICES).where(NOTICES.c.change == change).order_by(NOTICES.c.id)
        return await self._database.read(load, Notice, theirs)

    async def remember(self, seat: Seat) -> None:
        await self._database.write(_remember, seat)

    async def seats(self, users: Collection[UserId]) -> tuple[Seat, ...]:
        theirs = select(SEATS).where(SEATS.c.user.in_(users)).order_by(SEATS.c.user)
        return await self._database.read(load, Seat, theirs)

    async def remember_room(self, room: Room) -> None:
        await self._database.write(put_room, room)

    async def rooms(self) -> tuple[Room, ...]:
        return await self._database.read(load_rooms)

    async def forget_rooms(self, place: str) -> None:
        await self._database.write(drop_rooms, place)

    async def ask(self, question: Question) -> None:
        await self._database.write(_ask, question)

    async def question(self, id: str) -> Question | None:  # noqa: A002  the field's own name
        asked = select(QUESTIONS).where(QUESTIONS.c.id == id)
        return next(iter(await self._database.read(load, Question, asked)), None)

    async def open_questions(self) -> tuple[Question, ...]:
        unanswered = select(QUESTIONS).where(QUESTIONS.c.is_open).order_by(QUESTIONS.c.asked_at, QUESTIONS.c.id)
        return await self._database.read(load, Question, unanswered)

    async def answer(self, question: Question) -> None:
        await self._database.write(_answer, question)

    async def beat(self, at: datetime) -> None:
        await self._database.write(_beat, at)

    async def pulse(self) -> datetime | None:
        return await self._database.read(_load_pulse)

    def _seal(self, entry: Entry) -> Sealing:
        if self._key is None:
            raise NotPermittedError("This store was opened for reading only.")
        return Sealing(self._key, entry)

    async def _find(self, is_it: ColumnElement[bool]) -> Change | None:
        newest = select(CHANGES).where(is_it).order_by(CHANGES.c.number.desc()).limit(1)
        return next(iter(await self._database.read(load_changes, newest)), None)


@asynccontextmanager
async def open_store(path: Path, *, profile: str, tenant_id: str, key: Path) -> AsyncIterator[Store]:
    """Open the store at *path* for this process alone, made or brought up to date where necessary.

    *key* is the file with the ledger's key. It is made with the ledger, and must be there as long as that lasts.
    """
    with hold(path):
        database = Database(path)
        try:
            yield Store(database, await database.write(prepare, Stamp(profile, tenant_id), key))
        finally:
            await database.close()


@asynccontextmanager
async def join_store(path: Path, *, key: Path | None = None) -> AsyncIterator[Store]:
    """Open the store at *path* beside the process that holds it; what both write, they write one after the other.

    Only with the file of the ledger's *key* anything is added to the ledger.
    """
    database = Database(path)
    try:
        yield Store(database, await database.read(find_key, key) if key else None)
    finally:
        await database.close()


def _touch(connection: Connection) -> None:
    """Write something that changes nothing for anybody. SQLite writes nothing for a row that stays as it is."""
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version = {1 - version}")


def _count(connection: Connection, numbers: int) -> int:
    counting = update(META).values(last_number=META.c.last_number + numbers).returning(META.c.last_number)
    last: int = connection.execute(counting).scalar_one()
    return last


def _keep(
    connection: Connection, change: Change, entry: Sealing, notices: Sequence[Notice], items: Sequence[Item]
) -> None:
    _refuse_clash(connection, change)
    _put(connection, change)
    _put_votes(connection, change)
    _record(connection, entry)
    put_items(connection, change.id, items)
    owe_cards(connection, change.id)
    for notice in notices:
        _owe(connection, notice)


def _owe(connection: Connection, notice: Notice) -> None:
    connection.execute(insert(NOTICES).values(split(notice, NOTICES) | {"is_owed": not notice.is_dead}))


def _record(connection: Connection, sealing: Sealing) -> None:
    """Add the next line, sealed after the newest: of however many lines, that one is all that is read."""
    newest = select(LEDGER.c.seq, LEDGER.c.seal).order_by(LEDGER.c.seq.desc()).limit(1)
    last, before = connection.execute(newest).one_or_none() or (0, "")
    line = Line(seq=last + 1, seal="", **split(sealing.entry, LEDGER))
    connection.execute(insert(LEDGER).values(asdict(replace(line, seal=seal(sealing.key, line, before)))))


def _refuse_clash(connection: Connection, change: Change) -> None:
    """Refuse what another request has. The constraints say the same, but not by name; nobody writes in between."""
    for name, value in {"origin": change.origin, "number": change.number, "slot": _hold(change)}.items():
        others = select(CHANGES.c.id).where(CHANGES.c[name] == value, CHANGES.c.id != change.id)
        if value is not None and connection.execute(others).first():
            raise ConflictError(_CLASHES[name], code=name)


def _hold(change: Change) -> str | None:
    return _SLOT if change.state in OPEN else None


def _put(connection: Connection, change: Change) -> None:
    """Compare and set: a step leads from the revision before, and the first revision from nothing."""
    fields = split(replace(change, votes=()), CHANGES)  # votes have a table of their own
    row = fields | {"slot": _hold(change), "asker": change.requester.id, "stage": _tell_stage(change)}
    step: Insert | Update
    if change.rev == 1:
        step = upsert(CHANGES).values(row).on_conflict_do_nothing(index_elements=["id"])
    else:
        step = update(CHANGES).where(CHANGES.c.id == change.id, CHANGES.c.rev == change.rev - 1).values(row)
    if not connection.execute(step).rowcount:
        raise ConflictError("The request has moved on meanwhile.", code="rev")


def _tell_stage(change: Change) -> str:
    """Tell in which list a request stands. What was never sent is in none."""
    if change.state in _UNENDED:
        return "open"
    return "ended" if change.state in ENDED and change.deciders else "draft"


def _put_votes(connection: Connection, change: Change) -> None:
    """Store the votes that count; those that have become void are in the ledger."""
    if not change.votes:
        connection.execute(delete(VOTES).where(VOTES.c.change == change.id))
        return
    stored = connection.execute(select(VOTES.c.voter).where(VOTES.c.change == change.id))
    voters = set(stored.scalars())
    new = [vote for vote in change.votes if vote.by.id not in voters]
    try:
        for vote in new:
            row = {"change": change.id, "voter": vote.by.id, **split(vote, VOTES)}
            connection.execute(insert(VOTES).values(row))
    except IntegrityError as error:
        raise ConflictError("One person has one vote.", code="vote") from error


def _note(connection: Connection, notice: Notice) -> None:
    shows = select(CHANGES.c.rev).where(CHANGES.c.id == notice.change)
    rev = connection.execute(shows).scalar_one_or_none() or 0
    is_owed = not notice.is_dead and (not notice.message if notice.topic else notice.shown < rev)
    row = split(notice, NOTICES) | {"is_owed": is_owed}
    noting = update(NOTICES).where(NOTICES.c.id == notice.id).values(row)
    if not connection.execute(noting).rowcount:
        raise NotFoundError("There is no such notice.")


def _remember(connection: Connection, seat: Seat) -> None:
    row = split(seat, SEATS)
    connection.execute(upsert(SEATS).values(row).on_conflict_do_update(index_elements=["user"], set_=row))


def _ask(connection: Connection, question: Question) -> None:
    is_forgotten = QUESTIONS.c.asked_at < spell_time(question.asked_at - _MEMORY)
    connection.execute(delete(QUESTIONS).where(is_forgotten))
    connection.execute(insert(QUESTIONS).values(split(question, QUESTIONS)))


def _answer(connection: Connection, question: Question) -> None:
    row = split(question, QUESTIONS)
    connection.execute(update(QUESTIONS).where(QUESTIONS.c.id == question.id).values(row))


def _beat(connection: Connection, at: datetime) -> None:
    row = {"name": _APPLIER, "at": spell_time(at)}
    connection.execute(upsert(PULSES).values(row).on_conflict_do_update(index_elements=["name"], set_=row))


def _load_pulse(connection: Connection) -> datetime | None:
    at = connection.execute(select(PULSES.c.at).where(PULSES.c.name == _APPLIER)).scalar()
    return datetime.fromisoformat(at) if at else None
