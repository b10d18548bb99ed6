"""The ledger alone tells how every request stands."""

from dataclasses import replace

import pytest
from core.test_change import HANDBOOK, STEPS
from fakes.samples import ALICE, BOB, CAROL, LATER, NOW, a_change, a_story, the_rules

from bot.core import steps
from bot.core.change import State
from bot.core.ledger import Entry, Event
from bot.core.replay import Account, ReplayError, account, replay


def entries(*stories):
    return [entry for story in stories for _, entry in story]


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("step", ["nothing", *STEPS])
def test_replaying_the_entries_gives_what_is_stored(state, step):
    """APPR-14."""
    story = a_story(state, needed=2 if state is State.WAITING else 1)
    if (str(state), step) in HANDBOOK:
        story = (*story, STEPS[step](story[-1][0]))
    assert replay(entries(story)) == {1: account(story[-1][0])}


def test_an_account_says_how_many_must_agree_until_when_to_what_and_who_has():
    (first, *_), (waiting, *_) = (a_story(State.WAITING, needed=2)[index] for index in (0, 1))
    once = steps.approve(waiting, by=BOB, at=NOW)
    found = replay(entries(a_story(State.WAITING, needed=2), [once]))[1]
    assert found == Account(
        state=State.WAITING,
        rev=3,
        needed=2,
        expires_at=LATER,
        fingerprint=waiting.fingerprint,
        voters=frozenset({BOB.id}),
    )
    assert replay(entries(a_story(State.DRAFT)))[1].fingerprint == first.fingerprint == ""


def test_a_yes_to_another_fingerprint_does_not_count():
    """APPR-08 APPR-09."""
    story = a_story(State.WAITING, needed=2)
    once = steps.approve(story[-1][0], by=BOB, at=NOW)
    tightened = steps.tighten(once[0], rules=the_rules(2, version=2), at=NOW)
    again = steps.approve(tightened[0], by=CAROL, at=NOW)
    assert replay(entries(story, [once, tightened, again]))[1].voters == {CAROL.id}
    alien = replace(again[1], details={"fingerprint": once[0].fingerprint})
    assert replay([*entries(story, [once, tightened]), alien])[1].voters == set()


def test_what_is_no_step_changes_nothing_and_requests_are_kept_apart():
    noise = [
        Entry(at=NOW, request=0, event=Event.ADOPTED, before="", after=""),
        Entry(at=NOW, request=1, event=Event.REFUSED, before="waiting", after="waiting", by=ALICE.id),
        Entry(at=NOW, request=0, event=Event.HANDED_OUT, before="", after="", by=ALICE.id),
    ]
    one, two = a_story(State.APPROVED, number=1), a_story(State.REJECTED, number=2)
    mixed = [entry for pair in zip(entries(one), entries(two), noise, strict=True) for entry in pair]
    assert replay(mixed) == {1: account(a_change(State.APPROVED)), 2: account(a_change(State.REJECTED, number=2))}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda lines: lines[:1] + lines[2:], "Line 2 takes request 1 from waiting, but the lines before it lead to d"),
        (lambda lines: lines[1:], "Line 1 takes request 1 from draft, but the lines before it lead to nothing"),
        (lambda lines: [*lines, lines[0]], "Line 4 takes request 1 from nothing, but the lines before it lead to app"),
        (lambda lines: [*lines, lines[2]], "Line 4 takes request 1 from waiting, but the lines before it lead to app"),
        (lambda lines: [replace(lines[0], details={})], "Line 1 (planned) lacks what it should tell: 'needed'"),
        (lambda lines: [replace(lines[0], after="lost")], "Line 1 (planned) lacks what it should tell: 'lost'"),
        (lambda lines: [*lines[:2], replace(lines[2], details={})], "Line 3 (approved) lacks what it should tell: 'fi"),
    ],
    ids=["removed", "first removed", "planned twice", "said twice", "without facts", "no state", "yes to nothing"],
)
def test_lines_that_do_not_follow_from_one_another_are_named(spoil, told):
    with pytest.raises(ReplayError) as caught:
        replay(spoil(entries(a_story(State.APPROVED))))
    assert told in str(caught.value)
