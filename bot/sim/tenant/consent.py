"""The part of Microsoft Graph v1.0 about who may consent to apps.

https://learn.microsoft.com/graph/api/authorizationpolicy-get
"""

import re
from http import HTTPStatus

from bot.sim.tenant.answer import Answer, Call
from bot.sim.tenant.directory import Directory
from bot.sim.tenant.query import OBJECT, parse
from bot.sim.tenant.route import Route, route

READER = "Policy.Read.All"


class Consent:
    """The authorisation policy of one directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def routes(self) -> tuple[Route, ...]:
        return (route("GET", "/policies/authorizationPolicy", self._show, READER),)

    def _show(self, call: Call, _found: re.Match[str]) -> Answer:
        policy = {
            "id": "authorizationPolicy",
            "displayName": "Authorization Policy",
            "description": "Used to manage authorization related settings across the company.",
            "allowInvitesFrom": "adminsAndGuestInviters",
            "defaultUserRolePermissions": {
                "allowedToCreateApps": False,
                "allowedToReadOtherUsers": True,
                "permissionGrantPoliciesAssigned": list(self._directory.consent),
            },
        }
        names = parse(call, OBJECT, policy.keys()).select or tuple(policy)
        return Answer(HTTPStatus.OK, {name: policy[name] for name in names})
