"""What was measured, and the tables that tell it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from bench.move.office import LATENCY, Stage
from bench.move.peers import BIND

from bot.sim.tenant import WRITES

UNPACED = WRITES[0] * BIND
"""So many people can be added before the quota is felt."""
_PAGE = 999
_EMPTY_AFTER = 4
"""Full pages after which the simulated Graph has an empty one."""
_SHORT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A move by Linkgate: seconds from the words to the draft, from the approval to the outcome, and of writing in it.

    *statuses* are the seconds of each look meanwhile, *memory* is the most MB while it was planned, and applied.
    """

    planned: float
    applied: float
    added: float
    stages: tuple[Stage, ...]
    statuses: tuple[float, ...]
    memory: tuple[float, float]

    def find(self, name: str) -> Stage:
        """Return the stage *name*, the longest if there were several."""
        return max((stage for stage in self.stages if stage.name == name), key=lambda stage: stage.seconds)


def find_floor(people: int) -> float:
    """Say how many seconds the quota for writes takes at least, twenty people each."""
    writes, (most, seconds) = -(-people // BIND), WRITES
    return max(writes - most, 0) * seconds / most


def tell_load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def tell_rows(title: str, rows: Sequence[tuple[str, float]], *, script: float, floor: float) -> str:
    """Draw seconds and ratios, one below the other."""
    last = f"{f'x quota ({floor:.0f} s)':>20}" if floor else ""
    lines = [f"{title:52}{'seconds':>10}{'x script':>10}{last}"]
    for name, seconds in rows:
        ratio = f"{seconds / floor:20.2f}" if floor else ""
        lines.append(f"  {name:50}{seconds:10.2f}{script / seconds:10.0f}{ratio}")
    return "\n".join(lines)


def tell_move(moved: Moved) -> str:
    first, second = moved.memory
    lines = [
        f"  planned in {moved.planned:.2f} s; memory at most {first:.0f} MB then, {second:.0f} MB from the approval on",
        f"  {'stage':28}{'times':>7}{'seconds':>9}{'worst lag, ms':>15}{'its own':>9}{'MB after':>10}",
    ]
    for stage, times in _merge(moved.stages):
        if stage.seconds > _SHORT:
            lags = f"{stage.lag * 1000:15.0f}{stage.own * 1000:9.0f}"
            lines.append(f"  {stage.name:28}{times:7}{stage.seconds:9.2f}{lags}{stage.memory:10.0f}")
    return "\n".join([*lines, f"  {tell_statuses(moved.statuses)}"])


def tell_preview(people: int, stage: Stage, statuses: Sequence[float], *, memory: float) -> str:
    pages = -(-people // _PAGE) + (people > _EMPTY_AFTER * _PAGE)
    floor = pages * LATENCY
    lags = f"worst lag {stage.lag * 1000:.0f} ms, its own {stage.own * 1000:.0f} ms"
    return (
        f"two groups of {people:,} compared in {stage.seconds:.2f} s: {stage.seconds / floor:.2f} x the {floor:.1f} s "
        f"of {pages} pages\n  {lags}; memory at most {memory:.0f} MB\n  {tell_statuses(statuses)}"
    )


def tell_statuses(took: Sequence[float]) -> str:
    if not took:
        return "`linkedin status` meanwhile: none was answered yet"
    p50, worst = median(took) * 1000, max(took) * 1000
    return f"`linkedin status` meanwhile: {len(took)} asked, p50 {p50:.0f} ms, worst {worst:.0f} ms"


def _merge(stages: Sequence[Stage]) -> list[tuple[Stage, int]]:
    """Add up the stages of one name: how long all took together, and the worst lag in any."""
    merged: dict[str, tuple[Stage, int]] = {}
    for stage in stages:
        known, times = merged.get(stage.name, (replace(stage, seconds=0.0), 0))
        lag, own = max(known.lag, stage.lag), max(known.own, stage.own)
        total = replace(stage, seconds=known.seconds + stage.seconds, lag=lag, own=own)
        merged[stage.name] = total, times + 1
    return list(merged.values())
