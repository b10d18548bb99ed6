"""The tenant's rules for consent by users to apps, read from Microsoft Graph."""

from collections.abc import Sequence

from bot.edges.graph.wire import Wire
from bot.ports import UnexpectedError

POLICY = "Policy.Read.All"
_RULES = "permissionGrantPoliciesAssigned"


class Consents:
    """A `ConsentPort` over a wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def grants(self) -> Sequence[str]:
        options = {"select": "id,defaultUserRolePermissions", "needs": POLICY}
        found = await self._wire.read("policies", "authorizationPolicy", **options)
        permissions = found.get("defaultUserRolePermissions")
        rules = permissions.get(_RULES) if isinstance(permissions, dict) else None
        if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
            raise UnexpectedError("Microsoft Graph did not say whether users may consent to apps.")
        return tuple(rules)
