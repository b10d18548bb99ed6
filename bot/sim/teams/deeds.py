"""What happens in the world beside what people say and click: the page's World menu."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that can be made to happen. *name* is its name in the API; *hint* says what comes of it."""

    name: str
    title: str
    hint: str = ""
    do: Callable[[], object]
