"""Every card of the gallery keeps the rules of the house and of Teams."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

import pytest
from deck.every import draw_all, for_each

from bot.core.act import Act, Verb, decode, encode
from bot.core.announcement import Occasion, announce
from bot.core.change import Change, State
from bot.core.command import Audience as Audience_
from bot.core.errand import PAGE
from bot.core.notice import Audience
from bot.core.page import Leaf, Page
from bot.core.setting import Mode, Reading, Setting
from bot.core.speech.phrases import Phrase
from bot.core.speech.tongues import TONGUES
from bot.core.view import Attached, ChangeView, ListKind, ListView, SaidView, StatusView, View
from cards import draw
from cards.gallery import NOON, gallery

GALLERY = gallery()
LINKS = announce(Occasion(on=Audience_.EVERYONE)).links
KNOWN = {
    "Action.OpenUrl",
    *("ActionSet", "AdaptiveCard", "Container", "ColumnSet", "Column", "Table", "TableRow", "TableCell"),
    *("TextBlock", "RichTextBlock", "TextRun", "Input.Text", "Input.ChoiceSet", "Data.Query", "Action.Execute"),
    "Action.ShowCard",
}
TEAMS_ONLY = {"Badge", "ProgressBar"}
MACRO = re.compile(
    r"\{\{DATE\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,SHORT\)\}\} \{\{TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\)\}\}"
)
ACTIONS = {"Action.Execute", "Action.OpenUrl", "Action.ShowCard"}
INVISIBLE = str.maketrans("", "", "\u200b\u2060\u2068\u2069")


def card_of(name: str) -> dict[str, Any]:
    return draw_all()[name]


def parts(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object in a card, from the outside in."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from parts(child)
    elif isinstance(value, list):
        for child in value:
            yield from parts(child)


def texts(card: dict[str, Any]) -> list[str]:
    """List what can be read on a card, what is prefilled in an input excepted."""
    names = ("text", "title", "label", "placeholder", "errorMessage", "fallbackText")
    return [str(part[name]) for part in parts(card) for name in names if name in part]


def read(card: dict[str, Any]) -> str:
    return " ".join(" ".join(texts(card)).translate(INVISIBLE).split())


def buttons(card: dict[str, Any]) -> list[str]:
    return [part["title"] for part in parts(card.get("actions", []) + card["body"]) if part.get("type", "") in ACTIONS]


def unlink(text: str) -> str:
    """Leave out the links of announcements, which are our own constants, as they stand in a list of nothing else."""
    points = [f"- [{tongue.say(link.name)}]({link.url})" for link in LINKS for tongue in TONGUES]
    return "" if set(text.split("\r")) <= set(points) else text


EVERY = for_each(GALLERY)


@EVERY
def test_a_card_is_what_teams_takes(name: str) -> None:
    for tongue in TONGUES:
        card = draw_all(tongue.code)[name]
        assert (card["type"], card["version"], card["lang"]) == ("AdaptiveCard", "1.5", tongue.code)
        assert card["$schema"] == "http://adaptivecards.io/schemas/adaptive-card.json"
        assert card["fallbackText"].strip()
        assert len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) <= 20_480
        assert len(card["actions"]) <= 3


@EVERY
def test_a_card_holds_only_known_elements_and_nothing_remote(name: str) -> None:
    card = card_of(name)
    for part in parts({**card, "$schema": ""}):
        kind = part.get("type")
        assert kind is None or kind in KNOWN or (kind in TEAMS_ONLY and part["fallback"]["type"] in KNOWN)
        assert not {"iconUrl", "backgroundImage", "selectAction", "inlineAction"} & part.keys()
        assert part.get("url", PAGE) == PAGE
        assert ("url" in part) == (kind == "Action.OpenUrl")


@EVERY
def test_dates_stand_in_text_blocks_only_and_in_utc(name: str) -> None:
    for part in parts(card_of(name)):
        for key, value in part.items():
            if isinstance(value, str) and "{{" in value and key != "value":
                assert part["type"] == "TextBlock"
                assert "{{" not in MACRO.sub("", value)


@EVERY
def test_button_titles_are_short_and_inputs_have_labels(name: str) -> None:
    for part in parts(card_of(name)):
        if part.get("type", "") in ACTIONS:
            assert 0 < len(part["title"]) <= (12 if len(card_of(name)["actions"]) > 2 else 15)
        if part.get("type", "").startswith("Input."):
            assert part["label"]
            assert part["errorMessage"]


@EVERY
def test_every_button_comes_back_as_the_act_that_it_was(name: str) -> None:
    view = GALLERY[name]
    for part in parts(card_of(name)):
        if part.get("type") == "Action.Execute":
            act = decode(part["verb"], {**part["data"], "reason": "typed", "group": "typed"})
            assert act is not None
            assert encode(act) == part["data"]
            if isinstance(view, ChangeView):
                assert (act.change, act.rev) == (view.change.id, view.change.rev)


@EVERY
def test_what_others_wrote_is_never_live(name: str) -> None:
    for text in {unlink(text) for text in texts(card_of(name))} - {PAGE}:
        for active in ("](", "![", "<at>", "<b>", "{{DATE(2020", "**", "://", "`", "\u202e"):
            assert active not in text


def test_what_others_wrote_is_still_shown() -> None:
    hostile = [name for name in GALLERY if name.endswith("-hostile")]
    assert len(hostile) == 29
    for name in hostile:
        assert "[x](https://evil.example)" in read(card_of(name))


@pytest.mark.parametrize(
    ("state", "audience", "expected"),
    [
        (State.DRAFT, Audience.REQUESTER, ["Send", "Discard"]),
        (State.WAITING, Audience.REQUESTER, ["Withdraw"]),
        (State.WAITING, Audience.APPROVER, ["Approve", "Reject…", "Reject", "Changes…", "Return"]),
        (State.APPROVED, Audience.REQUESTER, ["Withdraw"]),
    ],
)
def test_the_buttons_of_a_request_are_these(state: State, audience: Audience, expected: list[str]) -> None:
    assert buttons(card_of(f"change-{state}-{audience}")) == expected


AGAIN = (State.STALE, State.EXPIRED, State.FAILED)


def test_nobody_else_has_buttons_and_what_is_over_can_be_planned_again() -> None:
    active = {
        (State.DRAFT, Audience.REQUESTER),
        (State.DRAFT, Audience.ROOM),
        (State.WAITING, Audience.REQUESTER),
        (State.WAITING, Audience.APPROVER),
        (State.RETURNED, Audience.REQUESTER),
        (State.RETURNED, Audience.ROOM),
        (State.APPROVED, Audience.REQUESTER),
        *((state, audience) for state in AGAIN for audience in (Audience.REQUESTER, Audience.ROOM)),
    }
    for state in State:
        for audience in Audience:
            assert bool(buttons(card_of(f"change-{state}-{audience}"))) == ((state, audience) in active)


HANDS = ["I have done it", "I could not…", "Say so", "Open Entra"]


def test_who_is_asked_to_make_a_change_is_told_how_and_says_what_came_of_it() -> None:
    card = card_of("errand-asked-executor")
    assert buttons(card) == HANDS
    text = read(card)
    for told in ("Make this change by hand", "It has to show No now", "Selected group", "Save", "Expires"):
        assert told in text
    assert "Choose Yes" in read(card_of("errand-everyone"))
    assert [buttons(card_of(f"errand-asked-{audience}")) for audience in Audience] == [[], [], HANDS, []]
    assert [buttons(card_of(f"errand-said-{audience}")) for audience in Audience] == [[]] * 4


def test_the_others_see_who_is_asked_and_how_it_is_known() -> None:
    for audience in (Audience.REQUESTER, Audience.APPROVER, Audience.ROOM):
        assert "Eve Sandberg is asked to make the change" in read(card_of(f"errand-asked-{audience}"))
        assert "Change attested" in read(card_of(f"errand-attested-{audience}"))
        assert "Read back" not in read(card_of(f"errand-attested-{audience}"))
        assert "Change applied" in read(card_of(f"errand-verified-{audience}"))
        assert "Secure Score shows" in read(card_of(f"errand-verified-by-score-{audience}"))


def test_a_vote_takes_the_buttons_from_its_voter_and_leaves_them_to_others() -> None:
    assert buttons(card_of("change-waiting-voted")) == []
    assert "You approved" in read(card_of("change-waiting-voted"))
    assert buttons(card_of("change-waiting-second")) == ["Approve", "Reject…", "Reject", "Changes…", "Return"]
    assert "Bob Okafor" in read(card_of("change-waiting-second"))


def test_a_room_is_refreshed_for_sixty_watchers_at_most_and_for_nobody_without_them() -> None:
    refresh = card_of("change-waiting-watched")["refresh"]
    assert refresh["action"]["verb"] == "view"
    assert len(refresh["userIds"]) == 60
    assert "refresh" not in card_of("change-waiting-room")


def test_a_reason_is_asked_for_to_send_and_to_reject_but_not_to_discard_or_approve() -> None:
    draft, waiting = card_of("change-draft-requester"), card_of("change-waiting-approver")
    inputs = {part["id"]: part for card in (draft, waiting) for part in parts(card) if "isMultiline" in part}
    assert inputs["reason"]["isRequired"]
    assert inputs["note"]["isRequired"]
    assert {part["maxLength"] for part in inputs.values()} == {1_000}
    asks = {
        part["verb"]: part["associatedInputs"] for card in (draft, waiting) for part in parts(card) if "verb" in part
    }
    assert asks == {"send": "auto", "discard": "none", "approve": "none", "reject": "auto", "return": "auto"}


def test_a_draft_comes_back_with_the_words_that_were_typed() -> None:
    view = GALLERY["change-draft-requester"]
    assert isinstance(view, ChangeView)
    card = draw(replace(view, change=replace(view.change, reason="a_b **c**", ticket="X_1")))
    assert card is not None
    assert [part["value"] for part in card["body"] if "value" in part] == ["a_b **c**", "X_1"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("change-applied-room", ["Verified", "Bob Okafor", "Cleo Marchetti", "6f1d9c7e-52a4", "…000000000001"]),
        ("change-applied-collateral", ["Something else changed too", "usersCanRegisterApps", "restrictNonAdminUsers"]),
        ("change-unknown-requester", ["Outcome unknown", "does not write a second time", "change nothing by hand"]),
        ("change-stale-room", ["Stale", "The group was deleted", "Ask again"]),
        ("change-failed-room", ["Not applied", "still shows the old setting"]),
        (
            "change-rejected-requester",
            ["Rejected by Bob Okafor", "moved to March", "Written by the person who did not agree"],
        ),
        ("change-waiting-approver", ["Your decision", "Written by the requester", "+412 gain", "0 of 2", "CHG-1234"]),
        ("change-draft-requester", ["until 2 other people approve", "security group, 412 people", "00000000005a"]),
        ("change-draft-requester-swap", ["not counted gain", "The members of this group could not be counted."]),
        (
            "status-group",
            ["Selected group", "On for 412 people in one group: Sales & Marketing – EMEA", "8,525 people"],
        ),
        ("status-group-nested", ["On for 388 to 412 people", "contains other groups", "LI-205 of Ada Lindqvist"]),
        ("status-group-unread", ["On for one group that could not be read"]),
        ("status-group-uncounted", ["On for the people in one group", "security group, not counted"]),
        ("status-group-dynamic", ["one group that the setting cannot use", "is dynamic", "dynamic security group"]),
        ("status-group-list", ["one group that the setting cannot use", "distribution list"]),
        ("status-group-hidden", ["members of this group are hidden", "Member.Read.Hidden"]),
        ("status-doubtful", ["Open request LI-205 of Ada Lindqvist", ": unknown", "Whether it was applied is unknown"]),
        ("status-braked", ["Nothing is written at present", "set to read only"]),
        ("status-unreadable", ["are on or off is unknown", "Run az login as the operator", "Tried at"]),
        ("help-anybody", ["All requests and decisions are recorded."]),
        ("change-draft-fresh", ["until 1 other person approves"]),
        ("status-nobody", ["Nobody", "Off for everyone"]),
        ("status-everyone", ["On for everyone: 8,525 people.", "Nothing waits for approval", "21Vianet"]),
        (
            "status-unread",
            ["The tenant's name could not be read", "Cloud could not be read", "Country could not be read"],
        ),
        ("status-unknown-legacy", ["are on or off is unknown", "legacy value", "Raw value 3"]),
        ("status-not-offered", ["does not offer LinkedIn account connections"]),
        ("status-gcc", ["This tenant is in GCC"]),
        ("status-france", ["FR", "Likely off by default here"]),
        ("choice", ["Several groups answer to Sales", "Microsoft 365 group · not counted · …00000000005b"]),
        ("choice-hostile", ["type more of its name"]),
        ("history", ["5 of 23, newest first", "Applied approved by Cleo Marchetti", "Rejected by Bob Okafor"]),
        ("history-empty", ["No request has ended yet."]),
        ("requests-empty", ["No request is open."]),
        ("help-enable", ["linkedin enable group <name or id>", "Dynamic groups"]),
        ("help-hostile", ["There is no help on"]),
        ("said-with-help", ["Linkgate does not know this button."]),
    ],
)
def test_a_card_says_what_has_to_be_said(name: str, expected: list[str]) -> None:
    said = read(card_of(name))
    for sentence in expected:
        assert sentence in said


def test_what_was_not_read_is_not_said_to_have_been_read() -> None:
    assert "Read from Microsoft Entra" not in read(card_of("status-unreadable"))
    assert "Read from Microsoft Entra" in read(card_of("status-unknown-legacy"))
    assert "412 people in one group" not in read(card_of("status-group-dynamic"))


def test_help_shows_what_a_person_may_do_and_no_more() -> None:
    anybody, operator, approver = (read(card_of(f"help-{who}")) for who in ("anybody", "operator", "approver"))
    assert "linkedin status" in anybody
    assert "linkedin history" not in anybody
    assert "linkedin enable" in operator
    assert "Decide" not in operator
    assert "linkedin enable" not in approver
    assert "Decide" in approver
    assert buttons(card_of("help-anybody")) == ["Status"]
    assert buttons(card_of("help-both")) == ["Status", "Requests", "History"]


def test_a_list_shows_as_many_as_fit_and_counts_the_rest() -> None:
    card = card_of("history-long")
    rows = next(part for part in parts(card) if part.get("type") == "Table")["rows"]
    assert 5 <= len(rows) - 1 < 250
    assert f"1–{len(rows) - 1} of 12,345, newest first" in read(card)


def pages(kind: ListKind, changes: tuple[Change, ...]) -> Iterator[tuple[list[str], list[str]]]:
    """Turn the pages of a list, there and back; yield the requests and the buttons of each."""
    leaf, way = Leaf(), "Older"
    while True:
        older = tuple(change for change in changes if not leaf.before or change.number < leaf.before)
        newer = tuple(change for change in changes if change.number > leaf.after)
        found = newer[-10:] if leaf.after else older[:10]
        ahead = sum(change.number > found[0].number for change in changes)
        page = Page(changes=found, total=len(changes), newer=ahead)
        card = draw(ListView(kind=kind, page=page, at=NOON, is_back=bool(leaf.after)))
        assert card is not None
        table = next(part for part in parts(card) if part.get("type") == "Table")
        yield re.findall(r"LI-\d+", " ".join(texts(table))), buttons(card)
        if way not in buttons(card) and way == "Older":
            way = "Newer"
        turn = next((part for part in parts(card) if part.get("title") == way), None)
        if turn is None:
            return
        act = decode(turn["verb"], turn["data"])
        assert act is not None
        leaf = act.leaf


@pytest.mark.parametrize("name", ["Ada Lindqvist", "W" * 256])
def test_the_pages_of_a_list_miss_nothing_there_and_back(name: str) -> None:
    view = GALLERY["history"]
    assert isinstance(view, ListView)
    one = view.page.changes[1]
    crowd = tuple(
        replace(one, number=number, requester=replace(one.requester, name=name)) for number in range(57, 0, -1)
    )
    turned = list(pages(ListKind.HISTORY, crowd))
    assert all(len(shown) <= 3 for _, shown in turned)
    last = next(place for place, (_, shown) in enumerate(turned) if "Older" not in shown)
    there = [number for numbers, _ in turned[: last + 1] for number in numbers]
    assert there == [f"LI-{number}" for number in range(57, 0, -1)]
    back = [number for numbers, _ in turned[:last:-1] for number in numbers]
    assert back == there[: len(back)]
    assert set(there) == set(back) | set(turned[last][0])


def test_a_plain_line_is_no_card() -> None:
    assert draw(SaidView(sentence=(Phrase.NOTHING_CHANGED,))) is None
    assert draw(SaidView(sentence=(Phrase.NOTHING_CHANGED,), has_help=True)) is not None


def test_the_gallery_shows_every_kind_of_view_that_teams_does_not_draw_itself() -> None:
    kinds = {type(view) for view in GALLERY.values()}
    assert kinds == set(get_args(View)) - set(get_args(Attached))


def test_a_time_in_another_zone_is_written_in_utc_without_a_fraction() -> None:
    view = GALLERY["status-everyone"]
    assert isinstance(view, StatusView)
    at = datetime.fromisoformat("2026-11-24T10:41:07.250+01:00")
    card = draw(replace(view, reading=Reading(at=at, setting=Setting(Mode.EVERYONE))))
    assert "{{DATE(2026-11-24T09:41:07Z,SHORT)}} {{TIME(2026-11-24T09:41:07Z)}}" in json.dumps(card)


def test_a_button_without_a_request_carries_nothing() -> None:
    assert decode(Verb.STATUS, {}) == Act(Verb.STATUS)
    assert [part["data"] for part in parts(card_of("status-everyone")) if "verb" in part] == [{}, {}, {}]
