"""The Office policy as files, for those who have no Intune: the same setting in four forms, and a page that explains.

    Registry.pol              the local policy of one computer, through Microsoft's LGPO
    Office-LinkedIn.reg       the registry of one person on one computer
    Set-, Undo-….ps1          a Group Policy Object of a domain
    README.html               which of them is for what, and the same by hand

The same state gives the same bytes. Making them changes nothing; using one of them does.
"""

from collections.abc import Mapping

from bot.core.office import SETTING, OfficeState
from bot.core.office_page import write_page
from bot.core.office_scripts import write_change, write_undo
from bot.core.office_values import KEY, LABELS, VALUE, VALUES

PAGE = "README.html"
_REGISTRY_SIGNATURE = b"PReg"
_REGISTRY_VERSION = 1
_REG_SZ, _REG_DWORD = 1, 4
_DELETE = "**del."
"""What stands before the name of a value that is to be deleted, with one space for data ([MS-GPREG] 2.2.1)."""
_BOM, _END = "\ufeff", "\r\n"

_DATA: Mapping[OfficeState, str] = {
    state: "-" if value is None else f"dword:{value:08x}" for state, value in VALUES.items()
}


def name_archive(state: OfficeState) -> str:
    """Name the zip of all of them."""
    return f"linkgate-office-{state}.zip"


def write_files(state: OfficeState) -> tuple[tuple[str, bytes], ...]:
    """Write every file that sets the policy to *state*, by their names. These are the same for each state."""
    return (
        (PAGE, write_page(state).encode()),
        ("Registry.pol", write_registry_pol(state)),
        ("Office-LinkedIn.reg", write_reg(state)),
        ("Set-OfficeLinkedIn.ps1", _encode_script(write_change(state))),
        ("Undo-OfficeLinkedIn.ps1", _encode_script(write_undo(state))),
    )


def write_registry_pol(state: OfficeState) -> bytes:
    """Write a registry policy file, the user's half: a header and one record ([MS-GPREG] 2.2.1)."""
    value = VALUES[state]
    if value is None:
        record = _write_record(_DELETE + VALUE, _REG_SZ, _write_text(" "))
    else:
        record = _write_record(VALUE, _REG_DWORD, _write_number(value))
    return _REGISTRY_SIGNATURE + _write_number(_REGISTRY_VERSION) + record


def _write_record(name: str, kind: int, data: bytes) -> bytes:
    fields = (_write_text(KEY), _write_text(name), _write_number(kind), _write_number(len(data)), data)
    return "[".encode("utf-16-le") + ";".encode("utf-16-le").join(fields) + "]".encode("utf-16-le")


def _write_text(text: str) -> bytes:
    return f"{text}\0".encode("utf-16-le")


def _write_number(number: int) -> bytes:
    return number.to_bytes(4, "little")


def write_reg(state: OfficeState) -> bytes:
    """Write a registration file as the registry editor itself exports one."""
    lines = (
        "Windows Registry Editor Version 5.00",
        "",
        f"; {SETTING}: {LABELS[state]}",
        f"[HKEY_CURRENT_USER\\{KEY}]",
        f'"{VALUE}"={_DATA[state]}',
        "",
    )
    return (_BOM + "".join(line + _END for line in lines)).encode("utf-16-le")


def _encode_script(script: str) -> bytes:
    """Encode what Windows PowerShell 5.1 reads: without the mark it would take it for the computer's old code page."""
    return (_BOM + script.replace("\n", _END)).encode()
