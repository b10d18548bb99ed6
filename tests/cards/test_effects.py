"""The cards about what people get say in words what the table says, and nothing more than it knows."""

import json
import re

import pytest

from bot.core.speech.tongues import ENGLISH, GERMAN
from cards import draw
from cards.gallery import gallery

GALLERY = gallery()
INVISIBLE = str.maketrans("", "", "\u200b\u2060\u2068\u2069")
ROWS = ("Office on Windows", "On the web", "On phones")


def walk(value):
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from walk(child)
    elif isinstance(value, list):
        for child in value:
            yield from walk(child)


def read(part):
    text = " ".join(one["text"] for one in walk(part) if "text" in one).translate(INVISIBLE)
    return " ".join(text.split())


def card_of(name, tongue=ENGLISH):
    card = draw(GALLERY[name], tongue=tongue)
    assert card is not None
    return card


def tables(part):
    found = [one for one in walk(part) if one.get("type") == "Table" and one["firstRowAsHeaders"]]
    return [[[read(cell) for cell in row["cells"]] for row in table["rows"]] for table in found]


@pytest.mark.parametrize(
    ("name", "windows", "web", "phones"),
    [
        (
            "effect-disabled",
            ("Hidden", "Hidden"),
            ("Public profiles", "Own connections too"),
            ("Not documented", "Not documented"),
        ),
        ("effect-enabled", *[("Public profiles", "Own connections too")] * 3),
        (
            "effect-not-configured",
            ("Each person chooses", "Each person chooses"),
            *[("Public profiles", "Own connections too")] * 2,
        ),
        (
            "effect-group-some-disabled",
            ("Differs by person", "Differs by person"),
            ("Public profiles", "Own connections too"),
            ("Not documented", "Not documented"),
        ),
        ("effect-off-disabled", ("Hidden", "Hidden"), *[("Not documented", "Consent withdrawn")] * 2),
        ("effect-unread", *[("Unknown", "Unknown")] * 3),
        ("check-office-disabled", ("Hidden", "Hidden"), ("Public profiles", "Own connections too"), None),
        ("check-nested", ("Unknown", "Unknown"), ("Public profiles", "Unknown"), None),
        ("check-outside", ("Unknown", "Unknown"), ("Public profiles", "Not documented"), None),
    ],
)
def test_the_table_has_a_row_for_each_surface(name, windows, web, phones):
    header, *rows = tables(card_of(name)["body"])[0]
    assert header == ["Where", "Not connected", "Connected"]
    assert [row[0] for row in rows] == list(ROWS)
    for row, expected in zip(rows, (windows, web, phones), strict=True):
        assert expected is None or tuple(row[1:]) == expected


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        (
            "effect-disabled",
            ("Office policy off, setting on: hidden in desktop Office, still visible in Microsoft 365 on the web."),
        ),
        (
            "effect-group-not-configured",
            (
                "Office policy not configured, setting on for one group: as each person chooses in desktop Office, "
                "visible in Microsoft 365 on the web."
            ),
        ),
        (
            "effect-off-disabled",
            ("Office policy off, setting off: hidden in desktop Office, not documented in Microsoft 365 on the web."),
        ),
        (
            "effect-unread",
            (
                "Office policy unknown, setting unknown: not known in desktop Office, not known in "
                "Microsoft 365 on the web."
            ),
        ),
    ],
)
def test_one_sentence_says_it_in_front(name, lead):
    card = card_of(name)
    assert card["fallbackText"].translate(INVISIBLE) == lead
    assert read(card["body"][1]) == lead


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("effect-group-disabled", ["Only members of the selected group can connect", "no document of Microsoft's"]),
        ("effect-off-enabled", ["Off ends every connection", "Off for everyone"]),
        ("effect-not-configured", ["unless they turn it off in Office's options", "No interface tells who"]),
        ("effect-without-consent", ["nobody can connect a LinkedIn account now", "Not allowed: nobody can connect"]),
        ("effect-not-permitted", ["DeviceManagementConfiguration.Read.All is missing", "On for everyone"]),
        ("effect-not-offered", ["cloud does not offer LinkedIn account connections"]),
        ("effect-unread", ["Cloud could not be read"]),
        ("effect-conflicting", ["Several policies say different things"]),
        ("check-office-unread", ["DeviceManagementConfiguration.Read.All is missing", "Yes: direct member of"]),
        ("check-office-conflicting", ["which one holds on a device is not documented"]),
        ("consent-all", ["Yes: people may consent to all apps", "Allowed"]),
        ("consent-none", ["nobody can connect a LinkedIn account", "Not allowed here"]),
        ("consent-low", ["verified publishers. Whether that includes LinkedIn is not documented"]),
        ("consent-recommended", ["what it recommends at the time", "Restricted"]),
        ("consent-custom", ["By a policy that Linkgate does not know", "not known to Linkgate: contoso-apps"]),
        ("consent-several", ["contoso-apps", "and 2 more. Each policy may allow more than the others."]),
        ("consent-unread", ["Policy.Read.All is missing", "Tried at", "withdraws the consent of everybody"]),
    ],
)
def test_a_card_says_what_has_to_be_said(name, told):
    said = read(card_of(name)["body"])
    for sentence in told:
        assert sentence in said


def test_the_consent_card_says_what_no_does_and_leaves_whatever_is_allowed():
    for name in (name for name in GALLERY if name.startswith("consent-")):
        said = read(card_of(name)["body"])
        for told in ("imported contacts stay there", "No interface lists who", "Both ways:", "One way:", "Remove."):
            assert told in said


@pytest.mark.parametrize("name", ["effect-disabled", "effect-off-enabled", "effect-unread"])
def test_every_case_is_behind_a_button_whatever_holds_now(name):
    part = card_of(name)["actions"][0]["card"]
    by_policy, by_setting = tables(part)
    assert by_policy == [
        ["Office policy", "Office on Windows", "On phones"],
        ["Off", "Hidden", "Not documented"],
        ["On", "Public profiles", "Public profiles"],
        ["Not configured", "Each person chooses", "Public profiles"],
    ]
    assert by_setting == [
        ["Setting", "Not connected", "Connected"],
        ["On", "Public profiles", "Own connections too"],
        ["On, not in the group", "Public profiles", "Not documented"],
        ["Off", "Not documented", "Consent withdrawn"],
    ]
    assert "linkedin-integration, linkedin-user-consent, app-protection-policy-extensions" in read(part)


def test_a_card_about_a_person_does_not_promise_what_the_table_calls_not_documented():
    for name in (name for name in GALLERY if name.startswith("check-")):
        assert "whatever this setting says" not in read(card_of(name))


def test_in_german_no_word_is_too_long_for_a_column_on_a_phone():
    for name in (name for name in GALLERY if name.startswith(("effect-", "check-"))):
        cells = json.dumps(tables(card_of(name, GERMAN)), ensure_ascii=False)
        assert max(len(word) for word in re.findall(r"\w+", cells)) <= 12
