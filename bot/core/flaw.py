"""Why a file or a pasted text is no list of people, and how that is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.speech.lists import ListPhrase
from bot.core.text import Part, Sentence

MOST_ROWS = 100_000
LONGEST_LINE = 100_000
"""In characters. It has to stay below 131,072, where csv itself gives up."""


class Flaw(StrEnum):
    EMPTY = "empty"
    BINARY = "binary"  # a workbook, a PDF, an archive, a web page
    UNREADABLE = "unreadable"  # bytes that are no text in UTF-8, UTF-16 or Windows-1252
    NUL = "nul"
    OPEN_QUOTE = "open-quote"  # never closed, or closed in the middle of a later row
    LONG_QUOTE = "long-quote"  # closed, and there are rows inside
    LOOSE_QUOTE = "loose-quote"  # text behind a closing quotation mark
    LONG_CELL = "long-cell"
    TOO_MANY_ROWS = "too-many-rows"
    NO_PEOPLE = "no-people"
    WHICH_COLUMN = "which-column"  # two columns name different people, and no header says which is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """What is wrong. *line*, counted from 1, is where it begins; 0 stands for the whole file."""

    flaw: Flaw
    line: int = 0


def explain_misread(misread: Misread) -> Sentence:
    """Say what is wrong, where, and what to do next."""
    line = misread.line
    sentences: Mapping[Flaw, Part] = {
        Flaw.EMPTY: ListPhrase.EMPTY_LIST,
        Flaw.BINARY: ListPhrase.BINARY_LIST,
        Flaw.UNREADABLE: ListPhrase.UNREADABLE_LIST(line=line),
        Flaw.NUL: ListPhrase.NUL_IN_LIST(line=line),
        Flaw.OPEN_QUOTE: ListPhrase.OPEN_QUOTE_IN_LIST(line=line),
        Flaw.LONG_QUOTE: ListPhrase.LONG_QUOTE_IN_LIST(line=line),
        Flaw.LOOSE_QUOTE: ListPhrase.LOOSE_QUOTE_IN_LIST(line=line),
        Flaw.LONG_CELL: ListPhrase.LONG_CELL_IN_LIST(line=line, most=LONGEST_LINE),
        Flaw.TOO_MANY_ROWS: ListPhrase.TOO_MANY_ROWS(most=MOST_ROWS),
        Flaw.NO_PEOPLE: ListPhrase.NO_PEOPLE_IN_LIST,
        Flaw.WHICH_COLUMN: ListPhrase.WHICH_COLUMN(line=line),
    }
    return (sentences[misread.flaw],)
