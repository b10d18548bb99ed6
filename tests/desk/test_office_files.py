"""The Office policy's files are handed to who may ask for changes; the ledger keeps it, and nobody approves it."""

import hashlib
from dataclasses import replace

import pytest
from fakes.files import ORIGIN
from fakes.office import APPROVERS, OPERATORS, Office, met
from fakes.samples import ALICE, BOB, SERVICE_URL
from fakes.store import FakeStore

from bot.bundle import bundle
from bot.core.ledger import Event
from bot.core.office import OfficeState
from bot.core.office_files import write_files
from bot.core.place import Place, PlaceKind
from bot.core.speech.tongues import GERMAN
from bot.core.text import flatten
from bot.core.view import FileView, Mood, OfferView, SaidView
from bot.ports import UnreachableError
from bot.turn import Ask, Consent, Upload

ROOM = Place(kind=PlaceKind.GROUP, service_url=SERVICE_URL, conversation="19:room")
URL = f"{ORIGIN}/personal/alice/upload?session=1"
UPLOAD = Upload(url=URL, name="a.zip", page=f"{ORIGIN}/personal/alice/Documents/a.zip", unique_id="u-1", kind="zip")
WORDS = {"disable": OfficeState.DISABLED, "enable": OfficeState.ENABLED, "reset": OfficeState.NOT_CONFIGURED}


async def asks(office, person, word="disable", *, place=None):
    caller = met(person) if place is None else replace(met(person), place=place)
    view = await office.desk.ask(Ask(text=f"linkedin office files {word}", caller=caller, origin="a/1"))
    assert isinstance(view, SaidView)
    return view


def offer_to(notices, person):
    chat = notices.shown.get(f"a:{person.id}", {})
    return next((view for view in reversed(chat.values()) if isinstance(view, OfferView)), None)


async def takes(office, notices, person):
    context = offer_to(notices, person).context
    consent = Consent(context=context, is_given=True, upload=UPLOAD, caller=met(person), message="")
    return await office.desk.hand_over(consent)


async def entries(store, event):
    return [entry for entry in await store.entries() if entry.event is event]


@pytest.mark.parametrize(("word", "state"), WORDS.items())
async def test_whoever_may_ask_takes_the_files_and_the_ledger_keeps_which(office, notices, files, store, word, state):
    told = await asks(office, ALICE, word)
    assert flatten(told.sentence) == "The file is offered in your private chat with Linkgate."
    offer = offer_to(notices, ALICE)
    assert offer.name == f"linkgate-office-{state}.zip"
    assert "Nothing is changed yet" in flatten(offer.description)
    assert "Noch ist nichts geändert" in flatten(offer.description, GERMAN)
    assert max(len(flatten(offer.description)), len(flatten(offer.description, GERMAN))) < 300
    assert await entries(store, Event.HANDED_OUT) == []
    assert isinstance(await takes(office, notices, ALICE), FileView)
    data = bundle(write_files(state))
    assert files.held == {URL: data}
    (entry,) = await entries(store, Event.HANDED_OUT)
    assert (entry.by, entry.name, entry.request, entry.note) == (ALICE.id, ALICE.name, 0, offer.name)
    assert entry.details == {"state": str(state), "sha256": hashlib.sha256(data).hexdigest()}
    assert await store.change_numbered(1) is None


async def test_who_may_only_approve_is_refused_and_the_refusal_is_kept(office, notices, store, files):
    """FILE-12."""
    told = await asks(office, BOB)
    assert told.mood is Mood.REFUSED
    assert "Rule" in flatten(told.sentence)
    (entry,) = await entries(store, Event.REFUSED)
    assert (entry.by, entry.details["act"], entry.details["rule"]) == (BOB.id, "ask", "askers")
    assert offer_to(notices, BOB) is None
    files.is_on = False
    assert (await asks(office, BOB)).mood is Mood.REFUSED, "the right comes first"


async def test_in_a_room_the_files_are_offered_in_private(office, notices):
    await office.desk.remember(met(ALICE))
    told = await asks(office, ALICE, place=ROOM)
    assert flatten(told.sentence) == "The file is offered in your private chat with Linkgate."
    assert isinstance(offer_to(notices, ALICE), OfferView)
    assert ROOM.conversation not in notices.shown


async def test_who_has_lost_the_right_since_the_offer_gets_nothing(office, notices, store, files, directory):
    """FILE-12."""
    await asks(office, ALICE)
    directory.admins.discard(ALICE.id)
    directory.memberships[OPERATORS].discard(ALICE.id)
    directory.memberships[APPROVERS].add(ALICE.id)  # she may still look at requests
    view = await takes(office, notices, ALICE)
    assert view.mood is Mood.REFUSED
    assert (files.held, await entries(store, Event.HANDED_OUT)) == ({}, [])
    assert len(await entries(store, Event.REFUSED)) == 1


async def test_where_files_are_off_the_terminal_is_named(office, notices, files, store):
    files.is_on = False
    told = await asks(office, ALICE)
    assert told.mood is Mood.HALTED
    assert "linkgate office-files" in flatten(told.sentence)
    assert "linkgate office-files" in flatten(told.sentence, GERMAN)
    assert offer_to(notices, ALICE) is None


class Full(FakeStore):
    """A store that cannot keep any more what was handed out."""

    async def record(self, entry):
        if entry.event is Event.HANDED_OUT:
            raise UnreachableError("The disk is full.")
        await super().record(entry)


async def test_files_that_were_put_are_not_called_lost_when_the_ledger_fails(ports, pace, notices, files):
    office = await Office(replace(ports, store=Full()), pace).opens()
    await asks(office, ALICE)
    view = await takes(office, notices, ALICE)
    assert "The disk is full." in flatten(view.sentence)
    assert list(files.held) == [URL]
    lines = [flatten(one.sentence) for one in notices.shown[f"a:{ALICE.id}"].values() if isinstance(one, SaidView)]
    assert [line.replace("\u200b", "") for line in lines] == ["You took the file linkgate-office-disabled.zip."]
