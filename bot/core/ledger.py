"""A line of the ledger: who did what to which request, and when. Kept in the same transaction as the step itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What the ledger can say. README explains each word; a test keeps the two equal."""

    PLANNED = "planned"
    SENT = "sent"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    TIGHTENED = "tightened"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLAIMED = "claimed"
    FILLED = "filled"
    STOPPED = "stopped"
    COUNTED = "counted"
    WRITTEN = "written"
    DONE = "done"
    NOT_DONE = "not-done"
    POSTPONED = "postponed"
    DROPPED = "dropped"
    SETTLED = "settled"
    RESOLVED = "resolved"
    CORRECTED = "corrected"
    HANDED_OUT = "handed-out"
    ANNOUNCED = "announced"
    REFUSED = "refused"
    ADOPTED = "adopted"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. *by* is an object id, or empty where Linkgate itself acted; *details* holds facts, never secrets.

    *request* is 0 where none is concerned; *name* may then be an account of Linkgate's host.
    """

    at: datetime
    request: int
    event: Event
    before: str
    after: str
    by: str = ""
    name: str = ""
    note: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
