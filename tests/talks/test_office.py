"""From a typed wish to the Office policy in the simulated Intune, and the days on which that goes wrong."""

import json
import re

import pytest

from bot.sim.cast import SALES_GROUP
from bot.sim.tenant import Fault, to_devices, to_group, to_users
from bot.sim.tenant.groups import name_group

OFF_FOR_SALES = 'linkedin office disable for group "Sales EMEA"'
OFF_FOR_ALL = "linkedin office disable for everyone"
CREATE = "configurationPolicies$"
HOSTILE = "**Office** [here](https://evil.example) <at>Bob</at>"


def said(tenant):
    """Return what Intune says of LinkedIn, and for whom."""
    intune = tenant.intune
    return [
        (intune.tell_linkedin(id_), [bare(one) for one in intune.policies[id_]["assignments"]])
        for id_ in intune.find_linkedin()
    ]


def bare(target):
    return {name: value for name, value in target.items() if name in {"@odata.type", "groupId"}}


async def approve(talk, ada, bob, text=OFF_FOR_SALES):
    await talk.asks(ada, text, reason=f"Works council: {text}")
    return await bob.clicks(
        await bob.sees(lambda message: f"council: {text}" in message.visible_text and "Approve" in message.buttons),
        "Approve",
    )


async def test_a_policy_is_made_for_a_group_changed_and_taken_away(ada, bob, tenant, talk):
    await approve(talk, ada, bob)
    await talk.becomes("applied")
    assert said(tenant) == [("disabled", [to_group(SALES_GROUP)])]
    await ada.says("linkedin office status")
    status = await ada.sees("LinkedIn features in Office: disabled for Sales EMEA")
    assert "412" in status.visible_text
    await approve(talk, ada, bob, OFF_FOR_SALES.replace("disable", "enable"))
    await talk.until(lambda: said(tenant) == [("enabled", [to_group(SALES_GROUP)])])
    await talk.becomes("applied")
    await approve(talk, ada, bob, OFF_FOR_SALES.replace("disable", "reset"))
    await talk.until(lambda: said(tenant) == [])
    await talk.becomes("applied")
    assert [policy["name"] for policy in tenant.intune.policies.values()] == ["Office baseline"]


@pytest.mark.parametrize("do", ["lost", "reset"])
async def test_a_lost_answer_leaves_one_policy_at_most(ada, bob, tenant, talk, do):
    tenant.fail(Fault(api="graph", path=CREATE, method="POST", do=do))
    await approve(talk, ada, bob)
    await talk.until(lambda: said(tenant) == [("disabled", [to_group(SALES_GROUP)])] or do == "reset")
    await talk.becomes("applied" if do == "lost" else "failed")
    assert len(said(tenant)) == (1 if do == "lost" else 0)


async def test_a_policy_that_is_deleted_meanwhile_makes_the_request_stale(ada, bob, tenant, talk):
    id_ = tenant.intune.put_policy("Theirs", "enabled", targets=[to_group(SALES_GROUP)])
    await talk.asks(ada, OFF_FOR_SALES, reason="Works council")
    approval = await bob.sees("Works council")
    assert "Theirs" in approval.visible_text
    tenant.intune.delete_policy(id_)
    await bob.clicks(approval, "Approve")
    await talk.becomes("stale")
    assert said(tenant) == []


async def test_an_assignment_that_is_changed_meanwhile_makes_the_request_stale(ada, bob, tenant, talk):
    id_ = tenant.intune.put_policy("Theirs", "enabled", targets=[to_users()])
    await talk.asks(ada, OFF_FOR_ALL, reason="Works council")
    approval = await bob.sees("Works council")
    tenant.intune.set_policy(id_, targets=[to_devices()])
    await bob.clicks(approval, "Approve")
    await talk.becomes("stale")
    assert said(tenant) == [("enabled", [to_devices()])]


async def test_a_throttled_write_waits_and_lands_once(ada, bob, tenant, talk):
    tenant.fail(Fault(api="graph", path=CREATE, method="POST", code=429, headers={"Retry-After": "1"}))
    await approve(talk, ada, bob)
    await talk.becomes("applied")
    assert said(tenant) == [("disabled", [to_group(SALES_GROUP)])]


@pytest.mark.parametrize(
    ("shut", "sentence"),
    [
        (lambda tenant: tenant.intune.set_license(licensed=False), "no Intune licence"),
        (
            lambda tenant: tenant.revoke("DeviceManagementConfiguration.ReadWrite.All"),
            "DeviceManagementConfiguration.Read.All",
        ),
    ],
)
async def test_what_is_shut_is_said_and_all_else_goes_on(ada, tenant, shut, sentence):
    shut(tenant)
    await ada.says("linkedin office status")
    await ada.sees(sentence)
    await ada.says(OFF_FOR_SALES)
    await ada.sees(sentence)
    await ada.says("linkedin status")
    await ada.sees("account connections")


async def test_a_policy_with_a_hostile_name_is_shown_as_text_and_changed(ada, bob, tenant, talk):
    tenant.intune.put_policy(HOSTILE, "enabled", targets=[to_users()])
    await ada.says("linkedin office status")
    status = await ada.sees("https://evil.example")
    drawn = json.dumps(status.card, ensure_ascii=False)
    assert not [sign for sign in ("**", "](", "<at>", "://evil") if sign in drawn]
    await approve(talk, ada, bob, OFF_FOR_ALL)
    await talk.becomes("applied")
    assert said(tenant) == [("disabled", [to_users()])]


async def test_a_renamed_definition_is_found_by_its_name_and_written_with_its_new_id(ada, bob, tenant, talk):
    tenant.intune.put_policy("Old", "enabled", targets=[to_users()])
    renamed = tenant.intune.rename_linkedin("999")
    await ada.says("linkedin office status")
    await ada.sees("It was found by its name")
    await approve(talk, ada, bob, OFF_FOR_ALL)
    await talk.becomes("applied")
    (id_,) = tenant.intune.find_linkedin()
    assert tenant.intune.policies[id_]["settings"][0]["settingDefinitionId"] == renamed
    assert said(tenant) == [("disabled", [to_users()])]


async def test_intune_that_wants_approval_itself_takes_none_from_linkgate(ada, bob, tenant, talk):
    tenant.intune.set_license(approval=True)
    await approve(talk, ada, bob)
    await talk.becomes("failed")
    await ada.sees("Multi Admin Approval")
    assert said(tenant) == []


@pytest.mark.parametrize("wish", ["disable", "enable"])
async def test_a_group_that_is_chosen_of_several_is_for_what_was_asked(ada, bob, tenant, talk, wish):
    """And not for the setting, nor for the contrary."""
    await ada.says(f"linkedin office {wish} for group Marketing because of a campaign")
    choice = await ada.sees("Continue")
    (field,) = [part for part in choice.card["body"] if part.get("id") == "group"]
    group = field["choices"][1]["value"]
    await ada.clicks(choice, "Continue", group=group)
    review = await ada.sees(lambda message: message.id == choice.id and "Send" in message.buttons)
    await ada.clicks(review, "Send", told="done")
    await bob.clicks(await bob.sees("of a campaign"), "Approve")
    await talk.becomes("applied")
    assert said(tenant) == [(f"{wish}d", [to_group(group)])]
    assert tenant.setting["enableLinkedInAppFamily"] == 0


async def test_a_dynamic_group_is_allowed_here_unlike_in_the_setting(ada, bob, tenant, talk):
    group = name_group("engineers")
    await ada.says(f"linkedin enable group {group}")
    await ada.sees("The setting cannot use a dynamic group")
    await approve(talk, ada, bob, f"linkedin office disable for group {group}")
    await talk.becomes("applied")
    assert said(tenant) == [("disabled", [to_group(group)])]


async def test_every_policy_is_listed_however_many_there_are(ada, tenant):
    for place in range(25):
        tenant.intune.put_policy(f"Policy {place:02}", "disabled", targets=[to_group(SALES_GROUP)])
    await ada.says("linkedin office status")
    status = await ada.sees("Policy 00")
    listed = set()
    while True:
        listed |= set(re.findall(r"Policy \d\d", status.visible_text))
        if "More" not in status.buttons:
            break
        shown = status.visible_text
        await ada.clicks(status, "More")
        status = await ada.sees(
            lambda message, id_=status.id, shown=shown: message.id == id_ and message.visible_text != shown
        )
    assert sorted(listed) == [f"Policy {place:02}" for place in range(25)]


async def test_two_policies_that_conflict_are_told_as_such_and_one_for_everyone_is_in_the_way(ada, tenant):
    tenant.intune.put_policy("Laptops", "enabled", targets=[to_devices()])
    tenant.intune.put_policy("Sales", "disabled", targets=[to_group(SALES_GROUP)])
    await ada.says("linkedin office status")
    status = await ada.sees(lambda message: message.card and "Laptops" in message.visible_text)
    assert "onflict" in status.visible_text
    await ada.says('linkedin office disable for group "Linkgate operators"')
    hindrance = await ada.sees("A policy for everyone says otherwise")
    assert "Laptops" in hindrance.visible_text
    assert "Send" not in hindrance.buttons
