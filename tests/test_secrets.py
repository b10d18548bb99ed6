"""Secrets stay where they are: in no log, no store, no file of the project. Nothing from outside is run."""

import ast
import asyncio
import hashlib
import json
import logging
import re
import signal
import sqlite3
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path

import pytest

from bot.config import read_settings
from bot.logs import Lines
from bot.ports import NotPermittedError
from bot.sim.cast import BOT_SECRET
from bot.sim.world import open_world

from .test_demo import read_address, run, start, stop

HOME = Path(__file__).parent.parent
TOKEN = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}")
SOURCES = [path for room in ("bot", "cards") for path in (HOME / room).rglob("*.py")]


async def test_the_log_of_a_whole_conversation_is_lines_of_json_without_a_secret_or_a_word_that_was_said(tmp_path):
    """SEC-01 SEC-02 SEC-03 SEC-13 TEXT-05."""
    async with open_world(users=60) as world:
        world.tenant.change_in_portal(1)
        environment = world.environment(tmp_path / "bot")
        process = await start("serve", environment=environment)
        world.teams.connect(await read_address(process))
        ada, bob = world.person("ada"), world.person("bob")
        await ada.says("linkedin enable group Sales because canary\u2028reason ticket CHG-1")
        await ada.says('linkedin enable group "Sales EMEA" because canary-reason')
        await ada.clicks(await ada.sees("Review"), "Send")
        card = await bob.sees("canary-reason")
        await bob.clicks(card, "Reject", note="canary-note")
        await ada.sees("canary-note")
        await world.teams.post_raw(b'{"canary-body": 1}', token=world.teams.token_for())
        await world.teams.post_raw(b"{}", token="canary.token.here")
        listening = list_ports(process.pid)
        arguments = read_arguments(process.pid)
        code, log = await stop(process, signal.SIGTERM)
    assert code == 0
    lines = [json.loads(line) for line in log.splitlines()]
    assert all({"at", "level", "logger", "event"} <= line.keys() for line in lines)
    assert re.search(r"Ref ([0-9a-f]{8})", card.visible_text)[1] in {line.get("ref") for line in lines}
    assert {"turn"} <= {line["event"] for line in lines}
    kept = b"".join(path.read_bytes() for path in (tmp_path / "bot").iterdir()).decode("utf-8", "replace")
    for text in (log, kept, arguments):
        assert BOT_SECRET not in text
        assert environment["LINKGATE_SIM_OPERATOR_CODE"] not in text
        assert not TOKEN.search(text)
    assert "canary" not in log
    assert sorted(path.name for path in (tmp_path / "bot").iterdir()) == [
        *("anchors.jsonl", "ledger.key", "linkgate.db", "linkgate.db.applier.lock", "linkgate.db.lock")
    ]
    assert len(listening) == 2
    assert {address for address, _ in listening} == {"0100007F"}


def test_of_a_foreign_exception_the_log_keeps_no_word():
    """SEC-01."""
    error = KeyError("what Ada wrote")
    error.__cause__ = ValueError(f"token {BOT_SECRET}")
    record = logging.makeLogRecord({"msg": "a turn failed", "exc_info": (KeyError, error, None)})
    line = Lines().format(record)
    assert BOT_SECRET not in line
    assert "what Ada wrote" not in line
    assert json.loads(line)["error"]["cause"]["type"] == "ValueError"


def read_arguments(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode()


def list_ports(pid):
    """List what the process listens at, from the kernel's own table: (address, port)."""
    sockets = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {tuple(row[1].split(":")) for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}


async def test_an_address_that_was_altered_in_the_store_is_not_sent_to(tmp_path, caplog):
    """SEC-04."""
    met = []

    async def meet(_reader, writer):
        met.append(writer)
        writer.close()

    thief = await asyncio.start_server(meet, "127.0.0.1", 0)
    port = thief.sockets[0].getsockname()[1]
    async with open_world(users=60) as world, run(world, tmp_path / "bot"):
        world.tenant.change_in_portal(1)
        ada, bob = world.person("ada"), world.person("bob")
        await bob.says("help")
        await ada.says("linkedin enable all because of the kill")
        review = await ada.sees("Review")
        with sqlite3.connect(tmp_path / "bot" / "linkgate.db") as store:
            for table in ("notices", "seats"):
                store.execute(
                    f"UPDATE {table} SET body = replace(body, ?, ?)",  # noqa: S608  two names of ours
                    (world.teams.service_url, f"http://127.0.0.1:{port}/"),
                )
        await ada.clicks(review, "Send")
        await asyncio.sleep(1)
    thief.close()
    assert met == []
    assert "is not Teams'" in caplog.text


def test_a_configuration_shows_no_secret_of_its_own():
    """SEC-02."""
    environment = {
        "LINKGATE_APP_ID": "0b07c0de-1a2b-4c3d-8e4f-000000000b07",
        "LINKGATE_TENANT_ID": "5f1c0a2e-7d34-4b6e-9a51-c0ffee000001",
        "LINKGATE_RULES": str(HOME / "tests" / "fakes" / "rules.toml"),
        "LINKGATE_CLIENT_SECRET": "canary-secret",
    }
    settings = read_settings(environment)
    assert settings.client_secret == "canary-secret"
    assert "canary" not in f"{settings!r} {settings}"


def test_no_file_of_the_project_holds_a_secret():
    """SEC-02."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=False).stdout.decode()  # noqa: S607
    files = [HOME / name for name in listed.split("\0") if name] or [*SOURCES, *(HOME / "manifest").iterdir()]
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        assert not TOKEN.search(text), path
        assert not re.search(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]", text), path


def test_no_token_is_kept_on_disk():
    """SEC-03."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert "TokenCachePersistenceOptions" not in text
        assert "allow_unencrypted_storage" not in text


def test_what_is_installed_is_what_was_locked(tmp_path):
    """SEC-08."""
    install = (HOME / "Makefile").read_text(encoding="utf-8")
    assert "--require-hashes --only-binary :all:" in install
    lock = (HOME / "requirements.lock").read_text(encoding="utf-8")
    for pinned in re.split(r"\n(?=[a-z0-9])", lock)[1:]:
        assert "==" in pinned.partition("\n")[0]
        assert "--hash=sha256:" in pinned
    wheel = tmp_path / "swapped-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("swapped-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: swapped\nVersion: 1\n")
        archive.writestr("swapped-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("swapped-1.dist-info/RECORD", "")
    right, wrong = hashlib.sha256(wheel.read_bytes()).hexdigest(), hashlib.sha256(b"the real one").hexdigest()
    assert install_locked(tmp_path, right) == 0
    assert install_locked(tmp_path, wrong) != 0


def install_locked(folder, digest):
    lock = folder / "lock.txt"
    lock.write_text(f"swapped==1 --hash=sha256:{digest}\n")
    options = ["--no-index", "--find-links", folder, "--require-hashes", "--only-binary", ":all:"]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", *options, "-r", lock]
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603  our own words


def test_the_floors_leave_out_what_is_known_to_be_weak():
    """SEC-08."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    floors = {"pyjwt": (2, 14), "cryptography": (46, 0, 7), "aiohttp": (3, 13, 3), "requests": (2, 33)}
    for line in project["project"]["dependencies"]:
        name, _, version = re.match(r"([a-z-]+)(?:\[\w+\])?(>=)([\d.]+)", line).groups()
        if name in floors:
            assert tuple(map(int, version.split("."))) >= floors.pop(name)
    assert floors == {}


@cache
def walk(path):
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path):
    for node in walk(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_archived_sdk_is_spoken_in_one_room():
    """SEC-09."""
    speakers = {
        path.parent.relative_to(HOME).as_posix()
        for path in SOURCES
        for name in imported(path)
        if name.split(".")[0] in {"botbuilder", "botframework", "msrest"}
    }
    assert speakers == {"bot/edges/teams"}


def test_no_decision_hangs_on_an_assert_or_a_debug_flag():
    """SEC-10."""
    for path in SOURCES:
        for node in walk(path):
            assert not isinstance(node, ast.Assert), path
            assert not (isinstance(node, ast.Name) and node.id == "__debug__"), path


def test_nothing_from_outside_is_run():
    """SEC-11."""
    for path in SOURCES:
        assert not {"pickle", "jsonpickle", "marshal", "shelve", "yaml", "dill"} & {
            name.split(".")[0] for name in imported(path)
        }, path
        called = {node.func.id for node in walk(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not called & {"eval", "exec", "compile", "__import__"}, path


@pytest.mark.parametrize("name", ["linkgate.db", "linkgate.db.lock", "ledger.key"])
async def test_a_store_that_others_can_read_is_refused_at_the_start(tmp_path, name):
    """SEC-12."""
    folder = tmp_path / "bot"
    folder.mkdir(mode=0o700)
    (folder / name).touch(mode=0o644)
    (folder / name).chmod(0o644)
    async with open_world(users=60) as world:
        with pytest.raises(NotPermittedError, match=f"{name}. Run: chmod 600"):
            async with run(world, folder):
                pass
