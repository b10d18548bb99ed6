"""The file under the store: who may read it, who holds it, and whether it is still the same one."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.ports import ConflictError, NotPermittedError, UnreachableError


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Create the file at *path* where there is none, and hold it for this process alone.

    The lock is on a file of its own, which is never deleted: two processes could otherwise hold two files of
    one name. The kernel releases it with the process, whichever way that ends.
    """
    with _held(path, "lock", f"Another Linkgate is using {path}. Stop that one, or give this one its own."):
        os.close(_open_private(path))
        yield


@contextmanager
def hold_hands(path: Path) -> Iterator[None]:
    """Be the only process that applies what is kept in the file at *path*, with a lock like that of `hold`."""
    taken = f"Another Linkgate already applies what {path} holds. Stop that one, or leave this one away."
    with _held(path, "applier.lock", taken):
        yield


@contextmanager
def _held(path: Path, end: str, taken: str) -> Iterator[None]:
    _make_private(path.parent)
    lock = _open_private(path.with_name(f"{path.name}.{end}"))
    try:
        _lock(lock, taken)
        yield
    finally:
        os.close(lock)


def identify(path: Path) -> tuple[int, int]:
    """Tell which file is at *path*, whatever its name."""
    try:
        status = path.stat()
    except OSError as error:
        raise UnreachableError("Linkgate's store is gone. Put it back, or restore it and restart Linkgate.") from error
    return status.st_dev, status.st_ino


def _make_private(directory: Path) -> None:
    with _translated():
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_shared(directory)


def _open_private(path: Path) -> int:
    with _translated():
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        refuse_shared(path)
    except NotPermittedError:
        os.close(opened)
        raise
    return opened


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotPermittedError(f"{error.filename}: {error.strerror}. Linkgate needs to write there.") from error


def refuse_shared(path: Path) -> None:
    mode = path.stat().st_mode
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        wanted = "700" if stat.S_ISDIR(mode) else "600"
        raise NotPermittedError(f"Others than its owner have access to {path}. Run: chmod {wanted} {path}")


def _lock(opened: int, taken: str) -> None:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ConflictError(taken) from error
