"""As much of HTTP/1.1 as the bench speaks: kept connections, bodies with a length, and nothing more than that.

Written by hand, because the sender shares one core with everything that is not measured.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import cast

Message = tuple[bytes, bytes]
"""Head and body."""

Answer = tuple[float, bytes]
"""After how many seconds, and what."""

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Cutter:
    """Cuts what comes in on a connection into messages."""

    def __init__(self) -> None:
        self._kept = b""

    def cut(self, data: bytes) -> Iterator[Message]:
        self._kept += data
        while (end := self._kept.find(_END)) >= 0:
            head, start = self._kept[:end], end + len(_END)
            stop = start + _read_length(head)
            if len(self._kept) < stop:
                return
            body, self._kept = self._kept[start:stop], self._kept[stop:]
            yield head, body


def _read_length(head: bytes) -> int:
    lower = head.lower()
    if (at := lower.find(_LENGTH)) >= 0:
        return int(lower[at + len(_LENGTH) :].partition(b"\r\n")[0])
    if b"\r\ntransfer-encoding:" in lower:
        raise ValueError("a body without a length is not spoken here")
    return 0


def read_status(head: bytes) -> int:
    return int(head[9:12])


def write_request(path: str, host: str, *, token: str, length: int) -> bytes:
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        f"Authorization: Bearer {token}",
        "Content-Type: application/json; charset=utf-8",
        f"Content-Length: {length}",
    )
    return "\r\n".join(lines).encode() + _END


def write_answer(status: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + _END + body


class Listener(asyncio.Protocol):
    """Answers every request on one connection with what *answer* makes of it."""

    def __init__(self, answer: Callable[[bytes, bytes], Answer]) -> None:
        self._answer = answer
        self._cutter = Cutter()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        for head, body in self._cutter.cut(data):
            delay, answer = self._answer(head, body)
            if delay:
                asyncio.get_running_loop().call_later(delay, self._write, answer)
            else:
                self._write(answer)

    def _write(self, answer: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(answer)
