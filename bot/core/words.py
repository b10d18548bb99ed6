"""Every sentence that people read. Functions of facts; foreign text stays marked as such.

Sentences say what is so and what to do next. Layout is not decided here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.change import Change, Proof, State
from bot.core.cloud import Offer
from bot.core.command import LONGEST, LONGEST_REASON, Fault
from bot.core.group import Caution, Group, Kind, Unfit
from bot.core.notice import Topic
from bot.core.plan import Impact, NoPlan, Obstacle
from bot.core.policy import RULES, Person, Reason
from bot.core.rules import Rules, shorten
from bot.core.setting import Doubt, Mode, Setting
from bot.core.text import Foreign, Sentence

MODES: Mapping[Mode, str] = {
    Mode.EVERYONE: "On for everyone",
    Mode.GROUP: "On for one group",
    Mode.NOBODY: "Off for everyone",
}

STATES: Mapping[State, str] = {
    State.DRAFT: "Draft",
    State.WAITING: "Waiting for approval",
    State.RETURNED: "Returned",
    State.APPROVED: "Approved",
    State.APPLYING: "Applying",
    State.APPLIED: "Applied",
    State.FAILED: "Not applied",
    State.UNKNOWN: "Unknown",
    State.STALE: "Stale",
    State.WITHDRAWN: "Withdrawn",
    State.REJECTED: "Rejected",
    State.EXPIRED: "Expired",
}

KINDS: Mapping[Kind, str] = {
    Kind.SECURITY: "security group",
    Kind.MICROSOFT_365: "Microsoft 365 group",
    Kind.MAIL_SECURITY: "mail-enabled security group",
    Kind.DISTRIBUTION: "distribution list",
}

REASONS: Mapping[Reason, str] = {
    Reason.GUEST: "Guests cannot use Linkgate. Ask a member of the tenant.",
    Reason.DISABLED: "Your account is disabled or gone in Microsoft Entra, so Linkgate cannot act for you.",
    Reason.NOT_OPERATOR: "Only an active Global Administrator or a member of the operators group can ask for a change. "
    "If you are eligible, activate the role in PIM and try again.",
    Reason.NOT_APPROVER: "Only a member of the approvers group can decide on this request.",
    Reason.OWN_REQUEST: "Nobody decides on their own request, not even an administrator. Somebody else has to.",
    Reason.NEW_APPROVER: "You became an approver after this request was sent, so you cannot decide on it.",
    Reason.NOT_INVOLVED: "Only people who ask for changes or approve them can see requests and history.",
    Reason.NOT_REQUESTER: "Only the person who asked can do that.",
    Reason.NO_SUCH_REQUEST: "There is no such request. Linkedin requests lists what is open.",
    Reason.ELSEWHERE: "This card is a copy. Decide on the card that Linkgate sent to you.",
    Reason.SLOT_TAKEN: "Another request holds the setting. Wait for it, then ask again.",
    Reason.TOO_FEW_APPROVERS: "Nobody could approve this request: the approvers group has too few enabled members "
    "besides you. Nothing was sent.",
    Reason.NO_REASON: "Say why this change is needed: approvers and the history show it.",
    Reason.BAD_REASON: f"A reason has at most {LONGEST_REASON:,} characters.",
    Reason.NO_TICKET: "A ticket is needed. Nothing was sent.",
    Reason.BAD_TICKET: "A ticket id is one word with a digit in it, such as CHG-1234.",
    Reason.NOT_AS_PLANNED: "The setting is not what it was when this plan was made. Discard the plan and ask again; "
    "nothing was sent.",
    Reason.TOO_LATE: "The request does not wait for that any more.",
    Reason.OTHER_FINGERPRINT: "An approval is for what its fingerprint stands for.",
    Reason.NOT_EXECUTOR: "Only the person who was asked to make this change can say what came of it.",
    Reason.NEW_RULES: "The house rules have changed since this request was sent. It is put under the new ones in a "
    "moment; then decide again.",
}

FAULTS: Mapping[Fault, str] = {
    Fault.NOTHING: "There was no text in that message. Type help to see what Linkgate can do.",
    Fault.UNKNOWN: "That is not a command Linkgate knows.",
    Fault.TOO_LONG: f"That message is longer than {LONGEST:,} characters. Send one command on one line.",
    Fault.TWO_LINES: "Send one command per message, on one line. Nothing was done.",
    Fault.NO_TARGET: "Say for whom: linkedin enable all, or linkedin enable group <name or id>.",
    Fault.NO_GROUP: "Say which group: linkedin enable group <name or id>.",
    Fault.NO_NUMBER: "Say which request, by its number, such as LI-7. Linkedin requests lists them.",
    Fault.NO_NOTE: "Say why: because <reason>. The person who asked will read it.",
    Fault.BAD_TICKET: "A ticket id is one word with a digit in it, such as CHG-1234.",
    Fault.LONG_REASON: f"A reason has at most {LONGEST_REASON:,} characters.",
    Fault.OPEN_QUOTE: "A quotation mark is opened and not closed. Close it and send the command again.",
    Fault.EXTRA: "There is more in that message than the command takes. Nothing was done.",
}

DOUBTS: Mapping[Doubt, str] = {
    Doubt.LEGACY: "Microsoft returned a legacy value (2 or 3) whose meaning is not documented: not provisioned, "
    "or a list of selected people. Look at it in the Entra admin center and choose a documented value there.",
    Doubt.MISSING: "Microsoft's answer does not contain the setting.",
    Doubt.UNDOCUMENTED: "Microsoft returned a value that nobody has documented.",
    Doubt.CONTRADICTION: "Microsoft's answer contradicts itself: the value and the selected group do not fit together. "
    "Set it once in the Entra admin center, then ask again.",
    Doubt.OTHER_TENANT: "Microsoft's answer is not about this tenant, so it is not believed.",
    Doubt.UNREADABLE: "Microsoft Entra did not answer the question.",
}

NO_PLANS: Mapping[NoPlan, str] = {
    Obstacle.NOT_OFFERED: "LinkedIn account connections are not available in this tenant's cloud "
    "(US Government, 21Vianet and the former German cloud are excluded by Microsoft). Nothing can be changed.",
    Obstacle.ALREADY_SO: "The setting already is what you ask for. There is nothing to change.",
    Unfit.DYNAMIC: "The setting cannot use a dynamic group. Choose a security group with assigned members.",
    Unfit.MAIL_ONLY: "A distribution list is not a security group: its members are managed in Exchange, where a change "
    "is not seen from here. Choose a security group.",
    **{
        doubt: f"The present setting is unknown. {sentence} Nothing is changed from an unknown state."
        for doubt, sentence in DOUBTS.items()
    },
}

UNFIT_SELECTED: Mapping[Unfit, str] = {
    Unfit.DYNAMIC: "The selected group is dynamic, and the setting cannot use a dynamic group. "
    "Ask for another group, or for everyone or nobody.",
    Unfit.MAIL_ONLY: "The selected group is a distribution list and not a security group, so the setting may not work "
    "for its members. Ask for a security group, or for everyone or nobody.",
}
"""What is wrong with the group that somebody has selected already."""

CAUTIONS: Mapping[Caution, str] = {
    Caution.NESTED: "This group contains other groups. Whether the setting honours nested members is not documented: "
    "direct members are certain, the others may not be covered.",
    Caution.EMPTY: "This group has no members: the setting would be on for nobody.",
    Caution.SYNCED: "This group is synchronised from Active Directory: its members are changed there.",
    Caution.MICROSOFT_365: "This is a Microsoft 365 group: its owners can add members without an administrator.",
    Caution.EXPIRING: "This group has an expiry date. If it expires, the setting points to nothing.",
    Caution.UNUSUAL_NAME: "This group's name contains unusual characters. Compare the object id before you agree.",
    Caution.UNCOUNTED: "The members of this group could not be counted.",
    Caution.HIDDEN: "The members of this group are hidden, so they could not be counted. With the permission "
    "Member.Read.Hidden, Linkgate's app can count them.",
}

_MOST_NAMED = 5

TRUTHS = (
    "Public LinkedIn profiles stay visible to everybody, whatever this setting says.",
    "On means allowed: each person still decides whether to connect, and consents alone.",
)
"""What the value does not mean (learn.microsoft.com/entra/identity/users/linkedin-integration)."""

OFFERS: Mapping[Offer, str] = {
    Offer.NO: "This tenant's cloud does not offer LinkedIn account connections: Microsoft excludes US Government, "
    "21Vianet and the former German cloud.",
    Offer.UNCLEAR: "This tenant is in GCC. Microsoft's documentation does not say clearly whether it works there.",
    Offer.YES: "",
}
DEFAULT_OFF = "Likely off by default here: Microsoft turns it off for tenants provisioned in Germany and France."
SAVED = "Saved. Microsoft apps pick it up later; Microsoft names no time."

STILL_WORKING = "Linkgate is still working on that. The card will show how it ended; a second click does no harm."
BAD_CLICK = "Linkgate does not know this button. Type help to see what it can do."
NO_REJECTION_REASON = "Say why you do not agree: the person who asked will read it."
NO_HINDRANCE = "Say what kept you from it: the person who asked will read it."
READ_ONLY = "Linkgate is set to read only, so nothing is written. Approvals are kept; whoever runs it can lift this."
NEW_RULES = (
    "The house rules have changed and nobody has adopted them, so nothing is sent, approved or written. "
    "Whoever runs Linkgate reads them and runs: linkgate rules adopt"
)
NO_APPLIER = "The applier does not answer. Start linkgate applier."
NO_HANDS = "This process of Linkgate cannot write the setting. Nothing was sent."
GROUP_GONE = "There is no group with that id. Nothing was planned."
UNREACHABLE = "Microsoft did not answer in time, so Linkgate cannot tell and does nothing. Try again in a moment."
NOT_PERMITTED = "Linkgate may not read what it needs for this, so the answer is no."
UNEXPECTED = "Something went wrong in Linkgate. Nothing was changed. Try again, or give your administrator this id: "
CANNOT_SEND = "This plan can no longer be sent: "
CHANGED_MEANWHILE = "Somebody else was faster. This is how it stands now."


def refuse(reason: Reason, sentence: Sentence = ()) -> Sentence:
    """Say why not, and by which rule."""
    return (*(sentence or (REASONS[reason],)), f" Rule {RULES[reason]} ({reason}).")


def explain_form(rules: Rules, fault: Reason) -> Sentence:
    """Say how the rules want reason and ticket to be written."""
    patterns = {Reason.BAD_REASON: ("A reason", rules.reason), Reason.BAD_TICKET: ("A ticket", rules.ticket)}
    what, pattern = patterns.get(fault, ("", ""))
    return (
        (REASONS[fault], f" {what} has to match the house rule ", Foreign(pattern), ".")
        if pattern
        else (REASONS[fault],)
    )


def name_setting(setting: Setting) -> str:
    """Say a setting in a word, the group by the end of its id."""
    return f"{MODES[setting.mode]} (…{tail(setting.group)})" if setting.group else MODES[setting.mode]


def tell_account(person: Person) -> str:
    if not person.is_enabled:
        return "The account is disabled or gone."
    return "The account is a guest's." if person.is_guest else "The account is an enabled member of the tenant."


def ask_fingerprint(change: Change) -> Sentence:
    return (
        *summarise(change),
        " Compare that with its card. If you approve exactly this, type the fingerprint with it: ",
        shorten(change.fingerprint),
        ".",
    )


def come_too_late(change: Change) -> Sentence:
    return (f"{name_request(change.number)} is {STATES[change.state].lower()}; that can no longer be done with it.",)


def plan_anew(change: Change) -> Sentence:
    return (f"{name_request(change.number)} is planned from the setting as it is now. Its card is yours to send.",)


def name_request(number: int) -> str:
    return f"LI-{number}"


def describe(setting: Setting, group: Group | None) -> Sentence:
    """Say a setting as the end of "LinkedIn account connections are ..."."""
    match setting.mode:
        case Mode.EVERYONE:
            return ("on for everyone",)
        case Mode.NOBODY:
            return ("off for everyone",)
        case Mode.GROUP:
            return ("on for the group ", Foreign(group.name) if group else f"…{tail(setting.group or '')}")


def describe_wish(change: Change) -> Sentence:
    """Say what a request asks for: "turn LinkedIn account connections ..."."""
    return ("turn LinkedIn account connections ", *describe(change.plan.after, change.plan.after_group))


def tail(object_id: str) -> str:
    """Shorten an object id to the part that people compare."""
    return object_id[-12:]


def count_people(number: int | None) -> str:
    if number is None:
        return "not counted"
    return "1 person" if number == 1 else f"{number:,} people"


def count_impact(impact: Impact) -> str:
    """Say how many people gain and lose, exactly or not at all."""
    return f"Gains it: {count_people(impact.gain)}; loses it: {count_people(impact.lose)}."


def slow_down(seconds: int) -> str:
    """Say that there were too many at once; nothing was done with this one."""
    return f"That was too much at once, so nothing was done. Try again in {max(seconds, 1)} s."


def summarise(change: Change) -> Sentence:
    """Say in one sentence how a request stands."""
    wish, number, asker = describe_wish(change), name_request(change.number), Foreign(change.requester.name)
    decider = Foreign(change.decider.name) if change.decider else "nobody"
    now = ("LinkedIn account connections are now ", *describe(change.plan.after, change.plan.after_group))
    why = _find_why(change)
    effect = count_impact(change.plan.impact)
    sentences: Mapping[State, Sentence] = {
        State.DRAFT: ("Review: ", *wish, f". {effect} Nothing changes until somebody else approves."),
        State.WAITING: (asker, " asks to ", *wish, f" ({number}). {effect} {count_votes(change)}"),
        State.RETURNED: (decider, f" returned {number} to ", asker, ": ", Foreign(change.note)),
        State.APPROVED: (f"{number} is approved by ", decider, " and waits to be applied: ", *wish, "."),
        State.APPLYING: (*_say_who_applies(change), *wish, "."),
        State.APPLIED: (*now, f" ({number}), {PROOFS[_proof(change)]}.", *_tell_name(change)),
        State.FAILED: (f"{number} was not applied: ", why),
        State.UNKNOWN: (f"Whether {number} was applied is unknown: ", why),
        State.STALE: (f"{number} is stale and was not applied: ", why),
        State.WITHDRAWN: (asker, f" withdrew {number}. Nothing was changed."),
        State.REJECTED: (decider, f" rejected {number}: ", Foreign(change.note)),
        State.EXPIRED: (f"{number} {_explain_expiry(change)} Nothing was changed.",),
    }
    return sentences[change.state]


def _find_why(change: Change) -> str | Foreign:
    """Say why. A note of our own can hold what the tenant or a person said, so all of it counts as foreign."""
    return Foreign(change.note) if change.note else "no reason was recorded."


def _say_who_applies(change: Change) -> Sentence:
    number = name_request(change.number)
    if change.waits_for:
        return (Foreign(change.waits_for.name), f" is asked to make the change {number}: ")
    return (f"Linkgate is applying {number}: ",)


PROOFS: Mapping[Proof, str] = {
    Proof.VERIFIED: "read back from Microsoft Entra",
    Proof.SCORED: "as Microsoft Secure Score shows; Linkgate could not read it back",
    Proof.ATTESTED: "as a person attests; Linkgate could not read it back",
}


def _proof(change: Change) -> Proof:
    return change.attempt.proof if change.attempt and change.attempt.proof else Proof.VERIFIED


def _tell_name(change: Change) -> Sentence:
    """Say under which name the group is found now, if that is not the one that was approved."""
    renamed = change.attempt.renamed if change.attempt else ""
    return (" The group has been renamed since it was planned: ", Foreign(renamed), ".") if renamed else ()


def _explain_expiry(change: Change) -> str:
    if len(change.votes) >= change.needed:
        return "was approved and could not be applied before it expired."
    return "expired without enough approvals." if change.deciders else "expired before it was sent."


def count_votes(change: Change) -> str:
    return f"{len(change.votes)} of {change.needed} approvals."


def tell(change: Change, topic: Topic) -> Sentence:
    """Say to the requester what has just become of the request; what changed besides is part of it."""
    decider = Foreign(change.decider.name) if change.decider else "Somebody"
    if topic is Topic.APPROVED:
        return (decider, f" approved your request {name_request(change.number)}. It is applied now.")
    alarm = raise_alarm(change.attempt.collateral) if change.attempt and change.attempt.collateral else ()
    return (*summarise(change), *((" ", *alarm) if alarm else ()))


def remind(waiting: Sequence[Change], *, at: datetime) -> Sentence:
    """Remind an approver of everything that waits for them, in one message."""
    if len(waiting) == 1:
        (change,) = waiting
        asker, wish = Foreign(change.requester.name), describe_wish(change)
        return (
            f"{name_request(change.number)} waits for your decision: ",
            asker,
            " asks to ",
            *wish,
            f". {_hurry(change, at)}",
        )
    named = "; ".join(f"{name_request(change.number)}, {_hurry(change, at)}" for change in waiting[:_MOST_NAMED])
    more = f" and {len(waiting) - _MOST_NAMED} more" if len(waiting) > _MOST_NAMED else ""
    return (f"{len(waiting)} requests wait for your decision: {named}{more} Linkedin requests lists them.",)


def _hurry(change: Change, at: datetime) -> str:
    hours, minutes = divmod(max(change.expires_at - at, timedelta(0)) // timedelta(minutes=1), 60)
    return f"It expires in {hours} h." if hours else f"It expires in {minutes} min."


def raise_alarm(collateral: tuple[str, ...]) -> Sentence:
    """Name the properties that nobody approved to change."""
    names = [part for name in collateral for part in (", ", Foreign(name))][1:]
    return (
        "These properties of the tenant changed meanwhile, and nobody approved that: ",
        *names,
        ". Compare them in the Entra admin center before anything else is changed.",
    )


def have_already(change: Change) -> Sentence:
    """Answer what was asked a moment ago, word for word, by the same person."""
    state = STATES[change.state].lower()
    return (f"You have asked for that already: {name_request(change.number)} is {state}. Nothing was done again.",)


def refuse_open(other: Change) -> Sentence:
    return (
        f"{name_request(other.number)} of ",
        Foreign(other.requester.name),
        f" is {STATES[other.state].lower()} for the same setting. Wait for it, or have it withdrawn, then ask again.",
    )


def find_no_group(name: str) -> Sentence:
    return ("No group is called ", Foreign(name), ". Check the name, or use the group's object id.")


def tell_head(count: int, head: str) -> Sentence:
    """Tell how far the ledger has come, where it cannot be shortened unseen."""
    return (f"Linkgate's ledger has come to line {count}. Anchor {head}",)
