"""How thorough a run is."""

import pytest
from hypothesis import settings


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="floods and fuzzing at full size, not a tenth or less")


def pytest_configure(config):
    settings.register_profile("long", max_examples=10_000)
    if config.getoption("--long"):
        settings.load_profile("long")


@pytest.fixture(scope="session")
def is_long(request):
    return request.config.getoption("--long")
