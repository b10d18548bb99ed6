"""The PowerShell scripts that set the Office policy in a Group Policy Object, and take that back.

They are for Windows PowerShell 5.1 with Microsoft's module GroupPolicy. They make no object and no link, say what was
there before, and do nothing but show it with `-WhatIf`. They speak English, as the commands do.
"""

from bot.core.office import SETTING, OfficeState
from bot.core.office_values import KEY, LABELS, VALUE, VALUES

_WHERE = f'-Name $GpoName -Key "HKCU\\{KEY}" -ValueName {VALUE}'
_READ = f"Get-GPRegistryValue {_WHERE}"
_REMOVE = f"Remove-GPRegistryValue {_WHERE}"
_WORDS = {state: label.replace(" ", "") for state, label in LABELS.items()}
"""The states in one word, as the scripts take and tell them."""

_CHANGE = """\
#Requires -Version 5.1
#Requires -PSEdition Desktop

<#
.SYNOPSIS
    Sets the Office policy "@SETTING@" to "@LABEL@" in one Group Policy Object.
.DESCRIPTION
    It reads what the object has now, says so, and @DEED@. It makes no Group Policy Object
    and no link: you name one that is there. What it says holds for people below the places to which it is linked,
    once their computers have refreshed their policies.
    Undo-OfficeLinkedIn.ps1 takes it back. @LATER@
.PARAMETER GpoName
    The name of the Group Policy Object, as Group Policy Management shows it.
.EXAMPLE
    .\\Set-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn" -WhatIf
    Shows what would be done, and changes nothing.
.EXAMPLE
    .\\Set-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn"
.LINK
    https://learn.microsoft.com/powershell/module/grouppolicy/@CMDLET@
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $GpoName
)

@COMMON@
if ($PSCmdlet.ShouldProcess("Group Policy Object '$GpoName'", 'Set the Office policy to @LABEL@')) {
    @ACT@
    Write-Output "The Group Policy Object '$GpoName' says @LABEL@ now. Before: $earlier."
    Write-Output "To take it back: .\\Undo-OfficeLinkedIn.ps1 -GpoName '$quoted' -Earlier $earlier"
}
"""

_UNDO = """\
#Requires -Version 5.1
#Requires -PSEdition Desktop

<#
.SYNOPSIS
    Takes back what Set-OfficeLinkedIn.ps1 has done to one Group Policy Object.
.DESCRIPTION
    It sets the Office policy "@SETTING@" to what it was before.
    @LATER@
.PARAMETER GpoName
    The name of the Group Policy Object, as Group Policy Management shows it.
.PARAMETER Earlier
    What the policy was before, as Set-OfficeLinkedIn.ps1 has said: NotConfigured, Disabled or Enabled.@DEFAULT@
.EXAMPLE
    .\\Undo-OfficeLinkedIn.ps1 -GpoName "Office LinkedIn"@EXAMPLE@ -WhatIf
    Shows what would be done, and changes nothing.
.LINK
    https://learn.microsoft.com/powershell/module/grouppolicy/remove-gpregistryvalue
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $GpoName,

    @PARAMETER@
)

@COMMON@
if ($PSCmdlet.ShouldProcess("Group Policy Object '$GpoName'", "Set the Office policy from $now to $Earlier")) {
    switch ($Earlier) {
@CASES@
    }
    Write-Output "The Group Policy Object '$GpoName' says $Earlier again. Before: $now."
}
"""

_COMMON = """\
$ErrorActionPreference = 'Stop'

if (-not (Get-Module -ListAvailable -Name GroupPolicy)) {
    throw ('The module GroupPolicy is not on this computer. As an administrator, install it and run this again: on a ' +
        'server with Install-WindowsFeature -Name GPMC, on Windows 10 and 11 with Add-WindowsCapability -Online ' +
        '-Name Rsat.GroupPolicy.Management.Tools~~~~0.0.1.0')
}
Import-Module -Name GroupPolicy

$quoted = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($GpoName)
try {
    Get-GPO -Name $GpoName | Out-Null
} catch {
    throw ("The Group Policy Object '$GpoName' cannot be read, and this script makes none. To make one: " +
        "New-GPO -Name '$quoted', then link it where it is for: New-GPLink -Name '$quoted' -Target " +
        "'OU=...,DC=...,DC=...'. Windows said: $($_.Exception.Message)")
}

$found = $null
try {
    $found = @READ@
} catch {
    if ($_.FullyQualifiedErrorId -notlike 'UnableToRetrievePolicyRegistryItem*') { throw }
}
$@NOW@ = '@NONE@'
if ($null -ne $found) {
    if ($found.Value -eq 0) { $@NOW@ = '@OFF@' }
    elseif ($found.Value -eq 1) { $@NOW@ = '@ON@' }
    else { throw "The Group Policy Object '$GpoName' says something else than 0 or 1. Look at it by hand." }
}
"""
# That nothing is configured comes as an error with this id: seen in public scripts, 2026-11-28; not documented.

_KEEP_IT = "Nothing keeps what was there\n    before: note what this script says, and tell the other one with -Earlier."
_NO_DEFAULT = " It has to be given:\n    from a policy that is not configured nobody can tell what it was."


def write_change(state: OfficeState) -> str:
    """Write the script that sets the policy to *state*; lines end in LF."""
    is_removal = VALUES[state] is None
    return _fill(
        _CHANGE,
        COMMON=_write_common("earlier"),
        SETTING=SETTING,
        LABEL=LABELS[state],
        DEED="removes that value, if there is one" if is_removal else "sets the value",
        LATER=_KEEP_IT if is_removal else "Tell it with -Earlier what this script says\n    was there before.",
        CMDLET=("remove" if is_removal else "set") + "-gpregistryvalue",
        ACT="if ($null -ne $found) { " + _set(state) + " }" if is_removal else _set(state),
    )


def write_undo(state: OfficeState) -> str:
    """Write the script that takes *state* back; lines end in LF."""
    is_removal = VALUES[state] is None
    words = [_WORDS[one] for one in OfficeState]
    must = "Mandatory = $true, " if is_removal else ""
    named = ", ".join(f"'{word}'" for word in words)
    default = "" if is_removal else f" = '{_WORDS[OfficeState.NOT_CONFIGURED]}'"
    cases = [f"        '{_WORDS[one]}' {{ {_undo(one)} }}" for one in OfficeState]
    return _fill(
        _UNDO,
        COMMON=_write_common("now"),
        SETTING=SETTING,
        LATER="Not configured means that the value is removed from the object.",
        DEFAULT=_NO_DEFAULT if is_removal else "\n    NotConfigured unless you say otherwise.",
        EXAMPLE=" -Earlier Disabled" if is_removal else "",
        PARAMETER=f"[Parameter({must}Position = 1)]\n    [ValidateSet({named})]\n    [string] $Earlier{default}",
        CASES="\n".join(cases),
    )


def _set(state: OfficeState) -> str:
    value = VALUES[state]
    if value is None:
        return f"{_REMOVE} | Out-Null"
    return f"Set-GPRegistryValue {_WHERE} -Type DWord -Value {value} | Out-Null"


def _undo(state: OfficeState) -> str:
    if VALUES[state] is None:
        return "if ($null -ne $found) { " + _set(state) + " }"
    return _set(state)


def _write_common(now: str) -> str:
    """Write what both begin with: the module, the object, and what it has *now*, by the name of a variable."""
    return _fill(
        _COMMON,
        READ=_READ,
        NOW=now,
        NONE=_WORDS[OfficeState.NOT_CONFIGURED],
        OFF=_WORDS[OfficeState.DISABLED],
        ON=_WORDS[OfficeState.ENABLED],
    )


def _fill(template: str, **gaps: str) -> str:
    for name, text in gaps.items():
        template = template.replace(f"@{name}@", text)
    return template
