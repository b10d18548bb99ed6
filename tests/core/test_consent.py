"""What the tenant's list of policies lets people consent to themselves."""

import pytest

from bot.core.consent import Allowance, read_grants

SELF = "ManagePermissionGrantsForSelf."
LEGACY, LOW = f"{SELF}microsoft-user-default-legacy", f"{SELF}microsoft-user-default-low"
RECOMMENDED, MAIL = f"{SELF}microsoft-user-default-recommended", f"{SELF}microsoft-user-default-allow-consent-apps"
OWNERS = "ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team"


@pytest.mark.parametrize(
    ("grants", "allowance", "others"),
    [
        ([], Allowance.NONE, ()),
        ([OWNERS], Allowance.NONE, ()),
        (["microsoft-user-default-legacy"], Allowance.NONE, ()),
        ([LEGACY], Allowance.ALL, ()),
        ([LOW], Allowance.LOW, ()),
        ([RECOMMENDED], Allowance.RECOMMENDED, ()),
        ([RECOMMENDED, MAIL, OWNERS], Allowance.RECOMMENDED, ()),
        ([LOW, LEGACY], Allowance.ALL, ()),
        ([LOW, RECOMMENDED], Allowance.RECOMMENDED, ()),
        ([f"{SELF}contoso-apps"], Allowance.CUSTOM, ("contoso-apps",)),
        ([f"{SELF}contoso-apps", LOW], Allowance.LOW, ("contoso-apps",)),
        ([SELF], Allowance.CUSTOM, ("",)),
    ],
)
@pytest.mark.parametrize("spell", [str, lambda grant: grant[:1].lower() + grant[1:], str.lower])
def test_only_what_is_for_oneself_counts_and_the_widest_goes_first(grants, allowance, others, spell):
    told = read_grants([spell(grant) for grant in grants])
    assert (told.allowance, told.others) == (allowance, others)
