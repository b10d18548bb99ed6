"""Who lives in the simulated tenant, and in which groups."""

from collections import Counter
from functools import partial

from bot.sim.cast import APPROVERS_GROUP, BOB, CAST, CLEO, GUS, OPERATORS_GROUP, SALES_GROUP
from bot.sim.tenant.conditions import Comparison
from bot.sim.tenant.directory import Directory
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.listing import Listings, Source
from bot.sim.tenant.query import Query
from bot.sim.tenant.shape import USER


def test_ten_thousand_people_are_there() -> None:
    directory = Directory(users=10_000, file=None)
    people = list(directory.users())
    assert len(people) == len({person["id"] for person in people}) == 10_000
    names = [person["userPrincipalName"] for person in people]
    assert len({name.lower() for name in names}) == 10_000
    assert all(name.isascii() and " " not in name for name in names)
    assert any(not person["displayName"].isascii() for person in people)
    disabled = sum(not person["accountEnabled"] for person in people)
    guests = sum(person["userType"] == "Guest" for person in people)
    assert (300 < disabled < 500, 200 < guests < 400) == (True, True)
    assert len(directory.members(SALES_GROUP)) == 412
    assert len(directory.members(name_group("europe"))) == 6_000


def test_the_same_seed_gives_the_same_people_however_many_there_are() -> None:
    few, many = Directory(users=40, file=None), Directory(users=400, file=None)
    assert list(few.users()) == list(many.users())[:40]


def test_a_small_tenant_has_every_group_and_everybody_of_the_cast() -> None:
    directory = Directory(users=0, file=None)
    assert [person["displayName"] for person in directory.users()] == [player.name for player in CAST]
    small = Directory(users=50, file=None)
    assert [group["id"] for group in small.groups()] == [group["id"] for group in directory.groups()]
    assert set(small.members(APPROVERS_GROUP)) == {BOB.object_id, CLEO.object_id}
    assert small.members(OPERATORS_GROUP) == (CLEO.object_id,)
    assert len(small.members(SALES_GROUP)) == 45


def test_who_is_in_two_nested_groups_counts_once() -> None:
    directory = Directory(users=10_000, file=None)
    emea, americas = (set(directory.members(name_group(key))) for key in ("sales-emea", "sales-americas"))
    direct = {person["id"] for person in directory.find(directory.members(name_group("sales"))) if "userType" in person}
    inside = directory.transitive_members(name_group("sales"))
    assert len(emea & americas) == 1
    assert len(inside) == len(set(inside)) == len(emea | americas | direct) + 2


def test_groups_that_contain_each_other_end() -> None:
    directory = Directory(users=50, file=None)
    directory.change_member(SALES_GROUP, name_group("sales"), is_in=True)
    assert name_group("sales") in directory.transitive_members(SALES_GROUP)


def test_there_is_a_group_of_every_kind() -> None:
    groups = list(Directory(users=50, file=None).groups())
    assert Counter(group["displayName"] for group in groups)["Marketing"] == 2
    kinds = {
        "Marketing Team": {"groupTypes": ["Unified"], "mailEnabled": True},
        "All Engineers": {"groupTypes": ["DynamicMembership"], "membershipRuleProcessingState": "On"},
        "Finance (AD)": {"onPremisesSyncEnabled": True},
        "Tier 0 Admins": {"isAssignableToRole": True},
        "Helpdesk Mail": {"mailEnabled": True, "securityEnabled": True},
        "Newsletter": {"mailEnabled": True, "securityEnabled": False},
        "Works Council": {"visibility": "HiddenMembership"},
    }
    for name, fields in kinds.items():
        (group,) = (group for group in groups if group["displayName"] == name)
        assert {field: group[field] for field in fields} == fields
    signs = {sign for group in groups for sign in group["displayName"]}
    assert {"\N{CYRILLIC CAPITAL LETTER IE}", "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}"} <= signs


def test_a_question_about_a_large_group_looks_at_what_it_asks_about() -> None:
    directory, group = Directory(users=3000, file=None), name_group("europe")
    listings = Listings(directory)
    source = Source(directory.members(group), partial(directory.is_member, group))
    everybody = listings.choose(source, Query(), USER)
    assert listings.choose(Source(directory.members(group), source.has), Query(offset=999), USER) is everybody
    directory.change_member(name_group("empty"), BOB.object_id, is_in=True)
    assert listings.choose(Source(directory.members(group), source.has), Query(), USER) is everybody
    directory.change_member(group, BOB.object_id, is_in=True)
    grown = listings.choose(Source(directory.members(group), source.has), Query(), USER)
    assert set(grown) - set(everybody) == {BOB.object_id}
    assert directory.transitive_members(group) is directory.transitive_members(group)


def test_lists_that_were_asked_for_long_ago_are_forgotten_and_found_again() -> None:
    directory = Directory(users=1000, file=None)
    listings, query = Listings(directory), Query(filter=(Comparison(name="userType", values=("guest",)),))
    for _ in range(3):
        for group in directory.group_ids * 3:
            members = (*directory.members(group), *directory.user_ids, GUS.object_id)
            assert GUS.object_id in listings.choose(Source(members, members.__contains__), query, USER)
    directory.change_user(GUS.object_id, userType="Member")
    assert GUS.object_id not in listings.choose(Source(members, members.__contains__), query, USER)
