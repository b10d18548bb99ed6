"""From a typed wish to the setting in the tenant, and every way in which it ends before that."""

import asyncio

import pytest

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, CLEO, SALES_GROUP

OFF = 1
ON_FOR_GROUP = 4
ON = 0


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


def value(tenant):
    return tenant.setting["enableLinkedInAppFamily"]


def group(tenant):
    return tenant.setting["linkedInSelectedGroupObjectId"]


async def test_a_group_is_enabled_after_somebody_else_approved(ada, bob, tenant, talk):
    await ada.says('linkedin enable group "Sales EMEA"')
    review = await ada.sees("Review")
    assert "412" in review.visible_text
    assert value(tenant) == OFF
    await ada.clicks(review, "Send", reason="Partner summit", ticket="CHG-1")
    approval = await bob.sees("Partner summit")
    assert "Ada Lindqvist" in approval.visible_text
    assert value(tenant) == OFF
    answer = await bob.clicks(approval, "Approve")
    assert answer.kind == "card"
    await ada.sees("Bob Okafor approved your request LI-1")
    await ada.sees("are now on for the group")
    await talk.becomes("applied")
    assert (value(tenant), group(tenant)) == (ON_FOR_GROUP, SALES_GROUP)
    (write,) = [write for write in tenant.writes if write.oid == ADA.object_id]
    assert set(write.body) == {"enableLinkedInAppFamily", "linkedInSelectedGroupObjectId"}
    for person in (ada, bob):
        done = await person.sees(lambda message: message.card and "Applied" in message.visible_text)
        assert not {"Approve", "Reject", "Send", "Withdraw"} & set(done.buttons)


async def test_the_setting_stays_as_it_is_when_an_approver_rejects(ada, bob, cleo, tenant, talk):
    await talk.asks(ada)
    approval, other = [await person.sees("Partner summit") for person in (bob, cleo)]
    refused = await bob.clicks(approval, "Reject", note="")
    assert refused.kind == "message"
    assert await talk.state() == "waiting"
    await bob.clicks(approval, "Reject", note="Not before the audit")
    assert await talk.state() == "rejected"
    await ada.sees("Bob Okafor rejected LI-1: Not before the audit")
    late = await cleo.clicks(other, "Approve")
    assert late.kind == "card"
    assert await talk.state() == "rejected"
    assert value(tenant) == OFF
    assert len(tenant.writes) == 1


async def test_enabling_for_all_needs_two_different_people(ada, bob, cleo, tenant, talk):
    """APPR-02."""
    await talk.asks(ada, "linkedin enable all")
    approval = await bob.sees("Partner summit")
    await bob.clicks(approval, "Approve")
    again = await bob.clicks(approval, "Approve")
    assert again.kind == "card"
    assert await talk.state() == "waiting"
    assert value(tenant) == OFF
    await cleo.clicks(await cleo.sees("1 of 2"), "Approve")
    await talk.becomes("applied")
    assert value(tenant) == ON


async def test_nobody_decides_on_their_own_request(cleo, bob, tenant, talk):
    """APPR-01 CARD-04."""
    card = await talk.asks(cleo, "linkedin enable group " + SALES_GROUP)
    await bob.sees("Partner summit")
    own = [message for message in cleo.messages() if "Approve" in message.buttons]
    assert own == []
    approval = await bob.sees("Partner summit")
    answer = await cleo.invokes(card.id, _approve(approval))
    assert answer.kind == "message"
    assert "Nobody decides on their own request" in answer.text
    assert await talk.state() == "waiting"
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")


async def test_an_approver_decides_only_where_the_request_was_shown(ada, bob, world, tenant, talk):
    """CARD-03."""
    await talk.asks(ada)
    approve = _approve(await bob.sees("Partner summit"))
    await bob.says("@Linkgate help", world.teams.chats.group)
    copied = await bob.sees("linkedin status", world.teams.chats.group)
    answer = await bob.invokes(copied.id, approve)
    assert answer.kind == "message"
    assert "copy" in answer.text
    assert await talk.state() == "waiting"
    assert value(tenant) == OFF


async def test_only_those_decide_who_were_approvers_when_it_was_sent(ada, bob, mallory, world, tenant, talk):
    """CARD-04 ID-11."""
    group = world.teams.chats.group
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    approve = _approve(await bob.sees("Partner summit", bob.chat))
    shared = await mallory.sees("Partner summit", group)
    stranger = await mallory.invokes(shared.id, approve)
    assert "Only a member of the approvers group" in stranger.text
    tenant.add_member(APPROVERS_GROUP, mallory.player.object_id)
    newcomer = await mallory.invokes(shared.id, approve)
    assert "after this request was sent" in newcomer.text
    assert await talk.state() == "waiting"
    assert value(tenant) == OFF


async def test_two_approvers_at_the_same_instant_are_both_counted_and_apply_once(ada, bob, cleo, tenant, talk):
    """CARD-07."""
    await talk.asks(ada, "linkedin enable all")
    cards = [await person.sees("Partner summit") for person in (bob, cleo)]
    await asyncio.gather(bob.clicks(cards[0], "Approve"), cleo.clicks(cards[1], "Approve"))
    await talk.becomes("applied")
    (change,) = await talk.changes()
    assert {vote.by.id for vote in change.votes} == {BOB.object_id, CLEO.object_id}
    assert (
        len(
            [
                write
                for write in tenant.writes
                if write.body == {"enableLinkedInAppFamily": ON, "linkedInSelectedGroupObjectId": None}
            ]
        )
        == 1
    )


async def test_a_double_click_counts_once(ada, bob, tenant, talk):
    """CARD-06."""
    await talk.asks(ada, "linkedin enable all")
    approval = await bob.sees("Partner summit")
    answers = await asyncio.gather(*(bob.clicks(approval, "Approve") for _ in range(5)))
    assert {answer.kind for answer in answers} == {"card"}
    (change,) = await talk.changes()
    assert len(change.votes) == 1
    assert value(tenant) == OFF


async def test_a_request_can_be_withdrawn_by_its_requester_alone(ada, bob, cleo, tenant, talk):
    """APPR-10."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await cleo.says("linkedin withdraw 1")
    await cleo.sees("Only the person who asked")
    assert await talk.state() == "waiting"
    await ada.says("linkedin withdraw LI-1")
    await ada.sees("withdrew LI-1")
    assert await talk.state() == "withdrawn"
    late = await bob.clicks(approval, "Approve")
    assert late.kind == "card"
    assert await talk.state() == "withdrawn"
    await ada.says("linkedin withdraw 1")
    await ada.sees("that can no longer be done with it")
    await ada.says("linkedin withdraw 99")
    await ada.sees("There is no such request")


async def test_a_discarded_plan_reaches_nobody(ada, bob, tenant, talk):
    await ada.says("linkedin enable all")
    review = await ada.sees("Review")
    answer = await ada.clicks(review, "Discard")
    assert answer.kind == "card"
    again = await ada.clicks(review, "Send", reason="after all")
    assert again.kind == "card"
    assert await talk.changes() == []
    assert all("Ada" not in message.visible_text for message in bob.messages())


async def test_a_plan_is_sent_only_with_a_reason_and_a_ticket_that_is_one(ada, bob, talk):
    await ada.says("linkedin disable")
    await ada.sees("already is what you ask for")
    await ada.says("linkedin enable all")
    review = await ada.sees("Review")
    for inputs in ({"reason": "  "}, {"reason": "x" * 1_001}, {"reason": "why", "ticket": "soon"}):
        answer = await ada.clicks(review, "Send", **inputs)
        assert answer.kind == "message"
    assert await talk.changes() == []
    await ada.clicks(review, "Send", reason="why", ticket="CHG-9")
    assert await talk.state() == "waiting"


async def test_a_reason_and_a_ticket_can_be_typed_at_once(ada, bob, talk):
    await ada.says('linkedin enable all because "the board asks" ticket CHG-7')
    review = await ada.sees("Review")
    await ada.clicks(review, "Send")
    approval = await bob.sees("the board asks")
    assert "CHG-7" in approval.visible_text


async def test_a_request_that_nobody_decides_expires_and_its_buttons_go(ada, bob, clock, tenant, talk):
    """APPR-07 CARD-05."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    clock.move(hours=23, minutes=59)
    await asyncio.sleep(0.3)
    assert await talk.state() == "waiting"
    clock.move(minutes=1)
    await talk.becomes("expired")
    await ada.sees("LI-1 expired")
    gone = await bob.sees(lambda message: message.card and "Expired" in message.visible_text)
    assert "Approve" not in gone.buttons
    late = await bob.clicks(approval, "Approve")
    assert late.kind == "card"
    assert value(tenant) == OFF


async def test_one_request_at_a_time_holds_the_setting(ada, cleo, bob, talk):
    """PLAN-12."""
    await ada.says("linkedin enable all")
    first = await ada.sees("Review")
    await talk.asks(cleo)
    refused = await ada.clicks(first, "Send", reason="me too")
    assert refused.kind == "message"
    assert "LI-2" in refused.text
    await ada.says("linkedin disable")
    await ada.sees("Wait for it, or have it withdrawn")
    await cleo.says("linkedin withdraw 2")
    await cleo.sees("withdrew LI-2")
    await ada.clicks(first, "Send", reason="now it is free")
    assert {change.number: str(change.state) for change in await talk.changes()} == {1: "waiting", 2: "withdrawn"}


async def test_requests_and_history_say_what_was_and_what_is(ada, bob, mallory, talk):
    await talk.asks(ada)
    await ada.says("linkedin requests")
    await ada.sees(lambda message: "LI-1" in message.visible_text and "Waiting" in message.visible_text)
    await bob.clicks(await bob.sees("Partner summit"), "Approve")
    await talk.becomes("applied")
    await bob.says("linkedin history")
    await bob.sees(
        lambda message: (
            "LI-1" in message.visible_text and "Applied" in message.visible_text and "Bob" in message.visible_text
        )
    )
    await mallory.says("linkedin history")
    await mallory.sees("Only people who ask for changes or approve them")


async def test_the_ledger_has_a_line_for_every_step(ada, bob, talk, bot):
    """AUD-07."""
    await talk.asks(ada)
    await bob.clicks(await bob.sees("Partner summit"), "Approve")
    await talk.becomes("applied")
    entries = await bot.desk.ports.store.entries(1)
    assert [str(entry.event) for entry in entries] == ["planned", "sent", "approved", "claimed", "written", "settled"]
    assert [entry.by for entry in entries] == [ADA.object_id, ADA.object_id, BOB.object_id, "", "", ""]
    assert entries[-1].details["executor"] == ADA.object_id


def _approve(message):
    """Take the action behind the Approve button, as somebody might who copies it."""
    return next(action for action in _executes(message.card) if action["verb"] == "approve")


def _executes(part):
    if isinstance(part, dict):
        if part.get("type") == "Action.Execute":
            yield part
        for inner in part.values():
            yield from _executes(inner)
    if isinstance(part, list):
        for inner in part:
            yield from _executes(inner)
