"""A turn: from an activity that was let in to the desk and back. botbuilder's adapter and handler, our decisions."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from bot.core import words
from bot.core.place import PlaceKind
from bot.core.view import SaidView
from bot.desk import Desk
from bot.edges.teams.activity import read_ask, read_caller, read_click
from bot.edges.teams.connector import Connector
from bot.edges.teams.door import is_person
from bot.edges.teams.render import answer, compose
from bot.ports import PortError

log = logging.getLogger(__name__)

_MOST_REMEMBERED = 4_096


class Adapter(BotAdapter):
    """Runs turns; what they say goes out through our own connector."""

    def __init__(self, connector: Connector, desk: Desk) -> None:
        super().__init__()
        self._connector = connector
        self._desk = desk
        self._seen: dict[str, None] = {}

    async def run(self, raw: Mapping[str, Any]) -> InvokeResponse | None:
        """Run one turn; return what an invoke is answered with."""
        turn = Turn(self._desk, raw, is_new=self._is_new(raw))
        context = TurnContext(self, _to_activity(raw))
        await self.run_pipeline(context, turn.on_turn)
        return turn.answer

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Post *activities* where they belong, one after the other."""
        del context  # each activity says where it goes
        return [
            ResourceResponse(id=await self._connector.post(said.service_url, said.conversation.id, _to_wire(said)))
            for said in activities
        ]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        raise NotImplementedError("cards are edited by the delivery, from what is kept")

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        raise NotImplementedError("Linkgate deletes no message")

    def _is_new(self, raw: Mapping[str, Any]) -> bool:
        """Tell whether an activity comes for the first time; Teams delivers again what it thinks was lost."""
        conversation = raw.get("conversation")
        name = f"{raw.get('type')} {conversation and conversation.get('id')} {raw.get('id')}"
        if name in self._seen:
            return False
        self._seen[name] = None
        if len(self._seen) > _MOST_REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return True


class Turn(ActivityHandler):
    """Takes one message or click to the desk. Every other kind of activity passes without an effect."""

    def __init__(self, desk: Desk, raw: Mapping[str, Any], *, is_new: bool) -> None:
        self._desk = desk
        self._raw = raw
        self._is_new = is_new
        self._caller = read_caller(raw) if is_person(raw) else None
        self.answer: InvokeResponse | None = None

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        ask = read_ask(self._raw, self._caller) if self._caller and self._is_new else None
        if ask is None:
            return
        try:
            view = await self._desk.ask(ask)
        except Exception:  # the outermost place: people get a plain answer, the log gets the rest
            incident = uuid.uuid4().hex[:8]
            log.exception("a message failed", extra={"incident": incident})
            view = SaidView(sentence=(words.UNEXPECTED + incident,))
        if view is not None:
            mention = "" if ask.caller.place.kind is PlaceKind.PERSONAL else f"@{turn_context.activity.recipient.name} "
            await _say(turn_context, compose(view, mention=mention))

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        del turn_context  # a click is answered in the HTTP response
        self.answer = await self._answer()

    async def _answer(self) -> InvokeResponse:
        if self._raw.get("name") != "adaptiveCard/action":
            return InvokeResponse(status=501)
        click = read_click(self._raw, self._caller) if self._caller else None
        if click is None:
            return InvokeResponse(status=200, body=answer(SaidView(sentence=(words.BAD_CLICK,))))
        try:
            view = await self._desk.click(click)
        except Exception:  # the outermost place: people get a plain answer, the log gets the rest
            incident = uuid.uuid4().hex[:8]
            log.exception("a click failed", extra={"incident": incident})
            view = SaidView(sentence=(words.UNEXPECTED + incident,))
        return InvokeResponse(status=200, body=answer(view))

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """Remember the private chat in which Linkgate was installed."""
        if self._caller and turn_context.activity.action in {"add", "add-upgrade"}:
            await self._desk.remember(self._caller)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Do nothing: the stock handler would ask Teams about each new member."""


async def _say(turn_context: TurnContext, message: Mapping[str, Any]) -> None:
    """Send an answer. One that Teams does not take is lost with a line in the log: it told, and changed nothing."""
    try:
        await turn_context.send_activity(_to_activity(message))
    except PortError as error:
        log.warning("an answer was not delivered: %s", error, extra={"code": error.code})


def _to_activity(raw: Mapping[str, Any]) -> Activity:
    activity: Activity = Activity.deserialize(dict(raw))  # type: ignore[no-untyped-call]  # msrest has no types
    return activity


def _to_wire(activity: Activity) -> dict[str, Any]:
    wire: dict[str, Any] = activity.serialize()  # type: ignore[no-untyped-call]  # msrest has no types
    return wire
