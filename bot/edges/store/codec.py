"""Things as rows and back: columns as `tables` has them, and a body for the rest.

Bodies are JSON in ASCII, so that any text comes back as it was, half a surrogate pair and NUL included; only two
halves that were kept side by side come back as the one sign they spell.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError
from sqlalchemy import Table

from bot.core.change import Change, Vote
from bot.core.ledger import Entry
from bot.core.notice import Notice
from bot.core.place import Room
from bot.ports import Question, Seat, UnexpectedError

Kept = Change | Vote | Entry | Notice | Seat | Room | Question
T = TypeVar("T", bound=Kept)


def split(thing: Kept, table: Table) -> dict[str, Any]:
    """Write *thing* as a row of *table*."""
    fields = _converter().unstructure(thing)
    row = {name: fields.pop(name) for name in table.columns.keys() & fields.keys()}
    return {**row, "body": json.dumps(fields)}


def join(kind: type[T], row: Mapping[Any, Any]) -> T:
    """Read the thing back that `split` wrote."""
    try:
        return _converter().structure({**row, **json.loads(row["body"])}, kind)
    except (BaseValidationError, TypeError, ValueError) as error:
        raise UnexpectedError(f"A row of the store is not a {kind.__name__}. Restore a backup.") from error


def spell_time(time: datetime) -> str:
    """Spell a time so that text sorts as times follow each other; one without a zone is nobody's time."""
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


@cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(datetime, spell_time)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    return converter
