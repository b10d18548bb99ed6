"""Groups, written with the bot's own identity: people are added, and groups are made. Nothing is sent twice by itself.

A bind adds up to twenty people whole or not at all, and several binds travel in one batch, where each is answered for
itself. What an answer proves is told here; what is done about it elsewhere.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus

from kiota_abstractions.api_error import APIError

from bot.core.fill import BIND, GONE, Added, Answer
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.edges.graph.batch import BatchAnswer, BatchItem
from bot.edges.graph.wire import Wire
from bot.ports import NotPermittedError, PortError, UnexpectedError, UnreachableError

MEMBERS = "GroupMember.ReadWrite.All"
CREATE = "Group.Create"
BATCH = 20

REFUSED = "Microsoft Entra refused to add this person."
FORBIDDEN = f"Microsoft Graph does not let Linkgate add members. Grant its app the permission {MEMBERS}."
UNFIT = "Microsoft Entra lets nobody be added to this group from outside."

_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_REFUSALS = frozenset(range(400, 500)) - {HTTPStatus.REQUEST_TIMEOUT}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ALREADY = "already exist"
"""Of "One or more added object references already exist for the following modified properties: 'members'."
(microsoft-graph-docs issue 8637; Microsoft's group-membership-management looks for the same words)."""

_OTHERS = ("on-premises mastered", "mail-enabled security groups")
"""Of the sentences about groups that are kept elsewhere: in the own directory, or in Exchange."""
_COLLIDED = "concurrencyviolation"
"""Of "Directory_ConcurrencyViolation": two writes to one group met, and this one was not done
(Microsoft's group-membership-management waits, and sends it again)."""


class Members:
    """A `MembersPort` over a wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def add(self, group: GroupId, binds: Sequence[Sequence[UserId]]) -> Sequence[Added]:
        if not 1 <= len(binds) <= BATCH or not all(1 <= len(bind) <= BIND for bind in binds):
            raise ValueError(f"a batch has 1 to {BATCH} binds of 1 to {BIND} people")
        items = [self._write(group, bind) for bind in binds]
        try:
            answers = await self._wire.batch(items, needs=MEMBERS, retries=0)
        except PortError as error:
            return [_tell_lost(bind, error) for bind in binds]
        return [_tell(group, bind, answer) for bind, answer in zip(binds, answers, strict=True)]

    async def create(self, name: str, *, nickname: str) -> GroupId:
        body = {
            "displayName": name,
            "description": "Made by Linkgate, for LinkedIn account connections",
            "mailEnabled": False,
            "mailNickname": nickname,
            "securityEnabled": True,
        }
        (answer,) = await self._wire.batch(
            [BatchItem(url=self._wire.relate("groups"), method="POST", body=body)], needs=CREATE, retries=0
        )
        made = answer.body.get("id") if isinstance(answer.body, dict) else None
        if answer.status == HTTPStatus.CREATED and isinstance(made, str):
            return GroupId(made.lower())
        raise _explain_not_made(answer)

    async def find(self, nickname: str) -> GroupId | None:
        found = await self._wire.list(
            "groups", filter=f"mailNickname eq '{nickname}'", select="id,displayName", needs=MEMBERS
        )
        return GroupId(found[0]["id"].lower()) if found else None

    def _write(self, group: GroupId, bind: Sequence[UserId]) -> BatchItem:
        if not all(map(_ID.fullmatch, (group, *bind))):
            raise ValueError("people and groups are named by object ids")
        urls = [self._wire.refer("directoryObjects", user) for user in bind]
        return BatchItem(url=self._wire.relate("groups", group), method="PATCH", body={"members@odata.bind": urls})


def _explain_not_made(answer: BatchAnswer) -> PortError:
    """Tell what an answer proves that is no group; only a refusal proves that there is none."""
    if answer.status == HTTPStatus.FORBIDDEN:
        return NotPermittedError(
            f"Microsoft Graph does not let Linkgate make groups. Grant its app the permission {CREATE}.",
            code=answer.code,
        )
    if answer.is_busy:
        return UnreachableError(
            "Microsoft Graph is too busy or has a fault. Try again in a few minutes.", code=answer.code
        )
    if answer.status in _REFUSALS:
        return NotPermittedError("Microsoft Entra refused to make this group.", code=answer.code)
    return UnexpectedError("Microsoft Graph did not say that the group was made.", code=answer.code)


def _tell_lost(bind: Sequence[UserId], error: PortError) -> Added:
    """Tell what a batch proves that was refused as a whole, or got no answer."""
    wait = error.wait.total_seconds() if error.wait else None
    status = error.__cause__.response_status_code if isinstance(error.__cause__, APIError) else None
    if status == HTTPStatus.FORBIDDEN:
        return Added(users=tuple(bind), answer=Answer.HOPELESS, sentence=FORBIDDEN)
    is_refused = status in _BUSY or isinstance(error, NotPermittedError)  # a sign-in may be mended meanwhile
    return Added(users=tuple(bind), answer=Answer.BUSY if is_refused else Answer.UNSURE, wait=wait)


def _tell(group: GroupId, bind: Sequence[UserId], answer: BatchAnswer) -> Added:
    """Tell what the answer to one bind proves."""
    users, status = tuple(bind), answer.status
    if status == HTTPStatus.NO_CONTENT:  # with anything else that is no error comes a page of somebody else's
        return Added(users=users, answer=Answer.ADDED)
    if status in _BUSY or (status == HTTPStatus.CONFLICT and _COLLIDED in f"{answer.code} {answer.message}".lower()):
        return Added(users=users, answer=Answer.BUSY, wait=answer.wait)
    if sentence := _despair(group, answer):
        return Added(users=users, answer=Answer.HOPELESS, sentence=sentence)
    if status == HTTPStatus.BAD_REQUEST and _ALREADY in answer.message:
        return Added(users=users, answer=Answer.ALREADY)
    if status == HTTPStatus.NOT_FOUND:
        return Added(users=users, answer=Answer.NOT_FOUND)
    if status in _REFUSALS:
        return Added(users=users, answer=Answer.REFUSED, sentence=REFUSED)
    return Added(users=users, answer=Answer.UNSURE)


def _despair(group: GroupId, answer: BatchAnswer) -> str:
    """Say why nobody can be added to the group, if the answer proves that."""
    if answer.status == HTTPStatus.FORBIDDEN:
        return FORBIDDEN
    if answer.status == HTTPStatus.NOT_FOUND and group in answer.message.lower():
        return GONE
    is_theirs = answer.status == HTTPStatus.BAD_REQUEST and any(words in answer.message for words in _OTHERS)
    return UNFIT if is_theirs else ""
