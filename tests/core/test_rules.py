"""The house rules: what they ask for each way, and which of them can hold at all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.samples import RULES, a_plan

from bot.core.rules import Direction, Rules, fits, needed_approvals, shorten, tell_direction
from bot.core.setting import GroupId, Mode, Setting

EVERYONE, NOBODY = Setting(Mode.EVERYONE), Setting(Mode.NOBODY)
SALES, LEGAL = Setting(Mode.GROUP, GroupId("sales")), Setting(Mode.GROUP, GroupId("legal"))

# from, to: which way that is. Nobody to nobody is no change, and is never asked for.
HANDBOOK = {
    (NOBODY, EVERYONE): "to-all",
    (SALES, EVERYONE): "to-all",
    (NOBODY, SALES): "to-group",
    (LEGAL, SALES): "to-group",
    (EVERYONE, SALES): "narrowing",
    (EVERYONE, NOBODY): "narrowing",
    (SALES, NOBODY): "narrowing",
}


@pytest.mark.parametrize(("before", "after"), HANDBOOK)
def test_each_way_needs_what_the_rules_say_of_it(before, after):
    way, plan = HANDBOOK[before, after], replace(a_plan(), before=before, after=after)
    assert tell_direction(plan) == way
    rules = replace(RULES, approvals={Direction.NARROWING: 1, Direction.TO_GROUP: 2, Direction.TO_ALL: 3})
    assert needed_approvals(rules, plan) == {"narrowing": 1, "to-group": 2, "to-all": 3}[way]


@pytest.mark.parametrize("count", [0, -1, 21, 1.0, True, float("nan"), "1", None])
@pytest.mark.parametrize("way", list(Direction))
def test_no_way_is_open_without_an_approval(way, count):
    """APPR-04."""
    with pytest.raises(ValueError, match="at least one"):
        replace(RULES, approvals={**RULES.approvals, way: count})
    with pytest.raises(ValueError, match="at least one"):
        replace(RULES, approvals={other: 1 for other in Direction if other is not way})


def test_rules_without_time_or_with_shrinking_gaps_do_not_hold():
    for life in (timedelta(0), timedelta(hours=-1)):
        with pytest.raises(ValueError, match="lives"):
            replace(RULES, life=life)
    for gaps in ((), (timedelta(0),), (timedelta(hours=2), timedelta(hours=1))):
        with pytest.raises(ValueError, match="gaps"):
            replace(RULES, gaps=gaps)


def test_rules_that_say_the_same_have_one_digest_and_others_another():
    same = Rules(tenant="another", approvers=RULES.approvers, operators=RULES.operators)
    assert same.digest == RULES.digest
    others = [
        replace(RULES, version=2),
        replace(RULES, approvers=GroupId("others")),
        replace(RULES, operators=None),
        replace(RULES, told=GroupId("told")),
        replace(RULES, executor="dan"),
        replace(RULES, approvals={**RULES.approvals, Direction.TO_ALL: 3}),
        replace(RULES, life=timedelta(hours=23)),
        replace(RULES, reason=".+"),
        replace(RULES, ticket=".+"),
        replace(RULES, needs_ticket=True),
        replace(RULES, drift_percent=11),
        replace(RULES, drift_people=6),
        replace(RULES, gaps=(timedelta(minutes=90),)),
    ]
    assert len({rules.digest for rules in (RULES, *others)}) == len(others) + 1
    assert shorten(RULES.digest) == RULES.digest[:10]


def test_a_pattern_is_for_the_whole_text_and_none_wants_nothing():
    assert fits("", "anything")
    assert fits("(CHG|INC)-[0-9]+", "CHG-12")
    assert not fits("(CHG|INC)-[0-9]+", "see CHG-12")
    assert fits(".{10,}", "two\nlines of it")
