"""What Linkgate needs to remember: requests, ledger, notices, seats and rooms, questions, and anchors of the ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.chain import Anchor, Head, Line
from bot.core.change import Change, ChangeId
from bot.core.fill import Fate, Item, Tally
from bot.core.ledger import Entry, Event
from bot.core.notice import Notice
from bot.core.page import NEWEST, Leaf, Page
from bot.core.place import Place, Room
from bot.core.policy import UserId
from bot.core.setting import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a person was last met in private, by which id Teams knows them, and in which language their client is."""

    user: UserId
    teams_id: str
    place: Place | None = None
    locale: str = ""


class StorePort(Protocol):
    """Requests, votes, ledger, notices, seats and rooms.

    Every method is one transaction; lines of the ledger are sealed.
    """

    async def reserve_number(self) -> int:
        """Return the next request number; it is never returned again."""

    async def keep(
        self, change: Change, entry: Entry, notices: Sequence[Notice] = (), items: Sequence[Item] = ()
    ) -> None:
        """Store the stepped request, its ledger entry, new notices and the rows of its list together.

        Rows take the place of those that stood at their places before.

        Raise ConflictError when the stored revision is not the one before, when the same origin already made a
        request, or when another request holds the setting (see `change.OPEN`). Then nothing was stored.
        """

    async def record(self, entry: Entry) -> None:
        """Store a ledger entry that is about no step."""

    async def latest(self) -> datetime | None:
        """Tell when the newest ledger entry was made."""

    async def newest(self, event: Event) -> Entry | None:
        """Find the newest ledger entry of that kind which is about no request."""

    async def note_items(self, change: ChangeId, items: Sequence[Item]) -> None:
        """Store what has become of rows."""

    async def items(
        self, change: ChangeId, among: Collection[Fate] = frozenset(Fate), most: int | None = None, *, after: int = -1
    ) -> tuple[Item, ...]:
        """List the rows of a request's list with one of those fates, in their order: *most* from behind *after*."""

    async def tally(self, change: ChangeId) -> Tally:
        """Count the rows of a request's list by their fates."""

    async def refresh(self, change: ChangeId) -> None:
        """Owe every card of a request once more: what it shows has moved on, though no step was taken."""

    async def change(self, id: ChangeId) -> Change | None: ...  # noqa: A002  the field's own name

    async def change_numbered(self, number: int) -> Change | None: ...

    async def change_from(self, origin: str) -> Change | None:
        """Find the request that this message made."""

    async def newest_of(self, requester: UserId) -> Change | None:
        """Find the request that this person made last, whatever became of it."""

    async def newest_applied(self) -> Change | None:
        """Find the request that was applied last, of those that change the setting."""

    async def holding(self) -> Change | None:
        """Find the request that holds the setting."""

    async def open_changes(self, most: int, leaf: Leaf = NEWEST) -> Page:
        """List *most* requests that have not ended, drafts excepted, and count them all."""

    async def ended_changes(self, most: int, leaf: Leaf = NEWEST) -> Page:
        """List *most* requests that were sent and have ended, and count them all."""

    async def uncounted(self) -> tuple[Change, ...]:
        """List the requests that can still be decided on or applied and whose impact is being counted."""

    async def due_changes(self, now: datetime) -> tuple[Change, ...]:
        """List what the worker has to do: those that hold the setting, and those past their expiry."""

    async def entries(self, number: int | None = None) -> tuple[Entry, ...]:
        """Read the ledger, oldest first; of one request, or whole."""

    async def head(self) -> Head:
        """Tell how far the ledger has come."""

    async def lines(self, after: int, most: int) -> tuple[Line, ...]:
        """Read the ledger as it is sealed, oldest first: the first *most* lines after the one numbered *after*."""

    async def owed(self, now: datetime, most: int) -> tuple[tuple[Notice, Change], ...]:
        """List notices that are due and not delivered as their request now stands, the oldest first."""

    async def undelivered(self) -> tuple[tuple[Notice, Change], ...]:
        """List the notices that were given up, the oldest first."""

    async def waiting(self) -> tuple[Change, ...]:
        """List the requests that wait for a decision, the oldest first."""

    async def reminded(self, since: datetime) -> Mapping[UserId, Sequence[datetime]]:
        """Tell when each approver was last reminded, as far as that was not before *since*."""

    async def owe(self, notice: Notice) -> None:
        """Store a notice that no step has brought about."""

    async def note(self, notice: Notice) -> None:
        """Store how far a notice has come."""

    async def notices(self, change: ChangeId) -> tuple[Notice, ...]: ...

    async def remember(self, seat: Seat) -> None: ...

    async def seats(self, users: Collection[UserId]) -> tuple[Seat, ...]: ...

    async def remember_room(self, room: Room) -> None:
        """Store a channel in which Linkgate is installed; it takes the place of what was known of it."""

    async def rooms(self) -> tuple[Room, ...]:
        """List the channels that are remembered, by the names of their teams and their own."""

    async def forget_rooms(self, place: str) -> None:
        """Forget a channel, or every channel of a team, by its id; nothing happens where none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How the setting is, asked through the store by a process that cannot read it itself.

    The answer is *reading*, or the *error* that was raised instead, by the name of its class and with what it said.
    *wait* is in seconds.
    """

    id: str
    asked_at: datetime
    is_open: bool = True
    reading: Reading | None = None
    error: str = ""
    sentence: str = ""
    code: str = ""
    request_id: str = ""
    wait: float | None = None


class QuestionPort(Protocol):
    """Questions from one process to another, and a sign that the other one lives. Nobody else looks at them."""

    async def ask(self, question: Question) -> None:
        """Put it; those for whose answer nobody waits any more are forgotten."""

    async def question(self, id: str) -> Question | None: ...  # noqa: A002  the field's own name

    async def open_questions(self) -> tuple[Question, ...]:
        """List what has no answer yet, the oldest first."""

    async def answer(self, question: Question) -> None:
        """Store the answer; one that was forgotten meanwhile needs none."""

    async def beat(self, at: datetime) -> None:
        """Note that whoever answers was alive then."""

    async def pulse(self) -> datetime | None:
        """Tell when whoever answers was last alive; None when never."""


class AnchorPort(Protocol):
    """Where heads of the ledger are kept, apart from it. Nothing there is ever changed or taken away.

    Each raises UnreachableError when that place cannot be read or written.
    """

    async def newest(self) -> Anchor | None:
        """Read the newest anchor. Raise UnexpectedError when what stands there is none."""

    async def posted(self) -> Anchor | None:
        """Read the newest anchor that stands in Teams too; None as well when that was long ago."""

    async def add(self, anchor: Anchor) -> None:
        """Add an anchor; it is lasting when this returns."""

    async def check(self) -> None:
        """Look whether an anchor could be added, as far as that can be told without adding one."""
