"""The page that goes with the Office policy's files, in a browser: narrow, light and dark, and without a network."""

from pathlib import Path

import pytest
from chromium import browser, needs_chromium

from bot.core.office import OfficeState
from bot.core.office_page import write_page

__all__ = ["browser"]

pytestmark = [*needs_chromium, pytest.mark.asyncio(loop_scope="module")]

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", OfficeState)
async def test_everybody_can_read_the_page_and_it_asks_for_nothing(browser, tmp_path, state, scheme):
    (tmp_path / "README.html").write_text(write_page(state), encoding="utf-8")
    page = await browser.new_page(color_scheme=scheme, viewport={"width": 320, "height": 800})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto((tmp_path / "README.html").as_uri())
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert [found["id"] for found in (await page.evaluate("axe.run()"))["violations"]] == []
    assert asked == [(tmp_path / "README.html").as_uri()]
    await page.close()
