"""The cards about what people get: where LinkedIn is seen, and whether they may consent to apps."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.cloud import Cloud
from bot.core.consent import UNREAD, Allowance, Consents, read_grants
from bot.core.effect import OfficeRule
from bot.core.setting import Doubt, Mode, Reading, Setting
from bot.core.view import ConsentView, EffectView, View
from cards.gallery.samples import CLOUD, EMOJI_NAME, ENDLESS_TEXT, HOSTILE, NOON, PLAN, RTL_NAME

_NOT_TOLD = "Linkgate was not told: {permission} is missing."
_LEGACY = "ManagePermissionGrantsForSelf.microsoft-user-default-legacy"
_GRANTS = {
    "all": (_LEGACY,),
    "recommended": (
        "managePermissionGrantsForSelf.microsoft-user-default-recommended",
        "managePermissionGrantsForSelf.microsoft-user-default-allow-consent-apps",
    ),
    "low": ("ManagePermissionGrantsForSelf.microsoft-user-default-low",),
    "custom": ("ManagePermissionGrantsForSelf.contoso-apps",),
    "none": ("ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team",),
}


def show_effects() -> Iterator[tuple[str, View]]:
    everyone = EffectView(
        reading=Reading(at=NOON, setting=Setting(Mode.EVERYONE)),
        rule=OfficeRule.DISABLED,
        consents=read_grants((_LEGACY,)),
        cloud=CLOUD,
    )
    for rule in OfficeRule:
        yield f"effect-{rule}", replace(everyone, rule=rule)
    for_group = replace(everyone, reading=Reading(at=NOON, setting=PLAN.after))
    yield "effect-group-disabled", for_group
    yield "effect-group-not-configured", replace(for_group, rule=OfficeRule.NOT_CONFIGURED)
    yield "effect-group-some-disabled", replace(for_group, rule=OfficeRule.SOME_DISABLED)
    off = replace(everyone, reading=Reading(at=NOON, setting=Setting(Mode.NOBODY)))
    yield "effect-off-disabled", off
    yield "effect-off-enabled", replace(off, rule=OfficeRule.ENABLED)
    yield "effect-without-consent", replace(everyone, consents=Consents(Allowance.NONE))
    yield "effect-not-offered", replace(everyone, cloud=Cloud(instance="microsoftonline.us", sub_scope="DOD"))
    yield "effect-untold", replace(everyone, reading=Reading(at=NOON, setting=Setting(Mode.UNTOLD)))
    unread = replace(everyone, rule=OfficeRule.UNKNOWN, consents=UNREAD, cloud=None)
    yield "effect-unread", replace(unread, reading=Reading(at=NOON, doubt=Doubt.LEGACY, raw="3"))
    why = _NOT_TOLD.format(permission="DeviceManagementConfiguration.Read.All")
    yield "effect-not-permitted", replace(everyone, rule=OfficeRule.UNKNOWN, why_office=why)
    reading = Reading(at=NOON, doubt=Doubt.UNREADABLE, why=HOSTILE)
    yield "effect-hostile", replace(unread, reading=reading, why_office=HOSTILE, why_consent=HOSTILE)
    yield "effect-endless", replace(unread, why_office=ENDLESS_TEXT)


def show_consents() -> Iterator[tuple[str, View]]:
    for name, grants in _GRANTS.items():
        yield f"consent-{name}", ConsentView(consents=read_grants(grants), at=NOON)
    several = Consents(Allowance.LOW, others=("contoso-apps", RTL_NAME, EMOJI_NAME, "W" * 256, "x"))
    yield "consent-several", ConsentView(consents=several, at=NOON)
    yield "consent-hostile", ConsentView(consents=Consents(Allowance.CUSTOM, others=(HOSTILE,)), at=NOON)
    yield "consent-unread", ConsentView(consents=UNREAD, at=NOON, why=_NOT_TOLD.format(permission="Policy.Read.All"))
    yield "consent-endless", ConsentView(consents=UNREAD, at=NOON, why=ENDLESS_TEXT)
