"""The house rules: who decides, how many must agree, how long a request lives, what it must say. Data, with a version.

A request keeps the rules under which it was sent. When they change, the stricter of both holds for it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.core.office import OfficeState, OfficeStep
from bot.core.plan import Plan
from bot.core.policy import UserId
from bot.core.setting import GroupId, Mode


class Direction(StrEnum):
    """Which way a change goes. Narrowing takes it from people and gives it to nobody new."""

    NARROWING = "narrowing"
    TO_GROUP = "to-group"
    TO_ALL = "to-all"


LONGEST_PATTERN = 200
MOST_APPROVALS = 20
_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds in this house.

    *tenant* is the one it holds for. *version* is counted up by whoever changes the rules. *gaps* are the waits before
    one reminder and the next; the last one repeats. *told* is a group whose members hear of each outcome.
    *executor* is who makes the changes where Linkgate itself has no hands.
    *drift_percent* and *drift_people* say how much a group may change between plan and write, whichever is more.
    """

    tenant: str = ""
    version: int = 1
    approvers: GroupId
    operators: GroupId | None = None
    told: GroupId | None = None
    executor: UserId | None = None
    approvals: Mapping[Direction, int] = field(
        default_factory=lambda: {Direction.NARROWING: 1, Direction.TO_GROUP: 1, Direction.TO_ALL: 2}
    )
    life: timedelta = timedelta(hours=24)
    reason: str = ""
    ticket: str = ""
    needs_ticket: bool = False
    drift_percent: int = 10
    drift_people: int = 5
    gaps: tuple[timedelta, ...] = (timedelta(hours=4), timedelta(hours=8), timedelta(hours=12))

    def __post_init__(self) -> None:
        counts = [self.approvals.get(direction, 0) for direction in Direction]
        if not all(type(count) is int and 1 <= count <= MOST_APPROVALS for count in counts):
            raise ValueError("at least one approval is needed for every change")
        if self.life <= timedelta(0):
            raise ValueError("a request lives for some time")
        if not self.gaps or min(self.gaps) <= timedelta(0) or sorted(self.gaps) != list(self.gaps):
            raise ValueError("reminders come with gaps that do not shrink")

    @property
    def guarded(self) -> frozenset[GroupId]:
        """The groups that decide who may do what here, or hears of it."""
        return frozenset(group for group in (self.approvers, self.operators, self.told) if group)

    @property
    def digest(self) -> str:
        """Tell these rules from any others, whoever wrote them and however they were laid out."""
        return hashlib.sha256(json.dumps(self.spell(), sort_keys=True).encode()).hexdigest()

    def spell(self) -> Mapping[str, str]:
        """Write the rules as facts, for the ledger and for people."""
        return {
            "version": str(self.version),
            "approvers": self.approvers,
            "operators": self.operators or "",
            "told": self.told or "",
            **({"executor": self.executor} if self.executor else {}),
            **{f"approvals {direction}": str(self.approvals[direction]) for direction in Direction},
            "life": spell_gap(self.life),
            "reason": self.reason,
            "ticket": self.ticket,
            "needs ticket": "yes" if self.needs_ticket else "no",
            "drift": f"{self.drift_percent} % or {self.drift_people} people",
            "reminders": ", ".join(map(spell_gap, self.gaps)),
        }


def shorten(digest: str) -> str:
    """Cut a digest to what people compare by eye."""
    return digest[:_SHORT]


def tell_direction(plan: Plan) -> Direction:
    """Tell which way a change goes; filling or making a group is a step to a group, whatever the setting is."""
    if plan.office:
        return _tell_office(plan.office)
    if not plan.sets:
        return Direction.TO_GROUP
    match plan.after.mode:
        case Mode.EVERYONE:
            return Direction.TO_ALL
        case Mode.NOBODY:
            return Direction.NARROWING
        case _:
            is_narrowing = plan.before.mode is Mode.EVERYONE and not plan.task
            return Direction.NARROWING if is_narrowing else Direction.TO_GROUP


def _tell_office(step: OfficeStep) -> Direction:
    """Tell which way a step to the Office policy goes; to take away a policy that hides LinkedIn is to show it."""
    was = step.policy.state if step.policy else None
    is_reset = step.state is OfficeState.NOT_CONFIGURED
    if step.state is OfficeState.DISABLED or (is_reset and was is OfficeState.ENABLED):
        return Direction.NARROWING
    return Direction.TO_GROUP if step.group else Direction.TO_ALL


def needed_approvals(rules: Rules, plan: Plan) -> int:
    return rules.approvals[tell_direction(plan)]


def fits(pattern: str, text: str) -> bool:
    """Tell whether the whole *text* is as *pattern* wants it; no pattern wants nothing."""
    return not pattern or re.fullmatch(pattern, text, re.DOTALL) is not None


def spell_gap(gap: timedelta) -> str:
    """Say how long *gap* is: "4 h", "90 min"."""
    minutes = gap // timedelta(minutes=1)
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"
