"""What goes wrong between an approval and the tenant, and what is said of it."""

import asyncio

import pytest

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, SALES_GROUP
from bot.sim.tenant import Fault

pytestmark = pytest.mark.days

ON, OFF, ON_FOR_GROUP = 0, 1, 4
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


async def approve(person):
    return await person.clicks(await person.sees("Partner summit"), "Approve")


def landed(tenant):
    """Return the writes to the setting after the one that the test began with."""
    return tenant.writes[1:]


async def test_a_setting_that_changed_in_the_portal_makes_the_request_stale(ada, bob, tenant, talk):
    """PLAN-01."""
    await talk.asks(ada)
    tenant.change_in_portal(ON_FOR_GROUP, APPROVERS_GROUP)
    await approve(bob)
    await talk.becomes("stale")
    await ada.sees("was Off for everyone and is On for one group")
    assert tenant.setting["linkedInSelectedGroupObjectId"] == APPROVERS_GROUP


async def test_a_group_that_was_deleted_or_became_unfit_makes_the_request_stale(ada, bob, tenant, talk):
    """PLAN-05 PLAN-08."""
    await talk.asks(ada)
    tenant.delete_group(SALES_GROUP)
    await approve(bob)
    await talk.becomes("stale")
    await ada.sees("The group was deleted")
    assert tenant.setting["enableLinkedInAppFamily"] == OFF


async def test_an_approver_who_lost_the_group_does_not_count_any_more(ada, bob, tenant, talk):
    """APPR-06."""
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=503))
    tenant.heal()
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=503))
    await approve(bob)
    await asyncio.sleep(0.3)
    assert await talk.state() == "approved"
    tenant.remove_member(APPROVERS_GROUP, BOB.object_id)
    tenant.heal()
    await talk.becomes("stale")
    await ada.sees("An approval no longer counts")
    assert landed(tenant) == ()


async def test_a_requester_who_lost_the_role_does_not_get_it_applied(ada, bob, tenant, talk):
    """ID-08."""
    await talk.asks(ada)
    tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
    await approve(bob)
    await talk.becomes("stale")
    assert landed(tenant) == ()


async def test_an_operator_without_the_role_is_told_what_to_do(cleo, bob, ada, tenant, talk):
    """APLY-08."""
    await talk.asks(cleo)
    tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
    await approve(bob)
    await talk.becomes("failed")
    await cleo.sees("PIM")
    assert tenant.setting["enableLinkedInAppFamily"] == OFF


async def test_a_lost_answer_is_applied_when_the_read_back_shows_it(ada, bob, tenant, talk):
    """APLY-01."""
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="PUT", do="lost"))
    await approve(bob)
    await talk.becomes("applied")
    assert len(landed(tenant)) == 1


async def test_a_write_that_never_arrived_is_failed_only_after_the_quarantine(ada, bob, tenant, talk):
    """APLY-02 APLY-03."""
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="PUT", do="reset"))
    await approve(bob)
    await talk.becomes("applying")
    await asyncio.sleep(0.5)
    assert await talk.state() == "applying"
    await talk.becomes("failed")
    assert landed(tenant) == ()


async def test_a_write_that_lands_late_is_applied(ada, bob, tenant, talk):
    """APLY-03."""
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="PUT", do="late", seconds=0.5))
    await approve(bob)
    await talk.becomes("applied")
    assert len(landed(tenant)) == 1


async def test_a_write_that_is_accepted_and_not_shown_is_unknown_until_it_is(ada, bob, tenant, talk):
    """APLY-04."""
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="PUT", do="ignored"))
    await approve(bob)
    await talk.becomes("unknown")
    await ada.sees("is unknown")
    await asyncio.sleep(0.4)
    assert await talk.state() == "unknown"
    tenant.change_in_portal(ON_FOR_GROUP, SALES_GROUP)
    await talk.becomes("applied")


@pytest.mark.parametrize(("kind", "outcome"), [("html", "failed"), ("garbage", "applied")])
async def test_an_answer_that_proves_nothing_is_read_back(ada, bob, tenant, talk, kind, outcome):
    """APLY-09."""
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="PUT", do=kind))
    await approve(bob)
    await talk.becomes(outcome)
    assert len(landed(tenant)) == (outcome == "applied")


async def test_every_other_property_that_changed_is_an_alarm(ada, bob, tenant, talk):
    """PLAN-10."""
    await talk.asks(ada)
    tenant.fail(Fault(api="portal", method="PUT", do="late", seconds=0.4))
    await approve(bob)
    await talk.becomes("applying")
    await talk.until(lambda: any(call.method == "PUT" for call in tenant.requests))
    tenant.change_in_portal(OFF, restrictNonAdminUsers=True)
    await talk.becomes("applied")
    alarm = await ada.sees(lambda message: message.card and "restrictNonAdminUsers" in message.visible_text)
    assert alarm
    await ada.sees(lambda message: not message.card and "nobody approved that" in message.text)


async def test_a_notice_that_teams_does_not_take_is_owed_until_it_does(ada, bob, world, talk):
    """REL-12."""
    world.teams.fail(503, times=5, method="POST", path_regex=r"conversations")
    await ada.says("linkedin enable all")
    review = await ada.sees("Review", timeout=20)
    assert review


async def test_an_approver_who_cannot_be_reached_does_not_stop_the_others(ada, bob, cleo, world, talk):
    """CARD-13."""
    await cleo.uninstall()
    await talk.asks(ada)
    await approve(bob)
    await talk.becomes("applied")


async def test_a_deleted_approver_group_or_too_few_approvers_refuse_the_request(ada, bob, cleo, tenant, talk):
    """ID-12."""
    await ada.says("linkedin enable all")
    review = await ada.sees("Review")
    tenant.remove_member(APPROVERS_GROUP, BOB.object_id)
    answer = await ada.clicks(review, "Send", reason="why")
    assert "Nobody could approve" in answer.text
    tenant.delete_group(APPROVERS_GROUP)
    answer = await ada.clicks(review, "Send", reason="why")
    assert answer.kind == "message"
    assert await talk.changes() == []


async def test_an_answer_that_teams_does_not_take_is_no_fault_of_the_one_who_asked(ada, world):
    """REL-12."""
    world.teams.fail(403, method="POST", path_regex=r"activities")
    assert (await ada.says("linkedin status")).status == 200
    assert (await ada.says("linkedin status")).status == 200
    await ada.sees("Read from Microsoft Entra")


async def test_a_bug_is_told_plainly_with_a_reference_and_changes_nothing(ada, bob, bot, talk, monkeypatch, caplog):
    """REL-14."""
    await talk.asks(ada)
    approval = await bob.sees("Approve this change?")
    monkeypatch.setattr("bot.core.steps.approve", lambda *_args, **_kwargs: 1 / 0)
    answer = await bob.clicks(approval, "Approve")
    assert (answer.status, answer.kind) == (200, "message")
    assert "Something went wrong in Linkgate. Nothing was changed." in answer.text
    ref = answer.text.rsplit(" ", 1)[-1]
    assert any(record.exc_info and getattr(record, "ref", ref) == ref for record in caplog.records)
    assert await talk.state() == "waiting"
    monkeypatch.undo()
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
