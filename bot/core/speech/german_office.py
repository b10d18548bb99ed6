"""Sentences in German about the Office policy. A wish is an infinitive clause with "zu"; {whom} stands after "für"."""

from collections.abc import Mapping

from bot.core.speech.office import OfficePhrase

GERMAN_OFFICE: Mapping[str, str] = {
    # whom a policy is for; stands after "für"
    OfficePhrase.ALL_USERS: "alle mit einer Intune-Lizenz",
    OfficePhrase.ALL_DEVICES: "alle Geräte",
    OfficePhrase.OTHERS: "andere, deren Art Linkgate nicht kennt",
    OfficePhrase.GROUP: "die Gruppe {name} ({people})",
    OfficePhrase.GROUP_GONE: "eine Gruppe, die es nicht mehr gibt (…{tail})",
    OfficePhrase.BUT_NOT: "aber nicht {whom}",
    OfficePhrase.FILTERED: "{whom}, durch einen Filter eingeengt",
    OfficePhrase.NOBODY_YET: "noch niemanden",
    OfficePhrase.ALL_USERS_COUNTED: "alle mit einer Intune-Lizenz (höchstens {people})",
    OfficePhrase.THE_GROUP: "die Gruppe {name}",
    # policies by name
    OfficePhrase.POLICY_FOR: "{policy}, für {whom}",
    OfficePhrase.FOR_WHOM: "Für {whom}",
    OfficePhrase.RIVAL: "{policy}, für {whom}: {value}.",
    OfficePhrase.MORE_RIVALS: "Dazu noch {policies}.",
    OfficePhrase.ONLY_RIVALS: "{policies}: linkedin office status listet sie auf.",
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
    # what there is
    OfficePhrase.HIDDEN_ALL: "Für alle ausgeblendet durch {policies}.",
    OfficePhrase.SHOWN_ALL: "Für alle eingeblendet durch {policies}.",
    OfficePhrase.HIDDEN_FOR: "Ausgeblendet für {whom}. Alle anderen entscheiden in Office selbst.",
    OfficePhrase.SHOWN_FOR: "Eingeblendet für {whom}. Alle anderen entscheiden in Office selbst.",
    OfficePhrase.HIDDEN_SOME: "Für manche ausgeblendet durch {policies}. Alle anderen entscheiden in Office selbst.",
    OfficePhrase.SHOWN_SOME: "Für manche eingeblendet durch {policies}. Alle anderen entscheiden in Office selbst.",
    OfficePhrase.OPEN_TRUTH: "Nicht konfiguriert: Alle entscheiden in Office selbst.",
    OfficePhrase.NOBODY_TRUTH: "Noch für niemanden konfiguriert: {policies} ohne Personen oder Geräte.",
    OfficePhrase.EITHER_TRUTH: (
        "Für manche ausgeblendet und für andere eingeblendet durch {policies}, die sich nicht überschneiden."
    ),
    OfficePhrase.CONFLICT_TRUTH: (
        "{policies} widersprechen sich: Wo sie zusammentreffen, wendet Intune keinen Wert an."
    ),
    OfficePhrase.UNCLEAR_TRUTH: "Unklar: Die Richtlinie sagt zweierlei zugleich.",
    OfficePhrase.UNREAD_TRUTH: "Ob eine Richtlinie LinkedIn in Office ausblendet, ist unbekannt.",
    OfficePhrase.SUM_OFFICE: "LinkedIn in Office: {truth}",
    OfficePhrase.ONE_POLICY: "1 Richtlinie",
    OfficePhrase.POLICIES: "{count} Richtlinien",
    OfficePhrase.MORE_POLICIES: "Dazu in Intune noch {policies}.",
    OfficePhrase.CONFLICT_RULE: (
        "Von zwei verschiedenen Werten wendet Intune keinen an, wo jemand beide erhält. Setzen Sie eine der "
        "Richtlinien zurück, oder nehmen Sie Personen in Intune von einer aus."
    ),
    OfficePhrase.MARKED: "ID {tail} · trägt Linkgates Zeichen",
    OfficePhrase.UNMARKED: "ID {tail} · nicht von Linkgate",
    OfficePhrase.SETS_MORE: "Setzt noch {others}.",
    OfficePhrase.TWO_THINGS: "Sagt zweierlei zugleich. Bringen Sie sie in Intune in Ordnung.",
    OfficePhrase.RENAMED_SETTING: (
        "Intune hat der Einstellung eine andere ID gegeben, als diese Version von Linkgate kennt. Gefunden wurde sie "
        "am Namen: Show LinkedIn features in Office applications."
    ),
    OfficePhrase.SETTING_NAME: "Show LinkedIn features in Office applications",
    OfficePhrase.STILL_WORKS: (
        "Alles zur Einstellung geht weiter wie bisher. Ohne Intune gibt linkedin office files disable Dateien für die "
        "Gruppenrichtlinie."
    ),
    OfficePhrase.NO_RESULTS: (
        "Was Gruppenrichtlinie oder Cloudrichtlinie auf einem Gerät gesetzt haben: Intune kennt nur die eigenen."
    ),
    OfficePhrase.NO_MSI: "Per MSI installiertes Office: Intunes Richtlinie gilt nur für Klick-und-Los.",
    OfficePhrase.NO_TOGGLE: "Was Personen in Office selbst gewählt haben, wo keine Richtlinie etwas sagt.",
    # what is asked for, and what came of it
    OfficePhrase.WISH_HIDE: "LinkedIn in Office unter Windows für {whom} auszublenden",
    OfficePhrase.WISH_SHOW: "LinkedIn in Office unter Windows für {whom} einzublenden",
    OfficePhrase.WISH_REMOVE: "die Office-Richtlinie für {whom} zu entfernen; andere mit der Einstellung bleiben",
    OfficePhrase.WISH_RESET: "die Office-Richtlinie für {whom} zu entfernen, damit diese in Office selbst entscheiden",
    OfficePhrase.EFFECT: (
        "Das gilt für höchstens {people}, nur unter Windows; die Einstellung des Mandanten bleibt, wie sie ist."
    ),
    OfficePhrase.EFFECT_UNCOUNTED: (
        "Für wie viele, ist nicht bekannt; die Einstellung des Mandanten bleibt, wie sie ist."
    ),
    OfficePhrase.NOW_HIDDEN: "LinkedIn ist in Office unter Windows jetzt für {whom} ausgeblendet ({request}). {why}",
    OfficePhrase.NOW_SHOWN: "LinkedIn ist in Office unter Windows jetzt für {whom} eingeblendet ({request}). {why}",
    OfficePhrase.NOW_REMOVED: (
        "Die Office-Richtlinie für {whom} ist entfernt ({request}). Weitere Richtlinien mit der Einstellung bleiben, "
        "wie sie sind. {why}"
    ),
    OfficePhrase.NOW_RESET: (
        "Die Office-Richtlinie für {whom} ist entfernt ({request}): Diese entscheiden in Office selbst. {why}"
    ),
    OfficePhrase.STEP_FOR_ALL: "Office: {before} → {after}, alle",
    OfficePhrase.STEP_FOR_GROUP: "Office: {before} → {after}, {group}",
    OfficePhrase.RESULT: "{value}, für {whom}",
    OfficePhrase.SLOT_TAKEN_BY: (
        "{request} von {asker} zur Office-Richtlinie ist {state}. Linkgate führt eine Anfrage nach der anderen aus: "
        "Warten Sie darauf, oder lassen Sie sie zurückziehen, und fragen Sie dann noch einmal."
    ),
    OfficePhrase.PLANNED_ANEW: (
        "{request} ist von den Richtlinien aus geplant, die Intune jetzt hat. Die Karte liegt bei Ihnen zum Senden."
    ),
    OfficePhrase.NEW_IN_INTUNE: "neu, mit Linkgates Zeichen",
    OfficePhrase.DECIDE_ALONE: "Alle entscheiden in Office selbst.",
    OfficePhrase.OTHERS_STAY: "Weitere Richtlinien mit der Einstellung bleiben, wie sie sind.",
    OfficePhrase.CHANGES_OTHERS: (
        "{policy} trägt kein Zeichen von Linkgate: Jemand hat sie in Intune angelegt und rechnet vielleicht mit ihr. "
        "Fragen Sie dort nach, bevor Sie zustimmen, dass Linkgate sie ändert."
    ),
    OfficePhrase.REMOVES_OTHERS: (
        "{policy} trägt kein Zeichen von Linkgate: Jemand hat sie in Intune angelegt und rechnet vielleicht mit ihr. "
        "Fragen Sie dort nach, bevor Sie zustimmen, dass Linkgate sie entfernt. Zurückholen lässt sie sich nicht."
    ),
    OfficePhrase.RIVAL_RULE: (
        "Von zwei verschiedenen Werten wendet Intune keinen an: Für alle, die beide erhalten, gilt dann keiner."
    ),
    OfficePhrase.DYNAMIC_HERE: (
        "Sie ist dynamisch. Hier ist das in Ordnung, anders als bei der Einstellung: Intune folgt ihren Mitgliedern."
    ),
    OfficePhrase.ALL_LICENSED: "Alle mit einer Intune-Lizenz",
    OfficePhrase.OF_ACCOUNTS: ("{people} im Mandanten; ohne Intune-Lizenz oder Windows-Gerät wird niemand erreicht"),
    OfficePhrase.WINDOWS_ONLY: (
        "Die Richtlinie wirkt in Office unter Windows, installiert per Klick-und-Los. Im Web und auf Telefonen, und in "
        "per MSI installiertem Office, ändert sich nichts."
    ),
    OfficePhrase.SETTING_APART: "Die Einstellung zu Kontoverbindungen ist eine andere und bleibt, wie sie ist.",
    # what comes next
    OfficePhrase.NEXT_APPLYING: (
        "Linkgate schreibt die Richtlinie und liest sie aus Intune zurück. Diese Karte ändert sich danach."
    ),
    OfficePhrase.NEXT_APPLIED: (
        "Geräte übernehmen es, wenn sie Intune das nächste Mal fragen; Microsoft nennt keine Frist."
    ),
    OfficePhrase.NEXT_FAILED: "Sehen Sie nach, was Intune hat, bevor Sie noch einmal fragen: linkedin office status.",
    OfficePhrase.NEXT_UNKNOWN: (
        "Linkgate schreibt kein zweites Mal. Es liest Intune weiter und sagt hier, was es findet. Ändern Sie bis dahin "
        "nichts von Hand."
    ),
    OfficePhrase.NEXT_STALE: (
        "Nichts wurde geschrieben. Eine neue Anfrage wird von den Richtlinien aus geplant, wie sie dann sind."
    ),
    OfficePhrase.READ_BACK: "Aus Intune zurückgelesen und wie genehmigt vorgefunden.",
}
