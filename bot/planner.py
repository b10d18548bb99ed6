"""The planner: from a wish to a draft with its plan, or to the reason why there is none."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from weakref import WeakValueDictionary

from bot import trace
from bot.core import command as commands
from bot.core import findings, steps, summary, words
from bot.core import plan as plans
from bot.core.change import Change, ChangeId, State
from bot.core.fill import Creation, Fill, Item
from bot.core.group import Group
from bot.core.notice import Audience, owe_card
from bot.core.office import Hindrance, plan_step
from bot.core.place import PlaceKind
from bot.core.plan import Plan
from bot.core.policies import explain_hindrance, suggest_resets
from bot.core.policy import Person, Reason, Right, UserId
from bot.core.rules import Rules
from bot.core.setting import Mode, Setting
from bot.core.speech.kept import recall
from bot.core.speech.phrases import Phrase
from bot.core.view import ChoiceView, SaidView, View
from bot.facts import MOST_INLINE, find_unfillable, read_catalog, read_facts, read_roster
from bot.finder import find_meant
from bot.guard import Guard
from bot.muster import Muster
from bot.ports import Ports
from bot.register import Register, new_id
from bot.turn import Caller, File, Search

ECHO = timedelta(seconds=90)
"""So long the same words of the same person in the same place are taken for an echo: Teams delivers a message that it
thinks lost once more about 30 s later, under a new id (botbuilder-dotnet issue 5005, a Microsoft engineer, 2020)."""
MOST_CHOICES = 15
"""What a drop-down of Teams shows (learn.microsoft.com, dynamic typeahead search)."""

_MOST_SUGGESTED = 3

Wish = commands.Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, with the rows of its list."""

    plan: Plan
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Holds the ports, the rules, the guard, the register and the muster; *most_inline* is as `facts` has it."""

    ports: Ports
    rules: Rules
    guard: Guard
    register: Register
    muster: Muster
    most_inline: int = MOST_INLINE
    turns: WeakValueDictionary[UserId, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def draft(
        self,
        command: Wish,
        caller: Caller,
        *,
        origin: str,
        message: str = "",
        files: Sequence[File] = (),
        of: Change | None = None,
    ) -> View | Change:
        """Plan what was asked for and keep it as a draft; *message* is the card that it takes the place of.

        The list of people is in *files*, in the command, or that of the request *of*. One person's wishes are planned
        one after the other, so that the second of two alike finds the first.
        """
        async with self.turns.setdefault(caller.user, asyncio.Lock()):
            known = await self.ports.store.change_from(origin)
            if known:
                return known
            standing = await self.guard.admit(caller.user, Right.ASK)
            if isinstance(standing, SaidView):
                return standing
            planned = await self._plan(command, caller, files, of)
            if not isinstance(planned, Planned):
                return planned
            return await self._keep(planned, command, caller, standing.person, origin=origin, message=message)

    async def offer(self, command: commands.Pick, caller: Caller) -> View:
        """Let a person who may ask choose a group that was not named."""
        admitted = await self.guard.admit(caller.user, Right.ASK)
        if isinstance(admitted, SaidView):
            return admitted
        return ChoiceView(typed="", groups=(), is_cut=False, reason=command.reason, ticket=command.ticket)

    async def search(self, search: Search) -> tuple[Group, ...]:
        """Find groups for somebody who may ask; for anybody else there are none."""
        admitted = await self.guard.admit(search.caller.user, Right.ASK)
        if isinstance(admitted, SaidView):
            return ()
        return await self.ports.directory.groups_like(search.text, min(search.most, MOST_CHOICES))

    async def _plan(
        self, command: Wish, caller: Caller, files: Sequence[File], of: Change | None
    ) -> Planned | View | Change:
        group = await self._find_group(command)
        if isinstance(group, SaidView | ChoiceView):
            return group
        if echo := await self._hear_echo(command, group, caller):
            return SaidView(sentence=summary.have_already(echo))
        if other := await self.ports.store.holding():
            return await self.guard.turn_away(
                caller.user, Right.ASK, Reason.SLOT_TAKEN, sentence=summary.refuse_open(other)
            )
        match command:
            case commands.Move():
                return await self._plan_fill(command, group, caller, files, of)
            case commands.Create():
                return await self._plan_creation(command)
            case commands.Office():
                return await self._plan_office(command, group)
            case _:
                return await self._plan_setting(_read_wish(command, group), group)

    async def _plan_setting(self, wanted: Setting, group: Group | None) -> Planned | SaidView:
        facts = await read_facts(self.ports, wanted=wanted, group=group, most_inline=self.most_inline)
        return _take(plans.make(facts, wanted))

    async def _plan_fill(
        self, command: commands.Move, group: Group | None, caller: Caller, files: Sequence[File], of: Change | None
    ) -> Planned | View:
        if group is None:
            return SaidView(sentence=(Phrase.GROUP_GONE,))
        if unfit := await find_unfillable(self.ports.directory, group, self.rules):
            return SaidView(sentence=(words.NO_PLANS[unfit],))
        roll = await (self.muster.read_again(of) if of else self.muster.read_list(command, files, caller.place))
        if isinstance(roll, SaidView):
            return roll
        await self.muster.announce(roll, caller)
        mustered = await self.muster.call(roll, group)
        if not mustered.added and of and command.selects:
            return await self._plan_setting(Setting(Mode.GROUP, group.id), group)  # all are in: only this is left
        if not mustered.added:
            return SaidView(sentence=words.add_nobody(group, mustered.fill.tally))
        if of is None and (echo := await self._hear_same_list(mustered.fill, caller)):
            return SaidView(sentence=summary.have_already(echo))
        return _take(
            await self.muster.plan(mustered, selects=command.selects, most_inline=self.most_inline), mustered.items
        )

    async def _plan_office(self, command: commands.Office, group: Group | None) -> Planned | View:
        """Plan the one step to the Office policy; what Intune has is read a moment before."""
        if group and (objection := findings.object_to_aim(group, group)):
            return SaidView(sentence=recall(objection))
        catalog, everyone = await asyncio.gather(read_catalog(self.ports), self.ports.directory.count_everyone())
        step = plan_step(
            catalog,
            command.state,
            group,
            people=group.people if group else everyone,
            mark=secrets.token_hex(16),
        )
        if isinstance(step, Hindrance):
            return SaidView(sentence=explain_hindrance(step), suggestions=suggest_resets(step))
        roster = await read_roster(self.ports.directory, group)
        return Planned(plan=plans.plan_office(step, roster))

    async def _plan_creation(self, command: commands.Create) -> Planned | View:
        alike = await self.ports.directory.groups_named(command.group)
        if alike:
            return SaidView(
                sentence=words.have_group(command.group),
                suggestions=tuple(f"linkedin move to group {group.id}" for group in alike[:_MOST_SUGGESTED]),
            )
        creation = Creation(name=command.group, nickname=f"linkgate-{secrets.token_hex(8)}")
        return _take(await self.muster.plan_creation(creation))

    async def _keep(
        self, planned: Planned, command: Wish, caller: Caller, person: Person, *, origin: str, message: str
    ) -> Change:
        draft, entry = steps.open_draft(
            planned.plan,
            id=ChangeId(secrets.token_hex(16)),
            number=await self.ports.store.reserve_number(),
            requester=person,
            origin=origin,
            home=caller.place,
            rules=self.rules,
            reason=command.reason,
            ticket=command.ticket,
            at=self.ports.clock.now(),
            ref=trace.current(),
        )
        audience = Audience.REQUESTER if caller.place.kind is PlaceKind.PERSONAL else Audience.ROOM
        card = owe_card(draft, audience, id=new_id(), place=caller.place, message=message)
        return await self.register.keep((draft, entry), card, proof=caller.proof, items=planned.items)

    async def _hear_echo(self, command: Wish, group: Group | None, caller: Caller) -> Change | None:
        """Find the request that the same words have just made, unless it has ended since.

        A list is not compared: whoever sends one again means it.
        """
        last = await self.ports.store.newest_of(caller.user)
        if last is None or last.is_final or last.home != caller.place or last.plan.fill:
            return None
        if self.ports.clock.now() - last.created_at >= ECHO or not _is_same(command, group, last):
            return None
        is_said_again = (command.reason, command.ticket) == (last.reason, last.ticket)
        return last if is_said_again or last.state is not State.DRAFT else None  # sending may have put in other words

    async def _hear_same_list(self, fill: Fill, caller: Caller) -> Change | None:
        """Find the request that the same list has just made: Teams may deliver its message twice."""
        last = await self.ports.store.newest_of(caller.user)
        if last is None or last.is_final or last.plan.fill is None:
            return None
        is_new = self.ports.clock.now() - last.created_at < ECHO
        return last if is_new and last.plan.fill.digest == fill.digest else None

    async def _find_group(self, command: Wish) -> Group | SaidView | ChoiceView | None:
        """Find the one group that was meant; several are a choice, never the first of them."""
        typed = command.group if isinstance(command, commands.Enable | commands.Move | commands.Office) else ""
        if not typed:
            return None
        found = await find_meant(self.ports.directory, typed)
        if found is None:
            return SaidView(sentence=(Phrase.GROUP_GONE,))
        if len(found) == 1:
            return found[0]
        if isinstance(command, commands.Move):
            return await self._ask_id(command, found)
        groups = found or await self.ports.directory.groups_like(typed, MOST_CHOICES)
        return ChoiceView(
            typed=typed,
            groups=groups[:MOST_CHOICES],
            is_cut=len(groups) > MOST_CHOICES or (not found and len(groups) == MOST_CHOICES),
            is_exact=bool(found),
            office=command.state if isinstance(command, commands.Office) else None,
            reason=command.reason,
            ticket=command.ticket,
        )

    async def _ask_id(self, command: commands.Move, found: Sequence[Group]) -> SaidView:
        """Have the id typed where a name is not enough; a pasted list that is not long need not be sent again."""
        groups = (found or await self.ports.directory.groups_like(command.group, _MOST_SUGGESTED))[:_MOST_SUGGESTED]
        people = command.people if len(command.people) <= commands.LONGEST else ""
        meant = (replace(command, group=group.id, people=people) for group in groups)
        return SaidView(
            sentence=words.ask_id(command.group, groups, is_exact=bool(found)),
            suggestions=tuple(map(commands.spell, meant)),
        )


def _take(plan: Plan | plans.NoPlan, items: tuple[Item, ...] = ()) -> Planned | SaidView:
    if isinstance(plan, Plan):
        return Planned(plan=plan, items=items)
    return SaidView(sentence=(words.NO_PLANS[plan],))


def _is_same(command: Wish, group: Group | None, last: Change) -> bool:
    """Tell whether a command asks for what *last* is for."""
    match command:
        case commands.Move():
            return False
        case commands.Create():
            return last.plan.creation is not None and last.plan.creation.name == command.group
        case commands.Office():
            step = last.plan.office
            aim = step and step.group and step.group.id
            return step is not None and step.state is command.state and aim == (group and group.id)
        case _:
            return last.plan.task is None and last.plan.after == _read_wish(command, group)


def _read_wish(command: commands.Enable | commands.Disable, group: Group | None) -> Setting:
    if isinstance(command, commands.Disable):
        return Setting(Mode.NOBODY)
    return Setting(Mode.GROUP, group.id) if group else Setting(Mode.EVERYONE)
