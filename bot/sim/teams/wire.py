"""The shapes in which Teams tells a bot what happened.

Pure. Field by field they follow the payloads in the Teams documentation
(https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from bot.sim.cast import BOT_APP_ID, BOT_NAME, TENANT_ID, Player
from bot.sim.teams.chats import Chat

Activity = dict[str, Any]

BOT_ID = f"28:{BOT_APP_ID}"
CALL = f"@{BOT_NAME}"
MENTION = f"<at>{BOT_NAME}</at>"
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
MOST_RESULTS = 15
"""So many choices a client asks for at once, and shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where, when and through whom something happened; every activity begins with it."""

    id: str
    at: datetime
    chat: Chat
    root: str
    player: Player
    service_url: str
    locale: str = "en-US"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file in somebody's drive: its page there, and an address that is good for one thing without signing in.

    With a file that is there *address* is for the download, with one that is to come for the upload.
    """

    id: str
    name: str
    page: str
    address: str


def person_id(player: Player) -> str:
    """Return the id by which this bot knows *player*: the same each time, and not the object id."""
    return f"29:1{hashlib.sha256(f'{BOT_APP_ID}/{player.object_id}'.encode()).hexdigest()[:40]}"


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_call(text: str, chat: Chat) -> bool:
    """Say whether *text* reaches the bot: outside the personal chat it must be mentioned."""
    return chat.kind == "personal" or CALL in text


def message(scene: Scene, text: str, files: Sequence[Stored] = ()) -> Activity:
    """Return what the bot hears of *text* and *files*.

    Only in the personal chat a file comes with its download address ("Send and receive files using bot").
    """
    called = scene.chat.kind != "personal" and CALL in text
    mention = [{"type": "mention", "mentioned": {"id": BOT_ID, "name": BOT_NAME}, "text": MENTION}] if called else []
    activity = _activity("message", scene)
    activity["entities"] += mention
    shared = [_download(file) if scene.chat.kind == "personal" else _reference(file) for file in files]
    return {
        **activity,
        "text": text.replace(CALL, MENTION, 1) if called else text,
        "textFormat": "plain",
        "attachments": [*shared, {"contentType": "text/html", "content": _html(text, is_called=called)}],
    }


def edit(scene: Scene, text: str, files: Sequence[Stored] = ()) -> Activity:
    activity = {**message(scene, text, files), "type": "messageUpdate"}
    activity["channelData"]["eventType"] = "editMessage"
    return activity


def reaction(scene: Scene, kind: str, *, to: str) -> Activity:
    return {**_activity("messageReaction", scene), "reactionsAdded": [{"type": kind}], "replyToId": to}


def click(scene: Scene, action: Mapping[str, Any], *, card: str, trigger: str) -> Activity:
    """Return the invoke for *action* on the message *card*; *trigger* is `manual`, or `automatic` for a refresh."""
    return {
        **_activity("invoke", scene),
        "name": "adaptiveCard/action",
        "replyToId": card,
        "value": {"action": dict(action), "trigger": trigger},
    }


def search(scene: Scene, text: str, *, dataset: str, card: str) -> Activity:
    """Return the invoke by which the client asks for choices while somebody types into a field of the message *card*.

    The value is the one of the documentation ("Typeahead search in Adaptive Cards").
    """
    return {
        **_activity("invoke", scene),
        "name": "application/search",
        "replyToId": card,
        "value": {"queryText": text, "queryOptions": {"skip": 0, "top": MOST_RESULTS}, "dataset": dataset},
    }


def consent(scene: Scene, context: Mapping[str, Any], *, offer: str, upload: Stored | None) -> Activity:
    """Return the invoke for Allow, with the place for the *upload*, or for Decline, on the file that is offered."""
    value = {"type": "fileUpload", "action": "accept" if upload else "decline", "context": dict(context)}
    place = {"uploadInfo": _upload(upload)} if upload else {}
    return {
        **_activity("invoke", scene),
        "name": "fileConsent/invoke",
        "replyToId": offer,
        "value": {**value, **place},
    }


def installation(scene: Scene, action: str) -> Activity:
    """Return the activity for the app being installed (*action* `add`) or taken away (`remove`)."""
    activity = {**_activity("installationUpdate", scene), "action": action}
    activity["channelData"]["settings"] = {"selectedChannel": {"id": scene.chat.id}}
    return activity


def arrival(scene: Scene) -> Activity:
    """Return the conversationUpdate that says that the bot has joined."""
    return {**_activity("conversationUpdate", scene), "membersAdded": [{"id": BOT_ID}]}


def member(player: Player) -> dict[str, Any]:
    """Return *player* as the roster shows them; here a guest is marked as one."""
    given, _, family = player.name.partition(" ")
    return {
        "id": person_id(player),
        "name": player.name,
        "objectId": player.object_id,
        "aadObjectId": player.object_id,
        "givenName": given,
        "surname": family,
        "email": f"{player.key}@fabrikam.com" if player.is_guest else player.upn,
        "userPrincipalName": player.upn,
        "tenantId": TENANT_ID,
        "userRole": "guest" if player.is_guest else "user",
    }


def file_type(name: str) -> str:
    """Return the ending of *name* without its dot, as Teams does; empty if there is none."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def _download(file: Stored) -> dict[str, Any]:
    return {
        "contentType": DOWNLOAD,
        "contentUrl": file.page,
        "name": file.name,
        "content": {"downloadUrl": file.address, "uniqueId": file.id, "fileType": file_type(file.name)},
    }


def _reference(file: Stored) -> dict[str, Any]:
    return {"contentType": "reference", "contentUrl": file.page, "name": file.name}


def _upload(file: Stored) -> dict[str, Any]:
    return {
        "contentUrl": file.page,
        "name": file.name,
        "uploadUrl": file.address,
        "uniqueId": file.id,
        "fileType": file_type(file.name),
    }


def _activity(kind: str, scene: Scene) -> Activity:
    return {
        "type": kind,
        "id": scene.id,
        "timestamp": stamp(scene.at),
        "localTimestamp": scene.at.isoformat(timespec="milliseconds"),
        "localTimezone": "Etc/UTC",
        "channelId": "msteams",
        "serviceUrl": scene.service_url,
        "from": {
            "id": person_id(scene.player),
            "name": scene.player.name,
            "aadObjectId": scene.player.object_id,
        },
        "recipient": {"id": BOT_ID, "name": BOT_NAME},
        "conversation": _conversation(scene.chat, scene.root),
        "channelData": _channel_data(scene.chat),
        "locale": scene.locale,
        "entities": [
            {"type": "clientInfo", "locale": scene.locale, "country": "US", "platform": "Web", "timezone": "Etc/UTC"},
        ],
    }


def _conversation(chat: Chat, root: str) -> dict[str, Any]:
    shared = {} if chat.kind == "personal" else {"isGroup": True}
    named = {"name": chat.title} if chat.kind == "groupChat" else {}
    return {**shared, **named, "conversationType": chat.kind, "tenantId": TENANT_ID, "id": chat.address(root)}


def _channel_data(chat: Chat) -> dict[str, Any]:
    tenant = {"tenant": {"id": TENANT_ID}}
    if chat.kind != "channel":
        return tenant
    return {
        "teamsChannelId": chat.id,
        "teamsTeamId": chat.team_id,
        "channel": {"id": chat.id, "name": chat.title},
        "team": {"id": chat.team_id, "name": chat.team_name},
        **tenant,
    }


def _html(text: str, *, is_called: bool) -> str:
    if not is_called:
        return f"<p>{escape(text)}</p>"
    span = f'<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">{BOT_NAME}</span>'
    return f"<p>{escape(text).replace(CALL, span, 1)}</p>"
