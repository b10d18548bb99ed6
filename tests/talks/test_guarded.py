"""Nobody becomes an approver by way of a list: groups that decide in Linkgate cannot be filled with it."""

import pytest

from bot.sim.cast import MALLORY, OPERATORS_GROUP, SALES_GROUP

OFF = 1


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


def name(player):
    return f"{player.upn}\n"


async def test_the_groups_of_the_rules_are_not_filled(ada, tenant):
    await ada.says(f"linkedin move to group {OPERATORS_GROUP}\n{name(MALLORY)}")
    await ada.sees("decides who may ask or approve")
    assert tenant.group_writes == ()


async def test_nor_is_a_group_within_one_of_them(ada, tenant):
    tenant.add_member(OPERATORS_GROUP, SALES_GROUP)
    await ada.says(f"linkedin move to group {SALES_GROUP}\n{name(MALLORY)}")
    await ada.sees("decides who may ask or approve")
    assert tenant.group_writes == ()


async def test_a_group_that_is_put_into_one_of_them_meanwhile_is_not_filled(ada, bob, tenant, talk):
    await talk.asks(ada, f"linkedin move to group {SALES_GROUP}\n{name(MALLORY)}")
    card = await bob.sees("Add these people")
    tenant.add_member(OPERATORS_GROUP, SALES_GROUP)
    await bob.clicks(card, "Approve")
    await talk.becomes("stale")
    await ada.sees("decides who may ask or approve")
    assert tenant.group_writes == ()
