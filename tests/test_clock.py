"""Time as Linkgate decides by it: it may jump ahead with the host's clock, and never goes back."""

from datetime import timedelta

from fakes.samples import NOW

from bot.clock import SteadyClock, SystemClock


class SetClock:
    """A host's clock that somebody sets, beside the seconds that pass."""

    def __init__(self):
        self.at, self.passed = NOW, 0.0

    def now(self):
        return self.at

    def monotonic(self):
        return self.passed

    def spend(self, seconds):
        self.at += timedelta(seconds=seconds)
        self.passed += seconds


def test_time_follows_the_host_until_that_is_set_back_and_then_goes_on_by_itself():
    """TIME-01."""
    host = SetClock()
    steady = SteadyClock(host, None)
    host.spend(60)
    assert steady.now() == NOW + timedelta(minutes=1)
    host.at -= timedelta(days=1)
    assert steady.now() == NOW + timedelta(minutes=1)
    host.spend(60)
    assert steady.now() == NOW + timedelta(minutes=2)
    host.at += timedelta(days=2)
    assert steady.now() == NOW + timedelta(days=1, minutes=2)
    host.at -= timedelta(days=1)
    host.spend(1)
    assert steady.now() == NOW + timedelta(days=1, minutes=2, seconds=1)
    assert steady.monotonic() == host.passed


def test_after_a_restart_no_time_comes_before_the_newest_entry_of_the_ledger():
    """TIME-01 AUD-05."""
    host = SetClock()
    steady = SteadyClock(host, NOW + timedelta(hours=3))
    host.spend(1)
    assert steady.now() == NOW + timedelta(hours=3, seconds=1)


async def test_the_system_clock_tells_aware_time_that_passes():
    clock = SystemClock()
    before, since = clock.now(), clock.monotonic()
    await clock.sleep(0.001)
    assert clock.now() > before
    assert clock.monotonic() > since
    assert before.utcoffset() == timedelta(0)
