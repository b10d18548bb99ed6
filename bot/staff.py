"""The staff: who works behind the front door, each with what they need. It names no edge and reads no setting."""

from bot.announcer import Announcer
from bot.applier import Applier
from bot.brake import Brake
from bot.clerk import Clerk
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
from bot.publisher import Publisher
from bot.register import Register
from bot.reminder import Reminder
from bot.reporter import Reporter
from bot.surveyor import Surveyor
from bot.worker import Worker


def hire_desk(
    ports: Ports, rules: Rules, *, register: Register, brake: Brake, locale: str, most_inline: int = MOST_INLINE
) -> Desk:
    """Hire those who hear what people say and click.

    *locale* is the language of what many read, *most_inline* is as `facts` has it.
    """
    guard = Guard(ports=ports, rules=rules)
    planner = Planner(
        ports=ports,
        rules=rules,
        guard=guard,
        register=register,
        muster=Muster(ports=ports),
        most_inline=most_inline,
    )
    return Desk(
        ports=ports,
        register=register,
        lookup=Lookup(ports=ports, rules=rules, guard=guard, brake=brake),
        planner=planner,
        clerk=Clerk(ports=ports, rules=rules, guard=guard, register=register, planner=planner, brake=brake),
        courier=Courier(ports=ports, guard=guard, reporter=Reporter(ports)),
        announcer=Announcer(ports=ports, guard=guard, locale=locale),
    )


def hire_worker(
    ports: Ports, rules: Rules, *, register: Register, brake: Brake, pace: Pace, is_guided: bool = False
) -> Worker:
    """Hire those who work on their own. *is_guided*: the setting is changed by a person."""
    inspector = Inspector(ports=ports, rules=rules)
    filler = Filler(ports=ports, rules=rules, register=register, pace=pace)
    publisher = Publisher(
        ports=ports,
        rules=rules,
        register=register,
        brake=brake,
        inspector=inspector,
        pace=pace,
        stopping=filler.stopping,
    )
    applier = Applier(
        ports=ports,
        rules=rules,
        register=register,
        brake=brake,
        inspector=inspector,
        filler=filler,
        publisher=publisher,
        pace=pace,
        is_guided=is_guided,
    )
    return Worker(
        ports=ports,
        register=register,
        applier=applier,
        postman=Postman(ports),
        reminder=Reminder(ports=ports, rules=rules, register=register),
        surveyor=Surveyor(ports=ports, register=register, stopping=applier.stopping),
    )
