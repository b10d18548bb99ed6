"""`make transcript`: writes the conversations of README.md anew, as the demo plays them."""

import asyncio
import re
from pathlib import Path

from bot.demo import play_demo

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(
    r"(?<=<!-- a transcript of `linkgate demo --play`; a test keeps it true -->\n```text\n).*?(?=\n```)", re.DOTALL
)
USERS = 10_000


def find_blocks() -> list[str]:
    """Return the conversations as they stand in README."""
    return BLOCK.findall(README.read_text(encoding="utf-8"))


async def _write() -> None:
    played = iter((await play_demo(users=USERS)).split("\n\n"))
    README.write_text(BLOCK.sub(lambda _: next(played), README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
