"""What people type, read. One grammar, exact; a near miss is offered back as text, never run. See `command`."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bot.core.act import Verb
from bot.core.command import (
    LONGEST,
    LONGEST_LIST,
    LONGEST_NAME,
    LONGEST_REASON,
    LOOKS,
    MOVE,
    OFFICE,
    Announce,
    Audience,
    Check,
    Command,
    Create,
    Disable,
    Enable,
    Fault,
    Help,
    Members,
    Miss,
    Move,
    Office,
    OfficeFiles,
    OfficeStatus,
    Pick,
    Step,
    Why,
    is_ticket,
    read_number,
)
from bot.core.hint import suggest
from bot.core.typed import Line, bare, quote, read_lines, unquote

_OPTION = re.compile(r"(?<!\S)-{0,2}(because|ticket)(?::|(?=\s|$))", re.IGNORECASE)
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
        case "why":
            number = read_number(rest)
            return Miss(Fault.NO_NUMBER, ("linkedin requests",)) if number is None else Why(number)
        case verb if verb in LOOKS:
            return Miss(Fault.EXTRA, (f"linkedin {verb}",)) if rest else LOOKS[verb]
        case verb if verb in _STEPS:
            return _parse_step(_STEPS[verb], line, start)
        case verb if read := _find_reader(verb):
            return read(line, start)
        case _:
            return _miss(line)


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


# ---- the Office policy, and what people are told --------------------------------------------------------------------

_STATES = {**OFFICE, **{f"{word}d": state for word, state in OFFICE.items() if word != "reset"}}
"""Both "disable" and "disabled" are read."""


def _parse_office(line: Line, start: int) -> Command | Miss:
    words = _find_words(line, start)
    word = bare(words[0][0]) if words else ""
    after = words[0].end() if words else start
    if word == "files":
        state = _STATES.get(bare(line.plain[after:].strip()))
        return OfficeFiles(state) if state else Miss(Fault.NO_FILES, ("linkedin office files disable",))
    if word == "status":
        return Miss(Fault.EXTRA, ("linkedin office status",)) if words[1:] else OfficeStatus()
    if word not in OFFICE:
        return Miss(Fault.NO_OFFICE, ("linkedin office status", "linkedin office disable"))
    return _parse_office_step(line, word, after)


def _parse_office_step(line: Line, word: str, start: int) -> Command | Miss:
    taken = _take_options(line, start)
    if isinstance(taken, Miss):
        return taken
    end, reason, ticket = taken
    aim = _parse_aim(line, _find_words(line, start, end), end)
    if isinstance(aim, Miss):
        return aim
    if aim and aim[0] is Audience.NOBODY:
        return Miss(Fault.EXTRA, ("linkedin office reset",))
    return Office(state=OFFICE[word], group=aim[1] if aim else "", reason=reason, ticket=ticket)


def _parse_announce(line: Line, start: int) -> Command | Miss:
    words = _find_words(line, start)
    to_channel = [bare(word[0]) for word in words[-2:]] == ["to", "channel"]
    words = words[:-2] if to_channel else words
    end = words[-1].end() if words else start
    if words and bare(words[0][0]) == "office":
        state = _STATES.get(bare(line.plain[words[0].end() : end].strip()))
        return Announce(office=state, to_channel=to_channel) if state else Miss(Fault.NO_OFFICE, (_ANNOUNCE_OFFICE,))
    aim = _parse_aim(line, words, end)
    if isinstance(aim, Miss):
        return aim
    return Announce(on=aim[0] if aim else None, group=aim[1] if aim else "", to_channel=to_channel)


_ANNOUNCE_OFFICE = "linkedin announce office disable"


def _parse_aim(line: Line, words: Sequence[re.Match[str]], end: int) -> tuple[Audience, str] | Miss | None:
    """Read for whom something is meant, up to *end*; None where nothing is said of that. "for" may be missing."""
    whom = words[1:] if words and bare(words[0][0]) == "for" else words
    match [bare(word[0]) for word in whom]:
        case []:
            return Miss(Fault.EXTRA) if words else None
        case ["everyone" | "all"]:
            return Audience.EVERYONE, ""
        case ["nobody"]:
            return Audience.NOBODY, ""
        case ["group", _, *_]:
            name = unquote(line.keep(whom[0].end(), end))
            if name is None:
                return Miss(Fault.OPEN_QUOTE)
            return (Audience.GROUP, name) if name else Miss(Fault.NO_GROUP)
        case ["group"]:
            return Miss(Fault.NO_GROUP)
        case _:
            return Miss(Fault.EXTRA)


def _find_words(line: Line, start: int, end: int | None = None) -> list[re.Match[str]]:
    return list(_WORD.finditer(line.plain, start, len(line.plain) if end is None else end))


def _find_reader(verb: str) -> Callable[[Line, int], Command | Miss] | None:
    """Find who reads what follows *verb*."""
    readers: Mapping[str, Callable[[Line, int], Command | Miss]] = {
        "enable": partial(_parse_change, "enable"),
        "disable": partial(_parse_change, "disable"),
        "create": _parse_create,
        "members": partial(_parse_name, "members"),
        "check": partial(_parse_name, "check"),
        "office": _parse_office,
        "announce": _parse_announce,
    }
    return readers.get(verb)


def _miss(line: Line) -> Miss:
    return Miss(Fault.UNKNOWN, suggest(line))
