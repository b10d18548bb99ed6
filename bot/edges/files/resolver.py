"""Names into addresses, in the lookup that connects: what was looked at is what is connected to, and nothing else."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.edges.files.address import is_public
from bot.ports import NotPermittedError

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host and a port; the addresses that they have. Raises OSError when there are none."""


async def look_up(host: str, port: int) -> Sequence[str]:
    """Ask this machine, which asks whom it is set up to ask."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Resolver(AbstractResolver):
    """aiohttp's own kind. One bad address among good ones is enough: a name that leads to both is not trusted."""

    def __init__(self, lookup: Lookup = look_up, may_reach: Callable[[str], bool] = is_public) -> None:
        self.may_reach = may_reach
        self._lookup = lookup

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002  nobody asks for one
    ) -> list[ResolveResult]:
        addresses = await self._lookup(host, port)
        if not addresses:
            raise OSError(f"{host} has no address")
        if not all(map(self.may_reach, addresses)):
            raise refuse_address()
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET,  # noqa: PLR2004  IPv6
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


def refuse_address() -> NotPermittedError:
    return NotPermittedError(
        "The name of the tenant's SharePoint leads to an address that is not on the internet, so Linkgate does not "
        "connect to it. Whoever runs Linkgate looks at the name service of its host."
    )
