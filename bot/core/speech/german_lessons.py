"""Sentences in German that guide: rule by rule, click by click, topic by topic."""

from collections.abc import Mapping

from bot.core.speech.lessons import Lesson

GERMAN_LESSONS: Mapping[str, str] = {
    # rule by rule
    Lesson.UNMET: "Nicht erfüllte Regeln: {rules}.",
    Lesson.ALL_MET: "Alle Regeln sind erfüllt.",
    Lesson.ACCOUNT_GONE: "Das Konto ist deaktiviert oder gelöscht.",
    Lesson.ACCOUNT_GUEST: "Das Konto ist ein Gastkonto.",
    Lesson.ACCOUNT_MEMBER: "Das Konto ist ein aktiviertes Mitglied des Mandanten.",
    Lesson.MAY_ASK_ADMIN: "Darf um Änderungen bitten: ein aktiver globaler Administrator.",
    Lesson.MAY_ASK_OPERATOR: "Darf um Änderungen bitten: in der Operatorengruppe.",
    Lesson.MAY_ASK_BOTH: ("Darf um Änderungen bitten: ein aktiver globaler Administrator und in der Operatorengruppe."),
    Lesson.MAY_ASK_NEITHER: "Darf um Änderungen bitten: weder globaler Administrator noch Operator.",
    Lesson.MAY_DECIDE: "Darf über Anfragen anderer entscheiden: ein Mitglied der Gruppe der Genehmigenden.",
    Lesson.MAY_NOT_DECIDE: "Darf über Anfragen anderer entscheiden: kein Mitglied der Gruppe der Genehmigenden.",
    Lesson.MAY_LOOK: "Darf Anfragen und Verlauf sehen: wer anfragen oder entscheiden darf.",
    Lesson.COUNTED_VOTES: "{valid} von {needed} Genehmigungen zählen jetzt; abgegeben wurden {given}.",
    Lesson.BOUND: "Sie gilt für {fingerprint}.",
    Lesson.NOT_BOUND: "Sie wurde noch nicht gesendet.",
    Lesson.RULES_NOW: "Regeln jetzt: Version {version}, {digest}.",
    Lesson.NO_BRAKE: "Nichts hindert Linkgate, Genehmigtes zu schreiben.",
    Lesson.OWN: "Sie haben angefragt, daher entscheidet jemand anderes.",
    Lesson.OTHERS: "{asker} hat angefragt.",
    Lesson.APPROVER_AND_WAS: "Sie sind Mitglied der Gruppe der Genehmigenden; beim Senden war das so.{voted}",
    Lesson.APPROVER_NOT_WAS: "Sie sind Mitglied der Gruppe der Genehmigenden; beim Senden war das nicht so.{voted}",
    Lesson.OUTSIDER_WAS: "Sie sind kein Mitglied der Gruppe der Genehmigenden; beim Senden waren Sie es.{voted}",
    Lesson.OUTSIDER_NOT_WAS: (
        "Sie sind kein Mitglied der Gruppe der Genehmigenden; beim Senden waren Sie es auch nicht.{voted}"
    ),
    Lesson.AND_VOTED: " Sie haben sie genehmigt.",
    Lesson.OVER: "Sie ist vorbei: {state}.",
    Lesson.HOLDS: "Sie ist {state}.",
    # by hand
    Lesson.YES: "Ja",
    Lesson.NO: "Nein",
    Lesson.CLICK_OPEN: (
        "1. Öffnen Sie die Seite mit der Schaltfläche unten: Microsoft Entra Admin Center, Benutzer, "
        "Benutzereinstellungen."
    ),
    Lesson.CLICK_FIND: "2. Suchen Sie LinkedIn-Kontoverbindungen. Dort muss jetzt {choice} stehen.",
    Lesson.CLICK_FIND_GROUP: "2. Suchen Sie LinkedIn-Kontoverbindungen. Dort muss jetzt Ausgewählte Gruppe stehen.",
    Lesson.CLICK_STOP: "Steht dort etwas anderes, ändern Sie nichts und sagen Sie es hier.",
    Lesson.CLICK_CHOOSE: "3. Wählen Sie {choice}.",
    Lesson.CLICK_CHOOSE_ANY: "3. Wählen Sie Ausgewählte Gruppe.",
    Lesson.CLICK_CHOOSE_GROUP: ("3. Wählen Sie Ausgewählte Gruppe und die Gruppe {group}, deren ID mit {tail} endet."),
    Lesson.CLICK_SAVE: "4. Wählen Sie Speichern, und ändern Sie sonst nichts auf dieser Seite.",
    Lesson.CLICK_BACK: (
        "5. Kommen Sie zu dieser Karte zurück und sagen Sie, wie es ging. Linkgate sieht auch selbst nach."
    ),
    Lesson.HAND_ASKED: (
        "{hand} ist um die Änderung gebeten. Diese Karte ändert sich, sobald sie als erledigt gemeldet ist."
    ),
    Lesson.HAND_ANSWERED: "{hand} hat geantwortet. Linkgate liest die Einstellung zurück.",
    # help, topic by topic
    Lesson.STATUS_PURPOSE: (
        "Zeigt, ob und für wen LinkedIn-Konten verbunden werden dürfen und was auf Genehmigung wartet."
    ),
    Lesson.STATUS_DETAILS: (
        "Die Einstellung wird in diesem Moment aus Microsoft Entra gelesen. Was nicht lesbar war, wird gesagt, nie "
        "geraten."
    ),
    Lesson.REQUESTS_PURPOSE: "Listet die offenen Anfragen auf.",
    Lesson.REQUESTS_DETAILS: (
        "Für alle, die um Änderungen bitten oder sie genehmigen dürfen. Nur eine belegt jeweils die Einstellung."
    ),
    Lesson.HISTORY_PURPOSE: "Listet auf, was beendet ist: wer fragte, wer entschied und was daraus wurde.",
    Lesson.HISTORY_DETAILS: "Für alle, die um Änderungen bitten oder sie genehmigen dürfen. Neueste zuerst.",
    Lesson.ENABLE_PURPOSE: "Plant, Verbindungen einzuschalten, für alle oder für die Mitglieder einer Gruppe.",
    Lesson.ENABLE_DETAILS: (
        "Sie sehen, was sich für wie viele Personen ändern würde, bevor etwas gesendet wird. Setzen Sie einen Namen, "
        "der die Wörter because oder ticket enthält, in Anführungszeichen. Passen mehrere Gruppen zum Namen, wählen "
        "Sie. Dynamische Gruppen und Verteilerlisten sind nicht nutzbar."
    ),
    Lesson.DISABLE_PURPOSE: "Plant, Verbindungen für alle auszuschalten.",
    Lesson.DISABLE_DETAILS: "Sie sehen, für wie viele Personen es enden würde, bevor etwas gesendet wird.",
    Lesson.CHECK_PURPOSE: (
        "Sagt, ob die Einstellung für eine Person gilt, über welche Gruppen, und was eine offene Anfrage änderte."
    ),
    Lesson.CHECK_DETAILS: (
        "Nennen Sie die Person mit Anmeldename, Mailadresse oder Objekt-ID; me sind Sie selbst, und danach dürfen alle "
        "fragen. Nach anderen dürfen die fragen, die um Änderungen bitten oder sie genehmigen dürfen. In einem Raum "
        "kommt die Antwort privat zu Ihnen."
    ),
    Lesson.EFFECT_PURPOSE: "Zeigt, wo LinkedIn zu sehen ist: unter Windows, im Web und auf Telefonen.",
    Lesson.EFFECT_DETAILS: (
        "Es folgt aus der Einstellung des Mandanten, der Office-Richtlinie und der eigenen Zustimmung jeder Person. "
        "Wozu keine Quelle von Microsoft etwas sagt, das heißt nicht dokumentiert."
    ),
    Lesson.CONSENT_PURPOSE: (
        "Sagt, ob Personen Apps überhaupt zustimmen dürfen; sonst kann niemand ein Konto verbinden."
    ),
    Lesson.CONSENT_DETAILS: (
        "Es wird in diesem Moment aus Microsoft Entra gelesen. Keine Schnittstelle sagt, wer ein Konto verbunden hat."
    ),
    Lesson.OFFICE_PURPOSE: "Zeigt oder plant die Office-Richtlinie, die LinkedIn in Office unter Windows ausblendet.",
    Lesson.OFFICE_DETAILS: (
        "Gelesen wird der Einstellungskatalog von Intune. Eine Änderung legt eine Richtlinie an, ändert oder entfernt "
        "sie, sobald jemand anderes genehmigt hat; für alle, wenn Sie keine Gruppe nennen, die hier auch dynamisch "
        "sein darf. Mit reset entfällt die Richtlinie: Dann entscheiden die Personen in Office selbst."
    ),
    Lesson.FILES_PURPOSE: "Gibt Ihnen Dateien, mit denen sich die Office-Richtlinie ohne Intune setzen lässt.",
    Lesson.FILES_DETAILS: (
        "Eine Registry.pol für LGPO, eine .reg, ein PowerShell-Skript für Gruppenrichtlinien und die Klicks von Hand. "
        "Durch die Ausgabe ändert sich nichts; dass Sie sie genommen haben, steht im Protokoll."
    ),
    Lesson.ANNOUNCE_PURPOSE: "Schreibt, was den Personen über LinkedIn-Kontoverbindungen gesagt werden muss.",
    Lesson.ANNOUNCE_DETAILS: (
        "Auf Englisch und Deutsch, wie es jetzt ist oder wie Sie es planen: als Karte, als Markdown und als E-Mail. "
        "Mit to channel wird es dort gepostet, wo Linkgate installiert ist, sobald Sie es bestätigt haben."
    ),
    Lesson.MEMBERS_PURPOSE: "Zeigt, wer in einer Gruppe ist: Anzahl, die ersten Namen und die Gruppen darin.",
    Lesson.MEMBERS_DETAILS: (
        "Ohne Namen ist es die ausgewählte Gruppe. Für alle, die um Änderungen bitten oder sie genehmigen dürfen; in "
        "einem Raum kommt die Antwort privat zu Ihnen."
    ),
    Lesson.MOVE_PURPOSE: (
        "Plant, die Personen einer Liste in eine Gruppe aufzunehmen und diese dann auf Wunsch auszuwählen."
    ),
    Lesson.MOVE_DETAILS: (
        "Hängen Sie im persönlichen Chat eine CSV-Datei an, oder setzen Sie die Liste in die Zeilen darunter: je Zeile "
        "ein Anmeldename, eine Mailadresse oder eine Objekt-ID. Sie sehen, was aus jeder Zeile wird, bevor etwas "
        "gesendet wird; wer schon in der Gruppe ist, bleibt unberührt. Es muss eine einfache Sicherheitsgruppe in der "
        "Cloud sein."
    ),
    Lesson.CREATE_PURPOSE: "Plant eine neue Sicherheitsgruppe, die danach mit Personen gefüllt werden kann.",
    Lesson.CREATE_DETAILS: (
        "Sie entsteht, sobald jemand anderes genehmigt hat. Dann ist niemand darin, und die Einstellung bleibt gleich."
    ),
    Lesson.WITHDRAW_PURPOSE: "Zieht Ihre eigene Anfrage zurück, bis sie angewendet wird.",
    Lesson.WITHDRAW_DETAILS: (
        "Die Nummer steht auf der Karte und in der Liste der Anfragen. Nur die anfragende Person kann das."
    ),
    Lesson.STOP_PURPOSE: "Hält an, dass Personen in eine Gruppe aufgenommen werden, wo es begonnen hat.",
    Lesson.STOP_DETAILS: (
        "Wer bis dahin in der Gruppe ist, bleibt darin. Das kann die anfragende Person, und wer über die Anfrage "
        "entscheiden konnte; auf der Karte mit dem Fortschritt ist ein Knopf dafür."
    ),
    Lesson.WHY_PURPOSE: (
        "Sagt, worauf eine Anfrage wartet und warum Sie über sie entscheiden dürfen oder nicht, Regel für Regel."
    ),
    Lesson.WHY_DETAILS: "Für alle, die um Änderungen bitten oder sie genehmigen dürfen.",
    Lesson.WHOAMI_PURPOSE: "Sagt, was Sie hier dürfen, Regel für Regel.",
    Lesson.WHOAMI_DETAILS: "Es wird in diesem Moment aus Microsoft Entra gelesen und niemandem sonst gezeigt.",
    Lesson.APPROVE_PURPOSE: (
        "Linkgate sendet Ihnen zu jeder Anfrage eine Karte: Lesen Sie Vorher und Nachher, und entscheiden Sie dann."
    ),
    Lesson.APPROVE_DETAILS: (
        "Niemand entscheidet über die eigene Anfrage. Eine Genehmigung gilt für das, wofür der Fingerabdruck der "
        "Karte steht; wer sie tippt, gibt den Fingerabdruck mit an. Eine Ablehnung braucht einen Grund und beendet "
        "die Anfrage sofort; eine Rückgabe braucht auch einen und lässt erneutes Senden zu."
    ),
}
