"""Bystanders: owes a word about an outcome to those whom the house rules name."""

import logging

from bot.core.change import Change
from bot.core.notice import Notice, tell_bystander
from bot.core.rules import Rules
from bot.ports import PortError, Ports
from bot.register import new_id

log = logging.getLogger(__name__)

_MOST_TOLD = 60


async def tell_bystanders(ports: Ports, rules: Rules, change: Change) -> list[Notice]:
    """Owe the word. Who they are may be unreadable: then to nobody."""
    if rules.told is None:
        return []
    try:
        people = await ports.directory.members(rules.told)
    except PortError as error:
        log.warning("those who are told of outcomes could not be read: %s", error)
        return []
    others = [person for person in people if person.id != change.requester.id and person.is_enabled]
    return [tell_bystander(change, person.id, id=new_id()) for person in others[:_MOST_TOLD]]
