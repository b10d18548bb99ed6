"""A plan: what would change, for whom. Made from facts read a moment ago; it changes nothing.

before --(impact: gain, lose, unchanged)--> after
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.cloud import Cloud, Offer, tell_offer
from bot.core.fill import Creation, Fill, Task
from bot.core.group import Caution, Group, Unfit, judge_fitness, list_cautions
from bot.core.roster import Roster
from bot.core.setting import Doubt, Mode, Reading, Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """How many accounts there are: in the tenant, covered before, covered after, and covered both times.

    None: the number could not be read, and nothing is guessed from it.
    """

    everyone: int | None
    before: int | None
    after: int | None
    both: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Exact numbers of accounts, or None where Graph did not tell."""

    gain: int | None
    lose: int | None
    unchanged: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One change, with what a person must know to agree to it.

    *task* is done to a group first; the setting is written only where *before* and *after* differ. *roster* is who was
    in the group that is wanted or filled; None without one, or where its members could not be counted.
    """

    before: Setting
    after: Setting
    before_group: Group | None
    after_group: Group | None
    before_people: int | None
    after_people: int | None
    impact: Impact
    cautions: tuple[Caution, ...]
    roster: Roster | None = None
    fill: Fill | None = None
    creation: Creation | None = None

    @property
    def task(self) -> Task | None:
        return self.fill or self.creation

    @property
    def group(self) -> Group | None:
        """The group that is filled or selected."""
        return self.fill.group if self.fill else self.after_group

    @property
    def sets(self) -> bool:
        """Whether the setting itself is changed."""
        return self.before != self.after

    def spell_task(self) -> str:
        """Write what is done to a group so that no other task is written the same; empty for none."""
        if self.fill:
            after = self.fill.after.people if self.fill.after else ""
            return f"fill {self.fill.group.id} {self.fill.digest} {after}"
        return f"create {self.creation.nickname} {self.creation.name}" if self.creation else ""


class Obstacle(StrEnum):
    """Why there is no plan, besides an unfit group or an unknown setting."""

    NOT_OFFERED = "not-offered"
    ALREADY_SO = "already-so"


NoPlan = Obstacle | Unfit | Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read from the tenant for a plan."""

    reading: Reading
    cloud: Cloud
    before_group: Group | None
    after_group: Group | None
    census: Census
    roster: Roster | None = None


def make(facts: Facts, wanted: Setting) -> Plan | NoPlan:
    """Plan the way from the setting as it was read to *wanted*, or say why there is none."""
    before = facts.reading.setting
    if tell_offer(facts.cloud) is Offer.NO:
        return Obstacle.NOT_OFFERED
    if before is None:
        return facts.reading.doubt or Doubt.UNREADABLE
    if before == wanted:
        return Obstacle.ALREADY_SO
    if facts.after_group and (unfit := judge_fitness(facts.after_group)):
        return unfit
    return Plan(
        before=before,
        after=wanted,
        before_group=facts.before_group,
        after_group=facts.after_group,
        before_people=facts.census.before,
        after_people=facts.census.after,
        impact=count(facts.census),
        cautions=list_cautions(facts.after_group) if facts.after_group else (),
        roster=facts.roster,
    )


def make_task(
    reading: Reading, cloud: Cloud, *, selected: Group | None, impact: Impact, task: Task, roster: Roster | None = None
) -> Plan | NoPlan:
    """Plan what is done to a group while the setting stays as it is. *selected* is the group of the setting."""
    if tell_offer(cloud) is Offer.NO:
        return Obstacle.NOT_OFFERED
    before = assume_setting(reading)
    if before is None:
        return reading.doubt or Doubt.UNREADABLE
    fill = task if isinstance(task, Fill) else None
    people = selected.people if selected else None
    more = fill.fresh if fill and selected and fill.group.id == selected.id else 0
    return Plan(
        before=before,
        after=before,
        before_group=selected,
        after_group=selected,
        before_people=people,
        after_people=None if people is None else people + more,
        impact=impact,
        cautions=list_cautions(fill.group) if fill else (),
        roster=roster,
        fill=fill,
        creation=task if isinstance(task, Creation) else None,
    )


def assume_setting(reading: Reading) -> Setting | None:
    """Say what a plan for a group takes the setting to be; where the tenant still selects people it is untold."""
    return Setting(Mode.UNTOLD) if reading.doubt is Doubt.LEGACY else reading.setting


def count(census: Census) -> Impact:
    """Count who gains, who loses and for whom nothing changes; an account in both sets is neither."""
    gain = _less(census.after, census.both)
    lose = _less(census.before, census.both)
    return Impact(gain=gain, lose=lose, unchanged=_less(_less(census.everyone, gain), lose))


def _less(whole: int | None, part: int | None) -> int | None:
    return None if whole is None or part is None else whole - part


def tell_shared(before: Setting, before_people: int | None, after: Setting, after_people: int | None) -> int | None:
    """Tell how many accounts are covered before *and* after, where the two settings alone tell it.

    Between two groups they do not: their members have to be compared, so None.
    """
    if Mode.NOBODY in {before.mode, after.mode}:
        return 0
    if before.mode is Mode.EVERYONE:
        return after_people
    return before_people if after.mode is Mode.EVERYONE else None
