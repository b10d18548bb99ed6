"""What a person is shown: plain facts, before anybody decides how they look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.announcement import Occasion
from bot.core.change import Change, State
from bot.core.cloud import Cloud
from bot.core.consent import Consents
from bot.core.cover import Cover, Foresight
from bot.core.effect import OfficeRule
from bot.core.fill import Item, Tally
from bot.core.grounds import Ground
from bot.core.group import Group
from bot.core.notice import Audience
from bot.core.office import Catalog, OfficeState
from bot.core.page import Page
from bot.core.place import Room
from bot.core.policy import Person, UserId
from bot.core.setting import Reading
from bot.core.text import Sentence


class Mood(StrEnum):
    """Why nothing came of what was asked, where it was neither a slip of the pen nor in vain."""

    PLAIN = "plain"
    REFUSED = "refused"  # a rule says no
    LIMITED = "limited"  # too much at once
    HALTED = "halted"  # something that is needed does not work now


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """One line. *suggestions* are texts for the compose box; with *has_help* a help button stands beside it."""

    sentence: Sentence
    mood: Mood = Mood.PLAIN
    suggestions: tuple[str, ...] = ()
    has_help: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """What Linkgate can do for somebody; *is_welcome* when they have just met."""

    may_ask: bool
    may_decide: bool
    topic: str = ""
    is_welcome: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """The truth about the setting. None: that fact could not be read, which is said.

    *open* is the request that holds the setting, *last* the one that was applied last. *brake* says why nothing is
    written at present, if so.
    """

    tenant: str | None
    reading: Reading
    group: Group | None
    everyone: int | None
    cloud: Cloud | None
    country: str | None
    open: Change | None
    last: Change | None = None
    brake: str = ""

    @property
    def drifted(self) -> Change | None:
        """The request whose value is gone: somebody changed it elsewhere. While one is written, nobody can tell."""
        is_under_way = self.open is not None and self.open.state in {State.APPLYING, State.UNKNOWN}
        if self.last is None or self.reading.setting is None or is_under_way:
            return None
        return self.last if self.last.plan.after != self.reading.setting else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """The person says which group was meant, by object id. *groups* answer to the name that was typed, if one was.

    Not *is_exact*: none answers to it, and *groups* only begin like it. *office*: the Office policy is meant, and is to
    be so for that group; None: the setting is.
    """

    typed: str
    groups: tuple[Group, ...]
    is_cut: bool
    is_exact: bool = True
    office: OfficeState | None = None
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How the rows of a list stand, counted by their fates.

    *lost* are the first that somebody has to look at; *left* is how long the rest takes, None while nobody can tell.
    """

    tally: Tally = field(default_factory=dict)
    lost: tuple[Item, ...] = ()
    left: timedelta | None = None


MOST_LOST = 5
"""Rows that a card names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A request as *audience* sees it; *watchers* are the Teams ids of people who may see their own version."""

    change: Change
    audience: Audience
    viewer: UserId | None = None
    watchers: tuple[str, ...] = ()
    progress: Progress = field(default_factory=Progress)


class ListKind(StrEnum):
    REQUESTS = "requests"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of a list; it was turned to from an older one if *is_back*.

    *undelivered*: how many messages were given up, by request number.
    """

    kind: ListKind
    page: Page
    at: datetime
    is_back: bool = False
    undelivered: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """The grounds on which a person may or may not; of a request, or at all."""

    name: str
    grounds: tuple[Ground, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """Everything that waits for the decision of one person, the oldest first."""

    changes: tuple[Change, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """A file of *size* bytes that a person may take or leave. *context* comes back with the answer; nobody sees it."""

    name: str
    description: Sentence
    size: int
    context: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file that was handed over: its *name* there, the *page* where it is, and what Teams calls it."""

    name: str
    page: str
    unique_id: str
    kind: str


Attached = OfferView | FileView
"""What Teams draws itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a group; not *is_direct* where only through a nested one."""

    person: Person
    is_direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersView:
    """Who is in a group. *people* are the first by name, *groups* the first of the *nested* that are in it.

    *guests* and *disabled* count accounts; None, as is *nested*, where they could not be listed. *is_selected* tells
    whether the setting is on for this group; None: nobody can tell.
    """

    group: Group
    is_selected: bool | None
    people: tuple[Member, ...]
    guests: int | None
    disabled: int | None
    groups: tuple[Group, ...]
    nested: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """Whether a person is covered now, by the setting as *reading* tells it.

    *path* leads from a group in which the person is themselves to the selected *group*; it is the shortest of *paths*.
    It is empty where there is none, or none was found. *pending* is what the request that holds the setting would
    change. *rule* is what the Office policy says to the person; *why_office* says why that could not be read.
    *is_own* where people ask about themselves.
    """

    person: Person
    reading: Reading
    group: Group | None
    cover: Cover
    path: tuple[Group, ...] = ()
    paths: int = 0
    pending: Foresight | None = None
    rule: OfficeRule = OfficeRule.UNKNOWN
    why_office: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView:
    """Where people see LinkedIn: what it follows from, as far as it could be read.

    *rule* is what the Office policy says to everyone. *why_office* and *why_consent* say why one could not be read;
    *cloud* is None then.
    """

    reading: Reading
    rule: OfficeRule
    consents: Consents
    cloud: Cloud | None
    why_office: str = ""
    why_consent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """Whether people may consent to apps, read *at* that moment; *why* says why it could not be."""

    consents: Consents
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView:
    """The Office policy as Intune has it. *why* says why that could not be read, where *catalog* is None.

    *everyone* counts the tenant's accounts; None: that could not be read.
    """

    catalog: Catalog | None
    everyone: int | None
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceView:
    """What people have to be told; *about* names it when a button comes back. Once *is_posted*, it has no buttons."""

    occasion: Occasion
    about: str
    may_post: bool = False
    is_posted: bool = False


class PostStep(StrEnum):
    ASKED = "asked"
    CHANGED = "changed"  # the text is another one than the one that was shown
    POSTED = "posted"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """Whether and where an announcement is posted: in one of *rooms*, *room* is the chosen one.

    There it is said in the language *locale*, whoever looks at this. *is_cut*: there are more rooms;
    *is_partial*: it was posted, and the other language was not.
    """

    occasion: Occasion
    about: str
    locale: str
    rooms: tuple[Room, ...] = ()
    is_cut: bool = False
    room: Room | None = None
    is_partial: bool = False
    step: PostStep = PostStep.ASKED


View = (
    SaidView
    | HelpView
    | StatusView
    | ChoiceView
    | ChangeView
    | ListView
    | WhyView
    | DigestView
    | MembersView
    | CheckView
    | EffectView
    | ConsentView
    | OfficeView
    | AnnounceView
    | PostView
    | OfferView
    | FileView
)
