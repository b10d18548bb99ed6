"""The two who keep the promises of `OfficePort`, each with what can happen in Intune behind them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from fakes.clock import FakeClock
from fakes.intune import FakeIntune

from bot.core.office import OfficeState, Policy, PolicyId, Reach, Target, describe_policy
from bot.edges.graph import Intune
from bot.ports import NotPermittedError, OfficePort, PortError, UnreachableError
from bot.sim.tenant import Fault, Tenant, to_devices, to_group, to_users, without_group

FILTERED = {
    "deviceAndAppManagementAssignmentFilterId": "f1000000-0000-4000-8000-000000000001",
    "deviceAndAppManagementAssignmentFilterType": "include",
}
_STATES = {OfficeState.DISABLED: "disabled", OfficeState.ENABLED: "enabled", None: "strange"}


class World(Protocol):
    """Intune, as far as a test can tell: its *port*, and what somebody else does there."""

    port: OfficePort

    def put(
        self,
        name: str,
        state: OfficeState | None,
        targets: Iterable[Target] = (),
        *,
        others: int = 0,
        mark: str = "",
    ) -> PolicyId:
        """Make a policy; a *state* of None is a value that nobody knows."""

    def say(self, policy: PolicyId, state: OfficeState) -> None: ...

    def call(self, policy: PolicyId, name: str) -> None: ...

    def aim(self, policy: PolicyId, targets: Iterable[Target]) -> None: ...

    def delete(self, policy: PolicyId) -> None: ...

    def rename(self) -> str:
        """Have the catalog call the setting otherwise, and return how."""

    def lose(self) -> None:
        """Let the next write land and its answer be lost."""

    def cut(self) -> None:
        """Let the next write be lost."""

    def put_off(self, wait: timedelta) -> None:
        """Refuse the next write for now."""

    def forbid(self) -> None:
        """Take the permission to write."""

    def close(self) -> None:
        """End the licence."""


class FakeWorld:
    def __init__(self) -> None:
        self.port = self._intune = FakeIntune(FakeClock(datetime(2026, 3, 2, 9, tzinfo=UTC)))
        self._made = 0

    def put(
        self,
        name: str,
        state: OfficeState | None,
        targets: Iterable[Target] = (),
        *,
        others: int = 0,
        mark: str = "",
    ) -> PolicyId:
        self._made += 1
        id_ = PolicyId(f"f0000000-0000-4000-8000-{self._made:012}")
        policy = Policy(id=id_, name=name, state=state, targets=tuple(targets), digest="", others=others, mark=mark)
        return self._intune.put(policy).id

    def say(self, policy: PolicyId, state: OfficeState) -> None:
        self._intune.alter(policy, state=state)

    def call(self, policy: PolicyId, name: str) -> None:
        self._intune.alter(policy, name=name)

    def aim(self, policy: PolicyId, targets: Iterable[Target]) -> None:
        self._intune.alter(policy, targets=tuple(targets))

    def delete(self, policy: PolicyId) -> None:
        del self._intune.policies[policy]

    def rename(self) -> str:
        self._intune.definition, self._intune.is_renamed = "policy~l_miscellaneous999_l_allowlinkedinfeatures", True
        return self._intune.definition

    def lose(self) -> None:
        self._intune.faults.append("lost")

    def cut(self) -> None:
        self._intune.faults.append(UnreachableError("Microsoft Graph did not answer."))

    def put_off(self, wait: timedelta) -> None:
        error: PortError = UnreachableError("Microsoft Graph is too busy.")
        error.wait = wait
        self._intune.faults.append(error)

    def forbid(self) -> None:
        self._intune.faults += [NotPermittedError("Grant its app DeviceManagementConfiguration.ReadWrite.All")] * 4

    def close(self) -> None:
        self._intune.broken = NotPermittedError("This tenant has no Intune licence.")


class SimulatedWorld:
    def __init__(self, tenant: Tenant, port: Intune) -> None:
        self.port: OfficePort = port
        self._tenant = tenant

    def put(
        self,
        name: str,
        state: OfficeState | None,
        targets: Iterable[Target] = (),
        *,
        others: int = 0,
        mark: str = "",
    ) -> PolicyId:
        written, description = [write(target) for target in targets], describe_policy(mark) if mark else "By hand"
        fields = {"targets": written, "others": others, "description": description}
        return PolicyId(self._tenant.intune.put_policy(name, _STATES[state], **fields))

    def say(self, policy: PolicyId, state: OfficeState) -> None:
        self._tenant.intune.set_policy(policy, _STATES[state])

    def call(self, policy: PolicyId, name: str) -> None:
        self._tenant.intune.set_policy(policy, name=name)

    def aim(self, policy: PolicyId, targets: Iterable[Target]) -> None:
        self._tenant.intune.set_policy(policy, targets=map(write, targets))

    def delete(self, policy: PolicyId) -> None:
        self._tenant.intune.delete_policy(policy)

    def rename(self) -> str:
        return self._tenant.intune.rename_linkedin("999")

    def lose(self) -> None:
        self._fail("lost")

    def cut(self) -> None:
        self._fail("reset")

    def _fail(self, do: str) -> None:
        for method in ("POST", "PUT", "DELETE"):
            self._tenant.fail(Fault(api="graph", path="configurationPolicies", method=method, do=do))  # type: ignore[arg-type]

    def put_off(self, wait: timedelta) -> None:
        headers = {"Retry-After": str(round(wait.total_seconds()))}
        for method in ("POST", "PUT", "DELETE"):
            self._tenant.fail(
                Fault(api="graph", path="configurationPolicies", method=method, code=429, headers=headers)
            )

    def forbid(self) -> None:
        self._tenant.revoke("DeviceManagementConfiguration.ReadWrite.All")
        self._tenant.grant("DeviceManagementConfiguration.Read.All")

    def close(self) -> None:
        self._tenant.intune.set_license(licensed=False)


def write(target: Target) -> dict[str, str]:
    """Write a target as Graph does."""
    filters = FILTERED if target.is_filtered else {}
    match target.reach:
        case Reach.USERS:
            return to_users(**filters)
        case Reach.DEVICES:
            return to_devices(**filters)
        case Reach.GROUP:
            return to_group(str(target.group), **filters)
        case Reach.EXCLUDED:
            return without_group(str(target.group), **filters)
        case Reach.OTHER:
            return {"@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget"}
