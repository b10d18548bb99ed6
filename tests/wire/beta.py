"""The part of Graph beta that Linkgate uses, written by hand: the installed SDK describes v1.0 only.

From https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationpolicy and its
neighbours; that a policy takes PUT is documented nowhere (Microsoft365DSC and others do it). What is not here is not
used, and refused.
"""

from collections.abc import Mapping
from pathlib import Path

from wire.wheel import Field, Model, Operation, Place

POLICIES = "/deviceManagement/configurationPolicies"
POLICY = f"{POLICIES}/{{deviceManagementConfigurationPolicy-id}}"
DEFINITIONS = "/deviceManagement/configurationSettings"
DEFINITION = f"{DEFINITIONS}/{{deviceManagementConfigurationSettingDefinition-id}}"

_TEXT, _FLAG, _COUNT = (Field(kind=kind, is_list=False) for kind in ("str", "bool", "int"))
_TEXTS = Field(kind="str", is_list=True)
_ANY = Field(kind="any", is_list=False)
_TIME = Field(kind="datetime", is_list=False)
_GRAPH = "microsoft.graph"
_CONFIGURATION = "deviceManagementConfiguration"


def _file(name: str) -> Path:
    return Path("beta") / name


def _one(name: str) -> Field:
    return Field(kind="object", is_list=False, file=_file(name))


def _many(name: str) -> Field:
    return Field(kind="object", is_list=True, file=_file(name))


_INSTANCE = {"settingDefinitionId": _TEXT, "settingInstanceTemplateReference": _ANY}
_VALUE = {"settingValueTemplateReference": _ANY}
_TARGET = {
    "deviceAndAppManagementAssignmentFilterId": _TEXT,
    "deviceAndAppManagementAssignmentFilterType": _TEXT,
}
_GROUP = {**_TARGET, "groupId": _TEXT}
_DEFINITION = {"id": _TEXT, "name": _TEXT, "displayName": _TEXT}

_FIELDS: Mapping[str, Mapping[str, Field]] = {
    f"{_CONFIGURATION}Policy": {
        **dict.fromkeys(("id", "name", "description", "platforms", "technologies"), _TEXT),
        **dict.fromkeys(("createdDateTime", "lastModifiedDateTime"), _TIME),
        "settingCount": _COUNT,
        "isAssigned": _FLAG,
        "roleScopeTagIds": _TEXTS,
        "templateReference": _one(f"{_CONFIGURATION}PolicyTemplateReference"),
        "settings": _many(f"{_CONFIGURATION}Setting"),
    },
    f"{_CONFIGURATION}PolicyTemplateReference": dict.fromkeys(("templateId", "templateFamily"), _TEXT),
    f"{_CONFIGURATION}Setting": {"id": _TEXT, "settingInstance": _one(f"{_CONFIGURATION}SettingInstance")},
    f"{_CONFIGURATION}SettingInstance": _INSTANCE,
    f"{_CONFIGURATION}ChoiceSettingInstance": {
        **_INSTANCE,
        "choiceSettingValue": _one(f"{_CONFIGURATION}ChoiceSettingValue"),
    },
    f"{_CONFIGURATION}ChoiceSettingValue": {
        **_VALUE,
        "value": _TEXT,
        "children": _many(f"{_CONFIGURATION}SettingInstance"),
    },
    f"{_CONFIGURATION}PolicyAssignment": {
        **dict.fromkeys(("id", "source", "sourceId"), _TEXT),
        "target": _one("deviceAndAppManagementAssignmentTarget"),
    },
    "deviceAndAppManagementAssignmentTarget": _TARGET,
    "allLicensedUsersAssignmentTarget": _TARGET,
    "allDevicesAssignmentTarget": _TARGET,
    "groupAssignmentTarget": _GROUP,
    "exclusionGroupAssignmentTarget": _GROUP,
    "configurationManagerCollectionAssignmentTarget": {**_TARGET, "collectionId": _TEXT},
    f"{_CONFIGURATION}SettingDefinition": _DEFINITION,
    f"{_CONFIGURATION}ChoiceSettingDefinition": {**_DEFINITION, "options": _ANY},
    "assignPostRequestBody": {"assignments": _many(f"{_CONFIGURATION}PolicyAssignment")},
}
_DERIVED: Mapping[str, tuple[str, ...]] = {
    f"{_CONFIGURATION}SettingInstance": (f"{_CONFIGURATION}ChoiceSettingInstance",),
    f"{_CONFIGURATION}SettingDefinition": (f"{_CONFIGURATION}ChoiceSettingDefinition",),
    "deviceAndAppManagementAssignmentTarget": (
        *("allLicensedUsersAssignmentTarget", "allDevicesAssignmentTarget"),
        *("groupAssignmentTarget", "exclusionGroupAssignmentTarget", "configurationManagerCollectionAssignmentTarget"),
    ),
}
_LISTED = ("Policy", "Setting", "PolicyAssignment", "SettingDefinition")


def _model(name: str, fields: Mapping[str, Field]) -> Model:
    derived = {f"{_GRAPH}.{one}": _file(one) for one in _DERIVED.get(name, ())}
    return Model(name=name, ancestors=(name,), fields=dict(fields), derived=derived)


def _page(name: str) -> Model:
    fields = {"@odata.nextLink": _TEXT, "@odata.count": _COUNT, "value": _many(f"{_CONFIGURATION}{name}")}
    return _model(f"{name}CollectionResponse", fields)


MODELS: Mapping[Path, Model] = {
    **{_file(name): _model(name, fields) for name, fields in _FIELDS.items()},
    **{_file(f"{name}CollectionResponse"): _page(name) for name in _LISTED},
}

_SELECT = {"$select": "list[str]"}
_POLICY = _file(f"{_CONFIGURATION}Policy")


def _read(file: Path, **options: str) -> Operation:
    return Operation(options={**_SELECT, **options}, takes=None, gives=file)


def _list(name: str, **options: str) -> Operation:
    return _read(_file(f"{name}CollectionResponse"), **options)


PLACES = (
    Place(path=DEFINITIONS, operations={"GET": _list("SettingDefinition", **{"$filter": "str"})}),
    Place(path=DEFINITION, operations={"GET": _read(_file(f"{_CONFIGURATION}SettingDefinition"))}),
    Place(
        path=POLICIES,
        operations={"GET": _list("Policy"), "POST": Operation(options={}, takes=_POLICY, gives=_POLICY)},
    ),
    Place(
        path=POLICY,
        operations={
            "GET": _read(_POLICY),
            "PUT": Operation(options={}, takes=_POLICY, gives=None),
            "DELETE": Operation(options={}, takes=None, gives=None),
        },
    ),
    Place(path=f"{POLICY}/settings", operations={"GET": _list("Setting")}),
    Place(path=f"{POLICY}/assignments", operations={"GET": _list("PolicyAssignment")}),
    Place(
        path=f"{POLICY}/assign",
        operations={
            "POST": Operation(
                options={}, takes=_file("assignPostRequestBody"), gives=_file("PolicyAssignmentCollectionResponse")
            )
        },
    ),
)
