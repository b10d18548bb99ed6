"""What Linkgate needs from outside, in its own words.

Expected outcomes are values; a broken promise is one of these errors, and nothing else comes through a port:

    PortError
      +-- UnreachableError    no answer in time, or no connection
      +-- NotPermittedError   answered: we may not
      +-- NotFoundError       answered: there is no such thing
      +-- ConflictError       somebody else was faster
      +-- UnexpectedError     an answer that nobody understands
"""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.chain import Anchor, Head, Line
from bot.core.change import Change, ChangeId
from bot.core.cloud import Cloud
from bot.core.fill import Added, Fate, Item, Tally
from bot.core.group import Group
from bot.core.impact import Account, Crowd
from bot.core.ledger import Entry, Event
from bot.core.notice import Notice
from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Target
from bot.core.outcome import Answer
from bot.core.page import NEWEST, Leaf, Page
from bot.core.place import Place, Room
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId, Reading, Setting
from bot.core.view import View


class PortError(Exception):
    """An outside system did not keep its promise. *code* and *request_id* are the vendor's, for the log only.

    *wait* is how long it asked to be left alone; None where it did not say.
    """

    def __init__(self, sentence: str, *, code: str = "", request_id: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.request_id = request_id
        self.wait: timedelta | None = None


class UnreachableError(PortError):
    """When a system does not answer in time or cannot be connected to; trying again may help."""


class NotPermittedError(PortError):
    """When a system answers that we may not; the sentence names the missing permission or role."""


class NotFoundError(PortError):
    """When a system answers that there is no such thing."""


class ConflictError(PortError):
    """When what we wanted to keep was overtaken: somebody else was faster."""


class UnexpectedError(PortError):
    """When a system answers in a way that nobody has described."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The outcome of one write. *executor* is the object id whose token was used; *sentence* says why not.

    *wait* says that it was refused only for now, and for how long.
    """

    answer: Answer
    executor: str = ""
    sentence: str = ""
    wait: timedelta | None = None


class SettingPort(Protocol):
    """The setting in the tenant. There is no way to write only if unchanged: Microsoft sends no ETag."""

    async def read(self) -> Reading:
        """Read it now. An answer that is not believed is a Reading with a doubt, not an error."""

    async def write(self, wanted: Setting, *, token: str, until: float) -> Written:
        """Send *wanted* once, never again; *token* (a GUID) correlates with Microsoft's logs. Raises nothing.

        Nothing is sent later than *until*, by the clock that cannot be set.
        """


class DirectoryPort(Protocol):
    """People, groups and roles of the tenant. Nothing is cached: each answer was read for this question."""

    async def person(self, user: UserId) -> Person:
        """Raise NotFoundError when there is no such account."""

    async def is_admin(self, user: UserId) -> bool:
        """Tell whether the person is an active Global Administrator, tenant-wide, now."""

    async def groups_of(self, user: UserId, among: Collection[GroupId]) -> frozenset[GroupId]:
        """Tell to which of *among* (at most 20) the person belongs, nested membership included."""

    async def members(self, group: GroupId) -> tuple[Person, ...]:
        """List the people of a group, nested members once."""

    async def direct_members(self, group: GroupId) -> AbstractSet[UserId]:
        """List the accounts that are in the group itself, guests and disabled ones included."""

    async def people_known_as(self, keys: Collection[str]) -> Mapping[str, Sequence[Person]]:
        """Find whom each key means: an object id, a user principal name, or else a mail address, in lower case.

        Keys that mean nobody are left out.
        """

    async def groups_above(self, group: GroupId) -> frozenset[GroupId]:
        """List the groups that the group belongs to, nested membership included."""

    async def direct_groups(self, user: UserId) -> frozenset[GroupId]:
        """Tell in which groups the person is themselves. Raise NotFoundError when there is no such account."""

    async def groups_in(self, group: GroupId) -> tuple[Group, ...]:
        """List the groups that are in the group itself, not counted."""

    async def group(self, group: GroupId) -> Group:
        """Read one group with its counts. Raise NotFoundError when it does not exist or is deleted."""

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """Find every group whose name people could mean by *name*, with counts, at most 16."""

    async def groups_like(self, text: str, most: int) -> tuple[Group, ...]:
        """Find *most* groups whose names, or the words in them, begin with *text*, with counts. It asks for no more."""

    async def count_everyone(self) -> int:
        """Count the user accounts of the tenant, guests and disabled ones included."""

    async def crowd_of_everyone(self) -> Crowd:
        """Count the user accounts of the tenant, and what kinds of them there are."""

    async def count_crowd(self, group: GroupId) -> Crowd:
        """Count the accounts that belong to a group, nested members once, and what kinds of them there are."""

    async def accounts(self, group: GroupId) -> Mapping[UserId, Account]:
        """List the accounts that belong to a group, nested members once; a hundred thousand take half a minute."""

    async def tenant(self) -> tuple[str | None, str | None]:
        """Read the tenant's display name and its country (two letters); None where Graph tells none."""

    async def scored_off(self) -> datetime | None:
        """Tell when Microsoft Secure Score was last computed, if it then found the setting off for everyone."""

    async def owners(self, group: GroupId) -> tuple[Person, ...]:
        """List the people who can change who is in the group."""


class MembersPort(Protocol):
    """Groups of the tenant, written with the bot's own identity. Nothing is sent twice by itself."""

    async def add(self, group: GroupId, binds: Sequence[Sequence[UserId]]) -> Sequence[Added]:
        """Add people, each bind of at most `fill.BIND` whole or not at all; at most 20 binds. Raises nothing."""

    async def create(self, name: str, *, nickname: str) -> GroupId:
        """Make a security group. An UnreachableError proves nothing: look for *nickname*."""

    async def find(self, nickname: str) -> GroupId | None:
        """Find a group by its mail nickname."""


class OfficePort(Protocol):
    """The Office policy in Intune's settings catalog, with the bot's own identity. Nothing is sent twice by itself.

    Where the tenant has no Intune licence, or Linkgate no permission, each raises NotPermittedError. Of those that
    write, a NotPermittedError, a NotFoundError or a ConflictError proves that nothing was done; any other proves
    nothing, unless it says how long to wait: that was refused for now.
    """

    async def read(self) -> Catalog:
        """Read every policy that carries the setting, whole, with its assignments."""

    async def create(self, definition: str, state: OfficeState, *, name: str, mark: str) -> PolicyId:
        """Make a policy that carries nothing else and is for nobody yet."""

    async def assign(self, policy: PolicyId, target: Target) -> None:
        """Have a policy be for *target* and nobody else."""

    async def change(self, policy: Policy, definition: str, state: OfficeState, *, name: str) -> None:
        """Set a policy to *state* and call it *name*; raise ConflictError if it is not as *policy* any more."""

    async def remove(self, policy: PolicyId) -> None:
        """Delete a policy."""


class ConsentPort(Protocol):
    async def grants(self) -> Sequence[str]:
        """Read the tenant's rules for consent by users to apps, `permissionGrantPoliciesAssigned`, as they are."""


class CloudPort(Protocol):
    async def cloud(self) -> Cloud:
        """Read in which cloud the tenant lives."""


class ClockPort(Protocol):
    def now(self) -> datetime:
        """Return the time in aware UTC. It never goes back."""

    def monotonic(self) -> float:
        """Return seconds that pass whatever the clock is set to; only differences mean something."""

    async def sleep(self, seconds: float) -> None:
        """Let *seconds* pass."""


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


class NoticePort(Protocol):
    """The way out to Teams, outside of any turn.

    Both raise NotFoundError or NotPermittedError when it will never be (the chat is gone, Linkgate is not installed
    for that person), UnreachableError when it may be later.
    """

    async def open_chat(self, service_url: str, user: UserId) -> Place:
        """Find the private chat with a person, made now if there was none."""

    async def deliver(self, place: Place, view: View, *, message: str, locale: str = "") -> str:
        """Edit *message*, or post a new one when it is empty; return the id of the one that is there now.

        *locale* is the language of the one person who reads it; empty for what many read.
        """


class FilePort(Protocol):
    """Files on the tenant's SharePoint, by the addresses that Teams gives for them; no other address is ever asked.

    Nobody signs in for it: the address is the permission, for minutes. What is refused raises NotPermittedError.
    """

    async def check(self) -> None:
        """Raise NotPermittedError where files are switched off. Nobody is asked."""

    def is_ours(self, page: str) -> bool:
        """Tell whether people can be shown *page* as a place on the tenant's SharePoint."""

    async def fetch(self, url: str) -> bytes:
        """Read a file, of 5 MB at most and within 20 s."""

    async def put(self, url: str, data: bytes) -> None:
        """Write a whole file, once."""


class Counted(StrEnum):
    """What is counted. Each has one label, given with every count; never a name or an id."""

    ANSWERS = "answers"  # of the front door, by HTTP status
    TURNS = "turns"  # that were run, by kind
    REPEATS = "repeats"  # what had come before, by kind
    LIMITED = "limited"  # turns not run because too many came, by whose budget
    KEY_FETCHES = "key_fetches"  # of Teams' signing keys, by outcome
    CALLS = "calls"  # to Teams' connector, by HTTP status or kind of failure
    DELIVERIES = "deliveries"  # of notices, by what became of them
    ANCHORS = "anchors"  # of the ledger, for the channel in Teams, by what became of them


class TallyPort(Protocol):
    """Figures for whoever operates Linkgate. They are never read back for a decision."""

    def add(self, what: Counted, label: str) -> None:
        """Count one."""

    def took(self, kind: str, seconds: float) -> None:
        """Keep how long one turn took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """All of them, open."""

    store: StorePort
    setting: SettingPort
    directory: DirectoryPort
    members: MembersPort
    office: OfficePort
    consent: ConsentPort
    cloud: CloudPort
    notices: NoticePort
    files: FilePort
    clock: ClockPort
    tally: TallyPort
