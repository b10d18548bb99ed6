"""Sentences about lists of people, groups and files in German. A {wish} is an infinitive clause with "zu"."""

from collections.abc import Mapping

from bot.core.speech.lists import ListPhrase

GERMAN_LISTS: Mapping[str, str] = {
    # what is wanted, and done
    ListPhrase.WISH_FILL: "{people} in die Gruppe {group} aufzunehmen",
    ListPhrase.WISH_BOTH: (
        "{people} in die Gruppe {group} aufzunehmen und die LinkedIn-Kontoverbindungen für sie einzuschalten"
    ),
    ListPhrase.WISH_CREATE: "eine neue Sicherheitsgruppe namens {group} anzulegen",
    ListPhrase.EFFECT_NONE: "Die Einstellung bleibt, wie sie ist.",
    ListPhrase.NOW_FILLED: "Personen wurden in die Gruppe {group} aufgenommen ({request}), {proof}. {why}",
    ListPhrase.NOW_BOTH: (
        "Personen wurden in die Gruppe {group} aufgenommen, und LinkedIn-Kontoverbindungen sind jetzt für sie "
        "eingeschaltet ({request}), {proof}."
    ),
    ListPhrase.SUM_STOPPING: "{name} hat {request} angehalten; was läuft, endet noch. Es ging darum, {wish}.",
    ListPhrase.SUM_PARTLY: "{request} wurde nicht vollständig ausgeführt (Gruppe {group}): {why}",
    ListPhrase.SUM_UNSEEN: "Ob alle Personen von {request} in der Gruppe {group} sind, ist noch nicht bekannt: {why}",
    ListPhrase.IS_PARTLY: "nicht vollständig ausgeführt",
    ListPhrase.IS_STOPPED: "angehalten",
    ListPhrase.NOW_MADE: "Die Sicherheitsgruppe {group} wurde angelegt ({request}).",
    # lists of people
    ListPhrase.NO_LIST: (
        "Wer soll aufgenommen werden? Hängen Sie derselben Nachricht eine Liste an (CSV, eine Person je Zeile), oder "
        "fügen Sie sie in den Zeilen unter dem Befehl ein."
    ),
    ListPhrase.TWO_LISTS: (
        "Mit dieser Nachricht kam mehr als eine Liste. Senden Sie eine: angehängt oder unter dem Befehl eingefügt."
    ),
    ListPhrase.READING_LIST: (
        "{rows} Zeilen werden gelesen und alle Personen nachgeschlagen. Der Plan kommt gleich; er ändert nichts."
    ),
    ListPhrase.NOBODY_TO_ADD: "In die Gruppe {group} muss niemand aufgenommen werden: {tally}.",
    ListPhrase.HAVE_GROUP: (
        "Eine Gruppe heißt schon {name}, also wird keine weitere angelegt. Nehmen Sie Personen in sie auf, oder wählen "
        "Sie einen anderen Namen."
    ),
    ListPhrase.ASK_ID: (
        "Mehrere Gruppen heißen {name}: {groups}. Senden Sie die Liste noch einmal mit der Kennung der gemeinten."
    ),
    ListPhrase.ASK_ID_ALIKE: (
        "Keine Gruppe heißt {name}. Ähnlich heißen: {groups}. Senden Sie die Liste noch einmal mit einer Kennung davon."
    ),
    ListPhrase.NO_GROUP_TO_FILL: (
        "Keine Gruppe heißt {name}, und keine heißt ähnlich. So wird sie angelegt: linkedin create group {name}"
    ),
    ListPhrase.GROUP_AND_ID: "{name} ({tail}, {people})",
    ListPhrase.PASTED: "Eingefügte Liste",
    ListPhrase.ONE_ROW: "1 Zeile",
    ListPhrase.ROWS: "{count} Zeilen",
    ListPhrase.GROUP_HAD: "vorher {people}",
    ListPhrase.LEFT_OUT_ARE: "Ausgelassen: {kinds}.",
    ListPhrase.LOST_ROW: "{typed} (Zeile {line})",
    ListPhrase.LOST_LINE: "Zeile {line}",
    ListPhrase.NAMED_TWICE: "{count} doppelt genannt",
    ListPhrase.LOST_MORE: "… und {count} weitere. Alle Zeilen stehen in der Datei.",
    ListPhrase.FATE_COUNT: "{fate}: {count}",
    ListPhrase.ALREADY: "schon Mitglied",
    ListPhrase.TWICE: "doppelt genannt",
    ListPhrase.NOT_FOUND: "nicht gefunden",
    ListPhrase.FAILED_ROW: "gescheitert",
    ListPhrase.GUEST_SKIPPED: "ausgelassene Gäste",
    ListPhrase.DISABLED_SKIPPED: "ausgelassene deaktivierte Konten",
    ListPhrase.UNSURE_ROW: "angenommen und noch nicht zu sehen",
    ListPhrase.SECONDS_LEFT: "Noch etwa {seconds} s.",
    ListPhrase.MINUTES_TO_GO: "Noch etwa {minutes} min.",
    ListPhrase.SOON: "Wie lange es dauert, zeigt sich gleich.",
    ListPhrase.READING_BACK: "Die Gruppe wird zurückgelesen.",
    ListPhrase.DONE_OF: "{count} von {total} erledigt",
    ListPhrase.STOPPING: (
        "{name} hat das angehalten. Was schon gesendet war, wird beendet und zurückgelesen; dann zeigt diese Karte, "
        "wie weit es kam."
    ),
    ListPhrase.STAYS: "Bleibt, wie sie ist: Allein durch diese Anfrage erhält oder verliert niemand etwas.",
    ListPhrase.ON_FOR_THIS: "Aktiv für diese Gruppe: Wer aufgenommen wird, kann ein Konto verbinden.",
    ListPhrase.NOTHING_THERE: "Keine solche Gruppe",
    ListPhrase.GROUP_MADE: "Sicherheitsgruppe, zunächst leer",
    ListPhrase.STEP_BOTH: "{group}: +{people}, dann ausgewählt",
    ListPhrase.STEP_CREATE: "Neue Gruppe: {group}",
    ListPhrase.NEXT_FILLING: (
        "Linkgate nimmt Personen auf und liest die Gruppe zurück. Diese Karte zeigt, wie weit es ist; wer gefragt hat "
        "oder entscheidet, kann es anhalten."
    ),
    ListPhrase.NEXT_MAKING: "Linkgate legt die Gruppe an. Diese Karte ändert sich, wenn das erledigt ist.",
    ListPhrase.NEXT_MADE: "Die Gruppe ist leer. Senden Sie die Liste ihrer Personen mit: {command}",
    ListPhrase.NEXT_FILLED: (
        "Die Personen sind in der Gruppe. Die Einstellung ist, wie sie war; die Gruppe auszuwählen ist eine eigene "
        "Anfrage."
    ),
    ListPhrase.NEXT_FILLED_SELECTED: (
        "Die Gruppe ist die ausgewählte: Wer aufgenommen wurde, kann ab jetzt ein Konto verbinden."
    ),
    ListPhrase.NEXT_STOPPED: "Neu planen nimmt nur, wer noch fehlt.",
    ListPhrase.NEXT_SETTING_LEFT: "Die Personen sind und bleiben in der Gruppe. Die Einstellung ist wie vorher.",
    ListPhrase.NEXT_NOT_MADE: "Sehen Sie im Entra Admin Center nach, ob es die Gruppe gibt, bevor Sie neu anfragen.",
    ListPhrase.NEXT_FILL_FAILED: ("Wer aufgenommen wurde, bleibt in der Gruppe. Neu planen nimmt nur, wer noch fehlt."),
    ListPhrase.NEVER_URGENT: (
        "Durch Warten geht nichts verloren: Wer noch nicht in der Gruppe ist, sieht LinkedIn-Informationen wie bisher."
    ),
    ListPhrase.UNTOLD_WARNING: (
        "Die Einstellung nennt noch keine Gruppe, oder noch einzelne Personen von früher; welches von beiden, kann "
        "Linkgate nicht erkennen. Es füllt die Gruppe; umgestellt wird im Entra Admin Center."
    ),
    # why nobody can be added to a group
    ListPhrase.FILL_DYNAMIC: (
        "Diese Gruppe ist dynamisch: Eine Regel sagt, wer darin ist, und niemand kann aufgenommen werden. Wählen Sie "
        "eine andere, oder legen Sie eine an."
    ),
    ListPhrase.FILL_SYNCED: (
        "Diese Gruppe wird im lokalen Active Directory geführt und kann nur dort geändert werden."
    ),
    ListPhrase.FILL_ROLES: (
        "Dieser Gruppe können Rollen in Microsoft Entra zugewiesen werden. Personen aufzunehmen hieße, ihnen Rechte zu "
        "geben; das tut Linkgate nicht. Wählen Sie eine andere, oder legen Sie eine an."
    ),
    ListPhrase.FILL_MICROSOFT_365: (
        "Das ist eine Microsoft-365-Gruppe: Wer hineinkommt, erhält auch Postfach, Dateien und Team. Wählen Sie eine "
        "Sicherheitsgruppe, oder legen Sie eine an."
    ),
    ListPhrase.FILL_MAIL_SECURITY: (
        "Diese Gruppe ist E-Mail-aktiviert und wird nur in Exchange geändert. Wählen Sie eine Sicherheitsgruppe, oder "
        "legen Sie eine an."
    ),
    ListPhrase.FILL_UNREADABLE: (
        "Linkgate darf nicht lesen, wer in dieser Gruppe ist, und kann deshalb nicht sagen, wer dort fehlt."
    ),
    ListPhrase.FILL_OURS: (
        "Diese Gruppe bestimmt, wer in Linkgate anfragen oder genehmigen darf, selbst oder als Teil einer anderen. "
        "Personen nimmt dort auf, wer für sie verantwortlich ist, im Entra Admin Center."
    ),
    ListPhrase.FILL_DISTRIBUTION: (
        "Das ist eine Verteilerliste; sie wird nur in Exchange geändert. Wählen Sie eine Sicherheitsgruppe, oder legen "
        "Sie eine an."
    ),
    # why a file or a pasted text is no list of people
    ListPhrase.EMPTY_LIST: (
        "Die Liste ist leer. Senden Sie eine Person pro Zeile: einen Benutzerprinzipalnamen, eine E-Mail-Adresse oder "
        "eine Objekt-ID."
    ),
    ListPhrase.BINARY_LIST: (
        "Das ist keine Liste als Text: Es sieht nach Arbeitsmappe, Dokument, Archiv oder Webseite aus. "
        "Öffnen Sie es, speichern Sie es als CSV UTF-8, und senden Sie das."
    ),
    ListPhrase.UNREADABLE_LIST: (
        "Zeile {line} ist kein Text in UTF-8, UTF-16 oder Windows-1252, daher wurde nichts aus der Liste verwendet. "
        "Speichern Sie sie als CSV UTF-8 und senden Sie sie erneut."
    ),
    ListPhrase.NUL_IN_LIST: (
        "In Zeile {line} steht ein NUL-Zeichen, die Datei ist also beschädigt, und nichts aus der Liste wurde "
        "verwendet. Speichern Sie sie als CSV UTF-8 und senden Sie sie erneut."
    ),
    ListPhrase.OPEN_QUOTE_IN_LIST: (
        "In Zeile {line} öffnet sich ein Anführungszeichen und schließt nicht, wo seine Zelle endet; es würde die "
        "Zeilen darunter verschlucken. Schließen oder entfernen Sie es, und senden Sie die Liste erneut."
    ),
    ListPhrase.LONG_QUOTE_IN_LIST: (
        "Eine Zelle, die in Zeile {line} beginnt, geht über mehrere Zeilen und enthält wohl Zeilen der Liste. "
        "Schließen Sie ihr Anführungszeichen, oder entfernen Sie ihre Umbrüche, und senden Sie die Liste erneut."
    ),
    ListPhrase.LOOSE_QUOTE_IN_LIST: (
        "In Zeile {line} folgt Text auf ein schließendes Anführungszeichen. Verdoppeln Sie die Zeichen, die zum Text "
        "gehören, oder entfernen Sie sie, und senden Sie die Liste erneut."
    ),
    ListPhrase.LONG_CELL_IN_LIST: (
        "Zeile {line} hat mehr als {most} Zeichen und ist daher keine Zeile einer Liste. Berichtigen Sie sie, und "
        "senden Sie die Liste erneut."
    ),
    ListPhrase.TOO_MANY_ROWS: (
        "Die Liste hat mehr als {most} Zeilen, und nichts daraus wurde verwendet. Senden Sie sie in mehreren Teilen."
    ),
    ListPhrase.NO_PEOPLE_IN_LIST: (
        "Nichts in dieser Liste ist ein Benutzerprinzipalname, eine E-Mail-Adresse oder eine Objekt-ID. Namen allein "
        "sagen nicht, wer gemeint ist. Ergänzen Sie eines der drei in jeder Zeile, und senden Sie die Liste erneut."
    ),
    ListPhrase.WHICH_COLUMN: (
        "In Zeile {line} nennen mehrere Zellen verschiedene Personen, und keine Überschrift sagt, welche gemeint ist. "
        "Benennen Sie die Spalten in der ersten Zeile (id, userPrincipalName oder mail), oder schreiben Sie eine "
        "Person pro Zeile, und senden Sie die Liste erneut."
    ),
    # files
    ListPhrase.OFFERED_ALONE: "Die Datei wird Ihnen in Ihrem privaten Chat mit Linkgate angeboten.",
    ListPhrase.NO_PLACE_TO_OFFER: (
        "Dateien gibt es nur im privaten Chat, und Linkgate hat keinen mit Ihnen. "
        "Installieren Sie Linkgate für sich, und fragen Sie dann erneut."
    ),
    ListPhrase.NO_SUCH_FILE: "Zu dieser Anfrage gibt es keine solche Datei.",
    ListPhrase.ROWS_FILE: (
        "Alle {count} Zeilen der Liste von {request}, mit dem, was aus ihnen wurde. Das ändert nichts."
    ),
    ListPhrase.LEDGER_FILE: "Was das Protokoll über {request} enthält: {count} Zeilen",
    ListPhrase.FILE_OFFERED: "Linkgate hat eine Datei für Sie: {name}",
    ListPhrase.FILE_READY: "Die Datei {name} liegt in Ihrem OneDrive.",
    ListPhrase.FILE_TAKEN: "Sie haben die Datei {name} angenommen.",
    ListPhrase.FILE_DECLINED: "Sie haben die Datei {name} nicht angenommen. Nichts wurde gespeichert.",
    ListPhrase.FILE_LOST: "Die Datei {name} wurde nicht gespeichert.",
    ListPhrase.NO_OFFER: "Diese Datei wird Ihnen nicht mehr angeboten. Fragen Sie erneut danach.",
    ListPhrase.BAD_PLACE: (
        "Der Ort für diese Datei liegt nicht im SharePoint dieses Mandanten, daher legt Linkgate dort nichts ab. "
        "Fragen Sie erneut nach der Datei."
    ),
}
