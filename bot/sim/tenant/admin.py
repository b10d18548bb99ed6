"""The tenant's own controls over HTTP, so that another process can do what a test does in this one.

`POST /admin/<control>` takes the control's arguments as a JSON object and answers `{"value": ...}`. `GET` shows the
setting, the writes that landed, the requests. None of this is Microsoft's, and there is no sign-in before it.
"""

import json
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

Control = Callable[..., Any]


class Admin:
    """The door to *controls*, by their names, and to *views*, which change nothing."""

    def __init__(self, controls: Mapping[str, Control], views: Mapping[str, Callable[[], Any]]) -> None:
        self._controls = controls
        self._views = views

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/admin/{name}", self._do), web.get("/admin/{name}", self._show)]

    async def _do(self, request: web.Request) -> web.Response:
        control = self._controls.get(request.match_info["name"])
        if control is None:
            return _answer({"error": f"There are the controls {', '.join(self._controls)}."}, HTTPStatus.NOT_FOUND)
        try:
            return _answer({"value": control(**json.loads(await request.read() or b"{}"))})
        except (ValueError, TypeError, KeyError, re.error) as error:
            return _answer({"error": f"{type(error).__name__}: {error}"}, HTTPStatus.BAD_REQUEST)

    async def _show(self, request: web.Request) -> web.Response:
        view = self._views.get(request.match_info["name"])
        if view is None:
            return _answer({"error": f"There are the views {', '.join(self._views)}."}, HTTPStatus.NOT_FOUND)
        return _answer({"value": view()})


def _answer(body: object, status: int = HTTPStatus.OK) -> web.Response:
    return web.json_response(body, status=status, dumps=_write)


def _write(body: object) -> str:
    return json.dumps(body, default=str)
