"""Reads what comes over the wire to its end, and not further than a limit. It knows nothing of what it reads."""

from aiohttp import StreamReader


async def read_whole(stream: StreamReader, *, most: int) -> bytes | None:
    """Read all of *stream*, however many pieces it comes in; None, and no more is read, when it is more than *most*.

    aiohttp's own `read(n)` returns the first piece.
    """
    body = bytearray()
    async for piece in stream.iter_any():
        body += piece
        if len(body) > most:
            return None
    return bytes(body)
