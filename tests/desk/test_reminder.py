"""Approvers are reminded of what waits for them: not too often, not of what is over, and not after they left."""

import pytest
from fakes.office import Office
from fakes.samples import ALICE, APPROVERS, BOB, CAROL

from bot.core import summary
from bot.core.act import Verb
from bot.core.change import State
from bot.core.notice import Topic
from bot.core.text import flatten
from bot.core.view import DigestView
from bot.ports import UnreachableError


def reminders(notices):
    return [
        (conversation, flatten(summary.remind(view.changes, at=view.at)))
        for conversation, chat in notices.shown.items()
        for view in chat.values()
        if isinstance(view, DigestView)
    ]


async def pass_hours(office, clock, hours):
    for _ in range(hours):
        clock.move(hours=1)
        await office.worker.advance()
        await office.reminder.remind()
        await office.postman.deliver()


async def test_who_has_not_decided_is_reminded_with_growing_gaps_until_it_expires(office, notices, clock):
    await office.sent("linkedin enable all")
    await office.clicks(BOB, Verb.APPROVE, await office.newest())
    await pass_hours(office, clock, 26)
    assert (await office.newest()).state is State.EXPIRED
    told = reminders(notices)
    assert [place for place, _ in told] == [f"a:{CAROL.id}"] * 2  # after 4 and 12 hours
    assert "It expires in 20 h." in told[0][1]
    assert "It expires in 12 h." in told[1][1]


async def test_a_restart_and_a_jump_bring_no_second_reminder(office, notices, clock, ports, pace):
    """REL-01 TIME-01."""
    await office.sent()
    clock.move(hours=5)
    for _ in range(3):
        again = Office(ports, pace)
        await again.reminder.remind()
        await again.postman.deliver()
    clock.move(hours=7)
    await again.reminder.remind()
    await again.postman.deliver()
    assert len(reminders(notices)) == 2  # one for each approver; the next gap is not over


async def test_what_was_decided_before_the_reminder_went_out_is_not_reminded_of(office, notices, clock, store):
    await office.sent()
    clock.move(hours=5)
    await office.reminder.remind()
    await office.clicks(BOB, Verb.REJECT, await office.newest(), note="no")
    await office.postman.deliver()
    assert reminders(notices) == []
    owed = [notice for notice in await store.notices((await office.newest()).id) if notice.topic is Topic.REMINDER]
    assert len(owed) == 2
    assert await store.owed(clock.now(), 10) == ()
    assert await store.undelivered() == ()


async def test_whoever_left_the_approvers_is_not_reminded_and_what_cannot_be_read_waits(
    office, notices, clock, directory
):
    await office.sent()
    clock.move(hours=5)
    directory.memberships[APPROVERS].discard(BOB.id)
    directory.break_with(UnreachableError("Microsoft Graph did not answer."))
    with pytest.raises(UnreachableError):
        await office.reminder.remind()
    directory.heal()
    await office.reminder.remind()
    await office.postman.deliver()
    assert [place for place, _ in reminders(notices)] == [f"a:{CAROL.id}"]
    assert ALICE.id not in {place for place, _ in reminders(notices)}
