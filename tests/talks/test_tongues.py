"""A person reads in the language of their client; what many read is in the language of the house."""

import re

import pytest

from bot.app import open_bot
from bot.config import ConfigError, read_settings
from bot.core.speech.german_labels import GERMAN_LABELS
from bot.core.speech.labels import Button
from bot.core.speech.tongues import GERMAN
from bot.sim.cast import SALES_GROUP

from .conftest import QUICK

OFF = 1


@pytest.fixture
def group(world):
    return world.teams.chats.group


@pytest.fixture(autouse=True)
def off(tenant):
    tenant.change_in_portal(OFF)


async def test_each_reads_a_request_in_their_own_language_from_plan_to_outcome(ada, bob, cleo, talk):
    ada.locale = "de-AT"
    for person in (bob, cleo):
        await person.says("help")
        await person.sees("What Linkgate can do")
    await ada.says(f"linkedin enable group {SALES_GROUP}")
    review = await ada.sees("Änderung prüfen")
    assert review.card["lang"] == "de"
    assert review.buttons == ("Senden", "Verwerfen")
    await ada.clicks(review, "Senden", reason="Messe")
    waiting = await ada.sees("Wartet auf Genehmigung")
    assert waiting.id == review.id
    approval = await bob.sees("Approve this change?")
    assert "Written by the requester" in approval.visible_text
    assert "Messe" in approval.visible_text
    bob.locale = "de"
    mine = await bob.clicks(approval, "Approve")
    assert mine.card["lang"] == "de"
    assert "genehmigt" in str(mine.card)
    await talk.becomes("applied")
    await ada.sees("hat Ihre Anfrage LI-1 genehmigt")
    await ada.sees("jetzt für die Gruppe Sales EMEA eingeschaltet")
    await ada.sees("zurückgelesen aus Microsoft Entra")


async def test_what_was_kept_in_english_is_read_in_german(ada, bob, tenant, talk, bot):
    ada.locale = "de-DE"
    await ada.says(f"linkedin enable group {SALES_GROUP}")
    await ada.clicks(await ada.sees("Änderung prüfen"), "Senden", reason="Messe")
    tenant.delete_group(SALES_GROUP)
    await bob.clicks(await bob.sees("Messe"), "Approve")
    await talk.becomes("stale")
    card = await ada.sees("Anfrage veraltet")
    assert "Die Gruppe wurde nach der Planung gelöscht" in card.visible_text
    (entry,) = [one for one in await bot.desk.ports.store.entries(1) if one.after == "stale"]
    assert entry.note.startswith("The group was deleted")


async def test_a_room_reads_in_the_language_of_the_house_and_whoever_clicks_in_their_own(
    world, clock, tmp_path, ada, group
):
    environment = world.environment(tmp_path / "german") | {"LINKGATE_LANGUAGE": "de"}
    async with open_bot(read_settings(environment), clock=clock, pace=QUICK) as bot:
        world.teams.connect(bot.url)
        await ada.says("@Linkgate linkedin status", group)
        status = await ada.sees("Aus für alle", group)
        assert status.card["lang"] == "de"
        mine = await ada.clicks(status, "Hilfe")
        assert "What Linkgate can do" in str(mine.card)
        await ada.says("linkedin status")
        assert (await ada.sees("Off for everyone", ada.chat)).card["lang"] == "en"
        ada.locale = "sv-SE"
        await ada.says("linkedin status")
        await ada.sees(lambda message: message.card and "Aus für alle" in message.visible_text, ada.chat)


async def test_refusals_faults_and_slips_are_said_in_german_too(ada, mallory, tenant):
    for person in (ada, mallory):
        person.locale = "de-DE"
    await mallory.says("linkedin enable all")
    await mallory.sees("Nur ein aktiver globaler Administrator")
    await ada.says("linkedin enabel all")
    await ada.sees("Diesen Befehl kennt Linkgate nicht")
    tenant.revoke("User.Read.All")
    await ada.says("linkedin enable all")
    refused = await ada.sees("Derzeit nicht möglich")
    assert "User.Read.All" in refused.visible_text
    assert "Grant" not in refused.visible_text


@pytest.mark.parametrize("locale", ["", "x" * 40, "de_DE<script>", "../de", "12"])
async def test_a_locale_that_is_none_changes_nothing(ada, locale):
    ada.locale = locale
    await ada.says("linkedin status")
    assert (await ada.sees("Off for everyone")).card["lang"] == "en"


def test_a_language_that_linkgate_does_not_speak_is_refused_at_start(world, tmp_path):
    with pytest.raises(ConfigError, match="LINKGATE_LANGUAGE"):
        read_settings(world.environment(tmp_path / "bot") | {"LINKGATE_LANGUAGE": "fr"})


def test_no_german_button_is_an_english_one_by_accident():
    same = {"Status", "Markdown…"}
    assert {str(button) for button in Button if GERMAN.say(button) == button} <= same
    assert all(re.search("[A-Za-z]", key) for key in GERMAN_LABELS)
