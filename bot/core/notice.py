"""A notice: a message that is owed to somebody, kept until it has been delivered.

A card is owed whenever the one that is shown is older than the request; a word (a short message that makes
the client ring) is owed once. What is owed follows from the rows, so a crash changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.change import Change, ChangeId, State
from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId


class Audience(StrEnum):
    """For whom a card is drawn. Decoration, not control: every click is judged again."""

    REQUESTER = "requester"
    APPROVER = "approver"
    EXECUTOR = "executor"
    ROOM = "room"


class Topic(StrEnum):
    """What a word is about: a state that the request has reached, or that it still waits."""

    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    EXPIRED = "expired"
    APPLIED = "applied"
    FAILED = "failed"
    UNKNOWN = "unknown"
    STALE = "stale"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """*place* is where, once known; until then a personal chat with *to* is opened through *service_url*.

    *topic* is what a word tells; a card has none. *message* is the id of the posted message,
    *shown* the revision that it shows.
    """

    id: str
    change: ChangeId
    audience: Audience
    service_url: str
    to: UserId | None = None
    place: Place | None = None
    topic: Topic | None = None
    message: str = ""
    shown: int = 0
    tries: int = 0
    due: datetime
    is_dead: bool = False


_NEWS = frozenset(map(str, Topic))


def is_news(before: Change, after: Change) -> bool:
    """Tell whether the requester is told in a message of its own: somebody else, or Linkgate, brought this about."""
    is_put_off = before.state is State.APPLYING and after.state is State.APPROVED
    return str(after.state) in _NEWS and after.state is not before.state and not is_put_off


def tell_requester(change: Change, *, id: str) -> Notice:  # noqa: A002  the field's own name
    """Owe the requester a word about the state that the request has just reached, in private."""
    is_private = change.home.kind is PlaceKind.PERSONAL
    return Notice(
        id=id,
        change=change.id,
        audience=Audience.REQUESTER,
        service_url=change.home.service_url,
        to=change.requester.id,
        place=change.home if is_private else None,
        topic=Topic(change.state),
        due=change.updated_at,
    )


def tell_room(change: Change, *, id: str) -> Notice | None:  # noqa: A002  the field's own name
    """Owe a word to the room where it was asked for, in its thread: when it is over, or somebody there has to act."""
    if change.home.kind is PlaceKind.PERSONAL or change.state is State.APPROVED:
        return None
    return Notice(
        id=id,
        change=change.id,
        audience=Audience.ROOM,
        service_url=change.home.service_url,
        place=change.home,
        topic=Topic(change.state),
        due=change.updated_at,
    )


def tell_bystander(change: Change, user: UserId, *, id: str) -> Notice:  # noqa: A002  the field's own name
    """Owe a word about the outcome to somebody whom the rules name."""
    return Notice(
        id=id,
        change=change.id,
        audience=Audience.ROOM,
        service_url=change.home.service_url,
        to=user,
        topic=Topic(change.state),
        due=change.updated_at,
    )


def tell_again(change: Change, user: UserId, *, id: str, at: datetime) -> Notice:  # noqa: A002  the field's own name
    """Owe an approver a reminder of what waits for them, of which *change* has waited longest."""
    return Notice(
        id=id,
        change=change.id,
        audience=Audience.APPROVER,
        service_url=change.home.service_url,
        to=user,
        topic=Topic.REMINDER,
        due=at,
    )


def owe_card(
    change: Change,
    audience: Audience,
    *,
    id: str,  # noqa: A002  the field's own name
    place: Place | None,
    to: UserId | None = None,
    message: str = "",
) -> Notice:
    """Owe a card of the request; *message* is a posted one that it takes the place of."""
    return Notice(
        id=id,
        change=change.id,
        audience=audience,
        service_url=change.home.service_url,
        to=to,
        place=place,
        message=message,
        due=change.updated_at,
    )
