"""The JSON of a `$batch`, which no SDK describes: https://learn.microsoft.com/graph/json-batching.

Each request in it is one in its own right, and is judged as such, and so is each answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from wire.exchange import Asked, Told, lower

MOST = 20
_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
_REQUEST = {"id", "method", "url", "headers", "body", "dependsOn"}
_RESPONSE = {"id", "status", "headers", "body"}


def is_batch(asked: Asked) -> bool:
    return urlsplit(asked.address).path == "/$batch" and asked.method == "POST" and not asked.is_item


def check_requests(asked: Asked, check: Callable[[Asked], Iterator[str]]) -> Iterator[str]:
    """Tell what is wrong with a batch, and by *check* what is wrong with the requests in it."""
    if urlsplit(asked.address).query:
        yield "a batch takes no query"
    items = _list(asked.body, "requests")
    if items is None or set(asked.body) != {"requests"}:
        yield "a batch is an object that holds a list named requests, and nothing else"
        return
    if not 1 <= len(items) <= MOST:
        yield f"a batch takes 1 to {MOST} requests, not {len(items)}"
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    folded = [str(id_).casefold() for id_ in ids]
    for number, item in enumerate(items):
        name = f"requests[{number}]"
        found = [*_check_item(item), *_check_order(item, ids[:number], ids)]
        if folded.count(folded[number]) > 1:
            found.append(f"the id {ids[number]!r} is there twice")
        yield from (f"{name}: {told}" for told in found)
        if not found:
            inner = _read(asked, item)
            yield from (f"{name}, {inner.name}: {told}" for told in check(inner))


def check_responses(asked: Asked, told: Told, check: Callable[[Asked, Told], Iterator[str]]) -> Iterator[str]:
    """Tell what is wrong with the answer to a batch, and by *check* what is wrong with the answers in it."""
    answers = _list(told.body, "responses")
    if answers is None or set(told.body) - {"responses", "@odata.nextLink"}:
        yield "the answer to a batch is an object that holds a list named responses, and nothing else"
        return
    asked_for = {item["id"]: item for item in _list(asked.body, "requests") or () if not [*_check_item(item)]}
    ids = [answer.get("id") if isinstance(answer, dict) else None for answer in answers]
    if sorted(map(str, ids)) != sorted(map(str, asked_for)):
        yield f"the requests {sorted(asked_for)} got answers to {ids}"
    for number, answer in enumerate(answers):
        name = f"responses[{number}]"
        if ids[number] not in [*asked_for] or set(answer) - _RESPONSE or type(answer.get("status")) is not int:
            yield f"{name}: an answer has the id of a request, a status, headers and a body"
            continue
        inner = _read(asked, asked_for[ids[number]])
        one = replace(
            told, status=answer["status"], headers=lower(answer.get("headers") or {}), body=answer.get("body")
        )
        yield from (f"{name}, {inner.name} -> {one.status}: {found}" for found in check(inner, one))


def _check_item(item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{item!r} is no request"
        return
    for name in item.keys() - _REQUEST:
        yield f"a request in a batch has no {name!r}"
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield f"the id is a text, not {item.get('id')!r}"
    if item.get("method") not in _METHODS:
        yield f"there is no method {item.get('method')!r}"
    url = item.get("url")
    if not isinstance(url, str) or "://" in url.partition("?")[0] or url.startswith(("//", "/v1.0/", "/beta/")):
        yield f"the url is relative to the version, not {url!r}"
    elif urlsplit(url).path.lstrip("/") == "$batch":
        yield "a batch holds no batch"
    if not isinstance(item.get("headers", {}), dict):
        yield "headers are an object"


def _check_order(item: object, before: list[Any], every: list[Any]) -> Iterator[str]:
    """Tell whether a request waits for one that is there; either none waits or each for the one before it."""
    waits = item.get("dependsOn", []) if isinstance(item, dict) else []
    if not isinstance(waits, list) or any(id_ not in every for id_ in waits):
        yield f"dependsOn names ids of this batch, not {waits!r}"
    elif waits and waits != before[-1:]:
        yield f"it waits for {waits!r}, but requests run all at once or each after the one before it"


def _read(outer: Asked, item: Mapping[str, Any]) -> Asked:
    return replace(
        outer,
        method=item["method"],
        address=f"/{item['url'].lstrip('/')}",
        headers=lower(item.get("headers", {})),
        body=item.get("body"),
        is_item=True,
    )


def _list(body: object, name: str) -> list[Any] | None:
    found = body.get(name) if isinstance(body, dict) else None
    return found if isinstance(found, list) else None
