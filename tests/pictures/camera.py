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
ADA, BOB, CLEO = "Ada Lindqvist", "Bob Okafor", "Cleo Marchetti"
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
OVERFLOW = """(rest) => Math.max(...[...document.querySelectorAll(".log")]
  .filter((log) => log !== rest && log.checkVisibility()).map((log) => log.scrollHeight - log.clientHeight))"""
"""How many pixels of what was said are out of sight, but for the log that shows only its beginning."""

WIDE = tuple(look for look in LOOKS if not look.is_narrow)
NAMES = (
    *(f"{stage}-{look.name}.png" for stage in STAGES for look in LOOKS),
    *(f"{stage}-{look.name}.png" for stage in ("move", "office", "effect") for look in WIDE),
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

    async def shoot(self, stage: str, folder: Path, *, beginning_of: Locator | None = None) -> None:
        """Make the window as high as the talk is, and save it in few colours."""
        log = await beginning_of.get_by_role("log").element_handle() if beginning_of else None
        await self.page.set_viewport_size({"width": self.look.width, "height": LEAST_HEIGHT})
        height = LEAST_HEIGHT + await self.page.evaluate(OVERFLOW, log)
        await self.page.set_viewport_size({"width": self.look.width, "height": height})
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.evaluate("(log) => log?.scrollTo(0, 0)", log)
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
    await _set_office(browser, folder)
    await _show_effect(browser, folder)


async def _set_office(browser: Browser, folder: Path) -> None:
    async with run_demo(data=None, users=10_000) as address, _open_views(browser, address, WIDE) as views:
        ada = await views[0].of(ADA)
        await _say(ada, 'linkedin office disable for group "Sales EMEA" because agreed with the works council')
        await ada.locator(".card").get_by_role("button", name="Send").click(timeout=PATIENCE)
        for view in views:
            bob = await view.of(BOB)
            await expect(bob.get_by_role("button", name="Approve")).to_be_visible(timeout=PATIENCE)
            await expect((await view.of(ADA)).get_by_text("Waiting for approval")).to_be_visible(timeout=PATIENCE)
            await view.shoot("office", folder)


async def _show_effect(browser: Browser, folder: Path) -> None:
    """Have Cleo ask and post, on a page of her own; Ada asks what comes of it, and Bob reads the channel."""
    looks = (*WIDE, WIDE[0])
    async with run_demo(data=None, users=10_000) as address, _open_views(browser, address, looks) as views:
        aside = views[-1]
        await (await aside.of(ADA)).get_by_role("combobox", name="Person").select_option(CLEO)
        cleo, bob = await aside.of(CLEO), await aside.of(BOB)
        await _say(cleo, "linkedin office disable because agreed with the works council")
        await cleo.locator(".card").get_by_role("button", name="Send").click(timeout=PATIENCE)
        await bob.get_by_role("button", name="Approve").click(timeout=PATIENCE)
        await expect(cleo.get_by_text("Office policy created")).to_be_visible(timeout=PATIENCE)
        await _say(cleo, "linkedin announce office disable to channel")
        await cleo.get_by_role("combobox", name="Channel").select_option(index=1, timeout=PATIENCE)
        await cleo.get_by_role("button", name="Post", exact=True).click()
        await expect(cleo.get_by_text("Announcement posted")).to_be_visible(timeout=PATIENCE)
        await _say(await views[0].of(ADA), "linkedin effect")
        for view in views[:-1]:
            bob = await view.of(BOB)
            await bob.get_by_role("button", name="Identity").click()
            await expect(bob.get_by_text("LinkedIn is hidden in Office on Windows")).to_be_visible(timeout=PATIENCE)
            ada = await view.of(ADA)
            await expect(ada.get_by_text("Where people see LinkedIn")).to_be_visible(timeout=PATIENCE)
            await view.shoot("effect", folder, beginning_of=bob)


async def _say(at: Locator, words: str) -> None:
    box = at.get_by_role("textbox", name="Message to")
    await box.fill(words)
    await box.press("Enter")


async def _move_people(browser: Browser, folder: Path) -> None:
    async with run_demo(data=None, users=10_000) as address, _open_views(browser, address, WIDE) as views:
        acting = views[0]
        ada = await acting.of(ADA)
        await ada.get_by_role("button", name="Attach a file").click()
        await acting.page.get_by_role("button", name=OLD).click()
        await _say(ada, 'linkedin move to group "Sales EMEA"')
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
        await _say(ada, 'linkedin enable group "Sales EMEA"')
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
