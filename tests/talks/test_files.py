"""A file about a request, from the button to the person's own OneDrive, over real HTTP."""

import asyncio
import csv
import io
import logging
from dataclasses import replace
from uuid import uuid4

import pytest
from aiohttp import web
from fakes.drive import open_drive
from talks.conftest import QUICK

from bot.app import open_bot
from bot.config import read_settings
from bot.edges.teams import turn

SORRY = "not stored"


@pytest.fixture
async def drive():
    async with open_drive() as drive:
        drive.gives(b'{"id": "01"}', status=201)
        yield drive


@pytest.fixture
async def bot(world, clock, tmp_path, drive):
    """Open a bot that may also put files into the drive of these tests, which does as it is told."""
    settings = read_settings(world.environment(tmp_path / "bot"))
    settings = replace(settings, endpoints=replace(settings.endpoints, files=(*settings.endpoints.files, drive.origin)))
    async with open_bot(settings, clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        yield bot


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(1)


class Files:
    """What a client does with files, written out as Teams writes it."""

    def __init__(self, world, bot, drive, talk):
        self.world, self.bot, self.drive, self.talk = world, bot, drive, talk
        self.last = {}

    async def presses(self, person, card, **data):
        """Press a button for the file about the newest request; *card* is where it stands."""
        newest = max(await self.talk.changes(), key=lambda change: change.number)
        action = {"type": "Action.Execute", "verb": "report", "data": {"id": newest.id, "rev": newest.rev, **data}}
        return await person.invokes(card.id, action)

    async def answers(self, person, action="accept", *, path="/upload?tempauth=v1.canary", **changes):
        """Answer the newest offer of this bot, as *person*; return HTTP's status and body."""
        key, offer = next(reversed(self.bot.desk.courier.offers.items()))
        await person.reacts(person.messages(person.chat)[-1])
        activity = {name: value for name, value in self.world.teams.delivered[-1].items() if name != "reactionsAdded"}
        stored = self.world.teams.drive.put(person.player, "LI-1-ledger.csv", b"")
        upload = {
            "contentUrl": self.world.teams.drive.page(stored.id),
            "name": stored.name,
            "uploadUrl": self.drive.url(path),
            "uniqueId": stored.id,
            "fileType": "csv",
        }
        value = {
            "type": "fileUpload",
            "action": action,
            "context": {"offer": key, "change": offer.change, "what": offer.what},
            **({"uploadInfo": upload} if action == "accept" else {}),
            **changes,
        }
        activity |= {"type": "invoke", "id": f"f:{uuid4()}", "name": "fileConsent/invoke", "value": value}
        self.last = activity
        return await self.world.teams.post_raw(activity, token=self.world.teams.token_for())


@pytest.fixture
def files(world, bot, drive, talk):
    return Files(world, bot, drive, talk)


async def test_a_person_presses_takes_and_has_the_file(ada, files, drive, talk):
    """FILE-05."""
    card = await talk.asks(ada)
    answer = await files.presses(ada, card)
    assert (answer.kind, answer.text) == ("message", "The file is offered in your private chat with Linkgate.")
    delivery = await files.answers(ada)
    assert (delivery.status, delivery.body) == (200, None)
    await ada.sees("You took the file")
    ready = await ada.sees("is in your OneDrive")
    assert "LI-1-ledger.csv" in ready.visible_text.replace("\u200b", "")
    (visit,) = drive.visits
    assert (visit.method, visit.path) == ("PUT", "/upload?tempauth=v1.canary")
    assert not visit.names() & {"authorization", "cookie", "proxy-authorization"}
    assert "eyJ" not in str(visit)
    rows = list(csv.reader(io.StringIO(visit.body.decode("utf-8-sig"), newline="")))
    assert [row[1:] for row in rows] == [
        ["event", "who", "note"],
        ["planned", "Ada Lindqvist", ""],
        ["sent", "Ada Lindqvist", "Partner summit"],
    ]


async def test_a_person_leaves_the_file(ada, files, drive, talk):
    await files.presses(ada, await talk.asks(ada))
    delivery = await files.answers(ada, "decline")
    assert (delivery.status, delivery.body) == (200, None)
    await ada.sees("Nothing was stored")
    assert drive.visits == []


async def test_it_is_said_in_the_persons_own_language(ada, files, talk):
    card = await talk.asks(ada)
    ada.locale = "de-DE"
    assert (
        await files.presses(ada, card)
    ).text == "Die Datei wird Ihnen in Ihrem privaten Chat mit Linkgate angeboten."
    await files.answers(ada)
    await ada.sees("Sie haben die Datei")
    await ada.sees("liegt in Ihrem OneDrive")


async def test_pressed_in_the_group_it_is_offered_in_private(ada, bob, files, world, talk):
    """FILE-12."""
    group = world.teams.chats.group
    card = await talk.asks(ada, "@Linkgate linkedin enable all", chat=group)
    in_group = len(bob.messages(group))
    assert "private chat" in (await files.presses(bob, card)).text
    (offer,) = files.bot.desk.courier.offers.values()
    assert offer.place.conversation == bob.chat.address("")
    await files.answers(bob)
    await bob.sees("is in your OneDrive", bob.chat)
    await talk.rests()
    assert len(bob.messages(group)) == in_group


async def test_a_stranger_is_offered_nothing_and_gets_nothing(mallory, ada, files, drive, talk):
    """FILE-12."""
    card = await talk.asks(ada)
    assert "Only people who ask for changes" in (await files.presses(mallory, card)).text
    assert not files.bot.desk.courier.offers
    await files.presses(ada, card)
    await mallory.says("help")
    delivery = await files.answers(mallory)
    assert delivery.status == 200
    await mallory.sees("not offered to you any more")
    assert drive.visits == []
    await files.answers(ada)
    assert len(drive.visits) == 1


@pytest.mark.parametrize("to", ["http://127.0.0.1:1/a", "http://169.254.169.254/a", "https://contoso.sharepoint.com/a"])
async def test_a_place_elsewhere_is_not_written_to(ada, files, drive, talk, to):
    """FILE-12 FILE-01."""
    await files.presses(ada, await talk.asks(ada))
    upload = {"contentUrl": drive.url("/a"), "name": "a", "uploadUrl": to, "uniqueId": "u", "fileType": "csv"}
    assert (await files.answers(ada, uploadInfo=upload)).status == 200
    await ada.sees("not on the SharePoint of this tenant")
    await ada.sees(SORRY)
    assert drive.visits == []


async def test_a_place_that_is_closed_is_told_and_the_file_is_asked_for_again(ada, files, drive, talk, caplog):
    caplog.set_level(logging.DEBUG)
    card = await talk.asks(ada)
    drive.gives(status=404)
    await files.presses(ada, card)
    await files.answers(ada)
    await ada.sees("Ask for the file again")
    await ada.sees(SORRY)
    drive.gives(status=200)
    await files.presses(ada, card)
    await files.answers(ada)
    await ada.sees("is in your OneDrive")
    ours = [record for record in caplog.records if not record.name.startswith("bot.sim")]
    assert not [record for record in ours if "canary" in record.getMessage() + str(vars(record))]


async def test_an_upload_that_takes_long_is_answered_in_time_and_goes_on(ada, files, drive, talk, monkeypatch):
    go = asyncio.Event()

    async def answer(request):
        await go.wait()
        return web.Response(status=201)

    drive.answer = answer
    card = await talk.asks(ada)
    monkeypatch.setattr(turn, "CLICK_SECONDS", 0.2)
    await files.presses(ada, card)
    delivery = await files.answers(ada)
    assert (delivery.status, delivery.body) == (200, None)
    assert not [message for message in ada.messages() if "OneDrive" in message.visible_text]
    go.set()
    await ada.sees("is in your OneDrive")
    assert len(drive.visits) == 1


async def test_a_consent_that_teams_sends_again_puts_nothing_again(ada, files, drive, talk, world):
    """FILE-12."""
    await files.presses(ada, await talk.asks(ada))
    await files.answers(ada)
    await ada.sees("is in your OneDrive")
    for id in (files.last["id"], f"f:{uuid4()}"):  # noqa: A001  the field's own name
        delivery = await world.teams.post_raw({**files.last, "id": id}, token=world.teams.token_for())
        assert (delivery.status, delivery.body) == (200, None)
    assert len(drive.visits) == 1
    assert not [message for message in ada.messages() if "not offered" in message.visible_text]
    assert len([message for message in ada.messages() if "is in your OneDrive" in message.visible_text]) == 1
