"""Evidence as auditors and operators get it: the commands, beside a bot that runs and on a machine that has none."""

import asyncio
import json
import os
import pwd
import re
import shutil
import sqlite3
import sys
from contextlib import closing

import aiohttp
import pytest
from fakes.samples import TENANT, a_story

from bot import console
from bot.app import open_bot
from bot.config import read_settings
from bot.core.change import State
from bot.core.evidence import End, read_line
from bot.edges.anchors import read_anchors
from bot.edges.store import open_store, read_key
from bot.sim.cast import ADA, BOB, BOT_SECRET
from bot.sim.world import open_world

from .test_demo import HOME, read_address, start, stop

pytestmark = pytest.mark.days

UNSEEN = "cannot be seen"
FIELDS = {"at", "before", "after", "by", "name", "note", "details"}
DETAILS = {
    *(
        "from",
        "to",
        "ref",
        "needed",
        "ticket",
        "people told",
        "votes",
        "correlation",
        "answer",
        "executor",
        "collateral",
        "proof",
    ),
    *("fingerprint", "deciders", "members", "expires", "rules", "term", "until"),
    *("activity", "conversation", "card", "token"),  # how it is known who did it; of card and token a digest
    *("act", "rule"),  # of a refusal
    *("digest", "version", "approvers", "operators", "told", "life", "drift", "reminders", "reason", "needs ticket"),
    *("approvals narrowing", "approvals to-group", "approvals to-all"),  # of house rules, with those before
}


class Desk:
    """Where an auditor sits: types `linkgate audit …` and reads."""

    def __init__(self, monkeypatch, capsys):
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def types(self, *arguments, environment=None):
        """Run the command; return its exit code, what it printed, and what it complained about."""
        self._monkeypatch.setattr(sys, "argv", ["linkgate", "audit", *map(str, arguments)])
        for name, value in (environment or {}).items():
            self._monkeypatch.setenv(name, value)
        self._monkeypatch.setattr(console, "write_lines", lambda _: None)
        code = 0
        try:
            console.run()
        except SystemExit as end:
            code = end.code
        printed = self._capsys.readouterr()
        complaint = code if isinstance(code, str) else ""
        return (1 if complaint else code), printed.out, printed.err + complaint


@pytest.fixture
def desk(monkeypatch, capsys):
    for name in [name for name in os.environ if name.startswith("LINKGATE_")]:  # noqa: TID251  a test's own
        monkeypatch.delenv(name)
    return Desk(monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "bot"


@pytest.fixture
def environment(folder):
    return {
        "LINKGATE_APP_ID": "0b07c0de-1a2b-4c3d-8e4f-000000000b07",
        "LINKGATE_TENANT_ID": TENANT,
        "LINKGATE_CLIENT_SECRET": "canary-secret",
        "LINKGATE_RULES": str(HOME / "tests" / "fakes" / "rules.toml"),
        "LINKGATE_DATA": str(folder),
    }


def open_it(folder):
    key = folder / "ledger.key"
    return open_store(folder / "linkgate.db", profile="production", tenant_id=TENANT, key=key)


async def fill(folder, *numbers):
    async with open_it(folder) as store:
        for number in numbers:
            for change, entry in a_story(State.REJECTED, number=number):
                await store.keep(change, entry)


def export(desk, environment, path):
    assert desk.types("export", path, environment=environment) == (0, "", "")
    return path.read_text().splitlines()


@pytest.fixture
def exported(desk, environment, folder, tmp_path):
    """An export of six lines, carried away with the key to a folder of its own."""
    asyncio.run(fill(folder, 1, 2))
    away = tmp_path / "away"
    away.mkdir()
    export(desk, environment, away / "ledger.jsonl")
    shutil.copy(folder / "ledger.key", away / "the.key")
    shutil.rmtree(folder)
    return away / "ledger.jsonl"


def verify(desk, path, *more):
    return desk.types("verify", path, "--key", path.with_name("the.key"), *more)


def test_an_export_is_verified_without_database_and_settings(desk, exported):
    """AUD-09."""
    *lines, end = map(read_line, exported.read_text().splitlines())
    assert isinstance(end, End)
    assert (end.head.count, end.head.seal) == (len(lines), lines[-1].seal) == (6, lines[5].seal)
    assert end.head.ledger.startswith(f"{TENANT}/")
    code, told, complaint = verify(desk, exported)
    assert (code, complaint) == (0, "")
    assert told.startswith("ok      6 rows")
    assert UNSEEN in told


@pytest.mark.parametrize("row", [1, 4, 6])
def test_an_export_in_which_a_row_was_edited_names_it(desk, exported, row):
    """AUD-01 AUD-09."""
    lines = exported.read_text().splitlines()
    lines[row - 1] = lines[row - 1].replace("Alice Adams", "Mallory").replace("Bob Brown", "Mallory")
    exported.write_text("\n".join(lines) + "\n")
    code, told, _ = verify(desk, exported)
    assert code == 1
    assert told.startswith(f"BROKEN  edited: Row {row} is not what was sealed")
    assert "ok " not in told


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        pytest.param(lambda lines: lines[:-1], "cut off: The export has no end", id="no end"),
        pytest.param(lambda _: [], "cut off: The export has no end", id="nothing"),
        pytest.param(lambda lines: [*lines[:-2], lines[-1]], "cut off: The export has 5 rows", id="shortened"),
        pytest.param(lambda lines: [*lines[:1], *lines[2:]], "missing: Row 2 is missing", id="deleted"),
        pytest.param(lambda lines: [lines[1], lines[0], *lines[2:]], "out of order: Row 1", id="reordered"),
        pytest.param(lambda lines: [*lines[:3], *lines[2:]], "inserted: Row 4", id="repeated"),
        pytest.param(
            lambda lines: [*lines[:-1], lines[-1].replace('"count": 6', '"count": 5')], "not signed", id="another head"
        ),
        pytest.param(lambda lines: [*lines, lines[0]], "Row 8 of the export stands after its end", id="prolonged"),
        pytest.param(lambda lines: [*lines[:2], "canary"], "Row 3 of the export is not a line", id="no line"),
        pytest.param(lambda lines: [*lines[:2], ""], "Row 3 of the export is not a line", id="an empty line"),
    ],
)
def test_an_export_that_was_tampered_with_on_the_way_says_how(desk, exported, tamper, told):
    """AUD-05 AUD-09."""
    exported.write_text("".join(f"{line}\n" for line in tamper(exported.read_text().splitlines())))
    code, said, _ = verify(desk, exported)
    assert code == 1
    assert told in said
    assert "canary" not in said


def test_with_another_key_no_row_fits(desk, exported):
    """AUD-02."""
    exported.with_name("the.key").write_text("ab" * 32)
    code, told, _ = verify(desk, exported)
    assert code == 1
    assert "key does not fit" in told


def test_what_cannot_be_opened_is_said(desk, exported, tmp_path):
    for arguments in (
        ("verify", tmp_path / "nowhere", "--key", exported.with_name("the.key")),
        ("verify", exported, "--key", tmp_path / "nowhere"),
        ("verify", exported, "--key", exported.with_name("the.key"), "--anchors", tmp_path / "nowhere"),
    ):
        code, told, complaint = desk.types(*arguments)
        assert (code, told) == (1, "")
        assert complaint.startswith("The ledger cannot be looked at: ")
        assert "nowhere" in complaint
    code, _, complaint = desk.types("verify", exported, environment={"LINKGATE_DATA": str(tmp_path / "data")})
    assert code == 1
    assert str(tmp_path / "data" / "ledger.key") in complaint
    for heads in (["--anchor", "41"], ["--anchor", "x:y"]):
        code, _, complaint = verify(desk, exported, *heads)
        assert code == 2
        assert "COUNT:SEAL" in complaint
    code, _, complaint = desk.types("accept", "--reason", "  ")
    assert code == 2
    assert "a reason has 1 to" in complaint


def test_a_cut_off_end_is_found_by_the_anchor_in_the_channel_and_not_without(desk, exported, environment, folder):
    """AUD-03."""
    *lines, _ = map(read_line, exported.read_text().splitlines())
    anchor = f"{lines[5].seq}:{lines[5].seal}"
    code, told, _ = verify(desk, exported, "--anchor", anchor)
    assert code == 0
    assert "Row 6 is the last that an anchor confirms" in told
    folder.mkdir(mode=0o700)
    shutil.copy(exported.with_name("the.key"), folder / "ledger.key")
    asyncio.run(fill(folder, 1))
    export(desk, environment, exported)
    code, told, _ = verify(desk, exported)
    assert code == 0
    assert "No anchor confirms a row" in told
    assert UNSEEN in told
    code, told, _ = verify(desk, exported, "--anchor", anchor)
    assert code == 1
    assert "cut off: Rows 4 to 6 were cut off, or a backup restored" in told


async def run(*arguments, environment):
    """Run `linkgate audit …` as a process of its own; return its exit code and what it said."""
    process = await start("audit", *map(str, arguments), environment=environment)
    told, complaint = await process.communicate()
    return process.returncode, told.decode(), complaint.decode()


async def ready(url):
    async with aiohttp.ClientSession() as session, session.get(f"{url}/readyz") as answer:
        return (await answer.json())["checks"]["ledger"]


async def test_a_restored_backup_is_refused_until_somebody_on_the_host_says_why(desk, tmp_path):
    """AUD-04."""
    folder, backup, exported = tmp_path / "bot", tmp_path / "backup.db", tmp_path / "ledger.jsonl"
    async with open_world(users=60) as world:
        environment = world.environment(folder)
        settings = read_settings(environment)
        async with open_bot(settings) as bot:
            assert await ready(bot.watch_url) == "ok"
        with closing(sqlite3.connect(folder / "linkgate.db")) as store:
            store.execute("VACUUM INTO ?", (str(backup),))
        backup.chmod(0o600)
        async with open_bot(settings) as bot:
            world.teams.connect(bot.url)
            await world.person("ada").says("linkedin disable")
            await world.person("ada").sees("Review")
        async with open_bot(settings):
            anchored = read_anchors(folder / "anchors.jsonl")[-1]
        assert anchored.head.count == 2
        shutil.copy(backup, folder / "linkgate.db")
        async with open_bot(settings) as bot:
            told = await ready(bot.watch_url)
            assert "ends with line 1, and line 2 was anchored" in told
            assert "linkgate audit accept" in told
            assert read_anchors(folder / "anchors.jsonl")[-1] == anchored
            code, accepted, _ = await asyncio.to_thread(
                desk.types, "accept", "--reason", "restored", environment=environment
            )
            assert code == 0
            assert "Acknowledged by" in accepted
            code, accepted, _ = await asyncio.to_thread(desk.types, "accept", "--reason", "again")
            assert (code, accepted) == (0, "Ledger and anchors agree: nothing to acknowledge.\n")
            await asyncio.sleep(3)  # for so long an answer of /readyz holds
            assert await ready(bot.watch_url) == "ok"
            assert (await asyncio.to_thread(desk.types, "export", exported))[0] == 0
        line = json.loads(json.loads(exported.read_text().splitlines()[1])["body"])
        assert (line["name"], line["note"]) == (pwd.getpwuid(os.getuid()).pw_name, "restored")
        assert line["details"].keys() == {"why", "found"}
        more = ("--anchors", folder / "anchors.jsonl")
        code, told, _ = await asyncio.to_thread(desk.types, "verify", exported, *more)
        assert code == 0
        assert "acknowledged: Row 2" in told


async def test_an_exported_ledger_holds_no_secret_no_token_and_nothing_that_was_not_meant_for_it(tmp_path):
    """AUD-08."""
    folder, exported = tmp_path / "bot", tmp_path / "ledger.jsonl"
    async with open_world(users=60) as world:
        world.tenant.change_in_portal(1)
        environment = world.environment(folder)
        process = await start("serve", environment=environment)
        world.teams.connect(await read_address(process))
        ada, bob = world.person("ada"), world.person("bob")
        await ada.says("canary-words linkedin enable all")
        await ada.says('linkedin enable group "Sales EMEA" because the summit')
        await ada.clicks(await ada.sees("Review"), "Send", reason="the summit", ticket="CHG-1")
        await bob.says("canary-chatter")
        await bob.clicks(await bob.sees("the summit"), "Approve")
        await ada.sees("are now on")
        code, told, complaint = await run("export", exported, environment=environment)  # beside the bot
        assert (code, told, complaint) == (0, "", "")
        code, told, _ = await run("verify", exported, environment={"LINKGATE_DATA": str(folder)})
        assert code == 0, told
        assert (await stop(process))[0] == 0
    text = exported.read_text()
    assert "canary" not in text
    for secret in (BOT_SECRET, environment["LINKGATE_SIM_OPERATOR_CODE"], read_key(folder / "ledger.key").hex()):
        assert secret not in text
        assert secret not in (folder / "anchors.jsonl").read_text()
    assert not re.search(r"eyJ[\w-]{8,}\.[\w-]{8,}|Bearer|Cookie|AdaptiveCard|serviceUrl|https?://", text)
    bodies = [json.loads(line.body) for line in map(read_line, text.splitlines()[:-1])]
    assert len(bodies) >= 6
    assert {name for body in bodies for name in body} == FIELDS
    assert {name for body in bodies for name in body["details"]} - DETAILS == set()
    assert {body["by"] for body in bodies} == {ADA.object_id, BOB.object_id, ""}
