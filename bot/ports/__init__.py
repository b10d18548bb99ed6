"""What Linkgate needs from outside, in its own words.

Expected outcomes are values; a broken promise is one of these errors, and nothing else comes through a port:

    PortError
      +-- UnreachableError    no answer in time, or no connection
      +-- NotPermittedError   answered: we may not
      +-- NotFoundError       answered: there is no such thing
      +-- ConflictError       somebody else was faster
      +-- UnexpectedError     an answer that nobody understands

    faults   these errors, and what came of a write
    tenant   the setting, people and groups, the Office policy, consent
    store    what is remembered
    around   the time, the way to people, and figures
"""

from dataclasses import dataclass

from bot.ports.around import ClockPort, Counted, FilePort, NoticePort, TallyPort
from bot.ports.faults import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    PortError,
    UnexpectedError,
    UnreachableError,
    Written,
)
from bot.ports.store import AnchorPort, Question, QuestionPort, Seat, StorePort
from bot.ports.tenant import CloudPort, ConsentPort, DirectoryPort, MembersPort, OfficePort, SettingPort

__all__ = [
    "AnchorPort",
    "ClockPort",
    "CloudPort",
    "ConflictError",
    "ConsentPort",
    "Counted",
    "DirectoryPort",
    "FilePort",
    "MembersPort",
    "NotFoundError",
    "NotPermittedError",
    "NoticePort",
    "OfficePort",
    "PortError",
    "Ports",
    "Question",
    "QuestionPort",
    "Seat",
    "SettingPort",
    "StorePort",
    "TallyPort",
    "UnexpectedError",
    "UnreachableError",
    "Written",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """All of them, open."""

    store: StorePort
    setting: SettingPort
    directory: DirectoryPort
    members: MembersPort
    office: OfficePort
    consent: ConsentPort
    cloud: CloudPort
    notices: NoticePort
    files: FilePort
    clock: ClockPort
    tally: TallyPort
