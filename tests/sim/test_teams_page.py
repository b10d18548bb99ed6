"""What the page's server gives out, and to whom, without a browser."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiohttp import ClientSession

from bot.sim.cast import CAST
from bot.sim.teams import Deed, Sample, Teams, open_teams


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    async with open_teams(read_token={}.get) as opened:
        yield opened


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


async def test_the_page_may_load_only_its_own_files(teams: Teams, session: ClientSession) -> None:
    async with session.get(teams.url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "simulated tenant Contoso" in await answer.text()


@pytest.mark.parametrize("path", ["page/package.json", "page/..%2Fpage.py", "page/nothing.js", "vendor/swiper.js"])
async def test_other_files_are_not_served(teams: Teams, session: ClientSession, path: str) -> None:
    async with session.get(teams.url + path) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_a_foreign_page_may_not_act(teams: Teams, session: ClientSession, header: dict[str, str]) -> None:
    wish = {"chat": teams.person("ada").chat.id, "text": "forged"}
    says = f"{teams.url}api/people/ada/says"
    async with session.post(says, json=wish, headers=header) as answer:
        assert answer.status == 403
    assert teams.person("ada").messages() == ()
    async with session.post(says, json=wish) as answer:
        assert answer.status == 200
    assert [message.text for message in teams.person("ada").messages()] == ["forged"]


async def test_nobody_else_can_be_played(teams: Teams, session: ClientSession) -> None:
    async with session.post(f"{teams.url}api/people/eve/says", json={}) as answer:
        assert answer.status == 400


async def test_the_page_hears_of_everything_at_once(teams: Teams, session: ClientSession) -> None:
    ada = teams.person("ada")
    async with session.ws_connect(f"{teams.url}api/live") as live:
        world = await live.receive_json()
        assert [person["name"] for person in world["people"]] == [player.name for player in CAST]
        assert len(world["chats"]) == len(CAST) + 2
        assert (await live.receive_json())["news"] == []
        await ada.says("hello all", teams.chats.group)
        (news,) = (await live.receive_json())["news"]
        assert {view["text"] for view in news["views"].values()} == {"hello all"}
        await ada.says("only for the bot")
        (news,) = (await live.receive_json())["news"]
        assert list(news["views"]) == ["ada"]


async def test_a_deed_that_is_offered_happens_and_no_other(teams: Teams, session: ClientSession) -> None:
    happened: list[str] = []
    teams.offer("Time", Deed(name="pass", title="A day passes", do=lambda: happened.append("pass")))
    async with session.post(f"{teams.url}api/world/pass", data="{}") as answer:
        assert answer.status == 400
    async with session.post(f"{teams.url}api/world/end", json={}) as answer:
        assert answer.status == 404
    async with session.post(
        f"{teams.url}api/world/pass", json={}, headers={"Origin": "https://evil.example"}
    ) as answer:
        assert answer.status == 403
    assert happened == []
    async with session.post(f"{teams.url}api/world/pass", json={}) as answer:
        assert await answer.json() == {"done": "A day passes"}
    assert happened == ["pass"]


async def test_the_page_speaks_the_languages_that_it_offers(teams: Teams, session: ClientSession) -> None:
    speaks = f"{teams.url}api/people/ada/speaks"
    async with session.post(speaks, json={"locale": "tlh"}) as answer:
        assert answer.status == 400
    async with session.post(speaks, json={"locale": "de-DE"}) as answer:
        assert answer.status == 200
    assert teams.person("ada").locale == "de-DE"


RAW = {"Content-Type": "application/octet-stream"}


async def attach(session: ClientSession, teams: Teams, who: str = "ada", name: str = "users.csv") -> str:
    url = f"{teams.url}api/people/{who}/attaches"
    async with session.post(url, params={"name": name}, data=b"a,b", headers=RAW) as answer:
        attached = await answer.json()
        assert (answer.status, attached["name"], attached["size"]) == (200, name, 3)
        return attached["id"]


async def test_a_file_is_attached_and_only_who_sees_the_message_can_download_it(
    teams: Teams, session: ClientSession
) -> None:
    ada = teams.person("ada")
    wish = {"chat": ada.chat.id, "text": "", "files": [await attach(session, teams)]}
    async with session.post(f"{teams.url}api/people/ada/says", json=wish) as answer:
        message = (await answer.json())["message"]
    (file,) = ada.messages()[0].files
    async with session.get(f"{teams.url}api/people/ada/files/{message}/{file.id}") as answer:
        assert (answer.status, await answer.read()) == (200, b"a,b")
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''users.csv"
    for path in (f"bob/files/{message}/{file.id}", f"ada/files/{message}/x", f"ada/files/1/{file.id}", "eve/files/1/1"):
        async with session.get(f"{teams.url}api/people/{path}") as answer:
            assert answer.status == 404, path


async def test_a_message_takes_only_own_files_and_ten_of_them(teams: Teams, session: ClientSession) -> None:
    own, foreign = await attach(session, teams), await attach(session, teams, who="bob")
    says = f"{teams.url}api/people/ada/says"
    wish = {"chat": teams.person("ada").chat.id, "text": "here"}
    for files in ([foreign], [own, "nothing"], [own] * 11):
        async with session.post(says, json={**wish, "files": files}) as answer:
            assert answer.status == 400
    assert teams.person("ada").messages() == ()
    async with session.post(says, json={**wish, "files": [own] * 10}) as answer:
        assert answer.status == 200


async def test_only_this_page_attaches_and_only_what_can_be_a_file(teams: Teams, session: ClientSession) -> None:
    url, good = f"{teams.url}api/people/ada/attaches", {"name": "a.csv"}
    refused = [
        (403, good, {**RAW, "Origin": "https://evil.example"}),
        (400, good, {"Content-Type": "text/plain"}),
        (400, {"name": "a/b.csv"}, RAW),
        (400, {}, RAW),
    ]
    for status, query, headers in refused:
        async with session.post(url, params=query, data=b"x", headers=headers) as answer:
            assert answer.status == status, (query, headers)
    async with session.post(f"{teams.url}api/people/eve/attaches", params=good, data=b"x", headers=RAW) as answer:
        assert answer.status == 400


async def test_a_file_of_ten_megabytes_is_taken_and_not_a_byte_more(teams: Teams, session: ClientSession) -> None:
    url, most = f"{teams.url}api/people/ada/attaches?name=a.csv", 10 * 1024 * 1024

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 1024 * 1024

    async with session.post(url, data=BytesIO(b"x" * most), headers=RAW) as answer:
        assert (answer.status, (await answer.json())["size"]) == (200, most)
    for body in (BytesIO(b"x" * (most + 1)), unannounced()):
        async with session.post(url, data=body, headers=RAW) as answer:
            assert answer.status == 413


async def test_consent_needs_an_offer_and_a_known_answer(teams: Teams, session: ClientSession) -> None:
    said = await teams.person("ada").says("no offer")
    url = f"{teams.url}api/people/ada/consents"
    for message, action, status in (
        (said.message.id, "accept", 400),
        ("1", "accept", 404),
        (said.message.id, "x", 400),
    ):
        async with session.post(url, json={"message": message, "action": action}) as answer:
            assert answer.status == status


async def test_samples_are_told_and_given_out_by_name(teams: Teams, session: ClientSession) -> None:
    teams.lend(Sample(name="old-list.csv", hint="60 people", raw=b"a,b"))
    async with session.get(f"{teams.url}api/samples/old-list.csv") as answer:
        assert (answer.status, await answer.read()) == (200, b"a,b")
    async with session.get(f"{teams.url}api/samples/other.csv") as answer:
        assert answer.status == 404
    async with session.ws_connect(f"{teams.url}api/live") as live:
        assert (await live.receive_json())["samples"] == [{"name": "old-list.csv", "hint": "60 people"}]
