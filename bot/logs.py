"""The log: one event, one line of JSON, with the reference that also stands on the card.

    {"at": "2026-…Z", "level": "WARNING", "logger": "bot.postman", "event": "notice put off …", "ref": "1f0c…", …}

What people wrote, tokens and secrets are in no line. Of an exception that is not ours only the type and the places
in the code are kept: its message may quote anything.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

from bot import trace
from bot.ports import PortError

_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_QUIET = ("azure", "msal", "httpx", "httpcore", "aiohttp", "alembic", "asyncio", "urllib3")
"""They write addresses, and those hold what people typed; their warnings are kept."""


class Lines(logging.Formatter):
    """Writes a record as one line. Whatever stands in it, JSON keeps it on that line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            "ref": trace.current(),
            **{name: value for name, value in vars(record).items() if name not in _KNOWN},
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = describe(record.exc_info[1])
        return _spell({name: value for name, value in line.items() if value != ""})


def _spell(line: dict[str, object]) -> str:
    """Write strict JSON; what JSON has no word for, infinity or a circle, is written as Python shows it."""
    try:
        return json.dumps(line, default=str, allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        return json.dumps({name: str(value) for name, value in line.items()})


def describe(error: BaseException) -> dict[str, object]:
    """Say what broke and where, with no word that came from outside."""
    frames = traceback.extract_tb(error.__traceback__)
    told = {
        "type": type(error).__name__,
        "sentence": str(error) if isinstance(error, PortError) else "",
        "at": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames],
    }
    cause = error.__cause__ or error.__context__
    return {name: value for name, value in told.items() if value} | ({"cause": describe(cause)} if cause else {})


def write_lines(level: int) -> None:
    """Send what is logged to stderr, a line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.getLogger("msrest.serialization").setLevel(logging.ERROR)  # warns of each field that it drops
