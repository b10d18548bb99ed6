"""What differs from the seeded tenant. Only this is kept, so the file stays small and the people stay invented.

Who joins or leaves a group is only appended, to a journal beside the file: filling a group of 100,000 does not write
everything again each time. The next other change takes the journal in.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True, kw_only=True)
class Changes:
    """Every difference by what it is about; a later one replaces an earlier one.

    A group without fields is deleted. Members, roles and permissions say whether one is there. *journal* is the number
    of the journal that goes on where this ends.
    """

    properties: dict[str, Any] = field(default_factory=dict)
    region: dict[str, str | None] = field(default_factory=dict)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    created: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, dict[str, bool]] = field(default_factory=dict)
    roles: dict[str, dict[str, bool]] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    score: dict[str, Any] = field(default_factory=dict)
    intune: dict[str, Any] = field(default_factory=dict)
    consent: list[str] | None = None
    journal: int = 0


def load(file: Path | None) -> Changes:
    """Read what was kept; without a file, or before the first change, nothing differs."""
    if file is None:
        return Changes()
    changes = Changes(**json.loads(file.read_text("utf-8"))) if file.exists() else Changes()
    journal = _name_journal(changes, file)
    if journal.exists():
        _replay(changes, journal.read_bytes())
        save(changes, file)
    return changes


def save(changes: Changes, file: Path) -> None:
    """Replace *file* in one step, so that a killed process leaves the old world or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    journal = _name_journal(changes, file)
    changes.journal += 1
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(changes), indent=1), "utf-8")
    fresh.replace(file)
    journal.unlink(missing_ok=True)


def append(changes: Changes, file: Path, group: str, ids: list[str], *, is_in: bool) -> None:
    """Write down that *ids* have joined or left; *changes* has it already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _name_journal(changes, file).open("ab") as journal:
        journal.write(json.dumps([group, ids, is_in]).encode() + b"\n")


def _replay(changes: Changes, journal: bytes) -> None:
    """Take in the lines that are whole; a process that was killed may have left half of the last."""
    for line in journal.split(b"\n")[:-1]:
        group, ids, is_in = json.loads(line)
        changes.members.setdefault(group, {}).update(dict.fromkeys(ids, is_in))


def _name_journal(changes: Changes, file: Path) -> Path:
    return file.with_name(f"{file.stem}.members.{changes.journal}")
