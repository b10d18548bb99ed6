"""Requests about a group in one sentence: in messages, notifications, lists and the history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.samples import ALICE, BOB, NOW, a_change, a_plan

from bot.core import captions, summary, tasks
from bot.core.change import Attempt, Change, Proof, State
from bot.core.fill import Creation, Fate, Fill
from bot.core.group import Group
from bot.core.notice import Topic
from bot.core.outcome import Outcome
from bot.core.setting import GroupId, Mode, Setting
from bot.core.speech.tongues import GERMAN
from bot.core.text import ENGLISH, flatten

EMEA = Group(id=GroupId("e0ea0000-0000-4000-8000-000000000000"), name="Sales EMEA", direct=40, people=40)
FILL = Fill(group=EMEA, source="list.csv", digest="d", tally={Fate.PENDING: 52, Fate.GUEST: 2}, fresh=52)
OFF = Setting(Mode.NOBODY)
ONLY = replace(a_plan(), after=OFF, after_group=None, fill=FILL)
BOTH = replace(a_plan(), after=Setting(Mode.GROUP, EMEA.id), after_group=EMEA, fill=FILL)
MAKE = replace(a_plan(), after=OFF, after_group=None, roster=None, creation=Creation(name="Pilot", nickname="li-1"))
ATTEMPT = Attempt(at=NOW, token="t", proof=Proof.VERIFIED, filled=NOW)
PLANS = {"fill": ONLY, "both": BOTH, "create": MAKE}


def ask(state, plan, **fields):
    return replace(a_change(state), plan=plan, **fields)


def say(sentence, tongue=ENGLISH):
    return flatten(sentence, tongue).translate({0x2068: None, 0x2069: None, 0x200B: None})


def end(plan, tally, *, why="", **attempt) -> Change:
    """Let a request end as the applier ends it."""
    change = ask(State.APPLYING, plan, attempt=replace(ATTEMPT, **attempt), drift=3)
    outcome, note = tasks.tell_end(change, tally, why=why)
    return replace(change, state=State(outcome), note=note)


@pytest.mark.parametrize(
    ("plan", "english", "german"),
    [
        ("fill", "add 52 people to the group Sales EMEA", "52 Personen in die Gruppe Sales EMEA aufzunehmen"),
        (
            "both",
            "add 52 people to the group Sales EMEA and turn LinkedIn account connections on for it",
            "52 Personen in die Gruppe Sales EMEA aufzunehmen und die LinkedIn-Kontoverbindungen für sie einzuschalten",
        ),
        ("create", "make a new security group called Pilot", "eine neue Sicherheitsgruppe namens Pilot anzulegen"),
    ],
)
def test_what_is_asked_for_reads_well_in_both_languages(plan, english, german):
    waiting = ask(State.WAITING, PLANS[plan])
    assert say(captions.head_line(waiting)) == f"Alice Adams asks to {english}."
    assert say(captions.head_line(waiting), GERMAN) == f"Alice Adams bittet darum, {german}."
    reminder = say(summary.remind([waiting], at=waiting.expires_at - timedelta(hours=5)))
    assert reminder == f"LI-1 waits for your decision: Alice Adams asks to {english}. It expires in 5 h."


def test_nobody_is_told_of_gain_and_loss_where_the_setting_is_not_touched():
    for plan in (ONLY, MAKE):
        assert "The setting stays as it is." in say(summary.summarise(ask(State.WAITING, plan)))
        assert "Gains it" not in say(summary.summarise(ask(State.DRAFT, plan)))
    selected = replace(ONLY, before=Setting(Mode.GROUP, EMEA.id), after=Setting(Mode.GROUP, EMEA.id))
    for plan in (BOTH, selected):
        assert "Gains it: 12 people" in say(summary.summarise(ask(State.WAITING, plan)))


def test_people_who_were_added_are_counted_in_the_outcome():
    done = end(ONLY, {Fate.ADDED: 52, Fate.GUEST: 2})
    assert say(summary.summarise(done)) == (
        "People were added to the group Sales EMEA (LI-1), read back from Microsoft Entra. "
        "52 of 52 people are in the group now."
    )
    assert "52 von 52 Personen sind jetzt in der Gruppe." in say(summary.summarise(done), GERMAN)
    both = ask(State.APPLIED, BOTH, attempt=ATTEMPT, note="Read back and found as approved.")
    assert say(summary.summarise(both)) == (
        "People were added to the group Sales EMEA, and LinkedIn account connections are now on for it (LI-1), "
        "read back from Microsoft Entra."
    )
    assert say(summary.summarise(end(MAKE, {}))) == "The security group Pilot was made (LI-1)."


@pytest.mark.parametrize("plan", [ONLY, BOTH])
def test_a_stopped_filling_is_never_said_not_to_be_applied(plan):
    stopped = end(plan, {Fate.ADDED: 12, Fate.FAILED: 40}, stopped=BOB)
    assert stopped.state is State.FAILED
    told = say(summary.tell(stopped, Topic.FAILED))
    assert "12 of 52 people are in the group now." in told
    assert "Bob Brown stopped it." in told
    assert "not applied" not in told
    assert say((summary.name_outcome(stopped),)) == "Stopped"
    assert say(summary.have_already(stopped)) == (
        "You have asked for that already: LI-1 is stopped. Nothing was done again."
    )
    part = end(plan, {Fate.ADDED: 12, Fate.FAILED: 40})
    assert say((summary.name_outcome(part),)) == "In part"
    assert "not carried out in full" in say(summary.summarise(part))
    assert "nicht vollständig ausgeführt" in say(summary.summarise(part), GERMAN)


def test_a_setting_that_was_not_changed_still_is_not_applied():
    failed = ask(State.FAILED, a_plan(), note="Microsoft refused.")
    assert "was not applied" in say(summary.summarise(failed))
    assert say((summary.name_outcome(failed),)) == "Not applied"
    assert "was not applied" in say(summary.summarise(end(MAKE, {}, why="Microsoft refused.")))


def test_why_nobody_else_could_be_added_is_said_and_found_again_in_german():
    change = end(ONLY, {Fate.ADDED: 20, Fate.FAILED: 32}, why="The group was deleted while it was filled.")
    assert "20 of 52 people had been added. Nobody else could be added: The group" in say(captions.explain(change))
    german = say(captions.explain(change), GERMAN)
    assert german == (
        "20 von 52 Personen waren aufgenommen. Sonst konnte niemand aufgenommen werden: Die Gruppe wurde "
        "gelöscht, während sie gefüllt wurde."
    )


def test_who_is_not_seen_in_the_group_leaves_it_open():
    unseen = end(ONLY, {Fate.ADDED: 50, Fate.UNSURE: 2})
    assert unseen.state is State(Outcome.UNKNOWN)
    told = say(summary.summarise(unseen))
    assert told.startswith("Whether everybody of LI-1 is in the group Sales EMEA is not known yet: 50 of 52 people")


def test_work_that_was_stopped_says_so_while_it_ends():
    under_way = ask(State.APPLYING, ONLY, attempt=Attempt(at=NOW, token="t"))
    assert say(summary.summarise(under_way)).startswith("Linkgate is applying LI-1: add 52 people")
    stopping = replace(under_way, attempt=Attempt(at=NOW, token="t", stopped=ALICE))
    assert say(summary.summarise(stopping)).startswith("Alice Adams has stopped LI-1; what is under way ends.")


@pytest.mark.parametrize(
    ("plan", "step"),
    [
        (ONLY, "Sales EMEA: +52 people"),
        (BOTH, "Sales EMEA: +52 people, then selected"),
        (MAKE, "New group: Pilot"),
        (replace(ONLY, fill=replace(FILL, tally={Fate.PENDING: 1})), "Sales EMEA: +1 person"),
    ],
)
def test_a_row_of_the_history_says_which_group_and_how_many(plan, step):
    assert say(captions.name_step(ask(State.APPLIED, plan))) == step
