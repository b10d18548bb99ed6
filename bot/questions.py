"""Questions between two processes: one that has no way to the setting, and the applier, which has.

    serve: Asker.read --question--> store <--looks-- Answerer :applier
                      <---answer---       ---answer-->

A question says nothing but that somebody wants to know, so whoever can ask can make nobody write.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf

from bot.core import words
from bot.core.setting import Reading
from bot.ports import (
    ClockPort,
    ConflictError,
    NotFoundError,
    NotPermittedError,
    PortError,
    Question,
    QuestionPort,
    SettingPort,
    UnexpectedError,
    UnreachableError,
)

_PATIENCE = 8.0
_GLANCE = 0.1
_READ_SECONDS = 7.0
"""Seconds for a reading, so that the answer still finds who asked."""
_BEAT_SECONDS = 5.0
_LONGEST_SILENCE = timedelta(seconds=15)
_ERRORS: Mapping[str, type[PortError]] = {
    kind.__name__: kind for kind in (UnreachableError, NotPermittedError, NotFoundError, ConflictError, UnexpectedError)
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Has readings told by the applier."""

    questions: QuestionPort
    clock: ClockPort

    async def read(self) -> Reading:
        question = Question(id=secrets.token_hex(16), asked_at=self.clock.now())
        until = self.clock.monotonic() + _PATIENCE
        await self.questions.ask(question)
        while self.clock.monotonic() < until:
            await self.clock.sleep(_GLANCE)
            told = await self.questions.question(question.id)
            if told and not told.is_open:
                return _take(told)
        raise UnreachableError(words.NO_APPLIER)

    async def check(self) -> None:
        """Raise UnreachableError when the applier has been silent for too long."""
        pulse = await self.questions.pulse()
        if pulse is None or self.clock.now() - pulse > _LONGEST_SILENCE:
            raise UnreachableError(words.NO_APPLIER)


@dataclass(slots=True)
class Answerer:
    """Answers what is asked, from the setting itself."""

    questions: QuestionPort
    setting: SettingPort
    clock: ClockPort
    beaten: float = field(default=-inf)

    async def answer(self) -> None:
        """Answer everybody who has asked by now with one reading, and show that somebody is here."""
        if self.clock.monotonic() - self.beaten >= _BEAT_SECONDS:
            await self.questions.beat(self.clock.now())
            self.beaten = self.clock.monotonic()
        for question in await self._tell(await self.questions.open_questions()):
            await self.questions.answer(question)

    async def _tell(self, asked: tuple[Question, ...]) -> list[Question]:
        if not asked:
            return []
        try:
            async with asyncio.timeout(_READ_SECONDS):
                reading = await self.setting.read()
        except TimeoutError:
            return [_give_up(question, UnreachableError(words.UNREACHABLE)) for question in asked]
        except PortError as error:
            return [_give_up(question, error) for question in asked]
        return [replace(question, is_open=False, reading=reading) for question in asked]


def _give_up(question: Question, error: PortError) -> Question:
    return replace(
        question,
        is_open=False,
        error=type(error).__name__,
        sentence=str(error),
        code=error.code,
        request_id=error.request_id,
        wait=error.wait.total_seconds() if error.wait else None,
    )


def _take(told: Question) -> Reading:
    if told.reading:
        return told.reading
    error = _ERRORS.get(told.error, UnexpectedError)(told.sentence, code=told.code, request_id=told.request_id)
    error.wait = timedelta(seconds=told.wait) if told.wait else None
    raise error
