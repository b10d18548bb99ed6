"""Something that happens in the middle: the process dies, or somebody else acts, at one call of a port."""

from collections.abc import Awaitable, Callable
from typing import Any


class KilledError(BaseException):
    """The process is gone at this moment."""


async def die() -> None:
    raise KilledError


class Fuse:
    """Burns down with each call, once before it and once after it; when *length* is used up, *deed* is done."""

    def __init__(self, length: int, deed: Callable[[], Awaitable[object]] = die) -> None:
        self.left = length
        self._deed = deed

    async def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            await self._deed()


class Fused:
    """A port on a fuse that it may share with others."""

    def __init__(self, port: object, fuse: Fuse) -> None:
        self._port, self._fuse = port, fuse

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        method = getattr(self._port, name)

        async def call(*args: object, **kwargs: object) -> object:
            await self._fuse.burn()
            done = await method(*args, **kwargs)
            await self._fuse.burn()
            return done

        return call
