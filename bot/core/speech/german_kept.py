"""What is kept or raised in English, in German. A gap has the number of its place in the English f-string.

Fragments that stand within a sentence begin with a small letter, as they do there.
"""

from collections.abc import Mapping

from bot.core.speech.german_intune import KEPT_OF_INTUNE

KEPT: Mapping[str, str] = {
    # what became of a list and its group
    "{0} of {1} people are in the group now.": "{0} von {1} Personen sind jetzt in der Gruppe.",
    "{0} of {1} people had been added.": "{0} von {1} Personen waren aufgenommen.",
    "{0} Nobody else could be added: {1}": "{0} Sonst konnte niemand aufgenommen werden: {1}",
    "{0} stopped it. {1} Who was added stays in the group.": (
        "{0} hat es angehalten. {1} Wer aufgenommen wurde, bleibt in der Gruppe."
    ),
    "{0} The setting was not changed: {1}": "{0} Die Einstellung wurde nicht geändert: {1}",
    "{0} Others were accepted and are not shown yet. Linkgate keeps reading.": (
        "{0} Weitere wurden angenommen und sind noch nicht zu sehen. Linkgate liest weiter."
    ),
    "{0} Look at the rows that failed, and plan it again.": (
        "{0} Sehen Sie die gescheiterten Zeilen an, und planen Sie neu."
    ),
    "{0} Look at the rows that failed.": "{0} Sehen Sie die gescheiterten Zeilen an.",
    "too many are missing.": "Zu viele fehlen.",
    "The group was made.": "Die Gruppe wurde angelegt.",
    "No address and no object id stands in this row.": "In dieser Zeile steht weder eine Adresse noch eine Objekt-ID.",
    "Several accounts have this address. Write the object id of the one that is meant.": (
        "Mehrere Konten haben diese Adresse. Schreiben Sie die Objekt-ID des gemeinten."
    ),
    "Microsoft Graph stayed too busy to add this person. Plan it again.": (
        "Microsoft Graph war zu lange überlastet, um diese Person aufzunehmen. Planen Sie neu."
    ),
    "The filling was stopped before this person was added.": (
        "Es wurde angehalten, bevor diese Person aufgenommen wurde."
    ),
    "Microsoft Entra refused to add this person.": "Microsoft Entra hat diese Person nicht aufgenommen.",
    "Microsoft Entra refused so many people that Linkgate stopped.": (
        "Microsoft Entra hat so viele Personen abgelehnt, dass Linkgate aufgehört hat."
    ),
    "Microsoft Entra lets nobody be added to this group from outside.": (
        "Microsoft Entra lässt in diese Gruppe niemanden von außen aufnehmen."
    ),
    "Microsoft Graph does not let Linkgate add members. Grant its app the permission {0}.": (
        "Microsoft Graph lässt Linkgate keine Mitglieder aufnehmen. Erteilen Sie der App die Berechtigung {0}."
    ),
    "The group was deleted while it was filled.": "Die Gruppe wurde gelöscht, während sie gefüllt wurde.",
    "Microsoft Graph does not let Linkgate make groups. Grant its app the permission {0}.": (
        "Microsoft Graph lässt Linkgate keine Gruppen anlegen. Erteilen Sie der App die Berechtigung {0}."
    ),
    "Microsoft Entra refused to make this group.": "Microsoft Entra hat diese Gruppe nicht angelegt.",
    "Microsoft Graph did not say that the group was made.": (
        "Microsoft Graph hat nicht bestätigt, dass die Gruppe angelegt wurde."
    ),
    # why a request is not written any more, and what became of a write
    "The change was found in Microsoft Entra after all, later than it should have arrived.": (
        "Die Änderung wurde doch noch in Microsoft Entra gefunden, später als erwartet."
    ),
    "This tenant's cloud does not offer LinkedIn account connections. Nothing was written.": (
        "Die Cloud dieses Mandanten bietet keine LinkedIn-Kontoverbindungen. Nichts wurde geschrieben."
    ),
    "The person who asked may no longer ask for changes. Somebody who may has to ask again.": (
        "Die anfragende Person darf nicht mehr um Änderungen bitten. Jemand mit diesem Recht muss erneut anfragen."
    ),
    "An approval no longer counts: somebody who approved is no longer an enabled approver. Ask again.": (
        "Eine Genehmigung zählt nicht mehr: Wer sie gab, darf nicht mehr genehmigen. Fragen Sie erneut an."
    ),
    "The setting could not be read back. Linkgate keeps reading and will say when it knows.": (
        "Die Einstellung konnte nicht zurückgelesen werden. Linkgate liest weiter und meldet sich, wenn es mehr weiß."
    ),
    "{0}. Nothing was written; ask again.": "{0}. Nichts wurde geschrieben; fragen Sie erneut an.",
    "{0}. Ask again.": "{0}. Fragen Sie erneut an.",
    "the request is not the one whose fingerprint was taken": (
        "der Antrag ist nicht der, dessen Fingerabdruck genommen wurde"
    ),
    "too few people approved exactly this": "zu wenige haben genau dies genehmigt",
    "the request has expired": "der Antrag ist abgelaufen",
    "Not as approved ({0}): {1} Plan it again.": "Nicht wie genehmigt ({0}): {1} Planen Sie neu.",
    "Not as approved ({0}): {1} Nothing was written; plan it again.": (
        "Nicht wie genehmigt ({0}): {1} Nichts wurde geschrieben; planen Sie neu."
    ),
    "the tenant is another one.": "Der Mandant ist ein anderer.",
    "the setting was {0} and is {1} now.": "Einstellung damals: {0}, jetzt: {1}.",
    "what is to be set is something else.": "Was gesetzt werden soll, ist etwas anderes.",
    "the group had {0} and has {1} now; up to {2} might come or go.": (
        "Mitglieder damals: {0}, jetzt: {1}; erlaubt waren Zu- und Abgänge bis {2}."
    ),
    "the house rules have changed.": "Die Hausregeln haben sich geändert.",
    "the time until which it holds is another one.": "Die Zeit, bis zu der sie gilt, ist eine andere.",
    "The group was deleted after the plan was made. Ask again with another group.": (
        "Die Gruppe wurde nach der Planung gelöscht. Fragen Sie mit einer anderen Gruppe erneut an."
    ),
    "The group can no longer be used. {0}": "Die Gruppe kann nicht mehr genutzt werden. {0}",
    "The group is not the one that was approved.": "Die Gruppe ist nicht die, die genehmigt wurde.",
    "The present setting is unknown. {0} Nothing was written.": (
        "Die jetzige Einstellung ist unbekannt. {0} Nichts wurde geschrieben."
    ),
    "Read back and found as approved.": "Zurückgelesen und wie genehmigt vorgefunden.",
    "Microsoft Entra still shows the old setting, so the change did not arrive. Ask again.": (
        "Microsoft Entra zeigt noch die alte Einstellung, die Änderung kam also nicht an. Fragen Sie erneut an."
    ),
    "Microsoft accepted the change but still shows the old setting. Linkgate keeps reading.": (
        "Microsoft nahm die Änderung an, zeigt aber noch die alte Einstellung. Linkgate liest weiter."
    ),
    "Microsoft Entra shows a setting that is neither the old nor the approved one. Look at it before you ask again.": (
        "Microsoft Entra zeigt eine Einstellung, die weder die alte noch die genehmigte ist. Sehen Sie nach, bevor "
        "Sie erneut anfragen."
    ),
    # errands
    "The person who makes changes by hand is no active Global Administrator with an enabled account now. It is tried "
    "again in a few minutes; if they are eligible, they activate the role in PIM.": (
        "Die Person, die Änderungen von Hand vornimmt, ist jetzt kein aktiver globaler Administrator mit aktiviertem "
        "Konto. In einigen Minuten folgt ein neuer Versuch; ist sie berechtigt, aktiviert sie die Rolle in PIM."
    ),
    "{0} says it is done, but Microsoft Entra still shows the old setting.": (
        "{0} meldet es als erledigt, aber Microsoft Entra zeigt noch die alte Einstellung."
    ),
    "Microsoft Entra shows a setting that is neither the old nor the approved one. Look at it there.": (
        "Microsoft Entra zeigt eine Einstellung, die weder die alte noch die genehmigte ist. Sehen Sie dort nach."
    ),
    "Microsoft Secure Score shows it as approved; it could not be read back.": (
        "Microsoft Secure Score zeigt es wie genehmigt; zurückgelesen werden konnte es nicht."
    ),
    "{0} says that it is done; it could not be read back.": (
        "{0} meldet es als erledigt; zurückgelesen werden konnte es nicht."
    ),
    "{0} could not make the change: {1}": "{0} konnte die Änderung nicht vornehmen: {1}",
    "{0} was asked, and nobody made the change in time. Ask again.": (
        "{0} wurde gebeten, und niemand nahm die Änderung rechtzeitig vor. Fragen Sie erneut an."
    ),
    "Nobody": "Niemand",
    # what keeps Linkgate from it
    "Linkgate is set to read only, so nothing is written. Approvals are kept; whoever runs it can lift this.": (
        "Linkgate darf nur lesen, daher wird nichts geschrieben. Genehmigungen bleiben erhalten; wer es betreibt, "
        "kann das aufheben."
    ),
    "The house rules have changed and nobody has adopted them, so nothing is sent, approved or written. "
    "Whoever runs Linkgate reads them and runs: linkgate rules adopt": (
        "Die Hausregeln haben sich geändert und niemand hat sie übernommen, daher wird nichts gesendet, genehmigt oder "
        "geschrieben. Wer Linkgate betreibt, liest sie und führt aus: linkgate rules adopt"
    ),
    "The applier does not answer. Start linkgate applier.": (
        "Der Applier antwortet nicht. Starten Sie linkgate applier."
    ),
    "This process of Linkgate cannot write the setting. Nothing was sent.": (
        "Dieser Prozess von Linkgate kann die Einstellung nicht schreiben. Nichts wurde gesendet."
    ),
    "Microsoft did not answer in time, so Linkgate cannot tell and does nothing. Try again in a moment.": (
        "Microsoft hat nicht rechtzeitig geantwortet, daher weiß Linkgate es nicht und tut nichts. Versuchen Sie es "
        "gleich noch einmal."
    ),
    "Linkgate may not read what it needs for this, so the answer is no.": (
        "Linkgate darf nicht lesen, was es dafür braucht, daher lautet die Antwort nein."
    ),
    # the ledger's anchors
    "The ledger has lines, and its anchor file is missing or empty.": (
        "Das Protokoll hat Zeilen, und seine Ankerdatei fehlt oder ist leer."
    ),
    "The ledger ends with line {0}, and line {1} was anchored": (
        "Das Protokoll endet mit Zeile {0}, und verankert wurde Zeile {1}"
    ),
    "{0}: its end was cut off, an older backup was restored, or it is another ledger.": (
        "{0}: Das Ende wurde abgeschnitten, eine ältere Sicherung eingespielt, oder es ist ein anderes Protokoll."
    ),
    "Line {0} of the ledger is not the one that was anchored.": (
        "Zeile {0} des Protokolls ist nicht die, die verankert wurde."
    ),
    "{0} Nothing is changed in the tenant until somebody says why, on Linkgate's host: "
    'linkgate audit accept --reason "…"': (
        "{0} Im Mandanten wird nichts geändert, bis jemand auf Linkgates Host sagt, warum: "
        'linkgate audit accept --reason "…"'
    ),
    "The newest line of {0} is not an anchor of the ledger.": (
        "Die neueste Zeile von {0} ist kein Anker des Protokolls."
    ),
    "The ledger's anchor file {0} cannot be {1}: {2}.": (
        "Die Ankerdatei {0} des Protokolls kann nicht {1} werden: {2}."
    ),
    "read": "gelesen",
    "written": "geschrieben",
    "{0} Until it can, nothing is changed in the tenant.": "{0} Bis dahin wird im Mandanten nichts geändert.",
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
    **KEPT_OF_INTUNE,
}
