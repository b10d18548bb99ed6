"""What is said of the policies that carry the Office setting, wherever they are named; foreign text stays marked."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core.office import Hindrance, NoStep, Policy, Reach, Target
from bot.core.speech.office import OfficePhrase
from bot.core.text import Code, Part, Said, Sentence
from bot.core.words import count_people, cut, end_id, join

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


def cite(policy: Policy) -> Said:
    """Name a policy so that it cannot be taken for another: names can be alike, ids cannot."""
    return OfficePhrase.POLICY(name=cut(policy.name, _LONGEST_IN_SENTENCE), tail=end_id(policy.id))


def tell_whom(policy: Policy) -> Sentence:
    """Say for whom a policy is, within a sentence."""
    if policy.is_for_nobody:
        return (OfficePhrase.NOBODY_YET,)
    named = [*_list_targets(policy.targets, is_for=True), *_list_targets(policy.targets, is_for=False)]
    listed = join(named[:_MOST_NAMED], Code(", "))
    left = len(named) - _MOST_NAMED
    return (OfficePhrase.AND_MORE(named=listed, count=left),) if left > 0 else listed


def _list_targets(targets: Sequence[Target], *, is_for: bool) -> Iterator[Part]:
    for target in targets:
        if (target.reach is not Reach.EXCLUDED) is is_for:
            yield name_target(target)


def name_target(target: Target) -> Part:
    """Say whom an assignment is for, or leaves out."""
    whom = _REACHES.get(target.reach) or _name_group(target)
    if target.reach is Reach.EXCLUDED:
        return OfficePhrase.BUT_NOT(whom=whom)
    return OfficePhrase.FILTERED(whom=whom) if target.is_filtered else whom


def _name_group(target: Target) -> Part:
    if not target.name:
        return OfficePhrase.GROUP_GONE(tail=end_id(target.group or ""))
    return OfficePhrase.GROUP(name=cut(target.name, _LONGEST_IN_SENTENCE), people=count_people(target.people))
