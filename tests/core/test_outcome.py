"""The honest outcome: every combination, against the handbook's table."""

import itertools

import pytest

from bot.core.outcome import Answer, Outcome, tell_outcome
from bot.core.setting import GroupId, Mode, Setting

SETTINGS = {
    "nobody": Setting(Mode.NOBODY),
    "everyone": Setting(Mode.EVERYONE),
    "group A": Setting(Mode.GROUP, GroupId("a")),
    "group B": Setting(Mode.GROUP, GroupId("b")),
}
APPLIED, FAILED, UNKNOWN, KEEP_READING = Outcome.APPLIED, Outcome.FAILED, Outcome.UNKNOWN, None

# (what is read back, what was answered): (while patient, when the patience is over)
HANDBOOK = {
    ("as wanted", Answer.ACCEPTED): (APPLIED, APPLIED),
    ("as wanted", Answer.UNSURE): (APPLIED, APPLIED),
    ("as wanted", Answer.REFUSED): (APPLIED, APPLIED),
    ("as before", Answer.ACCEPTED): (KEEP_READING, UNKNOWN),
    ("as before", Answer.UNSURE): (KEEP_READING, FAILED),
    ("as before", Answer.REFUSED): (FAILED, FAILED),
    ("something else", Answer.ACCEPTED): (UNKNOWN, UNKNOWN),
    ("something else", Answer.UNSURE): (UNKNOWN, UNKNOWN),
    ("something else", Answer.REFUSED): (UNKNOWN, UNKNOWN),
    ("as wanted", Answer.DONE): (APPLIED, APPLIED),
    ("as before", Answer.DONE): (KEEP_READING, UNKNOWN),
    ("something else", Answer.DONE): (UNKNOWN, UNKNOWN),
    ("not readable", Answer.DONE): (KEEP_READING, APPLIED),
    ("not readable", Answer.ACCEPTED): (KEEP_READING, UNKNOWN),
    ("not readable", Answer.UNSURE): (KEEP_READING, UNKNOWN),
    ("not readable", Answer.REFUSED): (KEEP_READING, UNKNOWN),
}
PAIRS = list(itertools.permutations(SETTINGS, 2))


def found(what, before, wanted):
    match what:
        case "as wanted":
            return [wanted]
        case "as before":
            return [before]
        case "not readable":
            return [None]
        case _:
            return [setting for setting in SETTINGS.values() if setting not in {before, wanted}]


def test_the_handbook_knows_every_answer():
    assert len(HANDBOOK) == 4 * len(Answer)


@pytest.mark.parametrize(("what", "answer"), HANDBOOK)
@pytest.mark.parametrize("pair", PAIRS)
def test_the_outcome_is_as_the_handbook_says(what, answer, pair):
    """APLY-01 APLY-02 APLY-04 APPR-13."""
    before, wanted = (SETTINGS[name] for name in pair)
    for seen in found(what, before, wanted):
        told = tuple(
            tell_outcome(before=before, wanted=wanted, found=seen, answer=answer, is_over=is_over)
            for is_over in (False, True)
        )
        assert told == HANDBOOK[what, answer]
