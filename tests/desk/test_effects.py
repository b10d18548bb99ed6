"""Where people see LinkedIn, and whether they may consent to apps: asked at the desk, among fakes."""

import json
from dataclasses import replace

import pytest
from fakes.office import met
from fakes.samples import ALICE, BOB, CAROL, SALES

from bot.core.consent import Allowance
from bot.core.effect import OfficeRule
from bot.core.group import Group
from bot.core.office import OfficeState, Policy, PolicyId, Reach, Target
from bot.core.place import Place, PlaceKind
from bot.core.setting import GroupId, Mode, Setting
from bot.core.view import CheckView, ConsentView, EffectView, Mood
from bot.ports import NotPermittedError, UnreachableError
from bot.turn import Ask
from cards import draw

NO_INTUNE = "Intune was not read: DeviceManagementConfiguration.Read.All is missing."
NO_POLICY = "The rules for consent were not read: Policy.Read.All is missing."
SECRET = "Board members without LinkedIn"
EMEA = Group(id=GroupId("e3ea0000-0000-4000-8000-000000000000"), name="Sales EMEA")
ROOM = Place(kind=PlaceKind.GROUP, service_url="https://smba.trafficmanager.net/emea/", conversation="19:room")


@pytest.fixture
def put(ports):
    """Have a policy be in Intune."""

    def put(state, *targets):
        number = len(ports.office.policies)
        id_ = PolicyId(f"70110000-0000-4000-8000-{number:012}")
        return ports.office.put(Policy(id=id_, name=SECRET, state=state, targets=targets, digest=""))

    return put


@pytest.fixture
def read(office):
    async def read(who, text):
        return await office.asks(who, text, origin=text)

    return read


def for_group(group):
    return Target(reach=Reach.GROUP, group=group.id)


EVERYONE = Target(reach=Reach.USERS)


class TestEffect:
    async def test_it_follows_from_setting_policy_and_consent(self, read, put, setting):
        setting.setting = Setting(Mode.EVERYONE)
        put(OfficeState.DISABLED, EVERYONE)
        view = await read(CAROL, "linkedin effect")
        assert isinstance(view, EffectView)
        assert (view.rule, view.why_office) == (OfficeRule.DISABLED, "")
        assert view.consents.allowance is Allowance.ALL
        assert "hidden in desktop Office, still visible in Microsoft 365 on the web" in json.dumps(draw(view))

    async def test_nothing_is_remembered(self, read, put, setting):
        assert (await read(CAROL, "linkedin effect")).rule is OfficeRule.NOT_CONFIGURED
        put(OfficeState.ENABLED, EVERYONE)
        setting.setting = Setting(Mode.EVERYONE)
        view = await read(CAROL, "linkedin effect")
        assert (view.rule, view.reading.setting) == (OfficeRule.ENABLED, Setting(Mode.EVERYONE))

    async def test_what_cannot_be_read_is_said_and_the_rest_shown(self, read, ports, setting):
        setting.setting = Setting(Mode.EVERYONE)
        ports.office.broken, ports.consent.broken = NotPermittedError(NO_INTUNE), NotPermittedError(NO_POLICY)
        view = await read(CAROL, "linkedin effect")
        assert (view.rule, view.why_office) == (OfficeRule.UNKNOWN, NO_INTUNE)
        assert (view.consents.allowance, view.why_consent) == (Allowance.UNKNOWN, NO_POLICY)
        assert view.reading.setting == Setting(Mode.EVERYONE)
        ports.cloud.broken = setting.broken = UnreachableError("No answer came.")
        view = await read(CAROL, "linkedin effect")
        assert (view.reading.why, view.cloud) == ("No answer came.", None)

    async def test_neither_a_policy_nor_a_group_is_named(self, read, put, setting, directory):
        directory.add_group(replace(EMEA, name="Merger 2027"))
        setting.setting = Setting(Mode.GROUP, SALES.id)
        put(OfficeState.DISABLED, for_group(EMEA))
        view = await read(CAROL, "linkedin effect")
        assert view.rule is OfficeRule.SOME_DISABLED
        for name in (SECRET, "Merger 2027", SALES.name, EMEA.id[-12:]):
            assert name not in json.dumps(draw(view))

    @pytest.mark.parametrize("text", ["linkedin effect", "linkedin consent"])
    async def test_in_a_room_the_answer_is_given_there_and_guests_get_none(self, office, directory, text):
        ask = Ask(text=text, caller=replace(met(CAROL), place=ROOM), origin=text)
        assert isinstance(await office.desk.ask(ask), EffectView | ConsentView)
        directory.add_person(replace(CAROL, is_guest=True))
        assert (await office.desk.ask(ask)).mood is Mood.REFUSED


class TestConsent:
    async def test_the_rules_are_read_each_time(self, read, ports):
        view = await read(CAROL, "linkedin consent")
        assert (view.consents.allowance, view.why) == (Allowance.ALL, "")
        ports.consent.rules = ()
        view = await read(CAROL, "linkedin consent")
        assert view.consents.allowance is Allowance.NONE
        assert "nobody can connect a LinkedIn account" in json.dumps(draw(view))

    async def test_without_the_permission_the_rest_of_the_card_is_there(self, read, ports):
        ports.consent.broken = NotPermittedError(NO_POLICY)
        view = await read(CAROL, "linkedin consent")
        assert (view.consents.allowance, view.why) == (Allowance.UNKNOWN, NO_POLICY)
        drawn = json.dumps(draw(view))
        for told in ("Policy.\\u200bRead.\\u200bAll is missing", "withdraws the consent", "No interface lists"):
            assert told in drawn


class TestCheck:
    @pytest.fixture(autouse=True)
    def world(self, directory, setting):
        """Sales, with EMEA in it; Bob is in EMEA; the setting is on for everyone."""
        directory.add_person(BOB, "bob@contoso.com")
        directory.add_group(EMEA, [BOB.id])
        directory.add_group(SALES, nested=[EMEA.id])
        setting.setting = Setting(Mode.EVERYONE)

    @pytest.mark.parametrize(
        ("state", "targets", "rule"),
        [
            (OfficeState.DISABLED, (EVERYONE,), OfficeRule.DISABLED),
            (OfficeState.DISABLED, (for_group(EMEA),), OfficeRule.DISABLED),
            (OfficeState.ENABLED, (for_group(SALES),), OfficeRule.ENABLED),
            (OfficeState.DISABLED, (EVERYONE, Target(reach=Reach.EXCLUDED, group=SALES.id)), OfficeRule.NOT_CONFIGURED),
            (OfficeState.DISABLED, (Target(reach=Reach.USERS, is_filtered=True),), OfficeRule.UNKNOWN),
        ],
    )
    async def test_the_policies_that_reach_a_person_are_found_by_their_groups(self, read, put, state, targets, rule):
        put(state, *targets)
        view = await read(ALICE, "linkedin check bob@contoso.com")
        assert (view.rule, view.why_office) == (rule, "")

    async def test_of_more_groups_than_one_question_takes_each_is_asked(self, read, put, directory):
        for number in range(45):
            group = replace(EMEA, id=GroupId(f"{number:08x}-0000-4000-8000-000000000000"))
            directory.add_group(group)
            put(OfficeState.ENABLED, for_group(group))
        assert (await read(ALICE, "linkedin check bob@contoso.com")).rule is OfficeRule.NOT_CONFIGURED
        put(OfficeState.DISABLED, for_group(SALES))
        assert (await read(ALICE, "linkedin check bob@contoso.com")).rule is OfficeRule.DISABLED

    async def test_two_policies_that_say_different_things_are_a_conflict(self, read, put):
        put(OfficeState.DISABLED, EVERYONE)
        put(OfficeState.ENABLED, for_group(SALES))
        assert (await read(ALICE, "linkedin check bob@contoso.com")).rule is OfficeRule.CONFLICTING
        assert (await read(ALICE, "linkedin check me")).rule is OfficeRule.DISABLED

    async def test_without_intune_the_rest_of_the_card_works(self, read, ports):
        ports.office.broken = NotPermittedError(NO_INTUNE)
        view = await read(ALICE, "linkedin check bob@contoso.com")
        assert isinstance(view, CheckView)
        assert (view.person, view.rule, view.why_office) == (BOB, OfficeRule.UNKNOWN, NO_INTUNE)
        assert "Public profiles" in json.dumps(draw(view))
