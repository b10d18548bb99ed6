"""Checks of what settings name: an address, a host, a folder, a certificate. Files are looked at and left alone."""

import ipaddress
import re
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.IGNORECASE)


def is_loopback(url: str, scheme: str) -> bool:
    """Tell whether *url* is an address on loopback; text that is no address at all is not."""
    try:
        parts = urlsplit(url)
        is_whole = parts.port != 0
    except ValueError:
        return False
    return is_whole and parts.scheme == scheme and parts.hostname in LOOPBACK


def is_host(text: str) -> bool:
    """Tell whether *text* is an IP address or the name of a host."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        is_number = text.replace(".", "").isdigit()  # an address that is none, such as 127.0.0.256
        return bool(_HOST.fullmatch(text)) and not is_number
    return True


def find_fault_of_folder(path: Path) -> str:
    """Say why no folder can be at *path*; empty when one can. Whether it can be written is seen when it is opened."""
    for part in (path, *path.parents):
        try:
            is_blocked = not part.is_dir() and part.exists()
        except OSError:
            return "cannot be looked at"
        if is_blocked:
            return "is a file, or lies in one, and has to be a folder"
    return ""


def find_fault_of_certificate(path: Path) -> str:
    """Say why the bot cannot sign in with the file at *path*; nothing of what is in it is repeated."""
    try:
        pem = path.read_bytes()
    except (OSError, ValueError):
        return "cannot be read"
    try:
        certificate = x509.load_pem_x509_certificate(pem)
    except (ValueError, UnsupportedAlgorithm):
        return "holds no certificate that can be read"
    try:
        key = load_pem_private_key(pem, password=None)
    except TypeError:
        return "holds a private key that is locked with a password; store it without one"
    except (ValueError, UnsupportedAlgorithm):
        return "holds no private key that can be read"
    if not isinstance(key, RSAPrivateKey):  # the sign-in is signed with RS256, so azure-identity takes no other kind
        return "holds a private key that is not RSA"
    return "" if key.public_key() == certificate.public_key() else "holds a private key of another certificate"
