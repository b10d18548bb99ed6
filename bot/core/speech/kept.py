"""Sentences that are kept, or raised as errors: English, word for word, found again when they are to be shown.

The ledger is in one language. So what Linkgate wrote down stays a string of English; `recall` recognises the template
that it came from, and its gaps, and a reader sees it in their own language. What it does not recognise is foreign.
"""

import re
from collections.abc import Iterator

from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.german_kept import KEPT
from bot.core.speech.lists import ListPhrase
from bot.core.speech.office import OfficePhrase
from bot.core.speech.phrases import Phrase
from bot.core.text import Foreign, Gap, Said, Sentence

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*")
_GAP = re.compile(r"\\\{(\w+)\\\}")
_KINDS = (Phrase, ListPhrase, OfficePhrase, EffectPhrase, AnnouncePhrase)
_PLAIN = {str(phrase): phrase for kind in _KINDS for phrase in kind if "{" not in phrase}
_INNER = (Phrase.PEOPLE, Phrase.MODE_OF_GROUP, Phrase.FROM_UNKNOWN)
"""Phrases with gaps that stand within kept sentences."""

_THEIRS = ("{0} could not make the change: {1}", "1")
"""A gap that holds what a person typed: it stays theirs, even where it reads like words of ours."""


def _compile(template: str) -> tuple[str, re.Pattern[str]]:
    return template, re.compile(_GAP.sub(lambda gap: f"(?P<g{gap[1]}>.*)", re.escape(template)), re.DOTALL)


def _rank(template: str) -> tuple[bool, bool, int]:
    """Try first a person's own words, then a fixed end (a sentence may stand before it), then length."""
    return template != _THEIRS[0], template.endswith("}"), -len(template)


_TEMPLATES = tuple(_compile(template) for template in sorted([*KEPT, *_INNER], key=_rank))


def recall(text: str) -> Sentence:
    """Find the template of ours that *text* was written from; what is none of ours is foreign."""
    for start in dict.fromkeys((text, text[:1].upper() + text[1:])):
        if start in _PLAIN:
            return (_PLAIN[start],)
        for template, pattern in _TEMPLATES:
            if found := pattern.fullmatch(start):
                return (Said(str(template), tuple(_list_gaps(template, found))),)
    return (Foreign(text),)


def _list_gaps(template: str, found: re.Match[str]) -> Iterator[tuple[str, Gap]]:
    for name, text in found.groupdict().items():
        if (template, name[1:]) == _THEIRS:
            yield name[1:], Foreign(text)
        elif _NUMBER.fullmatch(text):
            yield name[1:], int(text.replace(",", ""))
        else:
            yield name[1:], recall(text)
