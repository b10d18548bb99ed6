"""The chats of the small Teams: who is in them, what was posted, and a bell that rings at every change.

It keeps what it is told and judges nothing. With a folder it survives a restart.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from bot.sim.cast import CAST, Player

Card = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A place where people and the bot meet; only a channel has a team and threads."""

    id: str
    kind: Literal["personal", "groupChat", "channel"]
    title: str
    people: tuple[Player, ...]
    team_id: str = ""
    team_name: str = ""

    def address(self, root: str) -> str:
        """Return the conversation id that the bot knows: in a channel, every thread is a conversation."""
        return f"{self.id};messageid={root}" if root else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file on a message: its id in the drive, what it is called, and how many bytes it has."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file that the bot would like to put into a person's drive; the contexts come back with the answer."""

    name: str
    description: str
    size: int
    accept: Mapping[str, Any]
    decline: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message as the service keeps it: one for all, and beside it the cards that only one person sees.

    *sender* is a key of the cast, or empty for the bot. *root* is the first message of a channel's thread.
    *edition* counts what the bot sent and updated; *revision* also counts the people's own views.
    """

    id: str
    chat: str
    root: str
    sender: str
    at: datetime
    text: str = ""
    card: Card | None = None
    views: Mapping[str, Card] = field(default_factory=dict)
    summary: str = ""
    suggested: tuple[Card, ...] = ()
    mentions: tuple[str, ...] = ()
    files: tuple[Attached, ...] = ()
    offer: Offer | None = None
    edited: bool = False
    deleted: bool = False
    edition: int = 0
    revision: int = 0


def _personal(player: Player) -> Chat:
    return Chat(id=f"a:1{player.key}-linkgate", kind="personal", title=player.name, people=(player,))


GROUP = Chat(id="19:7enant4dm1n5@thread.v2", kind="groupChat", title="Tenant admins", people=CAST)
CHANNEL = Chat(
    id="19:1dent1ty@thread.tacv2",
    kind="channel",
    title="Identity",
    people=CAST,
    team_id="19:1t0perat10ns@thread.tacv2",
    team_name="IT Operations",
)


class Chats:
    """Every chat with its posts. Whoever waits for news waits on `changed`."""

    def __init__(self, data: Path | None) -> None:
        self.group = GROUP
        self.channel = CHANNEL
        self.changed = asyncio.Condition()
        self.revision = 0
        self.typing: dict[str, int] = {}
        self.uninstalled: set[str] = set()
        self._all = {chat.id: chat for chat in (*map(_personal, CAST), GROUP, CHANNEL)}
        self._posts: dict[str, Post] = {}
        self._file = data / "teams.json" if data else None
        self._load()

    def __iter__(self) -> Iterator[Chat]:
        return iter(self._all.values())

    def __getitem__(self, chat_id: str) -> Chat:
        return self._all[chat_id]

    def personal(self, player: Player) -> Chat:
        return self._all[_personal(player).id]

    def find(self, address: str) -> tuple[Chat, str] | None:
        """Return the chat and the thread's root (empty outside a thread) that the bot means by *address*."""
        chat_id, _, root = address.partition(";messageid=")
        chat = self._all.get(chat_id)
        return (chat, root) if chat else None

    def is_closed(self, chat: Chat) -> bool:
        return _name(chat) in self.uninstalled

    def post(self, post_id: str) -> Post | None:
        post = self._posts.get(post_id)
        return None if post is None or post.deleted else post

    def posts(self) -> list[Post]:
        """Return all that was ever posted, oldest first, the deleted ones too."""
        return list(self._posts.values())

    def fresh(self) -> tuple[str, datetime]:
        """Return an id and a time for a new post; like Teams', the id is its time in milliseconds."""
        newest = int(next(reversed(self._posts), "0"))
        millis = max(time.time_ns() // 1_000_000, newest + 1)
        return str(millis), datetime.fromtimestamp(millis / 1000, UTC)

    async def keep(self, post: Post) -> Post:
        """Add *post*, or put it in the place of the one with the same id, and ring."""
        async with self.changed:
            self.revision += 1
            kept = self._posts[post.id] = replace(post, revision=self.revision)
            self.typing.pop(kept.chat, None)
            self._save()
            self.changed.notify_all()
        return kept

    async def type(self, chat: Chat) -> None:
        """Remember that the bot is typing, until it posts; nobody needs that after a restart."""
        async with self.changed:
            self.revision += 1
            self.typing[chat.id] = self.revision
            self.changed.notify_all()

    async def open(self, chat: Chat, *, is_installed: bool) -> None:
        """Open or close the bot's way to *chat*."""
        async with self.changed:
            (self.uninstalled.discard if is_installed else self.uninstalled.add)(_name(chat))
            self._save()

    def _load(self) -> None:
        if self._file is None or not self._file.exists():
            return
        kept = json.loads(self._file.read_text("utf-8"))
        self.uninstalled = set(kept["uninstalled"])
        self._posts = {post.id: post for post in map(_post, kept["posts"])}
        self.revision = max((post.revision for post in self._posts.values()), default=0)

    def _save(self) -> None:
        if self._file is None:
            return
        posts = [{**asdict(post), "at": post.at.isoformat()} for post in self._posts.values()]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".tmp")
        draft.write_text(json.dumps({"uninstalled": sorted(self.uninstalled), "posts": posts}), "utf-8")
        os.replace(draft, self._file)  # noqa: PTH105  the one call that swaps a file in one step everywhere


def _name(chat: Chat) -> str:
    return chat.people[0].key if chat.kind == "personal" else chat.id


def _post(kept: Mapping[str, Any]) -> Post:
    return Post(
        **{
            **kept,
            "at": datetime.fromisoformat(kept["at"]),
            "suggested": tuple(kept["suggested"]),
            "mentions": tuple(kept["mentions"]),
            "files": tuple(Attached(**file) for file in kept.get("files", ())),
            "offer": Offer(**kept["offer"]) if kept.get("offer") else None,
        }
    )
