"""Sentences in German about what people get: where LinkedIn is seen, and whether they may consent to apps."""

from collections.abc import Mapping

from bot.core.speech.effects import EffectPhrase

GERMAN_EFFECTS: Mapping[str, str] = {
    # all of it in one sentence
    EffectPhrase.LEAD: "{office}, {setting}: {windows} in Office auf dem Desktop, {web} in Microsoft 365 im Web.",
    EffectPhrase.WITH_DISABLED: "Office-Richtlinie aus",
    EffectPhrase.WITH_ENABLED: "Office-Richtlinie an",
    EffectPhrase.WITH_NOT_CONFIGURED: "Office-Richtlinie nicht konfiguriert",
    EffectPhrase.WITH_SOME_DISABLED: "Office-Richtlinie für manche aus",
    EffectPhrase.WITH_SOME_ENABLED: "Office-Richtlinie für manche an",
    EffectPhrase.WITH_SOME_EITHER: "Office-Richtlinie für manche aus, für andere an",
    EffectPhrase.WITH_CONFLICTING: "Office-Richtlinien im Konflikt",
    EffectPhrase.WITH_UNKNOWN: "Office-Richtlinie unbekannt",
    EffectPhrase.FOR_EVERYONE: "Einstellung an",
    EffectPhrase.FOR_GROUP: "Einstellung an für eine Gruppe",
    EffectPhrase.FOR_NOBODY: "Einstellung aus",
    EffectPhrase.FOR_UNKNOWN: "Einstellung unbekannt",
    EffectPhrase.IS_HIDDEN: "verborgen",
    EffectPhrase.IS_VISIBLE: "sichtbar",
    EffectPhrase.IS_STILL_VISIBLE: "weiterhin sichtbar",
    EffectPhrase.IS_CHOICE: "nach Wahl jeder Person",
    EffectPhrase.IS_NOT_DOCUMENTED: "nicht dokumentiert",
    EffectPhrase.IS_DIFFERING: "nicht für alle gleich",
    EffectPhrase.IS_UNKNOWN: "nicht bekannt",
    EffectPhrase.ABOUT: "Aus Einstellung, Office-Richtlinie und eigener Einwilligung",
    # what the policy says
    EffectPhrase.RULE_DISABLED: "Aus: Office unter Windows zeigt keine LinkedIn-Funktionen",
    EffectPhrase.RULE_ENABLED: "An: Office unter Windows zeigt LinkedIn-Funktionen",
    EffectPhrase.RULE_NOT_CONFIGURED: "In Intune nicht konfiguriert: Wahl in Office",
    EffectPhrase.RULE_SOME_DISABLED: "Für manche aus, für die anderen nicht konfiguriert",
    EffectPhrase.RULE_SOME_ENABLED: "Für manche an, für die anderen nicht konfiguriert",
    EffectPhrase.RULE_SOME_EITHER: "Für manche aus, für andere an; wer in beiden ist, hat einen Konflikt",
    EffectPhrase.RULE_CONFLICTING: (
        "Mehrere Richtlinien widersprechen sich; welche auf einem Gerät gilt, ist nicht dokumentiert"
    ),
    EffectPhrase.RULE_UNKNOWN: "Nicht feststellbar: ein Filter oder eine unbekannte Art von Zuweisung entscheidet",
    # what the table does not say
    EffectPhrase.NOTE_BOTH: (
        "Keine Schnittstelle sagt, wer ein LinkedIn-Konto verbunden hat; daher stehen beide Spalten da."
    ),
    EffectPhrase.NOTE_GROUP: (
        "Nur Mitglieder der ausgewählten Gruppe können verbinden; für alle anderen gilt die erste Spalte."
    ),
    EffectPhrase.NOTE_OFF: (
        "Aus beendet jede Verbindung. Ob öffentliche Profile dann noch erscheinen, ist nicht dokumentiert."
    ),
    EffectPhrase.NOTE_CHOICE: (
        "Wählt jede Person selbst: wie im Web, sofern sie es nicht in den Office-Optionen abschaltet."
    ),
    EffectPhrase.NOTE_NOT_DOCUMENTED: "Nicht belegt: kein Dokument von Microsoft sagt, was dort geschieht.",
    EffectPhrase.NOTE_CONSENT: (
        "Hier darf niemand Apps selbst zustimmen; derzeit kann niemand ein LinkedIn-Konto verbinden."
    ),
    EffectPhrase.NOTE_LIMITS: (
        "Was Gruppenrichtlinien, Cloud Policy oder Richtlinien für Gerätegruppen auf einen Rechner bringen und was "
        "dort gewählt wurde, ist hier nicht zu sehen."
    ),
    EffectPhrase.BY_POLICY: "Nach Office-Richtlinie, für Personen, die verbinden dürfen und es nicht getan haben:",
    EffectPhrase.BY_SETTING: "Nach Einstellung, im Web, gleich was die Office-Richtlinie sagt:",
    EffectPhrase.SOURCES: "Dokumente auf learn.microsoft.com: {pages}",
    # consent
    EffectPhrase.CONSENT_CONTEXT: "Ob Personen Apps selbst zustimmen dürfen",
    EffectPhrase.MAY_ALL: (
        "Ja: Personen dürfen allen Apps zustimmen; ein LinkedIn-Konto lässt sich verbinden, wo die Einstellung an ist."
    ),
    EffectPhrase.MAY_RECOMMENDED: (
        "Microsoft entscheidet: Personen dürfen dem zustimmen, was es jeweils empfiehlt. Ob LinkedIn dazugehört, ist "
        "nicht dokumentiert."
    ),
    EffectPhrase.MAY_LOW: (
        "Zum Teil: nur als gering eingestuften Berechtigungen verifizierter Herausgeber. Ob LinkedIn dazugehört, ist "
        "nicht dokumentiert."
    ),
    EffectPhrase.MAY_CUSTOM: (
        "Nach einer Richtlinie, die Linkgate nicht kennt: ob LinkedIn dazugehört, ist von hier aus nicht feststellbar."
    ),
    EffectPhrase.MAY_NOT: (
        "Nein: Personen dürfen Apps nicht zustimmen; niemand kann ein LinkedIn-Konto verbinden, gleich was die "
        "Einstellung sagt."
    ),
    EffectPhrase.MAY_UNKNOWN: "Ob Personen Apps zustimmen dürfen, ist derzeit nicht bekannt. {why}",
    EffectPhrase.SHORT_ALL: "Erlaubt, für alle Apps",
    EffectPhrase.SHORT_RECOMMENDED: "Was Microsoft jeweils empfiehlt",
    EffectPhrase.SHORT_LOW: "Nur geringe Berechtigungen verifizierter Herausgeber",
    EffectPhrase.SHORT_CUSTOM: "Nach einer Linkgate unbekannten Richtlinie",
    EffectPhrase.SHORT_NONE: "Nicht erlaubt: niemand kann verbinden",
    EffectPhrase.FURTHER: (
        "Außerdem zugewiesen und Linkgate nicht bekannt: {named}. Jede Richtlinie kann mehr erlauben als die anderen."
    ),
    EffectPhrase.NO_DOES: "Nein in der Einstellung entzieht die Einwilligung aller, die ein Konto verbunden haben.",
    EffectPhrase.NO_LEAVES: (
        "Was LinkedIn hat, wird nicht gelöscht: importierte Kontakte bleiben dort, bis jede Person sie bei LinkedIn "
        "selbst entfernt."
    ),
    EffectPhrase.TWO_WAYS: (
        "In beide Richtungen: Microsoft darf LinkedIn-Daten lesen, und LinkedIn darf Profil, Kalender, Interessen, "
        "Abonnements und Kontakte bei Microsoft lesen."
    ),
    EffectPhrase.ONE_WAY: "In eine Richtung: nur Microsoft darf LinkedIn-Daten lesen.",
    EffectPhrase.LEAVE_ONE: (
        "Eine Richtung: bei LinkedIn, Einstellungen > Partner und Dienste > Microsoft > Entfernen."
    ),
    EffectPhrase.LEAVE_TWO: (
        "Beide Richtungen: dort, und im eigenen Profil in „Meine Apps“ > LinkedIn > Berechtigungen entfernen."
    ),
    EffectPhrase.NO_LIST: (
        "Keine Schnittstelle listet auf, wer ein Konto verbunden hat; daher kann Linkgate es nicht zeigen."
    ),
}
