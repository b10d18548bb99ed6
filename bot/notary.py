"""The notary: notes elsewhere how far the ledger has come, so that nobody can shorten it or put an older one unseen.

    every 5 minutes, when the ledger grew     -> a line in the anchor file
    always before a change is written         -> the same; where that cannot be, nothing may be changed
    every hour, when the ledger grew          -> a message in a channel of Teams, if there is one

Where the newest anchor contradicts the ledger, nothing is noted any more, until a person says why.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.bell import hear
from bot.core import words
from bot.core.chain import Anchor, Head
from bot.core.ledger import Entry, Event
from bot.core.place import Place
from bot.core.view import SaidView
from bot.ports import (
    AnchorPort,
    ClockPort,
    ConflictError,
    Counted,
    NoticePort,
    PortError,
    StorePort,
    TallyPort,
    UnexpectedError,
)

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
POSTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The channel of Teams at *place*, where anchors are posted."""

    place: Place
    notices: NoticePort
    tally: TallyPort

    async def post(self, head: Head) -> str:
        """Post *head*; return the message's id, empty where that was not possible."""
        try:
            view = SaidView(sentence=words.tell_head(head.count, str(head)))
            message = await self.notices.deliver(self.place, view, message="")
        except PortError as error:
            self.tally.add(Counted.ANCHORS, "put off")
            log.warning("the ledger's anchor was not posted: %s", error, extra={"code": error.code})
            return ""
        self.tally.add(Counted.ANCHORS, "posted")
        return message


@dataclass(slots=True, kw_only=True)
class Notary:
    """Holds the store, the place of the anchors and the clock; *channel* where anchors are posted too."""

    store: StorePort
    anchors: AnchorPort
    clock: ClockPort
    channel: Channel | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _is_failing: bool = False
    _tried: datetime | None = None

    async def check(self) -> None:
        """Note the ledger's head if it is not noted. Where this raises a PortError, nothing may be changed."""
        async with self._turn:
            head, newest = await self._compare()
            if newest is None or head != newest.head:
                await self._add(head)
            else:
                await self.anchors.check()

    async def look(self) -> None:
        """Tell whether `check` would raise, without noting anything; but what failed before is tried again."""
        async with self._turn:
            head, _ = await self._compare()
            if self._is_failing:
                await self._add(head)
            else:
                await self.anchors.check()

    async def run(self, listener: asyncio.Event) -> None:
        """Attend whenever *listener* hears that something was kept, and now and then; until cancelled."""
        while True:
            try:
                await self.attend()
            except PortError as error:
                log.warning("%s", error, extra={"code": error.code})
            except Exception:  # the outermost place, as in the worker
                log.exception("the notary met something unforeseen and goes on")
            await hear(listener, most=EVERY)

    async def attend(self) -> None:
        """Note and post the ledger's head if it is time."""
        async with self._turn:
            head, newest = await self._compare()
            if newest is None or (head.count > newest.head.count and self._is_past(newest.at, EVERY)):
                await self._add(head)
        await self._post(head)

    async def accept(self, *, name: str, reason: str) -> str:
        """Have *name* acknowledge that ledger and anchors contradict each other; return how, empty if they do not."""
        async with self._turn:
            try:
                await self._compare()
            except (ConflictError, UnexpectedError) as error:
                details = {"why": str(error), "found": str(await self.store.head())}
                await self.store.record(_acknowledge(self.clock.now(), name, reason, details))
                await self._add(await self.store.head())
                return str(error)
        return ""

    async def _compare(self) -> tuple[Head, Anchor | None]:
        """Return the ledger's head and the newest anchor. Raise ConflictError when they contradict each other."""
        newest = await self.anchors.newest()
        head = await self.store.head()
        if contradiction := await self._contradict(head, newest):
            raise ConflictError(
                f"{contradiction} Nothing is changed in the tenant until somebody says why, on Linkgate's host: "
                'linkgate audit accept --reason "…"'
            )
        return head, newest

    async def _contradict(self, head: Head, newest: Anchor | None) -> str:
        if newest is None:
            return "The ledger has lines, and its anchor file is missing or empty." if head.count else ""
        anchored = newest.head
        if anchored.count > head.count:
            told = f"The ledger ends with line {head.count}, and line {anchored.count} was anchored"
            return f"{told}: its end was cut off, an older backup was restored, or it is another ledger."
        lines = await self.store.lines(anchored.count - 1, 1) if anchored.count else ()
        found = lines[0].seal if lines else ""
        return (
            "" if found == anchored.seal else f"Line {anchored.count} of the ledger is not the one that was anchored."
        )

    async def _add(self, head: Head) -> None:
        self._is_failing = True
        await self.anchors.add(Anchor(head=head, at=self.clock.now()))
        self._is_failing = False

    async def _post(self, head: Head) -> None:
        """Post *head* if it is time. A channel that cannot be reached is tried again, and holds nothing up."""
        if not self.channel or not head.count or not self._is_past(self._tried, EVERY):
            return
        posted = await self.anchors.posted()
        if posted and (head == posted.head or not self._is_past(posted.at, POSTED_EVERY)):
            return
        self._tried = self.clock.now()
        if message := await self.channel.post(head):
            await self.anchors.add(Anchor(head=head, at=self.clock.now(), message=message))

    def _is_past(self, at: datetime | None, time: timedelta) -> bool:
        """Tell whether *time* has passed since *at*; a clock that was set back holds nothing up."""
        return at is None or not timedelta(0) <= self.clock.now() - at < time


def _acknowledge(at: datetime, name: str, reason: str, details: Mapping[str, str]) -> Entry:
    event = Event.ACKNOWLEDGED
    return Entry(at=at, request=0, event=event, before="", after="", name=name, note=reason, details=details)
