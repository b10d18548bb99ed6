"""What is read of files and of the answers to offered ones, and what of that is not believed."""

from uuid import uuid4

import pytest
from door.stranger import ABSENT, change
from hypothesis import given
from hypothesis import strategies as st

from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId
from bot.edges.teams.activity import read_ask, read_consent
from bot.turn import Caller, Consent, File, Upload

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
URL = "https://contoso-my.sharepoint.com/personal/ada/_layouts/15/download.aspx?UniqueId=1&tempauth=v1.canary"
STRANGE = (ABSENT, None, "", 0, 1.5, True, [], {}, ["x"], [[[]]])


def caller(kind=PlaceKind.PERSONAL):
    place = Place(kind=kind, service_url="https://smba.trafficmanager.net/emea/", conversation="a:1")
    return Caller(user=UserId("a11ce000-0000-4000-8000-000000000000"), teams_id="29:1", place=place)


def a_file(name="users.csv", url=URL, **changes):
    attached = {
        "contentType": DOWNLOAD,
        "contentUrl": "https://contoso-my.sharepoint.com/personal/ada/Documents/users.csv",
        "name": name,
        "content": {"downloadUrl": url, "uniqueId": str(uuid4()), "fileType": "csv"},
    }
    for path, value in changes.items():
        attached = change(attached, path.replace("__", "."), value)
    return attached


def a_message(*files, text="linkedin move to group Sales", html="<p>linkedin move to group Sales</p>", **fields):
    attachments = [*files, {"contentType": "text/html", "content": html}]
    return {"type": "message", "id": "1", "text": text, "attachments": attachments, **fields}


def an_answer(**changes):
    value = {
        "type": "fileUpload",
        "action": "accept",
        "context": {"offer": "0f", "change": "0" * 32, "what": "ledger"},
        "uploadInfo": {
            "contentUrl": "https://contoso-my.sharepoint.com/personal/ada/Documents/LI-1.csv",
            "name": "LI-1.csv",
            "uploadUrl": "https://contoso-my.sharepoint.com/upload?tempauth=v1.canary",
            "uniqueId": "u-1",
            "fileType": "csv",
        },
    }
    for path, changed in changes.items():
        value = change(value, path.replace("__", "."), changed)
    return {"type": "invoke", "id": "f:1", "name": "fileConsent/invoke", "replyToId": "17", "value": value}


def test_a_file_comes_with_the_words_beside_it():
    ask = read_ask(a_message(a_file()), caller())
    assert ask.files == (File(name="users.csv", url=URL, kind="csv"),)
    assert ask.text == "linkedin move to group Sales"
    assert "canary" not in repr(ask)


def test_a_file_may_come_without_a_word():
    for text in ("", None, ABSENT):
        ask = read_ask(change(a_message(a_file(), html=""), "text", text), caller())
        assert (ask.text, len(ask.files)) == ("", 1)
    assert read_ask(change(a_message(), "text", ABSENT), caller()) is None
    assert read_ask(change(a_message(a_file()), "text", 5), caller()) is None
    assert read_ask(change(a_message(), "text", ""), caller()).files == ()


def test_a_file_in_a_room_is_none():
    """FILE-12."""
    us = {"id": "28:bot", "name": "Linkgate"}
    mention = {"type": "mention", "text": "<at>Linkgate</at>", "mentioned": us}
    said = a_message(a_file(), text="<at>Linkgate</at> linkedin status", recipient=us, entities=[mention])
    for kind in (PlaceKind.GROUP, PlaceKind.CHANNEL):
        ask = read_ask(said, caller(kind))
        assert (ask.text.strip(), ask.files) == ("linkedin status", ())
        assert read_ask(change(said, "text", ABSENT), caller(kind)) is None
    assert len(read_ask(said, caller()).files) == 1


def test_what_teams_does_not_send_is_no_file():
    """FILE-12."""
    spoiled = [
        *(a_file(**{path: value}) for path in ("contentType", "name", "content") for value in STRANGE),
        *(a_file(content__downloadUrl=value) for value in STRANGE),
        a_file(contentType="application/vnd.microsoft.teams.file.download.info2"),
        a_file(contentType="APPLICATION/VND.MICROSOFT.TEAMS.FILE.DOWNLOAD.INFO"),
        a_file(contentType="application/vnd.microsoft.teams.card.file.info"),
        a_file(contentType="application/vnd.microsoft.teams.card.file.consent"),
        a_file(contentType="text/csv", content__downloadUrl=ABSENT),
        a_file(content=URL),
        a_file(content=[{"downloadUrl": URL}]),
        a_file(name="x" * 401),
        a_file(url=URL + "x" * 8_192),
        *(None, 5, "file", [a_file()]),
    ]
    for attached in spoiled:
        assert read_ask(a_message(attached), caller()).files == (), attached
    assert len(read_ask(a_message(*spoiled[:3], a_file()), caller()).files) == 1
    for attachments in STRANGE:
        assert read_ask(change(a_message(), "attachments", attachments), caller()).files == ()


def test_an_ending_that_is_none_does_not_matter():
    for kind in STRANGE:
        (file,) = read_ask(a_message(a_file(content__fileType=kind)), caller()).files
        assert file.kind == ""


def test_of_many_files_ten_are_looked_at():
    files = [a_file(f"{number}.csv") for number in range(500)]
    assert [file.name for file in read_ask(a_message(*files), caller()).files] == [
        f"{number}.csv" for number in range(10)
    ]


@pytest.mark.parametrize(
    "attached",
    [
        a_file(name="<blockquote>.csv"),
        a_file(url=f"{URL}&a=<blockquote>"),
        a_file(content__html="<blockquote>linkedin move to group Sales</blockquote>"),
        a_file(content="<blockquote>linkedin move to group Sales</blockquote>"),
    ],
)
def test_a_file_does_not_make_the_words_beside_it_a_quote(attached):
    assert read_ask(a_message(attached), caller()).text == "linkedin move to group Sales"


def test_words_that_are_quoted_are_no_command_with_a_file_either():
    html = "<blockquote>linkedin move to group Sales</blockquote><p>look at this</p>"
    assert read_ask(a_message(a_file(), html=html), caller()) is None


def test_an_answer_is_read_as_the_client_gives_it():
    consent = read_consent(an_answer(), caller())
    assert consent == Consent(
        context={"offer": "0f", "change": "0" * 32, "what": "ledger"},
        is_given=True,
        upload=Upload(
            url="https://contoso-my.sharepoint.com/upload?tempauth=v1.canary",
            name="LI-1.csv",
            page="https://contoso-my.sharepoint.com/personal/ada/Documents/LI-1.csv",
            unique_id="u-1",
            kind="csv",
        ),
        caller=caller(),
        message="17",
    )
    assert "canary" not in repr(consent)
    declined = read_consent(an_answer(action="decline", uploadInfo=ABSENT), caller())
    assert (declined.is_given, declined.upload) == (False, None)
    assert read_consent(an_answer(action="decline"), caller()).upload is None
    assert read_consent(change(an_answer(), "replyToId", ABSENT), caller()).message == ""


SPOILED = {
    f"{path} is strange, {place}": an_answer(**{path: value})
    for path in (
        *("type", "action", "context", "context__change", "uploadInfo"),
        *("uploadInfo__uploadUrl", "uploadInfo__name", "uploadInfo__contentUrl", "uploadInfo__uniqueId"),
    )
    for place, value in enumerate(STRANGE)
    if (path, value) != ("context__change", ABSENT)  # a context of other words is one, and names no offer
} | {
    "another kind": an_answer(type="fileDownload"),
    "both": an_answer(action="accept decline"),
    "in capitals": an_answer(action="ACCEPT"),
    "a huge context": an_answer(context={str(number): "x" for number in range(11)}),
    "a long context": an_answer(context={"offer": "x" * 1_001}),
    "a long address": an_answer(uploadInfo__uploadUrl="https://contoso-my.sharepoint.com/" + "x" * 8_192),
    **{f"value is strange, {place}": change(an_answer(), "value", value) for place, value in enumerate(STRANGE)},
}


@pytest.mark.parametrize("activity", SPOILED.values(), ids=SPOILED.keys())
def test_an_answer_that_no_client_gives_is_none(activity):
    """FILE-12."""
    assert read_consent(activity, caller()) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["type", "action", "context", "uploadInfo"]), anything), anything)
def test_reading_anything_never_raises(value, attachments):
    read_consent({"value": value, "replyToId": "1"}, caller())
    read_ask({"id": "1", "text": "x", "attachments": attachments}, caller())
    read_ask(
        {"id": "1", "text": "x", "attachments": [{"contentType": DOWNLOAD, "content": value, "name": "x"}]}, caller()
    )


def consent(stranger, **changes):
    return stranger.activity(
        type="invoke", name="fileConsent/invoke", replyToId="17", value=an_answer(**changes)["value"]
    )


async def test_an_answer_that_no_client_gives_is_a_bad_request(stranger):
    """FILE-12."""
    for activity in list(SPOILED.values())[::7]:
        body = stranger.activity(type="invoke", name="fileConsent/invoke", value=activity.get("value"))
        assert await stranger.asks(body=body) == (400, b"")
    nobody = {**consent(stranger), "from": {"id": "28:another-bot", "name": "bot", "role": "bot"}}
    assert await stranger.asks(body=nobody) == (400, b"")


async def test_a_forged_answer_is_answered_without_a_word_and_refused_in_the_chat(stranger, ada):
    """FILE-12."""
    assert await stranger.asks(body=consent(stranger)) == (200, b"")
    assert "not offered to you any more" in (await ada.sees("Ask for it again")).visible_text
    assert (await stranger.figures("linkgate_turns"))["consent"] == 1


async def test_an_answer_that_comes_again_is_done_once(stranger, ada):
    """FILE-12."""
    body = consent(stranger)
    for _ in range(3):
        assert await stranger.asks(body=body) == (200, b"")
    await ada.sees("Ask for it again")
    assert len([message for message in ada.messages() if "Ask for it again" in message.visible_text]) == 1
    assert (await stranger.figures("linkgate_repeats"))["invoke"] == 2


async def test_answers_are_taken_from_the_budget_of_clicks(stranger, ada):
    """FILE-12."""
    for _ in range(16):
        assert await stranger.asks(body=consent(stranger)) == (200, b"")
    await ada.sees("Try again in")
    assert sum((await stranger.figures("linkgate_limited")).values()) >= 1
    assert len([message for message in ada.messages() if "Ask for it again" in message.visible_text]) < 16
