"""The fence stands: what would leave this machine is refused, by whatever way, and what stays is not."""

import asyncio
import socket
from contextlib import suppress

import aiohttp
import httpx
import pytest
import requests
from fence import OutsideError


def connect(host, family=socket.AF_INET):
    with socket.socket(family) as caller:
        caller.settimeout(1)
        caller.connect((host, 9))


def test_another_machine_is_not_called_and_this_one_is(fence):
    for host, family in (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6), ("0.0.0.0", socket.AF_INET)):  # noqa: S104  called, not bound
        with pytest.raises(OutsideError):
            connect(host, family)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller, pytest.raises(OutsideError):
        caller.sendto(b"?", ("192.0.2.1", 53))
    assert len(fence.crossed) == 4
    fence.crossed.clear()
    for host in ("127.0.0.1", "127.9.9.9", "localhost"):
        with suppress(ConnectionRefusedError):
            connect(host)
    near, far = socket.socketpair()
    near.close()
    far.close()
    assert fence.crossed == []


async def test_no_name_is_looked_up_but_localhost(fence):
    loop = asyncio.get_running_loop()
    with pytest.raises(OutsideError):
        await loop.getaddrinfo("graph.microsoft.com", 443)
    assert fence.crossed == ["socket.getaddrinfo graph.microsoft.com"]
    fence.crossed.clear()
    assert await loop.getaddrinfo("localhost", 443)
    assert await loop.getaddrinfo("192.0.2.1", 443)  # a number; nobody is asked
    assert fence.crossed == []


async def test_the_clients_that_the_bot_has_are_inside(fence):
    async with aiohttp.ClientSession() as session:
        for host in ("graph.microsoft.com", "192.0.2.1"):
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"http://{host}/")
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("http://192.0.2.1/")
    with pytest.raises(requests.ConnectionError):
        await asyncio.to_thread(requests.get, "http://192.0.2.1/", timeout=1, proxies={"no_proxy": "*"})
    assert len(fence.crossed) == 4
    fence.crossed.clear()
