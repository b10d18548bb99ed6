"""Several questions at once."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Told = TypeVar("Told")


async def gather(*questions: Coroutine[Any, Any, Told]) -> list[Told]:
    """Ask all at once. When one fails the others are called off, so that nothing is left running behind an error."""
    tasks = [asyncio.ensure_future(question) for question in questions]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
