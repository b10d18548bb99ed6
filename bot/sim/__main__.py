"""Run a simulated world by itself: `python -m bot.sim --bot URL`, and `linkgate serve` beside it.

It prints the environment for the bot as shell lines, and its page's address, and runs until it is interrupted.
"""

import argparse
import asyncio
import contextlib
import shlex
import signal
from pathlib import Path

from bot.sim.world import open_world, read_size


async def _run(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with open_world(data=arguments.data, users=arguments.users) as world:
        world.teams.connect(arguments.bot)
        environment = dict(world.environment(arguments.bot_data)) | {"LINKGATE_PORT": str(arguments.port)}
        lines = [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
        print("\n".join([*lines, f"# the page: {world.teams.url}"]), flush=True)  # noqa: T201  the command's output
        await stop.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.sim", description="A simulated tenant and Teams on loopback.")
    parser.add_argument("--port", type=int, default=3978, help="where the bot will listen (default: 3978)")
    parser.add_argument("--bot-data", type=Path, default=Path("data"), help="the bot's folder (default: data)")
    parser.add_argument("--data", type=Path, help="keep the world in this folder")
    parser.add_argument("--users", type=read_size, default=10_000, help="people in the tenant (default: 10,000)")
    arguments = parser.parse_args()
    arguments.bot = f"http://127.0.0.1:{arguments.port}/api/messages"
    asyncio.run(_run(arguments))


if __name__ == "__main__":
    main()
