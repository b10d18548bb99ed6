"""What is kept about Intune and the step to the Office policy in English, in German; gaps as in `german_kept`."""

from collections.abc import Mapping

KEPT_OF_INTUNE: Mapping[str, str] = {
    "Intune shows it as it was approved.": "Intune zeigt es so, wie es genehmigt wurde.",
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
    "Intune calls the setting by another id since this was planned.": (
        "Intune führt die Einstellung seit dem Plan unter einer anderen ID."
    ),
    "Intune is not as it was planned with.": "Intune ist nicht mehr, wie es beim Plan war.",
    "{0} Nothing was changed; plan it again.": "{0} Es wurde nichts geändert; planen Sie neu.",
    "The policy {0} was deleted since this was planned.": "Die Richtlinie {0} wurde seit dem Plan gelöscht.",
    "The policy {0} came to carry the setting since this was planned.": (
        "Die Richtlinie {0} enthält die Einstellung erst seit dem Plan."
    ),
    "The policy {0} is assigned to others since this was planned.": (
        "Die Richtlinie {0} ist seit dem Plan anderen zugewiesen."
    ),
    "The policy {0} was changed since this was planned.": "Die Richtlinie {0} wurde seit dem Plan geändert.",
    # what Intune and Graph refuse
    "Intune answered in a way nobody has described.": "Intune antwortete anders, als irgendwo beschrieben ist.",
    "Intune did not say that the policy was made.": "Intune hat nicht bestätigt, dass die Richtlinie angelegt wurde.",
    "Intune does not know Linkgate's sign-in. Look whether the tenant has an Intune licence, and check Linkgate's app "
    "registration.": (
        "Intune kennt Linkgates Anmeldung nicht. Sehen Sie nach, ob der Mandant eine Intune-Lizenz hat, und prüfen Sie "
        "Linkgates App-Registrierung."
    ),
    "Intune has no such policy.": "In Intune gibt es diese Richtlinie nicht.",
    "Intune refused to take this policy.": "Intune hat diese Richtlinie nicht angenommen.",
    "Intune told of a setting that says nothing.": "Intune nannte eine Einstellung ohne Inhalt.",
    "Intune told of an assignment without saying for whom it is.": (
        "Intune nannte eine Zuweisung, ohne zu sagen, für wen sie ist."
    ),
    "Intune wants a second administrator of its own for every policy (Multi Admin Approval), and takes none from "
    "Linkgate. Exclude Linkgate's app from that access policy in Intune.": (
        "Intune verlangt für jede Richtlinie einen zweiten Administrator in Intune (Multi Admin Approval) und nimmt "
        "von Linkgate keine an. Nehmen Sie Linkgates App in Intune von dieser Zugriffsrichtlinie aus."
    ),
    "Intune's policies changed while Linkgate read them. Try again.": (
        "Intunes Richtlinien änderten sich, während Linkgate sie las. Versuchen Sie es erneut."
    ),
    "Intune's settings catalog has no setting for LinkedIn in Office under any name that Linkgate knows. Look for a "
    "newer Linkgate.": (
        "Intunes Einstellungskatalog hat keine Einstellung für LinkedIn in Office unter einem Namen, den Linkgate "
        "kennt. Suchen Sie ein neueres Linkgate."
    ),
    "Microsoft Graph did not say whether users may consent to apps.": (
        "Microsoft Graph hat nicht gesagt, ob Benutzer Apps zustimmen dürfen."
    ),
    "Microsoft Graph does not let Linkgate change Intune's policies. Grant its app the permission {0}; where it has "
    "that, look whether the tenant has an Intune licence.": (
        "Microsoft Graph lässt Linkgate Intunes Richtlinien nicht ändern. Erteilen Sie der App die Berechtigung {0}; "
        "wenn sie die hat, sehen Sie nach, ob der Mandant eine Intune-Lizenz hat."
    ),
    "Microsoft Graph does not let Linkgate read Intune's policies. Grant its app the permission {0}; where it has "
    "that, look whether the tenant has an Intune licence.": (
        "Microsoft Graph lässt Linkgate Intunes Richtlinien nicht lesen. Erteilen Sie der App die Berechtigung {0}; "
        "wenn sie die hat, sehen Sie nach, ob der Mandant eine Intune-Lizenz hat."
    ),
    "Somebody else changes the policy in Intune. Plan it again.": (
        "Jemand anders ändert gerade diese Richtlinie in Intune. Planen Sie neu."
    ),
    "Somebody else has changed the policy in Intune meanwhile. Plan it again.": (
        "Jemand anders hat die Richtlinie in Intune inzwischen geändert. Planen Sie neu."
    ),
    "This tenant has no Intune licence, so there are no policies for Office in Intune; with one, Linkgate's app needs "
    "the permission {0}. Files for Group Policy do the same: linkedin office files disable": (
        "Dieser Mandant hat keine Intune-Lizenz, also gibt es in Intune keine Richtlinien für Office; mit einer "
        "braucht die App von Linkgate die Berechtigung {0}. Dateien für Gruppenrichtlinien bewirken dasselbe: "
        "linkedin office files disable"
    ),
}
