"""Files go both ways in a personal chat, in the shapes that Teams has, and the drive keeps its addresses tight."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientPayloadError, ClientTimeout
from sim.callers import CutError
from sim.filer import FilingBot, filing, info, offer

from bot.sim.teams import Message, Spoil, drive
from bot.sim.teams.wire import DOWNLOAD

LIST = ("users.csv", b"userPrincipalName\r\nbob@contoso.onmicrosoft.com\r\n")


@pytest.fixture
async def bot() -> AsyncIterator[FilingBot]:
    async with filing() as opened:
        yield opened


def last(bot: FilingBot) -> dict[str, Any]:
    return bot.heard[-1]


async def offered(bot: FilingBot) -> Message:
    """Let the bot offer a file, and return Ada's view of the offer."""
    status, _ = await bot.post(bot.ada.chat.id, {"attachments": [offer("report.csv")]})
    assert status == 201
    return await bot.ada.sees("report.csv")


async def upload_address(bot: FilingBot) -> dict[str, Any]:
    """Let Ada allow a file that nobody uploads, and return where it could be."""
    bot.answer = 202
    await bot.ada.accepts(await offered(bot))
    return last(bot)["value"]["uploadInfo"]


async def test_a_file_goes_to_the_bot_and_another_one_comes_back(bot: FilingBot) -> None:
    said = await bot.ada.says("linkedin move to group Sales", file=LIST)
    assert [(file.name, file.size) for file in said.message.files] == [("users.csv", 48)]
    asked = await bot.ada.sees("checked-users.csv")
    assert (asked.offer.name, asked.offer.size) == ("checked-users.csv", 48)
    assert "Each row and what became of it" in asked.visible_text
    answer = await bot.ada.accepts(asked)
    assert (answer.status, answer.kind) == (200, "none")
    filed = await bot.ada.sees(lambda message: bool(message.files))
    assert bot.ada.download(filed) == LIST[1].upper()
    assert asked.id not in [message.id for message in bot.ada.messages()]


async def test_a_message_with_a_file_has_the_documented_shape(bot: FilingBot) -> None:
    await bot.ada.says("", file=LIST)
    file, html = last(bot)["attachments"]
    assert file.keys() == {"contentType", "contentUrl", "name", "content"}
    assert (file["contentType"], file["name"]) == (DOWNLOAD, "users.csv")
    assert file["content"].keys() == {"downloadUrl", "uniqueId", "fileType"}
    assert UUID(file["content"]["uniqueId"])
    assert file["content"]["fileType"] == "csv"
    assert html["contentType"] == "text/html"
    drive = f"{bot.teams.url}drive/personal/ada_contoso_onmicrosoft_com/"
    assert file["content"]["downloadUrl"].startswith(drive)
    assert file["contentUrl"] == f"{drive}Documents/Microsoft%20Teams%20Chat%20Files/users.csv"


@pytest.mark.parametrize("place", ["group", "channel"])
async def test_in_a_room_there_is_no_address_to_download_from(bot: FilingBot, place: str) -> None:
    chat = getattr(bot.teams.chats, place)
    said = await bot.ada.says("@Linkgate linkedin move to group Sales", chat, file=LIST)
    file, _html = last(bot)["attachments"]
    assert file == {"contentType": "reference", "contentUrl": file["contentUrl"], "name": "users.csv"}
    assert "tempauth" not in file["contentUrl"]
    assert (await bot.fetch(file["contentUrl"]))[0] == 403
    assert bot.bob.download(bot.bob.messages(chat)[-1]) == bot.ada.download(said.message) == LIST[1]


async def test_several_files_arrive_in_order_and_an_edit_brings_them_again(bot: FilingBot) -> None:
    files = [bot.ada.attaches(name, name.encode()) for name in ("a.csv", "b")]
    said = await bot.ada.says("two", files=files)
    assert [file["content"]["fileType"] for file in last(bot)["attachments"][:2]] == ["csv", ""]
    with pytest.raises(LookupError, match="2 files"):
        bot.ada.download(said.message)
    assert bot.ada.download(said.message, "b") == b"b"
    first = last(bot)["attachments"][0]["content"]["downloadUrl"]
    await bot.ada.edits(said.message, "still two")
    assert last(bot)["type"] == "messageUpdate"
    again = last(bot)["attachments"][0]["content"]["downloadUrl"]
    assert again != first
    assert await bot.fetch(again) == await bot.fetch(first) == (200, b"a.csv")


@pytest.mark.parametrize(
    "name", ["", ".", " a.csv", "a.csv ", "a/b.csv", "..\\b.csv", "a\nb.csv", "a|b", "\ud800.csv", "x" * 201]
)
async def test_what_sharepoint_would_not_store_cannot_be_attached(bot: FilingBot, name: str) -> None:
    with pytest.raises(ValueError, match="no file can be called"):
        await bot.ada.says("here", file=(name, b"x"))
    assert bot.ada.messages() == ()
    assert bot.heard == []


async def test_a_strange_name_and_strange_bytes_survive(bot: FilingBot) -> None:
    name, raw = "Größe [x](evil.example) \u202evsc.=1+1#%41.CSV", bytes(range(256))
    said = await bot.ada.says("", file=(name, raw))
    file = last(bot)["attachments"][0]
    assert (file["name"], file["content"]["fileType"]) == (name, "csv")
    async with bot.session.get(file["content"]["downloadUrl"]) as answer:
        assert answer.headers["Content-Type"] == "text/csv"
        assert answer.headers["Content-Length"] == "256"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert await answer.read() == raw == bot.ada.download(said.message)


async def test_a_download_address_is_good_for_one_file_one_method_and_a_few_minutes(bot: FilingBot) -> None:
    await bot.ada.says("", files=[bot.ada.attaches("a.csv", b"a"), bot.ada.attaches("b.csv", b"b")])
    first, second = (file["content"]["downloadUrl"] for file in last(bot)["attachments"][:2])
    for method in ("HEAD", "POST", "PUT", "DELETE"):
        assert (await bot.fetch(first, method))[0] == 405, method
    secret = first.partition("tempauth=")[2]
    for forged in (first[:-1], first.replace(secret, ""), first.partition("?")[0], first.replace("ada_", "bob_")):
        assert (await bot.fetch(forged))[0] == 403, forged
    upload = await upload_address(bot)
    stolen = f"{upload['uploadUrl'].partition('tempauth=')[0]}tempauth={secret}"
    assert (await bot.fetch(stolen, "PUT"))[0] == 403
    assert (await bot.fetch(second), await bot.fetch(first)) == ((200, b"b"), (200, b"a"))
    bot.teams.drive.expire()
    assert (await bot.fetch(first))[0] == 403
    assert bot.ada.download(bot.ada.messages()[0], "a.csv") == b"a"


async def test_addresses_grow_old_by_themselves(bot: FilingBot, monkeypatch: pytest.MonkeyPatch) -> None:
    young = await download_address(bot)
    monkeypatch.setattr(drive, "LIFE", -1)
    old = await download_address(bot)
    upload = await upload_address(bot)
    assert (await bot.fetch(young))[0] == 200
    assert (await bot.fetch(old))[0] == 403
    assert (await bot.upload(upload["uploadUrl"], b"abc"))[0] == 403


async def test_what_came_with_a_request_is_written_down_without_the_secret(bot: FilingBot) -> None:
    await bot.ada.says("", file=LIST)
    url = last(bot)["attachments"][0]["content"]["downloadUrl"]
    await bot.fetch(url, Authorization="Bearer the-bots-own")
    own, forbidden = bot.teams.drive.asked[-2:]
    assert "Authorization" not in own.headers
    assert forbidden.headers["Authorization"] == "Bearer the-bots-own"
    assert (own.method, own.status) == ("GET", 200)
    assert url.partition("tempauth=")[2] not in repr(bot.teams.drive.asked)


async def test_the_answer_to_an_offer_has_the_documented_shape(bot: FilingBot) -> None:
    message = await offered(bot)
    bot.answer = 202
    await bot.ada.accepts(message)
    accepted = last(bot)
    await bot.ada.declines(message)
    declined = last(bot)
    for activity in (accepted, declined):
        assert (activity["type"], activity["name"], activity["replyToId"]) == (
            "invoke",
            "fileConsent/invoke",
            message.id,
        )
    assert declined["value"] == {"type": "fileUpload", "action": "decline", "context": {"why": "not now"}}
    upload = accepted["value"].pop("uploadInfo")
    assert accepted["value"] == {"type": "fileUpload", "action": "accept", "context": {"file": "report.csv"}}
    assert upload.keys() == {"contentUrl", "name", "uploadUrl", "uniqueId", "fileType"}
    assert (upload["name"], upload["fileType"]) == ("report.csv", "csv")


async def test_a_bot_that_does_not_take_the_answer_is_an_error_for_the_person(bot: FilingBot) -> None:
    message = await offered(bot)
    bot.answer = 501
    assert (await bot.ada.accepts(message)).kind == "error"
    bot.answer = 200
    assert (await bot.ada.declines(message)).kind == "none"
    late = await bot.ada.accepts(message)
    assert (late.status, late.kind) == (404, "error")
    said = await bot.ada.says("nothing is offered here")
    with pytest.raises(LookupError, match="offers no file"):
        await bot.ada.accepts(said.message)


async def test_an_upload_needs_its_range_its_body_and_no_token_and_happens_once(bot: FilingBot) -> None:
    upload = await upload_address(bot)
    url = upload["uploadUrl"]
    for wrong in ("bytes 0-2/4", "bytes 0-1/3", "bytes 1-3/3", "0-2/3", "bytes 0-2/*", ""):
        assert (await bot.upload(url, b"abc", **{"Content-Range": wrong}))[0] == 400, wrong
    assert (await bot.upload(url, b""))[0] == 400
    assert (await bot.upload(url, b"abc", Authorization="Bearer the-bots-own"))[0] == 401
    assert bot.teams.drive.asked[-1].headers["Authorization"] == "Bearer the-bots-own"
    assert (await bot.post(bot.ada.chat.id, {"attachments": [info(upload)]}))[0] == 400
    status, item = await bot.upload(url, b"abc")
    assert (status, item["name"], item["size"], item["webUrl"]) == (201, "report.csv", 3, upload["contentUrl"])
    assert (await bot.upload(url, b"other"))[0] == 403
    assert (await bot.post(bot.ada.chat.id, {"attachments": [info(upload)]}))[0] == 201
    assert bot.ada.download(bot.ada.messages()[-1]) == b"abc"


@pytest.mark.parametrize(
    "content",
    [
        {"sizeInBytes": 0},
        {"sizeInBytes": -1},
        {"sizeInBytes": "3"},
        {"sizeInBytes": True},
        {"sizeInBytes": None},
        {"description": 3},
        {"description": "x" * 1025},
        {"acceptContext": "yes"},
        {"declineContext": []},
        {"uploadUrl": "https://evil.example"},
    ],
)
async def test_a_consent_card_that_teams_would_not_show_is_refused(bot: FilingBot, content: dict[str, Any]) -> None:
    status, answer = await bot.post(bot.ada.chat.id, {"attachments": [offer("report.csv", **content)]})
    assert (status, answer["error"]["code"]) == (400, "BadArgument")
    assert next(iter(content)) in answer["error"]["message"] or "other fields" in answer["error"]["message"]
    assert bot.ada.messages() == ()


async def test_a_consent_card_stands_alone_in_a_personal_chat_and_can_be_taken_away(bot: FilingBot) -> None:
    good = offer("report.csv")
    for where in (bot.teams.chats.group.id, bot.teams.chats.channel.id):
        assert (await bot.post(where, {"attachments": [good]}))[0] == 400
    for wrong in ([good, good], "no list", [3], [{**good, "name": "a/b"}], [{**good, "content": None}]):
        assert (await bot.post(bot.ada.chat.id, {"attachments": wrong}))[0] == 400, wrong
    assert bot.ada.messages() == ()
    message = await offered(bot)
    place = f"v3/conversations/{bot.ada.chat.id}/activities/{message.id}"
    assert (await bot.call("PUT", place, {"type": "message", "attachments": [good, good]}))[0] == 400
    assert bot.ada.messages()[-1].offer is not None
    assert (await bot.call("PUT", place, {"type": "message", "text": "Thank you"}))[0] == 200
    assert bot.ada.messages()[-1].offer is None
    assert (await bot.call("DELETE", place))[0] == 200
    assert bot.ada.messages() == ()
    assert (await bot.call("DELETE", place))[0] == 404


async def test_a_file_chip_names_a_file_of_this_person_exactly(bot: FilingBot) -> None:
    upload = await upload_address(bot)
    await bot.upload(upload["uploadUrl"], b"abc")
    good = info(upload)
    wrong = [
        {**good, "name": "other.csv"},
        {**good, "contentUrl": "https://evil.example/report.csv"},
        {**good, "content": {"uniqueId": upload["uniqueId"], "fileType": "txt"}},
        {**good, "content": {"uniqueId": "1150D938-8870-4044-9F2C-5BBDEBA70C9D", "fileType": "csv"}},
        {**good, "content": {"uniqueId": upload["uniqueId"], "fileType": "csv", "downloadUrl": "x"}},
        {**good, "content": {}},
    ]
    for attachment in wrong:
        assert (await bot.post(bot.ada.chat.id, {"attachments": [attachment]}))[0] == 400, attachment
    assert (await bot.post(bot.bob.chat.id, {"attachments": [good]}))[0] == 400
    lower = {**good, "content": {"uniqueId": upload["uniqueId"].lower(), "fileType": "csv"}}
    assert (await bot.post(bot.ada.chat.id, {"attachments": [lower]}))[0] == 201


async def test_files_survive_a_restart_and_addresses_do_not(tmp_path: Path) -> None:
    async with filing(tmp_path) as bot:
        await bot.ada.says("keep this", file=LIST)
        url = last(bot)["attachments"][0]["content"]["downloadUrl"]
        await offered(bot)
        assert (await bot.fetch(url))[0] == 200
    async with filing(tmp_path) as bot:
        assert (await bot.fetch(url))[0] == 403
        first, *_, asked = bot.ada.messages()
        assert bot.ada.download(first) == LIST[1]
        assert (asked.offer.name, dict(asked.offer.accept)) == ("report.csv", {"file": "report.csv"})
        bot.answer = 202
        assert (await bot.ada.accepts(asked)).status == 202


async def download_address(bot: FilingBot) -> str:
    bot.answer = 202
    await bot.ada.says("", file=LIST)
    return last(bot)["attachments"][0]["content"]["downloadUrl"]


async def test_a_spoilt_download_is_spoilt_once_and_good_again(bot: FilingBot) -> None:
    url, shelf = await download_address(bot), bot.teams.drive
    shelf.spoil(Spoil(do="status", code=503, times=2))
    assert [(await bot.fetch(url))[0] for _ in range(3)] == [503, 503, 200]
    shelf.spoil(Spoil(do="html"))
    assert b"Sign in" in (await bot.fetch(url))[1]
    shelf.spoil(Spoil(do="cut"))
    with pytest.raises(ClientPayloadError):
        await bot.fetch(url)
    assert await bot.fetch(url) == (200, LIST[1])


async def test_whoever_follows_a_redirection_gets_the_file_and_is_seen(bot: FilingBot) -> None:
    url, shelf = await download_address(bot), bot.teams.drive
    shelf.spoil(Spoil(do="redirect", times=None))
    before = len(shelf.asked)
    assert (await bot.fetch(url))[0] == 302
    shelf.heal()
    shelf.spoil(Spoil(do="redirect"))
    async with bot.session.get(url) as answer:
        assert (answer.url.host, await answer.read()) == ("localhost", LIST[1])
    assert [one.status for one in shelf.asked[before:]] == [302, 302, 200]
    shelf.spoil(Spoil(do="redirect", to="http://169.254.169.254/latest"))
    async with bot.session.get(url, allow_redirects=False) as answer:
        assert answer.headers["Location"] == "http://169.254.169.254/latest"


async def test_a_download_can_be_slow_endless_huge_packed_or_never_come(bot: FilingBot) -> None:
    url, shelf = await download_address(bot), bot.teams.drive
    shelf.spoil(Spoil(do="slow", seconds=0.001))
    assert await bot.fetch(url) == (200, LIST[1])
    for way, length in (("endless", None), ("huge", 10 * 1024**3)):
        shelf.spoil(Spoil(do=way))
        async with bot.session.get(url) as answer:
            assert answer.content_length == length
            assert len(await answer.content.readexactly(6_000_000)) == 6_000_000
            answer.close()
    assert 12_000_000 < shelf.poured < 60_000_000
    shelf.spoil(Spoil(do="gzip"))
    async with bot.session.get(url) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.content_length < 200_000
        assert sum([len(piece) async for piece in answer.content.iter_any()]) == 100 * 1024 * 1024
    for way in ("hang", "slow"):
        shelf.spoil(Spoil(do=way, seconds=60))
        with pytest.raises(TimeoutError):
            async with bot.session.get(url, timeout=ClientTimeout(total=0.2)) as answer:
                await answer.read()
    assert await bot.fetch(url) == (200, LIST[1])


async def test_what_hangs_is_let_go_when_somebody_heals(bot: FilingBot) -> None:
    url, shelf = await download_address(bot), bot.teams.drive
    shelf.spoil(Spoil(do="hang", times=None))
    waiting = [asyncio.create_task(bot.fetch(url)) for _ in range(2)]
    await asyncio.sleep(0.1)
    assert not any(one.done() for one in waiting)
    shelf.heal()
    assert [type(one) for one in await asyncio.gather(*waiting, return_exceptions=True)] == [CutError, CutError]
    assert await bot.fetch(url) == (200, LIST[1])


async def test_an_upload_can_be_refused_and_its_answer_can_be_lost(bot: FilingBot) -> None:
    upload, shelf = await upload_address(bot), bot.teams.drive
    chip = {"attachments": [info(upload)]}
    shelf.spoil(Spoil(do="status", code=503, method="PUT"))
    assert (await bot.upload(upload["uploadUrl"], b"abc"))[0] == 503
    shelf.spoil(Spoil(do="cut", method="PUT"))
    with pytest.raises(CutError):
        await bot.upload(upload["uploadUrl"], b"abc")
    assert (await bot.post(bot.ada.chat.id, chip))[0] == 400
    shelf.spoil(Spoil(do="lost", method="PUT"))
    with pytest.raises(CutError):
        await bot.upload(upload["uploadUrl"], b"abc")
    assert (await bot.upload(upload["uploadUrl"], b"abc"))[0] == 403
    assert (await bot.post(bot.ada.chat.id, chip))[0] == 201


def test_a_misspelt_bad_day_is_found_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="cannot be spoilt by eternal"):
        Spoil(do="eternal")
    with pytest.raises(ValueError, match="PUT cannot be spoilt by gzip"):
        Spoil(do="gzip", method="PUT")


async def test_the_owner_can_change_a_file_after_it_was_sent(bot: FilingBot) -> None:
    url = await download_address(bot)
    (said,) = (message for message in bot.ada.messages() if message.files)
    bot.teams.drive.rewrite(said.files[0].id, b"swapped")
    assert await bot.fetch(url) == (200, b"swapped")
    assert bot.ada.download(said) == b"swapped"


async def test_a_list_of_a_hundred_thousand_people_goes_both_ways(bot: FilingBot) -> None:
    raw = b"".join(b"person.%06d@contoso.onmicrosoft.com\r\n" % number for number in range(100_000))
    await bot.ada.says("all of us", file=("everybody.csv", raw))
    await bot.ada.accepts(await bot.ada.sees("checked-everybody.csv"))
    assert bot.ada.download(await bot.ada.sees(lambda message: bool(message.files))) == raw.upper()
