"""What Graph's JSON says, in the words of the core. Pure.

Of an object that the app may not read Graph shows little more than its id. What is missing is never taken for no.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core.group import Group, Kind
from bot.core.impact import Account, sort_account
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.ports import NotPermittedError

PERSON_FIELDS = "id,displayName,accountEnabled,userType,userPrincipalName"
ACCOUNT_FIELDS = "id,userType,accountEnabled"
GROUP_FIELDS = (
    "id,displayName,groupTypes,mailEnabled,securityEnabled,onPremisesSyncEnabled,isAssignableToRole,"
    "expirationDateTime,visibility"
)
ROLE_FIELDS = "id,displayName,roleTemplateId"
USERS = "User.Read.All"
GROUPS = "GroupMember.Read.All"
HIDDEN = "Member.Read.Hidden"
SCORES = "SecurityEvents.Read.All"
CONTROL = "aad_linkedin_connection_disables"
"""Secure Score's control "Ensure 'LinkedIn account connections' is disabled"."""
ROLES = "RoleManagement.Read.Directory"

# Microsoft's own id of the role, the same in every tenant; its name is translated.
_GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


def read_person(found: Mapping[str, Any]) -> Person:
    is_enabled = found.get("accountEnabled")
    if not isinstance(is_enabled, bool):
        raise _miss(USERS)
    return Person(
        id=UserId(found["id"].lower()),
        name=read_name(found) or found["id"],
        is_enabled=is_enabled,
        is_guest=found.get("userType") == "Guest" or "#EXT#" in str(found.get("userPrincipalName")),
    )


def read_account(found: Mapping[str, Any]) -> tuple[UserId, Account]:
    """Read what kind of account it is, by the very properties by which Graph counts."""
    is_enabled = found.get("accountEnabled")
    if not isinstance(is_enabled, bool):
        raise _miss(USERS)
    return UserId(found["id"].lower()), sort_account(is_guest=found.get("userType") == "Guest", is_enabled=is_enabled)


def read_group(found: Mapping[str, Any]) -> Group:
    """Read a group whose members have not been counted yet."""
    name = read_name(found)
    if not name:
        raise _miss(GROUPS)
    return Group(
        id=GroupId(found["id"].lower()),
        name=name,
        kind=_tell_kind(found),
        is_dynamic="DynamicMembership" in (found.get("groupTypes") or ()),
        is_synced=found.get("onPremisesSyncEnabled") is True,
        is_role_assignable=found.get("isAssignableToRole") is True,
        is_expiring=found.get("expirationDateTime") is not None,
        hides_members=found.get("visibility") == "HiddenMembership",
    )


def read_name(found: Mapping[str, Any]) -> str:
    return str(found.get("displayName") or "")


def _tell_kind(found: Mapping[str, Any]) -> Kind:
    if "Unified" in (found.get("groupTypes") or ()):
        return Kind.MICROSOFT_365
    if found.get("securityEnabled") is not True:
        return Kind.DISTRIBUTION
    return Kind.MAIL_SECURITY if found.get("mailEnabled") is True else Kind.SECURITY


def has_administrator(roles: list[dict[str, Any]]) -> bool:
    """Tell whether Global Administrator is among *roles*; a role that cannot be told might be it."""
    templates = [role.get("roleTemplateId") for role in roles]
    if _GLOBAL_ADMINISTRATOR in templates:
        return True
    if None in templates:
        raise _miss(ROLES)
    return False


def read_score(score: Mapping[str, Any], profile: Mapping[str, Any]) -> datetime | None:
    """Tell when *score* was computed, if its points for the control are all that *profile* says there are.

    What fewer points mean is documented nowhere, so it is all or nothing.
    """
    most, controls = profile.get("maxScore"), score.get("controlScores")
    points = [one.get("score") for one in controls or () if one.get("controlName") == CONTROL]
    numbers = [number for number in (most, *points) if isinstance(number, int | float)]
    if len(points) != 1 or len(numbers) != 2 or not 0 < numbers[0] <= numbers[1]:  # noqa: PLR2004  most, and points
        return None
    try:
        at = datetime.fromisoformat(str(score.get("createdDateTime")))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _miss(permission: str) -> NotPermittedError:
    return NotPermittedError(
        f"Microsoft Graph does not tell Linkgate enough. Grant its app the permission {permission}.",
        code="limited information",
    )
