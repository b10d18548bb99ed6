"""What the edges raise in English, in German; gaps as in `german_kept`."""

from collections.abc import Mapping

KEPT_OF_EDGES: Mapping[str, str] = {
    # Teams
    "The stored address of this conversation is not Teams'; nothing was sent there.": (
        "Die gespeicherte Adresse dieser Unterhaltung gehört nicht zu Teams; nichts wurde dorthin gesendet."
    ),
    "Teams did not take the message in time.": "Teams hat die Nachricht nicht rechtzeitig angenommen.",
    "Teams does not take messages at the moment.": "Teams nimmt zurzeit keine Nachrichten an.",
    "Teams does not let Linkgate write there. Is the app installed for them?": (
        "Teams lässt Linkgate dort nicht schreiben. Ist die App dort installiert?"
    ),
    "Teams does not know this conversation or message any more.": (
        "Teams kennt diese Unterhaltung oder Nachricht nicht mehr."
    ),
    "Teams answered {0} to a message.": "Teams antwortete {0} auf eine Nachricht.",
    # Microsoft Graph
    "Microsoft Graph takes too long to list that many. Try again later.": (
        "Microsoft Graph braucht für eine so lange Liste zu viel Zeit. Versuchen Sie es später erneut."
    ),
    "Microsoft Graph did not answer with a number.": "Microsoft Graph hat nicht mit einer Zahl geantwortet.",
    "Microsoft Graph pointed to a next page somewhere else. It was not asked for.": (
        "Microsoft Graph verwies für die nächste Seite auf eine andere Stelle. Sie wurde nicht abgefragt."
    ),
    "Microsoft Graph's list does not end.": "Die Liste von Microsoft Graph endet nicht.",
    "Microsoft Graph answered with something that is no JSON.": (
        "Microsoft Graph hat mit etwas geantwortet, das kein JSON ist."
    ),
    "Microsoft Graph answered with something that is no object.": (
        "Microsoft Graph hat mit etwas geantwortet, das kein Objekt ist."
    ),
    "Microsoft Graph did not answer. Try again in a few minutes.": (
        "Microsoft Graph hat nicht geantwortet. Versuchen Sie es in einigen Minuten erneut."
    ),
    "Microsoft Graph pointed somewhere else, where Linkgate does not follow.": (
        "Microsoft Graph verwies auf eine andere Stelle, wohin Linkgate nicht folgt."
    ),
    "Microsoft Graph answered with something that is no list.": (
        "Microsoft Graph hat mit etwas geantwortet, das keine Liste ist."
    ),
    "Microsoft Graph answered with something that has no id.": (
        "Microsoft Graph hat mit etwas geantwortet, das keine ID hat."
    ),
    "Microsoft Graph did not accept Linkgate's sign-in. Check its app registration.": (
        "Microsoft Graph hat Linkgates Anmeldung nicht akzeptiert. Prüfen Sie die App-Registrierung."
    ),
    "Microsoft Graph does not let Linkgate see this. Grant its app the permission {0}.": (
        "Microsoft Graph lässt Linkgate das nicht sehen. Erteilen Sie der App die Berechtigung {0}."
    ),
    "Microsoft Graph does not tell Linkgate enough. Grant its app the permission {0}.": (
        "Microsoft Graph sagt Linkgate nicht genug. Erteilen Sie der App die Berechtigung {0}."
    ),
    "Microsoft Entra has no such account or group.": "Microsoft Entra hat kein solches Konto und keine solche Gruppe.",
    "Microsoft Graph is too busy or has a fault. Try again in a few minutes.": (
        "Microsoft Graph ist überlastet oder gestört. Versuchen Sie es in einigen Minuten erneut."
    ),
    "Microsoft Graph answered in a way nobody has described.": (
        "Microsoft Graph hat auf eine Weise geantwortet, die niemand beschrieben hat."
    ),
    "Microsoft Graph did not say which groups a person belongs to.": (
        "Microsoft Graph hat nicht gesagt, zu welchen Gruppen eine Person gehört."
    ),
    "Microsoft Graph did not name one tenant.": "Microsoft Graph hat nicht genau einen Mandanten genannt.",
    "Microsoft Graph did not answer each request of a batch.": (
        "Microsoft Graph hat nicht jede Anfrage eines Stapels beantwortet."
    ),
    # signing in
    "Microsoft's sign-in did not answer. Try again in a few minutes.": (
        "Microsofts Anmeldung hat nicht geantwortet. Versuchen Sie es in einigen Minuten erneut."
    ),
    "Nobody is signed in as the operator. Run az login as the operator on Linkgate's host and try again.": (
        "Niemand ist als Operator angemeldet. Führen Sie auf Linkgates Host als Operator az login aus und versuchen "
        "Sie es erneut."
    ),
    "The operator's sign-in has ended. Start the simulation again.": (
        "Die Anmeldung des Operators ist beendet. Starten Sie die Simulation neu."
    ),
    "Linkgate's host gives it no managed identity. Assign the identity to the host and try again.": (
        "Linkgates Host gibt ihm keine verwaltete Identität. Weisen Sie dem Host die Identität zu und versuchen Sie "
        "es erneut."
    ),
    "Microsoft did not let Linkgate sign in. Check its app id and its secret or certificate, then retry.": (
        "Microsoft ließ Linkgate nicht anmelden. Prüfen Sie App-ID und Geheimnis oder Zertifikat, und versuchen Sie "
        "es erneut."
    ),
    "Microsoft's sign-in did not say what time it is.": "Microsofts Anmeldung hat keine Uhrzeit genannt.",
    "Microsoft's sign-in did not say in which cloud the tenant lives.": (
        "Microsofts Anmeldung hat nicht gesagt, in welcher Cloud der Mandant liegt."
    ),
    "{0} Try again in a few minutes.": "{0} Versuchen Sie es in einigen Minuten erneut.",
    "Microsoft knows no such tenant. Check the tenant id in Linkgate's configuration.": (
        "Microsoft kennt keinen solchen Mandanten. Prüfen Sie die Mandanten-ID in Linkgates Konfiguration."
    ),
    # the Entra admin center
    "Activate Global Administrator in PIM and retry.": (
        "Aktivieren Sie Globaler Administrator in PIM und versuchen es erneut."
    ),
    "Look at the setting in the Entra admin center.": (
        "Sehen Sie sich die Einstellung im Microsoft Entra Admin Center an."
    ),
    "Run az login as the operator on Linkgate's host and try again.": (
        "Führen Sie auf Linkgates Host als Operator az login aus und versuchen Sie es erneut."
    ),
    "The operator does not hold the role that this takes. {0}": "Der Operator hat die dafür nötige Rolle nicht. {0}",
    "The Entra admin center did not accept the operator's sign-in. {0}": (
        "Das Microsoft Entra Admin Center hat die Anmeldung des Operators nicht akzeptiert. {0}"
    ),
    "The Entra admin center does not let the operator do this. {0}": (
        "Das Microsoft Entra Admin Center erlaubt dem Operator dies nicht. {0}"
    ),
    "The Entra admin center has too much to do and carried nothing out. Try again in a few minutes.": (
        "Das Microsoft Entra Admin Center ist überlastet und hat nichts ausgeführt. Versuchen Sie es in einigen "
        "Minuten erneut."
    ),
    "The Entra admin center had a fault of its own. Try again in a few minutes.": (
        "Das Microsoft Entra Admin Center hatte selbst einen Fehler. Versuchen Sie es in einigen Minuten erneut."
    ),
    "The Entra admin center did not take the request ({0}). {1}": (
        "Das Microsoft Entra Admin Center hat die Anforderung nicht angenommen ({0}). {1}"
    ),
    "The Entra admin center answered in a way nobody has described. {0}": (
        "Das Microsoft Entra Admin Center hat auf eine Weise geantwortet, die niemand beschrieben hat. {0}"
    ),
    "{0} Nothing was sent.": "{0} Nichts wurde gesendet.",
    "Too much time passed between looking and writing, so nothing was sent.": (
        "Zwischen Nachsehen und Schreiben verging zu viel Zeit, daher wurde nichts gesendet."
    ),
    "The Entra admin center did not answer, or its answer was lost on the way. Try again in a few minutes.": (
        "Das Microsoft Entra Admin Center hat nicht geantwortet, oder die Antwort ging verloren. Versuchen Sie es in "
        "einigen Minuten erneut."
    ),
    "The Entra admin center answered with far more than the setting.": (
        "Das Microsoft Entra Admin Center hat mit viel mehr als der Einstellung geantwortet."
    ),
    "The operator's sign-in {0}. {1}": "Die Anmeldung des Operators {0}. {1}",
    "is not for the Entra admin center": "gilt nicht für das Microsoft Entra Admin Center",
    "is for another tenant": "gilt für einen anderen Mandanten",
    "is an app's, and only a person's will do": "gehört einer App, nötig ist die einer Person",
    "may not act for a person": "darf nicht für eine Person handeln",
    "has expired": "ist abgelaufen",
    "names nobody": "nennt niemanden",
    # the store
    "Linkgate's store is gone. Put it back, or restore it and restart Linkgate.": (
        "Linkgates Speicher ist weg. Legen Sie ihn zurück, oder stellen Sie ihn wieder her und starten Linkgate neu."
    ),
    "A row of the store is not a {0}. Restore a backup.": (
        "Eine Speicherzeile ist kein {0}. Spielen Sie eine Sicherung ein."
    ),
    "Linkgate's store was replaced while it was in use. Restart Linkgate.": (
        "Linkgates Speicher wurde im Betrieb ersetzt. Starten Sie Linkgate neu."
    ),
    "Linkgate is too busy to look into its store. Try again in a moment.": (
        "Linkgate ist zu ausgelastet, um im Speicher nachzusehen. Versuchen Sie es gleich noch einmal."
    ),
    "An id contains signs that are not text. Nothing was stored.": (
        "Eine ID enthält Zeichen, die kein Text sind. Nichts wurde gespeichert."
    ),
    "That contradicts what Linkgate has stored. Nothing was stored.": (
        "Das widerspricht dem, was Linkgate gespeichert hat. Nichts wurde gespeichert."
    ),
    "{0} Nothing was stored.": "{0} Nichts wurde gespeichert.",
    "Another program has locked Linkgate's store. Try again in a moment.": (
        "Ein anderes Programm hat Linkgates Speicher gesperrt. Versuchen Sie es gleich noch einmal."
    ),
    "The disk under Linkgate's store is full. Make room there.": (
        "Der Datenträger mit Linkgates Speicher ist voll. Schaffen Sie dort Platz."
    ),
    "Linkgate's store cannot be written. Give Linkgate write access to it.": (
        "Linkgates Speicher ist nicht beschreibbar. Geben Sie Linkgate Schreibzugriff darauf."
    ),
    "Linkgate's store cannot be opened. Give Linkgate access to it.": (
        "Linkgates Speicher ist nicht zu öffnen. Geben Sie Linkgate Zugriff darauf."
    ),
    "The disk under Linkgate's store fails. Look at its log.": (
        "Der Datenträger mit Linkgates Speicher versagt. Sehen Sie in sein Protokoll."
    ),
    "Linkgate's store is damaged or not a store. Restore it from a backup.": (
        "Linkgates Speicher ist beschädigt oder kein Speicher. Stellen Sie ihn aus einer Sicherung wieder her."
    ),
    "This store was opened for reading only.": "Dieser Speicher wurde nur zum Lesen geöffnet.",
    "That message has made a request already.": "Aus dieser Nachricht ist schon eine Anfrage entstanden.",
    "That number belongs to another request.": "Diese Nummer gehört zu einer anderen Anfrage.",
    "Another request holds the setting.": "Eine andere Anfrage belegt die Einstellung.",
    "The request has moved on meanwhile.": "Die Anfrage ist inzwischen weitergegangen.",
    "One person has one vote.": "Eine Person hat eine Stimme.",
    "There is no such notice.": "Diese Benachrichtigung gibt es nicht.",
    # files
    "Files are switched off, and a pasted list works without them. Whoever runs Linkgate sets LINKGATE_SHAREPOINT to "
    "the name of the tenant's SharePoint.": (
        "Dateien sind ausgeschaltet; eine eingefügte Liste geht auch ohne. Wer Linkgate betreibt, setzt "
        "LINKGATE_SHAREPOINT auf den Namen des SharePoint des Mandanten."
    ),
    "The address of this file is not on the SharePoint of this tenant, so Linkgate does not go there. Attach a file "
    "from your own OneDrive, or paste the list.": (
        "Die Adresse dieser Datei liegt nicht im SharePoint dieses Mandanten, daher ruft Linkgate sie nicht auf. "
        "Hängen Sie eine Datei aus Ihrem eigenen OneDrive an, oder fügen Sie die Liste ein."
    ),
    "The name of the tenant's SharePoint leads to an address that is not on the internet, so Linkgate does not connect "
    "to it. Whoever runs Linkgate looks at the name service of its host.": (
        "Der Name des SharePoint des Mandanten führt zu einer Adresse, die nicht im Internet liegt, daher verbindet "
        "sich Linkgate nicht. Wer Linkgate betreibt, prüft die Namensauflösung auf dessen Host."
    ),
    "SharePoint took too long over the file; Linkgate waits for 20 seconds. Try again.": (
        "SharePoint brauchte zu lange für die Datei; Linkgate wartet 20 Sekunden. Versuchen Sie es noch einmal."
    ),
    "The file is larger than 5 MB. Attach it in smaller parts.": (
        "Die Datei ist größer als 5 MB. Hängen Sie sie in kleineren Teilen an."
    ),
    "SharePoint sent the file compressed, which Linkgate does not open. Paste the list.": (
        "SharePoint schickte die Datei komprimiert, das öffnet Linkgate nicht. Fügen Sie die Liste ein."
    ),
    "SharePoint sent Linkgate on to another address, and it does not go there. Attach the file again, or "
    "paste the list.": (
        "SharePoint verwies Linkgate an eine andere Adresse, und dorthin geht es nicht. Hängen Sie die Datei erneut "
        "an, oder fügen Sie die Liste ein."
    ),
    "SharePoint does not take the file any more: its place is kept for some minutes. Ask for the file again.": (
        "SharePoint nimmt die Datei nicht mehr an: Ihr Platz wird einige Minuten gehalten. Fragen Sie erneut danach."
    ),
    "SharePoint does not give the file out any more: its address is good for some minutes. Attach it again.": (
        "SharePoint gibt die Datei nicht mehr heraus: Ihre Adresse gilt einige Minuten. Hängen Sie sie erneut an."
    ),
    "SharePoint has no time for the file now. Try again in a moment.": (
        "SharePoint hat jetzt keine Zeit für die Datei. Versuchen Sie es gleich noch einmal."
    ),
    "SharePoint answered {0} to a file.": "SharePoint antwortete mit {0} auf eine Datei.",
    "SharePoint could not be reached, or broke off. Try again.": (
        "SharePoint war nicht erreichbar oder brach ab. Versuchen Sie es noch einmal."
    ),
}
