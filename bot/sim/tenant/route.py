"""What may be asked of the simulated Graph: a method, the form of a path, the permissions that it takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.sim.tenant.answer import Answer, Call

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
