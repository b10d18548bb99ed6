"""Everything behind the front door, among whatever ports it is given."""

from bot.bell import Bell
from bot.brake import Brake, adopt_first
from bot.core.act import Act, Verb
from bot.core.change import State
from bot.core.place import Place, PlaceKind
from bot.core.rules import Rules
from bot.facts import MOST_INLINE
from bot.pace import Pace
from bot.ports import Ports
from bot.register import Register
from bot.staff import hire_desk, hire_worker
from bot.turn import Ask, Caller, Click
from fakes.samples import ALICE, APPROVERS, BOB, OPERATORS, RULES, SERVICE_URL

__all__ = ["APPROVERS", "OPERATORS", "RULES", "Office", "met"]


class Office:
    """Everything behind the front door. A new one on the same ports is the process after a crash."""

    def __init__(
        self,
        ports: Ports,
        pace: Pace,
        rules: Rules = RULES,
        *,
        is_read_only: bool = False,
        is_guided: bool = False,
        most_inline: int = MOST_INLINE,
    ) -> None:
        self.ports, self.rules = ports, rules
        self.register = Register(ports.store, Bell())
        brake = Brake(store=ports.store, rules=rules, is_read_only=is_read_only)
        self.desk = hire_desk(ports, rules, register=self.register, brake=brake, locale="en", most_inline=most_inline)
        self.worker = hire_worker(ports, rules, register=self.register, brake=brake, pace=pace, is_guided=is_guided)
        self.applier, self.postman = self.worker.applier, self.worker.postman
        self.reminder, self.surveyor = self.worker.reminder, self.worker.surveyor

    async def opens(self):
        """Start as the bot does: the first rules that a store sees are adopted."""
        await adopt_first(self.ports.store, self.rules, self.ports.clock)
        return self

    async def asks(self, person, text, *, origin="first"):
        return await self.desk.ask(Ask(text=text, caller=met(person), origin=f"a:{person.id}/{origin}"))

    async def clicks(self, person, verb, change=None, **inputs):
        """Click; whoever sends a request says that people have been told, unless they say otherwise."""
        inputs = {"told": "done", **inputs} if verb is Verb.SEND else inputs
        act = Act(verb, change.id, change.rev) if change else Act(verb)
        click = Click(act=act, caller=met(person), message="card", inputs=inputs)
        return await self.desk.click(click)

    async def newest(self):
        """Return the newest request, whatever became of it."""
        number = 0
        while found := await self.ports.store.change_numbered(number + 1):
            number, newest = number + 1, found
        return newest

    async def sent(self, text="linkedin enable group Sales"):
        """Ask and send; return the request that waits."""
        await self.asks(ALICE, text)
        await self.postman.deliver()
        await self.clicks(ALICE, Verb.SEND, await self.newest(), reason="Pilot")
        await self.postman.deliver()
        return await self.newest()

    async def approved(self, text="linkedin enable group Sales", *, by=(BOB,)):
        """Ask, send and approve; return the approved request."""
        await self.sent(text)
        for person in by:
            await self.clicks(person, Verb.APPROVE, await self.newest())
        change = await self.newest()
        assert change.state is State.APPROVED
        return change


def met(person):
    place = Place(kind=PlaceKind.PERSONAL, service_url=SERVICE_URL, conversation=f"a:{person.id}")
    return Caller(user=person.id, teams_id=f"29:{person.id}", place=place)
