"""The setting, in memory: keeps the promises of `SettingPort`, and breaks them on demand."""

from datetime import timedelta
from enum import StrEnum

from bot.core.outcome import Answer
from bot.core.setting import Doubt, Reading, Setting
from bot.ports import ClockPort, PortError, Written


class Fate(StrEnum):
    """What becomes of the next write."""

    CARRIED_OUT = "carried-out"
    REFUSED = "refused"
    THROTTLED = "throttled"  # refused for half a minute
    LOST = "lost"  # carried out, but the answer never came
    NEVER_ARRIVED = "never-arrived"
    LATE = "late"  # carried out when the test says `land()`
    IGNORED = "ignored"  # accepted, and nothing changed


_ANSWERS = {
    Fate.CARRIED_OUT: Answer.ACCEPTED,
    Fate.IGNORED: Answer.ACCEPTED,
    Fate.REFUSED: Answer.REFUSED,
    Fate.THROTTLED: Answer.REFUSED,
}


class FakeSetting:
    """*setting* is what is set; *sent* lists every write with its token, *writes* those that were carried out.

    With *doubt* readings are not believed, with *broken* they fail. *spill* is what the next write changes besides.
    """

    def __init__(self, clock: ClockPort, setting: Setting) -> None:
        self._clock = clock
        self.setting = setting
        self.rest = {"displayName": "c0ffee", "isB2CTenant": "facade"}
        self.executor = "ada00000-0000-4000-8000-000000000001"
        self.fate = Fate.CARRIED_OUT
        self.spill: dict[str, str] = {}
        self.doubt: Doubt | None = None
        self.broken: PortError | None = None
        self.sent: list[tuple[Setting, str]] = []
        self.writes: list[Setting] = []
        self._late: list[Setting] = []

    async def read(self) -> Reading:
        if self.broken:
            raise self.broken
        told = {"doubt": self.doubt} if self.doubt else {"setting": self.setting}
        return Reading(at=self._clock.now(), raw="as the test wants it", rest=dict(self.rest), **told)

    async def write(self, wanted: Setting, *, token: str, until: float) -> Written:
        if self._clock.monotonic() > until:
            late = "too much time passed, as the test wants it."
            return Written(answer=Answer.REFUSED, sentence=late, wait=timedelta(seconds=5))
        fate, self.fate = self.fate, Fate.CARRIED_OUT
        self.sent.append((wanted, token))
        if fate in {Fate.CARRIED_OUT, Fate.LOST}:
            self._carry_out(wanted)
        if fate is Fate.LATE:
            self._late.append(wanted)
        answer = _ANSWERS.get(fate, Answer.UNSURE)
        sentence = "" if answer is Answer.ACCEPTED else f"The write was {fate}, as the test wants it."
        wait = timedelta(seconds=30) if fate is Fate.THROTTLED else None
        return Written(answer=answer, executor=self.executor, sentence=sentence, wait=wait)

    def land(self) -> None:
        """Carry out what was late."""
        while self._late:
            self._carry_out(self._late.pop(0))

    def _carry_out(self, wanted: Setting) -> None:
        self.setting = wanted
        self.rest |= self.spill
        self.spill = {}
        self.writes.append(wanted)
