"""The cards of announcements: for every occasion, and where they are posted."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.announcement import Occasion, spell_about
from bot.core.command import Announce, Audience
from bot.core.office import OfficeState
from bot.core.place import Room
from bot.core.view import AnnounceView, PostStep, PostView, View
from cards.gallery.samples import HOSTILE, LONG_NAME, RTL_NAME, SALES

_ROOM = Room(
    service_url="https://smba.trafficmanager.net/emea/",
    conversation="19:1dent1ty@thread.tacv2",
    team="19:1t0perat10ns@thread.tacv2",
    team_name="IT Operations",
    name="Identity",
)
_ALL = AnnounceView(occasion=Occasion(on=Audience.EVERYONE), about="now", may_post=True)
_GROUP = Occasion(on=Audience.GROUP, group=SALES)


def show_announcements() -> Iterator[tuple[str, View]]:
    yield "announce", _ALL
    yield "announce-reader", replace(_ALL, may_post=False)
    yield "announce-posted", replace(_ALL, occasion=_GROUP, is_posted=True)
    for audience in Audience:
        occasion = Occasion(on=audience, group=SALES if audience is Audience.GROUP else None, is_planned=True)
        about = spell_about(Announce(on=audience, group=SALES.id))
        yield f"announce-{audience}-planned", replace(_ALL, occasion=occasion, about=about)
    yield "announce-nobody", replace(_ALL, occasion=Occasion(on=Audience.NOBODY))
    for state in OfficeState:
        about = spell_about(Announce(office=state))
        yield f"announce-office-{state}", replace(_ALL, occasion=Occasion(office=state), about=about)
        planned = Occasion(office=state, is_planned=True)
        yield f"announce-office-{state}-planned", replace(_ALL, occasion=planned, about=about)
    hostile = replace(_GROUP, group=replace(SALES, name=HOSTILE))
    yield "announce-hostile", replace(_ALL, occasion=hostile)
    yield "announce-long", replace(_ALL, occasion=replace(_GROUP, group=replace(SALES, name=LONG_NAME)))
    yield from _show_posting(hostile)


def _show_posting(hostile: Occasion) -> Iterator[tuple[str, View]]:
    asked = PostView(occasion=_GROUP, about="now", locale="en", rooms=(_ROOM,), room=_ROOM)
    names = (HOSTILE, LONG_NAME, RTL_NAME, "W" * 256, "")
    rooms = tuple(
        replace(_ROOM, conversation=f"19:{place:032x}@thread.tacv2", name=name, team_name=name)
        for place, name in enumerate(names)
    )
    yield "announce-ask", asked
    yield "announce-ask-german", replace(asked, locale="de", room=None)
    yield "announce-ask-changed", replace(asked, step=PostStep.CHANGED)
    many = (*rooms, *(replace(room, conversation=f"{room.conversation}2", team_name="") for room in rooms))
    yield "announce-ask-hostile", replace(asked, occasion=hostile, locale="de", rooms=many, is_cut=True, room=rooms[0])
    yield "announce-done", replace(asked, step=PostStep.POSTED)
    yield "announce-done-partly", replace(asked, step=PostStep.POSTED, is_partial=True)
    yield "announce-done-hostile", replace(asked, occasion=hostile, room=rooms[0], step=PostStep.POSTED)
    yield "announce-left", replace(asked, step=PostStep.LEFT)
