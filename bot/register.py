"""The register: the one way in which a step becomes lasting, with its ledger entry and what it owes to people."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.bell import Bell
from bot.core import steps, words
from bot.core.change import Change
from bot.core.fill import Item
from bot.core.notice import Notice, is_news, tell_requester, tell_room
from bot.core.steps import Stepped
from bot.ports import PortError, StorePort, Written

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Register:
    """Holds the store; *bell* wakes the worker when something was kept."""

    store: StorePort
    bell: Bell

    async def keep(
        self,
        stepped: Stepped,
        *notices: Notice,
        before: Change | None = None,
        proof: Mapping[str, str] | None = None,
        items: Sequence[Item] = (),
    ) -> Change:
        """Store a step whole, and owe a word to those who wait if it is news. Raise ConflictError when overtaken.

        *proof* is how it is known who took the step, *items* are rows of the request's list.
        """
        change, entry = stepped
        entry = replace(entry, details={**entry.details, **(proof or {})})
        told: list[Notice | None] = []
        if before and is_news(before, change):
            told = [tell_requester(change, id=new_id()), tell_room(change, id=new_id())]
        await self.store.keep(change, entry, (*notices, *filter(None, told)), items)
        self.bell.ring()
        return change

    async def keep_answer(self, change: Change, written: Written, *, at: datetime) -> Change:
        """Keep the answer to a write, so that no crash can lose it; where that fails, it is known to this process."""
        stepped = steps.note_answer(
            change, answer=written.answer, executor=written.executor, sentence=written.sentence, at=at
        )
        try:
            return await self.keep(stepped, before=change)
        except PortError as error:
            log.warning("%s: the answer could not be kept: %s", words.name_request(change.number), error)
            return replace(change, attempt=stepped[0].attempt, updated_at=stepped[0].updated_at)

    async def refresh(self, change: Change) -> None:
        """Have every card of a request drawn anew."""
        await self.store.refresh(change.id)
        self.bell.ring()

    async def owe(self, notice: Notice) -> None:
        """Store a notice that no step has brought about."""
        await self.store.owe(notice)
        self.bell.ring()


def new_id() -> str:
    """Make the id of a notice."""
    return secrets.token_hex(8)
