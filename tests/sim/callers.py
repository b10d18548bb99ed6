"""Who calls the simulated tenant in its own tests: an app and a person, with their tokens, over real HTTP."""

import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from aiohttp import ClientError, ClientHandlerType, ClientRequest, ClientResponse, ClientSession

from bot.sim.cast import BOT_APP_ID, BOT_SECRET
from bot.sim.tenant import Tenant, open_tenant

AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
PORTAL = "74658136-14ec-4630-ad9b-26e160ff0fc6"
GRAPH = "https://graph.microsoft.com"
CONNECTOR = "https://api.botframework.com"

Reply = tuple[int, Any]


class CutError(Exception):
    """The connection was closed before there was an answer."""


class Caller:
    """Asks the tenant and returns status and body; the body is JSON where it can be."""

    def __init__(self, tenant: Tenant, session: ClientSession) -> None:
        self.tenant = tenant
        self.session = session
        self._ssl = ssl.create_default_context(cafile=tenant.login_ca)

    async def ask(
        self, method: str, url: str, headers: Mapping[str, str], body: object = None, *, seconds: float = 5
    ) -> Reply:
        data = body if body is None or isinstance(body, str) else json.dumps(body)
        async with self.session.request(
            method, url, headers=headers, data=data, timeout=seconds, allow_redirects=False
        ) as answer:
            text = await answer.text()
            try:
                return answer.status, json.loads(text)
            except ValueError:
                return answer.status, text

    async def sign_in(self, **form: str) -> Reply:
        url = f"{self.tenant.login_url}/{self.tenant.tenant_id}/oauth2/v2.0/token"
        async with self.session.post(url, data=form, ssl=self._ssl) as answer:
            return answer.status, await answer.json()

    async def sign_in_app(self, resource: str = GRAPH, **form: str) -> Reply:
        credentials = {"grant_type": "client_credentials", "client_id": BOT_APP_ID, "client_secret": BOT_SECRET}
        return await self.sign_in(**{**credentials, "scope": f"{resource}/.default", **form})

    async def sign_in_person(self, oid: str | None = None) -> Reply:
        return await self.sign_in(
            grant_type="authorization_code",
            client_id=AZURE_CLI,
            code=self.tenant.issue_code(oid),
            redirect_uri="http://localhost",
            scope=f"{PORTAL}/.default",
        )

    async def graph(self, path: str, body: object = None, **headers: str) -> Reply:
        """Ask Graph as the app, ready for counts and casts; a path may be a whole next link."""
        _, granted = await self.sign_in_app()
        ready = {"Authorization": f"Bearer {granted['access_token']}", "ConsistencyLevel": "eventual", **headers}
        url = path if path.startswith("http") else f"{self.tenant.graph_url}{path}"
        return await self.ask("GET" if body is None else "POST", url, ready, body)

    async def write(self, method: str, path: str, body: object = None) -> Reply:
        """Change something in Graph as the app."""
        _, granted = await self.sign_in_app()
        headers = {"Authorization": f"Bearer {granted['access_token']}", "Content-Type": "application/json"}
        return await self.ask(method, f"{self.tenant.graph_url}{path}", headers, body)

    def bind(self, *ids: str) -> dict[str, list[str]]:
        """Return the body that adds people to a group."""
        return {"members@odata.bind": [f"{self.tenant.graph_url}/directoryObjects/{id_}" for id_ in ids]}

    async def batch(self, *items: tuple[str, str, object]) -> list[dict[str, Any]]:
        """Send items of method, path and body, called 0, 1, 2 …, in one request; return their answers in that order."""
        status, body = await self.graph(
            "/$batch", {"requests": [write_item(place, *item) for place, item in enumerate(items)]}
        )
        assert status == 200, body
        return sorted(body["responses"], key=lambda answer: int(answer["id"]))

    async def pages(self, path: str) -> list[list[dict[str, Any]]]:
        """Follow the next links to the end."""
        found, link = [], path
        while link:
            status, page = await self.graph(link)
            assert status == 200, page
            found.append(page["value"])
            link = page.get("@odata.nextLink", "")
        return found

    async def portal(
        self, method: str = "GET", path: str = "Properties", body: object = None, *, token: str = "", **headers: str
    ) -> Reply:
        """Ask the admin centre's API as the operator, or with another *token*."""
        bearer = token or (await self.sign_in_person())[1]["access_token"]
        usual = {
            "Authorization": f"Bearer {bearer}",
            "Content-Type": "application/json",
            "x-ms-client-request-id": str(uuid4()),
        }
        sent = {name: value for name, value in {**usual, **headers}.items() if value}
        return await self.ask(method, f"{self.tenant.portal_url}/Directories/{path}", sent, body)

    async def admin(self, control: str, **arguments: object) -> Reply:
        return await self.ask("POST", f"{self.tenant.admin_url}/{control}", {}, arguments)


def write_item(place: int, method: str, path: str, body: object) -> dict[str, object]:
    item = {"id": str(place), "method": method, "url": path}
    if body is None:
        return {**item, "headers": {"ConsistencyLevel": "eventual"}}
    return {**item, "headers": {"Content-Type": "application/json"}, "body": body}


@asynccontextmanager
async def open_caller(tenant: Tenant) -> AsyncIterator[Caller]:
    async with ClientSession(middlewares=(send_once,)) as session:
        yield Caller(tenant, session)


@asynccontextmanager
async def open_world(users: int = 60) -> AsyncIterator[Caller]:
    async with open_tenant(users=users) as tenant, open_caller(tenant) as caller:
        yield caller


async def send_once(request: ClientRequest, send: ClientHandlerType) -> ClientResponse:
    """Keep aiohttp from sending an idempotent request again by itself, which would hide a closed connection."""
    try:
        return await send(request)
    except ClientError as error:
        raise CutError from error
