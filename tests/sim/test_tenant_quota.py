"""What Microsoft takes of one app: writes, resource units, time. Nothing is limited before somebody says so."""

import pytest
from sim.callers import GRAPH, Caller, open_world, write_item

from bot.sim.cast import ADA, BOB, CAST
from bot.sim.tenant import RESOURCE_UNITS, WRITES
from bot.sim.tenant.answer import Call
from bot.sim.tenant.clock import read_clock, read_seconds
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.quota import Quota, price

EMPTY = name_group("empty")
AN_AGE = 1_000_000


class Clock:
    """A clock that goes on when it is told."""

    def __init__(self) -> None:
        self.now = 5.0

    def read(self) -> float:
        return self.now


def call(method: str, path: str, **query: str) -> Call:
    named = {f"${name}": value for name, value in query.items()}
    return Call(method=method, path=path, query=named, headers={}, body=b"", request_id="1", at=read_clock())


def spend(quota: Quota, number: int) -> list[str]:
    """Write *number* times; return the waits of those that were refused."""
    refusals = [quota.charge(call("PATCH", f"/groups/{EMPTY}"))[0] for _ in range(number)]
    return [refusal.headers["Retry-After"] for refusal in refusals if refusal]


def test_three_thousand_writes_are_there_at_once_and_twenty_more_each_second() -> None:
    clock = Clock()
    quota = Quota(read_seconds=clock.read)
    assert spend(quota, 4000) == []
    quota.limit(writes=WRITES)
    assert spend(quota, 3001) == ["1"]
    clock.now += 1
    assert len(spend(quota, 21)) == 1
    clock.now += 0.5
    assert len(spend(quota, 11)) == 1
    clock.now += AN_AGE
    assert len(spend(quota, 3005)) == 5
    quota.limit(latency=1)
    assert spend(quota, 4000) == []


def test_who_waits_as_long_as_is_said_gets_in() -> None:
    clock = Clock()
    quota = Quota(read_seconds=clock.read)
    quota.limit(writes=(2, 20))
    assert spend(quota, 3) == ["10"]
    clock.now += 9
    assert spend(quota, 1) == ["1"]
    clock.now += 1
    assert spend(quota, 1) == []


def test_reading_costs_resource_units_and_no_writes() -> None:
    clock = Clock()
    quota = Quota(read_seconds=clock.read)
    quota.limit(writes=(1, 10), resource_units=(14, 10))
    path = f"/groups/{EMPTY}/transitiveMembers/microsoft.graph.user"
    answers = [quota.charge(call("GET", path)) for _ in range(3)]
    assert [headers.get("x-ms-resource-unit") for _, headers in answers] == ["5", "5", None]
    refusal = answers[2][0]
    assert refusal is not None
    assert (refusal.status, refusal.headers["x-ms-throttle-information"]) == (429, "ResourceUnitLimitExceeded")
    assert spend(quota, 2) == ["10"]


@pytest.mark.parametrize(
    ("method", "path", "query", "units"),
    [
        ("GET", "/users", {}, 2),
        ("GET", "/users", {"select": "id", "top": "5"}, 1),
        ("GET", "/users/x/transitiveMemberOf/microsoft.graph.directoryRole", {}, 2),
        ("POST", "/users/x/checkMemberGroups", {}, 4),
        ("POST", "/directoryObjects/getByIds", {}, 3),
        ("GET", "/groups/x/members", {}, 3),
        ("GET", "/groups/x/transitiveMembers", {"select": "id", "top": "999"}, 4),
        ("GET", "/groups", {"select": "id"}, 1),
        ("PATCH", "/groups/x", {}, 1),
        ("POST", "/groups/x/members/$ref", {}, 1),
    ],
)
def test_the_price_list(method: str, path: str, query: dict[str, str], units: int) -> None:
    assert price(call(method, path, **query)) == units


def test_limits_that_make_no_sense_are_refused() -> None:
    quota = Quota(read_seconds=read_seconds)
    for wrong in ({"writes": (0, 150)}, {"resource_units": (8000, 0)}, {"latency": -1}, {"heavy": -1}):
        with pytest.raises(ValueError, match="above zero"):
            quota.limit(**wrong)


async def ask(caller: Caller, method: str, path: str, body: object = None) -> tuple[int, dict[str, str]]:
    """Return the status and the headers in lower case."""
    _, granted = await caller.sign_in_app(GRAPH)
    headers = {"Authorization": f"Bearer {granted['access_token']}", "ConsistencyLevel": "eventual"}
    url = f"{caller.tenant.graph_url}{path}"
    async with caller.session.request(method, url, headers=headers, json=body) as answer:
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}


async def test_a_request_too_many_says_when_to_come_back_and_does_nothing() -> None:
    async with open_world() as caller:
        caller.tenant.set_limits(writes=(5, AN_AGE), resource_units=RESOURCE_UNITS)
        path, used = f"/groups/{EMPTY}", []
        for player in CAST:
            status, headers = await ask(caller, "PATCH", path, caller.bind(player.object_id))
            assert (status, headers["x-ms-resource-unit"]) == (204, "1")
            used.append(headers.get("x-ms-throttle-limit-percentage"))
        assert used == [None, None, None, "0.80", "1.00"]
        status, headers = await ask(caller, "DELETE", f"{path}/members/{ADA.object_id}/$ref")
        assert (status, int(headers["retry-after"]) > AN_AGE / 6) == (429, True)
        assert headers["x-ms-throttle-information"] == "WriteLimitExceeded"
        assert headers["x-ms-throttle-scope"].startswith("Tenant_Application/ReadWrite/")
        assert len(caller.tenant.members(EMPTY)) == 5
        assert (await ask(caller, "GET", f"{path}/members"))[0] == 200
        caller.tenant.set_limits()
        assert (await ask(caller, "DELETE", f"{path}/members/{ADA.object_id}/$ref"))[0] == 204


async def test_each_request_of_a_batch_counts() -> None:
    async with open_world() as caller:
        caller.tenant.set_limits(writes=(2, AN_AGE))
        items = [("PATCH", f"/groups/{EMPTY}", caller.bind(player.object_id)) for player in CAST[:3]]
        answers = await caller.batch(*items, ("GET", f"/groups/{EMPTY}", None))
        assert [answer["status"] for answer in answers] == [204, 204, 429, 200]
        assert int(answers[2]["headers"]["Retry-After"]) > 1
        assert len(caller.tenant.members(EMPTY)) == 2


async def test_a_batch_with_too_many_binds_is_too_heavy() -> None:
    async with open_world() as caller:
        caller.tenant.set_limits(heavy=2)
        items = [("PATCH", f"/groups/{EMPTY}", caller.bind(player.object_id)) for player in CAST[:4]]
        single = (
            "POST",
            f"/groups/{EMPTY}/members/$ref",
            {"@odata.id": caller.bind(CAST[4].object_id)["members@odata.bind"][0]},
        )
        answers = await caller.batch(*items, single)
        assert [answer["status"] for answer in answers] == [204, 204, 503, 503, 204]
        assert [answer["status"] for answer in await caller.batch(*items[2:])] == [204, 204]


async def test_latency_is_taken_once_by_a_batch_and_side_by_side_by_requests() -> None:
    async with open_world() as caller:
        began = read_seconds()
        assert (await caller.admin("set_limits", latency=0.2, writes=[3000, 150]))[0] == 200
        assert read_seconds() - began < 0.2
        _, granted = await caller.sign_in_app()
        headers = {"Authorization": f"Bearer {granted['access_token']}"}
        items = [write_item(place, "GET", "/organization", None) for place in range(20)]
        began = read_seconds()
        status, _ = await caller.ask("POST", f"{caller.tenant.graph_url}/$batch", headers, {"requests": items})
        assert (status, 0.2 <= read_seconds() - began < 3) == (200, True)
        caller.tenant.set_limits()
        assert (await caller.write("PATCH", f"/groups/{EMPTY}", caller.bind(BOB.object_id)))[0] == 204
