"""The finder: which group somebody means who typed a name or an object id. It reads, and keeps nothing."""

from collections.abc import Callable

from bot.core import answers, words
from bot.core import command as commands
from bot.core.group import Group
from bot.core.setting import GroupId
from bot.core.speech.answers import AnswerPhrase
from bot.core.view import SaidView
from bot.ports import DirectoryPort, NotFoundError

_MOST_SUGGESTED = 5


async def find_meant(directory: DirectoryPort, typed: str) -> tuple[Group, ...] | None:
    """Find every group that can be meant; None where an id was typed that no group has."""
    if not commands.is_object_id(typed):
        return await directory.groups_named(typed)
    try:
        return (await directory.group(GroupId(typed.lower())),)
    except NotFoundError:
        return None


async def find_group(directory: DirectoryPort, typed: str, spell: Callable[[str], str]) -> Group | SaidView:
    """Find the one group that is meant, or say why there is none; *spell* writes the command for another one."""
    found = await find_meant(directory, typed)
    if found is None:
        return SaidView(sentence=(AnswerPhrase.NO_SUCH_GROUP,))
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(spell(group.id) for group in found[:_MOST_SUGGESTED])
        return SaidView(sentence=answers.name_several(typed, found), suggestions=ids)
    alike = await directory.groups_like(typed, _MOST_SUGGESTED)
    names = dict.fromkeys(spell(group.name) for group in alike)
    return SaidView(sentence=words.find_no_group(typed), suggestions=tuple(names))
