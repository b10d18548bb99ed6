"""The planner: from a wish to a draft with its plan, or to the reason why there is none."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from weakref import WeakValueDictionary

from bot import trace
from bot.core import command as commands
from bot.core import plan as plans
from bot.core import steps, words
from bot.core.change import Change, ChangeId, State
from bot.core.group import Group
from bot.core.notice import Audience, owe_card
from bot.core.place import PlaceKind
from bot.core.policy import Reason, Right, UserId
from bot.core.rules import Rules
from bot.core.setting import GroupId, Mode, Setting
from bot.core.speech.phrases import Phrase
from bot.core.view import ChoiceView, SaidView, View
from bot.facts import MOST_INLINE, read_facts
from bot.guard import Guard
from bot.ports import NotFoundError, Ports
from bot.register import Register, new_id
from bot.turn import Caller, Search

ECHO = timedelta(seconds=90)
"""So long the same words of the same person in the same place are taken for an echo: Teams delivers a message that it
thinks lost once more about 30 s later, under a new id (botbuilder-dotnet issue 5005, a Microsoft engineer, 2020)."""
MOST_CHOICES = 15
"""What a drop-down of Teams shows (learn.microsoft.com, dynamic typeahead search)."""

Wish = commands.Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Holds the ports, the rules, the guard and the register; *most_inline* is as `facts` has it."""

    ports: Ports
    rules: Rules
    guard: Guard
    register: Register
    most_inline: int = MOST_INLINE
    turns: WeakValueDictionary[UserId, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def draft(self, command: Wish, caller: Caller, *, origin: str, message: str = "") -> View | Change:
        """Plan what was asked for and keep it as a draft; *message* is the card that it takes the place of.

        One person's wishes are planned one after the other, so that the second of two alike finds the first.
        """
        async with self.turns.setdefault(caller.user, asyncio.Lock()):
            return await self._draft(command, caller, origin=origin, message=message)

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

    async def _draft(self, command: Wish, caller: Caller, *, origin: str, message: str) -> View | Change:
        if known := await self.ports.store.change_from(origin):
            return known
        standing = await self.guard.admit(caller.user, Right.ASK)
        if isinstance(standing, SaidView):
            return standing
        group = await self._find_group(command)
        if isinstance(group, SaidView | ChoiceView):
            return group
        wanted = _read_wish(command, group)
        if echo := await self._hear_echo(command, wanted, caller):
            return SaidView(sentence=words.have_already(echo))
        if other := await self.ports.store.holding():
            return await self.guard.turn_away(
                caller.user, Right.ASK, Reason.SLOT_TAKEN, sentence=words.refuse_open(other)
            )
        facts = await read_facts(self.ports, wanted=wanted, group=group, most_inline=self.most_inline)
        plan = plans.make(facts, wanted)
        if not isinstance(plan, plans.Plan):
            return SaidView(sentence=(words.NO_PLANS[plan],))
        draft, entry = steps.open_draft(
            plan,
            id=ChangeId(secrets.token_hex(16)),
            number=await self.ports.store.reserve_number(),
            requester=standing.person,
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
        return await self.register.keep((draft, entry), card, proof=caller.proof)

    async def _hear_echo(self, command: Wish, wanted: Setting, caller: Caller) -> Change | None:
        """Find the request that the same words have just made, unless it has ended since."""
        last = await self.ports.store.newest_of(caller.user)
        if last is None or last.is_final or last.home != caller.place:
            return None
        if self.ports.clock.now() - last.created_at >= ECHO or last.plan.after != wanted:
            return None
        is_said_again = (command.reason, command.ticket) == (last.reason, last.ticket)
        return last if is_said_again or last.state is not State.DRAFT else None  # sending may have put in other words

    async def _find_group(self, command: Wish) -> Group | SaidView | ChoiceView | None:
        """Find the one group that was meant; several are a choice, never the first of them."""
        typed = command.group if isinstance(command, commands.Enable) else ""
        if not typed:
            return None
        if commands.is_object_id(typed):
            try:
                return await self.ports.directory.group(GroupId(typed.lower()))
            except NotFoundError:
                return SaidView(sentence=(Phrase.GROUP_GONE,))
        found = await self.ports.directory.groups_named(typed)
        match found:
            case ():
                alike = await self.ports.directory.groups_like(typed, MOST_CHOICES)
                return ChoiceView(
                    typed=typed,
                    groups=alike,
                    is_cut=len(alike) == MOST_CHOICES,
                    is_exact=False,
                    reason=command.reason,
                    ticket=command.ticket,
                )
            case (group,):
                return group
            case _:
                is_cut = len(found) > MOST_CHOICES
                shortened = found[:MOST_CHOICES]
                return ChoiceView(
                    typed=typed, groups=shortened, is_cut=is_cut, reason=command.reason, ticket=command.ticket
                )


def _read_wish(command: Wish, group: Group | None) -> Setting:
    if isinstance(command, commands.Disable):
        return Setting(Mode.NOBODY)
    return Setting(Mode.GROUP, group.id) if group else Setting(Mode.EVERYONE)
