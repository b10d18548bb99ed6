"""Two programs that we did not write, which read files for the registry of Windows, and what tests say that need them.

A hive is what Windows keeps a registry in; hivexregedit puts a `.reg` into one, and does not make one.
"""

import json
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

PYTHON = "/usr/bin/python3"
"""Debian's own: its packages are for no other."""
HIVEXREGEDIT = shutil.which("hivexregedit")
USER = "HKEY_CURRENT_USER"

_READ = """
import json, sys
from samba.dcerpc import preg
from samba.ndr import ndr_pack, ndr_unpack
raw = sys.stdin.buffer.read()
file = ndr_unpack(preg.file, raw)
entries = [[one.keyname, one.valuename, one.type, one.data] for one in file.entries]
print(json.dumps([file.header.signature, file.header.version, entries, ndr_pack(file) == raw]))
"""
_NONE = 0xFFFFFFFF
_PAGE = 0x1000


def _has_samba():
    if not Path(PYTHON).exists():
        return False
    look = [PYTHON, "-c", "import samba.dcerpc.preg, samba.ndr"]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0  # noqa: S603  ours


needs_samba = pytest.mark.skipif(
    not _has_samba(), reason="Nothing here reads a Registry.pol; install it with: apt-get install python3-samba"
)
needs_hivex = pytest.mark.skipif(
    HIVEXREGEDIT is None, reason="Nothing here reads a .reg; install it with: apt-get install libwin-hivex-perl"
)


def read_pol(raw):
    """Let Samba read a Registry.pol: signature, version, entries, and whether it would write the same bytes."""
    return json.loads(_run(PYTHON, "-c", _READ, stdin=raw))


def merge(hive, reg):
    """Put a `.reg` into a hive. The tool reads UTF-8 with LF, and says so; Windows' own form is taken off here."""
    _run(
        HIVEXREGEDIT, "--merge", "--prefix", USER, str(hive), stdin=reg.decode("utf-16").replace("\r\n", "\n").encode()
    )


def export(hive, key):
    """List what is below *key*, as a `.reg` without its first line."""
    lines = _run(HIVEXREGEDIT, "--export", "--prefix", USER, str(hive), f"\\{key}").decode().splitlines()
    return [line for line in lines[1:] if line]


def _run(*command, stdin=b""):
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603  ours
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def make_hive(path):
    """Write a hive with a root and nothing below it: as much of one as hivex needs."""
    name = b"root"
    root_size = len(_cell(bytes(76 + len(name))))
    security = 0x20 + root_size
    root = struct.pack("<2sHQIIIIII", b"nk", 0x2C, 0, 0, _NONE, 0, 0, _NONE, _NONE)
    root += struct.pack("<IIII", 0, _NONE, security, _NONE) + bytes(20) + struct.pack("<HH", len(name), 0) + name
    shield = struct.pack("<2sHIIII", b"sk", 0, security, security, 1, 20) + bytes(20)
    used = _cell(root) + _cell(shield)
    free = _PAGE - 0x20 - len(used)
    bin_ = struct.pack("<4sIIQQI", b"hbin", 0, _PAGE, 0, 0, 0) + used + struct.pack("<i", free).ljust(free, b"\0")
    head = struct.pack("<4sIIQIIIIIII", b"regf", 1, 1, 0, 1, 3, 0, 1, 0x20, _PAGE, 1).ljust(508, b"\0")
    check = 0
    for (word,) in struct.iter_unpack("<I", head):
        check ^= word
    path.write_bytes((head + struct.pack("<I", check)).ljust(_PAGE, b"\0") + bin_)


def _cell(content):
    size = (len(content) + 4 + 7) // 8 * 8
    return struct.pack("<i", -size) + content.ljust(size - 4, b"\0")
