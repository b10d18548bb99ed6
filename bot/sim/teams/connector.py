"""The connector API: how the bot writes into chats, updates what it wrote and asks who is there.

Codes and sentences of refusals are Teams' own
(https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sim.cast import BOT_APP_ID, TENANT_ID, Player
from bot.sim.teams import wire
from bot.sim.teams.attachments import BadAttachmentError, read_attachments
from bot.sim.teams.chats import Chat, Chats, Post
from bot.sim.teams.drive import Drive
from bot.sim.teams.faults import Call, Fault, Faults

PREFIX = "/emea"
GLOBAL_PREFIX = "/teams"  # where a bot begins that has no service URL yet
LIMIT = 100 * 1024
CARD = "application/vnd.microsoft.card.adaptive"

ReadToken = Callable[[str], Mapping[str, Any] | None]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Connector:
    """The API over the chats, with a log of what the bot called."""

    def __init__(self, chats: Chats, drive: Drive, faults: Faults, read_token: ReadToken) -> None:
        self.sent: list[Call] = []
        self._chats = chats
        self._drive = drive
        self._faults = faults
        self._read_token = read_token

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._gate])
        place = "/v3/conversations/{id}"
        app.add_routes(
            [
                web.post("/v3/conversations", self._create),
                web.post(f"{place}/activities", self._send),
                web.post(f"{place}/activities/{{to}}", self._send),
                web.put(f"{place}/activities/{{to}}", self._update),
                web.delete(f"{place}/activities/{{to}}", self._delete),
                web.get(f"{place}/members", self._members),
                web.get(f"{place}/members/{{who}}", self._member),
                web.get(f"{place}/pagedmembers", self._paged_members),
            ]
        )
        return app

    @web.middleware
    async def _gate(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let the bot in, let faults happen, and write the call down."""
        path = request.path.split("/", 2)[2]
        fault = self._faults.take(request.method, path)
        if refusal := self._refusal(request):
            answer: web.StreamResponse = refusal
        elif fault and not fault.is_lost:
            answer = _failure(request, fault)
        else:
            answer = await self._run(request, handler)
            answer = _failure(request, fault) if fault else answer
        self.sent.append(Call(request.method, path, 0 if fault and fault.status is None else answer.status))
        return answer

    async def _run(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except BadAttachmentError as problem:
            return _error(HTTPStatus.BAD_REQUEST, "BadArgument", str(problem))
        except web.HTTPException as problem:
            return _error(HTTPStatus(problem.status), "BadArgument", problem.reason)

    def _refusal(self, request: web.Request) -> web.Response | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        claims = self._read_token(token) if scheme == "Bearer" and token else None
        if not claims or BOT_APP_ID not in (claims.get("appid"), claims.get("azp")):
            return _error(HTTPStatus.UNAUTHORIZED, "Unauthorized", "Authorization has been denied for this request.")
        now = asyncio.get_running_loop().time()
        if self._faults.is_too_fast(request.match_info.get("id", ""), now):
            return _error(HTTPStatus.TOO_MANY_REQUESTS, "Throttled", "API calls quota exceeded!", {"Retry-After": "1"})
        return None

    async def _create(self, request: web.Request) -> web.Response:
        """Open a personal chat by its one member, or a new thread by `channelData.channel` and its first message."""
        wish = await _body(request)
        tenant = (wish.get("channelData") or {}).get("tenant") or {"id": wish.get("tenantId")}
        if tenant.get("id") != TENANT_ID:
            return _error(HTTPStatus.BAD_REQUEST, "BadArgument", "The tenant id is missing or unknown.")
        if channel := (wish.get("channelData") or {}).get("channel"):
            return await self._start_thread(channel.get("id", ""), wish.get("activity") or {})
        player = self._player(((wish.get("members") or [{}])[0]).get("id", ""))
        if player is None:
            return _error(HTTPStatus.FORBIDDEN, "ForbiddenOperationException", "The user is not found in the tenant.")
        chat = self._chats.personal(player)
        if self._chats.is_closed(chat):
            return _not_installed()
        first = wish.get("activity")
        opened = {"activityId": (await self._post(chat, "", first)).id} if first else {}
        return web.json_response({"id": chat.id, **opened}, status=HTTPStatus.CREATED)

    async def _start_thread(self, channel_id: str, activity: Mapping[str, Any]) -> web.Response:
        if channel_id != self._chats.channel.id:
            return _no_conversation()
        post = await self._post(self._chats.channel, "", activity)
        address = self._chats.channel.address(post.root)
        return web.json_response({"id": address, "activityId": post.id}, status=HTTPStatus.CREATED)

    async def _send(self, request: web.Request) -> web.Response:
        """Post into a conversation; what answers a message in a channel goes to that message's thread."""
        activity = await _body(request)
        place = self._chats.find(request.match_info["id"])
        if place is None:
            return _no_conversation()
        chat, root = place
        if refusal := self._unwelcome(chat, activity):
            return refusal
        if activity.get("type") == "typing":
            await self._chats.type(chat)
            return web.json_response({"id": self._chats.fresh()[0]}, status=HTTPStatus.CREATED)
        answered = self._chats.post(request.match_info.get("to", ""))
        post = await self._post(chat, root or (answered.root if answered else ""), activity)
        return web.json_response({"id": post.id}, status=HTTPStatus.CREATED)

    async def _update(self, request: web.Request) -> web.Response:
        """Replace an own message for everybody; nobody keeps a view of their own."""
        activity = await _body(request)
        post = self._own(request)
        if post is None:
            return _no_activity()
        if refusal := self._unwelcome(self._chats[post.chat], activity):
            return refusal
        content = self._content(self._chats[post.chat], activity)
        await self._chats.keep(replace(post, **content, views={}, edited=True, edition=post.edition + 1))
        return web.json_response({"id": post.id})

    async def _delete(self, request: web.Request) -> web.Response:
        post = self._own(request)
        if post is None:
            return _no_activity()
        await self._chats.keep(replace(post, deleted=True))
        return web.Response()

    async def _members(self, request: web.Request) -> web.Response:
        people = self._people(request)
        return _no_conversation() if people is None else web.json_response([wire.member(one) for one in people])

    async def _member(self, request: web.Request) -> web.Response:
        people = self._people(request)
        if people is None:
            return _no_conversation()
        player = self._player(request.match_info["who"])
        if player is None or player not in people:
            return _error(HTTPStatus.NOT_FOUND, "MemberNotFoundInConversation", "Member not found.")
        return web.json_response(wire.member(player))

    async def _paged_members(self, request: web.Request) -> web.Response:
        people = self._people(request)
        if people is None:
            return _no_conversation()
        return web.json_response({"members": [wire.member(one) for one in people]})

    def _people(self, request: web.Request) -> tuple[Player, ...] | None:
        """Return who is there; a team's id means the people of its channel."""
        address = request.match_info["id"]
        place = self._chats.find(self._chats.channel.id if address == self._chats.channel.team_id else address)
        return place[0].people if place else None

    def _player(self, who: str) -> Player | None:
        """Return whom the bot means by a Teams id or an object id."""
        everybody = self._chats.group.people
        return next((one for one in everybody if who in (wire.person_id(one), one.object_id)), None)

    def _own(self, request: web.Request) -> Post | None:
        """Return the bot's message that *request* names, if it is in the conversation that it names."""
        place = self._chats.find(request.match_info["id"])
        post = self._chats.post(request.match_info["to"])
        if place is None or post is None or post.sender or post.chat != place[0].id:
            return None
        return post

    def _unwelcome(self, chat: Chat, activity: Mapping[str, Any]) -> web.Response | None:
        if self._chats.is_closed(chat):
            return _not_installed()
        if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > LIMIT:
            return _error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "MessageSizeTooBig", "Message size too large.")
        return None

    async def _post(self, chat: Chat, root: str, activity: Mapping[str, Any]) -> Post:
        content = self._content(chat, activity)
        key, at = self._chats.fresh()
        thread = (root or key) if chat.kind == "channel" else ""
        return await self._chats.keep(Post(id=key, chat=chat.id, root=thread, sender="", at=at, **content))

    def _content(self, chat: Chat, activity: Mapping[str, Any]) -> dict[str, Any]:
        offer, files = read_attachments(activity, chat, self._drive)
        attachments = activity.get("attachments") or ()
        entities = activity.get("entities") or ()
        return {
            "text": activity.get("text") or "",
            "card": next((one["content"] for one in attachments if one.get("contentType") == CARD), None),
            "summary": activity.get("summary") or "",
            "suggested": tuple((activity.get("suggestedActions") or {}).get("actions") or ()),
            "mentions": tuple(one["text"] for one in entities if one.get("type") == "mention"),
            "offer": offer,
            "files": files,
        }


async def _body(request: web.Request) -> Mapping[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(reason="The body is not a JSON object.")
    return body


def _failure(request: web.Request, fault: Fault) -> web.Response:
    if fault.status is None:
        if request.transport:
            request.transport.abort()
        return web.Response()
    return _error(HTTPStatus(fault.status), "ServiceError", "A bad day.", fault.headers)


def _not_installed() -> web.Response:
    sentence = "Bot is not installed in user's personal scope"
    return _error(HTTPStatus.FORBIDDEN, "ForbiddenOperationException", sentence)


def _no_conversation() -> web.Response:
    return _error(HTTPStatus.NOT_FOUND, "ConversationNotFound", "Conversation not found.")


def _no_activity() -> web.Response:
    return _error(HTTPStatus.NOT_FOUND, "ActivityNotFoundInConversation", "Message not found.")


def _error(status: HTTPStatus, code: str, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message}}, status=status, headers=headers)
