"""The languages that Linkgate speaks, and which of them a person hears."""

from bot.core.speech.german import GERMAN_PHRASES
from bot.core.speech.german_kept import KEPT
from bot.core.speech.german_labels import GERMAN_LABELS
from bot.core.text import ENGLISH, Tongue

GERMAN = Tongue(code="de", thousands=".", words={**GERMAN_LABELS, **GERMAN_PHRASES, **KEPT})
TONGUES = (ENGLISH, GERMAN)


def pick(locale: str, *, otherwise: Tongue) -> Tongue:
    """Pick the language of a client's locale, such as de-AT; *otherwise*, where Linkgate does not speak it."""
    primary = locale.replace("_", "-").split("-", 1)[0].lower()
    return next((tongue for tongue in TONGUES if tongue.code == primary), otherwise)
