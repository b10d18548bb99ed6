"""Choosing a group: the card asks the bot while one types, and what is chosen is read in the tenant again."""

from uuid import uuid4

import pytest
from story import list_steps

from bot.sim.cast import SALES_GROUP

ERROR = "application/vnd.microsoft.error"
NOBODYS = "a9900000-0000-4000-8000-00000000dead"


async def open_choice(person, words="linkedin enable group because of the summit ticket CHG-7", chat=None):
    await person.says(words, chat)
    return await person.sees("Continue", chat)


def list_group_reads(tenant):
    return [request for request in tenant.requests if "/groups" in str(request)]


async def test_a_group_is_found_while_one_types_and_asked_for(ada, bob, tenant, talk):
    """CARD-09."""
    choice = await open_choice(ada)
    assert "For which group?" in choice.visible_text
    found = await ada.searches(choice, "sal")
    (title,) = [title for title, value in found.items() if value == SALES_GROUP]
    for part in ("security group", "people", SALES_GROUP[-4:]):
        assert part in title
    assert await ada.searches(choice, "no group begins so") == {}
    assert await ada.searches(choice, "  ") == {}
    await ada.clicks(choice, "Continue", group=found[title])
    review = await ada.sees(lambda message: message.id == choice.id and "Send" in message.buttons)
    await ada.clicks(review, "Send")
    assert "CHG-7" in (await bob.sees("of the summit")).visible_text


async def test_a_name_that_nobody_has_leads_to_the_groups_that_begin_so(ada):
    choice = await open_choice(ada, "linkedin enable group Sal because summit")
    assert "No group is called" in choice.visible_text
    (field,) = [part for part in choice.card["body"] if part.get("id") == "group"]
    assert SALES_GROUP in [one["value"] for one in field["choices"]]
    assert "value" not in field
    answer = await ada.clicks(choice, "Continue", group=SALES_GROUP)
    assert answer.kind == "card"


async def test_what_comes_back_is_read_again(ada, tenant, bot):
    choice = await open_choice(ada)
    for forged in ("", "Sales", f"{SALES_GROUP} ", f"{SALES_GROUP}/members", "x" * 300):
        answer = await ada.clicks(choice, "Continue", group=forged)
        assert (answer.kind, "Say which group" in answer.text) == ("message", True), forged
    assert "There is no group with that id" in (await ada.clicks(choice, "Continue", group=NOBODYS)).text
    for name, reason in (("All Eng", "dynamic group"), ("Newsl", "distribution list")):
        (unfit,) = (await ada.searches(choice, name)).values()
        assert reason in (await ada.clicks(choice, "Continue", group=unfit)).text
    tenant.delete_group(SALES_GROUP)
    assert "There is no group with that id" in (await ada.clicks(choice, "Continue", group=SALES_GROUP)).text
    assert await bot.desk.ports.store.newest_of(ada.player.object_id) is None


async def test_only_people_who_may_ask_find_groups(ada, bob, mallory, gus, world, tenant):
    group = world.teams.chats.group
    choice = await open_choice(ada, "@Linkgate linkedin enable group", group)
    assert await ada.searches(choice, "sal")
    asked = len(list_group_reads(tenant))
    assert asked
    for person in (bob, mallory, gus):
        seen = await person.sees("For which group?", group)
        assert await person.searches(seen, "sal") == {}
        refused = await person.clicks(seen, "Continue", group=SALES_GROUP)
        assert refused.kind == "message"
    assert len(list_group_reads(tenant)) == asked
    await mallory.says("linkedin enable group")
    await mallory.sees("can ask for a change", mallory.chat)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "sal",
        ["sal"],
        {},
        {"queryText": "sal", "dataset": "groups"},
        {"queryText": "sal", "queryOptions": {"skip": 0, "top": 15}},
        {"queryText": "sal", "queryOptions": {"skip": 0, "top": 15}, "dataset": "users"},
        {"queryText": "sal", "queryOptions": {"skip": 0, "top": 15}, "dataset": ["groups"]},
        {"queryText": ["sal"], "queryOptions": {"skip": 0, "top": 15}, "dataset": "groups"},
        {"queryText": "x" * 257, "queryOptions": {"skip": 0, "top": 15}, "dataset": "groups"},
        {"queryText": "sal", "queryOptions": {"skip": -1, "top": 15}, "dataset": "groups"},
        {"queryText": "sal", "queryOptions": {"skip": False, "top": 15}, "dataset": "groups"},
        {"queryText": "sal", "queryOptions": {"skip": 0, "top": 0}, "dataset": "groups"},
        {"queryText": "sal", "queryOptions": {"skip": 0, "top": "15"}, "dataset": "groups"},
        {"queryText": "sal", "queryOptions": [0, 15], "dataset": "groups"},
    ],
)
async def test_a_search_that_no_card_makes_reaches_nothing(ada, world, tenant, bot, value):
    """CARD-09."""
    choice = await open_choice(ada)
    assert await ada.searches(choice, "sal")
    heard = dict(world.teams.delivered[-1])
    kept, asked = await list_steps(bot.desk.ports.store), len(tenant.requests)
    again = heard | {"id": f"f:{uuid4()}", "value": value}
    answered = await world.teams.post_raw(again, token=world.teams.token_for())
    assert (answered.status, answered.body["statusCode"], answered.body["type"]) == (200, 400, ERROR)
    assert (await list_steps(bot.desk.ports.store), len(tenant.requests)) == (kept, asked)


async def test_no_more_is_found_than_was_asked_for_and_there_is_one_page(ada, world, tenant):
    choice = await open_choice(ada)
    assert 0 < len(await ada.searches(choice, "a")) <= 15
    heard = dict(world.teams.delivered[-1])
    for options, most in (({"skip": 0, "top": 1}, 1), ({"skip": 0, "top": 10**9}, 15), ({"skip": 15, "top": 15}, 0)):
        value = {**heard["value"], "queryOptions": options}
        answered = await world.teams.post_raw(
            heard | {"id": f"f:{uuid4()}", "value": value}, token=world.teams.token_for()
        )
        assert (answered.status, answered.body["statusCode"]) == (200, 200)
        assert len(answered.body["value"]["results"]) <= most


async def test_who_searches_without_end_finds_nothing_more_and_can_still_act(ada, tenant):
    choice = await open_choice(ada)
    found = [await ada.searches(choice, "sal") for _ in range(40)]
    assert found[0]
    assert {} in found
    assert (await ada.clicks(choice, "Continue", group=SALES_GROUP)).kind == "card"


async def test_a_directory_that_does_not_answer_leaves_the_field_empty(ada, tenant):
    choice = await open_choice(ada)
    tenant.revoke("GroupMember.Read.All")
    assert await ada.searches(choice, "sal") == {}
    tenant.grant("GroupMember.Read.All")
    assert await ada.searches(choice, "sal")
