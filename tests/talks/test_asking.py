"""Who may ask, for what, and how Linkgate takes what is typed."""

from datetime import timedelta

import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.pace import Pace
from bot.sim.cast import ADA, CLEO, SALES_GROUP

OFF = 1
QUICK = Pace(tick=timedelta(seconds=0.1))
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


async def test_help_says_what_this_person_can_do(ada, bob, mallory):
    await ada.says("help")
    assert "linkedin enable group" in (await ada.sees("linkedin status")).visible_text
    await mallory.says("help")
    assert "linkedin enable group" not in (await mallory.sees("linkedin status")).visible_text


async def test_an_ordinary_member_sees_the_status_and_asks_for_nothing(mallory, tenant):
    await mallory.says("linkedin status")
    await mallory.sees("Off for everyone")
    for command in ("linkedin enable all", "linkedin disable", f"linkedin enable group {SALES_GROUP}"):
        await mallory.says(command)
        await mallory.sees("Only an active Global Administrator")
    assert len(tenant.writes) == 1


async def test_a_guest_gets_nothing(gus):
    """ID-03."""
    for command in ("linkedin status", "help", "linkedin enable all", "linkedin history"):
        await gus.says(command)
        message = await gus.sees("Guests cannot use Linkgate")
        assert "Refused" in message.visible_text
        assert "412 people" not in message.visible_text


async def test_a_role_that_is_not_active_any_more_does_not_count(ada, tenant):
    """ID-10."""
    tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
    await ada.says("linkedin enable all")
    await ada.sees("activate the role in PIM")
    tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=True)
    await ada.says("linkedin enable all")
    await ada.sees("Review")


async def test_a_disabled_account_does_nothing(cleo, tenant):
    """ID-07."""
    tenant.set_enabled(CLEO.object_id, enabled=False)
    await cleo.says("linkedin status")
    await cleo.sees("disabled or gone")


@pytest.mark.parametrize("permission", ["User.Read.All", "RoleManagement.Read.Directory", "GroupMember.Read.All"])
async def test_rights_that_cannot_be_read_are_no_rights(ada, tenant, permission):
    """ID-09."""
    tenant.revoke(permission)
    await ada.says("linkedin enable all")
    message = await ada.sees("Not possible now")
    assert permission in message.visible_text
    tenant.grant(permission)
    await ada.says("linkedin enable all")
    await ada.sees("Review")


async def test_several_groups_of_one_name_are_a_choice_and_never_the_first(ada, bob, tenant, talk):
    """PLAN-03."""
    await ada.says("linkedin enable group Marketing because of a campaign ticket CHG-5")
    choice = await ada.sees("Continue")
    ids = [option["value"] for option in _choices(choice.card)]
    assert len(ids) == 2
    nothing = await ada.clicks(choice, "Continue", group="")
    assert nothing.kind == "message"
    answer = await ada.clicks(choice, "Continue", group=ids[1])
    assert answer.kind == "card"
    review = await ada.sees(lambda message: message.id == choice.id and "Send" in message.buttons)
    await ada.clicks(review, "Send")
    approval = await bob.sees("of a campaign")
    assert "CHG-5" in approval.visible_text
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    assert tenant.setting["linkedInSelectedGroupObjectId"] == ids[1]


async def test_groups_that_cannot_be_used_are_refused_with_the_reason(ada, tenant):
    """PLAN-05 PLAN-08."""
    await ada.says('linkedin enable group "All Engineers"')
    await ada.sees("dynamic group")
    await ada.says("linkedin enable group Newsletter")
    await ada.sees("distribution list")
    await ada.says('linkedin enable group "No such group"')
    await ada.sees("No group is called")
    await ada.says("linkedin enable group a9900000-0000-4000-8000-00000000dead")
    await ada.sees("There is no group with that id")
    tenant.delete_group(SALES_GROUP)
    await ada.says(f"linkedin enable group {SALES_GROUP}")
    await ada.sees(lambda message: message.text.startswith("There is no group") and message.text)


async def test_a_look_alike_name_is_pointed_at(ada):
    """PLAN-04."""
    await ada.says('linkedin enable group "Sales EMЕA"')
    review = await ada.sees("Review")
    assert "unusual characters" in review.visible_text


async def test_a_near_miss_only_fills_the_compose_box(ada, tenant):
    """CMD-04."""
    await ada.says("linkedin enabel all")
    message = await ada.sees("not a command")
    (suggestion,) = message.suggested
    assert suggestion["type"] == "Action.Compose"
    assert suggestion["value"]["data"]["body"]["content"] == "linkedin enable all"
    assert not [message for message in ada.messages() if "Review" in message.visible_text]


async def test_unknown_text_gets_one_line_and_a_help_button(ada):
    await ada.says("good morning")
    message = await ada.sees("not a command")
    assert message.buttons == ("Help",)
    answer = await ada.clicks(message, "Help")
    assert answer.kind == "card"


async def test_an_edited_message_is_not_a_command(ada, tenant, talk):
    """CMD-02."""
    said = await ada.says("good morning")
    await ada.sees("not a command")
    await ada.edits(said.message, "linkedin enable all")
    await ada.says("linkedin status")
    await ada.sees("Off for everyone")
    assert not [message for message in ada.messages() if "Review" in message.visible_text]


async def test_a_message_that_is_delivered_twice_is_answered_once(ada, world):
    """CMD-09."""
    world.teams.deliver_twice()
    await ada.says("linkedin status")
    await ada.says("linkedin enable all")
    await ada.sees("Review")
    assert len([message for message in ada.messages() if "Read from Microsoft Entra" in message.visible_text]) == 1


async def test_a_message_that_is_delivered_again_after_a_restart_makes_one_request(world, clock, tmp_path):
    """CMD-09."""
    ada = world.person("ada")
    for _ in range(2):
        async with open_bot(read_settings(world.environment(tmp_path / "bot")), clock=clock, pace=QUICK) as bot:
            world.teams.connect(bot.url)
            if not ada.messages():
                await ada.says("linkedin enable all")
                await ada.sees("Review")
            asked = next(sent for sent in world.teams.delivered if sent["type"] == "message")
            assert (await world.teams.post_raw(asked, token=world.teams.token_for())).status == 200
            await ada.says("linkedin status")
            await ada.sees("Read from Microsoft Entra")
    assert len([message for message in ada.messages() if "Review" in message.visible_text]) == 1


async def test_two_commands_in_one_message_are_none(ada):
    """CMD-05."""
    await ada.says("linkedin status\nlinkedin enable all")
    await ada.sees("one command per message")


def _choices(part):
    if isinstance(part, dict):
        if part.get("type") == "Input.ChoiceSet":
            yield from part["choices"]
        for inner in part.values():
            yield from _choices(inner)
    if isinstance(part, list):
        for inner in part:
            yield from _choices(inner)
