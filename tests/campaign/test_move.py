"""A bot in a process of its own is killed with SIGKILL while it moves a list: `make campaign` does it much longer."""

from pathlib import Path

import pytest
from campaign.move import open_moving

pytestmark = pytest.mark.days

TESTS = Path(__file__).parents[1]


async def test_a_bot_that_is_killed_while_it_moves_a_list_lets_each_in_once(monkeypatch):
    """REL-01 APLY-06: nothing is lost, nothing repeated, and the ledger is whole."""
    monkeypatch.setenv("PYTHONPATH", f"{TESTS}:{TESTS / 'threats'}")
    async with open_moving(7, length=80) as moving:
        await moving.run(3)
    assert moving.result.findings == []
    assert moving.result.kills.total() == 3
    assert moving.result.figures["people let into a group"] >= 80
