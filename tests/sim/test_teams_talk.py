"""People and an echoing bot talk over the simulated Teams, on good days and on bad ones."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jwt
import pytest
from aiohttp import ClientSession, web

from bot.sim.cast import ADA, BOT_APP_ID, CAST, TENANT_ID
from bot.sim.teams import Answer, Message, Person, Teams, open_teams
from bot.sim.teams.wire import BOT_ID, person_id

ADAPTIVE = "application/vnd.microsoft.card.adaptive"

Body = dict[str, Any]


def card(text: str, *, rev: int = 1, refresh: bool = False) -> Body:
    action = {"type": "Action.Execute", "title": "Approve", "verb": "approve", "data": {"rev": rev}}
    own = {"refresh": {"action": {"type": "Action.Execute", "verb": "view"}, "userIds": []}} if refresh else {}
    reason = {"type": "Input.Text", "id": "why", "label": "Why?", "value": "as asked"}
    body = [{"type": "TextBlock", "text": text}, reason]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": [action], **own}


def attached(content: Body) -> Body:
    return {"type": "message", "attachments": [{"contentType": ADAPTIVE, "content": content}]}


def adaptive(content: Body) -> Body:
    return {"statusCode": 200, "type": ADAPTIVE, "value": content}


class EchoBot:
    """Checks who calls, says back what it hears with a card, and answers a click as it was told."""

    def __init__(self, teams: Teams, session: ClientSession) -> None:
        self.teams = teams
        self.heard: list[Body] = []
        self.answer: Body | None = adaptive(card("Done", rev=2))
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._session = session

    async def hear(self, request: web.Request) -> web.Response:
        activity = await request.json()
        if not await self._trusts(request, activity):
            return web.Response(status=401)
        self.heard.append(activity)
        match activity["type"]:
            case "message":
                place = quote(activity["conversation"]["id"], safe="")
                sent = attached(card(f"You said {activity['text']}", refresh=True))
                await self.call("POST", f"v3/conversations/{place}/activities", sent)
                return web.Response(status=201)
            case "invoke":
                await self.may_answer.wait()
                view = adaptive(card(f"For {activity['from']['name']}", rev=9))
                return web.json_response(view if activity["value"]["trigger"] == "automatic" else self.answer)
        return web.Response()

    async def call(self, method: str, path: str, body: Body | None = None) -> tuple[int, Any]:
        where, headers = self.teams.service_url + path, {"Authorization": "Bearer good"}
        async with self._session.request(method, where, json=body, headers=headers) as answer:
            return answer.status, await answer.json() if await answer.read() else None

    async def _trusts(self, request: web.Request, activity: Body) -> bool:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        async with self._session.get(self.teams.openid_url) as about:
            keys_at = (await about.json())["jwks_uri"]
        async with self._session.get(keys_at) as keys:
            keyset = jwt.PyJWKSet.from_dict(await keys.json())
        try:
            key = keyset[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(token, key, ["RS256"], audience=BOT_APP_ID, issuer="https://api.botframework.com")
        except (jwt.PyJWTError, KeyError):
            return False
        return bool(claims["serviceurl"] == activity["serviceUrl"])


@asynccontextmanager
async def running(data: Path | None = None) -> AsyncIterator[EchoBot]:
    async with (
        open_teams(read_token={"good": {"appid": BOT_APP_ID}}.get, data=data) as teams,
        ClientSession() as session,
    ):
        bot = EchoBot(teams, session)
        app = web.Application()
        app.router.add_post("/api/messages", bot.hear)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        teams.connect(f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages")
        yield bot
        await runner.cleanup()


@pytest.fixture
async def bot() -> AsyncIterator[EchoBot]:
    async with running() as echo:
        yield echo


@pytest.fixture
def teams(bot: EchoBot) -> Teams:
    return bot.teams


@pytest.fixture
def ada(teams: Teams) -> Person:
    return teams.person("ada")


@pytest.fixture
def bob(teams: Teams) -> Person:
    return teams.person("bob")


async def test_words_in_the_personal_chat_reach_the_bot_signed_and_complete(bot: EchoBot, ada: Person) -> None:
    said = await ada.says("linkedin status")
    assert said.status == 201
    heard = bot.heard[0]
    assert (heard["type"], heard["text"], heard["id"]) == ("message", "linkedin status", said.message.id)
    assert heard["from"] == {"id": person_id(ADA), "name": ADA.name, "aadObjectId": ADA.object_id}
    assert heard["recipient"]["id"] == BOT_ID
    assert heard["conversation"] == {"conversationType": "personal", "tenantId": TENANT_ID, "id": ada.chat.id}
    assert heard["channelData"] == {"tenant": {"id": TENANT_ID}}
    assert ADA.object_id not in person_id(ADA)
    seen = await ada.sees("You said linkedin status")
    assert (seen.sender, seen.buttons) == ("Linkgate", ("Approve",))


async def test_others_do_not_see_a_personal_chat(ada: Person, bob: Person) -> None:
    await ada.says("secret")
    assert [message.text for message in ada.messages()] == ["secret", ""]
    assert bob.messages() == ()


async def test_in_the_group_the_bot_hears_only_what_mentions_it(
    bot: EchoBot, teams: Teams, ada: Person, bob: Person
) -> None:
    assert (await ada.says("hello all", teams.chats.group)).status is None
    assert bot.heard == []
    assert (await ada.says("@Linkgate status", teams.chats.group)).status == 201
    heard = bot.heard[0]
    assert heard["text"] == "<at>Linkgate</at> status"
    mention = {"type": "mention", "mentioned": {"id": BOT_ID, "name": "Linkgate"}, "text": "<at>Linkgate</at>"}
    assert mention in heard["entities"]
    assert heard["conversation"]["isGroup"] is True
    assert (await bob.sees("You said", teams.chats.group)).chat == teams.chats.group


async def test_a_thread_of_the_channel_is_a_conversation(bot: EchoBot, teams: Teams, ada: Person, bob: Person) -> None:
    first = await ada.says("@Linkgate status", teams.chats.channel)
    answer = await bob.sees("You said", teams.chats.channel)
    assert answer.root == first.message.id
    await bob.says("@Linkgate why", reply_to=answer)
    await bob.says("@Linkgate new", teams.chats.channel)
    threads = [heard["conversation"]["id"].partition(";messageid=")[2] for heard in bot.heard]
    assert threads[0] == threads[1] == first.message.id != threads[2]
    assert bot.heard[0]["channelData"]["team"]["name"] == "IT Operations"


async def test_the_answer_to_a_click_replaces_the_card_for_the_clicker_only(
    bot: EchoBot, teams: Teams, ada: Person, bob: Person
) -> None:
    await ada.says("@Linkgate go", teams.chats.group)
    seen = await bob.sees("You said")
    answer = await bob.clicks(seen, "Approve", why="CHG-7")
    assert answer == Answer(status=200, kind="card", card=card("Done", rev=2))
    invoke = bot.heard[-1]
    assert (invoke["name"], invoke["replyToId"]) == ("adaptiveCard/action", seen.id)
    action = {"type": "Action.Execute", "verb": "approve", "data": {"rev": 1, "why": "CHG-7"}}
    assert invoke["value"] == {"action": action, "trigger": "manual"}
    assert "Done" in (await bob.sees("Done")).visible_text
    assert "Done" not in (await ada.sees("You said")).visible_text


async def test_an_update_of_the_bot_replaces_the_card_for_all(
    bot: EchoBot, teams: Teams, ada: Person, bob: Person
) -> None:
    await ada.says("@Linkgate go", teams.chats.group)
    seen = await bob.sees("You said")
    await bob.clicks(seen, "Approve")
    path = f"v3/conversations/{teams.chats.group.id}/activities/{seen.id}"
    assert await bot.call("PUT", path, attached(card("Over"))) == (200, {"id": seen.id})
    assert (await bob.sees("Over")).edited
    assert (await ada.sees("Over")).id == seen.id
    assert (await bot.call("DELETE", path))[0] == 200
    assert [message.sender for message in bob.messages()] == [ADA.name]


async def test_a_click_on_what_was_seen_before_is_a_late_click(bot: EchoBot, ada: Person) -> None:
    await ada.says("go")
    old = await ada.sees("You said")
    await ada.clicks(old, "Approve")
    new = await ada.sees("Done")
    await ada.clicks(old, "Approve")
    assert bot.heard[-1]["value"]["action"]["data"]["rev"] == 1
    await ada.clicks(new, "Approve")
    assert bot.heard[-1]["value"]["action"]["data"]["rev"] == 2
    with pytest.raises(LookupError, match="Approve"):
        await ada.clicks(new, "Reject")


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ({"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "ok"}, "message", "ok"),
        ({"statusCode": 403, "type": "application/vnd.microsoft.error", "value": {"message": "no"}}, "error", "no"),
        ({"statusCode": 200, "type": "text/plain"}, "error", "Something went wrong. Please try again."),
        (None, "none", ""),
    ],
)
async def test_other_answers_to_a_click(bot: EchoBot, ada: Person, body: Body, kind: str, text: str) -> None:
    bot.answer = body
    await ada.says("go")
    answer = await ada.clicks(await ada.sees("You said"), "Approve")
    assert (answer.kind, answer.text) == (kind, text)


async def test_a_bot_that_is_away_or_answers_too_late_is_an_error(
    bot: EchoBot, teams: Teams, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ada.says("go")
    seen = await ada.sees("You said")
    monkeypatch.setattr("bot.sim.teams.line.PATIENCE", 0.2)
    bot.may_answer.clear()
    assert (await ada.clicks(seen, "Approve")).status == 504
    bot.may_answer.set()
    teams.connect("http://127.0.0.1:9/api/messages")
    assert (await ada.clicks(seen, "Approve")).kind == "error"
    assert (await ada.says("hello?")).status == 502


async def test_opening_a_chat_brings_everybody_their_own_view(
    bot: EchoBot, teams: Teams, ada: Person, bob: Person
) -> None:
    await ada.says("@Linkgate go", teams.chats.group)
    await bob.opens(teams.chats.group)
    assert bot.heard[-1]["value"] == {
        "action": {"type": "Action.Execute", "verb": "view", "data": {}},
        "trigger": "automatic",
    }
    assert (await bob.sees("For Bob")).buttons == ("Approve",)
    await ada.sees("You said")


async def test_an_edit_is_told_to_the_bot(bot: EchoBot, ada: Person) -> None:
    said = await ada.says("stauts")
    edited = await ada.edits(said.message, "status")
    assert (bot.heard[-1]["type"], bot.heard[-1]["channelData"]["eventType"]) == ("messageUpdate", "editMessage")
    assert (edited.message.text, edited.message.edited, bot.heard[-1]["id"]) == ("status", True, said.message.id)


async def test_a_reaction_is_told_to_the_bot(bot: EchoBot, ada: Person) -> None:
    await ada.says("go")
    seen = await ada.sees("You said")
    await ada.reacts(seen)
    assert (bot.heard[-1]["reactionsAdded"], bot.heard[-1]["replyToId"]) == ([{"type": "like"}], seen.id)


async def test_installing_is_told_in_every_chat(bot: EchoBot, teams: Teams) -> None:
    await teams.install()
    added = [heard for heard in bot.heard if heard["type"] == "installationUpdate"]
    assert {heard["conversation"]["id"] for heard in added} == {chat.id for chat in teams.chats}
    assert sum(heard["type"] == "conversationUpdate" for heard in bot.heard) == len(CAST) + 2


async def test_a_channel_that_the_bot_was_taken_out_of_is_closed_until_it_is_added_again(
    bot: EchoBot, teams: Teams, ada: Person
) -> None:
    channel = teams.chats.channel
    assert (await ada.introduces(channel)).status == 200
    assert bot.heard[-1]["membersAdded"] == [{"id": BOT_ID}]
    await ada.uninstall(channel, tells=False)
    assert len(bot.heard) == 1
    assert (await ada.says("@Linkgate anybody?", channel)).status is None
    await ada.install(channel)
    assert (await ada.says("@Linkgate anybody?", channel)).status == 201


async def test_the_same_activity_can_come_twice_and_again_under_a_new_id(
    bot: EchoBot, teams: Teams, ada: Person
) -> None:
    teams.deliver_twice()
    await ada.says("once")
    assert [heard["id"] for heard in bot.heard] == [bot.heard[0]["id"]] * 2
    await teams.redeliver()
    assert bot.heard[2]["text"] == "once"
    assert bot.heard[2]["id"] != bot.heard[0]["id"]


async def test_a_new_key_is_published_and_the_old_token_is_worth_nothing(teams: Teams, ada: Person) -> None:
    await ada.says("before")
    activity, old = teams.delivered[-1], teams.token_for()
    teams.rotate_key()
    assert (await teams.post_raw(activity, token=old)).status == 401
    assert (await teams.post_raw(activity, token=teams.token_for())).status == 201
    assert (await ada.says("after")).status == 201


async def test_forged_activities_can_be_posted(teams: Teams, ada: Person) -> None:
    await ada.says("real")
    activity = teams.delivered[-1]
    now = int(time.time())
    good = {"iss": "https://api.botframework.com", "aud": BOT_APP_ID, "serviceurl": teams.service_url, "exp": now + 60}
    assert (await teams.post_raw(activity, token=teams.sign(good))).status == 201
    assert (await teams.post_raw(activity, token=teams.sign({**good, "iss": "https://evil.example"}))).status == 401
    assert (await teams.post_raw(activity, token=teams.token_for(service_url="https://evil.example/"))).status == 401
    assert (await teams.post_raw(activity, token=None)).status == 401


async def test_who_waits_in_vain_is_told_what_there_is(ada: Person) -> None:
    await ada.says("hello")
    with pytest.raises(TimeoutError, match="You said hello"):
        await ada.sees("good bye", timeout=0.05)


async def test_who_waits_is_woken_by_the_message(ada: Person) -> None:
    waiting = asyncio.create_task(ada.sees("You said later"))
    await asyncio.sleep(0)
    await ada.says("later")
    assert isinstance(await waiting, Message)


async def test_chats_survive_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.teams.person("ada").says("@Linkgate keep this", bot.teams.chats.group)
        await bot.teams.person("mallory").uninstall()
        before = bot.teams.person("bob").messages()
    async with running(tmp_path) as bot:
        assert bot.teams.person("bob").messages() == before
        assert (await bot.teams.person("mallory").says("anybody?")).status is None
        seen = await bot.teams.person("bob").sees("keep this", bot.teams.chats.group)
        assert (await bot.teams.person("bob").clicks(seen, "Approve")).kind == "card"
