"""What takes long to count comes onto the cards by itself, over real HTTP, in everybody's own language."""

import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.outside import Limits
from bot.sim.cast import SALES_GROUP
from bot.sim.tenant import Fault
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.people import seed_people

from .conftest import QUICK

ON_FOR_GROUP = 4
NESTED = name_group("sales")
FINANCE = name_group("finance")
PAGES = "select=id%2CuserType%2CaccountEnabled"


@pytest.fixture
async def bot(world, clock, tmp_path):
    """A bot for which no two groups are small."""
    settings = read_settings(world.environment(tmp_path / "bot"))
    async with open_bot(settings, clock=clock, pace=QUICK, limits=Limits(most_inline=0)) as bot:
        world.teams.connect(bot.url)
        yield bot


@pytest.fixture(autouse=True)
def selected(tenant):
    tenant.change_in_portal(ON_FOR_GROUP, FINANCE)


def count(tenant):
    """Count who gains Sales and who loses Finance, in the tenant's own lists."""
    people = {person["id"]: person for person in seed_people(600)}
    parts = (NESTED, SALES_GROUP, name_group("sales-americas"))
    new = {one for part in parts for one in tenant.members(part) if one in people}
    old = tenant.members(FINANCE)
    guests = sum(1 for one in new - old if people[one]["userType"] == "Guest")
    return len(new - old), len(new - old - tenant.members(NESTED)), guests, len(old - new)


async def test_a_card_is_edited_when_the_numbers_are_there(ada, bob, tenant, talk, clock):
    tenant.fail(Fault(api="graph", path=PAGES, times=None))
    bob.locale = "de"
    await bob.says("hilfe")
    await ada.says(f"linkedin enable group {NESTED}")
    draft = await ada.sees("being counted")
    await ada.clicks(draft, "Send", reason="Partner summit")
    asked = await bob.sees("Person für Person verglichen")
    tenant.heal()
    clock.move(minutes=1)
    gain, nested, guests, lose = count(tenant)
    mine = await ada.sees(f"+{gain}")
    assert mine.id == draft.id
    assert f"−{lose}" in mine.visible_text
    assert f"Of those who gain it: {nested} only through nested groups, {guests} guests" in mine.visible_text
    theirs = await bob.sees(f"{nested} nur über verschachtelte Gruppen, {guests} Gäste")
    assert theirs.id == asked.id
    assert "wird gezählt" not in theirs.visible_text


async def test_a_card_from_before_the_count_can_be_approved(ada, bob, tenant, talk, clock):
    tenant.fail(Fault(api="graph", path=PAGES, times=None))
    await talk.asks(ada, f"linkedin enable group {NESTED}")
    asked = await bob.sees("being counted")
    tenant.heal()
    clock.move(minutes=1)
    await ada.sees(f"+{count(tenant)[0]}")
    await bob.clicks(asked, "Approve")
    await talk.becomes("applied")
    assert tenant.setting["linkedInSelectedGroupObjectId"] == NESTED
