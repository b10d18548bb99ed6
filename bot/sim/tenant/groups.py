"""The groups of the simulated tenant: one of every kind that an admin may pick, and some that only look right.

The same groups each time. A group is as large as it says, or as the tenant allows. A process draws their members once,
for all its tenants; nobody changes them.
"""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, CLEO, OPERATORS_GROUP, SALES_GROUP, TENANT_DOMAIN

SEED = 20240601

BLANK: Mapping[str, Any] = {
    "id": "",
    "displayName": "",
    "description": None,
    "createdDateTime": "2021-09-01T08:00:00Z",
    "deletedDateTime": None,
    "expirationDateTime": None,
    "groupTypes": [],
    "isAssignableToRole": None,
    "isManagementRestricted": None,
    "mail": None,
    "mailEnabled": False,
    "mailNickname": "",
    "membershipRule": None,
    "membershipRuleProcessingState": None,
    "onPremisesSyncEnabled": None,
    "securityEnabled": True,
    "visibility": None,
}
"""A plain security group, as Graph's properties."""

_UNIFIED = {"groupTypes": ["Unified"], "securityEnabled": False, "visibility": "Public"}
_MAIL = {"mailEnabled": True}
_ROLES = {"isAssignableToRole": True, "visibility": "Private"}
_DYNAMIC = {
    "groupTypes": ["DynamicMembership"],
    "membershipRule": 'user.department -eq "Engineering"',
    "membershipRuleProcessingState": "On",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One group to be: *size* people taken at random, besides the *members* and *owners* that are named."""

    key: str
    name: str
    size: int = 0
    members: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return name_group(self.key)


def name_group(key: str) -> str:
    """Return the id of the group *key*: the cast's ids are fixed, the others follow from their keys."""
    fixed = {"approvers": APPROVERS_GROUP, "operators": OPERATORS_GROUP, "sales-emea": SALES_GROUP}
    return fixed.get(key) or str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://contoso.example/groups/{key}"))


def seed_plans() -> tuple[Plan, ...]:
    """Return what groups there are. The two parts of Sales share one person, who counts once."""
    ada = (ADA.object_id,)
    return (
        Plan(
            key="approvers",
            name="Linkgate approvers",
            members=(BOB.object_id, CLEO.object_id),
            owners=ada,
            fields=_ROLES,
        ),
        Plan(key="operators", name="Linkgate operators", members=(CLEO.object_id,), owners=ada),
        Plan(key="sales-emea", name="Sales EMEA", size=412, owners=ada),
        Plan(key="sales-americas", name="Sales Americas", size=288),
        Plan(
            key="sales",
            name="Sales",
            size=17,
            members=(name_group("sales-emea"), name_group("sales-americas")),
            owners=(BOB.object_id,),
        ),
        Plan(
            key="marketing-team",
            name="Marketing Team",
            size=63,
            owners=ada,
            fields={**_UNIFIED, **_MAIL, "expirationDateTime": "2027-03-31T00:00:00Z"},
        ),
        Plan(key="marketing-1", name="Marketing", size=48, fields={"description": "Brand and events"}),
        Plan(key="marketing-2", name="Marketing", size=31, fields={"description": "Old, before the merger"}),
        Plan(key="engineers", name="All Engineers", size=900, fields=_DYNAMIC),
        Plan(key="finance", name="Finance (AD)", size=120, fields={"onPremisesSyncEnabled": True}),
        Plan(key="tier-0", name="Tier 0 Admins", members=ada, fields=_ROLES),
        Plan(key="helpdesk", name="Helpdesk Mail", size=24, fields=_MAIL),
        Plan(key="newsletter", name="Newsletter", size=1500, fields={**_MAIL, "securityEnabled": False}),
        Plan(key="empty", name="Empty Group"),
        Plan(key="cyrillic", name="Sales EM\N{CYRILLIC CAPITAL LETTER IE}A", size=3),
        Plan(key="treasury", name="Treasury Desk", size=12),
        Plan(key="zero-width", name="Treasury\N{ZERO WIDTH SPACE} Desk", size=3),
        Plan(key="override", name="Treasury \N{RIGHT-TO-LEFT OVERRIDE}kseD", size=3),
        Plan(key="dash", name="Sales & Marketing \N{EN DASH} EMEA", size=75),
        Plan(key="europe", name="Everyone in Europe", size=6000),
        Plan(key="hidden", name="Works Council", size=9, fields={"visibility": "HiddenMembership"}),
    )


def describe(plan: Plan) -> dict[str, Any]:
    """Return the group as Graph's properties."""
    named = {"id": plan.id, "displayName": plan.name, "mailNickname": plan.key}
    is_mailed = plan.fields.get("mailEnabled")
    mail = {"mail": f"{plan.key}@{TENANT_DOMAIN}"} if is_mailed else {}
    return {"@odata.type": "#microsoft.graph.group", **BLANK, **named, **mail, **plan.fields}


@cache
def draw_members(people: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the direct members of every group, drawn from *people*."""
    rng = random.Random(SEED)  # noqa: S311  a population, not a secret
    members = {plan.id: (*rng.sample(people, min(plan.size, len(people))), *plan.members) for plan in seed_plans()}
    emea, americas = members[name_group("sales-emea")], members[name_group("sales-americas")]
    alone = [person for person in americas[1:] if person not in emea]
    members[name_group("sales-americas")] = (*emea[:1], *alone)
    return members
