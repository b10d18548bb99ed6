"""A list is moved into a group of the simulated tenant, over real HTTP, and the tenant is asked what came of it."""

from collections import Counter

import pytest

from bot.app import open_applier, open_bot
from bot.config import read_settings
from bot.sim.cast import ADA, CLEO
from bot.sim.tenant import Fault
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.people import seed_people

from .conftest import QUICK, Talk

pytestmark = pytest.mark.days

EVERYONE, OFF, SOME, ONE_GROUP = 0, 1, 2, 4
EMPTY = name_group("empty")
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
PLAIN = [one for one in seed_people(600)[5:] if one["accountEnabled"] and one["userType"] == "Member"]
PEOPLE, OTHERS = PLAIN[:400], PLAIN[400:]
IDS = [person["id"] for person in PEOPLE]
UNFIT = ("engineers", "finance", "tier-0", "helpdesk", "newsletter", "marketing-team")


class Move:
    """What is done again and again in these talks."""

    def __init__(self, world, talk, ada, bob, cleo):
        self.tenant, self.talk, self.ada, self.bob, self.cleo = world.tenant, talk, ada, bob, cleo

    async def asks(self, people=PEOPLE, *, group=EMPTY, rows=()):
        """Ada sends a list as a file; return her card."""
        lines = ["userPrincipalName", *(person["userPrincipalName"] for person in people), *rows]
        await self.ada.says(f"linkedin move to group {group}", file=("list.csv", "\r\n".join(lines).encode()))
        return await self.ada.sees("Review")

    async def sends(self, card):
        await self.ada.clicks(card, "Send", reason="Old list")

    async def approves(self):
        """Let as many agree as have to."""
        change = max(await self.talk.changes(), key=lambda change: change.number)
        for person in (self.bob, self.cleo)[: change.needed]:
            await person.clicks(await person.sees(lambda message: "Approve" in message.buttons), "Approve")

    async def moves(self, people=PEOPLE, **options):
        await self.sends(await self.asks(people, **options))
        await self.approves()

    async def newest(self):
        return max(await self.talk.changes(), key=lambda change: change.number)

    async def tally(self):
        store = self.talk.bot.desk.ports.store
        return {str(fate): count for fate, count in (await store.tally((await self.newest()).id)).items()}

    async def is_under_way(self):
        """Wait until some are in and the others wait for the quota."""
        await self.talk.until(lambda: self.tenant.group_writes)
        await self.talk.until(lambda: any(call.status == 429 for call in self.tenant.requests))

    @property
    def added(self):
        return Counter(id_ for write in self.tenant.group_writes if write.is_in for id_ in write.ids)

    def has_added_once(self, ids):
        return self.added == Counter(dict.fromkeys(ids, 1)) and self.tenant.members(EMPTY) >= set(ids)


@pytest.fixture
def move(world, talk, ada, bob, cleo):
    world.tenant.change_in_portal(OFF)
    return Move(world, talk, ada, bob, cleo)


def hold(tenant, *, binds=8, seconds=1):
    """Let so many binds through, and one more every so many seconds: there is something to interrupt."""
    tenant.set_limits(writes=(binds, binds * seconds))


def puts(tenant):
    return [call for call in tenant.requests if call.method == "PUT"]


# ---- the plan -------------------------------------------------------------------------------------------------------


async def test_a_list_with_odd_rows_is_moved_and_nobody_is_added_twice(move, tenant, ada):
    """FILE-09: 1 % stand there twice, 0.5 % are nobody; ten are in the group already."""
    tenant.add_members(EMPTY, IDS[:10])
    again = [*(person["mail"] for person in PEOPLE[:2]), *(person["id"].upper() for person in PEOPLE[20:22])]
    await move.moves(rows=[*again, "nobody.1@contoso.onmicrosoft.com", "nobody.2@contoso.onmicrosoft.com"])
    await move.talk.becomes("applied")
    await ada.sees("390 of 390 people are in the group now")
    assert await move.tally() == {"added": 390, "already": 10, "twice": 4, "not-found": 2}
    assert move.has_added_once(IDS[10:])
    assert [len(write.ids) for write in tenant.group_writes] == [20] * 19 + [10]


async def test_groups_that_cannot_be_filled_are_refused_each_with_its_reason(move, ada, talk):
    """PLAN-08."""
    told = set()
    for key in UNFIT:
        await ada.says(f"linkedin move to group {name_group(key)}\n{PEOPLE[0]['mail']}")
        await talk.rests()
        told.add(ada.messages()[-1].visible_text)
    assert len(told) == len(UNFIT)
    assert not await talk.changes()


async def test_a_list_of_those_who_are_in_it_is_no_request(move, ada, talk, tenant):
    tenant.add_members(EMPTY, IDS[:3])
    await ada.says(f"linkedin move to group {EMPTY}\n" + "\n".join(person["mail"] for person in PEOPLE[:3]))
    await ada.sees("Empty Group")
    assert not await talk.changes()


# ---- between plan and apply -----------------------------------------------------------------------------------------


async def test_who_is_disabled_or_a_guest_by_now_is_skipped(move, tenant, ada):
    await move.sends(await move.asks())
    tenant.set_enabled(IDS[0], enabled=False)
    tenant.set_person(IDS[1], userType="Guest")
    tenant.add_members(EMPTY, IDS[2:3])
    await move.approves()
    await move.talk.becomes("applied")
    assert await move.tally() == {"added": 397, "already": 1, "disabled": 1, "guest": 1}
    assert move.has_added_once(IDS[3:])


SPOILT = {
    "the group is deleted": lambda tenant: tenant.delete_group(EMPTY),
    "the group has grown beyond what was agreed": lambda tenant: tenant.add_members(
        EMPTY, [one["id"] for one in OTHERS]
    ),
    "the setting is another one": lambda tenant: tenant.change_in_portal(EVERYONE),
    "who asked may not ask any more": lambda tenant: tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False),
}


@pytest.mark.parametrize("what", SPOILT)
async def test_nobody_is_added_when_something_is_not_as_approved(move, tenant, what, talk, bob, ada):
    """PLAN-01 PLAN-05 PLAN-07 APPR-06."""
    await move.sends(await move.asks())
    card = await bob.sees(lambda message: "Approve" in message.buttons)
    SPOILT[what](tenant)
    await bob.clicks(card, "Approve")
    await talk.becomes("stale")
    assert not tenant.group_writes


# ---- midway ---------------------------------------------------------------------------------------------------------


async def test_a_stop_on_the_card_stops_soon_and_the_missing_are_planned_again(move, tenant, ada, talk, clock):
    hold(tenant, seconds=60)
    await move.moves()
    await move.is_under_way()
    card = await ada.sees(lambda message: "Stop" in message.buttons)
    await ada.clicks(card, "Stop")
    await talk.becomes("failed")
    added = len(move.added)
    await ada.sees(f"Ada Lindqvist stopped it. {added} of 400 people are in the group now. Who was added stays")
    assert 0 < added < 400
    assert await move.tally() == {"added": added, "failed": 400 - added}
    tenant.set_limits()
    await ada.clicks(await ada.sees(lambda message: "Plan again" in message.buttons), "Plan again")
    await move.sends(await ada.sees(lambda message: "Send" in message.buttons))
    await move.approves()
    again = await move.newest()
    assert (again.number, again.plan.fill.wanted) == (2, 400 - added)
    clock.move(minutes=2)  # the tenant had asked for some quiet
    await talk.becomes("applied")
    assert move.has_added_once(IDS)


async def test_a_strangers_word_stops_nothing_and_an_approvers_does(move, tenant, bob, mallory, talk):
    hold(tenant, seconds=60)
    await move.moves()
    await move.is_under_way()
    await mallory.says("linkedin stop LI-1")
    await mallory.sees("Only")
    assert (await move.newest()).attempt.stopped is None
    await bob.says("linkedin stop LI-1")
    await talk.becomes("failed")
    assert (await move.newest()).note.startswith("Bob Okafor stopped it.")
    assert len(move.added) < 400


async def test_a_group_that_is_deleted_midway_is_told(move, tenant, ada, talk):
    hold(tenant)
    await move.moves()
    await move.is_under_way()
    tenant.delete_group(EMPTY)
    await talk.becomes("failed")
    added = len(move.added)
    await ada.sees(f"{added} of 400 people had been added. Nobody else could be added: The group was deleted")
    tally = await move.tally()
    assert tally == {"added": added, "failed": 400 - added}


async def test_a_group_that_turns_dynamic_midway_is_told_as_that(move, tenant, ada, talk):
    hold(tenant)
    await move.moves()
    await move.is_under_way()
    tenant.set_group(EMPTY, groupTypes=["DynamicMembership"])
    await talk.becomes("failed")
    await ada.sees("The group can no longer be used.")
    assert sum((await move.tally()).values()) == 400


@pytest.mark.parametrize(
    "fault",
    [
        Fault(api="item", method="PATCH", do="lost", times=6),
        Fault(api="graph", path="batch", do="garbage", times=2),
        Fault(api="item", method="PATCH", do="late", seconds=0.2, times=3),
        Fault(api="item", method="PATCH", code=429, headers={"Retry-After": "1"}, times=5),
    ],
    ids=lambda fault: f"{fault.api} {fault.do}",
)
async def test_a_bad_day_of_graph_adds_nobody_twice_and_loses_nobody(move, tenant, talk, fault):
    """APLY-01 APLY-02 APLY-07."""
    await move.sends(await move.asks())
    card = await move.bob.sees(lambda message: "Approve" in message.buttons)
    await talk.rests()
    tenant.fail(fault)
    await move.bob.clicks(card, "Approve")
    await talk.becomes("applied")
    assert move.has_added_once(IDS)


async def test_more_binds_than_the_tenant_likes_in_a_batch_are_taken_in_turn(move, tenant, talk):
    tenant.set_limits(heavy=3)
    await move.moves(PEOPLE[:120])
    await talk.becomes("applied")
    assert move.has_added_once(IDS[:120])


async def test_a_group_that_cannot_be_read_meanwhile_is_read_later(move, tenant, talk):
    """ID-09: nothing is lost, and nobody is sent twice."""
    hold(tenant)
    await move.moves()
    await move.is_under_way()
    tenant.fail(Fault(api="graph", method="GET", path="/members", times=None))
    tenant.set_limits()
    await talk.until(lambda: sum(call.status == 503 for call in tenant.requests) > 3)
    assert await talk.state() == "applying"
    tenant.heal()
    await talk.becomes("applied")
    assert move.has_added_once(IDS)


async def test_what_is_accepted_and_not_shown_is_unknown_until_it_is_seen(move, tenant, talk, ada):
    """APLY-04."""
    await move.sends(await move.asks())
    card = await move.bob.sees(lambda message: "Approve" in message.buttons)
    tenant.fail(Fault(api="item", method="PATCH", do="ignored"))
    await move.bob.clicks(card, "Approve")
    await talk.becomes("unknown")
    await ada.sees("380 of 400 people are in the group now. Others were accepted and are not shown yet.")
    tenant.add_members(EMPTY, set(IDS) - set(move.added))
    await talk.becomes("applied")
    assert await move.tally() == {"added": 400}


# ---- the setting ----------------------------------------------------------------------------------------------------


async def selects_too(move):
    await move.ada.clicks(await move.asks(), "Select too")
    await move.sends(await move.ada.sees(lambda message: "Send" in message.buttons and "LI-2" in message.visible_text))
    await move.approves()


async def test_the_group_is_filled_and_then_selected_in_one_request(move, tenant, ada, talk):
    """The whole procedure of a script, a spreadsheet and a click in the portal, approved once."""
    await selects_too(move)
    await talk.becomes("applied")
    assert move.has_added_once(IDS)
    assert (tenant.setting["enableLinkedInAppFamily"], tenant.setting["linkedInSelectedGroupObjectId"]) == (
        ONE_GROUP,
        EMPTY,
    )
    assert (await move.newest()).attempt.proof == "verified"
    assert len(puts(tenant)) == 1
    assert tenant.writes[-1].at >= tenant.group_writes[-1].at


async def test_a_setting_that_cannot_be_written_after_the_group_was_filled_is_said(move, tenant, ada, talk):
    tenant.fail(Fault(api="portal", method="PUT", code=403))
    await selects_too(move)
    await talk.becomes("failed")
    await ada.sees("400 of 400 people are in the group now. The setting was not changed:")
    assert move.has_added_once(IDS)
    assert tenant.setting["enableLinkedInAppFamily"] == OFF


async def test_after_the_filling_the_group_is_selected_by_a_click(move, tenant, ada, talk):
    await move.moves(PEOPLE[:30])
    await talk.becomes("applied")
    await ada.clicks(await ada.sees(lambda message: "Select group" in message.buttons), "Select group")
    await move.sends(await ada.sees(lambda message: "Send" in message.buttons))
    await move.approves()
    await talk.until(lambda: puts(tenant))
    await talk.becomes("applied")
    assert tenant.setting["linkedInSelectedGroupObjectId"] == EMPTY


async def test_where_the_tenant_still_selects_people_the_group_is_filled_and_no_more_is_offered(
    move, tenant, ada, talk
):
    """PLAN-09."""
    tenant.change_in_portal(SOME)
    card = await move.asks(PEOPLE[:30])
    assert "Select too" not in card.buttons
    await move.sends(card)
    await move.approves()
    await talk.becomes("applied")
    assert move.has_added_once(IDS[:30])
    ended = await ada.sees(lambda message: "All rows…" in message.buttons)
    assert "Select group" not in ended.buttons
    assert puts(tenant) == []


# ---- a new group ----------------------------------------------------------------------------------------------------


async def test_a_group_is_made_once_and_then_filled(move, tenant, ada, talk):
    """APLY-01: the answer to its making is lost."""
    await ada.says('linkedin create group "LinkedIn pilot"')
    await move.sends(await ada.sees("Review"))
    tenant.fail(Fault(api="item", method="POST", path="^/groups$", do="lost"))
    await move.approves()
    await talk.becomes("applied")
    made = (await move.newest()).attempt.made
    assert tenant.members(made) == set()
    await ada.says('linkedin create group "LinkedIn pilot"')
    await ada.sees("already")
    await move.sends(await move.asks(PEOPLE[:30], group="LinkedIn pilot"))
    await move.approves()
    await talk.until(lambda: tenant.members(made) == set(IDS[:30]))
    assert sum((call.method, call.path) == ("POST", "/groups") for call in tenant.requests) == 1


# ---- other hands ----------------------------------------------------------------------------------------------------


async def test_the_applier_apart_fills_and_heeds_a_stop_at_the_desk(world, clock, tmp_path):
    tenant = world.tenant
    tenant.change_in_portal(OFF)
    given = {**world.environment(tmp_path / "bot"), "LINKGATE_HANDS": "apart"}
    del given["LINKGATE_SIM_OPERATOR_CODE"]
    async with open_bot(read_settings(given), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        hands = read_settings({**given, "LINKGATE_SIM_OPERATOR_CODE": tenant.issue_code()})
        async with open_applier(hands, clock=clock, pace=QUICK):
            talk = Talk(world, bot)
            move = Move(world, talk, *(world.person(key) for key in ("ada", "bob", "cleo")))
            hold(tenant, seconds=60)
            await move.moves()
            await move.is_under_way()
            await move.ada.says("linkedin stop LI-1")
            await talk.becomes("failed")
    assert 0 < len(move.added) < 400
    assert set(move.added.values()) == {1}


async def test_guided_hands_are_asked_only_when_the_group_is_filled(world, clock, tmp_path):
    tenant = world.tenant
    tenant.change_in_portal(OFF)
    tenant.set_role(CLEO.object_id, GLOBAL_READER, active=True)
    rules = tmp_path / "rules.toml"
    rules.write_text(world.rules.read_text() + f'executor = "{ADA.object_id}"\n')
    given = world.environment(tmp_path / "bot") | {
        "LINKGATE_HANDS": "guided",
        "LINKGATE_RULES": str(rules),
        "LINKGATE_SIM_OPERATOR_CODE": tenant.issue_code(CLEO.object_id),
    }
    async with open_bot(read_settings(given), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        talk = Talk(world, bot)
        move = Move(world, talk, *(world.person(key) for key in ("ada", "bob", "cleo")))
        for person in (move.ada, move.bob, move.cleo):
            await person.says("help")
        hold(tenant)
        await selects_too(move)
        await move.is_under_way()
        assert not [message for message in move.ada.messages() if "Make this change by hand" in message.visible_text]
        tenant.set_limits()
        errand = await move.ada.sees("Make this change by hand")
        assert move.has_added_once(IDS)
        tenant.change_in_portal(ONE_GROUP, EMPTY)
        await move.ada.clicks(errand, "I have done it")
        await talk.becomes("applied")
    assert puts(tenant) == []
