"""The simulated tenant, in a process of its own: to choose among a hundred thousand takes it a while."""

import asyncio
from pathlib import Path

from bench.hosting import read_order, stay

from bot.sim.world import open_world


async def main() -> None:
    order = read_order()
    async with open_world(users=int(order["users"])) as world:
        await stay(environment=dict(world.environment(Path(order["data"]))), admin=world.tenant.admin_url)


asyncio.run(main())
