"""Text from outside, marked as such from the moment it is put into a sentence.

A sentence is a tuple of our own words and of foreign ones: ("Approved by ", Foreign("Bob"), "."). Whoever
shows it must pass the foreign parts through `shown`, and has no way to overlook them.

Marking alone would do where a client shows text as text. It is not so everywhere: Teams on iOS reads markdown
in every part of a card, and no client agrees with another on backslash escapes. So `shown` takes the activity
out of the text itself: signs that mark are exchanged for their look-alikes, and where only a pair of signs is
active (`](`, `://`, `{{`) a ZERO WIDTH SPACE is put into the seam between them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text that somebody else chose: a name, a reason, a ticket."""

    text: str


Sentence = tuple[str | Foreign, ...]

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
SEAM = "\N{ZERO WIDTH SPACE}"
"""Not WORD JOINER: that one keeps a long text from wrapping, and it runs out of the card on a phone."""

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")  # Persian and emoji are not readable without them
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by category, nothing to the eye
_MOST_MARKS = 2
_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "ˍ", "`": "ˋ", "\\": "∖", "~": "∼"})
_SEAMS = re.compile(
    r"""
    \A (?=[\W\d])                        # headings, lists, quotes; where a client drops the isolate
    | (?<=]) (?=[\[(:])                  # links
    | (?<=[])]) (?=[-+\d])               # Teams on a phone takes these for the start of a list
    | (?<=!) (?=\[)                      # images
    | (?<=<)                             # HTML, mentions, links in angle brackets
    | (?<=&) (?=[#\w])                   # entities
    | (?<=[{$]) (?={)                    # macros, templates
    | (?<=[\w+.-]:) (?=\S|\Z) | (?<=[:/]) (?=/)  # addresses with a scheme
    | (?<=\.) (?=\w) | (?<=\S) (?=@) | (?<=@)  # addresses without one
    """,
    re.VERBOSE,
)

_LONG_WORD = re.compile(r"\w{31,}")
_PIECE = re.compile(r"\w{8}(?=\w)")


def shown(text: str, *, longest: int = 1_000) -> str:
    """Make foreign text safe to show where markdown is live; what it says stays readable, on one line.

    The result is isolated, so that its direction does not reach what stands beside it. It is for eyes only:
    it holds invisible signs, and nothing is ever looked up by it.
    """
    clean = " ".join("".join(_clean(text)).split())
    short = clean if len(clean) <= longest else clean[: longest - 1].rstrip() + "…"
    soft = _LONG_WORD.sub(_soften, short.translate(_LOOK_ALIKES))
    seamed = _SEAMS.sub(SEAM, soft)
    return f"\N{FIRST STRONG ISOLATE}{seamed}\N{POP DIRECTIONAL ISOLATE}"


def _soften(word: re.Match[str]) -> str:
    """Let a word wrap that is longer than any language's: it would run out of the card."""
    return _PIECE.sub(rf"\g<0>{SEAM}", word[0])


def _clean(text: str) -> Iterator[str]:
    """Yield the signs that an eye can see; of marks that are stacked on one sign only the first few."""
    marks = 0
    for sign in map(_show_sign, text):
        if sign and unicodedata.category(sign) in {"Mn", "Me"}:
            marks += 1
        elif sign and sign not in _JOINERS:
            marks = 0
        if marks <= _MOST_MARKS:
            yield sign


def _show_sign(sign: str) -> str:
    if sign in _DIRECTIONS:
        return UNREADABLE
    if sign in _JOINERS:
        return sign
    match unicodedata.category(sign):
        case "Cf":
            return ""
        case "Cn" | "Co" | "Cs":
            return UNREADABLE
        case "Cc" | "Zl" | "Zp" | "Zs":
            return " "
        case _:
            return "" if sign in _FILLERS else sign


def flatten(sentence: Sentence) -> str:
    """Write a sentence as one plain string, its foreign parts made safe."""
    return "".join(part if isinstance(part, str) else shown(part.text) for part in sentence)
