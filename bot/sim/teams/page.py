"""The page of the small Teams: its files, what the people on it do, and what they see at once.

Everything that somebody does here is a method of `Person`, and what happens beside it is a `Deed`; this module only
carries it. It speaks to loopback pages of its own origin and to nobody else.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import WSCloseCode, web

from bot.sim.cast import BOT_NAME
from bot.sim.teams.chats import Attached, Chat, Chats, Offer, Post
from bot.sim.teams.deeds import Deed
from bot.sim.teams.drive import describe, read_bytes
from bot.sim.teams.people import Message, Person
from bot.sim.teams.samples import Sample

FILES = Path(__file__).with_name("page")
VENDOR = {
    "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.js": "markdown-it/dist/browser/markdown-it.esm.min.mjs",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
ROLES = {
    "ada": "Global Administrator",
    "bob": "Approver",
    "cleo": "Approver and operator",
    "mallory": "Member",
    "gus": "Guest from Fabrikam",
}

LOCALES = ("en-US", "de-DE")
MOST_BYTES = 10 * 1024 * 1024
"""The largest file that can be attached on the page."""
MOST_FILES = 10
"""So many files Teams takes with one message."""


class Page:
    """The page's side of the server; it holds the open live connections, to close them at the end."""

    def __init__(
        self,
        chats: Chats,
        people: Mapping[str, Person],
        deeds: Mapping[str, tuple[Deed, ...]],
        roles: Mapping[str, str],
        samples: Mapping[str, Sample],
    ) -> None:
        self._chats = chats
        self._people = people
        self._deeds = deeds
        self._roles = roles
        self._samples = samples
        self._live: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.AbstractRouteDef]:
        person = "/api/people/{who}"
        return [
            web.get("/", _index),
            web.get("/vendor/{name}", _vendor),
            web.get("/api/live", self._watch),
            web.post(f"{person}/says", self._says),
            web.post(f"{person}/attaches", self._attaches),
            web.get(f"{person}/files/{{message}}/{{file}}", self._downloads),
            web.post(f"{person}/consents", self._consents),
            web.post(f"{person}/clicks", self._clicks),
            web.post(f"{person}/seeks", self._seeks),
            web.post(f"{person}/edits", self._edits),
            web.post(f"{person}/opens", self._opens),
            web.post(f"{person}/speaks", self._speaks),
            web.post("/api/world/{deed}", self._happens),
            web.get("/api/samples/{name}", self._sample),
            web.get("/page/{name}", _file),
        ]

    async def close(self, _app: web.Application) -> None:
        for socket in tuple(self._live):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _watch(self, request: web.Request) -> web.WebSocketResponse:
        """Send the world, all messages, and then each change until the page goes away."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        self._live.add(socket)
        teller = asyncio.create_task(self._tell(socket))
        async for _ in socket:
            pass  # the page only listens
        teller.cancel()
        with suppress(asyncio.CancelledError, ConnectionError):
            await teller
        self._live.discard(socket)
        return socket

    async def _tell(self, socket: web.WebSocketResponse) -> None:
        await socket.send_json({"kind": "world", **self._world()})
        told = -1
        while True:
            async with self._chats.changed:
                while self._chats.revision == told:
                    await self._chats.changed.wait()
                news = [*self._posted(told), *self._typing(told)]
                told = self._chats.revision
            await socket.send_json({"kind": "news", "news": news})

    def _world(self) -> dict[str, Any]:
        return {
            "bot": BOT_NAME,
            "people": [
                {
                    "key": key,
                    "name": person.player.name,
                    "role": self._roles[key],
                    "chat": person.chat.id,
                    "locale": person.locale,
                }
                for key, person in self._people.items()
            ],
            "deeds": [
                {"heading": heading, "deeds": [_deed(deed) for deed in deeds]} for heading, deeds in self._deeds.items()
            ],
            "chats": [_chat(chat) for chat in self._chats],
            "samples": [{"name": sample.name, "hint": sample.hint} for sample in self._samples.values()],
            "most": MOST_BYTES,
        }

    def _posted(self, told: int) -> list[dict[str, Any]]:
        return [self._seen(post) for post in self._chats.posts() if post.revision > told]

    def _typing(self, told: int) -> list[dict[str, Any]]:
        return [{"typing": chat} for chat, revision in self._chats.typing.items() if revision > told]

    def _seen(self, post: Post) -> dict[str, Any]:
        """Return what everybody in the chat sees of *post*; nothing of it if it was deleted."""
        keys = [] if post.deleted else [player.key for player in self._chats[post.chat].people]
        return {
            "id": post.id,
            "chat": post.chat,
            "views": {key: _message(self._people[key].view(post)) for key in keys},
        }

    async def _says(self, request: web.Request) -> web.Response:
        person, wish = await self._wish(request)
        reply = self._find(person, wish["reply_to"]) if wish.get("reply_to") else None
        wished = wish.get("files", ())
        files = [file for id_ in wished if (file := person.attached(id_))]
        if len(files) < len(wished) or len(files) > MOST_FILES:
            raise web.HTTPBadRequest
        said = await person.says(wish["text"], self._chats[wish["chat"]], reply_to=reply, files=files)
        return web.json_response({"status": said.status, "message": said.message.id})

    async def _attaches(self, request: web.Request) -> web.Response:
        """Take one file into the person's drive; it is the body, and its name stands in the query."""
        person = self._people.get(request.match_info["who"])
        if person is None or request.content_type != "application/octet-stream":
            raise web.HTTPBadRequest
        raw = await read_bytes(request, MOST_BYTES)
        if raw is None:
            raise web.HTTPRequestEntityTooLarge(
                max_size=MOST_BYTES, actual_size=request.content_length or MOST_BYTES + 1
            )
        try:
            return web.json_response(_attached(person.attaches(request.query.get("name", ""), raw)))
        except ValueError as problem:
            raise web.HTTPBadRequest from problem

    async def _downloads(self, request: web.Request) -> web.Response:
        """Give a file of a message to somebody who sees the message."""
        person, post = self._people.get(request.match_info["who"]), self._chats.post(request.match_info["message"])
        if person is None or post is None or person.player not in self._chats[post.chat].people:
            raise web.HTTPNotFound
        file = next((file for file in post.files if file.id == request.match_info["file"]), None)
        if file is None:
            raise web.HTTPNotFound
        return web.Response(body=person.read(file), headers=describe(file.name))

    async def _consents(self, request: web.Request) -> web.Response:
        person, wish = await self._wish(request)
        message = self._find(person, wish["message"])
        if message.offer is None or wish["action"] not in ("accept", "decline"):
            raise web.HTTPBadRequest
        answer = await (person.accepts(message) if wish["action"] == "accept" else person.declines(message))
        return web.json_response({"kind": answer.kind, "text": answer.text})

    async def _sample(self, request: web.Request) -> web.Response:
        sample = self._samples.get(request.match_info["name"])
        if sample is None:
            raise web.HTTPNotFound
        return web.Response(body=sample.raw, headers=describe(sample.name))

    async def _clicks(self, request: web.Request) -> web.Response:
        person, wish = await self._wish(request)
        answer = await person.invokes(wish["message"], wish["action"])
        return web.json_response({"kind": answer.kind, "text": answer.text})

    async def _seeks(self, request: web.Request) -> web.Response:
        person, wish = await self._wish(request)
        found = await person.seeks(wish["message"], wish["text"], dataset=wish["dataset"])
        return web.json_response([{"title": title, "value": value} for title, value in found.items()])

    async def _edits(self, request: web.Request) -> web.Response:
        person, wish = await self._wish(request)
        said = await person.edits(self._find(person, wish["message"]), wish["text"])
        return web.json_response({"status": said.status})

    async def _opens(self, request: web.Request) -> web.Response:
        """Refresh one card that has come into sight, as the client does by itself."""
        person, wish = await self._wish(request)
        await person.refreshes(wish["message"])
        return web.json_response({})

    async def _speaks(self, request: web.Request) -> web.Response:
        """Set the language of one person's client; the bot hears of it with what they do next."""
        person, wish = await self._wish(request)
        if wish["locale"] not in LOCALES:
            raise web.HTTPBadRequest
        person.locale = wish["locale"]
        return web.json_response({"locale": person.locale})

    async def _happens(self, request: web.Request) -> web.Response:
        """Let something happen in the world."""
        if request.content_type != "application/json":
            raise web.HTTPBadRequest
        name = request.match_info["deed"]
        deed = next((deed for deeds in self._deeds.values() for deed in deeds if deed.name == name), None)
        if deed is None:
            raise web.HTTPNotFound
        deed.do()
        return web.json_response({"done": deed.title})

    async def _wish(self, request: web.Request) -> tuple[Person, dict[str, Any]]:
        person = self._people.get(request.match_info["who"])
        if person is None or request.content_type != "application/json":
            raise web.HTTPBadRequest
        return person, await request.json()

    def _find(self, person: Person, message_id: str) -> Message:
        post = self._chats.post(message_id)
        if post is None:
            raise web.HTTPNotFound
        return person.view(post)


@web.middleware
async def guard(request: web.Request, handler: Any) -> web.StreamResponse:  # noqa: ANN401  aiohttp's own type is private
    """Serve only what came to loopback by name, and only pages of this origin; then name what a page may load."""
    origin = request.headers.get("Origin", str(request.url.origin()))
    if request.url.host not in ("127.0.0.1", "localhost") or origin != str(request.url.origin()):
        raise web.HTTPForbidden
    response: web.StreamResponse = await handler(request)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(FILES / "index.html")


async def _file(request: web.Request) -> web.FileResponse:
    """Serve one of the page's own files; only what lies beside the index, by its plain name."""
    path = FILES / request.match_info["name"]
    if path.suffix not in (".css", ".js", ".svg") or path.parent != FILES or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path)


async def _vendor(request: web.Request) -> web.FileResponse:
    name = VENDOR.get(request.match_info["name"])
    if name is None:
        raise web.HTTPNotFound
    return web.FileResponse(FILES / "node_modules" / name, headers={"Content-Type": "text/javascript"})


def _deed(deed: Deed) -> dict[str, Any]:
    return {"name": deed.name, "title": deed.title, "hint": deed.hint}


def _attached(file: Attached) -> dict[str, Any]:
    return {"id": file.id, "name": file.name, "size": file.size}


def _chat(chat: Chat) -> dict[str, Any]:
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "team": chat.team_name,
        "people": [player.key for player in chat.people],
    }


def _offer(offer: Offer) -> dict[str, Any]:
    return {"name": offer.name, "description": offer.description, "size": offer.size}


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "chat": message.chat.id,
        "root": message.root,
        "at": message.at,
        "sender": message.sender,
        "text": message.text,
        "card": message.card,
        "suggested": message.suggested,
        "mentions": message.mentions,
        "files": [_attached(file) for file in message.files],
        "offer": _offer(message.offer) if message.offer else None,
        "edited": message.edited,
        "edition": message.edition,
    }
