"""Sentences in German about the Office policy: what it is, what is planned for it, what became of it."""

from collections.abc import Mapping

GERMAN_OFFICE: Mapping[str, str] = {}
