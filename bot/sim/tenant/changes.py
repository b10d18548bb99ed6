"""What differs from the seeded tenant. Only this is kept, so the file stays small and the people stay invented."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True, kw_only=True)
class Changes:
    """Every difference by what it is about; a later one replaces an earlier one.

    A group without fields is deleted. Members, roles and permissions say whether one is there.
    """

    properties: dict[str, Any] = field(default_factory=dict)
    region: dict[str, str | None] = field(default_factory=dict)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    members: dict[str, dict[str, bool]] = field(default_factory=dict)
    roles: dict[str, dict[str, bool]] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    score: dict[str, Any] = field(default_factory=dict)


def load(file: Path | None) -> Changes:
    """Read what was kept; without a file, or before the first change, nothing differs."""
    if file is None or not file.exists():
        return Changes()
    return Changes(**json.loads(file.read_text("utf-8")))


def save(changes: Changes, file: Path) -> None:
    """Replace *file* in one step, so that a killed process leaves the old world or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(changes), indent=1), "utf-8")
    fresh.replace(file)
