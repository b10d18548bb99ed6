"""What was found in the tenant, said to people: why a request is not written any more, and what became of a write."""

from bot.core.fill import Unfillable
from bot.core.fingerprint import Term, Terms
from bot.core.group import Group, Unfit, judge_fitness
from bot.core.outcome import Answer, Outcome
from bot.core.roster import Roster
from bot.core.setting import Doubt, Reading
from bot.core.words import DOUBTS, NO_PLANS, count_people, name_setting, write_down

LANDED_LATE = "The change was found in Microsoft Entra after all, later than it should have arrived."
NOT_OFFERED_NOW = "This tenant's cloud does not offer LinkedIn account connections. Nothing was written."
REQUESTER_LOST_RIGHT = "The person who asked may no longer ask for changes. Somebody who may has to ask again."
APPROVER_LOST_RIGHT = "An approval no longer counts: somebody who approved is no longer an enabled approver. Ask again."
KEEPS_READING = "The setting could not be read back. Linkgate keeps reading and will say when it knows."


def explain_difference(term: Term, agreed: Terms, found: Terms, *, is_begun: bool = False) -> str:
    """Name what is no longer as it was approved, and show both. *is_begun*: something has been written."""
    match term:
        case Term.TENANT:
            told = "the tenant is another one."
        case Term.BEFORE:
            was, now = write_down(name_setting(agreed.before)), write_down(name_setting(found.before))
            told = f"the setting was {was} and is {now} now."
        case Term.AFTER:
            told = "what is to be set is something else."
        case Term.MEMBERS:
            told = (
                f"the group had {_count_roster(agreed.roster)} and has {_count_roster(found.roster)} now; "
                f"up to {agreed.drift:,} might come or go."
            )
        case Term.RULES:
            told = "the house rules have changed."
        case Term.EXPIRY:
            told = "the time until which it holds is another one."
    if is_begun:
        return f"Not as approved ({term}): {told} Plan it again."
    return f"Not as approved ({term}): {told} Nothing was written; plan it again."


def _count_roster(roster: Roster | None) -> str:
    return write_down(count_people(roster.people if roster else None))


def object_to_group(planned: Group, found: Group | None, *, unfit: Unfillable | None = None) -> str:
    """Say why the group is no longer the one that was approved; empty when it is. *unfit*: why it cannot be filled."""
    if found is None:
        return "The group was deleted after the plan was made. Ask again with another group."
    if why := unfit or judge_fitness(found):
        return f"The group can no longer be used. {write_down(NO_PLANS[why])}"
    return "" if found.id == planned.id else "The group is not the one that was approved."


def object_to_aim(planned: Group, found: Group | None) -> str:
    """Say why the Office policy cannot be for the group that was meant; empty when it can. A dynamic group is fine."""
    if found is not None and judge_fitness(found) is Unfit.MAIL_ONLY:
        return f"The group can no longer be used. {write_down(NO_PLANS[Unfit.MAIL_ONLY])}"
    return "" if found and judge_fitness(found) is Unfit.DYNAMIC else object_to_group(planned, found)


def explain_doubt(reading: Reading) -> str:
    return f"The present setting is unknown. {tell_doubt(reading)} Nothing was written."


def tell_doubt(reading: Reading) -> str:
    """Say why a reading does not tell the setting."""
    return reading.why or DOUBTS[reading.doubt or Doubt.UNREADABLE]


def explain_outcome(outcome: Outcome, answer: Answer, *, is_read: bool, sentence: str) -> str:
    """Say why an outcome is what it is; *sentence* is what the tenant's own answer meant."""
    if outcome is Outcome.APPLIED:
        return "Read back and found as approved."
    if outcome is Outcome.FAILED:
        return sentence or "Microsoft Entra still shows the old setting, so the change did not arrive. Ask again."
    if not is_read:
        return KEEPS_READING
    if answer is Answer.ACCEPTED:
        return "Microsoft accepted the change but still shows the old setting. Linkgate keeps reading."
    return (
        "Microsoft Entra shows a setting that is neither the old nor the approved one. Look at it before you ask again."
    )
