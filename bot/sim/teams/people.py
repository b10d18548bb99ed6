"""The people of the small Teams: they say, see, click, edit and open, and the bot hears of it.

The page and the tests use the same methods, so a person behaves the same for both.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from unicodedata import category
from uuid import uuid4

from bot.sim.cast import BOT_NAME, Player
from bot.sim.teams import card as cards
from bot.sim.teams import wire
from bot.sim.teams.chats import Attached, Card, Chat, Chats, Offer, Post
from bot.sim.teams.drive import Drive
from bot.sim.teams.line import Delivery, Line

SORRY = "Something went wrong. Please try again."
OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A post as one person sees it at one moment; a click on it later is a late click."""

    id: str
    chat: Chat
    root: str
    at: str
    sender: str
    text: str
    card: Card | None
    summary: str
    suggested: tuple[Card, ...]
    mentions: tuple[str, ...]
    files: tuple[Attached, ...]
    offer: Offer | None
    edited: bool
    edition: int

    @property
    def visible_text(self) -> str:
        """Every drawn string of text, card and files, one a line; signs that only steer the drawing are left out."""
        offered = (self.offer.name, self.offer.description) if self.offer else ()
        words = [self.text, *cards.texts(self.card or {}), *offered, *(file.name for file in self.files)]
        entities = ((self.card or {}).get("msteams") or {}).get("entities") or ()
        mentions = (*self.mentions, *(entity.get("text", "") for entity in entities))
        drawn = cards.unmarked("\n".join(word for word in words if word), mentions)
        return "".join(sign for sign in drawn if category(sign) != "Cf")

    @property
    def buttons(self) -> tuple[str, ...]:
        return cards.buttons(self.card or {})


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a person's words: the bot's HTTP status, or None if the bot was not called."""

    status: int | None
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the clicker got: a card in place of the old one, a note, an error, or nothing at all."""

    status: int
    kind: Literal["card", "message", "error", "none"]
    card: Card | None = None
    text: str = ""


class Person:
    """One of the cast at their own client."""

    def __init__(self, player: Player, chats: Chats, drive: Drive, line: Line) -> None:
        self.player = player
        self.chat = chats.personal(player)
        self.locale = "en-US"
        self._chats = chats
        self._drive = drive
        self._line = line

    async def says(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        reply_to: Message | None = None,
        file: tuple[str, bytes] | None = None,
        files: Sequence[Attached] = (),
    ) -> Said:
        """Post *text*, by default to the bot alone; elsewhere the bot hears it only if `@Linkgate` is in it.

        A *file* is put into the drive first, under its name; *files* lie there already.
        """
        place = reply_to.chat if reply_to else chat or self.chat
        key, at = self._chats.fresh()
        root = (reply_to.root if reply_to else key) if place.kind == "channel" else ""
        attached = (*files, *([self.attaches(*file)] if file else ()))
        said = Post(id=key, chat=place.id, root=root, sender=self.player.key, at=at, text=text, files=attached)
        post = await self._chats.keep(said)
        return await self._tell(post, wire.message(self._scene(post), text, self._shared(post)))

    async def edits(self, message: Message, text: str) -> Said:
        """Change the words of an own message; the bot hears of it as `messageUpdate`."""
        post = await self._chats.keep(replace(self._present(message), text=text, edited=True))
        return await self._tell(post, wire.edit(self._scene(post), text, self._shared(post)))

    def attaches(self, name: str, raw: bytes) -> Attached:
        """Put a file into the own drive, as the client does before it is sent with a message."""
        return self._drive.put(self.player, name, raw)

    def attached(self, id_: str) -> Attached | None:
        """Return the own file with this id."""
        return self._drive.find(id_, self.player)

    def files(self, message: Message) -> tuple[Attached, ...]:
        """Return the files that are on *message* now."""
        return self._present(message).files

    def download(self, message: Message, name: str = "") -> bytes:
        """Return what is in the file on *message*; if there are several, in the one that is called *name*."""
        found = [file for file in self.files(message) if name in ("", file.name)]
        if len(found) != 1:
            raise LookupError(f"{self.player.name} sees {len(found)} files {name!r} on message {message.id}")
        return self.read(found[0])

    def read(self, file: Attached) -> bytes:
        """Return what is in *file* now, as its page in the drive would show it."""
        return self._drive.read(file.id)

    async def accepts(self, message: Message) -> Answer:
        """Click Allow on the file that *message* offered: the bot is told where to put it."""
        offer = _offered(message)
        upload = self._drive.reserve(self.player, offer.name)
        return await self._consents(message, offer.accept, upload)

    async def declines(self, message: Message) -> Answer:
        """Click Decline on the file that *message* offered."""
        return await self._consents(message, _offered(message).decline, None)

    async def reacts(self, message: Message, kind: str = "like") -> Delivery:
        """Put a reaction on a message of the bot's."""
        post = self._present(message)
        return await self._line.deliver(wire.reaction(self._happening(post), kind, to=post.id))

    async def sees(
        self,
        what: str | Callable[[Message], bool],
        chat: Chat | None = None,
        *,
        timeout: float = 20,  # noqa: ASYNC109  a test reads better with it, and inside it is asyncio.timeout
    ) -> Message:
        """Wait for a message of somebody else's, by default in any chat, that shows or fulfils *what*; newest first."""
        shows = what if callable(what) else lambda message: what in message.visible_text
        try:
            async with asyncio.timeout(timeout), self._chats.changed:
                while not (found := self._search(shows, chat)):
                    await self._chats.changed.wait()
                return found
        except TimeoutError:
            seen = "\n---\n".join(message.visible_text for message in self.messages(chat)[-3:])
            raise TimeoutError(f"{self.player.name} does not see {what!r}. The last messages are:\n{seen}") from None

    def messages(self, chat: Chat | None = None) -> tuple[Message, ...]:
        """Return what this person sees, oldest first, by default in all chats."""
        posts = (post for post in self._chats.posts() if not post.deleted and chat in (None, self._chats[post.chat]))
        return tuple(self.view(post) for post in posts if self.player in self._chats[post.chat].people)

    def view(self, post: Post) -> Message:
        """Return *post* with this person's own card, if the bot has given one."""
        return Message(
            id=post.id,
            chat=self._chats[post.chat],
            root=post.root,
            at=wire.stamp(post.at),
            sender=self._name(post.sender),
            text=post.text,
            card=post.views.get(self.player.key, post.card),
            summary=post.summary,
            suggested=post.suggested,
            mentions=post.mentions,
            files=post.files,
            offer=post.offer,
            edited=post.edited,
            edition=post.edition,
        )

    async def clicks(self, message: Message, title: str, **inputs: object) -> Answer:
        """Click the button *title* that *message* showed, with the card's own input values and *inputs* over them."""
        action = cards.press(message.card or {}, title, inputs)
        if action is None:
            raise LookupError(f"{self.player.name} sees no Action.Execute {title!r}, only {message.buttons}")
        return await self.invokes(message.id, action)

    async def invokes(self, message_id: str, action: Mapping[str, Any], *, trigger: str = "manual") -> Answer:
        """Send *action* as the client does, and put a card that comes back in the place of this person's."""
        post = self._chats.post(message_id)
        if post is None:
            return Answer(status=404, kind="error", text=SORRY)
        activity = wire.click(self._happening(post), action, card=post.id, trigger=trigger)
        answer = _answer(await self._line.deliver(activity))
        latest = self._chats.post(message_id)
        if answer.card is not None and latest is not None:
            await self._chats.keep(replace(latest, views={**latest.views, self.player.key: answer.card}))
        return answer

    async def searches(self, message: Message, text: str) -> Mapping[str, str]:
        """Type *text* into the field of *message* that asks the bot; return what it offers, values by their titles."""
        dataset = cards.dataset(message.card or {})
        if not dataset:
            raise LookupError(f"{self.player.name} sees no field that asks while one types")
        return await self.seeks(message.id, text, dataset=dataset)

    async def seeks(self, message_id: str, text: str, *, dataset: str) -> Mapping[str, str]:
        """Ask the bot for choices as the client does; what it does not understand offers nothing."""
        post = self._chats.post(message_id)
        if post is None:
            return {}
        delivery = await self._line.deliver(wire.search(self._happening(post), text, dataset=dataset, card=post.id))
        match delivery.status, delivery.body:
            case 200, {
                "statusCode": 200,
                "type": "application/vnd.microsoft.search.searchResponse",
                "value": {"results": list(results)},
            }:
                return {str(one["title"]): str(one["value"]) for one in results[: wire.MOST_RESULTS]}
        return {}

    async def opens(self, chat: Chat | None = None) -> None:
        """Look into *chat*, by default the own one: cards that have a `refresh` ask the bot for the own view."""
        for message in self.messages(chat or self.chat):
            await self.refreshes(message.id)

    async def refreshes(self, message_id: str) -> None:
        """Ask the bot for the own view of one card, if Teams would."""
        post = self._chats.post(message_id)
        if post is None or post.sender:
            return
        people = len(self._chats[post.chat].people)
        viewer = wire.person_id(self.player)
        if action := cards.refreshes(self.view(post).card or {}, viewer=viewer, people=people):
            await self.invokes(post.id, action, trigger="automatic")

    async def install(self, chat: Chat | None = None) -> Delivery:
        """Add the bot to *chat*, by default the own one, and let the bot know."""
        place = chat or self.chat
        await self._chats.open(place, is_installed=True)
        await self._line.deliver(wire.installation(self._arrival(place), "add"))
        return await self._line.deliver(wire.arrival(self._arrival(place)))

    async def introduces(self, chat: Chat) -> Delivery:
        """Let the bot know that it is in *chat*, as it did when it was added to the team long ago."""
        return await self._line.deliver(wire.arrival(self._arrival(chat)))

    async def uninstall(self, chat: Chat | None = None, *, tells: bool = True) -> Delivery | None:
        """Take the bot out of *chat*, by default the own one; from now on it cannot write there.

        It is let know, if the client *tells*.
        """
        place = chat or self.chat
        await self._chats.open(place, is_installed=False)
        return await self._line.deliver(wire.installation(self._arrival(place), "remove")) if tells else None

    async def _consents(self, message: Message, context: Mapping[str, Any], upload: wire.Stored | None) -> Answer:
        post = self._chats.post(message.id)
        if post is None:
            return Answer(status=404, kind="error", text=SORRY)
        activity = wire.consent(self._happening(post), context, offer=post.id, upload=upload)
        status = (await self._line.deliver(activity)).status
        return Answer(status=status, kind="none") if status == OK else Answer(status=status, kind="error", text=SORRY)

    def _shared(self, post: Post) -> list[wire.Stored]:
        return [self._drive.share(file.id) for file in post.files]

    async def _tell(self, post: Post, activity: wire.Activity) -> Said:
        chat = self._chats[post.chat]
        if self._chats.is_closed(chat) or not wire.is_call(post.text, chat):
            return Said(None, self.view(post))
        return Said((await self._line.deliver(activity)).status, self.view(post))

    def _search(self, shows: Callable[[Message], bool], chat: Chat | None) -> Message | None:
        others = (message for message in reversed(self.messages(chat)) if message.sender != self.player.name)
        return next((message for message in others if shows(message)), None)

    def _present(self, message: Message) -> Post:
        post = self._chats.post(message.id)
        if post is None:
            raise LookupError(f"message {message.id} is gone")
        return post

    def _name(self, sender: str) -> str:
        if not sender:
            return BOT_NAME
        return next(player.name for player in self._chats.group.people if player.key == sender)

    def _scene(self, post: Post) -> wire.Scene:
        return wire.Scene(
            id=post.id,
            at=post.at,
            chat=self._chats[post.chat],
            root=post.root,
            player=self.player,
            service_url=self._line.service_url,
            locale=self.locale,
        )

    def _happening(self, post: Post) -> wire.Scene:
        """Return the scene of something that happens now to *post*."""
        return replace(self._scene(post), id=f"f:{uuid4()}", at=self._chats.fresh()[1])

    def _arrival(self, chat: Chat) -> wire.Scene:
        key, at = self._chats.fresh()
        return self._scene(Post(id=f"f:{key}", chat=chat.id, root="", sender=self.player.key, at=at))


def _offered(message: Message) -> Offer:
    if message.offer is None:
        raise LookupError(f"message {message.id} offers no file")
    return message.offer


def _answer(delivery: Delivery) -> Answer:
    """Read the bot's answer to a click; whatever Teams would not understand is an error."""
    if delivery.status == OK and delivery.body is None:
        return Answer(status=OK, kind="none")
    match delivery.status, delivery.body:
        case 200, {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": dict(card)}:
            return Answer(status=OK, kind="card", card=card)
        case 200, {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": str(text)}:
            return Answer(status=OK, kind="message", text=text)
        case 200, {"type": "application/vnd.microsoft.error", "value": {"message": str(text)}}:
            return Answer(status=OK, kind="error", text=text)
    return Answer(status=delivery.status, kind="error", text=SORRY)
