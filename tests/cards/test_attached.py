"""What Teams draws itself: an offered file, and one that was handed over."""

import json

import pytest

import cards
from bot.core.speech.lists import ListPhrase
from bot.core.speech.tongues import GERMAN
from bot.core.text import Code, Foreign
from bot.core.view import FileView, OfferView
from bot.edges.teams.render import answer, compose

OFFER = OfferView(
    name="LI-7-ledger.csv",
    description=(ListPhrase.LEDGER_FILE(request=Code("LI-7"), count=1_234),),
    size=4_711,
    context={"offer": "0f", "change": "0" * 32, "what": "ledger"},
)
FILE = FileView(
    name="LI-7-ledger 1.csv",
    page="https://contoso-my.sharepoint.com/personal/ada/Documents/LI-7-ledger 1.csv",
    unique_id="1150D938-8870-4044-9F2C-5BBDEBA70C9D",
    kind="csv",
)
HOSTILE = "**[pay](http://evil.example)** <at>Ada</at> \u202egpj.exe\n=1"


def plain(text):
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u200b", "")


def test_an_offer_is_what_teams_asks_consent_for():
    # learn.microsoft.com, "Send and receive files from a bot"
    message = compose(OFFER)
    assert message == {
        "type": "message",
        "summary": "Linkgate has a file for you: LI-7-ledger.csv",
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.teams.card.file.consent",
                "name": "LI-7-ledger.csv",
                "content": {
                    "description": "What the ledger has on LI-7: 1,234 lines",
                    "sizeInBytes": 4_711,
                    "acceptContext": {"offer": "0f", "change": "0" * 32, "what": "ledger"},
                    "declineContext": {"offer": "0f", "change": "0" * 32, "what": "ledger"},
                },
            }
        ],
    }
    assert json.loads(json.dumps(message)) == message


def test_a_file_that_was_handed_over_is_shown_where_it_is():
    message = compose(FILE, mention="@Linkgate ", ref="1f0c2b3a")
    (attached,) = message.pop("attachments")
    assert attached == {
        "contentType": "application/vnd.microsoft.teams.card.file.info",
        "contentUrl": FILE.page,
        "name": FILE.name,
        "content": {"uniqueId": FILE.unique_id, "fileType": "csv"},
    }
    line = plain(message["text"])
    assert line == "The file LI-7-ledger 1.csv is in your OneDrive."
    assert message == {"type": "message", "text": message["text"], "textFormat": "plain", "summary": message["text"]}


def test_files_speak_the_readers_language():
    offer, file = compose(OFFER, tongue=GERMAN), compose(FILE, tongue=GERMAN)
    assert offer["summary"] == "Linkgate hat eine Datei für Sie: LI-7-ledger.csv"
    assert offer["attachments"][0]["content"]["description"] == "Was das Protokoll über LI-7 enthält: 1.234 Zeilen"
    assert plain(file["text"]) == "Die Datei LI-7-ledger 1.csv liegt in Ihrem OneDrive."


def test_a_name_that_somebody_else_chose_is_not_active_in_a_line():
    """TEXT-01."""
    message = compose(FileView(name=HOSTILE, page=FILE.page, unique_id="u", kind="csv"))
    for line in (message["text"], message["summary"]):
        assert not any(active in line for active in ("](", "**", "<at>", "\u202e", "\n", "://"))
    described = OfferView(name="a.csv", description=(Foreign(HOSTILE),), size=1, context={})
    assert "](" not in compose(described)["attachments"][0]["content"]["description"]


@pytest.mark.parametrize("view", [OFFER, FILE])
def test_a_file_is_no_card(view):
    assert cards.draw(view) is None
    assert answer(view)["type"] == "application/vnd.microsoft.activity.message"
    assert "LI-7-ledger" in answer(view)["value"]
