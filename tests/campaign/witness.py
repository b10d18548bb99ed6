"""The witness: sees from outside what is kept, sent and shown, all the while and in the end."""

import asyncio
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from campaign.books import Books
from campaign.checker import RESTLESS, Finding, Kind, check, count_torn, is_owed
from campaign.history import History, Joined, Landed, Put, Shown
from campaign.people import People, read_card

from bot.core.notice import Notice
from bot.edges.anchors import read_anchors
from bot.edges.store.key import read_key
from bot.sim.tenant.properties import VALUE
from bot.sim.tenant.server import Request
from bot.sim.world import World

_BLINK = 0.003
_TAKEN, _GOES_ON = 200, 202


class Witness:
    """Looks at one *world*, and at the *folder* of the bot that lives in it. *torn* is what was seen of that so far."""

    def __init__(self, world: World, people: People, books: Books, folder: Path) -> None:
        self.torn: dict[str, None] = {}
        self._world = world
        self._people = people
        self._books = books
        self._folder = folder
        self._puts: dict[int, Request] = {}

    async def watch(self) -> None:
        """Look at the store again and again, as somebody else may at any moment: it is never torn."""
        while True:
            self._puts |= {
                id(one): one for one in self._world.tenant.requests if (one.api, one.method) == ("portal", "PUT")
            }
            if self._books.is_open and (torn := count_torn(*self._books.count())):
                self.torn[torn] = None
            await asyncio.sleep(_BLINK)

    def is_at_rest(self) -> bool:
        """Tell whether nothing is under way, and nothing owed."""
        kept = self._books.read()
        revs = {change.id: change.rev for change in kept.changes}
        is_busy = any(change.state in RESTLESS for change in kept.changes)
        return not is_busy and not any(is_owed(notice, revs[notice.change]) for notice in kept.notices)

    def judge(self, log: Path) -> tuple[list[Finding], Counter[str]]:
        """Let the checker look at everything; return what it found, and how much there was to look at."""
        history = self._tell()
        signs = {
            Kind.TORN: self.torn,
            Kind.UNENDED: [*self._people.stuck, *_read_errors(log)],
        }
        findings = [*check(history), *(Finding(kind, sign) for kind, found in signs.items() for sign in found)]
        return findings, self._count(history)

    def _tell(self) -> History:
        kept, writes = self._books.read(), self._world.tenant.writes
        return replace(
            kept,
            key=read_key(self._folder / "ledger.key"),
            anchors=read_anchors(self._folder / "anchors.jsonl"),
            puts=tuple(Put(id=put.id) for put in self._puts.values()),
            landed=tuple(Landed(id=write.id, at=write.at, value=write.after[VALUE]) for write in writes),
            joined=tuple(
                Joined(group=write.group, user=user)
                for write in self._world.tenant.group_writes
                if write.is_in
                for user in write.ids
            ),
            asked=tuple(self._people.asked),
            clicked=tuple(self._people.clicked),
            cards={notice.message: self._see(notice) for notice in kept.notices},
        )

    def _see(self, notice: Notice) -> tuple[Shown, ...]:
        """See a notice's message as each of its readers sees it."""
        post = self._world.teams.chats.post(notice.message)
        if post is None:
            return ()
        readers = self._world.teams.chats[post.chat].people
        return tuple(read_card(self._world.person(reader.key).view(post).card) for reader in readers)

    def _count(self, history: History) -> Counter[str]:
        known = {notice.message for notice in history.notices}
        posts = [post for post in self._world.teams.chats.posts() if not post.sender and read_card(post.card).number]
        answers = Counter(asked.status for asked in history.asked)
        ends = Counter(f"requests that are {change.state}" for change in history.changes)
        return ends + Counter(
            {
                "requests": len(history.changes),
                "lines in the ledger": len(history.entries),
                "writes sent": len(history.puts),
                "writes that landed, others' too": len(history.landed),
                "people let into a group": len(history.joined),
                "rows of lists": sum(map(len, history.rows.values())),
                "notices": len(history.notices),
                "messages answered 200": answers[_TAKEN],
                "messages answered 202, which promises nothing": answers[_GOES_ON],
                "clicks answered with a card": len(history.clicked),
                "second copies of a card": sum(post.id not in known for post in posts),
            }
        )


def _read_errors(log: Path) -> list[str]:
    """Read what the bots called an error: a bad day of somebody else's is none of Linkgate's."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    return [f"The log says: {line['event']} {line.get('error', '')}" for line in lines if line["level"] == "ERROR"]
