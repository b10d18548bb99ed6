"""How an answer is written for Teams: a card where there is one, else a line of plain text."""

from collections.abc import Mapping, Sequence
from typing import Any

import cards
from bot.core.group import Group
from bot.core.text import flatten
from bot.core.view import SaidView, View
from cards import form

_CARD = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"


def compose(view: View, *, mention: str = "", ref: str = "") -> dict[str, Any]:
    """Write *view* as a message. *mention* stands before suggestions where Linkgate has to be mentioned to be heard."""
    card = cards.draw(view, ref=ref)
    message: dict[str, Any] = {"type": "message"}
    if card is None:
        message |= {"text": _line(view), "textFormat": "plain"}
    else:
        message |= {"attachments": [{"contentType": _CARD, "content": card}], "summary": card["fallbackText"]}
    suggestions = view.suggestions if isinstance(view, SaidView) else ()
    if suggestions:
        message["suggestedActions"] = {"actions": [_suggest(mention + text) for text in suggestions]}
    return message


def answer(view: View, *, ref: str = "") -> dict[str, Any]:
    """Write *view* as the answer to a click: a card takes the place of the one clicked, a line is shown beside it."""
    card = None if isinstance(view, SaidView) else cards.draw(view, ref=ref)
    if card is None:
        return {"statusCode": 200, "type": _MESSAGE, "value": _line(view)}
    return {"statusCode": 200, "type": _CARD, "value": card}


def answer_search(groups: Sequence[Group]) -> dict[str, Any]:
    """Write what a search has found; more than the client asked for is never found."""
    results = {"results": form.list_choices(groups)}
    return {"statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse", "value": results}


def answer_bad_search() -> dict[str, Any]:
    value = {"code": "BadRequest", "message": "Linkgate does not search for this."}
    return {"statusCode": 400, "type": "application/vnd.microsoft.error", "value": value}


def answer_not_implemented() -> dict[str, Any]:
    """Answer an invoke that no card of ours sends. Its status stands in the body; HTTP itself did not fail."""
    value = {"code": "NotImplemented", "message": "Linkgate does not do this."}
    return {"statusCode": 501, "type": "application/vnd.microsoft.error", "value": value}


def _line(view: View) -> str:
    return flatten(view.sentence) if isinstance(view, SaidView) else ""


def _suggest(text: str) -> Mapping[str, Any]:
    # Action.Compose fills the compose box and sends nothing (learn.microsoft.com, suggested actions in Teams).
    return {
        "type": "Action.Compose",
        "title": text.strip(),
        "value": {"type": "Teams.chatMessage", "data": {"body": {"content": text}}},
    }
