"""What is kept about a step to the Office policy in English, in German; gaps as in `german_kept`."""

from collections.abc import Mapping

KEPT_OF_INTUNE: Mapping[str, str] = {
    "Read back from Intune and found as approved. Devices get it when they next synchronise.": (
        "Aus Intune zurückgelesen und wie genehmigt vorgefunden. Geräte erhalten es bei der nächsten Synchronisierung."
    ),
    "Intune still shows what it showed before, so the change did not arrive. Ask again.": (
        "Intune zeigt noch dasselbe wie vorher, die Änderung kam also nicht an. Fragen Sie erneut an."
    ),
    "Intune accepted the change and does not show it yet. Linkgate keeps reading.": (
        "Intune hat die Änderung angenommen und zeigt sie noch nicht. Linkgate liest weiter."
    ),
    "Intune could not be read back. Linkgate keeps reading and will say when it knows.": (
        "Intune ließ sich nicht zurücklesen. Linkgate liest weiter und sagt es, sobald es mehr weiß."
    ),
    "The policy was deleted in Intune while it was changed. Nothing is changed; ask again.": (
        "Die Richtlinie wurde in Intune gelöscht, als sie geändert wurde. Es ist nichts geändert; fragen Sie erneut an."
    ),
    "Intune shows a policy that is neither the old nor the approved one. Look at it before you ask again.": (
        "Intune zeigt eine Richtlinie, die weder die alte noch die genehmigte ist. Sehen Sie sie an, bevor Sie erneut "
        "anfragen."
    ),
    "The policy {0} was made and is for nobody; delete it in Intune or ask again. {1}": (
        "Die Richtlinie {0} wurde angelegt und gilt für niemanden; löschen Sie sie in Intune oder fragen Sie erneut "
        "an. {1}"
    ),
    "Intune calls the setting by another id since this was planned. Nothing was changed; plan it again.": (
        "Intune führt die Einstellung seit dem Plan unter einer anderen ID. Es wurde nichts geändert; planen Sie neu."
    ),
    "Intune is not as it was planned with. Nothing was changed; plan it again.": (
        "Intune ist nicht mehr, wie es beim Plan war. Es wurde nichts geändert; planen Sie neu."
    ),
    "{0} Nothing was changed; plan it again.": "{0} Es wurde nichts geändert; planen Sie neu.",
    "The policy {0} was deleted since this was planned.": "Die Richtlinie {0} wurde seit dem Plan gelöscht.",
    "The policy {0} came to carry the setting since this was planned.": (
        "Die Richtlinie {0} enthält die Einstellung erst seit dem Plan."
    ),
    "The policy {0} is assigned to others since this was planned.": (
        "Die Richtlinie {0} ist seit dem Plan anderen zugewiesen."
    ),
    "The policy {0} was changed since this was planned.": "Die Richtlinie {0} wurde seit dem Plan geändert.",
}
