"""The setting without hands: it can be read, and nothing here can write it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.core import words
from bot.core.setting import Reading, Setting
from bot.ports import NotPermittedError, Written


@dataclass(frozen=True, slots=True)
class Handless:
    """A `SettingPort` that reads by *reader*, and raises where it is told to write."""

    reader: Callable[[], Awaitable[Reading]]

    async def read(self) -> Reading:
        return await self.reader()

    async def write(self, wanted: Setting, *, token: str, until: float) -> Written:  # noqa: ARG002  the port's own
        raise NotPermittedError(words.NO_HANDS)
