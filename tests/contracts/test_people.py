"""Who is meant by a key, tried on the directory in memory and on Microsoft Graph; and Graph's bad days in batches."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from fakes.directory import FakeDirectory

from bot.core.group import Group
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.edges.graph import Graph
from bot.edges.graph.batch import BatchItem, read_batch, read_wait, write_batch
from bot.ports import DirectoryPort, NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError
from bot.sim.cast import ADA, BOB, CAST, CLEO, GUS, MALLORY, Player
from bot.sim.tenant import Fault, Tenant
from bot.sim.tenant.groups import name_group

SALES, EMEA, AMERICAS = (GroupId(name_group(key)) for key in ("sales", "sales-emea", "sales-americas"))


def person_of(player: Player) -> Person:
    return Person(id=UserId(player.object_id), name=player.name, is_guest=player.is_guest)


@pytest.fixture(params=["in memory", "Graph"])
def directory(request: pytest.FixtureRequest) -> DirectoryPort:
    """A directory with the cast in it; Bob's and Cleo's accounts have one mail address, which is Ada's sign-in name."""
    if request.param == "in memory":
        fake = FakeDirectory()
        for player in CAST:
            mail = f"{player.key}@fabrikam.com" if player.is_guest else player.upn
            shared = ADA.upn if player in (BOB, CLEO) else mail
            fake.add_person(person_of(player), player.upn, shared)
        fake.add_group(Group(id=EMEA, name="Sales EMEA"))
        fake.add_group(Group(id=AMERICAS, name="Sales Americas"))
        fake.add_group(Group(id=SALES, name="Sales"), [person_of(GUS).id], nested=[EMEA, AMERICAS])
        return fake
    tenant: Tenant = request.getfixturevalue("tenant")
    for player in (BOB, CLEO):
        tenant.set_person(player.object_id, mail=ADA.upn)
    tenant.add_member(SALES, GUS.object_id)
    graph: Graph = request.getfixturevalue("graph")
    return graph


KEYS: dict[str, list[Player]] = {
    ADA.upn: [ADA],
    ADA.object_id: [ADA],
    GUS.upn.lower(): [GUS],
    "gus@fabrikam.com": [GUS],
    "nobody@contoso.com": [],
    "00000000-0000-4000-8000-00000000dead": [],
    "Mallory Voss": [],
    "": [],
    "@": [],
    "*@contoso.onmicrosoft.com": [],
    "o'brien@contoso.com": [],
    "x' or userPrincipalName ne '@": [],
    "a@b&$select=id#?%20+": [],
    "\ud800@contoso.com": [],
    "\n@contoso.com": [],
    f"{'x' * 400}@contoso.com": [],
    "ÅSA@contoso.com": [],
}


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_means_who_has_it(directory: DirectoryPort, key: str) -> None:
    found = await directory.people_known_as([key])
    assert {one: list(people) for one, people in found.items()} == (
        {key: [person_of(player) for player in KEYS[key]]} if KEYS[key] else {}
    )


async def test_many_keys_are_found_together(directory: DirectoryPort) -> None:
    found = await directory.people_known_as(list(KEYS))
    assert {key: [person.id for person in people] for key, people in found.items()} == {
        key: [player.object_id for player in players] for key, players in KEYS.items() if players
    }


async def test_a_mail_address_may_mean_several_and_never_goes_before_a_sign_in_name(directory: DirectoryPort) -> None:
    assert [one.id for one in (await directory.people_known_as([ADA.upn]))[ADA.upn]] == [ADA.object_id]


async def test_direct_members_groups_and_what_is_nested(directory: DirectoryPort) -> None:
    gus = person_of(GUS).id
    assert gus in await directory.direct_members(SALES)
    assert gus not in await directory.direct_members(EMEA)
    assert await directory.direct_groups(gus) == {SALES}
    assert {group.name for group in await directory.groups_in(SALES)} == {"Sales EMEA", "Sales Americas"}
    assert await directory.groups_in(EMEA) == ()


MISSES: dict[str, Callable[[DirectoryPort], Any]] = {
    "no such person": lambda directory: directory.direct_groups(UserId("00000000-0000-4000-8000-00000000dead")),
    "no id of a person": lambda directory: directory.direct_groups(UserId("../groups")),
    "no such group": lambda directory: directory.groups_in(GroupId("00000000-0000-4000-8000-00000000dead")),
    "no id of a group": lambda directory: directory.direct_members(GroupId("Sales EMEA")),
}


@pytest.mark.parametrize("miss", MISSES)
async def test_who_or_what_is_not_there_is_said(directory: DirectoryPort, miss: str) -> None:
    with pytest.raises(NotFoundError):
        await MISSES[miss](directory)


class TestMany:
    @pytest.fixture
    def keys(self) -> list[str]:
        """700 keys, of which a few mean somebody: 47 questions, in three batches."""
        real = [str(one) for one in everybody()]
        return [*real, *(f"nobody-{number}@contoso.com" for number in range(700 - len(real)))]

    async def test_every_one_of_them_is_asked_for_once(self, tenant: Tenant, graph: Graph, keys: list[str]) -> None:
        found = await graph.people_known_as(keys)
        assert set(found) == set(everybody())
        assert len(batches(tenant)) <= 6

    @pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
    @pytest.mark.parametrize("wait", ["0", None])
    async def test_an_item_that_graph_is_too_busy_for_is_asked_again(
        self, tenant: Tenant, graph: Graph, keys: list[str], code: int, wait: str | None
    ) -> None:
        headers = {"Retry-After": wait} if wait else {}
        tenant.fail(Fault(api="item", path="users", times=2, code=code, headers=headers))
        assert set(await graph.people_known_as(keys)) == set(everybody())

    async def test_retry_after_is_kept(self, tenant: Tenant, graph: Graph) -> None:
        tenant.fail(Fault(api="item", path="users", code=429, headers={"Retry-After": "2"}))
        start = time.monotonic()
        await graph.people_known_as([ADA.upn])
        assert time.monotonic() - start >= 2

    async def test_who_is_too_busy_for_long_is_said_and_no_shorter_list_comes_back(
        self, tenant: Tenant, graph: Graph, keys: list[str]
    ) -> None:
        tenant.fail(Fault(api="item", path="mallory", times=None, code=503, headers={"Retry-After": "0"}))
        with pytest.raises(UnreachableError):
            await graph.people_known_as(keys)

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ({"code": 400}, UnexpectedError),
            ({"code": 403}, NotPermittedError),
            ({"code": 404}, UnexpectedError),
            ({"do": "html"}, UnexpectedError),
            ({"do": "garbage"}, UnexpectedError),
            ({"do": "ignored"}, UnexpectedError),
        ],
    )
    async def test_an_item_that_fails_otherwise_fails_them_all(
        self, tenant: Tenant, graph: Graph, keys: list[str], fault: dict[str, object], error: type[PortError]
    ) -> None:
        tenant.fail(Fault(api="item", path="mallory", **fault))  # type: ignore[arg-type]
        with pytest.raises(error):
            await graph.people_known_as(keys)

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ({"do": "html"}, UnexpectedError),
            ({"do": "garbage"}, UnexpectedError),
            ({"do": "ignored"}, UnexpectedError),
            ({"do": "reset"}, UnreachableError),
            ({"code": 401}, NotPermittedError),
            ({"code": 403}, NotPermittedError),
            ({"code": 400}, UnexpectedError),
            ({"code": 500}, UnreachableError),
        ],
    )
    async def test_a_batch_that_fails_whole_fails_them_all(
        self, tenant: Tenant, graph: Graph, keys: list[str], fault: dict[str, object], error: type[PortError]
    ) -> None:
        tenant.fail(Fault(api="graph", path="batch", times=None, **fault))  # type: ignore[arg-type]
        with pytest.raises(error):
            await graph.people_known_as(keys)

    async def test_a_missing_permission_is_named(self, tenant: Tenant, graph: Graph) -> None:
        tenant.revoke("User.Read.All")
        with pytest.raises(NotPermittedError, match=r"User\.Read\.All"):
            await graph.people_known_as([ADA.upn])

    async def test_other_questions_are_answered_while_batches_hang(self, tenant: Tenant, graph: Graph) -> None:
        tenant.fail(Fault(api="item", path="users", times=None, do="delay", seconds=1.5))
        keys = [f"nobody-{number}@contoso.com" for number in range(3_000)]
        many = [asyncio.create_task(graph.people_known_as(keys)) for _ in range(2)]  # more batches than slots for reads
        await asyncio.sleep(0.3)
        await graph.person(person_of(MALLORY).id)
        assert not any(one.done() for one in many)
        for one in many:
            one.cancel()


def everybody() -> Sequence[str]:
    return [player.upn.lower() for player in CAST]


def batches(tenant: Tenant) -> list[object]:
    return [request for request in tenant.requests if "$batch" in request.path]


class TestBatch:
    def test_answers_are_put_in_the_order_of_the_requests(self) -> None:
        answers = [
            {"id": "1", "status": 200, "body": {"n": 1}},
            {"id": "0", "status": 404, "headers": {"Retry-After": "7"}},
        ]
        first, second = read_batch({"responses": answers}, 2)
        assert (first.status, first.wait, first.body) == (404, 7.0, None)
        assert (second.status, second.wait, second.body) == (200, None, {"n": 1})

    @pytest.mark.parametrize(
        "responses",
        [
            None,
            [],
            "no list",
            [{"id": "0", "status": 200}],
            [{"id": "0", "status": 200}, {"id": "0", "status": 200}],
            [{"id": "0", "status": 200}, {"id": "2", "status": 200}],
            [{"id": "0", "status": 200}, {"id": 1, "status": 200}],
            [{"id": "0", "status": 200}, {"id": "1", "status": "200"}],
            [{"id": "0", "status": 200}, {"id": "1", "status": True}],
            [{"id": "0", "status": 200}, {"id": "1"}],
            [{"id": "0", "status": 200}, None],
            [{"id": "0", "status": 200}, {"id": "1", "status": 200, "headers": ["x"]}],
            [{"id": "0", "status": 200}, {"id": "1", "status": 200}, {"id": "2", "status": 200}],
        ],
    )
    def test_an_answer_that_does_not_answer_each_request_once_is_none(self, responses: object) -> None:
        with pytest.raises(UnexpectedError):
            read_batch({"responses": responses}, 2)

    @pytest.mark.parametrize("count", [0, 21])
    def test_a_batch_takes_one_to_twenty(self, count: int) -> None:
        with pytest.raises(ValueError, match="1 to 20"):
            write_batch([BatchItem(url="/users")] * count)

    @pytest.mark.parametrize(
        ("text", "wait"),
        [("7", 7.0), ("0.5", 0.5), ("", None), ("-1", None), ("nan", None), ("inf", None), ("Wed, 21 Oct 2026", None)],
    )
    def test_retry_after_is_read_in_seconds_or_not_at_all(self, text: str, wait: float | None) -> None:
        assert read_wait(text) == wait
