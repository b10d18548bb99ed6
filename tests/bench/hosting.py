"""How a server of the bench is run: it says on one line where it listens, and goes when it is told to."""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Mapping

from aiohttp import web


def read_order() -> Mapping[str, str]:
    """Return what the bench has to say to this server."""
    order: Mapping[str, str] = json.loads(sys.argv[1])
    return order


async def stay(**told: object) -> None:
    """Say that the server is ready, and where; return when it has to go."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    print(json.dumps(told), flush=True)
    await stop.wait()


async def host(app: web.Application) -> None:
    """Run *app* on a free port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await stay(url=f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages")
    await runner.cleanup()
