"""Sentences in German about the Office policy: what it is, what is planned for it, what became of it."""

from collections.abc import Mapping

from bot.core.speech.office import OfficePhrase

GERMAN_OFFICE: Mapping[str, str] = {
    # files
    OfficePhrase.FILES_DISABLE: (
        "Dateien, die „LinkedIn-Features in Office-Anwendungen anzeigen“ ohne Intune deaktivieren."
    ),
    OfficePhrase.FILES_ENABLE: (
        "Dateien, die „LinkedIn-Features in Office-Anwendungen anzeigen“ ohne Intune aktivieren."
    ),
    OfficePhrase.FILES_RESET: (
        "Dateien, die „LinkedIn-Features in Office-Anwendungen anzeigen“ ohne Intune wieder auf nicht konfiguriert "
        "setzen: Alle entscheiden dann selbst in Office."
    ),
    OfficePhrase.FILES_OFFER: (
        "{files} Noch ist nichts geändert; das geschieht, wenn jemand eine davon verwendet. Was wofür ist, sagt {page}."
    ),
    OfficePhrase.FILES_ON_TERMINAL: (
        "Dateien sind hier abgeschaltet, daher kann keine angeboten werden. Nichts wurde geändert. Dieselben Dateien "
        "schreibt, wo immer Linkgate installiert ist, im Terminal: {command}"
    ),
}
