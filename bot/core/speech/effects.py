"""Sentences about what people get: where LinkedIn is seen, and whether they may consent to apps; in English."""

from bot.core.text import Template


class EffectPhrase(Template):
    """What is said about what people get: where LinkedIn is seen, and whether they may consent to apps."""
