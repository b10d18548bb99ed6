"""The reminder: tells approvers again what waits for them. It owes them words; the postman delivers them."""

from dataclasses import dataclass

from bot.core.notice import tell_again
from bot.core.policy import Right, judge
from bot.core.reminder import find_waiting, list_due
from bot.core.rules import Rules
from bot.facts import read_standing
from bot.ports import Ports
from bot.register import Register, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Holds the ports, the rules and the register."""

    ports: Ports
    rules: Rules
    register: Register

    async def remind(self) -> None:
        """Owe a word to everybody who should be reminded now, and may still decide."""
        now = self.ports.clock.now()
        waiting = await self.ports.store.waiting()
        if not waiting:
            return
        since = min(change.sent_at or change.created_at for change in waiting)
        reminded = await self.ports.store.reminded(since)
        for user in list_due(waiting, reminded, self.rules.gaps, at=now):
            oldest, *_ = find_waiting(waiting, user, at=now)
            standing = await read_standing(self.ports.directory, user, self.rules)
            if judge(standing, Right.DECIDE, requester=oldest.requester.id).is_allowed:
                await self.register.owe(tell_again(oldest, user, id=new_id(), at=now))
