"""What a button carries: a verb, an opaque id and a revision. Everything else is looked up when it comes back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.change import ChangeId
from bot.core.office import OfficeState
from bot.core.page import NEWEST, Leaf


class Verb(StrEnum):
    HELP = "help"
    STATUS = "status"
    REQUESTS = "requests"
    HISTORY = "history"
    MEMBERS = "members"  # of the selected group
    OFFICE = "office"  # the Office policy as Intune has it
    CHOOSE = "choose"  # one group of several with the name that was typed
    SEND = "send"
    DISCARD = "discard"
    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"
    AGAIN = "again"  # plan anew what did not come about
    WITHDRAW = "withdraw"
    DONE = "done"  # says who was asked to make the change by hand
    NOT_DONE = "not-done"
    STOP = "stop"  # the filling of a group
    BOTH = "both"  # plan anew: fill the group, and select it then
    SELECT = "select"  # the group that was filled
    REPORT = "report"  # every row of a list, as a file
    MARKDOWN = "markdown"  # an announcement, as a file
    MAIL = "mail"  # an announcement, as a mail that is ready to be sent
    POST_MORE = "post-more"  # asks where an announcement is to be posted
    POST = "post"
    LEAVE = "leave"  # an announcement unposted
    VIEW = "view"  # Teams asks for the card as this person should see it


@dataclass(frozen=True, slots=True)
class Act:
    """*verb* about *change* as it is at *rev*, or about a page of a list, or *about* what is announced.

    *about* is a word (see `announcement.spell_about`), *seen* tells the text that stood on the card from any other.
    With a choice it is the state that the Office policy shall have for the group, empty where the setting is meant.
    """

    verb: Verb
    change: ChangeId | None = None
    rev: int = 0
    leaf: Leaf = NEWEST
    about: str = ""
    seen: str = ""


ABOUT_A_CHANGE = frozenset(
    {
        *(Verb.SEND, Verb.DISCARD, Verb.APPROVE, Verb.REJECT, Verb.RETURN, Verb.WITHDRAW, Verb.AGAIN),
        *(Verb.DONE, Verb.NOT_DONE, Verb.VIEW, Verb.STOP, Verb.BOTH, Verb.SELECT, Verb.REPORT),
    }
)
ABOUT_AN_ANNOUNCEMENT = frozenset({Verb.MARKDOWN, Verb.MAIL, Verb.POST_MORE, Verb.POST, Verb.LEAVE})
_ID = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[a-z0-9:-]{1,64}")
_SEEN = re.compile(r"[0-9a-f]{16}")
_LISTS = frozenset({Verb.REQUESTS, Verb.HISTORY})
_KEYS = frozenset({"id", "rev", "before", "after", "about", "seen"})
_GREATEST_NUMBER = 1_000_000_000
_GREATEST_REV = 1_000_000


def encode(act: Act) -> dict[str, str | int]:
    """Write what stands in a button's data, besides its verb."""
    if act.change:
        return {"id": act.change, "rev": act.rev}
    if act.about:
        return {"about": act.about, **({"seen": act.seen} if act.seen else {})}
    return {name: number for name, number in (("before", act.leaf.before), ("after", act.leaf.after)) if number}


def decode(verb: object, data: Mapping[str, object]) -> Act | None:
    """Read a click. None for anything that no button of ours could have sent; inputs of the card are not looked at."""
    if not isinstance(verb, str) or verb not in frozenset(Verb):
        return None
    known = Verb(verb)
    if known in ABOUT_AN_ANNOUNCEMENT:
        return _decode_announcement(known, data)
    if known not in ABOUT_A_CHANGE:
        return _decode_look(known, data)
    change, rev = data.get("id"), data.get("rev")
    if not isinstance(change, str) or not _ID.fullmatch(change):
        return None
    if type(rev) is not int or not 0 < rev <= _GREATEST_REV:
        return None
    return Act(known, ChangeId(change), rev)


def _decode_announcement(verb: Verb, data: Mapping[str, object]) -> Act | None:
    about, seen = data.get("about"), data.get("seen", "")
    if not isinstance(about, str) or not _WORD.fullmatch(about) or not isinstance(seen, str):
        return None
    if (verb is Verb.POST) != bool(_SEEN.fullmatch(seen)) or {"id", "rev", "before", "after"} & data.keys():
        return None
    return Act(verb, about=about, seen=seen)


def _decode_look(verb: Verb, data: Mapping[str, object]) -> Act | None:
    """Read a click that only looks: nothing comes with it, or in a list the number at which the page begins.

    Or one that chooses a group, for the Office policy with the state that is wished.
    """
    known = sorted(_KEYS & data.keys())
    if not known:
        return Act(verb)
    if verb is Verb.CHOOSE and known == ["about"] and data["about"] in tuple(OfficeState):
        return Act(verb, about=str(data["about"]))
    if verb not in _LISTS or known not in (["before"], ["after"]):
        return None
    (name,) = known
    number = data[name]
    if type(number) is not int or not 0 < number <= _GREATEST_NUMBER:
        return None
    return Act(verb, leaf=Leaf(before=number) if name == "before" else Leaf(after=number))
