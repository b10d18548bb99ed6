"""Ready-made files for people who have none at hand: the page offers them where one attaches a file."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One file; *hint* says what is in it."""

    name: str
    hint: str
    raw: bytes = field(repr=False)
