"""Reminders: when they are due, and that there is one in a gap whatever happens in between."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from fakes.samples import BOB, CAROL, NOW, a_change
from hypothesis import given
from hypothesis import strategies as st

from bot.core.change import State, Vote
from bot.core.reminder import find_waiting, list_due

HOUR = timedelta(hours=1)
GAPS = (4 * HOUR, 8 * HOUR)
LONG = NOW + timedelta(days=30)


def waiting(number=1, *, since=NOW, **fields):
    fields = {"sent_at": since, "expires_at": LONG} | fields
    return a_change(State.WAITING, number=number, **fields)


def test_gaps_grow_and_the_last_one_repeats():
    told, moments = [], []
    for hour in range(40):
        at = NOW + hour * HOUR
        if BOB.id in list_due([waiting()], {BOB.id: told}, GAPS, at=at):
            told.append(at)
            moments.append(hour)
    assert moments == [4, 12, 20, 28, 36]


def test_several_requests_have_one_reminder_and_a_newer_one_does_not_hurry_it():
    first, second = waiting(1), waiting(2, since=NOW + 3 * HOUR)
    assert list_due([first, second], {}, GAPS, at=NOW + 4 * HOUR) == (BOB.id, CAROL.id)
    told = {BOB.id: [NOW + 4 * HOUR]}
    assert BOB.id not in list_due([first, second], told, GAPS, at=NOW + 8 * HOUR)
    assert [change.number for change in find_waiting([second, first], BOB.id, at=NOW)] == [1, 2]
    assert BOB.id not in list_due([second], told, GAPS, at=NOW + 7 * HOUR)  # a gap is a gap


def test_nobody_is_reminded_of_what_they_have_decided_or_what_is_over():
    voted = waiting(votes=(Vote(by=BOB, at=NOW),), needed=2)
    assert list_due([voted], {}, GAPS, at=NOW + 4 * HOUR) == (CAROL.id,)
    for over in (
        replace(voted, state=State.REJECTED),
        replace(voted, state=State.RETURNED),
        replace(voted, expires_at=NOW + 4 * HOUR),
    ):
        assert list_due([over], {}, GAPS, at=NOW + 4 * HOUR) == ()


@given(st.lists(st.floats(min_value=-30, max_value=60), max_size=40))
def test_a_clock_that_jumps_brings_one_reminder_in_a_gap_at_most(jumps):
    """TIME-01."""
    at, told = NOW, []
    for jump in jumps:
        at = max(at, at + jump * HOUR)  # time never goes back
        if BOB.id in list_due([waiting()], {BOB.id: told}, GAPS, at=at):
            told.append(at)
    assert all(later - earlier >= GAPS[1] for earlier, later in pairwise(told))
