"""What Linkgate needs besides: the time, a way to people in Teams, their files, and somebody who counts."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.place import Place
from bot.core.policy import UserId
from bot.core.view import View


class ClockPort(Protocol):
    def now(self) -> datetime:
        """Return the time in aware UTC. It never goes back."""

    def monotonic(self) -> float:
        """Return seconds that pass whatever the clock is set to; only differences mean something."""

    async def sleep(self, seconds: float) -> None:
        """Let *seconds* pass."""


class NoticePort(Protocol):
    """The way out to Teams, outside of any turn.

    Both raise NotFoundError or NotPermittedError when it will never be (the chat is gone, Linkgate is not installed
    for that person), UnreachableError when it may be later.
    """

    async def open_chat(self, service_url: str, user: UserId) -> Place:
        """Find the private chat with a person, made now if there was none."""

    async def deliver(self, place: Place, view: View, *, message: str, locale: str = "") -> str:
        """Edit *message*, or post a new one when it is empty; return the id of the one that is there now.

        *locale* is the language of the one person who reads it; empty for what many read.
        """


class FilePort(Protocol):
    """Files on the tenant's SharePoint, by the addresses that Teams gives for them; no other address is ever asked.

    Nobody signs in for it: the address is the permission, for minutes. What is refused raises NotPermittedError.
    """

    async def check(self) -> None:
        """Raise NotPermittedError where files are switched off. Nobody is asked."""

    def is_ours(self, page: str) -> bool:
        """Tell whether people can be shown *page* as a place on the tenant's SharePoint."""

    async def fetch(self, url: str) -> bytes:
        """Read a file, of 5 MB at most and within 20 s."""

    async def put(self, url: str, data: bytes) -> None:
        """Write a whole file, once."""


class Counted(StrEnum):
    """What is counted. Each has one label, given with every count; never a name or an id."""

    ANSWERS = "answers"  # of the front door, by HTTP status
    TURNS = "turns"  # that were run, by kind
    REPEATS = "repeats"  # what had come before, by kind
    LIMITED = "limited"  # turns not run because too many came, by whose budget
    KEY_FETCHES = "key_fetches"  # of Teams' signing keys, by outcome
    CALLS = "calls"  # to Teams' connector, by HTTP status or kind of failure
    DELIVERIES = "deliveries"  # of notices, by what became of them
    ANCHORS = "anchors"  # of the ledger, for the channel in Teams, by what became of them


class TallyPort(Protocol):
    """Figures for whoever operates Linkgate. They are never read back for a decision."""

    def add(self, what: Counted, label: str) -> None:
        """Count one."""

    def took(self, kind: str, seconds: float) -> None:
        """Keep how long one turn took."""
