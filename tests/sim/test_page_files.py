"""Somebody attaches files on the page, by mouse and keyboard, allows what the bot offers, and downloads it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from chromium import browser, needs_chromium
from playwright.async_api import Browser, FilePayload, Locator, Page, expect
from sim.filer import FilingBot, filing

from bot.sim.lists import BROKEN, EXCEL, OLD, make_lists

__all__ = ["browser"]

pytestmark = [*needs_chromium, pytest.mark.asyncio(loop_scope="module")]

USERS = 600
REFUSED = "400 (Bad Request)"
"""What the browser itself writes to the console when a file cannot be attached."""
LIST: FilePayload = {"name": "users.csv", "mimeType": "text/csv", "buffer": b"bob@contoso.onmicrosoft.com\r\n"}
DROP = """([zone, name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  const at = document.querySelector(zone);
  const fire = (kind) => at.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  fire("dragover");
  const isLured = document.querySelector(".compose.is-lured") !== null;
  return [isLured, !fire("drop")];
}"""
"""Drop a file into a zone; return whether that was offered, and whether the browser was kept from opening it."""

PASTE = """(box) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(["a,b"], "pasted.csv"));
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest_asyncio.fixture(loop_scope="module")
async def bot() -> AsyncIterator[FilingBot]:
    async with filing(None, *make_lists(USERS)) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, bot: FilingBot) -> AsyncIterator[Page]:
    faults: list[str] = []
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    page.on(
        "console",
        lambda told: told.type in ("error", "warning") and REFUSED not in told.text and faults.append(told.text),
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(bot.teams.url)
    await expect(page.locator(".panel")).to_have_count(2)
    yield page
    await page.context.close()
    assert faults == []


@pytest.fixture
def ada(page: Page) -> Locator:
    return page.get_by_role("region", name="Ada Lindqvist")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a file that has one byte too many."""
    file = tmp_path / "large.csv"
    with file.open("wb") as opened:
        opened.truncate(10 * 1024 * 1024 + 1)
    return file


def box(at: Locator) -> Locator:
    return at.get_by_role("textbox", name="Message to")


async def choose(at: Locator, *files: FilePayload | Path) -> None:
    """Choose *files* from this device."""
    await at.get_by_role("button", name="Attach a file").click()
    async with at.page.expect_file_chooser() as chooser:
        await at.page.get_by_role("button", name="From this device").click()
    await (await chooser.value).set_files(list(files))


async def save(page: Page, link: Locator) -> tuple[str, bytes]:
    async with page.expect_download() as started:
        await link.click()
    download = await started.value
    path = await download.path()
    return download.suggested_filename, await asyncio.to_thread(path.read_bytes)


async def test_a_file_is_attached_allowed_back_and_downloaded(page: Page, ada: Locator, bot: FilingBot) -> None:
    await choose(ada, LIST)
    await expect(box(ada)).to_be_focused()
    await box(ada).fill("linkedin move to group Sales")
    await box(ada).press("Enter")
    offer = ada.get_by_role("region", name="File checked-users.csv")
    await expect(offer.get_by_text("Each row and what became of it")).to_be_visible()
    await expect(offer.get_by_text("29 byte")).to_be_visible()
    await offer.get_by_role("button", name="Allow").press("Enter")
    await expect(offer).to_have_count(0)
    await expect(ada.get_by_role("log")).to_be_focused()
    report = ada.get_by_role("link", name="Download checked-users.csv 29 byte")
    assert await save(page, report) == ("checked-users.csv", LIST["buffer"].upper())
    assert await save(page, ada.get_by_role("link", name="Download users.csv")) == ("users.csv", LIST["buffer"])
    await expect(ada.get_by_role("list", name="Attached files")).to_be_hidden()
    assert [one["text"] for one in bot.heard if one["type"] == "message"] == ["linkedin move to group Sales"]


async def test_an_offer_is_declined_and_a_bot_in_trouble_is_noticed(ada: Locator, bot: FilingBot) -> None:
    await choose(ada, LIST)
    await box(ada).press("Enter")
    offer = ada.get_by_role("region", name="File checked-users.csv")
    bot.answer = 202
    await offer.get_by_role("button", name="Allow").click()
    await expect(ada.get_by_text("Something went wrong. Please try again.")).to_be_visible()
    bot.answer = 200
    await offer.get_by_role("button", name="Decline").click()
    await expect(offer).to_have_count(0)
    assert [one["value"]["action"] for one in bot.heard if one["type"] == "invoke"] == ["accept", "decline"]


async def test_what_was_chosen_can_be_removed_and_what_is_too_large_is_said(
    ada: Locator, bot: FilingBot, large: Path
) -> None:
    await choose(ada, LIST, {**LIST, "name": "second.csv"}, {**LIST, "name": "bad:name*.csv"})
    await expect(ada.get_by_text("bad:name*.csv could not be attached.")).to_be_visible()
    chosen = ada.get_by_role("list", name="Attached files").get_by_role("listitem")
    await expect(chosen).to_have_count(2)
    await ada.get_by_role("button", name="Remove users.csv").click()
    await expect(box(ada)).to_be_focused()
    await choose(ada, large)
    await expect(ada.get_by_text("large.csv is larger than 10 MB.")).to_be_visible()
    await box(ada).press("Enter")
    await expect(ada.get_by_role("link", name="Download second.csv")).to_be_visible()
    await expect(ada.get_by_role("link", name="Download users.csv")).to_have_count(0)
    assert [file["name"] for file in bot.heard[0]["attachments"][:-1]] == ["second.csv"]


async def test_files_are_dropped_and_pasted_into_the_private_chat_and_nowhere_else(
    page: Page, ada: Locator, bot: FilingBot
) -> None:
    assert await page.evaluate(DROP, [".top", "lost.csv", "x"]) == [False, True]
    assert await page.evaluate(DROP, [".log", "found.csv", "a,b"]) == [True, True]
    await expect(ada.get_by_text("found.csv")).to_be_visible()
    await expect(ada.locator(".is-lured")).to_have_count(0)
    await box(ada).evaluate(PASTE)
    await expect(ada.get_by_text("pasted.csv")).to_be_visible()
    await ada.get_by_role("button", name="Tenant admins").click()
    await expect(ada.get_by_role("button", name="Attach a file")).to_be_hidden()
    assert await page.evaluate(DROP, [".log", "room.csv", "x"]) == [False, True]
    await box(ada).evaluate(PASTE)
    await expect(ada.get_by_text(".csv")).to_have_count(0)
    await ada.get_by_role("button", name="Linkgate", exact=True).first.click()
    await expect(ada.get_by_role("button", name="Attach a file")).to_be_visible()
    assert bot.heard == []


async def test_a_sample_list_is_chosen_with_the_keyboard_alone(page: Page, ada: Locator, bot: FilingBot) -> None:
    await box(ada).focus()
    await page.keyboard.press("Tab")
    await expect(ada.get_by_role("button", name="Attach a file")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(ada.get_by_role("button", name="Attach a file")).to_be_focused()
    for name, steps in ((OLD, 1), (BROKEN, 2), (EXCEL, 3)):
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="From this device")).to_be_focused()
        for _ in range(steps):
            await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(ada.get_by_role("list", name="Attached files").get_by_text(name)).to_be_visible()
        await expect(box(ada)).to_be_focused()
        await page.keyboard.press("Tab")
    await box(ada).press("Enter")
    await expect(ada.get_by_role("link", name=f"Download {EXCEL}")).to_be_visible()
    sent = {file.name: bot.ada.download(bot.ada.messages()[0], file.name) for file in bot.ada.messages()[0].files}
    assert sent == {sample.name: sample.raw for sample in make_lists(USERS)}


async def test_a_long_name_fits_on_a_phone_and_an_edit_keeps_the_file(page: Page, ada: Locator, bot: FilingBot) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    name = f"{'people-of-the-old-list-' * 5}.csv"
    await choose(ada, {**LIST, "name": name})
    await box(ada).fill("here")
    await box(ada).press("Enter")
    await expect(ada.get_by_role("button", name="Allow")).to_be_visible()
    for part in ("document.documentElement", "document.querySelector('.log')"):
        assert await page.evaluate(f"{part}.scrollWidth <= {part}.clientWidth")
    await ada.get_by_role("button", name="Edit").click()
    await expect(ada.get_by_role("button", name="Attach a file")).to_be_hidden()
    await box(ada).fill("there")
    await box(ada).press("Enter")
    await expect(ada.get_by_role("link", name=f"Download {name}")).to_be_visible()
    await expect(ada.get_by_role("button", name="Attach a file")).to_be_visible()
    updates = [one for one in bot.heard if one["type"] == "messageUpdate"]
    assert [(one["text"], one["attachments"][0]["name"]) for one in updates] == [("there", name)]
