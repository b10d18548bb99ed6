"""For how many people a change is: who gains, who loses, and what kind of accounts those are.

    everyone, nobody --(counts alone tell)--------> Impact
    group A -> B     --(two sets are compared)----> Impact
    fill             --(the group as it will be)--> one of the two

A person in several nested groups is counted once, and whoever is covered before and after neither gains nor loses.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.policy import UserId
from bot.core.setting import GroupId, Mode, Setting


class Account(StrEnum):
    """What kind of account somebody has. A guest is a guest, whether disabled or not."""

    ORDINARY = "ordinary"
    GUEST = "guest"
    DISABLED = "disabled"


def sort_account(*, is_guest: bool, is_enabled: bool) -> Account:
    if is_guest:
        return Account.GUEST
    return Account.ORDINARY if is_enabled else Account.DISABLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many accounts. Of these *nested* belong through nested groups only; *disabled* ones are no guests."""

    people: int
    nested: int = 0
    guests: int = 0
    disabled: int = 0


NONE = Crowd(people=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who is in a group: *accounts* through nested groups too, each once; *direct* are those in the group itself."""

    accounts: Mapping[UserId, Account]
    direct: Collection[UserId]

    @property
    def crowd(self) -> Crowd:
        return self.count(self.accounts)

    def count(self, some: Iterable[UserId]) -> Crowd:
        """Count *some* of the accounts, none of them twice."""
        kinds = dict.fromkeys(Account, 0)
        nested = 0
        for user in some:
            kinds[self.accounts[user]] += 1
            nested += user not in self.direct
        return Crowd(
            people=sum(kinds.values()), nested=nested, guests=kinds[Account.GUEST], disabled=kinds[Account.DISABLED]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Exact numbers of accounts, or None where they could not be counted.

    While *is_counting*, two large groups are being compared, and the numbers follow; those that stand here meanwhile
    were counted *at* an earlier time. None: they were counted with the plan.
    """

    gain: Crowd | None
    lose: Crowd | None
    unchanged: int | None
    is_counting: bool = False
    at: datetime | None = None


UNCOUNTED = Impact(gain=None, lose=None, unchanged=None)
COUNTING = replace(UNCOUNTED, is_counting=True)


def tells_apart(before: Setting, after: Setting) -> bool:
    """Tell whether the counts of both sides are not enough: the members of two groups have to be compared."""
    return before.mode is after.mode is Mode.GROUP and before != after


def weigh(before: Setting, after: Setting, *, everyone: Crowd, old: Crowd | None, new: Crowd | None) -> Impact:
    """Count who gains and who loses where counts alone tell, else `COUNTING`.

    *everyone* are all accounts of the tenant, *old* and *new* those in the group that *before* and *after* name; None
    where a group could not be counted. They are not looked at for other settings.
    """
    if before == after:
        return _sum_up(NONE, NONE, everyone.people)
    covered, wanted = cover(before, everyone, old), cover(after, everyone, new)
    if covered is not None and wanted is not None and tells_apart(before, after):
        return COUNTING
    return _sum_up(
        _tell_gain(before, after, covered, wanted), _tell_gain(after, before, wanted, covered), everyone.people
    )


def cover(setting: Setting, everyone: Crowd, group: Crowd | None) -> Crowd | None:
    """Say who is covered by *setting*, whose group has the people *group*; None when that is not known."""
    match setting.mode:
        case Mode.EVERYONE:
            return everyone
        case Mode.NOBODY:
            return NONE
        case Mode.GROUP:
            return group
        case Mode.UNTOLD:
            return None


def _tell_gain(before: Setting, after: Setting, covered: Crowd | None, wanted: Crowd | None) -> Crowd | None:
    """Say who is covered after and was not before; the other way round it is who loses."""
    if after.mode is Mode.NOBODY or before.mode is Mode.EVERYONE:
        return NONE
    if before.mode is Mode.NOBODY:
        return wanted
    if after.mode is Mode.EVERYONE and covered is not None and wanted is not None:
        return _take_away(wanted, covered)
    return None


def _take_away(everyone: Crowd, group: Crowd) -> Crowd:
    """Say who is left without *group*: through a group comes none of them. Counts of a moving tenant may not fit."""
    return Crowd(
        people=max(everyone.people - group.people, 0),
        guests=max(everyone.guests - group.guests, 0),
        disabled=max(everyone.disabled - group.disabled, 0),
    )


def compare(old: Members, new: Members, *, everyone: int) -> Impact:
    """Compare who is in the selected group, *old*, with who is in the one wanted; *everyone* counts the tenant."""
    gain = new.count(user for user in new.accounts if user not in old.accounts)
    lose = old.count(user for user in old.accounts if user not in new.accounts)
    return _sum_up(gain, lose, everyone)


def _sum_up(gain: Crowd | None, lose: Crowd | None, everyone: int) -> Impact:
    if gain is None or lose is None:
        return Impact(gain=gain, lose=lose, unchanged=None)
    return Impact(gain=gain, lose=lose, unchanged=max(everyone - gain.people - lose.people, 0))


def fill(group: Members, added: Iterable[UserId]) -> Members:
    """Say who is in *group* once *added* are in it: enabled people of the tenant, no guests."""
    joining = dict.fromkeys(added, Account.ORDINARY)
    return Members(accounts={**joining, **group.accounts}, direct=joining.keys() | set(group.direct))


def count_fill(
    before: Setting, group: GroupId, added: Iterable[UserId], *, members: Members, everyone: Crowd
) -> Impact:
    """Count for whom it is that *added* come into *group*, of which *members* are in it, and nothing else changes.

    Only where *group* is the one selected anybody gains by it: those who are not covered through a nested group yet.
    """
    if before != Setting(Mode.GROUP, group):
        return _sum_up(NONE, NONE, everyone.people)
    fresh = sum(user not in members.accounts for user in set(added))
    return _sum_up(Crowd(people=fresh), NONE, everyone.people)


def count_fill_and_set(
    before: Setting,
    group: GroupId,
    added: Iterable[UserId],
    *,
    members: Members,
    everyone: Crowd,
    old: Members | None = None,
) -> Impact:
    """Count for whom it is that *added* come into *group* and it is selected then.

    *old* are in the group that is selected before, where that is another one; None has it counted later. Of a
    group that is gone say that *before* is nobody.
    """
    after, filled = Setting(Mode.GROUP, group), fill(members, added)
    if before == after:
        return count_fill(before, group, added, members=members, everyone=everyone)
    if not tells_apart(before, after):
        return weigh(before, after, everyone=everyone, old=None, new=filled.crowd)
    return compare(old, filled, everyone=everyone.people) if old is not None else COUNTING


def keep_showing(shown: Impact, fresh: Impact, *, at: datetime) -> Impact:
    """Go on showing what was counted *at* an earlier time, while *fresh* is still being counted."""
    if not fresh.is_counting or shown.gain is None:
        return fresh
    return replace(shown, is_counting=True, at=shown.at or at)
