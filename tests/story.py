"""What the ledger tells of requests, without what else it keeps: rules that were adopted, people who were refused."""

from bot.core.ledger import Event


async def list_steps(store):
    """Return the lines of steps, oldest first."""
    return tuple(entry for entry in await store.entries() if entry.event not in {Event.ADOPTED, Event.REFUSED})
