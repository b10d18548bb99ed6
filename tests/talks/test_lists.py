"""Lists of people as somebody sends them, over real HTTP: what is read, and what is said of those that are none."""

import csv
import io
import json
import logging
import zipfile
from dataclasses import replace

import pytest
from fakes.drive import open_drive

from bot.app import open_bot
from bot.config import read_settings
from bot.core.fill import Fate
from bot.edges.teams import turn
from bot.sim.cast import APPROVERS_GROUP, OPERATORS_GROUP, SALES_GROUP, TENANT_DOMAIN
from bot.sim.lists import BROKEN, EXCEL, LEFT_OPEN, OLD, UNKNOWN, make_lists

from .conftest import QUICK

INTO_SALES = 'linkedin move to group "Sales EMEA"'
RAW = {sample.name: sample.raw for sample in make_lists(600)}
NEVER = f"ada@{TENANT_DOMAIN}"


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """Let an answer come before HTTP's, however busy this machine is, so that nothing is said later."""
    monkeypatch.setattr(turn, "MESSAGE_SECONDS", 30)


@pytest.fixture
def group(world):
    return world.teams.chats.group


class Sender:
    """Sends lists as Ada, and looks at what was planned."""

    def __init__(self, ada, bot):
        self.ada, self.bot = ada, bot

    async def sends(self, text, *files, chat=None):
        """Send *text* with *files*, pairs of a name and bytes; return the first new message of Linkgate's."""
        known = {message.id for message in self.ada.messages()}
        attached = [self.ada.attaches(*file) for file in files]
        await self.ada.says(text, chat, files=attached)
        return await self.ada.sees(lambda message: message.id not in known)

    async def plan(self):
        """Return what the newest request of Ada's does to a group; None while there is none."""
        newest = await self.bot.desk.ports.store.newest_of(self.ada.player.object_id)
        return newest and newest.plan.fill


@pytest.fixture
def sender(ada, bot):
    return Sender(ada, bot)


def lend(name):
    return name, RAW[name]


async def test_the_old_list_of_the_page_is_planned_row_by_row(sender, talk):
    """FILE-09."""
    await sender.sends(INTO_SALES, lend(OLD))
    await sender.ada.sees("Review the list")
    fill = await sender.plan()
    assert fill.source == OLD
    assert sum(fill.tally.values()) == 60
    assert {fate: fill.tally[fate] for fate in (Fate.TWICE, Fate.NOT_FOUND, Fate.GUEST)} == {
        Fate.TWICE: 1,
        Fate.NOT_FOUND: 1,
        Fate.GUEST: 1,
    }
    assert fill.wanted > 40
    assert UNKNOWN in (await sender.ada.sees("Review the list")).visible_text.replace("\u200b", "")
    await talk.rests()


async def test_the_broken_list_is_refused_with_the_line_and_nothing_of_it_is_planned(sender):
    """FILE-08."""
    answer = await sender.sends(INTO_SALES, lend(BROKEN))
    assert f"line {LEFT_OPEN} " in answer.visible_text
    assert await sender.plan() is None


async def test_the_list_of_a_german_excel_is_read_whole(sender):
    """FILE-08."""
    await sender.sends(INTO_SALES, lend(EXCEL))
    fill = await sender.plan()
    assert sum(fill.tally.values()) == 40
    assert not fill.tally.keys() & {Fate.FAILED, Fate.NOT_FOUND}


async def test_what_was_written_of_the_rows_can_be_sent_again_as_a_list(sender, bob, talk, world):
    """FILE-10."""
    review = await sender.sends(INTO_SALES, lend(OLD))
    first = await sender.plan()
    await sender.ada.clicks(review, "Send", reason="The old list")
    await bob.clicks(await bob.sees("The old list"), "Approve")
    await talk.becomes("applied")
    outcome = await sender.ada.sees(lambda message: "Select group" in message.buttons)
    await sender.ada.clicks(outcome, "All rows…")
    await sender.ada.accepts(await sender.ada.sees(lambda message: message.offer is not None))
    ready = await sender.ada.sees("is in your OneDrive")
    raw = sender.ada.download(ready)
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(rows) == 60
    assert [row["result"] for row in rows].count("added") == first.wanted
    members, writes = world.tenant.members(SALES_GROUP), world.tenant.group_writes
    answer = await sender.sends(INTO_SALES, ("LI-1-rows.csv", raw))
    assert "Nobody has to be added" in answer.visible_text
    assert (world.tenant.members(SALES_GROUP), world.tenant.group_writes) == (members, writes)


@pytest.mark.parametrize(
    ("mark", "head"),
    [("\n", ""), ("; ", ""), ("\n- ", "- "), (", ", "To: ")],
    ids=["lines", "mail", "bullets", "commas"],
)
async def test_a_list_is_pasted_below_the_command(sender, mark, head):
    rows = list(csv.DictReader(io.StringIO(RAW[EXCEL].decode("utf-16"), newline=""), delimiter=";"))
    people = [row["userPrincipalName"] for row in rows][:5]
    await sender.sends(f"{INTO_SALES} because they asked\n{head}{mark.join(people)}")
    fill = await sender.plan()
    assert fill.source == ""
    assert sum(fill.tally.values()) == 5
    assert not fill.tally.keys() & {Fate.FAILED, Fate.NOT_FOUND}


@pytest.mark.parametrize("names", [(OLD,), (OLD, EXCEL), (OLD,) * 12], ids=["pasted as well", "two files", "many"])
async def test_of_two_lists_neither_is_taken(sender, names):
    text = f"{INTO_SALES}\n{NEVER}" if len(names) == 1 else INTO_SALES
    answer = await sender.sends(text, *map(lend, names))
    assert "More than one list" in answer.visible_text
    assert await sender.plan() is None


@pytest.mark.parametrize("text", ["", "here is the list", "  "])
async def test_a_file_without_a_command_is_answered_with_what_to_type(sender, text):
    answer = await sender.sends(text, lend(OLD))
    assert "no command with it" in answer.visible_text
    assert [action["value"]["data"]["body"]["content"] for action in answer.suggested] == ["linkedin move to group "]
    assert await sender.plan() is None


async def test_a_text_without_a_file_is_answered_as_ever(sender):
    answer = await sender.sends("here is the list")
    assert "not a command" in answer.visible_text


async def test_a_command_without_a_list_says_how_one_is_sent(sender, group, world):
    """FILE-12."""
    assert "Attach a list" in (await sender.sends(INTO_SALES)).visible_text
    for chat in (group, world.teams.chats.channel):
        answer = await sender.sends(f"@Linkgate {INTO_SALES}", lend(OLD), chat=chat)
        assert "private chat" in answer.visible_text
        assert answer.chat == chat
    assert await sender.plan() is None
    assert not [call for call in world.tenant.requests if "$batch" in call.path]


async def test_in_a_room_a_list_can_be_pasted(sender, group):
    await sender.sends(f"@Linkgate {INTO_SALES}\n{NEVER}", chat=group)
    assert (await sender.plan()).wanted == 1


@pytest.mark.parametrize("room", ["personal", "group", "channel"])
async def test_a_file_that_claims_to_come_from_a_room_is_not_fetched(sender, world, room):
    """FILE-12: Teams gives a bot no files there, so whoever says so has made it up."""
    await sender.sends("", lend(OLD))
    attachments = world.teams.delivered[-1]["attachments"]
    chat = None if room == "personal" else getattr(world.teams.chats, room)
    await sender.sends(INTO_SALES if chat is None else f"@Linkgate {INTO_SALES}", chat=chat)
    forged = {**world.teams.delivered[-1], "id": "1799999999999", "attachments": attachments}
    await world.teams.post_raw(forged, token=world.teams.token_for())
    assert bool(await sender.plan()) is (room == "personal")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The list is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "The list is empty"),
        (b"userPrincipalName,displayName\r\n", "The list is empty"),
        (b"Name\r\nAda Lindqvist\r\nBob Okafor\r\n", "Names alone"),
        (b"%PDF-1.7 ada@contoso.com", "save it as CSV"),
        (b"<html><body>Sign in</body></html>", "save it as CSV"),
        (b"a@contoso.com\r\nb@contoso.com\0\r\n", "line 2"),
        (b"a@contoso.com\r\n" * 100_001, "more than 100,000 rows"),
        (b"a@contoso.com;" + b" " * 5 * 1024 * 1024, "larger than 5 MB"),
    ],
    ids=["nothing", "blank lines", "heading alone", "names", "pdf", "page", "nul", "rows", "bytes"],
)
async def test_what_is_no_list_is_told_what_is_wrong(sender, raw, said):
    """FILE-06 FILE-07 FILE-08."""
    answer = await sender.sends(INTO_SALES, ("list.csv", raw))
    assert said in answer.visible_text
    assert await sender.plan() is None


@pytest.mark.parametrize("name", ["people.xlsx", "people.csv"])
async def test_a_workbook_is_to_be_saved_as_csv_whatever_it_is_called(sender, name):
    """FILE-08."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", "<sheetData/>")
    answer = await sender.sends(INTO_SALES, (name, raw.getvalue()))
    assert "save it as CSV UTF-8" in answer.visible_text
    assert await sender.plan() is None


async def test_a_list_in_which_everybody_is_in_the_group_changes_nothing(sender, world):
    world.tenant.add_member(SALES_GROUP, sender.ada.player.object_id)
    answer = await sender.sends(f"{INTO_SALES}\n{NEVER}")
    assert "Nobody has to be added" in answer.visible_text
    assert await sender.plan() is None


@pytest.mark.parametrize(("ours", "why"), [(APPROVERS_GROUP, "roles"), (OPERATORS_GROUP, "may ask or approve")])
async def test_the_groups_that_decide_here_are_not_filled(sender, ours, why):
    answer = await sender.sends(f"linkedin move to group {ours}", lend(OLD))
    assert why in answer.visible_text
    assert await sender.plan() is None


async def test_where_files_are_off_it_is_said_and_a_pasted_list_works(world, clock, tmp_path):
    settings = read_settings(world.environment(tmp_path / "off"))
    settings = replace(settings, endpoints=replace(settings.endpoints, files=()))
    async with open_bot(settings, clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        sender = Sender(world.person("ada"), bot)
        assert "LINKGATE_SHAREPOINT" in (await sender.sends(INTO_SALES, lend(OLD))).visible_text
        assert await sender.plan() is None
        await sender.sends(f"{INTO_SALES}\n{NEVER}")
        assert (await sender.plan()).wanted == 1


async def test_a_file_on_somebody_elses_sharepoint_is_not_fetched(sender, world, bot):
    """FILE-01 FILE-04 FILE-12."""
    async with open_drive() as elsewhere:
        await sender.sends(INTO_SALES, lend(OLD))
        planned = await sender.plan()
        told = json.loads(json.dumps(world.teams.delivered[-1])) | {"id": "1799999999999"}
        (file,) = (part for part in told["attachments"] if "downloadUrl" in part["content"])
        file["content"]["downloadUrl"] = elsewhere.url("/old-list.csv")
        await world.teams.post_raw(told, token=world.teams.token_for())
        await sender.ada.sees("not on the SharePoint of this tenant")
        assert elsewhere.visits == []
    assert await sender.plan() == planned


async def test_all_of_it_is_said_in_german(ada, sender, group, bob, talk):
    ada.locale = "de-DE"
    assert "ohne Befehl" in (await sender.sends("", lend(OLD))).visible_text
    assert "eine Liste an" in (await sender.sends(INTO_SALES)).visible_text
    assert f"Zeile {LEFT_OPEN}" in (await sender.sends(INTO_SALES, lend(BROKEN))).visible_text
    assert "mehr als eine Liste" in (await sender.sends(INTO_SALES, lend(OLD), lend(EXCEL))).visible_text
    assert "ist leer" in (await sender.sends(INTO_SALES, ("leer.csv", b""))).visible_text
    answer = await sender.sends(f"linkedin move to group {OPERATORS_GROUP}", lend(OLD))
    assert "anfragen oder genehmigen" in answer.visible_text
    review = await sender.sends(INTO_SALES, lend(OLD))
    assert review.card["lang"] == "de"
    await ada.clicks(review, "Senden", reason="Die alte Liste")
    await bob.clicks(await bob.sees("Die alte Liste"), "Approve")
    await talk.becomes("applied")
    outcome = await ada.sees(lambda message: "Auswählen" in message.buttons)
    assert outcome.card["lang"] == "de"
    shown = outcome.visible_text
    assert "Personen sind jetzt in der Gruppe" in shown
    for english in ("added", "not found", "people", "already in"):
        assert english not in shown


async def moves(sender, bob, text=INTO_SALES, *files, reason="The old list"):
    """Let Ada ask for a move and Bob approve it."""
    review = await sender.sends(text, *files)
    await sender.ada.clicks(review, "Send", reason=reason)
    await bob.clicks(await bob.sees(reason), "Approve")


@pytest.mark.parametrize("value", [2, 3])
async def test_while_people_are_selected_one_by_one_the_group_is_filled_and_the_switch_is_made_elsewhere(
    sender, bob, talk, world, value
):
    world.tenant.change_in_portal(value)
    plan = await sender.sends(INTO_SALES, lend(OLD))
    assert "Entra admin center" in plan.visible_text
    assert "Select too" not in plan.buttons
    await sender.ada.clicks(plan, "Send", reason="The old list")
    await bob.clicks(await bob.sees("The old list"), "Approve")
    await talk.becomes("applied")
    outcome = await sender.ada.sees("People added")
    assert "Select group" not in outcome.buttons
    assert world.tenant.setting["enableLinkedInAppFamily"] == value
    assert len(world.tenant.members(SALES_GROUP)) > 412


@pytest.mark.parametrize(
    ("text", "permission"),
    [
        (f"{INTO_SALES}\n{NEVER}", "GroupMember.ReadWrite.All"),
        ('linkedin create group "LinkedIn pilot"', "Group.Create"),
    ],
    ids=["move", "create"],
)
async def test_a_permission_that_is_missing_is_named_and_the_rest_works(sender, bob, talk, world, text, permission):
    world.tenant.revoke(permission)
    before = world.tenant.members(SALES_GROUP)
    await moves(sender, bob, text)
    await sender.ada.sees(permission)
    assert world.tenant.members(SALES_GROUP) == before
    assert "412 people" in (await sender.sends('linkedin members "Sales EMEA"')).visible_text


async def test_nobody_of_a_list_is_named_in_the_log(sender, bob, talk, caplog):
    """TEXT-05."""
    caplog.set_level(logging.DEBUG)
    await moves(sender, bob, INTO_SALES, lend(OLD))
    await talk.becomes("applied")
    names = [row["userPrincipalName"] for row in csv.DictReader(io.StringIO(RAW[OLD].decode(), newline=""))]
    told = [f"{record.getMessage()} {vars(record)}" for record in caplog.records if not is_simulated(record)]
    assert len(told) > 10
    assert [line for line in told for name in names if name in line] == []
    assert [line for line in told if "tempauth" in line] == []


def is_simulated(record):
    return record.name.startswith(("bot.sim", "aiohttp.access"))
