"""Whatever the core can say, a row can hold."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from fakes.samples import NOW, a_change
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.change import Attempt, Change, Vote
from bot.core.impact import Impact
from bot.core.ledger import Entry
from bot.core.notice import Notice
from bot.core.plan import Plan
from bot.core.setting import Mode, Setting
from bot.edges.store.codec import join, spell_time, split
from bot.edges.store.tables import CHANGES, LEDGER, NOTICES, SEATS, VOTES
from bot.ports import Seat, UnexpectedError

zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=11))])
first, last = datetime(1000, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001  the zone comes after
times = st.datetimes(first, last, timezones=zones)
texts = st.text() | st.sampled_from(["\ud800", "\udfff", "a\ud83dz", "\x00"])

one_group = st.builds(Setting, st.just(Mode.GROUP), st.text(min_size=1))
settings = st.sampled_from([Setting(Mode.EVERYONE), Setting(Mode.NOBODY)]) | one_group
impacts = st.builds(Impact, at=st.none() | times)
plans = st.builds(Plan, before=settings, after=settings, impact=impacts)
attempts = st.builds(Attempt, at=times, rest=..., executor=..., answer=..., collateral=...)
changes = st.builds(
    Change,
    plan=plans,
    created_at=times,
    updated_at=times,
    expires_at=times,
    attempt=st.none() | attempts,
    reason=texts,
    ticket=...,
    needed=...,
    deciders=...,
    decider=...,
    note=texts,
)
votes = st.builds(Vote, at=times)
entries = st.builds(Entry, at=times, by=..., name=texts, note=texts, details=st.dictionaries(texts, texts))
notices = st.builds(Notice, due=times, to=..., place=..., topic=..., message=texts, shown=..., tries=..., is_dead=...)
seats = st.builds(Seat, teams_id=texts, place=...)


@given(changes)
def test_a_request_comes_back_as_it_was(change: Change) -> None:
    assert join(Change, split(change, CHANGES)) == change


@given(votes)
def test_a_vote_comes_back_as_it_was(vote: Vote) -> None:
    assert join(Vote, split(vote, VOTES)) == vote


@given(entries)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    assert join(Entry, split(entry, LEDGER)) == entry


@given(notices)
def test_a_notice_comes_back_as_it_was(notice: Notice) -> None:
    assert join(Notice, split(notice, NOTICES)) == notice


@given(seats)
def test_a_seat_comes_back_as_it_was(seat: Seat) -> None:
    assert join(Seat, split(seat, SEATS)) == seat


@example(NOW, NOW + timedelta(microseconds=1))
@given(times, times)
def test_times_sort_as_text_and_stay_aware(one: datetime, other: datetime) -> None:
    assert len(spell_time(one)) == len(spell_time(other)) == len("2026-03-02T09:00:00.000000+00:00")
    assert (spell_time(one) < spell_time(other)) == (one < other)
    assert datetime.fromisoformat(spell_time(one)).utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        spell_time(naive)


def test_a_body_is_plain_ascii() -> None:
    assert split(a_change(reason="Ünï😀"), CHANGES)["body"].isascii()


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"plan": 1}', "null"])
def test_a_row_that_is_not_ours_is_refused_in_our_words(broken: str) -> None:
    row = split(a_change(), CHANGES)
    with pytest.raises(UnexpectedError):
        join(Change, {**row, "body": broken})
