"""The least that a turn can be: every activity is passed on as it is. It tells how fast the sender could be."""

import asyncio
import json
from typing import cast

from bench.hosting import read_order, stay
from bench.turns.wire import Cutter, write_answer, write_request

_ANSWER = write_answer("200 OK", b"")


class _Outside(asyncio.Protocol):
    """The way to the connector that belongs to one connection."""

    def __init__(self, inside: "_Inside") -> None:
        self._inside = inside
        self._cutter = Cutter()

    def data_received(self, data: bytes) -> None:
        for _ in self._cutter.cut(data):
            self._inside.answer()


class _Inside(asyncio.Protocol):
    """One connection of the sender."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._cutter = Cutter()
        self._transport: asyncio.Transport | None = None
        self._out: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        del exc
        if self._out:
            self._out.close()

    def data_received(self, data: bytes) -> None:
        for _, body in self._cutter.cut(data):
            if self._out:
                self._pass_on(self._out, body)
            else:
                self._opening = asyncio.create_task(self._open(body))

    async def _open(self, body: bytes) -> None:
        self._out, _ = await asyncio.get_running_loop().create_connection(
            lambda: _Outside(self), self._host, self._port
        )
        self._pass_on(self._out, body)

    def _pass_on(self, out: asyncio.Transport, body: bytes) -> None:
        conversation = json.loads(body)["conversation"]["id"]
        path = f"/v3/conversations/{conversation}/activities"
        out.write(write_request(path, self._host, token="none", length=len(body)) + body)

    def answer(self) -> None:
        if self._transport:
            self._transport.write(_ANSWER)


async def main() -> None:
    order = read_order()
    host, port = order["service"].removeprefix("http://").rstrip("/").split(":")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Inside(host, int(port)), "127.0.0.1", 0)
    await stay(url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/messages")


asyncio.run(main())
