"""A bot is killed with SIGKILL while it sets the Office policy: `make campaign` does it longer."""

from pathlib import Path

import pytest
from campaign.office import open_setting

pytestmark = pytest.mark.days

TESTS = Path(__file__).parents[1]


async def test_a_bot_that_is_killed_while_it_sets_the_policy_leaves_one_and_says_what_is_true(monkeypatch):
    """REL-01: nothing is lost, nothing made twice, and the ledger is whole."""
    monkeypatch.setenv("PYTHONPATH", f"{TESTS}:{TESTS / 'threats'}")
    async with open_setting(7) as setting:
        await setting.run(8)
    assert setting.result.findings == []
    assert setting.result.kills.total() == 8
