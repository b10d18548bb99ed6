"""What a person does in one turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.act import Act
from bot.core.place import Place, Room
from bot.core.policy import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who speaks, proved by the front door, and where.

    *proof* is what the ledger keeps of how that is known: conversation, message, and a digest of the token's claims.
    *locale* is the language of their client, such as de-DE; empty where it does not say. *room* is the channel, if the
    place is in one.
    """

    user: UserId
    teams_id: str
    place: Place
    locale: str = ""
    proof: Mapping[str, str] = field(default_factory=dict)
    room: Room | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came with a message. *url* opens it for minutes; *kind* is its ending, or empty."""

    name: str
    url: str = field(repr=False)
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A typed message. *origin* is the same for every delivery of it; *files* there are in private chats only."""

    text: str
    caller: Caller
    origin: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A pressed button of the card *message*; *inputs* are what its fields held, chosen by the client."""

    act: Act
    caller: Caller
    message: str
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was typed into a card's field so far; *most* groups are wanted that it could be the beginning of."""

    text: str
    most: int
    caller: Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Where a file may be put: *url* takes its bytes for some time, *page* is where people find it afterwards."""

    url: str = field(repr=False)
    name: str
    page: str
    unique_id: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The answer to a file that was offered. *context* is what the offer said of itself, as the client gives it back.

    *upload* is there exactly when *is_given*; *message* is the offer, as the client says, or empty.
    """

    context: Mapping[str, str]
    is_given: bool
    upload: Upload | None
    caller: Caller
    message: str
