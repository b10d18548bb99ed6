"""Sentences in German about what people get: where LinkedIn is seen, and whether they may consent to apps."""

from collections.abc import Mapping

GERMAN_EFFECTS: Mapping[str, str] = {}
