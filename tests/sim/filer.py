"""A bot that reads the files that it is sent, and offers each of them back, in upper case."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession, web
from sim.callers import send_once

from bot.sim.cast import BOT_APP_ID
from bot.sim.teams import Person, Sample, Teams, open_teams
from bot.sim.teams.wire import CONSENT, DOWNLOAD, INFO

Json = dict[str, Any]


@dataclass(slots=True)
class FilingBot:
    """Knows no errors: whatever Microsoft's side does not like fails the test."""

    teams: Teams
    session: ClientSession
    heard: list[Json] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    answer: int = 200

    @property
    def ada(self) -> Person:
        return self.teams.person("ada")

    @property
    def bob(self) -> Person:
        return self.teams.person("bob")

    async def hear(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.heard.append(activity)
        match activity["type"]:
            case "message":
                for file in activity["attachments"]:
                    if file["contentType"] == DOWNLOAD:
                        await self._offer(activity, file)
            case "invoke":
                return await self._file(activity)
        return web.Response()

    async def _offer(self, activity: Json, file: Json) -> None:
        _, raw = await self.fetch(file["content"]["downloadUrl"])
        name = f"checked-{file['name']}"
        self.kept[name] = raw.upper()
        content = offer(name, size=len(raw))
        await self.post(activity["conversation"]["id"], {"attachments": [content]})

    async def _file(self, activity: Json) -> web.Response:
        where, value = activity["conversation"]["id"], activity["value"]
        if self.answer == 200 and value["action"] == "accept":
            upload = value["uploadInfo"]
            raw = self.kept[value["context"]["file"]]
            assert (await self.upload(upload["uploadUrl"], raw))[0] == 201
            await self.post(where, {"attachments": [info(upload)]})
        if self.answer == 200:
            assert (await self.call("DELETE", f"{_place(where)}/{activity['replyToId']}"))[0] == 200
        return web.Response(status=self.answer)

    async def post(self, where: str, message: Json) -> tuple[int, Any]:
        return await self.call("POST", _place(where), {"type": "message", **message})

    async def call(self, method: str, path: str, body: Json | None = None) -> tuple[int, Any]:
        url, headers = self.teams.service_url + path, {"Authorization": "Bearer good"}
        async with self.session.request(method, url, json=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def fetch(self, url: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
        async with self.session.request(method, url, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.read()

    async def upload(self, url: str, raw: bytes, **headers: str) -> tuple[int, Any]:
        sent = {"Content-Range": f"bytes 0-{len(raw) - 1}/{len(raw)}", **headers}
        async with self.session.put(url, data=BytesIO(raw), headers=sent) as answer:
            return answer.status, await answer.json()


def offer(name: str, *, size: int = 3, **content: object) -> Json:
    contexts = {"acceptContext": {"file": name}, "declineContext": {"why": "not now"}}
    return {
        "contentType": CONSENT,
        "name": name,
        "content": {"description": "Each row and what became of it", "sizeInBytes": size, **contexts, **content},
    }


def info(upload: Json) -> Json:
    content = {"uniqueId": upload["uniqueId"], "fileType": upload["fileType"]}
    return {"contentType": INFO, "contentUrl": upload["contentUrl"], "name": upload["name"], "content": content}


def _place(where: str) -> str:
    return f"v3/conversations/{quote(where, safe='')}/activities"


@asynccontextmanager
async def filing(data: Path | None = None, *samples: Sample) -> AsyncIterator[FilingBot]:
    async with (
        open_teams(read_token={"good": {"appid": BOT_APP_ID}}.get, data=data) as teams,
        ClientSession(middlewares=(send_once,)) as session,
    ):
        teams.lend(*samples)
        bot = FilingBot(teams, session)
        app = web.Application()
        app.router.add_post("/api/messages", bot.hear)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        teams.connect(f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages")
        try:
            yield bot
        finally:
            await runner.cleanup()
