"""The clerk: takes a request one step further for a person, on its present state and on fresh facts.

    card or typed word -> request -> admitted? -> still as planned? -> step -> kept

Somebody who was faster is not an error: the request is read again, and the present card is the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.brake import Brake
from bot.core import command as commands
from bot.core import plan as plans
from bot.core import steps, summary, words
from bot.core.act import Verb
from bot.core.change import Change, State, Told
from bot.core.ledger import Event
from bot.core.notice import Audience, Notice, owe_card
from bot.core.place import Place
from bot.core.plan import Plan
from bot.core.policy import Person, Reason, Right, list_deciders
from bot.core.rules import Rules, asks_telling, fits, needed_approvals, shorten
from bot.core.speech.kept import recall
from bot.core.speech.phrases import Phrase
from bot.core.view import SaidView, View
from bot.facts import find_objection, read_facts, read_group
from bot.guard import Guard
from bot.planner import Planner
from bot.ports import ConflictError, NotFoundError, PortError, Ports
from bot.register import Register, new_id
from bot.turn import Caller, Click

_TRIES = 8
"""How often a step is made anew when somebody else was faster; each try reads the request again."""
LEAST_PREFIX = 6
"""So many digits of a fingerprint have to be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Holds the ports and the rules, and those who admit, plan and keep."""

    ports: Ports
    rules: Rules
    guard: Guard
    register: Register
    planner: Planner
    brake: Brake

    async def follow(self, click: Click) -> View | Change:
        """Do what the button says, with the request that it names."""
        for _ in range(_TRIES):
            change = await self.ports.store.change(click.act.change) if click.act.change else None
            if change is None or click.act.rev > change.rev:
                return await self.guard.turn_away(click.caller.user, click.act.verb, Reason.NO_SUCH_REQUEST)
            if not await self._is_shown_in(change, click.caller.place):
                return await self._refuse_copy(change, click)
            try:
                return await self._step(change, click.act.verb, click)
            except steps.NotAllowedError:
                return change  # too late, or twice: the present card says how it stands
            except ConflictError:
                continue
        return SaidView(sentence=(Phrase.CHANGED_MEANWHILE,))

    async def obey(self, command: commands.Step, caller: Caller) -> View:
        """Do what was typed, with the request of that number; what it came to is said in a line."""
        for _ in range(_TRIES):
            change = await self.ports.store.change_numbered(command.number)
            if change is None:
                return await self.guard.turn_away(caller.user, command.verb, Reason.NO_SUCH_REQUEST)
            try:
                done = await self._obey(change, command, caller)
            except steps.NotAllowedError:
                sentence = summary.come_too_late(change)
                return await self.guard.turn_away(
                    caller.user, command.verb, Reason.TOO_LATE, change=change, sentence=sentence
                )
            except ConflictError:
                continue
            return SaidView(sentence=summary.summarise(done)) if isinstance(done, Change) else done
        return SaidView(sentence=(Phrase.CHANGED_MEANWHILE,))

    async def _obey(self, change: Change, command: commands.Step, caller: Caller) -> View | Change:
        if command.verb is Verb.WITHDRAW:
            return await self._withdraw(change, caller)
        if command.verb is Verb.STOP:
            return await self._stop(change, caller)
        person = await self._admit_decider(change, command.verb, caller)
        if isinstance(person, SaidView):
            return person
        if change.state is not State.WAITING:
            raise steps.NotAllowedError("it does not wait")
        if command.verb is Verb.APPROVE and not _is_meant(command.fingerprint, change.fingerprint):
            told = summary.ask_fingerprint(change)
            refused = await self.guard.turn_away(
                caller.user, command.verb, Reason.OTHER_FINGERPRINT, change=change, sentence=told
            )
            return replace(
                refused, suggestions=(commands.spell(replace(command, fingerprint=shorten(change.fingerprint))),)
            )
        return await self._decide(change, command.verb, person, command.note, caller)

    async def _step(self, change: Change, verb: Verb, click: Click) -> View | Change:
        match verb:
            case Verb.DISCARD | Verb.WITHDRAW:
                return await self._withdraw(change, click.caller)
            case Verb.APPROVE | Verb.REJECT | Verb.RETURN:
                return await self._judge(change, click)
            case Verb.DONE | Verb.NOT_DONE:
                return await self._hear(change, click)
            case Verb.STOP:
                return await self._stop(change, click.caller)
            case _:
                steps_of_asking = {
                    Verb.SEND: self._send,
                    Verb.AGAIN: self._plan_again,
                    Verb.BOTH: self._select_too,
                    Verb.SELECT: self._select,
                }
                step = steps_of_asking.get(verb)
                return await step(change, click) if step else change

    # ---- the requester --------------------------------------------------------------------------------------------

    async def _send(self, change: Change, click: Click) -> View | Change:
        if change.requester.id != click.caller.user:
            return await self.guard.turn_away(click.caller.user, Verb.SEND, Reason.NOT_REQUESTER, change=change)
        if change.state not in steps.LEADS_FROM[Event.SENT]:
            return change
        reason, ticket = read_inputs(click.inputs)
        if fault := find_fault(self.rules, reason, ticket):
            return await self.guard.turn_away(
                click.caller.user, Verb.SEND, fault, change=change, sentence=words.explain_form(self.rules, fault)
            )
        admitted = await self.guard.admit(click.caller.user, Right.ASK, change=change)
        if isinstance(admitted, SaidView):
            return admitted
        plan = await self._plan_as_shown(change, click.caller)
        if isinstance(plan, SaidView):
            return plan
        told = read_told(click.inputs)
        if told is None and asks_telling(plan):
            why = (
                Reason.NO_WORD if asks_telling(change.plan) else Reason.NOT_AS_PLANNED
            )  # nobody gained as it was shown
            return await self.guard.turn_away(click.caller.user, Verb.SEND, why, change=change)
        deciders = list_deciders(await self._read_approvers(), change.requester.id)
        if len(deciders) < needed_approvals(self.rules, plan):
            return await self.guard.turn_away(click.caller.user, Verb.SEND, Reason.TOO_FEW_APPROVERS, change=change)
        sent, entry = steps.send(
            change,
            plan=plan,
            reason=reason,
            ticket=ticket,
            told=told,
            deciders=tuple(person.id for person in deciders),
            rules=self.rules,
            at=self.ports.clock.now(),
        )
        owed = await self._owe_deciders(sent, deciders)
        return await self.register.keep((sent, entry), *owed, proof=click.caller.proof)

    async def _plan_as_shown(self, change: Change, caller: Caller) -> Plan | SaidView:
        """Plan once more, on fresh facts. A draft is sent only as its card shows it; what was returned may differ.

        A list and who was found by it stay: whoever has changed them means another request.
        """
        if refusal := await self._refuse_rules(change, Verb.SEND, caller):
            return refusal
        if other := await self.ports.store.holding():
            return await self.guard.turn_away(
                caller.user, Verb.SEND, Reason.SLOT_TAKEN, change=change, sentence=summary.refuse_open(other)
            )
        wanted = change.plan.after
        if await self._has_moved(change):
            return await self.guard.turn_away(caller.user, Verb.SEND, Reason.NOT_AS_PLANNED, change=change)
        if objection := await find_objection(self.ports, change.plan, self.rules):
            told = (Phrase.CANNOT_SEND(why=recall(objection)),)
            return await self.guard.turn_away(
                caller.user, Verb.SEND, Reason.NOT_AS_PLANNED, change=change, sentence=told
            )
        if change.plan.task:
            return change.plan
        group = await read_group(self.ports.directory, wanted)
        facts = await read_facts(self.ports, wanted=wanted, group=group, most_inline=self.planner.most_inline)
        plan = plans.make(facts, wanted)
        if not isinstance(plan, Plan):
            return SaidView(sentence=(words.NO_PLANS[plan],))
        return plans.keep_counts(plan, shown=change.plan, at=change.updated_at)

    async def _has_moved(self, change: Change) -> bool:
        """Tell whether the setting is another one than the card shows; the Office policy does not depend on it."""
        is_fixed = change.state is State.DRAFT or change.plan.task is not None
        if change.plan.office or not is_fixed:
            return False
        return plans.assume_setting(await self.ports.setting.read()) != change.plan.before

    async def _withdraw(self, change: Change, caller: Caller) -> SaidView | Change:
        if change.requester.id != caller.user:
            return await self.guard.turn_away(caller.user, Verb.WITHDRAW, Reason.NOT_REQUESTER, change=change)
        stepped = steps.withdraw(change, at=self.ports.clock.now())
        return await self.register.keep(stepped, before=change, proof=caller.proof)

    async def _plan_again(self, change: Change, click: Click) -> View | Change:
        """Draft the same wish anew, from the setting as it is now; a second click finds the same draft."""
        if change.requester.id != click.caller.user:
            return await self.guard.turn_away(click.caller.user, Verb.AGAIN, Reason.NOT_REQUESTER, change=change)
        if not change.is_final:
            return change
        wish = commands.wish_for(change.plan, reason=change.reason, ticket=change.ticket)
        of = change if change.plan.fill else None
        drafted = await self.planner.draft(wish, click.caller, origin=f"again:{change.id}", of=of)
        return SaidView(sentence=summary.plan_anew(drafted)) if isinstance(drafted, Change) else drafted

    async def _select_too(self, change: Change, click: Click) -> View | Change:
        """Plan a draft anew: fill the group, and select it then. The card of the old one becomes the new one's."""
        if change.requester.id != click.caller.user:
            return await self.guard.turn_away(click.caller.user, Verb.BOTH, Reason.NOT_REQUESTER, change=change)
        if change.state is not State.DRAFT or change.plan.fill is None or change.plan.sets:
            return change
        wish = commands.wish_for(change.plan, reason=change.reason, ticket=change.ticket, selects=True)
        drafted = await self.planner.draft(wish, click.caller, origin=f"both:{change.id}", of=change)
        if isinstance(drafted, Change):
            await self.register.keep(steps.withdraw(change, at=self.ports.clock.now()), before=change)
            return SaidView(sentence=summary.plan_anew(drafted))
        return drafted

    async def _select(self, change: Change, click: Click) -> View | Change:
        """Draft the next step after a group was filled: to select it."""
        if change.state is not State.APPLIED or change.plan.fill is None:
            return change
        wish = commands.Enable(group=change.plan.fill.group.id, reason=change.reason, ticket=change.ticket)
        drafted = await self.planner.draft(wish, click.caller, origin=f"select:{change.id}:{click.caller.user}")
        return SaidView(sentence=summary.plan_anew(drafted)) if isinstance(drafted, Change) else drafted

    async def _stop(self, change: Change, caller: Caller) -> View | Change:
        """Have the filling of a group stop; who asked for it may, and everybody who could decide on it."""
        admitted = await self.guard.admit(caller.user, Right.LOOK, change=change)
        if isinstance(admitted, SaidView):
            return admitted
        if caller.user not in {change.requester.id, *change.deciders}:
            return await self.guard.turn_away(caller.user, Verb.STOP, Reason.NOT_INVOLVED, change=change)
        stepped = steps.stop(change, by=admitted.person, at=self.ports.clock.now())
        return await self.register.keep(stepped, before=change, proof=caller.proof)

    # ---- the approver ---------------------------------------------------------------------------------------------

    async def _judge(self, change: Change, click: Click) -> View | Change:
        person = await self._admit_decider(change, click.act.verb, click.caller)
        if isinstance(person, SaidView):
            return person
        if change.state is not State.WAITING or click.act.rev < change.sent_rev:
            return change  # the card that was clicked showed another plan
        note = click.inputs.get("changes" if click.act.verb is Verb.RETURN else "note", "")
        return await self._decide(change, click.act.verb, person, note, click.caller)

    async def _admit_decider(self, change: Change, verb: Verb, caller: Caller) -> Person | SaidView:
        """Say who it is that decides, or why they may not."""
        standing = await self.guard.admit(caller.user, Right.DECIDE, change=change)
        if isinstance(standing, SaidView):
            return standing
        if change.state is not State.WAITING:
            return standing.person
        if standing.person.id not in change.deciders:
            return await self.guard.turn_away(caller.user, verb, Reason.NEW_APPROVER, change=change)
        if verb is Verb.APPROVE and (refusal := await self._refuse_rules(change, verb, caller)):
            return refusal
        return standing.person

    async def _refuse_rules(self, change: Change, verb: Verb, caller: Caller) -> SaidView | None:
        """Let nobody agree under rules that nobody has adopted, nor to a request that is bound to older ones."""
        try:
            await self.brake.check_rules()
        except PortError as error:
            told = recall(str(error))
            return await self.guard.turn_away(caller.user, verb, Reason.NEW_RULES, change=change, sentence=told)
        if change.state is State.WAITING and change.rules != self.rules.digest:
            return await self.guard.turn_away(caller.user, verb, Reason.NEW_RULES, change=change)
        return None

    async def _decide(self, change: Change, verb: Verb, person: Person, note: str, caller: Caller) -> View | Change:
        now, note = self.ports.clock.now(), " ".join(note.split())
        if verb is Verb.APPROVE:
            stepped = steps.approve(change, by=person, at=now)
        elif not 0 < len(note) <= commands.LONGEST_REASON:
            return SaidView(sentence=(Phrase.NO_REJECTION_REASON,))
        else:
            turn_down = steps.reject if verb is Verb.REJECT else steps.give_back
            stepped = turn_down(change, by=person, note=note, at=now)
        return await self.register.keep(stepped, before=change, proof=caller.proof)

    # ---- who makes the change by hand ------------------------------------------------------------------------------

    async def _hear(self, change: Change, click: Click) -> View | Change:
        """Take down what the person who was asked to make the change says; nobody else's word counts."""
        user, verb = click.caller.user, click.act.verb
        hand = change.attempt.hand if change.attempt else None
        if hand is None or hand.id != user:
            return await self.guard.turn_away(user, verb, Reason.NOT_EXECUTOR, change=change)
        admitted = await self.guard.admit(user, Right.SEE, change=change)
        if isinstance(admitted, SaidView):
            return admitted
        hindrance = " ".join(click.inputs.get("hindrance", "").split()) if verb is Verb.NOT_DONE else ""
        if verb is Verb.NOT_DONE and not 0 < len(hindrance) <= commands.LONGEST_REASON:
            return SaidView(sentence=(Phrase.NO_HINDRANCE,))
        stepped = steps.report(change, by=hand, at=self.ports.clock.now(), hindrance=hindrance)
        return await self.register.keep(stepped, before=change, proof=click.caller.proof)

    async def _read_approvers(self) -> tuple[Person, ...]:
        """List the members of the approvers group; of one that was deleted there are none."""
        try:
            return await self.ports.directory.members(self.rules.approvers)
        except NotFoundError:
            return ()

    async def _owe_deciders(self, change: Change, deciders: tuple[Person, ...]) -> list[Notice]:
        """Owe each of them a card; whoever has one of this request already sees it change."""
        kept = {notice.to for notice in await self.ports.store.notices(change.id) if notice.topic is None}
        new = [person for person in deciders if person.id not in kept]
        seats = {seat.user: seat.place for seat in await self.ports.store.seats({person.id for person in new})}
        return [
            owe_card(change, Audience.APPROVER, id=new_id(), place=seats.get(person.id), to=person.id) for person in new
        ]

    # ---- where a card stands --------------------------------------------------------------------------------------

    async def _is_shown_in(self, change: Change, place: Place) -> bool:
        """Tell whether this request's card was posted where the click comes from."""
        notices = await self.ports.store.notices(change.id)
        return any(notice.place and notice.place.conversation == place.conversation for notice in notices)

    async def _refuse_copy(self, change: Change, click: Click) -> SaidView:
        """Refuse a click from where the card does not stand; to strangers such a request does not exist."""
        is_concerned = click.caller.user in {change.requester.id, *change.deciders}
        reason = Reason.ELSEWHERE if is_concerned else Reason.NO_SUCH_REQUEST
        return await self.guard.turn_away(click.caller.user, click.act.verb, reason, change=change)


def read_inputs(inputs: Mapping[str, str]) -> tuple[str, str]:
    """Read reason and ticket from a card's fields."""
    return " ".join(inputs.get("reason", "").split()), " ".join(inputs.get("ticket", "").split())


def read_told(inputs: Mapping[str, str]) -> Told | None:
    """Read what was answered to the question whether people have been told; None for no answer, and for any other."""
    return next((told for told in Told if told.value == inputs.get("told")), None)


def find_fault(rules: Rules, reason: str, ticket: str) -> Reason | None:
    """Say what is wrong with reason or ticket, by the rules and by the limits that the card states."""
    if len(reason) > commands.LONGEST_REASON or (reason and not fits(rules.reason, reason)):
        return Reason.BAD_REASON
    if ticket and not (commands.is_ticket(ticket) and fits(rules.ticket, ticket)):
        return Reason.BAD_TICKET
    if not reason:
        return Reason.NO_REASON
    return Reason.NO_TICKET if rules.needs_ticket and not ticket else None


def _is_meant(typed: str, fingerprint: str) -> bool:
    return len(typed) >= LEAST_PREFIX and fingerprint.startswith(typed)
