"""Anchors in memory: keeps the promises of `AnchorPort`, and breaks them on demand."""

from bot.core.chain import Anchor
from bot.ports import PortError


class FakeAnchors:
    """*kept* is what stands there, the oldest first; *broken* is raised for each call, while it is set."""

    def __init__(self) -> None:
        self.kept: list[Anchor] = []
        self.broken: PortError | None = None

    async def newest(self) -> Anchor | None:
        await self.check()
        return self.kept[-1] if self.kept else None

    async def posted(self) -> Anchor | None:
        await self.check()
        return next((anchor for anchor in reversed(self.kept) if anchor.message), None)

    async def add(self, anchor: Anchor) -> None:
        await self.check()
        self.kept.append(anchor)

    async def check(self) -> None:
        if self.broken:
            raise self.broken
