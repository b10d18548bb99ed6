"""When to remind whom. All of it follows from rows, so a restart changes nothing and a clock that jumps reminds once.

    sent ---4 h---> reminder ---8 h---> reminder ---12 h---> reminder ---12 h---> …

An approver is reminded of everything at once that waits for them, and never twice within a gap.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.change import Change, State
from bot.core.policy import UserId


def find_waiting(changes: Sequence[Change], user: UserId, *, at: datetime) -> tuple[Change, ...]:
    """List what waits for the decision of *user*, the oldest first."""
    theirs = [
        change
        for change in changes
        if change.state is State.WAITING
        and user in change.deciders
        and not change.has_vote_of(user)
        and at < change.expires_at
    ]
    return tuple(sorted(theirs, key=_tell_start))


def list_due(
    changes: Sequence[Change], reminded: Mapping[UserId, Sequence[datetime]], gaps: Sequence[timedelta], *, at: datetime
) -> tuple[UserId, ...]:
    """List the approvers who should be reminded now; *reminded* holds when each of them was before."""
    everybody = sorted({user for change in changes for user in change.deciders})
    return tuple(
        user for user in everybody if _is_due(find_waiting(changes, user, at=at), reminded.get(user, ()), gaps, at)
    )


def _is_due(waiting: Sequence[Change], reminded: Sequence[datetime], gaps: Sequence[timedelta], at: datetime) -> bool:
    if not waiting:
        return False
    start = _tell_start(waiting[0])
    past = [moment for moment in reminded if moment >= start]
    gap = gaps[min(len(past), len(gaps) - 1)]
    return at >= max([start, *reminded]) + gap


def _tell_start(change: Change) -> datetime:
    return change.sent_at or change.created_at
