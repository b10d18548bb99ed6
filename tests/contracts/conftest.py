"""A simulated tenant for each contract, and the two who sign in to it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.edges.graph import Graph
from bot.edges.signin import Signin, bot_credential, operator_credential
from bot.sim.cast import BOT_APP_ID, BOT_SECRET, TENANT_ID
from bot.sim.tenant import Tenant, open_tenant


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    async with open_tenant(users=50) as opened:
        yield opened


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def signin(tenant: Tenant) -> AsyncIterator[Signin]:
    """Sign in as the bot."""
    credential = bot_credential(
        tenant_id=TENANT_ID,
        client_id=BOT_APP_ID,
        secret=BOT_SECRET,
        authority=tenant.login_url,
        ca=tenant.login_ca,
    )
    opened = Signin(credential)
    yield opened
    await opened.close()


@pytest.fixture
async def operator(tenant: Tenant) -> AsyncIterator[Signin]:
    """Sign in as the person who may write the setting."""
    credential = operator_credential(
        tenant_id=TENANT_ID, code=tenant.issue_code(), authority=tenant.login_url, ca=tenant.login_ca
    )
    opened = Signin(credential)
    yield opened
    await opened.close()


@pytest.fixture
async def graph(tenant: Tenant, signin: Signin) -> AsyncIterator[Graph]:
    opened = Graph(signin, base_url=tenant.graph_url, allowed_hosts=["127.0.0.1"])
    yield opened
    await opened.close()
