"""The JSON of a `$batch`: many calls in one, each answered for itself.

Pure (https://learn.microsoft.com/graph/json-batching).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.sim.tenant.answer import Answer, Call, GraphError, bad_request

_MOST = 20
_WRITING = frozenset({"POST", "PATCH", "PUT"})


def read_batch(outer: Call) -> dict[str, Call]:
    """Return the calls by their ids; they are made in the name and at the time of the *outer* one."""
    items = outer.read_body().get("requests")
    if not isinstance(items, list) or not 1 <= len(items) <= _MOST:
        raise bad_request(f"A batch takes 1 to {_MOST} requests.")
    calls = dict(_read_call(item, outer) for item in items)
    if len(calls) < len(items):
        raise bad_request("Two requests of the batch have the same id.")
    return calls


def write_batch(answers: Iterable[tuple[str, Answer]]) -> dict[str, Any]:
    return {"responses": [_write_answer(id_, answer) for id_, answer in answers]}


def _read_call(item: object, outer: Call) -> tuple[str, Call]:
    match item:
        case {"id": str(id_), "method": str(method), "url": str(url), **rest}:
            address, headers = urlsplit(url), rest.get("headers")
            _check(id_, method.upper(), url, rest)
            return id_, replace(
                outer,
                method=method.upper(),
                path=f"/{unquote(address.path).lstrip('/')}",
                query=dict(parse_qsl(address.query, keep_blank_values=True)),
                headers={str(name).lower(): str(value) for name, value in headers.items()}
                if isinstance(headers, dict)
                else {},
                body=json.dumps(rest.get("body")).encode(),
            )
        case _:
            raise bad_request("A request of a batch takes an id, a method and a url.")


def _check(id_: str, method: str, url: str, rest: Mapping[Any, Any]) -> None:
    """Refuse what Graph refuses in a batch, and that one waits for another, which nothing here does."""
    headers = rest.get("headers") or {}
    if not rest.keys() <= {"headers", "body"} or not isinstance(headers, dict):
        raise bad_request("A request of a batch takes id, method, url, headers and body.")
    if urlsplit(url).scheme or url.lstrip("/").startswith("$batch"):
        raise bad_request(f"Invalid batch request url: '{url}'.")
    is_typed = "content-type" in map(str.lower, headers) and rest.get("body") is not None
    if method in _WRITING and not is_typed:
        message = f"Write request id : {id_} does not contain Content-Type header or body."
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", message)


def _write_answer(id_: str, answer: Answer) -> dict[str, Any]:
    content = {} if answer.body is None else {"Content-Type": answer.content_type}
    return {"id": id_, "status": answer.status, "headers": {**content, **answer.headers}, "body": answer.body}
