"""The Entra admin centre's own API, as far as it shows and changes the organisation's properties.

Undocumented; its behaviour was observed by others in public tools and captures up to May 2026. A write is merged
into what is there and answered with `true`; there is no ETag, so the last writer wins. Both kinds of 401 are here:
html for a bad token, a serialised ClientException for a good token without the role.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Never
from uuid import uuid4

from aiohttp import web

from bot.sim.tenant.answer import NOT_THERE
from bot.sim.tenant.clock import read_clock
from bot.sim.tenant.directory import GLOBAL_ADMINISTRATOR, Directory, Object
from bot.sim.tenant.properties import GROUP, SELECTED, VALUE
from bot.sim.tenant.refusal import throw
from bot.sim.tenant.tokens import PORTAL, Tokens

CALLERS_ID = "x-ms-client-request-id"
_LARGEST = 4
_NO_ENTRY = (
    "<!DOCTYPE html><html><head><title>401</title></head><body><h2>Unauthorized: Access is denied</h2></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A change that landed: who sent what when, under which id, and all properties before and after it."""

    at: datetime
    oid: str
    id: str = ""
    body: Object
    before: Object
    after: Object


class Portal:
    """The API over one directory, and every write that landed, whoever made it."""

    def __init__(self, directory: Directory, tokens: Tokens) -> None:
        self.writes: list[Write] = []
        self._directory = directory
        self._tokens = tokens

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/Directories/Properties", self._read),
            web.put("/api/Directories/Properties", self._write),
            web.put("/api/Directories/PropertiesV2", self._write),
            web.route("*", "/api/{rest:.*}", self._miss),
        ]

    async def _read(self, request: web.Request) -> web.Response:
        self._name_caller(request)
        return _answer(request, self._directory.properties)

    async def _write(self, request: web.Request) -> web.Response:
        oid = self._name_caller(request)
        if not self._directory.holds(oid, GLOBAL_ADMINISTRATOR):
            _refuse(request, HTTPStatus.UNAUTHORIZED, "Unauthorized", "User is not in required role.", oid)
        body = await _read_body(request)
        mistake = self._find_mistake(body, self._directory.properties)
        if mistake:
            _refuse(request, HTTPStatus.BAD_REQUEST, "Request_BadRequest", mistake, oid)
        self.change(oid, body, id=request.headers[CALLERS_ID])
        return _answer(request, True)  # noqa: FBT003  the API's own answer

    def change(self, oid: str, body: Object, *, id: str = "") -> None:  # noqa: A002  the field's own name
        """Merge *body* into the properties in the name of *oid*; nothing is checked any more."""
        before = self._directory.properties
        self._directory.change_properties(body)
        after = self._directory.properties
        self.writes.append(Write(at=read_clock(), oid=oid, id=id, body=body, before=before, after=after))

    async def _miss(self, request: web.Request) -> web.Response:
        message = f"No HTTP resource was found that matches the request URI '{request.url}'."
        return _answer(request, {"message": message}, status=HTTPStatus.NOT_FOUND)

    def _name_caller(self, request: web.Request) -> str:
        """Return the object id of the person who calls; the API acts in a person's name or not at all."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        claims = self._tokens.read(token, PORTAL) if scheme == "Bearer" else None
        if claims is None:
            raise web.HTTPUnauthorized(text=_NO_ENTRY, content_type="text/html", headers=_headers(request))
        oid = str(claims.get("oid"))
        if claims.get("idtyp") == "app" or "user_impersonation" not in str(claims.get("scp")).split():
            # The API goes on to Graph on behalf of its caller, and an app's token cannot be exchanged for that.
            message = "AADSTS7000114: Application is not allowed to make application on-behalf-of calls."
            _refuse(request, HTTPStatus.UNAUTHORIZED, "Unauthorized", message, oid)
        if not request.headers.get(CALLERS_ID):
            raise _bad_request(request)
        return oid

    def _find_mistake(self, body: Object, before: Object) -> str:
        """Say what is wrong with a write, or nothing. Only a body that touches the setting is checked for its group."""
        unknown = [name for name in body if name not in before or name == "objectId"]
        if unknown:
            return f"Property '{unknown[0]}' cannot be set."
        value, group = (body.get(name, before[name]) for name in (VALUE, GROUP))
        if type(value) is not int or not 0 <= value <= _LARGEST:
            return f"Invalid value specified for property '{VALUE}'."
        is_touched = VALUE in body or GROUP in body
        if is_touched and value == SELECTED and not self._directory.has_group(str(group)):
            return NOT_THERE.format(group)
        return ""


async def _read_body(request: web.Request) -> Object:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(headers=_headers(request))
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise _bad_request(request)
    return body


def _bad_request(request: web.Request) -> web.HTTPBadRequest:
    body = json.dumps({"message": "The request is invalid."})
    return web.HTTPBadRequest(text=body, content_type="application/json", headers=_headers(request))


def _refuse(request: web.Request, status: HTTPStatus, code: str, message: str, oid: str) -> Never:
    """Refuse as the API does: with a .NET exception as JSON, whose message is JSON again."""
    told = {"odata.error": {"code": code, "message": {"lang": "en-US", "value": message}}}
    body = throw(
        status,
        code,
        json.dumps(told, separators=(",", ":")),
        kind="HttpException",
        request_id=request.headers.get(CALLERS_ID),
        oid=oid,
    )
    refusal = web.HTTPUnauthorized if status is HTTPStatus.UNAUTHORIZED else web.HTTPBadRequest
    raise refusal(text=json.dumps(body), content_type="application/json", headers=_headers(request))


def _answer(request: web.Request, body: Any, status: int = HTTPStatus.OK) -> web.Response:  # noqa: ANN401  JSON
    return web.json_response(body, status=status, headers=_headers(request))


def _headers(request: web.Request) -> dict[str, str]:
    return {
        "Cache-Control": "no-cache",
        "x-ms-correlation-id": request.headers.get("x-ms-correlation-id") or str(uuid4()),
        "x-ms-operation-maturity": "Production",
        "x-ms-expected-duration": "1000",
    }
