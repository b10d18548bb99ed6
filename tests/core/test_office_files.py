"""The Office policy as files: each is read by programs that we did not write, or else looked at line by line."""

import re
from html.parser import HTMLParser

import pytest
from registry import USER, export, make_hive, merge, needs_hivex, needs_samba, read_pol

from bot.core.office import OfficeState
from bot.core.office_files import name_archive, write_files

KEY = r"Software\Policies\Microsoft\Office\16.0\Common"
WHERE = rf'-Name $GpoName -Key "HKCU\{KEY}" -ValueName linkedin'
REMOVE = f"Remove-GPRegistryValue {WHERE} | Out-Null"
SET = {value: f"Set-GPRegistryValue {WHERE} -Type DWord -Value {value} | Out-Null" for value in "01"}
DISABLED, ENABLED, NOT_CONFIGURED = OfficeState
BOM = b"\xef\xbb\xbf"


def test_there_are_five_files_for_each_state_with_the_same_names():
    for state in OfficeState:
        assert [name for name, _ in write_files(state)] == [
            "README.html",
            "Registry.pol",
            "Office-LinkedIn.reg",
            "Set-OfficeLinkedIn.ps1",
            "Undo-OfficeLinkedIn.ps1",
        ]
        assert write_files(state) == write_files(state)
    assert [name_archive(state) for state in OfficeState] == [
        "linkgate-office-disabled.zip",
        "linkgate-office-enabled.zip",
        "linkgate-office-not-configured.zip",
    ]


def file_of(state, name):
    return dict(write_files(state))[name]


# [MS-GPREG] 2.2.1: signature, version, [key;value;REG_DWORD;4 bytes;0]
BYTES = (
    b"PReg\x01\0\0\0"
    + rf"[{KEY}".encode("utf-16-le")
    + b"\0\0;\0l\0i\0n\0k\0e\0d\0i\0n\0\0\0;\0\x04\0\0\0;\0\x04\0\0\0;\0\0\0\0\0]\0"
)


def test_registry_pol_has_the_documented_bytes():
    assert file_of(DISABLED, "Registry.pol") == BYTES
    assert file_of(ENABLED, "Registry.pol") == BYTES[:-6] + b"\x01\0\0\0]\0"
    assert len(BYTES) == 144


@needs_samba
@pytest.mark.parametrize(
    ("state", "entry"),
    [
        (DISABLED, [KEY, "linkedin", 4, 0]),
        (ENABLED, [KEY, "linkedin", 4, 1]),
        (NOT_CONFIGURED, [KEY, "**del.linkedin", 1, " "]),
    ],
)
def test_samba_reads_registry_pol_as_it_is_meant_and_would_write_the_same(state, entry):
    assert read_pol(file_of(state, "Registry.pol")) == ["PReg", 1, [entry], True]


def parents():
    """Write the keys that every Windows has, which the tool does not make by itself."""
    steps = KEY.split("\\")
    keys = ["\\".join(steps[:count]) for count in range(1, len(steps))]
    return "Windows Registry Editor Version 5.00\n\n" + "".join(f"[{USER}\\{key}]\n\n" for key in keys)


@pytest.fixture
def hive(tmp_path):
    make_hive(tmp_path / "NTUSER.DAT")
    merge(tmp_path / "NTUSER.DAT", parents().encode("utf-16"))
    return tmp_path / "NTUSER.DAT"


@needs_hivex
def test_hivexregedit_puts_the_reg_into_a_hive_and_takes_it_out_again(hive):
    there = f"[{USER}\\{KEY}]"
    for state, lines in (
        (DISABLED, [there, '"linkedin"=dword:00000000']),
        (ENABLED, [there, '"linkedin"=dword:00000001']),
        (NOT_CONFIGURED, [there]),
        (NOT_CONFIGURED, [there]),
        (DISABLED, [there, '"linkedin"=dword:00000000']),
    ):
        merge(hive, file_of(state, "Office-LinkedIn.reg"))
        assert export(hive, KEY) == lines


@needs_hivex
def test_the_reg_leaves_its_neighbours_alone(hive):
    other = f'Windows Registry Editor Version 5.00\n\n[{USER}\\{KEY}]\n"sendtelemetry"=dword:00000003\n'
    merge(hive, other.encode("utf-16"))
    for state in OfficeState:
        merge(hive, file_of(state, "Office-LinkedIn.reg"))
        assert '"sendtelemetry"=dword:00000003' in export(hive, KEY)


@pytest.mark.parametrize(
    ("state", "value", "label"),
    [
        (DISABLED, "dword:00000000", "Disabled"),
        (ENABLED, "dword:00000001", "Enabled"),
        (NOT_CONFIGURED, "-", "Not Configured"),
    ],
)
def test_the_reg_is_written_as_the_registry_editor_writes_one(state, value, label):
    raw = file_of(state, "Office-LinkedIn.reg")
    assert raw.startswith(b"\xff\xfeW\0i\0n\0")
    assert raw.decode("utf-16") == (
        "Windows Registry Editor Version 5.00\r\n"
        "\r\n"
        f"; Show LinkedIn features in Office applications: {label}\r\n"
        rf"[HKEY_CURRENT_USER\Software\Policies\Microsoft\Office\16.0\Common]"
        f'\r\n"linkedin"={value}\r\n\r\n'
    )


def script(state, name):
    raw = file_of(state, f"{name}-OfficeLinkedIn.ps1")
    assert raw.startswith(BOM)
    text = raw.removeprefix(BOM).decode()
    assert text.count("\r\n") == text.count("\n") > 40
    assert text.isascii()
    assert "@" not in text, "a gap is open"
    return text.replace("\r\n", "\n")


def cmdlets(text):
    """List the lines of a script that call Group Policy, without what stands around them."""
    code = re.sub(r"<#.*?#>", "", text, flags=re.DOTALL)
    found = re.findall(r"(?:Get|Set|Remove)-GPRegistryValue [^}\n]*?(?: \| Out-Null|linkedin)(?= }|\n)", code)
    return [one for one in found if not one.startswith("Get-")]


def test_the_script_sets_or_removes_the_value_as_documented():
    assert cmdlets(script(DISABLED, "Set")) == [SET["0"]]
    assert cmdlets(script(ENABLED, "Set")) == [SET["1"]]
    assert cmdlets(script(NOT_CONFIGURED, "Set")) == [REMOVE]
    for state in OfficeState:
        assert f"$found = Get-GPRegistryValue {WHERE}\n" in script(state, "Set")


@pytest.mark.parametrize("state", OfficeState)
def test_the_undo_sets_whatever_it_was_before(state):
    text = script(state, "Undo")
    assert cmdlets(text) == [SET["0"], SET["1"], REMOVE]
    assert "ValidateSet('Disabled', 'Enabled', 'NotConfigured')" in text


def test_nobody_can_undo_a_removal_without_saying_what_it_was():
    needed = "[Parameter(Mandatory = $true, Position = 1)]"
    for state in (DISABLED, ENABLED):
        assert "[string] $Earlier = 'NotConfigured'" in script(state, "Undo")
        assert needed not in script(state, "Undo")
    assert needed in script(NOT_CONFIGURED, "Undo")
    assert "$Earlier =" not in script(NOT_CONFIGURED, "Undo")
    assert "nobody can tell what it was" in script(NOT_CONFIGURED, "Undo")
    assert "note what this script says" in script(NOT_CONFIGURED, "Set")


@pytest.mark.parametrize("state", OfficeState)
@pytest.mark.parametrize("name", ["Set", "Undo"])
def test_a_script_can_be_tried_needs_its_module_and_makes_no_object(state, name):
    text = script(state, name)
    code = "\n".join(tokens(text))
    assert "[CmdletBinding(SupportsShouldProcess = $true)]" in text
    before, within = text.split("$PSCmdlet.ShouldProcess(")
    assert cmdlets(before + "\n") == []
    assert cmdlets(within) == cmdlets(text)
    assert "Get-Module -ListAvailable -Name GroupPolicy" in text
    assert "$ErrorActionPreference = 'Stop'" in text
    assert "New-GPO" in text, "it says how to make one"
    assert "New-GPO" not in code
    assert "New-GPLink" not in code


def tokens(text):
    """Read PowerShell as far as its quotes and brackets go; yield its code without comments and texts."""
    at, opened, code = 0, [], ""
    pairs = {")": "(", "]": "[", "}": "{"}
    while at < len(text):
        sign = text[at]
        if text.startswith("<#", at):
            at = text.index("#>", at) + 2
            continue
        if sign == "#":
            at = text.index("\n", at)
            continue
        if sign in "'\"":
            at = close(text, at)
            continue
        assert sign not in "`‘’“”", "another quote, or an escape that is not needed"
        if sign in "([{":
            opened.append(sign)
        if sign in pairs:
            assert opened.pop() == pairs[sign], text[:at].count("\n")
        code += sign
        at += 1
    assert opened == []
    return code.split("\n")


def close(text, at):
    """Find the end of the text that begins *at*; it ends in its own line, and what is worked out in it is whole."""
    quote, begin = text[at], at
    at += 1
    while True:
        assert text[at] != "\n", f"open since {text[begin : begin + 40]}"
        if text.startswith(quote * 2, at):
            at += 2
        elif text[at] == quote:
            return at + 1
        elif quote == '"' and text.startswith("$(", at):
            end = text.index(")", at)
            assert "(" not in text[at + 2 : end]
            at = end + 1
        else:
            assert quote == "'" or text[at] != "`"
            at += 1


def test_open_quotes_and_brackets_would_be_found():
    whole = script(DISABLED, "Set")
    assert "Set-GPRegistryValue" in "\n".join(tokens(whole))
    for broken in (whole.replace("'Stop'", "'Stop"), whole.replace("('The module", "'The module"), whole + "}"):
        with pytest.raises((AssertionError, IndexError, ValueError)):
            tokens(broken)


class Page(HTMLParser):
    """A page, read: its tags in balance, its links, and its words by language."""

    VOID = frozenset({"meta", "hr", "br"})

    def __init__(self, html):
        super().__init__()
        self.open, self.links, self.tags, self.words = [], [], [], {"en": "", "de": ""}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if "href" in attrs:
            self.links.append(attrs["href"])
        assert not attrs.keys() & {"src", "srcset", "onclick", "onload"}
        if tag not in self.VOID:
            self.open.append((tag, attrs.get("lang", self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.open and "style" not in [tag for tag, _ in self.open]:
            self.words[self.open[-1][1]] += data.replace("\n", " ")


@pytest.mark.parametrize("state", OfficeState)
def test_the_page_stands_alone_and_tells_the_documented_clicks_in_two_languages(state):
    page = Page(file_of(state, "README.html").decode())
    assert not set(page.tags) & {"script", "img", "link", "iframe", "object", "form"}
    elsewhere = [link for link in page.links if not link.startswith("#")]
    assert set(elsewhere) == {
        "https://www.microsoft.com/download/details.aspx?id=49030",
        "https://www.microsoft.com/download/details.aspx?id=55319",
        "https://learn.microsoft.com/troubleshoot/windows-client/group-policy/create-and-manage-central-store",
        "https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult",
        "https://learn.microsoft.com/entra/identity/users/linkedin-integration",
        "https://learn.microsoft.com/powershell/module/grouppolicy/set-gpregistryvalue",
        "https://learn.microsoft.com/powershell/module/grouppolicy/remove-gpregistryvalue",
    }
    label, german_label = {
        DISABLED: ("Disabled", "Deaktiviert"),
        ENABLED: ("Enabled", "Aktiviert"),
        NOT_CONFIGURED: ("Not Configured", "Nicht konfiguriert"),
    }[state]
    clicks = "User Configuration > Policies > Administrative Templates > Microsoft Office 2016 > Miscellaneous"
    german = "Benutzerkonfiguration > Richtlinien > Administrative Vorlagen > Microsoft Office 2016 > Verschiedenes"
    for told in (
        *("Nothing was changed yet.", clicks, f"Show LinkedIn features in Office applications, choose {label}"),
        *("Click-to-Run installations only, not for MSI", "on the web, people still see LinkedIn features"),
        "phones, tablets and Macs",
    ):
        assert told in page.words["en"]
    for told in (
        "Noch wurde nichts geändert.",
        german,
        f"LinkedIn-Features in Office-Anwendungen anzeigen, wählen Sie {german_label}",
    ):
        assert told in page.words["de"]
    for language in page.words.values():
        for command in (r"LGPO.exe /u .\Registry.pol", r"reg import .\Office-LinkedIn.reg", "gpresult /r /scope user"):
            assert command in language
        for name, _ in write_files(state)[1:]:
            assert name in language


def test_the_page_says_of_each_state_what_it_does():
    pages = {state: file_of(state, "README.html").decode() for state in OfficeState}
    assert "which becomes 0" in pages[DISABLED]
    assert "er wird 0" in pages[DISABLED]
    assert "which becomes 1" in pages[ENABLED]
    for told in ("which is deleted", "er wird gelöscht", "Here the file holds a deletion", "Hier enthält die Datei"):
        assert [state for state, page in pages.items() if told in page] == [NOT_CONFIGURED]
    assert not any(re.search(r"\{\w+\}", page.split("</style>")[1]) for page in pages.values())
