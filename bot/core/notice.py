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


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """*place* is where, once known; until then a personal chat with *to* is opened through *service_url*.

    *topic* is the state that a word tells; a card has none. *message* is the id of the posted message,
    *shown* the revision that it shows.
    """

    id: str
    change: ChangeId
    audience: Audience
    service_url: str
    to: UserId | None = None
    place: Place | None = None
    topic: State | None = None
    message: str = ""
    shown: int = 0
    tries: int = 0
    due: datetime
    is_dead: bool = False


NEWS = frozenset(
    {
        State.APPROVED,
        State.REJECTED,
        State.RETURNED,
        State.EXPIRED,
        State.APPLIED,
        State.FAILED,
        State.UNKNOWN,
        State.STALE,
    }
)
"""States that the requester is told of in a message of its own: somebody else, or Linkgate, brought them about."""


def is_news(before: Change, after: Change) -> bool:
    is_put_off = before.state is State.APPLYING and after.state is State.APPROVED
    return after.state in NEWS and after.state is not before.state and not is_put_off


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
        topic=change.state,
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
        topic=change.state,
        due=change.updated_at,
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
