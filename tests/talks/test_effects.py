"""Where people see LinkedIn, and whether they may consent, asked of the simulated tenant as it is and on bad days."""

import pytest

from bot.sim.cast import MALLORY, SALES_GROUP
from bot.sim.tenant import to_group, to_users
from bot.sim.tenant.groups import name_group

ON, OFF, ON_FOR_GROUP = 0, 1, 4
SELF = "ManagePermissionGrantsForSelf."
TABLE = "Where\nNot connected\nConnected\n"
SEEN_ON_THE_WEB = "On the web\nPublic profiles\nOwn connections too"


async def ask(person, text, title):
    await person.says(text)
    return (await person.sees(title)).visible_text


async def effect(person, title="Where people see LinkedIn"):
    return await ask(person, "linkedin effect", title)


async def test_the_picture_follows_the_setting_and_the_policy(mallory, tenant):
    tenant.change_in_portal(ON)
    told = await effect(mallory)
    assert "Office policy not configured, setting on: as each person chooses in desktop Office, visible in" in told
    assert f"{TABLE}Office on Windows\nEach person chooses\nEach person chooses\n{SEEN_ON_THE_WEB}" in told


async def test_the_example_of_the_documents(mallory, tenant):
    tenant.change_in_portal(ON)
    tenant.intune.put_policy("Nobody may read this name", "disabled", targets=[to_users()])
    told = await effect(mallory)
    assert "Office policy off, setting on: hidden in desktop Office, still visible in Microsoft 365 on the web." in told
    assert f"Office on Windows\nHidden\nHidden\n{SEEN_ON_THE_WEB}\nOn phones\nNot documented" in told
    assert "Nobody may read this name" not in told


async def test_off_for_a_group_differs_and_the_group_is_not_named(mallory, tenant):
    tenant.change_in_portal(ON_FOR_GROUP, name_group("sales"))
    tenant.intune.put_policy("Theirs", "disabled", targets=[to_group(SALES_GROUP)])
    told = await effect(mallory)
    assert "Office policy off for some people, setting on for one group: not the same for all in desktop" in told
    assert "Sales" not in told


async def test_without_a_licence_the_permissions_and_the_setting_the_rest_is_told(mallory, tenant):
    tenant.change_in_portal(ON)
    tenant.intune.set_license(licensed=False)
    told = await effect(mallory)
    assert "Office policy unknown, setting on: not known in desktop Office, visible in Microsoft 365 on the web" in told
    assert "Intune" in told
    assert SEEN_ON_THE_WEB in told
    tenant.intune.set_license()
    for permission in ("DeviceManagementConfiguration.ReadWrite.All", "Policy.Read.All"):
        tenant.revoke(permission)
    mallory.locale = "de-DE"
    told = await effect(mallory, "Wo LinkedIn zu sehen ist")
    for said in ("DeviceManagementConfiguration.Read.All", "Policy.Read.All", "Office-Richtlinie unbekannt"):
        assert said in told
    for english in (" the ", " is ", " not "):
        assert english not in told


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([f"{SELF}microsoft-user-default-legacy"], "Yes: people may consent to all apps"),
        ([f"{SELF}microsoft-user-default-recommended"], "Microsoft decides: people may consent to what it recommends"),
        ([f"{SELF}microsoft-user-default-low"], "In part: only to permissions that count as low"),
        ([f"{SELF}contoso"], "By a policy that Linkgate does not know"),
        ([], "No: people may not consent to apps, so nobody can connect a LinkedIn account"),
    ],
)
async def test_consent_is_told_as_the_tenant_has_it(mallory, tenant, rules, said):
    tenant.set_consent(rules)
    told = await ask(mallory, "linkedin consent", "Consent to connect")
    assert said in told
    assert "withdraws the consent of everybody" in told
    assert "imported contacts stay there" in told
    assert "No interface lists who has connected" in told


async def test_without_the_permission_consent_is_unknown_and_it_is_named(mallory, tenant):
    tenant.revoke("Policy.Read.All")
    told = await ask(mallory, "linkedin consent", "Consent to connect")
    assert "Whether people may consent to apps is not known now." in told
    assert "Policy.Read.All" in told
    assert "withdraws the consent of everybody" in told


async def test_what_a_person_gets_is_told_by_the_policies_that_reach_them(ada, tenant):
    tenant.change_in_portal(ON)
    tenant.intune.put_policy("Off", "disabled", targets=[to_group(SALES_GROUP)])
    told = await ask(ada, f"linkedin check {MALLORY.upn}", "Is this person covered?")
    assert "Office on Windows\nEach person chooses" in told
    tenant.add_member(SALES_GROUP, MALLORY.object_id)
    await ada.says(f"linkedin check {MALLORY.object_id}")
    told = (await ada.sees("Off: Office on Windows shows no LinkedIn features")).visible_text
    assert "Office on Windows\nHidden\nHidden" in told
