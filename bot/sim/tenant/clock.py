"""What time it is in the simulated tenant: the host's. Nothing else here reads a clock."""

import time
from datetime import UTC, datetime


def read_seconds() -> float:
    """Return seconds since whenever; they never go back."""
    return time.monotonic()


def read_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the one place
