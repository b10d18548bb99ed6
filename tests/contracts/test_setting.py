"""What every port to the setting promises, tried on the one in memory and on the Entra admin center's API."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from typing import Any

import aiohttp
import pytest
from fakes.clock import FakeClock
from fakes.setting import FakeSetting, Fate

from bot.core.outcome import Answer
from bot.core.setting import GroupId, Mode, Setting, collateral
from bot.edges.portal import SCOPE, Portal
from bot.edges.signin import Signin
from bot.ports import NotPermittedError, PortError, SettingPort, UnexpectedError, UnreachableError
from bot.sim.cast import ADA, SALES_GROUP, TENANT_ID
from bot.sim.tenant import Fault, Tenant

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
CORRELATION = "c0ffee00-0000-4000-8000-000000000001"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SETTINGS = (Setting(Mode.EVERYONE), Setting(Mode.NOBODY), Setting(Mode.GROUP, GroupId(SALES_GROUP)))
VALUES = {Mode.EVERYONE: 0, Mode.NOBODY: 1, Mode.GROUP: 4}
FAULTS = {Fate.LOST: "lost", Fate.NEVER_ARRIVED: "reset", Fate.IGNORED: "ignored"}


class WallClock:
    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A setting to try, and what happens to it behind its back."""

    setting: SettingPort
    change: Callable[[Setting], None]
    rename: Callable[[str], None]
    doom: Callable[[Fate], None]
    count_writes: Callable[[], int]


def open_portal(
    tenant: Tenant, session: aiohttp.ClientSession, signin: Signin, *, timeout: float = 5.0, base_url: str = ""
) -> Portal:
    return Portal(
        session,
        base_url=base_url or tenant.portal_url,
        tenant_id=TENANT_ID,
        token=lambda: signin.token(SCOPE),
        clock=WallClock(),
        timeout=timeout,
    )


@pytest.fixture
def portal(tenant: Tenant, session: aiohttp.ClientSession, operator: Signin) -> Portal:
    return open_portal(tenant, session, operator)


@pytest.fixture(params=["in memory", "the admin center"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "in memory":
        return imagine()
    return simulate(request.getfixturevalue("tenant"), request.getfixturevalue("portal"))


def imagine() -> World:
    fake = FakeSetting(FakeClock(NOW), Setting(Mode.EVERYONE))
    return World(
        setting=fake,
        change=lambda setting: setattr(fake, "setting", setting),
        rename=lambda name: fake.rest.update(displayName=name),
        doom=lambda fate: setattr(fake, "fate", fate),
        count_writes=lambda: len(fake.writes),
    )


def simulate(tenant: Tenant, portal: Portal) -> World:
    def doom(fate: Fate) -> None:
        if fate is Fate.REFUSED:
            tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
        else:
            tenant.fail(Fault(api="portal", method="PUT", do=FAULTS[fate]))

    return World(
        setting=portal,
        change=lambda setting: tenant.change_in_portal(VALUES[setting.mode], setting.group),
        rename=lambda name: tenant.change_in_portal(0, displayName=name),
        doom=doom,
        count_writes=lambda: len(tenant.writes),
    )


class TestSetting:
    @pytest.mark.parametrize("setting", SETTINGS)
    async def test_tells_what_is_set(self, world: World, setting: Setting) -> None:
        world.change(setting)
        reading = await world.setting.read()
        assert (reading.setting, reading.doubt) == (setting, None)
        assert reading.at.tzinfo is UTC
        assert reading.rest

    async def test_sends_nothing_when_it_is_too_late(self, world: World) -> None:
        """TIME-03."""
        written = await world.setting.write(Setting(Mode.NOBODY), token=CORRELATION, until=-1.0)
        assert written.answer is Answer.REFUSED
        assert written.wait
        assert world.count_writes() == 0

    @pytest.mark.parametrize("setting", SETTINGS)
    async def test_sets_what_is_wanted_and_nothing_else(self, world: World, setting: Setting) -> None:
        before = await world.setting.read()
        written = await world.setting.write(setting, token=CORRELATION, until=inf)
        after = await world.setting.read()
        assert (written.answer, written.executor, written.sentence) == (Answer.ACCEPTED, ADA.object_id, "")
        assert after.setting == setting
        assert collateral(before.rest, after.rest) == ()
        assert world.count_writes() == 1

    async def test_the_rest_tells_what_else_changed(self, world: World) -> None:
        before = await world.setting.read()
        world.rename("Contoso Europe")
        after = await world.setting.read()
        assert collateral(before.rest, after.rest) == ("displayName",)

    @pytest.mark.parametrize(
        ("fate", "answer", "writes"),
        [
            (Fate.REFUSED, Answer.REFUSED, 0),
            (Fate.LOST, Answer.UNSURE, 1),
            (Fate.NEVER_ARRIVED, Answer.UNSURE, 0),
            (Fate.IGNORED, Answer.ACCEPTED, 0),
        ],
    )
    async def test_a_write_that_goes_wrong_is_told_apart_and_never_sent_again(
        self, world: World, fate: Fate, answer: Answer, writes: int
    ) -> None:
        await world.setting.read()  # so that the connection is one that was used before
        world.doom(fate)
        written = await world.setting.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
        reading = await world.setting.read()
        assert (written.answer, written.executor) == (answer, ADA.object_id)
        assert bool(written.sentence) == (answer is not Answer.ACCEPTED)
        assert reading.setting == (Setting(Mode.NOBODY) if writes else Setting(Mode.EVERYONE))
        assert world.count_writes() == writes


READ_FAULTS: list[tuple[dict[str, Any], type[PortError]]] = [
    ({"do": "html"}, UnexpectedError),
    ({"do": "garbage"}, UnexpectedError),
    ({"do": "reset"}, UnreachableError),
    ({"do": "status", "code": 302, "headers": {"Location": "/v1.0/elsewhere"}}, UnexpectedError),
    ({"do": "status", "code": 401}, NotPermittedError),
    ({"do": "status", "code": 403}, NotPermittedError),
    ({"do": "status", "code": 404}, UnexpectedError),
    ({"do": "status", "code": 429}, UnreachableError),
    ({"do": "status", "code": 500}, UnreachableError),
    ({"do": "status", "code": 503}, UnreachableError),
]

WRITE_FAULTS: list[tuple[dict[str, Any], Answer]] = [
    ({"do": "html"}, Answer.UNSURE),
    ({"do": "garbage"}, Answer.UNSURE),
    ({"do": "status", "code": 302, "headers": {"Location": "/v1.0/elsewhere"}}, Answer.UNSURE),
    ({"do": "status", "code": 400}, Answer.REFUSED),
    ({"do": "status", "code": 401}, Answer.REFUSED),
    ({"do": "status", "code": 403}, Answer.REFUSED),
    ({"do": "status", "code": 404}, Answer.REFUSED),
    ({"do": "status", "code": 415}, Answer.REFUSED),
    ({"do": "status", "code": 429, "headers": {"Retry-After": "86400"}}, Answer.REFUSED),
    ({"do": "status", "code": 500}, Answer.UNSURE),
    ({"do": "status", "code": 502}, Answer.UNSURE),
    ({"do": "status", "code": 503}, Answer.UNSURE),
]


class TestBadDays:
    async def test_what_cannot_be_read_is_an_error(self, tenant: Tenant, portal: Portal) -> None:
        """APLY-08 APLY-09 APLY-10."""
        for fault, error in READ_FAULTS:
            tenant.fail(Fault(api="portal", method="GET", times=None, **fault))
            with pytest.raises(error) as raised:
                await portal.read()
            assert raised.value.request_id
            tenant.heal()
        assert (await portal.read()).setting == Setting(Mode.EVERYONE)
        assert not [line for line in tenant.requests if "elsewhere" in line.path]

    async def test_nobody_waits_longer_than_the_deadline(
        self, tenant: Tenant, session: aiohttp.ClientSession, operator: Signin
    ) -> None:
        portal = open_portal(tenant, session, operator, timeout=0.1)
        tenant.fail(Fault(api="portal", times=None, do="hang"))
        async with asyncio.timeout(5):
            with pytest.raises(UnreachableError):
                await portal.read()
            written = await portal.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
        assert written.answer is Answer.UNSURE

    async def test_what_was_not_answered_with_true_was_not_accepted(self, tenant: Tenant, portal: Portal) -> None:
        """APLY-08 APLY-09."""
        for fault, answer in WRITE_FAULTS:
            tenant.fail(Fault(api="portal", method="PUT", times=None, **fault))
            written = await portal.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
            assert (written.answer, written.executor) == (answer, ADA.object_id), fault
            assert written.sentence
            tenant.heal()
            await portal.read()
        assert len([line for line in tenant.requests if line.method == "PUT"]) == len(WRITE_FAULTS)

    async def test_an_answer_without_end_is_not_read_to_its_end(self, tenant: Tenant, portal: Portal) -> None:
        """APLY-09."""
        tenant.fail(Fault(api="portal", method="GET", do="status", code=200, body='"' + "x" * 2_000_000 + '"'))
        with pytest.raises(UnexpectedError, match="far more"):
            await portal.read()

    async def test_a_certificate_that_nobody_vouches_for_is_no_admin_center(
        self, tenant: Tenant, session: aiohttp.ClientSession, operator: Signin
    ) -> None:
        """APLY-09."""
        stranger = open_portal(tenant, session, operator, base_url=tenant.login_url)
        with pytest.raises(UnreachableError):
            await stranger.read()
        written = await stranger.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
        assert written.answer is Answer.UNSURE
        assert not [line for line in tenant.requests if "Directories" in line.path]

    async def test_two_calls_are_all_that_is_sent(self, tenant: Tenant, portal: Portal) -> None:
        """APLY-10."""
        for fault in (*(fault for fault, _ in READ_FAULTS), None):
            if fault:
                tenant.fail(Fault(api="portal", times=1, **fault))
            with contextlib.suppress(PortError):
                await portal.read()
            await portal.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
            tenant.heal()
        sent = {(line.method, line.path.rpartition("/api/")[2]) for line in tenant.requests if line.api == "portal"}
        assert sent == {("GET", "Directories/Properties"), ("PUT", "Directories/PropertiesV2")}

    async def test_a_missing_role_is_named_with_what_to_do(self, tenant: Tenant, portal: Portal) -> None:
        tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
        written = await portal.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
        assert written.answer is Answer.REFUSED
        assert "Activate Global Administrator in PIM and retry." in written.sentence

    async def test_a_group_that_does_not_exist_is_refused(self, portal: Portal) -> None:
        written = await portal.write(Setting(Mode.GROUP, GroupId(TENANT_ID)), token=CORRELATION, until=inf)
        assert written.answer is Answer.REFUSED

    async def test_an_app_is_not_let_near_the_setting(
        self, tenant: Tenant, session: aiohttp.ClientSession, signin: Signin
    ) -> None:
        portal = open_portal(tenant, session, signin)  # the bot's own identity, where the operator's belongs
        with pytest.raises(NotPermittedError, match="az login"):
            await portal.read()
        written = await portal.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
        assert written.answer is Answer.REFUSED
        assert "Nothing was sent." in written.sentence
        assert not [line for line in tenant.requests if line.api == "portal"]

    async def test_a_write_carries_our_token_to_the_logs_of_microsoft(self, tenant: Tenant, portal: Portal) -> None:
        await portal.write(Setting(Mode.NOBODY), token=CORRELATION, until=inf)
        assert tenant.writes[0].body == {"enableLinkedInAppFamily": 1, "linkedInSelectedGroupObjectId": None}
        assert tenant.writes[0].oid == ADA.object_id
