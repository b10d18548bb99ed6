"""How thorough a run is."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="floods and fuzzing at full size, instead of a tenth")


@pytest.fixture(scope="session")
def is_long(request):
    return request.config.getoption("--long")
