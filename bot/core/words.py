"""What is said in messages, chosen from the facts. The words themselves are `Phrase`s; foreign text stays marked.

What is kept in the store or raised as an error is English, word for word; `recall` finds it again for a card.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.core.change import Proof, Told
from bot.core.cloud import Offer
from bot.core.command import LONGEST, LONGEST_REASON, Fault
from bot.core.fill import Fate, Tally, Unfillable
from bot.core.group import Caution, Group, Kind, Unfit
from bot.core.impact import Crowd, Impact
from bot.core.plan import NoPlan, Obstacle
from bot.core.policy import RULES, Person, Reason
from bot.core.rules import Rules
from bot.core.setting import Doubt, Mode, Setting
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.lessons import Lesson
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.text import Code, Foreign, Part, Said, Sentence, flatten

MODES: Mapping[Mode, Phrase] = {
    Mode.EVERYONE: Phrase.ON_FOR_ALL,
    Mode.GROUP: Phrase.ON_FOR_GROUP,
    Mode.NOBODY: Phrase.OFF_FOR_ALL,
    Mode.UNTOLD: Phrase.UNTOLD,
}


KINDS: Mapping[Kind, Phrase] = {
    Kind.SECURITY: Phrase.SECURITY,
    Kind.MICROSOFT_365: Phrase.MICROSOFT_365,
    Kind.MAIL_SECURITY: Phrase.MAIL_SECURITY,
    Kind.DISTRIBUTION: Phrase.DISTRIBUTION,
}

REASONS: Mapping[Reason, Part] = {
    Reason.GUEST: Phrase.GUEST,
    Reason.DISABLED: Phrase.DISABLED,
    Reason.NOT_OPERATOR: Phrase.NOT_OPERATOR,
    Reason.NOT_APPROVER: Phrase.NOT_APPROVER,
    Reason.OWN_REQUEST: Phrase.OWN_REQUEST,
    Reason.NEW_APPROVER: Phrase.NEW_APPROVER,
    Reason.NOT_INVOLVED: Phrase.NOT_INVOLVED,
    Reason.NOT_REQUESTER: Phrase.NOT_REQUESTER,
    Reason.NO_SUCH_REQUEST: Phrase.NO_SUCH_REQUEST,
    Reason.ELSEWHERE: Phrase.ELSEWHERE,
    Reason.SLOT_TAKEN: Phrase.SLOT_TAKEN,
    Reason.TOO_FEW_APPROVERS: Phrase.TOO_FEW_APPROVERS,
    Reason.NO_REASON: Phrase.NO_REASON,
    Reason.BAD_REASON: Phrase.BAD_REASON(most=LONGEST_REASON),
    Reason.NO_TICKET: Phrase.NO_TICKET,
    Reason.NO_WORD: AnnouncePhrase.NO_WORD,
    Reason.BAD_TICKET: Phrase.BAD_TICKET,
    Reason.NOT_AS_PLANNED: Phrase.NOT_AS_PLANNED,
    Reason.TOO_LATE: Phrase.TOO_LATE,
    Reason.OTHER_FINGERPRINT: Phrase.OTHER_FINGERPRINT,
    Reason.NOT_EXECUTOR: Phrase.NOT_EXECUTOR,
    Reason.NEW_RULES: Phrase.OTHER_RULES,
}

FAULTS: Mapping[Fault, Part] = {
    Fault.NOTHING: Phrase.NO_TEXT,
    Fault.UNKNOWN: Phrase.NO_COMMAND,
    Fault.TOO_LONG: Phrase.TOO_LONG(most=LONGEST),
    Fault.TWO_LINES: Phrase.TWO_LINES,
    Fault.NO_TARGET: Phrase.NO_TARGET,
    Fault.NO_GROUP: Phrase.NO_GROUP,
    Fault.NO_OFFICE: Phrase.NO_OFFICE,
    Fault.NO_FILES: Phrase.NO_FILES,
    Fault.NO_PERSON: Phrase.NO_PERSON,
    Fault.LONG_NAME: Phrase.LONG_NAME,
    Fault.NO_NUMBER: Phrase.NO_NUMBER,
    Fault.NO_NOTE: Phrase.NO_NOTE,
    Fault.BAD_TICKET: Phrase.BAD_TICKET,
    Fault.LONG_REASON: Phrase.BAD_REASON(most=LONGEST_REASON),
    Fault.OPEN_QUOTE: Phrase.OPEN_QUOTE,
    Fault.EXTRA: Phrase.EXTRA,
}

DOUBTS: Mapping[Doubt, Phrase] = {
    Doubt.LEGACY: Phrase.LEGACY,
    Doubt.MISSING: Phrase.MISSING,
    Doubt.UNDOCUMENTED: Phrase.UNDOCUMENTED,
    Doubt.CONTRADICTION: Phrase.CONTRADICTION,
    Doubt.OTHER_TENANT: Phrase.OTHER_TENANT,
    Doubt.UNREADABLE: Phrase.UNREADABLE,
}

NO_PLANS: Mapping[NoPlan, Part] = {
    Obstacle.NOT_OFFERED: Phrase.NOT_OFFERED,
    Obstacle.ALREADY_SO: Phrase.ALREADY_SO,
    Unfit.DYNAMIC: Phrase.DYNAMIC,
    Unfit.MAIL_ONLY: Phrase.MAIL_ONLY,
    Unfillable.DYNAMIC: ListPhrase.FILL_DYNAMIC,
    Unfillable.SYNCED: ListPhrase.FILL_SYNCED,
    Unfillable.ROLE_ASSIGNABLE: ListPhrase.FILL_ROLES,
    Unfillable.MICROSOFT_365: ListPhrase.FILL_MICROSOFT_365,
    Unfillable.MAIL_SECURITY: ListPhrase.FILL_MAIL_SECURITY,
    Unfillable.DISTRIBUTION: ListPhrase.FILL_DISTRIBUTION,
    Unfillable.UNREADABLE: ListPhrase.FILL_UNREADABLE,
    Unfillable.OURS: ListPhrase.FILL_OURS,
    **{doubt: Phrase.FROM_UNKNOWN(doubt=sentence) for doubt, sentence in DOUBTS.items()},
}

UNFIT_SELECTED: Mapping[Unfit, Phrase] = {
    Unfit.DYNAMIC: Phrase.DYNAMIC_SELECTED,
    Unfit.MAIL_ONLY: Phrase.MAIL_ONLY_SELECTED,
}
"""What is wrong with the group that somebody has selected already."""

CAUTIONS: Mapping[Caution, Phrase] = {
    Caution.NESTED: Phrase.NESTED,
    Caution.EMPTY: Phrase.EMPTY,
    Caution.SYNCED: Phrase.SYNCED,
    Caution.MICROSOFT_365: Phrase.OPEN_GROUP,
    Caution.EXPIRING: Phrase.EXPIRING,
    Caution.UNUSUAL_NAME: Phrase.UNUSUAL_NAME,
    Caution.UNCOUNTED: Phrase.UNCOUNTED,
    Caution.HIDDEN: Phrase.HIDDEN,
}

TOLD: Mapping[Told, AnnouncePhrase] = {
    Told.DONE: AnnouncePhrase.TOLD_DONE,
    Told.PLANNED: AnnouncePhrase.TOLD_PLANNED,
    Told.NO: AnnouncePhrase.TOLD_NO,
}
"""What may be answered to the question whether people have been told."""

TRUTHS = (Phrase.PUBLIC_PROFILES, Phrase.CONSENT)
"""What the value does not mean."""

OFFERS: Mapping[Offer, Phrase] = {Offer.NO: Phrase.OFFER_NO, Offer.UNCLEAR: Phrase.OFFER_UNCLEAR}
"""What is said of a cloud that does not surely offer the setting."""

FATES: Mapping[Fate, ListPhrase] = {
    Fate.PENDING: ListPhrase.PENDING,
    Fate.ADDED: ListPhrase.ADDED,
    Fate.ALREADY: ListPhrase.ALREADY,
    Fate.TWICE: ListPhrase.TWICE,
    Fate.NOT_FOUND: ListPhrase.NOT_FOUND,
    Fate.GUEST: ListPhrase.GUEST_SKIPPED,
    Fate.DISABLED: ListPhrase.DISABLED_SKIPPED,
    Fate.FAILED: ListPhrase.FAILED_ROW,
    Fate.UNSURE: ListPhrase.UNSURE_ROW,
}

PROOFS: Mapping[Proof, Phrase] = {
    Proof.VERIFIED: Phrase.READ_BACK,
    Proof.SCORED: Phrase.SCORED,
    Proof.ATTESTED: Phrase.ATTESTED,
}

READ_ONLY = "Linkgate is set to read only, so nothing is written. Approvals are kept; whoever runs it can lift this."
NEW_RULES = (
    "The house rules have changed and nobody has adopted them, so nothing is sent, approved or written. "
    "Whoever runs Linkgate reads them and runs: linkgate rules adopt"
)
NO_APPLIER = "The applier does not answer. Start linkgate applier."
NO_HANDS = "This process of Linkgate cannot write the setting. Nothing was sent."
UNREACHABLE = "Microsoft did not answer in time, so Linkgate cannot tell and does nothing. Try again in a moment."

_MOST_NAMED = 5
_LONGEST_IN_SENTENCE = 96


def refuse(reason: Reason, sentence: Sentence = ()) -> Sentence:
    """Say why not, and by which rule."""
    why = sentence or (REASONS[reason],)
    return (Phrase.REFUSED(sentence=why, rule=Code(RULES[reason]), reason=Code(reason)),)


def explain_form(rules: Rules, fault: Reason) -> Sentence:
    """Say how the rules want reason and ticket to be written."""
    if fault is Reason.BAD_REASON and rules.reason:
        return (Phrase.BAD_REASON_RULE(most=LONGEST_REASON, pattern=Foreign(rules.reason)),)
    if fault is Reason.BAD_TICKET and rules.ticket:
        return (Phrase.BAD_TICKET_RULE(pattern=Foreign(rules.ticket)),)
    return (REASONS[fault],)


def name_setting(setting: Setting) -> Part:
    """Say a setting in a word, the group by the end of its id."""
    mode = MODES[setting.mode]
    return Phrase.MODE_OF_GROUP(mode=mode, tail=tail(setting.group)) if setting.group else mode


def tell_account(person: Person) -> Lesson:
    if not person.is_enabled:
        return Lesson.ACCOUNT_GONE
    return Lesson.ACCOUNT_GUEST if person.is_guest else Lesson.ACCOUNT_MEMBER


def name_request(number: int) -> Code:
    return Code(f"LI-{number}")


def cut(name: str, longest: int) -> Foreign:
    """Cut a name to what its place has room for; whole it stands beside the end of its id."""
    return Foreign(name if len(name) <= longest else name[: longest - 1].rstrip() + "…")


def tail(object_id: str) -> Code:
    """Shorten an object id to the part that people compare."""
    return Code(object_id[-12:])


def end_id(object_id: str) -> Code:
    """Write the end of an id; the sign before it says that there is more, and stays on its line."""
    return Code(f"…\N{WORD JOINER}{tail(object_id)}")


def count_people(number: int | None) -> Part:
    if number is None:
        return Phrase.NOT_COUNTED
    return Phrase.ONE_PERSON if number == 1 else Phrase.PEOPLE(count=number)


def list_kinds(crowd: Crowd) -> Sentence:
    """Say of what kinds the accounts are, as far as that is worth a word; empty where all are alike."""
    kinds = [Phrase.ONLY_NESTED(count=crowd.nested)] if crowd.nested else []
    kinds += [Phrase.ONE_GUEST() if crowd.guests == 1 else Phrase.GUESTS(count=crowd.guests)] if crowd.guests else []
    if crowd.disabled:
        is_one = crowd.disabled == 1
        kinds.append(Phrase.ONE_DISABLED() if is_one else Phrase.DISABLED_ACCOUNTS(count=crowd.disabled))
    return join(kinds, Code(", "))


def count_impact(impact: Impact) -> Said:
    """Say how many people gain and lose, exactly or not at all."""
    return Phrase.IMPACT(gain=_count_crowd(impact, impact.gain), lose=_count_crowd(impact, impact.lose))


def _count_crowd(impact: Impact, crowd: Crowd | None) -> Part:
    if crowd is None and impact.is_counting:
        return Phrase.BEING_COUNTED
    return count_people(crowd.people if crowd else None)


def slow_down(seconds: int) -> Sentence:
    """Say that there were too many at once; nothing was done with this one."""
    return (Phrase.SLOW_DOWN(seconds=max(seconds, 1)),)


def join(parts: Iterable[Part], by: Part) -> Sentence:
    """Set *by* between the parts."""
    return tuple(one for part in parts for one in (by, part))[1:]


def raise_alarm(collateral: tuple[str, ...]) -> Sentence:
    """Name the properties that nobody approved to change."""
    return (Phrase.COLLATERAL(names=join(map(Foreign, collateral), Code(", "))),)


def announce_reading(rows: int) -> Sentence:
    return (ListPhrase.READING_LIST(rows=rows),)


def add_nobody(group: Group, tally: Tally) -> Sentence:
    """Say why a list leaves nothing to do."""
    return (ListPhrase.NOBODY_TO_ADD(group=Foreign(group.name), tally=count_rows(tally)),)


def count_rows(tally: Tally) -> Sentence:
    """Say how many rows have which fate, those that none has left out."""
    counts = (ListPhrase.FATE_COUNT(count=tally[fate], fate=FATES[fate]) for fate in Fate if tally.get(fate))
    return join(counts, Code(", "))


def have_group(name: str) -> Sentence:
    return (ListPhrase.HAVE_GROUP(name=Foreign(name)),)


def ask_id(typed: str, groups: Sequence[Group], *, is_exact: bool) -> Sentence:
    """Ask for the id of a group, of which several have that name or one like it."""
    name = Foreign(typed)
    if not groups:
        return (ListPhrase.NO_GROUP_TO_FILL(name=name),)
    named = (
        ListPhrase.GROUP_AND_ID(name=Foreign(group.name), tail=tail(group.id), people=count_people(group.people))
        for group in groups
    )
    return ((ListPhrase.ASK_ID if is_exact else ListPhrase.ASK_ID_ALIKE)(name=name, groups=join(named, Code(", "))),)


def find_no_group(name: str) -> Sentence:
    return (Phrase.FIND_NO_GROUP(name=Foreign(name)),)


def tell_head(count: int, head: str) -> Sentence:
    """Tell how far the ledger has come, where it cannot be shortened unseen."""
    return (Phrase.TELL_HEAD(line=Code(str(count)), anchor=Code(head)),)


def write_down(part: Part) -> str:
    """Write a sentence of ours as it is kept: in English, whoever reads it later."""
    return flatten((part,))
