"""Sentences in German about the Office policy. A wish is an infinitive clause with "zu"; {whom} stands after "für"."""

from collections.abc import Mapping

from bot.core.speech.office import OfficePhrase

GERMAN_OFFICE: Mapping[str, str] = {
    # whom a policy is for; stands after "für"
    OfficePhrase.ALL_USERS: "alle mit einer Intune-Lizenz",
    OfficePhrase.ALL_DEVICES: "alle Geräte",
    OfficePhrase.OTHERS: "andere, deren Art Linkgate nicht kennt",
    OfficePhrase.GROUP: "die Gruppe {name} ({people})",
    OfficePhrase.GROUP_GONE: "eine Gruppe, die es nicht mehr gibt ({tail})",
    OfficePhrase.BUT_NOT: "aber nicht {whom}",
    OfficePhrase.FILTERED: "{whom}, durch einen Filter eingeengt",
    OfficePhrase.NOBODY_YET: "noch niemanden",
    # policies by name
    OfficePhrase.POLICY_FOR: "{policy}, für {whom}",
    OfficePhrase.AND_MORE: "{named} und {count} weitere",
    OfficePhrase.ONE_OTHER: "1 weiteren Wert",
    OfficePhrase.MANY_OTHERS: "{count} weitere Werte",
    # why nothing is planned
    OfficePhrase.ALREADY: "Für genau diese Personen ist es schon so: {policies}. Es gibt nichts zu ändern.",
    OfficePhrase.NOTHING_AT_ALL: (
        "Keine Richtlinie in Intune enthält die Einstellung, also ist nichts zurückzusetzen: Alle entscheiden in "
        "Office selbst."
    ),
    OfficePhrase.NOTHING_THERE: (
        "Keine Richtlinie mit der Einstellung gilt für genau diese Personen, also ist nichts zurückzusetzen. Es gibt: "
        "{policies}. Sagen Sie, für wen: linkedin office reset for group <Name oder ID> oder linkedin office reset "
        "for everyone."
    ),
    OfficePhrase.SEVERAL: (
        "Mehr als eine Richtlinie gilt für genau diese Personen, und Linkgate wählt nicht aus: {policies}. "
        "Lassen Sie in Intune eine davon stehen, und fragen Sie dann noch einmal."
    ),
    OfficePhrase.MIXED: (
        "Die Richtlinie für diese Personen setzt noch {others}, also lässt Linkgate sie stehen: {policies}. "
        "Ändern Sie die Einstellung in dieser Richtlinie selbst in Intune."
    ),
    OfficePhrase.OVERRULED: (
        "Eine Richtlinie für alle sagt etwas anderes: {policies}. Von zwei verschiedenen Werten wendet Intune keinen "
        "an, also wird nichts geplant. Entfernen Sie jene in Intune, oder nehmen Sie diese Personen dort von ihr aus; "
        "dann fragen Sie noch einmal."
    ),
    OfficePhrase.OVERRULED_RESET: (
        "Eine Richtlinie für alle sagt etwas anderes: {policies}. Von zwei verschiedenen Werten wendet Intune keinen "
        "an, also wird nichts geplant. Setzen Sie jene zuerst zurück: {command}; oder nehmen Sie diese Personen in "
        "Intune von ihr aus."
    ),
    OfficePhrase.UNCLEAR: (
        "Die Richtlinie für diese Personen sagt zweierlei zugleich, also lässt Linkgate sie stehen: {policies}. "
        "Bringen Sie sie in Intune in Ordnung, und fragen Sie dann noch einmal."
    ),

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
