"""What is sent to the Entra admin center, and in whose name. Pure."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jwt

from bot.core.command import is_object_id
from bot.core.setting import Mode, Setting
from bot.ports import NotPermittedError

# "ADIbizaUX", the API's own app id (nathanmcnulty/nodoc openapi.yml, read 2026-04).
RESOURCE = "74658136-14ec-4630-ad9b-26e160ff0fc6"
SCOPE = f"{RESOURCE}/.default"

VALUE = "enableLinkedInAppFamily"
GROUP = "linkedInSelectedGroupObjectId"
# Undocumented; O365Essentials writes these, AzRanger and M365SAT read them so (seen 2026-06).
VALUES: Mapping[Mode, int] = {Mode.EVERYONE: 0, Mode.NOBODY: 1, Mode.GROUP: 4}
SIGN_IN = "Run az login as the operator on Linkgate's host and try again."


def build_headers(bearer: str, request_id: str) -> dict[str, str]:
    """Write the headers that the API asks for; without a client-request-id it breaks valid requests."""
    return {
        "Authorization": f"Bearer {bearer}",
        "Accept": "application/json",
        "Content-Type": "application/json",
        "X-Requested-With": "XMLHttpRequest",
        "x-ms-client-request-id": request_id,
        "x-ms-correlation-id": request_id,
    }


def build_body(wanted: Setting) -> bytes:
    """Write the two fields of the setting and no others: what else GET shows is partly made up and never sent back."""
    return json.dumps({VALUE: VALUES[wanted.mode], GROUP: wanted.group}).encode()


def check_token(bearer: str, *, tenant_id: str, now: datetime) -> str:
    """Return whose token it is, or refuse one that is not this tenant's operator's.

    The signature is Microsoft's to check. This keeps a token that `az` gave for something or somebody else
    from being sent, and tells who will have made the change.
    """
    try:
        claims: dict[str, Any] = jwt.decode(bearer, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        claims = {}
    demands = {
        "aud": (claims.get("aud") == RESOURCE, "is not for the Entra admin center"),
        "tid": (str(claims.get("tid")).lower() == tenant_id.lower(), "is for another tenant"),
        "idtyp": (str(claims.get("idtyp")).lower() != "app", "is an app's, and only a person's will do"),
        "scp": ("user_impersonation" in str(claims.get("scp")).split(), "may not act for a person"),
        "exp": (_outlasts(claims.get("exp"), now), "has expired"),
        "oid": (is_object_id(str(claims.get("oid"))), "names nobody"),
    }
    for claim, (is_met, fault) in demands.items():
        if not is_met:
            raise NotPermittedError(f"The operator's sign-in {fault}. {SIGN_IN}", code=claim)
    return str(claims["oid"]).lower()


def _outlasts(expiry: object, now: datetime) -> bool:
    return isinstance(expiry, int | float) and expiry > now.timestamp()
