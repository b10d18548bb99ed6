"""Whole requests per second, how long a click takes, and whether a store of a million lines answers like a new one.

    ask -> draft -> send -> approve -> claimed -> written -> read back -> applied

Everything goes over the wires of the simulated world, in one process with the bot: what is measured is both. One
request at a time can hold the setting, so those who work at once stand in line for it; whoever is refused asks again.

Run it with `make bench-approvals`. Nothing fails for being slow, but a list that takes more than LIMIT times as long in
a full store as in an empty one does.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.limits import RAISED

from bot.app import Bot, open_bot
from bot.config import read_settings
from bot.core.act import Act, Verb, encode
from bot.core.change import Change, State
from bot.pace import Pace
from bot.sim.cast import SALES_GROUP
from bot.sim.world import World, open_world

AT_ONCE = (1, 10, 100)
LOOKS = ("linkedin status", "linkedin requests", "linkedin history")
LIMIT = 1.5
PENDING, LINES = 1_000, 1_000_000
_LINES_EACH = 7
_QUICK = Pace(glance=timedelta(milliseconds=5), tick=timedelta(milliseconds=100))
_BLINK = 0.002


@dataclass(frozen=True, slots=True)
class Tally:
    """What people did: *clicks* are seconds each, *applied* counts whole requests."""

    clicks: list[float] = field(default_factory=list)
    applied: list[float] = field(default_factory=list)


@asynccontextmanager
async def open_office(folder: Path) -> AsyncIterator[tuple[World, Bot]]:
    async with open_world(users=600) as world:
        settings = read_settings(world.environment(folder))
        async with open_bot(settings, pace=_QUICK, limits=RAISED) as bot:
            world.teams.connect(bot.url)
            for key in ("ada", "bob", "cleo"):
                await world.person(key).says("help")
            yield world, bot


# ---- whole requests ----------------------------------------------------------------------------------------------


async def measure_requests(world: World, bot: Bot, at_once: int, seconds: float) -> Tally:
    """Let *at_once* requests be under way at any time, for so many *seconds*."""
    tally, end = Tally(), perf_counter() + seconds
    await asyncio.gather(*(_work(world, bot, f"{at_once}-{number}", end, tally) for number in range(at_once)))
    return tally


async def _work(world: World, bot: Bot, name: str, end: float, tally: Tally) -> None:
    turn = 0
    while perf_counter() < end:
        turn += 1
        start = perf_counter()
        if await _carry(world, bot, f"{name}-{turn}", tally):
            tally.applied.append(perf_counter() - start)
        else:
            await asyncio.sleep(random.uniform(0.01, 0.05))  # noqa: S311  people do not knock in step


async def _carry(world: World, bot: Bot, reason: str, tally: Tally) -> bool:
    """Bring one request from the first word to its outcome; False when another one was faster."""
    is_on = world.tenant.setting["enableLinkedInAppFamily"] != 1
    wish = "linkedin disable" if is_on else f"linkedin enable group {SALES_GROUP}"
    ada, store = world.person("ada"), bot.desk.ports.store
    said = await ada.says(f"{wish} because {reason}")
    draft = await store.change_from(f"{ada.chat.id}/{said.message.id}")
    if draft is None or not await _click(world, bot, draft, "ada", Verb.SEND, tally, reason=reason, told="done"):
        return False
    sent = await store.change(draft.id)
    if sent is None or sent.state is not State.WAITING:
        return False
    await _click(world, bot, sent, "bob", Verb.APPROVE, tally)
    while (change := await store.change(draft.id)) and change.state in {State.APPROVED, State.APPLYING}:
        await asyncio.sleep(_BLINK)
    return change is not None and change.state is State.APPLIED


async def _click(world: World, bot: Bot, change: Change, key: str, verb: Verb, tally: Tally, **inputs: str) -> bool:
    person = world.person(key)
    message = await _find_card(bot, change, person.chat.id)
    action = {"type": "Action.Execute", "verb": verb, "data": encode(Act(verb, change.id, change.rev)) | inputs}
    start = perf_counter()
    answer = await person.invokes(message, action)
    tally.clicks.append(perf_counter() - start)
    return answer.kind == "card"


async def _find_card(bot: Bot, change: Change, conversation: str) -> str:
    while True:
        for notice in await bot.desk.ports.store.notices(change.id):
            if notice.message and not notice.topic and notice.place and notice.place.conversation == conversation:
                return notice.message
        await asyncio.sleep(_BLINK)


# ---- a full store ------------------------------------------------------------------------------------------------


async def fill(world: World, bot: Bot, folder: Path, *, pending: int, lines: int) -> None:
    """Let one request end and one be returned, and make *pending* and *lines* of them, below the bot."""
    tally = Tally()
    while not await _carry(world, bot, "the model", tally):
        pass
    ada, store = world.person("ada"), bot.desk.ports.store
    said = await ada.says("linkedin enable all because returned")
    draft = await store.change_from(f"{ada.chat.id}/{said.message.id}")
    assert draft is not None
    await _click(world, bot, draft, "ada", Verb.SEND, tally, reason="returned", told="done")
    sent = await store.change(draft.id)
    assert sent is not None
    await _click(world, bot, sent, "bob", Verb.RETURN, tally, changes="say more")
    await asyncio.to_thread(_multiply, folder / "linkgate.db", pending, lines)


def _multiply(path: Path, pending: int, lines: int) -> None:
    requests = lines // _LINES_EACH
    with sqlite3.connect(path, isolation_level=None, timeout=60) as store:
        columns = "rev, state, {place}, NULL, expires_at, json_set(body, '$.number', i), asker, stage"
        store.execute("BEGIN IMMEDIATE")
        for stage, first, last in (("open", 10, pending + 8), ("ended", 1_000_000, 1_000_000 + requests)):
            copy = columns.format(place="'copy-' || i")
            store.execute(
                f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "  # noqa: S608
                f"INSERT INTO changes SELECT printf('%032x', i), i, {copy} FROM n, "
                f"(SELECT * FROM changes WHERE stage = '{stage}' LIMIT 1)"
            )
        store.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1000000 UNION ALL SELECT i + 1 FROM n WHERE i < {1_000_000 + requests}) "  # noqa: S608
            "INSERT INTO ledger (request, event, body, seal) SELECT n.i, event, body, seal FROM n, "
            f"(SELECT * FROM ledger WHERE request = 1 AND event <> 'refused' LIMIT {_LINES_EACH})"
        )
        store.execute("COMMIT")
        store.execute("ANALYZE")


async def compare_looks(few: World, many: World, turns: int) -> dict[str, tuple[float, float]]:
    """Return how long each look takes in both worlds, in turn."""
    taken: dict[str, tuple[list[float], list[float]]] = {look: ([], []) for look in LOOKS}
    for _ in range(turns):
        for look in LOOKS:
            for world, seconds in zip((few, many), taken[look], strict=True):
                start = perf_counter()
                await world.person("ada").says(look)
                seconds.append(perf_counter() - start)
    return {look: (median(one), median(other)) for look, (one, other) in taken.items()}


# ---- the report --------------------------------------------------------------------------------------------------


def spell(seconds: Sequence[float]) -> str:
    cuts = quantiles(seconds, n=100) if len(seconds) > 1 else [*seconds] * 99
    return f"p50 {cuts[49] * 1000:6.1f}   p99 {cuts[98] * 1000:6.1f}"


async def run(seconds: float, turns: int, lines: int) -> bool:
    with TemporaryDirectory(prefix="linkgate-bench-") as home:
        async with open_office(Path(home) / "few") as (few, bot), open_office(Path(home) / "many") as (many, full):
            print("requests at once   whole requests/s   click, ms                     one request, ms")
            for at_once in AT_ONCE:
                tally = await measure_requests(few, bot, at_once, seconds)
                rate = len(tally.applied) / seconds
                print(f"{at_once:16}   {rate:16.1f}   {spell(tally.clicks)}   {spell(tally.applied)}", flush=True)
            await fill(many, full, Path(home) / "many", pending=PENDING, lines=lines)
            print(f"\nlook, ms            few rows   {PENDING:,} pending and {lines:,} lines   ratio")
            taken = await compare_looks(few, many, turns)
            for look, (one, other) in taken.items():
                print(f"{look:18}   {one * 1000:8.1f}   {other * 1000:31.1f}   {other / one:5.2f}")
    return all(other / one <= LIMIT for one, other in taken.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=10, help="for each number of requests at once")
    parser.add_argument("--lines", type=int, default=LINES, help="lines of the full ledger")
    arguments = parser.parse_args()
    if not asyncio.run(run(arguments.seconds, turns=60, lines=arguments.lines)):
        sys.exit(f"A list took more than {LIMIT} times as long in the full store.")


if __name__ == "__main__":
    main()
