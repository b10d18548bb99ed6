"""The way out to Teams, in memory: keeps the promises of `NoticePort`, and breaks them on demand."""

from bot.core.place import Place, PlaceKind
from bot.core.policy import UserId
from bot.core.view import View
from bot.ports import NotFoundError, PortError


class FakeNotices:
    """*shown* is what stands in each conversation now, by message id, and *locales* in which language.

    *broken* is raised for each, while it is set.
    """

    def __init__(self) -> None:
        self.shown: dict[str, dict[str, View]] = {}
        self.locales: dict[str, str] = {}
        self.broken: PortError | None = None
        self.unreachable: set[UserId] = set()

    async def open_chat(self, service_url: str, user: UserId) -> Place:
        self._fail_if_broken()
        if user in self.unreachable:
            raise NotFoundError("Linkgate is not installed there.")
        return Place(kind=PlaceKind.PERSONAL, service_url=service_url, conversation=f"a:{user}")

    async def deliver(self, place: Place, view: View, *, message: str, locale: str = "") -> str:
        self._fail_if_broken()
        chat = self.shown.setdefault(place.conversation, {})
        posted = message or f"{place.conversation}/{len(chat) + 1}"
        chat[posted] = view
        self.locales[posted] = locale
        return posted

    def _fail_if_broken(self) -> None:
        if self.broken:
            raise self.broken
