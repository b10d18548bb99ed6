"""The app package: the zip that an administrator uploads in the Teams admin center.

It is the files of `manifest/` with this bot's id and host filled in. The same arguments give the same bytes.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.bundle import bundle

_HERE = Path(__file__).parent
_PLACES = (_HERE / "manifest", _HERE.parent / "manifest")
"""Where the files are: in what was installed, or else in a checkout."""

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}\Z)({_LABEL}\.)+(?=[a-z]){_LABEL}", re.ASCII | re.IGNORECASE)


def read_app_id(text: str) -> str:
    """Read an app id, or raise ValueError with what is wrong."""
    if not _GUID.fullmatch(text) or not text.strip("0-"):
        raise ValueError(
            "the app id is the Application (client) id of the bot's registration, a GUID such as "
            "3f0a5c1e-7d34-4b6e-9a51-0b2c4d6e8f10"
        )
    return text.lower()


def read_domain(text: str) -> str:
    """Read the bot's public host name, or raise ValueError with what is wrong."""
    if not _DOMAIN.fullmatch(text):
        raise ValueError(
            "the domain is the host name at which Teams reaches the bot, such as bot.contoso.com: without https://, "
            "port and path, and no IP address; other letters than a to z are written as xn--…"
        )
    return text.lower()


def read_templates() -> Mapping[str, bytes]:
    """Read the files of the package as they are kept, by their names."""
    folder = next(place for place in _PLACES if (place / "manifest.json").is_file())
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in {".json", ".png"}}


def pack(templates: Mapping[str, bytes], *, app_id: str, domain: str) -> bytes:
    """Fill the *templates* in and zip them."""
    return bundle((name, _fill(name, templates[name], app_id=app_id, domain=domain)) for name in sorted(templates))


def _fill(name: str, content: bytes, *, app_id: str, domain: str) -> bytes:
    if not name.endswith(".json"):
        return content
    return content.replace(b"{{APP_ID}}", app_id.encode()).replace(b"{{DOMAIN}}", domain.encode())
