"""Who speaks: an enabled member of our tenant, as Entra knows them at that moment; whoever else says they are one."""

import asyncio
import copy
import json
from uuid import uuid4

import pytest
from story import list_steps

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, CLEO, GUS, MALLORY, OPERATORS_GROUP, SALES_GROUP
from bot.sim.teams import card as cards
from bot.sim.tenant import Fault
from bot.sim.tenant.groups import name_group

pytestmark = pytest.mark.days

OFF, ON_FOR_GROUP = 1, 4
OTHER_TENANT = "99999999-7d34-4b6e-9a51-c0ffee000009"
ZERO = "00000000-0000-0000-0000-000000000000"
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"


@pytest.fixture(autouse=True)
def _off_at_first(tenant):
    tenant.change_in_portal(OFF)


@pytest.fixture
def group(world):
    return world.teams.chats.group


@pytest.fixture
async def heard(ada, world):
    """One good activity of each kind that the bot has heard from Ada, by type."""
    await ada.install()
    await ada.says("linkedin status")
    await ada.clicks(await ada.sees("Read from Microsoft Entra"), "Refresh")
    kinds = {sent["type"]: sent for sent in world.teams.delivered}
    assert set(kinds) == {"installationUpdate", "conversationUpdate", "message", "invoke"}
    return kinds


@pytest.fixture
def hears(world):
    """Let the bot hear an activity as Teams signs it, spoiled, and as if for the first time."""

    async def hears(activity, spoil=dict):
        spoiled = copy.deepcopy(dict(activity)) | {"id": f"f:{uuid4()}"}
        spoil(spoiled)
        return await world.teams.post_raw(spoiled, token=world.teams.token_for())

    return hears


def press(message, title, **inputs):
    """Take the action behind a button, as somebody might who copies it."""
    return cards.press(message.card, title, inputs)


def calls(tenant):
    return [request for request in tenant.requests if request.api in {"graph", "portal"}]


def writes(tenant):
    """Return the writes to the setting after the one that each test begins with."""
    return tenant.writes[1:]


async def test_another_tenant_is_not_heard_and_nothing_is_looked_up_for_it(
    heard, hears, ada, world, tenant, bot, caplog
):
    """ID-01."""
    caplog.set_level("INFO")

    def move(activity):
        activity["channelData"]["tenant"]["id"] = OTHER_TENANT
        activity["conversation"]["tenantId"] = OTHER_TENANT
        activity["from"] |= {"tenantId": OTHER_TENANT, "aadObjectId": str(uuid4()), "name": "Eve Elsewhere"}

    before, posted = len(calls(tenant)), len(world.teams.sent)
    for activity in heard.values():
        caplog.clear()
        assert (await hears(activity, move)).status == 403
        assert "from another tenant" in caplog.text
    assert len(calls(tenant)) == before
    assert len(world.teams.sent) == posted
    assert await list_steps(bot.desk.ports.store) == ()
    await ada.says("linkedin status")
    assert len(calls(tenant)) > before


TENANTS = {
    "channel data": lambda activity: activity["channelData"]["tenant"].update(id=OTHER_TENANT),
    "conversation": lambda activity: activity["conversation"].update(tenantId=OTHER_TENANT),
    "sender": lambda activity: activity["from"].update(tenantId=OTHER_TENANT),
    "no channel data": lambda activity: activity.pop("channelData"),
    "no tenant in channel data": lambda activity: activity["channelData"].pop("tenant"),
    "empty tenant in channel data": lambda activity: activity["channelData"]["tenant"].update(id=""),
    "channel data of another form": lambda activity: activity.update(channelData=[{"tenant": {"id": OTHER_TENANT}}]),
    "no conversation": lambda activity: activity.pop("conversation"),
    "no tenant in conversation": lambda activity: activity["conversation"].pop("tenantId"),
    "conversation of another form": lambda activity: activity["conversation"].update(tenantId=["x"]),
    "sender of another form": lambda activity: activity["from"].update(tenantId=["x"]),
}


async def test_every_place_that_names_a_tenant_has_to_name_ours(heard, hears, tenant, world):
    """ID-02."""
    before, posted = len(calls(tenant)), len(world.teams.sent)
    for activity in heard.values():
        for name, spoil in TENANTS.items():
            assert (await hears(activity, spoil)).status == 403, name
    assert len(calls(tenant)) == before
    assert len(world.teams.sent) == posted
    for activity in heard.values():
        assert (await hears(activity)).status == 200
    assert len(calls(tenant)) > before


NOBODY = {
    "no object id": lambda activity: activity["from"].pop("aadObjectId"),
    "none": lambda activity: activity["from"].update(aadObjectId=None),
    "empty": lambda activity: activity["from"].update(aadObjectId=""),
    "no GUID": lambda activity: activity["from"].update(aadObjectId="ada"),
    "in braces": lambda activity: activity["from"].update(aadObjectId="{" + ADA.object_id + "}"),
    "with more behind": lambda activity: activity["from"].update(aadObjectId=ADA.object_id + "\n"),
    "a list": lambda activity: activity["from"].update(aadObjectId=[ADA.object_id]),
    "zero": lambda activity: activity["from"].update(aadObjectId=ZERO),
    "no sender": lambda activity: activity.pop("from"),
    "a name for a sender": lambda activity: activity.update({"from": ADA.object_id}),
    "a visitor of a meeting": lambda activity: activity.update(
        {"from": {"id": "8:teamsvisitor:5e1b", "name": "Ada Lindqvist"}}
    ),
}
MACHINES = {
    "a bot": lambda activity: activity["from"].update(role="bot"),
    "a Bot": lambda activity: activity["from"].update(role="Bot"),
    "a skill": lambda activity: activity["from"].update(role="skill"),
    "a channel": lambda activity: activity["from"].update(role="channel"),
    "several roles": lambda activity: activity["from"].update(role=["user"]),
    "another bot": lambda activity: activity.update({"from": {"id": "28:another-bot", "name": "Workflows"}}),
    "a delegate": lambda activity: activity.update(onBehalfOf={"aadObjectId": BOB.object_id}),
    "a delegate in Teams' words": lambda activity: activity["channelData"].update(
        OnBehalfOf=[{"itemid": 0, "mentionType": "person", "mri": "29:1", "displayName": "Ada Lindqvist"}]
    ),
}


@pytest.mark.parametrize(
    "spoils", [pytest.param(NOBODY, id="ID-04 nobody"), pytest.param(MACHINES, id="ID-05 machines")]
)
async def test_whoever_is_no_person_of_the_tenant_does_nothing(
    ada, bob, group, hears, tenant, world, bot, talk, spoils
):
    """ID-04 ID-05."""
    await ada.says("@Linkgate linkedin status", group)
    await ada.sees("Off for everyone", group)
    mention = world.teams.delivered[-1]
    wish = mention | {"text": mention["text"].replace("status", "enable all"), "attachments": []}
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await bob.says("help")
    await bob.sees("linkedin requests")
    await bob.refreshes(approval.id)
    await bob.invokes(
        approval.id, {"type": "Action.Execute", "verb": "view", "data": press(approval, "Approve")["data"]}
    )
    vote = copy.deepcopy(world.teams.delivered[-1])
    vote["value"]["action"]["verb"] = "approve"
    await talk.rests()
    kept, posted, before = await list_steps(bot.desk.ports.store), len(world.teams.sent), len(calls(tenant))
    for name, spoil in spoils.items():
        assert (await hears(wish, spoil)).status == 200, name
        answer = await hears(vote, spoil)
        assert (answer.status, answer.body["type"]) == (200, "application/vnd.microsoft.activity.message"), name
        assert "does not know this button" in answer.body["value"], name
    assert await list_steps(bot.desk.ports.store) == kept
    assert len(world.teams.sent) == posted
    assert len(calls(tenant)) == before
    assert (await hears(vote, lambda activity: activity["from"].update(role="user"))).status == 200
    await talk.becomes("applied")


async def test_a_guest_does_nothing_and_never_counts_as_an_approver(
    ada, bob, cleo, mallory, gus, group, tenant, talk, bot
):
    """ID-03."""
    for player in (GUS, MALLORY):
        tenant.add_member(APPROVERS_GROUP, player.object_id)
    tenant.set_person(MALLORY.object_id, userPrincipalName="mallory_fabrikam.com#EXT#@contoso.onmicrosoft.com")
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    shared = await bob.sees("Partner summit", group)
    approve = press(await bob.sees("Partner summit", bob.chat), "Approve")
    (change,) = await talk.changes()
    assert set(change.deciders) == {BOB.object_id, CLEO.object_id}
    for person in (gus, mallory):
        for command in ("linkedin status", "linkedin enable all", "linkedin withdraw 1"):
            await person.says(f"@Linkgate {command}", group)
            await person.says(command)
            await person.sees("Guests cannot use Linkgate", person.chat)
        read = [message.visible_text for message in person.messages(person.chat) if message.card]
        assert all("Refused" in text and "On for" not in text for text in read)
        for action in (approve, approve | {"verb": "reject", "data": approve["data"] | {"note": "no"}}):
            answer = await person.invokes(shared.id, action)
            assert (answer.kind, "Guests cannot use Linkgate" in answer.text) == ("message", True)
    tenant.set_person(BOB.object_id, userType="Guest")
    refused = await bob.invokes(shared.id, approve)
    assert "Guests cannot use Linkgate" in refused.text
    assert (await talk.changes()) == [change]
    tenant.set_person(BOB.object_id, userType="Member")
    await bob.invokes(shared.id, approve)
    await talk.becomes("applied")
    for player in (BOB, CLEO):
        tenant.remove_member(APPROVERS_GROUP, player.object_id)
    await ada.says("linkedin disable")
    review = await ada.sees("Review", ada.chat)
    nobody = await ada.clicks(review, "Send", reason="only guests are left")
    assert "Nobody could approve" in nobody.text
    assert len(writes(tenant)) == 1


async def test_a_name_proves_nothing_and_the_name_that_is_shown_is_graphs(
    ada, bob, mallory, group, hears, world, tenant, talk
):
    """ID-06."""

    def pose(activity):
        activity["from"] |= {"name": BOB.name, "userPrincipalName": BOB.upn, "email": BOB.upn, "id": "29:bob"}

    await ada.says("@Linkgate linkedin status", group)
    await ada.sees("Off for everyone", group)
    wish = world.teams.delivered[-1]
    wish = wish | {"text": wish["text"].replace("status", f"enable group {SALES_GROUP}"), "attachments": []}
    assert (await hears(wish, pose)).status == 200
    review = await ada.sees("Review", group)
    await ada.clicks(review, "Send", reason="Partner summit")
    approval = await bob.sees("Partner summit", bob.chat)
    assert "Ada Lindqvist" in approval.visible_text
    assert "Bob Okafor" not in approval.visible_text
    await mallory.invokes(review.id, press(approval, "Approve"))
    vote = world.teams.delivered[-1]
    answer = await hears(vote, pose)
    assert "Only a member of the approvers group" in answer.body["value"]
    own = await hears(vote, lambda activity: activity["from"].update(aadObjectId=ADA.object_id.upper(), name=BOB.name))
    assert "Nobody decides on their own request" in own.body["value"]
    assert await talk.state() == "waiting"
    assert (await hears(vote, lambda activity: activity["from"].update(aadObjectId=BOB.object_id))).status == 200
    await talk.becomes("applied")
    (change,) = await talk.changes()
    assert [vote.by.name for vote in change.votes] == ["Bob Okafor"]


async def test_somebody_disabled_or_deleted_decides_nothing_whatever_was_known_a_moment_ago(
    ada, bob, cleo, tenant, talk
):
    """ID-07."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    await bob.says("help")
    await bob.sees("linkedin requests")
    deleted = Fault(api="graph", path=f"/users/{BOB.object_id}", times=None, do="status", code=404)
    for gone, back in (
        (lambda: tenant.set_enabled(BOB.object_id, enabled=False), lambda: tenant.set_enabled(BOB.object_id, True)),
        (lambda: tenant.fail(deleted), tenant.heal),
    ):
        gone()
        for title, note in (("Approve", ""), ("Reject", "no")):
            answer = await bob.clicks(approval, title, note=note)
            assert "disabled or gone" in answer.text
        for command in ("linkedin status", "linkedin requests", "linkedin enable all"):
            await bob.says(command)
            assert "disabled or gone" in bob.messages(bob.chat)[-1].visible_text
        assert await talk.state() == "waiting"
        back()
    tenant.set_enabled(ADA.object_id, enabled=False)
    await ada.says("linkedin withdraw 1")
    await ada.sees("withdrew LI-1")  # to take back is to do less
    assert writes(tenant) == ()


async def test_somebody_who_may_no_longer_ask_does_not_get_it_applied(ada, bob, cleo, tenant, talk):
    """ID-08."""
    for person, lose, regain in (
        (
            ada,
            lambda: tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False),
            lambda: tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=True),
        ),
        (
            ada,
            lambda: tenant.set_enabled(ADA.object_id, enabled=False),
            lambda: tenant.set_enabled(ADA.object_id, enabled=True),
        ),
        (
            ada,
            lambda: tenant.set_person(ADA.object_id, userType="Guest"),
            lambda: tenant.set_person(ADA.object_id, userType="Member"),
        ),
        (
            cleo,
            lambda: tenant.remove_member(OPERATORS_GROUP, CLEO.object_id),
            lambda: tenant.add_member(OPERATORS_GROUP, CLEO.object_id),
        ),
    ):
        await talk.asks(person)
        number = max(change.number for change in await talk.changes())
        approval = await bob.sees(lambda message, number=number: f"LI-{number}" in message.visible_text)
        lose()
        await bob.clicks(approval, "Approve")
        await talk.becomes("stale")
        told = await person.sees(lambda message, number=number: f"LI-{number} is stale" in message.text)
        assert "The person who asked may no longer ask for changes" in told.text
        regain()
    assert writes(tenant) == ()
    assert tenant.setting["enableLinkedInAppFamily"] == OFF


async def test_while_rights_cannot_be_read_nothing_is_decided_and_it_can_be_tried_again(ada, bob, tenant, talk):
    """ID-09."""
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    for path, fault in (
        (f"/users/{BOB.object_id}", {"do": "status", "code": 403}),
        ("checkMemberGroups", {"do": "status", "code": 500}),
        ("directoryRole", {"do": "status", "code": 503}),
        ("checkMemberGroups", {"do": "reset"}),
        ("checkMemberGroups", {"do": "html"}),
        ("checkMemberGroups", {"do": "garbage"}),
    ):
        tenant.fail(Fault(api="graph", path=path, times=None, **fault))
        answer = await bob.clicks(approval, "Approve")
        assert (answer.kind, "Microsoft Graph" in answer.text) == ("message", True), fault
        assert await talk.state() == "waiting"
        tenant.heal()
    tenant.fail(Fault(api="graph", path="checkMemberGroups", times=None, do="hang"))
    waiting = asyncio.create_task(bob.clicks(approval, "Approve"))
    await talk.until(lambda: any(call.status == 0 and "checkMemberGroups" in call.path for call in calls(tenant)[-3:]))
    assert await talk.state() == "waiting"
    tenant.heal()
    assert "Microsoft Graph did not answer" in (await waiting).text
    assert await talk.state() == "waiting"
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    assert len(writes(tenant)) == 1


async def test_only_what_is_active_and_tenant_wide_counts_and_through_groups_it_counts_too(
    ada, bob, mallory, tenant, talk
):
    """ID-10."""
    inner, holders = name_group("empty"), name_group("tier-0")
    own_role = {
        "value": [{"id": "1", "displayName": "Global Administrator", "roleTemplateId": OTHER_TENANT}],
    }
    look_alike = Fault(api="graph", path="directoryRole", times=None, do="status", code=200, body=json.dumps(own_role))
    # Who holds Global Administrator, as Graph tells it. Roles that are eligible, or hold in an administrative unit
    # only, are not among a person's directoryRole memberships (learn.microsoft.com, scopedRoleMembership).
    cases = {
        "nothing": (lambda: None, lambda: None, False),
        "eligible and not active": (
            lambda: tenant.set_role(MALLORY.object_id, GLOBAL_ADMINISTRATOR, active=False),
            lambda: None,
            False,
        ),
        "another role": (
            lambda: tenant.set_role(MALLORY.object_id, GLOBAL_READER, active=True),
            lambda: tenant.set_role(MALLORY.object_id, GLOBAL_READER, active=False),
            False,
        ),
        "a role of that name": (lambda: tenant.fail(look_alike), tenant.heal, False),
        "active": (
            lambda: tenant.set_role(MALLORY.object_id, GLOBAL_ADMINISTRATOR, active=True),
            lambda: tenant.set_role(MALLORY.object_id, GLOBAL_ADMINISTRATOR, active=False),
            True,
        ),
        "through a role-assignable group": (
            lambda: (
                tenant.set_role(holders, GLOBAL_ADMINISTRATOR, active=True),
                tenant.add_member(holders, MALLORY.object_id),
            ),
            lambda: tenant.remove_member(holders, MALLORY.object_id),
            True,
        ),
    }
    for name, (gain, lose, is_asked) in cases.items():
        gain()
        await mallory.says(f"linkedin enable all because {name}")
        said = mallory.messages(mallory.chat)[-1] if not is_asked else await mallory.sees("Review")
        assert ("Only an active Global Administrator" in said.visible_text) is not is_asked, name
        if is_asked:
            await mallory.clicks(said, "Discard")
        lose()
    tenant.add_member(inner, MALLORY.object_id)
    tenant.add_member(APPROVERS_GROUP, inner)
    await talk.asks(ada)
    approval = await mallory.sees("Partner summit")
    tenant.remove_member(APPROVERS_GROUP, inner)
    refused = await mallory.clicks(approval, "Approve")
    assert "Only a member of the approvers group" in refused.text
    tenant.add_member(APPROVERS_GROUP, inner)
    await mallory.clicks(approval, "Approve")
    await talk.becomes("applied")


async def test_a_vote_counts_of_who_was_an_approver_at_the_request_the_vote_and_the_write(
    ada, bob, cleo, mallory, group, tenant, talk
):
    """ID-11."""
    await talk.asks(ada, f"@Linkgate linkedin enable group {SALES_GROUP}", chat=group)
    shared = await mallory.sees("Partner summit", group)
    approve = press(await bob.sees("Partner summit", bob.chat), "Approve")
    tenant.add_member(APPROVERS_GROUP, MALLORY.object_id)
    newcomer = await mallory.invokes(shared.id, approve)
    assert "after this request was sent" in newcomer.text
    tenant.remove_member(APPROVERS_GROUP, BOB.object_id)
    left = await bob.invokes(shared.id, approve)
    assert "Only a member of the approvers group" in left.text
    assert await talk.state() == "waiting"
    tenant.fail(Fault(api="portal", method="GET", times=None, do="status", code=503))
    await cleo.invokes(shared.id, approve)
    await talk.becomes("approved")
    tenant.remove_member(APPROVERS_GROUP, CLEO.object_id)
    tenant.heal()
    await talk.becomes("stale")
    await ada.sees("An approval no longer counts")
    assert writes(tenant) == ()
