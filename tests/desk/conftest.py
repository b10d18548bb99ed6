"""The desk and the worker among fakes that keep their ports' promises: no wire, no waiting."""

from datetime import timedelta

import pytest
from desk.mover import Move, settle
from fakes.clock import FakeClock
from fakes.directory import FakeCloud, FakeDirectory
from fakes.files import FakeFiles
from fakes.intune import FakeConsent, FakeIntune
from fakes.members import FakeMembers
from fakes.notices import FakeNotices
from fakes.office import APPROVERS, OPERATORS, Office
from fakes.samples import ALICE, BOB, CAROL, NOW, SALES
from fakes.setting import FakeSetting
from fakes.store import FakeStore
from fakes.tally import FakeTally

from bot.core.group import Group
from bot.core.setting import Mode, Setting
from bot.pace import Pace
from bot.ports import Ports


@pytest.fixture
def clock():
    return FakeClock(NOW)


@pytest.fixture
def setting(clock):
    return FakeSetting(clock, Setting(Mode.NOBODY))


@pytest.fixture
def directory():
    directory = FakeDirectory()
    for person in (ALICE, BOB, CAROL):
        directory.add_person(person)
    directory.admins.add(ALICE.id)
    directory.add_group(Group(id=APPROVERS, name="Approvers"), [BOB.id, CAROL.id])
    directory.add_group(Group(id=OPERATORS, name="Operators"))
    directory.add_group(SALES, has_fixed_counts=True)
    return directory


@pytest.fixture
def notices():
    return FakeNotices()


@pytest.fixture
def files():
    return FakeFiles()


@pytest.fixture
def store():
    return FakeStore()


@pytest.fixture
def ports(clock, setting, directory, notices, files, store):
    return Ports(
        store=store,
        setting=setting,
        directory=directory,
        members=FakeMembers(directory, clock),
        office=FakeIntune(clock),
        consent=FakeConsent(),
        cloud=FakeCloud(),
        notices=notices,
        files=files,
        clock=clock,
        tally=FakeTally(),
    )


@pytest.fixture
def pace():
    return Pace(patience=timedelta(seconds=90))


@pytest.fixture
def members(ports):
    return ports.members


@pytest.fixture
async def office(ports, pace):
    return await Office(ports, pace).opens()


@pytest.fixture
def move(office, directory):
    """Some hundred people, a group that has ten of them, and what is said again and again about moving the others."""
    settle(directory)
    return Move(office, directory)
