"""The numbers of a plan, read through Graph, beside what anybody could count in the seeded tenant's own lists."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from fakes.clock import FakeClock
from fakes.directory import FakeCloud, FakeDirectory
from fakes.files import FakeFiles
from fakes.intune import FakeConsent, FakeIntune
from fakes.members import FakeMembers
from fakes.notices import FakeNotices
from fakes.samples import NOW
from fakes.setting import FakeSetting
from fakes.store import FakeStore
from fakes.tally import FakeTally

from bot.core.impact import COUNTING, Account, Crowd, Impact, Members, count_fill, count_fill_and_set
from bot.core.plan import Plan, make
from bot.core.policy import UserId
from bot.core.setting import GroupId, Mode, Setting
from bot.edges.graph import Graph
from bot.facts import MOST_INLINE, compare_groups, read_facts, read_group, read_members
from bot.ports import Ports
from bot.sim.cast import ADA, GUS, OPERATORS_GROUP, SALES_GROUP
from bot.sim.tenant import Tenant, open_tenant
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.people import seed_people

USERS = 600
EVERYONE, NOBODY = Setting(Mode.EVERYONE), Setting(Mode.NOBODY)
KEYS = ("sales-emea", "sales-americas", "sales", "marketing-1", "empty", "operators", "finance", "helpdesk")
PEOPLE = {person["id"]: person for person in seed_people(USERS)}
GROUPS = {key: GroupId(name_group(key)) for key in KEYS}


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    """A tenant in which groups contain each other in a ring, and one person is in several parts of Sales."""
    async with open_tenant(users=USERS) as opened:
        opened.add_member(GROUPS["operators"], GROUPS["helpdesk"])
        opened.add_member(GROUPS["helpdesk"], GROUPS["marketing-1"])
        opened.add_member(GROUPS["marketing-1"], GROUPS["operators"])
        opened.add_member(GROUPS["operators"], GUS.object_id)
        opened.add_member(GROUPS["sales-emea"], GUS.object_id)
        opened.add_member(GROUPS["sales-americas"], GUS.object_id)
        yield opened


@dataclass(frozen=True)
class Oracle:
    """Counts naively, one account after the other, in what the tenant has."""

    tenant: Tenant

    def inside(self, group: str) -> set[str]:
        """Walk through every path there is, as long as it does not come back to where it has been."""

        def walk(here: str, way: tuple[str, ...]) -> set[str]:
            found: set[str] = set()
            for member in self.tenant.members(here):
                if member in PEOPLE:
                    found.add(member)
                elif member not in way:
                    found |= walk(member, (*way, member))
            return found

        return walk(group, (group,))

    def covered(self, setting: Setting) -> set[str]:
        if setting.group:
            return self.inside(setting.group)
        return set(PEOPLE) if setting == EVERYONE else set()

    def count(self, some: set[str], group: str | None) -> Crowd:
        guests = {id_ for id_ in some if PEOPLE[id_]["userType"] == "Guest"}
        direct = self.tenant.members(group) if group else some
        return Crowd(
            people=len(some),
            nested=len(some - set(direct)),
            guests=len(guests),
            disabled=sum(1 for id_ in some - guests if not PEOPLE[id_]["accountEnabled"]),
        )

    def impact(self, before: Setting, after: Setting) -> Impact:
        old, new = self.covered(before), self.covered(after)
        return Impact(
            gain=self.count(new - old, after.group),
            lose=self.count(old - new, before.group),
            unchanged=sum(1 for id_ in PEOPLE if (id_ in old) is (id_ in new)),
        )


def open_ports(graph: Graph, before: Setting) -> Ports:
    clock = FakeClock(NOW)
    return Ports(
        store=FakeStore(),
        setting=FakeSetting(clock, before),
        directory=graph,
        members=FakeMembers(FakeDirectory(), clock),
        files=FakeFiles(),
        office=FakeIntune(clock),
        consent=FakeConsent(),
        cloud=FakeCloud(),
        notices=FakeNotices(),
        clock=clock,
        tally=FakeTally(),
    )


async def plan(graph: Graph, before: Setting, after: Setting, *, most_inline: int = MOST_INLINE) -> Plan:
    group = await read_group(graph, after)
    facts = await read_facts(open_ports(graph, before), wanted=after, group=group, most_inline=most_inline)
    planned = make(facts, after)
    assert isinstance(planned, Plan)
    return planned


async def test_the_seeded_groups_are_worth_counting(tenant: Tenant) -> None:
    """Nested, overlapping, with guests and disabled accounts, empty, in a ring, somebody twice."""
    oracle = Oracle(tenant)
    crowds = {key: oracle.count(oracle.inside(group), group) for key, group in GROUPS.items()}
    assert crowds["sales"].nested > 0
    assert oracle.inside(GROUPS["sales-emea"]) & oracle.inside(GROUPS["sales-americas"]) >= {GUS.object_id}
    assert min(crowds["sales"].guests, crowds["sales"].disabled, crowds["finance"].guests) > 0
    assert crowds["empty"].people == 0
    ring = [oracle.inside(GROUPS[key]) for key in ("operators", "helpdesk", "marketing-1")]
    assert ring[0] == ring[1] == ring[2]
    assert GUS.object_id in ring[0]
    assert len(oracle.inside(GROUPS["finance"]) & oracle.inside(GROUPS["sales"])) > 0


@pytest.mark.days
async def test_every_way_counts_as_anybody_could(tenant: Tenant, graph: Graph) -> None:
    oracle = Oracle(tenant)
    settings = [EVERYONE, NOBODY, *(Setting(Mode.GROUP, group) for group in GROUPS.values())]
    ways = list(itertools.permutations(settings, 2))
    assert len(ways) == 90
    for before, after in ways:
        planned = await plan(graph, before, after)
        assert planned.impact == oracle.impact(before, after), (before, after)
        assert planned.before_people == len(oracle.covered(before))
        assert planned.after_people == len(oracle.covered(after))


@pytest.mark.days
async def test_what_is_compared_later_comes_to_the_same(tenant: Tenant, graph: Graph) -> None:
    oracle = Oracle(tenant)
    for one, other in itertools.permutations([GROUPS["sales"], GROUPS["operators"], GROUPS["empty"]], 2):
        before, after = Setting(Mode.GROUP, one), Setting(Mode.GROUP, other)
        size = len(oracle.inside(one)) + len(oracle.inside(other))
        assert (await plan(graph, before, after, most_inline=size - 1)).impact == COUNTING
        assert (await plan(graph, before, after, most_inline=size)).impact == oracle.impact(before, after)
        old, new = await graph.group(one), await graph.group(other)
        assert await compare_groups(graph, old, new, everyone=USERS) == oracle.impact(before, after)


@pytest.mark.parametrize("before", [EVERYONE, NOBODY, *(Setting(Mode.GROUP, GROUPS[key]) for key in KEYS)])
async def test_a_group_that_is_filled_counts_as_it_does_once_it_is(
    tenant: Tenant, graph: Graph, before: Setting
) -> None:
    """Planned first, then done, then counted: among the added are some whom the group holds through another one."""
    oracle = Oracle(tenant)
    target = GROUPS["sales"]
    group = await graph.group(target)
    members, everyone = await read_members(graph, group), await graph.crowd_of_everyone()
    old = await read_group(graph, before)
    ordinary = [one["id"] for one in PEOPLE.values() if one["accountEnabled"] and one["userType"] == "Member"]
    direct = tenant.members(target)
    added = [UserId(id_) for id_ in ordinary if id_ not in direct][::3]
    assert {id_ in members.accounts for id_ in added} == {True, False}

    alone = count_fill(before, target, added, members=members, everyone=everyone)
    selected = count_fill_and_set(
        before,
        target,
        added,
        members=members,
        everyone=everyone,
        old=await read_members(graph, old) if old else None,
    )
    covered = oracle.covered(before)
    tenant.add_members(target, added)
    came = oracle.covered(before) - covered
    assert alone == Impact(gain=Crowd(people=len(came)), lose=Crowd(people=0), unchanged=USERS - len(came))
    if before.group == target:
        assert selected == alone
        assert len(came) > 0
    else:
        assert selected == oracle.impact(before, Setting(Mode.GROUP, target))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (EVERYONE, Setting(Mode.GROUP, GROUPS["finance"])),
        (NOBODY, EVERYONE),
        (Setting(Mode.GROUP, GROUPS["finance"]), NOBODY),
    ],
)
async def test_where_counts_tell_no_accounts_are_listed(
    tenant: Tenant, graph: Graph, before: Setting, after: Setting
) -> None:
    await plan(graph, before, after)
    asked = [request.path for request in tenant.requests if request.api == "graph"]
    assert [path for path in asked if "select=id%2CuserType%2CaccountEnabled" in path] == []
    assert len(asked) <= 14
    await plan(graph, Setting(Mode.GROUP, GROUPS["empty"]), Setting(Mode.GROUP, GROUPS["finance"]))
    assert [one for one in tenant.requests if "select=id%2CuserType%2CaccountEnabled" in one.path]


async def test_somebody_who_comes_and_goes_is_seen_in_every_number(tenant: Tenant, graph: Graph) -> None:
    oracle = Oracle(tenant)
    before, after = EVERYONE, Setting(Mode.GROUP, GroupId(SALES_GROUP))
    for change in (
        lambda: tenant.add_member(SALES_GROUP, ADA.object_id),
        lambda: tenant.remove_member(SALES_GROUP, GUS.object_id),
        lambda: tenant.add_member(SALES_GROUP, OPERATORS_GROUP),
    ):
        change()
        assert (await plan(graph, before, after)).impact == oracle.impact(before, after)


async def test_an_account_whose_type_is_not_told_is_no_guest(tenant: Tenant, graph: Graph) -> None:
    """Old accounts have no userType; counted and listed they are the same."""
    tenant.set_person(GUS.object_id, userType=None, accountEnabled=False)
    group = GROUPS["operators"]
    listed = await graph.accounts(group)
    assert listed[UserId(GUS.object_id)] is Account.DISABLED
    counted = await graph.count_crowd(group)
    assert counted == Members(accounts=listed, direct=await graph.direct_members(group)).crowd
