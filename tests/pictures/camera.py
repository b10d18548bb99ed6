"""Takes the README's pictures: its conversations in the demo, seen by several browsers at the same time.

What is said and clicked is said and clicked on the demo's own page; nothing is drawn for the picture. The zone and the
language are fixed, the clock is the machine's.
"""

import io
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import Browser, Locator, Page, expect

from bot.demo import run_demo
from bot.sim.lists import OLD

PATIENCE = 30_000  # milliseconds
LEAST_HEIGHT = 640  # pixels
COLOURS = 256
ADA, BOB = "Ada Lindqvist", "Bob Okafor"
STAGES = ("review", "approval", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one browser is like; a narrow one shows one person at a time."""

    name: str
    scheme: Literal["light", "dark"]
    width: int
    is_narrow: bool = False


LOOKS = (
    Look(name="light", scheme="light", width=1280),
    Look(name="dark", scheme="dark", width=1280),
    Look(name="phone", scheme="light", width=390, is_narrow=True),
)
OVERFLOW = """() => Math.max(...[...document.querySelectorAll(".log")]
  .filter((log) => log.checkVisibility()).map((log) => log.scrollHeight - log.clientHeight))"""
"""How many pixels of what was said are out of sight."""

WIDE = tuple(look for look in LOOKS if not look.is_narrow)
NAMES = (
    *(f"{stage}-{look.name}.png" for stage in STAGES for look in LOOKS),
    *(f"move-{look.name}.png" for look in WIDE),
)


@dataclass(frozen=True, slots=True)
class View:
    """The page of the demo in one browser."""

    look: Look
    page: Page

    async def of(self, name: str) -> Locator:
        """Return the panel of a person, brought to the front."""
        if self.look.is_narrow:
            await self.page.get_by_role("tab", name=name.split(maxsplit=1)[0]).click()
        return self.page.get_by_role("region", name=name)

    async def shoot(self, stage: str, folder: Path) -> None:
        """Make the window as high as the talk is, and save it in few colours."""
        await self.page.set_viewport_size({"width": self.look.width, "height": LEAST_HEIGHT})
        height = LEAST_HEIGHT + await self.page.evaluate(OVERFLOW)
        await self.page.set_viewport_size({"width": self.look.width, "height": height})
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.mouse.move(0, 0)
        raw = await self.page.screenshot(animations="disabled", caret="hide")
        with Image.open(io.BytesIO(raw)) as image:
            few = reduce(image.convert("RGB"))
        few.save(folder / f"{stage}-{self.look.name}.png", optimize=True)


def reduce(image: Image.Image) -> Image.Image:
    """Draw *image* in the colours that there is most of; each pixel gets about the nearest."""
    counted = sorted(image.getcolors(image.width * image.height), reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted[:COLOURS] for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


async def take_pictures(browser: Browser, folder: Path) -> None:
    """Play the conversations and write all pictures of them into *folder*."""
    await _change_setting(browser, folder)
    await _move_people(browser, folder)


async def _move_people(browser: Browser, folder: Path) -> None:
    async with run_demo(data=None, users=10_000) as address, _open_views(browser, address, WIDE) as views:
        acting = views[0]
        ada = await acting.of(ADA)
        await ada.get_by_role("button", name="Attach a file").click()
        await acting.page.get_by_role("button", name=OLD).click()
        box = ada.get_by_role("textbox", name="Message to")
        await box.fill('linkedin move to group "Sales EMEA"')
        await box.press("Enter")
        await ada.get_by_label("Why is this change needed?").fill(
            "The people who were selected before", timeout=PATIENCE
        )
        await ada.locator(".card").get_by_role("button", name="Send").click()
        for view in views:
            bob = await view.of(BOB)
            await expect(bob.get_by_role("button", name="Approve")).to_be_visible(timeout=PATIENCE)
            await expect((await view.of(ADA)).get_by_text("Waiting for approval")).to_be_visible(timeout=PATIENCE)
            await view.shoot("move", folder)


async def _change_setting(browser: Browser, folder: Path) -> None:
    async with run_demo(data=None, users=10_000) as address, _open_views(browser, address, LOOKS) as views:
        acting = views[0]
        ada = await acting.of(ADA)
        box = ada.get_by_role("textbox", name="Message to")
        await box.fill('linkedin enable group "Sales EMEA"')
        await box.press("Enter")
        for view in views:
            ada = await view.of(ADA)
            await ada.get_by_label("Why is this change needed?").fill("Partner summit in December", timeout=PATIENCE)
            await ada.get_by_label("Ticket").fill("CHG-1234")
            await view.shoot("review", folder)
        ada = await acting.of(ADA)
        await ada.locator(".card").get_by_role("button", name="Send").click()
        for view in views:
            bob = await view.of(BOB)
            await expect(bob.get_by_role("button", name="Approve")).to_be_visible(timeout=PATIENCE)
            await expect((await acting.of(ADA)).get_by_role("button", name="Withdraw")).to_be_visible(timeout=PATIENCE)
            await view.shoot("approval", folder)
        bob = await acting.of(BOB)
        await bob.get_by_role("button", name="Approve").click()
        for view in views:
            for name in (BOB, ADA):
                panel = await view.of(name)
                await expect(panel.get_by_text("Change applied")).to_be_visible(timeout=PATIENCE)
            await expect(panel.get_by_text("read back from Microsoft Entra").last).to_be_visible(timeout=PATIENCE)
            await view.shoot("outcome", folder)


@asynccontextmanager
async def _open_views(browser: Browser, address: str, looks: Sequence[Look]) -> AsyncIterator[list[View]]:
    async with AsyncExitStack() as stack:
        views = []
        for look in looks:
            context = await browser.new_context(
                viewport={"width": look.width, "height": LEAST_HEIGHT},
                device_scale_factor=1.5,
                color_scheme=look.scheme,
                reduced_motion="reduce",
                locale="en-GB",
                timezone_id="UTC",
            )
            stack.push_async_callback(context.close)
            page = await context.new_page()
            await page.goto(address)
            await expect(page.locator(".panel")).to_have_count(2)
            views.append(View(look, page))
        yield views
