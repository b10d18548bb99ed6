"""What people can ask for, as values, and how it is written. `grammar` reads what they typed.

    help [<word>]
    linkedin status | requests | history
    linkedin enable all                 [because <reason>] [ticket <id>]
    linkedin enable group [<name or id>] [because <reason>] [ticket <id>]
    linkedin disable                    [because <reason>] [ticket <id>]
    linkedin move to group <name or id> [because <reason>] [ticket <id>]      and a list, in the lines below or attached
    linkedin create group <name>        [because <reason>] [ticket <id>]
    linkedin members [<name or id>]
    linkedin check <person>
    linkedin effect | consent
    linkedin office status
    linkedin office disable | enable | reset [for everyone | for group <name or id>] [because <reason>] [ticket <id>]
    linkedin office files disable | enable | reset
    linkedin announce [for everyone | for group <name or id> | for nobody] [to channel]
    linkedin announce office disable | enable | reset [to channel]
    linkedin why <id> | whoami
    linkedin withdraw <id> | stop <id>
    linkedin approve <id> <fingerprint>
    linkedin reject <id> because <reason>
    linkedin return <id> because <reason>

`parse` in `grammar` never raises, and `parse(spell(command)) == command` for every text that `tidy` leaves alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.act import Verb
from bot.core.office import OfficeState
from bot.core.page import NEWEST, Leaf
from bot.core.plan import Plan
from bot.core.setting import Mode
from bot.core.typed import quote

MOVE = "linkedin move to group "
"""How a command begins that takes a list."""
LONGEST = 2_000
"""Characters of one command; far above any honest one."""
LONGEST_LIST = 100_000
"""Characters of a list below a command; Teams takes about 28 KB in one message."""
LONGEST_REASON = 1_000
LONGEST_TICKET = 64
LONGEST_NAME = 256
"""Characters of a group's name (learn.microsoft.com, "group resource type", displayName)."""


@dataclass(frozen=True, slots=True)
class Help:
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Show the setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enable:
    """Turn connections on: for *group*, a name or an object id as typed, or for everyone when it is empty."""

    group: str = ""
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Turn connections on for a group that has not been named yet."""

    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disable:
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Add *people* to *group*: a list as typed below the command; empty where it is attached.

    With *selects* the group is selected in the setting as well, once it is filled.
    """

    group: str
    people: str = ""
    reason: str = ""
    ticket: str = ""
    selects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """Make a security group of that name."""

    group: str
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Members:
    """Show who is in *group*, by default in the selected one."""

    group: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Show whether *person*, an address or an object id, is covered."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Set the Office policy to *state* for *group*, a name or an object id as typed; for everyone when it is empty."""

    state: OfficeState
    group: str = ""
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """Show the Office policy, as Intune has it: the policies from behind the first *after*."""

    after: int = 0


@dataclass(frozen=True, slots=True)
class OfficeFiles:
    """Hand out files that set the Office policy without Intune."""

    state: OfficeState


@dataclass(frozen=True, slots=True)
class Effect:
    """Show what people get from setting, Office policy and consent."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Show whether people may consent to apps at all."""


class Audience(StrEnum):
    """For whom the setting is on in what is announced."""

    EVERYONE = "everyone"
    GROUP = "group"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce:
    """Write what people have to be told: as it is now, or as it will be *on* for some, or once Office is as *office*.

    *group* is a name or an object id as typed. With *to_channel* it is to be posted, after a confirmation.
    """

    on: Audience | None = None
    group: str = ""
    office: OfficeState | None = None
    to_channel: bool = False


@dataclass(frozen=True, slots=True)
class Requests:
    """Show what is open."""

    leaf: Leaf = NEWEST


@dataclass(frozen=True, slots=True)
class History:
    """Show what has ended."""

    leaf: Leaf = NEWEST


@dataclass(frozen=True, slots=True)
class Whoami:
    """Show what the person may do, rule by rule."""


@dataclass(frozen=True, slots=True)
class Why:
    """Show what a request waits for, and why the person may or may not act on it."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Take a request one step further: withdraw, stop, approve, reject or return it.

    *fingerprint* is as much as was typed of what is approved, *note* why it is not.
    """

    verb: Verb
    number: int
    note: str = ""
    fingerprint: str = ""


Look = Help | Status | Requests | History | Whoami | Why | Members | Check | OfficeStatus | Effect | Consent
Wish = Enable | Disable | Move | Create | Office
"""What can be planned."""
Command = Look | Wish | Pick | Step | OfficeFiles | Announce


class Fault(StrEnum):
    """Why a text is not a command."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"
    TOO_LONG = "too-long"
    TWO_LINES = "two-lines"
    NO_TARGET = "no-target"
    NO_OFFICE = "no-office"
    NO_FILES = "no-files"
    NO_GROUP = "no-group"
    NO_PERSON = "no-person"
    LONG_NAME = "long-name"
    NO_NUMBER = "no-number"
    BAD_TICKET = "bad-ticket"
    LONG_REASON = "long-reason"
    NO_NOTE = "no-note"
    OPEN_QUOTE = "open-quote"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Miss:
    """Not a command. *suggestions* are texts for the compose box: the person sends them, or not."""

    fault: Fault
    suggestions: tuple[str, ...] = ()


_OBJECT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TICKET = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9#][A-Za-z0-9#._/-]*")
_NUMBER = re.compile(r"(?:li-?)?(\d{1,9})", re.IGNORECASE | re.ASCII)
LOOKS: Mapping[str, Look] = {
    "status": Status(),
    "requests": Requests(),
    "history": History(),
    "whoami": Whoami(),
    "effect": Effect(),
    "consent": Consent(),
}
"""What is one word."""
OFFICE: Mapping[str, OfficeState] = {
    "disable": OfficeState.DISABLED,
    "enable": OfficeState.ENABLED,
    "reset": OfficeState.NOT_CONFIGURED,
}
_OFFICE_WORDS = {state: word for word, state in OFFICE.items()}


def read_number(word: str) -> int | None:
    """Read a request's number as people write it: "LI-7", "7"."""
    found = _NUMBER.fullmatch(word)
    return int(found[1]) if found else None


def is_object_id(text: str) -> bool:
    """Tell whether *text* is a GUID as Entra writes object ids."""
    return _OBJECT_ID.fullmatch(text) is not None


def is_ticket(text: str) -> bool:
    """Tell whether *text* looks like the id of a ticket: one word with a digit in it."""
    return len(text) <= LONGEST_TICKET and _TICKET.fullmatch(text) is not None


def spell(command: Command) -> str:
    """Write *command* as a person would type it."""
    match command:
        case Help(topic):
            return f"help {topic}".strip()
        case Step():
            step = f"linkedin {command.verb} LI-{command.number} {command.fingerprint}"
            return step.strip() + _spell_why(command.note)
        case Enable() | Disable() | Pick() | Move() | Create() | Office():
            people = f"\n{command.people}" if isinstance(command, Move) and command.people else ""
            return f"linkedin {_spell_target(command)}{_spell_options(command)}{people}"
        case OfficeFiles(state):
            return f"linkedin office files {_OFFICE_WORDS[state]}"
        case Announce():
            return f"linkedin announce{_spell_occasion(command)}" + (" to channel" if command.to_channel else "")
        case _:
            return f"linkedin {_spell_look(command)}"


def _spell_target(command: Wish | Pick) -> str:
    match command:
        case Disable():
            return "disable"
        case Pick():
            return "enable group"
        case Enable(group=group):
            return f"enable group {quote(group)}" if group else "enable all"
        case Move(group=group):
            return f"move to group {quote(group)}"
        case Create(group=group):
            return f"create group {quote(group)}"
        case Office(state=state, group=group):
            return f"office {_OFFICE_WORDS[state]}" + (f" for group {quote(group)}" if group else "")


def _spell_occasion(command: Announce) -> str:
    if command.office:
        return f" office {_OFFICE_WORDS[command.office]}"
    if command.group:
        return f" for group {quote(command.group)}"
    return f" for {command.on}" if command.on else ""


def _spell_look(look: Look) -> str:
    match look:
        case Why(number):
            return f"why LI-{number}"
        case Members(group):
            return f"members {quote(group)}" if group else "members"
        case Check(person):
            return f"check {quote(person)}"
        case OfficeStatus():
            return "office status"
        case _:
            return next(word for word, known in LOOKS.items() if known == look)


def _spell_options(command: Wish | Pick) -> str:
    ticket = f" ticket {command.ticket}" if command.ticket else ""
    return ticket + _spell_why(command.reason)


def _spell_why(text: str) -> str:
    return f" because {quote(text)}" if text else ""


def wish_for(plan: Plan, *, reason: str, ticket: str, selects: bool = False) -> Wish:
    """Say as a command what *plan* is for; the list of a fill is not part of it."""
    if plan.fill:
        selects = selects or plan.sets
        return Move(group=plan.fill.group.id, reason=reason, ticket=ticket, selects=selects)
    if plan.creation:
        return Create(group=plan.creation.name, reason=reason, ticket=ticket)
    if plan.office:
        group = plan.office.group.id if plan.office.group else ""
        return Office(state=plan.office.state, group=group, reason=reason, ticket=ticket)
    wanted = plan.after
    if wanted.mode is Mode.NOBODY:
        return Disable(reason=reason, ticket=ticket)
    return Enable(group=wanted.group or "", reason=reason, ticket=ticket)
