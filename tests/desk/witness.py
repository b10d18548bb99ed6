"""A witness: sees every entry at the moment at which it is kept, the world as it was then, and every write.

It judges by tables of its own, from the ledger and from what it saw, never from what a request says of itself. Whatever
is not as the handbook says fails at once.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from fakes.directory import FakeDirectory
from fakes.samples import APPROVERS
from fakes.setting import FakeSetting, Fate

from bot.core.act import Act
from bot.core.change import Change, State
from bot.core.command import Step
from bot.core.ledger import Entry, Event
from bot.core.outcome import Answer
from bot.core.policy import Person
from bot.core.rules import Direction, Rules
from bot.core.setting import Setting

BINDING = {Event.SENT, Event.TIGHTENED}
VOTES = {Event.APPROVED, Event.REJECTED, Event.RETURNED}
UNWRITTEN = {State.FAILED, State.STALE, State.WITHDRAWN, State.EXPIRED, State.REJECTED, State.RETURNED, State.WAITING}


def spell(setting):
    return f"{setting.mode} {setting.group}" if setting.group else str(setting.mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An entry that was kept, and how the world was just then; *told* is what the product had been told of it."""

    tick: int
    at: datetime
    passed: float
    entry: Entry
    change: Change | None
    actor: Person | None
    deed: Act | Step | None
    rules: Rules
    told: dict


@dataclass(slots=True, kw_only=True)
class Write:
    """One write, for a request; *landed* is when it was carried out, *undone* whether somebody set it anew later."""

    number: int
    sent: float
    fate: Fate
    landed: float | None = None
    undone: bool = False


@dataclass(slots=True)
class Witness:
    """*rules* run now; *actor* does *deed* at present, which *began* at that tick; the worker when there is none."""

    clock: object
    rules: Rules
    patience: float
    actor: Person | None = None
    deed: Act | Step | None = None
    moments: list = field(default_factory=list)
    stories: dict = field(default_factory=dict)
    writes: list = field(default_factory=list)
    told: dict = field(default_factory=dict)
    directory: FakeDirectory = None
    ticks: int = 0
    began: int = 0

    def tick(self):
        self.ticks += 1
        return self.ticks

    def hear(self, what, answer):
        """Note what the product was told of the tenant, and when."""
        self.told[what] = (self.tick(), answer)
        return answer

    def see(self, entry, change=None):
        """Note an entry that has just been kept, and judge it."""
        moment = Moment(
            tick=self.tick(),
            at=self.clock.now(),
            passed=self.clock.monotonic(),
            entry=entry,
            change=change,
            actor=self.actor,
            deed=self.deed,
            rules=self.rules,
            told=dict(self.told),
        )
        self.moments.append(moment)
        if change is not None:
            story = self.stories.setdefault(entry.request, [])
            self._judge_step(moment, story)
            story.append(moment)

    @property
    def newest(self):
        """The newest request, as it was last kept."""
        return self.stories[max(self.stories)][-1].change if self.stories else None

    # ---- judging ---------------------------------------------------------------------------------------------------

    def _judge_step(self, moment, before):
        entry = moment.entry
        assert entry.at <= moment.at
        assert entry.before == (before[-1].entry.after if before else "")
        assert entry.after == moment.change.state
        assert entry.by == (moment.actor.id if moment.actor and entry.event is not Event.EXPIRED else "")
        match entry.event:
            case event if event in VOTES:
                self._judge_vote(moment, before)
            case Event.SENT | Event.WITHDRAWN:
                assert entry.by == before[0].entry.by, "only who asked sends and withdraws"
                assert entry.event is Event.WITHDRAWN or self.is_adopted()
            case Event.TIGHTENED:
                assert self.is_adopted()
            case Event.CLAIMED:
                self._judge_claim(moment, before)
            case Event.EXPIRED:
                assert entry.at >= expiry(before)
            case Event.SETTLED | Event.CORRECTED if entry.after == State.APPLIED:
                tick, found = moment.told["setting"]
                assert spell(found) == self._bound(before).entry.details["to"], "applied is what was read back"
                assert tick > last(before, {Event.CLAIMED}).tick
            case _:
                pass

    def _judge_vote(self, moment, before):
        entry, bound = moment.entry, self._bound(before)
        assert entry.before == State.WAITING
        assert entry.by != before[0].entry.by, "nobody decides on their own request"
        assert entry.by in last(before, {Event.SENT}).told["able"][1], "no approver when it was sent"
        (asked, is_enabled), (_, groups) = moment.told["person", entry.by], moment.told["groups", entry.by]
        assert asked > self.began, "nobody asked who it is that votes"
        assert is_enabled
        assert APPROVERS in groups, "no approver at the vote"
        assert entry.by not in yes_since(bound, before), "one person has one vote"
        assert entry.at < expiry(before), "a vote that came late"
        assert entry.details["fingerprint"] == bound.entry.details["fingerprint"]
        if isinstance(moment.deed, Act):
            assert moment.deed.rev >= bound.change.rev, "a vote for an older plan"
        elif entry.event is Event.APPROVED:
            typed = moment.deed.fingerprint
            assert len(typed) >= 6
            assert bound.entry.details["fingerprint"].startswith(typed)
        if entry.event is Event.APPROVED:
            assert self.is_adopted(), "nobody agrees under rules that nobody adopted"
            if entry.after == State.APPROVED:
                self._judge_quorum(moment, [*before, moment])

    def _judge_claim(self, moment, before):
        assert moment.entry.at < expiry(before), "claimed after its time"
        assert self.is_adopted(), "claimed under rules that nobody adopted"
        self._judge_quorum(moment, before)

    def _judge_quorum(self, moment, story):
        """Ask for as many as the strictest of the rules wanted, from its sending until now, under one fingerprint."""
        bound, sent = self._bound(story), last(story, {Event.SENT})
        rules = [one.rules for one in story if one.tick >= sent.tick and one.entry.event in BINDING] + [moment.rules]
        assert len(yes_since(bound, story)) >= max(needed(one) for one in rules)
        assert expiry(story) <= sent.at + min(one.life for one in rules)
        assert bound.rules.digest == moment.rules.digest, "approved under other rules"

    def judge_write(self, wanted, token, fate):
        """Judge a write as it goes out, by the last look that was taken since the claim."""
        claim = next(one for one in reversed(self.moments) if one.entry.details.get("correlation") == token)
        story = self.stories[claim.entry.request]
        bound, sent = self._bound(story), last(story, {Event.SENT})
        assert story[-1] is claim, "written without being claimed, or after something else became of it"
        assert spell(wanted) == bound.entry.details["to"]
        before = [write for write in self.writes if write.number == claim.entry.request]
        assert all(write.fate is Fate.THROTTLED for write in before), "written twice"
        assert spell(self._look("setting", claim)) == bound.entry.details["from"], "written over something else"
        asker = story[0].entry.by
        assert self._look(("person", asker), claim)
        assert self._look(("admin", asker), claim), "the requester lost the role"
        counted = [voter for voter in yes_since(bound, story) if self._may_decide(voter, claim)]
        rules = [one.rules for one in story if one.tick >= sent.tick and one.entry.event in BINDING] + [self.rules]
        assert len(counted) >= max(needed(one) for one in rules), "an approval that no longer counts"
        if wanted.group:
            self._judge_drift(wanted.group, claim, sent, min(one.drift_people for one in rules))
        write = Write(number=claim.entry.request, sent=self.clock.monotonic(), fate=fate)
        self.writes.append(write)
        return write

    def _judge_drift(self, group, claim, sent, allowed):
        assert self._look(("group", group), claim), "the group is gone"
        planned, found = sent.told["members", group][1], self._look(("members", group), claim)
        assert len(planned ^ found) <= max(allowed, len(planned) // 10), "the group is not the one that was approved"

    def _may_decide(self, voter, claim):
        return self._look(("person", voter), claim) and APPROVERS in self._look(("groups", voter), claim)

    def _look(self, what, claim):
        tick, answer = self.told[what]
        assert tick > claim.tick, f"nobody looked at {what} after the claim"
        return answer

    def _bound(self, story):
        return last(story, BINDING)

    def is_adopted(self):
        adopted = next(one.entry for one in reversed(self.moments) if one.entry.event is Event.ADOPTED)
        return adopted.details["digest"] == self.rules.digest

    def judge_outcomes(self):
        """Nothing landed of what is said not to have been written; one request at most holds the setting."""
        holding = {State.WAITING, State.APPROVED, State.APPLYING, State.UNKNOWN}
        assert sum(story[-1].entry.after in holding for story in self.stories.values()) <= 1
        for write in self.writes:
            in_time = write.landed is not None and write.landed <= write.sent + self.patience
            if self.stories[write.number][-1].entry.after in UNWRITTEN | {State.APPROVED}:
                assert not in_time or write.undone, "said not to have been written, and was"
        for story in self.stories.values():
            for one, next_ in pairwise(story):
                assert (next_.change.rev, next_.entry.before) == (one.change.rev + 1, one.entry.after)


def last(story, events):
    return next(moment for moment in reversed(story) if moment.entry.event in events)


def yes_since(bound, story):
    return {one.entry.by for one in story if one.tick > bound.tick and one.entry.event is Event.APPROVED}


def expiry(story):
    told = last(story, BINDING | {Event.PLANNED}).entry.details["expires"]
    return datetime.fromisoformat(told)


def needed(rules):
    """Count what rules want that want the same for every change."""
    (count,) = {rules.approvals[direction] for direction in Direction}
    return count


class SeenStore:
    """A store whose every entry is seen when it is kept."""

    def __init__(self, store, witness):
        self._store, self._witness = store, witness

    def __getattr__(self, name):
        return getattr(self._store, name)

    async def keep(self, change, entry, *more):
        await self._store.keep(change, entry, *more)
        self._witness.see(entry, change)

    async def record(self, entry):
        await self._store.record(entry)
        self._witness.see(entry)


class SeenDirectory(FakeDirectory):
    """A directory whose answers are heard."""

    def __init__(self, witness):
        super().__init__()
        self._witness = witness
        witness.directory = self

    def able(self):
        """List who is an enabled member of the approvers group."""
        members = self.memberships.get(APPROVERS, ())
        return frozenset(user for user in members if self.people[user].is_enabled)

    def enable(self, user, *, is_enabled):
        self.people[user] = replace(self.people[user], is_enabled=is_enabled)

    async def person(self, user):
        found = await super().person(user)
        self._witness.hear(("person", user), found.is_enabled)
        return found

    async def is_admin(self, user):
        return self._witness.hear(("admin", user), await super().is_admin(user))

    async def groups_of(self, user, among):
        return self._witness.hear(("groups", user), await super().groups_of(user, among))

    async def members(self, group):
        found = await super().members(group)
        self._witness.hear(("members", group), {person.id for person in found})
        if group == APPROVERS:
            self._witness.hear("able", {person.id for person in found if person.is_enabled})
        return found

    async def group(self, group):
        self._witness.hear(("group", group), answer=False)
        found = await super().group(group)
        self._witness.hear(("group", group), answer=True)
        return found


class SeenSetting(FakeSetting):
    """A setting whose writes are judged as they go out; one that is late lands *lag* later."""

    lag = 40.0

    def __init__(self, clock, setting, witness):
        super().__init__(clock, setting)
        self._witness = witness

    async def read(self):
        self.settle()
        return self._hear(await super().read())

    def _hear(self, reading):
        self._witness.hear("setting", reading.setting)
        return reading

    async def write(self, wanted, *, token, until):
        self.settle()
        if self._clock.monotonic() > until:
            return await super().write(wanted, token=token, until=until)
        write = self._witness.judge_write(wanted, token, self.fate)
        written = await super().write(wanted, token=token, until=until)
        assert (written.answer is Answer.ACCEPTED) == (write.fate in {Fate.CARRIED_OUT, Fate.IGNORED})
        if write.fate in {Fate.CARRIED_OUT, Fate.LOST}:
            write.landed = write.sent
        return written

    def settle(self):
        """Let land what is due."""
        for write in self._witness.writes:
            is_late = write.fate is Fate.LATE and write.landed is None
            if is_late and self._clock.monotonic() >= write.sent + self.lag:
                write.landed = write.sent + self.lag
                self.land()

    def meddle(self, setting: Setting):
        """Set it as another administrator does, in the portal."""
        self.settle()
        self.setting = setting
        for write in self._witness.writes:
            write.undone |= write.landed is not None
