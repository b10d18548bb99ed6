"""Linkgate itself, as `linkgate serve` runs it. Only its limits are raised: they keep a bot at Teams' pace."""

import asyncio
import logging

from bench.turns.servers.hosting import read_order, stay

from bot.app import Limits, open_bot, settle
from bot.config import read_settings
from bot.core.budget import Allowance
from bot.edges.teams.budgets import Scope
from bot.logs import write_lines

_NO_END = 100_000
RAISED = Limits(
    allowances={scope: Allowance(burst=_NO_END, gap=1 / _NO_END) for scope in Scope},
    conversation=((_NO_END, 1.0),),
    tenant=((_NO_END, 1.0),),
)


async def main() -> None:
    write_lines(logging.INFO)
    async with open_bot(read_settings(read_order()), limits=RAISED) as bot:
        settle()
        await stay(url=bot.url)


asyncio.run(main())
