"""A simulated Microsoft Entra tenant on loopback: admin centre API, a subset of Graph, and sign-in.

`directory` is the state that all of them look at; `portal`, `graph` and `signin` are Microsoft's three faces,
`faults` their bad days, and `admin` opens the tenant's own controls to another process.
"""

from bot.sim.tenant.faults import Fault
from bot.sim.tenant.membership import GroupWrite
from bot.sim.tenant.policies import to_devices, to_group, to_users, without_group
from bot.sim.tenant.portal import Write
from bot.sim.tenant.quota import RESOURCE_UNITS, WRITES
from bot.sim.tenant.server import Exchange, Tenant, open_tenant

__all__ = [
    "RESOURCE_UNITS",
    "WRITES",
    "Exchange",
    "Fault",
    "GroupWrite",
    "Tenant",
    "Write",
    "open_tenant",
    "to_devices",
    "to_group",
    "to_users",
    "without_group",
]
