"""The announcer: shows what people have to be told, and posts it in a channel once somebody has confirmed it.

    command -> admitted? -> occasion -> card -> Post… -> admitted? -> which channel? text
            Post -> admitted? -> a channel that is remembered? the text that was shown? -> posted -> in the ledger

Nothing of the text comes back from a card: only which one, and by what it is told from another. What was posted is
recorded afterwards; where it is unknown whether it was posted, nothing is recorded, and that is said. One card has no
room for two languages: the others stand below it, as replies.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.act import Verb
from bot.core.announcement import Occasion, announce, digest, mark_text, name_room, read_about, spell_about
from bot.core.command import Announce, Audience
from bot.core.ledger import Entry, Event
from bot.core.place import Place, PlaceKind, Room
from bot.core.policy import Person, Right, judge
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.tongues import TONGUES, pick
from bot.core.text import ENGLISH
from bot.core.view import AnnounceView, Mood, PostStep, PostView, SaidView, View
from bot.guard import Guard
from bot.herald import find_occasion
from bot.ports import NotFoundError, NotPermittedError, PortError, Ports
from bot.turn import Caller, Click

log = logging.getLogger(__name__)

_MOST_ROOMS = 10
_MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """Holds the ports and the guard. Rooms are spoken to in the language *locale*.

    *posted* tells by the card that asked what was posted where, so that a second click on it finds that. Of the newest
    the ledger tells it as well.
    """

    ports: Ports
    guard: Guard
    locale: str
    posted: OrderedDict[str, PostView] = field(default_factory=OrderedDict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def show(self, command: Announce, caller: Caller) -> View:
        """Show the announcement, or ask in which channel it is to be posted."""
        admitted = await self.guard.admit(caller.user, Right.ASK if command.to_channel else Right.LOOK)
        if isinstance(admitted, SaidView):
            return admitted
        occasion = await find_occasion(self.ports, command)
        if isinstance(occasion, SaidView):
            return occasion
        about = _name(command, occasion)
        if command.to_channel:
            return await self._ask(occasion, about, caller)
        return AnnounceView(occasion=occasion, about=about, may_post=judge(admitted, Right.ASK).is_allowed)

    async def follow(self, click: Click) -> View:
        """Do what a button of such a card says; the files are the courier's."""
        caller, command = click.caller, read_about(click.act.about)
        admitted = await self.guard.admit(caller.user, Right.ASK)
        if isinstance(admitted, SaidView):
            return admitted
        if command is None:
            return SaidView(sentence=(AnnouncePhrase.NO_SUCH_ANNOUNCEMENT,))
        if click.act.verb is not Verb.POST:
            return await self._prepare(click, command)
        async with self.lock:
            return await self._prepare(click, command, admitted.person)

    async def _prepare(self, click: Click, command: Announce, poster: Person | None = None) -> View:
        """Look everything up again, and post it for *poster*; without one, ask where, or leave it."""
        if done := self.posted.get(_name_card(click)):
            return done
        occasion = await find_occasion(self.ports, command)
        if isinstance(occasion, SaidView):
            return occasion
        if poster:
            return await self._recall(occasion, click) or await self._post(occasion, click, poster)
        if click.act.verb is Verb.POST_MORE:
            return await self._ask(occasion, click.act.about, click.caller)
        return self._view(occasion, click.act.about, PostStep.LEFT)

    async def _ask(self, occasion: Occasion, about: str, caller: Caller, step: PostStep = PostStep.ASKED) -> View:
        rooms = await self.ports.store.rooms()
        if not rooms:
            return SaidView(sentence=(AnnouncePhrase.NO_ROOMS,))
        here = _find(rooms, caller.room.conversation if caller.room else "")
        shown = [*([here] if here else []), *(room for room in rooms if room != here)][:_MOST_ROOMS]
        return PostView(
            occasion=occasion,
            about=about,
            locale=self.locale,
            rooms=tuple(shown),
            is_cut=len(shown) < len(rooms),
            room=here or (shown[0] if len(rooms) == 1 else None),
            step=step,
        )

    def _view(self, occasion: Occasion, about: str, step: PostStep, room: Room | None = None) -> PostView:
        return PostView(occasion=occasion, about=about, locale=self.locale, step=step, room=room)

    async def _recall(self, occasion: Occasion, click: Click) -> PostView | None:
        """Find in the ledger that this card was the last one that posted something, though it is forgotten here."""
        newest = await self.ports.store.newest(Event.ANNOUNCED)
        card, proof = click.message, click.caller.proof
        told = newest.details if newest else {}
        if (told.get("card"), told.get("conversation")) != (card, proof.get("conversation")):
            return None
        known = _find(await self.ports.store.rooms(), told["room"])
        room = known or Room(service_url="", conversation=told["room"])
        return self._view(occasion, click.act.about, PostStep.POSTED, room)

    async def _post(self, occasion: Occasion, click: Click, person: Person) -> View:
        tongue = pick(self.locale, otherwise=ENGLISH)
        if click.act.seen != mark_text(announce(occasion), tongue):
            return await self._ask(occasion, click.act.about, click.caller, PostStep.CHANGED)
        room = _find(await self.ports.store.rooms(), click.inputs.get("room", ""))
        if room is None:
            return SaidView(sentence=(AnnouncePhrase.NO_SUCH_ROOM,))
        place = Place(kind=PlaceKind.CHANNEL, service_url=room.service_url, conversation=room.conversation)
        view = AnnounceView(occasion=occasion, about=click.act.about, is_posted=True)
        try:
            message = await self.ports.notices.deliver(place, view, message="", locale=self.locale)
        except (NotFoundError, NotPermittedError) as error:
            log.warning("an announcement was not posted: %s", error, extra={"code": error.code})
            return SaidView(sentence=(AnnouncePhrase.NOT_POSTED(room=name_room(room)),), mood=Mood.HALTED)
        except PortError as error:
            log.warning("an announcement was perhaps posted: %s", error, extra={"code": error.code})
            return SaidView(sentence=(AnnouncePhrase.POST_UNKNOWN(room=name_room(room)),), mood=Mood.HALTED)
        done = self._view(occasion, click.act.about, PostStep.POSTED, room)
        self._remember(_name_card(click), done)
        languages = [
            self.locale,
            *await self._translate(replace(place, conversation=f"{room.conversation};messageid={message}"), view),
        ]
        done = replace(done, is_partial=len(languages) < len(TONGUES))
        self._remember(_name_card(click), done)
        details = {"room": room.conversation, "team": room.team, "message": message, "languages": ", ".join(languages)}
        await self.ports.store.record(self._note(occasion, click, person, details))
        return done

    async def _translate(self, thread: Place, view: View) -> Sequence[str]:
        """Say it in the other languages below, as replies; return in which that succeeded."""
        said: list[str] = []
        for tongue in TONGUES:
            if tongue.code == self.locale:
                continue
            try:
                await self.ports.notices.deliver(thread, view, message="", locale=tongue.code)
            except PortError as error:
                log.warning("an announcement was not translated: %s", error, extra={"code": error.code})
            else:
                said.append(tongue.code)
        return said

    def _remember(self, card: str, done: PostView) -> None:
        self.posted[card] = done
        if len(self.posted) > _MOST_REMEMBERED:
            self.posted.popitem(last=False)

    def _note(self, occasion: Occasion, click: Click, person: Person, details: Mapping[str, str]) -> Entry:
        """Write down who posted what; *note* names the occasion, *details* tell where."""
        tongue = pick(self.locale, otherwise=ENGLISH)
        told = {"planned": "yes" if occasion.is_planned else "no", "digest": digest(announce(occasion), tongue)}
        return Entry(
            at=self.ports.clock.now(),
            request=0,
            event=Event.ANNOUNCED,
            before="",
            after="",
            by=person.id,
            name=person.name,
            note=_tell(occasion),
            details={**details, **told, **click.caller.proof},
        )


def _name(command: Announce, occasion: Occasion) -> str:
    """Name what was asked for as a button carries it: a group by its id, as it was found."""
    named = command.on is Audience.GROUP and occasion.group
    return spell_about(Announce(on=Audience.GROUP, group=occasion.group.id) if named and occasion.group else command)


def _tell(occasion: Occasion) -> str:
    group = occasion.group.id if occasion.group else ""
    return spell_about(Announce(on=occasion.on, group=group, office=occasion.office))


def _name_card(click: Click) -> str:
    return f"{click.caller.place.conversation}/{click.message}"


def _find(rooms: Sequence[Room], conversation: str) -> Room | None:
    return next((room for room in rooms if room.conversation == conversation), None)
