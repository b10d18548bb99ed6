"""botbuilder's own CloudAdapter as its samples use it, an echo. Every token is checked; the issuer is ours.

What is bent is only where Microsoft is: the key document, the sign-in, and MSAL's question to Microsoft whether that
sign-in is one of its own, for which botbuilder has no setting.
"""

import asyncio

from aiohttp import web
from bench.hosting import host, read_order
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import AuthenticationConstants, microsoft_app_credentials
from botframework.connector.auth.channel_validation import ChannelValidation
from msal import ConfidentialClientApplication


class LocalApplication(ConfidentialClientApplication):  # type: ignore[misc]  # it ships no types
    """MSAL, content with the sign-in that it is given."""

    def __init__(self, *given: object, **options: object) -> None:
        super().__init__(*given, instance_discovery=False, **options)


class Echo(ActivityHandler):
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(MessageFactory.text(turn_context.activity.text))


class Settings:
    """What botbuilder reads by attribute."""

    def __init__(self, app_id: str) -> None:
        self.APP_ID = app_id
        self.APP_PASSWORD = "simulated"
        self.APP_TYPE = "SingleTenant"
        self.APP_TENANTID = "contoso"


def bend(login: str, keys: str) -> None:
    AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX = f"{login}/"
    ChannelValidation.open_id_metadata_endpoint = keys
    microsoft_app_credentials.ConfidentialClientApplication = LocalApplication  # type: ignore[attr-defined]  # no types


async def main() -> None:
    order = read_order()
    bend(order["login"], order["keys"])
    adapter, bot = CloudAdapter(ConfigurationBotFrameworkAuthentication(Settings(order["app_id"]))), Echo()

    async def take(request: web.Request) -> web.StreamResponse:
        return await adapter.process(request, bot) or web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", take)
    await host(app)


asyncio.run(main())
