"""What time it is in the simulated tenant: the host's. Nothing else here reads a clock."""

from datetime import UTC, datetime


def read_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the one place
