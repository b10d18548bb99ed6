"""What the page's server gives out, and to whom, without a browser."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from bot.sim.cast import CAST
from bot.sim.teams import Deed, Teams, open_teams


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
