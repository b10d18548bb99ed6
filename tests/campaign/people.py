"""The people of a campaign: they ask, send, decide, withdraw, and try again when nobody answered.

They act on what stands in the books and on the cards that they were given. What they were answered is remembered.
"""

import asyncio
import re
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from campaign.books import Books, Glance, Stage
from campaign.history import Asked, Clicked, Shown

from bot.core.change import State
from bot.core.policy import UserId
from bot.core.speech.labels import Button, Label
from bot.core.speech.titles import BADGES
from bot.sim.cast import CAST, SALES_GROUP
from bot.sim.teams import Message, Person
from bot.sim.teams import card as cards
from bot.sim.tenant.properties import EVERYONE, GROUP, NOBODY, SELECTED, VALUE
from bot.sim.world import World

_PATIENCE = 60.0
_BLINK = 0.01
_PAUSE = 0.3
_FEW = 30
_MOST_REFUSALS = 5
_WORDS = {EVERYONE: "linkedin enable all", NOBODY: "linkedin disable", SELECTED: f"linkedin enable group {SALES_GROUP}"}
_STATES = {str(badge): state for state, badge in BADGES.items()} | {
    str(Label.YOUR_DECISION): State.WAITING,
    str(Label.YOU_APPROVED): State.WAITING,
}
_REQUEST = re.compile(r"^Request LI-(\d+)")


class End(StrEnum):
    """What people make of a request."""

    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"  # and sent again, and then approved
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    OVERTAKEN = "overtaken"  # another administrator changes the setting meanwhile


@dataclass(slots=True, kw_only=True)
class Wish:
    """What somebody asks for. *reason* is told once and tells it from all others."""

    asker: str
    text: str
    reason: str
    end: End
    needs_two: bool = False
    refusals: int = 0
    is_turned: bool = False


class People:
    """Those of one *world*. *limit* is the stage from which on nobody does anything, until it is raised."""

    def __init__(self, world: World, books: Books) -> None:
        self.limit = Stage.ENDED
        self.asked: list[Asked] = []
        self.clicked: list[Clicked] = []
        self.stuck: list[str] = []
        self._world = world
        self._books = books

    def wish(self, dice: Random, number: int, end: End, *, needs_two: bool = False) -> Wish:
        """Think of something that is not so already; *needs_two* others have to agree to it."""
        tenant = self._world.tenant
        if needs_two and tenant.setting[VALUE] == EVERYONE:
            tenant.change_in_portal(NOBODY)
        wanted = EVERYONE if needs_two else dice.choice([one for one in _WORDS if one != tenant.setting[VALUE]])
        asker = "ada" if wanted == EVERYONE else dice.choice(["ada", "cleo"])
        reason = f"campaign wish {number}"
        text = f"{_WORDS[wanted]} because {reason}"
        return Wish(asker=asker, text=text, reason=reason, end=end, needs_two=wanted == EVERYONE)

    def look(self, wish: Wish) -> Glance | None:
        return self._books.find(wish.reason) if self._books.is_open else None

    async def pursue(self, wish: Wish) -> None:
        """Bring *wish* to its end, whatever happens meanwhile; what takes too long is written down."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while not await self._go_on(wish):
                    await asyncio.sleep(_BLINK)
        except TimeoutError:
            glance = self.look(wish)
            self.stuck.append(f"{wish.reason} did not end: {glance and glance.change.state}, {glance and glance.last}")

    async def ask(self, asker: str, text: str) -> None:
        """Say *text* to Linkgate, and remember what came of it."""
        person, sent = self._world.person(asker), len(self._world.teams.sent)
        said = await person.says(text)
        news = [message for message in person.messages(person.chat) if int(message.id) > int(said.message.id)]
        is_answered = any(_is_said(message, person) for message in news)
        is_lost = any(call.status not in {200, 201} for call in self._world.teams.sent[sent:])
        origin = f"{person.chat.id}/{said.message.id}"
        by = UserId(person.player.object_id)
        self.asked.append(Asked(by=by, origin=origin, status=said.status, is_told=is_answered or is_lost))

    # ---- step by step ---------------------------------------------------------------------------------------------

    async def _go_on(self, wish: Wish) -> bool:
        """Do what is next, if anything; tell whether the wish has come to its end."""
        if not self._books.is_open or self.limit <= (stage := _stage(glance := self.look(wish))):
            return self._books.is_open and _stage(self.look(wish)) is Stage.ENDED
        if stage is Stage.NOTHING or glance is None:
            await self.ask(wish.asker, wish.text)
            await asyncio.sleep(_BLINK if self.look(wish) else _PAUSE)
        elif stage is Stage.DRAFT:
            await self._send(wish, glance)
        elif stage in {Stage.WAITING, Stage.VOTED}:
            await self._decide(wish, glance)
        elif glance.change.state is State.APPROVED and wish.end is End.WITHDRAWN:
            await self._click(wish.asker, glance, Button.WITHDRAW)
        return False

    async def _send(self, wish: Wish, glance: Glance) -> None:
        if wish.end is End.DISCARDED or wish.refusals >= _MOST_REFUSALS:
            await self._click(wish.asker, glance, Button.DISCARD)
        elif await self._click(wish.asker, glance, Button.SEND, reason=wish.reason):
            wish.refusals += 1

    async def _decide(self, wish: Wish, glance: Glance) -> None:
        """Decide as the wish says; the last yes comes after all else."""
        change = glance.change
        if wish.end is End.WITHDRAWN:
            await self._click(wish.asker, glance, Button.WITHDRAW)
            return
        voters = [player.key for player in CAST if player.object_id in change.deciders]
        voter = next(key for key in voters if not change.has_vote_of(UserId(self._world.person(key).player.object_id)))
        if wish.end is End.REJECTED:
            await self._click(voter, glance, Button.REJECT, note="not this week")
        elif wish.end is End.RETURNED and not wish.is_turned:
            wish.is_turned = bool(await self._click(voter, glance, Button.RETURN, changes="another reason"))
            wish.is_turned = wish.is_turned or _stage(self.look(wish)) is Stage.DRAFT
        else:
            self._overtake(wish, glance)
            await self._click(voter, glance, Button.APPROVE)

    def _overtake(self, wish: Wish, glance: Glance) -> None:
        """Change the setting in the portal, once, to what is neither the old value nor the wanted one."""
        if wish.end is not End.OVERTAKEN or wish.is_turned:
            return
        wish.is_turned = True
        modes = {"everyone": EVERYONE, "nobody": NOBODY, "group": SELECTED}
        taken = {modes[glance.change.plan.before.mode], modes[glance.change.plan.after.mode]}
        other = next(value for value in _WORDS if value not in taken)
        self._world.tenant.change_in_portal(other, **({GROUP: SALES_GROUP} if other == SELECTED else {}))

    async def _click(self, key: str, glance: Glance, title: Button, **inputs: str) -> bool:
        """Click, if there is a card with that button; tell whether an answer came."""
        person = self._world.person(key)
        message = _find_card(person, glance, title)
        if message is None:
            return False
        answer = await person.clicks(message, title, **inputs)
        if answer.kind == "card" and answer.card is not None:
            by = UserId(person.player.object_id)
            self.clicked.append(Clicked(by=by, shown=read_card(answer.card)))
        elif answer.kind == "message":
            await asyncio.sleep(_PAUSE)
        return answer.kind in {"card", "message"}


def read_card(card: Any) -> Shown:
    """Read of a request's card which request it is, and how it stands."""
    words = tuple(cards.texts(card or {}))
    number = next((int(found[1]) for word in words if (found := _REQUEST.match(word))), 0)
    badge = next((word for word in words if word in _STATES), "")
    return Shown(number=number, state=_STATES.get(badge), has_voted=badge == Label.YOU_APPROVED) if number else Shown()


def _find_card(person: Person, glance: Glance, title: Button) -> Message | None:
    for message in reversed(person.messages(person.chat)[-_FEW:]):
        action = cards.press(message.card or {}, title, {})
        if action and action["data"].get("id") == glance.change.id:
            return message
    return None


def _is_said(message: Message, person: Person) -> bool:
    """Tell whether it is an answer in words, and no request's card."""
    return message.sender != person.player.name and not read_card(message.card).number


def _stage(glance: Glance | None) -> Stage:
    return glance.stage if glance else Stage.NOTHING
