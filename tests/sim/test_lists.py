"""The sample lists: made from the people of the simulated tenant, and with the trouble in them that they promise."""

import csv
from collections import Counter

import pytest
from aiohttp import ClientSession
from sim.callers import open_world

from bot.sim.cast import SALES_GROUP
from bot.sim.lists import BROKEN, EXCEL, LEFT_OPEN, OLD, UNKNOWN, make_lists
from bot.sim.world import open_world as open_whole_world

USERS = 2000


def texts(users: int) -> dict[str, str]:
    encodings = {OLD: "utf-8", BROKEN: "utf-8", EXCEL: "utf-16"}
    return {sample.name: sample.raw.decode(encodings[sample.name]) for sample in make_lists(users)}


async def test_the_old_list_has_one_of_each_that_makes_trouble() -> None:
    header, *rows = csv.reader(texts(USERS)[OLD].splitlines())
    assert header == ["userPrincipalName", "displayName"]
    assert len(rows) == 60
    names = [name for name, _ in rows]
    assert sorted(Counter(names).values())[-2:] == [1, 2]
    async with open_world(users=USERS) as caller:
        people = await caller.pages("/users?$select=userPrincipalName,id,userType,accountEnabled&$top=999")
        sales = await caller.pages(f"/groups/{SALES_GROUP}/members?$select=id")
    known = {one["userPrincipalName"]: one for page in people for one in page}
    members = {one["id"] for page in sales for one in page}
    assert [name for name in names if name not in known] == [UNKNOWN]
    listed = [known[name] for name in dict.fromkeys(names) if name in known]
    assert len([one for one in listed if one["userType"] == "Guest"]) == 1
    assert len([one for one in listed if not one["accountEnabled"]]) == 1
    assert len([one for one in listed if one["id"] in members]) == 4


def test_the_broken_list_leaves_one_quote_open_where_it_says() -> None:
    lines = texts(USERS)[BROKEN].splitlines()
    assert [number for number, line in enumerate(lines, start=1) if line.count('"') % 2] == [LEFT_OPEN]
    with pytest.raises(csv.Error, match="unexpected end of data"):
        list(csv.reader(lines, strict=True))


def test_the_excel_list_is_what_excel_saves_in_german() -> None:
    raw = next(sample.raw for sample in make_lists(USERS) if sample.name == EXCEL)
    assert raw.startswith(b"\xff\xfe")
    header, *rows = csv.reader(texts(USERS)[EXCEL].splitlines(), delimiter=";")
    assert header == ["Name", "userPrincipalName"]
    assert len(rows) == 40
    assert all(set("äöüßÄÖÜ") & set(name) for name, _ in rows)


@pytest.mark.parametrize("users", [5, 6, 60, 61])
def test_a_tiny_tenant_has_lists_too_and_they_are_always_the_same(users: int) -> None:
    assert texts(users).keys() == {OLD, BROKEN, EXCEL}
    assert UNKNOWN in texts(users)[OLD]
    again = make_lists.__wrapped__(users)
    assert again == make_lists(users)


async def test_the_page_of_a_whole_world_lends_the_lists() -> None:
    async with open_whole_world(users=60) as world, ClientSession() as session:
        for sample in make_lists(60):
            async with session.get(f"{world.teams.url}api/samples/{sample.name}") as answer:
                assert await answer.read() == sample.raw
