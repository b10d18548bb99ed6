"""The reference of what is going on: one short id on every log line of a turn, and on the card that answers it.

A request keeps the reference of the turn that made it; whoever works on it later works under that one, so a card
shown weeks ago still finds its lines. It names nothing and proves nothing.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_REF: ContextVar[str] = ContextVar("ref", default="")


def current() -> str:
    """Return the reference under which this is done; empty outside of any."""
    return _REF.get()


def new() -> str:
    """Make a reference: eight hexadecimal signs."""
    return secrets.token_hex(4)


@contextmanager
def follow(ref: str) -> Iterator[str]:
    """Do what is inside under the reference *ref*."""
    token = _REF.set(ref)
    try:
        yield ref
    finally:
        _REF.reset(token)
