"""Delivery: what is owed to people, posted or edited outside of any turn."""

from dataclasses import dataclass

from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId
from bot.core.speech.tongues import pick
from bot.core.text import Tongue
from bot.core.view import View
from bot.edges.teams.connector import Connector
from bot.edges.teams.render import compose


@dataclass(frozen=True, slots=True)
class Delivery:
    """Keeps the promises of `NoticePort`. What many read is in the *tongue* of the house."""

    connector: Connector
    tongue: Tongue

    async def open_chat(self, service_url: str, user: UserId) -> Place:
        conversation = await self.connector.open_chat(service_url, user)
        return Place(kind=PlaceKind.PERSONAL, service_url=service_url, conversation=conversation)

    async def deliver(self, place: Place, view: View, *, message: str, locale: str = "") -> str:
        composed = compose(view, tongue=pick(locale, otherwise=self.tongue))
        if not message:
            return await self.connector.post(place.service_url, place.conversation, composed)
        await self.connector.update(place.service_url, place.conversation, message, composed)
        return message
