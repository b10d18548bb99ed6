"""No way around those who have to agree, and none past the one write that they agreed to."""

from dataclasses import replace

import pytest
from fakes.office import Office
from fakes.samples import ALICE, APPROVERS, BOB, CAROL, SALES
from fakes.setting import Fate
from fakes.store import FakeStore

from bot.core.act import Verb
from bot.core.change import State
from bot.core.ledger import Event
from bot.core.setting import Mode, Setting
from bot.core.text import flatten
from bot.core.view import ChangeView, SaidView

WORDS = ("approve LI-1", "reject LI-1 because I say so", "return LI-1 because I say so", "why LI-1", "enable all")


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence)


async def test_no_command_and_no_button_brings_a_request_past_the_others(office, directory, setting):
    """APPR-12. Who asks is an administrator, an operator and an approver, and tries everything that there is."""
    directory.memberships[APPROVERS].add(ALICE.id)
    waiting = await office.sent()
    for verb in set(Verb) - {Verb.WITHDRAW, Verb.DISCARD}:
        await office.clicks(ALICE, verb, waiting, note="x", changes="x", reason="x", group=SALES.id)
        await office.worker.advance()
    for text in (*WORDS, f"approve LI-1 {waiting.fingerprint}"):
        await office.asks(ALICE, f"linkedin {text}", origin=text)
        await office.worker.advance()
    assert await office.ports.store.change(waiting.id) == waiting
    assert setting.sent == []
    await office.clicks(BOB, Verb.APPROVE, waiting)
    await office.worker.advance()
    assert len(setting.sent) == 1


async def test_of_a_hundred_plans_that_wait_to_be_sent_only_the_first_is_as_it_was_planned(office, setting):
    """APPR-11 PLAN-12."""
    drafts = []
    for number in range(100):
        await office.asks(ALICE, f"linkedin enable all because of {number}", origin=number)
        drafts.append(await office.newest())
    while await office.ports.store.owed(office.ports.clock.now(), 1):  # fifty at a time
        await office.postman.deliver()
    await office.clicks(ALICE, Verb.SEND, drafts[0], reason="first")
    for draft in drafts[1:]:
        assert "Rule one-at-a-time (slot-taken)" in said(await office.clicks(ALICE, Verb.SEND, draft, reason="next"))
    while await office.ports.store.owed(office.ports.clock.now(), 1):
        await office.postman.deliver()
    for person in (BOB, CAROL):
        await office.clicks(person, Verb.APPROVE, await office.ports.store.change(drafts[0].id))
    await office.worker.advance()
    for draft in drafts[1:]:
        assert "Rule as-planned (not-as-planned)" in said(await office.clicks(ALICE, Verb.SEND, draft, reason="next"))
    assert len(setting.sent) == 1


async def test_a_vote_on_what_the_store_does_not_know_yet_is_refused(office):
    """APPR-07. After a restore from a backup, cards are newer than the requests."""
    waiting = await office.sent()
    ahead = replace(waiting, rev=waiting.rev + 1)
    assert "Rule known-card (no-such-request)" in said(await office.clicks(BOB, Verb.APPROVE, ahead))
    assert await office.newest() == waiting


@pytest.mark.parametrize("to", [State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.APPLIED])
async def test_a_vote_on_what_is_over_changes_nothing(office, clock, to):
    """APPR-07."""
    waiting = await office.sent()
    match to:
        case State.REJECTED:
            await office.clicks(BOB, Verb.REJECT, waiting, note="no")
        case State.WITHDRAWN:
            await office.clicks(ALICE, Verb.WITHDRAW, waiting)
        case State.EXPIRED:
            clock.move(hours=24)
        case State.APPLIED:
            await office.clicks(BOB, Verb.APPROVE, waiting)
    await office.worker.advance()
    over = await office.newest()
    assert over.state is to
    for card in (waiting, over):
        assert isinstance(await office.clicks(CAROL, Verb.APPROVE, card), ChangeView)
    assert await office.newest() == over


async def test_a_vote_after_the_expiry_is_late_before_anybody_has_noted_that_it_expired(office, clock):
    """APPR-07 TIME-02."""
    waiting = await office.sent()
    clock.move(hours=24)
    await office.clicks(BOB, Verb.APPROVE, waiting)
    assert await office.newest() == waiting


async def test_a_write_that_is_throttled_waits_as_long_as_was_asked_and_is_sent_again_once(office, setting, clock):
    """APLY-07."""
    await office.approved()
    setting.fate = Fate.THROTTLED
    for _ in range(5):
        await office.worker.advance()
    change = await office.newest()
    assert (change.state, len(setting.sent), setting.writes) == (State.APPROVED, 1, [])
    assert (change.not_before - clock.now()).total_seconds() == 30
    clock.move(seconds=30)
    for _ in range(5):
        await office.worker.advance()
    assert ((await office.newest()).state, len(setting.sent), len(setting.writes)) == (State.APPLIED, 2, 1)
    events = [entry.event for entry in await office.ports.store.entries(change.number)]
    assert events.count(Event.POSTPONED) == 1
    assert events.count(Event.CLAIMED) == 2


async def test_two_bots_with_two_stores_do_not_write_over_each_other(office, ports, pace, setting):
    """APLY-17. Nobody tells them of each other: what they read before they write does."""
    other = await Office(replace(ports, store=FakeStore()), pace).opens()
    await office.approved()
    await other.approved("linkedin enable all", by=(BOB, CAROL))
    await office.worker.advance()
    await other.worker.advance()
    assert ((await office.newest()).state, (await other.newest()).state) == (State.APPLIED, State.STALE)
    assert setting.setting == Setting(Mode.GROUP, SALES.id)
