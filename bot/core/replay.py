"""Replays the ledger: what each request must be by its entries alone, to be compared with what the store holds of it.

    planned -> needed, expiry      sent, tightened -> needed, expiry, fingerprint; nobody has voted
    approved -> one voter more     returned -> nobody has voted      every step -> one revision more

Entries that are about no step change nothing. An entry that begins elsewhere than where the one before it ended means
that a line is missing, was added or was altered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.change import Change, State
from bot.core.ledger import Entry, Event
from bot.core.policy import UserId

NO_STEPS = frozenset({Event.HANDED_OUT, Event.ANNOUNCED, Event.REFUSED, Event.ADOPTED, Event.ACKNOWLEDGED})
"""What is recorded without a request moving on."""
_BINDING = frozenset({Event.PLANNED, Event.SENT, Event.TIGHTENED})
_VOIDING = frozenset({Event.SENT, Event.TIGHTENED, Event.RETURNED})


class ReplayError(Exception):
    """The entries do not follow from one another; the sentence names the line, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a request stands. *voters* are those whose yes counts: given to the present *fingerprint*, each once."""

    state: State
    rev: int
    needed: int
    expires_at: datetime
    fingerprint: str
    voters: frozenset[UserId]


def account(change: Change) -> Account:
    """Say how the stored request stands."""
    return Account(
        state=change.state,
        rev=change.rev,
        needed=change.needed,
        expires_at=change.expires_at,
        fingerprint=change.fingerprint,
        voters=frozenset(vote.by.id for vote in change.votes if vote.fingerprint == change.fingerprint),
    )


def replay(entries: Iterable[Entry]) -> Mapping[int, Account]:
    """Say by number how each request must stand, from its entries, oldest first. Raise ReplayError."""
    found: dict[int, Account] = {}
    for line, entry in enumerate(entries, start=1):
        if entry.event in NO_STEPS:
            continue
        known = found.get(entry.request)
        reached = known.state if known else ""
        if entry.before != reached:
            raise ReplayError(
                f"Line {line} takes request {entry.request} from {entry.before or 'nothing'}, "
                f"but the lines before it lead to {reached or 'nothing'}."
            )
        try:
            found[entry.request] = _take(known, entry)
        except (KeyError, ValueError) as error:
            raise ReplayError(f"Line {line} ({entry.event}) lacks what it should tell: {error}.") from error
    return found


def _take(known: Account | None, entry: Entry) -> Account:
    told = entry.details
    if known is None or entry.event in _BINDING:
        return Account(
            state=State(entry.after),
            rev=known.rev + 1 if known else 1,
            needed=int(told["needed"]),
            expires_at=datetime.fromisoformat(told["expires"]),
            fingerprint=told.get("fingerprint", ""),
            voters=frozenset(),
        )
    voters = frozenset[UserId]() if entry.event in _VOIDING else known.voters
    if entry.event is Event.APPROVED and told["fingerprint"] == known.fingerprint:
        voters |= {UserId(entry.by)}
    return replace(known, state=State(entry.after), rev=known.rev + 1, voters=voters)
