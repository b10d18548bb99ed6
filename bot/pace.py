"""How patient those are who work on their own. Waits are measured by a clock that cannot be set."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patient the worker is.

    *patience* is the quarantine after a write: as long, a lost write may still land; it starts when nothing can be
    sent any more. *glance* is the gap between two read-backs, *look* between two looks at an unknown outcome, *tick*
    between two looks at the rows when nobody rings, *fresh* how old a reading may be when the write goes out, *pause*
    how long is waited where nobody says, *watch* how long a failure without an answer is looked at, *progress* the gap
    between two edits of a card that shows it.
    """

    patience: timedelta = timedelta(seconds=90)
    glance: timedelta = timedelta(seconds=2)
    look: timedelta = timedelta(minutes=1)
    tick: timedelta = timedelta(seconds=5)
    fresh: timedelta = timedelta(seconds=5)
    pause: timedelta = timedelta(seconds=30)
    watch: timedelta = timedelta(hours=1)
    progress: timedelta = timedelta(seconds=5)
