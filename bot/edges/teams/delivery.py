"""Delivery: what is owed to people, posted or edited outside of any turn."""

from dataclasses import dataclass

from bot.core.notice import Notice
from bot.core.place import Place, PlaceKind
from bot.core.view import View
from bot.edges.teams.connector import Connector
from bot.edges.teams.render import compose
from bot.ports import Delivered, NotFoundError


@dataclass(frozen=True, slots=True)
class Delivery:
    """Keeps the promises of `NoticePort`."""

    connector: Connector

    async def deliver(self, notice: Notice, view: View) -> Delivered:
        place = notice.place or await self._open(notice)
        message = compose(view)
        if notice.message:
            await self.connector.update(place.service_url, place.conversation, notice.message, message)
            return Delivered(place=place, message=notice.message)
        posted = await self.connector.post(place.service_url, place.conversation, message)
        return Delivered(place=place, message=posted)

    async def _open(self, notice: Notice) -> Place:
        if not notice.to:
            raise NotFoundError("This notice has neither a place nor a person.")
        conversation = await self.connector.open_chat(notice.service_url, notice.to)
        return Place(kind=PlaceKind.PERSONAL, service_url=notice.service_url, conversation=conversation)
