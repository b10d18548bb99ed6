"""The cards about people and groups: who is in one, and who is covered."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.change import State
from bot.core.cover import Cover, Foresight, Outlook
from bot.core.effect import OfficeRule
from bot.core.group import Group
from bot.core.policy import Person, UserId
from bot.core.setting import Doubt, GroupId, Mode, Reading, Setting
from bot.core.view import CheckView, Member, MembersView, View
from cards.gallery.samples import (
    ADA,
    BOB,
    CLEO,
    EMOJI_NAME,
    EVE,
    HOSTILE,
    LONG_NAME,
    NESTED,
    NOON,
    PLAN,
    RTL_NAME,
    SALES,
)

GUEST = Person(id=UserId("90500000-0000-4000-8000-000000000005"), name="Gus Fabrikam", is_guest=True)
LEFT = Person(id=UserId("1ef70000-0000-4000-8000-000000000006"), name="Lea Vasquez", is_enabled=False)
NAMES = (HOSTILE, LONG_NAME, RTL_NAME, EMOJI_NAME, "W" * 256, "S\u0430les", "張偉", "* * *", "# head", "1. one")


def show_members() -> Iterator[tuple[str, View]]:
    several = MembersView(
        group=NESTED,
        is_selected=True,
        people=(
            *(Member(person=one, is_direct=True) for one in (ADA, BOB, CLEO)),
            *(Member(person=one, is_direct=False) for one in (EVE, GUEST)),
            Member(person=LEFT, is_direct=True),
        ),
        guests=3,
        disabled=11,
        groups=(_group("Sales Americas", 1), _group("Sales Nordics", 2)),
        nested=2,
        at=NOON,
    )
    yield "members", several
    yield "members-other", replace(several, group=SALES, is_selected=False, groups=(), nested=0)
    yield "members-untold", replace(several, is_selected=None)
    yield "members-thousand", replace(several, group=replace(NESTED, people=100_000), people=())
    nobody = replace(several, group=replace(SALES, direct=0, people=0), people=(), guests=0, disabled=0)
    yield "members-empty", replace(nobody, groups=(), nested=0)
    hidden = replace(SALES, direct=None, people=None, hides_members=True)
    yield "members-hidden", replace(nobody, group=hidden, guests=None, disabled=None, groups=(), nested=None)
    yield "members-dynamic", replace(several, group=replace(NESTED, is_dynamic=True))
    people = tuple(Member(person=replace(GUEST, name=name, is_enabled=False), is_direct=False) for name in NAMES)
    groups = tuple(_group(name, place) for place, name in enumerate(NAMES))
    yield (
        "members-hostile",
        replace(several, group=replace(NESTED, name=HOSTILE), people=people, groups=groups, nested=12_345),
    )


def show_checks() -> Iterator[tuple[str, View]]:
    direct = CheckView(
        person=ADA,
        reading=Reading(at=NOON, setting=PLAN.after),
        group=SALES,
        cover=Cover.DIRECT,
        path=(SALES,),
        paths=1,
    )
    nested = replace(direct, cover=Cover.NESTED, path=(_group("Sales Nordics", 2), NESTED), paths=3)
    nobody = replace(direct, reading=Reading(at=NOON, setting=Setting(Mode.NOBODY)), group=None, path=(), paths=0)
    outside = replace(direct, cover=Cover.OUTSIDE, path=(), paths=0)
    yield "check-direct", direct
    yield "check-own", replace(direct, is_own=True)
    yield "check-nested", replace(nested, group=NESTED)
    yield "check-nested-unseen", replace(nested, group=NESTED, path=(), paths=0)
    yield "check-outside", outside
    yield "check-nobody", replace(nobody, cover=Cover.NOBODY)
    everyone = Reading(at=NOON, setting=Setting(Mode.EVERYONE))
    yield "check-everyone-guest", replace(nobody, person=GUEST, cover=Cover.EVERYONE, reading=everyone)
    yield "check-everyone-disabled", replace(nobody, person=LEFT, cover=Cover.EVERYONE, reading=everyone)
    unknown = replace(nobody, cover=Cover.UNKNOWN)
    why = "Nobody is signed in as the operator. Run az login as the operator on Linkgate's host and try again."
    yield "check-unreadable", replace(unknown, reading=Reading(at=NOON, doubt=Doubt.UNREADABLE, why=why))
    yield "check-doubtful", replace(unknown, reading=Reading(at=NOON, doubt=Doubt.LEGACY, raw="3"))
    yield "check-untold", replace(unknown, reading=Reading(at=NOON, setting=Setting(Mode.UNTOLD)))
    yield "check-gone", replace(unknown, reading=direct.reading)
    for rule in (OfficeRule.DISABLED, OfficeRule.CONFLICTING):
        yield f"check-office-{rule}", replace(direct, rule=rule)
    why = "Linkgate was not told: DeviceManagementConfiguration.Read.All is missing."
    yield "check-office-unread", replace(direct, why_office=why)
    yield "check-office-hostile", replace(direct, why_office=HOSTILE)
    dynamic = replace(SALES, is_dynamic=True)
    yield "check-dynamic", replace(outside, cover=Cover.UNKNOWN, group=dynamic)
    for outlook, after in _AFTER.items():
        pending = Foresight(number=205, state=State.WAITING, outlook=outlook, after=after)
        yield f"check-would-{outlook}", replace(outside, pending=pending)
    path = tuple(_group(name, place) for place, name in enumerate(NAMES))
    yield (
        "check-hostile",
        replace(
            nested,
            person=replace(ADA, name=HOSTILE),
            group=replace(NESTED, name=HOSTILE),
            path=path,
        ),
    )


_AFTER = {
    Outlook.GAIN: Cover.NESTED,
    Outlook.LOSE: Cover.NOBODY,
    Outlook.STAY_IN: Cover.DIRECT,
    Outlook.STAY_OUT: Cover.OUTSIDE,
    Outlook.UNKNOWN: Cover.UNKNOWN,
}


def _group(name: str, place: int) -> Group:
    return replace(SALES, id=GroupId(f"a9900000-0000-4000-8000-{place:012x}"), name=name)
