"""What is read anew for each decision, what may be remembered for words, and what the doctor says of approvers."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.office import APPROVERS, RULES
from fakes.samples import ALICE, BOB, CAROL, SALES

from bot.core.act import Verb
from bot.core.change import State
from bot.core.setting import Mode, Setting
from bot.core.text import flatten
from bot.core.view import HelpView, SaidView, StatusView
from bot.doctor import Doctor, Level
from bot.ports import NotPermittedError, UnreachableError

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def doctor(ports):
    return Doctor(ports=ports, rules=RULES, checks={})


async def found(doctor, what):
    return next(finding for finding in await doctor.examine() if finding.what == what)


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence)


async def test_help_may_be_a_minute_old_and_no_decision_ever_is(office, directory, clock, setting):
    """ID-13."""
    assert (await office.asks(ALICE, "help")).may_ask
    directory.admins.clear()
    clock.move(seconds=59)
    assert (await office.asks(ALICE, "help")).may_ask
    assert "Global Administrator" in said(await office.asks(ALICE, "linkedin enable all"))
    clock.move(seconds=1)
    assert not (await office.asks(ALICE, "help")).may_ask
    directory.admins.add(ALICE.id)
    assert not (await office.asks(ALICE, "help")).may_ask
    waiting = await office.sent()
    assert (await office.asks(BOB, "help")).may_decide
    directory.memberships[APPROVERS].discard(BOB.id)
    assert (await office.asks(BOB, "help")).may_decide
    assert "approvers group" in said(await office.clicks(BOB, Verb.APPROVE, waiting))
    assert "Only people who" in said(await office.asks(BOB, "linkedin history"))
    clock.move(seconds=-3600)
    assert not (await office.asks(BOB, "help")).may_decide
    for mode in (Mode.EVERYONE, Mode.NOBODY):
        setting.setting = Setting(mode)
        status = await office.asks(BOB, "linkedin status")
        assert isinstance(status, StatusView)
        assert status.reading.setting == Setting(mode)
    directory.people[BOB.id] = replace(BOB, is_enabled=False)
    assert "disabled" in said(await office.asks(BOB, "linkedin status"))


async def test_what_is_remembered_of_one_person_is_shown_to_nobody_else_and_a_fault_is_not_remembered(
    office, directory
):
    """ID-13."""
    assert (await office.asks(ALICE, "help")).may_ask
    assert not (await office.asks(BOB, "help")).may_ask
    directory.break_with(UnreachableError("no answer"))
    assert "no answer" in said(await office.asks(CAROL, "help"))
    directory.heal()
    help_ = await office.asks(CAROL, "help")
    assert isinstance(help_, HelpView)
    assert help_.may_decide


async def test_two_accounts_are_two_people_and_the_readme_says_so(office, directory):
    """ID-14."""
    second = replace(BOB, id="b0b00000-0000-4000-8000-0000000000ad", name=f"{BOB.name} (admin)")
    directory.add_person(second)
    directory.memberships[APPROVERS].add(second.id)
    await office.approved("linkedin enable all", by=(BOB, second))
    limits = " ".join(README.partition("### Limits, told plainly")[2].partition("\n## ")[0].split())
    assert re.search(r"[Tt]wo accounts of one person count as two people.*`linkgate doctor` cannot see", limits)


async def test_the_doctor_names_who_decides_who_approves(doctor, directory):
    """ID-11."""
    directory.owning[APPROVERS] = {CAROL.id}
    owners = await found(doctor, "owners")
    assert owners.level is Level.WORTH_A_LOOK
    assert CAROL.name in owners.sentence
    assert CAROL.id in owners.sentence
    assert BOB.name not in owners.sentence


APPROVER_GROUPS = {
    "deleted": (lambda directory: directory.remove_group(APPROVERS), Level.BROKEN),
    "empty": (lambda directory: directory.memberships[APPROVERS].clear(), Level.BROKEN),
    "only who asks": (lambda directory: directory.memberships.update({APPROVERS: {ALICE.id}}), Level.WORTH_A_LOOK),
    "only guests": (
        lambda directory: directory.people.update({one.id: replace(one, is_guest=True) for one in (BOB, CAROL)}),
        Level.BROKEN,
    ),
    "only disabled accounts": (
        lambda directory: directory.people.update({one.id: replace(one, is_enabled=False) for one in (BOB, CAROL)}),
        Level.BROKEN,
    ),
}


@pytest.mark.parametrize("group", APPROVER_GROUPS)
async def test_a_request_that_nobody_could_approve_is_not_made_and_the_doctor_sees_why(
    office, doctor, directory, setting, group
):
    """ID-12."""
    assert (await found(doctor, "approvers")).level is Level.WORTH_A_LOOK  # two, of whom one might ask for all
    spoil, level = APPROVER_GROUPS[group]
    await office.asks(ALICE, "linkedin enable group Sales")
    await office.postman.deliver()
    spoil(directory)
    answer = await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="why")
    assert "Nobody could approve this request" in said(answer)
    assert (await office.newest()).state is State.DRAFT
    finding = await found(doctor, "approvers")
    assert finding.level is level
    assert finding.sentence
    directory.add_group(replace(SALES, id=APPROVERS), [])
    directory.memberships[APPROVERS] = {BOB.id, CAROL.id, ALICE.id}
    directory.people |= {one.id: one for one in (BOB, CAROL)}
    assert (await found(doctor, "approvers")).level is Level.FINE
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="why")
    assert (await office.newest()).state is State.WAITING
    assert setting.sent == []


async def test_the_doctor_says_whether_there_are_files(doctor, files):
    assert (await found(doctor, "files")).level is Level.FINE
    files.is_on = False
    finding = await found(doctor, "files")
    assert (finding.level, finding.sentence) == (Level.WORTH_A_LOOK, "Files are switched off.")


@pytest.mark.parametrize("what", ["office", "consent"])
async def test_the_doctor_says_what_not_every_house_needs_and_breaks_nothing(doctor, ports, what):
    assert (await found(doctor, what)).level is Level.FINE
    getattr(ports, what).broken = NotPermittedError("This tenant has no Intune licence.")
    finding = await found(doctor, what)
    assert (finding.level, finding.sentence) == (Level.WORTH_A_LOOK, "This tenant has no Intune licence.")
