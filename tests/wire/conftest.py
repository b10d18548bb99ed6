"""How a sentence is looked for among those that were told."""

import re

import pytest


@pytest.fixture
def matches():
    def matches(sentence, found):
        return any(re.search(sentence, one) for one in found)

    return matches
