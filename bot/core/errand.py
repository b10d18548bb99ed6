"""An errand: a change that a person makes by hand, because Linkgate has no hands. What they are told, and what of it.

Linkgate believes what it reads, then Microsoft Secure Score, and the person's own word last, which it calls *attested*.
"""

from bot.core import findings, words
from bot.core.change import Attempt, Change, Proof
from bot.core.outcome import Outcome
from bot.core.plan import Plan
from bot.core.setting import Mode
from bot.core.text import Foreign, Sentence

PAGE = (
    "https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/UserSettings/menuId/"
    "UserSettings"
)
"""Where the setting stands in the Entra admin center. Seen in public tools in 2026; Microsoft documents no address."""

NO_EXECUTOR = (
    "the person who makes changes by hand is no active Global Administrator with an enabled account now. It is tried "
    "again in a few minutes; if they are eligible, they activate the role in PIM."
)
_CHOICES = {Mode.EVERYONE: "Yes", Mode.NOBODY: "No", Mode.GROUP: "Selected group"}


def list_clicks(plan: Plan) -> tuple[Sentence, ...]:
    """Say click by click how the change is made."""
    return (
        ("1. Open the page with the button below: Entra admin center, Users, User settings.",),
        (f"2. Find LinkedIn account connections. It has to show {_CHOICES[plan.before.mode]} now.",),
        ("If it shows something else, change nothing and say so here.",),
        ("3. Choose ", *_choose(plan), "."),
        ("4. Choose Save, and change nothing else on that page.",),
        ("5. Come back to this card and say how it went. Linkgate looks for itself, too.",),
    )


def _choose(plan: Plan) -> Sentence:
    choice = _CHOICES[plan.after.mode]
    if plan.after_group is None:
        return (choice,)
    return (
        f"{choice}, and the group ",
        Foreign(plan.after_group.name),
        f" whose id ends in {words.tail(plan.after_group.id)}",
    )


def tell_next(change: Change) -> Sentence:
    """Say what comes next to those who wait for the change; empty where Linkgate makes it itself."""
    if change.attempt is None or change.attempt.hand is None:
        return ()
    name = Foreign(change.attempt.hand.name)
    if change.waits_for:
        return (name, " is asked to make the change. This card changes when they say that it is done.")
    return (name, " has answered. Linkgate reads the setting back.")


def explain(attempt: Attempt, outcome: Outcome, *, is_read: bool, is_old: bool) -> str:
    """Say why an outcome is what it is. *is_read*: the setting was read back; *is_old*: it was as before."""
    match outcome:
        case Outcome.APPLIED:
            return _explain_success(attempt, is_read=is_read)
        case Outcome.FAILED:
            return _explain_failure(attempt)
        case Outcome.UNKNOWN if not is_read:
            return findings.KEEPS_READING
        case Outcome.UNKNOWN if is_old:
            return f"{_name(attempt)} says it is done, but Microsoft Entra still shows the old setting."
        case Outcome.UNKNOWN:
            return "Microsoft Entra shows a setting that is neither the old nor the approved one. Look at it there."


def _explain_success(attempt: Attempt, *, is_read: bool) -> str:
    if is_read:
        return "Read back and found as approved."
    if attempt.proof is Proof.SCORED:
        return "Microsoft Secure Score shows it as approved; it could not be read back."
    return f"{_name(attempt)} says that it is done; it could not be read back."


def _explain_failure(attempt: Attempt) -> str:
    if attempt.sentence:
        return f"{_name(attempt)} could not make the change: {attempt.sentence}"
    return f"{_name(attempt)} was asked, and nobody made the change in time. Ask again."


def _name(attempt: Attempt) -> str:
    return attempt.hand.name if attempt.hand else "Nobody"
