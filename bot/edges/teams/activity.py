"""What an activity says, in the desk's words. Pure: it reads what the front door let in.

Tenant and people are taken where Teams writes them (channelData, aadObjectId); botbuilder's own fields drop the
tenant (its schema spells it tenantID, botbuilder-schema 4.17.1, observed 2026-11).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from itertools import islice
from typing import Any, TypeGuard

from bot.core.act import decode
from bot.core.place import Place, PlaceKind, Room
from bot.core.policy import UserId
from bot.edges.teams.door import is_id
from bot.turn import Ask, Caller, Click, Consent, File, Search, Upload
from cards.form import GROUPS

_LONGEST_QUERY = 256  # Entra's longest name of a group
# learn.microsoft.com, "Send and receive files from a bot"
_FILE = "application/vnd.microsoft.teams.file.download.info"
_MOST_FILES = 10
_LONGEST_NAME = 400  # SharePoint's longest path, of which a name is a part
_LONGEST_ADDRESS = 8_192
_MOST_CONTEXT = 10
_MENTION = "http://schema.skype.com/Mention"
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")


def read_caller(activity: Mapping[str, Any], *, token: str = "") -> Caller | None:
    """Read who speaks, and where; None when the activity does not say so in the shape that Teams uses."""
    speaker, conversation = _mapping(activity.get("from")), _mapping(activity.get("conversation"))
    kind, place, teams_id = conversation.get("conversationType"), conversation.get("id"), speaker.get("id")
    if kind not in tuple(PlaceKind) or not is_id(place) or not is_id(teams_id) or _is_for_another(activity):
        return None
    where = Place(kind=PlaceKind(kind), service_url=activity["serviceUrl"], conversation=place)
    proof = {"conversation": place, "activity": activity["id"], "token": token}
    return Caller(
        user=UserId(speaker["aadObjectId"].lower()),
        teams_id=teams_id,
        place=where,
        locale=_read_locale(activity),
        proof=proof,
        room=read_room(activity),
    )


def read_room(activity: Mapping[str, Any]) -> Room | None:
    """Read which channel an activity is about; None where it is about none. A thread in it is not part of the name.

    The first channel of a team has the id of the team, and Teams sends no name for it (learn.microsoft.com,
    "Conversation events in your Teams bot").
    """
    conversation, data = _mapping(activity.get("conversation")), _mapping(activity.get("channelData"))
    place = conversation.get("id")
    if conversation.get("conversationType") != PlaceKind.CHANNEL or not is_id(place):
        return None
    team, channel = _mapping(data.get("team")), _mapping(data.get("channel"))
    return Room(
        service_url=activity["serviceUrl"],
        conversation=place.partition(";")[0],
        team=_read_id(team.get("id")),
        team_name=_read_name(team.get("name")),
        name=_read_name(channel.get("name")),
    )


def read_departure(activity: Mapping[str, Any]) -> str:
    """Read from which channel or team Linkgate is gone; empty where nothing of the kind is said."""
    data = _mapping(activity.get("channelData"))
    match activity.get("type"), data.get("eventType"):
        case "installationUpdate", _:
            is_gone = activity.get("action") in ("remove", "remove-upgrade") and read_room(activity)
            return _read_team(activity) if is_gone else ""
        case "conversationUpdate", "channelDeleted":
            return _read_id(_mapping(data.get("channel")).get("id"))
        case "conversationUpdate", "teamDeleted" | "teamHardDeleted":
            return _read_id(_mapping(data.get("team")).get("id"))
        case "conversationUpdate", _:
            return _read_team(activity) if read_room(activity) and _names_us(activity, "membersRemoved") else ""
        case _:
            return ""


def read_arrival(activity: Mapping[str, Any]) -> Room | None:
    """Read to which channel Linkgate has been added; None where nothing of the kind is said."""
    is_added = activity.get("type") == "installationUpdate" and activity.get("action") in ("add", "add-upgrade")
    return read_room(activity) if is_added or _names_us(activity, "membersAdded") else None


def _read_team(activity: Mapping[str, Any]) -> str:
    room = read_room(activity)
    return (room.team or room.conversation) if room else ""


def _names_us(activity: Mapping[str, Any], members: str) -> bool:
    us = _mapping(activity.get("recipient")).get("id")
    return us is not None and any(_mapping(one).get("id") == us for one in _list(activity.get(members)))


def _read_id(value: object) -> str:
    return value if is_id(value) else ""


def _read_name(value: object) -> str:
    return value if _is_text(value, most=_LONGEST_QUERY) else ""


def read_ask(activity: Mapping[str, Any], caller: Caller) -> Ask | None:
    """Read a typed message. None when Linkgate is not meant: in a group or channel it has to be mentioned.

    A file may come without a word.
    """
    text, message, files = activity.get("text"), activity.get("id"), _read_files(activity, caller)
    if text is None and files:
        text = ""
    if not isinstance(text, str) or not is_id(message):
        return None
    mentions = [mention for mention in _list(activity.get("entities")) if _is_mention_of_us(mention, activity)]
    is_room = caller.place.kind is not PlaceKind.PERSONAL
    if (is_room and not mentions) or activity.get("value") is not None:  # a value is what a card's button sends
        return None
    for mention in mentions:
        text = text.replace(mention.get("text") or "", "", 1)
    if not _is_own(text, activity, is_room=is_room):
        return None
    return Ask(text=text, caller=caller, origin=f"{caller.place.conversation}/{message}", files=files)


def read_click(activity: Mapping[str, Any], caller: Caller) -> Click | None:
    """Read a pressed Action.Execute; None for anything that no card of ours could have sent."""
    action = _mapping(_mapping(activity.get("value")).get("action"))
    data = _mapping(action.get("data"))
    act = decode(action.get("verb"), data) if action.get("type") == "Action.Execute" else None
    message = activity.get("replyToId")
    if act is None or not is_id(message):
        return None
    inputs = {name: value for name, value in data.items() if isinstance(value, str)}
    proved = replace(caller, proof={**caller.proof, "card": message})
    return Click(act=act, caller=proved, message=message, inputs=inputs)


def read_search(activity: Mapping[str, Any], caller: Caller) -> Search | None:
    """Read what was typed so far into the field that seeks groups; None for anything that no card of ours asks."""
    # learn.microsoft.com, "Typeahead search in Adaptive Cards"; what else a client adds is not looked at
    value = _mapping(activity.get("value"))
    options, text = _mapping(value.get("queryOptions")), value.get("queryText")
    skip, most = options.get("skip"), options.get("top")
    if value.get("dataset") != GROUPS or not isinstance(text, str) or len(text) > _LONGEST_QUERY:
        return None
    if type(skip) is not int or type(most) is not int or skip < 0 or most < 1:
        return None
    return Search(text=text.strip() if skip == 0 else "", most=most, caller=caller)  # there is one page


def read_consent(activity: Mapping[str, Any], caller: Caller) -> Consent | None:
    """Read the answer to an offered file; None for anything that the client does not send."""
    value, message = _mapping(activity.get("value")), activity.get("replyToId")
    context, action = _read_context(value.get("context")), value.get("action")
    upload = _read_upload(value.get("uploadInfo"))
    if value.get("type") != "fileUpload" or context is None or action not in ("accept", "decline"):
        return None
    is_given = action == "accept"
    if is_given and upload is None:
        return None
    return Consent(
        context=context,
        is_given=is_given,
        upload=upload if is_given else None,
        caller=caller,
        message=message if is_id(message) else "",
    )


def read_mention(activity: Mapping[str, Any], caller: Caller) -> str:
    """Read how Linkgate has to be called to be heard there; empty where it hears everything."""
    if caller.place.kind is PlaceKind.PERSONAL:
        return ""
    name = _mapping(activity.get("recipient")).get("name")
    return f"@{name} " if is_id(name) else ""


def _read_files(activity: Mapping[str, Any], caller: Caller) -> tuple[File, ...]:
    """Read the files of a message, the first few; only in a private chat does Teams give a bot any."""
    if caller.place.kind is not PlaceKind.PERSONAL:
        return ()
    attached = (part for part in _list(activity.get("attachments")) if _mapping(part).get("contentType") == _FILE)
    return tuple(filter(None, map(_read_file, islice(attached, _MOST_FILES))))


def _read_file(part: Mapping[str, Any]) -> File | None:
    content, name = _mapping(part.get("content")), part.get("name")
    url, kind = content.get("downloadUrl"), content.get("fileType")
    if not _is_text(name, most=_LONGEST_NAME) or not _is_text(url, most=_LONGEST_ADDRESS):
        return None
    return File(name=name, url=url, kind=kind if _is_text(kind, most=_LONGEST_NAME) else "")


def _read_context(value: object) -> Mapping[str, str] | None:
    context = _mapping(value)
    is_whole = 0 < len(context) <= _MOST_CONTEXT and all(is_id(one) for one in context.values())
    return dict(context) if is_whole else None


def _read_upload(value: object) -> Upload | None:
    told = _mapping(value)
    url, name, page, unique_id = (told.get(key) for key in ("uploadUrl", "name", "contentUrl", "uniqueId"))
    kind = told.get("fileType")
    if not _is_text(url, most=_LONGEST_ADDRESS) or not _is_text(page, most=_LONGEST_ADDRESS):
        return None
    if not _is_text(name, most=_LONGEST_NAME) or not is_id(unique_id):
        return None
    kind = kind if _is_text(kind, most=_LONGEST_NAME) else ""
    return Upload(url=url, name=name, page=page, unique_id=unique_id, kind=kind)


def _is_text(value: object, *, most: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= most


def _read_locale(activity: Mapping[str, Any]) -> str:
    locale = activity.get("locale")
    return locale if isinstance(locale, str) and _LOCALE.fullmatch(locale) else ""


def _is_for_another(activity: Mapping[str, Any]) -> bool:
    """Tell whether it was posted on behalf of somebody."""
    # learn.microsoft.com, "User attribution for bots messages": channelData.onBehalfOf
    return any(name.lower() == "onbehalfof" for name in _mapping(activity.get("channelData")))


def _is_mention_of_us(entity: object, activity: Mapping[str, Any]) -> bool:
    mention, us = _mapping(entity), _mapping(activity.get("recipient")).get("id")
    text = mention.get("text", "")
    is_ours = mention.get("type") == "mention" and _mapping(mention.get("mentioned")).get("id") == us
    return is_ours and us is not None and isinstance(text, str)


def _is_own(text: str, activity: Mapping[str, Any], *, is_room: bool) -> bool:
    """Tell whether *text*, and in a room the mention too, stands outside of what is quoted or forwarded.

    A quote is a blockquote in the HTML that comes beside the text (openclaw pull request 101856, 2026-07).
    """
    contents = (_mapping(part).get("content") for part in _list(activity.get("attachments")) if _is_html(part))
    html = " ".join(content for content in contents if isinstance(content, str))
    start, end = html.lower().find("<blockquote"), html.lower().rfind("</blockquote>")
    if start < 0:
        return True
    own = html[:start] + (html[end:] if end > start else "")
    said = unescape(" ".join(piece.rpartition(">")[2] for piece in own.split("<")))
    return " ".join(text.split()) in " ".join(said.split()) and (not is_room or _MENTION in own)


def _is_html(attachment: object) -> bool:
    return _mapping(attachment).get("contentType") == "text/html"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
