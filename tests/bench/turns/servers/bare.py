"""The floor: aiohttp in, aiohttp out, and nobody asks who is calling."""

import asyncio

from aiohttp import ClientSession, DummyCookieJar, web
from bench.hosting import host


async def main() -> None:
    async with ClientSession(cookie_jar=DummyCookieJar(), headers={"Authorization": "Bearer bare"}) as session:

        async def echo(request: web.Request) -> web.Response:
            activity = await request.json()
            url = f"{activity['serviceUrl']}v3/conversations/{activity['conversation']['id']}/activities"
            async with session.post(url, json={"type": "message", "text": activity["text"]}) as answer:
                await answer.read()
            return web.Response()

        app = web.Application()
        app.router.add_post("/api/messages", echo)
        await host(app)


asyncio.run(main())
