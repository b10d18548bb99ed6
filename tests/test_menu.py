"""The demo's World menu and the choice of a language, in a real browser."""

import pytest
import pytest_asyncio
from chromium import browser, needs_chromium
from playwright.async_api import expect
from talks.conftest import QUICK

from bot.demo import run_demo

__all__ = ["browser"]

pytestmark = [*needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def sheet(browser):
    async with run_demo(data=None, users=600, pace=QUICK) as url:
        sheet = await browser.new_page(viewport={"width": 1280, "height": 900})
        await sheet.goto(url)
        yield sheet
        await sheet.context.close()


async def test_the_menu_is_opened_with_the_keyboard_and_a_day_passes(sheet):
    ada = sheet.get_by_role("region", name="Ada Lindqvist")
    box = ada.get_by_role("textbox", name="Message to")
    await box.fill("linkedin disable because of the summit")
    await box.press("Enter")
    await ada.get_by_role("button", name="Send", exact=True).and_(ada.locator(".ac-pushButton")).click()
    await expect(ada.get_by_text("Waiting for approval")).to_be_visible()
    world = sheet.get_by_role("button", name="World")
    await world.focus()
    await sheet.keyboard.press("Enter")
    menu = sheet.get_by_role("dialog", name="World")
    await expect(menu.get_by_role("button").first).to_be_focused()
    await sheet.keyboard.press("ArrowUp")
    await expect(menu.get_by_role("button", name="A day passes")).to_be_focused()
    await sheet.keyboard.press("Enter")
    await expect(menu.get_by_role("status")).to_have_text("Done: A day passes")
    await sheet.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await expect(world).to_be_focused()
    await expect(ada.get_by_text("Request expired")).to_be_visible()


async def test_the_language_of_a_person_is_chosen_on_the_page(sheet):
    ada = sheet.get_by_role("region", name="Ada Lindqvist")
    await ada.get_by_role("combobox", name="Language").select_option("Deutsch")
    box = ada.get_by_role("textbox", name="Message to")
    await box.fill("linkedin status")
    await box.press("Enter")
    await expect(ada.get_by_text("Was das nicht bedeutet")).to_be_visible()
