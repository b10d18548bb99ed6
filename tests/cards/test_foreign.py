"""What others wrote reaches a card in one way only. Every text that is not ours is a marker here; it is looked for.

A view is a tree of dataclasses. Each of their fields that is text is listed below, as foreign or as ours; a new one
that is in neither list fails a test. Then every foreign one of every view of the gallery says MARK.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from deck.every import draw_all, for_each
from deck.house import walk

from bot.core.group import Group
from bot.core.policy import Person
from bot.core.setting import Mode, Reading, Setting
from bot.core.text import Foreign, shown
from bot.core.view import StatusView
from cards import draw
from cards.gallery import gallery
from cards.gallery.samples import NOON, SALES
from cards.kit import Element

GALLERY = gallery()
WORD = "Zqx"
MARK = f"{WORD}[a](//b.c){{{{DATE(2)}}}}<at>_*d"
FOREIGN = {
    ("Attempt", "collateral"),
    ("Attempt", "renamed"),
    ("Attempt", "sentence"),
    ("Change", "note"),
    ("Change", "reason"),
    ("Change", "ticket"),
    ("CheckView", "why_office"),
    ("ChoiceView", "reason"),
    ("ChoiceView", "ticket"),
    ("ChoiceView", "typed"),
    ("ConsentView", "why"),
    ("Consents", "others"),
    ("Creation", "name"),
    ("EffectView", "why_consent"),
    ("EffectView", "why_office"),
    ("Fill", "source"),
    ("Foreign", "text"),
    ("Group", "name"),
    ("HelpView", "topic"),
    ("Item", "typed"),
    ("Item", "why"),
    ("OfficeStep", "name"),
    ("OfficeView", "why"),
    ("Person", "name"),
    ("Policy", "name"),
    ("Reading", "raw"),
    ("Reading", "why"),
    ("Room", "name"),
    ("Room", "team_name"),
    ("StatusView", "brake"),
    ("StatusView", "country"),
    ("StatusView", "tenant"),
    ("Target", "name"),
    ("WhyView", "name"),
}
OURS = {
    ("Attempt", "executor"): "an object id",
    ("Attempt", "made"): "an object id",
    ("Attempt", "token"): "a correlation id, which Linkgate makes",
    ("Catalog", "definition"): "never shown",
    ("Change", "deciders"): "object ids",
    ("Change", "fingerprint"): "a digest",
    ("AnnounceView", "about"): "a word of ours",
    ("Change", "id"): "Linkgate makes it",
    ("Change", "origin"): "never shown",
    ("Change", "ref"): "Linkgate makes it",
    ("Change", "rules"): "a digest",
    ("Change", "tenant"): "an object id",
    ("ChangeView", "viewer"): "an object id",
    ("ChangeView", "watchers"): "ids in `refresh`, which no one sees",
    ("Cloud", "instance"): "never shown",
    ("Cloud", "scope"): "never shown",
    ("Cloud", "sub_scope"): "never shown",
    ("Creation", "nickname"): "Linkgate makes it",
    ("Fill", "digest"): "a digest",
    ("Group", "id"): "an object id",
    ("Item", "user"): "an object id",
    ("OfficeStep", "mark"): "Linkgate makes it",
    ("Person", "id"): "an object id",
    ("Place", "conversation"): "never shown",
    ("Place", "service_url"): "never shown",
    ("Policy", "digest"): "a digest",
    ("Policy", "id"): "an id that Intune makes",
    ("Policy", "mark"): "never shown",
    ("PostView", "about"): "a word of ours",
    ("PostView", "locale"): "the tag of a language",
    ("Room", "conversation"): "a choice's value, which no one sees",
    ("Room", "service_url"): "never shown",
    ("Room", "team"): "never shown",
    ("Said", "gaps"): "the names of gaps; what is foreign in one is Foreign",
    ("Said", "template"): "our own words",
    ("Setting", "group"): "an object id",
    ("Target", "group"): "an object id",
    ("Vote", "fingerprint"): "a digest",
}


def is_text(value: object) -> bool:
    if isinstance(value, tuple | frozenset | list):
        return any(is_text(one) for one in value)
    if isinstance(value, Mapping):
        return any(is_text(one) for one in value.values())
    return isinstance(value, str) and not isinstance(value, Enum)


def plant(value: Any, *, is_foreign: bool = False) -> Any:
    """Return *value* with MARK for each foreign text in it that is not empty."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        copy = object.__new__(type(value))  # no check of the class's own stands in the way
        for field in fields(value):
            new = plant(getattr(value, field.name), is_foreign=(kind, field.name) in FOREIGN)
            object.__setattr__(copy, field.name, new)
        return copy
    if isinstance(value, tuple):
        return tuple(plant(one, is_foreign=is_foreign) for one in value)
    return MARK if is_foreign and is_text(value) and value else value


def list_texts(value: object) -> Iterator[tuple[str, str]]:
    """Name each field of a view that holds text."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if is_text(inner):
                yield type(value).__name__, field.name
            yield from list_texts(inner)
    elif isinstance(value, tuple):
        for one in value:
            yield from list_texts(one)


def list_strings(card: object) -> Iterator[tuple[str, str, str]]:
    """Yield every string of a card with its place and its key; what is prefilled in an input excepted.

    That one is not text on a card: it comes back as it was typed, and clients show it as plain text.
    """
    for place, part in walk(card):
        for key, value in part.items():
            is_prefilled = key == "value" and part.get("type") == "Input.Text"
            several = value if isinstance(value, list) else [value]
            if not is_prefilled:
                yield from ((place, key, one) for one in several if isinstance(one, str))


READABLE = {"text", "title", "fallbackText"}


@cache
def draw_planted(name: str) -> Element | None:
    return draw(plant(GALLERY[name]))


def test_every_text_of_every_view_is_known_as_foreign_or_ours() -> None:
    found = {field for view in GALLERY.values() for field in list_texts(view)}
    assert found - FOREIGN - OURS.keys() == set()
    assert (FOREIGN | OURS.keys()) - found == set()
    assert not FOREIGN & OURS.keys()


@for_each(GALLERY)
def test_foreign_text_is_on_a_card_as_it_is_shown_and_in_no_other_form(name: str) -> None:
    """TEXT-01."""
    for place, key, text in list_strings(draw_planted(name)):
        assert text.count(WORD) == text.count(shown(MARK)), (place, key)
        assert key in READABLE or WORD not in text


def test_the_markers_are_really_there() -> None:
    seen = {name for name in GALLERY for *_, text in list_strings(draw_planted(name)) if WORD in text}
    assert {"status-hostile", "choice", "change-failed-room", "history", "help-hostile", "whoami-admin"} <= seen
    assert len(seen) > len(GALLERY) * 3 // 4


def test_what_the_tenant_says_instead_of_a_setting_is_shown() -> None:
    for name, place in {
        "status-unreadable": "why",
        "status-braked": "brake",
        "change-approved-postponed": "note",
        "change-stale-room": "note",
        "change-applied-collateral": "collateral",
    }.items():
        assert shown(MARK) in "".join(text for *_, text in list_strings(draw_planted(name))), place


def tail_of(text: str, start: str) -> list[str]:
    """Return what a person gets who marks the id after *start* with a double click, or takes the whole text."""
    return [piece.split()[0].rstrip(".,;:") for piece in text.split(start)[1:] if piece.strip()]


@for_each(GALLERY)
def test_every_id_on_a_card_is_whole_for_a_copy(name: str) -> None:
    """An id is written by us: not one invisible sign is in it, nor is it cut in two by a change of style."""
    for _, key, text in list_strings(draw_all()[name]):
        if key in READABLE:
            for tail in tail_of(text, "…\u2060"):
                assert len(tail) == 12
                assert tail.isascii()
                assert tail.isalnum()
            assert not [piece for piece in tail_of(text, "LI-") if not piece[:1].isdecimal()]


def test_ids_of_every_kind_are_on_the_cards_and_each_in_one_piece() -> None:
    def read(name: str) -> list[str]:
        return [text for _, key, text in list_strings(draw_all()[name]) if key in READABLE]

    applied = read("change-applied-room")
    assert "6f1d9c7e-52a4-4b0e-8f57-2f6a0c3be001" in applied
    assert "Request LI-205" in applied
    assert "id …\u206000000000005a" in applied
    assert "account …\u2060000000000001" in applied
    chosen = draw(GALLERY["choice"])
    values = [part["value"] for _, part in walk(chosen) if set(part) == {"title", "value"}]
    assert values[0] == "a9900000-0000-4000-8000-00000000005a"
    signed = draw(GALLERY["status-group"], ref="1f0c2b3a")
    assert "Ref 1f0c2b3a" in [text for _, _, text in list_strings(signed)]


def test_an_id_that_no_group_was_read_for_is_whole_too() -> None:
    view = StatusView(
        tenant="Contoso",
        reading=Reading(at=NOON, setting=Setting(Mode.GROUP, SALES.id)),
        group=None,
        everyone=None,
        cloud=None,
        country=None,
        open=None,
    )
    texts = [text for *_, text in list_strings(draw(view))]
    assert [tail_of(text, "…\u2060") for text in texts if "…" in text] == [["00000000005a"], ["00000000005a"]]


def test_a_hostile_name_is_found_by_a_reader_who_looks_for_it() -> None:
    planted = plant(Group(id=SALES.id, name="x"))
    assert planted.name == MARK
    assert plant(Person(id=SALES.id, name="")).name == ""
    assert plant(("ours", Foreign("theirs"))) == ("ours", Foreign(MARK))
