"""The sender: it plays Teams to one server over some connections, one turn after the other on each.

A turn ends when the server has answered the activity and the connector has got what the server had to say, whichever
comes last. Only then the next begins.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from time import perf_counter
from typing import cast
from urllib.parse import urlsplit

from bench.turns.teams import Microsoft
from bench.turns.wire import Cutter, read_status, write_request

from bot.sim.cast import Player
from bot.sim.teams import wire
from bot.sim.teams.chats import Chat

_PATIENCE = 60.0
_GOOD = frozenset({200, 201, 202})
_BLANK = "0000000000000"
_IDS = count(1_700_000_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person writes in a chat of their own, but for the id, which is new each time."""

    before: bytes
    after: bytes
    conversation: bytes


def write_letter(player: Player, text: str, service_url: str) -> Letter:
    """Write it as the simulated Teams does."""
    chat = Chat(id=f"a1-{player.key}", kind="personal", title=player.name, people=(player,))
    at = datetime.now(UTC)  # noqa: TID251  a letter bears a date
    scene = wire.Scene(id=_BLANK, at=at, chat=chat, root="", player=player, service_url=service_url)
    before, _, after = json.dumps(wire.message(scene, text)).encode().partition(_BLANK.encode())
    return Letter(before=before, after=after, conversation=chat.id.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to do: for so many *seconds*, or with *seconds* None each letter once. *proof* stands in a right answer."""

    url: str
    letters: Sequence[Letter]
    connections: int
    seconds: float | None
    proof: bytes
    has_fresh_tokens: bool = False


@dataclass(slots=True)
class Tour:
    """What came of it. *took*: seconds of each turn; *faults* are sentences."""

    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


class _Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, order: Order, place: int, microsoft: Microsoft, tour: Tour) -> None:
        self.ended = asyncio.get_running_loop().create_future()
        self._order, self._tour = order, tour
        self._letters = order.letters[place :: order.connections]
        self._microsoft = microsoft
        self._cutter = Cutter()
        self._heads: dict[int, bytes] = {}
        self._token = microsoft.token(place)
        self._transport: asyncio.Transport | None = None
        self._turn = self._missing = 0
        self._began = self._until = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def start(self) -> None:
        self._until = perf_counter() + (self._order.seconds or float("inf"))
        self._next()

    def data_received(self, data: bytes) -> None:
        for head, _ in self._cutter.cut(data):
            if (status := read_status(head)) not in _GOOD:
                self._tour.faults.append(f"answered {status}")
            self._part()

    def connection_lost(self, exc: BaseException | None) -> None:
        if not self.ended.done():
            self._tour.faults.append(f"the connection broke: {exc}")
            self.ended.set_result(None)

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def _take(self, body: bytes) -> None:
        if self._order.proof not in body:
            self._tour.faults.append(f"not the answer: {body[:200]!r}")
        self._part()

    def _part(self) -> None:
        """Take note of one of the two parts of a turn."""
        self._missing -= 1
        if self._missing:
            return
        now = perf_counter()
        self._tour.took.append(now - self._began)
        is_last = self._order.seconds is None and self._turn >= len(self._letters)
        if is_last or now >= self._until:
            self.ended.set_result(None)
        else:
            self._next()

    def _next(self) -> None:
        letter = self._letters[self._turn % len(self._letters)]
        self._turn += 1
        self._missing = 2
        body = b"%b%d%b" % (letter.before, next(_IDS), letter.after)
        request = self._head(len(body)) + body
        self._microsoft.connector.waiting[letter.conversation] = self._take
        self._began = perf_counter()
        if self._transport:
            self._transport.write(request)

    def _head(self, length: int) -> bytes:
        if self._order.has_fresh_tokens or length not in self._heads:
            if self._order.has_fresh_tokens:
                self._token = self._microsoft.new_token()
            url = urlsplit(self._order.url)
            self._heads[length] = write_request(url.path, url.netloc, token=self._token, length=length)
        return self._heads[length]


def _itself(line: _Line) -> _Line:
    return line


async def send(order: Order, microsoft: Microsoft) -> Tour:
    """Carry out *order*. Each connection has people and a token of its own."""
    tour, url = Tour(), urlsplit(order.url)
    lines = []
    for place in range(order.connections):
        line = _Line(order, place, microsoft, tour)
        await asyncio.get_running_loop().create_connection(partial(_itself, line), url.hostname or "", url.port or 0)
        lines.append(line)
    began = perf_counter()
    for line in lines:
        line.start()
    _, late = await asyncio.wait([line.ended for line in lines], timeout=(order.seconds or 0) + _PATIENCE)
    tour.seconds = perf_counter() - began
    tour.faults += ["not answered, or nothing delivered"] * len(late)
    microsoft.connector.waiting.clear()
    for line in lines:
        line.close()
    return tour
