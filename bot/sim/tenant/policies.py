"""Intune's settings catalog in one tenant: what can be set, which policies set it, and for whom. No wire here.

A new tenant has one policy, with other settings of Office. Values and targets are kept as Graph writes them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

Object = dict[str, Any]

_OFFICE = "user_vendor_msft_policy_config_office16v2~policy~l_microsoftofficesystem"
_LINKEDIN = f"{_OFFICE}~l_miscellaneous{{}}_l_allowlinkedinfeatures"
LINKEDIN = _LINKEDIN.format("437")
"""What the catalog calls the setting at first."""
LINKEDIN_NAME = "Show LinkedIn features in Office applications"
_OTHERS = tuple(f"{_OFFICE}~l_trustcenter{number}_l_option{number}" for number in range(300))
BASELINE = "0ff1ce00-0000-4000-8000-000000000001"
_BASELINE_SETTINGS = 14
_TYPE = "@odata.type"
_CHOICE = "#microsoft.graph.deviceManagementConfigurationChoiceSetting"
_VALUES = {"disabled": "_0", "enabled": "_1", "strange": "_7"}
_SEEDED_AT = "2026-01-12T09:00:00Z"


def to_users(**more: str) -> Object:
    """Aim at all users with a licence; *more* is a filter, as Graph writes it."""
    return _aim("allLicensedUsersAssignmentTarget", **more)


def to_devices(**more: str) -> Object:
    return _aim("allDevicesAssignmentTarget", **more)


def to_group(group: str, **more: str) -> Object:
    return _aim("groupAssignmentTarget", groupId=group, **more)


def without_group(group: str, **more: str) -> Object:
    return _aim("exclusionGroupAssignmentTarget", groupId=group, **more)


def _aim(kind: str, **more: str) -> Object:
    return {_TYPE: f"#microsoft.graph.{kind}", **more}


def choose(definition: str, suffix: str) -> Object:
    """Write an instance of a setting that has a choice of values."""
    value = {_TYPE: f"{_CHOICE}Value", "settingValueTemplateReference": None, "value": f"{definition}{suffix}"}
    return {
        _TYPE: f"{_CHOICE}Instance",
        "settingDefinitionId": definition,
        "settingInstanceTemplateReference": None,
        "choiceSettingValue": {**value, "children": []},
    }


class Policies:
    """What Intune has. In *kept* is what differs from a new tenant; *keep* is called after every change to it."""

    def __init__(self, kept: Object, keep: Callable[[], None]) -> None:
        self._kept = kept
        self._keep = keep

    @property
    def is_licensed(self) -> bool:
        return bool(self._kept.get("is_licensed", True))

    @property
    def wants_approval(self) -> bool:
        """Say whether a second administrator has to approve of every write in Intune (Multi Admin Approval)."""
        return bool(self._kept.get("wants_approval", False))

    @property
    def definitions(self) -> Mapping[str, str]:
        """The names of all settings by what the catalog calls them now."""
        others = {id_: f"Option {number} of the Trust Center" for number, id_ in enumerate(_OTHERS)}
        return {self.linkedin: LINKEDIN_NAME, **others}

    @property
    def linkedin(self) -> str:
        """What the catalog calls the setting now."""
        return str(self._kept.get("linkedin", LINKEDIN))

    @property
    def policies(self) -> Mapping[str, Object]:
        """All policies by id, in the order in which they were made."""
        known = {BASELINE: _seed_baseline(), **self._kept.get("policies", {})}
        return {id_: policy for id_, policy in known.items() if policy is not None}

    def set_license(self, licensed: bool = True, approval: bool = False) -> None:  # noqa: FBT001, FBT002  said by name
        """Say whether the tenant has a licence, and whether Intune wants approval for every write."""
        self._kept["is_licensed"], self._kept["wants_approval"] = licensed, approval
        self._keep()

    def rename_linkedin(self, version: str) -> str:
        """Have the catalog give the setting an id with another number, and return it; policies keep the old one."""
        self._kept["linkedin"] = _LINKEDIN.format(version)
        self._keep()
        return self.linkedin

    def put_policy(
        self,
        name: str,
        *states: str,
        targets: Iterable[Object] = (),
        others: int = 0,
        definition: str | None = None,
        **fields: Any,  # noqa: ANN401  Graph's own words
    ) -> str:
        """Make a policy as somebody would in Intune, and return its id; *states* are said of LinkedIn."""
        linkedin = definition or self.linkedin
        settings = [choose(linkedin, _VALUES[state]) for state in states]
        settings += [choose(one, "_1") for one in _OTHERS[:others]]
        return self.make({"name": name, "settings": settings, "assignments": list(targets), **fields})

    def set_policy(self, id: str, state: str = "", targets: Iterable[Object] | None = None, **fields: Any) -> None:  # noqa: A002, ANN401  Graph's own words
        """Change what a policy says of LinkedIn to *state*, for whom it is, or anything else of it."""
        changed = dict(fields)
        if state:
            settings = self.policies[id]["settings"]
            changed["settings"] = [_say(one, state) if _is_linkedin(one) else one for one in settings]
        if targets is not None:
            changed["assignments"] = list(targets)
        self.replace(id, changed)

    def delete_policy(self, id: str) -> None:  # noqa: A002  Graph's own word
        if id not in self.policies:
            raise KeyError(id)
        self._write(id, None)

    def find_linkedin(self) -> list[str]:
        """Return the ids of the policies that say something about LinkedIn."""
        return [id_ for id_, policy in self.policies.items() if any(map(_is_linkedin, policy["settings"]))]

    def tell_linkedin(self, id: str) -> str:  # noqa: A002  Graph's own word
        """Return what a policy says about LinkedIn: disabled, enabled, strange, or several of them, or nothing."""
        names = {suffix: name for name, suffix in _VALUES.items()}
        said = (one["choiceSettingValue"]["value"] for one in self.policies[id]["settings"] if _is_linkedin(one))
        return " ".join(names[value[-2:]] for value in said)

    def make(self, fields: Object) -> str:
        """Make a policy with all its *fields*; nothing is checked."""
        id_ = str(uuid4())
        self._write(id_, {**_blank(), **fields})
        return id_

    def replace(self, id_: str, fields: Object) -> None:
        """Change *fields* of a policy; nothing is checked."""
        self._write(id_, {**self.policies[id_], **fields})

    def _write(self, id_: str, policy: Object | None) -> None:
        self._kept.setdefault("policies", {})[id_] = policy
        self._keep()


def _is_linkedin(instance: Object) -> bool:
    return str(instance["settingDefinitionId"]).endswith("_l_allowlinkedinfeatures")


def _say(instance: Object, state: str) -> Object:
    return choose(instance["settingDefinitionId"], _VALUES[state])


def _blank() -> Object:
    return {
        "name": "",
        "description": "",
        "platforms": "windows10",
        "technologies": "mdm",
        "roleScopeTagIds": ["0"],
        "templateReference": {"templateId": "", "templateFamily": "none"},
        "createdDateTime": _SEEDED_AT,
        "lastModifiedDateTime": _SEEDED_AT,
        "settings": [],
        "assignments": [],
    }


def _seed_baseline() -> Object:
    settings: Sequence[Object] = [choose(one, "_1") for one in _OTHERS[:_BASELINE_SETTINGS]]
    return {
        **_blank(),
        "name": "Office baseline",
        "description": "What every Office here has",
        "settings": list(settings),
        "assignments": [to_devices()],
    }
