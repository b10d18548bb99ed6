"""Sentences in German that answer questions: how the setting is, what is open, who is covered."""

from collections.abc import Mapping

from bot.core.speech.answers import AnswerPhrase

GERMAN_ANSWERS: Mapping[str, str] = {
    # status
    AnswerPhrase.IN_DOUBT: "Ob LinkedIn-Kontoverbindungen aktiv sind, ist unbekannt.",
    AnswerPhrase.SUM_STATUS: "LinkedIn-Kontoverbindungen: {truth}",
    AnswerPhrase.ON_FOR_COUNTED: "Aktiv für alle: {people}.",
    AnswerPhrase.ON_FOR_EVERYONE: "Aktiv für alle.",
    AnswerPhrase.ON_FOR_NOBODY: "Aus für alle: Niemand kann ein LinkedIn-Konto verbinden.",
    AnswerPhrase.ON_FOR_UNREAD: "Aktiv für eine Gruppe, die nicht gelesen werden konnte: {tail}.",
    AnswerPhrase.ON_FOR_UNFIT: (
        "Auf eine Gruppe gesetzt, die die Einstellung nicht nutzen kann: {group}. Für wen sie aktiv ist, ist ungewiss."
    ),
    AnswerPhrase.ON_FOR_MEMBERS: "Aktiv für {people} in einer Gruppe: {group}. Aus für alle anderen.",
    AnswerPhrase.DRIFTED: (
        "Der zuletzt genehmigte Wert war: {value} ({request}). Jemand hat ihn anderswo geändert, "
        "zum Beispiel im Microsoft Entra Admin Center."
    ),
    AnswerPhrase.UNREAD: "nicht lesbar",
    AnswerPhrase.STILL_UNKNOWN: (
        "Ob sie angewendet wurde, ist unbekannt. Linkgate liest weiter; linkgate resolve schließt sie von Hand ab."
    ),
    AnswerPhrase.NO_TENANT_NAME: "Der Name des Mandanten konnte nicht gelesen werden",
    AnswerPhrase.NOTHING_OPEN: "Nichts wartet auf Genehmigung",
    AnswerPhrase.OPEN_REQUEST: "{request} von {asker}: {state}",
    # lists, choice, help
    AnswerPhrase.NOTHING_LISTED: "Keine Einträge",
    AnswerPhrase.NO_REQUESTS: "Keine Anfrage ist offen.",
    AnswerPhrase.NO_HISTORY: "Noch ist keine Anfrage beendet.",
    AnswerPhrase.SUM_LIST: "{title}: {rows}.",
    AnswerPhrase.UNDELIVERED: (
        "Nachrichten, die Teams nicht annahm: {named}. Wem eine fehlt, installiert Linkgate oder schreibt ihm; "
        "linkgate doctor sagt, wem und warum."
    ),
    AnswerPhrase.UNDELIVERED_MORE: "{named} und {count} weitere Anfragen",
    AnswerPhrase.NAMES_ALIKE: "Namen können sich gleichen. Das Ende der Objekt-ID unterscheidet Gruppen.",
    AnswerPhrase.ASK_GROUP: "Für welche Gruppe? Geben Sie den Anfang ihres Namens ein und wählen Sie.",
    AnswerPhrase.MORE_GROUPS: (
        "Es passen mehr Gruppen als gezeigt. Fehlt Ihre, geben Sie mehr von ihrem Namen oder ihre Objekt-ID ein."
    ),
    AnswerPhrase.ASK_WHICH: "Mehrere Gruppen passen zu {name}. Welche meinen Sie?",
    AnswerPhrase.CHOICE: "{name} · {kind} · {people} · {tail}",
    AnswerPhrase.ABOUT: "LinkedIn-Kontoverbindungen: Einstellung ansehen, um Änderung bitten, entscheiden",
    AnswerPhrase.RECORDED: (
        "Alle Anfragen und Entscheidungen werden aufgezeichnet. Antworten an Sie sind für Sie; eine Anfrage und ihre "
        "Begründung sehen die Genehmigenden, alle im Chat, in dem sie gestellt wurde, und der Verlauf."
    ),
    AnswerPhrase.WELCOME: (
        "Linkgate zeigt eine Einstellung dieses Mandanten und ändert sie nur, wenn jemand anderes zugestimmt hat. "
        "Geben Sie einen Befehl ein, oder beginnen Sie mit einem der Vorschläge."
    ),
    AnswerPhrase.KNOW_NO_TOPIC: "Zu {name} gibt es keine Hilfe. Das ist alles, was es gibt:",
    AnswerPhrase.LIST_FORMS: "Linkgate kennt: {forms}.",
    # members, and who is covered
    AnswerPhrase.NO_SUCH_GROUP: "Es gibt keine Gruppe mit dieser ID.",
    AnswerPhrase.NO_SELECTION: "{mode}: Die Einstellung nennt keine Gruppe. Sagen Sie, welche Sie meinen.",
    AnswerPhrase.NO_SELECTION_KNOWN: (
        "Welche Gruppe ausgewählt ist, ist unbekannt. {doubt} Sagen Sie, welche Sie meinen."
    ),
    AnswerPhrase.SELECTION_GONE: "Die ausgewählte Gruppe {tail} war nicht lesbar; vielleicht ist sie gelöscht.",
    AnswerPhrase.WHICH_MEMBERS: "Mehrere Gruppen passen zu {name}: {named}. Nennen Sie eine mit ihrer Objekt-ID.",
    AnswerPhrase.WHICH_ACCOUNT: (
        "Mehrere Konten haben die Adresse {name}: {named}. Nennen Sie eines mit seiner Objekt-ID."
    ),
    AnswerPhrase.NAME_AND_ID: "{name} ({id})",
    AnswerPhrase.AND_MORE: "{named} und {count} weitere",
    AnswerPhrase.FIND_NOBODY: (
        "Kein Konto ist als {name} bekannt. Nutzen Sie einen Anmeldenamen, eine Mailadresse oder eine Objekt-ID."
    ),
    AnswerPhrase.THE_GROUP: "die ausgewählte Gruppe",
    AnswerPhrase.COVERED_ALL: "Ja, für alle.",
    AnswerPhrase.COVERED_DIRECT: "Ja: direktes Mitglied von {group}.",
    AnswerPhrase.COVERED_NESTED: (
        "Ja, aber nur über verschachtelte Gruppen von {group}. Ob Microsoft diese berücksichtigt, ist nicht "
        "dokumentiert."
    ),
    AnswerPhrase.COVERED_UNSEEN: (
        "Ja, aber nur über verschachtelte Gruppen von {group}, auf einem Weg, den Linkgate nicht fand. Ob Microsoft "
        "diese berücksichtigt, ist nicht dokumentiert."
    ),
    AnswerPhrase.NOT_COVERED: "Nein: nicht in der Gruppe {group}.",
    AnswerPhrase.COVERED_NOBODY: "Nein: aus für alle.",
    AnswerPhrase.COVER_UNKNOWN: "Nicht zu sagen: {doubt}",
    AnswerPhrase.SELECTS_NO_GROUP: "Die Einstellung nennt noch keine Gruppe; vielleicht gilt sie für Ausgewählte.",
    AnswerPhrase.MORE_PATHS: "Es gibt {count} weitere Wege; dies ist der kürzeste.",
    AnswerPhrase.WOULD_GAIN: "Bekäme es durch {request}; Stand: {state}.",
    AnswerPhrase.WOULD_LOSE: "Verlöre es durch {request}; Stand: {state}.",
    AnswerPhrase.WOULD_STAY_IN: "Behielte es nach {request}; Stand: {state}.",
    AnswerPhrase.WOULD_STAY_OUT: "Bliebe auch nach {request} ohne; Stand: {state}.",
    AnswerPhrase.WOULD_BE_UNKNOWN: "Was {request} hier ändern würde, ist nicht zu sagen; Stand: {state}.",
    AnswerPhrase.THROUGH_NESTED: (
        " Über verschachtelte Gruppen, das heißt: Ob Microsoft sie berücksichtigt, ist nicht dokumentiert."
    ),
    AnswerPhrase.IS_SELECTED: "Die Einstellung gilt jetzt für diese Gruppe",
    AnswerPhrase.IS_NOT_SELECTED: "Die Einstellung gilt jetzt nicht für diese Gruppe",
    AnswerPhrase.SELECTION_UNTOLD: "Ob die Einstellung jetzt für diese Gruppe gilt, ist nicht zu sagen",
    AnswerPhrase.MARK_GUEST: "Gast",
    AnswerPhrase.MARK_DISABLED: "deaktiviert",
    AnswerPhrase.MARK_NESTED: "nur über eine verschachtelte Gruppe",
    AnswerPhrase.MARKED: "{name} · {marks}",
    AnswerPhrase.MORE_OF_THEM: "und {count} weitere",
    AnswerPhrase.NOT_LISTED: "Zu viele, um sie aufzulisten",
    AnswerPhrase.NOBODY_IN_IT: "Niemand ist darin",
    AnswerPhrase.NO_GROUPS_IN_IT: "Keine Gruppe",
    AnswerPhrase.SUM_MEMBERS: "Mitglieder von {group}: {size}.",
    AnswerPhrase.SUM_CHECK: "{name}: {verdict}",
}
