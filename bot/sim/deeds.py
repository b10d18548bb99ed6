"""What happens to the tenant that nobody does in Teams: offered on the page, carried out by the tenant."""

from collections.abc import Mapping
from functools import partial

from bot.sim.cast import ADA, SALES_GROUP
from bot.sim.teams import Deed
from bot.sim.tenant import Fault, Tenant, to_devices, to_group, to_users

_EVERYONE, _NOBODY, _ONE_GROUP = 0, 1, 4
_GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
_BLIND = Fault(api="portal", method="GET", times=None, do="status")
_SLOW_SECONDS = 6
_CROWD = 500
_BUSY = Fault(api="portal", method="PUT", do="status", code=429, headers={"Retry-After": "60"})


def list_deeds(tenant: Tenant) -> Mapping[str, tuple[Deed, ...]]:
    """Return what can happen to *tenant*, under its headings."""
    return {
        "Set in the Entra admin center": _settings(tenant),
        "The next write": _writes(tenant),
        "People into a group": _moves(tenant),
        "The Office policy in Intune": _policies(tenant),
        "Microsoft": _days(tenant),
        "Ada": _roles(tenant),
    }


def _settings(tenant: Tenant) -> tuple[Deed, ...]:
    change = tenant.change_in_portal
    return (
        Deed(name="set-everyone", title="On for everyone", do=partial(change, _EVERYONE)),
        Deed(name="set-group", title="On for Sales EMEA", do=partial(change, _ONE_GROUP, SALES_GROUP)),
        Deed(name="set-nobody", title="Off for everyone", do=partial(change, _NOBODY)),
    )


def _writes(tenant: Tenant) -> tuple[Deed, ...]:
    ways = (
        ("lose-write", "Never arrives", "failed", Fault(api="portal", method="PUT", do="reset")),
        ("refuse-write", "Is refused", "failed", Fault(api="portal", method="PUT", do="status", code=403)),
        (
            "blind-write",
            "Lands, but cannot be read back",
            "unknown",
            Fault(api="portal", method="PUT", do="lost", then=_BLIND),
        ),
        ("delay-write", "Is put off for a minute", "approved, waits", _BUSY),
    )
    return tuple(
        Deed(name=name, title=title, hint=hint, do=partial(tenant.fail, fault)) for name, title, hint, fault in ways
    )


def _moves(tenant: Tenant) -> tuple[Deed, ...]:
    slow = partial(tenant.set_limits, writes=(1, _SLOW_SECONDS))
    lost = Fault(api="item", method="PATCH", do="lost")
    return (
        Deed(
            name="slow-moves",
            title=f"Only 20 every {_SLOW_SECONDS} seconds",
            hint="progress, Stop",
            do=slow,
        ),
        Deed(
            name="lose-answer",
            title="The next answer is lost",
            hint="read back",
            do=partial(tenant.fail, lost),
        ),
        Deed(
            name="join-group",
            title=f"{_CROWD} others join Sales EMEA",
            hint="stale",
            do=partial(_join, tenant),
        ),
    )


def _join(tenant: Tenant) -> None:
    """Add those who are not in the group; fewer in a small tenant."""
    present = tenant.members(SALES_GROUP)
    tenant.add_members(SALES_GROUP, [person for person in tenant.people if person not in present][-_CROWD:])


def _policies(tenant: Tenant) -> tuple[Deed, ...]:
    lost = Fault(api="graph", path="configurationPolicies$", method="POST", do="lost")
    return (
        Deed(
            name="make-rival",
            title="Another one says otherwise",
            hint="conflict",
            do=partial(_make_rival, tenant),
        ),
        Deed(
            name="move-policy",
            title="Somebody else is assigned to it",
            hint="stale",
            do=partial(_move_policy, tenant),
        ),
        Deed(
            name="lose-policy", title="The answer to a new one is lost", hint="read back", do=partial(tenant.fail, lost)
        ),
        Deed(name="end-license", title="The licence ends", do=partial(tenant.intune.set_license, licensed=False)),
        Deed(name="give-license", title="The licence is back", do=partial(tenant.intune.set_license, licensed=True)),
    )


def _make_rival(tenant: Tenant) -> None:
    """Make a policy for Sales EMEA that says otherwise than the newest one there is."""
    newest = tenant.intune.find_linkedin()[-1:]
    is_on = any(tenant.intune.tell_linkedin(id_) == "enabled" for id_ in newest)
    tenant.intune.put_policy("Sales laptops", "disabled" if is_on else "enabled", targets=[to_group(SALES_GROUP)])


def _move_policy(tenant: Tenant) -> None:
    """Have the newest policy be for all devices, or for all users if it was; without one nothing happens."""
    for id_ in tenant.intune.find_linkedin()[-1:]:
        is_moved = tenant.intune.policies[id_]["assignments"] == [to_devices()]
        tenant.intune.set_policy(id_, targets=[to_users() if is_moved else to_devices()])


def _heal(tenant: Tenant) -> None:
    tenant.heal()
    tenant.set_limits()
    tenant.intune.set_license()


def _days(tenant: Tenant) -> tuple[Deed, ...]:
    dead = Fault(api="graph", times=None, do="status")
    return (
        Deed(
            name="delete-group",
            title="The group Sales EMEA is deleted",
            hint="stale",
            do=partial(tenant.delete_group, SALES_GROUP),
        ),
        Deed(name="stop-graph", title="Microsoft Graph does not answer", do=partial(tenant.fail, dead)),
        Deed(
            name="stop-portal",
            title="The setting cannot be read",
            hint="approved, waits",
            do=partial(tenant.fail, _BLIND),
        ),
        Deed(name="heal", title="Everything works again", hint="except the group", do=partial(_heal, tenant)),
    )


def _roles(tenant: Tenant) -> tuple[Deed, ...]:
    change = partial(tenant.set_role, ADA.object_id, _GLOBAL_ADMINISTRATOR)
    return (
        Deed(
            name="take-role",
            title="Is no Global Administrator any more",
            hint="refusals",
            do=partial(change, active=False),
        ),
        Deed(name="give-role", title="Is Global Administrator again", do=partial(change, active=True)),
    )
