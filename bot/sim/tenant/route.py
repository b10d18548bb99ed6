"""What may be asked of the simulated Graph: a method, the form of a path, the permissions that it takes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from bot.sim.tenant.answer import Answer, Call, GraphError

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ID = "(?P<id>[^/$][^/]*)"
COUNTED = r"(?P<count>/\$count)?"
GRAPH = r"(?:microsoft\.)?graph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One thing that may be asked, and the permissions that it takes."""

    method: str
    path: re.Pattern[str]
    needs: tuple[str, ...]
    answer: Callable[[Call, re.Match[str]], Answer]


def route(method: str, path: str, answer: Callable[[Call, re.Match[str]], Answer], *needs: str) -> Route:
    return Route(method=method, path=re.compile(path), needs=needs, answer=answer)


def dispatch(routes: Iterable[Route], call: Call, require: Callable[[str], None]) -> Answer:
    """Answer *call* in the one way there is; *require* refuses a caller without one of the permissions."""
    known = [(way, found) for way in routes if (found := way.path.fullmatch(call.path))]
    if not known:
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", f"Resource not found for the segment '{call.path}'.")
    for way, found in known:
        if way.method == call.method:
            for permission in way.needs:
                require(permission)
            return way.answer(call, found)
    raise GraphError(HTTPStatus.METHOD_NOT_ALLOWED, "Request_BadRequest", "Specified HTTP method is not allowed.")
