"""Where a tenant lives, and what Microsoft says of the setting there.

Clouds come from the tenant's public OpenID configuration, the country from Graph. Microsoft's page
(learn.microsoft.com/entra/identity/users/linkedin-integration) excludes US Government, 21Vianet and the former
German cloud, and says that the default is off for tenants provisioned in Germany and France.
"""

from dataclasses import dataclass
from enum import StrEnum

PUBLIC = "microsoftonline.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """What the tenant's OpenID configuration says.

    *instance* is its cloud_instance_name, *scope* tenant_region_scope, *sub_scope* tenant_region_sub_scope.
    """

    instance: str
    scope: str = ""
    sub_scope: str = ""


class Offer(StrEnum):
    """Whether Microsoft offers the setting in a cloud."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"  # GCC: Microsoft's wording does not say


def tell_offer(cloud: Cloud) -> Offer:
    # DOD and DODCON (GCC High) are the sub-scopes that sign in at microsoftonline.us, as public tools read them.
    if cloud.instance != PUBLIC or cloud.sub_scope in {"DOD", "DODCON"}:
        return Offer.NO
    return Offer.UNCLEAR if cloud.sub_scope == "GCC" else Offer.YES


def is_default_off(country: str) -> bool:
    """Tell whether the default was *likely* off: the country is where the company is, not where it was provisioned."""
    return country.upper() in {"DE", "FR"}
