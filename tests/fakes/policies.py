"""Policies that carry the Office setting, and steps among them."""

from collections.abc import Sequence
from typing import Any

from bot.core.group import Group
from bot.core.office import Catalog, Hindrance, OfficeState, OfficeStep, Policy, PolicyId, Reach, Target, plan_step
from bot.core.setting import GroupId
from fakes.samples import SALES

MARK = "0123456789abcdef0123456789abcdef"
OFF, ON, UNSET = OfficeState.DISABLED, OfficeState.ENABLED, OfficeState.NOT_CONFIGURED
EVERYONE = Target(reach=Reach.USERS)
DEVICES = Target(reach=Reach.DEVICES)
OTHERS = Target(reach=Reach.GROUP, group=GroupId("others"))
FOR_SALES = Target(reach=Reach.GROUP, group=SALES.id)
BUT_SALES = Target(reach=Reach.EXCLUDED, group=SALES.id)


def a_policy(state: OfficeState | None = OFF, *targets: Target, called: str = "p", **fields: Any) -> Policy:
    """Make a policy that is called by its id."""
    return Policy(
        id=PolicyId(called), name=called, state=state, targets=targets, digest=f"{called} {state} {targets}", **fields
    )


def planned(policies: Sequence[Policy], state: OfficeState, group: Group | None = None) -> OfficeStep | Hindrance:
    """Plan a step among *policies*, for twelve people."""
    catalog = Catalog(definition="d", policies=tuple(policies))
    return plan_step(catalog, state, group, people=12, mark=MARK)
