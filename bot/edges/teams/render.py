"""How an answer is written for Teams: a card where there is one, a file that Teams draws, else a line of plain text."""

from collections.abc import Mapping, Sequence
from typing import Any

import cards
from bot.core import guide
from bot.core.group import Group
from bot.core.speech.lists import ListPhrase
from bot.core.text import ENGLISH, Code, Foreign, Tongue, flatten
from bot.core.view import Attached, FileView, HelpView, OfferView, SaidView, View
from cards import form, kit

_CARD = "application/vnd.microsoft.card.adaptive"
_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
_FILE = "application/vnd.microsoft.teams.card.file.info"
_MESSAGE = "application/vnd.microsoft.activity.message"


def compose(view: View, *, mention: str = "", ref: str = "", tongue: Tongue = ENGLISH) -> dict[str, Any]:
    """Write *view* as a message. *mention* stands before suggestions where Linkgate has to be mentioned to be heard."""
    card = cards.draw(view, ref=ref, tongue=tongue)
    message: dict[str, Any] = {"type": "message"}
    if isinstance(view, OfferView | FileView):
        message |= _attach(view, tongue)
    elif card is None:
        message |= {"text": _line(view, tongue), "textFormat": "plain"}
    else:
        message |= {"attachments": [{"contentType": _CARD, "content": card}], "summary": card["fallbackText"]}
    if suggestions := _list_suggestions(view):
        message["suggestedActions"] = {"actions": [_suggest(mention + text) for text in suggestions]}
    return message


def answer(view: View, *, ref: str = "", tongue: Tongue = ENGLISH) -> dict[str, Any]:
    """Write *view* as the answer to a click: a card takes the place of the one clicked, a line is shown beside it."""
    card = None if isinstance(view, SaidView) else cards.draw(view, ref=ref, tongue=tongue)
    if card is None:
        return {"statusCode": 200, "type": _MESSAGE, "value": _line(view, tongue)}
    return {"statusCode": 200, "type": _CARD, "value": card}


def answer_search(groups: Sequence[Group], *, tongue: Tongue = ENGLISH) -> dict[str, Any]:
    """Write what a search has found; more than the client asked for is never found."""
    results = {"results": kit.voice(form.list_choices(groups), tongue)}
    return {"statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse", "value": results}


def answer_bad_search() -> dict[str, Any]:
    value = {"code": "BadRequest", "message": "Linkgate does not search for this."}
    return {"statusCode": 400, "type": "application/vnd.microsoft.error", "value": value}


def answer_not_implemented() -> dict[str, Any]:
    """Answer an invoke that no card of ours sends. Its status stands in the body; HTTP itself did not fail."""
    value = {"code": "NotImplemented", "message": "Linkgate does not do this."}
    return {"statusCode": 501, "type": "application/vnd.microsoft.error", "value": value}


def _attach(view: Attached, tongue: Tongue) -> dict[str, Any]:
    """Write what Teams draws itself. An offer has buttons of its own, and its words stand in it; a file has a line."""
    # learn.microsoft.com, "Send and receive files from a bot"
    if isinstance(view, FileView):
        content: dict[str, Any] = {"uniqueId": view.unique_id, "fileType": view.kind}
        file = {"contentType": _FILE, "contentUrl": view.page, "name": view.name, "content": content}
        line = _line(view, tongue)
        return {"text": line, "textFormat": "plain", "summary": line, "attachments": [file]}
    content = {
        "description": flatten(view.description, tongue),
        "sizeInBytes": view.size,
        "acceptContext": dict(view.context),
        "declineContext": dict(view.context),
    }
    offer = {"contentType": _CONSENT, "name": view.name, "content": content}
    return {"summary": _line(view, tongue), "attachments": [offer]}


def _list_suggestions(view: View) -> tuple[str, ...]:
    match view:
        case SaidView():
            return view.suggestions
        case HelpView():
            return guide.list_starts(may_ask=view.may_ask, may_decide=view.may_decide)
        case _:
            return ()


def _line(view: View, tongue: Tongue) -> str:
    match view:
        case SaidView():
            return flatten(view.sentence, tongue)
        case OfferView():
            return flatten((ListPhrase.FILE_OFFERED(name=Code(view.name)),), tongue)
        case FileView():
            return flatten((ListPhrase.FILE_READY(name=Foreign(view.name)),), tongue)
        case _:
            return ""


def _suggest(text: str) -> Mapping[str, Any]:
    # Action.Compose fills the compose box and sends nothing (learn.microsoft.com, suggested actions in Teams).
    return {
        "type": "Action.Compose",
        "title": text.strip(),
        "value": {"type": "Teams.chatMessage", "data": {"body": {"content": text}}},
    }
