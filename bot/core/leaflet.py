"""The leaflet: an announcement as Markdown, as HTML and as plain text, in several languages one below the other.

What is foreign is made safe as everywhere (`text.shown`), and then written so that the format takes no sign of it
for its own.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.core.announcement import Announcement, digest
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.text import ENGLISH, Foreign, Part, Tongue, shown

_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")  # all that ASCII has; each may stand behind a backslash (CommonMark, 2.4)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_LIVE = re.compile(r"[\\`*_\[\]<>&]")
_STYLE = "font-family: Segoe UI, Arial, sans-serif; font-size: 11pt; max-width: 45em"
_MARK = 32

Escape = Callable[[str], str]


def write_markdown(announcement: Announcement, tongues: Sequence[Tongue]) -> str:
    """Write CommonMark, with a line between two languages."""
    return "\n---\n\n".join("\n".join(_write_markdown(announcement, tongue)) + "\n" for tongue in tongues)


def _write_markdown(announcement: Announcement, tongue: Tongue) -> Iterable[str]:
    def say(part: Part) -> str:
        return _say(part, tongue, ours=_escape_ours, foreign=_escape_foreign)

    yield f"# {say(announcement.title)}"
    for sentence in announcement.lead:
        yield f"\n{say(sentence)}"
    for section in announcement.sections:
        yield f"\n## {say(section.title)}\n"
        yield from (f"- {say(item)}" for item in section.items)
    yield f"\n## {say(AnnouncePhrase.READ_MORE)}\n"
    yield from (f"- [{say(link.name)}]({link.url})" for link in announcement.links)


def write_html(announcement: Announcement, tongues: Sequence[Tongue]) -> str:
    """Write HTML as mail programs read it: no script, no picture, nothing from elsewhere."""
    bodies = "\n<hr>\n".join("\n".join(_write_html(announcement, tongue)) for tongue in tongues)
    head = f'<meta charset="utf-8"><title>{_escape_html(tongues[0].say(announcement.title))}</title>'
    body = f'<body style="{_STYLE}">\n{bodies}\n</body>'
    return f'<!DOCTYPE html>\n<html lang="{tongues[0].code}">\n<head>{head}</head>\n{body}\n</html>\n'


def _write_html(announcement: Announcement, tongue: Tongue) -> Iterable[str]:
    def say(part: Part) -> str:
        return _say(part, tongue, ours=_escape_html, foreign=_escape_html)

    yield f'<div lang="{tongue.code}">'
    yield f"<h1>{say(announcement.title)}</h1>"
    yield from (f"<p>{say(sentence)}</p>" for sentence in announcement.lead)
    for section in announcement.sections:
        yield f"<h2>{say(section.title)}</h2>\n<ul>"
        yield from (f"<li>{say(item)}</li>" for item in section.items)
        yield "</ul>"
    yield f"<h2>{say(AnnouncePhrase.READ_MORE)}</h2>\n<ul>"
    yield from (f'<li><a href="{_escape_html(link.url)}">{say(link.name)}</a></li>' for link in announcement.links)
    yield "</ul>\n</div>"


def write_plain(announcement: Announcement, tongues: Sequence[Tongue]) -> str:
    """Write lines of text."""
    return f"\n{'-' * 40}\n\n".join("\n".join(_write_plain(announcement, tongue)) + "\n" for tongue in tongues)


def _write_plain(announcement: Announcement, tongue: Tongue) -> Iterable[str]:
    def say(part: Part) -> str:
        return _say(part, tongue, ours=str, foreign=str)

    yield say(announcement.title)
    for sentence in announcement.lead:
        yield f"\n{say(sentence)}"
    for section in announcement.sections:
        yield f"\n{say(section.title)}\n"
        yield from (f"- {say(item)}" for item in section.items)
    yield f"\n{say(AnnouncePhrase.READ_MORE)}\n"
    yield from (f"- {say(link.name)}: {link.url}" for link in announcement.links)


def mark(announcement: Announcement) -> str:
    """Tell one announcement from another, in letters and digits."""
    return digest(announcement, ENGLISH)[:_MARK]


def _say(part: Part, tongue: Tongue, *, ours: Escape, foreign: Escape) -> str:
    said = tongue.speak((part,))
    return "".join(foreign(shown(one.text)) if isinstance(one, Foreign) else ours(one) for one in said)


def _escape_ours(text: str) -> str:
    return _LIVE.sub(r"\\\g<0>", text)


def _escape_foreign(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _escape_html(text: str) -> str:
    return text.translate(_ENTITIES)
