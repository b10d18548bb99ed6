"""The German half of the page that goes with the Office policy's files, with the gaps of the English one.

The names in Group Policy's editor are those of Microsoft's German page on LinkedIn account connections.
"""

from collections.abc import Mapping

from bot.core.office import OfficeState

GERMAN_LABELS: Mapping[OfficeState, str] = {
    OfficeState.DISABLED: "Deaktiviert",
    OfficeState.ENABLED: "Aktiviert",
    OfficeState.NOT_CONFIGURED: "Nicht konfiguriert",
}
GERMAN_MEANS: Mapping[OfficeState, str] = {
    OfficeState.DISABLED: (
        "LinkedIn-Features können in Office unter Windows nicht verwendet werden, und in den Optionen von "
        "Office lässt sich das nicht ändern."
    ),
    OfficeState.ENABLED: (
        "Die Einstellung in den Optionen von Office ist an; LinkedIn-Features können in Office unter "
        "Windows verwendet werden."
    ),
    OfficeState.NOT_CONFIGURED: (
        "Die Richtlinie sagt nichts mehr, und alle entscheiden selbst in den Optionen von Office. "
        "Der Wert wird gelöscht."
    ),
}
GERMAN_PURGE = """\
<p>Hier enthält die Datei eine Löschung: Windows entfernt den Wert jedes Mal, wenn es die lokale Richtlinie anwendet. Wo
ihn die lokale Richtlinie selbst setzt, stellen Sie sie stattdessen in <code>gpedit.msc</code> auf Nicht
konfiguriert.</p>
"""

GERMAN = """\
<h1>Office-Richtlinie: {label}</h1>
<p class="note"><strong>Noch wurde nichts geändert.</strong> Diese Dateien setzen die Richtlinie „LinkedIn-Features in
Office-Anwendungen anzeigen“ (Show LinkedIn features in Office applications) auf <strong>{label}</strong>, sobald jemand
eine davon verwendet. Ob das geschehen ist, kann Linkgate nicht sehen: Was Gruppenrichtlinien bewirken, wissen nur die
Computer.</p>
<p>{means}</p>

<h2>Welche Datei wofür ist</h2>
<p>Verwenden Sie eine davon.</p>
<table>
<tr><th>Für</th><th>Verwenden Sie</th></tr>
<tr><td>viele Personen, in einer Domäne</td><td>die Gruppenrichtlinienverwaltung von Hand, oder
<code>Set-OfficeLinkedIn.ps1</code></td></tr>
<tr><td>alle an einem Computer</td><td><code>Registry.pol</code> mit LGPO von Microsoft</td></tr>
<tr><td>eine Person an einem Computer, zur Probe</td><td><code>Office-LinkedIn.reg</code></td></tr>
<tr><td>das Zurücknehmen des Skripts</td><td><code>Undo-OfficeLinkedIn.ps1</code></td></tr>
</table>
<p>Bei allen geht es um einen Wert der Registrierung: {value}.</p>

<h2>Von Hand in der Gruppenrichtlinienverwaltung</h2>
<ol>
<li>Laden Sie die administrativen Vorlagen (ADMX/ADML) für Microsoft 365 Apps aus dem
<a href="https://www.microsoft.com/download/details.aspx?id=49030">Download Center</a> von Microsoft, und entpacken Sie
sie.</li>
<li>Kopieren Sie die ADMX-Dateien und die Ordner der Sprachen, die Sie brauchen, in den
<a href="https://learn.microsoft.com/troubleshoot/windows-client/group-policy/create-and-manage-central-store">zentralen
Speicher</a> der Domäne.</li>
<li>Öffnen Sie die Gruppenrichtlinienverwaltung. Erstellen oder wählen Sie ein Gruppenrichtlinienobjekt, und verknüpfen
Sie es dort, wo die Personen sind.</li>
<li>Wählen Sie Bearbeiten, und gehen Sie zu <strong>Benutzerkonfiguration</strong> &gt; Richtlinien &gt;
<strong>Administrative Vorlagen</strong> &gt; <strong>Microsoft Office 2016</strong> &gt;
<strong>Verschiedenes</strong>. Der Name gilt für alle späteren Versionen von Office.</li>
<li>Öffnen Sie <strong>LinkedIn-Features in Office-Anwendungen anzeigen</strong>, wählen Sie <strong>{label}</strong>,
und OK.</li>
</ol>

<h2>Mit dem Skript: Set-OfficeLinkedIn.ps1</h2>
<p>Es braucht Windows PowerShell 5.1 mit dem Modul GroupPolicy, ein Konto, das das Objekt bearbeiten darf,
und den Namen eines Objekts, das es gibt: Es legt keines an. Lesen Sie es zuerst; es
ist nicht signiert. Es sagt, was vorher im Objekt stand;
<code>Undo-OfficeLinkedIn.ps1</code> braucht das, um es zurückzunehmen.</p>
<pre>Unblock-File .\\*.ps1
.\\Set-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn" -WhatIf
.\\Set-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn"</pre>

<h2>An einem Computer: Registry.pol</h2>
<p>LGPO gehört zum
<a href="https://www.microsoft.com/download/details.aspx?id=55319">Security Compliance Toolkit</a> von Microsoft. Als
Administrator:</p>
<pre>LGPO.exe /u .\\Registry.pol
gpupdate /force</pre>
<p>Das gilt für alle, die sich dort anmelden. Was Gruppenrichtlinien einer Domäne sagen, geht vor.</p>
{purge}
<h2>Für eine Person: Office-LinkedIn.reg</h2>
<pre>reg import .\\Office-LinkedIn.reg</pre>
<p>Das ändert die Registrierung dessen, der es ausführt. Unterhalb der Richtlinien einer Person lässt Windows nur
Administratoren schreiben: Unter einem anderen Konto ausgeführt, ändert es die Registrierung dieses Kontos. Was
Gruppenrichtlinien sagen, geht bei der nächsten Aktualisierung vor.</p>

<h2>Ist es angekommen?</h2>
<p>Am Computer der Person, als diese Person angemeldet, nach <code>gpupdate /force</code> und einem Neustart von
Office:</p>
<pre>gpresult /r /scope user
gpresult /h report.html
reg query "HKCU\\{key}" /v {name}</pre>
<p><a href="https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult">gpresult</a> nennt die
Objekte, die angewandt wurden, sein Bericht die Richtlinie. <code>reg query</code> zeigt {query}.</p>

<h2>Was das nicht tut</h2>
<ul>
<li>Es ist für Office-Anwendungen auf Windows-Computern. In Microsoft 365 im Web sind LinkedIn-Features weiter zu sehen;
Office auf Telefonen, Tablets und Macs liest diese Registrierung nicht.</li>
<li>Nach Microsofts Beschreibung im Einstellungskatalog von Intune gilt es nur für Klick-und-Los-Installationen, nicht
für MSI.</li>
<li>Was Personen selbst in Office wählen (Datei, Optionen, Allgemein, LinkedIn-Features), steht an anderer Stelle der
Registrierung. Keine dieser Dateien ändert es.</li>
<li>Es schaltet LinkedIn-Kontoverbindungen weder ein noch aus: Das ist eine Einstellung des Mandanten, unabhängig von
dieser.</li>
</ul>

<h2>Seiten von Microsoft</h2>
{links}"""

GERMAN_LINKS = """\
<ul>
<li><a href="https://learn.microsoft.com/entra/identity/users/linkedin-integration">LinkedIn-Kontoverbindungen</a></li>
<li><a href="https://learn.microsoft.com/powershell/module/grouppolicy/set-gpregistryvalue">Set-GPRegistryValue</a>,
<a href="https://learn.microsoft.com/powershell/module/grouppolicy/remove-gpregistryvalue">Remove-GPRegistryValue</a></li>
</ul>
"""
