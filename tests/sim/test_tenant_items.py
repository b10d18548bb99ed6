"""A `$batch` that writes: its requests stand side by side, each with its own bad day."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sim.callers import Caller, open_world

from bot.sim.cast import ADA, BOB, CLEO, GUS, MALLORY
from bot.sim.tenant import Fault
from bot.sim.tenant.clock import read_seconds
from bot.sim.tenant.groups import name_group

EMPTY, DASH = name_group("empty"), name_group("dash")
NO_ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


def add(caller: Caller, *ids: str, group: str = EMPTY) -> tuple[str, str, object]:
    return "PATCH", f"/groups/{group}", caller.bind(*ids)


async def test_each_request_of_a_batch_stands_for_itself(caller: Caller) -> None:
    answers = await caller.batch(
        add(caller, ADA.object_id),
        add(caller, NO_ID),
        add(caller, BOB.object_id, group=name_group("engineers")),
        add(caller, CLEO.object_id),
        ("GET", f"/groups/{EMPTY}/members/$count", None),
        ("DELETE", f"/groups/{EMPTY}/members/{ADA.object_id}/$ref", None),
        ("GET", "/planner", None),
    )
    assert [answer["status"] for answer in answers] == [204, 404, 403, 204, 200, 204, 400]
    assert (answers[0]["body"], answers[4]["body"]) == (None, "2")
    assert caller.tenant.members(EMPTY) == {CLEO.object_id}
    assert [write.ids for write in caller.tenant.group_writes] == [
        (ADA.object_id,),
        (CLEO.object_id,),
        (ADA.object_id,),
    ]
    noted = [(request.method, request.status) for request in caller.tenant.requests if request.api == "item"]
    assert sorted(noted) == sorted(
        [("PATCH", 204), ("PATCH", 404), ("PATCH", 403), ("PATCH", 204), ("GET", 200), ("DELETE", 204), ("GET", 400)]
    )


async def test_a_throttled_request_leaves_its_neighbours_alone(caller: Caller) -> None:
    caller.tenant.fail(
        Fault(api="item", method="PATCH", path="/groups/", code=429, headers={"Retry-After": "1"}, times=2)
    )
    items = [add(caller, player.object_id) for player in (ADA, BOB, CLEO)]
    first = await caller.batch(*items, ("GET", f"/groups/{EMPTY}", None))
    assert [answer["status"] for answer in first] == [429, 429, 204, 200]
    assert [answer["headers"].get("Retry-After") for answer in first] == ["1", "1", None, None]
    assert first[0]["body"]["error"]["code"] == "TooManyRequests"
    assert caller.tenant.members(EMPTY) == {CLEO.object_id}
    again = await caller.batch(*items)
    assert [answer["status"] for answer in again] == [204, 204, 400]
    assert (await caller.write(*add(caller, MALLORY.object_id)))[0] == 204


@pytest.mark.parametrize(
    ("fault", "status", "has_landed"),
    [
        (Fault(api="item", code=503), 503, False),
        (Fault(api="item", code=500, body='{"error": {"code": "x", "message": "y"}}'), 500, False),
        (Fault(api="item", do="html"), 200, False),
        (Fault(api="item", do="reset"), 504, False),
        (Fault(api="item", do="lost"), 504, True),
        (Fault(api="item", do="ignored"), 204, False),
        (Fault(api="item", do="garbage"), 204, True),
        (Fault(api="item", do="delay", seconds=0.01), 204, True),
    ],
)
async def test_an_answer_may_say_nothing_of_the_effect(
    caller: Caller, fault: Fault, status: int, *, has_landed: bool
) -> None:
    caller.tenant.fail(fault)
    (answer,) = await caller.batch(add(caller, ADA.object_id))
    assert (answer["status"], ADA.object_id in caller.tenant.members(EMPTY)) == (status, has_landed)
    (answer,) = await caller.batch(add(caller, BOB.object_id))
    assert (answer["status"], BOB.object_id in caller.tenant.members(EMPTY)) == (204, True)


async def test_a_late_effect_lands_after_its_batch_was_answered(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="item", do="late", seconds=600))
    (answer,) = await caller.batch(add(caller, ADA.object_id))
    assert (answer["status"], caller.tenant.members(EMPTY)) == (504, frozenset())
    caller.tenant.heal()
    async with asyncio.timeout(5):
        while not caller.tenant.members(EMPTY):
            await caller.graph("/organization")


async def test_a_request_that_hangs_holds_its_batch_and_not_its_neighbours(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="item", do="hang", path=EMPTY))
    waiting = asyncio.create_task(caller.batch(add(caller, ADA.object_id), add(caller, BOB.object_id, group=DASH)))
    async with asyncio.timeout(5):
        while BOB.object_id not in caller.tenant.members(DASH):
            await caller.graph("/organization")
    assert not waiting.done()
    caller.tenant.heal()
    assert [answer["status"] for answer in await waiting] == [504, 204]
    assert caller.tenant.members(EMPTY) == frozenset()


async def test_the_requests_of_a_batch_take_their_time_together(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="item", do="delay", seconds=0.2, times=20))
    began = read_seconds()
    answers = await caller.batch(*(("GET", f"/groups/{EMPTY}?$select=id", None) for _ in range(20)))
    assert {answer["status"] for answer in answers} == {200}
    assert 0.2 <= read_seconds() - began < 3


async def test_a_fault_of_an_item_hits_no_other_request_and_the_other_way_round(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="item", code=500, times=None))
    assert (await caller.write(*add(caller, GUS.object_id)))[0] == 204
    caller.tenant.heal()
    caller.tenant.fail(Fault(api="graph", method="PATCH", code=500, times=None))
    assert [answer["status"] for answer in await caller.batch(add(caller, ADA.object_id))] == [204]
    caller.tenant.fail(Fault(api="item", path=r"\$filter=id", code=500))
    path = f"/groups?$filter=id eq '{EMPTY}'"
    answers = await caller.batch(("GET", "/groups?$select=id", None), ("GET", path, None))
    assert [answer["status"] for answer in answers] == [200, 500]


@pytest.mark.parametrize(
    "item",
    [
        {"method": "PATCH", "url": f"/groups/{EMPTY}", "body": {}},
        {"method": "POST", "url": "/groups", "headers": {"Content-Type": "application/json"}},
        {"method": "GET", "url": "https://graph.microsoft.com/v1.0/organization"},
        {"method": "GET", "url": "/organization", "dependsOn": ["2"]},
        {"method": "GET", "url": "/organization", "depends_on": ["2"]},
        {"method": "POST", "url": "/$batch", "headers": {"Content-Type": "application/json"}, "body": {"requests": []}},
        {"method": "GET", "url": "/organization", "headers": "none"},
        {"method": "GET", "url": 7},
    ],
)
async def test_a_batch_with_one_wrong_request_is_refused_whole(caller: Caller, item: dict[str, object]) -> None:
    good = {
        "id": "1",
        "method": "PATCH",
        "url": f"/groups/{EMPTY}",
        "headers": {"content-type": "application/json"},
        "body": caller.bind(ADA.object_id),
    }
    status, body = await caller.graph("/$batch", {"requests": [good, {"id": "2", **item}]})
    assert (status, sorted(body["error"])) == (400, ["code", "innerError", "message"])
    assert caller.tenant.members(EMPTY) == frozenset()
    assert (await caller.graph("/$batch", {"requests": [good]}))[0] == 200
