"""A plan: what would change, for whom. Made from facts read a moment ago; it changes nothing.

before --(impact: gain, lose, unchanged)--> after
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.cloud import Cloud, Offer, tell_offer
from bot.core.fill import Creation, Fill, Unfillable
from bot.core.group import Caution, Group, Unfit, judge_fitness, list_cautions
from bot.core.impact import NONE, Impact, keep_showing
from bot.core.office import OfficeStep
from bot.core.roster import Roster
from bot.core.setting import Doubt, Mode, Reading, Setting

Task = Fill | Creation | OfficeStep
"""What is done besides the setting, or instead of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One change, with what a person must know to agree to it.

    *task* is done to a group first; the setting is written only where *before* and *after* differ. A step to the Office
    policy, *office*, stands alone: the setting is not even read for it. *roster* is who was in the group that is
    wanted, filled or aimed at; None without one, or where its members could not be counted.
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
    office: OfficeStep | None = None

    @property
    def task(self) -> Task | None:
        return self.fill or self.creation or self.office

    @property
    def group(self) -> Group | None:
        """The group that is filled, aimed at or selected."""
        if self.office:
            return self.office.group
        return self.fill.group if self.fill else self.after_group

    @property
    def sets(self) -> bool:
        """Whether the setting itself is changed."""
        return self.before != self.after

    @property
    def touches_setting(self) -> bool:
        """Whether anybody can gain or lose by it: the setting is changed, or who is in the group that is selected."""
        fills_selected = self.fill is not None and self.before.group == self.fill.group.id
        return self.sets or fills_selected or self.task is None

    def spell_task(self) -> str:
        """Write what is done to a group so that no other task is written the same; empty for none."""
        if self.fill:
            after = self.fill.after.people if self.fill.after else ""
            return f"fill {self.fill.group.id} {self.fill.digest} {after}"
        if self.office:
            return self.office.spell()
        return f"create {self.creation.nickname} {self.creation.name}" if self.creation else ""


class Obstacle(StrEnum):
    """Why there is no plan, besides a group that cannot be used or an unknown setting."""

    NOT_OFFERED = "not-offered"
    ALREADY_SO = "already-so"


NoPlan = Obstacle | Unfit | Unfillable | Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read from the tenant for a plan. *everyone* counts its accounts."""

    reading: Reading
    cloud: Cloud
    before_group: Group | None
    after_group: Group | None
    everyone: int
    impact: Impact
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
        before_people=count_side(before, facts.before_group, facts.everyone),
        after_people=count_side(wanted, facts.after_group, facts.everyone),
        impact=facts.impact,
        cautions=list_cautions(facts.after_group) if facts.after_group else (),
        roster=facts.roster,
    )


def make_task(
    reading: Reading,
    cloud: Cloud,
    *,
    selected: Group | None,
    everyone: int,
    impact: Impact,
    task: Fill | Creation,
    wanted: Setting | None = None,
    roster: Roster | None = None,
) -> Plan | NoPlan:
    """Plan what is done to a group, and with *wanted* that the setting follows; else it stays as it is.

    *selected* is the group that the setting names now.
    """
    if tell_offer(cloud) is Offer.NO:
        return Obstacle.NOT_OFFERED
    before = assume_setting(reading)
    if before is None:
        return reading.doubt or Doubt.UNREADABLE
    fill = task if isinstance(task, Fill) else None
    after_group = fill.group if fill and wanted else selected
    after = wanted or before
    people = count_side(after, after_group, everyone)
    is_grown = fill is not None and after.group == fill.group.id
    return Plan(
        before=before,
        after=after,
        before_group=selected,
        after_group=after_group,
        before_people=count_side(before, selected, everyone),
        after_people=people + fill.fresh if fill and is_grown and people is not None else people,
        impact=impact,
        cautions=tuple(one for one in list_cautions(fill.group) if one is not Caution.EMPTY) if fill else (),
        roster=roster,
        fill=fill,
        creation=task if isinstance(task, Creation) else None,
    )


def plan_office(step: OfficeStep, roster: Roster | None) -> Plan:
    """Plan a step to the Office policy. The setting has no part in it."""
    untold = Setting(Mode.UNTOLD)
    return Plan(
        before=untold,
        after=untold,
        before_group=None,
        after_group=None,
        before_people=None,
        after_people=None,
        impact=Impact(gain=NONE, lose=NONE, unchanged=None),
        cautions=(),
        roster=roster,
        office=step,
    )


def assume_setting(reading: Reading) -> Setting | None:
    """Say what a plan for a group takes the setting to be; where the tenant still selects people it is untold."""
    return Setting(Mode.UNTOLD) if reading.doubt is Doubt.LEGACY else reading.setting


def count_side(setting: Setting, group: Group | None, everyone: int) -> int | None:
    """Count whom *setting* covers; a group that is gone covers nobody. None: it is not known."""
    match setting.mode:
        case Mode.EVERYONE:
            return everyone
        case Mode.NOBODY:
            return 0
        case Mode.GROUP:
            return group.people if group else 0
        case Mode.UNTOLD:
            return None


def keep_counts(plan: Plan, *, shown: Plan, at: datetime) -> Plan:
    """While the impact of *plan* is being counted, show what was counted of the same step *at* an earlier time."""
    if (plan.before, plan.after) != (shown.before, shown.after):
        return plan
    return replace(plan, impact=keep_showing(shown.impact, plan.impact, at=at))
