"""The guard: lets a person act, on what Graph tells of them at that moment, or turns them away.

Whoever is turned away is told why, by which rule, and the ledger keeps it; the same refusal within a minute once, so
that nobody fills the ledger by trying again and again.
"""

import logging
from dataclasses import dataclass, field

from bot.core import words
from bot.core.change import Change
from bot.core.ledger import Entry, Event
from bot.core.policy import RULES, Reason, Right, Standing, UserId, judge
from bot.core.rules import Rules
from bot.core.text import Sentence
from bot.core.view import Mood, SaidView
from bot.facts import read_account, read_standing
from bot.ports import Ports

log = logging.getLogger(__name__)

_ONCE_IN = 60.0
_MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Holds the ports and the rules; *kept* remembers when a refusal was recorded last."""

    ports: Ports
    rules: Rules
    kept: dict[tuple[object, ...], float] = field(default_factory=dict)

    async def admit(self, user: UserId, right: Right, *, change: Change | None = None) -> Standing | SaidView:
        """Say what the person is now, or why they may not do that."""
        if right is Right.SEE:
            standing = await read_account(self.ports.directory, user)
        else:
            standing = await read_standing(self.ports.directory, user, self.rules)
        reason = judge(standing, right, requester=change.requester.id if change else None).reason
        return await self.turn_away(user, right, reason, change=change) if reason else standing

    async def turn_away(
        self, user: UserId, act: str, reason: Reason, *, change: Change | None = None, sentence: Sentence = ()
    ) -> SaidView:
        """Refuse *act*, in the words of *reason* where no *sentence* says it better."""
        log.info("refused %s to %s: %s", act, user, reason)
        number, now = change.number if change else 0, self.ports.clock.monotonic()
        last = self.kept.get((user, act, reason, number))
        if last is None or now - last >= _ONCE_IN:
            state = str(change.state) if change else ""
            entry = Entry(
                at=self.ports.clock.now(),
                request=number,
                event=Event.REFUSED,
                before=state,
                after=state,
                by=user,
                note=reason,
                details={"act": act, "rule": RULES[reason]},
            )
            await self.ports.store.record(entry)
            if len(self.kept) >= _MOST_REMEMBERED:
                self.kept.clear()
            self.kept[user, act, reason, number] = now
        return SaidView(sentence=words.refuse(reason, sentence), mood=Mood.REFUSED)
