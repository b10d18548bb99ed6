"""What can be asked of Linkgate, one topic for each word. The help card, the manifest and README say the same."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.command import OFFICE
from bot.core.speech.lessons import Lesson


class Part(StrEnum):
    """Who a topic is for."""

    LOOK = "look"
    ASK = "ask"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One word of the language. *forms* are what may be typed, *examples* the same filled in.

    A topic without forms is done on a card.
    """

    word: str
    part: Part
    purpose: Lesson
    details: Lesson
    forms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


_AIM = "[for everyone | for group <name or id>]"
_OPTIONS = "[because <reason>] [ticket <id>]"

TOPICS = (
    Topic(
        word="status",
        part=Part.LOOK,
        purpose=Lesson.STATUS_PURPOSE,
        details=Lesson.STATUS_DETAILS,
        forms=("linkedin status",),
        examples=("linkedin status",),
    ),
    Topic(
        word="requests",
        part=Part.LOOK,
        purpose=Lesson.REQUESTS_PURPOSE,
        details=Lesson.REQUESTS_DETAILS,
        forms=("linkedin requests",),
        examples=("linkedin requests",),
    ),
    Topic(
        word="history",
        part=Part.LOOK,
        purpose=Lesson.HISTORY_PURPOSE,
        details=Lesson.HISTORY_DETAILS,
        forms=("linkedin history",),
        examples=("linkedin history",),
    ),
    Topic(
        word="check",
        part=Part.LOOK,
        purpose=Lesson.CHECK_PURPOSE,
        details=Lesson.CHECK_DETAILS,
        forms=("linkedin check <person>", "linkedin check me"),
        examples=("linkedin check ada@contoso.com", "linkedin check me"),
    ),
    Topic(
        word="members",
        part=Part.LOOK,
        purpose=Lesson.MEMBERS_PURPOSE,
        details=Lesson.MEMBERS_DETAILS,
        forms=("linkedin members", "linkedin members <name or id>"),
        examples=("linkedin members", 'linkedin members "Sales EMEA"'),
    ),
    Topic(
        word="effect",
        part=Part.LOOK,
        purpose=Lesson.EFFECT_PURPOSE,
        details=Lesson.EFFECT_DETAILS,
        forms=("linkedin effect",),
        examples=("linkedin effect",),
    ),
    Topic(
        word="consent",
        part=Part.LOOK,
        purpose=Lesson.CONSENT_PURPOSE,
        details=Lesson.CONSENT_DETAILS,
        forms=("linkedin consent",),
        examples=("linkedin consent",),
    ),
    Topic(
        word="office",
        part=Part.LOOK,
        purpose=Lesson.OFFICE_PURPOSE,
        details=Lesson.OFFICE_DETAILS,
        forms=("linkedin office status", *(f"linkedin office {word} {_AIM} {_OPTIONS}" for word in OFFICE)),
        examples=("linkedin office status", *(f"linkedin office {word}" for word in OFFICE)),
    ),
    Topic(
        word="files",
        part=Part.ASK,
        purpose=Lesson.FILES_PURPOSE,
        details=Lesson.FILES_DETAILS,
        forms=tuple(f"linkedin office files {word}" for word in OFFICE),
        examples=("linkedin office files disable",),
    ),
    Topic(
        word="announce",
        part=Part.LOOK,
        purpose=Lesson.ANNOUNCE_PURPOSE,
        details=Lesson.ANNOUNCE_DETAILS,
        forms=(
            f"linkedin announce {_AIM} [to channel]",
            "linkedin announce for nobody [to channel]",
            "linkedin announce office disable [to channel]",
        ),
        examples=("linkedin announce", 'linkedin announce for group "Sales EMEA"', "linkedin announce to channel"),
    ),
    Topic(
        word="enable",
        part=Part.ASK,
        purpose=Lesson.ENABLE_PURPOSE,
        details=Lesson.ENABLE_DETAILS,
        forms=(f"linkedin enable all {_OPTIONS}", f"linkedin enable group <name or id> {_OPTIONS}"),
        examples=("linkedin enable all", 'linkedin enable group "Sales EMEA" because partner summit'),
    ),
    Topic(
        word="disable",
        part=Part.ASK,
        purpose=Lesson.DISABLE_PURPOSE,
        details=Lesson.DISABLE_DETAILS,
        forms=(f"linkedin disable {_OPTIONS}",),
        examples=("linkedin disable because audit finding ticket CHG-1234",),
    ),
    Topic(
        word="move",
        part=Part.ASK,
        purpose=Lesson.MOVE_PURPOSE,
        details=Lesson.MOVE_DETAILS,
        forms=(f"linkedin move to group <name or id> {_OPTIONS}",),
        examples=('linkedin move to group "LinkedIn pilot" because old list of people',),
    ),
    Topic(
        word="create",
        part=Part.ASK,
        purpose=Lesson.CREATE_PURPOSE,
        details=Lesson.CREATE_DETAILS,
        forms=(f"linkedin create group <name> {_OPTIONS}",),
        examples=('linkedin create group "LinkedIn pilot" ticket CHG-1234',),
    ),
    Topic(
        word="withdraw",
        part=Part.ASK,
        purpose=Lesson.WITHDRAW_PURPOSE,
        details=Lesson.WITHDRAW_DETAILS,
        forms=("linkedin withdraw <id>",),
        examples=("linkedin withdraw LI-12",),
    ),
    Topic(
        word="stop",
        part=Part.ASK,
        purpose=Lesson.STOP_PURPOSE,
        details=Lesson.STOP_DETAILS,
        forms=("linkedin stop <id>",),
        examples=("linkedin stop LI-12",),
    ),
    Topic(
        word="why",
        part=Part.LOOK,
        purpose=Lesson.WHY_PURPOSE,
        details=Lesson.WHY_DETAILS,
        forms=("linkedin why <id>",),
        examples=("linkedin why LI-12",),
    ),
    Topic(
        word="whoami",
        part=Part.LOOK,
        purpose=Lesson.WHOAMI_PURPOSE,
        details=Lesson.WHOAMI_DETAILS,
        forms=("linkedin whoami",),
        examples=("linkedin whoami",),
    ),
    Topic(
        word="approve",
        part=Part.DECIDE,
        purpose=Lesson.APPROVE_PURPOSE,
        details=Lesson.APPROVE_DETAILS,
        forms=(
            "linkedin approve <id> <fingerprint>",
            "linkedin reject <id> because <reason>",
            "linkedin return <id> because <reason>",
        ),
        examples=("linkedin approve LI-12 4f2a9c01d3",),
    ),
)


_FOR_ALL = frozenset({"status", "check", "effect", "consent"})
"""What everybody can use."""


def find_topic(word: str) -> Topic | None:
    """Find the topic for what was typed after help: "enable", or a whole command such as "linkedin enable"."""
    typed = word.lower().split()
    return next((topic for topic in TOPICS if topic.word in typed), None)


def list_topics(*, may_ask: bool, may_decide: bool) -> tuple[Topic, ...]:
    """List what a person with these rights can use."""
    parts = {Part.LOOK} | ({Part.ASK} if may_ask else set()) | ({Part.DECIDE} if may_decide else set())
    is_involved = may_ask or may_decide
    return tuple(topic for topic in TOPICS if topic.part in parts and (is_involved or topic.word in _FOR_ALL))


def list_starts(*, may_ask: bool, may_decide: bool) -> tuple[str, ...]:
    """List how messages begin that a person with these rights sends most, for the compose box."""
    asks = ("linkedin enable group ", "linkedin enable all because ", "linkedin disable because ") if may_ask else ()
    looks = ("linkedin requests", "linkedin history") if may_ask or may_decide else ()
    return ("linkedin status", *asks, *looks)
