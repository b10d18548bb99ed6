"""The bad days of the simulated tenant: what the caller sees, and whether the effect is there."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sim.callers import Caller, CutError, Reply, open_world

from bot.sim.tenant import Fault

VALUE = "enableLinkedInAppFamily"


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with open_world() as caller:
        yield caller


async def put(caller: Caller) -> Reply:
    return await caller.portal("PUT", "PropertiesV2", {VALUE: 1})


@pytest.mark.parametrize(
    ("fault", "status", "body", "landed"),
    [
        (Fault(api="portal", do="status"), 503, {"Message": "Service Unavailable"}, 0),
        (Fault(api="portal", do="status", code=418, body='"tea"'), 418, "tea", 0),
        (Fault(api="portal", do="delay", seconds=0.01), 200, True, 1),
        (Fault(api="portal", do="ignored"), 200, True, 0),
        (Fault(api="portal", do="garbage"), 200, "tr", 1),
    ],
)
async def test_a_fault_answers_in_its_own_way(
    caller: Caller, fault: Fault, status: int, body: object, landed: int
) -> None:
    caller.tenant.fail(fault)
    assert (await put(caller), len(caller.tenant.writes)) == ((status, body), landed)
    assert (await put(caller), len(caller.tenant.writes)) == ((200, True), landed + 1)


async def test_a_403_of_the_portal_is_the_exception_that_was_captured(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="portal", do="status", code=403))
    status, body = await put(caller)
    told = body["ClientData"]
    assert (status, body["HttpStatusCode"], told["exceptionType"]) == (403, 403, "MsGraphException")
    assert body["ClassName"].endswith(".ClientException")
    assert told["errorCode"] == "Authorization_RequestDenied"
    assert body["Message"].startswith(
        "Graph call failed with httpCode=Forbidden, errorCode=Authorization_RequestDenied"
    )
    assert body["Message"].endswith(f"correlationId = {told['clientRequestId']}")
    assert told["clientRequestId"]


async def test_a_page_to_sign_in_comes_with_200(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="portal", do="html", method="GET"))
    status, body = await caller.portal()
    assert (status, "<html>" in body) == (200, True)


@pytest.mark.parametrize(("do", "landed"), [("reset", 0), ("lost", 1)])
async def test_a_closed_connection_tells_nothing_of_the_effect(caller: Caller, do: str, landed: int) -> None:
    caller.tenant.fail(Fault(api="portal", do=do))
    with pytest.raises(CutError):
        await put(caller)
    assert len(caller.tenant.writes) == landed
    assert [request.status for request in caller.tenant.requests if request.api == "portal"] == [0]


async def test_a_late_effect_lands_after_the_connection_has_gone(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="portal", do="late", seconds=600))
    with pytest.raises(CutError):
        await put(caller)
    assert (await caller.portal())[1][VALUE] == 0
    caller.tenant.heal()
    assert (await caller.portal())[1][VALUE] == 1
    caller.tenant.change_in_portal(0)
    caller.tenant.fail(Fault(api="portal", do="late", seconds=0.01))
    with pytest.raises(CutError):
        await put(caller)
    async with asyncio.timeout(30):
        while not caller.tenant.setting[VALUE]:
            await caller.portal()


async def test_a_hanging_request_hangs_until_somebody_heals(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="graph", do="hang", times=None))
    url = f"{caller.tenant.graph_url}/organization"
    with pytest.raises(TimeoutError):
        await caller.ask("GET", url, {}, seconds=0.05)
    assert [request.status for request in caller.tenant.requests] == [0]
    caller.tenant.heal()
    assert (await caller.graph("/organization"))[0] == 200
    assert [request.status for request in caller.tenant.requests] == [0, 200, 200]


async def test_faults_meet_the_requests_that_they_name_in_their_order(caller: Caller) -> None:
    throttled = Fault(api="graph", do="status", code=429, headers={"Retry-After": "7"}, path=r"\$count$", times=2)
    caller.tenant.fail(throttled)
    caller.tenant.fail(Fault(api="graph", do="status", code=500, path="count"))
    caller.tenant.fail(Fault(api="signin", do="status", code=503, method="POST", path="discovery"))
    statuses = [(await caller.graph("/users/$count"))[0] for _ in range(4)]
    assert statuses == [429, 429, 500, 200]
    assert (await caller.graph("/organization"))[0] == 200


async def test_a_redirect_and_a_forged_answer_are_statuses_too(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="graph", do="status", code=302, headers={"Location": "http://127.0.0.1:9/"}, body=""))
    assert (await caller.graph("/organization"))[0] == 302
    caller.tenant.fail(Fault(api="graph", do="status", code=200, body='{"value": []}'))
    assert await caller.graph("/organization") == (200, {"value": []})


async def test_sign_in_has_bad_days_too(caller: Caller) -> None:
    caller.tenant.fail(Fault(api="signin", do="status", code=503, method="POST"))
    status, body = await caller.sign_in_app()
    assert (status, body["error"]) == (503, "temporarily_unavailable")
    assert (await caller.sign_in_app())[0] == 200


def test_an_unknown_kind_of_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="a fault can be status, html"):
        Fault(api="portal", do="explode")
