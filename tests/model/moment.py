"""What there is in the model: the defences, the risks, the promises, and everything that is so at one moment."""

from enum import StrEnum, auto
from typing import NamedTuple

from bot.core.change import State
from bot.core.outcome import Answer
from bot.core.setting import GroupId, Mode, Setting

FINAL = frozenset({State.APPLIED, State.FAILED, State.STALE, State.WITHDRAWN, State.EXPIRED})


class Defence(StrEnum):
    LOCK = "a second worker takes over only when the first is dead"
    CLAIM = "the claim is kept before anything is sent"
    COMPARE = "the claim is kept only on the revision that was looked at"
    STALE = "the setting is compared with the plan before it is written"
    VOTES = "people are looked at again after the claim"
    ONCE = "one claim sends one write"
    NOT_FAILED = "a lost answer is read back, and not called failed"
    NOT_AGAIN = "a lost answer is read back, and the request not put back to be written again"
    YES = "a yes is read back, and not called applied"
    QUARANTINE = "nobody says failed while a write may still land"
    LAST_SENDING = "the patience starts when nothing can be sent any more, not with the claim"
    CLOCK = "the clock is looked at before the setting is read back, not after"
    WITHDRAWAL = "nothing is withdrawn while it is being applied"
    ANSWER = "the answer is kept before anything is read back"
    PROOF = "an unknown outcome is never closed by a guess"
    PERSON = "a person can close an unknown outcome"


class Risk(StrEnum):
    """What no defence of ours removes."""

    NO_ETAG = "Microsoft cannot be told to write only if the setting is unchanged"
    UNDONE = "somebody undoes our write before anybody has read it"


class Promise(StrEnum):
    NEVER = "failed, stale, withdrawn or expired: our write neither has landed nor will"
    APPLIED = "applied: our write landed, or the wanted value was read"
    KNOWN = "nothing has landed of which nobody knows"
    OTHERS = "nobody else's change is written over"
    ONCE = "nothing is sent again that may have been carried out"
    VOTES = "nothing is sent on an approval that had lapsed when it was last looked"
    YES = "what was answered with a yes is not called failed by a worker"
    END = "every request can end, without luck"


class Value(StrEnum):
    """What the setting can be."""

    OLD = "the old value"
    NEW = "the wanted value"
    THIRD = "a third value"


SETTINGS = {
    Value.OLD: Setting(Mode.NOBODY),
    Value.NEW: Setting(Mode.GROUP, GroupId("sales")),
    Value.THIRD: Setting(Mode.EVERYONE),
}


class Phase(StrEnum):
    """Where a worker stands. OUT is dead, or waiting for the lock."""

    OUT = auto()
    IDLE = auto()
    READY = auto()  # looked, all is as approved
    CLAIMED = auto()
    LOOKED = auto()  # looked again
    SENT = auto()
    READING = auto()
    READ = auto()


class Flight(StrEnum):
    """Where the write is."""

    NONE = auto()
    AIR = auto()  # sent; it may land, be refused or get lost
    TAKEN = auto()  # answered with a yes, not shown yet
    LANDED = auto()
    REFUSED = auto()
    THROTTLED = auto()
    GONE = auto()  # it never arrived, or was never carried out


UNSENT = frozenset({Flight.NONE, Flight.THROTTLED})
ON_ITS_WAY = frozenset({Flight.AIR, Flight.TAKEN})
ANSWERS = {
    Flight.TAKEN: Answer.ACCEPTED,
    Flight.LANDED: Answer.ACCEPTED,
    Flight.REFUSED: Answer.REFUSED,
    Flight.THROTTLED: Answer.REFUSED,
}


class Lapse(StrEnum):
    """Whether the approvals still hold. TOO_LATE: the worker had looked for the last time (it has five seconds)."""

    NO = auto()
    IN_TIME = auto()
    TOO_LATE = auto()


class Worker(NamedTuple):
    """A process and its memory: the *rev* of the request that it took up, and what it heard and read."""

    phase: Phase = Phase.OUT
    rev: int = 0
    answer: Answer | None = None
    found: Value | None = None
    was_over: bool = False


class Moment(NamedTuple):
    """Everything there is at one time; below *throttles*, what nobody in the story sees: it is there to judge by."""

    state: State = State.APPROVED
    rev: int = 0
    kept: Answer | None = None
    is_over: bool = False
    workers: tuple[Worker, Worker] = (Worker(), Worker())
    setting: Value = Value.OLD
    flight: Flight = Flight.NONE
    base: Value = Value.OLD
    lapse: Lapse = Lapse.NO
    crashes: int = 2
    others: int = 2
    throttles: int = 1
    said: frozenset[State] = frozenset()
    has_landed: bool = False
    was_yes_read_back: bool = False
    harm: frozenset[Promise] = frozenset()

    @property
    def is_at_rest(self) -> bool:
        return all(worker.phase in {Phase.OUT, Phase.IDLE} for worker in self.workers)

    def find_broken(self) -> frozenset[Promise]:
        """Find the promises that this moment breaks."""
        untrue = {State.FAILED, State.STALE, State.WITHDRAWN, State.EXPIRED} & self.said
        broken = {
            Promise.NEVER: self.has_landed and untrue,
            Promise.KNOWN: self.has_landed and self.state is State.APPROVED and self.is_at_rest,
        }
        return self.harm | {promise for promise, is_broken in broken.items() if is_broken}


class Step(NamedTuple):
    """What happens, in words, and what is so then. A mishap is what others do; no request may need it to end."""

    words: str
    after: Moment
    event: str = ""
    is_mishap: bool = False
