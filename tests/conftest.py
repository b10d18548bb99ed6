"""A watchman, a fence and a witness for the whole suite.

Whatever is logged in any test, by anybody, holds no token and no secret; no test speaks with another machine; and what
is asked of the simulated Microsoft Graph, and what it answers, keeps the contract that Microsoft describes.

Everything is listened to, down to DEBUG and in every library. What people wrote must not be in the lines that Linkgate
itself writes, at the level at which it runs. And how thorough a run is.
"""

import gc
import logging
import re

import pytest
from fence import Fence
from hypothesis import settings
from wire.witness import Witness

from bot.logs import Lines
from bot.sim.cast import BOT_SECRET
from bot.sim.tenant import Tenant

_SECRET = re.compile(rf"eyJ[\w-]{{8,}}\.[\w-]{{8,}}|{re.escape(BOT_SECRET)}|client_secret=(?!\*)")
_BODIES = ("Partner summit", "of the kill")


class Watchman(logging.Handler):
    """Keeps what it should never have heard."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.heard = []
        self._lines = Lines()

    def emit(self, record):
        text = record.getMessage()
        if record.name.startswith("bot."):
            text += str(vars(record))
        if record.exc_info and record.exc_info[1]:
            text += repr(record.exc_info[1])
        if found := _SECRET.search(text):
            self.heard.append(f"{record.name}: {found[0][:12]}…")
        if record.name.startswith("bot.") and record.levelno >= logging.INFO:
            line = self._lines.format(record)
            self.heard += [f"{record.name}: {body}" for body in _BODIES if body in line]


@pytest.fixture(scope="session")
def watchman():
    watchman = Watchman()
    root = logging.getLogger()
    level = root.level
    root.addHandler(watchman)
    logging.getLogger("markdown_it").setLevel(logging.INFO)  # the tests' own reader, which tells its every step
    root.setLevel(logging.DEBUG)
    yield watchman
    root.removeHandler(watchman)
    root.setLevel(level)


@pytest.fixture(autouse=True)
def no_secret_is_logged(watchman):
    """Fail the test in which a token, a secret or a message body reached a log."""
    yield
    heard, watchman.heard = watchman.heard, []
    assert heard == []


# What these check is checked under python -O too, where a plain assert is nothing.
pytest.register_assert_rewrite("door.stranger", "desk.mover", "desk.witness", "fakes.office", "sim.callers", "callers")


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="floods and fuzzing at full size, not a tenth or less")


gc.disable()  # until the tests run: looking through the SDKs' classes again and again finds nothing


def pytest_collection_finish():
    gc.freeze()
    gc.enable()


def pytest_configure(config):
    settings.register_profile(
        "seeded", derandomize=True, deadline=None
    )  # the gate says the same of the same commit, every time
    settings.register_profile("long", max_examples=10_000, deadline=None)
    settings.load_profile("long" if config.getoption("--long") else "seeded")


@pytest.fixture(scope="session")
def is_long(request):
    return request.config.getoption("--long")


@pytest.fixture(scope="session")
def fence():
    fence = Fence()
    yield fence
    fence.is_up = False


@pytest.fixture(autouse=True)
def only_this_machine_is_called(fence):
    """Fail the test in which somebody wanted to speak with another machine, even if nobody noticed."""
    yield
    crossed, fence.crossed = fence.crossed, []
    assert crossed == []


@pytest.fixture(scope="session")
def witness():
    witness = Witness()
    Tenant.witnesses.append(witness.listen)
    yield witness
    Tenant.witnesses.remove(witness.listen)


@pytest.fixture
def is_sent_by_hand():
    """Tell whether this test itself writes requests to Graph, and not the bot; a room that does says so for itself."""
    return False


@pytest.fixture(autouse=True)
def graph_keeps_its_contract(witness, is_sent_by_hand):
    """Fail the test in which the bot asked Graph, or the simulated Graph answered, what nobody has described."""
    yield
    found = witness.judge(is_by_hand=is_sent_by_hand)
    assert not found, "\n".join(found)
