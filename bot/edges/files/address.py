"""Which addresses are asked at all: those of known origins, letter for letter, and on the internet. Pure.

An address comes from whoever sent the message. Nothing of it is mended or read kindly: what two readers could read in
two ways is refused.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_PATH = re.compile(r"/[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]*")
"""RFC 3986, without a fragment, which is never sent."""
_SHOWN = re.compile(r"/[^\x00-\x1f\x7f-\x9f\\<>\"`{}|^\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]*")
"""What Teams shows may have spaces and letters of any language in it."""

_UNICAST = ip_network("2000::/3")
_TUNNELS = tuple(map(ip_network, ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20")))
"""Teredo and its neighbours, 6to4, and what is for documentation: nobody's server is reached there."""
_TRANSLATED = ip_network("64:ff9b::/96")
"""NAT64: the last 32 bits are the address that is really connected to (RFC 6052)."""
_RESERVED = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
"""What Python's older releases take for public (where Oracle's machines take orders from), a relay that is gone, and
what every machine on Azure takes orders from (learn.microsoft.com, "What is IP address 168.63.129.16?")."""


def find_origin(url: str, origins: Iterable[str]) -> str:
    """Find the origin to which *url* belongs, letter for letter, with nothing behind it but path and query; or ""."""
    return next((one for one in origins if url.startswith(one) and _PATH.fullmatch(url, len(one))), "")


def is_page_of(page: str, origins: Iterable[str]) -> bool:
    """Tell whether *page* is a place at one of *origins*, as people are shown one."""
    return any(page.startswith(one) and _SHOWN.fullmatch(page, len(one)) for one in origins)


def is_public(host: str) -> bool:
    """Tell whether *host* is the address of one machine on the internet; a name, or half an address, is none."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address in _TRANSLATED:
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if isinstance(address, IPv4Address):
        is_reserved = any(address in one for one in _RESERVED)
        return address.is_global and not address.is_multicast and not is_reserved
    is_tunnel = any(address in one for one in _TUNNELS)
    return address in _UNICAST and address.is_global and not is_tunnel and address.scope_id is None


def is_loopback(host: str) -> bool:
    """Tell whether *host* is an address of this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
