"""The JSON of a `$batch`: many calls in one, each answered for itself.

Pure (https://learn.microsoft.com/graph/json-batching).
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.sim.tenant.answer import Answer, Call, bad_request

_MOST = 20


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


def _write_answer(id_: str, answer: Answer) -> dict[str, Any]:
    return {"id": id_, "status": answer.status, "headers": {"Content-Type": answer.content_type}, "body": answer.body}
