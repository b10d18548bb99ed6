"""Sentences about what people have to be told, and whether they were; in English."""

from bot.core.text import Template


class AnnouncePhrase(Template):
    """What is said about what people have to be told, and whether they were."""
