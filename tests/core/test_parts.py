"""Lists of people: who is meant by each row, and what is to be done, in one piece or in parts."""

import random
from dataclasses import replace

import pytest

from bot.core.fill import Fate, count_fates, list_items, mark_members
from bot.core.listing import Row
from bot.core.policy import Person, UserId
from bot.core.roster import MOST_MARKED, Roster, list_roster
from bot.core.throttle import BINDS, QUOTA, WIDEST, Throttle, narrow, start, widen

PEOPLE = {
    f"p{number}@contoso.example": Person(
        id=UserId(f"id-{number}"), name=f"P {number}", is_enabled=number % 7 != 0, is_guest=number % 11 == 0
    )
    for number in range(60)
}
FOUND = {key: (person,) for key, person in PEOPLE.items()} | {
    "two@contoso.example": tuple(PEOPLE.values())[:2],
    "id-3": (PEOPLE["p3@contoso.example"],),
}


def a_list(seed):
    dice = random.Random(seed)  # noqa: S311  nobody has to be surprised
    keys = [*FOUND, "nobody@contoso.example", "", *dice.choices(list(FOUND), k=40)]
    dice.shuffle(keys)
    return [Row(line=place + 2, typed=key or "?", key=key) for place, key in enumerate(keys)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("at_once", [1, 7, 50, 1_000])
def test_a_list_in_parts_says_the_same_as_in_one_piece(seed, at_once):
    rows, members = a_list(seed), {"id-2", "id-7", "id-22", ""}
    whole = list(list_items(rows, FOUND, members))
    parts = []
    for first in range(0, len(rows), at_once):
        parts += list_items(rows[first : first + at_once], FOUND, before=parts)
    assert list(mark_members(parts, members)) == whole
    assert [item.place for item in whole] == list(range(len(rows)))
    assert set(count_fates(whole)) >= {Fate.PENDING, Fate.TWICE, Fate.ALREADY, Fate.NOT_FOUND, Fate.FAILED}


def test_whoever_stands_in_the_list_twice_is_counted_once_though_they_are_in_the_group():
    rows = [Row(line=2, typed="a", key="p3@contoso.example"), Row(line=3, typed="b", key="id-3")]
    items = list(mark_members(list_items(rows, FOUND), {"id-3"}))
    assert [item.fate for item in items] == [Fate.ALREADY, Fate.TWICE]


def test_the_roster_of_a_large_group_names_nobody():
    few, many = ({f"id-{number}" for number in range(count)} for count in (MOST_MARKED, MOST_MARKED + 1))
    assert len(list_roster(few).marks) == MOST_MARKED
    assert list_roster(many) == Roster(people=MOST_MARKED + 1)
    assert list_roster([*many, "id-1"]) == Roster(people=MOST_MARKED + 1)


def test_writes_stay_under_the_quota_of_any_bucket_that_is_full_at_the_start():
    throttle, now, sent = Throttle(), 1000.0, []
    while len(sent) < 6_000:
        paid = start(throttle, BINDS, now=now)
        if isinstance(paid, Throttle):
            throttle, sent = paid, [*sent, *[now] * BINDS]
        else:
            now += paid
    left, at = 3_000.0, 1000.0
    for moment in sent:
        left, at = min(3_000.0, left + (moment - at) * 20), moment
        left -= 1
        assert left >= 0
    assert sent[-1] - sent[0] == pytest.approx((6_000 - QUOTA.burst) * QUOTA.gap, rel=0.01)
    assert sent[-1] - sent[0] < 1.02 * (6_000 - 3_000) / 20


def test_it_gets_wider_while_all_goes_well_and_half_as_wide_once_for_all_trouble_of_one_moment():
    throttle = Throttle()
    for _ in range(100):
        throttle = widen(throttle)
    assert throttle.width == WIDEST
    narrower = narrow(throttle, wait=7, now=50.0)
    again = narrow(narrower, wait=9, now=50.0)
    assert (narrower.width, again.width) == (WIDEST / 2, WIDEST / 2)
    assert start(again, 1, now=50.0) == 9
    assert isinstance(start(again, 1, now=59.0), Throttle)
    assert widen(replace(again, quiet=0.0)).troubles == 0
