"""Microsoft's successor of botbuilder as its samples use it, an echo. Every token is checked; the issuer is ours.

What is bent is only where Microsoft is: the key document, and MSAL's question to Microsoft whether the sign-in is
one of its own. The sign-in itself is a setting there.
"""

import asyncio

from aiohttp import web
from bench.hosting import host, read_order
from microsoft_agents.authentication.msal import MsalConnectionManager, msal_auth
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import ActivityHandler, AgentAuthConfiguration, AuthTypes, TurnContext
from microsoft_agents.hosting.core.authorization import _entra_issuers
from msal import ConfidentialClientApplication


class LocalApplication(ConfidentialClientApplication):  # type: ignore[misc]  # it ships no types
    """MSAL, content with the sign-in that it is given."""

    def __init__(self, *given: object, **options: object) -> None:
        super().__init__(*given, instance_discovery=False, **options)


class Echo(ActivityHandler):  # type: ignore[misc]  # not installed where types are checked
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(turn_context.activity.text)


def configure(app_id: str, login: str) -> AgentAuthConfiguration:
    return AgentAuthConfiguration(
        auth_type=AuthTypes.client_secret,
        client_id=app_id,
        tenant_id="contoso",
        client_secret="simulated",
        authority=f"{login}/contoso",
        connection_name="SERVICE_CONNECTION",
    )


async def main() -> None:
    order = read_order()
    _entra_issuers.BOTFRAMEWORK_JWKS_URIS["https://api.botframework.com"] = order["jwks"]
    msal_auth.ConfidentialClientApplication = LocalApplication
    settings = configure(order["app_id"], order["login"])
    adapter = CloudAdapter(connection_manager=MsalConnectionManager({"SERVICE_CONNECTION": settings}))
    agent = Echo()

    async def take(request: web.Request) -> web.StreamResponse:
        return await adapter.process(request, agent) or web.Response()

    app = web.Application(middlewares=[jwt_authorization_middleware])
    app["agent_configuration"] = settings
    app.router.add_post("/api/messages", take)
    await host(app)


asyncio.run(main())
