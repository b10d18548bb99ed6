"""Linkgate itself, as `linkgate serve` runs it. Only its limits are raised: they keep a bot at Teams' pace."""

import asyncio
import logging

from bench.hosting import read_order, stay
from bench.limits import RAISED

from bot.app import open_bot, settle
from bot.config import read_settings
from bot.logs import write_lines


async def main() -> None:
    write_lines(logging.INFO)
    async with open_bot(read_settings(read_order()), limits=RAISED) as bot:
        settle()
        await stay(url=bot.url)


asyncio.run(main())
