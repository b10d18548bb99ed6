"""Lists of people as admins have them, for trying out a move into a group: made from the simulated tenant's own people.

The same lists each time for a tenant of the same size. In a tiny tenant they are shorter and have less in them.
"""

import csv
import io
from codecs import BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from bot.sim.cast import CAST, SALES_GROUP, TENANT_DOMAIN
from bot.sim.teams import Sample
from bot.sim.tenant.groups import draw_members
from bot.sim.tenant.people import seed_people

OLD, BROKEN, EXCEL = "old-list.csv", "broken.csv", "excel.csv"
LENGTH = 60
UNKNOWN = f"nobody.here@{TENANT_DOMAIN}"
LEFT_OPEN = 12
"""The line of the broken list where a quote begins that nothing ends."""

_PRESENT = 4
_BROKEN_LENGTH = 30
_EXCEL_LENGTH = 40
_GERMAN = ("Name", "userPrincipalName")
_ODD_PLACES = (7, 19, 31)
_UMLAUTS = frozenset("äöüßÄÖÜ")

Object = Mapping[str, Any]
Row = tuple[str, str]


@cache
def make_lists(users: int) -> tuple[Sample, ...]:
    """Return the lists for a tenant of so many *users*."""
    people = seed_people(users)[len(CAST) :]
    members = frozenset(draw_members(tuple(person["id"] for person in people))[SALES_GROUP])
    plain = [person for person in people if _is_plain(person)]
    return (
        Sample(
            name=OLD,
            hint=f"{LENGTH} people, among them a guest, a disabled account, an unknown address and a duplicate",
            raw=_join(_old(people, plain, members)).encode(),
        ),
        Sample(
            name=BROKEN,
            hint=f"A quote that begins in line {LEFT_OPEN} never ends",
            raw=_break(_join(map(_row, plain[:_BROKEN_LENGTH]))).encode(),
        ),
        Sample(
            name=EXCEL,
            hint="As Excel saves it in German: UTF-16, semicolons, umlauts",
            raw=BOM_UTF16_LE + _join(_german(plain), header=_GERMAN, mark=";").encode("utf-16-le"),
        ),
    )


def make_old_list(users: int) -> Sample:
    """Return the one of them that a move is tried out with first."""
    return next(sample for sample in make_lists(users) if sample.name == OLD)


def _old(people: Sequence[Object], plain: Sequence[Object], members: frozenset[str]) -> list[Row]:
    """Return the old list: a few who are in Sales EMEA already, the others not, and one of each that makes trouble."""
    odd = [next((person for person in people if is_odd(person)), None) for is_odd in (_is_guest, _is_disabled)]
    odd_rows = [*(_row(person) for person in odd if person), (UNKNOWN, "Nobody Here")]
    present = [person for person in plain if person["id"] in members]
    absent = [person for person in plain if person["id"] not in members]
    wanted = LENGTH - len(odd_rows) - 1  # the duplicate
    rows = sorted(map(_row, [*present[:_PRESENT], *absent, *present[_PRESENT:]][:wanted]))
    for place, row in zip(_ODD_PLACES, odd_rows, strict=False):
        rows.insert(place, row)
    return [*rows, rows[0]]


def _german(plain: Sequence[Object]) -> Iterator[Row]:
    """Return people, the name first; those with umlauts before those without."""
    found = sorted(plain, key=lambda person: not _UMLAUTS.intersection(person["displayName"]))
    return ((person["displayName"], person["userPrincipalName"]) for person in found[:_EXCEL_LENGTH])


def _join(rows: Iterable[Row], *, header: Row = ("userPrincipalName", "displayName"), mark: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator="\r\n").writerows([header, *rows])
    return text.getvalue()


def _break(text: str) -> str:
    """Begin a quote before the name in one line."""
    lines = text.splitlines(keepends=True)
    if len(lines) >= LEFT_OPEN:
        lines[LEFT_OPEN - 1] = lines[LEFT_OPEN - 1].replace(",", ',"', 1)
    return "".join(lines)


def _row(person: Object) -> Row:
    return person["userPrincipalName"], person["displayName"]


def _is_guest(person: Object) -> bool:
    return bool(person["userType"] == "Guest")


def _is_disabled(person: Object) -> bool:
    return not person["accountEnabled"] and not _is_guest(person)


def _is_plain(person: Object) -> bool:
    return not _is_guest(person) and not _is_disabled(person)
