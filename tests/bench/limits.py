"""Limits that nobody reaches: those of the product keep a bot at Teams' pace, and there would be nothing to measure."""

from bot.core.budget import Allowance
from bot.edges.teams.budgets import Scope
from bot.outside import Limits

_NO_END = 100_000
RAISED = Limits(
    allowances={scope: Allowance(burst=_NO_END, gap=1 / _NO_END) for scope in Scope},
    conversation=((_NO_END, 1.0),),
    tenant=((_NO_END, 1.0),),
)
