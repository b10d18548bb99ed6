"""The servers' processes: started, pinned to a core, watched for the time that they take, and ended."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CORES = sorted(os.sched_getaffinity(0))
_ROOT = Path(__file__).parents[2]
_PEERS = _ROOT / ".venv-bench" / "bin" / "python"
_OURS = Path(sys.executable)
_START_SECONDS = 60.0
_END_SECONDS = 10.0
_END_OF_LOG = 2_000
_LONGEST_LINE = 1024 * 1024
_USER_TIME, _SYSTEM_TIME = 11, 12
_KIB, _MB = 1024, 1_000_000


class BrokenError(Exception):
    """A server did not start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A process that is ready. *told*: what it said of itself then, *said*: what it has said since."""

    number: int
    told: Mapping[str, Any]
    said: asyncio.Queue[Mapping[str, Any]] = field(default_factory=asyncio.Queue)

    @property
    def url(self) -> str:
        return str(self.told["url"])

    def cpu(self) -> float:
        """Tell how many seconds of a core it has had."""
        fields = Path(f"/proc/{self.number}/stat").read_text("ascii").rpartition(")")[2].split()
        ticks = int(fields[_USER_TIME]) + int(fields[_SYSTEM_TIME])
        return ticks / os.sysconf("SC_CLK_TCK")

    def forget_peak(self) -> None:
        """Let `peak` begin anew."""
        Path(f"/proc/{self.number}/clear_refs").write_text("5", "ascii")

    def peak(self) -> float:
        """Tell how much memory it has had at most, in MB."""
        return self._read_memory("VmHWM")

    def memory(self) -> float:
        """Tell how much memory it has now, in MB."""
        return self._read_memory("VmRSS")

    def _read_memory(self, name: str) -> float:
        lines = Path(f"/proc/{self.number}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) * _KIB / _MB


def pick_cores() -> tuple[int, int]:
    """Pick a core for what is measured and one for the rest. One core alone does for a look, not for figures."""
    return _CORES[0], _CORES[-1]


def pin(process: int, *cores: int) -> None:
    """Let a process have these cores only, with every thread that it has and will have."""
    for thread in Path(f"/proc/{process or 'self'}/task").iterdir():
        os.sched_setaffinity(int(thread.name), cores)


@asynccontextmanager
async def run(
    server: Path, order: Mapping[str, str], *, folder: Path, core: int | None = None, is_peer: bool = False
) -> AsyncIterator[Running]:
    """Run the script *server* until the block is left; it starts on any core, and is on *core* when it is ready.

    What it writes to stderr goes to a file in *folder*.
    """
    log = _name_log(folder, server.stem)
    environment = {"PYTHONPATH": f"{_ROOT / 'tests'}", "PATH": os.defpath}
    if authority := order.get("ca"):
        environment["REQUESTS_CA_BUNDLE"] = authority
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *(str(_PEERS if is_peer else _OURS), str(server), json.dumps(order)),
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env=environment,
            limit=_LONGEST_LINE,
        )
    try:
        pin(process.pid, *pick_cores())
        told = await _listen(process, log)
        if core is not None:
            pin(process.pid, core)
        running = Running(number=process.pid, told=told)
        listening = asyncio.create_task(_hear(process, running))
        yield running
    finally:
        await _end(process)
    await listening


def _name_log(folder: Path, server: str) -> Path:
    """Name the log of another server, and make it, so that the next one has another name."""
    log = folder / f"{server}-{len(list(folder.glob('*.log')))}.log"
    log.touch()
    return log


def _read_end(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-_END_OF_LOG:]


async def _listen(process: asyncio.subprocess.Process, log: Path) -> Mapping[str, Any]:
    """Wait for the one line that a server says when it is ready."""
    line = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_START_SECONDS):
            line = await process.stdout.readline() if process.stdout else b""
    try:
        told: Mapping[str, Any] = json.loads(line)
    except ValueError as error:
        raise BrokenError(f"{log.stem} did not start:\n{_read_end(log)}") from error
    return told


async def _hear(process: asyncio.subprocess.Process, running: Running) -> None:
    while process.stdout and (line := await process.stdout.readline()):
        running.said.put_nowait(json.loads(line))


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_END_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
