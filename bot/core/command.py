"""What people type, and what it means. One grammar, exact; a near miss is offered back as text, never run.

    help [<word>]
    linkedin status | requests | history
    linkedin enable all                 [because <reason>] [ticket <id>]
    linkedin enable group [<name or id>] [because <reason>] [ticket <id>]
    linkedin disable                    [because <reason>] [ticket <id>]
    linkedin move to group <name or id> [because <reason>] [ticket <id>]      and a list, in the lines below or attached
    linkedin create group <name>        [because <reason>] [ticket <id>]
    linkedin members [<name or id>]
    linkedin check <person>
    linkedin why <id> | whoami
    linkedin withdraw <id> | stop <id>
    linkedin approve <id> <fingerprint>
    linkedin reject <id> because <reason>
    linkedin return <id> because <reason>

`parse` never raises, and `parse(spell(command)) == command` for every text that `tidy` leaves alone.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.act import Verb
from bot.core.hint import suggest
from bot.core.page import NEWEST, Leaf
from bot.core.plan import Plan
from bot.core.setting import Mode
from bot.core.typed import Line, bare, quote, read_lines, unquote

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


Look = Help | Status | Requests | History | Whoami | Why | Members | Check
Wish = Enable | Disable | Move | Create
"""What can be planned."""
Command = Look | Wish | Pick | Step


class Fault(StrEnum):
    """Why a text is not a command."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"
    TOO_LONG = "too-long"
    TWO_LINES = "two-lines"
    NO_TARGET = "no-target"
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


_OPTION = re.compile(r"(?<!\S)-{0,2}(because|ticket)(?::|(?=\s|$))", re.IGNORECASE)
_TICKET = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9#][A-Za-z0-9#._/-]*")
_OBJECT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:li-?)?(\d{1,9})", re.IGNORECASE | re.ASCII)
_WORD = re.compile(r"\S+")
_FINGERPRINT = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)
_EVERYONE = frozenset({"all", "everyone"})
_STEPS = {verb.value: verb for verb in (Verb.WITHDRAW, Verb.STOP, Verb.APPROVE, Verb.REJECT, Verb.RETURN)}


def parse(text: str) -> Command | Miss:
    """Read one message. Anything but exactly one command is a miss that says why; only a list may stand below one."""
    head, below = _split_list(text)
    lines = read_lines(head[: LONGEST + 1])  # which can be longer: some signs stand for several letters
    if max(len(head), sum(len(line.plain) for line in lines)) > LONGEST:
        return Miss(Fault.TOO_LONG)
    match lines:
        case ():
            return Miss(Fault.NOTHING)
        case (line,):
            return _parse_line(line, below)
        case _:
            return Miss(Fault.TWO_LINES)


def _split_list(text: str) -> tuple[str, str]:
    """Part the first line from a list below it, if it is one that takes a list."""
    head, _, below = text.lstrip().partition("\n")
    lines = read_lines(head[:LONGEST])
    words = [bare(word) for word in lines[0].plain.split()[:2]] if lines else []
    return (head, below.strip()) if words == ["linkedin", "move"] else (text, "")


def _parse_line(line: Line, below: str) -> Command | Miss:
    words = list(_WORD.finditer(line.plain))
    starts = [*(word.start() for word in words[1:]), len(line.plain), len(line.plain)]
    match [bare(word[0]) for word in words[:2]]:
        case ["help" | "?"]:
            return Help()
        case ["help", *_]:
            return Help(bare(line.plain[starts[0] :]))
        case ["linkedin"]:
            return Help()
        case ["linkedin", "move"]:
            return _parse_move(line, starts[1], below)
        case ["linkedin", verb]:
            return _parse_verb(verb, line, starts[1])
        case _:
            return _miss(line)


def _parse_verb(verb: str, line: Line, start: int) -> Command | Miss:
    """Read what follows *verb*, which begins at *start* of the plain line."""
    rest = bare(line.plain[start:].strip())
    match verb:
        case "help":
            return Help(rest)
        case "enable" | "disable":
            return _parse_change(verb, line, start)
        case "create":
            return _parse_create(line, start)
        case "members" | "check":
            return _parse_name(verb, line, start)
        case "why":
            number = read_number(rest)
            return Miss(Fault.NO_NUMBER, ("linkedin requests",)) if number is None else Why(number)
        case verb if verb in _STEPS:
            return _parse_step(_STEPS[verb], line, start)
        case verb if verb in _LOOKS:
            return Miss(Fault.EXTRA, (f"linkedin {verb}",)) if rest else _LOOKS[verb]
        case _:
            return _miss(line)


_LOOKS: dict[str, Command] = {"status": Status(), "requests": Requests(), "history": History(), "whoami": Whoami()}


def _parse_step(verb: Verb, line: Line, start: int) -> Step | Miss:
    taken = _take_options(line, start)
    if isinstance(taken, Miss):
        return taken
    end, note, ticket = taken
    number, *more = [bare(word[0]) for word in _WORD.finditer(line.plain, start, end)] or [""]
    found = read_number(number)
    if found is None:
        return Miss(Fault.NO_NUMBER, ("linkedin requests",))
    is_no = verb in {Verb.REJECT, Verb.RETURN}
    if is_no and not note:
        return Miss(Fault.NO_NOTE, (f"linkedin {verb} LI-{found} because ",))
    is_all = not more or (verb is Verb.APPROVE and _FINGERPRINT.fullmatch(" ".join(more)))
    if ticket or not is_all or (note and not is_no):
        return Miss(Fault.EXTRA)
    return Step(verb=verb, number=found, note=note, fingerprint="".join(more).lower())


def read_number(word: str) -> int | None:
    """Read a request's number as people write it: "LI-7", "7"."""
    found = _NUMBER.fullmatch(word)
    return int(found[1]) if found else None


def _parse_change(verb: str, line: Line, start: int) -> Command | Miss:
    taken = _take_options(line, start)
    if isinstance(taken, Miss):
        return taken
    end, reason, ticket = taken
    target = list(_WORD.finditer(line.plain, start, end))
    if verb == "disable":
        return Miss(Fault.EXTRA, ("linkedin disable",)) if target else Disable(reason=reason, ticket=ticket)
    if [bare(word[0]) in _EVERYONE for word in target] == [True]:
        return Enable(reason=reason, ticket=ticket)
    if not target or bare(target[0][0]) != "group":
        return Miss(Fault.NO_TARGET, _suggest_target(line, start, end))
    name = unquote(line.keep(target[0].end(), end))
    if name is None:
        return Miss(Fault.OPEN_QUOTE)
    return Enable(group=name, reason=reason, ticket=ticket) if name else Pick(reason=reason, ticket=ticket)


def _parse_move(line: Line, start: int, below: str) -> Command | Miss:
    """Read who is to be moved where; people may stand between the two words as well as below."""
    taken = _take_options(line, start)
    if isinstance(taken, Miss):
        return taken
    end, reason, ticket = taken
    words = list(_WORD.finditer(line.mask()[:end], start))
    places = [place for place in range(len(words) - 1) if [bare(word[0]) for word in words[place : place + 2]] == _TO]
    if not places:
        return Miss(Fault.NO_GROUP, (MOVE,))
    to, last = words[places[0]], words[places[0] + 1]
    name = unquote(line.keep(last.end(), end))
    people = "\n".join(filter(None, (line.keep(start, to.start()), below)))
    if name is None:
        return Miss(Fault.OPEN_QUOTE)
    if not name:
        return Miss(Fault.NO_GROUP, (MOVE,))
    if len(people) > LONGEST_LIST:
        return Miss(Fault.TOO_LONG)
    return Move(group=name, people=people, reason=reason, ticket=ticket)


_TO = ["to", "group"]


def _parse_create(line: Line, start: int) -> Command | Miss:
    taken = _take_options(line, start)
    if isinstance(taken, Miss):
        return taken
    end, reason, ticket = taken
    target = list(_WORD.finditer(line.plain, start, end))
    if not target or bare(target[0][0]) != "group":
        return Miss(Fault.NO_GROUP, ("linkedin create group ",))
    name = unquote(line.keep(target[0].end(), end))
    if name is None:
        return Miss(Fault.OPEN_QUOTE)
    if not name:
        return Miss(Fault.NO_GROUP, ("linkedin create group ",))
    if len(name) > LONGEST_NAME:
        return Miss(Fault.LONG_NAME)
    return Create(group=name, reason=reason, ticket=ticket)


def _parse_name(verb: str, line: Line, start: int) -> Command | Miss:
    name = unquote(line.keep(start))
    if name is None:
        return Miss(Fault.OPEN_QUOTE)
    if verb == "members":
        return Members(name)
    return Check(name) if name else Miss(Fault.NO_PERSON, ("linkedin check ",))


def _suggest_target(line: Line, start: int, end: int) -> tuple[str, ...]:
    """Offer to read what stands where a target should as a group's name; never to turn on for all."""
    target = line.keep(start, end)
    if not target:
        return ("linkedin enable all", "linkedin enable group ")
    near = suggest(line)
    if near and near[0].startswith("linkedin enable ") and near[0].lower() != line.plain.lower():
        return near
    if any(bare(word) in _EVERYONE for word in target.split()):  # "not all", "all but sales"
        return ()
    options = line.typed[line.where[end] :].strip()
    return (f"linkedin enable group {quote(unquote(target) or target)} {options}".strip(),)


def _take_options(line: Line, start: int) -> tuple[int, str, str] | Miss:
    """Find where the target ends, reason and ticket. Words inside quotes are never options.

    A `ticket` after `because` belongs to the reason unless an id, and nothing else, follows it to the end.
    """
    marks = list(_OPTION.finditer(line.mask(), start))
    because = next((mark for mark in marks if mark[1].lower() == "because"), None)
    tickets = [mark for mark in marks if mark[1].lower() == "ticket"]
    ticket = next((mark for mark in tickets if _is_ticket_mark(mark, because, line)), None)
    found = sorted((mark for mark in (because, ticket) if mark), key=lambda mark: mark.start())
    values = {"because": "", "ticket": ""}
    ends = [*(mark.start() for mark in found[1:]), len(line.plain)]
    for mark, end in zip(found, ends[: len(found)], strict=True):
        values[mark[1].lower()] = line.keep(mark.end(), end)
    reason, number = unquote(values["because"]), unquote(values["ticket"])
    if reason is None or number is None:
        return Miss(Fault.OPEN_QUOTE)
    if ticket and not is_ticket(number):
        return Miss(Fault.BAD_TICKET)
    target_end = found[0].start() if found else len(line.plain)
    return (target_end, reason, number) if len(reason) <= LONGEST_REASON else Miss(Fault.LONG_REASON)


def _is_ticket_mark(mark: re.Match[str], because: re.Match[str] | None, line: Line) -> bool:
    if because is None or mark.start() < because.start():
        return True
    number = unquote(line.keep(mark.end()))
    return number is not None and is_ticket(number)


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
        case Enable() | Disable() | Pick() | Move() | Create():
            people = f"\n{command.people}" if isinstance(command, Move) and command.people else ""
            return f"linkedin {_spell_target(command)}{_spell_options(command)}{people}"
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


def _spell_look(look: Look) -> str:
    match look:
        case Why(number):
            return f"why LI-{number}"
        case Members(group):
            return f"members {quote(group)}" if group else "members"
        case Check(person):
            return f"check {quote(person)}"
        case _:
            return next(word for word, known in _LOOKS.items() if known == look)


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
    wanted = plan.after
    if wanted.mode is Mode.NOBODY:
        return Disable(reason=reason, ticket=ticket)
    return Enable(group=wanted.group or "", reason=reason, ticket=ticket)


def _miss(line: Line) -> Miss:
    return Miss(Fault.UNKNOWN, suggest(line))
