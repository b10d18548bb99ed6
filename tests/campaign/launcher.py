"""The bot as a process, as `linkgate serve` runs it; only faster than people, and with less patience.

Each line of stdin is an environment, as JSON. With `--cold` this process serves it. Otherwise a new one does, forked
from here: it is as real, and dies as really, but the SDKs' thousands of classes are brought in once for all of them.
"""

import asyncio
import gc
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping
from datetime import timedelta

from bot.app import open_bot
from bot.config import read_settings
from bot.core.budget import Allowance
from bot.edges.teams.budgets import Scope
from bot.logs import write_lines
from bot.outside import Limits
from bot.pace import Pace

_LOOK = 1.0
_NO_END = 100_000
_LIMITS = Limits(
    allowances={scope: Allowance(burst=_NO_END, gap=1 / _NO_END) for scope in Scope},
    conversation=((_NO_END, 1.0),),
    tenant=((_NO_END, 1.0),),
)
_PACE = Pace(
    patience=timedelta(seconds=2),
    glance=timedelta(seconds=0.05),
    look=timedelta(seconds=0.2),
    tick=timedelta(seconds=0.2),
    pause=timedelta(seconds=0.5),
    watch=timedelta(0),  # what lands here lands within the patience, and each look would meet another point's fault
)


async def _serve(environment: Mapping[str, str], parent: int) -> None:
    async with open_bot(read_settings(environment), pace=_PACE, limits=_LIMITS) as bot:
        _say({"url": bot.url, "of": os.getpid()})
        while os.getppid() == parent:  # nobody is left behind
            await asyncio.sleep(_LOOK)


def _say(told: Mapping[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def main() -> None:
    write_lines(logging.INFO)
    if "--cold" in sys.argv:
        asyncio.run(_serve(json.loads(sys.stdin.readline()), os.getppid()))
        return
    launcher = os.getpid()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody has to wait for those that are killed
    for line in sys.stdin:
        child = os.fork()
        if child:
            _say({"pid": child})
        else:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(_serve(json.loads(line), launcher))


if __name__ == "__main__":
    main()
