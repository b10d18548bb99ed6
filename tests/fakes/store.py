"""A store in memory. It promises what `StorePort` promises, and forgets everything with the process."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from bot.core.chain import Head, Line, seal
from bot.core.change import ENDED, OPEN, Change, ChangeId, State, Vote
from bot.core.fill import Fate, Item, Tally, count_fates
from bot.core.ledger import Entry, Event
from bot.core.notice import Notice, Topic
from bot.core.page import NEWEST, Leaf, Page
from bot.core.place import Room, sort_rooms
from bot.core.policy import UserId
from bot.ports import ConflictError, NotFoundError, Question, Seat

KEY = bytes(range(32))


class FakeStore:
    """A `StorePort` and `QuestionPort` of dictionaries. Nothing is awaited inside: every method is one transaction."""

    def __init__(self) -> None:
        self._number = 0
        self._changes: dict[ChangeId, Change] = {}
        self._ledger: list[Entry] = []
        self._lines: list[Line] = []
        self._notices: dict[str, Notice] = {}
        self._seats: dict[UserId, Seat] = {}
        self._rooms: dict[str, Room] = {}
        self._questions: dict[str, Question] = {}
        self._pulse: datetime | None = None
        self._items: dict[ChangeId, dict[int, Item]] = {}
        self._refreshed: set[str] = set()

    async def reserve_number(self) -> int:
        self._number += 1
        return self._number

    async def keep(
        self, change: Change, entry: Entry, notices: Sequence[Notice] = (), items: Sequence[Item] = ()
    ) -> None:
        others = [other for other in self._changes.values() if other.id != change.id]
        stored = self._changes.get(change.id)
        votes = _join_votes(stored, change)
        _refuse(any(other.origin == change.origin for other in others), "origin")
        _refuse(any(other.number == change.number for other in others), "number")
        _refuse(change.state in OPEN and any(other.state in OPEN for other in others), "slot")
        _refuse((stored.rev if stored else 0) != change.rev - 1, "rev")
        _refuse(len({vote.by.id for vote in votes}) < len(votes), "vote")
        self._add_notices(change, notices)
        self._changes[change.id] = replace(change, votes=votes)
        self._items.setdefault(change.id, {}).update({item.place: item for item in items})
        await self.record(entry)

    async def note_items(self, change: ChangeId, items: Sequence[Item]) -> None:
        self._items.setdefault(change, {}).update({item.place: item for item in items})

    async def items(
        self, change: ChangeId, among: Collection[Fate] = frozenset(Fate), most: int | None = None, *, after: int = -1
    ) -> tuple[Item, ...]:
        kept = self._items.get(change, {})
        return tuple(kept[place] for place in sorted(kept) if place > after and kept[place].fate in among)[:most]

    async def tally(self, change: ChangeId) -> Tally:
        return count_fates(self._items.get(change, {}).values())

    async def refresh(self, change: ChangeId) -> None:
        self._refreshed |= {notice.id for notice in await self.notices(change)}

    async def latest(self) -> datetime | None:
        return self._ledger[-1].at if self._ledger else None

    async def newest(self, event: Event) -> Entry | None:
        return next((one for one in reversed(self._ledger) if one.event is event and one.request == 0), None)

    async def change(self, id: ChangeId) -> Change | None:  # noqa: A002  the port's own name
        return self._changes.get(id)

    async def change_numbered(self, number: int) -> Change | None:
        return next((change for change in self._changes.values() if change.number == number), None)

    async def change_from(self, origin: str) -> Change | None:
        return next((change for change in self._changes.values() if change.origin == origin), None)

    async def newest_of(self, requester: UserId) -> Change | None:
        theirs = (change for change in self._changes.values() if change.requester.id == requester)
        return max(theirs, key=lambda change: change.number, default=None)

    async def newest_applied(self) -> Change | None:
        applied = (change for change in self._changes.values() if change.state is State.APPLIED and change.plan.sets)
        return max(applied, key=lambda change: change.updated_at, default=None)

    async def holding(self) -> Change | None:
        return next((change for change in self._changes.values() if change.state in OPEN), None)

    async def open_changes(self, most: int, leaf: Leaf = NEWEST) -> Page:
        found = [change for change in self._changes.values() if change.state in OPEN | {State.RETURNED}]
        return _turn_to(leaf, _newest_first(found), most)

    async def ended_changes(self, most: int, leaf: Leaf = NEWEST) -> Page:
        sent = {entry.request for entry in self._ledger if entry.event is Event.SENT}
        ended = [change for change in self._changes.values() if change.number in sent and change.state in ENDED]
        return _turn_to(leaf, _newest_first(ended), most)

    async def uncounted(self) -> tuple[Change, ...]:
        mortal = {State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED}
        found = [one for one in self._changes.values() if one.state in mortal and one.plan.impact.is_counting]
        return tuple(sorted(found, key=lambda change: change.number))

    async def due_changes(self, now: datetime) -> tuple[Change, ...]:
        mortal = {State.DRAFT, State.WAITING, State.RETURNED}
        return tuple(
            change
            for change in sorted(self._changes.values(), key=lambda change: change.number)
            if change.state in OPEN or (change.state in mortal and change.expires_at <= now)
        )

    async def entries(self, number: int | None = None) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._ledger if number in {None, entry.request})

    async def record(self, entry: Entry) -> None:
        self._ledger.append(entry)
        line = Line(seq=len(self._ledger), request=entry.request, event=entry.event, body=_spell(entry), seal="")
        self._lines.append(replace(line, seal=seal(KEY, line, self._lines[-1].seal if self._lines else "")))

    async def head(self) -> Head:
        return Head(ledger="tenant/fake", count=len(self._lines), seal=self._lines[-1].seal if self._lines else "")

    async def lines(self, after: int, most: int) -> tuple[Line, ...]:
        return tuple(self._lines[after : after + most])

    async def owed(self, now: datetime, most: int) -> tuple[tuple[Notice, Change], ...]:
        pairs = [(notice, self._changes[notice.change]) for notice in self._notices.values()]
        owed = [
            (notice, change)
            for notice, change in pairs
            if notice.due <= now and (_is_owed(notice, change) or self._is_refreshed(notice))
        ]
        return tuple(sorted(owed, key=lambda pair: (pair[0].due, pair[0].id))[:most])

    async def undelivered(self) -> tuple[tuple[Notice, Change], ...]:
        dead = sorted((one for one in self._notices.values() if one.is_dead), key=lambda one: (one.due, one.id))
        return tuple((notice, self._changes[notice.change]) for notice in dead)

    async def waiting(self) -> tuple[Change, ...]:
        found = [change for change in self._changes.values() if change.state is State.WAITING]
        return tuple(sorted(found, key=lambda change: change.number))

    async def reminded(self, since: datetime) -> Mapping[UserId, Sequence[datetime]]:
        told: dict[UserId, list[datetime]] = {}
        for notice in sorted(self._notices.values(), key=lambda notice: notice.due):
            if notice.topic is Topic.REMINDER and notice.to and notice.due >= since:
                told.setdefault(notice.to, []).append(notice.due)
        return told

    async def owe(self, notice: Notice) -> None:
        _refuse(notice.id in self._notices or notice.change not in self._changes, "notice")
        self._notices[notice.id] = notice

    async def note(self, notice: Notice) -> None:
        if notice.id not in self._notices:
            raise NotFoundError("There is no such notice.")
        self._notices[notice.id] = notice
        self._refreshed.discard(notice.id)

    async def notices(self, change: ChangeId) -> tuple[Notice, ...]:
        theirs = (notice for notice in self._notices.values() if notice.change == change)
        return tuple(sorted(theirs, key=lambda notice: notice.id))

    async def remember(self, seat: Seat) -> None:
        self._seats[seat.user] = seat

    async def seats(self, users: Collection[UserId]) -> tuple[Seat, ...]:
        return tuple(self._seats[user] for user in sorted(set(users)) if user in self._seats)

    async def remember_room(self, room: Room) -> None:
        self._rooms[room.conversation] = room

    async def rooms(self) -> tuple[Room, ...]:
        return sort_rooms(self._rooms.values())

    async def forget_rooms(self, place: str) -> None:
        self._rooms = {key: room for key, room in self._rooms.items() if place not in {key, room.team}}

    async def ask(self, question: Question) -> None:
        begin = question.asked_at - timedelta(minutes=1)
        self._questions = {one.id: one for one in self._questions.values() if one.asked_at >= begin}
        self._questions[question.id] = question

    async def question(self, id: str) -> Question | None:  # noqa: A002  the port's own name
        return self._questions.get(id)

    async def open_questions(self) -> tuple[Question, ...]:
        unanswered = (one for one in self._questions.values() if one.is_open)
        return tuple(sorted(unanswered, key=lambda one: (one.asked_at, one.id)))

    async def answer(self, question: Question) -> None:
        if question.id in self._questions:
            self._questions[question.id] = question

    async def beat(self, at: datetime) -> None:
        self._pulse = at

    async def pulse(self) -> datetime | None:
        return self._pulse

    def _is_refreshed(self, notice: Notice) -> bool:
        return notice.id in self._refreshed and notice.topic is None and not notice.is_dead

    def _add_notices(self, change: Change, notices: Sequence[Notice]) -> None:
        new = {notice.id: notice for notice in notices}
        _refuse(len(new) < len(notices) or not new.keys().isdisjoint(self._notices), "notice")
        _refuse(any(notice.change not in {change.id, *self._changes} for notice in notices), "notice")
        self._notices |= new


def _spell(entry: Entry) -> str:
    return json.dumps(asdict(entry) | {"at": entry.at.isoformat()})


def _refuse(clashes: bool, code: str) -> None:  # noqa: FBT001  it reads as a sentence
    if clashes:
        raise ConflictError("Nothing was stored.", code=code)


def _join_votes(stored: Change | None, change: Change) -> tuple[Vote, ...]:
    kept = stored.votes if stored and change.votes else ()
    voters = {vote.by.id for vote in kept}
    return (*kept, *(vote for vote in change.votes if vote.by.id not in voters))


def _is_owed(notice: Notice, change: Change) -> bool:
    if notice.is_dead:
        return False
    return notice.shown < change.rev if notice.topic is None else not notice.message


def _turn_to(leaf: Leaf, changes: tuple[Change, ...], most: int) -> Page:
    if leaf.after:
        found = [change for change in changes if change.number > leaf.after]
        shown = tuple(found[max(len(found) - most, 0) :])
    else:
        shown = tuple(change for change in changes if not leaf.before or change.number < leaf.before)[:most]
    newer = sum(change.number > shown[0].number for change in changes) if shown else 0
    return Page(changes=shown, total=len(changes), newer=newer)


def _newest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.number, reverse=True))
