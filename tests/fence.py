"""The fence around the tests: this process speaks with this machine and asks nobody for names.

Python announces each such call before it is made (docs.python.org/3/library/audit_events.html), whoever makes it, and
does not make it if the listener raises. What tried to get out is kept as well, as edges live with a network that is
down. Processes that a test starts have no fence.
"""

import socket
import sys
from ipaddress import ip_address

_CALLS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_WATCHED = frozenset((*_CALLS, *_NAMES))


class OutsideError(OSError):
    """A test wanted to speak with another machine; to those who call, the network is down."""


class Fence:
    """Stands from the first test that asks for it until *is_up* is taken down; a listener cannot be removed."""

    def __init__(self):
        self.is_up = True
        self.crossed = []
        sys.addaudithook(self._hear)

    def _hear(self, event, arguments):
        if event not in _WATCHED or not self.is_up:
            return
        if event in _CALLS and not _is_near(*arguments):
            self._refuse(f"{event} {arguments[1]}")
        if event in _NAMES and not _is_known(arguments[0]):
            self._refuse(f"{event} {arguments[0]}")

    def _refuse(self, what):
        self.crossed.append(what)
        raise OutsideError(what)


def _is_near(caller, address):
    """Judge the address of a call; without one, the call is to whom an earlier call connected to."""
    if caller.family not in (socket.AF_INET, socket.AF_INET6) or address is None:
        return True
    return address[0] == "localhost" or _is_loopback(address[0])


def _is_loopback(host):
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _is_known(host):
    """Judge a name: numbers are no names, and need nobody who knows them."""
    host = host.decode() if isinstance(host, bytes) else host
    if not host or host == "localhost":
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
