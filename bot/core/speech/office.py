"""Sentences about the Office policy: what it is, what is planned for it, what became of it; in English."""

from bot.core.text import Template


class OfficePhrase(Template):
    """What is said about the Office policy: what it is, what is planned for it, what became of it."""
