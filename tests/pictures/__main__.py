"""`make pictures`: takes the README's pictures anew."""

import asyncio
from pathlib import Path

from chromium import CHROMIUM, FLAGS
from pictures.camera import take_pictures
from playwright.async_api import async_playwright


async def _take() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        await take_pictures(browser, Path(__file__).parent)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(_take())
