"""The phrase book's sentences in German. What has the same English as a label stands with the labels.

A {wish} is an infinitive clause with "zu", a {state} what may stand after "ist" or a colon, {people} a bare number.
"""

from collections.abc import Mapping

from bot.core.speech.german_lessons import GERMAN_LESSONS
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
    Phrase.WISH_FILL: "{people} in die Gruppe {group} aufzunehmen",
    Phrase.WISH_BOTH: "{people} in die Gruppe {group} aufzunehmen und danach {wish}",
    Phrase.WISH_CREATE: "eine neue Sicherheitsgruppe namens {group} anzulegen",
    Phrase.FILL_IS_OVER: "{request}: {why}",
    Phrase.NOW_MADE: "Die Sicherheitsgruppe {group} wurde angelegt ({request}).",
    Phrase.NO_LIST: (
        "Wer soll aufgenommen werden? Hängen Sie derselben Nachricht eine Liste an (CSV, eine Person je Zeile), oder "
        "fügen Sie sie in den Zeilen unter dem Befehl ein."
    ),
    Phrase.TWO_LISTS: (
        "Mit dieser Nachricht kam mehr als eine Liste. Senden Sie eine: angehängt oder unter dem Befehl eingefügt."
    ),
    Phrase.READING_LIST: (
        "{rows} Zeilen werden gelesen und alle Personen nachgeschlagen. Der Plan kommt gleich; er ändert nichts."
    ),
    Phrase.NOBODY_TO_ADD: "In die Gruppe {group} muss niemand aufgenommen werden. {tally}.",
    Phrase.HAVE_GROUP: (
        "Eine Gruppe heißt schon {name}, also wird keine weitere angelegt. Nehmen Sie Personen in sie auf, oder wählen "
        "Sie einen anderen Namen."
    ),
    Phrase.ASK_ID: (
        "Mehrere Gruppen heißen {name}: {groups}. Senden Sie die Liste noch einmal mit der Kennung der gemeinten."
    ),
    Phrase.ASK_ID_ALIKE: (
        "Keine Gruppe heißt {name}. Ähnlich heißen: {groups}. Senden Sie die Liste noch einmal mit einer Kennung davon."
    ),
    Phrase.NO_GROUP_TO_FILL: (
        "Keine Gruppe heißt {name}, und keine heißt ähnlich. So wird sie angelegt: linkedin create group {name}"
    ),
    Phrase.GROUP_AND_ID: "{name} ({tail}, {people})",
    Phrase.SOURCE_FILE: "{name}, {rows} Zeilen",
    Phrase.SOURCE_PASTED: "eingefügt, {rows} Zeilen",
    Phrase.LOST_ROW: "Zeile {line}: {typed} – {fate}",
    Phrase.LOST_WHY: "Zeile {line}: {typed} – {why}",
    Phrase.LOST_MORE: "… und {count} weitere. Alle Zeilen stehen in der Datei.",
    Phrase.FATE_COUNT: "{count} {fate}",
    Phrase.PENDING: "aufzunehmen",
    Phrase.ADDED: "aufgenommen",
    Phrase.ALREADY: "schon Mitglied",
    Phrase.TWICE: "doppelt genannt",
    Phrase.NOT_FOUND: "nicht gefunden",
    Phrase.GUEST_SKIPPED: "Gäste, ausgelassen",
    Phrase.DISABLED_SKIPPED: "deaktivierte Konten, ausgelassen",
    Phrase.FAILED_ROW: "gescheitert",
    Phrase.UNSURE_ROW: "angenommen und noch nicht zu sehen",
    Phrase.SECONDS_LEFT: "Noch etwa {seconds} s.",
    Phrase.MINUTES_TO_GO: "Noch etwa {minutes} min.",
    Phrase.SOON: "Wie lange es dauert, zeigt sich gleich.",
    Phrase.NOTHING_THERE: "Keine solche Gruppe",
    Phrase.GROUP_MADE: "eine neue Sicherheitsgruppe, zunächst leer",
    Phrase.AFTER_FILL: "{people}, davon {added} neu",
    Phrase.STEP_FILL: "{group}: {added} Personen mehr",
    Phrase.STEP_BOTH: "{group}: {added} Personen mehr, dann {after}",
    Phrase.STEP_CREATE: "Neue Gruppe: {group}",
    Phrase.NEXT_FILLING: (
        "Linkgate nimmt Personen auf und liest die Gruppe zurück. Diese Karte zeigt, wie weit es ist; wer gefragt hat "
        "oder entscheidet, kann es anhalten."
    ),
    Phrase.NEXT_MAKING: "Linkgate legt die Gruppe an. Diese Karte ändert sich, wenn das erledigt ist.",
    Phrase.NEXT_MADE: "Die Gruppe ist leer. Senden Sie die Liste ihrer Personen mit: {command}",
    Phrase.NEXT_FILLED: (
        "Die Personen sind in der Gruppe. Die Einstellung ist, wie sie war; die Gruppe auszuwählen ist eine eigene "
        "Anfrage."
    ),
    Phrase.NEXT_FILLED_SELECTED: (
        "Die Gruppe ist die ausgewählte: Wer aufgenommen wurde, kann ab jetzt ein Konto verbinden."
    ),
    Phrase.NEXT_FILL_FAILED: ("Wer aufgenommen wurde, bleibt in der Gruppe. Neu planen nimmt nur, wer noch fehlt."),
    Phrase.NEVER_URGENT: (
        "Durch Warten geht nichts verloren: Wer noch nicht in der Gruppe ist, sieht LinkedIn-Informationen wie bisher."
    ),
    Phrase.UNTOLD_WARNING: (
        "Die Einstellung dieses Mandanten nennt noch keine Gruppe, oder noch einzelne Personen von früher; welches von "
        "beiden, kann Linkgate nicht erkennen. Es füllt die Gruppe; umgestellt wird im Entra Admin Center."
    ),
    Phrase.FILL_DYNAMIC: (
        "Diese Gruppe ist dynamisch: Eine Regel sagt, wer darin ist, und niemand kann aufgenommen werden. Wählen Sie "
        "eine andere, oder legen Sie eine an."
    ),
    Phrase.FILL_SYNCED: ("Diese Gruppe wird im lokalen Active Directory geführt und kann nur dort geändert werden."),
    Phrase.FILL_ROLES: (
        "Dieser Gruppe können Rollen in Microsoft Entra zugewiesen werden. Personen aufzunehmen hieße, ihnen Rechte zu "
        "geben; das tut Linkgate nicht. Wählen Sie eine andere, oder legen Sie eine an."
    ),
    Phrase.FILL_MICROSOFT_365: (
        "Das ist eine Microsoft-365-Gruppe: Wer hineinkommt, erhält auch Postfach, Dateien und Team. Wählen Sie eine "
        "Sicherheitsgruppe, oder legen Sie eine an."
    ),
    Phrase.FILL_MAIL_SECURITY: (
        "Diese Gruppe ist E-Mail-aktiviert und wird nur in Exchange geändert. Wählen Sie eine Sicherheitsgruppe, oder "
        "legen Sie eine an."
    ),
    Phrase.FILL_DISTRIBUTION: (
        "Das ist eine Verteilerliste; sie wird nur in Exchange geändert. Wählen Sie eine Sicherheitsgruppe, oder legen "
        "Sie eine an."
    ),
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
        "Die Einstellung ist nicht mehr so wie zur Zeit dieser Planung. Verwerfen Sie den Plan und fragen Sie "
        "erneut; nichts wurde gesendet."
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
    Phrase.FILL_OF_RULES: (
        "Diese Gruppe steht in den Hausregeln von Linkgate: Ihre Mitglieder entscheiden, fragen an oder werden "
        "unterrichtet. Deshalb wird hier niemand in sie aufgenommen. Wählen Sie eine andere, oder legen Sie eine an."
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
    # why a file or a pasted text is no list of people
    Phrase.EMPTY_LIST: (
        "Die Liste ist leer. Senden Sie eine Person pro Zeile: einen Benutzerprinzipalnamen, eine E-Mail-Adresse oder "
        "eine Objekt-ID."
    ),
    Phrase.BINARY_LIST: (
        "Das ist keine Liste als Text: Es sieht nach Arbeitsmappe, Dokument, Archiv oder Webseite aus. "
        "Öffnen Sie es, speichern Sie es als CSV UTF-8, und senden Sie das."
    ),
    Phrase.UNREADABLE_LIST: (
        "Zeile {line} ist kein Text in UTF-8, UTF-16 oder Windows-1252, daher wurde nichts aus der Liste verwendet. "
        "Speichern Sie sie als CSV UTF-8 und senden Sie sie erneut."
    ),
    Phrase.NUL_IN_LIST: (
        "In Zeile {line} steht ein NUL-Zeichen, die Datei ist also beschädigt, und nichts aus der Liste wurde "
        "verwendet. Speichern Sie sie als CSV UTF-8 und senden Sie sie erneut."
    ),
    Phrase.OPEN_QUOTE_IN_LIST: (
        "In Zeile {line} öffnet sich ein Anführungszeichen und schließt nicht, wo seine Zelle endet; es würde die "
        "Zeilen darunter verschlucken. Schließen oder entfernen Sie es, und senden Sie die Liste erneut."
    ),
    Phrase.LONG_QUOTE_IN_LIST: (
        "Eine Zelle, die in Zeile {line} beginnt, geht über mehrere Zeilen und enthält wohl Zeilen der Liste. "
        "Schließen Sie ihr Anführungszeichen, oder entfernen Sie ihre Umbrüche, und senden Sie die Liste erneut."
    ),
    Phrase.LOOSE_QUOTE_IN_LIST: (
        "In Zeile {line} folgt Text auf ein schließendes Anführungszeichen. Verdoppeln Sie die Zeichen, die zum Text "
        "gehören, oder entfernen Sie sie, und senden Sie die Liste erneut."
    ),
    Phrase.LONG_CELL_IN_LIST: (
        "Zeile {line} hat mehr als {most} Zeichen und ist daher keine Zeile einer Liste. Berichtigen Sie sie, und "
        "senden Sie die Liste erneut."
    ),
    Phrase.TOO_MANY_ROWS: (
        "Die Liste hat mehr als {most} Zeilen, und nichts daraus wurde verwendet. Senden Sie sie in mehreren Teilen."
    ),
    Phrase.NO_PEOPLE_IN_LIST: (
        "Nichts in dieser Liste ist ein Benutzerprinzipalname, eine E-Mail-Adresse oder eine Objekt-ID. Namen allein "
        "sagen nicht, wer gemeint ist. Ergänzen Sie eines der drei in jeder Zeile, und senden Sie die Liste erneut."
    ),
    Phrase.WHICH_COLUMN: (
        "In Zeile {line} nennen mehrere Zellen verschiedene Personen, und keine Überschrift sagt, welche gemeint ist. "
        "Benennen Sie die Spalten in der ersten Zeile (id, userPrincipalName oder mail), oder schreiben Sie eine "
        "Person pro Zeile, und senden Sie die Liste erneut."
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
        "Öffentliche LinkedIn-Profile bleiben für alle sichtbar, wie diese Einstellung auch lautet."
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
    Phrase.OFFERED_ALONE: "Die Datei wird Ihnen in Ihrem privaten Chat mit Linkgate angeboten.",
    Phrase.NO_PLACE_TO_OFFER: (
        "Dateien gibt es nur im privaten Chat, und Linkgate hat keinen mit Ihnen. "
        "Installieren Sie Linkgate für sich, und fragen Sie dann erneut."
    ),
    Phrase.NO_SUCH_FILE: "Zu dieser Anfrage gibt es keine solche Datei.",
    Phrase.ROWS_FILE: ("Alle {count} Zeilen der Liste von {request}, mit dem, was aus ihnen wurde. Das ändert nichts."),
    Phrase.LEDGER_FILE: "Was das Protokoll über {request} enthält: {count} Zeilen",
    Phrase.FILE_OFFERED: "Linkgate hat eine Datei für Sie: {name}",
    Phrase.FILE_READY: "Die Datei {name} liegt in Ihrem OneDrive.",
    Phrase.FILE_TAKEN: "Sie haben die Datei {name} angenommen.",
    Phrase.FILE_DECLINED: "Sie haben die Datei {name} nicht angenommen. Nichts wurde gespeichert.",
    Phrase.FILE_LOST: "Die Datei {name} wurde nicht gespeichert.",
    Phrase.NO_OFFER: "Diese Datei wird Ihnen nicht mehr angeboten. Fragen Sie erneut danach.",
    Phrase.BAD_PLACE: (
        "Der Ort für diese Datei liegt nicht im SharePoint dieses Mandanten, daher legt Linkgate dort nichts ab. "
        "Fragen Sie erneut nach der Datei."
    ),
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
    **GERMAN_LESSONS,
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
