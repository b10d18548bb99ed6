"""The desk: what a person says or clicks comes in here, and goes to whoever sees to it.

    ask(text)  -> command -> lookup | planner -> draft | clerk -> step -> kept
    click(act) -> clerk -> request -> verdict on fresh facts -> step -> kept
    hand_over(consent) -> courier -> a file

It calls no vendor and writes nothing to the tenant; what is kept here is carried out by the worker.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from bot import trace
from bot.announcer import Announcer
from bot.clerk import Clerk, find_fault, read_inputs
from bot.core import command as commands
from bot.core import grammar, words
from bot.core.act import Act, Verb
from bot.core.change import Change
from bot.core.group import Group
from bot.core.notice import Audience
from bot.core.office import OfficeState
from bot.core.place import PlaceKind, Room
from bot.core.policy import Reason, UserId
from bot.core.speech.kept import recall
from bot.core.speech.phrases import Phrase
from bot.core.text import Code
from bot.core.view import (
    ChangeView,
    CheckView,
    HelpView,
    ListView,
    MembersView,
    Mood,
    OfficeView,
    SaidView,
    View,
    WhyView,
)
from bot.courier import Courier
from bot.facts import read_progress, read_watchers
from bot.lookup import Lookup
from bot.planner import Planner
from bot.ports import NotFoundError, NotPermittedError, PortError, Ports, Seat
from bot.register import Register
from bot.reporter import OFFICE_FILES
from bot.turn import Ask, Caller, Click, Consent, Search

log = logging.getLogger(__name__)

_MOST_SEATS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Holds the ports, and those who look up, plan and act."""

    ports: Ports
    register: Register
    lookup: Lookup
    planner: Planner
    clerk: Clerk
    courier: Courier
    announcer: Announcer
    seats: dict[UserId, Seat] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)

    async def ask(self, ask: Ask) -> View | None:
        """Answer a message; None when the answer is a request's card, which is owed and delivered as such."""
        try:
            await self.remember(ask.caller)
            command = grammar.parse(ask.text)
            done = await self._obey(command, ask)
            if _is_private(done, command) and ask.caller.place.kind is not PlaceKind.PERSONAL:
                return await self._answer_alone(ask.caller, done)
        except PortError as error:
            return _report(error)
        return None if isinstance(done, Change) else done

    async def click(self, click: Click) -> View:
        """Answer a click with the card that the clicker should see now, or with one line."""
        try:
            if click.act.verb is not Verb.VIEW:  # Teams itself asks for views, for everybody at once: nothing is kept
                await self.remember(click.caller)
            done = await self._follow(click)
            return await self._draw(done, click) if isinstance(done, Change) else done
        except PortError as error:
            return _report(error)

    async def search(self, search: Search) -> tuple[Group, ...]:
        """Answer what is typed into a card's field. Nothing is kept, of a search that fails only a line in the log."""
        try:
            return await self.planner.search(search)
        except PortError as error:
            _report(error)
            return ()

    async def hand_over(self, consent: Consent) -> View | None:
        """Answer what a person said to an offered file; None when the offer itself says how it ended."""
        try:
            await self.remember(consent.caller)
            return await self.courier.hand_over(consent)
        except PortError as error:
            return _report(error)

    async def offer(self, caller: Caller, change: Change | None, what: str) -> SaidView:
        """Offer the file that *what* names in the caller's private chat, if they may have it."""
        return await self.courier.offer(caller, self.seats[caller.user], change, what)

    async def remember(self, caller: Caller) -> None:
        """Remember where a person is met in private, so that they can be told what concerns them."""
        seat = self.seats.get(caller.user)
        if seat is None:
            (seat,) = await self.ports.store.seats({caller.user}) or (None,)
        place = caller.place if caller.place.kind is PlaceKind.PERSONAL else seat and seat.place
        locale = caller.locale or (seat.locale if seat else "")
        met = Seat(user=caller.user, teams_id=caller.teams_id, place=place or None, locale=locale)
        if met != seat:
            await self.ports.store.remember(met)
        if len(self.seats) >= _MOST_SEATS:
            self.seats.clear()  # they are in the store
        self.seats[caller.user] = met
        if caller.room:
            await self.enter(caller.room)

    async def enter(self, room: Room) -> None:
        """Remember a channel in which Linkgate is installed, so that something can be posted there."""
        if self.rooms.get(room.conversation) == room:
            return
        await self.ports.store.remember_room(room)
        if len(self.rooms) >= _MOST_SEATS:
            self.rooms.clear()
        self.rooms[room.conversation] = room

    async def leave(self, place: str) -> None:
        """Forget a channel, or a whole team, in which Linkgate is installed no more."""
        self.rooms.clear()
        await self.ports.store.forget_rooms(place)

    async def _answer_alone(self, caller: Caller, view: View) -> SaidView:
        """Answer in private what not everybody in the room may see."""
        seat, notices = self.seats[caller.user], self.ports.notices
        try:
            place = seat.place or await notices.open_chat(caller.place.service_url, caller.user)
            await notices.deliver(place, view, message="", locale=seat.locale)
        except (NotFoundError, NotPermittedError):
            return SaidView(sentence=(Phrase.ONLY_ALONE,))
        return SaidView(sentence=(Phrase.ANSWERED_ALONE,))

    async def greet(self, caller: Caller) -> View:
        """Remember a person who has just installed Linkgate, and owe them again what could not be delivered before.

        Return a word of welcome; what many read says nothing of what the person may do.
        """
        try:
            await self._owe_again(caller)
            if caller.place.kind is not PlaceKind.PERSONAL:
                return HelpView(may_ask=False, may_decide=False, is_welcome=True)
            told = await self.lookup.show_help(caller.user)
        except PortError as error:
            return _report(error)
        return replace(told, is_welcome=True) if isinstance(told, HelpView) else told

    async def _owe_again(self, caller: Caller) -> None:
        await self.remember(caller)
        now = self.ports.clock.now()
        for notice, change in await self.ports.store.undelivered():
            if notice.to == caller.user and not change.is_final:
                await self.ports.store.note(replace(notice, is_dead=False, tries=0, due=now))
        self.register.bell.ring()

    async def _obey(self, command: commands.Command | commands.Miss, ask: Ask) -> View | Change:
        match command:
            case commands.Miss(commands.Fault.NOTHING | commands.Fault.UNKNOWN) if ask.files:
                return SaidView(sentence=(Phrase.ONLY_A_FILE,), suggestions=(commands.MOVE,))
            case commands.Miss(fault, suggestions):
                return SaidView(sentence=(words.FAULTS[fault],), suggestions=suggestions, has_help=True)
            case commands.Pick():
                return await self.planner.offer(command, ask.caller)
            case commands.OfficeFiles(state):
                return await self.offer(ask.caller, None, f"{OFFICE_FILES}:{state}")
            case commands.Announce():
                return await self.announcer.show(command, ask.caller)
            case commands.Enable() | commands.Disable() | commands.Move() | commands.Create() | commands.Office():
                return await self.planner.draft(command, ask.caller, origin=ask.origin, files=ask.files)
            case commands.Step():
                return await self.clerk.obey(command, ask.caller)
            case _:
                return await self.lookup.show(command, ask.caller.user)

    async def _follow(self, click: Click) -> View | Change:
        if look := _read_look(click.act):
            return await self.lookup.show(look, click.caller.user)
        match click.act.verb:
            case Verb.CHOOSE:
                return await self._choose(click)
            case Verb.REPORT:
                return await self.courier.follow(click, self.seats[click.caller.user])
            case Verb.MARKDOWN | Verb.MAIL:
                return await self.offer(click.caller, None, f"announcement-{click.act.verb}:{click.act.about}")
            case Verb.POST_MORE | Verb.POST | Verb.LEAVE:
                return await self.announcer.follow(click)
            case _:
                return await self.clerk.follow(click)

    async def _choose(self, click: Click) -> View | Change:
        """Take a choice as if its object id had been typed; whatever the client sent is read like typed text."""
        group, (reason, ticket) = click.inputs.get("group", ""), read_inputs(click.inputs)
        fault = find_fault(self.clerk.rules, reason, ticket)
        if fault in {Reason.BAD_REASON, Reason.BAD_TICKET}:  # what is missing can still be filled in
            return SaidView(sentence=words.explain_form(self.clerk.rules, fault))
        if not commands.is_object_id(group):
            return SaidView(sentence=(words.FAULTS[commands.Fault.NO_GROUP],))
        command: commands.Wish = commands.Enable(group=group, reason=reason, ticket=ticket)
        if state := click.act.about:
            command = commands.Office(state=OfficeState(state), group=group, reason=reason, ticket=ticket)
        origin = f"{click.caller.place.conversation}/{click.message}"
        return await self.planner.draft(command, click.caller, origin=origin, message=click.message)

    async def _draw(self, change: Change, click: Click) -> ChangeView:
        caller = click.caller
        if click.act.verb in {Verb.DONE, Verb.NOT_DONE}:
            audience = Audience.EXECUTOR
        elif caller.user == change.requester.id:
            audience = Audience.REQUESTER
        else:
            audience = Audience.APPROVER if caller.user in change.deciders else Audience.ROOM
        watchers = () if caller.place.kind is PlaceKind.PERSONAL else await read_watchers(self.ports.store, change)
        progress = await read_progress(self.ports, change)
        return ChangeView(change=change, audience=audience, viewer=caller.user, watchers=watchers, progress=progress)


def _read_look(act: Act) -> commands.Look | None:
    looks: Mapping[Verb, commands.Look] = {
        Verb.HELP: commands.Help(),
        Verb.STATUS: commands.Status(),
        Verb.REQUESTS: commands.Requests(act.leaf),
        Verb.HISTORY: commands.History(act.leaf),
        Verb.MEMBERS: commands.Members(),
        Verb.OFFICE: commands.OfficeStatus(),
    }
    return looks.get(act.verb)


def _is_private(done: View | Change, command: commands.Command | commands.Miss) -> TypeGuard[View]:
    """Tell what a room may not see: lists and verdicts, and about people whatever was found out, or was not."""
    if isinstance(done, SaidView):
        return isinstance(command, commands.Members | commands.Check) and done.mood is Mood.PLAIN
    return isinstance(done, ListView | WhyView | MembersView | CheckView | OfficeView)


def _report(error: PortError) -> SaidView:
    """Say in our own sentence what an outside system did; by the reference the vendor's code is found in the log."""
    log.warning("a turn failed: %s", error, extra={"code": error.code, "request_id": error.request_id})
    ref = trace.current()
    told = recall(str(error))
    sentence = (Phrase.WITH_REFERENCE(sentence=told, reference=Code(ref)),) if ref else told
    return SaidView(sentence=sentence, mood=Mood.HALTED)
