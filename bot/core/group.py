"""A group as a person has to see it before choosing it, and whether the setting can use it."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.core.setting import GroupId


class Kind(StrEnum):
    SECURITY = "security"
    MICROSOFT_365 = "microsoft-365"
    MAIL_SECURITY = "mail-security"
    DISTRIBUTION = "distribution"


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of the tenant.

    *direct* counts the user accounts in it, *people* those of nested groups too, each once; guests and disabled
    accounts are counted. None: the count could not be read.
    """

    id: GroupId
    name: str
    kind: Kind = Kind.SECURITY
    is_dynamic: bool = False
    is_synced: bool = False
    is_role_assignable: bool = False
    is_expiring: bool = False
    hides_members: bool = False
    direct: int | None = None
    people: int | None = None


class Unfit(StrEnum):
    """Why the setting cannot use a group."""

    DYNAMIC = "dynamic"  # "You can't use a dynamic group", office365itpros.com, 2019-05-13
    MAIL_ONLY = "mail-only"  # no security principal; its members are managed in Exchange, out of sight


class Caution(StrEnum):
    """What an approver should know of a group that can be used."""

    NESTED = "nested"  # whether the setting honours nested groups is not documented
    EMPTY = "empty"
    SYNCED = "synced"
    MICROSOFT_365 = "microsoft-365"
    EXPIRING = "expiring"
    UNUSUAL_NAME = "unusual-name"
    UNCOUNTED = "uncounted"
    HIDDEN = "hidden"


def judge_fitness(group: Group) -> Unfit | None:
    if group.is_dynamic:
        return Unfit.DYNAMIC
    if group.kind is Kind.DISTRIBUTION:
        return Unfit.MAIL_ONLY
    return None


def list_cautions(group: Group) -> tuple[Caution, ...]:
    counted = group.direct is not None and group.people is not None
    found = {
        Caution.NESTED: counted and group.direct != group.people,
        Caution.EMPTY: group.people == 0,
        Caution.SYNCED: group.is_synced,
        Caution.MICROSOFT_365: group.kind is Kind.MICROSOFT_365,
        Caution.EXPIRING: group.is_expiring,
        Caution.UNUSUAL_NAME: has_unusual_name(group.name),
        Caution.UNCOUNTED: not counted and not group.hides_members,
        Caution.HIDDEN: not counted and group.hides_members,
    }
    return tuple(caution for caution, holds in found.items() if holds)


def fold(name: str) -> str:
    """Make names equal that people take for the same.

    That is: case, width, composition, spaces, dashes, quotes, invisible signs, and the marks of bold and code.
    """
    visible = "".join(sign for sign in name.translate(_QUOTES) if unicodedata.category(sign) != "Cf")
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    even = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in composed)
    words = even.split()
    return " ".join(word.strip("*_") for word in words if word.strip("*_")) or " ".join(words)


def has_unusual_name(name: str) -> bool:
    """Tell whether *name* mixes scripts or hides signs, as a name made to be mistaken for another does."""
    if any(unicodedata.category(sign) in {"Cf", "Cc", "Co", "Cn"} for sign in name):
        return True
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in name if sign.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1
