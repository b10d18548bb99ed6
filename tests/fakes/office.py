"""Everything behind the front door, among whatever ports it is given."""

from bot.announcer import Announcer
from bot.applier import Applier
from bot.bell import Bell
from bot.brake import Brake, adopt_first
from bot.clerk import Clerk
from bot.core.act import Act, Verb
from bot.core.change import State
from bot.core.place import Place, PlaceKind
from bot.core.rules import Rules
from bot.courier import Courier
from bot.desk import Desk
from bot.facts import MOST_INLINE
from bot.filler import Filler
from bot.guard import Guard
from bot.inspector import Inspector
from bot.lookup import Lookup
from bot.muster import Muster
from bot.pace import Pace
from bot.planner import Planner
from bot.ports import Ports
from bot.postman import Postman
from bot.register import Register
from bot.reminder import Reminder
from bot.reporter import Reporter
from bot.surveyor import Surveyor
from bot.turn import Ask, Caller, Click
from bot.worker import Worker
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
        register, guard = Register(ports.store, Bell()), Guard(ports=ports, rules=rules)
        self.register = register
        brake = Brake(store=ports.store, rules=rules, is_read_only=is_read_only)
        planner = Planner(
            ports=ports,
            rules=rules,
            guard=guard,
            register=register,
            muster=Muster(ports=ports),
            most_inline=most_inline,
        )
        lookup = Lookup(ports=ports, rules=rules, guard=guard, brake=brake)
        clerk = Clerk(ports=ports, rules=rules, guard=guard, register=register, planner=planner, brake=brake)
        courier = Courier(ports=ports, guard=guard, reporter=Reporter(ports))
        self.desk = Desk(
            ports=ports,
            register=register,
            lookup=lookup,
            planner=planner,
            clerk=clerk,
            courier=courier,
            announcer=Announcer(ports=ports, guard=guard, locale="en"),
        )
        self.applier = Applier(
            ports=ports,
            rules=rules,
            register=register,
            brake=brake,
            inspector=Inspector(ports=ports, rules=rules),
            filler=Filler(ports=ports, rules=rules, register=register, pace=pace),
            pace=pace,
            is_guided=is_guided,
        )
        self.postman = Postman(ports)
        self.reminder = Reminder(ports=ports, rules=rules, register=register)
        self.surveyor = Surveyor(ports=ports, register=register, stopping=self.applier.stopping)
        self.worker = Worker(
            ports=ports,
            register=register,
            applier=self.applier,
            postman=self.postman,
            reminder=self.reminder,
            surveyor=self.surveyor,
        )

    async def opens(self):
        """Start as the bot does: the first rules that a store sees are adopted."""
        await adopt_first(self.ports.store, self.rules, self.ports.clock)
        return self

    async def asks(self, person, text, *, origin="first"):
        return await self.desk.ask(Ask(text=text, caller=met(person), origin=f"a:{person.id}/{origin}"))

    async def clicks(self, person, verb, change=None, **inputs):
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
