"""The crew: adds people to a group, many at once, as fast as the directory bears; each row's fate is kept as it comes.

binds of 20 --4 in a batch--> added                      -> kept
                              busy                       -> again, narrower, after the wait that was asked for
                              somebody in it, or is gone -> halves, until one is left alone with the answer
                              hopeless for everybody     -> nobody else is tried
                              no answer                  -> unsure, until the group is read; many -> it is read now
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.change import ChangeId
from bot.core.fill import BIND, Added, Answer, Fate, Item
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.core.throttle import BINDS, Throttle, narrow, start, widen
from bot.ports import Ports

Bind = tuple[UserId, ...]

PATIENCE = 300.0
"""Seconds without one success after which the rest is left alone."""
TOO_MANY_REFUSED = "Microsoft Entra refused so many people that Linkgate stopped."
_MOST_REFUSED = 40
"""People whom the tenant refuses one after the other, nobody added between, before nobody else is tried."""
_MOST_UNSURE = 12
"""Binds one after the other without an answer, before the group is read to see what became of them."""
_SPLIT = frozenset({Answer.ALREADY, Answer.NOT_FOUND, Answer.REFUSED})
_TROUBLES = frozenset({Answer.BUSY, Answer.UNSURE})
_LEAST_WAIT = 0.05
_FATES: Mapping[Answer, Fate] = {
    Answer.ADDED: Fate.ADDED,
    Answer.ALREADY: Fate.ALREADY,
    Answer.NOT_FOUND: Fate.NOT_FOUND,
    Answer.REFUSED: Fate.FAILED,
    Answer.UNSURE: Fate.UNSURE,
}


@dataclass(slots=True, kw_only=True)
class Crew:
    """Works through *items* of *change*, all of them people who are not in *group*.

    *is_over* says between two batches whether to stop; *look_around* is awaited before. What is still pending at the
    end was not sent, or not taken.
    """

    ports: Ports
    change: ChangeId
    group: GroupId
    items: Mapping[UserId, Item]
    is_over: Callable[[], bool]
    look_around: Callable[[], Awaitable[None]]
    throttle: Throttle = field(default_factory=Throttle)
    waiting: deque[Bind] = field(default_factory=deque)
    under_way: set[asyncio.Task[Sequence[Added]]] = field(default_factory=set)
    last_success: float = 0.0
    refused: int = 0
    unsure: int = 0
    hopeless: str = ""

    async def work(self) -> None:
        """Add everybody; *throttle* is how the pace was at last, *hopeless* why nobody else can be added, if so."""
        users = list(self.items)
        self.waiting.extend(tuple(users[place : place + BIND]) for place in range(0, len(users), BIND))
        self.last_success = self.ports.clock.monotonic()
        settled: list[Item] = []
        try:
            while (self.waiting and not self._is_at_end()) or self.under_way or settled:
                wait = self._start()
                await self._note(settled)  # while the next ones are under way
                done = await self._wait(wait)
                settled = [item for task in done for item in self._take_down(task.result())]
                await self.look_around()
        finally:
            await asyncio.gather(*self.under_way, return_exceptions=True)

    def _is_at_end(self) -> bool:
        if self.is_over() or self.hopeless or self.unsure >= _MOST_UNSURE:
            return True
        return self.ports.clock.monotonic() - self.last_success > PATIENCE

    def _start(self) -> float | None:
        """Start as many batches as may be; return how long to wait until the next one may, if one waits."""
        while self.waiting and len(self.under_way) < int(self.throttle.width) and not self._is_at_end():
            batch = [self.waiting[place] for place in range(min(BINDS, len(self.waiting)))]
            paid = start(self.throttle, len(batch), now=self.ports.clock.monotonic())
            if not isinstance(paid, Throttle):
                return max(paid, _LEAST_WAIT)
            self.throttle = paid
            for _ in batch:
                self.waiting.popleft()
            self.under_way.add(asyncio.create_task(self._send(batch)))
        return None

    async def _note(self, settled: Sequence[Item]) -> None:
        if settled:
            await self.ports.store.note_items(self.change, settled)

    async def _wait(self, seconds: float | None) -> set[asyncio.Task[Sequence[Added]]]:
        if not self.under_way:
            if self.waiting:
                await self.ports.clock.sleep(min(seconds or _LEAST_WAIT, 1.0))
            return set()
        done, self.under_way = await asyncio.wait(self.under_way, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return done

    async def _send(self, batch: Sequence[Bind]) -> Sequence[Added]:
        return await self.ports.members.add(self.group, batch)

    def _take_down(self, answers: Sequence[Added]) -> list[Item]:
        """Put back what is to be sent again; return the rows whose fate is known now."""
        now, settled = self.ports.clock.monotonic(), list[Item]()
        for added in answers:
            if added.answer in _TROUBLES:
                self.throttle = narrow(self.throttle, wait=added.wait, now=now)
            self._count(added.answer)
            if added.answer is Answer.BUSY:
                self.waiting.append(added.users)
            elif added.answer in _SPLIT and len(added.users) > 1:
                half = len(added.users) // 2
                self.waiting.extend([added.users[:half], added.users[half:]])
            elif added.answer is Answer.HOPELESS:
                self.hopeless = added.sentence
            else:
                settled += self._settle(added)
        if answers and not any(added.answer in _TROUBLES for added in answers):
            self.throttle = widen(self.throttle)
        if settled:
            self.last_success = now
        return settled

    def _count(self, answer: Answer) -> None:
        """Count what came one after the other: no answer, or a refusal, of however many people at once."""
        self.unsure = self.unsure + 1 if answer is Answer.UNSURE else 0
        self.refused = self.refused + 1 if answer is Answer.REFUSED else 0
        if self.refused >= _MOST_REFUSED:
            self.hopeless = self.hopeless or TOO_MANY_REFUSED

    def _settle(self, added: Added) -> list[Item]:
        items = [self.items[user] for user in added.users]
        return [replace(item, fate=_tell_fate(item, added.answer), why=added.sentence) for item in items]


def _tell_fate(item: Item, answer: Answer) -> Fate:
    """Tell a row's fate; who was not sure to be added and is found in the group was added."""
    is_lost_answer = answer is Answer.ALREADY and item.fate is Fate.UNSURE
    return Fate.ADDED if is_lost_answer else _FATES[answer]
