"""One bot at a time as a real process: started, killed with SIGKILL, and started again."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

_PATIENCE = 60.0
_LOOK = 0.002
_USER_TIME, _CHILDREN = 11, 13
_COMMAND = ("-m", "campaign.launcher")


class BrokenError(Exception):
    """A bot did not start."""


class Serving:
    """Holds the launcher, and the bot that lives at present.

    *cold* are the seconds from nothing to a bot that listens, of which it worked for *work*; *warm* those from a fork.
    """

    def __init__(self, launcher: asyncio.subprocess.Process, log: Path) -> None:
        self.cold: list[float] = []
        self.work: list[float] = []
        self.warm: list[float] = []
        self._launcher = launcher
        self._log = log
        self._alone: asyncio.subprocess.Process | None = None
        self._pid = 0
        self._began = 0.0

    async def start(self, environment: Mapping[str, str]) -> None:
        """Begin to start a bot; it has a number from now on, and can be killed."""
        self._began = perf_counter()
        self._alone = None
        await _tell(self._launcher, environment)
        while "pid" not in (told := await self._hear(self._launcher)):
            pass  # one that was killed had just said where it listens
        self._pid = int(told["pid"])

    async def start_cold(self, environment: Mapping[str, str]) -> None:
        """Begin to start a bot in a new Python."""
        self._began = perf_counter()
        self._alone = await _launch(self._log, "--cold")
        await _tell(self._alone, environment)
        self._pid = self._alone.pid

    async def listen(self) -> str:
        """Wait until it listens; say where."""
        url = str((await self._hear(self._alone or self._launcher))["url"])
        took = perf_counter() - self._began
        if self._alone:
            self.cold.append(took)
            self.work.append(_read_work(self._pid))
        else:
            self.warm.append(took)
        return url

    async def kill(self) -> None:
        """Kill it, and wait until it is gone."""
        os.kill(self._pid, signal.SIGKILL)
        if self._alone:
            await self._alone.wait()
        while _is_there(self._pid):
            await asyncio.sleep(_LOOK)

    async def _hear(self, process: asyncio.subprocess.Process) -> Mapping[str, Any]:
        line = b""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                line = await process.stdout.readline() if process.stdout else b""
        try:
            told: Mapping[str, Any] = json.loads(line)
        except ValueError as error:
            raise BrokenError(f"The bot did not start:\n{self._log.read_text('utf-8')[-2_000:]}") from error
        return told


@asynccontextmanager
async def open_serving(log: Path) -> AsyncIterator[Serving]:
    """Run a launcher; what its bots log goes to *log*. The last bot is killed in the end."""
    launcher = await _launch(log)
    serving = Serving(launcher, log)
    try:
        yield serving
    finally:
        with contextlib.suppress(ProcessLookupError):
            await serving.kill()
        launcher.kill()
        await launcher.wait()


async def _launch(log: Path, *arguments: str) -> asyncio.subprocess.Process:
    with log.open("ab") as errors:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, *_COMMAND, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )


async def _tell(process: asyncio.subprocess.Process, environment: Mapping[str, str]) -> None:
    if process.stdin is None:
        raise BrokenError("There is nobody to tell.")
    process.stdin.write(f"{json.dumps(dict(environment))}\n".encode())
    await process.stdin.drain()


def _read_work(pid: int) -> float:
    """Read how many seconds of a core a process has had, which tells of it, not of whoever else is at work here."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[_USER_TIME:_CHILDREN])) / os.sysconf("SC_CLK_TCK")


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
