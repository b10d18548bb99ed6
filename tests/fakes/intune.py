"""Intune's settings catalog in memory: keeps the promises of `OfficePort`; and the tenant's rules for consent."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Target
from bot.ports import ClockPort, ConflictError, NotFoundError, PortError, UnreachableError

DEFINITION = "policy~l_miscellaneous437_l_allowlinkedinfeatures"


def seal(policy: Policy) -> Policy:
    """Return *policy* with the digest of what it says and for whom."""
    content = [policy.name, policy.state, policy.others, policy.mark, [target.key for target in policy.targets]]
    return replace(policy, digest=hashlib.sha256(json.dumps(content).encode()).hexdigest())


class FakeIntune:
    """Holds *policies* by id. *calls* are the writes that came, *broken* what is raised by every call.

    *faults* are what becomes of the next writes: an error that is raised instead, "lost" for one that lands and is not
    answered, None as usual. Each call takes *seconds* of *clock*.
    """

    def __init__(self, clock: ClockPort, seconds: float = 0.15) -> None:
        self.policies: dict[PolicyId, Policy] = {}
        self.definition, self.is_renamed = DEFINITION, False
        self.calls: list[str] = []
        self.faults: list[PortError | str | None] = []
        self.broken: PortError | None = None
        self._clock, self._seconds, self._made = clock, seconds, 0

    def put(self, policy: Policy) -> Policy:
        """Have a policy be there, as if somebody had made it in Intune."""
        self.policies[policy.id] = seal(policy)
        return self.policies[policy.id]

    def alter(self, policy: PolicyId, **fields: Any) -> None:
        """Change *fields* of a policy, as if somebody did so in Intune."""
        self.put(replace(self.policies[policy], **fields))

    async def read(self) -> Catalog:
        await self._clock.sleep(self._seconds)
        if self.broken:
            raise self.broken
        return Catalog(definition=self.definition, policies=tuple(self.policies.values()), is_renamed=self.is_renamed)

    async def create(self, definition: str, state: OfficeState, *, name: str, mark: str) -> PolicyId:
        assert definition == self.definition, "this is not the setting"
        assert state is not OfficeState.NOT_CONFIGURED, "a policy says something"
        is_lost = await self._begin("create")
        self._made += 1
        made = PolicyId(f"00000000-0000-4000-8000-{self._made:012}")
        self.put(Policy(id=made, name=name, state=state, targets=(), digest="", mark=mark))
        return self._end(made, is_lost=is_lost)

    async def assign(self, policy: PolicyId, target: Target) -> None:
        is_lost = await self._begin("assign")
        self.put(replace(self._find(policy), targets=(Target(reach=target.reach, group=target.group),)))
        self._end(policy, is_lost=is_lost)

    async def change(self, policy: Policy, definition: str, state: OfficeState, *, name: str) -> None:
        assert definition == self.definition, "this is not the setting"
        is_lost = await self._begin("change")
        if self._find(policy.id).digest != policy.digest:
            raise ConflictError("The policy is not as it was.")
        self.put(replace(self._find(policy.id), state=state, name=name))
        self._end(policy.id, is_lost=is_lost)

    async def remove(self, policy: PolicyId) -> None:
        is_lost = await self._begin("remove")
        del self.policies[self._find(policy).id]
        self._end(policy, is_lost=is_lost)

    async def _begin(self, call: str) -> bool:
        self.calls.append(call)
        await self._clock.sleep(self._seconds)
        fault = self.faults.pop(0) if self.faults else None
        error = fault if isinstance(fault, PortError) else self.broken
        if error:
            raise error
        return fault == "lost"

    def _find(self, policy: PolicyId) -> Policy:
        if policy not in self.policies:
            raise NotFoundError("Intune has no such policy.")
        return self.policies[policy]

    def _end(self, policy: PolicyId, *, is_lost: bool) -> PolicyId:
        if is_lost:
            raise UnreachableError("Microsoft Graph did not answer. Try again in a few minutes.")
        return policy


class FakeConsent:
    """Holds the *rules* for consent that are told, or what is *broken*."""

    def __init__(self, rules: Sequence[str] = ("ManagePermissionGrantsForSelf.microsoft-user-default-legacy",)) -> None:
        self.rules: Sequence[str] = rules
        self.broken: PortError | None = None

    async def grants(self) -> Sequence[str]:
        if self.broken:
            raise self.broken
        return self.rules
