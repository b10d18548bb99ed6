"""Sentences in German that answer questions: how the setting is, what is open, who is covered."""

from collections.abc import Mapping

from bot.core.speech.phrases import Phrase

GERMAN_ANSWERS: Mapping[str, str] = {
    # status
    Phrase.IN_DOUBT: "Ob LinkedIn-Kontoverbindungen aktiv sind, ist unbekannt.",
    Phrase.SUM_STATUS: "LinkedIn-Kontoverbindungen: {truth}",
    Phrase.ON_FOR_COUNTED: "Aktiv für alle: {people}.",
    Phrase.ON_FOR_EVERYONE: "Aktiv für alle.",
    Phrase.ON_FOR_NOBODY: "Aus für alle: Niemand kann ein LinkedIn-Konto verbinden.",
    Phrase.ON_FOR_UNREAD: "Aktiv für eine Gruppe, die nicht gelesen werden konnte: {tail}.",
    Phrase.ON_FOR_UNFIT: (
        "Auf eine Gruppe gesetzt, die die Einstellung nicht nutzen kann: {group}. Für wen sie aktiv ist, ist ungewiss."
    ),
    Phrase.ON_FOR_MEMBERS: "Aktiv für {people} in einer Gruppe: {group}. Aus für alle anderen.",
    Phrase.DRIFTED: (
        "Der zuletzt genehmigte Wert war: {value} ({request}). Jemand hat ihn anderswo geändert, "
        "zum Beispiel im Microsoft Entra Admin Center."
    ),
    Phrase.UNREAD: "nicht lesbar",
    Phrase.STILL_UNKNOWN: (
        "Ob sie angewendet wurde, ist unbekannt. Linkgate liest weiter; linkgate resolve schließt sie von Hand ab."
    ),
    Phrase.NO_TENANT_NAME: "Der Name des Mandanten konnte nicht gelesen werden",
    Phrase.NOTHING_OPEN: "Nichts wartet auf Genehmigung",
    Phrase.OPEN_REQUEST: "{request} von {asker}: {state}",
    # lists, choice, help
    Phrase.NOTHING_LISTED: "Keine Einträge",
    Phrase.NO_REQUESTS: "Keine Anfrage ist offen.",
    Phrase.NO_HISTORY: "Noch ist keine Anfrage beendet.",
    Phrase.SUM_LIST: "{title}: {rows}.",
    Phrase.UNDELIVERED: (
        "Nachrichten, die Teams nicht annahm: {named}. Wem eine fehlt, installiert Linkgate oder schreibt ihm; "
        "linkgate doctor sagt, wem und warum."
    ),
    Phrase.UNDELIVERED_MORE: "{named} und {count} weitere Anfragen",
    Phrase.NAMES_ALIKE: "Namen können sich gleichen. Das Ende der Objekt-ID unterscheidet Gruppen.",
    Phrase.ASK_GROUP: "Für welche Gruppe? Geben Sie den Anfang ihres Namens ein und wählen Sie.",
    Phrase.MORE_GROUPS: (
        "Es passen mehr Gruppen als gezeigt. Fehlt Ihre, geben Sie mehr von ihrem Namen oder ihre Objekt-ID ein."
    ),
    Phrase.ASK_WHICH: "Mehrere Gruppen passen zu {name}. Welche meinen Sie?",
    Phrase.CHOICE: "{name} · {kind} · {people} · {tail}",
    Phrase.ABOUT: "LinkedIn-Kontoverbindungen: Einstellung ansehen, um Änderung bitten, entscheiden",
    Phrase.RECORDED: (
        "Alle Anfragen und Entscheidungen werden aufgezeichnet. Antworten an Sie sind für Sie; eine Anfrage und ihre "
        "Begründung sehen die Genehmigenden, alle im Chat, in dem sie gestellt wurde, und der Verlauf."
    ),
    Phrase.WELCOME: (
        "Linkgate zeigt eine Einstellung dieses Mandanten und ändert sie nur, wenn jemand anderes zugestimmt hat. "
        "Geben Sie einen Befehl ein, oder beginnen Sie mit einem der Vorschläge."
    ),
    Phrase.KNOW_NO_TOPIC: "Zu {name} gibt es keine Hilfe. Das ist alles, was es gibt:",
    Phrase.LIST_FORMS: "Linkgate kennt: {forms}.",
    # members, and who is covered
    Phrase.NO_SUCH_GROUP: "Es gibt keine Gruppe mit dieser ID.",
    Phrase.NO_SELECTION: "{mode}: Die Einstellung nennt keine Gruppe. Sagen Sie, welche Sie meinen.",
    Phrase.NO_SELECTION_KNOWN: "Welche Gruppe ausgewählt ist, ist unbekannt. {doubt} Sagen Sie, welche Sie meinen.",
    Phrase.SELECTION_GONE: "Die ausgewählte Gruppe {tail} war nicht lesbar; vielleicht ist sie gelöscht.",
    Phrase.WHICH_MEMBERS: "Mehrere Gruppen passen zu {name}: {named}. Nennen Sie eine mit ihrer Objekt-ID.",
    Phrase.WHICH_ACCOUNT: "Mehrere Konten haben die Adresse {name}: {named}. Nennen Sie eines mit seiner Objekt-ID.",
    Phrase.NAME_AND_ID: "{name} ({id})",
    Phrase.AND_MORE: "{named} und {count} weitere",
    Phrase.FIND_NOBODY: (
        "Kein Konto ist als {name} bekannt. Nutzen Sie einen Anmeldenamen, eine Mailadresse oder eine Objekt-ID."
    ),
    Phrase.THE_GROUP: "die ausgewählte Gruppe",
    Phrase.COVERED_ALL: "Ja, für alle.",
    Phrase.COVERED_DIRECT: "Ja: direktes Mitglied von {group}.",
    Phrase.COVERED_NESTED: (
        "Ja, aber nur über verschachtelte Gruppen von {group}. Ob Microsoft diese berücksichtigt, ist nicht "
        "dokumentiert."
    ),
    Phrase.COVERED_UNSEEN: (
        "Ja, aber nur über verschachtelte Gruppen von {group}, auf einem Weg, den Linkgate nicht fand. Ob Microsoft "
        "diese berücksichtigt, ist nicht dokumentiert."
    ),
    Phrase.NOT_COVERED: "Nein: nicht in der Gruppe {group}.",
    Phrase.COVERED_NOBODY: "Nein: aus für alle.",
    Phrase.COVER_UNKNOWN: "Nicht zu sagen: {doubt}",
    Phrase.SELECTS_NO_GROUP: "Die Einstellung nennt noch keine Gruppe; vielleicht gilt sie für Ausgewählte.",
    Phrase.MORE_PATHS: "Es gibt {count} weitere Wege; dies ist der kürzeste.",
    Phrase.WOULD_GAIN: "Bekäme es durch {request}; Stand: {state}.",
    Phrase.WOULD_LOSE: "Verlöre es durch {request}; Stand: {state}.",
    Phrase.WOULD_STAY_IN: "Behielte es nach {request}; Stand: {state}.",
    Phrase.WOULD_STAY_OUT: "Bliebe auch nach {request} ohne; Stand: {state}.",
    Phrase.WOULD_BE_UNKNOWN: "Was {request} hier ändern würde, ist nicht zu sagen; Stand: {state}.",
    Phrase.THROUGH_NESTED: (
        " Über verschachtelte Gruppen, das heißt: Ob Microsoft sie berücksichtigt, ist nicht dokumentiert."
    ),
    Phrase.IS_SELECTED: "Die Einstellung gilt jetzt für diese Gruppe",
    Phrase.IS_NOT_SELECTED: "Die Einstellung gilt jetzt nicht für diese Gruppe",
    Phrase.SELECTION_UNTOLD: "Ob die Einstellung jetzt für diese Gruppe gilt, ist nicht zu sagen",
    Phrase.MARK_GUEST: "Gast",
    Phrase.MARK_DISABLED: "deaktiviert",
    Phrase.MARK_NESTED: "nur über eine verschachtelte Gruppe",
    Phrase.MARKED: "{name} · {marks}",
    Phrase.MORE_OF_THEM: "und {count} weitere",
    Phrase.NOT_LISTED: "Zu viele, um sie aufzulisten",
    Phrase.NOBODY_IN_IT: "Niemand ist darin",
    Phrase.NO_GROUPS_IN_IT: "Keine Gruppe",
    Phrase.SUM_MEMBERS: "Mitglieder von {group}: {size}.",
    Phrase.SUM_CHECK: "{name}: {verdict}",
}
