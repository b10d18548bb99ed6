"""The phrase book's sentences in German. What has the same English as a label stands with the labels.

A {wish} is an infinitive clause with "zu", a {state} what may stand after "ist" or a colon, {people} a bare number.
"""

from collections.abc import Mapping

from bot.core.speech.german_announcements import GERMAN_ANNOUNCEMENTS
from bot.core.speech.german_answers import GERMAN_ANSWERS
from bot.core.speech.german_effects import GERMAN_EFFECTS
from bot.core.speech.german_lessons import GERMAN_LESSONS
from bot.core.speech.german_lists import GERMAN_LISTS
from bot.core.speech.german_office import GERMAN_OFFICE
from bot.core.speech.phrases import Phrase

GERMAN_PHRASES: Mapping[str, str] = {
    # the setting
    Phrase.ON_FOR_ALL: "Aktiv für alle",
    Phrase.ON_FOR_GROUP: "Aktiv für eine Gruppe",
    Phrase.UNTOLD: "Noch keine Gruppe gewählt",
    Phrase.OFF_FOR_ALL: "Aus für alle",
    Phrase.MODE_OF_GROUP: "{mode} (…{tail})",
    Phrase.NOW_ON_FOR_ALL: "LinkedIn-Kontoverbindungen sind jetzt für alle eingeschaltet ({request}), {proof}.",
    Phrase.NOW_OFF_FOR_ALL: "LinkedIn-Kontoverbindungen sind jetzt für alle ausgeschaltet ({request}), {proof}.",
    Phrase.NOW_ON_FOR_GROUP: (
        "LinkedIn-Kontoverbindungen sind jetzt für die Gruppe {group} eingeschaltet ({request}), {proof}."
    ),
    Phrase.WISH_ALL: "die LinkedIn-Kontoverbindungen für alle einzuschalten",
    Phrase.WISH_GROUP: "die LinkedIn-Kontoverbindungen für die Gruppe {group} einzuschalten",
    Phrase.WISH_NOBODY: "die LinkedIn-Kontoverbindungen für alle auszuschalten",
    Phrase.NO_OFFICE: (
        "Sagen Sie, was für die Office-Richtlinie gelten soll: linkedin office disable, enable oder reset; "
        "oder status, um sie zu sehen."
    ),
    Phrase.NO_FILES: "Sagen Sie, was die Dateien setzen sollen: linkedin office files disable, enable oder reset.",
    Phrase.NO_PERSON: (
        "Wer soll nachgeschlagen werden? Nennen Sie eine Adresse, eine Objekt-ID oder me: "
        "linkedin check ada@contoso.com"
    ),
    Phrase.LONG_NAME: "Ein Gruppenname hat höchstens 256 Zeichen.",
    # counts
    Phrase.ONE_PERSON: "1 Person",
    Phrase.PEOPLE: "{count} Personen",
    Phrase.NOT_COUNTED: "nicht gezählt",
    Phrase.BEING_COUNTED: "wird gezählt",
    Phrase.IMPACT_LINE: "{gain} erhalten sie, {lose} verlieren sie, {unchanged} unverändert",
    Phrase.IMPACT: "Erhalten sie: {gain}; verlieren sie: {lose}.",
    Phrase.OF_GAIN: "Unter denen, die sie erhalten: {kinds}.",
    Phrase.OF_LOSS: "Unter denen, die sie verlieren: {kinds}.",
    Phrase.ONLY_NESTED: "{count} nur über verschachtelte Gruppen",
    Phrase.ONE_GUEST: "1 Gast",
    Phrase.GUESTS: "{count} Gäste",
    Phrase.ONE_DISABLED: "1 deaktiviertes Konto",
    Phrase.DISABLED_ACCOUNTS: "{count} deaktivierte Konten",
    Phrase.COMPARING: (
        "Die beiden Gruppen werden Person für Person verglichen. Diese Karte zeigt die genauen Zahlen dann von selbst."
    ),
    Phrase.NOT_COMPARED: (
        "Die beiden Gruppen konnten nicht verglichen werden; wer erhält und wer verliert, ist also nicht bekannt."
    ),
    Phrase.APPROVALS: "{count} von {needed} Genehmigungen.",
    Phrase.COUNT_OF: "{count} von {total}",
    Phrase.ROWS: "{first}–{last} von {total}, neueste zuerst",
    # states of a request, as headings and within a sentence
    Phrase.APPLIED: "Angewendet",
    Phrase.IS_DRAFT: "ein Entwurf",
    Phrase.IS_WAITING: "noch zu genehmigen",
    Phrase.IS_RETURNED: "zurückgegeben",
    Phrase.IS_APPROVED: "genehmigt",
    Phrase.IS_APPLYING: "in Arbeit",
    Phrase.IS_APPLIED: "angewendet",
    Phrase.IS_FAILED: "nicht angewendet",
    Phrase.IS_UNKNOWN: "ungewiss",
    Phrase.IS_STALE: "veraltet",
    Phrase.IS_WITHDRAWN: "zurückgezogen",
    Phrase.IS_REJECTED: "abgelehnt",
    Phrase.IS_EXPIRED: "abgelaufen",
    # a request in one sentence
    Phrase.NOBODY: "niemand",
    Phrase.SOMEBODY: "Jemand",
    Phrase.SUM_DRAFT: "Es geht darum, {wish}. {effect} Nichts ändert sich, bis jemand anderes genehmigt.",
    Phrase.SUM_WAITING: "{asker} bittet darum, {wish} ({request}). {effect} {votes}",
    Phrase.SUM_RETURNED: "{decider} hat {request} an {asker} zurückgegeben: {note}",
    Phrase.SUM_APPROVED: "{request} ist von {decider} genehmigt und wird bald angewendet, um {wish}.",
    Phrase.SUM_APPLYING: "Linkgate wendet {request} an, um {wish}.",
    Phrase.SUM_ERRAND: "{hand} ist gebeten, {wish} (Änderung {request}).",
    Phrase.SUM_FAILED: "{request} wurde nicht angewendet: {why}",
    Phrase.SUM_UNKNOWN: "Ob {request} angewendet wurde, ist unbekannt: {why}",
    Phrase.SUM_STALE: "{request} ist veraltet und wurde nicht angewendet: {why}",
    Phrase.SUM_WITHDRAWN: "{asker} hat {request} zurückgezogen. Nichts wurde geändert.",
    Phrase.SUM_REJECTED: "{decider} hat {request} abgelehnt: {note}",
    Phrase.SHORT_REJECTED: "{decider} hat {request} abgelehnt. Nichts wurde geändert.",
    Phrase.SHORT_RETURNED: "{decider} hat {request} zurückgegeben. Nichts wurde geändert.",
    Phrase.EXPIRED_APPROVED: (
        "{request} war genehmigt und konnte vor dem Ablauf nicht angewendet werden. Nichts wurde geändert."
    ),
    Phrase.EXPIRED_SENT: "{request} ist ohne genügend Genehmigungen abgelaufen. Nichts wurde geändert.",
    Phrase.EXPIRED_DRAFT: "{request} ist vor dem Senden abgelaufen. Nichts wurde geändert.",
    Phrase.NO_WHY: "Es ist kein Grund vermerkt.",
    Phrase.READ_BACK: "zurückgelesen aus Microsoft Entra",
    Phrase.SCORED: "wie Microsoft Secure Score zeigt; Linkgate konnte es nicht zurücklesen",
    Phrase.ATTESTED: "wie eine Person bestätigt; Linkgate konnte es nicht zurücklesen",
    Phrase.RENAMED: " Die Gruppe wurde seit der Planung umbenannt: {name}.",
    # what a word tells
    Phrase.TOLD_APPROVED: "{decider} hat Ihre Anfrage {request} genehmigt. Sie wird jetzt angewendet.",
    Phrase.TOLD_ALARM: "{sentence} {alarm}",
    Phrase.REMIND_ONE: "{request} wartet auf Ihre Entscheidung: {asker} bittet darum, {wish}. {hurry}",
    Phrase.REMIND_MANY: "{count} Anfragen warten auf Ihre Entscheidung: {named} Linkedin requests listet sie auf.",
    Phrase.REMIND_ITEM: "{request}, {hurry}",
    Phrase.REMIND_NEXT: "; ",
    Phrase.REMIND_MORE: " und {count} weitere",
    Phrase.WAITING_FOR_YOU: "{count} offen, die älteste zuerst",
    Phrase.MORE_WAIT: "Und {count} weitere.",
    Phrase.DECIDE_ON_CARDS: "Entscheiden Sie auf der Karte der Anfrage; sie steht weiter oben in diesem Chat.",
    Phrase.HOURS_LEFT: "Ablauf in {hours} Std.",
    Phrase.MINUTES_LEFT: "Ablauf in {minutes} Min.",
    Phrase.COLLATERAL: (
        "Diese Eigenschaften des Mandanten haben sich inzwischen ohne Genehmigung geändert: {names}. "
        "Vergleichen Sie sie im Microsoft Entra Admin Center, bevor etwas anderes geändert wird."
    ),
    Phrase.HAVE_ALREADY: "Darum haben Sie schon gebeten: {request} ist {state}. Nichts wurde doppelt getan.",
    Phrase.TELL_HEAD: "Linkgates Protokoll ist bei Zeile {line} angelangt. Anker {anchor}",
    # refusals
    Phrase.REFUSED: "{sentence} Regel {rule} ({reason}).",
    Phrase.GUEST: "Gäste können Linkgate nicht nutzen. Fragen Sie ein Mitglied des Mandanten.",
    Phrase.DISABLED: (
        "Ihr Konto ist in Microsoft Entra deaktiviert oder gelöscht, daher kann Linkgate nicht für Sie handeln."
    ),
    Phrase.NOT_OPERATOR: (
        "Nur ein aktiver globaler Administrator oder ein Mitglied der Operatorengruppe kann um eine Änderung bitten. "
        "Wenn Sie dazu berechtigt sind, aktivieren Sie die Rolle in PIM und versuchen Sie es erneut."
    ),
    Phrase.NOT_APPROVER: "Nur ein Mitglied der Gruppe der Genehmigenden kann über diese Anfrage entscheiden.",
    Phrase.OWN_REQUEST: (
        "Niemand entscheidet über die eigene Anfrage, auch kein Administrator. Das muss jemand anderes tun."
    ),
    Phrase.NEW_APPROVER: (
        "Sie wurden erst nach dem Senden dieser Anfrage Genehmigender und können nicht über sie entscheiden."
    ),
    Phrase.NOT_INVOLVED: ("Nur wer um Änderungen bitten oder sie genehmigen kann, sieht die Anfragen und den Verlauf."),
    Phrase.NOT_REQUESTER: "Das kann nur die anfragende Person tun.",
    Phrase.NO_SUCH_REQUEST: "Diese Anfrage gibt es nicht. Linkedin requests listet die offenen auf.",
    Phrase.ELSEWHERE: "Diese Karte ist eine Kopie. Entscheiden Sie auf der Karte, die Linkgate Ihnen gesendet hat.",
    Phrase.SLOT_TAKEN: "Eine andere Anfrage belegt die Einstellung. Warten Sie diese ab und fragen Sie dann erneut.",
    Phrase.SLOT_TAKEN_BY: (
        "{request} von {asker} ist {state}, für dieselbe Einstellung. Warten Sie sie ab oder lassen Sie sie "
        "zurückziehen, und fragen Sie dann erneut."
    ),
    Phrase.TOO_FEW_APPROVERS: (
        "Niemand könnte diese Anfrage genehmigen: Die Gruppe der Genehmigenden hat außer Ihnen zu wenige "
        "aktivierte Mitglieder. Nichts wurde gesendet."
    ),
    Phrase.NO_REASON: ("Sagen Sie, warum diese Änderung nötig ist: Genehmigende und der Verlauf zeigen es."),
    Phrase.BAD_REASON: "Eine Begründung hat höchstens {most} Zeichen.",
    Phrase.BAD_REASON_RULE: (
        "Eine Begründung hat höchstens {most} Zeichen. Eine Begründung muss der Hausregel {pattern} entsprechen."
    ),
    Phrase.NO_TICKET: "Ein Ticket ist nötig. Nichts wurde gesendet.",
    Phrase.BAD_TICKET: "Eine Ticket-ID ist ein Wort mit einer Ziffer darin, etwa CHG-1234.",
    Phrase.BAD_TICKET_RULE: (
        "Eine Ticket-ID ist ein Wort mit einer Ziffer darin, etwa CHG-1234. "
        "Ein Ticket muss der Hausregel {pattern} entsprechen."
    ),
    Phrase.NOT_AS_PLANNED: (
        "Die Einstellung ist nicht mehr so wie zur Zeit dieser Planung. Verwerfen Sie den Plan oder ziehen Sie ihn "
        "zurück, und fragen Sie erneut; nichts wurde gesendet."
    ),
    Phrase.CANNOT_SEND: "Dieser Plan kann nicht mehr gesendet werden: {why}",
    Phrase.TOO_LATE: "Darauf wartet die Anfrage nicht mehr.",
    Phrase.TOO_LATE_FOR: "{request} ist {state}; das ist damit nicht mehr möglich.",
    Phrase.OTHER_FINGERPRINT: "Eine Genehmigung gilt für das, wofür ihr Fingerabdruck steht.",
    Phrase.ASK_FINGERPRINT: (
        "{sentence} Vergleichen Sie das mit der Karte. Wenn Sie genau dies genehmigen, "
        "geben Sie den Fingerabdruck mit ein: {fingerprint}."
    ),
    Phrase.NOT_EXECUTOR: "Nur wer um diese Änderung gebeten wurde, kann sagen, was daraus geworden ist.",
    Phrase.OTHER_RULES: (
        "Die Hausregeln haben sich seit dem Senden dieser Anfrage geändert. Sie wird gleich den neuen "
        "unterstellt; entscheiden Sie dann erneut."
    ),
    # what was typed
    Phrase.NO_TEXT: "Die Nachricht enthielt keinen Text. Geben Sie help ein, um zu sehen, was Linkgate kann.",
    Phrase.NO_LIST_IN_ROOM: (
        "Wer soll aufgenommen werden? Dateien kommen nur in Ihrem privaten Chat mit Linkgate an: Senden Sie Befehl und "
        "Liste dort, oder fügen Sie die Liste in den Zeilen unter dem Befehl ein."
    ),
    Phrase.ONLY_A_FILE: (
        "Es kam eine Datei ohne Befehl; nichts wurde gelesen. Um die Personen einer Liste in eine Gruppe aufzunehmen, "
        "senden Sie die Datei noch einmal mit dem Befehl und dem Namen der Gruppe."
    ),
    Phrase.NO_COMMAND: "Diesen Befehl kennt Linkgate nicht.",
    Phrase.TOO_LONG: "Die Nachricht ist länger als {most} Zeichen. Senden Sie einen Befehl in einer Zeile.",
    Phrase.TWO_LINES: "Senden Sie pro Nachricht einen Befehl in einer Zeile. Nichts wurde getan.",
    Phrase.NO_TARGET: "Sagen Sie, für wen: linkedin enable all oder linkedin enable group <name or id>.",
    Phrase.NO_GROUP: "Sagen Sie, welche Gruppe: linkedin enable group <name or id>.",
    Phrase.NO_NUMBER: ("Sagen Sie mit der Nummer, welche Anfrage, etwa LI-7. Linkedin requests listet sie auf."),
    Phrase.NO_NOTE: "Sagen Sie, warum: because <reason>. Die anfragende Person wird es lesen.",
    Phrase.OPEN_QUOTE: (
        "Ein Anführungszeichen ist geöffnet und nicht geschlossen. Schließen Sie es und senden Sie erneut."
    ),
    Phrase.EXTRA: "Die Nachricht enthält mehr, als der Befehl annimmt. Nichts wurde getan.",
    Phrase.GROUP_GONE: "Es gibt keine Gruppe mit dieser ID. Nichts wurde geplant.",
    Phrase.FIND_NO_GROUP: (
        "Keine Gruppe heißt {name}. Prüfen Sie den Namen, oder nutzen Sie die Objekt-ID der Gruppe."
    ),
    # why the setting is unknown
    Phrase.LEGACY: (
        "Microsoft gab einen alten Wert (2 oder 3) zurück, dessen Bedeutung nicht dokumentiert ist: nicht "
        "bereitgestellt oder eine Liste ausgewählter Personen. Sehen Sie im Microsoft Entra Admin Center nach und "
        "wählen Sie dort einen dokumentierten Wert."
    ),
    Phrase.MISSING: "Microsofts Antwort enthält die Einstellung nicht.",
    Phrase.UNDOCUMENTED: "Microsoft gab einen Wert zurück, den niemand dokumentiert hat.",
    Phrase.CONTRADICTION: (
        "Microsofts Antwort widerspricht sich: Der Wert und die ausgewählte Gruppe passen nicht zusammen. "
        "Setzen Sie sie einmal im Microsoft Entra Admin Center, und fragen Sie dann erneut."
    ),
    Phrase.OTHER_TENANT: "Microsofts Antwort betrifft nicht diesen Mandanten, daher gilt sie nicht.",
    Phrase.UNREADABLE: "Microsoft Entra hat die Frage nicht beantwortet.",
    # why there is no plan
    Phrase.NOT_OFFERED: (
        "LinkedIn-Kontoverbindungen sind in der Cloud dieses Mandanten nicht verfügbar (Microsoft schließt US "
        "Government, 21Vianet und die frühere deutsche Cloud aus). Nichts kann geändert werden."
    ),
    Phrase.ALREADY_SO: "Die Einstellung ist schon so, wie Sie es wünschen. Es gibt nichts zu ändern.",
    Phrase.DYNAMIC: (
        "Die Einstellung kann keine dynamische Gruppe nutzen. Wählen Sie eine Sicherheitsgruppe mit zugewiesenen "
        "Mitgliedern."
    ),
    Phrase.MAIL_ONLY: (
        "Eine Verteilerliste ist keine Sicherheitsgruppe: Ihre Mitglieder werden in Exchange verwaltet, wo eine "
        "Änderung von hier aus nicht zu sehen ist. Wählen Sie eine Sicherheitsgruppe."
    ),
    Phrase.FROM_UNKNOWN: (
        "Die jetzige Einstellung ist unbekannt. {doubt} Aus einem unbekannten Zustand wird nichts geändert."
    ),
    Phrase.DYNAMIC_SELECTED: (
        "Die ausgewählte Gruppe ist dynamisch, und die Einstellung kann keine dynamische Gruppe nutzen. "
        "Bitten Sie um eine andere Gruppe, um alle oder um niemanden."
    ),
    Phrase.MAIL_ONLY_SELECTED: (
        "Die ausgewählte Gruppe ist eine Verteilerliste und keine Sicherheitsgruppe, daher wirkt die Einstellung "
        "vielleicht nicht für ihre Mitglieder. Bitten Sie um eine Sicherheitsgruppe, um alle oder um niemanden."
    ),
    # groups
    Phrase.SECURITY: "Sicherheitsgruppe",
    Phrase.MICROSOFT_365: "Microsoft 365-Gruppe",
    Phrase.MAIL_SECURITY: "E-Mail-aktivierte Sicherheitsgruppe",
    Phrase.DISTRIBUTION: "Verteilerliste",
    Phrase.DYNAMIC_KIND: "dynamisch, {kind}",
    Phrase.KIND_AND_SIZE: "{kind}, {size}",
    Phrase.DIRECTLY: "{direct} direkt, {all} mit verschachtelten Gruppen",
    Phrase.SPAN: "{direct} bis {all} Personen",
    Phrase.THE_PEOPLE: "die Personen",
    Phrase.NESTED: (
        "Diese Gruppe enthält andere Gruppen. Ob die Einstellung deren Mitglieder einbezieht, ist nicht dokumentiert: "
        "Direkte Mitglieder sind sicher, die anderen vielleicht nicht erfasst."
    ),
    Phrase.EMPTY: "Diese Gruppe hat keine Mitglieder: Die Einstellung wäre für niemanden aktiv.",
    Phrase.SYNCED: "Diese Gruppe wird aus Active Directory synchronisiert: Ihre Mitglieder werden dort geändert.",
    Phrase.OPEN_GROUP: (
        "Dies ist eine Microsoft 365-Gruppe: Ihre Besitzer können Mitglieder ohne Administrator hinzufügen."
    ),
    Phrase.EXPIRING: "Diese Gruppe hat ein Ablaufdatum. Läuft sie ab, zeigt die Einstellung ins Leere.",
    Phrase.UNUSUAL_NAME: (
        "Der Name dieser Gruppe enthält ungewöhnliche Zeichen. Vergleichen Sie die Objekt-ID, bevor Sie zustimmen."
    ),
    Phrase.UNCOUNTED: "Die Mitglieder dieser Gruppe konnten nicht gezählt werden.",
    Phrase.HIDDEN: (
        "Die Mitglieder dieser Gruppe sind verborgen und konnten nicht gezählt werden. Mit der Berechtigung "
        "Member.Read.Hidden kann die App von Linkgate sie zählen."
    ),
    # what the value does not mean
    Phrase.PUBLIC_PROFILES: (
        "Öffentliche LinkedIn-Profile zu sehen braucht niemandes Zustimmung, in einer ausgewählten Gruppe oder nicht."
    ),
    Phrase.CONSENT: (
        "Aktiv heißt erlaubt: Jede Person entscheidet weiterhin selbst über die Verbindung und willigt allein ein."
    ),
    Phrase.EXCEPTIONS: (
        "Microsoft bietet die Einstellung in US-Government-Clouds, in 21Vianet und in der früheren deutschen Cloud "
        "nicht an."
    ),
    Phrase.OFFER_NO: (
        "Die Cloud dieses Mandanten bietet keine LinkedIn-Kontoverbindungen: Microsoft schließt US Government, "
        "21Vianet und die frühere deutsche Cloud aus."
    ),
    Phrase.OFFER_UNCLEAR: (
        "Dieser Mandant ist in GCC. Microsofts Dokumentation sagt nicht klar, ob es dort funktioniert."
    ),
    Phrase.COUNTRY: (
        "Das Land des Unternehmens ist {country}. Hier wahrscheinlich standardmäßig aus: "
        "Microsoft schaltet es für Mandanten aus, die in Deutschland und Frankreich bereitgestellt wurden."
    ),
    # what goes wrong
    Phrase.STILL_WORKING: (
        "Linkgate arbeitet noch daran. Die Karte wird zeigen, wie es ausging; ein zweiter Klick schadet nicht."
    ),
    Phrase.BAD_CLICK: "Linkgate kennt diese Schaltfläche nicht. Geben Sie help ein, um zu sehen, was es kann.",
    Phrase.NO_REJECTION_REASON: "Sagen Sie, warum Sie nicht zustimmen: Die anfragende Person wird es lesen.",
    Phrase.NO_HINDRANCE: "Sagen Sie, was Sie gehindert hat: Die anfragende Person wird es lesen.",
    Phrase.UNEXPECTED: (
        "In Linkgate ist etwas schiefgegangen. Nichts wurde geändert. "
        "Versuchen Sie es erneut, oder nennen Sie Ihrem Administrator diese ID: {reference}"
    ),
    Phrase.ANSWERED_ALONE: "In dieser Antwort stehen Namen, daher ist sie in Ihrem privaten Chat mit Linkgate.",
    Phrase.ONLY_ALONE: (
        "In dieser Antwort stehen Namen, daher ist sie nur für Sie, und Linkgate hat keinen privaten Chat mit Ihnen. "
        "Installieren Sie Linkgate für sich, und fragen Sie dann dort."
    ),
    # files
    Phrase.CHANGED_MEANWHILE: "Jemand anderes war schneller. So steht es jetzt.",
    Phrase.SLOW_DOWN: "Das war zu viel auf einmal, daher wurde nichts getan. Erneut in {seconds} s versuchen.",
    Phrase.REFERENCE: "Ref. {reference}",
    Phrase.WITH_REFERENCE: "{sentence} Ref. {reference}",
    Phrase.PLANNED_ANEW: "{request} ist mit der jetzigen Einstellung geplant. Die Karte können Sie nun senden.",
    # the head of a request's card
    Phrase.HEAD_DRAFT: "Diese Anfrage dient dazu, {wish}.",
    Phrase.HEAD_WAITING: "{asker} bittet darum, {wish}.",
    Phrase.HEAD_ASKED: "{asker} bat darum, {wish}.",
    Phrase.REQUEST: "Anfrage {request}",
    Phrase.REQUEST_ONE: "Anfrage {request} · nichts ändert sich, bis 1 andere Person genehmigt",
    Phrase.REQUEST_MANY: "Anfrage {request} · nichts ändert sich, bis {count} andere Personen genehmigen",
    Phrase.ACCOUNT: "Konto {tail}",
    Phrase.ID: "ID {tail}",
    Phrase.DRIFT: "gültig bei Zu- und Abgang von höchstens {people}",
    Phrase.STEP: "{before} → {after}",
    Phrase.STEP_GROUP: "{before} → {after}: {group}",
    Phrase.BY: "von {name}",
    Phrase.RETURNED_BY: "zurückgegeben von {name}",
    Phrase.APPROVED_BY: "genehmigt von {name}",
    # what comes next
    Phrase.NO_DECISION: "Nichts ändert sich, bis jemand anderes genehmigt.",
    Phrase.NEXT_RETURNED: (
        "Ändern Sie, was angefragt wurde, und senden Sie erneut, oder ziehen Sie zurück. Nichts wurde geändert."
    ),
    Phrase.NEXT_APPROVED: "Sie wird gleich angewendet. Noch wurde nichts geändert.",
    Phrase.NEXT_APPLYING: (
        "Linkgate schreibt die Einstellung und liest sie zurück. Ist das getan, ändert sich diese Karte."
    ),
    Phrase.NEXT_APPLIED: "Gespeichert. Microsoft-Apps übernehmen es später; Microsoft nennt keine Zeit.",
    Phrase.NEXT_FAILED: "Die Einstellung ist wie zuvor.",
    Phrase.NEXT_UNKNOWN: (
        "Linkgate schreibt kein zweites Mal. Es liest weiter in Microsoft Entra und sagt hier, "
        "was es findet. Ändern Sie bis dahin nichts von Hand."
    ),
    Phrase.NEXT_STALE: "Nichts wurde geschrieben. Eine neue Anfrage wird mit der dann geltenden Einstellung geplant.",
    Phrase.NOTHING_CHANGED: "Nichts wurde geändert.",
    Phrase.NEXT_EXPIRED: "Nichts wurde geändert. Fragen Sie erneut, falls es noch nötig ist.",
    Phrase.YOU_VOTED: "Sie haben diese Anfrage genehmigt. Sie wartet auf eine weitere Genehmigung.",
    **GERMAN_ANSWERS,
    **GERMAN_LISTS,
    **GERMAN_OFFICE,
    **GERMAN_EFFECTS,
    **GERMAN_ANNOUNCEMENTS,
    **GERMAN_LESSONS,
}
