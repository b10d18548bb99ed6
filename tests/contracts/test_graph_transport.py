"""httpx's requests arrive as httpx made them, and its answers and errors come back as its own transport's would."""

import asyncio
import gzip

import httpx
import pytest
from aiohttp import web

from bot.edges.graph.transport import Transport

CUT = []


async def answer(request):
    match request.path:
        case "/v1.0/echo $":
            told = {"method": request.method, "query": request.raw_path, "body": await request.text()}
            return web.json_response(told, headers={"X-Heard": request.headers.get("X-Said", "")})
        case "/v1.0/gzip":
            return web.Response(body=gzip.compress(b"unpacked once"), headers={"Content-Encoding": "gzip"})
        case "/v1.0/away":
            return web.Response(status=302, headers={"Location": "/v1.0/gzip", "Set-Cookie": "a=b"})
        case "/v1.0/cut":
            CUT.append(request.method)
            request.transport.abort()
        case "/v1.0/slow":
            await asyncio.sleep(5)
    return web.Response(text=request.headers.get("Cookie", "no cookie"))


@pytest.fixture
async def client():
    runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1.0/"
    async with httpx.AsyncClient(transport=Transport(), base_url=url, timeout=httpx.Timeout(0.2)) as client:
        yield client
    await runner.cleanup()


async def test_a_request_arrives_as_it_was_made(client):
    address = "echo%20%24?$filter=displayName%20eq%20%27a%2Bb%27"
    told = await client.post(address, json={"groupIds": ["1"]}, headers={"X-Said": "x"})
    assert told.headers["x-heard"] == "x"
    assert told.json() == {"method": "POST", "query": f"/v1.0/{address}", "body": '{"groupIds":["1"]}'}


async def test_a_packed_body_is_unpacked_once(client):
    assert (await client.get("gzip")).text == "unpacked once"


async def test_a_redirect_is_not_followed_and_a_cookie_of_it_is_not_kept_here(client):
    assert (await client.get("away")).status_code == 302
    client.cookies.clear()
    assert (await client.get("else")).text == "no cookie"


async def test_a_cut_connection_and_silence_are_errors_of_httpx(client):
    with pytest.raises(httpx.TransportError):
        await client.post("cut")
    with pytest.raises(httpx.ReadTimeout):
        await client.get("slow")


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
async def test_what_changes_something_is_sent_once_over_a_connection_that_breaks(client, method):
    """APLY-13."""
    await client.get("else")
    CUT.clear()
    with pytest.raises(httpx.TransportError):
        await client.request(method, "cut")
    assert [method] == CUT


async def test_nobody_there_is_an_error_of_httpx_too():
    async with httpx.AsyncClient(transport=Transport()) as client:
        with pytest.raises(httpx.TransportError):
            await client.get("http://127.0.0.1:1/")
