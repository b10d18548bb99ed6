"""What is said of a request that does something to the Office policy, chosen from its step. Foreign text stays so."""

from collections.abc import Mapping

from bot.core.change import Change, State
from bot.core.office import Action, OfficeState, OfficeStep, Policy
from bot.core.policies import cite, count_policies, tell_whom
from bot.core.speech.kept import recall
from bot.core.speech.labels import Label
from bot.core.speech.office import OfficePhrase
from bot.core.speech.titles import OFFICE_TITLES, POLICY_BADGES
from bot.core.text import Foreign, Part, Said, Sentence
from bot.core.words import count_people, cut, name_request

_LONGEST_IN_LIST = 48
_LONGEST_IN_SENTENCE = 96

_WISHES: Mapping[OfficeState, OfficePhrase] = {
    OfficeState.DISABLED: OfficePhrase.WISH_HIDE,
    OfficeState.ENABLED: OfficePhrase.WISH_SHOW,
    OfficeState.NOT_CONFIGURED: OfficePhrase.WISH_RESET,
}
_DONE: Mapping[OfficeState, OfficePhrase] = {
    OfficeState.DISABLED: OfficePhrase.NOW_HIDDEN,
    OfficeState.ENABLED: OfficePhrase.NOW_SHOWN,
    OfficeState.NOT_CONFIGURED: OfficePhrase.NOW_RESET,
}
_NEXT: Mapping[State, OfficePhrase] = {
    State.APPLYING: OfficePhrase.NEXT_APPLYING,
    State.APPLIED: OfficePhrase.NEXT_APPLIED,
    State.FAILED: OfficePhrase.NEXT_FAILED,
    State.UNKNOWN: OfficePhrase.NEXT_UNKNOWN,
    State.STALE: OfficePhrase.NEXT_STALE,
}
_QUESTIONS: Mapping[Action, Label] = {
    Action.CREATE: Label.DECIDE_CREATION,
    Action.CHANGE: Label.DECIDE_CHANGE,
    Action.REMOVE: Label.DECIDE_REMOVAL,
}
_ACTIONS: Mapping[Action, Label] = {
    Action.CREATE: Label.CREATE_POLICY,
    Action.CHANGE: Label.CHANGE_POLICY,
    Action.REMOVE: Label.REMOVE_POLICY,
}


def describe_wish(step: OfficeStep) -> Said:
    """Say what is asked for: "hide LinkedIn in Office ..."."""
    if step.action is Action.REMOVE and has_others(step):
        return OfficePhrase.WISH_REMOVE(whom=_name_whom(step))
    return _WISHES[step.state](whom=_name_whom(step))


def _name_whom(step: OfficeStep) -> Part:
    if step.group is None:
        return OfficePhrase.ALL_USERS
    return OfficePhrase.THE_GROUP(name=cut(step.group.name, _LONGEST_IN_SENTENCE))


def tell_effect(step: OfficeStep) -> Part:
    """Say for how many it is, and that the setting is another thing."""
    if step.people is None:
        return OfficePhrase.EFFECT_UNCOUNTED
    return OfficePhrase.EFFECT(people=count_people(step.people))


def tell_success(change: Change, step: OfficeStep) -> Said:
    """Say what is so now, and how that is known."""
    why = recall(change.note) if change.note else (OfficePhrase.READ_BACK,)
    whom, number = _name_whom(step), name_request(change.number)
    if step.action is Action.REMOVE and has_others(step):
        return OfficePhrase.NOW_REMOVED(whom=whom, request=number, why=why)
    return _DONE[step.state](whom=whom, request=number, why=why)


def refuse_open(other: Change, state: Part) -> Sentence:
    """Say that a request about the Office policy has to end first."""
    number, asker = name_request(other.number), Foreign(other.requester.name)
    return (OfficePhrase.SLOT_TAKEN_BY(request=number, asker=asker, state=state),)


def name_step(step: OfficeStep) -> Sentence:
    """Say it as a step: "Office: Enabled → Disabled, Sales"."""
    before, after = name_before(step), POLICY_BADGES[step.state]
    if step.group is None:
        return (OfficePhrase.STEP_FOR_ALL(before=before, after=after),)
    return (OfficePhrase.STEP_FOR_GROUP(before=before, after=after, group=cut(step.group.name, _LONGEST_IN_LIST)),)


def name_before(step: OfficeStep) -> Label:
    """Say what the policy said before."""
    return POLICY_BADGES[step.policy.state] if step.policy else Label.NO_POLICY


def name_title(state: State, step: OfficeStep) -> Label:
    """Name a card whose request is about the Office policy."""
    return OFFICE_TITLES[step.action][state]


def ask_title(step: OfficeStep) -> Label:
    """Ask an approver in a few words."""
    return _QUESTIONS[step.action]


def name_action(step: OfficeStep) -> Label:
    """Say what is done in Intune."""
    return _ACTIONS[step.action]


def name_result(step: OfficeStep) -> Said:
    """Say what was read back."""
    return OfficePhrase.RESULT(value=POLICY_BADGES[step.state], whom=_name_whom(step))


def tell_next(state: State) -> Part | None:
    """Say what comes next; None where that is as for any other request."""
    return _NEXT.get(state)


def warn_of_others(step: OfficeStep, longest: int) -> Sentence:
    """Say that somebody else's policy is changed or removed; empty where it bears Linkgate's mark, or there is none."""
    if step.policy is None or step.policy.mark:
        return ()
    said = OfficePhrase.REMOVES_OTHERS if step.action is Action.REMOVE else OfficePhrase.CHANGES_OTHERS
    return (said(policy=cite(step.policy, longest)),)


def list_rivals(step: OfficeStep, *, most: int) -> list[Sentence]:
    """Name policies that say otherwise to some of the people, *most* of them, and what comes of it."""
    named: list[Sentence] = [
        (OfficePhrase.RIVAL(policy=cite(one), whom=tell_whom(one), value=POLICY_BADGES[one.state]),)
        for one in step.rivals[:most]
    ]
    left = len(step.rivals) - len(named)
    said = OfficePhrase.MORE_RIVALS if named else OfficePhrase.ONLY_RIVALS
    more: list[Sentence] = [(said(policies=count_policies(left)),)] if left > 0 else []
    return [*named, *more, (OfficePhrase.RIVAL_RULE,)] if step.rivals else []


def count_beside(step: OfficeStep) -> int:
    """Count the policies that carry the setting besides the one that is changed."""
    return len(_list_beside(step))


def has_others(step: OfficeStep) -> bool:
    """Tell whether policies are left by which something may be set for the same people."""
    return any(not one.is_for_nobody for one in _list_beside(step))


def _list_beside(step: OfficeStep) -> list[Policy]:
    return [one for one in step.catalog.policies if step.policy is None or one.id != step.policy.id]
