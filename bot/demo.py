"""The demo: Linkgate in a simulated world, in one process; and the README's conversation, played over its wires."""

import tempfile
import unicodedata
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.app import open_bot
from bot.clock import SystemClock
from bot.config import Hands, read_settings
from bot.pace import Pace
from bot.sim.cast import ADA, CLEO
from bot.sim.teams import Deed, Message, Person
from bot.sim.world import World, open_world

PACE = Pace(
    patience=timedelta(seconds=10),
    glance=timedelta(seconds=1),
    look=timedelta(seconds=5),
    tick=timedelta(seconds=1),
    pause=timedelta(seconds=10),
)
"""Nobody watches a quarantine of 90 seconds; a simulated write that was lost does not land later."""

_GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
_TOKEN_LIFE = int(timedelta(days=365).total_seconds())
"""The bot's clock can be moved by days, and Microsoft's cannot; what was signed has to outlast that."""


@asynccontextmanager
async def run_demo(
    *, data: Path | None, users: int, hands: Hands = Hands.HERE, is_read_only: bool = False, pace: Pace = PACE
) -> AsyncIterator[str]:
    """Run world and bot; yield the address of the page. Without *data* everything is gone afterwards.

    With guided *hands* Ada makes the changes, in a world that is kept apart from the other one.
    """
    async with _open_demo(data, users, hands=hands, is_read_only=is_read_only, pace=pace) as world:
        yield world.teams.url


async def play_demo(*, users: int) -> str:
    """Play the README's conversation in a fresh world and return its transcript."""
    async with _open_demo(None, users) as world:
        return await _Play(world).run()


class _MovableClock(SystemClock):
    """The machine's clock, and what has passed on the page."""

    def __init__(self) -> None:
        self._passed = timedelta()

    def move(self, by: timedelta) -> None:
        self._passed += by

    def now(self) -> datetime:
        return super().now() + self._passed

    def monotonic(self) -> float:
        return super().monotonic() + self._passed.total_seconds()


@asynccontextmanager
async def _open_demo(
    data: Path | None, users: int, *, hands: Hands = Hands.HERE, is_read_only: bool = False, pace: Pace = PACE
) -> AsyncIterator[World]:
    clock = _MovableClock()
    with tempfile.TemporaryDirectory(prefix="linkgate-") as passing:
        folder = (data or Path(passing)) / ("guided" if hands is Hands.GUIDED else "")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        async with open_world(data=folder, users=users, token_life=_TOKEN_LIFE) as world:
            world.teams.offer("Time", *_list_waits(clock))
            environment = {**world.environment(folder / "bot"), "LINKGATE_READ_ONLY": "yes" if is_read_only else "no"}
            if hands is Hands.GUIDED:
                environment = _guide(world, environment, folder / "guided.toml")
            async with open_bot(read_settings(environment), clock=clock, pace=pace) as bot:
                world.teams.connect(bot.url)
                yield world


def _list_waits(clock: _MovableClock) -> tuple[Deed, ...]:
    hours, day = timedelta(hours=4), timedelta(days=1)
    return (
        Deed(name="pass-hours", title="Four hours pass", hint="reminders", do=partial(clock.move, hours)),
        Deed(name="pass-day", title="A day passes", hint="requests expire", do=partial(clock.move, day)),
    )


def _guide(world: World, environment: Mapping[str, str], rules: Path) -> dict[str, str]:
    """Let Ada make the changes; on the host somebody is signed in who can only read."""
    world.tenant.set_role(CLEO.object_id, _GLOBAL_READER, active=True)
    world.teams.entitle(ADA.key, "Global Administrator, makes the changes by hand")
    house = world.rules.read_text(encoding="utf-8")
    rules.write_text(f'{house}executor = "{ADA.object_id}"\n', encoding="utf-8")
    return {
        **environment,
        "LINKGATE_HANDS": Hands.GUIDED,
        "LINKGATE_RULES": str(rules),
        "LINKGATE_SIM_OPERATOR_CODE": world.tenant.issue_code(CLEO.object_id),
    }


class _Play:
    """Writes down what people say, see and click."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lines: list[str] = []

    async def run(self) -> str:
        ada, bob, mallory = (self._world.person(key) for key in ("ada", "bob", "mallory"))
        await self._say(ada, "linkedin status", "On for everyone")
        await self._say(mallory, "linkedin enable all", "Only an active Global Administrator")
        review = await self._say(ada, 'linkedin enable group "Sales EMEA"', "Review")
        await self._click(ada, review, "Send", reason="Partner summit in December", ticket="CHG-1234")
        approval = await self._see(bob, "asks to turn")
        await self._see(ada, "asks to turn")
        await self._click(bob, approval, "Approve")
        await self._see(ada, "approved your request")
        await self._see(ada, "are now on for the group")
        await self._see(bob, "are now on for the group")
        await self._say(ada, "linkedin status", "Sales EMEA")
        return "\n".join(self._lines)

    async def _say(self, person: Person, text: str, reply: str) -> Message:
        self._write(person, "says", text)
        known = {message.id for message in person.messages()}
        await person.says(text)
        return await self._see(person, reply, known)

    async def _click(self, person: Person, message: Message, title: str, **inputs: str) -> None:
        filled = "".join(f"\n{'':9}  {name}: {value}" for name, value in inputs.items())
        self._write(person, "clicks", f"[{title}]{filled}")
        await person.clicks(message, title, **inputs)

    async def _see(self, person: Person, what: str, known: Collection[str] = ()) -> Message:
        """Wait for a message that says *what* and is none of those *known* before."""
        message = await person.sees(lambda message: message.id not in known and what in _read(message), timeout=20)
        buttons = "  ".join(f"[{title}]" for title in message.buttons)
        self._write(person, "sees", _read(message) + (f"\n{'':9}  {buttons}" if buttons else ""))
        return message

    def _write(self, person: Person, verb: str, text: str) -> None:
        self._lines.append(f"{person.player.name.split()[0]:<8} {verb:<7} {text}")


def _read(message: Message) -> str:
    """Read a message as one line; signs that only steer how text is shown are left out."""
    text = message.summary or message.text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
