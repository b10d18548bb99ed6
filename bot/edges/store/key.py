"""The file with the ledger's key: who may read it, and what stands in it. It is no part of the database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.edges.store.file import refuse_shared
from bot.ports import NotFoundError, NotPermittedError, UnexpectedError

_LEAST = 32
"""Bytes."""


def read_key(path: Path) -> bytes:
    """Read the key, or raise and say what to do; nothing that stands in the file is repeated."""
    try:
        refuse_shared(path)
        key = bytes.fromhex(path.read_text("ascii"))
    except FileNotFoundError as error:
        raise NotFoundError(
            f"The ledger's key {path} is missing. Put it back, or name its place by LINKGATE_LEDGER_KEY."
        ) from error
    except OSError as error:
        raise NotPermittedError(f"The ledger's key {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UnexpectedError(f"What stands in {path} is no key of a ledger. Put the key back.") from error
    if len(key) < _LEAST:
        raise UnexpectedError(f"The key in {path} is shorter than {_LEAST} bytes, so it is no key of a ledger.")
    return key


def take_key(path: Path) -> bytes:
    """Read the key; make one where there is none. Whoever is killed meanwhile leaves a whole key or none."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.new")
        try:
            _write(draft, secrets.token_hex(_LEAST))
            with suppress(FileExistsError):
                path.hardlink_to(draft)  # never in the place of a key that is there
            draft.unlink()
        except OSError as error:
            raise NotPermittedError(f"The ledger's key {path} cannot be made: {error.strerror}.") from error
    return read_key(path)


def _write(path: Path, text: str) -> None:
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(made, "w", encoding="ascii") as file:  # noqa: PTH123  a descriptor has no path
        file.write(f"{text}\n")
        file.flush()
        os.fsync(made)
