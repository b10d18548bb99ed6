"""The tenant's rules for consent by users to apps, read from Microsoft Graph."""

from collections.abc import Sequence

from bot.edges.graph.wire import Wire


class Consents:
    """A `ConsentPort` over a wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def grants(self) -> Sequence[str]:
        raise NotImplementedError
