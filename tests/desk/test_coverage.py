"""Who is covered, by which path, and what a pending request would change: asked at the desk, among fakes."""

from dataclasses import replace

import pytest
from fakes.office import met
from fakes.samples import ALICE, APPROVERS, BOB, CAROL, NOW, SALES, a_plan, the_rules

from bot.core import steps
from bot.core.change import ChangeId, Told
from bot.core.cover import Cover, Outlook
from bot.core.fill import Fate, Fill, Item
from bot.core.group import Group
from bot.core.place import Place, PlaceKind
from bot.core.policy import Person, UserId
from bot.core.setting import Doubt, GroupId, Mode, Setting
from bot.core.text import flatten
from bot.core.view import CheckView, Mood, SaidView
from bot.ports import NotPermittedError, UnreachableError
from bot.turn import Ask

MALLORY = Person(id=UserId("3a110000-0000-4000-8000-000000000000"), name="Mallory Voss")
GUS = Person(id=UserId("90500000-0000-4000-8000-000000000000"), name="Gus Fabrikam", is_guest=True)
EMEA = Group(id=GroupId("e3ea0000-0000-4000-8000-000000000000"), name="Sales EMEA")
NORDICS = Group(id=GroupId("70d10000-0000-4000-8000-000000000000"), name="Sales Nordics")
ON_FOR_SALES = Setting(Mode.GROUP, SALES.id)
ROOM = Place(kind=PlaceKind.GROUP, service_url="https://smba.trafficmanager.net/emea/", conversation="19:room")


@pytest.fixture(autouse=True)
def world(directory, setting):
    """Sales, with EMEA in it and Nordics in that; the setting is on for Sales."""
    directory.add_person(ALICE, "alice@contoso.com")
    directory.add_person(MALLORY, "mallory@contoso.com", "m.voss@contoso.com")
    directory.add_person(GUS, "gus_fabrikam.com#EXT#@contoso.com", "gus@fabrikam.com")
    directory.add_group(NORDICS)
    directory.add_group(EMEA, nested=[NORDICS.id])
    directory.add_group(SALES, nested=[EMEA.id])
    setting.setting = ON_FOR_SALES


@pytest.fixture
def checks(office):
    async def check(who, whom="mallory@contoso.com"):
        return await office.asks(who, f"linkedin check {whom}", origin=whom)

    return check


@pytest.fixture
def joins(directory):
    return lambda person, group: directory.memberships[group.id].add(person.id)


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence).translate(str.maketrans("", "", "\u200b\u2068\u2069"))


def names(view):
    return [group.name for group in view.path]


async def test_a_direct_member_is_covered(checks, joins):
    joins(MALLORY, SALES)
    view = await checks(ALICE)
    assert (view.person, view.cover, names(view), view.paths) == (MALLORY, Cover.DIRECT, ["Sales"], 1)


async def test_two_levels_of_nested_groups_are_told_as_a_path(checks, joins):
    joins(MALLORY, NORDICS)
    view = await checks(ALICE)
    assert view.cover is Cover.NESTED
    assert names(view) == ["Sales Nordics", "Sales EMEA", "Sales"]


async def test_of_several_paths_the_shortest_is_shown_and_the_others_are_counted(checks, joins):
    joins(MALLORY, NORDICS)
    joins(MALLORY, EMEA)
    view = await checks(ALICE)
    assert (view.cover, names(view), view.paths) == (Cover.NESTED, ["Sales EMEA", "Sales"], 2)
    joins(MALLORY, SALES)
    view = await checks(ALICE)
    assert (view.cover, names(view), view.paths) == (Cover.DIRECT, ["Sales"], 3)


async def test_a_circle_of_groups_is_gone_round_once(checks, joins, directory):
    directory.inner[NORDICS.id] = [SALES.id, NORDICS.id]
    assert (await checks(ALICE)).cover is Cover.OUTSIDE
    joins(MALLORY, NORDICS)
    view = await checks(ALICE)
    assert names(view) == ["Sales Nordics", "Sales EMEA", "Sales"]


async def test_however_many_groups_there_are_only_so_many_are_asked(checks, joins, directory):
    asked = []
    groups_in = directory.groups_in

    async def counting(group):
        asked.append(group)
        return await groups_in(group)

    directory.groups_in = counting
    many = [replace(EMEA, id=GroupId(f"{number:08x}-0000-4000-8000-000000000000")) for number in range(600)]
    for group in many:
        directory.add_group(group, nested=[one.id for one in many[:3]])
    last = many[-1]
    directory.add_group(last, [MALLORY.id])
    directory.add_group(replace(EMEA, name="Between"), nested=[last.id])
    directory.add_group(SALES, nested=[group.id for group in many[:-1]] + [EMEA.id])
    view = await checks(ALICE)
    assert len(asked) == len(set(asked)) == 200
    assert (view.cover, view.path) == (Cover.NESTED, ())


async def test_a_nested_group_that_hides_its_members_hides_the_path_and_not_the_answer(checks, joins, directory):
    joins(MALLORY, NORDICS)
    directory.add_group(replace(EMEA, hides_members=True), nested=[NORDICS.id])
    groups_in = directory.groups_in

    async def hiding(group):
        if group == EMEA.id:
            raise NotPermittedError("Members are hidden.")
        return await groups_in(group)

    directory.groups_in = hiding
    view = await checks(ALICE)
    assert (view.cover, view.path) == (Cover.NESTED, ())


@pytest.mark.parametrize(
    ("setting_now", "cover"),
    [
        (Setting(Mode.EVERYONE), Cover.EVERYONE),
        (Setting(Mode.NOBODY), Cover.NOBODY),
        (Setting(Mode.UNTOLD), Cover.UNKNOWN),
        (ON_FOR_SALES, Cover.OUTSIDE),
    ],
)
@pytest.mark.parametrize("person", [MALLORY, GUS, replace(MALLORY, is_enabled=False)])
async def test_somebody_in_no_group_is_covered_as_the_setting_says(
    checks, directory, setting, setting_now, cover, person
):
    setting.setting = setting_now
    directory.add_person(person)
    view = await checks(ALICE, person.id)
    assert (view.person, view.cover, view.path) == (person, cover, ())


async def test_a_setting_that_cannot_be_told_covers_nobody_for_sure(checks, joins, setting):
    joins(MALLORY, SALES)
    setting.doubt = Doubt.LEGACY
    view = await checks(ALICE)
    assert (view.cover, view.reading.doubt, view.group) == (Cover.UNKNOWN, Doubt.LEGACY, None)


async def test_a_setting_that_cannot_be_read_is_said_on_the_card(checks, setting):
    setting.broken = UnreachableError("No answer came.")
    view = await checks(ALICE)
    assert (view.cover, view.reading.why) == (Cover.UNKNOWN, "No answer came.")


async def test_a_selected_group_that_is_gone_or_dynamic_tells_nothing(checks, joins, directory):
    joins(MALLORY, SALES)
    directory.add_group(replace(SALES, is_dynamic=True), [MALLORY.id])
    assert (await checks(ALICE)).cover is Cover.UNKNOWN
    directory.remove_group(SALES.id)
    assert (await checks(ALICE)).cover is Cover.UNKNOWN


@pytest.mark.parametrize(
    "key",
    [
        *("mallory@contoso.com", "MALLORY@CONTOSO.COM", "m.voss@contoso.com", MALLORY.id, MALLORY.id.upper()),
        *("<mallory@contoso.com>", "mailto:mallory@contoso.com", '"mallory@contoso.com"'),
    ],
)
async def test_a_person_is_found_by_sign_in_name_mail_and_object_id(checks, key):
    assert (await checks(ALICE, key)).person == MALLORY


@pytest.mark.parametrize(
    "key", ["Mallory Voss", "nobody@contoso.com", "0" * 8 + "-0000-4000-8000-" + "0" * 12, "*", "é"]
)
async def test_nobody_is_found_by_a_name_or_an_unknown_address(checks, key):
    assert "No account is known as" in said(await checks(ALICE, key))


async def test_several_accounts_with_one_mail_address_are_named_by_id(checks, directory):
    directory.add_person(CAROL, "carol@contoso.com", "m.voss@contoso.com")
    view = await checks(ALICE, "m.voss@contoso.com")
    assert "Several accounts have the address" in said(view)
    assert all(person.id in said(view) for person in (CAROL, MALLORY))
    assert set(view.suggestions) == {f"linkedin check {person.id}" for person in (CAROL, MALLORY)}


async def test_a_sign_in_name_goes_before_a_mail_address(checks, directory):
    directory.add_person(CAROL, "carol@contoso.com", "mallory@contoso.com")
    assert (await checks(ALICE, "mallory@contoso.com")).person == MALLORY


@pytest.mark.parametrize("key", ["me", "ME", "mallory@contoso.com", "m.voss@contoso.com", MALLORY.id])
async def test_everybody_may_ask_about_themselves(checks, joins, key):
    joins(MALLORY, SALES)
    view = await checks(MALLORY, key)
    assert (view.person, view.cover, view.is_own) == (MALLORY, Cover.DIRECT, True)


@pytest.mark.parametrize("key", ["alice@contoso.com", "nobody@contoso.com", ALICE.id, "gus@fabrikam.com"])
async def test_about_others_an_employee_is_told_nothing_not_even_whether_there_is_one(checks, key):
    view = await checks(MALLORY, key)
    assert view.mood is Mood.REFUSED
    assert said(view) == said(await checks(MALLORY, "someone@contoso.com"))


async def test_an_employee_who_shares_a_mail_address_is_not_told_of_the_other(checks, directory):
    directory.add_person(CAROL, "carol@contoso.com", "m.voss@contoso.com")
    assert (await checks(MALLORY, "m.voss@contoso.com")).mood is Mood.REFUSED


async def test_guests_and_disabled_accounts_may_not_ask_about_themselves_either(checks, directory):
    assert (await checks(GUS, "me")).mood is Mood.REFUSED
    directory.add_person(replace(MALLORY, is_enabled=False))
    assert (await checks(MALLORY, "me")).mood is Mood.REFUSED


async def test_approvers_may_ask_about_others(checks):
    assert isinstance(await checks(BOB), CheckView)


@pytest.mark.parametrize(
    "text", ["linkedin check me", "linkedin check mallory@contoso.com", "linkedin check nobody@x.y"]
)
async def test_in_a_room_the_answer_comes_in_private_and_the_room_hears_nothing_of_it(office, notices, joins, text):
    joins(MALLORY, SALES)
    caller = replace(met(ALICE), place=ROOM)
    answer = await office.desk.ask(Ask(text=text, caller=caller, origin=text))
    assert "is in your private chat" in said(answer)
    ((_, told),) = notices.shown[f"a:{ALICE.id}"].items()
    assert isinstance(told, CheckView) or "No account is known as nobody@x.y" in said(told)


async def test_in_a_room_a_refusal_is_said_there(office, notices):
    caller = replace(met(MALLORY), place=ROOM)
    view = await office.desk.ask(Ask(text="linkedin check alice@contoso.com", caller=caller, origin="1"))
    assert view.mood is Mood.REFUSED
    assert notices.shown == {}


class TestPending:
    @pytest.fixture
    def asked(self, office, setting):
        """Let a request for *after* wait, with the rows of a list if there is a fill."""

        async def ask(after, *, fill=None, users=()):
            before = setting.setting
            plan = replace(a_plan(), before=before, after=after, after_group=None, fill=fill)
            draft = steps.open_draft(
                plan,
                id=ChangeId("7" * 32),
                number=7,
                requester=ALICE,
                origin="pending",
                home=met(ALICE).place,
                rules=the_rules(),
                reason="",
                ticket="",
                at=NOW,
            )
            items = [
                Item(place=place, line=place + 1, typed=user, user=user, fate=fate)
                for place, (user, fate) in enumerate(users)
            ]
            await office.ports.store.keep(*draft, (), items)
            sent = steps.send(
                draft[0],
                plan=plan,
                reason="why",
                told=Told.DONE,
                ticket="",
                deciders=(BOB.id,),
                rules=the_rules(),
                at=NOW,
            )
            await office.ports.store.keep(*sent)

        return ask

    @pytest.mark.parametrize(
        ("before", "after", "is_member", "outlook"),
        [
            (Mode.NOBODY, Mode.GROUP, True, Outlook.GAIN),
            (Mode.NOBODY, Mode.GROUP, False, Outlook.STAY_OUT),
            (Mode.NOBODY, Mode.EVERYONE, False, Outlook.GAIN),
            (Mode.EVERYONE, Mode.GROUP, False, Outlook.LOSE),
            (Mode.EVERYONE, Mode.GROUP, True, Outlook.STAY_IN),
            (Mode.EVERYONE, Mode.NOBODY, True, Outlook.LOSE),
            (Mode.GROUP, Mode.NOBODY, True, Outlook.LOSE),
            (Mode.GROUP, Mode.NOBODY, False, Outlook.STAY_OUT),
            (Mode.GROUP, Mode.EVERYONE, False, Outlook.GAIN),
            (Mode.UNTOLD, Mode.EVERYONE, False, Outlook.UNKNOWN),
        ],
    )
    async def test_a_change_of_the_setting(self, asked, checks, joins, setting, before, after, is_member, outlook):
        def make(mode):
            return Setting(mode, SALES.id if mode is Mode.GROUP else None)

        setting.setting = make(before)
        if is_member:
            joins(MALLORY, SALES)
        await asked(make(after))
        pending = (await checks(ALICE)).pending
        assert (pending.number, pending.outlook) == (7, outlook)

    async def test_from_one_group_to_another(self, asked, checks, joins):
        joins(MALLORY, SALES)
        await asked(Setting(Mode.GROUP, NORDICS.id))
        assert (await checks(ALICE)).pending.outlook is Outlook.LOSE
        joins(MALLORY, NORDICS)
        assert (await checks(ALICE)).pending.outlook is Outlook.STAY_IN

    async def test_a_group_that_is_gone_meanwhile(self, asked, checks, directory):
        await asked(Setting(Mode.GROUP, NORDICS.id))
        directory.remove_group(NORDICS.id)
        assert (await checks(ALICE)).pending.outlook is Outlook.UNKNOWN

    @pytest.mark.parametrize(
        ("target", "fate", "outlook", "after"),
        [
            (SALES, Fate.PENDING, Outlook.GAIN, Cover.DIRECT),
            (NORDICS, Fate.PENDING, Outlook.GAIN, Cover.NESTED),
            (SALES, Fate.NOT_FOUND, Outlook.STAY_OUT, Cover.OUTSIDE),
            (SALES, Fate.GUEST, Outlook.STAY_OUT, Cover.OUTSIDE),
            (APPROVERS, Fate.PENDING, Outlook.STAY_OUT, Cover.OUTSIDE),
        ],
    )
    async def test_a_list_that_fills_a_group(self, asked, checks, target, fate, outlook, after):
        group = target if isinstance(target, Group) else Group(id=target, name="Approvers")
        fill = Fill(group=group, source="list.csv", digest="d", tally={Fate.PENDING: 2})
        await asked(ON_FOR_SALES, fill=fill, users=[(CAROL.id, Fate.PENDING), (MALLORY.id, fate)])
        pending = (await checks(ALICE)).pending
        assert (pending.outlook, pending.after) == (outlook, after)

    async def test_a_list_that_fills_a_group_which_is_selected_then(self, asked, checks, setting):
        setting.setting = Setting(Mode.NOBODY)
        fill = Fill(group=NORDICS, source="list.csv", digest="d", tally={Fate.PENDING: 1})
        await asked(Setting(Mode.GROUP, NORDICS.id), fill=fill, users=[(MALLORY.id, Fate.PENDING)])
        view = await checks(ALICE)
        assert (view.cover, view.pending.outlook, view.pending.after) == (Cover.NOBODY, Outlook.GAIN, Cover.DIRECT)
        assert (await checks(ALICE, "gus@fabrikam.com")).pending.outlook is Outlook.STAY_OUT

    async def test_nothing_is_said_of_a_request_that_has_ended(self, checks):
        assert (await checks(ALICE)).pending is None
