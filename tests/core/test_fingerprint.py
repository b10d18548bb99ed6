"""What an approval is for: the same facts give one fingerprint, and any other fact another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.fingerprint import Term, Terms, find_difference, take_fingerprint
from bot.core.roster import MOST_MARKED, Roster, allow_drift, list_roster, measure_drift
from bot.core.setting import GroupId, Mode, Setting

PEOPLE = [f"person-{number}" for number in range(40)]
TERMS = Terms(
    tenant="contoso",
    before=Setting(Mode.NOBODY),
    after=Setting(Mode.GROUP, GroupId("sales")),
    roster=list_roster(PEOPLE),
    drift=5,
    rules="digest",
    expires_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)
OTHERS = {
    "tenant": replace(TERMS, tenant="fabrikam"),
    "from": replace(TERMS, before=Setting(Mode.EVERYONE)),
    "to": replace(TERMS, after=Setting(Mode.GROUP, GroupId("legal"))),
    "members": replace(TERMS, roster=list_roster(PEOPLE[10:])),
    "rules": replace(TERMS, rules="other"),
    "expiry": replace(TERMS, expires_at=TERMS.expires_at + timedelta(microseconds=1)),
}


@pytest.mark.parametrize("term", OTHERS)
def test_any_other_fact_gives_another_fingerprint_and_is_named(term):
    """APPR-09 PLAN-01 PLAN-07."""
    other = OTHERS[term]
    assert take_fingerprint(other) != take_fingerprint(TERMS)
    assert find_difference(TERMS, TERMS) is None
    assert find_difference(TERMS, other) == (None if term == "expiry" else Term(term))


def test_the_fingerprint_also_holds_how_far_members_may_drift():
    assert take_fingerprint(replace(TERMS, drift=6)) != take_fingerprint(TERMS)


def test_one_moment_has_one_fingerprint_in_every_time_zone():
    """TIME-05."""
    elsewhere = replace(TERMS, expires_at=TERMS.expires_at.astimezone(timezone(timedelta(hours=9))))
    assert take_fingerprint(elsewhere) == take_fingerprint(TERMS)


def test_people_may_come_and_go_within_what_was_agreed_and_no_further():
    """PLAN-07."""
    within = [*PEOPLE[2:], "new-1", "new-2", "new-3"]
    assert find_difference(TERMS, replace(TERMS, roster=list_roster(within))) is None
    for beyond in ([*within, "new-4"], PEOPLE * 1 + [f"new-{one}" for one in range(4_000)], []):
        assert find_difference(TERMS, replace(TERMS, roster=list_roster(beyond))) is Term.MEMBERS
    swapped = [f"new-{one}" for one in range(40)]  # as many as before, and nobody of them
    assert find_difference(TERMS, replace(TERMS, roster=list_roster(swapped))) is Term.MEMBERS
    assert find_difference(TERMS, replace(TERMS, roster=None)) is Term.MEMBERS
    assert find_difference(replace(TERMS, roster=None), TERMS) is None  # it was never counted, and the card says so


people = st.sets(st.integers(0, 99).map("person-{}".format), max_size=60)


@given(people, people)
def test_drift_is_who_came_and_who_left(before, after):
    assert measure_drift(list_roster(before), list_roster(after)) == len(before ^ after)


def test_a_large_group_is_compared_by_its_count_and_names_nobody():
    large = list_roster([f"person-{number}" for number in range(MOST_MARKED + 1)])
    assert large == Roster(people=MOST_MARKED + 1)
    assert measure_drift(large, Roster(people=900)) == 101
    assert measure_drift(list_roster(PEOPLE), large) == MOST_MARKED + 1 - 40
    assert not any("person" in mark for mark in list_roster(PEOPLE).marks)


def test_the_more_generous_of_percent_and_people_holds():
    assert allow_drift(Roster(people=40), percent=10, people=5) == 5
    assert allow_drift(Roster(people=400), percent=10, people=5) == 40
    assert allow_drift(Roster(people=400), percent=0, people=0) == 0
