"""What people type, and what it means. One grammar, exact; a near miss is offered back as text, never run.

    help [<word>]
    linkedin status | requests | history
    linkedin enable all                 [because <reason>] [ticket <id>]
    linkedin enable group <name or id>  [because <reason>] [ticket <id>]
    linkedin disable                    [because <reason>] [ticket <id>]
    linkedin withdraw <id>

`parse` never raises, and `parse(spell(command)) == command`.
"""

import difflib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 2_000
"""Characters of one command; far above any honest one."""
LONGEST_REASON = 1_000
LONGEST_TICKET = 64
FORMS = (
    "help",
    "linkedin status",
    "linkedin enable all",
    "linkedin enable group",
    "linkedin disable",
    "linkedin requests",
    "linkedin history",
    "linkedin withdraw",
)


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
class Disable:
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Requests:
    """Show what is open."""


@dataclass(frozen=True, slots=True)
class History:
    """Show what has ended."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    number: int


Command = Help | Status | Enable | Disable | Requests | History | Withdraw


class Fault(StrEnum):
    """Why a text is not a command."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"
    TOO_LONG = "too-long"
    TWO_LINES = "two-lines"
    NO_TARGET = "no-target"
    NO_GROUP = "no-group"
    NO_NUMBER = "no-number"
    BAD_TICKET = "bad-ticket"
    LONG_REASON = "long-reason"
    OPEN_QUOTE = "open-quote"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Miss:
    """Not a command. *suggestions* are texts for the compose box: the person sends them, or not."""

    fault: Fault
    suggestions: tuple[str, ...] = ()


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛`´", "'"))
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_OPTION = re.compile(r"(?<!\S)-{0,2}(because|ticket):?(?=\s|$)", re.IGNORECASE)
_TICKET = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9#][A-Za-z0-9#._/-]*")
_OBJECT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:li-?)?(\d{1,9})", re.IGNORECASE | re.ASCII)


def normalise(text: str) -> str:
    """Undo what chat clients do to typed text: curly quotes, dashes, no-break spaces, bold, invisible signs."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = re.sub(r"(?<!\S)[–—](?=\w)", "--", plain.translate(_QUOTES))
    plain = re.sub(r"(?<![\w*])\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?![\w*])|(?<!\w)__|__(?!\w)", "", plain)
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def parse(text: str) -> Command | Miss:
    """Read one message. Anything but exactly one command is a miss that says why."""
    plain = normalise(text[: LONGEST + 1])  # which can be longer: some signs stand for eighteen letters
    if max(len(text), len(plain)) > LONGEST:
        return Miss(Fault.TOO_LONG)
    if not plain:
        return Miss(Fault.NOTHING)
    if "\n" in plain:
        return Miss(Fault.TWO_LINES)
    words = plain.split()
    match [word.lower() for word in words[:2]]:
        case ["help" | "?"]:
            return Help()
        case ["help", *_]:
            return Help(plain.split(maxsplit=1)[1].lower())
        case ["linkedin"]:
            return Help()
        case ["linkedin", verb]:
            return _parse_verb(verb, plain.split(maxsplit=2)[2] if len(words) > 2 else "", plain)  # noqa: PLR2004  verb, then rest
        case _:
            return _miss(plain)


def _parse_verb(verb: str, rest: str, plain: str) -> Command | Miss:
    match verb:
        case "status" | "requests" | "history" if rest:
            return Miss(Fault.EXTRA, (f"linkedin {verb}",))
        case "help":
            return Help(rest.lower())
        case "status":
            return Status()
        case "requests":
            return Requests()
        case "history":
            return History()
        case "withdraw":
            return _parse_withdraw(rest)
        case "enable" | "disable":
            return _parse_change(verb, rest, plain)
        case _:
            return _miss(plain)


def _parse_withdraw(rest: str) -> Withdraw | Miss:
    found = _NUMBER.fullmatch(rest)
    return Withdraw(int(found[1])) if found else Miss(Fault.NO_NUMBER, ("linkedin requests",))


def _parse_change(verb: str, rest: str, plain: str) -> Command | Miss:
    taken = _take_options(rest)
    if isinstance(taken, Miss):
        return taken
    target, reason, ticket = taken
    if verb == "disable":
        return Miss(Fault.EXTRA, ("linkedin disable",)) if target else Disable(reason=reason, ticket=ticket)
    if target.lower() in {"all", "everyone"}:
        return Enable(reason=reason, ticket=ticket)
    found = re.match(r"group(?:\s+(.*))?$", target, re.IGNORECASE)
    if not found:
        near = _suggest(plain)
        return Miss(Fault.NO_TARGET, near or ("linkedin enable all", "linkedin enable group "))
    name = _unquote(found[1] or "")
    if name is None:
        return Miss(Fault.OPEN_QUOTE)
    return (
        Enable(group=name, reason=reason, ticket=ticket) if name else Miss(Fault.NO_GROUP, ("linkedin enable group ",))
    )


def _take_options(rest: str) -> tuple[str, str, str] | Miss:
    """Split *rest* into target, reason and ticket. Words inside quotes are never options.

    A `ticket` after `because` belongs to the reason unless an id, and nothing else, follows it to the end.
    """
    masked = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), rest)
    marks = list(_OPTION.finditer(masked))
    because = next((mark for mark in marks if mark[1].lower() == "because"), None)
    tickets = [mark for mark in marks if mark[1].lower() == "ticket"]
    ticket = next((mark for mark in tickets if _is_ticket_mark(mark, because, rest)), None)
    found = sorted((mark for mark in (because, ticket) if mark), key=lambda mark: mark.start())
    target = rest[: found[0].start()].strip() if found else rest
    values = {"because": "", "ticket": ""}
    ends = [*(mark.start() for mark in found[1:]), len(rest)]
    for mark, end in zip(found, ends[: len(found)], strict=True):
        values[mark[1].lower()] = rest[mark.end() : end].strip()
    reason, number = _unquote(values["because"]), _unquote(values["ticket"])
    if reason is None or number is None:
        return Miss(Fault.OPEN_QUOTE)
    if ticket and not is_ticket(number):
        return Miss(Fault.BAD_TICKET)
    return (target, reason, number) if len(reason) <= LONGEST_REASON else Miss(Fault.LONG_REASON)


def _is_ticket_mark(mark: re.Match[str], because: re.Match[str] | None, rest: str) -> bool:
    return because is None or mark.start() < because.start() or is_ticket(rest[mark.end() :].strip().strip('"'))


def is_object_id(text: str) -> bool:
    """Tell whether *text* is a GUID as Entra writes object ids."""
    return _OBJECT_ID.fullmatch(text) is not None


def is_ticket(text: str) -> bool:
    """Tell whether *text* looks like the id of a ticket: one word with a digit in it."""
    return len(text) <= LONGEST_TICKET and _TICKET.fullmatch(text) is not None


def _unquote(text: str) -> str | None:
    """Take the quotes off a text that is quoted whole; None when a quote is never closed."""
    if not text.startswith('"'):
        return text
    return text[1:-1].replace('""', '"').strip() if _QUOTED.fullmatch(text) else None


def spell(command: Command) -> str:
    """Write *command* as a person would type it."""
    match command:
        case Help(topic):
            return f"help {topic}".strip()
        case Status():
            return "linkedin status"
        case Requests():
            return "linkedin requests"
        case History():
            return "linkedin history"
        case Withdraw(number):
            return f"linkedin withdraw {number}"
        case Disable():
            return "linkedin disable" + _spell_options(command)
        case Enable(group=group):
            return ("linkedin enable group " + _quote(group) if group else "linkedin enable all") + _spell_options(
                command
            )


def _spell_options(command: Enable | Disable) -> str:
    ticket = f" ticket {command.ticket}" if command.ticket else ""
    return ticket + (f" because {_quote(command.reason)}" if command.reason else "")


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _miss(plain: str) -> Miss:
    return Miss(Fault.UNKNOWN, _suggest(plain))


def _suggest(plain: str) -> tuple[str, ...]:
    """Offer the nearest form, the rest of the text kept. Turning on is never offered for a word that turns off."""
    words = plain.split()
    for form in sorted(FORMS, key=lambda form: -len(form.split())):
        size = len(form.split())
        for skipped in (0, 1):  # "status" alone is near "linkedin status"
            head = form.split()[skipped:]
            typed = [word.lower() for word in words[: size - skipped]]
            if head and len(typed) == len(head) and all(map(_is_near, typed, head)):
                return (" ".join([form, *words[size - skipped :]]),)
    return ()


def _is_near(typed: str, word: str) -> bool:
    opposite = (typed.startswith(("dis", "un", "de")) and not word.startswith("dis")) or typed in {"off", "deny"}
    return not opposite and difflib.SequenceMatcher(None, typed, word).ratio() >= 0.7  # noqa: PLR2004  tried on typos
