"""Broken promises: whatever a port raises is one of these, and what came of a write."""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.outcome import Answer


class PortError(Exception):
    """An outside system did not keep its promise. *code* and *request_id* are the vendor's, for the log only.

    *wait* is how long it asked to be left alone; None where it did not say.
    """

    def __init__(self, sentence: str, *, code: str = "", request_id: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.request_id = request_id
        self.wait: timedelta | None = None


class UnreachableError(PortError):
    """When a system does not answer in time or cannot be connected to; trying again may help."""


class NotPermittedError(PortError):
    """When a system answers that we may not; the sentence names the missing permission or role."""


class NotFoundError(PortError):
    """When a system answers that there is no such thing."""


class ConflictError(PortError):
    """When what we wanted to keep was overtaken: somebody else was faster."""


class UnexpectedError(PortError):
    """When a system answers in a way that nobody has described."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The outcome of one write. *executor* is the object id whose token was used; *sentence* says why not.

    *wait* says that it was refused only for now, and for how long.
    """

    answer: Answer
    executor: str = ""
    sentence: str = ""
    wait: timedelta | None = None
