"""One request to Graph and one answer, off the wire: what the contract looks at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request. *address* begins below the version; the names of *headers* are in lower case; no *body* is None."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    is_item: bool = False

    @property
    def name(self) -> str:
        whole = f"{self.method} {self.address}"
        return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"

    @property
    def options(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.address).query, keep_blank_values=True)

    @property
    def is_eventual(self) -> bool:
        return self.headers.get("consistencylevel", "").lower() == "eventual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer; a *body* that is no JSON is a string, none is None."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


def lower(headers: Mapping[str, Any]) -> dict[str, str]:
    """Return headers by their names in lower case, as nobody may rely on the case of them."""
    return {str(name).lower(): str(value) for name, value in headers.items()}


def read_body(body: bytes) -> Any:
    """Return an object or a list where it is one, else the text, as of a plain number, and None for nothing."""
    text = body.decode("utf-8", errors="replace")
    if not text:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict | list) else text
