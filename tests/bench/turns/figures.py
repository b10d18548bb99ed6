"""What was measured, and the table that tells it. Every figure is the median of the rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

_MILLI, _MICRO = 1_000, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One server, some seconds. *p50* and *p99* in ms, *cpu* in microseconds of a core for each turn."""

    rate: float
    p50: float
    p99: float
    cpu: float
    share: float


Rounds = Mapping[tuple[str, int], Sequence[Round]]
"""By the row's name and the number of connections; round by round, so that the same place is the same time."""


def sum_up(took: Sequence[float], seconds: float, cpu: float) -> Round:
    cuts = quantiles(took, n=100, method="inclusive") if len(took) > 1 else [took[0]] * 99
    return Round(
        rate=len(took) / seconds,
        p50=cuts[49] * _MILLI,
        p99=cuts[98] * _MILLI,
        cpu=cpu / len(took) * _MICRO,
        share=cpu / seconds,
    )


def tabulate(rounds: Rounds, names: Sequence[str], connections: Sequence[int]) -> str:
    """Draw the table of figures."""
    widest = max(map(len, names))
    head = "".join(f"  |{many:>4} conn: turns/s  p50 ms  p99 ms  core us/turn  core %" for many in connections)
    lines = [f"{'':{widest}}{head}"]
    for name in names:
        cells = [_spell(rounds[name, many]) for many in connections]
        lines.append(f"{name:{widest}}{''.join(cells)}")
    return "\n".join(lines)


def _spell(rounds: Sequence[Round]) -> str:
    rate, p50, p99 = (median(getattr(one, name) for one in rounds) for name in ("rate", "p50", "p99"))
    cpu, share = median(one.cpu for one in rounds), median(one.share for one in rounds)
    return f"  |{rate:>18,.1f}{p50:>8.2f}{p99:>8.1f}{cpu:>14,.0f}{share:>8.0%}"


def compare(rounds: Rounds, ours: Sequence[str], theirs: Mapping[str, float], connections: Sequence[int]) -> str:
    """Draw the ratios: turns/s of ours to theirs, taken round by round. *theirs*: the goal for each."""
    widest = max(map(len, theirs)) + 3
    lines = []
    for name in ours:
        for many in connections:
            lines.append(f"{name}, {many} conn, to")
            for other, goal in theirs.items():
                ratios = [
                    (one.rate / two.rate, two.cpu / one.cpu)
                    for one, two in zip(rounds[name, many], rounds[other, many], strict=True)
                    if one.cpu and two.cpu
                ]
                rate, cpu = median(pair[0] for pair in ratios), median(pair[1] for pair in ratios)
                figures = f"{rate:>7.2f} x turns/s   {cpu:>7.2f} x turns per core second"
                lines.append(f"   {other:{widest}} {figures}   (goal {goal:g})")
    return "\n".join(lines)
