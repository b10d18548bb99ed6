"""The page that goes with the Office policy's files: which of them is for what, and the same by hand. No script in it.

It is a document and no sentence of the chat: English first, German below, for whoever uses the files.
"""

from collections.abc import Mapping

from bot.core.office import OfficeState
from bot.core.office_german import GERMAN, GERMAN_LABELS, GERMAN_LINKS, GERMAN_MEANS, GERMAN_PURGE
from bot.core.office_values import KEY, LABELS, VALUE, VALUES

_STYLE = """\
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
body { overflow-wrap: anywhere; hyphens: auto; }
code, pre { font-family: Consolas, monospace; hyphens: none; }
pre { white-space: pre-wrap; padding: .5rem .75rem; border: 1px solid; border-radius: .25rem; }
.note { padding: .75rem 1rem; border-left: .25rem solid; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Office policy: {label}</title>
<style>
{style}</style>
</head>
<body>
<nav><a href="#english">English</a> · <a href="#deutsch" lang="de" hreflang="de">Deutsch</a></nav>
<main>
<section id="english">
{english}</section>
<hr>
<section id="deutsch" lang="de">
{german}</section>
</main>
</body>
</html>
"""

_MEANS: Mapping[OfficeState, str] = {
    OfficeState.DISABLED: (
        "People cannot use LinkedIn features in Office on Windows, and cannot change that in Office's options."
    ),
    OfficeState.ENABLED: (
        "The setting in Office's options is on: people can use LinkedIn features in Office on Windows."
    ),
    OfficeState.NOT_CONFIGURED: (
        "The policy says nothing any more: people decide in Office's options themselves. The value is deleted."
    ),
}
_PURGE = """\
<p>Here the file holds a deletion: Windows removes the value whenever it applies the local policy. Where the local
policy itself sets it, set it to Not Configured in <code>gpedit.msc</code> instead.</p>
"""

_ENGLISH = """\
<h1>Office policy: {label}</h1>
<p class="note"><strong>Nothing was changed yet.</strong> These files set the policy “Show LinkedIn features in Office
applications” to <strong>{label}</strong> once somebody uses one of them. Linkgate cannot see whether that was done:
what Group Policy brings about is known on the computers only.</p>
<p>{means}</p>

<h2>Which file is for what</h2>
<p>Use one of them.</p>
<table>
<tr><th>For</th><th>Use</th></tr>
<tr><td>many people, in a domain</td><td>Group Policy Management by hand, or
<code>Set-OfficeLinkedIn.ps1</code></td></tr>
<tr><td>everybody on one computer</td><td><code>Registry.pol</code> with Microsoft’s LGPO</td></tr>
<tr><td>one person on one computer, as a trial</td><td><code>Office-LinkedIn.reg</code></td></tr>
<tr><td>taking the script back</td><td><code>Undo-OfficeLinkedIn.ps1</code></td></tr>
</table>
<p>All of them are about one value of the registry: {value}.</p>

<h2>By hand in Group Policy Management</h2>
<ol>
<li>Download the Administrative Template files (ADMX/ADML) for Microsoft 365 Apps from Microsoft’s
<a href="https://www.microsoft.com/download/details.aspx?id=49030">Download Center</a>, and unpack them.</li>
<li>Copy the ADMX files, and the folders of the languages that you need, to the
<a href="https://learn.microsoft.com/troubleshoot/windows-client/group-policy/create-and-manage-central-store">central
store</a> of the domain.</li>
<li>Open Group Policy Management. Create a Group Policy Object, or choose one, and link it where the people are.</li>
<li>Choose Edit, and go to <strong>User Configuration</strong> &gt; Policies &gt; <strong>Administrative
Templates</strong> &gt; <strong>Microsoft Office 2016</strong> &gt; <strong>Miscellaneous</strong>. The name is the same
for all later versions of Office.</li>
<li>Open <strong>Show LinkedIn features in Office applications</strong>, choose <strong>{label}</strong>, and OK.</li>
</ol>

<h2>By script: Set-OfficeLinkedIn.ps1</h2>
<p>It needs Windows PowerShell 5.1 with the module GroupPolicy, an account that may edit the object, and the name of
an object that is there: it makes none. Read it first; it is not signed. It says what the object had before, which
<code>Undo-OfficeLinkedIn.ps1</code> needs in order to take it back.</p>
<pre>Unblock-File .\\*.ps1
.\\Set-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn" -WhatIf
.\\Set-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn"</pre>

<h2>On one computer: Registry.pol</h2>
<p>LGPO is part of Microsoft’s
<a href="https://www.microsoft.com/download/details.aspx?id=55319">Security Compliance Toolkit</a>. As an
administrator:</p>
<pre>LGPO.exe /u .\\Registry.pol
gpupdate /force</pre>
<p>It is for everybody who signs in there. What Group Policy of a domain says wins over it.</p>
{purge}
<h2>For one person: Office-LinkedIn.reg</h2>
<pre>reg import .\\Office-LinkedIn.reg</pre>
<p>It changes the registry of whoever runs it. Windows lets only administrators write below a person’s policies: run as
another account, it changes that account’s registry. What Group Policy says wins at the next refresh.</p>

<h2>Did it arrive?</h2>
<p>On the person’s computer, signed in as that person, after <code>gpupdate /force</code> and a restart of Office:</p>
<pre>gpresult /r /scope user
gpresult /h report.html
reg query "HKCU\\{key}" /v {name}</pre>
<p><a href="https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult">gpresult</a> names the
objects that were applied; its report names the policy. <code>reg query</code> shows {query}.</p>

<h2>What it does not do</h2>
<ul>
<li>It is for Office applications on Windows computers. In Microsoft 365 on the web, people still see LinkedIn features;
Office on phones, tablets and Macs does not read this registry.</li>
<li>By Microsoft’s description in Intune’s settings catalog, it is for Click-to-Run installations only, not for
MSI.</li>
<li>What people choose themselves in Office (File, Options, General, LinkedIn features) stands elsewhere in the
registry. None of these files changes it.</li>
<li>It does not switch LinkedIn account connections on or off: that is a setting of the tenant, independent of this
one.</li>
</ul>

<h2>Microsoft’s pages</h2>
{links}"""

_LINKS = """\
<ul>
<li><a href="https://learn.microsoft.com/entra/identity/users/linkedin-integration">LinkedIn account
connections</a></li>
<li><a href="https://learn.microsoft.com/powershell/module/grouppolicy/set-gpregistryvalue">Set-GPRegistryValue</a>,
<a href="https://learn.microsoft.com/powershell/module/grouppolicy/remove-gpregistryvalue">Remove-GPRegistryValue</a></li>
</ul>
"""


def write_page(state: OfficeState) -> str:
    """Write the page for files that set the policy to *state*."""
    number, is_removal = VALUES[state], VALUES[state] is None
    where = f"<code>HKEY_CURRENT_USER\\{KEY}</code>, <code>{VALUE}</code>"
    english = _ENGLISH.format(
        label=LABELS[state],
        key=KEY,
        name=VALUE,
        means=_MEANS[state],
        purge=_PURGE if is_removal else "",
        value=f"{where}, which is deleted" if is_removal else f"{where}, a REG_DWORD, which becomes {number}",
        query="that there is no such value" if is_removal else f"<code>0x{number}</code>",
        links=_LINKS,
    )
    german = GERMAN.format(
        label=GERMAN_LABELS[state],
        key=KEY,
        name=VALUE,
        means=GERMAN_MEANS[state],
        purge=GERMAN_PURGE if is_removal else "",
        value=f"{where}; er wird gelöscht" if is_removal else f"{where}, ein REG_DWORD; er wird {number}",
        query="dann, dass es den Wert nicht gibt" if is_removal else f"dann <code>0x{number}</code>",
        links=GERMAN_LINKS,
    )
    return _PAGE.format(label=LABELS[state], style=_STYLE, english=english, german=german)
