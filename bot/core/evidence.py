"""The ledger as it leaves the house: an export, which can be checked without the database, and anchors.

    {"seq": 1, "request": 1, "event": "planned", "body": "{…}", "seal": "…"}
    …
    {"end": {"ledger": "tenant/instance", "count": 41, "seal": "…", "at": "…"}, "signature": "…"}

    {"at": "…", "ledger": "tenant/instance", "count": 41, "seal": "…"}

Each is one line of JSON. *body* stays the text that was sealed.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.core.chain import Anchor, Fault, Finding, Head, Line, Report, sign

T = TypeVar("T", Line, Head)

_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")
_NUMBERS = frozenset({"seq", "request", "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The last line of an export."""

    head: Head
    at: str
    signature: str


def spell_line(line: Line) -> str:
    return json.dumps(asdict(line))


def spell_end(head: Head, key: bytes, *, at: datetime) -> str:
    """Write the end of an export that was made at *at*, signed with the ledger's key."""
    time = at.isoformat(timespec="seconds")
    return json.dumps({"end": {**asdict(head), "at": time}, "signature": _sign(head, key, time)})


def read_line(text: str) -> Line | End:
    """Read one line of an export, or raise ValueError."""
    fields = _read(text)
    try:
        if "end" not in fields:
            return _expect(Line(**fields))
        at, head = fields["end"].pop("at"), _expect(Head(**fields["end"]))
        return End(head=head, at=str(at), signature=str(fields["signature"]))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a line of an export") from error


def judge_end(end: End | None, key: bytes, report: Report) -> tuple[Finding, ...]:
    """Say what is wrong with the end of an export whose lines were found to be as *report* says."""
    count = report.head.count
    if end is None:
        return (Finding(count + 1, Fault.CUT_OFF, "The export has no end: it was cut off on the way."),)
    if end.signature != _sign(end.head, key, end.at):
        sentence = "The export's end is not signed with this key: it was changed on the way, or the key is another."
        return (Finding(count + 1, Fault.UNSIGNED, sentence),)
    if (end.head.count, end.head.seal) != (count, report.head.seal):
        sentence = f"The export has {count} rows and another end than the one with {end.head.count} that was signed."
        return (Finding(count + 1, Fault.CUT_OFF, sentence),)
    return ()


def spell_anchor(anchor: Anchor) -> str:
    at = {"at": anchor.at.isoformat()} if anchor.at else {}
    return json.dumps(at | asdict(anchor.head) | ({"message": anchor.message} if anchor.message else {}))


def read_anchor(text: str) -> Anchor:
    """Read one anchor as `spell_anchor` wrote it, or raise ValueError."""
    fields = _read(text)
    try:
        at, message = datetime.fromisoformat(fields.pop("at")), str(fields.pop("message", ""))
        return Anchor(head=_expect(Head(**fields)), at=at, message=message)
    except (TypeError, KeyError) as error:
        raise ValueError("not an anchor") from error


def read_head(text: str) -> Head:
    """Read a head as people copy it, `COUNT:SEAL`, or raise ValueError."""
    found = _HEAD.fullmatch(text.strip())
    if not found:
        raise ValueError("not a head")
    return Head(count=int(found[1]), seal=found[2])


def _sign(head: Head, key: bytes, at: str) -> str:
    return sign(key, "linkgate export", head.ledger, head.count, head.seal, at)


def _read(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(fields, dict):
        raise ValueError("not an object")  # noqa: TRY004  whoever reads asks whether it is readable
    return fields


def _expect(thing: T) -> T:
    """Return *thing* if its fields are of their types; JSON could hold anything."""
    if any(type(value) is not (int if name in _NUMBERS else str) for name, value in asdict(thing).items()):
        raise ValueError("a field of another type")
    return thing
