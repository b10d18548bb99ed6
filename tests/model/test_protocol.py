"""What the exploration of the apply protocol finds, told as the stories that it finds."""

from datetime import timedelta
from functools import cache

import pytest
from fakes.samples import LATER, NOW, a_change
from model.moment import Defence, Promise, Risk
from model.protocol import BREAKS, explore

from bot.core import steps
from bot.core.change import Attempt, State
from bot.core.outcome import Answer
from bot.core.steps import NotAllowedError

ATTEMPT = Attempt(at=NOW, token="t")
STEPS = (
    lambda change: steps.withdraw(change, at=NOW),
    lambda change: steps.expire(change, at=LATER + timedelta(days=1)),
    lambda change: steps.claim(change, token="t", rest={}, at=NOW),
    lambda change: steps.note_answer(change, answer=Answer.ACCEPTED, executor="ada", sentence="", at=NOW),
    lambda change: steps.drop(change, note="moved", at=NOW),
    lambda change: steps.postpone(change, until=LATER, note="busy", at=NOW),
    lambda change: steps.resolve(change, State.APPLIED, name="root", note="seen", at=NOW),
    lambda change: steps.resolve(change, State.FAILED, name="root", note="seen", at=NOW),
    *(
        lambda change, to=to: steps.settle(change, to, attempt=ATTEMPT, note="", at=NOW)
        for to in (State.APPLIED, State.FAILED, State.UNKNOWN)
    ),
)
MODELLED = (State.APPROVED, State.APPLYING, State.UNKNOWN)
STANDS_STILL = ("approved", "postponed", "approved")
"""It is put off before anybody has claimed it: for the model nothing has happened."""

SENT = "w0 starts → w0 looks → w0 claims → w0 looks again → w0 sends the write"
STORIES = {
    Defence.LOCK: (
        "w0 starts → w0 looks → w0 claims → w0 looks again → w1 starts → w1 takes over → the patience ends"
        " → w0 sends the write → w1 reads the old value → w1 says failed → the write lands"
    ),
    Defence.CLAIM: (
        "w0 starts → w0 looks → w0 goes on without a claim → w0 looks again → w0 sends the write → the write lands"
        " → the requester withdraws"
    ),
    Defence.COMPARE: (
        "w0 starts → w0 looks → the requester withdraws → w0 claims → w0 looks again → w0 sends the write"
        " → the write lands"
    ),
    Defence.STALE: (
        "w0 starts → w0 looks → w0 claims → another admin sets a third value → w0 looks again → w0 sends the write"
        " → the write lands"
    ),
    Defence.VOTES: "w0 starts → w0 looks → w0 claims → an approval lapses → w0 looks again → w0 sends the write",
    Defence.ONCE: f"{SENT} → w0 hears nothing and sends the write again",
    Defence.NOT_FAILED: f"{SENT} → w0 hears nothing: failed → the write lands",
    Defence.NOT_AGAIN: (
        f"{SENT} → w0 hears nothing and puts the request back → w0 looks → w0 claims → w0 looks again"
        " → w0 sends the write"
    ),
    Defence.YES: f"{SENT} → the tenant says yes, and shows nothing yet → w0 hears yes: applied",
    Defence.QUARANTINE: f"{SENT} → w0 hears nothing → w0 reads the old value → w0 says failed → the write lands",
    Defence.LAST_SENDING: (
        "w0 starts → w0 looks → w0 claims → w0 looks again → the patience ends → w0 sends the write"
        " → w0 hears nothing → w0 reads the old value → w0 says failed → the write lands"
    ),
    Defence.CLOCK: (
        f"{SENT} → w0 hears nothing → w0 reads the old value → the write lands → the patience ends → w0 says failed"
    ),
    Defence.WITHDRAWAL: f"{SENT} → the write lands → the requester withdraws",
    Defence.ANSWER: (
        f"{SENT} → the tenant says yes, and shows nothing yet → w0 hears yes → w0 reads the old value → w0 dies"
        " → w1 starts → w1 takes over → the write comes to nothing → the patience ends → w1 reads the old value"
        " → w1 says failed"
    ),
    Defence.PROOF: (
        f"{SENT} → w0 hears nothing → the write lands → another admin sets a third value → w0 reads a third value"
        " → w0 says unknown → w0 looks again at the unknown → w0 reads a third value → w0 says failed"
    ),
    Defence.PERSON: "w0 starts → w0 looks → w0 claims → w0 dies → another admin sets a third value",
}

the_whole = cache(explore)


def list_moves():
    """List the moves that the product allows, by trying every step from every state."""
    for state in State:
        for step in STEPS:
            try:
                stepped, entry = step(a_change(state=state))
            except NotAllowedError:
                continue
            yield (state, entry.event, stepped.state)


def test_with_every_defence_every_promise_is_kept_whatever_happens():
    """APLY-01 APLY-02 APLY-03 APLY-05 REL-10."""
    found = the_whole()
    assert found.broken == {}
    assert found.moments > 25_000


@pytest.mark.parametrize("defence", Defence)
def test_without_a_defence_there_is_a_story_in_which_a_promise_is_broken(defence):
    """APLY-01 APLY-02 APLY-03 APLY-05 REL-10."""
    promise = BREAKS[defence]
    assert explore(without=defence, until=promise).broken[promise] == STORIES[defence]


def test_all_that_is_left_without_an_etag_is_the_moment_between_the_last_look_and_the_write():
    """PLAN-02."""
    found = explore(despite=Risk.NO_ETAG)
    assert found.broken == {Promise.OTHERS: f"{SENT} → another admin sets a third value → the write lands"}
    assert found.moments > the_whole().moments


def test_a_write_that_is_undone_before_anybody_has_read_it_looks_like_one_that_never_arrived():
    found = explore(despite=Risk.UNDONE)
    assert found.broken == {
        Promise.NEVER: (
            f"{SENT} → w0 hears nothing → the write lands → another admin sets the old value → the patience ends"
            " → w0 reads the old value → w0 says failed"
        )
    }
    assert found.moments > the_whole().moments


def test_the_model_moves_as_the_product_does():
    assert the_whole().moves == {move for move in list_moves() if move[0] in MODELLED} - {STANDS_STILL}
