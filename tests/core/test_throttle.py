"""How fast groups are filled: never faster than Microsoft allows, as wide as it bears, and quiet when it asks."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.throttle import BINDS, QUOTA, WIDEST, Throttle, narrow, start, tell_left, widen
from bot.sim.tenant.quota import WRITES, Bucket

SIZE, SECONDS = WRITES
gaps = st.one_of(st.just(0.0), st.floats(0, 5), st.floats(0, 400))
batches = st.lists(st.tuples(gaps, st.integers(1, BINDS)), min_size=1, max_size=60)


def send(throttle, writes, *, now, is_patient):
    """Send a batch as soon as it may go; return when that was, or None if nobody waited for it."""
    while not isinstance(told := start(throttle, writes, now=now), Throttle):
        if not is_patient:
            return throttle, now, False
        assert told > 0
        now += told
    return told, now, True


def greedy(seconds):
    """Send batch after batch as fast as allowed for so long; yield when each went."""
    throttle, now = Throttle(), 0.0
    while True:
        throttle, now, _ = send(throttle, BINDS, now=now, is_patient=True)
        if now > seconds:
            return
        yield now


def test_whoever_sends_as_fast_as_allowed_never_finds_the_bucket_empty():
    """Microsoft's quota as a bucket of 3,000 that fills evenly in 150 s, over ten minutes; and little is left over."""
    bucket, sent = Bucket(size=SIZE, seconds=SECONDS, left=SIZE, at=0), 0
    for now in greedy(600):
        assert bucket.look(now) >= BINDS
        bucket.left -= BINDS
        sent += BINDS
    most = SIZE + 600 * SIZE / SECONDS
    assert 0.98 * most < sent <= most


def test_no_window_of_any_length_has_more_writes_than_its_quota():
    times = list(greedy(400))
    for first in range(0, len(times), 97):
        for last in range(first, len(times), 61):
            window = times[last] - times[first]
            assert (last - first + 1) * BINDS <= SIZE + window * SIZE / SECONDS


@given(batches, st.booleans())
def test_no_sequence_of_calls_is_ever_throttled(calls, is_patient):
    bucket, throttle, now = Bucket(size=SIZE, seconds=SECONDS, left=SIZE, at=0), Throttle(whole_at=140.0), 0.0
    bucket.left -= 140 * SIZE / SECONDS  # what has been spent already
    for gap, writes in calls:
        throttle, now, is_sent = send(throttle, writes, now=now + gap, is_patient=is_patient)
        if is_sent:
            assert bucket.look(now) >= writes - 1e-6
            bucket.left -= writes


def test_what_may_not_start_costs_nothing():
    spent = Throttle(whole_at=QUOTA.burst * QUOTA.gap)
    wait = start(spent, BINDS, now=0.0)
    assert isinstance(wait, float)
    assert start(spent, BINDS, now=0.0) == wait
    assert isinstance(start(spent, BINDS, now=wait + 1e-6), Throttle)
    assert not isinstance(start(spent, BINDS, now=wait - 0.01), Throttle)


# ---- width and quiet -------------------------------------------------------------------------------------------------

waits = st.one_of(st.none(), st.floats(0, 1e6))
steps = st.lists(st.one_of(st.just("well"), waits), max_size=60)


@given(steps, st.floats(0, 3))
def test_width_and_quiet_stay_within_their_bounds(steps, gap):
    throttle, now = Throttle(), 1_000.0
    for step in steps:
        now += gap
        before = throttle
        throttle = widen(throttle) if step == "well" else narrow(throttle, wait=step, now=now)
        assert 1 <= throttle.width <= WIDEST
        assert throttle.quiet <= now + 300
        assert throttle.quiet >= before.quiet
        if step == "well":
            assert throttle.width >= before.width
        elif step is not None:
            assert throttle.quiet >= now + min(step, 300)


def test_it_is_halved_by_trouble_and_grows_by_one_while_all_goes_well():
    throttle = narrow(Throttle(width=16), wait=None, now=0.0)
    assert throttle.width == 8
    for _ in range(4):
        throttle = widen(throttle)
    assert throttle.width == 12


def test_what_comes_back_from_the_same_moment_counts_once():
    """Eight batches under way meet the same 503; that is one sign of trouble, not eight."""
    throttle = Throttle(width=16)
    for _ in range(8):
        throttle = narrow(throttle, wait=None, now=10.0)
    assert (throttle.width, throttle.quiet) == (8, 12)
    throttle = Throttle(width=16)
    for seconds in (5, 9, 7):
        throttle = narrow(throttle, wait=seconds, now=10.0)
    assert (throttle.width, throttle.quiet) == (8, 19)


def test_trouble_after_trouble_waits_longer_each_time_until_something_goes_well():
    throttle, now, pauses = Throttle(), 0.0, []
    for _ in range(9):
        throttle = narrow(throttle, wait=None, now=now)
        pauses.append(throttle.quiet - now)
        now = throttle.quiet
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 128, 128]
    assert throttle.width == 1
    assert narrow(widen(throttle), wait=None, now=now).quiet == now + 2


@pytest.mark.parametrize(("asked", "kept"), [(0, 0), (7, 7), (150, 150), (300, 300), (86_400, 300)])
def test_nothing_is_sent_before_the_time_that_was_asked_for_up_to_five_minutes(asked, kept):
    """APLY-07."""
    throttle = narrow(Throttle(), wait=asked, now=50.0)
    if kept:
        assert start(throttle, 1, now=50.0) == kept
        assert not isinstance(start(throttle, 1, now=50.0 + kept - 0.001), Throttle)
    assert isinstance(start(throttle, 1, now=50.0 + kept), Throttle)


def test_the_rest_is_told_by_how_it_went_so_far():
    assert tell_left(done=50, total=200, elapsed=10) == 30
    assert tell_left(done=200, total=200, elapsed=10) == 0
    assert tell_left(done=0, total=200, elapsed=10) is None
    assert tell_left(done=5, total=200, elapsed=0) is None


@given(st.integers(0, 1_000), st.integers(0, 1_000), st.floats(0, 1e5))
def test_what_is_left_is_never_below_nothing(done, more, elapsed):
    left = tell_left(done=done, total=done + more, elapsed=elapsed)
    assert left is None or 0 <= left < inf
