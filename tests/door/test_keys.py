"""Where the front door gets the keys of Teams from; what happens when it cannot, or when somebody wants it to."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp
from door.stranger import Knock, Stranger, encode

from bot.app import open_bot
from bot.config import read_settings
from bot.edges.teams import keys
from bot.sim.teams import Trouble
from bot.sim.teams.issuer import CONFIGURATION, KEYS

ONE_REFRESH = (CONFIGURATION, KEYS)
GAP = 10.1


def quiet(stranger):
    """Return what leads to a turn and to no answer in the chat, so that nothing has to be paced."""
    return stranger.activity(type="typing")


async def test_a_key_that_may_not_speak_for_teams_opens_nothing(stranger, wait):
    """AUTH-12."""
    unfit = [None, [], ["webchat"], ["MSTEAMS"], ["msteams "], [["msteams"]], "msteams", {"msteams": True}, True, 5]
    made = {}
    for endorsements in unfit:
        stranger.teams.rotate_key(endorsements=endorsements, keep=True)
        made[repr(endorsements)] = Knock(token=stranger.token())
    stranger.teams.rotate_key(endorsements=["webchat", "msteams"], keep=True)
    wait(GAP)
    await stranger.is_refused(made, 401)
    await stranger.is_let_in()


async def test_a_key_that_is_too_short_opens_nothing(stranger, wait):
    """AUTH-12."""
    stranger.teams.rotate_key(bits=1024)
    wait(GAP)
    await stranger.is_refused({"1024 bits": Knock(token=stranger.token())}, 401)


async def test_a_new_key_is_learned_with_one_refresh_and_the_old_one_stays(stranger, wait):
    """AUTH-14."""
    first, asked = stranger.token(), len(stranger.teams.keys_asked)
    stranger.teams.rotate_key()
    second = stranger.token()
    wait(GAP)
    for token in (second, first, second):
        await stranger.is_let_in(token=token, body=quiet(stranger))
    assert stranger.teams.keys_asked[asked:] == ONE_REFRESH
    stranger.teams.rotate_key()
    third = stranger.token()
    for seconds in (0, 5, 4):
        wait(seconds)
        await stranger.is_refused({"too soon": Knock(token=third)}, 401)
    assert stranger.teams.keys_asked[asked:] == ONE_REFRESH
    wait(GAP - 9)
    for token in (third, second, first):
        await stranger.is_let_in(token=token, body=quiet(stranger))
    assert stranger.teams.keys_asked[asked:] == ONE_REFRESH * 2


async def test_thousands_of_forged_keys_make_one_refresh_and_hold_nobody_up(stranger, wait, caplog, is_long):
    """AUTH-15."""
    many = 10_000 if is_long else 1_000
    caplog.set_level("WARNING")
    wait(GAP)
    asked = len(stranger.teams.keys_asked)
    turns = await stranger.figures("linkgate_turns")
    forging = asyncio.gather(*(forge(stranger, many // 20, seed) for seed in range(20)))
    good = 0
    while not forging.done():
        assert await stranger.knocks(body=quiet(stranger)) == 200
        good += 1
    assert {status for statuses in await forging for status in statuses} == {401}
    assert stranger.teams.keys_asked[asked:] == ONE_REFRESH
    assert good > many / 200, "one of 21 who knock: a fair share is a twentieth of what each forger gets in"
    assert sum((await stranger.figures("linkgate_turns")).values()) - sum(turns.values()) == good


async def forge(stranger, many, seed):
    """Post so many activities, each with a token that names another key; return what they were answered."""
    chance, claims, body = random.Random(seed), encode(stranger.claims()), b"{}"  # noqa: S311  it has to be repeatable
    parts = urlsplit(stranger.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    statuses = []
    for _ in range(many):
        header = encode({"alg": "RS256", "typ": "JWT", "kid": chance.randbytes(16).hex()})
        token = f"{header}.{claims}.{encode(chance.randbytes(256))}"
        lines = (
            "POST /api/messages HTTP/1.1",
            "Host: x",
            f"Authorization: Bearer {token}",
            "Content-Length: 2",
            "",
            "",
        )
        writer.write("\r\n".join(lines).encode() + body)
        statuses.append(int((await reader.readuntil(b"\r\n\r\n")).split()[1]))
    writer.close()
    await writer.wait_closed()
    return statuses


ANYWHERE = (Trouble.HANG, Trouble.UNAVAILABLE, Trouble.REDIRECT, Trouble.HTML, Trouble.LIST, Trouble.HUGE)
BAD = [
    *((trouble, at) for trouble in ANYWHERE for at in ONE_REFRESH),
    (Trouble.ELSEWHERE, CONFIGURATION),
    (Trouble.EMPTY, KEYS),
    (Trouble.NO_KID, KEYS),
    (Trouble.ELLIPTIC, KEYS),
]


async def probe(stranger: Stranger, work: Callable[[], Awaitable[int]], token: str) -> tuple[int, bool]:
    """Do *work*; meanwhile a good *token* keeps opening. Return what came of it, and whether one was let in before."""
    task, is_overtaken = asyncio.ensure_future(work()), False
    while not task.done():
        assert await stranger.is_alive()
        assert await stranger.knocks(token=token, body=quiet(stranger)) == 200
        is_overtaken |= not task.done()
    return task.result(), is_overtaken


async def test_a_bad_key_document_is_believed_in_nothing_and_stops_nothing(stranger, wait, trap, monkeypatch):
    """AUTH-16."""
    monkeypatch.setattr(keys, "_TIMEOUT", aiohttp.ClientTimeout(total=2))
    good, found, overtaken = stranger.token(), {}, set()
    for trouble, at in BAD:
        stranger.teams.heal_keys()
        stranger.teams.rotate_key()
        trap.document = {**await published(stranger), "jwks_uri": f"{trap.url}/keys"}
        stranger.teams.spoil_keys(trouble, at=at, to=f"{trap.url}/keys")
        wait(GAP)
        by = "ES256" if trouble is Trouble.ELLIPTIC else "RS256"
        tokens = [stranger.token(), stranger.teams.sign(stranger.claims(), by=by)]
        tokens += [stranger.teams.sign(stranger.claims(), header={"kid": kid}) for kid in (None, "", "None", "null")]
        for token in tokens:
            status, is_overtaken = await probe(stranger, lambda token=token: stranger.knocks(token=token), good)
            found[trouble, at] = (*found.get((trouble, at), ()), status)
            overtaken |= {(trouble, at)} if is_overtaken else set()
    assert found == dict.fromkeys(BAD, (401,) * 6)
    assert overtaken >= {(Trouble.HANG, at) for at in ONE_REFRESH}, "while one hangs, the others go in"
    assert trap.visits == []
    assert stranger.teams.keys_poured < 32 * 1024 * 1024, "of 200 MB"
    stranger.teams.heal_keys()
    wait(GAP)
    await stranger.is_let_in(token=stranger.token())


async def published(stranger):
    async with aiohttp.ClientSession() as session, session.get(stranger.teams.openid_url) as answer:
        url = (await answer.json())["jwks_uri"]
        async with session.get(url) as listed:
            return await listed.json()


async def test_a_key_document_may_come_in_pieces(stranger, wait):
    """AUTH-14."""
    for at in ONE_REFRESH:
        stranger.teams.rotate_key()
        stranger.teams.spoil_keys(Trouble.PIECES, at=at)
        wait(GAP)
        await stranger.is_let_in()


async def test_a_bot_that_starts_without_keys_asks_seldom_and_recovers(world, wait, tmp_path, stranger_of):
    """AUTH-15 AUTH-16."""
    world.teams.spoil_keys(Trouble.UNAVAILABLE)
    async with (
        open_bot(read_settings(world.environment(tmp_path / "bot"))) as bot,
        stranger_of(bot) as stranger,
    ):
        crowd = {str(number): Knock() for number in range(20)}
        assert world.teams.keys_asked == ONE_REFRESH
        await stranger.is_refused(crowd, 401)
        assert world.teams.keys_asked == ONE_REFRESH
        wait(GAP)
        await stranger.is_refused(crowd, 401)
        assert world.teams.keys_asked == ONE_REFRESH * 2
        world.teams.heal_keys()
        wait(GAP)
        await stranger.is_let_in()
