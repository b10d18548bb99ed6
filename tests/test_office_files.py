"""The Office policy's files as they leave Linkgate: in one zip, or in a folder by a command."""

import asyncio
import hashlib
import io
import sys
import zipfile

import pytest

from bot import console
from bot.bundle import bundle
from bot.core.office import OfficeState
from bot.core.office_files import name_archive, write_files

NAMES = ["README.html", "Registry.pol", "Office-LinkedIn.reg", "Set-OfficeLinkedIn.ps1", "Undo-OfficeLinkedIn.ps1"]


@pytest.mark.parametrize("state", OfficeState)
def test_the_zip_holds_exactly_the_named_files_with_fixed_timestamps(state):
    raw = bundle(write_files(state))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        entries = package.infolist()
        assert package.testzip() is None
        assert [entry.filename for entry in entries] == NAMES
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.extra, entry.comment, entry.compress_type) for entry in entries} == {(b"", b"", 0)}
        assert {entry.external_attr >> 16 for entry in entries} == {0o644}
        assert package.comment == b""
        assert [(name, package.read(name)) for name in NAMES] == list(write_files(state))
    assert bundle(write_files(state)) == raw
    assert name_archive(state).isascii()


def test_the_zips_of_the_states_differ_in_more_than_their_names():
    assert len({hashlib.sha256(bundle(write_files(state))).digest() for state in OfficeState}) == len(OfficeState)


@pytest.fixture
def types(monkeypatch, capsys):
    """Type a command; return how it ends, what it prints and what it complains about."""
    monkeypatch.setattr("bot.console.write_lines", lambda _: None)

    def typed(*arguments):
        monkeypatch.setattr(sys, "argv", ["linkgate", "office-files", *map(str, arguments)])
        code = 0
        try:
            console.run()
        except SystemExit as ended:
            code = ended.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed


@pytest.mark.parametrize("state", OfficeState)
def test_the_command_writes_the_same_files_and_says_that_nothing_is_changed(types, tmp_path, state):
    out = tmp_path / "for the domain" / "office"
    code, printed, complaint = types("--state", state, "--out", out)
    assert (code, complaint) == (0, "")
    assert printed.splitlines() == [
        *(f"Wrote {out / name}" for name in NAMES),
        "Nothing is changed yet: that happens once one of them is used, as README.html says.",
    ]
    assert sorted(path.name for path in out.iterdir()) == sorted(NAMES)
    assert {name: (out / name).read_bytes() for name in NAMES} == dict(write_files(state))


def test_the_command_overwrites_only_when_told_to(types, tmp_path):
    (tmp_path / "Registry.pol").write_bytes(b"mine")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    code, printed, complaint = types("--state", "disabled", "--out", tmp_path)
    assert (code, printed) == (2, "")
    assert complaint == (
        f"Nothing was written: {tmp_path} has Registry.pol already. Choose another folder with --out, or "
        "overwrite with --force.\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Registry.pol", "notes.txt"]
    assert (tmp_path / "Registry.pol").read_bytes() == b"mine"
    assert types("--state", "disabled", "--out", tmp_path, "--force")[0] == 0
    assert (tmp_path / "Registry.pol").read_bytes() == dict(write_files(OfficeState.DISABLED))["Registry.pol"]
    assert (tmp_path / "notes.txt").read_bytes() == b"mine"


def test_the_command_does_not_follow_a_link_that_leads_nowhere(types, tmp_path):
    (tmp_path / "README.html").symlink_to(tmp_path / "elsewhere.html")
    code, _, complaint = types("--state", "disabled", "--out", tmp_path)
    assert (code, "README.html already" in complaint) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["README.html"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("--state", "off", "--out", "x"),
            "invalid choice: 'off' (choose from 'disabled', 'enabled', 'not-configured')",
        ),
        (("--state", "Disabled", "--out", "x"), "invalid choice: 'Disabled'"),
        (("--out", "x"), "--state"),
        (("--state", "disabled"), "--out"),
        (("--state", "disabled", "--out", ""), "a folder has a name; the one that you are in is called ."),
    ],
)
def test_the_command_says_what_it_takes(types, tmp_path, monkeypatch, arguments, why):
    monkeypatch.chdir(tmp_path)
    code, printed, complaint = types(*arguments)
    assert (code, printed) == (2, "")
    assert why in complaint
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_the_system_does_not_let_it_do(types, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    code, printed, _ = types("--state", "disabled", "--out", tmp_path / "file" / "folder")
    where = tmp_path / "file" / "folder"
    assert code == f"The files cannot be written: {where}: Not a directory. Choose another folder with --out."
    assert printed == ""


def test_the_command_overwrites_no_folder_and_then_nothing_at_all(types, tmp_path):
    (tmp_path / NAMES[-1]).mkdir()
    code, printed, complaint = types("--state", "disabled", "--out", tmp_path, "--force")
    assert (code, printed) == (2, "")
    told = f"Nothing was written: {tmp_path} has {NAMES[-1]} already. Choose another folder with --out.\n"
    assert complaint == told
    assert [path.name for path in tmp_path.iterdir()] == NAMES[-1:]


async def test_the_command_needs_neither_settings_nor_network(tmp_path):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "office-files", "--state", "not-configured", "--out", str(tmp_path / "out")),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={"LINKGATE_TENANT": "nonsense"},
    )
    printed, _ = await process.communicate()
    assert (process.returncode, printed.decode().splitlines()[0]) == (0, f"Wrote {tmp_path / 'out' / 'README.html'}")
