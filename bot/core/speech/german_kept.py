"""What is kept or raised in English, in German. A gap has the number of its place in the English f-string.

Fragments that stand within a sentence begin with a small letter, as they do there.
"""

from collections.abc import Mapping

from bot.core.speech.german_edges import KEPT_OF_EDGES
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
    **KEPT_OF_EDGES,
    **KEPT_OF_INTUNE,
}
