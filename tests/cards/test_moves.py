"""The cards of lists, as those see them who ask, decide, watch and stop."""

from dataclasses import replace
from typing import Any

import pytest
from deck.every import for_each
from deck.house import walk

from bot.core.act import Verb
from bot.core.change import State
from bot.core.fill import Fate
from bot.core.notice import Audience
from bot.core.speech.tongues import GERMAN, TONGUES
from bot.core.view import ChangeView
from cards import draw, kit
from cards.gallery import gallery

GALLERY = gallery()
MOVES = {name: view for name, view in GALLERY.items() if name.split("-")[0] in {"fill", "both", "create"}}
INVISIBLE = str.maketrans("", "", "\u200b\u2060\u2068\u2069")


def card_of(name: str, **more: Any) -> dict[str, Any]:
    card = draw(MOVES[name], **more)
    assert card is not None
    return card


def read(card: dict[str, Any]) -> str:
    said = [str(part["text"]) for _, part in walk(card) if "text" in part]
    return " ".join(" ".join(said).translate(INVISIBLE).split())


def buttons(card: dict[str, Any]) -> list[str]:
    return [part["title"] for part in card["actions"]]


def bars(card: dict[str, Any]) -> list[tuple[int, int]]:
    return [
        (part["value"], part["max"])
        for _, part in walk(card["body"])
        if part.get("type") == "ProgressBar" and "value" in part
    ]


def view_of(name: str) -> ChangeView:
    view = MOVES[name]
    assert isinstance(view, ChangeView)
    return view


def test_an_approver_sees_which_group_how_many_from_where_and_what_becomes_of_the_setting() -> None:
    said = read(card_of("fill-waiting-approver"))
    for told in (
        "Add these people?",
        "asks to add 512 people to the group Sales EMEA",
        "members-november.csv 532 rows → Sales EMEA 412 → 924 people security group · …0000000000e1",
        "+512 to be added 9 already in 8 left out",
        "Left out: 3 guests, 1 disabled account, 4 named twice.",
        "not found: 2, failed: 1",
        "l.ionescu@contoso.com (line 41), p.ng@contoso.com (line 203) – not found",
        "Setting Off for everyone Stays as it is",
        "Fingerprint",
        "valid while at most 41 people come or go",
        "Nothing is lost by waiting",
    ):
        assert told in said, told


@pytest.mark.parametrize(
    ("name", "told", "untold"),
    [
        (
            "fill-waiting-approver-selected",
            ["+512 gain it, 0 lose it, 8,013 unchanged", "On for this group"],
            ["Stays"],
        ),
        ("fill-waiting-approver-other", ["On for one group Sales & Marketing – EMEA", "Stays as it is"], ["gain it"]),
        ("fill-waiting-approver-untold", ["⚠ About the setting", "names no group yet"], ["Stays as it is", "gain it"]),
        ("fill-waiting-approver-pasted", ["Pasted list 1 row", "+1 to be added"], ["Left out", "Look at these rows"]),
        ("fill-waiting-approver-swap", ["On for one group: Sales & Marketing – EMEA", "being counted"], ["Stays"]),
        ("fill-waiting-uncounted", ["Sales EMEA not counted"], ["412"]),
        ("both-waiting-approver", ["Step 1: add people", "Step 2: switch the setting", "+924 gain it"], ["✓", "Stays"]),
        ("both-applying-second", ["✓ Step 1: people added", "→ Step 2: switching the setting"], ["512 done"]),
        ("both-failed-setting", ["Setting not changed", "✓ Step 1", "✗ Step 2"], ["Not applied"]),
        ("both-failed-missing", ["⚠ Step 1: not everybody added", "✗ Step 2", "too many are missing"], ["✓"]),
        ("both-failed-stopped", ["Stopped before the end", "Bob Okafor stopped it.", "Stopped by Bob Okafor"], ["✓"]),
        ("fill-failed-hopeless", ["Nobody was added", "GroupMember.ReadWrite.All"], ["+"]),
        ("fill-applied-few-missing", ["510 of 512 people", "+510 added", "412 people before"], ["924"]),
        ("fill-unknown-requester", ["Outcome unknown", "not shown yet", "accepted and not shown yet: 2"], []),
        ("fill-stale-requester", ["412 people and has 4,000 people now", "512 asked for"], ["+512"]),
        ("create-draft-requester", ["Review the new group", "No such group", "LinkedIn pilot", "Stays"], ["gain it"]),
        ("create-applied-requester", ["Group made", "linkedin move to group a9900000"], ["Nothing was changed"]),
        ("create-failed-unsaid", ["Group not made", "Look in the Entra admin center"], ["Nothing was changed"]),
    ],
)
def test_a_card_says_what_is_so_and_not_what_is_not(name: str, told: list[str], untold: list[str]) -> None:
    said = read(card_of(name))
    assert [sentence for sentence in told if sentence not in said] == []
    assert [sentence for sentence in untold if sentence in said] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fill-draft-requester", ["Send", "Discard", "Select too"]),
        ("fill-draft-requester-selected", ["Send", "Discard"]),
        ("fill-draft-requester-untold", ["Send", "Discard"]),
        ("both-draft-requester", ["Send", "Discard"]),
        ("create-draft-requester", ["Send", "Discard"]),
        ("fill-waiting-approver", ["Approve", "Reject…", "Changes…"]),
        ("fill-applying-requester", ["Stop"]),
        ("fill-applying-approver", ["Stop"]),
        ("fill-applying-executor", []),
        ("fill-applying-stopping", []),
        ("create-applying-requester", []),
        ("both-applying-second", []),
        ("fill-applied-requester", ["Select group"]),
        ("fill-applied-selected", []),
        ("fill-applied-untold", []),
        ("both-applied-requester", []),
        ("fill-failed-stopped", ["Plan again"]),
        ("both-errand-executor", ["I have done it", "I could not…"]),
    ],
)
def test_there_are_buttons_for_what_can_be_done_now(name: str, expected: list[str]) -> None:
    assert buttons(card_of(name)) == expected


def test_the_bar_counts_whoever_needs_nothing_more() -> None:
    assert bars(card_of("fill-applying-requester")) == [(340, 512)]
    assert "340 of 512 done" in read(card_of("fill-applying-requester"))
    assert "About 40 s left." in read(card_of("fill-applying-requester"))
    assert bars(card_of("fill-applying-start")) == bars(card_of("fill-applying-unknown-tally")) == [(0, 512)]
    assert bars(card_of("fill-applying-read-back")) == [(512, 512)]
    assert "Reading the group back." in read(card_of("fill-applying-read-back"))
    assert "About 11 min left." in read(card_of("fill-applying-long"))
    assert bars(card_of("fill-waiting-approver")) == []  # what is missing is approvals, and no part of a list


def test_a_list_of_which_no_row_is_open_any_more_is_done_and_not_at_its_start() -> None:
    view = view_of("fill-applying-requester")
    over = replace(view, progress=replace(view.progress, tally={Fate.ADDED: 512}))
    card = draw(over)
    assert card is not None
    assert bars(card) == [(512, 512)]


def test_a_client_without_bars_draws_blocks() -> None:
    drawn = [kit.voice(kit.bar(done, 512)["fallback"], GERMAN)["inlines"][0]["text"] for done in (0, 51, 340, 512)]
    assert drawn == ["□" * 10, "□" * 10, "■" * 6 + "□" * 4, "■" * 10]


def test_who_stopped_it_is_said_at_once_and_no_time_is_promised_any_more() -> None:
    said = read(card_of("fill-applying-stopping"))
    assert "Bob Okafor stopped this." in said
    assert "left." not in said
    assert "can stop it" not in said


def test_no_row_is_named_where_others_read_along() -> None:
    named = ("l.ionescu@contoso.com", "p.ng@contoso.com")
    for name in MOVES:
        said = read(card_of(name))
        if view_of(name).audience in {Audience.ROOM, Audience.EXECUTOR}:
            assert not any(typed in said for typed in named), name
    assert "not found: 2, failed: 1" in read(card_of("fill-waiting-room"))
    assert all(typed in read(card_of("fill-waiting-requester")) for typed in named)


def test_at_most_five_rows_are_named_and_the_others_counted() -> None:
    view = view_of("fill-failed-stopped")
    assert len(view.progress.lost) == 6
    said = read(card_of("fill-failed-stopped"))
    assert said.count("(line ") == 5
    assert "… and 173 more. All rows are in the file." in said


@for_each(MOVES)
def test_the_whole_list_is_there_for_whoever_works_with_it(name: str) -> None:
    view = view_of(name)
    offered = [part for _, part in walk(card_of(name)["body"]) if part.get("verb") == Verb.REPORT]
    is_there = view.change.plan.fill is not None and view.audience is not Audience.EXECUTOR
    assert len(offered) == is_there


@for_each(MOVES)
def test_names_and_rows_of_any_length_leave_the_group_the_buttons_and_the_weight(name: str) -> None:
    """CARD-11."""
    view = view_of(name)
    fill = view.change.plan.fill
    for tongue in TONGUES:
        card = card_of(name, tongue=tongue)
        if fill:
            assert fill.group.id[-12:] in read(card)
        if view.change.state is State.WAITING and view.audience is Audience.APPROVER:
            assert len(buttons(card)) == 3


def test_a_card_that_would_be_too_heavy_names_fewer_rows_and_counts_them_all() -> None:
    said = read(card_of("both-waiting-hostile"))
    assert "(line " not in said
    assert "not found: 11,111" in said
    assert kit.weigh(card_of("both-waiting-hostile")) <= 20_480
