"""The rulebook: what a rule has to look like, and that all problems are told at once."""

from datetime import timedelta

import pytest

from bot.core.rules import Direction, Rules
from bot.core.setting import GroupId
from bot.rulebook import RulebookError, read_rulebook

GROUP = "a9900000-0000-4000-8000-0000000000aa"
LEAST = f'version = 1\napprovers = "{GROUP}"\n'
WHOLE = f"""
version = 7
approvers = "{GROUP.upper()}"
operators = "b9900000-0000-4000-8000-0000000000bb"
told = "c9900000-0000-4000-8000-0000000000cc"
executor = "ADA00000-0000-4000-8000-000000000001"
[approvals]
narrowing = 1
to_group = 2
to_all = 3
[request]
hours = 8
reason = ".{{10,}}"
ticket = "(CHG|INC)-[0-9]+"
ticket_required = true
[drift]
percent = 0
people = 2
[reminders]
hours = [0.5, 1, 1]
"""


def problems(text):
    with pytest.raises(RulebookError) as caught:
        read_rulebook(text, tenant="contoso")
    return caught.value.problems


def test_the_least_that_can_be_written_is_who_approves():
    rules = read_rulebook(LEAST, tenant="contoso")
    assert rules == Rules(tenant="contoso", approvers=GroupId(GROUP))
    assert rules.approvals == {Direction.NARROWING: 1, Direction.TO_GROUP: 1, Direction.TO_ALL: 2}
    assert rules.life == timedelta(hours=24)


def test_everything_that_can_be_written_is_read():
    rules = read_rulebook(WHOLE, tenant="contoso")
    assert (rules.version, rules.approvers, rules.operators, rules.told) == (
        7,
        GROUP,
        "b9900000-0000-4000-8000-0000000000bb",
        "c9900000-0000-4000-8000-0000000000cc",
    )
    assert rules.executor == "ada00000-0000-4000-8000-000000000001"
    assert [rules.approvals[way] for way in Direction] == [1, 2, 3]
    assert (rules.life, rules.reason, rules.ticket) == (timedelta(hours=8), ".{10,}", "(CHG|INC)-[0-9]+")
    assert (rules.needs_ticket, rules.drift_percent, rules.drift_people) == (True, 0, 2)
    assert rules.gaps == (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=1))


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("[approvals]\nto_all = 0", "approvals.to_all"),
        ("[approvals]\nto_all = -1", "approvals.to_all"),
        ("[approvals]\nto_group = 21", "approvals.to_group"),
        ("[approvals]\nnarrowing = nan", "approvals.narrowing"),
        ("[approvals]\nnarrowing = 1.0", "approvals.narrowing"),
        ("[approvals]\nnarrowing = true", "approvals.narrowing"),
        ('[approvals]\nnarrowing = "1"', "approvals.narrowing"),
        ("[approvals]\nto_everyone = 2", "approvals.to_everyone"),
        ("approvals = 1", "[approvals]"),
        ("[request]\nhours = 0", "request.hours"),
        ("[request]\nhours = 721", "request.hours"),
        ('executor = "ada@contoso.example"', "executor is not the object id of a person"),
        ('[request]\nreason = "("', "request.reason"),
        (f"[request]\nticket = '{'x' * 201}'", "request.ticket"),
        ('[request]\nticket_required = "no"', "request.ticket_required"),
        ("[drift]\npercent = 101", "drift.percent"),
        ("[drift]\npeople = -1", "drift.people"),
        ("[reminders]\nhours = []", "reminders.hours"),
        ("[reminders]\nhours = [4, 2]", "reminders.hours"),
        ("[reminders]\nhours = [0]", "reminders.hours"),
        ("[reminders]\nhours = 4", "reminders.hours"),
        ('operators = "Sales"', "operators"),
        ("told = 7", "told"),
        ("aprovers = 1", "aprovers"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_by_its_name(rule, named):
    """APPR-04 OPS-05."""
    (problem,) = problems(LEAST + rule)
    assert named in problem


@pytest.mark.parametrize("version", ["0", "-1", "true", '"1"', "1.5", "1_000_001"])
def test_a_version_is_a_whole_number(version):
    (problem,) = problems(LEAST.replace("version = 1", f"version = {version}"))
    assert "version" in problem


def test_what_is_missing_or_wrong_is_told_all_at_once():
    """APPR-04."""
    told = " ".join(problems('approvers = ""\n[approvals]\nto_all = 0\nall = 1\n[request]\nhours = "x"'))
    for name in ("version", "approvers", "approvals.to_all", "approvals.all", "request.hours"):
        assert name in told
    assert "approvers is not" in problems("version = 1")[0]
    assert "TOML" in problems("version = ")[0]
    assert "approvers" in problems(LEAST.replace(GROUP, "00000000-0000-0000-0000-000000000000"))[0]
