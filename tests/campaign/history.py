"""What is known when a world has come to rest: what Linkgate kept, what the tenant got, what people were told.

The checker judges by this alone. Nothing here reads or writes anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.chain import Anchor, Line
from bot.core.change import Change, State
from bot.core.fill import Item
from bot.core.ledger import Entry
from bot.core.notice import Notice
from bot.core.policy import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A write that reached the tenant, whatever became of it; *id* is what the sender called it."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """A write that changed the tenant. *id* is empty when somebody else made it, in the portal."""

    id: str
    at: datetime
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Somebody whom the tenant let into a group, once."""

    group: str
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A request's card as a person sees it. *number* 0: it is no request's card."""

    number: int = 0
    state: State | None = None
    has_voted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A message that was posted to Linkgate. *status* is HTTP's; *is_told*: something was said back, or tried to be."""

    by: UserId
    origin: str
    status: int | None
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clicked:
    """A click that was answered with a card."""

    by: UserId
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All of one world. *cards* are what the readers of each notice's message see of it in the end, by its id.

    *rows* are those of each list, by the number of its request. *lines* are the ledger as it is sealed, by *key*;
    *anchors* what was kept of it elsewhere.
    """

    entries: tuple[Entry, ...] = ()
    lines: tuple[Line, ...] = ()
    key: bytes = b""
    anchors: tuple[Anchor, ...] = ()
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()
    puts: tuple[Put, ...] = ()
    landed: tuple[Landed, ...] = ()
    joined: tuple[Joined, ...] = ()
    rows: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    clicked: tuple[Clicked, ...] = ()
    cards: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)
