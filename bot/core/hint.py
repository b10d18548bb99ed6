"""What a text may have been meant to be: the nearest form, offered for the compose box and never run.

No hint ever leads to a decision: what comes near to approve or reject is not helped along.
"""

import difflib
import re

from bot.core.typed import Line, bare

FORMS = (
    "help",
    "linkedin status",
    "linkedin enable all",
    "linkedin enable group",
    "linkedin disable",
    "linkedin requests",
    "linkedin history",
    "linkedin move to group",
    "linkedin create group",
    "linkedin members",
    "linkedin check",
    "linkedin effect",
    "linkedin consent",
    "linkedin office status",
    "linkedin office disable",
    "linkedin office enable",
    "linkedin office reset",
    "linkedin office files",
    "linkedin announce",
    "linkedin withdraw",
    "linkedin stop",
    "linkedin why",
    "linkedin whoami",
)
_VERBS = frozenset(form.split()[1] for form in FORMS if " " in form) | {"approve", "reject", "return"}
_WORD = re.compile(r"\S+")


def suggest(line: Line) -> tuple[str, ...]:
    """Offer the nearest form, the rest of the text kept. Turning on is never offered for a word that turns off."""
    words = list(_WORD.finditer(line.plain))
    for form in sorted(FORMS, key=lambda form: -len(form.split())):
        for skipped in (0, 1):  # "status" alone is near "linkedin status"
            head = form.split()[skipped:]
            typed = [bare(word[0]) for word in words[: len(head)]]
            if head and len(typed) == len(head) and all(map(_is_near, typed, head)):
                rest = line.keep(words[len(head)].start()) if words[len(head) :] else ""
                return (f"{form} {rest}".strip(),)
    return ()


def _is_near(typed: str, word: str) -> bool:
    if typed in _VERBS:
        return typed == word
    opposite = (typed.startswith(("dis", "un", "de")) and not word.startswith("dis")) or typed in {"off", "deny"}
    return not opposite and difflib.SequenceMatcher(None, typed, word).ratio() >= 0.7  # noqa: PLR2004  tried on typos
