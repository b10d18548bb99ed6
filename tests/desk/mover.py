"""What is said again and again about moving a list into a group, among fakes."""

from collections import Counter
from dataclasses import replace

from fakes.samples import ALICE, APPROVERS, BOB, CAROL

from bot.core.act import Verb
from bot.core.change import State
from bot.core.fill import Fate
from bot.core.group import Group
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId, Mode, Setting
from bot.core.text import flatten
from bot.core.view import SaidView

TEAM = Group(id=GroupId("7ea30000-0000-4000-8000-000000000000"), name="LinkedIn users")
PEOPLE = [Person(id=UserId(f"00000000-0000-4000-8000-{number:012}"), name=f"Person {number}") for number in range(300)]
BEFORE = [person.id for person in PEOPLE[:10]]
TEAM_ON = Setting(Mode.GROUP, TEAM.id)
OFF, ON = Setting(Mode.NOBODY), Setting(Mode.EVERYONE)
ENDS = {State.APPLIED, State.FAILED, State.UNKNOWN, State.STALE}


def address(number):
    return f"p{number}@contoso.com"


def settle(directory):
    """Let them all be in the tenant, and the first ten in the group."""
    for number, person in enumerate(PEOPLE):
        directory.add_person(person, address(number))
    directory.add_group(TEAM, BEFORE)


class Move:
    """What these tests say again and again. *numbers* are people, by their places."""

    def __init__(self, office, directory):
        self.office, self.directory = office, directory

    async def asks(self, numbers, *, rows=(), origin="first"):
        lines = "\n".join([*map(address, numbers), *rows])
        return await self.office.asks(ALICE, f"linkedin move to group LinkedIn users\n{lines}", origin=origin)

    async def sends(self):
        await self.office.postman.deliver()
        await self.office.clicks(ALICE, Verb.SEND, await self.office.newest(), reason="Pilot")
        await self.office.postman.deliver()

    async def approved(self, numbers, *, rows=(), selects=False, origin="first"):
        await self.asks(numbers, rows=rows, origin=origin)
        if selects:
            await self.office.postman.deliver()
            await self.office.clicks(ALICE, Verb.BOTH, await self.office.newest())
        await self.sends()
        change = await self.office.newest()
        for person in (BOB, CAROL)[: change.needed]:
            await self.office.clicks(person, Verb.APPROVE, await self.office.newest())
        assert (await self.office.newest()).state is State.APPROVED

    async def moves(self, numbers, **options):
        await self.approved(numbers, **options)
        return await self.works()

    async def works(self, office=None):
        await (office or self.office).worker.advance()
        return await self.office.newest()

    async def goes_on(self, office=None, *, rounds=40):
        """Let two minutes pass again and again until it is over."""
        for _ in range(rounds):
            change = await self.works(office)
            if change.state in ENDS - {State.UNKNOWN}:
                return change
            self.office.ports.clock.move(minutes=2)
        return await self.office.newest()

    async def tally(self):
        return {
            str(fate): n for fate, n in (await self.office.ports.store.tally((await self.office.newest()).id)).items()
        }

    async def rows(self, *fates):
        return await self.office.ports.store.items((await self.office.newest()).id, set(fates or Fate))

    def has(self, numbers):
        return self.directory.memberships[TEAM.id] == {*BEFORE, *(PEOPLE[number].id for number in numbers)}


def said(view):
    assert isinstance(view, SaidView), view
    return flatten(view.sentence)


def nobody_twice(members):
    return all(times == 1 for times in Counter(user for _, bind in members.binds for user in bind).values())


def after(count, deed):
    """Do a deed when *count* binds have come; each is answered as usual."""

    def mood(_users):
        nonlocal count
        count -= 1
        if count == -1:
            deed()

    return mood


SPOILT = {
    "deleted": lambda directory: directory.remove_group(TEAM.id),
    "dynamic": lambda directory: directory.add_group(replace(TEAM, is_dynamic=True), BEFORE),
    "synced": lambda directory: directory.add_group(replace(TEAM, is_synced=True), BEFORE),
    "role-assignable": lambda directory: directory.add_group(replace(TEAM, is_role_assignable=True), BEFORE),
    "requester lost the role": lambda directory: directory.admins.clear(),
    "requester gone": lambda directory: directory.people.pop(ALICE.id),
    "approver left": lambda directory: directory.memberships[APPROVERS].discard(BOB.id),
}
"""What is not as it was approved."""
