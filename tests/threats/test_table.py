"""Nothing that the front door has to hold against is forgotten."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # the two scripts beside it are run as such, too

from campaign.bite import FAULTS
from mutants import list_unproved, mutate, read_mutants
from table import TABLE, find_tests, read_catalogue, write_table


def test_the_table_says_what_the_tests_say():
    assert TABLE.read_text(encoding="utf-8") == write_table(), "run: make threats"


def test_every_threat_is_tried_or_it_is_said_why_not():
    tests = find_tests()
    assert [name for name, threat in read_catalogue().items() if name not in tests and not threat.note] == []


def test_every_critical_threat_has_a_mutant_and_every_mutant_fits_the_sources():
    assert list_unproved() == []
    for mutant in read_mutants():
        assert mutate(mutant)


@pytest.mark.parametrize("text", ["", "x x"])
def test_a_mutant_that_does_not_fit_once_is_no_mutant(tmp_path, text):
    mutant = read_mutants()[0]
    (tmp_path / mutant.file).parent.mkdir(parents=True)
    (tmp_path / mutant.file).write_text(text)
    with pytest.raises(LookupError):
        mutate(mutant, tmp_path)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.threat)
def test_the_faults_that_the_campaign_puts_in_fit_the_sources(fault):
    assert fault.put in mutate(fault)
