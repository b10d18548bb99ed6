"""Many requests to Graph in one, each answered for itself (learn.microsoft.com, "JSON batching"). Pure.

Written by hand, as msgraph_core's own batch loses the bodies of the answers and the ids of the requests.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from bot.ports import UnexpectedError

MOST = 20
"""Requests of one batch."""
_BUSY = frozenset(
    {
        *(HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.BAD_GATEWAY),
        *(HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """One request of a batch. *url* is relative to Graph's address and begins with a slash."""

    url: str
    method: str = "GET"
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """The answer to one request. *headers* have names in lower case; *body* is JSON, or None."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def is_busy(self) -> bool:
        """Tell whether the same question may be answered later. Of something that was to be changed it proves less."""
        return self.status in _BUSY

    @property
    def wait(self) -> float | None:
        """How long Graph asks to be left alone, in seconds; None where it does not say."""
        return read_wait(self.headers.get("retry-after", ""))

    @property
    def code(self) -> str:
        """Graph's own code for what went wrong."""
        error = self.body.get("error") if isinstance(self.body, dict) else None
        code = error.get("code") if isinstance(error, dict) else None
        return code if isinstance(code, str) and code else str(self.status)

    @property
    def message(self) -> str:
        """What Graph says about it, for whoever can read anything from that; empty where it says nothing."""
        error = self.body.get("error") if isinstance(self.body, dict) else None
        message = error.get("message") if isinstance(error, dict) else None
        return message if isinstance(message, str) else ""


def read_wait(text: str) -> float | None:
    """Read a `Retry-After` in seconds, whole or not; a date in its place is not waited for."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def write_batch(items: Sequence[BatchItem]) -> bytes:
    if not 1 <= len(items) <= MOST:
        raise ValueError(f"a batch takes 1 to {MOST} requests")
    return json.dumps({"requests": [_write_item(place, item) for place, item in enumerate(items)]}).encode()


def _write_item(place: int, item: BatchItem) -> dict[str, Any]:
    written: dict[str, Any] = {"id": str(place), "method": item.method, "url": item.url}
    headers = dict(item.headers)
    if item.body is not None:
        written["body"] = item.body
        headers.setdefault("Content-Type", "application/json")
    return {**written, "headers": headers} if headers else written


def read_batch(answer: Mapping[str, Any], count: int) -> tuple[BatchAnswer, ...]:
    """Read the answers in the order of the *count* requests; they come in any order, and each has to be there once."""
    found = answer.get("responses")
    if not isinstance(found, list):
        raise UnexpectedError("Microsoft Graph did not answer each request of a batch.")
    answers = {
        one["id"]: _read_answer(one) for one in found if isinstance(one, dict) and isinstance(one.get("id"), str)
    }
    if len(found) != count or answers.keys() != {str(place) for place in range(count)}:
        raise UnexpectedError("Microsoft Graph did not answer each request of a batch.")
    return tuple(answers[str(place)] for place in range(count))


def _read_answer(found: Mapping[str, Any]) -> BatchAnswer:
    status, headers = found.get("status"), found.get("headers") or {}
    if type(status) is not int or not isinstance(headers, dict):
        raise UnexpectedError("Microsoft Graph did not answer each request of a batch.")
    lowered = {str(name).lower(): str(value) for name, value in headers.items()}
    return BatchAnswer(status=status, headers=lowered, body=found.get("body"))
