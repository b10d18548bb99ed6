"""The courier: offers a file in a person's private chat, and hands it over once they have agreed.

    asked for -> admitted? -> written -> offered
    agreed -> admitted? ours? -> written anew -> put on their OneDrive -> in the ledger, if its kind is kept there

An offer is remembered until it is answered, and belongs to one person in one chat. What the client says of it is
compared with that and used for nothing else. A restart forgets offers; then the file has to be asked for again.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field

from bot.core.act import Verb
from bot.core.change import Change, ChangeId
from bot.core.ledger import Entry, Event
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, Reason, Right, UserId
from bot.core.speech.lists import ListPhrase
from bot.core.text import Code, Part
from bot.core.view import FileView, Mood, OfferView, SaidView, View
from bot.guard import Guard
from bot.ports import NotFoundError, NotPermittedError, PortError, Ports, Seat
from bot.register import new_id
from bot.reporter import Document, Reporter, find_kind, tell_main
from bot.turn import Caller, Click, Consent, Upload

log = logging.getLogger(__name__)

_MOST_OFFERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """*name* is the file's; *message* becomes the id of the message that offers it, or empty when that was lost."""

    user: UserId
    place: Place
    change: ChangeId | None
    what: str
    name: str
    message: asyncio.Future[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """Holds the ports, and those who admit and write; *offers* are open, *answered* were, and may be heard of again."""

    ports: Ports
    guard: Guard
    reporter: Reporter
    offers: OrderedDict[str, Offer] = field(default_factory=OrderedDict)
    answered: OrderedDict[str, Offer] = field(default_factory=OrderedDict)

    async def follow(self, click: Click, seat: Seat) -> SaidView:
        """Offer the file that a button names, about the request that it names."""
        change = await self.ports.store.change(click.act.change) if click.act.change else None
        if change is None or click.act.rev > change.rev:
            return await self.guard.turn_away(click.caller.user, Verb.REPORT, Reason.NO_SUCH_REQUEST)
        return await self.offer(click.caller, seat, change, click.inputs.get("what") or tell_main(change))

    async def offer(self, caller: Caller, seat: Seat, change: Change | None, what: str) -> SaidView:
        """Offer a file in the private chat of *caller*, if they may have it; what came of it is said in a line.

        *change* is the request that it is about, if it is about one.
        """
        kind = find_kind(what)
        admitted = await self.guard.admit(caller.user, kind.right if kind else Right.LOOK, change=change)
        if isinstance(admitted, SaidView):
            return admitted
        try:
            await self.ports.files.check()
        except NotPermittedError:
            if kind and kind.otherwise:
                return SaidView(sentence=kind.otherwise, mood=Mood.HALTED)
            raise
        document = await self.reporter.write(change, what)
        if document is None:
            return SaidView(sentence=(ListPhrase.NO_SUCH_FILE,))
        try:
            place = seat.place or await self.ports.notices.open_chat(caller.place.service_url, caller.user)
            await self._post(document, seat, place, change, what)
        except (NotFoundError, NotPermittedError):
            return SaidView(sentence=(ListPhrase.NO_PLACE_TO_OFFER,))
        return SaidView(sentence=(ListPhrase.OFFERED_ALONE,))

    async def _post(self, document: Document, seat: Seat, place: Place, change: Change | None, what: str) -> None:
        """Remember the offer before anybody can answer it."""
        key, message = new_id(), asyncio.get_running_loop().create_future()
        about = change.id if change else None
        view = OfferView(
            name=document.name,
            description=document.description,
            size=len(document.data),
            context={"offer": key, **({"change": about} if about else {}), "what": what},
        )
        offer = Offer(user=seat.user, place=place, change=about, what=what, name=document.name, message=message)
        _remember(self.offers, key, offer)
        try:
            message.set_result(await self.ports.notices.deliver(place, view, message="", locale=seat.locale))
        finally:
            if not message.done():
                self.offers.pop(key, None)
                message.set_result("")

    async def hand_over(self, consent: Consent) -> View | None:
        """Do what the person answered; None when the offer itself was turned into the line that says so.

        Teams delivers again what took long, under a new id: what is answered already needs no word.
        """
        key = consent.context.get("offer", "")
        if _is_answer(consent, self.answered.get(key)):
            return None
        offer = self.offers.get(key)
        if offer is None or not _is_answer(consent, offer):
            return await self._turn_away(consent, Reason.NO_SUCH_REQUEST, ListPhrase.NO_OFFER)
        _remember(self.answered, key, self.offers.pop(key))
        if consent.upload is None:
            await self._close(offer, consent, ListPhrase.FILE_DECLINED(name=Code(offer.name)))
            return None
        try:
            done = await self._give(offer, consent, consent.upload)
        except PortError:
            await self._close(offer, consent, ListPhrase.FILE_LOST(name=Code(offer.name)))
            raise
        if isinstance(done, SaidView):
            await self._close(offer, consent, ListPhrase.FILE_LOST(name=Code(offer.name)))
            return done
        view, entry = done
        try:
            if entry:
                await self.ports.store.record(entry)
        finally:
            await self._close(offer, consent, ListPhrase.FILE_TAKEN(name=Code(offer.name)))
        return view

    async def _give(self, offer: Offer, consent: Consent, upload: Upload) -> tuple[FileView, Entry | None] | SaidView:
        """Write the file anew and put it where the client says, if the person may have it now.

        Return what the ledger keeps of it as well.
        """
        kind = find_kind(offer.what)
        admitted = await self.guard.admit(consent.caller.user, kind.right if kind else Right.LOOK)
        if isinstance(admitted, SaidView):
            return admitted
        await self.ports.files.check()
        if not self.ports.files.is_ours(upload.page):
            return await self._turn_away(consent, Reason.ELSEWHERE, ListPhrase.BAD_PLACE)
        document = await self._write_anew(offer)
        if document is None:
            return await self._turn_away(consent, Reason.NO_SUCH_REQUEST, ListPhrase.NO_OFFER)
        await self.ports.files.put(upload.url, document.data)
        view = FileView(name=upload.name, page=upload.page, unique_id=upload.unique_id, kind=upload.kind)
        return view, self._note(document, admitted.person, consent.caller) if document.details else None

    async def _write_anew(self, offer: Offer) -> Document | None:
        """Write the file as things stand now; None where the request that it was about is gone."""
        change = await self.ports.store.change(offer.change) if offer.change else None
        if offer.change and change is None:
            return None
        return await self.reporter.write(change, offer.what)

    def _note(self, document: Document, person: Person, caller: Caller) -> Entry:
        """Write down who was given what."""
        return Entry(
            at=self.ports.clock.now(),
            request=0,
            event=Event.HANDED_OUT,
            before="",
            after="",
            by=person.id,
            name=person.name,
            note=document.name,
            details={**document.details, **caller.proof},
        )

    async def _turn_away(self, consent: Consent, reason: Reason, why: ListPhrase) -> SaidView:
        return await self.guard.turn_away(consent.caller.user, Verb.REPORT, reason, sentence=(why,))

    async def _close(self, offer: Offer, consent: Consent, line: Part) -> None:
        """Turn the offer into a line; where that does not succeed, the rest is true all the same."""
        try:
            await self.ports.notices.deliver(
                offer.place, SaidView(sentence=(line,)), message=await offer.message, locale=consent.caller.locale
            )
        except PortError as error:
            log.warning("an answered offer still looks open: %s", error, extra={"code": error.code})


def _is_answer(consent: Consent, offer: Offer | None) -> bool:
    """Tell whether *offer* is answered by the one to whom it was made, where it was made, and says what it said."""
    if offer is None:
        return False
    caller, said = consent.caller, (consent.context.get("change"), consent.context.get("what"))
    is_there = caller.place.kind is PlaceKind.PERSONAL and caller.place.conversation == offer.place.conversation
    return is_there and caller.user == offer.user and said == (offer.change, offer.what)


def _remember(offers: OrderedDict[str, Offer], key: str, offer: Offer) -> None:
    offers[key] = offer
    if len(offers) > _MOST_OFFERS:
        offers.popitem(last=False)
