"""Who is meant by many keys at once: object ids, user principal names, mail addresses.

    keys -> questions of 15 values -> batches of 20 questions, a few at the same time -> people by key

A question that Graph is too busy for is asked again; one that fails otherwise fails them all, so that no list ever
comes back shorter than it is.
"""

import asyncio
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any

from bot.core.policy import Person
from bot.edges.graph.batch import MOST, BatchAnswer, BatchItem
from bot.edges.graph.shape import PERSON_FIELDS, USERS, read_person
from bot.edges.graph.together import gather
from bot.edges.graph.wire import Wire
from bot.ports import NotPermittedError, UnexpectedError, UnreachableError

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VALUES = 15
"""What Graph takes in one `in` (learn.microsoft.com, "$filter query parameter")."""
_LONGEST_FILTER = 1_400
"""Characters of all values of one question, so that its address stays below 2,048 where they are long."""
_LONGEST_KEY = 320
"""Characters; an address has at most 64 before and 255 behind the sign in its middle (RFC 5321)."""
_WORKERS = 10
_TRIES = 5
_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class _Question:
    """Which accounts have one of *values* in *field*."""

    field: str
    values: tuple[str, ...]


class _Search:
    """Questions that are being asked; what is found comes into *found*, by key."""

    def __init__(self, wire: Wire, questions: Iterator[_Question], found: dict[str, list[Person]]) -> None:
        self._wire = wire
        self._questions = questions
        self._found = found

    async def work(self) -> None:
        while batch := list(islice(self._questions, MOST)):
            tries, pause = 0, 0.0
            while batch:
                if tries == _TRIES:
                    raise UnreachableError("Microsoft Graph is too busy or has a fault. Try again in a few minutes.")
                await asyncio.sleep(pause)
                batch, pause = await self._ask(batch, _PAUSE * 2**tries)
                tries += 1

    async def _ask(self, batch: Sequence[_Question], pause: float) -> tuple[list[_Question], float]:
        """Ask some questions; return those to be asked again, and after how many seconds."""
        answers = await self._wire.batch([self._write(question) for question in batch], needs=USERS)
        left: list[_Question] = []
        waits: list[float] = []
        for question, answer in zip(batch, answers, strict=True):
            if answer.is_busy:
                left.append(question)
                waits.append(pause if answer.wait is None else answer.wait)
            else:
                await self._keep(question, answer)
                await asyncio.sleep(0)  # several batches come at the same time; others are answered in between
        return left, min(max(waits, default=0.0), _LONGEST_PAUSE)

    def _write(self, question: _Question) -> BatchItem:
        values = ",".join(map(_quote, question.values))
        options = {"filter": f"{question.field} in ({values})", "select": f"{PERSON_FIELDS},mail", "top": "999"}
        return BatchItem(url=self._wire.relate("users", **options))

    async def _keep(self, question: _Question, answer: BatchAnswer) -> None:
        page = _check(answer)
        people: list[Any] = page["value"]
        if link := page.get("@odata.nextLink"):
            people = [*people, *await self._wire.follow(link, needs=USERS)]
        asked = frozenset(question.values)
        for one in people:
            key = _read_key(one, question.field)
            if key in asked:
                self._found.setdefault(key, []).append(read_person(one))


async def find_people(wire: Wire, keys: Collection[str]) -> Mapping[str, Sequence[Person]]:
    """Find the accounts that each key means, keys in lower case; a mail address is looked for where no name is found.

    Raise UnreachableError where it takes too long, rather than tell of some.
    """
    found: dict[str, list[Person]] = {}
    try:
        async with asyncio.timeout(_SECONDS):
            await _search(wire, _list_questions(keys, "id", "userPrincipalName"), found)
            await _search(wire, _list_questions((key for key in keys if key not in found), "", "mail"), found)
    except TimeoutError as error:
        raise UnreachableError("Microsoft Graph takes too long to list that many. Try again later.") from error
    return found


async def _search(wire: Wire, questions: Iterator[_Question], found: dict[str, list[Person]]) -> None:
    search = _Search(wire, questions, found)
    await gather(*(search.work() for _ in range(_WORKERS)))


def _list_questions(keys: Iterable[str], id_field: str, name_field: str) -> Iterator[_Question]:
    """Put the keys into questions, one after the other as they are needed. What can be no key of anybody is left out.

    Without *id_field*, object ids are not asked for.
    """
    waiting: dict[str, list[str]] = {id_field: [], name_field: []}
    for key in keys:
        field = id_field if _GUID.fullmatch(key) else name_field
        if not field or not _is_key(key):
            continue
        values = waiting[field]
        values.append(key)
        if len(values) == _VALUES or sum(map(len, values)) > _LONGEST_FILTER - _LONGEST_KEY:
            yield _Question(field, tuple(values))
            values.clear()
    yield from (_Question(field, tuple(values)) for field, values in waiting.items() if values)


def _is_key(key: str) -> bool:
    """Tell whether *key* is an object id or could be an address."""
    return len(key) <= _LONGEST_KEY and key.isprintable() and ("@" in key or _GUID.fullmatch(key) is not None)


def _read_key(one: Mapping[str, Any], field: str) -> str:
    return str(one.get(field) or "").lower()


def _check(answer: BatchAnswer) -> Mapping[str, Any]:
    """Return the page that was answered, or say why there is none."""
    if answer.status == HTTPStatus.FORBIDDEN:
        raise NotPermittedError(
            f"Microsoft Graph does not let Linkgate see this. Grant its app the permission {USERS}.", code=answer.code
        )
    if answer.status != HTTPStatus.OK:
        raise UnexpectedError("Microsoft Graph answered in a way nobody has described.", code=answer.code)
    page = answer.body
    if not isinstance(page, dict) or not isinstance(page.get("value"), list):
        raise UnexpectedError("Microsoft Graph answered with something that is no list.")
    if not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in page["value"]):
        raise UnexpectedError("Microsoft Graph answered with something that has no id.")
    return page


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
