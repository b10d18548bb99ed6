"""Sentences in German about what people have to be told, and whether they were."""

from collections.abc import Mapping

GERMAN_ANNOUNCEMENTS: Mapping[str, str] = {}
