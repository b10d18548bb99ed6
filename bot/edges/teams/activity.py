"""What an activity says, in the desk's words. Pure: it reads what the front door let in.

Tenant and people are taken where Teams writes them (channelData, aadObjectId); botbuilder's own fields drop the
tenant (its schema spells it tenantID, botbuilder-schema 4.17.1, observed 2026-11).
"""

from collections.abc import Mapping
from typing import Any

from bot.core.act import decode
from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId
from bot.edges.teams.door import is_id
from bot.turn import Ask, Caller, Click


def read_caller(activity: Mapping[str, Any]) -> Caller | None:
    """Read who speaks, and where; None when the activity does not say so in the shape that Teams uses."""
    speaker, conversation = _mapping(activity.get("from")), _mapping(activity.get("conversation"))
    kind, place, teams_id = conversation.get("conversationType"), conversation.get("id"), speaker.get("id")
    if kind not in tuple(PlaceKind) or not is_id(place) or not is_id(teams_id):
        return None
    where = Place(kind=PlaceKind(kind), service_url=activity["serviceUrl"], conversation=place)
    return Caller(user=UserId(speaker["aadObjectId"].lower()), teams_id=teams_id, place=where)


def read_ask(activity: Mapping[str, Any], caller: Caller) -> Ask | None:
    """Read a typed message. None when Linkgate is not meant: in a group or channel it has to be mentioned."""
    text, message = activity.get("text"), activity.get("id")
    if not isinstance(text, str) or not is_id(message):
        return None
    mentions = [mention for mention in _list(activity.get("entities")) if _is_mention_of_us(mention, activity)]
    if caller.place.kind is not PlaceKind.PERSONAL and not mentions:
        return None
    for mention in mentions:
        text = text.replace(mention.get("text") or "", "", 1)
    return Ask(text=text, caller=caller, origin=f"{caller.place.conversation}/{message}")


def read_click(activity: Mapping[str, Any], caller: Caller) -> Click | None:
    """Read a pressed Action.Execute; None for anything that no card of ours could have sent."""
    action = _mapping(_mapping(activity.get("value")).get("action"))
    data = _mapping(action.get("data"))
    act = decode(action.get("verb"), data) if action.get("type") == "Action.Execute" else None
    message = activity.get("replyToId")
    if act is None or not is_id(message):
        return None
    inputs = {name: value for name, value in data.items() if isinstance(value, str)}
    return Click(act=act, caller=caller, message=message, inputs=inputs)


def read_mention(activity: Mapping[str, Any], caller: Caller) -> str:
    """Read how Linkgate has to be called to be heard there; empty where it hears everything."""
    if caller.place.kind is PlaceKind.PERSONAL:
        return ""
    name = _mapping(activity.get("recipient")).get("name")
    return f"@{name} " if is_id(name) else ""


def _is_mention_of_us(entity: object, activity: Mapping[str, Any]) -> bool:
    mention, us = _mapping(entity), _mapping(activity.get("recipient")).get("id")
    text = mention.get("text", "")
    is_ours = mention.get("type") == "mention" and _mapping(mention.get("mentioned")).get("id") == us
    return is_ours and us is not None and isinstance(text, str)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
