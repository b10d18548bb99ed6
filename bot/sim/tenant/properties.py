"""The body of `Directories/Properties` in the Entra admin centre's API, as this tenant begins.

Flat, with the LinkedIn fields last. The neighbours matter only because they must stay as they are; some are null
or false here although the tenant has other values elsewhere, as in the real API.
"""

from typing import Any

from bot.sim.cast import TENANT_ID, TENANT_NAME

VALUE = "enableLinkedInAppFamily"
GROUP = "linkedInSelectedGroupObjectId"
GROUP_NAME = "linkedInSelectedGroupDisplayName"
LINKEDIN = (VALUE, "toEnableLinkedInUsers", "toDisableLinkedInUsers", GROUP, GROUP_NAME)

EVERYONE, NOBODY, SELECTED = 0, 1, 4


def seed_properties() -> dict[str, Any]:
    return {
        "objectId": TENANT_ID,
        "displayName": TENANT_NAME,
        "companyLastDirSyncTime": None,
        "dirSyncEnabled": None,
        "replicationScope": "EU",
        "dataCenterLocation": "EU",
        "preferredLanguage": "en",
        "notificationLanguage": "en",
        "street": "1 Simulated Street",
        "city": "Stockholm",
        "state": None,
        "postalCode": "111 22",
        "country": None,
        "countryLetterCode": None,
        "telephoneNumber": None,
        "technicalContactEmail": "it@contoso.example",
        "securityContactEmail": None,
        "privacyContactEmail": None,
        "privacyStatementUrl": None,
        "allowInvitations": True,
        "allowGuestInvitations": False,
        "restrictDirectoryAccess": None,
        "restrictNonAdminUsers": False,
        "usersCanAddExternalUsers": False,
        "usersCanRegisterApps": True,
        "usersCanAccessAppsData": False,
        "usersCanAddGalleryApps": False,
        "usersCanManageSecurityGroups": None,
        "securityGroupsEnabled": False,
        "office365GroupsEnabled": False,
        "selfServiceGroupManagementEnabled": None,
        "groupsInAccessPanelEnabled": None,
        "groupLifetimeInDays": None,
        "multiFactorAuthEnabled": False,
        "isAadPremiumTenant": True,
        "isB2CTenant": False,
        "isBrandingEnabled": False,
        VALUE: EVERYONE,
        "toEnableLinkedInUsers": [],
        "toDisableLinkedInUsers": [],
        GROUP: None,
        GROUP_NAME: None,
    }
