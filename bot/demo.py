"""The demo: Linkgate in a simulated world, in one process; and the README's conversation, played over its wires."""

import re
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from bot.app import open_bot
from bot.clock import SystemClock
from bot.config import Hands, read_settings
from bot.pace import Pace
from bot.sim.cast import ADA, CLEO
from bot.sim.lists import make_old_list
from bot.sim.teams import Deed, Message, Person, Sample
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
_ROWS_SHOWN = 3
_ROWS = re.compile(r"[\d,]+ rows?")
_FIGURE = re.compile(r"\+?[\d,]+")
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
    """Play the README's conversations in a fresh world; return their transcripts, with an empty line between."""
    async with _open_demo(None, users) as world:
        play = _Play(world)
        scenes = [await play.change_setting(), await play.move_people(make_old_list(users)), await play.set_office()]
        return "\n\n".join(scenes)


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
                await world.person(ADA.key).introduces(world.teams.chats.channel)
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

    async def change_setting(self) -> str:
        """Play how the setting is changed, and return what was written down."""
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
        return self._take_lines()

    async def move_people(self, people: Sample) -> str:
        """Play how the people of a list come into a new group, and how that is selected then."""
        ada = self._world.person("ada")
        made = await self._say(ada, 'linkedin create group "LinkedIn pilot"', "Review")
        await self._agree(made, "was made", reason="A group for the people of the old list")
        plan = await self._say(ada, 'linkedin move to group "LinkedIn pilot"', "Review", file=people)
        await self._agree(plan, "are in the group now", reason="The people who were selected before")
        moved = await ada.sees(lambda message: "Select group" in message.buttons)
        await self._take_file(ada, moved)
        known = _list_ids(ada)
        await self._click(ada, moved, "Select group")
        await self._agree(await self._see(ada, "Review", known), "are now on for the group", told="planned")
        return self._take_lines()

    async def set_office(self) -> str:
        """Play the other half: the Office policy, where people see LinkedIn then, and what they have to be told."""
        ada, bob, cleo = (self._world.person(key) for key in ("ada", "bob", "cleo"))
        await self._say(bob, "linkedin office status", "LinkedIn in Office")
        plan = await self._say(ada, 'linkedin office disable for group "LinkedIn pilot"', "Review")
        await self._agree(plan, "is now hidden in Office", reason="Desktops only after the training")
        await self._say(cleo, "linkedin office status", "LinkedIn in Office")
        await self._say(bob, "linkedin effect", "desktop Office")
        await self._say(cleo, "linkedin consent", "consent")
        offer = await self._say(ada, "linkedin office files disable", "Linkgate has a file for you")
        self._write(ada, "clicks", "[Allow]")
        await ada.accepts(offer)
        await self._say(bob, "linkedin announce", "connect LinkedIn")
        return self._take_lines()

    def _take_lines(self) -> str:
        lines, self._lines = self._lines, []
        return "\n".join(lines)

    async def _agree(self, review: Message, outcome: str, **inputs: str) -> None:
        """Let Ada send what she has reviewed and Bob approve it, and see what came of it."""
        ada, bob = self._world.person("ada"), self._world.person("bob")
        known, before = _list_ids(bob), _list_ids(ada)
        await self._click(ada, review, "Send", **inputs)
        await self._click(bob, await self._see(bob, "asks to", known), "Approve")
        await self._see(ada, outcome, before)

    async def _take_file(self, person: Person, message: Message) -> None:
        """Let *person* take the file with a list's rows, and write down how it begins."""
        await self._click(person, message, "All rows…")
        offer = await self._see(person, "Linkgate has a file for you")
        self._write(person, "clicks", "[Allow]")
        await person.accepts(offer)
        ready = await person.sees(lambda message: bool(message.files) and "is in your OneDrive" in _read(message))
        text = person.download(ready).decode("utf-8-sig")
        self._write(person, "opens", _indent(ready.files[0].name, *text.splitlines()[:_ROWS_SHOWN], "…"))

    async def _say(self, person: Person, text: str, reply: str, *, file: Sample | None = None) -> Message:
        self._write(person, "says", _indent(text, *([f"attached: {file.name}"] if file else [])))
        known = _list_ids(person)
        await person.says(text, file=(file.name, file.raw) if file else None)
        return await self._see(person, reply, known)

    async def _click(self, person: Person, message: Message, title: str, **inputs: str) -> None:
        self._write(person, "clicks", _indent(f"[{title}]", *(f"{name}: {value}" for name, value in inputs.items())))
        await person.clicks(message, title, **inputs)

    async def _see(self, person: Person, what: str, known: Collection[str] = ()) -> Message:
        """Wait for a message that says *what* and is none of those *known* before."""
        message = await person.sees(lambda message: message.id not in known and what in _read(message), timeout=20)
        buttons = "  ".join(f"[{title}]" for title in message.buttons)
        self._write(person, "sees", _indent(_read(message), *_read_rows(message), *([buttons] if buttons else [])))
        return message

    def _write(self, person: Person, verb: str, text: str) -> None:
        self._lines.append(f"{person.player.name.split()[0]:<8} {verb:<7} {text}")


def _read(message: Message) -> str:
    """Read a message as one line; signs that only steer how text is shown are left out."""
    text = message.summary or message.text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _read_rows(message: Message) -> Iterator[str]:
    """Read what a card says of the rows of a list: how many there are of each kind, and which are named."""
    lines = message.visible_text.splitlines()
    place = next((place for place, line in enumerate(lines) if _ROWS.fullmatch(line)), 0)
    if place:
        figures = [f"{figure} {label}" for figure, label in pairwise(lines) if _FIGURE.fullmatch(figure)]
        yield f"{lines[place - 1]}, {lines[place]}: {', '.join(figures)}"
        yield from (line for line in lines if line.startswith("Left out: ") or "(line " in line)


def _indent(first: str, *others: str) -> str:
    return "\n".join([first, *(f"{'':11}{line}" for line in others)])


def _list_ids(person: Person) -> Collection[str]:
    return {message.id for message in person.messages()}
