"""What becomes of a step to the Office policy: how its policy looks now, what that means, and how it is said.

    looks now          answer            before the patience ends    after it
    -----------------  ----------------  --------------------------  ----------------------------------
    as wanted          any               applied                     applied
    as before          refused           failed                      failed
    as before          unsure            keep reading                failed  (it never arrived)
    as before          accepted          keep reading                unknown (accepted, not shown)
    made, for nobody   refused           failed                      failed
    made, for nobody   any other         assign it                   as where it is as before
    gone               any               failed                      failed
    something else     any               unknown                     unknown
    not readable       any               keep reading                unknown

It is the table of `outcome`, and one line more: a policy is made first, and then assigned.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.core.office import Action, Catalog, OfficeStep, Policy
from bot.core.outcome import Answer, Outcome
from bot.core.words import cut

_LONGEST_NAME = 96


class Condition(StrEnum):
    """How the policy of a step looks."""

    BEFORE = "before"
    HALF = "half"  # made, and for nobody yet
    WANTED = "wanted"
    GONE = "gone"  # it was to be changed, and is not there
    OTHER = "other"  # somebody else has changed it


def look(step: OfficeStep, policies: Sequence[Policy]) -> Condition:
    """Say how the policy of *step* looks among those that are there now."""
    if step.policy is None:
        return _look_for_made(step, find_made(step, policies))
    found = next((policy for policy in policies if policy.id == step.policy.id), None)
    if found is None:
        return Condition.WANTED if step.action is Action.REMOVE else Condition.GONE
    if found.digest == step.policy.digest:
        return Condition.BEFORE
    is_wanted = step.action is Action.CHANGE and found.state is step.state and _is_aimed(found, step)
    return Condition.WANTED if is_wanted and not found.others else Condition.OTHER


def find_made(step: OfficeStep, policies: Sequence[Policy]) -> Sequence[Policy]:
    """Find what was made for *step*, by its mark; more than one would be a fault."""
    return [policy for policy in policies if policy.mark == step.mark]


def _look_for_made(step: OfficeStep, made: Sequence[Policy]) -> Condition:
    if not made:
        return Condition.BEFORE
    if len(made) > 1 or made[0].state is not step.state or made[0].others:
        return Condition.OTHER
    if not made[0].targets:
        return Condition.HALF
    return Condition.WANTED if _is_aimed(made[0], step) else Condition.OTHER


def _is_aimed(policy: Policy, step: OfficeStep) -> bool:
    return [target.key for target in policy.targets] == [step.target.key]


def tell_end(condition: Condition | None, answer: Answer, *, is_over: bool) -> Outcome | None:
    """Tell the outcome, or None to keep reading. *condition* is None when Intune could not be read."""
    match condition:
        case Condition.WANTED:
            return Outcome.APPLIED
        case Condition.GONE:
            return Outcome.FAILED
        case Condition.OTHER:
            return Outcome.UNKNOWN
        case None:
            return Outcome.UNKNOWN if is_over else None
        case Condition.BEFORE | Condition.HALF:
            if answer is Answer.REFUSED:
                return Outcome.FAILED
            lost = Outcome.FAILED if answer is Answer.UNSURE else Outcome.UNKNOWN
            return lost if is_over else None


READ_BACK = "Intune shows it as it was approved."
NEVER_ARRIVED = "Intune still shows what it showed before, so the change did not arrive. Ask again."
NOT_ASSIGNED = "Intune does not show the people whom it is meant for, so that part did not arrive."
NOT_SHOWN = "Intune accepted the change and does not show it yet. Linkgate keeps reading."
KEEPS_READING = "Intune could not be read back. Linkgate keeps reading and will say when it knows."
DELETED = "The policy was deleted in Intune while it was changed. Nothing is changed; ask again."
SOMETHING_ELSE = "Intune shows a policy that is neither the old nor the approved one. Look at it before you ask again."


def explain_end(step: OfficeStep, condition: Condition | None, outcome: Outcome, *, sentence: str) -> str:
    """Say why an outcome is what it is; *sentence* is what Intune's own answer meant."""
    match outcome, condition:
        case Outcome.APPLIED, _:
            return READ_BACK
        case Outcome.FAILED, Condition.HALF:
            return _tell_half(step, sentence or NOT_ASSIGNED)
        case Outcome.FAILED, Condition.GONE:
            return DELETED
        case Outcome.FAILED, _:
            return sentence or NEVER_ARRIVED
        case Outcome.UNKNOWN, Condition.OTHER:
            return SOMETHING_ELSE
        case Outcome.UNKNOWN, None:
            return KEEPS_READING
        case _:
            return NOT_SHOWN


def _tell_half(step: OfficeStep, why: str) -> str:
    return f"The policy {step.name} was made and is for nobody: delete it in Intune before you ask again. {why}"


def find_difference(planned: OfficeStep, found: Catalog, *, is_begun: bool = False) -> str:
    """Say what in Intune is no longer as it was planned with; empty when all of it is.

    *is_begun*: the policy of *planned* was made since, and is no difference.
    """
    rest = tuple(policy for policy in found.policies if not (is_begun and policy.mark == planned.mark))
    told = _find_difference(planned.catalog, replace(found, policies=rest), planned.policy)
    return told if is_begun or not told else f"{told} Nothing was changed; plan it again."


def _find_difference(planned: Catalog, found: Catalog, own: Policy | None) -> str:
    if planned.digest == found.digest:
        return ""
    if planned.definition != found.definition:
        return "Intune calls the setting by another id since this was planned."
    before = {policy.id: policy for policy in planned.policies}
    after = {policy.id: policy for policy in found.policies}
    for id_ in [*([own.id] if own else []), *sorted(before.keys() | after.keys())]:
        if told := _compare(before.get(id_), after.get(id_)):
            return told
    return "Intune is not as it was planned with."


def _compare(before: Policy | None, after: Policy | None) -> str:
    if before is None or after is None:
        if before:
            return f"The policy {_name(before)} was deleted since this was planned."
        return f"The policy {_name(after)} came to carry the setting since this was planned." if after else ""
    if before.digest == after.digest:
        return ""
    if [target.key for target in before.targets] != [target.key for target in after.targets]:
        return f"The policy {_name(before)} is assigned to others since this was planned."
    return f"The policy {_name(before)} was changed since this was planned."


def _name(policy: Policy) -> str:
    """Name a policy in a sentence that is kept; Intune lets names be long."""
    return cut(policy.name, _LONGEST_NAME).text
