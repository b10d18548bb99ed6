"""Files about a request: offered in private, handed over once, to the one person to whom they were offered."""

import asyncio
import csv
import io
from dataclasses import replace

import pytest
from fakes.files import ORIGIN
from fakes.notices import FakeNotices
from fakes.office import APPROVERS, Office, met
from fakes.samples import ALICE, BOB, CAROL, SERVICE_URL
from fakes.store import FakeStore

from bot import courier, reporter
from bot.core.act import Act, Verb
from bot.core.change import ChangeId
from bot.core.ledger import Event
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, Right, UserId
from bot.core.speech.lists import ListPhrase
from bot.core.text import Code, flatten
from bot.core.view import FileView, OfferView, SaidView
from bot.ports import NotFoundError, NotPermittedError, UnexpectedError, UnreachableError
from bot.reporter import Document, Kind
from bot.turn import Click, Consent, Upload

ROOM = Place(kind=PlaceKind.GROUP, service_url=SERVICE_URL, conversation="19:room")
MALLORY = Person(id=UserId("3a110000-0000-4000-8000-000000000004"), name="Mallory")
URL = f"{ORIGIN}/personal/alice/upload?session=1"
PAGE = f"{ORIGIN}/personal/alice/Documents/Applications/LI-1-ledger.csv"


def an_upload(**fields):
    return replace(Upload(url=URL, name="LI-1-ledger 1.csv", page=PAGE, unique_id="u-1", kind="csv"), **fields)


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence).replace("\u2068", "").replace("\u2069", "").replace("\u200b", "")


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


class Desk:
    """Whoever asks for files, and answers what is offered."""

    def __init__(self, office, notices, files):
        self.office, self.notices, self.files = office, notices, files

    async def asks(self, person, change, *, place=None, **inputs):
        caller = met(person) if place is None else replace(met(person), place=place)
        act = Act(Verb.REPORT, change.id, change.rev)
        return said(await self.office.desk.click(Click(act=act, caller=caller, message="card", inputs=inputs)))

    def offer(self, person):
        """Return the newest offer in a person's own chat, with the id of its message."""
        chat = self.notices.shown.get(f"a:{person.id}", {})
        message, view = next((one for one in reversed(chat.items()) if isinstance(one[1], OfferView)), ("", None))
        return message, view

    async def answers(self, person, *, accepts=True, upload=None, place=None, **context):
        message, offer = self.offer(person)
        return await self.consents(
            person, {**offer.context, **context}, message, accepts=accepts, upload=upload, place=place
        )

    async def consents(self, person, context, message="", *, accepts=True, upload=None, place=None):
        caller = met(person) if place is None else replace(met(person), place=place)
        given = (upload or an_upload()) if accepts else None
        consent = Consent(context=context, is_given=accepts, upload=given, caller=caller, message=message)
        return await self.office.desk.hand_over(consent)

    def line(self, person, message):
        return said(self.notices.shown[f"a:{person.id}"][message])


@pytest.fixture
def desk(office, notices, files):
    return Desk(office, notices, files)


async def test_who_takes_the_file_has_the_ledger_of_that_request(desk, office, store, files):
    waiting = await office.sent()
    kept = await store.entries(waiting.number)
    assert await desk.asks(BOB, waiting) == "The file is offered in your private chat with Linkgate."
    message, offer = desk.offer(BOB)
    assert (offer.name, offer.context["change"], offer.context["what"]) == ("LI-1-ledger.csv", waiting.id, "ledger")
    assert "LI-1: 2 lines" in flatten(offer.description)
    view = await desk.answers(BOB)
    assert view == FileView(name="LI-1-ledger 1.csv", page=PAGE, unique_id="u-1", kind="csv")
    assert desk.line(BOB, message) == "You took the file LI-1-ledger.csv."
    (data,) = files.held.values()
    assert offer.size == len(data)
    head, *rows = read(data)
    assert head == ["at", "event", "who", "note"]
    assert rows == [[entry.at.isoformat(), str(entry.event), entry.name, entry.note] for entry in kept]
    assert [row[1:] for row in rows] == [["planned", "Alice Adams", ""], ["sent", "Alice Adams", "Pilot"]]


async def test_who_does_not_take_it_has_nothing_and_can_ask_again(desk, office, files):
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, _ = desk.offer(BOB)
    assert await desk.answers(BOB, accepts=False) is None
    assert desk.line(BOB, message) == "You did not take the file LI-1-ledger.csv. Nothing was stored."
    assert files.held == {}
    await desk.asks(BOB, waiting)
    assert isinstance(await desk.answers(BOB), FileView)
    assert list(files.held) == [URL]


async def test_what_people_wrote_is_no_formula_in_the_file(desk, office, files):
    """FILE-10."""
    await office.asks(ALICE, "linkedin enable group Sales")
    await office.postman.deliver()
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason='=HYPERLINK("http://evil.example";"x");=1')
    await desk.asks(BOB, await office.newest())
    await desk.answers(BOB)
    note = read(files.held[URL])[-1][3]
    assert note == '\'=HYPERLINK("http://evil.example";"x");\'=1'


async def test_the_file_says_how_things_stand_when_it_is_taken(desk, office, files):
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    await office.clicks(BOB, Verb.APPROVE, waiting)
    await desk.answers(BOB)
    assert [row[1] for row in read(files.held[URL])] == ["event", "planned", "sent", "approved"]


async def test_a_forged_consent_gives_nobody_a_file_and_takes_none_from_its_owner(
    desk, office, store, files, directory
):
    """FILE-12."""
    directory.add_person(MALLORY)
    directory.memberships[APPROVERS].add(MALLORY.id)  # she may look, but nothing was offered to her
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, offer = desk.offer(BOB)
    chat_of_bob = met(BOB).place
    for answer in (
        desk.consents(MALLORY, offer.context, message),
        desk.consents(MALLORY, offer.context, message, place=chat_of_bob),
        desk.consents(CAROL, offer.context, message),
        desk.consents(BOB, offer.context, message, place=met(MALLORY).place),
        desk.consents(BOB, offer.context, message, place=ROOM),
        desk.consents(BOB, offer.context, message, place=replace(chat_of_bob, kind=PlaceKind.GROUP)),
        desk.consents(BOB, offer.context, message, place=replace(chat_of_bob, kind=PlaceKind.CHANNEL)),
        desk.answers(BOB, change=ChangeId("0" * 32)),
        desk.answers(BOB, what="members"),
        desk.answers(BOB, offer="0" * 16),
        desk.answers(BOB, offer=""),
        desk.consents(BOB, {"change": waiting.id, "what": "ledger"}, message),
        desk.consents(BOB, {"change": waiting.id}, message),
        desk.consents(BOB, {"x": "y"}, message),
        desk.consents(MALLORY, offer.context, message, accepts=False),
        desk.answers(BOB, accepts=False, what="members"),
    ):
        assert said(await answer).startswith("This file is not offered to you any more.")
    assert files.held == {}
    refused = [entry for entry in await store.entries() if entry.event is Event.REFUSED]
    assert {(entry.by, entry.details["act"]) for entry in refused} == {
        (person.id, "report") for person in (MALLORY, CAROL, BOB)
    }
    assert isinstance(desk.offer(BOB)[1], OfferView), "the offer still stands"
    assert isinstance(await desk.answers(BOB), FileView)


async def test_an_offer_is_answered_once(desk, office, files):
    """FILE-12."""
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, offer = desk.offer(BOB)
    views = await asyncio.gather(*(desk.consents(BOB, offer.context, message) for _ in range(5)))
    assert [type(view) for view in views] == [FileView, *[type(None)] * 4]
    elsewhere = an_upload(url=f"{ORIGIN}/second")
    assert await desk.consents(BOB, offer.context, message, upload=elsewhere) is None
    assert await desk.consents(BOB, offer.context, message, accepts=False) is None
    assert desk.line(BOB, message) == "You took the file LI-1-ledger.csv."
    assert "not offered" in said(await desk.consents(CAROL, offer.context, message, upload=elsewhere))
    assert "not offered" in said(await desk.consents(BOB, offer.context, message, place=ROOM))
    assert list(files.held) == [URL]


@pytest.mark.parametrize("loss", ["approver", "account", "guest", "gone"])
async def test_who_may_not_look_any_more_gets_no_file_that_was_offered(desk, office, files, directory, loss):
    """FILE-12."""
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, _ = desk.offer(BOB)
    match loss:
        case "approver":
            directory.memberships[APPROVERS].discard(BOB.id)
        case "account":
            directory.people[BOB.id] = replace(BOB, is_enabled=False)
        case "guest":
            directory.people[BOB.id] = replace(BOB, is_guest=True)
        case "gone":
            del directory.people[BOB.id]
    assert "Rule" in said(await desk.answers(BOB))
    assert desk.line(BOB, message) == "The file LI-1-ledger.csv was not stored."
    assert files.held == {}


async def test_who_may_not_look_is_offered_nothing(desk, office, directory, notices):
    """FILE-12."""
    directory.add_person(MALLORY)
    waiting = await office.sent()
    assert "Only people who ask for changes or approve them" in await desk.asks(MALLORY, waiting)
    assert "There is no such request" in await desk.asks(BOB, replace(waiting, id=ChangeId("0" * 32)))
    assert "There is no such request" in await desk.asks(BOB, replace(waiting, rev=waiting.rev + 1))
    assert await desk.asks(BOB, waiting, what="passwords") == "There is no such file about this request."
    assert await desk.asks(BOB, waiting, what="../ledger") == "There is no such file about this request."
    assert all(not isinstance(view, OfferView) for chat in notices.shown.values() for view in chat.values())
    assert not office.desk.courier.offers


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("page", "https://evil.example/LI-1.csv", "Linkgate puts nothing there"),
        ("page", "javascript:alert(1)", "Linkgate puts nothing there"),
        ("page", ORIGIN, "Linkgate puts nothing there"),
        ("url", "https://evil.example/upload", "That is somewhere else"),
        ("url", "http://169.254.169.254/", "That is somewhere else"),
    ],
)
async def test_a_place_that_is_not_the_tenants_gets_no_file(desk, office, files, field, value, told):
    """FILE-12 FILE-04."""
    await desk.asks(BOB, await office.sent())
    message, _ = desk.offer(BOB)
    assert told in said(await desk.answers(BOB, upload=an_upload(**{field: value})))
    assert desk.line(BOB, message) == "The file LI-1-ledger.csv was not stored."
    assert files.held == {}


@pytest.mark.parametrize(
    "error",
    [
        NotPermittedError("It had its time."),
        UnreachableError("It is away."),
        UnexpectedError("It said 418."),
    ],
)
async def test_a_file_that_could_not_be_put_is_told_and_asked_for_again(desk, office, files, error):
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, _ = desk.offer(BOB)
    files.broken = error
    assert str(error) in said(await desk.answers(BOB))
    assert desk.line(BOB, message) == "The file LI-1-ledger.csv was not stored."
    files.broken = None
    await desk.asks(BOB, waiting)
    assert isinstance(await desk.answers(BOB), FileView)


async def test_where_files_are_off_nothing_is_offered_and_it_is_said(desk, office, files, notices):
    files.is_on = False
    waiting = await office.sent()
    assert "Files are switched off" in await desk.asks(BOB, waiting)
    assert desk.offer(BOB)[1] is None
    files.is_on = True
    await desk.asks(BOB, waiting)
    files.is_on = False
    assert "Files are switched off" in said(await desk.answers(BOB))
    assert files.held == {}


async def test_asked_for_in_a_room_it_is_offered_in_private(desk, office, notices):
    """FILE-12."""
    waiting = await office.sent()
    assert await desk.asks(CAROL, waiting, place=ROOM) == "The file is offered in your private chat with Linkgate."
    assert isinstance(desk.offer(CAROL)[1], OfferView)
    assert ROOM.conversation not in notices.shown


async def test_without_a_private_chat_there_is_no_offer(desk, office, notices):
    waiting = await office.sent()
    notices.unreachable.add(CAROL.id)
    office.desk.seats.clear()
    assert "Install Linkgate for yourself" in await desk.asks(CAROL, waiting, place=ROOM)
    assert not office.desk.courier.offers


@pytest.mark.parametrize(
    ("error", "told"),
    [(UnreachableError("Teams is away."), "Teams is away"), (NotFoundError("The chat is gone."), "Install Linkgate")],
)
async def test_an_offer_that_did_not_go_out_is_none(desk, office, notices, error, told):
    waiting = await office.sent()
    notices.broken = error
    assert told in await desk.asks(BOB, waiting)
    assert not office.desk.courier.offers


class Eager(FakeNotices):
    """A chat in which somebody answers an offer before whoever posted it knows that it is there."""

    def __init__(self):
        super().__init__()
        self.answer = None
        self.answering = None

    async def deliver(self, place, view, *, message, locale=""):
        posted = await super().deliver(place, view, message=message, locale=locale)
        if isinstance(view, OfferView):
            self.answering = asyncio.create_task(self.answer(view.context))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        return posted


async def test_who_is_faster_than_the_answer_of_teams_gets_the_file_too(ports, pace, files):
    notices = Eager()
    office = await Office(replace(ports, notices=notices), pace).opens()
    desk = Desk(office, notices, files)
    notices.answer = lambda context: desk.consents(BOB, context)
    await desk.asks(BOB, await office.sent())
    assert isinstance(await notices.answering, FileView)
    lines = [said(view) for view in notices.shown[f"a:{BOB.id}"].values() if isinstance(view, SaidView)]
    assert lines == ["You took the file LI-1-ledger.csv."]
    assert list(files.held) == [URL]


async def test_a_line_that_teams_does_not_take_changes_nothing_of_the_rest(desk, office, notices, files, caplog):
    await desk.asks(BOB, await office.sent())
    notices.broken = UnreachableError("Teams is away.")
    message, offer = desk.offer(BOB)
    assert isinstance(await desk.consents(BOB, offer.context, message), FileView)
    assert list(files.held) == [URL]
    assert "still looks open" in caplog.text


async def test_what_the_client_calls_the_offer_is_never_edited(desk, office, notices):
    """FILE-12: a forged answer names another message of Linkgate's as the offer."""
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, offer = desk.offer(BOB)
    cards = {key: view for key, view in notices.shown[f"a:{BOB.id}"].items() if key != message}
    assert cards
    await desk.consents(BOB, offer.context, next(iter(cards)))
    assert {key: notices.shown[f"a:{BOB.id}"][key] for key in cards} == cards
    assert desk.line(BOB, message) == "You took the file LI-1-ledger.csv."


async def test_a_restart_forgets_offers_and_says_so(desk, office, ports, pace, notices, files):
    await desk.asks(BOB, await office.sent())
    message, offer = desk.offer(BOB)
    later = Desk(await Office(ports, pace).opens(), notices, files)
    assert "Ask for it again" in said(await later.consents(BOB, offer.context, message))
    assert files.held == {}


async def test_offers_that_nobody_answers_do_not_pile_up(desk, office, monkeypatch):
    monkeypatch.setattr(courier, "_MOST_OFFERS", 3)
    waiting = await office.sent()
    contexts = []
    for _ in range(5):
        await desk.asks(BOB, waiting)
        contexts.append(desk.offer(BOB)[1].context)
    assert len(office.desk.courier.offers) == 3
    assert "not offered" in said(await desk.consents(BOB, contexts[0]))
    assert isinstance(await desk.consents(BOB, contexts[2]), FileView)


async def test_a_request_that_a_restored_store_does_not_know_has_no_file(ports, pace, desk, office, files, notices):
    waiting = await office.sent()
    await desk.asks(BOB, waiting)
    message, offer = desk.offer(BOB)
    empty = Desk(await Office(replace(ports, store=FakeStore()), pace).opens(), notices, files)
    empty.office.desk.courier.offers.update(office.desk.courier.offers)
    assert "not offered" in said(await empty.consents(BOB, offer.context, message))
    assert empty.line(BOB, message) == "The file LI-1-ledger.csv was not stored."
    assert files.held == {}


ARCHIVE = b"PK\x05\x06\x00\xff\r\n" + bytes(14)


async def write_archive(ports, change, rest):
    """Write a file that is about no request, and no text."""
    if change or rest != "whole":
        return None
    sentence = (ListPhrase.FILE_OFFERED(name=Code("archive.zip")),)
    return Document(name="archive.zip", data=ARCHIVE, description=sentence, details={"sha256": "5f"})


@pytest.fixture
def archive(monkeypatch):
    """Let there be a file about no request, for those who may ask."""
    kind = Kind(right=Right.ASK, write=write_archive, otherwise=(ListPhrase.FILE_DECLINED(name=Code("archive.zip")),))
    monkeypatch.setitem(reporter.KINDS, "archive", kind)


async def offers(office, person, what, *, place=None):
    caller = met(person) if place is None else replace(met(person), place=place)
    await office.desk.remember(caller)
    return said(await office.desk.offer(caller, None, what))


async def handed_out(store):
    return [entry for entry in await store.entries() if entry.event is Event.HANDED_OUT]


async def test_a_file_about_no_request_is_given_byte_for_byte_and_the_ledger_keeps_it(
    desk, office, archive, store, files
):
    await office.desk.remember(met(ALICE))
    assert "private chat" in await offers(office, ALICE, "archive:whole", place=ROOM)
    message, offer = desk.offer(ALICE)
    assert (offer.name, offer.size, offer.context.keys()) == ("archive.zip", len(ARCHIVE), {"offer", "what"})
    assert await handed_out(store) == []
    upload = an_upload(name="archive.zip", kind="zip")
    assert await desk.answers(ALICE, upload=upload) == FileView(
        name="archive.zip", page=PAGE, unique_id="u-1", kind="zip"
    )
    assert files.held == {URL: ARCHIVE}
    (entry,) = await handed_out(store)
    assert (entry.request, entry.by, entry.name, entry.note) == (0, ALICE.id, ALICE.name, "archive.zip")
    assert entry.details == {"sha256": "5f"}
    assert desk.line(ALICE, message) == "You took the file archive.zip."


async def test_each_kind_of_file_takes_its_own_right_when_it_is_offered_and_when_it_is_taken(
    desk, office, archive, store, files, directory
):
    """FILE-12: approvers may look at requests, and may not ask."""
    assert "Rule" in await offers(office, BOB, "archive:whole")
    waiting = await office.sent()
    assert "Rule" in await desk.asks(BOB, waiting, what="archive:whole")
    assert desk.offer(BOB)[1] is None
    refused = [entry for entry in await store.entries() if entry.event is Event.REFUSED]
    assert [(entry.by, entry.details["act"]) for entry in refused] == [(BOB.id, "ask"), (BOB.id, "ask")]
    await offers(office, ALICE, "archive:whole")
    directory.people[ALICE.id] = replace(ALICE, is_enabled=False)
    assert "Rule" in said(await desk.answers(ALICE))
    assert (files.held, await handed_out(store)) == ({}, [])


async def test_who_leaves_a_file_or_cannot_be_given_it_is_not_in_the_ledger(desk, office, archive, store, files):
    await offers(office, ALICE, "archive:whole")
    assert await desk.answers(ALICE, accepts=False) is None
    await offers(office, ALICE, "archive:whole")
    files.broken = UnreachableError("It is away.")
    assert "It is away." in said(await desk.answers(ALICE))
    assert await handed_out(store) == []


@pytest.mark.parametrize(
    "what", ["archive:half", "archive", "archive:", "archiv:whole", ":whole", "ledger", "rows:1", ""]
)
async def test_about_no_request_there_is_no_other_file(desk, office, archive, what):
    assert await offers(office, ALICE, what) == "There is no such file about this request."
    assert desk.offer(ALICE)[1] is None


async def test_a_file_about_no_request_does_not_become_one_about_a_request(desk, office, archive):
    waiting = await office.sent()
    assert await desk.asks(ALICE, waiting, what="archive:whole") == "There is no such file about this request."
    assert await desk.asks(ALICE, waiting, what="ledger:") != await desk.asks(ALICE, waiting, what="ledger:1")


async def test_where_files_are_off_a_kind_can_say_what_else_there_is(desk, office, archive, files):
    files.is_on = False
    assert "You did not take the file archive.zip" in await offers(office, ALICE, "archive:whole")
    assert "Files are switched off" in await desk.asks(ALICE, await office.sent())
    assert desk.offer(ALICE)[1] is None
