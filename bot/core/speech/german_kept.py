"""What is kept or raised in English, in German."""

from collections.abc import Mapping

KEPT: Mapping[str, str] = {}
