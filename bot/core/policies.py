"""What is said of the policies that carry the Office setting, wherever they are named; foreign text stays marked."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.core.office import (
    Catalog,
    Hindrance,
    NoStep,
    OfficeState,
    Policy,
    Reach,
    Target,
    find_conflicts,
    is_for_all,
)
from bot.core.speech.office import OfficePhrase
from bot.core.speech.titles import POLICY_BADGES
from bot.core.text import Code, Part, Said, Sentence
from bot.core.words import count_people, cut, end_id, join, tail

_MOST_NAMED = 3
_LONGEST_IN_SENTENCE = 96

_REACHES: Mapping[Reach, OfficePhrase] = {
    Reach.USERS: OfficePhrase.ALL_USERS,
    Reach.DEVICES: OfficePhrase.ALL_DEVICES,
    Reach.OTHER: OfficePhrase.OTHERS,
}


def explain_hindrance(hindrance: Hindrance) -> Sentence:
    """Say why there is no step, which policies are in the way, and what to do about it."""
    policies = hindrance.policies
    match hindrance.why:
        case NoStep.ALREADY:
            return (OfficePhrase.ALREADY(policies=list_policies(policies)),)
        case NoStep.NOTHING_THERE if not policies:
            return (OfficePhrase.NOTHING_AT_ALL,)
        case NoStep.NOTHING_THERE:
            return (OfficePhrase.NOTHING_THERE(policies=list_policies(policies)),)
        case NoStep.SEVERAL:
            return (OfficePhrase.SEVERAL(policies=list_policies(policies)),)
        case NoStep.MIXED:
            return (OfficePhrase.MIXED(policies=list_policies(policies), others=_count_others(policies)),)
        case NoStep.OVERRULED:
            return (_explain_overruled(policies),)
        case NoStep.UNCLEAR:
            return (OfficePhrase.UNCLEAR(policies=list_policies(policies)),)


def suggest_resets(hindrance: Hindrance) -> tuple[str, ...]:
    """List what can be typed instead, where there is nothing to reset for the people that were named."""
    if hindrance.why is not NoStep.NOTHING_THERE:
        return ()
    resets = (reset for policy in hindrance.policies if (reset := _spell_reset(policy)))
    return tuple(dict.fromkeys(resets))[:_MOST_NAMED]


def _spell_reset(policy: Policy) -> str:
    """Write what resets *policy*; empty where no request can aim at exactly those it is for."""
    match policy.targets:
        case (Target(reach=Reach.USERS, is_filtered=False),):
            return "linkedin office reset for everyone"
        case (Target(reach=Reach.GROUP, group=str(group), is_filtered=False),):
            return f"linkedin office reset for group {group}"
        case _:
            return ""


def _explain_overruled(policies: Sequence[Policy]) -> Said:
    named = list_policies(policies)
    if resets := [_spell_reset(policy) for policy in policies if _spell_reset(policy)]:
        return OfficePhrase.OVERRULED_RESET(policies=named, command=Code(resets[0]))
    return OfficePhrase.OVERRULED(policies=named)


def _count_others(policies: Sequence[Policy]) -> Part:
    return count_others(sum(policy.others for policy in policies))


def count_others(others: int) -> Part:
    """Say how much else a policy sets."""
    return OfficePhrase.ONE_OTHER if others == 1 else OfficePhrase.MANY_OTHERS(count=others)


def list_policies(policies: Sequence[Policy]) -> Sentence:
    """Name policies within a sentence, each with the end of its id and those it is for."""
    named = [OfficePhrase.POLICY_FOR(policy=cite(policy), whom=tell_whom(policy)) for policy in policies[:_MOST_NAMED]]
    listed = join(named, Code("; "))
    left = len(policies) - len(named)
    return (OfficePhrase.AND_MORE(named=listed, count=left),) if left > 0 else listed


def cite(policy: Policy, longest: int = _LONGEST_IN_SENTENCE) -> Said:
    """Name a policy so that it cannot be taken for another: names can be alike, ids cannot."""
    return OfficePhrase.POLICY(name=cut(policy.name, longest), tail=tail(policy.id))


def tell_whom(policy: Policy, everyone: int | None = None) -> Sentence:
    """Say for whom a policy is, within a sentence. *everyone* counts the tenant's accounts, where that is said too."""
    if policy.is_for_nobody:
        return (OfficePhrase.NOBODY_YET,)
    reached = [target for target in policy.targets if target.reach is not Reach.EXCLUDED]
    left_out = [target for target in policy.targets if target.reach is Reach.EXCLUDED]
    named = [name_target(target, everyone) for target in (*reached, *left_out)]
    listed = join(named[:_MOST_NAMED], Code(", "))
    left = len(named) - _MOST_NAMED
    return (OfficePhrase.AND_MORE(named=listed, count=left),) if left > 0 else listed


def name_target(target: Target, everyone: int | None = None) -> Part:
    """Say whom an assignment is for, or leaves out."""
    whom = _REACHES.get(target.reach) or _name_group(target)
    if target.reach is Reach.USERS and everyone is not None:
        whom = OfficePhrase.ALL_USERS_COUNTED(people=count_people(everyone))
    if target.reach is Reach.EXCLUDED:
        return OfficePhrase.BUT_NOT(whom=whom)
    return OfficePhrase.FILTERED(whom=whom) if target.is_filtered else whom


def _name_group(target: Target) -> Part:
    if not target.name:
        return OfficePhrase.GROUP_GONE(tail=tail(target.group or ""))
    return OfficePhrase.GROUP(name=cut(target.name, _LONGEST_IN_SENTENCE), people=count_people(target.people))


# ---- what there is ------------------------------------------------------------------------------------------------


class Look(StrEnum):
    """How the Office policy stands for the whole tenant, in a word."""

    HIDDEN = "hidden"
    SHOWN = "shown"
    OPEN = "open"  # people decide in Office themselves
    EITHER = "either"  # hidden for some, shown for others
    CONFLICT = "conflict"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


_LOOKS: Mapping[OfficeState | None, Look] = {
    OfficeState.DISABLED: Look.HIDDEN,
    OfficeState.ENABLED: Look.SHOWN,
    OfficeState.NOT_CONFIGURED: Look.OPEN,
    None: Look.UNCLEAR,
}
_REACHED: Mapping[Look, tuple[OfficePhrase, OfficePhrase, OfficePhrase]] = {
    Look.HIDDEN: (OfficePhrase.HIDDEN_ALL, OfficePhrase.HIDDEN_FOR, OfficePhrase.HIDDEN_SOME),
    Look.SHOWN: (OfficePhrase.SHOWN_ALL, OfficePhrase.SHOWN_FOR, OfficePhrase.SHOWN_SOME),
}
"""What is said where it is for everyone, for those of one policy, for those of several."""


def look_at(catalog: Catalog | None) -> Look:
    """Say in a word how it stands; None: it could not be read."""
    if catalog is None:
        return Look.UNKNOWN
    if find_conflicts(catalog):
        return Look.CONFLICT
    states = {policy.state for policy in _list_live(catalog)} or {OfficeState.NOT_CONFIGURED}
    return Look.EITHER if len(states) > 1 else _LOOKS[states.pop()]


def _list_live(catalog: Catalog) -> list[Policy]:
    return [policy for policy in catalog.policies if not policy.is_for_nobody]


def tell_truth(catalog: Catalog | None) -> Sentence:
    """Say for whom LinkedIn is hidden or shown in Office, as far as Intune's policies say it."""
    if catalog is None:
        return (OfficePhrase.UNREAD_TRUTH,)
    look = look_at(catalog)
    if look in _REACHED:
        return (_tell_reach(look, _list_live(catalog)),)
    if look is Look.CONFLICT:
        several = {policy.id for pair in find_conflicts(catalog) for policy in pair}
        return (OfficePhrase.CONFLICT_TRUTH(policies=count_policies(len(several))),)
    if look is Look.EITHER:
        return (OfficePhrase.EITHER_TRUTH(policies=count_policies(len(_list_live(catalog)))),)
    if look is Look.UNCLEAR:
        return (OfficePhrase.UNCLEAR_TRUTH,)
    if catalog.policies:
        return (OfficePhrase.NOBODY_TRUTH(policies=count_policies(len(catalog.policies))),)
    return (OfficePhrase.OPEN_TRUTH,)


def _tell_reach(look: Look, live: Sequence[Policy]) -> Said:
    for_all, for_one, for_some = _REACHED[look]
    if any(is_for_all(policy) for policy in live):
        return for_all(policies=count_policies(len(live)))
    if len(live) == 1:
        return for_one(whom=tell_whom(live[0]))
    return for_some(policies=count_policies(len(live)))


def count_policies(number: int) -> Part:
    return OfficePhrase.ONE_POLICY if number == 1 else OfficePhrase.POLICIES(count=number)


def sum_office(catalog: Catalog | None) -> Sentence:
    """Say how it stands in one sentence, for clients that draw no card."""
    return (OfficePhrase.SUM_OFFICE(truth=tell_truth(catalog)),)


def sort_policies(catalog: Catalog) -> list[Policy]:
    """Put first what is for anybody, by name."""
    return sorted(catalog.policies, key=lambda policy: (policy.is_for_nobody, policy.name.casefold(), policy.id))


def list_rest(left: Sequence[Policy], *, is_named: bool) -> list[Said]:
    """Say in a line each what else there is, or only how much that is."""
    if not is_named:
        return [OfficePhrase.MORE_POLICIES(policies=count_policies(len(left)))]
    return [
        OfficePhrase.RIVAL(policy=cite(policy), whom=tell_whom(policy), value=POLICY_BADGES[policy.state])
        for policy in left
    ]


def tell_conflicts(catalog: Catalog) -> list[Sentence]:
    """Name the policies that conflict, by what they say, and what comes of it; empty where none do."""
    several = {policy.id: policy for pair in find_conflicts(catalog) for policy in pair}
    values = dict.fromkeys(policy.state for policy in several.values())
    told: list[Sentence] = [
        (_name_side(value, [policy for policy in several.values() if policy.state is value]),) for value in values
    ]
    return [*told, (OfficePhrase.CONFLICT_RULE,)] if told else []


def _name_side(value: OfficeState | None, policies: Sequence[Policy]) -> Said:
    named = join([cite(policy) for policy in policies[:_MOST_NAMED]], Code("; "))
    left = len(policies) - _MOST_NAMED
    listed = (OfficePhrase.AND_MORE(named=named, count=left),) if left > 0 else named
    return OfficePhrase.SAY(value=POLICY_BADGES[value], policies=listed)


def tell_mark(policy: Policy) -> Said:
    """Say the end of a policy's id, and whether it bears Linkgate's mark; who wrote that, nobody can tell."""
    said = OfficePhrase.MARKED if policy.mark else OfficePhrase.UNMARKED
    return said(tail=end_id(policy.id))


def tell_values(policy: Policy) -> Sentence:
    """Say what is to be known of a policy besides what it says and for whom; empty for most."""
    if policy.state is None:
        return (OfficePhrase.TWO_THINGS,)
    return (OfficePhrase.SETS_MORE(others=count_others(policy.others)),) if policy.others else ()
