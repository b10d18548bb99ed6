"""The cards of the Office policy: as Intune has it, and of a request about it, for all who see one."""

from typing import Any

import pytest
from deck.house import walk

from bot.core.change import State
from bot.core.notice import Audience
from bot.core.speech.tongues import GERMAN
from bot.core.view import ChangeView
from cards import draw, kit
from cards.gallery import gallery
from cards.gallery.offices import REMOVE_THEIRS, live_office

GALLERY = gallery()
INVISIBLE = str.maketrans("", "", "\u200b\u2060\u2068\u2069")


def card_of(name: str, **more: Any) -> dict[str, Any]:
    card = draw(GALLERY[name], **more)
    assert card is not None
    return card


def read(card: dict[str, Any] | None) -> str:
    assert card is not None
    said = [str(part["text"]) for _, part in walk(card) if "text" in part]
    return " ".join(" ".join(said).translate(INVISIBLE).split())


LIMITS = (
    "What cannot be seen from here What Group Policy or Cloud Policy has set on a device: Intune knows only its own "
    "policies. Office that was installed by MSI: Intune's policy applies to Click-to-Run only. What people have chosen "
    "in Office themselves, where no policy says anything."
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "office",
            [
                "LinkedIn in Office Show LinkedIn features in Office applications Hidden",
                "Hidden for everyone by 1 policy. LinkedIn features in Office: disabled for everyone",
                "For everyone with an Intune licence (at most 8,525 people)",
                "id …0000000000b2 · bears Linkgate's mark Disabled",
                "Read from Microsoft Intune",
            ],
        ),
        ("office-none", ["Not configured", "people decide in Office themselves"]),
        ("office-idle", ["Pilot (draft) For nobody yet"]),
        ("office-shown", ["Shown for everyone by 1 policy.", "For all devices", "not made by Linkgate Enabled"]),
        ("office-several", ["Hidden for some by 2 policies.", "Sets 46 other things as well."]),
        ("office-except", ["but not the group Interns (37 people)"]),
        ("office-filtered", ["For all devices, narrowed by a filter, others of a kind that Linkgate does not know"]),
        ("office-gone", ["For a group that is gone (…00000000005a)"]),
        (
            "office-conflict",
            [
                "Conflict 2 policies conflict: where they meet, Intune applies neither value.",
                "⚠ These policies conflict Disabled: LinkedIn features in Office: disabled for everyone (…",
                "Enabled: Sales: LinkedIn on (…0000000000b3)",
                "Intune applies neither of two values that differ to whoever gets both.",
            ],
        ),
        ("office-conflicts", ["4 policies conflict", "Unclear: Imported (…0000000000b5)"]),
        ("office-unclear", ["the policy says two things at once", "Says two things at once. Put it right in Intune."]),
        ("office-renamed", ["Intune has given the setting another id", "It was found by its name"]),
        (
            "office-unread",
            [
                "Unknown Whether a policy hides LinkedIn in Office is unknown.",
                "⚠ Intune could not be read",
                "permission DeviceManagementConfiguration.Read.All.",
                "Everything about the setting goes on working.",
                "Tried at",
            ],
        ),
        ("office-many", ["Hidden for everyone by 12 policies.", "And 6 policies more in Intune."]),
    ],
)
def test_the_status_says_what_comes_of_it_and_then_policy_by_policy(name: str, told: list[str]) -> None:
    said = read(card_of(name))
    for sentence in (*told, LIMITS):
        assert sentence in said, sentence


def test_what_was_not_read_is_not_said_to_have_been_read() -> None:
    assert "Read from Microsoft Intune" not in read(card_of("office-unread"))
    assert "⚠" not in read(card_of("office"))
    assert "another id" not in read(card_of("office"))


@pytest.mark.parametrize("name", ["office-long", "office-unbroken", "office-emoji", "office-rtl"])
def test_of_too_many_policies_as_many_are_shown_as_fit_and_the_rest_is_counted(name: str) -> None:
    card = card_of(name)
    badges = [part for _, part in walk(card["body"]) if part.get("type") == "Badge"]
    shown = len(badges) - 1
    assert 1 <= shown <= 6
    assert f"And {12 - shown} policies more in Intune." in read(card)
    assert kit.weigh(card) <= kit.HEAVIEST


def test_an_approver_sees_which_policy_from_what_to_what_for_whom_and_what_it_does_not_do() -> None:
    said = read(card_of("office-create-waiting-approver"))
    for told in (
        "Create this Office policy?",
        "Ada Lindqvist asks to hide LinkedIn in Office on Windows for the group Sales & Marketing – EMEA .",
        "Now No policy",
        ("After Disabled LinkedIn features in Office: disabled for Sales & Marketing – EMEA new, with Linkgate's mark"),
        "412 people 0 other policies 0 say otherwise",
        "For whom Sales & Marketing – EMEA security group, 412 people id …00000000005a",
        "Fingerprint",
        "valid while at most 41 people come or go",
        "on the web and on phones, and in Office installed by MSI, nothing changes.",
        "The setting for account connections is another one, and stays as it is.",
    ):
        assert told.replace(" .", ".").lower() in said.replace(" .", ".").lower(), told
    assert "gain it" not in said
    assert "⚠" not in said


@pytest.mark.parametrize(
    ("name", "told", "untold"),
    [
        (
            "office-create-all-waiting",
            ["8,525 people at most", "Everyone with an Intune licence 8,525 people in the tenant"],
            ["⚠"],
        ),
        (
            "office-change-waiting-approver",
            [
                "Change this Office policy?",
                "Now Enabled Sales: LinkedIn on id …0000000000b3 · not made by Linkgate",
                "⚠ Linkgate did not make this policy",
                "(…0000000000b3) bears no mark of Linkgate",
                "1 other policies",
            ],
            ["new, with"],
        ),
        (
            "office-change-ours-waiting",
            ["id …0000000000b2 · bears Linkgate's mark", "After Enabled LinkedIn features in Office: enabled"],
            ["⚠"],
        ),
        (
            "office-remove-waiting-approver",
            ["Remove this Office policy?", "After No policy People decide in Office themselves."],
            ["⚠"],
        ),
        (
            "office-remove-theirs-waiting",
            ["It cannot be brought back.", "Other policies with the setting stay as they are."],
            ["People decide in Office themselves."],
        ),
        (
            "office-rivalry-waiting",
            [
                "⚠ Other policies say otherwise",
                "(…0000000000b3), for the group Field staff (1,024 people): Enabled.",
                "Intune applies neither of two values that differ",
                "1 say otherwise",
            ],
            [],
        ),
        ("office-dynamic-waiting", ["It is dynamic. That is fine here, unlike for the setting"], ["⚠"]),
        ("office-uncounted-waiting", ["not counted people"], ["⚠"]),
        ("office-all-uncounted-waiting", ["not counted in the tenant"], ["⚠"]),
    ],
)
def test_what_has_to_be_looked_at_is_said_first(name: str, told: list[str], untold: list[str]) -> None:
    said = read(card_of(name))
    for sentence in told:
        assert sentence in said, sentence
    for sentence in untold:
        assert sentence not in said, sentence


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.DRAFT, ["Review the Office policy", "This request would hide LinkedIn in Office"]),
        (State.APPLYING, ["Creating the Office policy", "reads it back from Intune"]),
        (
            State.APPLIED,
            ["Office policy created Request LI-205 Verified", "is now hidden in Office", "Read back Disabled"],
        ),
        (State.FAILED, ["Change not applied", "does not let Linkgate write policies", "linkedin office status"]),
        (State.UNKNOWN, ["Outcome unknown", "It keeps reading Intune", "change nothing by hand"]),
        (State.STALE, ["Request is stale", "The policies are not as they were", "planned from the policies"]),
        (State.EXPIRED, ["Request expired", "Nothing was changed"]),
    ],
)
def test_through_its_whole_life_the_card_speaks_of_the_policy(state: State, told: list[str]) -> None:
    said = read(card_of(f"office-create-{state}-requester"))
    for sentence in told:
        assert sentence in said, sentence
    for wrong in ("writes the setting", "names no group yet", "Microsoft Entra", "gain it", "The setting is as it was"):
        assert wrong not in said


@pytest.mark.parametrize("state", State)
def test_a_warning_that_a_policy_is_somebody_elses_stands_until_it_is_over(state: State) -> None:
    for audience in Audience:
        said = read(draw(ChangeView(change=live_office(state, REMOVE_THEIRS), audience=audience)))
        is_ahead = state in {State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED, State.APPLYING}
        assert ("⚠ Linkgate did not make this policy" in said) is is_ahead
        assert "not made by Linkgate" in said


def test_the_history_and_what_waits_name_the_policy() -> None:
    assert "Office: Enabled → No policy, Sales & Marketing – EMEA" in read(card_of("history-office"))
    assert "Office: No policy → Disabled, Sales & Marketing – EMEA" in read(card_of("digest-office"))


def test_it_is_said_in_german_as_well() -> None:
    said = read(card_of("office-change-waiting-approver", tongue=GERMAN))
    assert "Office-Richtlinie ändern?" in said
    assert "⚠ Diese Richtlinie ist nicht von Linkgate" in said
    assert "Für alle ausgeblendet durch 1 Richtlinie." in read(card_of("office", tongue=GERMAN))


def test_votes_are_measured_on_the_card() -> None:
    bars = [part for _, part in walk(card_of("office-create-waiting-approver")) if part.get("type") == "ProgressBar"]
    assert [(bar["value"], bar["max"]) for bar in bars] == [(0, 2)]
