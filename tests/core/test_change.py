"""Every step from every state, against a table written a second time in the handbook's words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.samples import BOB, CAROL, NOW, RULES, a_change, a_plan, the_rules

from bot.core import steps
from bot.core.change import Attempt, State, Told
from bot.core.outcome import Answer
from bot.core.steps import NotAllowedError

DAN = replace(BOB, id="dan", name="Dan")
LATER = NOW + timedelta(minutes=1)
MUCH_LATER = NOW + timedelta(days=365)


def asked(change):
    """Let DAN be asked to make the change by hand."""
    return replace(change, attempt=Attempt(at=NOW, token="t", hand=DAN))


STEPS = {
    "send": lambda change: steps.send(
        change,
        plan=change.plan,
        reason="summit",
        told=Told.DONE,
        ticket="",
        deciders=(BOB.id, CAROL.id),
        rules=RULES,
        at=LATER,
    ),
    "approve": lambda change: steps.approve(change, by=BOB, at=LATER),
    "reject": lambda change: steps.reject(change, by=BOB, note="not now", at=LATER),
    "give back": lambda change: steps.give_back(change, by=BOB, note="say more", at=LATER),
    "tighten": lambda change: steps.tighten(change, rules=the_rules(2), at=LATER),
    "withdraw": lambda change: steps.withdraw(change, at=LATER),
    "expire": lambda change: steps.expire(change, at=MUCH_LATER),
    "claim": lambda change: steps.claim(change, token="t", rest={}, at=LATER),
    "note the answer": lambda change: steps.note_answer(
        change, answer=Answer.ACCEPTED, executor="ada", sentence="", at=LATER
    ),
    "hear that it is done": lambda change: steps.report(asked(change), by=DAN, at=LATER),
    "hear that it is not done": lambda change: steps.report(asked(change), by=DAN, hindrance="no role", at=LATER),
    "postpone": lambda change: steps.postpone(change, until=MUCH_LATER, note="busy", at=LATER),
    "drop": lambda change: steps.drop(change, note="moved", at=LATER),
    "settle as applied": lambda change: steps.settle(
        change, State.APPLIED, attempt=Attempt(at=NOW, token="t", answer=Answer.ACCEPTED), note="", at=LATER
    ),
    "settle as failed": lambda change: steps.settle(
        change, State.FAILED, attempt=Attempt(at=NOW, token="t"), note="", at=LATER
    ),
    "settle as unknown": lambda change: steps.settle(
        change, State.UNKNOWN, attempt=Attempt(at=NOW, token="t"), note="", at=LATER
    ),
    "resolve as applied": lambda change: steps.resolve(change, State.APPLIED, name="root", note="seen", at=LATER),
    "resolve as failed": lambda change: steps.resolve(change, State.FAILED, name="root", note="seen", at=LATER),
    "correct": lambda change: steps.correct(change, attempt=Attempt(at=NOW, token="t"), note="late", at=LATER),
}

# The handbook: a request that is <left> becomes <right> by this step; every other pair is refused.
HANDBOOK = {
    ("draft", "send"): "waiting",
    ("draft", "withdraw"): "withdrawn",
    ("draft", "expire"): "expired",
    ("waiting", "approve"): "approved",
    ("waiting", "reject"): "rejected",
    ("waiting", "give back"): "returned",
    ("waiting", "tighten"): "waiting",
    ("returned", "send"): "waiting",
    ("returned", "withdraw"): "withdrawn",
    ("returned", "expire"): "expired",
    ("waiting", "withdraw"): "withdrawn",
    ("waiting", "expire"): "expired",
    ("approved", "withdraw"): "withdrawn",
    ("approved", "expire"): "expired",
    ("approved", "claim"): "applying",
    ("approved", "drop"): "stale",
    ("approved", "postpone"): "approved",
    ("applying", "postpone"): "approved",
    ("applying", "note the answer"): "applying",
    ("applying", "hear that it is done"): "applying",
    ("applying", "hear that it is not done"): "applying",
    ("applying", "drop"): "stale",
    ("applying", "settle as applied"): "applied",
    ("applying", "settle as failed"): "failed",
    ("applying", "settle as unknown"): "unknown",
    ("unknown", "settle as applied"): "applied",
    ("unknown", "settle as failed"): "failed",
    ("unknown", "resolve as applied"): "applied",
    ("unknown", "resolve as failed"): "failed",
    ("failed", "correct"): "applied",
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("step", list(STEPS))
def test_every_step_from_every_state_is_as_the_handbook_says(state, step):
    """CARD-08 APPR-07 APPR-10."""
    change = a_change(state)
    expected = HANDBOOK.get((str(state), step))
    if expected is None:
        with pytest.raises(NotAllowedError):
            STEPS[step](change)
        return
    stepped, entry = STEPS[step](change)
    assert stepped.state == expected
    assert stepped.rev == change.rev + 1
    assert (entry.before, entry.after, entry.request) == (state, expected, change.number)
    assert entry.at == stepped.updated_at


@pytest.mark.parametrize("state", list(State))
def test_a_state_is_final_when_no_step_leads_out_of_it(state):
    leaves = any(left == state for left, step in HANDBOOK if step != "correct")  # which nobody waits for
    assert a_change(state=state).is_final is not leaves


def test_the_person_who_asked_cannot_decide():
    """APPR-01."""
    change = a_change(state=State.WAITING, deciders=(BOB.id,))
    own = replace(change, deciders=(*change.deciders, change.requester.id))
    for decide in (
        lambda: steps.approve(own, by=own.requester, at=LATER),
        lambda: steps.approve(own, by=replace(own.requester, name="Somebody Else"), at=LATER),
        lambda: steps.reject(own, by=own.requester, note="no", at=LATER),
    ):
        with pytest.raises(NotAllowedError):
            decide()
    assert steps.approve(own, by=BOB, at=LATER)[0].state is State.APPROVED


def test_one_person_has_one_vote_of_two_that_are_needed():
    """APPR-02."""
    change = a_change(state=State.WAITING, needed=2, votes=(), deciders=(BOB.id, CAROL.id))
    once, entry = steps.approve(change, by=BOB, at=LATER)
    assert once.state is State.WAITING
    assert entry.details["votes"] == "1 of 2"
    with pytest.raises(NotAllowedError):
        steps.approve(once, by=replace(BOB, name="Robert"), at=LATER)
    assert steps.approve(once, by=CAROL, at=LATER)[0].state is State.APPROVED


def test_one_no_closes_a_request_that_already_has_a_yes():
    """APPR-05."""
    change = a_change(state=State.WAITING, needed=2, votes=(), deciders=(BOB.id, CAROL.id))
    once, _ = steps.approve(change, by=BOB, at=LATER)
    assert steps.reject(once, by=CAROL, note="no", at=LATER)[0].state is State.REJECTED


def test_somebody_who_became_an_approver_later_has_no_vote():
    """ID-11."""
    change = a_change(state=State.WAITING, deciders=(BOB.id,))
    with pytest.raises(NotAllowedError):
        steps.approve(change, by=DAN, at=LATER)
    with pytest.raises(NotAllowedError):
        steps.reject(change, by=DAN, note="no", at=LATER)


def test_expiry_wins_over_a_vote_of_the_same_moment():
    """TIME-02."""
    change = a_change(state=State.WAITING, deciders=(BOB.id,))
    with pytest.raises(NotAllowedError):
        steps.approve(change, by=BOB, at=change.expires_at)
    assert steps.expire(change, at=change.expires_at)[0].state is State.EXPIRED
    with pytest.raises(NotAllowedError):
        steps.expire(change, at=change.expires_at - timedelta(microseconds=1))


def test_nothing_is_sent_without_a_reason_or_without_enough_deciders():
    """ID-12."""
    draft = a_change(state=State.DRAFT, needed=2)

    def send(reason, *deciders, told=Told.PLANNED):
        rules = the_rules(2)
        return steps.send(
            draft, plan=a_plan(), reason=reason, ticket="", told=told, deciders=deciders, rules=rules, at=LATER
        )[0]

    for reason, deciders in [
        ("", (BOB.id, CAROL.id)),
        ("why", ()),
        ("why", (BOB.id,)),
        ("why", (BOB.id, BOB.id)),
        ("why", (BOB.id, draft.requester.id)),
    ]:
        with pytest.raises(NotAllowedError):
            send(reason, *deciders)
    with pytest.raises(NotAllowedError):
        send("why", BOB.id, CAROL.id, told=None)
    sent = send("why", BOB.id, CAROL.id)
    assert (sent.state, sent.told) == (State.WAITING, Told.PLANNED)


def test_one_write_has_one_answer_and_what_was_sent_is_not_dropped():
    applying = a_change(state=State.APPLYING)
    written, entry = STEPS["note the answer"](applying)
    assert (written.attempt.answer, written.attempt.executor) == (Answer.ACCEPTED, "ada")
    assert (entry.event, entry.details["answer"], entry.details["executor"]) == ("written", "accepted", "ada")
    for step in ("note the answer", "drop"):
        with pytest.raises(NotAllowedError):
            STEPS[step](written)
    assert STEPS["settle as applied"](written)[0].state is State.APPLIED


def test_who_was_asked_says_once_what_came_of_it_and_nobody_else_does():
    applying = asked(a_change(state=State.APPLYING))
    assert applying.waits_for == DAN
    done, entry = steps.report(applying, by=DAN, at=LATER)
    assert (done.attempt.answer, done.attempt.executor, done.waits_for) == (Answer.DONE, DAN.id, None)
    assert (entry.event, entry.by, entry.note) == ("done", DAN.id, "")
    hindered, entry = steps.report(applying, by=DAN, hindrance="no role", at=LATER)
    assert (hindered.attempt.answer, hindered.attempt.sentence) == (Answer.REFUSED, "no role")
    assert (entry.event, entry.note) == ("not-done", "no role")
    for change, person in ((done, DAN), (hindered, DAN), (applying, BOB), (a_change(state=State.APPLYING), DAN)):
        with pytest.raises(NotAllowedError):
            steps.report(change, by=person, at=LATER)
    with pytest.raises(NotAllowedError):
        steps.withdraw(applying, at=LATER)


def test_the_ledger_says_who_was_asked():
    approved = a_change(state=State.APPROVED)
    claimed, entry = steps.claim(approved, token="t", rest={}, hand=DAN, at=LATER)
    assert (claimed.waits_for, entry.details["asked"]) == (DAN, DAN.id)


def test_no_step_but_an_approval_leads_to_a_write():
    """APPR-12."""
    found, reached = [a_change(state=State.WAITING)], set()
    while found:
        change = found.pop()
        reached.add(change.state)
        open_ways = [name for left, name in HANDBOOK if left == change.state and name != "approve"]
        ends = [STEPS[name](change)[0] for name in open_ways]
        found += [end for end in ends if end.state not in reached]
    assert reached == {State.WAITING, State.REJECTED, State.RETURNED, State.WITHDRAWN, State.EXPIRED}
    to_applying = {name for (_, name), right in HANDBOOK.items() if right == "applying"}
    assert to_applying == {"claim", "note the answer", "hear that it is done", "hear that it is not done"}


def test_what_is_claimed_is_what_enough_people_approved():
    """APPR-09."""
    approved = a_change(state=State.APPROVED)
    (vote,) = approved.votes
    for other in (
        replace(approved, votes=(replace(vote, fingerprint="f" * 64),)),
        replace(approved, votes=()),
        replace(approved, needed=2, votes=(vote, vote)),
        replace(approved, votes=(replace(vote, by=DAN),)),
        replace(approved, votes=(replace(vote, by=approved.requester),), deciders=(approved.requester.id,)),
        replace(approved, plan=replace(approved.plan, after=approved.plan.before)),
        replace(approved, drift=approved.drift + 1),
        replace(approved, tenant="another"),
        replace(approved, expires_at=approved.expires_at + timedelta(days=1)),
    ):
        with pytest.raises(NotAllowedError):
            STEPS["claim"](other)
    assert STEPS["claim"](approved)[0].state is State.APPLYING


def test_a_rejection_needs_a_reason():
    with pytest.raises(NotAllowedError):
        steps.reject(a_change(state=State.WAITING, deciders=(BOB.id,)), by=BOB, note="", at=LATER)


def test_the_ledger_line_of_a_draft_says_from_what_to_what():
    change = a_change(state=State.DRAFT)
    draft, entry = steps.open_draft(
        change.plan,
        id=change.id,
        number=change.number,
        requester=change.requester,
        origin=change.origin,
        home=change.home,
        rules=RULES,
        reason="",
        ticket="",
        at=NOW,
    )
    assert (draft.state, draft.rev) == (State.DRAFT, 1)
    assert (entry.before, entry.after, entry.by) == ("", "draft", change.requester.id)
    assert entry.details["from"].startswith(str(change.plan.before.mode))
    assert entry.details["to"].startswith(str(change.plan.after.mode))
