"""Turns per second of Linkgate's front door, beside those of its peers, in one run: `make bench`.

A turn is an activity with a signed token posted to the server, and a message posted by the server to the connector;
it counts when the connector has the message and the server has answered. Every server has a process of its own on
one core, and is alone at work there; sender, issuer, connector, sign-in and the simulated tenant have another core.
Rows take turns, second by second, so that whatever else the machine does meets them all alike.

Nothing here fails for being slow. It fails for a turn that was not answered, not delivered or answered wrongly.
"""

import argparse
import asyncio
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.processes import BrokenError, Running, pick_cores, pin, run
from bench.turns.figures import Round, compare, sum_up, tabulate
from bench.turns.load import Letter, Order, send, write_letter
from bench.turns.teams import Microsoft, open_microsoft

from bot.sim.cast import BOT_APP_ID, CAST, Player
from bot.sim.tenant.certificate import make_certificate
from bot.sim.tenant.people import seed_people

CONNECTIONS = (1, 16)
PEOPLE = 64
DELAYS = (0, 150)
HELP, STATUS, FRESH = "Linkgate: help", "Linkgate: linkedin status", "Linkgate: help, a new token each turn"
STOCK = {delay: f"botbuilder echo, sign-in takes {delay} ms" for delay in DELAYS}
AGENTS, BARE, CEILING = "Agents SDK echo", "aiohttp echo, no checks", "(the sender's own ceiling)"
GOALS = {STOCK[0]: 8, AGENTS: 1.5, BARE: 0.25}
_SLICE = 1.0
_SERVERS = Path(__file__).parent / "servers"
_ECHO, _CARD = b"help", b'"summary": "'

PREFACE = """\
Linkgate's limits are raised here: it keeps a bot at Teams' own pace (30 messages a second in a tenant, 7 in a chat).
{people} people of the simulated tenant write, each in a chat of their own. Linkgate draws cards and logs each turn;
the others echo a line and log nothing. Linkgate remembers for a minute what a person may do, for the help alone: all
have asked once before it is measured. For the status it asks the simulated tenant, on the sender's core.
A connection's activities bear one token, as Teams' do for about an hour; in one row each bears a token of its own,
whose signing slows the sender down (look at core us/turn there).
Servers on core {server}, everything else on core {rest}; {rounds} rounds of {slice:g} s, medians; cores not ours alone.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: which server, and what is written to it."""

    name: str
    server: Running
    text: str = "help"
    proof: bytes = _ECHO
    is_warmed: bool = False
    has_fresh_tokens: bool = False


@asynccontextmanager
async def open_rows(microsoft: Microsoft, ca: Path, folder: Path, cores: tuple[int, int]) -> AsyncIterator[list[Row]]:
    """Start every server, ours with its tenant."""
    core, rest = cores
    peer = {
        "app_id": BOT_APP_ID,
        "keys": f"{microsoft.issuer.url}/v1/.well-known/openidconfiguration",
        "jwks": f"{microsoft.issuer.url}/keys",
        "service": microsoft.service_url,
        "ca": str(ca),
    }
    async with AsyncExitStack() as stack:

        async def start(server: str, order: Mapping[str, str], *, on: int = core, is_peer: bool = False) -> Running:
            return await stack.enter_async_context(
                run(_SERVERS / f"{server}.py", order, core=on, folder=folder, is_peer=is_peer)
            )

        world = await start("world", {"users": "1000", "data": str(folder / "data")}, on=rest)
        ours = {
            **world.told["environment"],
            "LINKGATE_SIM_SERVICE_URL": microsoft.service_url,
            "LINKGATE_SIM_KEYS_URL": peer["keys"],
        }
        logins = {delay: {**peer, "login": entry.url} for delay, entry in microsoft.sign_ins.items()}
        linkgate, agents, bare, ceiling, *stock = await asyncio.gather(
            start("linkgate", ours),
            start("agents", logins[0], is_peer=True),
            start("bare", peer),
            start("ceiling", peer),
            *(start("stock", login, is_peer=True) for login in logins.values()),
        )
        yield [
            Row(name=HELP, server=linkgate, proof=_CARD, is_warmed=True),
            Row(name=FRESH, server=linkgate, proof=_CARD, is_warmed=True, has_fresh_tokens=True),
            Row(name=STATUS, server=linkgate, text="linkedin status", proof=_CARD),
            *(Row(name=name, server=server) for name, server in zip(STOCK.values(), stock, strict=True)),
            Row(name=AGENTS, server=agents),
            Row(name=BARE, server=bare),
            Row(name=CEILING, server=ceiling),
        ]


def list_people() -> list[Player]:
    """List some people of the simulated tenant who may sign in; none of the cast, so they may only look."""
    everybody = seed_people(1000)[len(CAST) :]
    able = [one for one in everybody if one["accountEnabled"] and one["userType"] == "Member"]
    return [
        Player(key=f"{place:04}", name=one["displayName"], object_id=one["id"])
        for place, one in enumerate(able[:PEOPLE])
    ]


class Bench:
    """Sends, and keeps what came of it."""

    def __init__(self, microsoft: Microsoft, people: Sequence[Player]) -> None:
        self.rounds: dict[tuple[str, int], list[Round]] = defaultdict(list)
        self.faults: dict[str, list[str]] = defaultdict(list)
        self._microsoft = microsoft
        self._letters = {
            text: [write_letter(person, text, microsoft.service_url) for person in people]
            for text in ("help", "linkedin status")
        }

    async def warm_up(self, row: Row) -> None:
        """Let every one of the people ask once, or some of them, where it is only for the sockets."""
        letters = self._letters[row.text]
        await self._send(row, letters if row.is_warmed else letters[:4], connections=2, seconds=None)

    async def measure(self, row: Row, connections: int) -> None:
        if row.is_warmed:
            await self.warm_up(row)
        before = row.server.cpu()
        took, seconds = await self._send(row, self._letters[row.text], connections=connections, seconds=_SLICE)
        if took:
            self.rounds[row.name, connections].append(sum_up(took, seconds, row.server.cpu() - before))

    async def _send(
        self, row: Row, letters: Sequence[Letter], *, connections: int, seconds: float | None
    ) -> tuple[list[float], float]:
        order = Order(
            url=row.server.url,
            letters=letters,
            connections=connections,
            seconds=seconds,
            proof=row.proof,
            has_fresh_tokens=row.has_fresh_tokens,
        )
        tour = await send(order, self._microsoft)
        self.faults[row.name] += tour.faults
        return tour.took, tour.seconds


async def compare_all(rounds: int, folder: Path) -> int:
    """Measure, print, and return the number of turns that went wrong."""
    cores = pick_cores()
    pin(0, cores[1])
    ca, context = make_certificate(folder)
    async with open_microsoft(context, DELAYS) as microsoft, open_rows(microsoft, ca, folder, cores) as rows:
        bench = Bench(microsoft, list_people())
        for row in rows:
            await bench.warm_up(row)
        for _ in range(rounds):
            for connections in CONNECTIONS:
                for row in rows:
                    await bench.measure(row, connections)
        strays = microsoft.connector.strays
    print(PREFACE.format(people=PEOPLE, server=cores[0], rest=cores[1], rounds=rounds, slice=_SLICE))
    faults = [f"{name}: {fault}" for name, found in bench.faults.items() for fault in found]
    if not faults:
        print(tabulate(bench.rounds, [row.name for row in rows], CONNECTIONS))
        print(f"\n{compare(bench.rounds, (HELP, STATUS), GOALS, CONNECTIONS)}")
    if strays:
        faults.append(f"{strays} messages reached the connector that nobody waited for, or without a token")
    print("\n".join(faults[:20]), file=sys.stderr)
    return len(faults)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="Turns per second, side by side.")
    parser.add_argument("--seconds", type=int, default=10, help="seconds for each figure (default: 10)")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="linkgate-bench-") as folder:
        try:
            faults = asyncio.run(compare_all(max(1, arguments.seconds), Path(folder)))
        except BrokenError as error:
            sys.exit(str(error))
    sys.exit(f"{faults} turns went wrong" if faults else 0)


if __name__ == "__main__":
    main()
