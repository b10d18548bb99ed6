"""The README's pictures: all there, small, and taken by a command that works. What is on them, people look at."""

import re
from pathlib import Path

import pytest
from chromium import browser, needs_chromium
from pictures.camera import LEAST_HEIGHT, LOOKS, NAMES, take_pictures
from PIL import Image
from playwright.async_api import Browser

__all__ = ["browser"]

HOME = Path(__file__).parent
README = (HOME.parent.parent / "README.md").read_text(encoding="utf-8")
HEAVIEST = 150_000
WIDTHS = {f"-{look.name}.png": look.width * 3 // 2 for look in LOOKS}


def look_at(file: Path) -> None:
    """Fail for a picture that is heavy, of another size than it should be, or shows next to nothing."""
    assert 0 < file.stat().st_size < HEAVIEST
    with Image.open(file) as image:
        assert image.format == "PNG"
        assert [image.width] == [width for ending, width in WIDTHS.items() if file.name.endswith(ending)]
        assert image.height >= LEAST_HEIGHT * 3 // 2
        counts = sorted(count for count, _ in image.convert("RGB").getcolors(1 << 16))
        assert len(counts) > 50  # colours of letters' edges, icons, faces
        assert counts[-1] < image.width * image.height * 0.8


def test_the_readme_shows_every_picture_and_no_other() -> None:
    shown = re.findall(r'(?:src|srcset)="tests/pictures/([^"]+)"', README)
    assert sorted(shown) == sorted(NAMES) == sorted(file.name for file in HOME.glob("*.png"))
    assert "`make pictures`" in README


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_is_small_and_shows_something(name: str) -> None:
    look_at(HOME / name)


@needs_chromium[0]
@needs_chromium[1]
@pytest.mark.asyncio(loop_scope="module")
async def test_the_conversation_can_be_taken_anew(browser: Browser, tmp_path: Path) -> None:
    await take_pictures(browser, tmp_path)
    for name in NAMES:
        look_at(tmp_path / name)
