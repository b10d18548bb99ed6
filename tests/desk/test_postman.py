"""What is owed arrives: in order, once it can, and where somebody can be reached."""

import pytest
from fakes.samples import ALICE, BOB, CAROL

from bot.core import steps
from bot.core.act import Verb
from bot.core.change import State
from bot.core.notice import Audience, Notice
from bot.core.text import flatten
from bot.core.view import ChangeView, SaidView
from bot.ports import UnexpectedError, UnreachableError


def standing(notices, person):
    """Return what stands in the private chat of *person*, oldest first."""
    return list(notices.shown.get(f"a:{person.id}", {}).values())


async def test_a_card_is_edited_in_place_and_a_word_is_said_once(office, notices):
    await office.approved()
    for _ in range(3):
        await office.postman.deliver()
    await office.worker.advance()
    for _ in range(3):
        await office.postman.deliver()
    card, approved, applied = standing(notices, ALICE)
    assert isinstance(card, ChangeView)
    assert card.change.state is State.APPLIED
    assert "approved your request" in flatten(approved.sentence)
    assert "are now" in flatten(applied.sentence)
    for person in (BOB, CAROL):
        (card,) = standing(notices, person)
        assert (card.audience, card.change.state) == (Audience.APPROVER, State.APPLIED)
    assert await office.ports.store.owed(office.ports.clock.now(), 50) == ()


async def test_where_a_chat_is_is_known_before_a_card_stands_in_it(office, ports, notices):
    deliver, known = notices.deliver, []

    async def look_and_deliver(place, view, *, message, locale):
        if isinstance(view, ChangeView):
            kept = await ports.store.notices(view.change.id)
            known.append(any(notice.place == place for notice in kept))
        return await deliver(place, view, message=message, locale=locale)

    notices.deliver = look_and_deliver
    await office.sent()
    assert len(known) >= 3
    assert all(known)


@pytest.mark.parametrize("error", [UnreachableError("down"), UnexpectedError("strange")])
async def test_what_cannot_be_delivered_now_is_owed_with_growing_gaps(office, notices, clock, ports, error):
    """REL-12."""
    await office.asks(ALICE, "linkedin enable all")
    notices.broken = error
    gaps = []
    for _ in range(6):
        before = clock.now()
        await office.postman.deliver()
        (notice,) = await ports.store.notices((await office.newest()).id)
        gaps.append((notice.due - before).total_seconds())
        clock.at = notice.due
    assert gaps == sorted(gaps)
    assert gaps[-1] > gaps[0]
    notices.broken = None
    await office.postman.deliver()
    assert len(standing(notices, ALICE)) == 1


async def test_what_is_never_taken_is_given_up_and_stays_visible(office, notices, clock, ports):
    await office.asks(ALICE, "linkedin enable all")
    notices.broken = UnreachableError("down")
    for _ in range(12):
        await office.postman.deliver()
        clock.move(hours=1)
    (notice,) = await ports.store.notices((await office.newest()).id)
    assert notice.is_dead
    notices.broken = None
    await office.postman.deliver()
    assert standing(notices, ALICE) == []


async def test_somebody_who_cannot_be_reached_does_not_hold_up_the_others(office, notices):
    """CARD-13."""
    notices.unreachable.add(CAROL.id)
    waiting = await office.sent()
    assert standing(notices, CAROL) == []
    assert len(standing(notices, BOB)) == 1
    await office.clicks(BOB, Verb.APPROVE, waiting)
    assert (await office.newest()).state is State.APPROVED


async def test_a_notice_for_nobody_is_given_up(office, ports, store):
    waiting = await office.sent()
    lost = Notice(
        id="lost", change=waiting.id, audience=Audience.ROOM, service_url="https://x/", due=waiting.updated_at
    )
    await store.keep(*steps.approve(waiting, by=BOB, at=waiting.updated_at), [lost])
    await office.postman.deliver()
    assert next(notice for notice in await ports.store.notices(waiting.id) if notice.id == "lost").is_dead


async def test_a_rejection_is_told_with_its_reason(office, notices):
    waiting = await office.sent()
    await office.clicks(BOB, Verb.REJECT, waiting, note="not now")
    await office.postman.deliver()
    word = standing(notices, ALICE)[-1]
    assert isinstance(word, SaidView)
    assert "not now" in flatten(word.sentence)
