"""What is decided about a group that is filled or made: whether its setting may follow, and what became of it.

missing are     the setting is not changed       the setting is changed too
--------------  -------------------------------  -----------------------------------------
none            applied                          written
a few           applied, and said                written, and said
too many        failed, and said                 failed: not written; who is in stays in
unsure          unknown, until they are seen     counted as missing
"""

from bot.core.change import Change
from bot.core.fill import GONE, Fate, Fill, Tally, count_missed
from bot.core.outcome import Outcome


def is_complete(change: Change, tally: Tally) -> bool:
    """Tell whether a group is as it was approved, within the drift that was allowed, and nobody stopped the filling."""
    if change.attempt and change.attempt.stopped:
        return False
    return change.plan.fill is None or count_missed(change.plan.fill, tally) <= change.drift


def tell_end(change: Change, tally: Tally, *, why: str = "") -> tuple[Outcome, str]:
    """Say what became of a request whose group's part is over and whose setting is not written, and why."""
    fill, attempt = change.plan.fill, change.attempt
    if fill is None:
        return (Outcome.FAILED, why) if why else (Outcome.APPLIED, "The group was made.")
    missed = count_missed(fill, tally)
    told = _count_reached(fill, missed, is_gone=why == GONE)
    if attempt and attempt.stopped and (missed or change.plan.sets) and not why:
        return Outcome.FAILED, f"{attempt.stopped.name} stopped it. {told} Who was added stays in the group."
    if change.plan.sets:
        return Outcome.FAILED, _tell_unset(told, why or "too many are missing.")
    if why and (missed or why == GONE):
        return Outcome.FAILED, f"{told} Nobody else could be added: {why}"
    if tally.get(Fate.UNSURE, 0):
        return Outcome.UNKNOWN, f"{told} Others were accepted and are not shown yet. Linkgate keeps reading."
    if missed > change.drift:
        return Outcome.FAILED, f"{told} Look at the rows that failed, and plan it again."
    return Outcome.APPLIED, told if missed == 0 else f"{told} Look at the rows that failed."


def tell_unset(fill: Fill, tally: Tally, why: str) -> str:
    """Say that a group was filled and the setting is not changed all the same."""
    return _tell_unset(_count_reached(fill, count_missed(fill, tally), is_gone=False), why)


def _tell_unset(told: str, why: str) -> str:
    return f"{told} The setting was not changed: {why}"


def _count_reached(fill: Fill, missed: int, *, is_gone: bool) -> str:
    reached = fill.wanted - missed
    if is_gone:
        return f"{reached:,} of {fill.wanted:,} people had been added."
    return f"{reached:,} of {fill.wanted:,} people are in the group now."
