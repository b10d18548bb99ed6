"""The tenant's directory: people, groups, roles, the organisation's properties. Seeded, plus what was changed since.

No wire here: the portal, Graph and sign-in all look at this one state, and nothing looks at a copy.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.sim.cast import ADA, CAST, TENANT_DOMAIN, TENANT_ID, TENANT_NAME
from bot.sim.tenant import changes
from bot.sim.tenant.groups import describe, draw_members, seed_plans
from bot.sim.tenant.names import Names
from bot.sim.tenant.people import seed_people
from bot.sim.tenant.properties import GROUP, GROUP_NAME, NOBODY, VALUE, seed_properties
from bot.sim.tenant.rolls import Rolls

Object = dict[str, Any]

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
ROLES = {
    GLOBAL_ADMINISTRATOR: "Global Administrator",
    "f2ef992c-3afb-46b9-b7cf-a126ee74c451": "Global Reader",
    "024906de-61e5-49c8-8572-40335f1e0e10": "People Administrator",
    "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
}
PERMISSIONS = frozenset(
    {
        "User.Read.All",
        "GroupMember.Read.All",
        "GroupMember.ReadWrite.All",
        "Group.Create",
        "RoleManagement.Read.Directory",
        "Organization.Read.All",
        "DeviceManagementConfiguration.ReadWrite.All",
        "Policy.Read.All",
    }
)
CONSENT = ("ManagePermissionGrantsForSelf.microsoft-user-default-recommended",)
"""Users may consent to apps in the way that Microsoft recommends."""


class Directory:
    """The state of the tenant. Whoever asks for an unknown id gets a KeyError."""

    def __init__(self, *, users: int, file: Path | None) -> None:
        people = seed_people(users)
        plans = seed_plans()
        self._users = {person["id"]: person for person in people}
        self._user_ids = tuple(self._users)
        self._groups: dict[str, Object] = {plan.id: describe(plan) for plan in plans}
        self._group_ids = tuple(self._groups)
        self._owners = {plan.id: plan.owners for plan in plans}
        self._properties = seed_properties()
        self._file = file
        self._changes = changes.load(file)
        self._names = Names(self._users.values())
        self._rolls = Rolls(draw_members(tuple(person["id"] for person in people[len(CAST) :])), self.has_group)
        self._version = 0
        self._resume()

    @property
    def properties(self) -> Object:
        return {**self._properties, **self._changes.properties}

    @property
    def region(self) -> dict[str, str | None]:
        public = {"scope": "EU", "sub_scope": "", "cloud_instance_name": "microsoftonline.com", "country": "SE"}
        return {**public, **self._changes.region}

    @property
    def permissions(self) -> frozenset[str]:
        """The Graph permissions that the bot has been granted."""
        changed = self._changes.permissions
        return frozenset(name for name in {*PERMISSIONS, *changed} if changed.get(name, True))

    @property
    def organization(self) -> Object:
        return {
            "@odata.type": "#microsoft.graph.organization",
            "id": TENANT_ID,
            "displayName": TENANT_NAME,
            "countryLetterCode": self.region["country"],
            "tenantType": "AAD",
            "verifiedDomains": [
                {
                    "capabilities": "Email, OfficeCommunicationsOnline",
                    "isDefault": True,
                    "isInitial": True,
                    "name": TENANT_DOMAIN,
                    "type": "Managed",
                }
            ],
        }

    def user(self, key: str) -> Object:
        """Return the person with this object id or user principal name."""
        named = (
            key.lower() if key.lower() in self._users else next(iter(self._names.find("userPrincipalName", key)), "")
        )
        return {**self._users[named], **self._changes.users.get(named, {})}

    @property
    def version(self) -> int:
        """How often anything but a membership has changed."""
        return self._version

    @property
    def user_ids(self) -> tuple[str, ...]:
        """All people; always the same object."""
        return self._user_ids

    @property
    def group_ids(self) -> tuple[str, ...]:
        """All groups, also those that are deleted; the same object until one is created."""
        return self._group_ids

    def has_user(self, key: str) -> bool:
        return key.lower() in self._users

    def find_users(self, name: str, values: Iterable[str]) -> list[str]:
        """Return the ids of those whose id, user principal name or mail is one of *values*."""
        if name == "id":
            return [value for value in values if self.has_user(value)]
        return [id_ for value in values for id_ in self._names.find(name, value)]

    def users(self) -> Iterator[Object]:
        return (self.user(id_) for id_ in self._users)

    def group(self, key: str) -> Object:
        changed = self._changes.groups.get(key.lower(), {})
        if changed is None:
            raise KeyError(key)
        return {**self._groups[key.lower()], **changed}

    def groups(self) -> Iterator[Object]:
        return (self.group(id_) for id_ in self._groups if self.has_group(id_))

    def has_group(self, key: str) -> bool:
        return key.lower() in self._groups and self._changes.groups.get(key.lower(), {}) is not None

    def find(self, ids: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """Return the people and groups among *ids*, to look at; what is deleted or was never there is left out."""
        users, changed = self._users, self._changes.users
        for id_ in ids:
            if id_ in users:
                yield {**users[id_], **changed[id_]} if id_ in changed else users[id_]
            elif self.has_group(id_):
                yield self.group(id_)

    def keep_users(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(filter(self._users.__contains__, ids))

    def owners(self, group: str) -> tuple[str, ...]:
        return self._owners[group.lower()]

    def members(self, group: str) -> tuple[str, ...]:
        """Return the direct members; the same object until one of them changes."""
        return self._rolls.list(group.lower())

    def transitive_members(self, group: str) -> tuple[str, ...]:
        """Return everybody and every group inside, each once, however deep and whoever contains whom."""
        return self._rolls.list_whole(group.lower())

    def is_member(self, group: str, key: str) -> bool:
        return self._rolls.is_in(group.lower(), key.lower())

    def containers(self, key: str, *, is_direct: bool = False) -> tuple[str, ...]:
        """Return the groups that a person or group is in, also by other groups unless *is_direct*."""
        return self._rolls.find_containers(key.lower(), is_direct=is_direct)

    def roles(self, oid: str) -> Iterator[Object]:
        """Return the roles that a person holds now, also those that a group brings."""
        holders = chain([oid], self.containers(oid))
        held = dict.fromkeys(chain.from_iterable(map(self._assigned, holders)))
        return map(_describe_role, held)

    def holds(self, oid: str, template: str) -> bool:
        return any(role["roleTemplateId"] == template for role in self.roles(oid))

    def _assigned(self, holder: str) -> list[str]:
        seeded = {GLOBAL_ADMINISTRATOR: True} if holder == ADA.object_id else {}
        changed = self._changes.roles.get(holder, {})
        return [template for template, is_active in {**seeded, **changed}.items() if is_active]

    def change_properties(self, fields: Object) -> None:
        """Merge *fields* into the organisation's properties; the selected group's name follows its id."""
        self._changes.properties |= fields
        if GROUP in fields and GROUP_NAME not in fields:
            group = fields[GROUP]
            is_known = isinstance(group, str) and self.has_group(group)
            self._changes.properties[GROUP_NAME] = self.group(group)["displayName"] if is_known else None
        self.keep()

    def change_region(self, **region: str | None) -> None:
        self._changes.region |= region
        self.keep()

    def change_user(self, oid: str, **fields: Any) -> None:  # noqa: ANN401  Graph's properties
        before = self.user(oid)
        self._changes.users.setdefault(before["id"], {}).update(fields)
        self._names.change(before, self.user(before["id"]))
        self.keep()

    def change_group(self, group: str, **fields: Any) -> None:  # noqa: ANN401  Graph's properties
        id_ = self.group(group)["id"]
        self._changes.groups[id_] = {**(self._changes.groups.get(id_) or {}), **fields}
        self.keep()

    def delete_group(self, group: str) -> None:
        self._changes.groups[self.group(group)["id"]] = None
        self.keep()

    def create_group(self, fields: Object, owners: Iterable[str], members: Iterable[str]) -> None:
        """Begin the group with all its *fields*; nothing is checked."""
        id_ = fields["id"]
        self._changes.created[id_] = {"fields": fields, "owners": list(owners)}
        self._changes.members[id_] = dict.fromkeys(members, True)
        self._begin(id_)
        self._rolls.add(id_, self._changes.members[id_])
        self.keep()

    def change_member(self, group: str, member: str, *, is_in: bool) -> None:
        self.change_members(group, [member], is_in=is_in)

    def change_members(self, group: str, members: Iterable[str], *, is_in: bool) -> None:
        """Let *members* in or out, in one step; only they are written to the file."""
        id_, ids = self.group(group)["id"], [self._holder(member) for member in members]
        self._changes.members.setdefault(id_, {}).update(dict.fromkeys(ids, is_in))
        (self._rolls.add if is_in else self._rolls.remove)(id_, ids)
        if self._file:
            changes.append(self._changes, self._file, id_, ids, is_in=is_in)

    def change_role(self, holder: str, template: str, *, is_active: bool) -> None:
        self._changes.roles.setdefault(self._holder(holder), {})[template] = is_active
        self.keep()

    def change_permission(self, permission: str, *, is_granted: bool) -> None:
        self._changes.permissions[permission] = is_granted
        self.keep()

    @property
    def intune(self) -> Object:
        """What Intune keeps here; `keep` after a change."""
        return self._changes.intune

    @property
    def consent(self) -> tuple[str, ...]:
        """The rules by which users may consent to apps; none means that they may not."""
        return CONSENT if self._changes.consent is None else tuple(self._changes.consent)

    def change_consent(self, rules: Iterable[str]) -> None:
        self._changes.consent = list(rules)
        self.keep()

    @property
    def score(self) -> Object:
        """Secure Score as it was computed last; empty before the first time."""
        return self._changes.score

    def compute_score(self, at: str) -> None:
        """Compute it from the setting as it is now; Microsoft does so about once a day."""
        self._changes.score = {"at": at, "is_off": self.properties[VALUE] == NOBODY}
        self.keep()

    def _holder(self, key: str) -> str:
        """Return the id of a person or group, who can both be members and hold roles."""
        return str((self.group(key) if self.has_group(key) else self.user(key))["id"])

    def _resume(self) -> None:
        """Let what was kept before count."""
        for id_ in self._changes.created:
            self._begin(id_)
        for group, changed in self._changes.members.items():
            self._rolls.add(group, (id_ for id_, is_in in changed.items() if is_in))
            self._rolls.remove(group, (id_ for id_, is_in in changed.items() if not is_in))
        for id_ in self._changes.users:
            self._names.change(self._users[id_], self.user(id_))

    def _begin(self, group: str) -> None:
        created = self._changes.created[group]
        self._groups[group] = created["fields"]
        self._group_ids = tuple(self._groups)
        self._owners[group] = tuple(created["owners"])
        self._rolls.open(group)

    def keep(self) -> None:
        self._version += 1
        if self._file:
            changes.save(self._changes, self._file)


def _describe_role(template: str) -> Object:
    return {
        "@odata.type": "#microsoft.graph.directoryRole",
        "id": str(uuid5(NAMESPACE_URL, f"https://contoso.example/roles/{template}")),
        "displayName": ROLES.get(template, "Other role"),
        "description": None,
        "roleTemplateId": template,
    }
