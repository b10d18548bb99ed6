"""Kills Linkgate in all the ways that there are, and looks whether anything is lost: `make campaign`.

Two worlds at a time, each with a bot in a process of its own, which is killed with SIGKILL again and again while people
work with it; in one world more it moves lists of people, in another it sets the Office policy. A checker then reads
ledger, store, tenant and chats. Before that, two copies of the product, each with one fault put in, prove that the
checker bites.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from random import SystemRandom
from statistics import median
from time import perf_counter

from campaign.bite import prove
from campaign.checker import Kind
from campaign.move import open_moving
from campaign.office import open_setting
from campaign.points import Point
from campaign.tour import Result, open_tour

_AT_ONCE = 2
_MOST_KILLS = 50
_WHOLE, _LEAST = 60, 2
"""From so many kills on, so many at each of the named points; and the checker has to prove that it bites."""
_OF_LISTS = 10
"""One kill in so many more hits a bot that moves a list of people, and one more a bot that sets the Office policy."""
_START_SECONDS = 5.0
_MOST_SHOWN = 20


async def run(kills: int, seed: int) -> Result:
    """Run as many worlds as there have to be for so many *kills*; add up what came of them."""
    worlds = max(_AT_ONCE, -(-kills // _MOST_KILLS))
    total, turns = Result(), asyncio.Semaphore(_AT_ONCE)

    async def tour(number: int) -> None:
        async with turns, open_tour(seed * 1_000 + number) as one:
            await one.run(-(-kills // worlds), is_whole=kills >= _WHOLE)
        _add(total, one.result)
        told = f"{one.result.kills.total()} kills, {len(one.result.findings)} findings"
        print(f"world {number + 1} of {worlds}: {told}", flush=True)

    async def move() -> None:
        async with turns, open_moving(seed) as one:
            await one.run(kills // _OF_LISTS)
        _add(total, one.result)
        print(f"lists of people: {one.result.kills.total()} kills, {len(one.result.findings)} findings", flush=True)

    async def govern() -> None:
        async with turns, open_setting(seed) as one:
            await one.run(kills // _OF_LISTS)
        _add(total, one.result)
        print(f"the Office policy: {one.result.kills.total()} kills, {len(one.result.findings)} findings", flush=True)

    async with asyncio.TaskGroup() as group:
        for number in range(worlds):
            group.create_task(tour(number))
        if kills >= _WHOLE:
            group.create_task(move())
            group.create_task(govern())
    return total


def _add(total: Result, result: Result) -> None:
    total.kills += result.kills
    total.missed += result.missed
    total.figures += result.figures
    total.findings += result.findings
    total.cold += result.cold
    total.work += result.work
    total.warm += result.warm


def judge(result: Result) -> list[str]:
    """List why the campaign is not good enough."""
    faults = [f"{finding.kind}: {finding.sentence}" for finding in result.findings]
    rare = [point.name for point in Point if result.kills[point.name] < _LEAST]
    if rare and result.kills.total() >= _WHOLE:
        faults.append(f"killed less than {_LEAST} times at {', '.join(rare)}")
    if result.work and median(result.work) >= _START_SECONDS:
        faults.append(f"a restart is {median(result.work):.1f} s of work, and has to be less than {_START_SECONDS:g} s")
    return faults


def tell(result: Result) -> Iterator[str]:
    """Write down what was done."""
    yield f"{result.kills.total():,} kills:"
    for point in (*(point.name for point in Point), "at random", "while it starts"):
        missed = f"   (and {result.missed[point]} times it did not come there)" if result.missed[point] else ""
        yield f"  {result.kills[point]:>7,}  {point.lower().replace('_', ' ')}{missed}"
    named = {*(point.name for point in Point), "at random", "while it starts"}
    of_lists = {when: number for when, number in sorted(result.kills.items()) if when not in named}
    yield from (
        f"  {number:>7,}  of one that moves people or sets a policy, {when}" for when, number in of_lists.items()
    )
    yield "in the end:"
    yield from (f"  {number:>7,}  {name}" for name, number in sorted(result.figures.items()))
    starts = {"as a new process": result.cold, "of which it works": result.work, "as a forked one": result.warm}
    for name, took in starts.items():
        if took:
            yield f"restart {name}: median {median(took):.2f} s, longest {max(took):.2f} s, {len(took)} times"
    kinds = Counter(finding.kind for finding in result.findings)
    yield "findings: " + ", ".join(f"{kinds[kind]} {kind}" for kind in Kind)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make campaign", description="Kill Linkgate, and look what is lost.")
    parser.add_argument("--kills", type=int, default=1_000, help="how many (default: 1,000)")
    parser.add_argument("--seed", type=int, help="the same seed throws the same dice (default: a new one)")
    arguments = parser.parse_args()
    seed = SystemRandom().randrange(1_000_000) if arguments.seed is None else arguments.seed
    began = perf_counter()
    print(f"seed {seed}", flush=True)
    faults = prove(seed) if arguments.kills >= _WHOLE else []
    result = asyncio.run(run(arguments.kills, seed))
    print("\n".join(tell(result)))
    print(f"{perf_counter() - began:.0f} s; once more: make campaign KILLS={arguments.kills} SEED={seed}")
    faults += judge(result)
    print("\n".join(faults[:_MOST_SHOWN]), file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
