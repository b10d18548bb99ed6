"""The Office policy's files in the chat: asked for, offered, taken, and in the person's OneDrive, over real HTTP."""

import hashlib
import io
import zipfile

from bot.bundle import bundle
from bot.core.ledger import Event
from bot.core.office import OfficeState
from bot.core.office_files import write_files


def is_offer(message):
    return message.offer is not None


async def entries(bot, event):
    return [entry for entry in await bot.desk.ports.store.entries() if entry.event is event]


async def test_a_person_asks_takes_and_has_the_files_and_the_tenant_stays_as_it_is(ada, bot, tenant):
    before = tenant.setting, tenant.group_writes
    await ada.says("linkedin office files disable")
    offered = await ada.sees(is_offer)
    assert offered.offer.name == "linkgate-office-disabled.zip"
    assert "Nothing is changed yet" in offered.offer.description
    assert await entries(bot, Event.HANDED_OUT) == []
    await ada.accepts(offered)
    raw = ada.download(await ada.sees("is in your OneDrive"))
    assert raw == bundle(write_files(OfficeState.DISABLED))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert package.read("Registry.pol").startswith(b"PReg")
    (entry,) = await entries(bot, Event.HANDED_OUT)
    assert (entry.name, entry.note) == ("Ada Lindqvist", "linkgate-office-disabled.zip")
    assert (entry.details["state"], entry.details["sha256"]) == ("disabled", hashlib.sha256(raw).hexdigest())
    assert (tenant.setting, tenant.group_writes) == before


async def test_a_person_who_leaves_the_files_has_none(ada, bot):
    await ada.says("linkedin office files reset")
    await ada.declines(await ada.sees(is_offer))
    await ada.sees("Nothing was stored")
    assert await entries(bot, Event.HANDED_OUT) == []


async def test_a_stranger_is_refused_and_the_ledger_keeps_it(mallory, bot):
    await mallory.says("linkedin office files disable")
    await mallory.sees("Rule")
    assert [entry.details["act"] for entry in await entries(bot, Event.REFUSED)] == ["ask"]
    assert not [message for message in mallory.messages() if is_offer(message)]


async def test_asked_for_in_the_group_the_files_are_offered_in_private(ada, bob, world):
    group = world.teams.chats.group
    await ada.says("@Linkgate linkedin office files enable", group)
    await ada.sees("private chat", group)
    assert (await ada.sees(is_offer)).chat is ada.chat
    assert not [message for message in bob.messages() if is_offer(message)]


async def test_the_offer_is_made_in_the_persons_own_language(ada):
    ada.locale = "de-DE"
    await ada.says("linkedin office files disable")
    assert "Noch ist nichts geändert" in (await ada.sees(is_offer)).offer.description
