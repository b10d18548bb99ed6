"""Bad days of the connector API: refused calls, lost answers, cut connections, throttling.

A fault is armed by a test or a training and used up by the calls that it hits.
"""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

BURST = 7
"""Calls a second in one conversation (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot as the connector API answered it; status 0 is a cut connection."""

    method: str
    path: str
    status: int


@dataclass(slots=True, kw_only=True)
class Fault:
    """What the next *times* matching calls meet. Without a *status* the connection is cut."""

    status: int | None
    headers: Mapping[str, str]
    times: int
    method: str
    path: re.Pattern[str]
    is_lost: bool

    def hits(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in ("", method) and bool(self.path.search(path))


@dataclass(slots=True)
class Faults:
    """The faults that wait, and the limit when it is switched on."""

    waiting: list[Fault] = field(default_factory=list)
    is_throttled: bool = False
    _recent: dict[str, deque[float]] = field(default_factory=dict)

    def take(self, method: str, path: str) -> Fault | None:
        """Use up and return the first fault that the call hits."""
        for fault in self.waiting:
            if fault.hits(method, path):
                fault.times -= 1
                return fault
        return None

    def is_too_fast(self, conversation: str, now: float) -> bool:
        """Count a call at *now* (seconds), and say whether the conversation has had its burst."""
        recent = self._recent.setdefault(conversation, deque(maxlen=BURST))
        if not self.is_throttled:
            return False
        if len(recent) == BURST and now - recent[0] < 1:
            return True
        recent.append(now)
        return False
