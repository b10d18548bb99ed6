"""The phrase book in German."""

from collections.abc import Mapping

GERMAN_LABELS: Mapping[str, str] = {}
GERMAN_PHRASES: Mapping[str, str] = {}
