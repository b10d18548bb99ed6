"""What Linkgate needs of the tenant: the setting, its people and groups, the Office policy, consent, the cloud."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from bot.core.cloud import Cloud
from bot.core.fill import Added
from bot.core.group import Group
from bot.core.impact import Account, Crowd
from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Target
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId, Reading, Setting
from bot.ports.faults import Written


class SettingPort(Protocol):
    """The setting in the tenant. There is no way to write only if unchanged: Microsoft sends no ETag."""

    async def read(self) -> Reading:
        """Read it now. An answer that is not believed is a Reading with a doubt, not an error."""

    async def write(self, wanted: Setting, *, token: str, until: float) -> Written:
        """Send *wanted* once, never again; *token* (a GUID) correlates with Microsoft's logs. Raises nothing.

        Nothing is sent later than *until*, by the clock that cannot be set.
        """


class DirectoryPort(Protocol):
    """People, groups and roles of the tenant. Nothing is cached: each answer was read for this question."""

    async def person(self, user: UserId) -> Person:
        """Raise NotFoundError when there is no such account."""

    async def is_admin(self, user: UserId) -> bool:
        """Tell whether the person is an active Global Administrator, tenant-wide, now."""

    async def groups_of(self, user: UserId, among: Collection[GroupId]) -> frozenset[GroupId]:
        """Tell to which of *among* (at most 20) the person belongs, nested membership included."""

    async def members(self, group: GroupId) -> tuple[Person, ...]:
        """List the people of a group, nested members once."""

    async def direct_members(self, group: GroupId) -> AbstractSet[UserId]:
        """List the accounts that are in the group itself, guests and disabled ones included."""

    async def people_known_as(self, keys: Collection[str]) -> Mapping[str, Sequence[Person]]:
        """Find whom each key means: an object id, a user principal name, or else a mail address, in lower case.

        Keys that mean nobody are left out.
        """

    async def groups_above(self, group: GroupId) -> frozenset[GroupId]:
        """List the groups that the group belongs to, nested membership included."""

    async def direct_groups(self, user: UserId) -> frozenset[GroupId]:
        """Tell in which groups the person is themselves. Raise NotFoundError when there is no such account."""

    async def groups_in(self, group: GroupId) -> tuple[Group, ...]:
        """List the groups that are in the group itself, not counted."""

    async def group(self, group: GroupId) -> Group:
        """Read one group with its counts. Raise NotFoundError when it does not exist or is deleted."""

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """Find every group whose name people could mean by *name*, with counts, at most 16."""

    async def groups_like(self, text: str, most: int) -> tuple[Group, ...]:
        """Find *most* groups whose names, or the words in them, begin with *text*, with counts. It asks for no more."""

    async def count_everyone(self) -> int:
        """Count the user accounts of the tenant, guests and disabled ones included."""

    async def crowd_of_everyone(self) -> Crowd:
        """Count the user accounts of the tenant, and what kinds of them there are."""

    async def count_crowd(self, group: GroupId) -> Crowd:
        """Count the accounts that belong to a group, nested members once, and what kinds of them there are."""

    async def accounts(self, group: GroupId) -> Mapping[UserId, Account]:
        """List the accounts that belong to a group, nested members once; a hundred thousand take half a minute."""

    async def tenant(self) -> tuple[str | None, str | None]:
        """Read the tenant's display name and its country (two letters); None where Graph tells none."""

    async def scored_off(self) -> datetime | None:
        """Tell when Microsoft Secure Score was last computed, if it then found the setting off for everyone."""

    async def owners(self, group: GroupId) -> tuple[Person, ...]:
        """List the people who can change who is in the group."""


class MembersPort(Protocol):
    """Groups of the tenant, written with the bot's own identity. Nothing is sent twice by itself."""

    async def add(self, group: GroupId, binds: Sequence[Sequence[UserId]]) -> Sequence[Added]:
        """Add people, each bind of at most `fill.BIND` whole or not at all; at most 20 binds. Raises nothing."""

    async def create(self, name: str, *, nickname: str) -> GroupId:
        """Make a security group. An UnreachableError proves nothing: look for *nickname*."""

    async def find(self, nickname: str) -> GroupId | None:
        """Find a group by its mail nickname."""


class OfficePort(Protocol):
    """The Office policy in Intune's settings catalog, with the bot's own identity. Nothing is sent twice by itself.

    Where the tenant has no Intune licence, or Linkgate no permission, each raises NotPermittedError. Of those that
    write, a NotPermittedError, a NotFoundError or a ConflictError proves that nothing was done; any other proves
    nothing, unless it says how long to wait: that was refused for now.
    """

    async def read(self) -> Catalog:
        """Read every policy that carries the setting, whole, with its assignments."""

    async def create(self, definition: str, state: OfficeState, *, name: str, mark: str) -> PolicyId:
        """Make a policy that carries nothing else and is for nobody yet."""

    async def assign(self, policy: PolicyId, target: Target) -> None:
        """Have a policy be for *target* and nobody else."""

    async def change(self, policy: Policy, definition: str, state: OfficeState, *, name: str) -> None:
        """Set a policy to *state* and call it *name*; raise ConflictError if it is not as *policy* any more."""

    async def remove(self, policy: PolicyId) -> None:
        """Delete a policy."""


class ConsentPort(Protocol):
    async def grants(self) -> Sequence[str]:
        """Read the tenant's rules for consent by users to apps, `permissionGrantPoliciesAssigned`, as they are."""


class CloudPort(Protocol):
    async def cloud(self) -> Cloud:
        """Read in which cloud the tenant lives."""
