"""Sentences in German that guide: rule by rule, click by click, topic by topic."""

from collections.abc import Mapping

from bot.core.speech.phrases import Phrase

GERMAN_GUIDE: Mapping[str, str] = {
    # rule by rule
    Phrase.UNMET: "Nicht erfüllte Regeln: {rules}.",
    Phrase.ALL_MET: "Alle Regeln sind erfüllt.",
    Phrase.ACCOUNT_GONE: "Das Konto ist deaktiviert oder gelöscht.",
    Phrase.ACCOUNT_GUEST: "Das Konto ist ein Gastkonto.",
    Phrase.ACCOUNT_MEMBER: "Das Konto ist ein aktiviertes Mitglied des Mandanten.",
    Phrase.MAY_ASK_ADMIN: "Darf um Änderungen bitten: ein aktiver globaler Administrator.",
    Phrase.MAY_ASK_OPERATOR: "Darf um Änderungen bitten: in der Operatorengruppe.",
    Phrase.MAY_ASK_BOTH: ("Darf um Änderungen bitten: ein aktiver globaler Administrator und in der Operatorengruppe."),
    Phrase.MAY_ASK_NEITHER: "Darf um Änderungen bitten: weder globaler Administrator noch Operator.",
    Phrase.MAY_DECIDE: "Darf über Anfragen anderer entscheiden: ein Mitglied der Gruppe der Genehmigenden.",
    Phrase.MAY_NOT_DECIDE: "Darf über Anfragen anderer entscheiden: kein Mitglied der Gruppe der Genehmigenden.",
    Phrase.MAY_LOOK: "Darf Anfragen und Verlauf sehen: wer anfragen oder entscheiden darf.",
    Phrase.COUNTED_VOTES: "{valid} von {needed} Genehmigungen zählen jetzt; abgegeben wurden {given}.",
    Phrase.BOUND: "Sie gilt für {fingerprint}.",
    Phrase.NOT_BOUND: "Sie wurde noch nicht gesendet.",
    Phrase.RULES_NOW: "Regeln jetzt: Version {version}, {digest}.",
    Phrase.NO_BRAKE: "Nichts hindert Linkgate, Genehmigtes zu schreiben.",
    Phrase.OWN: "Sie haben angefragt, daher entscheidet jemand anderes.",
    Phrase.OTHERS: "{asker} hat angefragt.",
    Phrase.APPROVER_AND_WAS: "Sie sind Mitglied der Gruppe der Genehmigenden; beim Senden war das so.{voted}",
    Phrase.APPROVER_NOT_WAS: "Sie sind Mitglied der Gruppe der Genehmigenden; beim Senden war das nicht so.{voted}",
    Phrase.OUTSIDER_WAS: "Sie sind kein Mitglied der Gruppe der Genehmigenden; beim Senden waren Sie es.{voted}",
    Phrase.OUTSIDER_NOT_WAS: (
        "Sie sind kein Mitglied der Gruppe der Genehmigenden; beim Senden waren Sie es auch nicht.{voted}"
    ),
    Phrase.AND_VOTED: " Sie haben sie genehmigt.",
    Phrase.OVER: "Sie ist vorbei: {state}.",
    Phrase.HOLDS_UNTIL: "Sie ist {state} und gilt bis {time} UTC.",
    # by hand
    Phrase.YES: "Ja",
    Phrase.NO: "Nein",
    Phrase.CLICK_OPEN: (
        "1. Öffnen Sie die Seite mit der Schaltfläche unten: Microsoft Entra Admin Center, Benutzer, "
        "Benutzereinstellungen."
    ),
    Phrase.CLICK_FIND: "2. Suchen Sie LinkedIn-Kontoverbindungen. Dort muss jetzt {choice} stehen.",
    Phrase.CLICK_FIND_GROUP: "2. Suchen Sie LinkedIn-Kontoverbindungen. Dort muss jetzt Ausgewählte Gruppe stehen.",
    Phrase.CLICK_STOP: "Steht dort etwas anderes, ändern Sie nichts und sagen Sie es hier.",
    Phrase.CLICK_CHOOSE: "3. Wählen Sie {choice}.",
    Phrase.CLICK_CHOOSE_ANY: "3. Wählen Sie Ausgewählte Gruppe.",
    Phrase.CLICK_CHOOSE_GROUP: ("3. Wählen Sie Ausgewählte Gruppe und die Gruppe {group}, deren ID mit {tail} endet."),
    Phrase.CLICK_SAVE: "4. Wählen Sie Speichern, und ändern Sie sonst nichts auf dieser Seite.",
    Phrase.CLICK_BACK: (
        "5. Kommen Sie zu dieser Karte zurück und sagen Sie, wie es ging. Linkgate sieht auch selbst nach."
    ),
    Phrase.HAND_ASKED: (
        "{hand} ist um die Änderung gebeten. Diese Karte ändert sich, sobald sie als erledigt gemeldet ist."
    ),
    Phrase.HAND_ANSWERED: "{hand} hat geantwortet. Linkgate liest die Einstellung zurück.",
    # help, topic by topic
    Phrase.STATUS_PURPOSE: (
        "Zeigt, ob und für wen LinkedIn-Konten verbunden werden dürfen und was auf Genehmigung wartet."
    ),
    Phrase.STATUS_DETAILS: (
        "Die Einstellung wird in diesem Moment aus Microsoft Entra gelesen. Was nicht lesbar war, wird gesagt, nie "
        "geraten."
    ),
    Phrase.REQUESTS_PURPOSE: "Listet die offenen Anfragen auf.",
    Phrase.REQUESTS_DETAILS: (
        "Für alle, die um Änderungen bitten oder sie genehmigen dürfen. Nur eine belegt jeweils die Einstellung."
    ),
    Phrase.HISTORY_PURPOSE: "Listet auf, was beendet ist: wer fragte, wer entschied und was daraus wurde.",
    Phrase.HISTORY_DETAILS: "Für alle, die um Änderungen bitten oder sie genehmigen dürfen. Neueste zuerst.",
    Phrase.ENABLE_PURPOSE: "Plant, Verbindungen einzuschalten, für alle oder für die Mitglieder einer Gruppe.",
    Phrase.ENABLE_DETAILS: (
        "Sie sehen, was sich für wie viele Personen ändern würde, bevor etwas gesendet wird. Setzen Sie einen Namen, "
        "der die Wörter because oder ticket enthält, in Anführungszeichen. Passen mehrere Gruppen zum Namen, wählen "
        "Sie. Dynamische Gruppen und Verteilerlisten sind nicht nutzbar."
    ),
    Phrase.DISABLE_PURPOSE: "Plant, Verbindungen für alle auszuschalten.",
    Phrase.DISABLE_DETAILS: "Sie sehen, für wie viele Personen es enden würde, bevor etwas gesendet wird.",
    Phrase.WITHDRAW_PURPOSE: "Zieht Ihre eigene Anfrage zurück, bis sie angewendet wird.",
    Phrase.WITHDRAW_DETAILS: (
        "Die Nummer steht auf der Karte und in der Liste der Anfragen. Nur die anfragende Person kann das."
    ),
    Phrase.WHY_PURPOSE: (
        "Sagt, worauf eine Anfrage wartet und warum Sie über sie entscheiden dürfen oder nicht, Regel für Regel."
    ),
    Phrase.WHY_DETAILS: "Für alle, die um Änderungen bitten oder sie genehmigen dürfen.",
    Phrase.WHOAMI_PURPOSE: "Sagt, was Sie hier dürfen, Regel für Regel.",
    Phrase.WHOAMI_DETAILS: "Es wird in diesem Moment aus Microsoft Entra gelesen und niemandem sonst gezeigt.",
    Phrase.APPROVE_PURPOSE: (
        "Linkgate sendet Ihnen zu jeder Anfrage eine Karte: Lesen Sie Vorher und Nachher, und entscheiden Sie dann."
    ),
    Phrase.APPROVE_DETAILS: (
        "Niemand entscheidet über die eigene Anfrage. Eine Genehmigung gilt für das, wofür der Fingerabdruck der "
        "Karte steht; wer sie tippt, gibt den Fingerabdruck mit an. Eine Ablehnung braucht einen Grund und beendet "
        "die Anfrage sofort; eine Rückgabe braucht auch einen und lässt erneutes Senden zu."
    ),
}
