"""Every card of the gallery is the one that is kept beside this file: a changed card shows as a difference.

`make gallery` writes them anew. Each can be pasted into Microsoft's card designer as it is.
"""

import json
from pathlib import Path
from shutil import copytree

import pytest

from cards.gallery import gallery
from cards.gallery.__main__ import hang

GOLDEN = Path(__file__).with_name("golden")
GALLERY = gallery()
MOST_BYTES = 5_000_000


def spoil(kept: Path) -> None:
    (kept / "choice.json").write_text("{}", encoding="utf-8")
    (kept / "help-both.json").unlink()
    (kept / "old.json").touch()


def compare(kept: Path, hung: Path) -> dict[str, str]:
    """Name every card that differs, and how."""
    old, new = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in (kept, hung))
    missing = dict.fromkeys(new.keys() - old.keys(), "is missing: make gallery")
    surplus = dict.fromkeys(old.keys() - new.keys(), "is no card of the gallery: make gallery")
    stale = {name: "has changed: make gallery, and look" for name in old.keys() & new.keys() if old[name] != new[name]}
    return missing | surplus | stale


def test_the_cards_are_those_that_are_kept_whatever_hung_there_before(tmp_path: Path) -> None:
    copytree(GOLDEN, tmp_path, dirs_exist_ok=True)
    spoil(tmp_path)
    hang(tmp_path)
    assert compare(GOLDEN, tmp_path) == {}


def test_a_changed_a_missing_and_a_surplus_card_are_named(tmp_path: Path) -> None:
    copytree(GOLDEN, tmp_path, dirs_exist_ok=True)
    spoil(tmp_path)
    assert {name: told.split(":")[0] for name, told in compare(tmp_path, GOLDEN).items()} == {
        "choice.json": "has changed",
        "help-both.json": "is missing",
        "old.json": "is no card of the gallery",
    }


def test_what_is_kept_can_be_read_and_is_not_a_burden() -> None:
    files = list(GOLDEN.iterdir())
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
    assert all(json.loads(file.read_bytes())["type"] == "AdaptiveCard" for file in files)


@pytest.mark.parametrize("extreme", ["endless", "rtl", "emoji", "unbroken", "hostile", "empty", "thousand", "long"])
def test_the_gallery_goes_to_the_limits(extreme: str) -> None:
    assert [name for name in GALLERY if name.endswith(f"-{extreme}")]
