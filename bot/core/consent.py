"""Whether people may consent to apps: the tenant's `permissionGrantPoliciesAssigned`, read for what they allow.

Without such a consent nobody can connect a LinkedIn account. What stands in the list is the name of a way to consent
and the id of a policy; only those for oneself count here, the others are for owners of groups and teams.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FOR_ONESELF = "managepermissiongrantsforself."
"""Graph spells its first letter large or small (both stand in what tenants have published)."""


class Allowance(StrEnum):
    """To what people may consent themselves, the widest first."""

    ALL = "all"  # every app
    RECOMMENDED = "recommended"  # what Microsoft recommends at the time
    LOW = "low"  # permissions that count as low, of verified publishers
    CUSTOM = "custom"  # what a policy says that Linkgate does not know
    NONE = "none"
    UNKNOWN = "unknown"


# learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies names the policies; -legacy is the one
# behind "Allow user consent for apps" (configure-user-consent there). -allow-consent-apps stands beside -recommended
# where Microsoft manages consent: seen in answers of tenants that were published in 2026.
_KNOWN: Mapping[str, Allowance] = {
    "microsoft-user-default-legacy": Allowance.ALL,
    "microsoft-user-default-recommended": Allowance.RECOMMENDED,
    "microsoft-user-default-allow-consent-apps": Allowance.RECOMMENDED,
    "microsoft-user-default-low": Allowance.LOW,
}


@dataclass(frozen=True, slots=True)
class Consents:
    """To what people may consent; *others* are the ids of further policies, which may allow more."""

    allowance: Allowance
    others: tuple[str, ...] = ()


UNREAD = Consents(Allowance.UNKNOWN)


def read_grants(grants: Sequence[str]) -> Consents:
    """Read what people may consent to on their own behalf."""
    ids = [grant[len(FOR_ONESELF) :] for grant in grants if grant.lower().startswith(FOR_ONESELF)]
    others = tuple(id_ for id_ in ids if id_.lower() not in _KNOWN)
    found = {_KNOWN[id_.lower()] for id_ in ids if id_.lower() in _KNOWN}
    otherwise = Allowance.CUSTOM if others else Allowance.NONE
    return Consents(next((allowance for allowance in Allowance if allowance in found), otherwise), others)
