"""The rulebook: the house rules as a person writes them, in TOML. Read whole; every problem is told at once.

A word that is not known is a problem too: a rule that is misspelt would not hold.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.core.policy import UserId
from bot.core.rules import LONGEST_PATTERN, MOST_APPROVALS, Direction, Rules
from bot.core.setting import GroupId

_KEYS: Mapping[str, frozenset[str]] = {
    "": frozenset(
        {"version", "approvers", "operators", "told", "executor", "approvals", "request", "drift", "reminders"}
    ),
    "approvals": frozenset({"narrowing", "to_group", "to_all"}),
    "request": frozenset({"hours", "reason", "ticket", "ticket_required"}),
    "drift": frozenset({"percent", "people"}),
    "reminders": frozenset({"hours"}),
}
_GUID = re.compile(r"(?!0{8}-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MOST_HOURS = 720
_MOST_GAPS = 10
_DEFAULTS = Rules(approvers=GroupId("-"))


class RulebookError(Exception):
    """The rules cannot be used. *problems* are the ends of sentences about the file."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_rulebook(text: str, *, tenant: str) -> Rules:
    """Read the rules that hold for *tenant*, or raise RulebookError with every problem found."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError((f"is not TOML: {error}",)) from error
    return _Reader(given).read(tenant)


class _Reader:
    """Takes one rule after the other and collects what is wrong."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self._problems: list[str] = []

    def read(self, tenant: str) -> Rules:
        self._look_for_strangers()
        read: dict[str, Any] = {
            "tenant": tenant,
            "version": self._number("version", 1, 1_000_000, None),
            "approvers": GroupId(self._id("approvers", "group", is_needed=True)),
            "operators": GroupId(self._id("operators", "group")) or None,
            "told": GroupId(self._id("told", "group")) or None,
            "executor": UserId(self._id("executor", "person")) or None,
            "approvals": {
                direction: self._number(
                    f"approvals.{direction.replace('-', '_')}", 1, MOST_APPROVALS, _DEFAULTS.approvals[direction]
                )
                for direction in Direction
            },
            "life": timedelta(hours=self._number("request.hours", 1, _MOST_HOURS, 24)),
            "reason": self._pattern("request.reason"),
            "ticket": self._pattern("request.ticket"),
            "needs_ticket": self._answer("request.ticket_required"),
            "drift_percent": self._number("drift.percent", 0, 100, _DEFAULTS.drift_percent),
            "drift_people": self._number("drift.people", 0, 1_000, _DEFAULTS.drift_people),
            "gaps": self._gaps("reminders.hours"),
        }
        if self._problems:
            raise RulebookError(tuple(self._problems))
        return Rules(**read)

    def _look_for_strangers(self) -> None:
        for table, known in _KEYS.items():
            part = self._given.get(table, {}) if table else self._given
            if not isinstance(part, Mapping):
                self._problems.append(f"has no table [{table}], but a value of that name")
                continue
            names = sorted(part.keys() - known)
            self._problems += [f"knows no {f'{table}.' if table else ''}{name}: check its spelling" for name in names]

    def _find(self, path: str) -> Any:  # noqa: ANN401  a TOML value, checked by who asks
        table, _, name = path.rpartition(".")
        part = self._given.get(table, {}) if table else self._given
        return part.get(name) if isinstance(part, Mapping) else None

    def _number(self, path: str, least: int, most: int, default: int | None) -> int:
        value = self._find(path)
        if value is None and default is not None:
            return default
        if type(value) is int and least <= value <= most:
            return value
        self._problems.append(f"{path} is not a whole number from {least:,} to {most:,}")
        return least

    def _id(self, path: str, kind: str, *, is_needed: bool = False) -> str:
        value = self._find(path)
        if value is None and not is_needed:
            return ""
        if isinstance(value, str) and _GUID.fullmatch(value):
            return value.lower()
        self._problems.append(f"{path} is not the object id of a {kind}")
        return "-"

    def _pattern(self, path: str) -> str:
        value = self._find(path)
        if value is None:
            return ""
        try:
            if isinstance(value, str) and len(value) <= LONGEST_PATTERN:
                re.compile(value)
                return value
        except (re.error, RecursionError, OverflowError):
            pass
        self._problems.append(f"{path} is not a regular expression of {LONGEST_PATTERN} characters or less")
        return ""

    def _answer(self, path: str) -> bool:
        value = self._find(path)
        if value is None or isinstance(value, bool):
            return bool(value)
        self._problems.append(f"{path} is neither true nor false")
        return False

    def _gaps(self, path: str) -> tuple[timedelta, ...]:
        value = self._find(path)
        if value is None:
            return _DEFAULTS.gaps
        are_hours = isinstance(value, list) and all(
            type(one) in {int, float} and 0 < one <= _MOST_HOURS for one in value
        )
        if are_hours and 0 < len(value) <= _MOST_GAPS and sorted(value) == value:
            return tuple(timedelta(hours=one) for one in value)
        self._problems.append(f"{path} is not a list of hours, each as long as the one before or longer")
        return _DEFAULTS.gaps
