"""What an answer of the Entra admin center says, and what it proves. Pure.

    answer to a write                                           proves
    ----------------------------------------------------------  -------------------------------------
    200 and the JSON `true`                                     accepted; a read-back tells the rest
    400, 401, 403, 404, 415, 429; any 4xx with its exception    refused: nothing was carried out
    everything else                                             nothing

An answer to a read is the setting, a reading with a doubt, or an error; never a guess.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from bot.core.outcome import Answer
from bot.core.setting import Doubt, GroupId, Mode, Reading, Setting
from bot.edges.portal.request import GROUP, SIGN_IN, VALUE, VALUES
from bot.ports import NotPermittedError, PortError, UnexpectedError, UnreachableError

# What a write of ours changes: its two fields, and the group's name that follows from them.
_OURS = frozenset({VALUE, GROUP, "linkedInSelectedGroupDisplayName"})
_MODES: Mapping[int, Mode] = {value: mode for mode, value in VALUES.items()}
# Nobody has described 2 and 3: two states are left for them, "not provisioned" and "selected individual users".
_LEGACY = frozenset({2, 3})
_NO_GROUP = (None, "", "00000000-0000-0000-0000-000000000000")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,60}")  # no dot: it is shown, and must not become an address
_REFUSALS = frozenset({400, 401, 403, 404, 415, 429})
_TELLING: Mapping[Setting | Doubt, tuple[str, ...]] = {
    Doubt.CONTRADICTION: (VALUE, GROUP),
    Doubt.OTHER_TENANT: ("objectId",),
}
_LONGEST_RAW = 80
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
_ACTIVATE = "Activate Global Administrator in PIM and retry."
_BY_HAND = "Look at the setting in the Entra admin center."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back over the wire. *request_id* is the one that we sent; Microsoft's logs have it too.

    *wait* is how long it asks to be left alone.
    """

    status: int
    body: bytes
    request_id: str
    wait: timedelta | None = None


def read_answer(reply: Reply, *, tenant_id: str, at: datetime) -> Reading:
    """Read the setting from an answer; believe it only whole, and only of our tenant."""
    properties = _parse(reply.body)
    if reply.status != HTTPStatus.OK or not isinstance(properties, dict):
        raise explain(reply)
    told = _tell(properties, tenant_id)
    return Reading(
        at=at,
        setting=told if isinstance(told, Setting) else None,
        doubt=told if isinstance(told, Doubt) else None,
        raw=_quote(properties, _TELLING.get(told, (VALUE,))),
        rest={name: _digest(value) for name, value in properties.items() if name not in _OURS},
    )


def _tell(properties: Mapping[str, Any], tenant_id: str) -> Setting | Doubt:
    value, group = properties.get(VALUE), properties.get(GROUP)
    if str(properties.get("objectId")).lower() != tenant_id.lower():
        return Doubt.OTHER_TENANT
    if type(value) is not int:
        return Doubt.MISSING
    if value in _LEGACY:
        return Doubt.LEGACY
    if value not in _MODES:
        return Doubt.UNDOCUMENTED
    mode, has_group = _MODES[value], group not in _NO_GROUP
    if has_group != (mode is Mode.GROUP) or (has_group and not _is_guid(group)):
        return Doubt.CONTRADICTION
    return Setting(mode, GroupId(str(group).lower()) if has_group else None)


def _is_guid(value: object) -> bool:
    return isinstance(value, str) and bool(_GUID.fullmatch(value.lower()))


def _quote(properties: Mapping[str, Any], names: tuple[str, ...]) -> str:
    said = {name: json.dumps(properties[name])[:_LONGEST_RAW] for name in names if name in properties}
    return ", ".join(f"{name}: {said.get(name, 'absent')}" for name in names)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:16]


def read_wait(header: str | None, *, at: datetime) -> timedelta | None:
    """Read a Retry-After header, in seconds or as a date, within what can be waited for; None without one."""
    if not header:
        return None
    try:
        wait = timedelta(seconds=int(header)) if header.strip().isdecimal() else parsedate_to_datetime(header) - at
    except (ValueError, TypeError, OverflowError):
        return _SHORTEST_WAIT
    return min(max(wait, _SHORTEST_WAIT), _LONGEST_WAIT)


def judge_reply(reply: Reply) -> Answer:
    """Say what an answer to a write proves: that it was carried out, that it was not, or nothing."""
    if reply.status == HTTPStatus.OK:
        return Answer.ACCEPTED if _parse(reply.body) is True else Answer.UNSURE
    if reply.status in _REFUSALS:
        return Answer.REFUSED
    is_told = 400 <= reply.status < 500 and _find_exception(reply.body) is not None  # noqa: PLR2004  HTTP's own
    return Answer.REFUSED if is_told else Answer.UNSURE


def explain(reply: Reply) -> PortError:
    """Say in an admin's words why *reply* is not the answer that was asked for, and what to do next.

    The API's own words are looked at and not repeated: they are somebody else's, and long.
    """
    code, message = _find_exception(reply.body) or ("", "")
    marks = {"code": code or str(reply.status), "request_id": reply.request_id}
    match reply.status:
        case HTTPStatus.UNAUTHORIZED if "not in required role" in message:
            return NotPermittedError(f"The operator does not hold the role that this takes. {_ACTIVATE}", **marks)
        case HTTPStatus.UNAUTHORIZED:
            return NotPermittedError(
                f"The Entra admin center did not accept the operator's sign-in. {SIGN_IN}", **marks
            )
        case HTTPStatus.FORBIDDEN:
            return NotPermittedError(f"The Entra admin center does not let the operator do this. {_ACTIVATE}", **marks)
        case HTTPStatus.TOO_MANY_REQUESTS:
            throttled = UnreachableError(
                "The Entra admin center has too much to do and carried nothing out. Try again in a few minutes.",
                **marks,
            )
            throttled.wait = reply.wait or _SHORTEST_WAIT
            return throttled
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return UnreachableError(
                "The Entra admin center had a fault of its own. Try again in a few minutes.", **marks
            )
        case status if status >= HTTPStatus.BAD_REQUEST:
            return UnexpectedError(
                f"The Entra admin center did not take the request ({marks['code']}). {_BY_HAND}", **marks
            )
        case _:
            return UnexpectedError(
                f"The Entra admin center answered in a way nobody has described. {_BY_HAND}", **marks
            )


def _find_exception(body: bytes) -> tuple[str, str] | None:
    """Find code and message in the body of a refusal: a serialised ClientException, seen live in 2026-05."""
    match _parse(body):
        case {"ClassName": str(name), "Message": str(message), **rest} if name.endswith("ClientException"):
            told = rest.get("ClientData")
            code = str(told.get("errorCode")) if isinstance(told, dict) else ""
            return (code if _CODE.fullmatch(code) else ""), message
        case _:
            return None


def _parse(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
