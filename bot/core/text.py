"""Sentences: our own words without a language, and text from outside, marked as such from the moment it is put in.

A sentence is a tuple of parts: `Phrase.ASKED(who=Foreign("Bob"), ...)`. What is ours is a template with named gaps,
said in a language only when it is shown, by a `Tongue`; no string of ours is put together before. What is foreign
passes through `shown` then, and nobody who shows a sentence can overlook it.

Marking alone would do where a client shows text as text. It is not so everywhere: Teams on iOS reads markdown
in every part of a card, and no client agrees with another on backslash escapes. So `shown` takes the activity
out of the text itself: signs that mark are exchanged for their look-alikes, and where only a pair of signs is
active (`](`, `://`, `{{`) a ZERO WIDTH SPACE is put into the seam between them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias, assert_never


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text that somebody else chose: a name, a reason, a ticket."""

    text: str


class Code(str):
    """What is the same in every language: the number of a request, the end of an id, a command."""

    __slots__ = ()


class Template(StrEnum):
    """Words of ours, in English; {names in braces} are gaps. Other languages have the same gaps."""

    def __call__(self, **gaps: "Gap") -> "Said":
        return Said(str(self), tuple(gaps.items()))


@dataclass(frozen=True, slots=True)
class Said:
    """A template with what stands in its gaps; still in no language."""

    template: str
    gaps: "tuple[tuple[str, Gap], ...]"


Part: TypeAlias = Template | Said | Foreign | Code
Sentence: TypeAlias = tuple[Part, ...]
Gap: TypeAlias = Part | int | Sentence

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language. *code* is its BCP 47 tag, *words* what it says for each English template; English itself has none."""

    code: str
    thousands: str
    words: Mapping[str, str]

    def say(self, template: str) -> str:
        return self.words.get(template, template)

    def speak(self, sentence: Sentence) -> Iterator[str | Foreign]:
        """Say a sentence; neighbouring words of ours come as one string."""
        ours = ""
        for part in self._speak(sentence):
            if isinstance(part, str):
                ours += part
                continue
            yield from [ours] if ours else []
            yield part
            ours = ""
        yield from [ours] if ours else []

    def _speak(self, gap: "Gap") -> Iterator[str | Foreign]:
        match gap:
            case Foreign():
                yield gap
            case Said():
                yield from self._fill(gap)
            case Template():
                yield self.say(gap)
            case Code():
                yield str(gap)
            case int():
                yield f"{gap:,}".replace(",", self.thousands)
            case tuple():
                yield from (said for part in gap for said in self._speak(part))
            case _:
                assert_never(gap)  # a plain string is neither ours nor foreign; nobody may say it

    def _fill(self, said: Said) -> Iterator[str | Foreign]:
        filled = dict(said.gaps)
        for place, piece in enumerate(_GAP.split(self.say(said.template))):
            yield from self._speak(filled[piece]) if place % 2 else [piece]


ENGLISH = Tongue(code="en", thousands=",", words={})

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
SEAM = "\N{ZERO WIDTH SPACE}"
"""Not WORD JOINER: that one keeps a long text from wrapping, and it runs out of the card on a phone."""

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")  # Persian and emoji are not readable without them
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by category, nothing to the eye
_MOST_MARKS = 2
_MOST_HIDDEN = 8
"""Signs that are looked at for each that may be shown: what only hides in front of it is cut with the rest."""
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
    seen = text[: longest * _MOST_HIDDEN]
    clean = " ".join((seen if seen.isascii() and seen.isprintable() else "".join(_clean(seen))).split())
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


@lru_cache(maxsize=4_096)
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


def flatten(sentence: Sentence, tongue: Tongue = ENGLISH) -> str:
    """Say a sentence as one plain string, its foreign parts made safe."""
    return "".join(part if isinstance(part, str) else shown(part.text) for part in tongue.speak(sentence))
