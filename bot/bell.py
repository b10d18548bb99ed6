"""A bell: whoever kept something rings it, and every loop that listens wakes. Rings are not counted."""

import asyncio
from datetime import timedelta


class Bell:
    """Wakes its listeners; a ring while a listener is busy is heard when it listens again."""

    def __init__(self) -> None:
        self._listeners: list[asyncio.Event] = []

    def ring(self) -> None:
        for listener in self._listeners:
            listener.set()

    def listener(self) -> asyncio.Event:
        event = asyncio.Event()
        self._listeners.append(event)
        return event


async def hear(event: asyncio.Event, *, most: timedelta) -> None:
    """Wait for a ring, but no longer than *most*."""
    try:
        async with asyncio.timeout(most.total_seconds()):
            await event.wait()
    except TimeoutError:
        pass
    event.clear()
