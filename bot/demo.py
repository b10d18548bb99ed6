"""The demo: Linkgate in a simulated world, in one process; and the README's conversation, played over its wires."""

import tempfile
import unicodedata
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import open_bot
from bot.config import read_settings
from bot.sim.teams import Message, Person
from bot.sim.world import World, open_world


@asynccontextmanager
async def run_demo(*, data: Path | None, users: int) -> AsyncIterator[str]:
    """Run world and bot; yield the address of the page. Without *data* everything is gone afterwards."""
    async with _open_demo(data, users) as world:
        yield world.teams.url


async def play_demo(*, users: int) -> str:
    """Play the README's conversation in a fresh world and return its transcript."""
    async with _open_demo(None, users) as world:
        return await _Play(world).run()


@asynccontextmanager
async def _open_demo(data: Path | None, users: int) -> AsyncIterator[World]:
    with tempfile.TemporaryDirectory(prefix="linkgate-") as passing:
        folder = data or Path(passing)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        async with open_world(data=folder, users=users) as world:
            settings = read_settings(world.environment(folder / "bot"))
            async with open_bot(settings) as bot:
                world.teams.connect(bot.url)
                yield world


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
