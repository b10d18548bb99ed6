"""Linkgate itself, as `linkgate serve` runs it, with a stopwatch at the stages of its way and a probe in its loop."""

import asyncio
import logging

from bench.hosting import read_order, stay
from bench.move.stopwatch import Probe, watch

from bot import facts, surveyor
from bot.app import open_bot, settle
from bot.applier import Applier
from bot.config import read_settings
from bot.crew import Crew
from bot.edges.store.store import Store
from bot.filler import Filler
from bot.inspector import Inspector
from bot.logs import write_lines
from bot.muster import Muster

STAGES = (
    (Muster, "read_list"),
    (Muster, "call"),
    (Muster, "plan"),
    (Store, "keep"),
    (Inspector, "look"),
    (Filler, "prepare"),
    (Crew, "work"),
    (Filler, "work"),
    (Applier, "apply"),
    (facts, "compare_groups"),
    (surveyor, "compare_groups"),
)


async def main() -> None:
    write_lines(logging.INFO)
    probe = Probe()
    for owner, name in STAGES:
        watch(owner, name, probe)
    async with probe, open_bot(read_settings(read_order())) as bot:
        settle()
        await stay(url=bot.url)


asyncio.run(main())
