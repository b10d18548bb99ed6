"""Decisions beyond yes and no: returned and sent again, typed, under other rules, stale and planned again."""

from dataclasses import replace

import pytest
from fakes.office import Office
from fakes.samples import ALICE, APPROVERS, BOB, CAROL, RULES, SALES, the_rules

from bot.core.act import Act, Verb
from bot.core.change import Proof, State
from bot.core.ledger import Event
from bot.core.policy import RULES as BY_REASON
from bot.core.policy import Reason
from bot.core.rules import Direction, shorten
from bot.core.setting import GroupId, Mode, Setting
from bot.core.text import flatten
from bot.core.view import ChangeView, SaidView, WhyView
from bot.ports import ConflictError, NotFoundError, NotPermittedError, UnreachableError
from bot.register import Register
from bot.steward import Steward

TWO = replace(RULES, version=2, approvals=dict.fromkeys(Direction, 2))


def said(view):
    assert isinstance(view, SaidView), view
    return "".join(sign for sign in flatten(view.sentence) if sign.isprintable())


def steward(office, rules=RULES):
    register = Register(office.ports.store, office.worker.register.bell)
    return Steward(register=register, clock=office.ports.clock, rules=rules, name="root")


async def refusals(office):
    return [
        (entry.by, entry.details["act"], entry.details["rule"], entry.note)
        for entry in await office.ports.store.entries()
        if entry.event is Event.REFUSED
    ]


async def test_what_is_returned_can_be_sent_again_and_old_votes_and_old_cards_count_no_more(office, clock):
    """APPR-08 CARD-05."""
    await office.sent("linkedin enable all")
    first = await office.newest()
    await office.clicks(BOB, Verb.APPROVE, first)
    shown = await office.newest()
    await office.clicks(CAROL, Verb.RETURN, shown, changes="Name the ticket")
    returned = await office.newest()
    assert (returned.state, returned.votes, returned.note) == (State.RETURNED, (), "Name the ticket")
    await office.postman.deliver()
    clock.move(minutes=1)
    await office.clicks(ALICE, Verb.SEND, returned, reason="Summit", ticket="CHG-7")
    again = await office.newest()
    assert (again.state, again.votes, again.ticket, again.number) == (State.WAITING, (), "CHG-7", first.number)
    assert again.fingerprint != first.fingerprint  # another expiry at least
    for old in (first, shown, returned):
        view = await office.clicks(BOB, Verb.APPROVE, old)
        assert isinstance(view, ChangeView)
        assert view.change == again
    await office.clicks(BOB, Verb.APPROVE, again)
    await office.clicks(CAROL, Verb.APPROVE, await office.newest())
    await office.worker.advance()
    assert (await office.newest()).state is State.APPLIED


async def test_only_who_decides_can_return_a_request_and_only_with_a_word(office):
    waiting = await office.sent()
    assert "Say why" in said(await office.clicks(BOB, Verb.RETURN, waiting, changes="  "))
    assert "Nobody decides on their own" in said(await office.clicks(ALICE, Verb.RETURN, waiting, changes="x"))
    assert (await office.newest()).state is State.WAITING


async def test_a_typed_approval_is_for_a_fingerprint_and_for_nothing_less(office):
    """CARD-10 APPR-09 APPR-13."""
    waiting = await office.sent()
    short = shorten(waiting.fingerprint)
    for typed in ("", " 000000", f" {short}0", f" {short[1:]}", " deadbeef"):
        view = await office.asks(BOB, f"linkedin approve LI-1{typed}", origin=f"typed{typed}")
        assert short in said(view)
        assert view.suggestions == (f"linkedin approve LI-1 {short}",)
        assert (await office.newest()).state is State.WAITING
    assert "Nobody decides on their own" in said(
        await office.asks(ALICE, f"linkedin approve LI-1 {short}", origin="own")
    )
    assert "is approved by" in said(await office.asks(BOB, f"linkedin approve LI-1 {short.upper()}", origin="yes"))
    assert (await office.newest()).votes[0].fingerprint == waiting.fingerprint
    late = said(await office.asks(CAROL, f"linkedin approve LI-1 {short}", origin="late"))
    assert "LI-1 is approved" in late
    assert "Rule in-time (too-late)" in late


@pytest.mark.parametrize(("typed", "state"), [("reject", State.REJECTED), ("return", State.RETURNED)])
async def test_a_no_can_be_typed_with_its_reason(office, typed, state):
    """APPR-05."""
    await office.sent()
    await office.asks(BOB, f"linkedin {typed} LI-1 because not in December")
    change = await office.newest()
    assert (change.state, change.note, change.decider) == (state, "not in December", BOB)


async def test_whoever_is_refused_reads_the_rule_and_the_ledger_keeps_it(office, directory):
    waiting = await office.sent()
    assert "Rule four-eyes (own-request)." in said(await office.clicks(ALICE, Verb.APPROVE, waiting))
    assert "Rule askers (not-operator)." in said(await office.asks(BOB, "linkedin disable"))
    assert "Rule own-request (not-requester)." in said(await office.clicks(BOB, Verb.WITHDRAW, waiting))
    assert "Rule one-at-a-time (slot-taken)." in said(await office.asks(ALICE, "linkedin disable", origin="second"))
    assert "Rule known-card (no-such-request)." in said(await office.asks(BOB, "linkedin reject 99 because no"))
    assert await refusals(office) == [
        (ALICE.id, "decide", "four-eyes", "own-request"),
        (BOB.id, "ask", "askers", "not-operator"),
        (BOB.id, "withdraw", "own-request", "not-requester"),
        (ALICE.id, "ask", "one-at-a-time", "slot-taken"),
        (BOB.id, "reject", "known-card", "no-such-request"),
    ]
    assert set(BY_REASON) == set(Reason)


async def test_a_ledger_that_takes_no_line_refuses_all_the_same(office, store):
    """AUD-06."""
    waiting = await office.sent()

    async def record(entry):
        raise UnreachableError("The disk is full.")

    store.record = record
    assert "The disk is full." in said(await office.clicks(ALICE, Verb.APPROVE, waiting))
    assert (await office.newest()).state is State.WAITING


@pytest.mark.parametrize("term", ["from", "members", "approvals", "to"])
async def test_a_stale_request_names_what_is_not_as_approved_and_is_planned_again(office, setting, directory, term):
    """PLAN-01 PLAN-05 PLAN-07 APPR-06."""
    approved = await office.approved()
    match term:
        case "from":
            setting.setting = Setting(Mode.EVERYONE)
        case "members":
            people = [replace(BOB, id=f"{number:08x}-0000-4000-8000-000000000000") for number in range(6)]
            for person in people:
                directory.add_person(person)
            directory.add_group(SALES, [person.id for person in people])
        case "approvals":
            directory.memberships[APPROVERS].discard(BOB.id)
        case "to":
            directory.remove_group(SALES.id)
    await office.worker.advance()
    stale = await office.newest()
    (entry,) = [entry for entry in await office.ports.store.entries() if entry.event is Event.DROPPED]
    assert (stale.state, entry.details["term"]) == (State.STALE, term)
    assert entry.details["fingerprint"] == approved.fingerprint
    assert setting.sent == []


async def test_a_stale_request_is_planned_again_once_by_who_asked(office, setting):
    """PLAN-01."""
    await office.approved()
    setting.setting = Setting(Mode.EVERYONE)
    await office.worker.advance()
    await office.postman.deliver()
    stale = await office.newest()
    assert "was Off for everyone and is On for everyone now" in stale.note
    assert "Only the person who asked" in said(await office.clicks(BOB, Verb.AGAIN, stale))
    for _ in range(2):
        assert "planned from the setting as it is now" in said(await office.clicks(ALICE, Verb.AGAIN, stale))
    draft = await office.newest()
    assert (draft.number, draft.state, draft.plan.before) == (2, State.DRAFT, Setting(Mode.EVERYONE))
    assert (draft.plan.after, draft.reason) == (stale.plan.after, stale.reason)


# ---- rules ----------------------------------------------------------------------------------------------------------


async def restart(office, rules):
    """Start anew with other rules, on what there is."""
    return await Office(office.ports, office.applier.pace, rules).opens()


async def test_rules_that_nobody_adopted_let_nothing_happen(office, setting, notices):
    """APPR-03."""
    await office.approved()
    other = await restart(office, TWO)
    await other.worker.advance()
    assert (await other.newest()).state is State.APPROVED
    assert setting.sent == []
    status = await other.asks(ALICE, "linkedin status")
    assert "nobody has adopted them" in status.brake
    await steward(other, TWO).adopt(note="Two from now on")
    await other.worker.advance()
    stale = await other.newest()
    assert (stale.state, setting.sent) == (State.STALE, [])
    assert "approval no longer counts" in stale.note


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 1)])
async def test_the_stricter_of_old_and_new_rules_holds_for_what_waits(ports, pace, setting, before, after):
    """APPR-03 APPR-08."""
    office = await Office(ports, pace, the_rules(before)).opens()
    waiting = await office.sent()
    if before == 2:
        await office.clicks(BOB, Verb.APPROVE, waiting)
    other = await restart(office, the_rules(after, version=2))
    refused = said(await other.clicks(CAROL, Verb.APPROVE, await other.newest()))
    assert "Rule adopted-rules (new-rules)" in refused
    await steward(other, other.rules).adopt(note="because")
    assert "Rule adopted-rules (new-rules)" in said(await other.clicks(CAROL, Verb.APPROVE, await other.newest()))
    await other.worker.advance()
    tightened = await other.newest()
    assert (tightened.state, tightened.needed, tightened.votes) == (State.WAITING, 2, ())
    assert tightened.fingerprint != waiting.fingerprint
    await other.clicks(CAROL, Verb.APPROVE, tightened)
    assert (await other.newest()).state is State.WAITING
    await other.clicks(BOB, Verb.APPROVE, await other.newest())
    await other.worker.advance()
    assert (await other.newest()).state is State.APPLIED


async def test_other_rules_need_a_higher_version_and_are_adopted_once(office):
    """OPS-08."""
    with pytest.raises(ConflictError, match="hold already"):
        await steward(office).adopt(note="again")
    with pytest.raises(ConflictError, match="need a higher version"):
        await steward(office, replace(TWO, version=1)).adopt(note="unseen")
    await steward(office, TWO).adopt(note="Two from now on")
    entry = await office.ports.store.newest(Event.ADOPTED)
    assert (entry.name, entry.note, entry.details["digest"]) == ("root", "Two from now on", TWO.digest)
    assert entry.details["approvals narrowing"] == "2"


async def test_while_it_may_only_read_approvals_are_kept_and_nothing_is_written(ports, pace, setting):
    """APLY-15."""
    held = await Office(ports, pace, is_read_only=True).opens()
    await held.approved()
    await held.worker.advance()
    assert ((await held.newest()).state, setting.sent) == (State.APPROVED, [])
    assert "read only" in (await held.asks(ALICE, "linkedin status")).brake
    with pytest.raises(NotPermittedError, match="read only"):
        await held.applier.brake.check()
    free = await restart(held, RULES)
    await free.worker.advance()
    assert (await free.newest()).state is State.APPLIED


@pytest.mark.parametrize(
    ("rules", "inputs", "told"),
    [
        ({"reason": ".{10,}"}, {"reason": "short"}, "A reason has to match the house rule"),
        ({"ticket": "CHG-[0-9]+"}, {"reason": "why", "ticket": "INC-1"}, "A ticket has to match the house rule"),
        ({"needs_ticket": True}, {"reason": "why"}, "A ticket is needed"),
        ({}, {"reason": " "}, "Say why"),
    ],
)
async def test_reason_and_ticket_are_as_the_rules_want_them(ports, pace, rules, inputs, told):
    office = await Office(ports, pace, replace(RULES, **rules)).opens()
    await office.asks(ALICE, "linkedin enable all")
    await office.postman.deliver()
    draft = await office.newest()
    refused = said(await office.clicks(ALICE, Verb.SEND, draft, **inputs))
    assert told in refused
    assert "Rule form" in refused
    assert await office.newest() == draft
    good = {"reason": "a long enough reason", "ticket": "CHG-1"}
    await office.clicks(ALICE, Verb.SEND, draft, **good)
    assert (await office.newest()).state is State.WAITING


async def test_those_whom_the_rules_name_hear_of_the_outcome_and_nobody_else(ports, pace, directory, notices, clock):
    told = GroupId("told")
    directory.add_group(replace(SALES, id=told, name="Told"), [CAROL.id, ALICE.id])
    office = await Office(ports, pace, replace(RULES, told=told)).opens()
    await office.approved()
    await office.worker.advance()
    words = [notice for notice in await ports.store.notices((await office.newest()).id) if notice.topic]
    assert {(notice.to, notice.topic) for notice in words} == {
        (ALICE.id, State.APPROVED),
        (ALICE.id, State.APPLIED),
        (CAROL.id, State.APPLIED),
    }


# ---- the host -------------------------------------------------------------------------------------------------------


async def test_only_an_unknown_outcome_can_be_closed_by_hand(office):
    await office.approved()
    with pytest.raises(NotFoundError):
        await steward(office).resolve(9, State.APPLIED, note="seen")
    for _ in range(2):
        with pytest.raises(ConflictError, match="LI-1 is"):
            await steward(office).resolve(1, State.APPLIED, note="seen")
        await office.worker.advance()


@pytest.mark.parametrize("to", [State.APPLIED, State.FAILED])
async def test_resolving_is_recorded_and_frees_the_setting(office, store, setting, to):
    await office.approved()
    write = setting.write

    async def write_and_break(wanted, *, token, until):
        written = await write(wanted, token=token, until=until)
        setting.broken = UnreachableError("no answer")
        return written

    setting.write = write_and_break
    await office.worker.advance()
    assert (await office.newest()).state is State.UNKNOWN
    refused = said(await office.asks(ALICE, "linkedin disable", origin="meanwhile"))
    assert "LI-1 of Alice Adams is unknown" in refused
    change = await steward(office).resolve(1, to, note="I looked at it in the admin center")
    assert (change.state, change.attempt.proof) == (to, Proof.ATTESTED if to is State.APPLIED else None)
    entry = (await store.entries(1))[-1]
    assert (entry.event, entry.name, entry.note) == ("resolved", "root", "I looked at it in the admin center")
    assert await store.holding() is None


# ---- why ------------------------------------------------------------------------------------------------------------


async def test_whoami_says_rule_by_rule_what_a_person_may_do(office, directory):
    expected = {ALICE: [True, True, False, True], BOB: [True, False, True, True]}
    for person, met in expected.items():
        view = await office.asks(person, "linkedin whoami", origin=f"who {person.id}")
        assert isinstance(view, WhyView)
        assert [ground.is_met for ground in view.grounds] == met
    directory.people[BOB.id] = replace(BOB, is_enabled=False)
    view = await office.asks(BOB, "linkedin whoami", origin="gone")
    assert [ground.is_met for ground in view.grounds] == [False] * 4


async def test_why_says_what_a_request_waits_for_and_who_may_decide(office, directory):
    await office.sent("linkedin enable all")
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    views = {person: await office.asks(person, "linkedin why LI-1", origin=person.id) for person in (ALICE, BOB, CAROL)}
    unmet = {
        person: {ground.rule for ground in view.grounds if ground.is_met is False} for person, view in views.items()
    }
    assert unmet == {ALICE: {"four-eyes", "approvers", "quorum"}, BOB: {"quorum"}, CAROL: {"quorum"}}
    quorum = next(ground for ground in views[BOB].grounds if ground.rule == "quorum")
    assert flatten(quorum.sentence) == "1 of 2 approvals count now; 1 were given."
    directory.memberships[APPROVERS].discard(BOB.id)
    view = await office.asks(CAROL, "linkedin why 1", origin="later")
    quorum = next(ground for ground in view.grounds if ground.rule == "quorum")
    assert flatten(quorum.sentence) == "0 of 2 approvals count now; 1 were given."
    assert "no such request" in said(await office.asks(CAROL, "linkedin why 9", origin="none")).lower()


async def test_a_click_that_names_no_plan_of_ours_changes_nothing(office):
    waiting = await office.sent()
    view = await office.clicks(BOB, Verb.APPROVE, replace(waiting, rev=waiting.sent_rev - 1))
    assert isinstance(view, ChangeView)
    assert (await office.newest()).votes == ()
    assert Act(Verb.APPROVE, waiting.id, waiting.rev).rev == waiting.sent_rev
