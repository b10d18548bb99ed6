"""What Microsoft's documentation says of Graph and its own description, of which the SDK is made, does not.

Each rule has the page that it stands on. Everything here is written by hand; all else is read from the wheel.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from wire import beta
from wire.shape import GUID

MOST_LINKS = 20
"""Members and owners in one request: https://learn.microsoft.com/graph/api/group-post-members"""
BINDS: Mapping[tuple[str, str], Collection[str]] = {
    ("POST", "/groups"): ("members@odata.bind", "owners@odata.bind"),
    ("PATCH", "/groups/{group-id}"): ("members@odata.bind",),
}
_WHOLE = ("name", "platforms", "technologies", "settings")
_REQUIRED: Mapping[tuple[str, str], Collection[str]] = {
    # https://learn.microsoft.com/graph/api/group-post-groups
    ("POST", "/groups"): ("displayName", "mailEnabled", "mailNickname", "securityEnabled"),
    # https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementconfigurationpolicy-create; what is
    # put is the whole policy, or what is left out is lost
    ("POST", beta.POLICIES): _WHOLE,
    ("PUT", beta.POLICY): (*_WHOLE, "description", "roleScopeTagIds"),
    ("POST", f"{beta.POLICY}/assign"): ("assignments",),
}
_MOST_IDS: Mapping[str, tuple[str, int]] = {
    # https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups and -getbyids
    "checkMemberGroups": ("groupIds", 20),
    "getByIds": ("ids", 1000),
}
_IDS = dict.fromkeys(("group-id", "directoryObject-id", "device-id", "servicePrincipal-id", "organization-id"), GUID)
_IDS["user-id"] = re.compile(rf"{GUID.pattern}|[^@\s]+@[^@\s]+")  # or the user principal name
_IDS["deviceManagementConfigurationPolicy-id"] = GUID
_LONGEST_NAME = 256
_NICKNAME = re.compile(r"""[!#-'*+\-./0-9=?A-Z^-~]{1,64}""")
"""ASCII without `@()\\[]";:<>,` and spaces: https://learn.microsoft.com/graph/api/resources/group"""


def check_step(name: str, value: str) -> Iterator[str]:
    """Tell whether *value* in a path can be the id that *name* calls for."""
    if name in _IDS and not _IDS[name].fullmatch(value):
        yield f"{value!r} is no {name}"


def check_body(method: str, path: str, body: Mapping[str, object], base: str) -> Iterator[str]:
    """Tell what of *body*, which is an object, is not as documented. *base* is Graph's address under test."""
    for name in _REQUIRED.get((method, path), ()):
        if body.get(name) is None:
            yield f"{name} is missing"
    yield from _check_group(body) if path.startswith("/groups") else ()
    yield from _check_links({name: body[name] for name in BINDS.get((method, path), ()) if name in body}, base)
    if "@odata.id" in body:
        yield from (f"@odata.id: {found}" for found in _check_link(body["@odata.id"], base))
    name, most = _MOST_IDS.get(path.rpartition("/")[2], ("", 0))
    if name:
        yield from (f"{name}: {found}" for found in _check_ids(body.get(name), most))


def check_told_ids(path: str, body: Mapping[str, object], told: Collection[object]) -> Iterator[str]:
    """Tell which ids in an answer nobody asked for."""
    name, _ = _MOST_IDS.get(path.rpartition("/")[2], ("", 0))
    asked = body.get(name) if name else None
    if isinstance(asked, list):
        known = {str(one).lower() for one in asked}
        ids = [one.get("id") if isinstance(one, dict) else one for one in told]
        yield from (f"{id_!r} was not asked for" for id_ in ids if str(id_).lower() not in known)


def _check_group(body: Mapping[str, object]) -> Iterator[str]:
    name, nickname = body.get("displayName"), body.get("mailNickname")
    if isinstance(name, str) and not 1 <= len(name) <= _LONGEST_NAME:
        yield f"displayName has 1 to {_LONGEST_NAME} signs, not {len(name)}"
    if isinstance(nickname, str) and not _NICKNAME.fullmatch(nickname):
        yield f"mailNickname cannot be {nickname!r}"


def _check_links(binds: Mapping[str, object], base: str) -> Iterator[str]:
    lists = {name: links for name, links in binds.items() if isinstance(links, list) and links}
    for name in binds.keys() - lists.keys():
        yield f"{name} is a list of addresses, and not empty"
    count = sum(map(len, lists.values()))
    if count > MOST_LINKS:
        yield f"{' and '.join(lists)} take {MOST_LINKS} addresses in one request, not {count}"
    for name, links in lists.items():
        for place, link in enumerate(links):
            yield from (f"{name}[{place}]: {found}" for found in _check_link(link, base))


def _check_link(link: object, base: str) -> Iterator[str]:
    beginnings = [f"{start}/directoryObjects/" for start in (base, "https://graph.microsoft.com/v1.0")]
    ids = [link.removeprefix(start) for start in beginnings if isinstance(link, str) and link.startswith(start)]
    if not any(GUID.fullmatch(id_) for id_ in ids):
        yield f"{link!r} is no address of an object of the directory, as {beginnings[-1]}{{id}}"


def _check_ids(ids: object, most: int) -> Iterator[str]:
    if not isinstance(ids, list) or not 1 <= len(ids) <= most:
        yield f"takes 1 to {most} ids, not {len(ids) if isinstance(ids, list) else ids!r}"
        return
    for id_ in ids:
        if not isinstance(id_, str) or not GUID.fullmatch(id_):
            yield f"{id_!r} is no GUID"
