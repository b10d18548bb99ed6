"""The desk: one method for each act of a person. It gathers facts, lets the core decide, keeps what was decided.

    ask(text)  -> command -> verdict -> facts -> plan -> draft -> kept
    click(act) -> request -> verdict on fresh facts -> step -> kept

It calls no vendor and writes nothing to the tenant; what is kept here is carried out by the worker.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot import trace
from bot.core import change as steps
from bot.core import command as commands
from bot.core import words
from bot.core.act import Verb
from bot.core.change import Change, State
from bot.core.notice import Audience, Notice, owe_card
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, Reason, Right, Rules, UserId, list_deciders
from bot.core.text import Sentence
from bot.core.view import ChangeView, ListKind, SaidView, View
from bot.facts import find_objection, read_standing, read_watchers
from bot.lookup import Lookup
from bot.planner import Planner, find_open
from bot.ports import ConflictError, NotFoundError, PortError, Ports, Seat
from bot.register import Register, new_id
from bot.turn import Ask, Caller, Click, refuse, turn_away

log = logging.getLogger(__name__)

_TRIES = 8
"""How often a step is made anew when somebody else was faster; each try reads the request again."""

_MOST_SEATS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Holds the ports and the rules, and those who look up, plan and keep."""

    ports: Ports
    rules: Rules
    register: Register
    lookup: Lookup
    planner: Planner
    seats: dict[UserId, Seat] = field(default_factory=dict)

    async def ask(self, ask: Ask) -> View | None:
        """Answer a message; None when the answer is a request's card, which is owed and delivered as such."""
        try:
            await self.remember(ask.caller)
            done = await self._obey(commands.parse(ask.text), ask)
        except PortError as error:
            return _report(error)
        return None if isinstance(done, Change) else done

    async def click(self, click: Click) -> View:
        """Answer a click with the card that the clicker should see now, or with one line."""
        try:
            if click.act.verb is not Verb.VIEW:  # Teams itself asks for views, for everybody at once: nothing is kept
                await self.remember(click.caller)
            done = await self._follow(click)
            return await self._draw(done, click.caller) if isinstance(done, Change) else done
        except PortError as error:
            return _report(error)

    async def remember(self, caller: Caller) -> None:
        """Remember where a person is met in private, so that they can be told what concerns them."""
        seat = self.seats.get(caller.user)
        if seat is None:
            (seat,) = await self.ports.store.seats({caller.user}) or (None,)
        place = caller.place if caller.place.kind is PlaceKind.PERSONAL else seat and seat.place
        met = Seat(user=caller.user, teams_id=caller.teams_id, place=place or None)
        if met != seat:
            await self.ports.store.remember(met)
        if len(self.seats) >= _MOST_SEATS:
            self.seats.clear()  # they are in the store
        self.seats[caller.user] = met

    async def greet(self, caller: Caller) -> None:
        """Remember a person who has just installed Linkgate, and owe them again what could not be delivered before."""
        await self.remember(caller)
        now = self.ports.clock.now()
        for notice, change in await self.ports.store.undelivered():
            if notice.to == caller.user and not change.is_final:
                await self.ports.store.note(replace(notice, is_dead=False, tries=0, due=now))
        self.register.bell.ring()

    async def _obey(self, command: commands.Command | commands.Miss, ask: Ask) -> View | Change:
        match command:
            case commands.Miss(fault, suggestions):
                return SaidView(sentence=(words.FAULTS[fault],), suggestions=suggestions, has_help=True)
            case commands.Help(topic):
                return await self.lookup.show_help(ask.caller.user, topic)
            case commands.Status():
                return await self.lookup.show_status(ask.caller.user)
            case commands.Requests():
                return await self.lookup.show_list(ask.caller.user, ListKind.REQUESTS)
            case commands.History():
                return await self.lookup.show_list(ask.caller.user, ListKind.HISTORY)
            case commands.Withdraw(number):
                return await self._withdraw_numbered(number, ask.caller)
            case commands.Enable() | commands.Disable():
                return await self.planner.draft(command, ask.caller, origin=ask.origin)

    async def _follow(self, click: Click) -> View | Change:
        user = click.caller.user
        match click.act.verb:
            case Verb.HELP:
                return await self.lookup.show_help(user)
            case Verb.STATUS:
                return await self.lookup.show_status(user)
            case Verb.REQUESTS:
                return await self.lookup.show_list(user, ListKind.REQUESTS)
            case Verb.HISTORY:
                return await self.lookup.show_list(user, ListKind.HISTORY)
            case Verb.CHOOSE:
                return await self._choose(click)
            case Verb.SEND | Verb.DISCARD | Verb.APPROVE | Verb.REJECT | Verb.WITHDRAW | Verb.VIEW:
                return await self._act(click)

    async def _choose(self, click: Click) -> View | Change:
        """Take a choice as if its object id had been typed; whatever the client sent is read like typed text."""
        group, wish = click.inputs.get("group", ""), _read_inputs(click.inputs)
        if isinstance(wish, SaidView):
            return wish
        if not commands.is_object_id(group):
            return SaidView(sentence=(words.FAULTS[commands.Fault.NO_GROUP],))
        command = commands.Enable(group=group, reason=wish[0], ticket=wish[1])
        origin = f"{click.caller.place.conversation}/{click.message}"
        return await self.planner.draft(command, click.caller, origin=origin, message=click.message)

    # ---- acting on a request --------------------------------------------------------------------------------------

    async def _act(self, click: Click) -> View | Change:
        """Take one step with a request, on its present state and fresh facts; try again when somebody was faster."""
        for _ in range(_TRIES):
            change = await self.ports.store.change(click.act.change) if click.act.change else None
            if change is None or click.act.rev > change.rev:
                return turn_away(click.caller.user, click.act.verb, "no such request", words.NO_SUCH_REQUEST)
            if not await self._is_shown_in(change, click.caller.place):
                return _refuse_copy(change, click)
            try:
                return await self._step(change, click)
            except steps.NotAllowedError:
                return change  # too late, or twice: the present card says how it stands
            except ConflictError:
                continue
        return SaidView(sentence=(words.CHANGED_MEANWHILE,))

    async def _step(self, change: Change, click: Click) -> View | Change:
        match click.act.verb:
            case Verb.SEND:
                return await self._send(change, click)
            case Verb.DISCARD | Verb.WITHDRAW:
                return await self._withdraw(change, click.caller)
            case Verb.APPROVE | Verb.REJECT:
                return await self._decide(change, click)
            case _:
                return change

    async def _send(self, change: Change, click: Click) -> View | Change:
        if change.requester.id != click.caller.user:
            return turn_away(click.caller.user, Verb.SEND, "not the requester", words.NOT_YOURS)
        if change.state is not State.DRAFT:
            return change
        wish = _read_inputs(click.inputs, must_have_reason=True)
        if isinstance(wish, SaidView):
            return wish
        standing = await read_standing(self.ports.directory, click.caller.user, self.rules)
        if refusal := refuse(standing, Right.ASK):
            return refusal
        if objection := await self._object(change):
            return SaidView(sentence=objection)
        deciders = list_deciders(await self._read_approvers(), change.requester.id)
        if len(deciders) < change.needed:
            return SaidView(sentence=(words.NO_DECIDER,))
        now = self.ports.clock.now()
        sent, entry = steps.send(
            change,
            reason=wish[0],
            ticket=wish[1],
            deciders=tuple(person.id for person in deciders),
            at=now,
            expires_at=now + self.rules.life,
        )
        await self.register.keep((sent, entry), *await self._owe_deciders(sent, deciders))
        return sent

    async def _object(self, change: Change) -> Sentence:
        """Say why a plan can no longer be sent: the slot, the setting, the cloud or the group; empty when it can."""
        if other := await find_open(self.ports.store):
            return words.refuse_open(other)
        if (await self.ports.setting.read()).setting != change.plan.before:
            return (words.PLAN_IS_OLD,)
        objection = await find_objection(self.ports, change.plan)
        return (words.CANNOT_SEND, objection) if objection else ()

    async def _decide(self, change: Change, click: Click) -> View | Change:
        standing = await read_standing(self.ports.directory, click.caller.user, self.rules)
        if refusal := refuse(standing, Right.DECIDE, requester=change.requester.id):
            return refusal
        if change.state is State.WAITING and standing.person.id not in change.deciders:
            reason = Reason.NEW_APPROVER
            return turn_away(click.caller.user, click.act.verb, reason, words.REASONS[reason])
        now = self.ports.clock.now()
        if click.act.verb is Verb.APPROVE:
            return await self.register.keep(steps.approve(change, by=standing.person, at=now), before=change)
        note = " ".join(click.inputs.get("note", "").split())
        if change.state is State.WAITING and not 0 < len(note) <= commands.LONGEST_REASON:
            return SaidView(sentence=(words.NO_REJECTION_REASON,))
        return await self.register.keep(steps.reject(change, by=standing.person, note=note, at=now), before=change)

    async def _withdraw_numbered(self, number: int, caller: Caller) -> View:
        for _ in range(_TRIES):
            change = await self.ports.store.change_numbered(number)
            if change is None:
                return SaidView(sentence=(words.NO_SUCH_REQUEST,))
            try:
                done = await self._withdraw(change, caller)
            except steps.NotAllowedError:
                return SaidView(sentence=words.refuse_withdrawal(change))
            except ConflictError:
                continue
            return done if isinstance(done, SaidView) else SaidView(sentence=words.summarise(done))
        return SaidView(sentence=(words.CHANGED_MEANWHILE,))

    async def _withdraw(self, change: Change, caller: Caller) -> SaidView | Change:
        if change.requester.id != caller.user:
            return turn_away(caller.user, Verb.WITHDRAW, "not the requester", words.NOT_YOURS)
        return await self.register.keep(steps.withdraw(change, at=self.ports.clock.now()), before=change)

    async def _read_approvers(self) -> tuple[Person, ...]:
        """List the members of the approvers group; of one that was deleted there are none."""
        try:
            return await self.ports.directory.members(self.rules.approvers)
        except NotFoundError:
            return ()

    async def _owe_deciders(self, change: Change, deciders: tuple[Person, ...]) -> list[Notice]:
        seats = {seat.user: seat.place for seat in await self.ports.store.seats({person.id for person in deciders})}
        return [
            owe_card(change, Audience.APPROVER, id=new_id(), place=seats.get(person.id), to=person.id)
            for person in deciders
        ]

    async def _is_shown_in(self, change: Change, place: Place) -> bool:
        """Tell whether this request's card was posted where the click comes from."""
        notices = await self.ports.store.notices(change.id)
        return any(notice.place and notice.place.conversation == place.conversation for notice in notices)

    async def _draw(self, change: Change, caller: Caller) -> ChangeView:
        if caller.user == change.requester.id:
            audience = Audience.REQUESTER
        else:
            audience = Audience.APPROVER if caller.user in change.deciders else Audience.ROOM
        watchers = () if caller.place.kind is PlaceKind.PERSONAL else await read_watchers(self.ports.store, change)
        return ChangeView(change=change, audience=audience, viewer=caller.user, watchers=watchers)


def _refuse_copy(change: Change, click: Click) -> SaidView:
    """Refuse a click from where the card does not stand; to strangers a request that they never saw does not exist."""
    is_concerned = click.caller.user in {change.requester.id, *change.deciders}
    sentence = words.ELSEWHERE if is_concerned else words.NO_SUCH_REQUEST
    return turn_away(click.caller.user, click.act.verb, "the card does not stand there", sentence)


def _report(error: PortError) -> SaidView:
    """Say in our own sentence what an outside system did; by the reference the vendor's code is found in the log."""
    log.warning("a turn failed: %s", error, extra={"code": error.code, "request_id": error.request_id})
    ref = trace.current()
    return SaidView(sentence=(f"{error} Ref {ref}" if ref else str(error),))


def _read_inputs(inputs: Mapping[str, str], *, must_have_reason: bool = False) -> tuple[str, str] | SaidView:
    """Read reason and ticket from a card's fields, by the limits that the card states."""
    reason, ticket = (" ".join(inputs.get(name, "").split()) for name in ("reason", "ticket"))
    if must_have_reason and not reason:
        return SaidView(sentence=(words.NO_REASON,))
    if len(reason) > commands.LONGEST_REASON:
        return SaidView(sentence=(words.FAULTS[commands.Fault.LONG_REASON],))
    if ticket and not commands.is_ticket(ticket):
        return SaidView(sentence=(words.FAULTS[commands.Fault.BAD_TICKET],))
    return reason, ticket
