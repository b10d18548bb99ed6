"""An errand: a change that a person makes by hand, because Linkgate has no hands. What they are told, and what of it.

Linkgate believes what it reads, then Microsoft Secure Score, and the person's own word last, which it calls *attested*.
"""

from bot.core import findings, words
from bot.core.change import Attempt, Change, Proof
from bot.core.outcome import Outcome
from bot.core.plan import Plan
from bot.core.setting import Mode
from bot.core.speech.lessons import Lesson
from bot.core.text import Foreign, Part, Sentence

PAGE = (
    "https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/UserSettings/menuId/"
    "UserSettings"
)
"""Where the setting stands in the Entra admin center. Seen in public tools in 2026; Microsoft documents no address."""

NO_EXECUTOR = (
    "The person who makes changes by hand is no active Global Administrator with an enabled account now. It is tried "
    "again in a few minutes; if they are eligible, they activate the role in PIM."
)
_CHOICES = {Mode.EVERYONE: Lesson.YES, Mode.NOBODY: Lesson.NO}


def list_clicks(plan: Plan) -> tuple[Sentence, ...]:
    """Say click by click how the change is made."""
    return (
        (Lesson.CLICK_OPEN,),
        (_find(plan),),
        (Lesson.CLICK_STOP,),
        (_choose(plan),),
        (Lesson.CLICK_SAVE,),
        (Lesson.CLICK_BACK,),
    )


def _find(plan: Plan) -> Part:
    if choice := _CHOICES.get(plan.before.mode):
        return Lesson.CLICK_FIND(choice=choice)
    return Lesson.CLICK_FIND_GROUP


def _choose(plan: Plan) -> Part:
    choice, group = _CHOICES.get(plan.after.mode), plan.after_group
    if group is None:
        return Lesson.CLICK_CHOOSE(choice=choice) if choice else Lesson.CLICK_CHOOSE_ANY
    return Lesson.CLICK_CHOOSE_GROUP(group=Foreign(group.name), tail=words.tail(group.id))


def tell_next(change: Change) -> Sentence:
    """Say what comes next to those who wait for the change; empty where Linkgate makes it itself."""
    if change.attempt is None or change.attempt.hand is None:
        return ()
    hand = Foreign(change.attempt.hand.name)
    return (Lesson.HAND_ASKED(hand=hand) if change.waits_for else Lesson.HAND_ANSWERED(hand=hand),)


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
