"""Requests whose people, groups and texts go to the limits and beyond."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core import words
from bot.core.change import Change, State
from bot.core.grounds import weigh_person
from bot.core.group import Group, Kind, list_cautions
from bot.core.impact import COUNTING, NONE, UNCOUNTED, Crowd, Impact
from bot.core.notice import Audience
from bot.core.page import Page
from bot.core.plan import Plan
from bot.core.policy import Standing
from bot.core.setting import GroupId, Mode, Reading, Setting
from bot.core.view import ChangeView, HelpView, ListKind, ListView, SaidView, StatusView, View, WhyView
from cards.gallery.samples import (
    ADA,
    BOB,
    CLEO,
    CLOUD,
    EMOJI_NAME,
    ENDLESS_TEXT,
    HOSTILE,
    LONG_NAME,
    LONG_REASON,
    NESTED,
    NOON,
    PLAN,
    RTL_NAME,
    SALES,
    WAITING,
    live,
)

_FORMS = frozenset({State.DRAFT, State.RETURNED})
"""Here the reason is in an input, which takes 1,000 characters; nothing longer was ever kept."""


def show_extremes() -> Iterator[tuple[str, View]]:
    views = {state: ChangeView(change=live(state), audience=Audience.ROOM) for state in State}
    for state in (State.WAITING, State.REJECTED, State.APPLIED):
        view = views[state]
        yield f"change-{state}-hostile", replace(view, change=bear(view.change, HOSTILE))
        yield f"change-{state}-long", replace(view, change=bear(view.change, LONG_NAME))
        yield f"change-{state}-rtl", replace(view, change=bear(view.change, RTL_NAME))
        yield f"change-{state}-unbroken", replace(view, change=bear(view.change, "W" * 256))
        yield f"change-{state}-emoji", replace(view, change=bear(view.change, EMOJI_NAME))
    for state in (State.DRAFT, State.WAITING, State.RETURNED, State.REJECTED, State.FAILED):
        for audience in (Audience.REQUESTER, Audience.APPROVER):
            endless = replace(live(state), reason=ENDLESS_TEXT[:1_000] if state in _FORMS else ENDLESS_TEXT)
            noted = replace(endless, note=ENDLESS_TEXT if endless.note else "")
            yield f"change-{state}-{audience}-endless", ChangeView(change=noted, audience=audience)
    for audience in Audience:
        for state in (State.DRAFT, State.WAITING):
            swap = replace(views[state].change, plan=plan_swap())
            yield f"change-{state}-{audience}-swap", ChangeView(change=swap, audience=audience)
    for state in (State.DRAFT, State.WAITING):
        off = replace(live(state), plan=_plan_off())
        yield f"change-{state}-off", ChangeView(change=off, audience=Audience.REQUESTER)
    yield from _show_crowds()


def show_extreme_words() -> Iterator[tuple[str, View]]:
    """Show what people typed, and what a tenant is called, where it goes to the limits."""
    names = {"endless": ENDLESS_TEXT, "rtl": RTL_NAME, "emoji": EMOJI_NAME, "unbroken": "W" * 256}
    for name, text in names.items():
        group = replace(SALES, name=text[:256])
        reading = Reading(at=NOON, setting=Setting(Mode.GROUP, group.id))
        yield (
            f"status-{name}",
            StatusView(
                tenant=text[:256],
                reading=reading,
                group=group,
                everyone=8_525,
                cloud=CLOUD,
                country="SE",
                open=bear(WAITING, text),
            ),
        )
        yield f"help-{name}", HelpView(may_ask=True, may_decide=True, topic=text)
        yield f"whoami-{name}", WhyView(name=text[:256], grounds=weigh_person(Standing(person=ADA)))
        yield f"said-{name}", SaidView(sentence=words.find_no_group(text), has_help=True)
    crowd = tuple(bear(replace(live(State.WAITING), number=number), EMOJI_NAME) for number in range(1_000, 0, -1))
    lost = tuple((number, 3) for number in range(1_000, 0, -1))
    for kind in ListKind:
        yield (
            f"{kind}-thousand",
            ListView(kind=kind, page=Page(changes=crowd, total=1_000), at=NOON, undelivered=lost),
        )


def bear(change: Change, text: str) -> Change:
    """Let everybody and everything in *change* be called *text*."""
    name = text[:256]
    group = replace(NESTED, name=name, kind=Kind.MICROSOFT_365, is_expiring=True)
    plan = replace(change.plan, after_group=group, cautions=list_cautions(group))
    called = {person.id: replace(person, name=name) for person in (ADA, BOB, CLEO)}
    is_long = text is LONG_NAME
    return replace(
        change,
        plan=plan,
        requester=called[ADA.id],
        decider=called[BOB.id] if change.decider else None,
        votes=tuple(replace(vote, by=called[vote.by.id]) for vote in change.votes),
        reason=LONG_REASON if is_long else text,
        ticket=text[:64],
        note=(LONG_REASON if is_long else text) if change.state is State.REJECTED else change.note,
        attempt=replace(change.attempt, collateral=(name,), renamed=name) if change.attempt else None,
    )


def plan_swap() -> Plan:
    """Plan the way from one group to another of which nothing could be counted."""
    other = Group(id=GroupId("a9900000-0000-4000-8000-0000000000cc"), name="Partner managers")
    return replace(
        PLAN,
        before=PLAN.after,
        before_group=SALES,
        after=Setting(Mode.GROUP, other.id),
        after_group=other,
        before_people=412,
        after_people=None,
        impact=UNCOUNTED,
        cautions=list_cautions(other),
    )


def _show_crowds() -> Iterator[tuple[str, View]]:
    """Show what is said of the people whom a step from one group to another is about."""
    other = Group(id=GroupId("a9900000-0000-4000-8000-0000000000cc"), name="Field staff", direct=900, people=1_024)
    plan = replace(plan_swap(), after_group=other, after_people=1_024, cautions=list_cautions(other))
    counted = Impact(
        gain=Crowd(people=724, nested=124, guests=31, disabled=1), lose=Crowd(people=112, guests=1), unchanged=7_689
    )
    impacts = {
        "mixed": counted,
        "counting": COUNTING,
        "counted": replace(counted, at=NOON),
        "recounting": replace(counted, at=NOON, is_counting=True),
        "incomparable": replace(UNCOUNTED, at=NOON),
    }
    for name, impact in impacts.items():
        change = replace(live(State.WAITING), plan=replace(plan, impact=impact))
        yield f"change-waiting-approver-{name}", ChangeView(change=change, audience=Audience.APPROVER, viewer=BOB.id)
    mixed = replace(live(State.WAITING), plan=replace(plan, impact=counted))
    yield "change-waiting-room-mixed", ChangeView(change=mixed, audience=Audience.ROOM)
    draft = replace(live(State.DRAFT), plan=replace(plan, impact=COUNTING))
    yield "change-draft-requester-counting", ChangeView(change=draft, audience=Audience.REQUESTER, viewer=ADA.id)


def _plan_off() -> Plan:
    """Plan what takes something from everybody."""
    return replace(
        PLAN,
        before=Setting(Mode.EVERYONE),
        before_people=8_525,
        after=Setting(Mode.NOBODY),
        after_group=None,
        after_people=0,
        impact=Impact(gain=NONE, lose=Crowd(people=8_525, guests=214, disabled=1), unchanged=0),
        roster=None,
    )
