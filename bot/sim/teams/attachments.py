"""What of files the bot may attach to a message: one that it offers, and those that it has put into the drive.

It changes nothing. Both work in a personal chat alone
(https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4); how Teams words a refusal is not
documented, and ours name the fault.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.sim.teams.chats import Attached, Chat, Offer
from bot.sim.teams.drive import LONGEST_NAME, Drive, is_name
from bot.sim.teams.wire import CONSENT, INFO, file_type

MOST_WORDS = 1024

_CONSENT_FIELDS = frozenset({"description", "sizeInBytes", "acceptContext", "declineContext"})
_INFO_FIELDS = frozenset({"uniqueId", "fileType", "etag"})
_KINDS = (CONSENT, INFO)


class BadAttachmentError(Exception):
    """An attachment that Teams would not show, with what is wrong with it."""


def read_attachments(
    activity: Mapping[str, Any], chat: Chat, drive: Drive
) -> tuple[Offer | None, tuple[Attached, ...]]:
    """Return what *activity* offers and which files it shows, or raise `BadAttachmentError`."""
    found = list(_pick(activity.get("attachments") or ()))
    if found and chat.kind != "personal":
        raise BadAttachmentError("Files are for personal chats only.")
    offers = [_read_offer(one) for one in found if one["contentType"] == CONSENT]
    if len(offers) > 1:
        raise BadAttachmentError("A message has one file consent card at most.")
    shown = tuple(_read_info(one, chat, drive) for one in found if one["contentType"] == INFO)
    return next(iter(offers), None), shown


def _pick(attachments: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401  foreign JSON
    if not isinstance(attachments, list | tuple) or not all(isinstance(one, dict) for one in attachments):
        raise BadAttachmentError("The attachments are not a list of objects.")
    return (one for one in attachments if one.get("contentType") in _KINDS)


def _read_offer(attachment: Mapping[str, Any]) -> Offer:
    content = _content(attachment, _CONSENT_FIELDS)
    size = content.get("sizeInBytes")
    words = content.get("description", "")
    if type(size) is not int or size <= 0:
        raise BadAttachmentError("sizeInBytes is not a number of bytes.")
    _need(isinstance(words, str) and len(words) <= MOST_WORDS, f"description is no text of {MOST_WORDS} signs at most.")
    accept, decline = (_context(content, name) for name in ("acceptContext", "declineContext"))
    return Offer(name=attachment["name"], description=words, size=size, accept=accept, decline=decline)


def _read_info(attachment: Mapping[str, Any], chat: Chat, drive: Drive) -> Attached:
    content = _content(attachment, _INFO_FIELDS)
    id_ = content.get("uniqueId")
    file = drive.find(id_, chat.people[0]) if isinstance(id_, str) else None
    if file is None:
        raise BadAttachmentError("uniqueId is no file in the drive of whom the chat is with.")
    _need(attachment["name"] == file.name, "The name is another one than the file's.")
    _need(attachment.get("contentUrl") == drive.page(file.id), "contentUrl is another one than the file's.")
    _need(content.get("fileType") == file_type(file.name), "fileType is another one than the file's.")
    return file


def _content(attachment: Mapping[str, Any], fields: frozenset[str]) -> Mapping[str, Any]:
    content = attachment.get("content")
    _need(is_name(attachment.get("name")), f"The name is none that a file can have, of {LONGEST_NAME} signs at most.")
    if not isinstance(content, dict):
        raise BadAttachmentError("The content is not an object.")
    _need(content.keys() <= fields, f"The content has other fields than {', '.join(sorted(fields))}.")
    return content


def _context(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    context = content.get(name)
    _need(context is None or isinstance(context, dict), f"{name} is not an object.")
    return context or {}


def _need(is_good: bool, otherwise: str) -> None:  # noqa: FBT001  a sentence reads so
    if not is_good:
        raise BadAttachmentError(otherwise)
