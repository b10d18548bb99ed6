"""The tenant's SharePoint, in memory: keeps the promises of `FilePort`, and breaks them on demand."""

from bot.ports import NotPermittedError, PortError

ORIGIN = "https://contoso-my.sharepoint.com"


class FakeFiles:
    """*held* is what is there, by address. *broken* is raised for each file, while it is set."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.held: dict[str, bytes] = {}
        self.broken: PortError | None = None
        self.is_on = True
        self._origin = origin

    async def check(self) -> None:
        if not self.is_on:
            raise NotPermittedError("Files are switched off.")

    def is_ours(self, page: str) -> bool:
        return self.is_on and page.startswith(f"{self._origin}/")

    async def fetch(self, url: str) -> bytes:
        await self._admit(url)
        if url not in self.held:
            raise NotPermittedError("That address has had its time.")
        return self.held[url]

    async def put(self, url: str, data: bytes) -> None:
        await self._admit(url)
        self.held[url] = data

    async def _admit(self, url: str) -> None:
        await self.check()
        if self.broken:
            raise self.broken
        if not url.startswith(f"{self._origin}/"):
            raise NotPermittedError("That is somewhere else.")
