"""The tenant's groups, written in memory: keep the promises of `MembersPort`."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.core.fill import BIND, GONE, Added, Answer, judge_fillable
from bot.core.group import Group
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.ports import ClockPort, PortError, UnreachableError
from fakes.directory import FakeDirectory

Mood = Callable[[Sequence[UserId]], Added | None]


class FakeMembers:
    """Writes to *directory*. *binds* are those that landed, *sent* all that came.

    *moods* are what is answered to the next ones instead, None as usual; *mood* is asked where they are used up. *lost*
    tells of the next ones that land whether the answer is lost, *creations* what becomes of the next groups to be made:
    an error instead, or "lost". Each call takes *seconds* of *clock*.
    """

    def __init__(self, directory: FakeDirectory, clock: ClockPort, seconds: float = 0.15) -> None:
        self.binds: list[tuple[GroupId, tuple[UserId, ...]]] = []
        self.sent: list[tuple[UserId, ...]] = []
        self.moods: list[Mood] = []
        self.mood: Mood | None = None
        self.creations: list[PortError | str] = []
        self.lost: list[bool] = []
        self.broken: PortError | None = None
        self._directory, self._clock, self._seconds = directory, clock, seconds
        self._made: dict[str, GroupId] = {}

    async def add(self, group: GroupId, binds: Sequence[Sequence[UserId]]) -> Sequence[Added]:
        assert 1 <= len(binds) <= 20, "Graph takes 1 to 20 requests in a batch"
        answers = [self._add(group, tuple(bind)) for bind in binds]
        await self._clock.sleep(self._seconds)
        return answers

    def _add(self, group: GroupId, users: tuple[UserId, ...]) -> Added:
        assert 1 <= len(users) <= BIND, "Graph takes 1 to 20 people in a bind"
        self.sent.append(users)
        mood = self.moods.pop(0) if self.moods else self.mood
        if mood and (told := mood(users)):
            return told
        found = self._directory.groups.get(group)
        if found is None:
            return Added(users=users, answer=Answer.HOPELESS, sentence=GONE)
        if judge_fillable(replace(found, people=len(self._directory.memberships[group]))):
            return Added(users=users, answer=Answer.HOPELESS, sentence="Nobody is added to this group.")
        members, people = self._directory.memberships[group], self._directory.people
        if any(user not in people for user in users):
            return Added(users=users, answer=Answer.NOT_FOUND)
        if members & set(users):
            return Added(users=users, answer=Answer.ALREADY)
        members.update(users)
        self.binds.append((group, users))
        is_lost = bool(self.lost) and self.lost.pop(0)
        return Added(users=users, answer=Answer.UNSURE if is_lost else Answer.ADDED)

    async def create(self, name: str, *, nickname: str) -> GroupId:
        self._fail_if_broken()
        fate = self.creations.pop(0) if self.creations else ""
        if isinstance(fate, PortError):
            raise fate
        id_ = GroupId(f"00000000-0000-4000-8000-{len(self._directory.groups):012}")
        self._directory.add_group(Group(id=id_, name=name))
        self._made[nickname] = id_
        if fate == "lost":
            raise UnreachableError("no answer")
        return id_

    async def find(self, nickname: str) -> GroupId | None:
        self._fail_if_broken()
        return self._made.get(nickname)

    def _fail_if_broken(self) -> None:
        if self.broken:
            raise self.broken
