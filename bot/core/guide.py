"""What can be asked of Linkgate, one topic for each word. The help card, the manifest and README say the same."""

from dataclasses import dataclass
from enum import StrEnum


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
    purpose: str
    details: str
    forms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


_OPTIONS = "[because <reason>] [ticket <id>]"

TOPICS = (
    Topic(
        word="status",
        part=Part.LOOK,
        purpose="Shows whether people may connect their LinkedIn account, for whom, and what waits for approval.",
        details="The setting is read from Microsoft Entra at that moment. What "
        "could not be read is said, never guessed.",
        forms=("linkedin status",),
        examples=("linkedin status",),
    ),
    Topic(
        word="requests",
        part=Part.LOOK,
        purpose="Lists the requests that are open.",
        details="For people who may ask for a change or approve one. One request at a time holds the setting.",
        forms=("linkedin requests",),
        examples=("linkedin requests",),
    ),
    Topic(
        word="history",
        part=Part.LOOK,
        purpose="Lists what has ended: who asked, who decided, and what became of it.",
        details="For people who may ask for a change or approve one. Newest first.",
        forms=("linkedin history",),
        examples=("linkedin history",),
    ),
    Topic(
        word="enable",
        part=Part.ASK,
        purpose="Plans to turn connections on, for everyone or for the members of one group.",
        details="You see what would change, and for how many people, before anything is sent. Quote a name that "
        "holds the words because or ticket. If several groups answer to the name, you choose. Dynamic groups and "
        "distribution lists cannot be used.",
        forms=(f"linkedin enable all {_OPTIONS}", f"linkedin enable group <name or id> {_OPTIONS}"),
        examples=("linkedin enable all", 'linkedin enable group "Sales EMEA" because partner summit'),
    ),
    Topic(
        word="disable",
        part=Part.ASK,
        purpose="Plans to turn connections off for everyone.",
        details="You see for how many people it would end before anything is sent.",
        forms=(f"linkedin disable {_OPTIONS}",),
        examples=("linkedin disable because audit finding ticket CHG-1234",),
    ),
    Topic(
        word="withdraw",
        part=Part.ASK,
        purpose="Takes your own request back, until it is being applied.",
        details="The number stands on the card and in the list of requests. Only the person who asked can do this.",
        forms=("linkedin withdraw <id>",),
        examples=("linkedin withdraw LI-12",),
    ),
    Topic(
        word="why",
        part=Part.LOOK,
        purpose="Says what a request waits for, and why you may or may not decide on it, rule by rule.",
        details="For people who may ask for a change or approve one.",
        forms=("linkedin why <id>",),
        examples=("linkedin why LI-12",),
    ),
    Topic(
        word="whoami",
        part=Part.LOOK,
        purpose="Says what you may do here, rule by rule.",
        details="It is read from Microsoft Entra at that moment, and shown to nobody else.",
        forms=("linkedin whoami",),
        examples=("linkedin whoami",),
    ),
    Topic(
        word="approve",
        part=Part.DECIDE,
        purpose="Linkgate sends you a card for each request: read before and after, then decide.",
        details="Nobody decides on their own request. An approval counts for what the card's fingerprint stands for; "
        "whoever types it adds the fingerprint. A rejection needs a reason and ends the request at once; a return "
        "needs one too, and lets the person who asked send it again.",
        forms=(
            "linkedin approve <id> <fingerprint>",
            "linkedin reject <id> because <reason>",
            "linkedin return <id> because <reason>",
        ),
        examples=("linkedin approve LI-12 4f2a9c01d3",),
    ),
)


def find_topic(word: str) -> Topic | None:
    """Find the topic for what was typed after help: "enable", or a whole command such as "linkedin enable"."""
    typed = word.lower().split()
    return next((topic for topic in TOPICS if topic.word in typed), None)


def list_topics(*, may_ask: bool, may_decide: bool) -> tuple[Topic, ...]:
    """List what a person with these rights can use."""
    parts = {Part.LOOK} | ({Part.ASK} if may_ask else set()) | ({Part.DECIDE} if may_decide else set())
    is_involved = may_ask or may_decide
    return tuple(topic for topic in TOPICS if topic.part in parts and (is_involved or topic.word == "status"))
