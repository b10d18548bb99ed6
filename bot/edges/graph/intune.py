"""The Office policy in Intune's settings catalog, over Graph beta."""

from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Target
from bot.edges.graph.wire import Wire


class Intune:
    """An `OfficePort` over a wire to Graph beta."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def read(self) -> Catalog:
        raise NotImplementedError

    async def create(self, definition: str, state: OfficeState, *, name: str, mark: str) -> PolicyId:
        raise NotImplementedError

    async def assign(self, policy: PolicyId, target: Target) -> None:
        raise NotImplementedError

    async def change(self, policy: Policy, definition: str, state: OfficeState, *, name: str) -> None:
        raise NotImplementedError

    async def remove(self, policy: PolicyId) -> None:
        raise NotImplementedError
