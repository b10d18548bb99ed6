"""A turn: from an activity that was let in to the desk and back. botbuilder's adapter and handler, our decisions.

Teams waits for the HTTP answer, and delivers again what it thinks was lost: a turn that takes longer than it should
is answered and goes on. Whatever comes in, one turn is one line in the log and one in the figures.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter
from typing import Any

from botbuilder.core import ActivityHandler, BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from bot import trace
from bot.core import words
from bot.core.act import Verb
from bot.core.group import Group
from bot.core.place import PlaceKind
from bot.core.speech.phrases import Phrase
from bot.core.speech.tongues import pick
from bot.core.text import Code, Tongue
from bot.core.view import Mood, SaidView, View
from bot.desk import Desk
from bot.edges.teams.activity import (
    read_arrival,
    read_ask,
    read_caller,
    read_click,
    read_consent,
    read_departure,
    read_mention,
    read_search,
)
from bot.edges.teams.budgets import Budgets
from bot.edges.teams.connector import Connector
from bot.edges.teams.door import CHANNEL, is_person
from bot.edges.teams.render import answer, answer_bad_search, answer_not_implemented, answer_search, compose
from bot.ports import Counted, PortError, TallyPort
from bot.turn import Caller, Search

log = logging.getLogger(__name__)

MESSAGE_SECONDS = 3.0
"""A message is acknowledged by then; Teams sends it again after 15 s, and a person stops believing earlier."""
CLICK_SECONDS = 9.0
"""A click has its answer by then; the client gives up at 10 to 15 s and says that something went wrong."""
_MOST_REMEMBERED = 4_096
_CONSENT = "fileConsent/invoke"


@dataclass(frozen=True, slots=True)
class Answered:
    """What Teams is answered: *status* of HTTP, and for an invoke a *body*."""

    status: int
    body: Mapping[str, Any] | None = None


_TAKEN, _GOES_ON = Answered(HTTPStatus.OK), Answered(HTTPStatus.ACCEPTED)


class Adapter(BotAdapter):
    """Runs turns; what they say goes out through our own connector, as it stands."""

    def __init__(self, *, connector: Connector, desk: Desk, budgets: Budgets, tally: TallyPort, tongue: Tongue) -> None:
        super().__init__()
        self._connector = connector
        self._desk = desk
        self._budgets = budgets
        self._tally = tally
        self._tongue = tongue
        self._seen: OrderedDict[tuple[str, str, str], None] = OrderedDict()
        self._running: set[asyncio.Task[Answered]] = set()

    async def run(self, raw: Mapping[str, Any], *, token: str = "") -> Answered:
        """Run one turn; one that takes too long is answered for now, and finished all the same.

        *token* marks the token that it came with.
        """
        is_invoke = raw["type"] == "invoke"
        is_search = is_invoke and raw.get("name") == "application/search"
        task = asyncio.create_task(self._run(raw, token))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        patience = CLICK_SECONDS if is_invoke and not is_search else MESSAGE_SECONDS
        done, _ = await asyncio.wait({task}, timeout=patience)
        if done:
            return task.result()
        if is_search:
            return Answered(HTTPStatus.OK, answer_search(()))
        if not is_invoke:
            return _GOES_ON
        if raw.get("name") == _CONSENT:
            return _TAKEN
        return Answered(HTTPStatus.OK, answer(SaidView(sentence=(Phrase.STILL_WORKING,)), tongue=self._tongue))

    async def finish(self, *, grace: float) -> None:
        """Let the turns that go on come to their end, within *grace* seconds."""
        if self._running:
            await asyncio.wait(self._running, timeout=grace)

    async def _run(self, raw: Mapping[str, Any], token: str) -> Answered:
        start, turn = perf_counter(), Turn(self, raw, token)
        with trace.follow(trace.new()):
            await self.run_pipeline(TurnContext(self, _to_activity(raw)), turn.on_turn)
            seconds = perf_counter() - start
            log.info("turn", extra={"kind": turn.kind, "ms": round(seconds * 1000, 1)})
        self._tally.add(Counted.TURNS, turn.kind)
        self._tally.took(turn.kind, seconds)
        return turn.answered

    # ---- for the turn ---------------------------------------------------------------------------------------------

    async def ask_desk(self, work: Callable[[Desk], Awaitable[View | None]]) -> View | None:
        """Let the desk do *work*; whatever breaks in there is said plainly, with the reference of its log lines."""
        try:
            return await work(self._desk)
        except Exception:  # the outermost place: people get a plain answer, the log gets the rest
            log.exception("a turn failed")
            return SaidView(sentence=(Phrase.UNEXPECTED(reference=Code(trace.current())),), mood=Mood.HALTED)

    async def find(self, search: Search) -> Sequence[Group]:
        """Let the desk search, while the person's budget lasts; whoever has emptied it finds nothing."""
        refusal = self._budgets.spend_search(search.caller)
        if refusal:
            self._tally.add(Counted.LIMITED, refusal.scope)
            return ()
        try:
            return await self._desk.search(search)
        except Exception:  # the outermost place: the field stays empty, the log gets the rest
            log.exception("a search failed")
            return ()

    async def post(self, caller: Caller, view: View, *, mention: str) -> None:
        """Send an answer. One that Teams does not take is lost with a line in the log: it told, and changed nothing."""
        place = caller.place
        tongue = self.pick(caller) if place.kind is PlaceKind.PERSONAL else self._tongue
        message = compose(view, mention=mention, ref=trace.current(), tongue=tongue)
        try:
            await self._connector.post(place.service_url, place.conversation, message)
        except PortError as error:
            log.warning("an answer was not delivered: %s", error, extra={"code": error.code})

    def pick(self, caller: Caller | None) -> Tongue:
        """Pick the language of what one person reads."""
        return pick(caller.locale if caller else "", otherwise=self._tongue)

    def spend(self, turn: "Turn", *, is_view: bool = False) -> SaidView | None:
        """Take a turn from the caller's budget; when there is none left, say so, but not again and again.

        A view is asked for by Teams, for everybody who opens the chat: it does not use up what the chat may do.
        """
        refusal = self._budgets.spend(turn.caller, is_alone=is_view) if turn.caller else None
        if refusal is None:
            return None
        self._tally.add(Counted.LIMITED, refusal.scope)
        log.info("too much from one %s", refusal.scope)
        turn.is_silent = not refusal.is_first
        return SaidView(sentence=words.slow_down(refusal.wait), mood=Mood.LIMITED)

    def is_new(self, raw: Mapping[str, Any], caller: Caller) -> bool:
        """Tell whether an activity comes for the first time; Teams delivers again what it thinks was lost."""
        name = (raw["type"], caller.place.conversation, raw["id"])
        is_new = name not in self._seen
        self._seen[name] = None
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen.popitem(last=False)
        if not is_new:
            self._tally.add(Counted.REPEATS, raw["type"])
            log.info("delivered again; not done again")
        return is_new

    # ---- what botbuilder wants of an adapter ----------------------------------------------------------------------

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        raise NotImplementedError("answers go out as they are, without the cost of botbuilder's serialiser")

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        raise NotImplementedError("cards are edited by the delivery, from what is kept")

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        raise NotImplementedError("Linkgate deletes no message")


class Turn(ActivityHandler):
    """Takes one message, click or consent to the desk. Every other kind of activity passes without an effect."""

    def __init__(self, adapter: Adapter, raw: Mapping[str, Any], token: str) -> None:
        self._adapter = adapter
        self._raw = raw
        self.caller = read_caller(raw, token=token) if is_person(raw) else None
        self.kind = "other"
        self.is_silent = False
        self.answered = _TAKEN

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        del turn_context  # what was said is read from the wire
        ask = read_ask(self._raw, self.caller) if self.caller and self._adapter.is_new(self._raw, self.caller) else None
        if ask is None:
            return
        self.kind = "message"
        view = self._adapter.spend(self) or await self._adapter.ask_desk(lambda desk: desk.ask(ask))
        if view is not None and not self.is_silent:
            await self._adapter.post(ask.caller, view, mention=read_mention(self._raw, ask.caller))

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        del turn_context  # a click is answered in the HTTP response
        match self._raw.get("name"):
            case "adaptiveCard/action":
                await self._click()
            case "application/search":
                await self._search()
            case str(name) if name == _CONSENT:
                await self._hand_over()
            case _:
                self.answered = Answered(HTTPStatus.OK, answer_not_implemented())

    async def _search(self) -> None:
        """Answer what is being typed into a card; whoever may not search, or too often, finds nothing."""
        self.kind = "search"
        search = read_search(self._raw, self.caller) if self.caller else None
        if search is None:
            self.answered = Answered(HTTPStatus.OK, answer_bad_search())
            return
        found = await self._adapter.find(search) if search.text else ()
        self.answered = Answered(HTTPStatus.OK, answer_search(found, tongue=self._adapter.pick(self.caller)))

    async def _click(self) -> None:
        self.kind = "click"
        click = read_click(self._raw, self.caller) if self.caller else None
        if click is None:
            view: View | None = SaidView(sentence=(Phrase.BAD_CLICK,))
        else:
            refusal = self._adapter.spend(self, is_view=click.act.verb is Verb.VIEW)
            view = refusal or await self._adapter.ask_desk(lambda desk: desk.click(click))
        if view is not None:
            tongue = self._adapter.pick(self.caller)
            self.answered = Answered(HTTPStatus.OK, answer(view, ref=trace.current(), tongue=tongue))

    async def _hand_over(self) -> None:
        """Take the answer to an offered file, once; what comes of it is said in the chat, not in the HTTP answer."""
        self.kind = "consent"
        consent = read_consent(self._raw, self.caller) if self.caller else None
        if consent is None:
            self.answered = Answered(HTTPStatus.BAD_REQUEST)
            return
        if not self._adapter.is_new(self._raw, consent.caller):
            return
        view = self._adapter.spend(self) or await self._adapter.ask_desk(lambda desk: desk.hand_over(consent))
        if view is not None and not self.is_silent:
            await self._adapter.post(consent.caller, view, mention="")

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """Remember where Linkgate was installed, and say there what it is for; forget where it is no more."""
        del turn_context
        await self._note_room()
        caller, action = self.caller, self._raw.get("action")
        if caller is None or action not in ("add", "add-upgrade"):
            return
        view = await self._adapter.ask_desk(lambda desk: desk.greet(caller))
        if view and action == "add" and self._adapter.is_new(self._raw, caller):
            await self._adapter.post(caller, view, mention=read_mention(self._raw, caller))

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Note in which channels Linkgate is; the stock handler would ask Teams about each new member."""
        del turn_context
        await self._note_room()

    async def _note_room(self) -> None:
        """Remember a channel to which Linkgate was added, and forget one from which it is gone."""
        gone, room = read_departure(self._raw), read_arrival(self._raw)
        if gone:
            await self._adapter.ask_desk(lambda desk: desk.leave(gone))
        elif room:
            await self._adapter.ask_desk(lambda desk: desk.enter(room))

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        """Do nothing, whatever an old message is edited into; only a new one is a command."""
        del turn_context
        log.info("a message was edited; it is not read again")


def _to_activity(raw: Mapping[str, Any]) -> Activity:
    """Make what botbuilder's handler looks at; its own deserialiser costs more than the rest of a turn."""
    return Activity(type=raw["type"], id=raw["id"], channel_id=CHANNEL, service_url=raw["serviceUrl"])
