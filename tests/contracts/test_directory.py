"""What every directory promises, tried on the one in memory and on Microsoft Graph."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes.directory import FakeDirectory

from bot.core.group import Group, Kind
from bot.core.impact import Account, Crowd
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.edges.graph import Graph
from bot.edges.graph.shape import read_score
from bot.ports import DirectoryPort, NotFoundError, NotPermittedError
from bot.sim.cast import (
    ADA,
    APPROVERS_GROUP,
    BOB,
    CAST,
    CLEO,
    GUS,
    MALLORY,
    OPERATORS_GROUP,
    SALES_GROUP,
    Player,
)
from bot.sim.tenant import Tenant

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
APPROVERS, OPERATORS, SALES = GroupId(APPROVERS_GROUP), GroupId(OPERATORS_GROUP), GroupId(SALES_GROUP)
STRANGERS = (
    "00000000-0000-4000-8000-00000000dead",
    "",
    "ada@contoso.onmicrosoft.com",
    "Sales EMEA",
    f"{ADA.object_id}/manager",
    f"../groups/{SALES_GROUP}",
)
ZERO_WIDTH = "Sales EM\N{ZERO WIDTH SPACE}EA"
EN_DASH = "Sales & Marketing \N{EN DASH} EMEA"

NAMES: dict[str, list[str]] = {
    "Linkgate operators": ["Linkgate operators"],
    "LINKGATE  Operators": ["Linkgate operators"],
    "Marketing": ["Marketing", "Marketing"],
    "sales emea": ["Sales EMEA"],
    "Sales & Marketing - EMEA": [EN_DASH],
    "Linkgate": [],
    "No Such Group": [],
    "": [],
    " ": [],
    "***": [],
    "x' or displayName ne 'y": [],
    '" OR "displayName:Sales': [],
    "Sales&$top=1#%00\\": [],
    "\ud800": [],
    "x" * 300: [],
}
SPELLINGS = [
    ("Team “A”", 'Team "A"'),
    ("“A” squad", '"A" squad'),
    ("O’Brien", "O'Brien"),
    ("Acme™ partners", "acme™ Partners"),
    ("½ day staff", "½ Day Staff"),
    ("*gold*", "**gold**"),
    ("*gold*", "gold"),
    ("__init__", "__INIT__"),
    ("– EMEA", "- EMEA"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("E\u0301quipe", "Équipe"),
    ("Équipe", "E\u0301quipe"),
    ("Vertrieb Süd", "Vertrieb Su\u0308d"),
    ("Sales\u00a0East", "Sales East"),
]


def id_of(player: Player) -> UserId:
    return UserId(player.object_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A directory to try, and what happens in it behind its back."""

    directory: DirectoryPort
    disable: Callable[[Player], None]
    make_admin: Callable[[Player], None]
    retire_admin: Callable[[Player], None]
    delete_group: Callable[[GroupId], None]
    rename_group: Callable[[GroupId, str], None]
    compute_score: Callable[[datetime, bool], None]
    everyone: int


@pytest.fixture(params=["in memory", "Graph"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "in memory":
        return imagine()
    return simulate(request.getfixturevalue("tenant"), request.getfixturevalue("graph"))


def imagine() -> World:
    fake = FakeDirectory()
    for player in CAST:
        fake.add_person(Person(id=id_of(player), name=player.name, is_guest=player.is_guest))
    fake.admins.add(id_of(ADA))
    approvers = Group(id=APPROVERS, name="Linkgate approvers", is_role_assignable=True)
    fake.add_group(approvers, [id_of(BOB), id_of(CLEO)])
    fake.add_group(Group(id=OPERATORS, name="Linkgate operators"), [id_of(CLEO)])
    fake.add_group(Group(id=SALES, name="Sales EMEA"))
    for number, name in enumerate(["Marketing", "Marketing", EN_DASH]):
        fake.add_group(Group(id=GroupId(f"00000000-0000-4000-8000-{number:012}"), name=name))
    return World(
        directory=fake,
        disable=lambda player: fake.add_person(Person(id=id_of(player), name=player.name, is_enabled=False)),
        make_admin=lambda player: fake.admins.add(id_of(player)),
        retire_admin=lambda player: fake.admins.remove(id_of(player)),
        delete_group=fake.remove_group,
        rename_group=lambda group, name: fake.add_group(Group(id=group, name=name)),
        compute_score=lambda at, is_off: setattr(fake, "scored", at if is_off else None),
        everyone=len(CAST),
    )


def simulate(tenant: Tenant, graph: Graph) -> World:
    tenant.grant("SecurityEvents.Read.All")

    def compute_score(at: datetime, is_off: bool) -> None:  # noqa: FBT001  it reads as a sentence
        tenant.change_in_portal(1 if is_off else 0)
        tenant.compute_score(at.strftime("%Y-%m-%dT%H:%M:%SZ"))

    return World(
        directory=graph,
        disable=lambda player: tenant.set_enabled(player.object_id, False),
        make_admin=lambda player: tenant.set_role(player.object_id, GLOBAL_ADMINISTRATOR, active=True),
        retire_admin=lambda player: tenant.set_role(player.object_id, GLOBAL_ADMINISTRATOR, active=False),
        delete_group=tenant.delete_group,
        rename_group=lambda group, name: tenant.set_group(group, displayName=name),
        compute_score=compute_score,
        everyone=50,
    )


class TestDirectory:
    async def test_knows_people(self, world: World) -> None:
        assert await world.directory.person(id_of(ADA)) == Person(id=id_of(ADA), name=ADA.name)
        assert (await world.directory.person(id_of(GUS))).is_guest

    async def test_tells_at_once_who_is_disabled(self, world: World) -> None:
        assert (await world.directory.person(id_of(BOB))).is_enabled
        world.disable(BOB)
        assert not (await world.directory.person(id_of(BOB))).is_enabled

    async def test_knows_nobody_who_is_not_there(self, world: World) -> None:
        for user in map(UserId, STRANGERS):
            with pytest.raises(NotFoundError):
                await world.directory.person(user)
            with pytest.raises(NotFoundError):
                await world.directory.is_admin(user)
            with pytest.raises(NotFoundError):
                await world.directory.groups_of(user, {APPROVERS})

    async def test_tells_at_once_who_is_an_active_administrator(self, world: World) -> None:
        assert [await world.directory.is_admin(id_of(player)) for player in CAST] == [True, False, False, False, False]
        world.make_admin(BOB)
        world.retire_admin(ADA)
        assert [await world.directory.is_admin(id_of(player)) for player in (ADA, BOB)] == [False, True]

    async def test_tells_who_belongs_where(self, world: World) -> None:
        both = {APPROVERS, OPERATORS}
        assert await world.directory.groups_of(id_of(CLEO), both) == both
        assert await world.directory.groups_of(id_of(CLEO), {OPERATORS}) == {OPERATORS}
        assert await world.directory.groups_of(id_of(BOB), both) == {APPROVERS}
        assert await world.directory.groups_of(id_of(MALLORY), both) == set()
        assert await world.directory.groups_of(id_of(CLEO), set()) == set()

    async def test_lists_members(self, world: World) -> None:
        members = await world.directory.members(APPROVERS)
        assert {person.name for person in members} == {BOB.name, CLEO.name}
        world.disable(BOB)
        assert {person.id: person.is_enabled for person in await world.directory.members(APPROVERS)} == {
            id_of(BOB): False,
            id_of(CLEO): True,
        }

    async def test_knows_groups_by_id(self, world: World) -> None:
        assert await world.directory.group(APPROVERS) == Group(
            id=APPROVERS, name="Linkgate approvers", is_role_assignable=True, direct=2, people=2
        )

    async def test_knows_no_group_that_is_not_there(self, world: World) -> None:
        for group in map(GroupId, STRANGERS):
            with pytest.raises(NotFoundError):
                await world.directory.group(group)
            with pytest.raises(NotFoundError):
                await world.directory.members(group)
            with pytest.raises(NotFoundError):
                await world.directory.count_crowd(group)
            with pytest.raises(NotFoundError):
                await world.directory.accounts(group)
            with pytest.raises(NotFoundError):
                await world.directory.direct_members(group)

    async def test_a_deleted_group_is_gone(self, world: World) -> None:
        world.delete_group(SALES)
        with pytest.raises(NotFoundError):
            await world.directory.group(SALES)
        assert SALES not in {group.id for group in await world.directory.groups_named("Sales EMEA")}

    async def test_finds_every_group_that_a_name_could_mean(self, world: World) -> None:
        for name, found in NAMES.items():
            assert [group.name for group in await world.directory.groups_named(name)] == found

    async def test_a_name_made_to_be_mistaken_for_another_is_found_with_it(self, world: World) -> None:
        world.rename_group(OPERATORS, ZERO_WIDTH)
        found = await world.directory.groups_named("Sales EMEA")
        assert [(group.id, group.name) for group in found] == [(SALES, "Sales EMEA"), (OPERATORS, ZERO_WIDTH)]

    @pytest.mark.parametrize(("stored", "typed"), SPELLINGS)
    async def test_a_name_is_found_as_it_is_stored_and_as_people_type_it(
        self, world: World, stored: str, typed: str
    ) -> None:
        world.rename_group(SALES, stored)
        for name in (stored, typed):
            assert [group.id for group in await world.directory.groups_named(name)] == [SALES]

    async def test_finds_groups_with_their_counts(self, world: World) -> None:
        assert await world.directory.groups_named("linkgate approvers") == (await world.directory.group(APPROVERS),)

    async def test_finds_groups_by_how_a_name_or_a_word_in_it_begins(self, world: World) -> None:
        found = await world.directory.groups_like("sales E", 15)
        assert await world.directory.group(SALES) in found
        assert SALES in {group.id for group in await world.directory.groups_like("EMEA", 15)}
        assert len(await world.directory.groups_like("linkgate", 1)) == 1
        world.rename_group(OPERATORS, "EMEA 'first'")
        assert next(iter(await world.directory.groups_like("emea", 15))).id == OPERATORS
        assert [group.id for group in await world.directory.groups_like("EMEA 'f", 15)] == [OPERATORS]
        for nothing in ("", "  ", "no such", "x" * 257, '") or ("'):
            assert await world.directory.groups_like(nothing, 15) == ()

    async def test_counts_everyone_and_who_is_in_a_group(self, world: World) -> None:
        assert await world.directory.count_everyone() == world.everyone
        assert (await world.directory.crowd_of_everyone()).people == world.everyone
        assert await world.directory.count_crowd(APPROVERS) == Crowd(people=2)
        world.disable(CLEO)
        assert await world.directory.count_crowd(APPROVERS) == Crowd(people=2, disabled=1)
        kinds = {id_of(BOB): Account.ORDINARY, id_of(CLEO): Account.DISABLED}
        assert await world.directory.accounts(APPROVERS) == kinds
        assert await world.directory.direct_members(APPROVERS) == kinds.keys()
        assert await world.directory.direct_members(OPERATORS) == {id_of(CLEO)}

    async def test_tells_when_secure_score_found_the_setting_off_for_everyone(self, world: World) -> None:
        assert await world.directory.scored_off() is None
        for day in (1, 2):
            at = datetime(2026, 3, day, tzinfo=UTC)
            world.compute_score(at, True)  # noqa: FBT003
            assert await world.directory.scored_off() == at
        world.compute_score(datetime(2026, 3, 3, tzinfo=UTC), False)  # noqa: FBT003
        assert await world.directory.scored_off() is None

    async def test_knows_the_tenant(self, world: World) -> None:
        assert await world.directory.tenant() == ("Contoso", "SE")


async def find(graph: Graph, name: str) -> Group:
    (group,) = await graph.groups_named(name)
    return group


KINDS: dict[str, dict[str, Any]] = {
    "Marketing Team": {"kind": Kind.MICROSOFT_365, "is_expiring": True},
    "Helpdesk Mail": {"kind": Kind.MAIL_SECURITY},
    "Newsletter": {"kind": Kind.DISTRIBUTION},
    "All Engineers": {"is_dynamic": True},
    "Finance (AD)": {"is_synced": True},
    "Tier 0 Admins": {"is_role_assignable": True},
    "Empty Group": {"direct": 0, "people": 0},
    "Works Council": {"direct": None, "people": None, "hides_members": True},
}


class TestKinds:
    async def test_a_group_is_told_as_it_is(self, graph: Graph) -> None:
        for name, traits in KINDS.items():
            found = await find(graph, name)
            counts = {"direct": found.direct, "people": found.people}
            assert found == Group(**{"id": found.id, "name": name, **counts, **traits})

    async def test_hidden_members_are_counted_when_that_is_permitted(self, tenant: Tenant, graph: Graph) -> None:
        hidden = await find(graph, "Works Council")
        tenant.grant("Member.Read.Hidden")
        assert await graph.group(hidden.id) == replace(hidden, direct=9, people=9)

    async def test_people_of_nested_groups_count_once(self, tenant: Tenant, graph: Graph) -> None:
        sales, emea = await find(graph, "Sales"), await graph.group(SALES)
        assert sales.direct is not None
        assert sales.people is not None
        assert sales.direct < sales.people
        assert len({person.id for person in await graph.members(sales.id)}) == sales.people
        inside = await graph.accounts(sales.id)
        assert len(inside) == sales.people
        assert (await graph.accounts(emea.id)).keys() <= inside.keys()
        assert len(await graph.direct_members(sales.id)) == sales.direct
        assert (await graph.count_crowd(sales.id)).nested == sales.people - sales.direct
        tenant.add_member(SALES, MALLORY.object_id)
        assert await graph.groups_of(id_of(MALLORY), {SALES, sales.id}) == {SALES, sales.id}


AT = "2026-03-01T00:00:00Z"
CONTROL = "aad_linkedin_connection_disables"


def a_score(*points: object, at: object = AT) -> dict[str, Any]:
    return {"createdDateTime": at, "controlScores": [{"controlName": CONTROL, "score": one} for one in points]}


@pytest.mark.parametrize(
    ("score", "most"),
    [
        (a_score(), 3.0),
        (a_score(2.0), 3.0),
        (a_score(0), 0),
        (a_score(3.0, 3.0), 3.0),
        (a_score("3"), 3.0),
        (a_score(None), 3.0),
        (a_score(3.0), None),
        (a_score(3.0, at=None), 3.0),
        (a_score(3.0, at="yesterday"), 3.0),
        (a_score(3.0, at="2026-03-01T00:00:00"), 3.0),
        ({"createdDateTime": AT}, 3.0),
        ({"createdDateTime": AT, "controlScores": None}, 3.0),
        ({"createdDateTime": AT, "controlScores": [{"controlName": "another", "score": 3.0}]}, 3.0),
    ],
)
def test_a_score_that_does_not_prove_it_proves_nothing(score: dict[str, Any], most: object) -> None:
    assert read_score(score, {"maxScore": most}) is None
    assert read_score(a_score(3.0), {"maxScore": 3.0}) == datetime(2026, 3, 1, tzinfo=UTC)


async def test_a_missing_permission_for_secure_score_is_named(graph: Graph, tenant: Tenant) -> None:
    with pytest.raises(NotPermittedError, match=r"SecurityEvents\.Read\.All"):
        await graph.scored_off()
    tenant.grant("SecurityEvents.Read.All")
    assert await graph.scored_off() is None
