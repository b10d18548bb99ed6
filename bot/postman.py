"""The postman: what is owed to people is delivered, or put off, or given up aloud; it is never forgotten."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import trace
from bot.core import summary, words
from bot.core.change import Change
from bot.core.notice import Notice, Topic
from bot.core.place import Place, PlaceKind
from bot.core.reminder import find_waiting
from bot.core.view import ChangeView, DigestView, SaidView, View
from bot.facts import read_progress, read_watchers
from bot.ports import Counted, NotFoundError, NotPermittedError, PortError, Ports

log = logging.getLogger(__name__)

_NOTHING = "nothing was left to say"
_MOST_NOTICES = 50
_MOST_TRIES = 12
_LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Postman:
    """Holds the ports."""

    ports: Ports

    async def deliver(self) -> None:
        """Deliver every notice that is owed and due, to each person and place in the order in which they were owed."""
        queues: dict[str, list[tuple[Notice, Change]]] = {}
        for notice, change in await self.ports.store.owed(self.ports.clock.now(), _MOST_NOTICES):
            queues.setdefault(notice.to or (notice.place.conversation if notice.place else ""), []).append(
                (notice, change)
            )
        await asyncio.gather(*map(self._deliver_all, queues.values()))

    async def _deliver_all(self, queue: list[tuple[Notice, Change]]) -> None:
        for notice, change in queue:
            with trace.follow(change.ref):
                await self._deliver(notice, change)

    async def _deliver(self, notice: Notice, change: Change) -> None:
        try:
            place = notice.place or await self._find_place(notice)
            view = await self._draw(notice, change)
            if view is None:
                await self.ports.store.note(replace(notice, message=_NOTHING))
                return
            locale = await self._find_locale(place, notice, change)
            message = await self.ports.notices.deliver(place, view, message=notice.message, locale=locale)
        except (NotFoundError, NotPermittedError) as error:
            self._count("given up")
            log.warning("undeliverable: %s", error, extra=_mark(change, error))
            await self.ports.store.note(replace(notice, tries=notice.tries + 1, is_dead=True))
        except PortError as error:
            await self._put_off(notice, change, error)
        else:
            self._count("delivered")
            await self.ports.store.note(replace(notice, place=place, message=message, shown=change.rev, tries=0))

    async def _find_place(self, notice: Notice) -> Place:
        """Find the chat, and keep where it is before anything is posted: a click can come at once."""
        if not notice.to:
            raise NotFoundError("This notice has neither a place nor a person.")
        seats = await self.ports.store.seats({notice.to})
        known = next((seat.place for seat in seats if seat.place), None)
        place = known or await self.ports.notices.open_chat(notice.service_url, notice.to)
        await self.ports.store.note(replace(notice, place=place))
        return place

    async def _find_locale(self, place: Place, notice: Notice, change: Change) -> str:
        """Find the language of the one who reads it; what stands in a room is read by many."""
        if place.kind is not PlaceKind.PERSONAL:
            return ""
        seats = await self.ports.store.seats({notice.to or change.requester.id})
        return seats[0].locale if seats else ""

    async def _put_off(self, notice: Notice, change: Change, error: PortError) -> None:
        tries = notice.tries + 1
        self._count("given up" if tries >= _MOST_TRIES else "put off")
        wait = min(timedelta(seconds=2**tries), _LONGEST_WAIT)
        log.warning("notice put off for %s: %s", wait, error, extra=_mark(change, error))
        await self.ports.store.note(
            replace(notice, tries=tries, due=self.ports.clock.now() + wait, is_dead=tries >= _MOST_TRIES)
        )

    def _count(self, fate: str) -> None:
        self.ports.tally.add(Counted.DELIVERIES, fate)

    async def _draw(self, notice: Notice, change: Change) -> View | None:
        """Draw it as things stand now; a reminder of what has been decided meanwhile is not worth a message."""
        if notice.topic is Topic.REMINDER and notice.to:
            now = self.ports.clock.now()
            waiting = find_waiting(await self.ports.store.waiting(), notice.to, at=now)
            return DigestView(changes=waiting, at=now) if waiting else None
        if notice.topic:
            return SaidView(sentence=summary.tell(change, notice.topic))
        return ChangeView(
            change=change,
            audience=notice.audience,
            viewer=notice.to,
            watchers=() if notice.to else await read_watchers(self.ports.store, change),
            progress=await read_progress(self.ports, change),
        )


def _mark(change: Change, error: PortError) -> dict[str, str]:
    return {"request": words.name_request(change.number), "code": error.code}
