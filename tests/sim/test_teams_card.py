"""What a person reads on a card, and what their click sends."""

import pytest

from bot.sim.teams.card import buttons, press, refreshes, texts, unmarked

CARD = {
    "type": "AdaptiveCard",
    "body": [
        {"type": "TextBlock", "text": "Approve a change?"},
        {"type": "TextBlock", "text": "not yet", "isVisible": False},
        {"type": "RichTextBlock", "inlines": ["by ", {"type": "TextRun", "text": "Ada"}]},
        {"type": "ColumnSet", "columns": [{"items": [{"type": "Badge", "text": "Waiting"}]}]},
        {"type": "Chart.Pie", "fallback": {"type": "TextBlock", "text": "half"}},
        {"type": "Hologram"},
        {"type": "FactSet", "facts": [{"title": "Group", "value": "Sales"}]},
        {
            "type": "Table",
            "columns": [{"width": 1}],
            "rows": [{"cells": [{"items": [{"type": "TextBlock", "text": "cell"}]}]}],
        },
        {"type": "Input.Text", "id": "why", "label": "Why?", "value": "because"},
        {"type": "Input.Text", "id": "ticket", "label": "Ticket"},
        {"type": "Input.Toggle", "id": "sure", "label": "Sure?", "title": "I am"},
        {"type": "Input.Number", "id": "days", "value": 7},
        {"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "Look", "verb": "look"}]},
    ],
    "actions": [
        {"type": "Action.Execute", "id": "a", "title": "Approve", "verb": "approve", "data": {"rev": 3}},
        {"type": "Action.Execute", "title": "Drop", "verb": "drop", "associatedInputs": "none"},
        {
            "type": "Action.ShowCard",
            "title": "Reject…",
            "card": {
                "type": "AdaptiveCard",
                "body": [{"type": "Input.Text", "id": "reason", "label": "Why not?"}],
                "actions": [{"type": "Action.Execute", "title": "Reject", "verb": "reject"}],
            },
        },
        {"type": "Action.Execute", "title": "Members", "verb": "members", "mode": "secondary"},
    ],
    "refresh": {
        "action": {"type": "Action.Execute", "title": "Refresh", "verb": "view", "data": {"rev": 3}},
        "userIds": ["29:ada"],
    },
}
DEFAULTS = {"why": "because", "sure": "false", "days": "7"}


def test_what_is_drawn_is_read_from_top_to_bottom() -> None:
    assert list(texts(CARD)) == [
        *["Approve a change?", "by Ada", "Waiting", "half", "Group", "Sales", "cell"],
        *["Why?", "Ticket", "Sure?", "I am", "Look", "Approve", "Drop", "Reject…", "Members"],
    ]


def test_the_buttons_are_those_that_are_drawn() -> None:
    assert buttons(CARD) == ("Look", "Approve", "Drop", "Reject…", "Members")


def test_a_click_sends_the_inputs_over_the_data() -> None:
    assert press(CARD, "Approve", {}) == {
        "type": "Action.Execute",
        "id": "a",
        "verb": "approve",
        "data": {"rev": 3, **DEFAULTS},
    }
    typed = press(CARD, "Approve", {"why": "CHG-1", "sure": True, "rev": "forged"})
    assert typed is not None
    assert typed["data"] == {"rev": "forged", **DEFAULTS, "why": "CHG-1", "sure": "true"}


def test_a_card_inside_a_card_sends_the_outer_inputs_too() -> None:
    reject = press(CARD, "Reject", {"reason": "no"})
    assert reject is not None
    assert reject["data"] == {**DEFAULTS, "reason": "no"}


def test_an_action_without_inputs_sends_none() -> None:
    drop = press(CARD, "Drop", {"why": "ignored"})
    assert drop is not None
    assert drop["data"] == {}


@pytest.mark.parametrize("title", ["approve", "Refresh", "Reject…", "not there"])
def test_what_is_no_execute_button_is_not_pressed(title: str) -> None:
    assert press(CARD, title, {}) is None


def test_a_small_chat_refreshes_for_everybody_and_a_large_one_only_for_the_named() -> None:
    asked = {"type": "Action.Execute", "verb": "view", "data": {"rev": 3}}
    assert refreshes(CARD, viewer="29:bob", people=60) == asked
    assert refreshes(CARD, viewer="29:bob", people=61) is None
    assert refreshes(CARD, viewer="29:ada", people=61) == asked
    assert refreshes({"type": "AdaptiveCard"}, viewer="29:ada", people=2) is None


def test_a_mention_is_drawn_as_the_name() -> None:
    assert unmarked("<at>Bob</at>, look: <at>Eve</at>", ["<at>Bob</at>"]) == "Bob, look: <at>Eve</at>"
