"""The pace at which Linkgate writes: never faster than Teams lets a bot, so that nothing is ever thrown back.

Within a conversation one message waits for the next; between conversations only the first of each waits. So a chat
that is flooded with answers holds up nobody else's.
"""

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from time import monotonic

Window = tuple[int, float]

# "Rate limit your bot", learn.microsoft.com: so many messages in so many seconds, in one conversation ...
CONVERSATION: tuple[Window, ...] = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
# ... and from one app in one tenant.
TENANT: tuple[Window, ...] = ((30, 1.0),)
_SLACK = 0.2
"""Seconds added to each window: of two messages the first can be longer on its way than the second."""
_MOST_LANES = 5_000


@dataclass(slots=True)
class Lane:
    """What went out where, newest last, and whose turn it is."""

    windows: tuple[Window, ...]
    sent: deque[float] = field(init=False)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.sent = deque(maxlen=max(most for most, _ in self.windows))

    def wait(self, now: float) -> float:
        """Tell how many seconds from *now* the next may go."""
        waits = (self.sent[-most] + seconds + _SLACK - now for most, seconds in self.windows if len(self.sent) >= most)
        return max(waits, default=0.0)


class Pacer:
    """Holds a lane for each conversation and one for all together."""

    def __init__(self, *, conversation: tuple[Window, ...] = CONVERSATION, tenant: tuple[Window, ...] = TENANT) -> None:
        self._conversation = conversation
        self._all = Lane(tenant)
        self._lanes: OrderedDict[str, Lane] = OrderedDict()

    async def wait(self, conversation: str) -> None:
        """Wait until one more may go to *conversation*; whoever has waited has to send."""
        lane = self._find(conversation)
        async with lane.lock:
            await _pass(lane)
            async with self._all.lock:
                await _pass(self._all)

    def _find(self, conversation: str) -> Lane:
        lane = self._lanes.setdefault(conversation, Lane(self._conversation))
        self._lanes.move_to_end(conversation)
        if len(self._lanes) > _MOST_LANES:
            self._forget()
        return lane

    def _forget(self) -> None:
        """Drop the lane that was not used for longest, unless somebody waits in it."""
        oldest = next(iter(self._lanes))
        if not self._lanes[oldest].lock.locked():
            del self._lanes[oldest]


async def _pass(lane: Lane) -> None:
    if (wait := lane.wait(monotonic())) > 0:
        await asyncio.sleep(wait)
    lane.sent.append(monotonic())
