"""Where Office reads the policy: one value below the person's own policies in the registry of Windows.

The policy is `L_AllowLinkedInFeatures` of Microsoft's office16.admx. What people choose in Office's options stands
elsewhere and is left alone.
"""

from collections.abc import Mapping

from bot.core.office import OfficeState

KEY = r"Software\Policies\Microsoft\Office\16.0\Common"
"""Below HKEY_CURRENT_USER."""
VALUE = "linkedin"
VALUES: Mapping[OfficeState, int | None] = {
    OfficeState.DISABLED: 0,
    OfficeState.ENABLED: 1,
    OfficeState.NOT_CONFIGURED: None,
}
"""What the value is, a REG_DWORD; None: there is none."""
LABELS: Mapping[OfficeState, str] = {
    OfficeState.DISABLED: "Disabled",
    OfficeState.ENABLED: "Enabled",
    OfficeState.NOT_CONFIGURED: "Not Configured",
}
"""What Group Policy's editor calls the states."""
