"""The drive beside the small Teams: what people attach lies there, and what the bot is allowed to put there.

As in SharePoint an address is good for one thing, for a few minutes, without signing in
(https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4); everything else there is for people who
are signed in, and they come through `Person`. Files survive a restart with a folder, addresses do not.
It takes an upload in one piece, where SharePoint would also take several.
"""

import asyncio
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from aiohttp import web

from bot.sim.cast import BOT_NAME, TENANT_DOMAIN, Player
from bot.sim.teams.chats import Attached
from bot.sim.teams.spoil import Spoil, Spoils
from bot.sim.teams.wire import Stored, file_type

LIFE = 5 * 60
"""Seconds that an address is good for: "a few minutes"."""
MOST_BYTES = 100 * 1024 * 1024
LONGEST_NAME = 200
TYPES = {
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "html": "text/html",
    "zip": "application/zip",
}

_ATTACHED = "Microsoft Teams Chat Files"
_OFFERED = f"Applications/{BOT_NAME}"
_FORBIDDEN_SIGNS = re.compile(r'["*:<>?/\\|\x00-\x1f\x7f\ud800-\udfff]')
_RANGE = re.compile(r"bytes 0-(\d{1,12})/(\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came, for whoever wants to know what was sent along; the address without its secret."""

    method: str
    path: str
    headers: Mapping[str, str]
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    owner: str
    name: str
    folder: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grant:
    """What one secret opens, and until when in seconds of the loop's time."""

    id: str
    method: str
    path: str
    until: float


class Drive:
    """Everybody's files, and the addresses under *url* that are good for one of them."""

    def __init__(self, url: str, data: Path | None) -> None:
        self.asked: list[Asked] = []
        self._url = f"{url}drive"
        self._folder = data / "drive" if data else None
        self._files: dict[str, _File] = {}
        self._coming: dict[str, _File] = {}
        self._grants: dict[str, _Grant] = {}
        self._spoils = Spoils()
        self._load()

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/drive/{rest:.*}", self._answer)]

    def put(self, owner: Player, name: str, raw: bytes) -> Attached:
        """Keep a file of *owner*'s; a name that SharePoint would not take is a ValueError."""
        if not is_name(name):
            raise ValueError(f"no file can be called {name!r}")
        id_ = _fresh()
        self._keep(id_, _File(owner=owner.key, name=name, folder=_ATTACHED, raw=raw))
        return Attached(id=id_, name=name, size=len(raw))

    def rewrite(self, id_: str, raw: bytes) -> None:
        """Put other bytes into a file that is there, as its owner can at any time."""
        old = self._files[id_]
        self._keep(id_, _File(owner=old.owner, name=old.name, folder=old.folder, raw=raw))

    def share(self, id_: str) -> Stored:
        """Return the file with a fresh address to download it from."""
        return self._stored(id_, self._files[id_], "GET", "_layouts/15/download.aspx")

    def reserve(self, owner: Player, name: str) -> Stored:
        """Return a file that is to come into *owner*'s drive, with the address to upload it to."""
        id_ = _fresh()
        self._coming[id_] = _File(owner=owner.key, name=name, folder=_OFFERED, raw=b"")
        return self._stored(id_, self._coming[id_], "PUT", f"_api/v2.0/drive/items/{id_}/uploadSession")

    def find(self, id_: str, owner: Player) -> Attached | None:
        """Return *owner*'s file with this id, in either case of its letters, if it is there."""
        file = self._files.get(id_.upper())
        if file is None or file.owner != owner.key:
            return None
        return Attached(id=id_.upper(), name=file.name, size=len(file.raw))

    def read(self, id_: str) -> bytes:
        return self._files[id_].raw

    def page(self, id_: str) -> str:
        """Return where somebody who is signed in sees the file."""
        return self._page(self._files[id_])

    def expire(self) -> None:
        """Let a few minutes pass: no address that was given out is good any more."""
        self._grants.clear()

    def spoil(self, spoil: Spoil) -> None:
        self._spoils.add(spoil)

    def heal(self) -> None:
        """Let no armed bad day happen any more, and let go of what hangs."""
        self._spoils.heal()

    @property
    def poured(self) -> int:
        """How many bytes of an endless or huge download were taken."""
        return self._spoils.poured

    def _stored(self, id_: str, file: _File, method: str, place: str) -> Stored:
        secret = secrets.token_urlsafe(32)
        path = f"{self._home(file)}/{place}"
        self._grants[secret] = _Grant(id=id_, method=method, path=path, until=_now() + LIFE)
        address = f"{self._url}/{path}?UniqueId={id_}&tempauth={secret}"
        return Stored(id=id_, name=file.name, page=self._page(file), address=address)

    def _page(self, file: _File) -> str:
        return f"{self._url}/{self._home(file)}/Documents/{quote(f'{file.folder}/{file.name}')}"

    def _home(self, file: _File) -> str:
        return f"personal/{file.owner}_{TENANT_DOMAIN.replace('.', '_')}"

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        """Give or take a file if the address allows it, and write down what was asked, whatever comes of it."""
        status = 0  # whoever leaves in the middle has not had an answer
        try:
            answer = await self._spoils.meet(request, partial(self._serve, request))
            status = answer.status
        finally:
            self.asked.append(
                Asked(method=request.method, path=request.path, headers=dict(request.headers), status=status)
            )
        return answer

    async def _serve(self, request: web.Request) -> web.Response:
        secret = request.query.get("tempauth", "")
        grant = self._grants.get(secret)
        if grant is None or grant.until < _now() or grant.path != request.match_info["rest"]:
            return _refuse(HTTPStatus.FORBIDDEN, "accessDenied", "The address is not good, or not any more.")
        if grant.method != request.method:
            return _refuse(HTTPStatus.METHOD_NOT_ALLOWED, "invalidRequest", f"Only {grant.method} is allowed here.")
        if grant.method == "GET":
            return self._give(self._files[grant.id])
        return await self._take(request, grant, secret)

    def _give(self, file: _File) -> web.Response:
        return web.Response(body=file.raw, headers=describe(file.name))

    async def _take(self, request: web.Request, grant: _Grant, secret: str) -> web.Response:
        """Take a whole file; the address is used up by that and not by a refusal.

        A bot's token has no business here ("Don't include the Authorization header when issuing the PUT call":
        https://learn.microsoft.com/graph/api/driveitem-createuploadsession).
        """
        if "Authorization" in request.headers:
            return _refuse(HTTPStatus.UNAUTHORIZED, "unauthenticated", "An upload address needs no token.")
        raw = await read_bytes(request, MOST_BYTES)
        if raw is None:
            return _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "maxFragmentLengthExceeded", "Too many bytes.")
        span = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
        if span is None or not raw or (int(span[1]) + 1, int(span[2])) != (len(raw), len(raw)):
            return _refuse(HTTPStatus.BAD_REQUEST, "invalidRequest", "The Content-Range does not say what was sent.")
        if self._grants.pop(secret, None) is None:
            return _refuse(HTTPStatus.NOT_FOUND, "itemNotFound", "The upload session was not found.")
        coming = self._coming.pop(grant.id)
        self._keep(grant.id, _File(owner=coming.owner, name=coming.name, folder=coming.folder, raw=raw))
        item = {"id": grant.id, "name": coming.name, "size": len(raw), "webUrl": self.page(grant.id)}
        return web.json_response(item, status=HTTPStatus.CREATED)

    def _keep(self, id_: str, file: _File) -> None:
        self._files[id_] = file
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        _write(self._folder / f"{id_}.bin", file.raw)
        kept = {id_: {"owner": one.owner, "name": one.name, "folder": one.folder} for id_, one in self._files.items()}
        _write(self._folder / "drive.json", json.dumps(kept).encode())

    def _load(self) -> None:
        if self._folder is None or not (self._folder / "drive.json").exists():
            return
        kept = json.loads((self._folder / "drive.json").read_bytes())
        self._files = {id_: _File(**one, raw=(self._folder / f"{id_}.bin").read_bytes()) for id_, one in kept.items()}


def is_name(name: object) -> bool:
    """Say whether a file in SharePoint may be called *name*."""
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        return False
    return name == name.strip(" .") and not _FORBIDDEN_SIGNS.search(name)


def describe(name: str) -> dict[str, str]:
    """Return the headers of a download of the file *name*; nothing is shown in a browser."""
    return {
        "Content-Type": TYPES.get(file_type(name), "application/octet-stream"),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
    }


async def read_bytes(request: web.Request, most: int) -> bytes | None:
    """Return the body, or None as soon as it is known to have more than *most* bytes."""
    if (request.content_length or 0) > most:
        return None
    pieces = bytearray()
    async for piece in request.content.iter_any():
        pieces += piece
        if len(pieces) > most:
            return None
    return bytes(pieces)


def _fresh() -> str:
    return str(uuid4()).upper()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _write(file: Path, raw: bytes) -> None:
    draft = file.with_suffix(".tmp")
    draft.write_bytes(raw)
    os.replace(draft, file)  # noqa: PTH105  the one call that swaps a file in one step everywhere


def _refuse(status: HTTPStatus, code: str, message: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message}}, status=status)
