"""Sentences about what people have to be told, and whether they were, in German."""

from collections.abc import Mapping

from bot.core.speech.announcements import AnnouncePhrase

GERMAN_ANNOUNCEMENTS: Mapping[str, str] = {
    # the question on the form
    AnnouncePhrase.TOLD_DONE: "Sie wurden informiert",
    AnnouncePhrase.TOLD_PLANNED: "Sie werden informiert, bevor es wirksam wird",
    AnnouncePhrase.TOLD_NO: "Niemand wird informiert",
    AnnouncePhrase.WHY_TOLD: (
        "Microsoft verpflichtet Sie, anzukündigen, was geteilt wird. Der Befehl linkedin announce schreibt den Text."
    ),
    AnnouncePhrase.NO_WORD: (
        "Sagen Sie, ob die Betroffenen informiert wurden: Microsoft verpflichtet Sie, die Integration und was geteilt "
        "wird anzukündigen. linkedin announce schreibt den Text. Nichts wurde gesendet."
    ),
    # the announcement: what it is about
    AnnouncePhrase.TITLE_ON: "Sie können LinkedIn mit Ihrem Arbeitskonto verbinden",
    AnnouncePhrase.TITLE_ON_SOON: "Sie werden LinkedIn mit Ihrem Arbeitskonto verbinden können",
    AnnouncePhrase.TITLE_GROUP: "Einige von uns können LinkedIn mit ihrem Arbeitskonto verbinden",
    AnnouncePhrase.TITLE_GROUP_SOON: "Einige von uns werden LinkedIn mit ihrem Arbeitskonto verbinden können",
    AnnouncePhrase.TITLE_OFF: "LinkedIn lässt sich nicht mit Ihrem Arbeitskonto verbinden",
    AnnouncePhrase.TITLE_OFF_SOON: ("LinkedIn wird sich nicht mehr mit Arbeitskonten verbinden lassen"),
    AnnouncePhrase.TITLE_HIDDEN: "LinkedIn ist in Office unter Windows ausgeblendet",
    AnnouncePhrase.TITLE_HIDDEN_SOON: "LinkedIn wird in Office unter Windows ausgeblendet werden",
    AnnouncePhrase.TITLE_SHOWN: "LinkedIn ist in Office unter Windows eingeblendet",
    AnnouncePhrase.TITLE_SHOWN_SOON: "LinkedIn wird in Office unter Windows eingeblendet werden",
    AnnouncePhrase.TITLE_FREE: "Sie entscheiden, ob Office unter Windows LinkedIn zeigt",
    AnnouncePhrase.TITLE_FREE_SOON: "Sie werden entscheiden, ob Office unter Windows LinkedIn zeigt",
    # whom it concerns
    AnnouncePhrase.FOR_ALL: (
        "Alle in unserer Organisation dürfen ihr LinkedIn-Konto mit ihrem Arbeitskonto bei Microsoft verbinden."
    ),
    AnnouncePhrase.FOR_ALL_SOON: (
        "Geplant ist, dass alle in unserer Organisation ihr LinkedIn-Konto mit ihrem Arbeitskonto bei Microsoft "
        "verbinden dürfen."
    ),
    AnnouncePhrase.FOR_GROUP: (
        "Die Personen der Gruppe {group} dürfen ihr LinkedIn-Konto mit ihrem Arbeitskonto bei Microsoft verbinden, "
        "sonst niemand in unserer Organisation."
    ),
    AnnouncePhrase.FOR_GROUP_SOON: (
        "Geplant ist, dass die Personen der Gruppe {group} ihr LinkedIn-Konto mit ihrem Arbeitskonto bei Microsoft "
        "verbinden dürfen, sonst niemand in unserer Organisation."
    ),
    AnnouncePhrase.FOR_NOBODY: (
        "Niemand in unserer Organisation darf sein LinkedIn-Konto mit dem Arbeitskonto bei Microsoft verbinden."
    ),
    AnnouncePhrase.FOR_NOBODY_SOON: (
        "Geplant ist, dass niemand in unserer Organisation mehr das LinkedIn-Konto mit dem Arbeitskonto bei Microsoft "
        "verbinden darf."
    ),
    AnnouncePhrase.HIDDEN: (
        "Eine Richtlinie für alle in unserer Organisation schaltet LinkedIn-Funktionen in Office auf Windows-Desktops "
        "aus."
    ),
    AnnouncePhrase.HIDDEN_SOON: (
        "Geplant ist, dass eine Richtlinie für alle in unserer Organisation LinkedIn-Funktionen in Office auf "
        "Windows-Desktops ausschaltet."
    ),
    AnnouncePhrase.SHOWN: (
        "Eine Richtlinie für alle in unserer Organisation schaltet LinkedIn-Funktionen in Office auf Windows-Desktops "
        "ein."
    ),
    AnnouncePhrase.SHOWN_SOON: (
        "Geplant ist, dass eine Richtlinie für alle in unserer Organisation LinkedIn-Funktionen in Office auf "
        "Windows-Desktops einschaltet."
    ),
    AnnouncePhrase.FREE: (
        "Keine Richtlinie unserer Organisation legt fest, ob Office auf Windows-Desktops LinkedIn-Funktionen zeigt."
    ),
    AnnouncePhrase.FREE_SOON: (
        "Geplant ist, dass keine Richtlinie unserer Organisation mehr festlegt, ob Office auf Windows-Desktops "
        "LinkedIn-Funktionen zeigt."
    ),
    AnnouncePhrase.NO_TIME: ("Apps übernehmen eine solche Änderung einige Zeit später; wann, sagt Microsoft nicht."),
    AnnouncePhrase.OWN_CHOICE: (
        "Es ist Ihre eigene Entscheidung: Ihre Konten teilen nichts, bevor Sie der Verbindung zustimmen, und Sie "
        "können sie jederzeit trennen."
    ),
    # what is shared
    AnnouncePhrase.SHARED: "Was geteilt wird, und Ihre zwei Möglichkeiten",
    AnnouncePhrase.BOTH_WAYS: (
        "Beide Richtungen: Microsoft erhält Daten von LinkedIn, und LinkedIn erhält Daten von Microsoft."
    ),
    AnnouncePhrase.ONE_WAY: "Eine Richtung: Nur Microsoft erhält Daten von LinkedIn.",
    AnnouncePhrase.FROM_LINKEDIN: "Von LinkedIn an Microsoft, in beiden Fällen",
    AnnouncePhrase.LINKEDIN_PROFILE: (
        "Profil: wer Sie bei LinkedIn sind, wie man Sie erreicht, und was Ihr Profil anderen zeigt."
    ),
    AnnouncePhrase.LINKEDIN_INTERESTS: (
        "Interessen: Personen und Themen, denen Sie folgen, Kurse, Gruppen, und was Ihnen dort gefällt und Sie teilen."
    ),
    AnnouncePhrase.LINKEDIN_SUBSCRIPTIONS: (
        "Abonnements: Apps und Dienste von LinkedIn, die Sie nutzen, mit den Daten, die dazugehören."
    ),
    AnnouncePhrase.LINKEDIN_CONNECTIONS: (
        "Kontakte: Ihr Netzwerk, mit Profilen und Kontaktdaten derer, mit denen Sie direkt verbunden sind."
    ),
    AnnouncePhrase.LINKEDIN_NOT_KEPT: "Microsoft bewahrt diese Daten nicht dauerhaft auf.",
    AnnouncePhrase.FROM_MICROSOFT: "Von Microsoft an LinkedIn, nur wenn Sie beide Richtungen wählen",
    AnnouncePhrase.MICROSOFT_PROFILE: ("Profil: Ihr Name, Foto, E-Mail-Adresse, wer Sie führt und wen Sie führen."),
    AnnouncePhrase.MICROSOFT_CALENDAR: (
        "Kalender: wann und wo Ihre Besprechungen sind, und die Kontaktdaten der Teilnehmenden; nicht Titel, "
        "Tagesordnung oder Inhalt."
    ),
    AnnouncePhrase.MICROSOFT_INTERESTS: "Interessen: was Microsofts Dienste daraus schließen, wie Sie sie nutzen.",
    AnnouncePhrase.MICROSOFT_SUBSCRIPTIONS: (
        "Abonnements: die Apps und Dienste von Microsoft, die unsere Organisation für Sie hat."
    ),
    AnnouncePhrase.MICROSOFT_CONTACTS: (
        "Kontakte: Ihre Kontaktlisten aus Outlook und anderen Diensten, und mit wem Sie oft zusammenarbeiten. LinkedIn "
        "importiert sie immer wieder, speichert sie und nutzt sie, etwa um Kontakte vorzuschlagen."
    ),
    AnnouncePhrase.CONTACTS_STAY: (
        "LinkedIn bewahrt davon nur die Kontakte dauerhaft auf: Sie bleiben bei LinkedIn, bis Sie sie dort entfernen, "
        "auch nachdem Sie die Konten getrennt haben."
    ),
    # what else has to be known
    AnnouncePhrase.KNOW: "Gut zu wissen",
    AnnouncePhrase.PUBLIC: (
        "Was in einem LinkedIn-Profil öffentlich ist, lässt sich in Microsoft-Apps ohne Zustimmung sehen, wessen "
        "Profil es auch ist, in einer ausgewählten Gruppe oder nicht."
    ),
    AnnouncePhrase.OCEAN: (
        "Für LinkedIns Dienste können Daten aus der Europäischen Union in die USA und zurück gelangen."
    ),
    AnnouncePhrase.OWN_PROFILE: ("Bei LinkedIn bestimmen Sie, wie andere Ihr Profil sehen, auch in Microsoft-Apps."),
    # connecting and disconnecting
    AnnouncePhrase.CONNECT: "So verbinden Sie",
    AnnouncePhrase.CONNECT_HOW: (
        "Wenn Sie zum ersten Mal auf einer Profilkarte in Outlook, OneDrive oder SharePoint LinkedIn-Informationen "
        "öffnen, werden Sie gefragt. Wählen Sie dort, oder lassen Sie es."
    ),
    AnnouncePhrase.DISCONNECT: "So trennen Sie",
    AnnouncePhrase.DISCONNECT_BOTH: (
        "Haben Sie beide Richtungen gewählt, entfernen Sie die Berechtigung auf beiden Seiten; sonst nur bei LinkedIn."
    ),
    AnnouncePhrase.AT_MICROSOFT: (
        "Bei Microsoft: Öffnen Sie die Profilseite Ihres Arbeitskontos (Adresse unten), suchen Sie LinkedIn unter "
        "Ihren Apps und entfernen Sie dort die Berechtigungen."
    ),
    AnnouncePhrase.AT_LINKEDIN: (
        "Bei LinkedIn: Sie > Einstellungen & Datenschutz > Partner und Dienste > Microsoft > Ändern, dann Entfernen "
        "neben Ihrem Arbeitskonto."
    ),
    AnnouncePhrase.DISCONNECT_CONTACTS: (
        "Kontakte, die vorher importiert wurden, werden damit nicht gelöscht: Entfernen Sie sie bei LinkedIn."
    ),
    # when it is withdrawn
    AnnouncePhrase.MEANS: "Was das bedeutet",
    AnnouncePhrase.WITHDRAWN: (
        "Jede Zustimmung, die vorher gegeben wurde, ist für alle in unserer Organisation widerrufen."
    ),
    AnnouncePhrase.WITHDRAWN_SOON: (
        "Jede Zustimmung, die vorher gegeben wurde, wird dann für alle in unserer Organisation widerrufen."
    ),
    AnnouncePhrase.IMPORTED_STAY: (
        "Kontakte, die LinkedIn importiert hat, bleiben bei LinkedIn, bis Sie sie dort entfernen."
    ),
    AnnouncePhrase.STILL_PUBLIC: (
        "Was in einem LinkedIn-Profil öffentlich ist, bleibt öffentlich und braucht niemandes Zustimmung."
    ),
    AnnouncePhrase.REMOVE_TOO: "Sie können selbst erteilte Berechtigungen zusätzlich entfernen",
    # the Office policy
    AnnouncePhrase.HIDES: (
        "Auf Windows-Desktops ist die Option Show LinkedIn features in Office applications aus, und Sie können sie "
        "nicht ändern."
    ),
    AnnouncePhrase.SHOWS: (
        "Auf Windows-Desktops ist die Option Show LinkedIn features in Office applications eingeschaltet: Sie können "
        "dort LinkedIn-Funktionen in Office nutzen."
    ),
    AnnouncePhrase.FREES: (
        "Auf Windows-Desktops stellen Sie die Option Show LinkedIn features in Office applications selbst ein."
    ),
    AnnouncePhrase.ON_THE_WEB: (
        "Microsoft 365 im Web richtet sich nicht danach: Dort können Sie LinkedIn-Funktionen weiterhin sehen."
    ),
    AnnouncePhrase.NOT_THE_CONSENT: (
        "Verbundene Konten bleiben verbunden: Diese Richtlinie verbindet und trennt keine, und sie widerruft keine "
        "Zustimmung."
    ),
    # addresses
    AnnouncePhrase.READ_MORE: "Mehr dazu",
    AnnouncePhrase.LINK_ABOUT: "LinkedIn in Apps und Diensten von Microsoft (Microsoft)",
    AnnouncePhrase.LINK_DATA: "Ihre Daten: was geteilt wird, und Datenschutz (Microsoft)",
    AnnouncePhrase.LINK_CONNECT: "LinkedIn und Arbeitskonto verbinden (Microsoft)",
    AnnouncePhrase.LINK_ACCOUNT: "Profilseite Ihres Arbeitskontos (Microsoft)",
    AnnouncePhrase.LINK_PRIVACY: "Datenschutzerklärung von Microsoft",
    AnnouncePhrase.LINK_LINKEDIN: "LinkedIn mit Ihrem Arbeitskonto (LinkedIn)",
    AnnouncePhrase.LINK_CONTACTS: "Importierte Kontakte löschen (LinkedIn)",
    AnnouncePhrase.LINK_PROFILE: "Wer Ihr Profil sieht (LinkedIn)",
    AnnouncePhrase.LINK_OCEAN: "Datenübermittlung aus der Europäischen Union (LinkedIn)",
    AnnouncePhrase.LINK_POLICY: "Datenschutzrichtlinie von LinkedIn",
    # the card around it
    AnnouncePhrase.SUM_ANNOUNCED: "{title}. {lead}",
    AnnouncePhrase.FOR_PEOPLE: "Was Menschen gesagt werden muss",
    AnnouncePhrase.IS_PLANNED: "Noch ist nichts davon so: Der Text gilt für das, was geplant ist.",
    AnnouncePhrase.IN_TWO_LANGUAGES: "In den Dateien steht es auf Englisch und auf Deutsch.",
    AnnouncePhrase.SUM_ASK_ROOM: "In welchem Kanal soll das veröffentlicht werden: {title}?",
    AnnouncePhrase.NOT_YET: "Noch ist nichts veröffentlicht",
    AnnouncePhrase.READS_SO: (
        "Alle dort lesen es so, wie es hier steht, und in der anderen Sprache in einer Antwort darunter."
    ),
    AnnouncePhrase.HAS_CHANGED: (
        "Was gesagt werden muss, hat sich geändert, seit diese Karte gezeichnet wurde. Lesen Sie es noch einmal, bevor "
        "Sie es veröffentlichen."
    ),
    AnnouncePhrase.ROOM_OF_TEAM: "{room} ({team})",
    AnnouncePhrase.ROOM_UNNAMED: "ein Kanal ohne bekannten Namen (…{tail})",
    AnnouncePhrase.MORE_ROOMS: "Es gibt mehr Kanäle, als hier stehen. Im Kanal selbst findet ihn der Befehl.",
    AnnouncePhrase.POSTED_IN: "Veröffentlicht in {room}.",
    AnnouncePhrase.POSTED_PARTLY: (
        "Veröffentlicht in {room}; die Antwort mit der anderen Sprache hat Teams nicht angenommen."
    ),
    AnnouncePhrase.LEFT_UNPOSTED: "Es wurde nicht veröffentlicht.",
    AnnouncePhrase.NO_ROOMS: (
        "Linkgate kennt keinen Kanal. Fügen Sie es einem Team hinzu, oder erwähnen Sie es einmal in dem Kanal, in dem "
        "es schreiben soll; fragen Sie dann noch einmal."
    ),
    AnnouncePhrase.NO_SUCH_ROOM: (
        "In einem solchen Kanal ist Linkgate nicht mehr. Fragen Sie noch einmal, wo es schreiben kann."
    ),
    AnnouncePhrase.NOT_POSTED: (
        "Teams lässt Linkgate in {room} nicht schreiben. Ist es dort noch installiert? Nichts wurde veröffentlicht."
    ),
    AnnouncePhrase.POST_UNKNOWN: (
        "Ob es in {room} veröffentlicht wurde, ist nicht bekannt: Teams hat nicht geantwortet. Sehen Sie dort nach, "
        "bevor Sie es noch einmal veröffentlichen; nichts wurde aufgezeichnet."
    ),
    # what cannot be announced, and files
    AnnouncePhrase.ANNOUNCE_UNKNOWN: (
        "{doubt} Niemand kann also sagen, was gilt. Sagen Sie stattdessen, was angekündigt werden soll."
    ),
    AnnouncePhrase.ANNOUNCE_UNTOLD: (
        "Die Einstellung gilt für eine Gruppe, und noch ist keine gewählt. Sagen Sie stattdessen, was angekündigt "
        "werden soll."
    ),
    AnnouncePhrase.NO_SUCH_ANNOUNCEMENT: "Eine solche Ankündigung gibt es nicht. Fragen Sie: linkedin announce",
    AnnouncePhrase.FILE_OF_ANNOUNCEMENT: (
        "Was Menschen gesagt werden muss, auf Englisch und auf Deutsch. Lesen Sie es, bevor Sie es weitergeben."
    ),
}
