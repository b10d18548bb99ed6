"""What Intune's JSON says about the Office policy, and the JSON that says it. Pure.

The setting's id in the settings catalog has the number of a version in it, which can change with the templates of
Office. It is known by how its id begins and ends, and by its display name.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.office import SETTING, OfficeState, Policy, PolicyId, Reach, Target, describe_policy, read_mark
from bot.core.setting import GroupId
from bot.ports import UnexpectedError

KNOWN = (
    "user_vendor_msft_policy_config_office16v2~policy~l_microsoftofficesystem~l_miscellaneous437"
    "_l_allowlinkedinfeatures"
)
"""Documented nowhere; CIPP, which manages many tenants, has it in its list of definitions of 2026-08."""
POLICY_FIELDS = "id,name,description,platforms,technologies,roleScopeTagIds,templateReference"
DEFINITION_FIELDS = "id,displayName"
NAMED = "displayName eq '{}'".format(SETTING.replace("'", "''"))

_SPELLED = re.compile(r"user_vendor_msft_policy_config_office16v2~.*?(?P<version>\d*)_l_allowlinkedinfeatures")
_VALUES = {"_0": OfficeState.DISABLED, "_1": OfficeState.ENABLED}
_SUFFIXES = {state: suffix for suffix, state in _VALUES.items()}
_WINDOWS = "windows10"
_OTHER_PLATFORMS = frozenset({"android", "androidEnterprise", "aosp", "iOS", "linux", "macOS", "tvOS", "visionOS"})
_TYPE = "@odata.type"
_CHOICE = "#microsoft.graph.deviceManagementConfigurationChoiceSetting"
_REACHES = {
    "allLicensedUsersAssignmentTarget": Reach.USERS,
    "allDevicesAssignmentTarget": Reach.DEVICES,
    "groupAssignmentTarget": Reach.GROUP,
    "exclusionGroupAssignmentTarget": Reach.EXCLUDED,
}
_KINDS = {reach: kind for kind, reach in _REACHES.items()}
_FILTER = "deviceAndAppManagementAssignmentFilterId"
_FILTER_TYPE = "deviceAndAppManagementAssignmentFilterType"
_NO_FILTER = "00000000-0000-0000-0000-000000000000"

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A policy as Graph tells it, in three answers."""

    head: Object
    settings: Sequence[Object]
    assignments: Sequence[Object] = ()

    @property
    def carriers(self) -> tuple[Object, ...]:
        """What in it says how the setting is, however deep it stands."""
        return tuple(one for setting in self.settings for one in _walk(setting) if is_setting(one))


def is_setting(instance: Object) -> bool:
    return bool(_SPELLED.fullmatch(str(instance.get("settingDefinitionId")).lower()))


def choose_definition(found: Sequence[Object]) -> str:
    """Choose of the definitions with the setting's display name the one to write with: that of the newest templates."""
    ids: list[str] = [one["id"] for one in found]
    versions = {id_: told["version"] for id_ in ids if (told := _SPELLED.fullmatch(id_))}
    if not versions:
        raise UnexpectedError(
            "Intune's settings catalog has no setting for LinkedIn in Office under any name that Linkgate knows. Look "
            "for a newer Linkgate."
        )
    return max(versions, key=lambda id_: (int(versions[id_] or 0), id_))


def is_for_windows(head: Object) -> bool:
    """Tell whether a policy may be for Windows; what cannot be read may be."""
    platforms = str(head.get("platforms")).split(",")
    return not all(platform.strip() in _OTHER_PLATFORMS for platform in platforms)


def read_policy(whole: Whole) -> Policy:
    head, carriers = whole.head, whole.carriers
    return Policy(
        id=PolicyId(head["id"].lower()),
        name=str(head.get("name") or head["id"]),
        state=_tell_state(carriers),
        targets=tuple(map(_read_target, whole.assignments)),
        digest=_digest(whole),
        others=_count_others(whole),
        mark=read_mark(str(head.get("description") or "")),
    )


def write_new(definition: str, state: OfficeState, *, name: str, mark: str) -> dict[str, Any]:
    """Write a policy that carries the setting and nothing else."""
    return {
        "name": name,
        "description": describe_policy(mark),
        "platforms": _WINDOWS,
        "technologies": "mdm",
        "settings": [{"settingInstance": _write_instance(definition, state)}],
    }


def write_changed(whole: Whole, definition: str, state: OfficeState, *, name: str) -> dict[str, Any]:
    """Write a policy as it is but for the value of the setting, its present id, and the policy's name."""
    head, template = whole.head, whole.head.get("templateReference")
    template_id = template.get("templateId") if isinstance(template, dict) else None
    instances = [_read_instance(one) for one in whole.settings]
    if len(whole.carriers) != 1 or not any(map(is_setting, instances)):
        raise ValueError("a policy that says two things, or one below another, is not changed")
    kept = ("description", "platforms", "technologies", "roleScopeTagIds")
    return {
        "name": name,
        **{field: head[field] for field in kept if field in head},
        **({"templateReference": {"templateId": template_id}} if template_id else {}),
        "settings": [
            {"settingInstance": _rewrite(one, definition, state) if is_setting(one) else one} for one in instances
        ],
    }


def write_aim(target: Target) -> dict[str, Any]:
    """Write that a policy is for *target* and nobody else."""
    group = {"groupId": target.group} if target.group else {}
    return {"assignments": [{"target": {_TYPE: f"#microsoft.graph.{_KINDS[target.reach]}", **group}}]}


def _write_instance(definition: str, state: OfficeState) -> dict[str, Any]:
    value = f"{definition}{_SUFFIXES[state]}"
    return {
        _TYPE: f"{_CHOICE}Instance",
        "settingDefinitionId": definition,
        "choiceSettingValue": {_TYPE: f"{_CHOICE}Value", "children": [], "value": value},
    }


def _rewrite(instance: Object, definition: str, state: OfficeState) -> dict[str, Any]:
    """Write the setting as it is, with another value; the references to a template stay."""
    written, choice = _write_instance(definition, state), instance.get("choiceSettingValue")
    old = choice if isinstance(choice, dict) else {}
    return {**instance, **written, "choiceSettingValue": {**old, **written["choiceSettingValue"]}}


def _walk(found: object) -> Iterator[Object]:
    """Go through every instance of a setting in *found*: one may stand below another."""
    if isinstance(found, list):
        for one in found:
            yield from _walk(one)
    elif isinstance(found, dict):
        if "settingDefinitionId" in found:
            yield found
        yield from _walk(list(found.values()))


def _read_instance(setting: Object) -> Object:
    instance = setting.get("settingInstance")
    if not isinstance(instance, dict) or not isinstance(instance.get("settingDefinitionId"), str):
        raise UnexpectedError("Intune told of a setting that says nothing.")
    return instance


def _tell_state(carriers: Sequence[Object]) -> OfficeState | None:
    """Say what all *carriers* say: beside the present id of the setting, an earlier one may stand in a policy."""
    states = {_read_state(one) for one in carriers}
    return states.pop() if len(states) == 1 else None


def _read_state(instance: Object) -> OfficeState | None:
    definition, value = str(instance["settingDefinitionId"]), _read_value(instance)
    return _VALUES.get(value.removeprefix(definition)) if value.startswith(definition) else None


def _count_others(whole: Whole) -> int:
    """Count what a policy sets besides the setting. Where it says that several times, the other times count as well."""
    others = sum(not is_setting(_read_instance(one)) for one in whole.settings)
    return others + len(whole.carriers) - len({_read_state(one) for one in whole.carriers})


def _read_value(instance: Object) -> str:
    choice = instance.get("choiceSettingValue")
    return str(choice.get("value")) if isinstance(choice, dict) else ""


def _read_target(assignment: Object) -> Target:
    target = _find_target(assignment)
    reach = _REACHES.get(str(target.get(_TYPE)).rpartition(".")[2], Reach.OTHER)
    group = target.get("groupId") if reach in {Reach.GROUP, Reach.EXCLUDED} else None
    if reach in {Reach.GROUP, Reach.EXCLUDED} and not isinstance(group, str):
        return Target(reach=Reach.OTHER)
    is_filtered = target.get(_FILTER) not in {None, "", _NO_FILTER} and target.get(_FILTER_TYPE) not in {None, "none"}
    return Target(reach=reach, group=GroupId(group.lower()) if group else None, is_filtered=is_filtered)


def _find_target(assignment: Object) -> Object:
    target = assignment.get("target")
    if not isinstance(target, dict):
        raise UnexpectedError("Intune told of an assignment without saying for whom it is.")
    return target


def _digest(whole: Whole) -> str:
    """Seal what a policy says and for whom. The order of settings and assignments, and their numbers, say nothing."""
    settings = sorted(_spell(_read_instance(one)) for one in whole.settings)
    fields = (_TYPE, "groupId", _FILTER, _FILTER_TYPE)
    targets = sorted(_spell([target.get(field) for field in fields]) for target in map(_find_target, whole.assignments))
    spelled = _spell([whole.head.get("name"), whole.head.get("description"), settings, targets])
    return hashlib.sha256(spelled.encode()).hexdigest()


def _spell(content: object) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"))
