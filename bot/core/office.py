"""The Office policy "Show LinkedIn features in Office applications", and one step to how it is wanted.

    catalog (every policy that carries the setting) --plan_step--> create | change | remove one policy, or why not

One request touches one policy: the one that is for exactly the people who are meant. What else there is is left
alone; where that would fight with it, it is said, or there is no plan. The policy is independent of the tenant's
setting: it hides LinkedIn in Office on Windows desktops only.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.core.group import Group
from bot.core.setting import GroupId

PolicyId = NewType("PolicyId", str)
"""The id of a policy in Intune."""

SETTING = "Show LinkedIn features in Office applications"
"""The setting's display name in Intune's settings catalog and in Group Policy."""


class OfficeState(StrEnum):
    """What the policy says. Not configured: people decide in Office themselves."""

    DISABLED = "disabled"
    ENABLED = "enabled"
    NOT_CONFIGURED = "not-configured"


class Reach(StrEnum):
    """Whom an assignment of a policy is for."""

    USERS = "users"  # all users with an Intune licence
    DEVICES = "devices"  # all devices
    GROUP = "group"
    EXCLUDED = "excluded"  # everybody but this group
    OTHER = "other"  # a kind that nobody has described


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One assignment. *is_filtered*: an Intune filter narrows it, nobody can tell here to whom.

    *name* and *people* are of the group, as far as they are known.
    """

    reach: Reach
    group: GroupId | None = None
    is_filtered: bool = False
    name: str = ""
    people: int | None = None

    @property
    def key(self) -> tuple[Reach, GroupId | None, bool]:
        return self.reach, self.group, self.is_filtered


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy that carries the setting. *others* counts what else it sets; *mark* is Linkgate's, if it has one.

    *digest* tells its content and its assignments from any others. Two conflicting values in one policy are read as
    None.
    """

    id: PolicyId
    name: str
    state: OfficeState | None
    targets: tuple[Target, ...]
    digest: str
    others: int = 0
    mark: str = ""

    @property
    def is_for_nobody(self) -> bool:
        return not self.reached

    @property
    def reached(self) -> tuple[Target, ...]:
        return tuple(target for target in self.targets if target.reach is not Reach.EXCLUDED)

    @property
    def left_out(self) -> frozenset[GroupId]:
        return frozenset(target.group for target in self.targets if target.reach is Reach.EXCLUDED and target.group)

    def spares(self, other: "Policy") -> bool:
        """Tell whether everybody whom *other* is for is left out here."""
        return all(target.reach is Reach.GROUP and target.group in self.left_out for target in other.reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Every policy that carries the setting, which Intune's catalog calls *definition*.

    *is_renamed*: that is another id than the one that was known when this was written.
    """

    definition: str
    policies: tuple[Policy, ...]
    is_renamed: bool = False

    @property
    def digest(self) -> str:
        """Tell what Intune has from anything else."""
        spelled = [self.definition, sorted([policy.id, policy.digest] for policy in self.policies)]
        return hashlib.sha256(json.dumps(spelled).encode()).hexdigest()


class Action(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeStep:
    """What a request does to one policy, so that the setting is *state* for *group*; None: for everyone.

    *policy* is the one that is changed or removed; else one is made that is called *name* and bears *mark*, by which it
    is found again after a lost answer. *people* is how many it is for, None where nobody can tell. *rivals* are the
    policies that say otherwise to some of them. *catalog* is all that there was.
    """

    action: Action
    state: OfficeState
    group: Group | None
    name: str
    mark: str
    people: int | None
    catalog: Catalog
    policy: Policy | None = None
    rivals: tuple[Policy, ...] = ()

    @property
    def target(self) -> Target:
        return aim_at(self.group.id if self.group else None)

    def spell(self) -> str:
        """Write the step so that no other one is written the same."""
        aim = self.group.id if self.group else "everyone"
        policy = f"{self.policy.id} {self.policy.digest}" if self.policy else f"{self.mark} {self.name}"
        return f"office {self.state} for {aim}: {self.action} {policy}, beside {self.catalog.digest}"


class NoStep(StrEnum):
    """Why there is no step."""

    ALREADY = "office-already"  # it is so for exactly these people
    NOTHING_THERE = "office-nothing"  # nothing to reset
    SEVERAL = "office-several"  # more than one policy is for exactly these people
    MIXED = "office-mixed"  # the policy sets other things as well
    OVERRULED = "office-overruled"  # a policy for everyone says otherwise
    UNCLEAR = "office-unclear"  # the policy says two things at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """Why there is no step, and which *policies* are in the way; where nothing is to be reset, all that there are."""

    why: NoStep
    policies: tuple[Policy, ...] = ()


def aim_at(group: GroupId | None) -> Target:
    return Target(reach=Reach.GROUP, group=group) if group else Target(reach=Reach.USERS)


def plan_step(
    catalog: Catalog, state: OfficeState, group: Group | None, *, people: int | None, mark: str
) -> OfficeStep | Hindrance:
    """Find the one step after which the setting is *state* for *group*, None: for everyone."""
    target = aim_at(group.id if group else None)
    same = [policy for policy in catalog.policies if [one.key for one in policy.targets] == [target.key]]
    if len(same) > 1:
        return Hindrance(why=NoStep.SEVERAL, policies=tuple(same))
    policy = same[0] if same else None
    if why := _find_hindrance(policy, state):
        return Hindrance(why=why, policies=tuple(same) if policy else catalog.policies)
    rivals = tuple(one for one in catalog.policies if one is not policy and is_rival(one, state, target))
    over = tuple(one for one in rivals if is_for_all(one))
    if over:
        return Hindrance(why=NoStep.OVERRULED, policies=over)
    is_reset = state is OfficeState.NOT_CONFIGURED
    action = Action.REMOVE if is_reset else Action.CHANGE if policy else Action.CREATE
    return OfficeStep(
        action=action,
        state=state,
        group=group,
        policy=policy,
        name=_rename(policy, state, group) if policy else name_policy(state, group),
        mark=mark,
        people=people,
        rivals=rivals,
        catalog=catalog,
    )


def _find_hindrance(policy: Policy | None, state: OfficeState) -> NoStep | None:
    if policy is None:
        return NoStep.NOTHING_THERE if state is OfficeState.NOT_CONFIGURED else None
    if policy.state is state:
        return NoStep.ALREADY
    if policy.others:
        return NoStep.MIXED
    return NoStep.UNCLEAR if policy.state is None else None


def _rename(policy: Policy, state: OfficeState, group: Group | None) -> str:
    """Keep the name of a policy, but for one that Linkgate gave and that would not be true any more."""
    is_ours = policy.mark and policy.state and policy.name == name_policy(policy.state, group)
    return name_policy(state, group) if is_ours else policy.name


def is_rival(policy: Policy, state: OfficeState, target: Target) -> bool:
    """Tell whether *policy* may say something else than *state* to those at whom *target* aims."""
    if state is OfficeState.NOT_CONFIGURED or policy.is_for_nobody:
        return False
    return policy.state is not state and not (target.group and target.group in policy.left_out)


def is_for_all(policy: Policy) -> bool:
    """Tell whether a policy is for everyone, whatever else: then a second one that says otherwise helps nobody."""
    reaches = {target.reach for target in policy.targets if not target.is_filtered}
    return bool(reaches & {Reach.USERS, Reach.DEVICES}) and Reach.EXCLUDED not in {one.reach for one in policy.targets}


def find_conflicts(catalog: Catalog) -> tuple[tuple[Policy, Policy], ...]:
    """Find the pairs of policies that say different things, and may say them to the same people.

    Intune applies neither of two values that conflict (learn.microsoft.com, "Troubleshoot policies and profiles":
    settings that conflict are reported as such).
    """
    live = [policy for policy in catalog.policies if not policy.is_for_nobody]
    pairs = ((one, other) for place, one in enumerate(live) for other in live[place + 1 :])
    return tuple((one, other) for one, other in pairs if _differ(one, other) and not _are_apart(one, other))


def _differ(one: Policy, other: Policy) -> bool:
    return one.state is not other.state or one.state is None


def _are_apart(one: Policy, other: Policy) -> bool:
    """Tell whether nobody gets both, because one of them leaves out whom the other is for."""
    return one.spares(other) or other.spares(one)


LONGEST_POLICY_NAME = 200
_MARK = re.compile(r"Linkgate ([0-9a-f]{32})\b")


def name_policy(state: OfficeState, group: Group | None) -> str:
    """Name a policy of Linkgate's, as it will be listed in Intune."""
    whom = group.name if group else "everyone"
    return f"LinkedIn features in Office: {state} for {whom}"[:LONGEST_POLICY_NAME]


def describe_policy(mark: str) -> str:
    """Write the description of a policy of Linkgate's, which bears its mark."""
    return f"Made by Linkgate {mark}. Change it with Linkgate: linkedin office status."


def read_mark(description: str) -> str:
    """Read Linkgate's mark; empty where there is none. Anybody could have written it: it proves nothing."""
    found = _MARK.search(description)
    return found[1] if found else ""
