"""Anchors of the ledger in a file of their own, a line of JSON each, to which is only added.

A line that was cut short, by a full disk for instance, is no anchor; the next one begins on a line of its own.
"""

import asyncio
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.chain import Anchor
from bot.core.evidence import read_anchor, spell_anchor
from bot.ports import UnexpectedError, UnreachableError

_TAIL = 65_536
"""Bytes at the end in which is looked for the newest anchors: some three hundred of them."""


class AnchorFile:
    """Keeps the promises of `AnchorPort` in the file at *path*."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, ...] = ()
        self._lines: list[str] = []

    async def newest(self) -> Anchor | None:
        lines = await asyncio.to_thread(self._read)
        try:
            return read_anchor(lines[-1]) if lines else None
        except ValueError as error:
            raise UnexpectedError(f"The newest line of {self._path.name} is not an anchor of the ledger.") from error

    async def posted(self) -> Anchor | None:
        anchors = _read_lines(await asyncio.to_thread(self._read))
        return next((anchor for anchor in reversed(list(anchors)) if anchor.message), None)

    async def add(self, anchor: Anchor) -> None:
        await asyncio.to_thread(self._add, spell_anchor(anchor).encode())

    async def check(self) -> None:
        await asyncio.to_thread(self._check)

    def _read(self) -> list[str]:
        """Return the whole lines at the end of the file; what was read stays known while the file is the same."""
        with _translated(self._path, "read"):
            try:
                opened = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError:
                return []
            try:
                status = os.fstat(opened)
                seen = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
                if seen != self._seen:
                    start = max(0, status.st_size - _TAIL)
                    self._lines = _split(os.pread(opened, status.st_size - start, start), is_whole=start == 0)
                    self._seen = seen
            finally:
                os.close(opened)
        return self._lines

    def _add(self, line: bytes) -> None:
        with _translated(self._path, "written"):
            opened = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                size = os.fstat(opened).st_size
                is_torn = size > 0 and os.pread(opened, 1, size - 1) != b"\n"
                text = b"\n" * is_torn + line + b"\n"
                if os.write(opened, text) < len(text):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(opened)
            finally:
                os.close(opened)
            if not size:
                _make_lasting(self._path.parent)

    def _check(self) -> None:
        with _translated(self._path, "written"):
            try:
                os.close(os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC))
            except FileNotFoundError:
                os.close(os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))


def read_anchors(path: Path) -> tuple[Anchor, ...]:
    """Read every anchor in the file at *path*; lines that are none are passed over."""
    with _translated(path, "read"):
        return tuple(_read_lines(_split(path.read_bytes(), is_whole=True)))


def _split(tail: bytes, *, is_whole: bool) -> list[str]:
    """Split the end of a file into the lines that are whole; *is_whole*: nothing stands before it."""
    lines = tail.decode("utf-8", "replace").split("\n")[:-1]
    return [line for line in lines[0 if is_whole else 1 :] if line.strip()]


def _read_lines(lines: list[str]) -> Iterator[Anchor]:
    for line in lines:
        try:
            yield read_anchor(line)
        except ValueError:
            continue


def _make_lasting(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _translated(path: Path, deed: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = f"The ledger's anchor file {path.name} cannot be {deed}: {error.strerror}."
        raise UnreachableError(f"{sentence} Until it can, nothing is changed in the tenant.") from error
