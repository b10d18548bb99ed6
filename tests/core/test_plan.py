import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.samples import NOW

from bot.core.cloud import Cloud, Offer, is_default_off, tell_offer
from bot.core.group import Caution, Group, Kind, Unfit, fold, has_unusual_name, judge_fitness, list_cautions
from bot.core.impact import COUNTING, Account, Members, compare
from bot.core.plan import Facts, Obstacle, Plan, count_side, keep_counts, make
from bot.core.setting import Doubt, GroupId, Mode, Reading, Setting, collateral

PUBLIC = Cloud(instance="microsoftonline.com", scope="EU")
A = Group(id=GroupId("a"), name="Alpha", direct=3, people=3)
B = Group(id=GroupId("b"), name="Beta", direct=4, people=4)

# A small tenant, to count by hand: ten people, A and B share one.
EVERYONE = frozenset(range(10))
MEMBERS = {"everyone": EVERYONE, "nobody": frozenset(), "a": frozenset({0, 1, 2}), "b": frozenset({2, 3, 4, 5})}
SIDES = {
    "everyone": Setting(Mode.EVERYONE),
    "nobody": Setting(Mode.NOBODY),
    "a": Setting(Mode.GROUP, A.id),
    "b": Setting(Mode.GROUP, B.id),
}
PAIRS = list(itertools.permutations(SIDES, 2))


def facts(before, after, **fields):
    members = [Members(accounts=dict.fromkeys(MEMBERS[side], Account.ORDINARY), direct=()) for side in (before, after)]
    known = Facts(
        reading=Reading(at=NOW, setting=SIDES[before]),
        cloud=PUBLIC,
        before_group={"a": A, "b": B}.get(before),
        after_group={"a": A, "b": B}.get(after),
        everyone=10,
        impact=compare(*members, everyone=10),
    )
    return replace(known, **fields)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_plan_tells_who_is_covered_and_for_whom_it_is(before, after):
    known = facts(before, after)
    plan = make(known, SIDES[after])
    assert isinstance(plan, Plan)
    assert plan.impact == known.impact
    assert (plan.before_people, plan.after_people) == (len(MEMBERS[before]), len(MEMBERS[after]))


def test_whom_an_untold_setting_covers_is_not_guessed_and_a_group_that_is_gone_covers_nobody():
    assert count_side(Setting(Mode.UNTOLD), None, 10) is None
    assert count_side(SIDES["a"], None, 10) == 0
    assert count_side(SIDES["a"], replace(A, people=None), 10) is None


def test_numbers_that_are_counted_anew_go_on_being_shown_with_their_time():
    shown = make(facts("a", "b"), SIDES["b"])
    fresh = replace(shown, impact=COUNTING)
    kept = keep_counts(fresh, shown=shown, at=NOW).impact
    assert (kept.gain, kept.lose, kept.is_counting, kept.at) == (shown.impact.gain, shown.impact.lose, True, NOW)
    later = NOW + timedelta(hours=1)
    assert keep_counts(fresh, shown=replace(shown, impact=kept), at=later).impact.at == NOW
    assert keep_counts(fresh, shown=fresh, at=NOW).impact == COUNTING
    other_way = make(facts("b", "a"), SIDES["a"])
    assert keep_counts(fresh, shown=other_way, at=NOW).impact == COUNTING
    assert keep_counts(shown, shown=replace(shown, impact=kept), at=NOW) == shown


@pytest.mark.parametrize("side", SIDES)
def test_there_is_nothing_to_plan_when_it_already_is_so(side):
    """PLAN-11."""
    other = "a" if side != "a" else "b"
    unchanged = replace(facts(other, side), reading=Reading(at=NOW, setting=SIDES[side]))
    assert make(unchanged, SIDES[side]) is Obstacle.ALREADY_SO


@pytest.mark.parametrize("doubt", list(Doubt))
def test_nothing_is_planned_from_an_unknown_setting(doubt):
    """PLAN-09 PLAN-13: whatever is wanted, also what was before; an unknown beginning is no beginning."""
    unknown = facts("nobody", "a", reading=Reading(at=NOW, doubt=doubt))
    assert make(unknown, SIDES["a"]) is doubt


@pytest.mark.parametrize(
    ("cloud", "offer"),
    [
        (PUBLIC, Offer.YES),
        (Cloud(instance="microsoftonline.com", scope="NA", sub_scope="GCC"), Offer.UNCLEAR),
        (Cloud(instance="microsoftonline.com", scope="USGov", sub_scope="DODCON"), Offer.NO),
        (Cloud(instance="microsoftonline.com", sub_scope="DOD"), Offer.NO),
        (Cloud(instance="microsoftonline.us", sub_scope="DODCON"), Offer.NO),
        (Cloud(instance="partner.microsoftonline.cn"), Offer.NO),
        (Cloud(instance="microsoftonline.de"), Offer.NO),
        (Cloud(instance=""), Offer.NO),
    ],
)
def test_a_cloud_that_microsoft_excludes_gets_no_plan(cloud, offer):
    assert tell_offer(cloud) is offer
    planned = make(facts("nobody", "a", cloud=cloud), SIDES["a"])
    assert planned is Obstacle.NOT_OFFERED if offer is Offer.NO else isinstance(planned, Plan)


def test_the_default_was_likely_off_in_germany_and_france():
    assert [is_default_off(country) for country in ("DE", "fr", "US", "")] == [True, True, False, False]


# The type matrix: what kind of group, whether the setting can use it, and what is said of it.
MATRIX = {
    "security": ({}, None, ()),
    "dynamic": ({"is_dynamic": True}, Unfit.DYNAMIC, ()),
    "dynamic Microsoft 365": ({"is_dynamic": True, "kind": Kind.MICROSOFT_365}, Unfit.DYNAMIC, None),
    "distribution list": ({"kind": Kind.DISTRIBUTION}, Unfit.MAIL_ONLY, ()),
    "mail-enabled security": ({"kind": Kind.MAIL_SECURITY}, None, ()),
    "Microsoft 365": (
        {"kind": Kind.MICROSOFT_365, "is_expiring": True},
        None,
        (Caution.MICROSOFT_365, Caution.EXPIRING),
    ),
    "role-assignable": ({"is_role_assignable": True}, None, ()),
    "synchronised": ({"is_synced": True}, None, (Caution.SYNCED,)),
    "nested": ({"direct": 1}, None, (Caution.NESTED,)),
    "empty": ({"direct": 0, "people": 0}, None, (Caution.EMPTY,)),
    "uncounted": ({"direct": None, "people": None}, None, (Caution.UNCOUNTED,)),
    "hidden": ({"direct": None, "people": None, "hides_members": True}, None, (Caution.HIDDEN,)),
    "hidden and counted": ({"hides_members": True}, None, ()),
    "look-alike": ({"name": "Sales EMЕA"}, None, (Caution.UNUSUAL_NAME,)),
}


@pytest.mark.parametrize("kind", MATRIX)
def test_each_kind_of_group_is_used_or_refused_as_the_matrix_says(kind):
    """PLAN-08."""
    fields, unfit, cautions = MATRIX[kind]
    group = replace(A, **fields)
    assert judge_fitness(group) is unfit
    if cautions is not None:
        assert list_cautions(group) == cautions
    planned = make(facts("nobody", "a", after_group=group), SIDES["a"])
    assert planned is unfit if unfit else isinstance(planned, Plan)


@pytest.mark.parametrize("name", ["Sales EMЕA", "Sales\u200bEMEA", "Sales \u202egpj.exe", "\u2060Sales", "Αlpha Team"])
def test_a_name_made_to_be_mistaken_is_seen(name):
    """PLAN-04."""
    assert has_unusual_name(name)


@pytest.mark.parametrize(
    "name", ["Sales EMEA", "Vertrieb – Süd", "Отдел продаж", "営業部", "O'Brien & Söhne", "Équipe 7"]
)
def test_an_honest_name_is_not_suspected(name):
    assert not has_unusual_name(name)


def test_names_that_people_take_for_the_same_are_folded_together():
    """PLAN-03."""
    same = ["Sales – EMEA", "sales - emea", "SALES — EMEA", "Sales\u00a0–  EMEA", "Ｓales – EMEA", "Sales\u200b – EMEA"]
    assert {fold(name) for name in same} == {"sales - emea"}
    assert fold("Sales EMЕA") != fold("Sales EMEA")
    for typed, stored in [
        ('Team "A"', "Team “A”"),
        ("O'Brien", "O’Brien"),
        ("O´Brien", "O`Brien"),
        ("AcmeTM", "Acme™"),
        ("1⁄2 day", "½ day"),
        ("**gold**", "*gold*"),
        ("gold", "*gold*"),
        ("__init__", "init"),
        ("E\u0301quipe", "Équipe"),
        ("می\u200cخواهم", "میخواهم"),
        ("STRASSE", "straße"),
    ]:
        assert fold(typed) == fold(stored)
        assert fold(fold(stored)) == fold(stored)
    assert fold("***") == "***"


def test_a_setting_names_a_group_exactly_when_it_is_on_for_one():
    for mode, group in [
        (Mode.GROUP, None),
        (Mode.EVERYONE, GroupId("a")),
        (Mode.NOBODY, GroupId("a")),
        (Mode.GROUP, GroupId("")),
    ]:
        with pytest.raises(ValueError, match="group"):
            Setting(mode, group)


def test_every_other_property_that_changed_is_named():
    """PLAN-10."""
    before = {"displayName": "1", "isB2CTenant": "2", "gone": "3"}
    assert collateral(before, before) == ()
    assert collateral(before, {"displayName": "9", "isB2CTenant": "2", "new": "4"}) == ("displayName", "gone", "new")
