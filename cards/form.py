"""What people fill in on a card. The client's checks are a courtesy: every value is checked again when it comes back.

A value is prefilled as it was typed, because it comes back; clients show it as plain text.
"""

from collections.abc import Iterable

from bot.core.announcement import name_room
from bot.core.captions import name_choice
from bot.core.change import Told
from bot.core.command import LONGEST_REASON, LONGEST_TICKET
from bot.core.group import Group
from bot.core.place import Room
from bot.core.speech.labels import Label
from bot.core.words import TOLD
from cards.kit import Element, plain

GROUPS = "groups"
"""What the field that seeks groups calls them, and the client when it asks."""


def ask_reason(value: str, *, is_required: bool) -> Element:
    return {
        "type": "Input.Text",
        "id": "reason",
        "label": Label.WHY,
        "placeholder": Label.WHY_HINT,
        "errorMessage": Label.WHY_MISSING,
        "maxLength": LONGEST_REASON,
        "isMultiline": True,
        "isRequired": is_required,
        "value": value,
    }


def ask_ticket(value: str) -> Element:
    return {
        "type": "Input.Text",
        "id": "ticket",
        "label": Label.TICKET_INPUT,
        "placeholder": Label.TICKET_HINT,
        "errorMessage": Label.TICKET_WRONG,
        "maxLength": LONGEST_TICKET,
        "value": value,
    }


def ask_told(value: Told | None) -> Element:
    """Ask whether people have been told. Nothing is preset: it is for the person to say."""
    return {
        "type": "Input.ChoiceSet",
        "id": "told",
        "label": Label.TOLD_QUESTION,
        "errorMessage": Label.TOLD_MISSING,
        "style": "expanded",
        "wrap": True,
        "isRequired": True,
        "choices": [{"title": words, "value": told.value} for told, words in TOLD.items()],
        **({"value": value.value} if value else {}),
    }


def ask_note(name: str, label: Label) -> Element:
    """Ask why not. Each of a card's inputs has a *name* of its own, or the client draws none."""
    return {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "placeholder": Label.NOTE_HINT,
        "errorMessage": Label.NOTE_MISSING,
        "maxLength": LONGEST_REASON,
        "isMultiline": True,
        "isRequired": True,
    }


def ask_group(groups: Iterable[Group]) -> Element:
    """Let one group be chosen: the client asks for more while one types, and an old one still offers *groups*.

    None is preset: some clients show a preset value as it is, and that is an object id.
    """
    return {
        "type": "Input.ChoiceSet",
        "id": "group",
        "label": Label.GROUP,
        "placeholder": Label.PICK_HINT,
        "errorMessage": Label.PICK_MISSING,
        "style": "filtered",
        "isRequired": True,
        "choices": list_choices(groups),
        "choices.data": {"type": "Data.Query", "dataset": GROUPS},
    }


def list_choices(groups: Iterable[Group]) -> list[dict[str, str]]:
    """Write groups to choose from. Titles are markdown in some clients; `plain` makes what is foreign safe for it."""
    return [{"title": plain(name_choice(group)), "value": group.id} for group in groups]


def ask_room(rooms: Iterable[Room], chosen: Room | None) -> Element:
    """Let one channel be chosen, of those that Linkgate remembers; what comes back is compared with them."""
    preset = {"value": chosen.conversation} if chosen else {}
    return {
        "type": "Input.ChoiceSet",
        "id": "room",
        "label": Label.ROOM,
        "placeholder": Label.ROOM_HINT,
        "errorMessage": Label.ROOM_MISSING,
        "isRequired": True,
        "choices": [{"title": plain((name_room(room),)), "value": room.conversation} for room in rooms],
        **preset,
    }
