"""Ada and Bob on the page: the first conversation as people see it, in a real browser."""

import re
from pathlib import Path

import pytest
import pytest_asyncio
from chromium import browser, needs_chromium
from playwright.async_api import expect
from talks.conftest import QUICK

from bot.app import open_bot
from bot.config import read_settings
from bot.sim.cast import SALES_GROUP
from bot.sim.world import open_world

__all__ = ["browser"]

pytestmark = [*needs_chromium, pytest.mark.asyncio(loop_scope="module")]

ON_FOR_GROUP = 4
SHOTS = Path(__file__).parents[2] / "shots"
"""Pictures to look at; git ignores the folder."""


@pytest_asyncio.fixture(loop_scope="module")
async def world(tmp_path):
    """Run the world and the bot in the browser's loop."""
    async with (
        open_world(users=600) as world,
        open_bot(read_settings(world.environment(tmp_path / "bot")), pace=QUICK) as bot,
    ):
        world.teams.connect(bot.url)
        yield world


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser, world):
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(world.teams.url)
    yield page
    await page.context.close()


async def test_ada_asks_and_bob_approves_on_the_page(page, tenant):
    ada, bob = page.get_by_role("region", name="Ada Lindqvist"), page.get_by_role("region", name="Bob Okafor")
    box = ada.get_by_role("textbox", name="Message to")
    await box.fill('linkedin enable group "Sales EMEA"')
    await box.press("Enter")
    await expect(ada.get_by_text("Review the change")).to_be_visible()
    await expect(ada.get_by_text("−188")).to_be_visible()
    await ada.get_by_role("textbox", name=re.compile("Why is this change needed")).fill("Partner summit")
    await ada.get_by_role("button", name="Send", exact=True).and_(ada.locator(".ac-pushButton")).click()
    await expect(bob.get_by_text("Your decision")).to_be_visible()
    await expect(ada.get_by_text("Waiting for approval")).to_be_visible()
    await bob.get_by_role("button", name="Approve").click()
    for person in (ada, bob):
        await expect(person.get_by_text("Change applied")).to_be_visible()
    await expect(ada.get_by_text("approved your request LI-1")).to_be_visible()
    assert tenant.setting["enableLinkedInAppFamily"] == ON_FOR_GROUP
    assert tenant.setting["linkedInSelectedGroupObjectId"] == SALES_GROUP
    picture = await page.screenshot(path=SHOTS / "first-conversation.png")
    assert len(picture) > 20_000


async def says(at, words):
    box = at.get_by_role("textbox", name="Message to")
    await box.fill(words)
    await box.press("Enter")


async def test_ada_and_bob_hide_linkedin_in_office_and_say_who_is_told_before_it_is_shown_again(page, tenant):
    ada, bob = page.get_by_role("region", name="Ada Lindqvist"), page.get_by_role("region", name="Bob Okafor")
    send = ada.get_by_role("button", name="Send", exact=True).and_(ada.locator(".ac-pushButton"))
    await says(ada, 'linkedin office disable for group "Sales EMEA" because of the summit')
    await expect(ada.get_by_text("Create a policy in Intune")).to_be_visible()
    await expect(ada.get_by_role("radio")).to_have_count(0)
    await send.click()
    await expect(bob.get_by_text("Create this Office policy?")).to_be_visible()
    await bob.get_by_role("button", name="Approve").click()
    await expect(ada.get_by_text("Office policy created")).to_be_visible()
    names = [policy["name"] for policy in tenant.intune.policies.values()]
    assert names.count("LinkedIn features in Office: disabled for Sales EMEA") == 1
    await says(ada, "linkedin office status")
    await expect(ada.get_by_text("bears Linkgate's mark").last).to_be_visible()
    await says(ada, 'linkedin office enable for group "Sales EMEA" because of the summit')
    await expect(ada.get_by_text("Microsoft obliges you to announce what is shared.")).to_be_visible()
    await send.click()
    await expect(ada.get_by_text("Choose one of the answers")).to_be_visible()
    await ada.get_by_role("radio", name="They have been told").check()
    await send.click()
    await expect(bob.get_by_text("They have been told")).to_be_visible()
    await bob.get_by_role("button", name="Approve").click()
    await expect(ada.get_by_text("Office policy changed")).to_be_visible()


async def test_ada_posts_an_announcement_and_bob_reads_it_in_the_channel(page):
    ada, bob = page.get_by_role("region", name="Ada Lindqvist"), page.get_by_role("region", name="Bob Okafor")
    await ada.get_by_role("button", name="Identity").click()
    await says(ada, "@Linkgate help")
    await expect(ada.get_by_text("What Linkgate can do")).to_be_visible()
    await ada.get_by_role("navigation", name="Chats").get_by_role("button", name="Linkgate").click()
    await says(ada, "linkedin announce")
    await ada.get_by_role("button", name="Post…").click()
    await expect(ada.get_by_text("Nothing is posted yet")).to_be_visible()
    await ada.get_by_role("combobox", name="Channel").select_option(index=1)
    await ada.get_by_role("button", name="Post", exact=True).click()
    await expect(ada.get_by_text("Announcement posted")).to_be_visible()
    await bob.get_by_role("button", name="Identity").click()
    for words in ("You can connect LinkedIn with your work account", "LinkedIn mit Ihrem Arbeitskonto verbinden"):
        await expect(bob.get_by_text(words).first).to_be_visible()


SPILL = """() => [...document.querySelectorAll(".card *")].filter((element) => {
  const words = document.createRange();
  words.selectNodeContents(element);
  const { right } = words.getBoundingClientRect();
  return element.checkVisibility() && right > element.getBoundingClientRect().right + 0.5;
}).map((element) => element.textContent)"""
"""What reaches out of its box to the right."""

LINES = """() => [...document.querySelectorAll(".card *, .typing, .avatar")]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE))
  .map((element) => getComputedStyle(element))
  .filter((look) => look.fontSize === "12px").map((look) => look.lineHeight)"""


async def test_three_panels_on_a_small_screen_hold_their_words_and_small_lines_are_close(page):
    await page.set_viewport_size({"width": 800, "height": 900})
    await page.get_by_role("button", name="Add person").click()
    ada = page.get_by_role("region", name="Ada Lindqvist")
    box = ada.get_by_role("textbox", name="Message to")
    for words, answer in (('linkedin enable group "Sales EMEA"', "Review the change"), ("help", "Lists the requests")):
        await box.fill(words)
        await box.press("Enter")
        await expect(ada.get_by_text(answer)).to_be_visible()
    assert await page.evaluate(SPILL) == []
    assert set(await page.evaluate(LINES)) == {"16px"}


async def test_the_time_stands_by_the_name_in_a_channel(page):
    ada = page.get_by_role("region", name="Ada Lindqvist")
    await ada.get_by_role("button", name="Identity").click()
    box = ada.get_by_role("textbox", name="Message to")
    await box.fill("@Linkgate help")
    await box.press("Enter")
    head = ada.locator(".message.is-own .message-head")
    name, time = await head.locator("strong").bounding_box(), await head.locator("time").bounding_box()
    assert time["x"] - name["x"] - name["width"] == pytest.approx(8, abs=1)
