"""What the bot may do through the connector API, and what it is told when it may not."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientSession, ServerDisconnectedError

from bot.sim.cast import BOT_APP_ID, GUS, MALLORY, SALES_GROUP, TENANT_ID
from bot.sim.teams import Person, Teams, open_teams

Api = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    tokens = {"good": {"appid": BOT_APP_ID}, "other": {"appid": SALES_GROUP}}
    async with open_teams(read_token=tokens.get) as opened:
        yield opened


@pytest.fixture
async def api(teams: Teams) -> AsyncIterator[Api]:
    async with ClientSession() as session:

        async def call(method: str, path: str, body: object = None, bearer: str = "good") -> tuple[int, Any]:
            headers = {"Authorization": f"Bearer {bearer}"}
            async with session.request(method, teams.service_url + path, json=body, headers=headers) as answer:
                return answer.status, await answer.json()

        yield call


@pytest.fixture
def ada(teams: Teams) -> Person:
    return teams.person("ada")


async def test_who_took_the_bot_away_cannot_be_written_to(api: Api, teams: Teams) -> None:
    mallory = teams.person("mallory")
    wish = {"members": [{"id": MALLORY.object_id}], "tenantId": TENANT_ID}
    status, opened = await api("POST", "v3/conversations", wish)
    assert (status, opened) == (201, {"id": mallory.chat.id})
    await mallory.uninstall()
    for path, body in (("v3/conversations", wish), (f"v3/conversations/{opened['id']}/activities", {"text": "x"})):
        status, answer = await api("POST", path, body)
        assert (status, answer["error"]["code"]) == (403, "ForbiddenOperationException")
    await mallory.install()
    assert (await api("POST", "v3/conversations", wish))[0] == 201


async def test_the_bot_opens_a_thread_and_answers_in_it(api: Api, teams: Teams, ada: Person) -> None:
    channel = teams.chats.channel
    data = {"channel": {"id": channel.id}, "tenant": {"id": TENANT_ID}}
    wish = {"isGroup": True, "channelData": data, "activity": {"type": "message", "text": "Drift seen"}}
    status, opened = await api("POST", "v3/conversations", wish)
    assert (status, opened["id"]) == (201, f"{channel.id};messageid={opened['activityId']}")
    for place in (opened["id"], quote(opened["id"], safe="")):
        assert (await api("POST", f"v3/conversations/{place}/activities", {"text": "more"}))[0] == 201
    await api("POST", f"v3/conversations/{channel.id}/activities/{opened['activityId']}", {"text": "last"})
    assert {message.root for message in ada.messages(channel)} == {opened["activityId"]}


async def test_the_roster_marks_the_guest(api: Api, teams: Teams) -> None:
    _, members = await api("GET", f"v3/conversations/{teams.chats.group.id}/members")
    assert [(one["name"], one["userRole"]) for one in members][-1] == (GUS.name, "guest")
    assert "#EXT#" in members[-1]["userPrincipalName"]
    _, page = await api("GET", f"v3/conversations/{teams.chats.channel.team_id}/pagedmembers")
    assert page == {"members": members}
    assert await api("GET", f"v3/conversations/{teams.chats.group.id}/members/{GUS.object_id}") == (
        200,
        members[-1],
    )
    personal = teams.person("ada").chat.id
    assert (await api("GET", f"v3/conversations/{personal}/members/{GUS.object_id}"))[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "v3/conversations/19:nowhere/activities", 404, "ConversationNotFound"),
        ("PUT", "v3/conversations/19:7enant4dm1n5@thread.v2/activities/1", 404, "ActivityNotFoundInConversation"),
        ("DELETE", "v3/conversations/19:7enant4dm1n5@thread.v2/activities/1", 404, "ActivityNotFoundInConversation"),
        ("GET", "v3/conversations/19:nowhere/members", 404, "ConversationNotFound"),
        ("POST", "v3/conversations", 400, "BadArgument"),
    ],
)
async def test_what_is_not_there_is_refused_in_teams_words(
    api: Api, method: str, path: str, status: int, code: str
) -> None:
    got, answer = await api(method, path, {"type": "message"})
    assert (got, answer["error"]["code"]) == (status, code)


async def test_a_message_that_is_too_big_is_refused(api: Api, ada: Person) -> None:
    path = f"v3/conversations/{ada.chat.id}/activities"
    assert (await api("POST", path, {"text": "x" * 51_000}))[0] == 201
    status, answer = await api("POST", path, {"text": "x" * 51_300})
    assert (status, answer["error"]["code"]) == (413, "MessageSizeTooBig")


@pytest.mark.parametrize("token", ["bad", "other"])
async def test_a_stranger_may_not_call_the_connector(api: Api, ada: Person, token: str) -> None:
    path = f"v3/conversations/{ada.chat.id}/activities"
    assert (await api("POST", path, {"text": "x"}, token))[0] == 401
    assert ada.messages() == ()


async def test_a_failed_call_leaves_nothing_and_a_lost_one_leaves_the_message(
    api: Api, teams: Teams, ada: Person
) -> None:
    path = f"v3/conversations/{ada.chat.id}/activities"
    teams.fail(429, {"Retry-After": "3"}, method="POST", path_regex="activities$")
    assert (await api("POST", path, {"text": "one"}))[0] == 429
    assert ada.messages() == ()
    teams.fail(500, lost=True)
    assert (await api("POST", path, {"text": "two"}))[0] == 500
    teams.fail(None, lost=True)
    with pytest.raises(ServerDisconnectedError):
        await api("POST", path, {"text": "three"})
    assert [message.text for message in ada.messages()] == ["two", "three"]
    assert (await api("POST", path, {"text": "four"}))[0] == 201
    assert [call.status for call in teams.sent] == [429, 500, 0, 201]
    assert teams.sent[0].path == path


async def test_the_limit_of_a_conversation_can_be_switched_on(api: Api, teams: Teams, ada: Person) -> None:
    path = f"v3/conversations/{ada.chat.id}/activities"
    teams.throttle()
    statuses = [(await api("POST", path, {"text": "x"}))[0] for _ in range(8)]
    assert statuses == [201] * 7 + [429]
    assert (await api("GET", f"v3/conversations/{teams.chats.group.id}/members"))[0] == 200


async def test_suggested_actions_and_summary_are_kept(api: Api, ada: Person) -> None:
    suggested = [{"type": "imBack", "title": "Help", "value": "help"}]
    sent = {"type": "message", "text": "Hi", "summary": "Greeting", "suggestedActions": {"actions": suggested}}
    await api("POST", f"v3/conversations/{ada.chat.id}/activities", sent)
    seen = await ada.sees(lambda message: message.summary == "Greeting")
    assert seen.suggested == tuple(suggested)


async def test_typing_is_accepted_and_shows_no_message(api: Api, teams: Teams, ada: Person) -> None:
    status, _ = await api("POST", f"v3/conversations/{ada.chat.id}/activities", {"type": "typing"})
    assert (status, ada.messages(), list(teams.chats.typing)) == (201, (), [ada.chat.id])
