"""What is special about these tests: they speak to the simulated tenant themselves, also in ways that it refuses."""

import pytest


@pytest.fixture
def is_sent_by_hand():
    return True
